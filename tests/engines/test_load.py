"""What a load puts into the graph, and what readers see meanwhile, on both engines."""

import gc
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kinerja_graph.errors import StoreError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition, EditionRef, node_key
from kinerja_graph.model.rows import edge_rows, node_rows
from kinerja_graph.model.schema import BY_LABEL, BY_TYPE, NODES, SCHEMA_VERSION
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load, temporary_snapshot
from kinerja_graph.store.snapshots import counts, editions, find_edition

PlanOf = Callable[..., Cascade]
NODES_OF = Statement(
    "nodes",
    "MATCH (n {scope: $scope}) WHERE n.id IS NOT NULL"
    " RETURN labels(n)[0] AS label, properties(n) AS properties",
)
EDGES_OF = Statement(
    "edges",
    "MATCH (a {scope: $scope})-[e]->(b) RETURN type(e) AS type, substring(a.key,"
    " size(a.scope) + 1) AS low, substring(b.key, size(b.scope) + 1) AS high,"
    " properties(e) AS properties, b.scope AS scope",
)
NAMES_OF = Statement(
    "names", "MATCH (n:Indicator {scope: $scope}) RETURN DISTINCT right(n.name, 1) AS mark"
)
EVERYTHING: dict[str, Any] = {
    "dataset": [
        {
            "dataset": "penuh",
            "edition": "2026-murni",
            "name": "Kota Contoh",
            "first_year": 2025,
            "last_year": 2029,
            "as_of": 2025,
        }
    ],
    "units": [
        {"id": "kota", "name": "Kota  Contoh", "kind": "pemda", "alias": "K"},
        {"id": "dishub", "name": "Dinas Perhubungan", "parent": "kota", "kind": "opd"},
        {"id": "bidang", "name": "Bidang Lalin", "parent": "dishub", "source": "Bappeda"},
    ],
    "positions": [
        {"id": "kadis", "name": "Kepala Dinas", "unit": "dishub", "rank": "II.b"},
        {
            "id": "analis",
            "name": "Analis",
            "unit": "bidang",
            "reports_to": "kadis",
            "ladder": "Analis Kebijakan",
            "rung": 2,
            "supervised": "yes",
        },
    ],
    "objectives": [
        {
            "id": "S1",
            "name": "Kemacetan menurun",
            "level": 0,
            "owner": "kota",
            "cross_agency": "yes",
            "expected_agencies": "dishub",
            "role": "outcome",
            "tags": ["Lalu  Lintas", "Kota; lalu lintas"],
            "note": "disepakati",
        },
        {"id": "S2", "name": "Arus lancar", "level": 1, "owner": "kadis", "contributes_to": "S1"},
    ],
    "indicators": [
        {
            "id": "I1",
            "name": "Waktu tempuh",
            "objective": "S1",
            "kind": "outcome",
            "owner": "kadis;dishub",
            "measure_unit": " Menit ",
            "polarity": "down",
            "baseline": 30.5,
            "formula": "rata-rata",
            "data_source": "survei",
            "definition": "rata-rata waktu tempuh pada jam sibuk",
            "data_provider": "Dinas Perhubungan",
            "reporting_period": "quarter",
            "accumulation": "average",
            "tags": "Kota",
        },
        {
            "id": "I2",
            "name": "Rambu",
            "level": 2,
            "polarity": "range",
            "measure_unit": "unit",
            "contributes_to": "S2;I1",
        },
    ],
    "values": [
        {"indicator": "I1", "year": 2025, "target": 30, "realisation": 28},
        {"indicator": "I1", "year": 2026, "target": 29.25},
        {"indicator": "I2", "year": 2025, "target": "80-90", "realisation": 85},
        {"indicator": "I1", "year": 2027, "period": "S1", "target": 28, "realisation": 27},
        {"indicator": "I1", "year": 2027, "period": "S2", "target": 27, "realisation": 26.5},
        {"indicator": "I1", "year": 2028, "target": 25},
        {"indicator": "I1", "year": 2028, "period": "S1", "target": 27},
        {"indicator": "I1", "year": 2028, "period": "S2", "target": 26},
        {"indicator": "I2", "year": 2026, "period": "TW I", "target": "80-90"},
    ],
    "tasks": [
        {
            "id": "T1",
            "name": "Survei",
            "activity": "Pemantauan",
            "step": "1",
            "performer": "analis",
            "output_quantity": 2,
            "output_unit": "laporan",
            "duration": 2,
            "duration_unit": "hour",
            "volume": 12,
            "contributes_to": "I2",
            "tags": "kota",
        }
    ],
    "programmes": [
        {"id": "5.02", "name": "Penunjang", "kind": "program", "unit": "kota", "serves": "S1"},
        {"id": "5.02.01", "name": "Gizi", "parent": "5.02"},
    ],
    "budgets": [{"programme": "5.02", "year": 2026, "budget": 1.5, "spent": 0}],
    "contributions": [
        {
            "from": "I2",
            "to": "S2",
            "basis": "nesting",
            "kind": "crosscutting",
            "sign": "-",
            "mode": "sum",
            "weight": 0.5,
            "rationale": "rambu mengatur arus",
            "reason": "langsung",
            "status": "requested",
        },
        {
            "from": "T1",
            "to": "S2",
            "basis": "nesting",
            "status": "rejected",
            "reason": "bukan tugasnya",
        },
    ],
}


