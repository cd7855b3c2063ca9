"""One plan in every format: the same records, the same problems, at the same rows."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
import yaml
from mangling import CELLS, FORMATS, Tables
from plans import content_of

from kinerja_graph.model.origin import Origin, place_of
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import Reading, read

SETTINGS = read_settings()
EXAMPLES = Path(__file__).parents[3] / "examples"
PLANS = ("slides", "real/biro-organisasi", "real/renstra-2025-2029", "city/2026-murni")
WRITABLE = [cell for cell in CELLS if len(cell) < 30_000 and (cell.isprintable() or cell == "")]
"""What a text cell of every format can hold."""


def in_format(tables: Tables, form: str, folder: Path) -> Path:
    """The tables, all of whose cells are texts, in a format."""
    folder.mkdir(parents=True, exist_ok=True)
    if form == "csv":
        for name, grid in tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(grid)
        return folder
    path = folder / f"rencana.{form}"
    if form == "xlsx":
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, grid in tables.items():
            sheet = book.create_sheet(name)
            for number, row in enumerate(grid, 1):
                for column, text in enumerate(row, 1):
                    cell = sheet.cell(number, column, text or None)
                    cell.data_type = "s" if text else "n"
        book.save(path)
        return path
    lists = {
        name: [dict(zip(grid[0], (*row, *[""] * len(grid[0])), strict=False)) for row in grid[1:]]
        for name, grid in tables.items()
    }
    text: str = (
        json.dumps(lists)
        if form == "json"
        else yaml.safe_dump(lists, default_style='"', sort_keys=False)
    )
    path.write_text(text, "utf-8")
    return path


def spoilt(seed: int) -> Tables:
    """The first rows of an example, spoilt in cells, columns and rows."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    rows = chance.randint(2, 9)
    tables: Tables = {}
    for file in sorted((EXAMPLES / chance.choice(PLANS)).glob("*.csv")):
        text = file.read_text("utf-8-sig")
        separator = ";" if ";" in text.partition("\n")[0] else ","
        grid = list(csv.reader(io.StringIO(text), delimiter=separator))[:rows]
        tables[file.stem] = grid if len(grid) > 1 else [*grid, [""]]
    for _ in range(chance.choice((1, 2, 4, 8))):
        way = chance.choice((_column, _rows, _cell, _cell, _cell))
        way(chance, chance.choice(list(tables.values())))
    return tables


def _column(chance: random.Random, grid: list[list[str]]) -> None:
    """One goes, or is called otherwise."""
    at = chance.randrange(len(grid[0]))
    if len(grid[0]) > 1 and chance.random() < 0.5:
        for row in grid:
            del row[at : at + 1]
    elif "hal lain" not in grid[0]:
        grid[0][at] = "hal lain"


def _rows(chance: random.Random, grid: list[list[str]]) -> None:
    """One is empty, or stands twice."""
    if chance.random() < 0.5:
        grid.insert(chance.randrange(1, len(grid)), [""] * chance.randrange(3))
    else:
        grid.append(list(chance.choice(grid[1:])))


def _cell(chance: random.Random, grid: list[list[str]]) -> None:
    """One says something else; often it is the id."""
    row = chance.choice(grid[1:])
    if row:
        at = 0 if chance.random() < 0.3 else chance.randrange(len(row))
        row[at] = chance.choice(("", *WRITABLE))


def table_of(origin: str) -> str:
    """A place as all formats have it: table and row."""
    place = place_of(origin)
    return origin if place is None else f"{place.sheet or Path(place.file).stem}!{place.spot}"


def told(problem: Problem) -> tuple[object, ...]:
    row = problem.row or 0
    return (
        problem.code,
        problem.severity,
        table_of(str(Origin(problem.file, problem.sheet, row))),
        problem.column,
        problem.value,
        problem.subject_label,
        table_of(problem.subject_id or ""),
        problem.missing_id,
        problem.beside,
    )


def outcome(reading: Reading) -> tuple[list[tuple[object, ...]], Counter[str] | None, object]:
    problems = [told(problem) for problem in reading.problems]
    cascade = reading.cascade
    if cascade is None:
        return problems, None, None
    places = [
        (record.id, table_of(str(record.origin)))
        for record in (*(each for _, each in cascade.records()),)
    ]
    ties = [table_of(str(tie.origin)) for tie in (*cascade.contributions, *cascade.links)]
    return problems, content_of(cascade), (places, ties)


@pytest.mark.parametrize("first", range(0, 120, 10))
def test_a_spoilt_plan_is_the_same_in_every_format(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 10):
        tables = spoilt(seed)
        found = {}
        for form in FORMATS:
            path = in_format(tables, form, tmp_path / f"{seed}" / form)
            found[form] = outcome(read(path, settings=SETTINGS, lenient=True))
        for form in FORMATS[1:]:
            assert found[form] == found["csv"], (seed, form)


def test_the_plans_are_spoilt_in_many_ways(tmp_path: Path) -> None:
    codes: Counter[str] = Counter()
    for seed in range(120):
        path = in_format(spoilt(seed), "json", tmp_path / f"{seed}")
        codes.update(each.code for each in read(path, settings=SETTINGS, lenient=True).problems)
    assert len(codes) >= 8
    assert min(codes.values()) > 1
