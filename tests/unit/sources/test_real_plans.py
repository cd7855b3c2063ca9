"""The real plan files of examples/real: refused or loaded as their README says."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read

REAL = Path(__file__).parents[3] / "examples" / "real"


def sizes(cascade: Cascade | None) -> list[int]:
    assert cascade is not None
    values = sum(len(indicator.values) for indicator in cascade.indicators)
    return [len(cascade.units), len(cascade.positions), len(cascade.indicators), values]


@pytest.mark.parametrize(
    ("name", "found", "problems"),
    [
        ("renstra-2025-2029", [6, 0, 242, 1169], {("missing-value", "indicators.csv", "name"): 1}),
        ("biro-organisasi", [15, 50, 148, 142], {("bad-number", "values.csv", "target"): 102}),
    ],
)
def test_dirt_is_refused_strictly_and_left_out_leniently(
    name: str, found: list[int], problems: dict[tuple[str, str, str], int]
) -> None:
    strict = read(REAL / name, settings=read_settings())
    assert strict.cascade is None
    assert Counter((each.code, each.file, each.column) for each in strict.problems) == problems
    lenient = read(REAL / name, settings=read_settings(), lenient=True)
    assert sizes(lenient.cascade) == found
    assert lenient.cascade is not None
    assert lenient.cascade.problems == lenient.problems == strict.problems


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("renstra-2025-2029-mended", [6, 0, 241, 1168]),
        ("biro-organisasi-mended", [15, 50, 148, 140]),
    ],
)
def test_mended_plans_load_strictly(name: str, found: list[int]) -> None:
    reading = read(REAL / name, settings=read_settings())
    assert reading.problems == ()
    assert sizes(reading.cascade) == found


@pytest.mark.parametrize("name", ["renstra-2025-2029", "biro-organisasi"])
def test_a_workbook_of_the_same_cells_says_the_same(name: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for path in sorted((REAL / name).glob("*.csv")):
        sheet = book.create_sheet(path.stem)
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file), 1):
                for column, text in enumerate(row, 1):
                    sheet.cell(number, column).value = text
                    sheet.cell(number, column).data_type = "s"
    book.save(tmp_path / "plan.xlsx")
    left = read(REAL / name, settings=read_settings(), lenient=True)
    right = read(tmp_path / "plan.xlsx", settings=read_settings(), lenient=True)
    assert [(f"{each.sheet}.csv", each.row, each.column, each.code) for each in right.problems] == [
        (each.file, each.row, each.column, each.code) for each in left.problems
    ]
    assert sizes(left.cascade) == sizes(right.cascade)
    assert left.cascade is not None
    assert right.cascade is not None
    for one, other in zip(left.cascade.indicators, right.cascade.indicators, strict=True):
        assert (one.id, one.name, one.level, one.values) == (
            other.id,
            other.name,
            other.level,
            other.values,
        )
