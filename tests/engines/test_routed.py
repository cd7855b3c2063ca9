"""Each engine asked by ``neo4j://``: one server that is its own cluster answers as by ``bolt://``."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any

import pytest

from kinerja_graph.audit.rule_set import run_rule_set
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import engine_of
from kinerja_graph.store.engine import Address
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.query import run_query
from kinerja_graph.workflow.rule_sets import read_rule_set


@pytest.fixture
def routed(engine_settings: Settings, engine_address: Address) -> Generator[Store]:
    engine = engine_of(engine_settings)
    address = replace(engine_address, uri=engine_address.uri.replace("bolt://", "neo4j://"))
    with Store(
        address,
        engine.capabilities,
        long_seconds=engine_settings.long_seconds,
        end_statement=engine.end_statement,
    ) as store:
        yield store


def test_a_plan_is_loaded_audited_and_queried(
    routed: Store, store: Store, plan_of: Callable[..., Cascade], settings: Settings, dataset: str
) -> None:
    assert routed.address.is_routed
    edition = load(routed, plan_of(3), settings=settings).edition
    rules = read_rule_set(settings)
    found, same = (run_rule_set(one, edition, rules, one.engine) for one in (routed, store))
    assert findings(found) == findings(same)
    assert findings(found)
    text = "MATCH (n:Indicator {scope: $scope}) RETURN n.id AS id ORDER BY id"
    for _ in range(2):  # the second on the connection of the first
        answer = run_query(routed, text, edition, seconds=10, rows=10)
        assert answer.rows == (("I0",), ("I1",), ("I2",))
    drop(routed, dataset, settings=settings)


def findings(audit: Any) -> list[tuple[str, str]]:
    return [(one.rule, one.fingerprint) for one in audit.findings]
