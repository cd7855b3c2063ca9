"""``matrix``, ``targets`` and ``individual``: the sentences of contract §4, one by one."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kinerja_graph.analysis.individual_reading import individual, individuals
from kinerja_graph.analysis.matrix import matrix
from kinerja_graph.analysis.targets import targets
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.skp_book import skp_workbook
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store

Tables = dict[str, list[dict[str, object]]]
Loaded = Callable[..., AbstractContextManager[Edition]]
EXAMPLES = Path(__file__).parents[2] / "examples"

PLAN: Tables = {
    "dataset": [{"dataset": "kota", "edition": "1", "as_of": 2025, "last_year": 2027}],
    "units": [
        {"id": "pemda", "name": "Kota", "kind": "pemda"},
        {"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd", "parent": "pemda"},
        {"id": "bidang", "name": "Bidang Lalu Lintas", "kind": "unit", "parent": "dishub"},
        {"id": "pu", "name": "Dinas PU", "kind": "opd", "parent": "pemda"},
        {"id": "polri", "name": "Kepolisian", "kind": "external"},
    ],
    "positions": [
        {"id": "kadis", "name": "Kepala Dinas", "unit": "dishub", "ladder": "Teknisi", "rung": 1},
        {
            "id": "kabid",
            "name": "Kepala Bidang",
            "unit": "bidang",
            "reports_to": ["kadis"],
            "ladder": "TEKNISI ",
            "rung": 4,
            "supervised": "ya",
        },
        {
            "id": "staf",
            "name": "=1+1",
            "unit": "bidang",
            "reports_to": ["kabid", "kadis"],
            "ladder": "teknisi",
            "rung": 6,
        },
        {"id": "pu-1", "name": "Insinyur", "unit": "pu", "ladder": "teknisi", "rung": 5},
    ],
    "objectives": [
        {
            "id": "S",
            "name": "Lalu lintas lancar",
            "level": 0,
            "owner": ["pemda"],
            "expected_agencies": ["dishub", "polri", "bidang"],
        },
        {"id": "S.1", "name": "Parkir tertib", "level": 1, "contributes_to": ["S"]},
    ],
    "indicators": [
        {"id": "M", "name": "Kecepatan", "objective": "S", "owner": ["pu"], "measure_unit": "km"},
        {
            "id": "M.1",
            "name": "Tertib",
            "objective": "S.1",
            "owner": ["kadis"],
            "measure_unit": "%",
        },
        {"id": "bebas", "name": "Bebas", "level": 0, "owner": ["polri"]},
        {"id": "jalan", "name": "Jalan", "level": 1, "owner": ["pu-1"], "contributes_to": ["M"]},
        {
            "id": "parkir",
            "name": "Parkir",
            "level": 2,
            "owner": ["kabid"],
            "measure_unit": "%",
            "contributes_to": ["M.1", "bebas"],
        },
        {"id": "rambu", "name": "Rambu", "level": 2, "owner": ["staf"], "contributes_to": ["M.1"]},
        {
            "id": "mutu",
            "name": "Mutu",
            "level": 2,
            "polarity": "range",
            "owner": ["pu"],
            "contributes_to": ["jalan"],
        },
    ],
    "tasks": [
        {
            "id": "T",
            "name": "Pasang",
            "performer": ["staf"],
            "output_quantity": 3,
            "output_unit": "rambu",
            "duration": 0.1,
            "duration_unit": "minute",
            "volume": 3,
            "contributes_to": ["parkir", "rambu"],
        },
        {"id": "T2", "name": "Lapor", "performer": ["staf"], "volume": 2},
    ],
    "contributions": [
        {"from": "parkir", "to": "M.1", "mode": "sum"},
        {"from": "rambu", "to": "M.1", "mode": "sum"},
        {"from": "mutu", "to": "jalan", "mode": "sum"},
    ],
    "values": [
        {"indicator": "M.1", "year": 2025, "target": 0.3, "realisation": 0.4},
        {"indicator": "M.1", "year": 2026, "target": 5},
        {"indicator": "parkir", "year": 2025, "target": 0.1},
        {"indicator": "parkir", "year": 2026, "target": 2},
        {"indicator": "parkir", "year": 2029, "target": 9},
        {"indicator": "rambu", "year": 2024, "target": 7},
        {"indicator": "rambu", "year": 2025, "target": 0.2},
        {"indicator": "rambu", "year": 2026, "target": 1},
        {"indicator": "rambu", "year": 2027, "realisation": 1},
        {"indicator": "mutu", "year": 2026, "target": "80-90"},
        {"indicator": "jalan", "year": 2026, "target": 10},
    ],
}


def test_matrix(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        told = as_json(matrix(store, edition))
    assert [node["id"] for node in told["outcomes"]] == ["S", "bebas"]
    assert [node["id"] for node in told["agencies"]] == ["dishub", "polri", "pu"]
    assert told["cells"] == [
        # M.1 and its objective S.1, parkir, rambu; S.1 has no owner
        {"agency": "dishub", "outcome": "S", "results": 3, "tasks": 1},
        {"agency": "dishub", "outcome": "bebas", "results": 1, "tasks": 1},
        # M measures S and is left out; bebas is itself
        {"agency": "pu", "outcome": "S", "results": 2, "tasks": 0},
    ]
    assert told["gaps"] == [{"outcome": "S", "unit": "polri"}]
    assert [(one["unit"], one["there"]) for one in told["expected"]] == [
        ("bidang", True), ("dishub", True), ("polri", False),
    ]  # fmt: skip
    assert told["idle"] == ["polri"]


def test_a_matrix_without_outcomes_names_the_highest_level(store: Store, loaded: Loaded) -> None:
    tables: Tables = {"indicators": [{"id": "a", "name": "a", "level": 2}], "units": PLAN["units"]}
    with loaded(tables) as edition:
        answer = matrix(store, edition)
    assert (answer.outcomes, answer.cells, answer.highest) == ((), (), 2)


def test_a_circle_reaches_what_any_of_it_reaches(store: Store, loaded: Loaded) -> None:
    tables: Tables = {
        "units": [{"id": "a", "name": "a", "kind": "opd"}],
        "indicators": [
            {"id": "o", "name": "o", "level": 0, "owner": ["a"], "contributes_to": ["x"]},
            {"id": "x", "name": "x", "level": 1, "owner": ["a"], "contributes_to": ["y"]},
            {"id": "y", "name": "y", "level": 1, "owner": ["a"], "contributes_to": ["x", "o"]},
        ],
    }
    with loaded(tables) as edition:
        told = as_json(matrix(store, edition))
    assert told["cells"] == [{"agency": "a", "outcome": "o", "results": 2, "tasks": 0}]


def test_targets_add_up_as_decimal_numbers(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        answer = targets(store, edition, "M.1")
    told = {year.pop("year"): year for year in as_json(answer)["years"]}
    assert list(told) == [2024, 2025, 2026, 2027, 2029]
    assert told[2025] == {
        "target": 0.3,
        "realisation": 0.4,
        "sum": 0.3,
        "gap": 0.0,
        "contributors": [
            {"id": "parkir", "target": 0.1, "realisation": None},
            {"id": "rambu", "target": 0.2, "realisation": None},
        ],
    }
    assert (told[2026]["sum"], told[2026]["gap"]) == (3, 2)
    for year in (2024, 2027, 2029):
        assert (told[year]["sum"], told[year]["gap"]) == (None, None)
    assert [year.year for year in answer.missed] == [2026]


def test_a_range_is_a_target_and_no_number(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        told = as_json(targets(store, edition, "jalan"))
    (year,) = told["years"]
    assert (year["target"], year["sum"], year["gap"]) == (10, None, None)
    assert year["contributors"] == [{"id": "mutu", "target": [80, 90], "realisation": None}]


def test_what_contributes_through_an_objective_stands_apart(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        objective = as_json(targets(store, edition, "S"))
        measure = as_json(targets(store, edition, "M"))
    assert (objective["years"], [one["id"] for one in objective["through"]]) == ([], ["M.1"])
    assert [one["id"] for one in objective["measures"]] == ["M"]
    assert [one["id"] for one in measure["contributors"]] == ["jalan"]
    assert [one["id"] for one in measure["through"]] == ["M.1"]


def test_individual(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        told = as_json(individual(store, edition, "staf"))
    assert told["position"]["agencies"] == ["dishub"]
    assert (told["superiors"], told["subordinates"]) == (["kabid", "kadis"], [])
    assert [one["id"] for one in told["measures"]] == ["T", "T2", "rambu"]
    task, loose, indicator = told["measures"]
    assert task["source"] == "task"
    assert task["target"] == {"quantity": 3, "unit": "rambu"}
    assert (task["chain"], task["outcomes"]) == (["T", "parkir", "bebas"], ["S", "bebas"])
    assert task["intervenes"] == ["M.1", "parkir"]
    assert (loose["chain"], loose["outcomes"], loose["target"]["quantity"]) == ([], [], None)
    assert indicator["chain"] == ["rambu", "M.1", "S.1", "S"]
    assert (indicator["year"], indicator["target"]) == (2026, {"quantity": 1, "unit": None})
    assert (told["workload_minutes"], told["untimed"]) == (0.3, ["T2"])


@pytest.mark.parametrize(
    ("name", "above", "below"),
    [("kadis", [], ["kabid"]), ("kabid", ["kadis"], ["staf"]), ("pu-1", [], [])],
)
def test_a_ladder_has_rungs_within_the_agency(
    store: Store, loaded: Loaded, name: str, above: list[str], below: list[str]
) -> None:
    with loaded(PLAN) as edition:
        ladder = as_json(individual(store, edition, name))["ladder"]
    assert (ladder["above"], ladder["below"], ladder["supervised"]) == (above, below, True)


@pytest.mark.parametrize(("year", "quantity"), [(None, 2), (2025, 0.1), (2027, None), (2029, 9)])
def test_the_year_of_a_target(
    store: Store, loaded: Loaded, year: int | None, quantity: float | None
) -> None:
    with loaded(PLAN) as edition:
        (told,) = as_json(individual(store, edition, "kabid", year=year))["measures"]
    assert (told["year"], told["target"]) == (year or 2026, {"quantity": quantity, "unit": "%"})


def test_all_individuals_are_those_of_one(store: Store, loaded: Loaded) -> None:
    with loaded(PLAN) as edition:
        told = as_json(individuals(store, edition))
        for person in told["individuals"]:
            one = as_json(individual(store, edition, person["position"]["id"]))
            assert {key: one[key] for key in person} == person
    assert [one["leader"] for one in told["role_matrices"]] == ["kabid", "kadis"]
    kabid, kadis = told["role_matrices"]
    assert kabid["members"] == [
        {"post": "staf", "subordinate": True, "cells": [{"result": "parkir", "roles": ["T"]}]}
    ]
    roles = {one["post"]: [cell["roles"] for cell in one["cells"]] for one in kadis["members"]}
    assert roles == {"kabid": [["parkir"]], "staf": [["T", "rambu"]]}


def test_a_borrowed_member_contributes_directly(store: Store, loaded: Loaded) -> None:
    tables = PLAN | {
        "indicators": [
            {**row, "contributes_to": ["S.1"]} if row["id"] == "jalan" else row
            for row in PLAN["indicators"]
        ]
    }
    with loaded(tables) as edition:
        told = as_json(individuals(store, edition))
    kadis = told["role_matrices"][1]
    assert kadis["members"][-1] == {
        "post": "pu-1",
        "subordinate": False,
        "cells": [{"result": "M.1", "roles": ["jalan"]}],
    }
    assert kadis["uncovered"] == []


@pytest.mark.parametrize("staff", ["A", "B", "C"])
def test_the_slide_gives_each_its_target_and_no_time(
    store: Store, loaded: Loaded, staff: str
) -> None:
    expected: dict[str, Any] = {
        "A": ("SOP-1", {"quantity": 1, "unit": "proposal"}, 480),
        "B": ("SOP-2", {"quantity": 1, "unit": "surat"}, 30),
        "C": ("SOP-3", {"quantity": 1, "unit": "surat"}, 30),
    }
    with loaded(EXAMPLES / "slides") as edition:
        (told,) = as_json(individual(store, edition, f"STAF-{staff}"))["measures"]
    assert (told["id"], told["target"], told["duration_minutes"]) == expected[staff]
    assert told["chain"] == [told["id"], "PELATIHAN", "INDUSTRI"]


def test_the_slides_have_a_ladder_with_and_one_without_supervision(
    store: Store, loaded: Loaded
) -> None:
    with loaded(EXAMPLES / "slides") as edition:
        auditor = as_json(individual(store, edition, "KATIM"))
        planner = as_json(individual(store, edition, "JFT-2"))
        boss = as_json(individual(store, edition, "KABIRO"))
    assert auditor["ladder"] == {
        "name": "Auditor", "supervised": True, "rung": 2, "above": ["DALNIS"], "below": ["ANGGOTA"],
    }  # fmt: skip
    assert (auditor["superiors"], auditor["subordinates"]) == (["DALNIS"], ["ANGGOTA"])
    assert planner["ladder"]["supervised"] is False
    assert planner["ladder"]["above"] == ["JFT-1"]
    assert planner["superiors"] == ["KABIRO"]
    assert (boss["ladder"], boss["subordinates"]) == (None, ["JFT-1", "JFT-2"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_workbook_holds_every_item_as_it_is(
    store: Store, loaded: Loaded, language: Any
) -> None:
    with loaded(PLAN) as edition:
        answer = individuals(store, edition)
    book = load_workbook(io.BytesIO(skp_workbook(answer, language)))
    contents, items, roles = book.worksheets
    rows = list(items.iter_rows(values_only=True))
    assert len(rows) - 1 == sum(len(person.measures) or 1 for person in answer.people)
    (pasang,) = [row for row in rows if row[16] == "T"]
    assert pasang[:4] == ("=1+1", 1, "Parkir", "Pasang")
    assert pasang[6:9] == (3, None, "rambu")
    assert pasang[13:15] == (0.1, 3)
    (kept,) = [row for row in rows if row[16] == "M.1"]
    assert kept[2:4] == (None, "Parkir tertib")
    assert kept[5:10] == ("Tertib", 5, None, "%", 2026)
    assert {cell.data_type for row in items.iter_rows() for cell in row} <= {"s", "n"}
    assert items.auto_filter.ref == f"A1:R{len(rows)}"
    assert (items.freeze_panes, items.print_title_rows) == ("C2", "$1:$1")
    targets_of_links = [
        row[0].hyperlink.location for row in contents.iter_rows(min_row=8) if row[0].hyperlink
    ]
    assert len(set(targets_of_links)) == len(answer.people)
    assert str(roles.cell(row=1, column=1).value).endswith("Kepala Bidang (kabid)")


@pytest.mark.parametrize(
    ("view", "name", "code"),
    [
        (individual, "T", "no-post"),
        (individual, "dishub", "no-post"),
        (individual, "M", "no-post"),
        (individual, "staff", "unknown-id"),
        (targets, "staf", "no-result"),
        (targets, "T", "no-result"),
        (targets, "parkirr", "unknown-id"),
    ],
)
def test_a_wrong_id_is_usage(
    store: Store, loaded: Loaded, view: Callable[..., object], name: str, code: str
) -> None:
    with loaded(PLAN) as edition, pytest.raises(UsageError) as caught:
        view(store, edition, name)
    assert (caught.value.exit_code, caught.value.code) == (2, code)