def whole(settings: Settings, dataset: str) -> Cascade:
    reading = read_document(EVERYTHING, name="penuh.yaml", settings=settings, dataset=dataset)
    assert reading.cascade is not None, [item.message.en for item in reading.problems]
    return reading.cascade


def nodes_of(store: Store, edition: Edition) -> dict[tuple[str, str], dict[str, Any]]:
    rows = store.read(NODES_OF, scope=edition.scope)
    return {
        (row["label"], row["properties"]["id"]): {
            name: value
            for name, value in row["properties"].items()
            if name not in {"scope", "key", "loaded_at", "first_loaded"}
        }
        for row in rows
    }


def edges_of(store: Store, edition: Edition) -> dict[tuple[str, str, str], dict[str, Any]]:
    rows = store.read(EDGES_OF, scope=edition.scope)
    assert all(row["scope"] == edition.scope for row in rows)
    return {(row["type"], row["low"], row["high"]): row["properties"] for row in rows}


def marks_of(store: Store, dataset: str) -> set[str]:
    edition = find_edition(store, EditionRef(dataset))
    return {row["mark"] for row in store.read(NAMES_OF, scope=edition.scope)}


def test_every_property_of_every_label_and_type_comes_back(
    store: Store, settings: Settings, dataset: str
) -> None:
    cascade = whole(settings, dataset)
    loaded = load(store, cascade, settings=settings)
    wanted = {
        (label, str(row["id"])): row for label, rows in node_rows(cascade).items() for row in rows
    }
    found = nodes_of(store, loaded.edition)
    plan = found.pop(("Edition", "2026-murni"))
    assert found == wanted
    assert [type(v) for v in found["Indicator", "I1"]["targets"]] == [float] * 4
    assert plan | {"dataset": "penuh", "digest": ""} == {
        "id": "2026-murni",
        "dataset": "penuh",
        "edition": "2026-murni",
        "name": "Kota Contoh",
        "first_year": 2025,
        "last_year": 2029,
        "as_of": 2025,
        "digest": "",
        "schema_version": SCHEMA_VERSION,
        "values_origin": "penuh.yaml!values",
    }
    assert edges_of(store, loaded.edition) == {
        (ends[0], row.source, row.target): row.properties
        for ends, rows in edge_rows(cascade).items()
        for row in rows
    }
    drop(store, dataset, settings=settings)


def test_the_example_of_the_round_trip_leaves_no_property_out(
    settings: Settings, dataset: str
) -> None:
    cascade = whole(settings, dataset)
    for label, rows in node_rows(cascade).items():
        if label != "Problem":
            names = {name for row in rows for name in row} | {"key", "scope"}
            apart = {"circle", "alias", "line", "source", "source_text", "note"}
            assert BY_LABEL[label].names() - names <= apart
    groups = edge_rows(cascade)
    assert {ends[0] for ends in groups} == set(BY_TYPE)


def test_engines_hold_the_same(
    both_stores: dict[str, Store], settings: Settings, dataset: str
) -> None:
    cascade = whole(settings, dataset)
    held = {}
    for name, store in both_stores.items():
        edition = load(store, cascade, settings=settings).edition
        held[name] = (nodes_of(store, edition), edges_of(store, edition), counts(store, edition))
        drop(store, dataset, settings=settings)
    assert len(held) == 2
    first, second = held.values()
    assert first == second


def test_counts_name_every_label(store: Store, settings: Settings, plan_of: PlanOf) -> None:
    loaded = load(store, plan_of(4), settings=settings)
    assert loaded.counts == {
        "Unit": 1,
        "Position": 0,
        "Objective": 1,
        "Indicator": 4,
        "Task": 0,
        "Problem": 0,
    }
    assert counts(store, loaded.edition) == loaded.counts
    assert set(loaded.counts) == {node.label for node in NODES} - {"Edition", "Programme"}


