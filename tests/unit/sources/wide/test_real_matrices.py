"""The ready maps of the two real samples give what a careful person got out of the same files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.builtin_maps import builtin_map_path, load_map
from kinerja_graph.sources.wide.importing import import_matrix
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.record_table import Record

REAL = Path(__file__).parents[4] / "examples" / "real"
RENSTRA = "renstra-2025-2029-wide.csv"
DRAWN = "biro-organisasi-drawn-cells.csv"


@pytest.fixture(scope="module")
def harvests() -> dict[str, OutputCollector]:
    found: dict[str, OutputCollector] = {}
    for file, name in ((RENSTRA, "renstra-simpul"), (DRAWN, "pohon-tergambar")):
        path = builtin_map_path(name)
        assert path is not None
        found[file] = import_matrix(REAL / "raw" / file, load_map(path), Settings()).collector
    return found


def by_hand(folder: str, table: str) -> list[dict[str, str]]:
    with (REAL / folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def said(record: Record, heading: str) -> str:
    value: Any = record.get(heading, "")
    return ";".join(value) if isinstance(value, tuple) else str(value)


def number(value: object) -> float | str:
    try:
        return float(str(value))
    except ValueError:
        return str(value)


def agree(
    ours: Sequence[Record],
    theirs: list[dict[str, str]],
    headings: tuple[str, ...],
    same: Callable[[str], str],
) -> None:
    """Row by row: the same texts, and the same numbers; ids of theirs are told as ours."""
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        for heading in headings:
            wanted = ";".join(same(item) for item in other[heading].split(";"))
            assert number(said(mine, heading)) == number(wanted), (mine, heading)


def test_renstra_as_by_hand(harvests: dict[str, OutputCollector]) -> None:
    tables = harvests[RENSTRA].tables
    hand = by_hand("renstra-2025-2029", "indicators")
    ids = {
        other["id"]: str(mine["id"]) for mine, other in zip(tables["indicators"], hand, strict=True)
    }

    def same(id_: str) -> str:
        return ids.get(id_, id_)

    headings = ("name", "level", "owner", "measure_unit", "baseline", "contributes_to")
    agree(tables["indicators"], hand, headings, same)
    values = by_hand("renstra-2025-2029", "values")
    agree(tables["values"], values, ("indicator", "year", "target"), same)
    units = {unit["id"]: unit for unit in by_hand("renstra-2025-2029", "units")}
    assert {str(unit["id"]) for unit in tables["units"]} == units.keys()
    for unit in tables["units"]:
        agree([unit], [units[str(unit["id"])]], ("name", "parent", "kind"), same)


def test_the_row_without_a_name_is_told_with_its_cell(harvests: dict[str, OutputCollector]) -> None:
    (problem,) = harvests[RENSTRA].problems
    assert (problem.code, problem.row, problem.column) == ("missing-value", 28, "R")
    assert problem.value == "1330883100"


def test_drawn_cells_as_by_hand(harvests: dict[str, OutputCollector]) -> None:
    """Ids, posts, superiors, owners, links, targets; three things differ, and each is in the file.

    The sheet itself says TAHUN 2016 where the folder says 2018; the bureau's long name stands in
    no cell of its own; and units by hand have ids of their own.
    """
    tables = harvests[DRAWN].tables
    posts = by_hand("biro-organisasi", "positions")
    units = {
        other["unit"]: str(mine["unit"])
        for mine, other in zip(tables["positions"], posts, strict=True)
    }

    def same(id_: str) -> str:
        return units.get(id_, id_)

    agree(tables["positions"], posts, ("id", "name", "unit", "reports_to", "rank"), same)
    hand = by_hand("biro-organisasi", "indicators")
    headings = ("id", "level", "owner", "contributes_to")
    agree(tables["indicators"], hand, headings, same)
    for mine, other in zip(tables["indicators"], hand, strict=True):
        assert str(mine["name"]).split() == other["name"].split()
    named = {other["id"]: other for other in by_hand("biro-organisasi", "units")}
    made = {str(unit["id"]): unit for unit in tables["units"]}
    assert len(made) == len(named)
    for id_, other in named.items():
        unit = made[same(id_)]
        assert said(unit, "parent") == same(other["parent"])
        if id_ != "BIRO":
            assert unit["name"] == other["name"]


def test_targets_in_brackets_as_mended_by_hand(harvests: dict[str, OutputCollector]) -> None:
    tables = harvests[DRAWN].tables
    mended = {
        row["indicator"]: row["target"] for row in by_hand("biro-organisasi-mended", "values")
    }
    ours = {str(row["indicator"]): row["target"] for row in tables["values"]}
    unread = {"I12_13": "A", "I24_11": "7 UPP, 14 Kab/Kota"}
    assert ours == {id_: float(text) for id_, text in mended.items()} | unread
    hand = {
        row["id"]: row["measure_unit"] for row in by_hand("biro-organisasi-mended", "indicators")
    }
    assert {str(row["id"]): row.get("measure_unit", "") for row in tables["indicators"]} == hand
    codes = [problem.code for problem in harvests[DRAWN].problems]
    assert codes.count("bad-number") == 2
    linked = sum("contributes_to" in row for row in tables["indicators"])
    lower = sum(row["level"] != 1 for row in tables["indicators"])
    assert (lower, lower - linked) == (141, 70)


@pytest.mark.parametrize("file", [RENSTRA, DRAWN])
def test_every_cell_went_into_a_table_or_is_told(
    harvests: dict[str, OutputCollector], file: str
) -> None:
    collector = harvests[file]
    with (REAL / "raw" / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    told = {one.spot.cell for one in collector.left}
    held = {one.spot.cell for one in collector.origins}
    if file == DRAWN:
        every = {f"D{at}" for at, row in enumerate(rows, 1) if at > 1 and row[3].strip()}
        numbers = {f"D{at}" for at, row in enumerate(rows, 1) if row[3].strip(" .0123456789") == ""}
        assert every - numbers <= told | held
        assert not told & held
        return
    names = rows[0]
    unused = [at for at, name in enumerate(names) if name in {"kode", "sumber_berkas"}]
    for at, row in enumerate(rows[1:], 2):
        for column in unused:
            if row[column].strip():
                assert f"{chr(65 + column)}{at}" in told
        for column, name in enumerate(names):
            if name.startswith("target_") and row[column].strip():
                assert f"{chr(65 + column)}{at}" in held
