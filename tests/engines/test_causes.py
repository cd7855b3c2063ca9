"""``evidence``, ``whatif`` and ``compare``: the sentences of contract §4, one by one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any

import pytest

from kinerja_graph.analysis.comparison import compare
from kinerja_graph.analysis.consequences import miss, remove
from kinerja_graph.analysis.evidence import evidence
from kinerja_graph.analysis.targets import targets
from kinerja_graph.analysis.weak_points import weakest
from kinerja_graph.audit.run import run
from kinerja_graph.errors import UsageError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot

Tables = dict[str, list[dict[str, Any]]]
Loaded = Callable[[Tables], AbstractContextManager[Edition]]
WITHOUT_BASIS = Statement(
    "age", "MATCH (n:Indicator {scope: $scope})-[e:CONTRIBUTES_TO]->() REMOVE e.basis", writes=True
)
"""Versions before ``basis`` wrote no such property."""
SERIES = {
    "M": [100, 101, 102, 103],
    "low": [90, 91, 92, 90],
    "down": [99, 98, 97, 96],
    "flat": [95, 95, 95, 96],
}
"""Achievements in percent of 2021 to 2024: the targets are 100 and higher is better."""
PLAN: Tables = {
    "units": [
        {"id": "kota", "name": "Kota", "kind": "pemda"},
        {"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd", "parent": "kota"},
        {"id": "bidang", "name": "Bidang Lalu Lintas", "kind": "unit", "parent": "dishub"},
        {"id": "pu", "name": "Dinas PU", "kind": "opd", "parent": "kota"},
    ],
    "positions": [
        {"id": "kasi", "name": "Kepala Seksi", "unit": "bidang"},
        {"id": "staf", "name": "Staf", "unit": "pu"},
    ],
    "objectives": [
        {"id": "S", "name": "Lalu lintas lancar", "level": 0, "owner": "kota"},
        {
            "id": "S.1",
            "name": "Parkir tertib",
            "level": 1,
            "owner": "dishub",
            "contributes_to": "S",
        },
        {"id": "lepas", "name": "Sasaran lepas", "level": 2, "owner": "bidang"},
    ],
    "indicators": [
        {"id": "M", "name": "Kecepatan", "objective": "S"},
        {"id": "low", "name": "Parkir liar", "objective": "S.1", "owner": ["dishub", "pu"]},
        {"id": "down", "name": "Hambatan", "level": 1, "owner": "pu", "contributes_to": "M"},
        {"id": "flat", "name": "Rambu", "level": 2, "owner": "kasi", "contributes_to": "S.1"},
        {"id": "R", "name": "Suhu", "level": 3, "polarity": "range"},
    ],
    "tasks": [
        {"id": "T", "name": "Pasang", "performer": "kasi", "contributes_to": "flat"},
        {"id": "T2", "name": "Cat", "performer": "staf", "contributes_to": ["flat", "down"]},
    ],
    "contributions": [{"from": "down", "to": "M", "sign": "-"}],
    "values": [
        {"indicator": name, "year": 2021 + age, "target": 100, "realisation": value}
        for name, values in SERIES.items()
        for age, value in enumerate(values)
    ]
    + [{"indicator": "R", "year": 2025, "target": "5-6"}],
}
for row in PLAN["indicators"]:
    row.setdefault("polarity", "up")


def changed(**tables: list[dict[str, Any]]) -> Tables:
    """The plan with rows in place of those of the same id, or beside them."""
    told = {name: {row["id"]: row for row in rows if "id" in row} for name, rows in PLAN.items()}
    return PLAN | {
        name: list((told[name] | {row["id"]: told[name].get(row["id"], {}) | row for row in rows})
                   .values())
        for name, rows in tables.items()
    }  # fmt: skip


def test_evidence_takes_every_way_and_counts_steps_in_which_both_changed(
    store: Store, loaded: Loaded
) -> None:
    with loaded(PLAN) as edition:
        answer = as_json(evidence(store, edition))
        of_m = as_json(evidence(store, edition, "M"))
        of_s = as_json(evidence(store, edition, "S"))
        late = as_json(evidence(store, edition, "M", lag=1))
    links = {(one["from"], one["to"]): one for one in answer["links"]}
    told = {
        pair: (one["sign"], one["pairs"], one["agree"], one["against"], one["verdict"])
        for pair, one in links.items()
    }
    assert told == {
        ("down", "M"): ("-", 3, 3, 0, "supports"),  # it falls, M rises, and it lowers M
        ("flat", "low"): ("+", 1, 0, 1, "too-few"),  # to the objective of low; one change of flat
        ("low", "M"): ("+", 3, 2, 1, "supports"),  # the objective of low to the objective of M
    }
    assert links["low", "M"]["steps"][2] == {
        "years": [2023, 2024], "from": [92.0, 90.0], "to": [102.0, 103.0], "agrees": False,
    }  # fmt: skip
    assert [step["agrees"] for step in links["flat", "low"]["steps"]] == [None, None, False]
    assert [one["from"] for one in of_m["links"]] == ["down", "low"]
    assert of_s["links"] == of_m["links"]
    assert of_s["subject"]["id"] == "S"
    assert answer["summary"] == {"against": 0, "mixed": 0, "supports": 2, "too-few": 1}
    lagged = {one["from"]: one["steps"] for one in late["links"]}
    assert late["lag"] == 1
    assert lagged["low"] == [
        {"years": [2021, 2022], "from": [90.0, 91.0], "to": [101.0, 102.0], "agrees": True},
        {"years": [2022, 2023], "from": [91.0, 92.0], "to": [102.0, 103.0], "agrees": True},
    ]


def test_what_contributes_to_itself_makes_none_of_its_measures_a_contributor(
    store: Store, place: Settings
) -> None:
    """An objective may do so after a lenient load; its indicators contribute to each other no more
    than before."""
    tables = changed(objectives=[{"id": "S.1", "contributes_to": "S; S.1"}])
    tables["indicators"] = [*tables["indicators"], {"id": "N", "name": "n", "objective": "S.1"}]
    cascade = read_document(tables, name="rencana", settings=place, lenient=True).cascade
    assert cascade is not None
    with temporary_snapshot(store, cascade, settings=place) as snapshot:
        every = evidence(store, snapshot.edition)
        of_low = evidence(store, snapshot.edition, "low")
        below_low = targets(store, snapshot.edition, "low")
    assert ("low", "M") in {(one.source, one.target) for one in every.links}
    assert [one.source for one in every.links if one.target == "low"] == ["flat"]
    assert [one.source for one in of_low.links] == ["flat"]
    assert below_low.through == ("flat",)


def test_removing_an_outcomes_support_leaves_things_hanging(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        answer = as_json(remove(store, edition, ["S.1"]))
    assert (answer["removed"], answer["asked"]) == (["S.1"], ["S.1"])
    assert answer["outcomes"] == [{"id": "S", "before": 6, "after": 2, "lost": False}]
    assert answer["cut_off"] == ["T", "flat", "low"]
    assert answer["owners"] == ["dishub", "kasi", "pu"]
    assert {"S", "S.1", "flat", "kasi"} <= {node["id"] for node in answer["nodes"]}


def test_a_unit_takes_what_only_it_and_what_is_below_it_holds(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        dishub = remove(store, edition, ["dishub"])
        both = remove(store, edition, ["dishub", "pu"])
        kasi = remove(store, edition, ["kasi"])
        missed = as_json(miss(store, edition, ["dishub"]))
    assert dishub.removed == ("S.1", "T", "dishub", "flat", "lepas")
    assert both.removed == ("S.1", "T", "T2", "dishub", "down", "flat", "lepas", "low", "pu")
    assert kasi.removed == ("T", "flat", "kasi")
    assert [(one.id, one.after, one.lost) for one in both.effects.outcomes] == [
        ("M", 0, True), ("S", 0, True),
    ]  # fmt: skip
    assert missed["missed"] == ["S.1", "T", "dishub", "flat", "lepas"]
    assert missed["outcomes"] == [{"id": "S", "at_risk": ["S.1", "T", "flat"]}]
    assert missed["owners"] == ["kota"]


def test_a_removed_outcome_has_nothing_after(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        answer = remove(store, edition, ["S"])
        nothing = remove(store, edition, ["lepas"])
    (outcome,) = answer.effects.outcomes
    assert (outcome.id, outcome.before, outcome.after, outcome.lost) == ("S", 6, 0, True)
    assert answer.effects.cut_off == ("S.1", "T", "flat", "low")
    assert (answer.highest, nothing.highest) == (None, None)
    assert (nothing.effects.outcomes, nothing.effects.cut_off, nothing.effects.owners) == (
        (),
        (),
        (),
    )


def test_a_plan_without_an_outcome_is_told_of_its_highest_results(
    store: Store, loaded: Loaded
) -> None:
    indicators = [
        {"id": "a", "name": "Atas", "level": 2, "owner": "pu"},
        {"id": "b", "name": "Tengah", "level": 3, "owner": "dishub", "contributes_to": "a"},
        {"id": "c", "name": "Bawah", "level": 4, "owner": "pu", "contributes_to": "b"},
    ]
    with loaded({"units": PLAN["units"], "indicators": indicators}) as edition:
        removed = as_json(remove(store, edition, ["dishub"]))
        missed = as_json(miss(store, edition, ["b"]))
    assert (removed["outcomes"], removed["cut_off"], removed["owners"]) == ([], [], [])
    assert removed["highest"] == {
        "level": 2,
        "outcomes": [{"id": "a", "before": 2, "after": 0, "lost": True}],
        "cut_off": ["c"],
        "owners": ["pu"],
    }
    assert missed["outcomes"] == []
    assert missed["highest"] == {
        "level": 2, "outcomes": [{"id": "a", "at_risk": ["b"]}], "owners": ["pu"],
    }  # fmt: skip


def test_the_single_points_of_an_outcome(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        answer = as_json(weakest(store, edition, "S"))
        below = weakest(store, edition, "flat")
    assert answer["reaching"] == 7
    points = [(one["id"], one["load"], one["cut_off"]) for one in answer["points"]]
    assert points == [
        ("S.1", 3, ["T", "flat", "low"]),  # T2 has another way, through down and M
        ("M", 1, ["down"]),
        ("flat", 1, ["T"]),
    ]
    assert [one["measures_subject"] for one in answer["points"]] == [False, True, False]
    assert answer["points"][0]["owners"] == ["dishub"]
    assert (below.reaching, below.points) == (2, ())


def test_two_editions(store: Store, loaded: Loaded) -> None:
    later = changed(
        units=[{"id": "bidang", "name": "Bidang Angkutan"}],
        positions=[{"id": "staf", "unit": "bidang"}],
        objectives=[{"id": "lepas", "contributes_to": "S"}],
        indicators=[
            {"id": "flat", "owner": ["kasi", "pu"], "polarity": "down"},
            {"id": "baru", "name": "Baru", "level": 3, "contributes_to": "flat"},
        ],
        tasks=[{"id": "T2", "performer": "kasi"}],
    )
    later["tasks"] = [row for row in later["tasks"] if row["id"] != "T"]
    later["contributions"] = [{"from": "down", "to": "M", "basis": "nesting", "status": "rejected"}]
    later["values"] = [row for row in PLAN["values"] if (row["indicator"], row["year"]) not in
                       {("low", 2021), ("M", 2022), ("R", 2025)}]  # fmt: skip
    later["values"] += [
        {"indicator": "M", "year": 2022, "target": 99, "realisation": 101},
        {"indicator": "M", "year": 2025, "target": 101},
        {"indicator": "R", "year": 2025, "target": "5-7"},
    ]
    with ExitStack() as stack:
        before, after = (stack.enter_context(loaded(tables)) for tables in (PLAN, later))
        answer = as_json(compare(store, before, after))
    assert (answer["added"], answer["removed"]) == (["baru"], ["T"])
    assert answer["renamed"] == [
        {"id": "bidang", "from": "Bidang Lalu Lintas", "to": "Bidang Angkutan"}
    ]
    assert answer["moved"] == ["down", "lepas"]
    assert answer["reowned"] == [
        {"id": "T2", "from": ["staf"], "to": ["kasi"]},
        {"id": "flat", "from": ["kasi"], "to": ["kasi", "pu"]},
    ]
    assert answer["retargeted"] == [
        {"id": "M", "year": 2022, "from": 100.0, "to": 99.0},
        {"id": "M", "year": 2025, "from": None, "to": 101.0},
        {"id": "R", "year": 2025, "from": [5.0, 6.0], "to": [5.0, 7.0]},
        {"id": "low", "year": 2021, "from": 100.0, "to": None},
    ]
    assert answer["realised"] == [{"id": "low", "year": 2021, "from": 90.0, "to": None}]
    assert answer["reorganised"] == [
        {"id": "staf", "type": "IN_UNIT", "from": ["pu"], "to": ["bidang"]}
    ]
    assert answer["redefined"] == [
        {"id": "flat", "property": "polarity", "from": "up", "to": "down"}
    ]
    assert [(one["property"], one["before"], one["after"]) for one in answer["relinked"]] == [
        ("basis", "stated", "nesting"), ("sign", "-", "+"), ("status", "accepted", "rejected"),
    ]  # fmt: skip


def test_a_link_of_an_older_version_is_stated(store: Store, loaded: Loaded) -> None:
    nested = changed()
    nested["contributions"] = [
        *PLAN["contributions"],
        {"from": "flat", "to": "S.1", "basis": "susunan"},
    ]
    with ExitStack() as stack:
        before, same, after = (
            stack.enter_context(loaded(tables)) for tables in (PLAN, PLAN, nested)
        )
        store.write(WITHOUT_BASIS, scope=before.scope)
        assert as_json(compare(store, before, same))["relinked"] == []
        (change,) = as_json(compare(store, before, after))["relinked"]
    assert change == {
        "from": "flat", "to": "S.1", "property": "basis", "before": "stated", "after": "nesting",
    }  # fmt: skip


def test_the_overview_counts_the_links_that_the_chain_walks(store: Store, loaded: Loaded) -> None:
    nested = changed()
    nested["contributions"] = [
        {"from": "T", "to": "flat", "basis": "nesting"},
        {"from": "S.1", "to": "S", "basis": "susunan", "kind": "crosscutting"},
        {"from": "flat", "to": "S.1", "basis": "dinyatakan"},
        {"from": "T2", "to": "down", "basis": "nesting", "status": "rejected"},
    ]
    with loaded(PLAN) as plain, loaded(nested) as edition:
        before, after = (run(store, one, [], store.engine) for one in (plain, edition))
        store.write(WITHOUT_BASIS, scope=plain.scope)
        old = run(store, plain, [], store.engine)
    assert as_json(before, "id")["overview"]["links"] == {"stated": 6, "nesting": 0}
    assert as_json(after, "id")["overview"]["links"] == {"stated": 3, "nesting": 2}
    assert old.links == before.links


@pytest.mark.parametrize("name", ["dishub", "kasi", "T"])
def test_what_is_no_result_is_usage(store: Store, loaded: Loaded, name: str) -> None:
    with loaded(PLAN) as edition:
        for ask in (evidence, weakest):
            with pytest.raises(UsageError) as caught:
                ask(store, edition, name)
            assert (caught.value.exit_code, caught.value.code) == (2, "no-result")


def test_an_unknown_id_names_the_nearest(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        for ask in (remove, miss):
            with pytest.raises(UsageError) as caught:
                ask(store, edition, ["T", "flatt"])
            assert caught.value.facts["nearest"] == ["flat"]