def test_loading_again_replaces_and_keeps_the_place(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    first = load(store, plan_of(3, mark="a"), settings=settings).edition
    other = load(store, plan_of(3, mark="x", edition="2"), settings=settings).edition
    again = load(store, plan_of(5, mark="b"), settings=settings).edition
    assert (again.first_loaded, again.scope == first.scope) == (first.first_loaded, False)
    assert other.first_loaded > first.first_loaded
    assert [item.edition for item in editions(store) if item.dataset == dataset] == ["1", "2"]
    assert find_edition(store, EditionRef(dataset)).edition == "2"
    assert counts(store, find_edition(store, EditionRef(dataset, "1")))["Indicator"] == 5
    assert counts(store, other)["Indicator"] == 3


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_batches_of_any_size_load_the_same(
    store: Store, settings: Settings, plan_of: PlanOf, batch: int
) -> None:
    small = settings.model_copy(update={"batch_rows": batch})
    told: list[tuple[str, int, int]] = []
    edition = load(
        store, plan_of(7), settings=small, progress=lambda *step: told.append(step)
    ).edition
    assert len(edges_of(store, edition)) == 14
    assert counts(store, edition)["Indicator"] == 7
    assert ("records", 9, 9) in told
    assert ("ties", 14, 14) in told
    assert told[-1] == ("show", 1, 1)


def test_readers_see_the_old_one_until_the_new_one_is_whole(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    load(store, plan_of(20, mark="a"), settings=settings)
    small = settings.model_copy(update={"batch_rows": 4})
    seen: list[set[str]] = []

    def look(stage: str, _done: int, _total: int) -> None:
        if stage in {"records", "ties"}:
            seen.append(marks_of(store, dataset))
            assert counts(store, find_edition(store, EditionRef(dataset)))["Indicator"] == 20

    load(store, plan_of(30, mark="b"), settings=small, progress=look)
    assert len(seen) > 10
    assert all(marks == {"a"} for marks in seen)
    assert marks_of(store, dataset) == {"b"}


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
@pytest.mark.parametrize("stage", ["records", "ties", "show"])
def test_what_stops_a_load_leaves_the_old_one(
    store: Store,
    settings: Settings,
    plan_of: PlanOf,
    dataset: str,
    fault: type[BaseException],
    stage: str,
) -> None:
    before = load(store, plan_of(5, mark="a"), settings=settings).edition

    def stop(now: str, done: int, total: int) -> None:
        if now == stage and (done, total) != (1, 1):
            raise fault

    with pytest.raises(fault):
        load(store, plan_of(5, mark="b"), settings=settings, progress=stop)
    assert find_edition(store, EditionRef(dataset)) == before
    assert marks_of(store, dataset) == {"a"}
    load(store, plan_of(6, mark="c"), settings=settings)
    assert marks_of(store, dataset) == {"c"}


def test_of_two_loads_at_once_the_second_waits_and_then_replaces(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    inside, go_on = threading.Event(), threading.Event()
    waited = threading.Event()

    def hold(stage: str, _done: int, _total: int) -> None:
        if stage == "ties" and not inside.is_set():
            inside.set()
            assert go_on.wait(60)

    def waits(stage: str, _done: int, _total: int) -> None:
        if stage == "wait":
            waited.set()
            go_on.set()

    first = threading.Thread(
        target=load,
        args=(store, plan_of(5, mark="a")),
        kwargs={"settings": settings, "progress": hold},
    )
    first.start()
    assert inside.wait(60)
    load(store, plan_of(6, mark="b"), settings=settings, progress=waits)
    first.join(60)
    assert waited.is_set()
    assert marks_of(store, dataset) == {"b"}


def test_loads_of_other_editions_run_at_once(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    meeting = threading.Barrier(3, timeout=60)

    def meet(stage: str, done: int, _total: int) -> None:
        if stage == "ties" and done == 0:
            meeting.wait()

    threads = [
        threading.Thread(
            target=load,
            args=(store, plan_of(50, edition=edition)),
            kwargs={"settings": settings, "progress": meet},
        )
        for edition in ("1", "2", "3")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    found = [item for item in editions(store) if item.dataset == dataset]
    assert sorted(item.edition for item in found) == ["1", "2", "3"]
    assert len({item.first_loaded for item in found}) == 3
    assert [counts(store, item)["Indicator"] for item in found] == [50, 50, 50]


def test_readers_never_see_a_mixture(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    kept = settings.model_copy(update={"keep_replaced": 15})
    load(store, plan_of(40, mark="0"), settings=kept)
    ended = threading.Event()
    faults: list[object] = []

    def watch() -> None:
        while not ended.is_set():
            edition = find_edition(store, EditionRef(dataset))
            marks = {row["mark"] for row in store.read(NAMES_OF, scope=edition.scope)}
            size = counts(store, edition)["Indicator"]
            if len(marks) != 1 or size != 40 + int(next(iter(marks))):
                faults.append((marks, size))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for number in range(1, 6):
            load(store, plan_of(40 + number, mark=str(number)), settings=kept)
    finally:
        ended.set()
        watcher.join(60)
    assert faults == []


def test_a_lost_lease_shows_nothing(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    load(store, plan_of(3, mark="a"), settings=settings)
    steal = Statement(
        "steal", "MATCH (l:Lease) WHERE l.key STARTS WITH $dataset SET l.holder = 'x'", writes=True
    )

    def thief(stage: str, done: int, _total: int) -> None:
        if stage == "ties" and done:
            store.write(steal, dataset=dataset)

    with pytest.raises(StoreError) as caught:
        load(store, plan_of(3, mark="b"), settings=settings, progress=thief)
    assert caught.value.code == "lease-lapsed"
    assert marks_of(store, dataset) == {"a"}
    store.write(Statement("end", "MATCH (l:Lease {holder: 'x'}) SET l.expires = 0", writes=True))


@pytest.mark.parametrize(
    "name",
    [
        "'; MATCH (n) DETACH DELETE n //",
        "\" ' ` \\ \\u0027 $scope {x}",
        "</script><script>alert(1)</script>",
        "\u202eterbalik\u202c",
        "🚦🇮🇩 e\u0301 \u0130 ß",
        "\x00nol",
        "x" * 32_767,
        "🚦" * 8_000,
    ],
    ids=["cypher", "quotes", "script", "rtl", "emoji", "nul", "long", "long-emoji"],
)
def test_hostile_names_come_back_as_they_are(
    store: Store, settings: Settings, plan_of: PlanOf, name: str
) -> None:
    cascade = plan_of(1)
    odd = {"name": name, "alias": name, "source": name, "source_text": name}
    cascade = replace(
        cascade,
        units=tuple(replace(item, **odd) for item in cascade.units),
        objectives=tuple(replace(item, **odd) for item in cascade.objectives),
        indicators=tuple(
            replace(item, **odd, formula=name, data_source=name, measure_unit=name)
            for item in cascade.indicators
        ),
        contributions=tuple(
            replace(item, rationale=name, reason=name) for item in cascade.contributions
        ),
    )
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        found = nodes_of(store, loaded.edition)
        assert found["Unit", "dishub"]["name"] == name
        assert found["Indicator", "I0"] == node_rows(cascade)["Indicator"][0]
        assert edges_of(store, loaded.edition)["CONTRIBUTES_TO", "I0", "S1"]["reason"] == name


def test_a_lone_surrogate_is_told_and_loads_nothing(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    cascade = plan_of(1)
    bad = replace(cascade.units[0], name="rusak \ud800")
    with pytest.raises(StoreError) as caught:
        load(store, replace(cascade, units=(bad,)), settings=settings)
    assert caught.value.code == "bad-text"
    assert dataset not in {item.dataset for item in editions(store)}


def test_an_id_as_long_as_a_cell_loads(store: Store, settings: Settings, plan_of: PlanOf) -> None:
    name = "i" * 32_767
    cascade = plan_of(
        indicators=[
            {"id": name, "name": "a", "level": 1, "contributes_to": "S1"},
            {"id": name[:-1] + "j", "name": "b", "level": 1, "contributes_to": name},
        ]
    )
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        low, high = (node_key("", one)[1:] for one in (name[:-1] + "j", name))
        assert ("CONTRIBUTES_TO", low, high) in edges_of(store, loaded.edition)


def test_while_records_are_written_none_of_them_is_searched_for_circles(
    store: Store, plan_of: PlanOf, settings: Settings
) -> None:
    """Else the driver's circles are hoarded beside a million records (model/collector.py)."""
    seen: dict[str, int] = {}

    def look(stage: str, _done: int, _total: int) -> None:
        seen.setdefault(stage, gc.get_freeze_count())

    load(store, plan_of(4), settings=settings, progress=look)
    assert seen["records"] > 0
    assert seen["show"] == 0
    assert gc.get_freeze_count() == 0
