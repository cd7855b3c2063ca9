"""What ``doctor`` says of a database, on both engines."""

import os
from collections.abc import Callable
from dataclasses import replace

from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.schema import SCHEMA_VERSION
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow.health import graph
from kinerja_graph.workflow.health.check import Check

PlanOf = Callable[..., Cascade]
VERSION = Statement(
    "version",
    "MATCH (e:Edition {dataset: $dataset}) SET e.schema_version = $version",
    writes=True,
)
PROBE = Statement("probe", "MATCH (c:Counter {key: 'doctor'}) RETURN count(c) AS n")


def found(settings: Settings) -> dict[str, Check]:
    return {check.id: check for check in graph.graph_checks(settings, start=True)}


def test_an_engine_that_answers_is_told_with_what_it_holds(
    store: Store,
    engine_settings: Settings,
    settings: Settings,
    plan_of: PlanOf,
    dataset: str,
) -> None:
    load(store, plan_of(2), settings=settings)
    checks = found(engine_settings)
    assert checks["engine"].facts["name"] == store.engine.name
    assert checks["engine"].facts["version"] == store.engine.version
    assert checks["rights"].facts == {"write": True}
    if store.engine.name == "neo4j" and "NEO4J_URL" not in os.environ:
        assert checks["limits"].verdict == "ok"
        assert all(checks["limits"].facts.values())
    else:
        assert ("limits" in checks) == (store.engine.name == "neo4j")
    assert store.read(PROBE) == [{"n": 0}]
    assert checks["graph"].facts["missing_indexes"] == 0
    name = f"{dataset} 1"
    assert name not in checks["graph"].facts["older"]
    store.write(VERSION, dataset=dataset, version=1)
    checks = found(engine_settings)
    assert checks["graph"].verdict in {"warning", "error"}
    assert name in checks["graph"].facts["older"]
    store.write(VERSION, dataset=dataset, version=SCHEMA_VERSION + 1)
    checks = found(engine_settings)
    assert checks["graph"].verdict == "error"
    assert name in checks["graph"].facts["newer"]
    store.write(VERSION, dataset=dataset, version=SCHEMA_VERSION)
    drop(store, dataset, settings=settings)


def test_who_may_only_read_is_told_so(embedded_store: Store) -> None:
    address = embedded_store.address
    reader = replace(address, user=address.reader_user, password=address.reader_password)
    with Store(reader, embedded_store.capabilities, long_seconds=60) as met:
        check = graph._rights(met)  # noqa: SLF001 - the one way to meet the reading user
    assert check.verdict == "warning"
    assert check.facts == {"write": False}


def test_a_wrong_password_is_told(neo4j_settings: Settings) -> None:
    checks = found(neo4j_settings.model_copy(update={"password": "bukan-ini"}))
    assert checks["engine"].verdict == "error"
    assert checks["engine"].facts["code"] == "refused-login"
    assert "bukan-ini" not in str(checks)
