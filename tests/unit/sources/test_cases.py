"""The contract's sentences on input, as cases in three formats (tests/cases/sources)."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.problem import Problem
from kinerja_graph.model.rows import node_rows
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import Reading, read

FOLDER = Path(__file__).parents[2] / "cases" / "sources"
FORMATS = ("csv", "xlsx", "json")
WARNINGS = {"unknown-heading", "redundant-link", "self-parent"}


@dataclass(frozen=True)
class Case:
    stem: str
    number: int
    data: dict[str, Any]


def cases() -> list[Any]:
    found: list[Any] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, data in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            for kind in data.get("formats", FORMATS):
                name = f"{path.stem}-{number}-{kind}"
                found.append(pytest.param(Case(path.stem, number, data), kind, id=name))
    return found


def write(tables: dict[str, list[list[Any]]], kind: str, folder: Path) -> Path:
    if kind == "csv":
        path = folder / "plan"
        path.mkdir()
        for name, grid in tables.items():
            with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(grid)
    elif kind == "xlsx":
        path = folder / "plan.xlsx"
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, grid in tables.items():
            sheet = book.create_sheet(name)
            for number, row in enumerate(grid, 1):
                for column, value in enumerate(row, 1):
                    sheet.cell(number, column, value)
        book.save(path)
    else:
        path = folder / "plan.json"
        lists = {
            name: [dict(zip(grid[0], row, strict=False)) for row in grid[1:]]
            for name, grid in tables.items()
        }
        path.write_text(json.dumps(lists), encoding="utf-8")
    return path


def place(problem: Problem, kind: str) -> list[Any]:
    table = problem.file.removesuffix(".csv") if kind == "csv" else problem.sheet
    return [problem.code, table, problem.row, problem.column, problem.value]


def expected(case: Case, kind: str) -> list[list[Any]]:
    true = {"xlsx": "TRUE", "json": "true"}.get(kind)
    return [
        [true if item == "{true}" else item for item in row]
        for row in case.data.get("problems", [])
    ]


def ordered(rows: list[list[Any]]) -> list[list[Any]]:
    return sorted(rows, key=lambda row: [(item is not None, item) for item in row])


@pytest.mark.parametrize(("case", "kind"), cases())
def test_case(case: Case, kind: str, tmp_path: Path) -> None:
    path = write(case.data["tables"], kind, tmp_path)
    strict = read(path, settings=read_settings(), decimal=case.data.get("decimal"))
    found = [place(problem, kind) for problem in strict.problems]
    assert ordered(found) == ordered(expected(case, kind))
    assert strict.problems == tuple(sorted(strict.problems, key=lambda each: each.sort_key))
    for problem in strict.problems:
        for text in (problem.message, problem.remedy):
            for sentence in (text.id, text.en):
                assert "None" not in sentence
                assert "{" not in sentence
                assert sentence.endswith((".", "?"))
        assert problem.severity == ("warning" if problem.code in WARNINGS else "error")
    errors = [problem for problem in strict.problems if problem.severity == "error"]
    assert (strict.cascade is None) == bool(errors)
    lenient = read(path, settings=read_settings(), lenient=True, decimal=case.data.get("decimal"))
    assert lenient.problems == strict.problems
    check_loaded(case, kind, lenient)


def check_loaded(case: Case, kind: str, reading: Reading) -> None:
    cascade = reading.cascade
    if case.data.get("refused_leniently"):
        assert cascade is None
        return
    assert cascade is not None
    for id_, fields in case.data.get("records", {}).items():
        records = {record.id: record for _, record in cascade.records()}
        if fields is None:
            assert id_ not in records
        else:
            real = {name: getattr(records[id_], name) for name in fields}
            real |= {name: list(real[name]) for name in {"tags"} & real.keys()}
            assert repr(real) == repr(fields)
    if "values" in case.data:
        assert values(cascade) == case.data["values"]
    if "programmes" in case.data:
        assert programmes(cascade) == case.data["programmes"]
    check_periods(case, cascade)
    if "edges" in case.data:
        assert sorted(edges(cascade)) == sorted(case.data["edges"])
    if "kept" in case.data:
        wanted = [[origin(each, kind) for each in row] for row in case.data["kept"]]
        assert ordered(kept(cascade)) == ordered(wanted)
    for name, value in case.data.get("plan", {}).items():
        assert getattr(cascade.plan, name) == value


def check_periods(case: Case, cascade: Cascade) -> None:
    if "periods" in case.data:
        assert periods(cascade) == case.data["periods"]
    rows = {str(row["id"]): row for row in node_rows(cascade)["Indicator"]}
    for id_, properties in case.data.get("graph", {}).items():
        assert {name: rows[id_].get(name) for name in properties} == properties


def origin(text: str | None, kind: str) -> str | None:
    """``@units 3`` in a case is the origin of row 3 of that table in the format at hand."""
    if text is None or not text.startswith("@"):
        return text
    table, row = text[1:].split()
    return {
        "csv": f"{table}.csv!{row}",
        "xlsx": f"plan.xlsx!{table}!{row}",
        "json": f"plan.json!{table}!{row}",
    }[kind]


def values(cascade: Cascade) -> dict[str, list[list[Any]]]:
    found: dict[str, list[list[Any]]] = {}
    for indicator in cascade.indicators:
        for value in indicator.values:
            target = list(value.target) if isinstance(value.target, tuple) else value.target
            found.setdefault(indicator.id, []).append([value.year, target, value.realisation])
    return found


def periods(cascade: Cascade) -> dict[str, list[list[Any]]]:
    found: dict[str, list[list[Any]]] = {}
    for indicator in cascade.indicators:
        for value in indicator.periods:
            target = list(value.target) if isinstance(value.target, tuple) else value.target
            found.setdefault(indicator.id, []).append([value.code, target, value.realisation])
    return found


def programmes(cascade: Cascade) -> dict[str, list[list[Any]]]:
    return {
        one.id: [[each.year, each.budget, each.spent] for each in one.budgets]
        for one in cascade.programmes
    }


def edges(cascade: Cascade) -> list[str]:
    named = [f"{edge.type} {edge.source} {edge.target}" for edge in cascade.contributions]
    return [*named, *(f"{link.type} {link.source} {link.target}" for link in cascade.links)]


def kept(cascade: Cascade) -> list[list[Any]]:
    return [
        [each.code, each.column, each.subject_label, each.subject_id, each.missing_id]
        for each in cascade.problems
    ]
