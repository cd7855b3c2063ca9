"""Graphs that older versions made are brought up to date, or refused, on both engines."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from typing import Any

import pytest
from plans import CORNERS, FAULTY, Tables

from kinerja_graph.cli.app import main
from kinerja_graph.errors import StoreError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.model.schema import SCHEMA_VERSION
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import every_edition, find_edition
from kinerja_graph.workflow.migrations import migrate_editions

PlanOf = Callable[..., Cascade]
FACTS = ("name_key", "measure_unit_key", "ladder_key", "agency", "circle")
AGES = (
    f"MATCH (n {{scope: $scope}}) WHERE NOT n:Edition REMOVE {', '.join(f'n.{x}' for x in FACTS)}",
    "MATCH (n:Indicator {scope: $scope}) REMOVE n.achievement_years, n.achievements",
    "MATCH (e:Edition {scope: $scope}) REMOVE e.schema_version",
)
"""From version 1 to a graph without a version: what is worked out at load is not there."""
GUESSES = (
    "MATCH (:Indicator {scope: $scope})-[e:CONTRIBUTES_TO]->() SET e.sign = coalesce(e.sign, '+')",
    (
        "MATCH (:Indicator {scope: $scope})-[e:CONTRIBUTES_TO]->() "
        "SET e.status = coalesce(e.status, 'accepted')"
    ),
    "MATCH (e:Edition {scope: $scope}) SET e.schema_version = 1",
)
"""From version 2 to version 1: unread signs and statuses are as if nothing stood there."""
FAR_ENDS = (
    "MATCH (p:Problem {scope: $scope}) WHERE p.heading IN ['sign', 'status'] REMOVE p.beside",
)
"""The same, before a problem knew the far end of its row."""
VERSION = "MATCH (e:Edition {scope: $scope}) SET e.schema_version = $version"
HELD = Statement("held", "MATCH (n {scope: $scope}) RETURN count(n) AS n")
NODES = Statement(
    "nodes",
    "MATCH (n {scope: $scope}) WHERE n.id IS NOT NULL"
    " RETURN labels(n)[0] AS label, properties(n) AS properties",
)
EDGES = Statement(
    "edges",
    "MATCH (a {scope: $scope})-[e]->(b {scope: $scope}) RETURN type(e) AS type, a.id AS low,"
    " b.id AS high, properties(e) AS properties",
)
UNREAD: Tables = {
    **FAULTY,
    "contributions": [
        {"from": "I0", "to": "I1", "sign": "*", "status": "tolak"},
        {"from": "I3", "to": "I1", "status": "entah", "kind": "crosscutting"},
    ],
}
"""Faults of every kind, and edges that only a row of ``contributions`` names."""


def change(store: Store, edition: Edition, *texts: str, **values: Any) -> None:
    for text in texts:
        store.write(Statement("age", text, writes=True), scope=edition.scope, **values)


def held(store: Store, edition: Edition) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """The nodes and edges of a snapshot, without what names the snapshot itself."""
    nodes = {
        (row["label"], row["properties"]["id"]): {
            name: value for name, value in row["properties"].items() if name not in {"scope", "key"}
        }
        for row in store.read(NODES, scope=edition.scope)
    }
    edges = {
        (row["type"], row["low"], row["high"]): row["properties"]
        for row in store.read(EDGES, scope=edition.scope)
    }
    return nodes, edges


@pytest.fixture
def loaded(store: Store, settings: Settings, dataset: str) -> Iterator[Callable[[Tables], Edition]]:
    """Loads tables as the dataset of the test, leniently."""

    def do(tables: Tables) -> Edition:
        reading = read_document(
            tables,  # type: ignore[arg-type]  # whatever stands in the tables is what is read
            name="rencana.json",
            settings=settings,
            dataset=dataset,
            edition="1",
            lenient=True,
        )
        assert reading.cascade is not None
        return load(store, reading.cascade, settings=settings).edition

    yield do
    change(store, find_any(store, dataset), VERSION, version=SCHEMA_VERSION)
    drop(store, dataset, settings=settings)


def find_any(store: Store, dataset: str) -> Edition:
    return next(item for item in every_edition(store) if item.dataset == dataset)


@pytest.mark.parametrize(
    ("tables", "age"),
    [
        (CORNERS, AGES),
        (FAULTY, GUESSES),
        (UNREAD, (*FAR_ENDS, *GUESSES, *AGES)),
    ],
    ids=["facts", "guesses", "everything"],
)
def test_an_older_graph_becomes_what_a_load_of_today_makes(
    store: Store,
    settings: Settings,
    dataset: str,
    loaded: Callable[[Tables], Edition],
    *,
    tables: Tables,
    age: tuple[str, ...],
) -> None:
    edition = loaded(tables)
    wanted = held(store, edition)
    change(store, edition, *age)
    assert held(store, edition) != wanted
    with pytest.raises(StoreError) as caught:
        find_edition(store, EditionRef(dataset))
    assert caught.value.code == "older-schema"
    (moved,) = migrate_editions(store, every_edition(store), settings)
    assert moved == replace(edition, scope=moved.scope) == find_edition(store, EditionRef(dataset))
    assert moved.scope != edition.scope
    assert held(store, moved) == wanted
    assert migrate_editions(store, every_edition(store), settings) == ()


def test_the_old_snapshot_stays_for_its_readers_for_a_while(
    store: Store, settings: Settings, loaded: Callable[[Tables], Edition]
) -> None:
    edition = loaded(CORNERS)
    before = store.read(HELD, scope=edition.scope)[0]["n"]
    change(store, edition, VERSION, version=1)
    migrate_editions(store, every_edition(store), settings.model_copy(update={"keep_replaced": 15}))
    left = store.read(HELD, scope=edition.scope)[0]["n"]
    assert left == before  # the Edition went, and a Leftover came


def test_a_newer_graph_is_left_alone_and_refused(
    store: Store, settings: Settings, dataset: str, loaded: Callable[[Tables], Edition]
) -> None:
    edition = loaded(CORNERS)
    change(store, edition, VERSION, version=SCHEMA_VERSION + 1)
    before = held(store, edition)
    assert migrate_editions(store, every_edition(store), settings) == ()
    assert held(store, edition) == before
    with pytest.raises(StoreError) as caught:
        find_edition(store, EditionRef(dataset))
    assert caught.value.code == "newer-schema"
    assert str(SCHEMA_VERSION + 1) in caught.value.tell("id")


def test_editions_keep_their_order(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    first = load(store, plan_of(2, edition="lama"), settings=settings).edition
    last = load(store, plan_of(2, edition="baru"), settings=settings).edition
    change(store, first, VERSION, version=1)
    moved = migrate_editions(store, every_edition(store), settings)
    assert [one.edition for one in moved] == ["lama"]
    assert find_edition(store, EditionRef(dataset)) == last
    drop(store, dataset, settings=settings)


@pytest.fixture
def reading_store(embedded_store: Store) -> Generator[Store]:
    """The embedded engine, met as its user that may only read."""
    address = embedded_store.address
    reader = replace(address, user=address.reader_user, password=address.reader_password)
    with Store(reader, embedded_store.capabilities, long_seconds=60) as opened:
        yield opened


def test_who_may_not_write_is_told_so(
    embedded_store: Store,
    reading_store: Store,
    settings: Settings,
    plan_of: PlanOf,
    dataset: str,
) -> None:
    edition = load(embedded_store, plan_of(2), settings=settings).edition
    change(embedded_store, edition, VERSION, version=1)
    before = held(embedded_store, edition)
    with pytest.raises(StoreError) as caught:
        migrate_editions(reading_store, every_edition(reading_store), settings)
    assert caught.value.code == "older-schema"
    assert dataset in caught.value.tell("id")
    assert held(embedded_store, edition) == before
    change(embedded_store, edition, VERSION, version=SCHEMA_VERSION)
    drop(embedded_store, dataset, settings=settings)


def test_a_command_brings_up_what_it_meets_and_says_so(
    store: Store,
    loaded: Callable[[Tables], Edition],
    engine_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edition = loaded(CORNERS)
    change(store, edition, *GUESSES, *AGES)
    for setting in ("url", "user", "password", "database", "home", "memory"):
        monkeypatch.setenv(f"KINERJA_{setting.upper()}", str(getattr(engine_settings, setting)))
    assert main(["align", "S0", "--dataset", edition.dataset, "--lang", "id"]) == 0
    told = capsys.readouterr()
    assert f"{edition.dataset} 1 dialihkan dari skema 0 ke skema {SCHEMA_VERSION}" in told.err
    assert "S0" in told.out
    assert main(["align", "S0", "--dataset", edition.dataset, "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""
