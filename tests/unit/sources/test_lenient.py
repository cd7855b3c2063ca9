"""What a lenient load says that it did is what it did."""

from __future__ import annotations

from typing import Any

import pytest
from plans import FAULTY

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.lenient import done_about
from kinerja_graph.sources.reading import read_document
from kinerja_graph.workflow.reading import InputReport

UNIT = {"id": "U", "name": "u", "kind": "opd"}
RESULT = {"id": "S0", "name": "s", "level": 0}
LOWER = {"id": "I1", "name": "i", "level": 1, "contributes_to": "S0"}


def taken(**tables: Any) -> tuple[Cascade, Problem, str]:
    """The plan, its one problem, and what is said to be done about it."""
    reading = read_document(tables, name="p.json", settings=read_settings(), lenient=True)
    assert reading.cascade is not None
    (problem,) = reading.problems
    done = done_about(problem)
    assert done is not None
    assert done.id != done.en
    return reading.cascade, problem, done.en


def test_every_error_of_a_plan_with_every_fault_has_its_sentence() -> None:
    reading = read_document(
        FAULTY,  # type: ignore[arg-type]  # whatever stands in the tables is what is read
        name="p.json",
        settings=read_settings(),
        lenient=True,
    )
    for language in ("id", "en"):
        entries = as_json(InputReport(reading, {}), language)["errors"]
        told = [entry for entry in entries if entry["severity"] == "error"]
        assert len(told) > 30
        assert all(entry["done"] and "{" not in entry["done"] for entry in told)
    assert all("done" not in entry for entry in as_json(InputReport(reading), "id")["errors"])


@pytest.mark.parametrize("heading", ["sign", "status"])
def test_an_unreadable_sign_or_status_is_not_assumed(heading: str) -> None:
    row = {"from": "I1", "to": "S0", heading: "?", "weight": 2}
    cascade, problem, done = taken(objectives=[RESULT], indicators=[LOWER], contributions=[row])
    (edge,) = cascade.contributions
    assert getattr(edge, heading) is None
    assert edge.weight == 2
    assert problem.column == heading
    assert f"without {heading}" in done
    assert edge.type == "CONTRIBUTES_TO"


def test_an_empty_sign_and_status_have_their_meaning() -> None:
    row = {"from": "I1", "to": "S0", "kind": "?"}
    cascade, _, done = taken(objectives=[RESULT], indicators=[LOWER], contributions=[row])
    (edge,) = cascade.contributions
    assert (edge.sign, edge.status, edge.kind) == ("+", "accepted", "vertical")
    assert "read as empty" in done


@pytest.mark.parametrize(
    ("written", "basis"),
    [("stated", "stated"), ("Dinyatakan", "stated"), ("nesting", "nesting"), ("SUSUNAN", "nesting"),
     ("", "stated")],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["basis", "Dasar"])
def test_a_contribution_says_what_it_stands_on(heading: str, written: str, basis: str) -> None:
    row = {"from": "I1", "to": "S0", heading: written, "kind": "?"}
    cascade, problem, _ = taken(objectives=[RESULT], indicators=[LOWER], contributions=[row])
    (edge,) = cascade.contributions
    assert (problem.column, edge.basis) == ("kind", basis)


def test_an_unreadable_basis_is_a_problem_and_read_as_an_empty_cell() -> None:
    row = {"from": "I1", "to": "S0", "basis": "kode"}
    cascade, problem, done = taken(objectives=[RESULT], indicators=[LOWER], contributions=[row])
    (edge,) = cascade.contributions
    assert (problem.code, problem.column, problem.value) == ("bad-choice", "basis", "kode")
    assert "stated/dinyatakan or nesting/susunan" in problem.remedy.en
    assert edge.basis == "stated"
    assert "read as empty" in done


