"""Whatever the description allows or forbids is asked: no fault, no answer of another shape."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from serving import BEARER, serve

from kinerja_api.app import create_app
from kinerja_api.description import of_version
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

MANY: Final = int(os.environ.get("KINERJA_TEST_REQUESTS", "8"))
"""Requests of each kind for each route."""
CHECKS: Final = (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
SCHEMA: Final = schemathesis.openapi.from_dict(of_version(create_app(Settings()).openapi()))
"""Of this version: what has none is the same routes (``test_rights.py``)."""
OPERATIONS: Final = [one.ok() for one in SCHEMA.get_all_operations() if isinstance(one, Ok)]
KNOWN: Final = {"id": "S1", "before": "1", "after": "1", "edition": "1", "q": "waktu"}
"""What makes some requests reach further than an unknown name does."""


@pytest.fixture(scope="module")
def service(embedded_settings: Settings) -> Iterator[tuple[str, str]]:
    """The address of a service, and a dataset in it."""
    dataset = f"uraian-{secrets.token_hex(4)}"
    tables: dict[str, list[dict[str, object]]] = {
        "units": [{"id": "dishub", "name": "Dinas", "kind": "opd"}],
        "objectives": [{"id": "S1", "name": "Kemacetan", "level": 0, "owner": ["dishub"]}],
        "positions": [{"id": "kepala", "name": "Kepala", "unit": "dishub"}],
        "indicators": [
            {"id": "I1", "name": "Waktu", "level": 1, "owner": ["kepala"], "contributes_to": "S1"}
        ],
    }
    found = read_document(tables, name="plan", settings=embedded_settings, dataset=dataset)  # type: ignore[arg-type]  # tables of any kind are what is read
    assert found.cascade is not None
    with open_store(embedded_settings) as store:
        load(store, found.cascade, settings=embedded_settings)
        more = {"query_seconds": 5.0, "upload_bytes": 100_000}
        with serve(embedded_settings, **more) as url:
            yield url, dataset
        drop(store, dataset, settings=embedded_settings)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_every_route_keeps_to_the_description(service: tuple[str, str], operation: Any) -> None:
    url, dataset = service
    strategies = [
        operation.as_strategy(generation_mode=mode)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    ]

    @examples(
        max_examples=MANY,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
    )
    @given(case=strategies[0])
    def allowed(case: Case) -> None:
        check(case)
        for name, value in KNOWN.items():
            if name in (case.path_parameters or {}):
                case.path_parameters[name] = value
            if name in (case.query or {}):
                case.query[name] = value
        case.query = {**(case.query or {}), "dataset": dataset}
        check(case)

    @examples(
        max_examples=MANY,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
    )
    @given(case=strategies[1])
    def forbidden(case: Case) -> None:
        check(case)

    def check(case: Case) -> None:
        answer = case.call(base_url=url, headers=BEARER)
        assert answer.status_code < 500, (case.as_curl_command(), answer.text)
        case.validate_response(answer, checks=list(CHECKS))

    allowed()
    with suppress(Unsatisfiable):  # a route that takes nothing can be asked nothing wrong
        forbidden()