def test_rows_that_are_left_out_are_said_to_be() -> None:
    cascade, _, done = taken(units=[UNIT, {"name": "tanpa id"}])
    assert [unit.id for unit in cascade.units] == ["U"]
    assert "row is not loaded" in done
    cascade, _, done = taken(units=[UNIT, UNIT])
    assert len(cascade.units) == 1
    assert "the earlier one counts" in done
    value = {"indicator": "I1", "year": "dulu", "target": 3}
    cascade, _, done = taken(objectives=[RESULT], indicators=[LOWER], values=[value])
    assert cascade.indicators[0].values == ()
    assert "row of values is not loaded" in done
    cascade, _, done = taken(
        objectives=[RESULT], indicators=[LOWER], contributions=[{"from": "I1", "to": "X"}]
    )
    assert len(cascade.contributions) == 1
    assert "contribution is not loaded" in done


@pytest.mark.parametrize(
    "tables",
    [
        {"tasks": [{"id": None, "name": "t", "duration": "lama", "duration_unit": "hari"}]},
        {"units": [{"id": None, "name": "", "kind": "opd"}]},
        {"positions": [{"id": None, "name": "p", "unit": "hantu"}]},
        {"values": [{"indicator": "hantu", "year": 2025, "target": "banyak"}]},
        {"values": [{"indicator": "I1", "year": "kelak", "realisation": "banyak"}]},
        {"contributions": [{"from": None, "to": None, "weight": "berat"}]},
    ],
    ids=str,
)
def test_no_cell_of_a_row_that_is_left_out_is_said_to_be_loaded(tables: dict[str, Any]) -> None:
    given = {"objectives": [RESULT], "indicators": [LOWER]} | tables
    reading = read_document(given, name="p.json", settings=read_settings(), lenient=True)
    said = [done_about(problem) for problem in reading.problems]
    assert len(said) > 1
    for done in said:
        assert done is not None
        assert "not loaded" in done.en
        assert "rest of" not in done.en
        assert "tidak dimuat" in done.id
        assert "selebihnya" not in done.id


def test_a_year_of_the_plan_that_cannot_be_read_is_read_as_empty() -> None:
    cascade, _, done = taken(dataset=[{"dataset": "kota", "as_of": "kelak"}])
    assert (cascade.plan.dataset, cascade.plan.as_of) == ("kota", None)
    assert "read as empty" in done


def test_cells_that_are_left_out_are_said_to_be() -> None:
    cascade, _, done = taken(units=[UNIT, {"id": "V", "name": "v", "parent": "X"}])
    assert cascade.links == ()
    assert "reference is not loaded" in done
    cascade, _, done = taken(objectives=[RESULT | {"level": 9}])
    assert cascade.objectives[0].level is None
    assert "level is not used" in done
    cascade, _, done = taken(units=[UNIT, {"id": "V"}])
    assert cascade.units[1].name is None
    assert "without name" in done
    cascade, _, done = taken(objectives=[RESULT | {"contributes_to": "S0"}])
    assert len(cascade.contributions) == 1
    assert "Loaded as it is" in done
    cycle = [{"id": "A", "name": "a", "parent": "B"}, {"id": "B", "name": "b", "parent": "A"}]
    cascade, _, done = taken(units=cycle)
    assert [(link.source, link.target) for link in cascade.links] == [("B", "A")]
    assert "opens the circle" in done


@pytest.mark.parametrize("target", ["80-90", "80", [80, 90]])
def test_a_misspelt_polarity_is_told_once(target: object) -> None:
    indicator = LOWER | {"polarity": "rentan"}
    value = {"indicator": "I1", "year": 2025, "target": target}
    cascade, problem, _ = taken(objectives=[RESULT], indicators=[indicator], values=[value])
    assert (problem.code, problem.column) == ("bad-choice", "polarity")
    assert cascade.indicators[0].values[0].target in {80.0, (80.0, 90.0)}


def test_an_empty_polarity_takes_no_range() -> None:
    value = {"indicator": "I1", "year": 2025, "target": "80-90"}
    _, problem, _ = taken(objectives=[RESULT], indicators=[LOWER], values=[value])
    assert (problem.code, problem.column) == ("bad-number", "target")


def test_an_error_value_in_a_text_is_told_as_one() -> None:
    value = {"indicator": "I1", "year": 2025, "target": "#DIV/0!"}
    _, problem, _ = taken(objectives=[RESULT], indicators=[LOWER], values=[value])
    assert problem.code == "bad-number"
    assert "formula error" in problem.message.en
