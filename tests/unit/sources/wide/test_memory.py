"""An import holds each row of a matrix in few bytes, and writes the tables piece by piece."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from benchmarks.sheets import MAP, write_matrix
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import FilledCells, filled_rows
from kinerja_graph.workflow.importing import import_matrix

SMALL, LARGE = 200, 700
MOST = 3_300
"""Bytes for each row of 16 cells that becomes an indicator with five values.

Of 100,000 rows these are 330 MB, beside the 80 MB of the program itself.
"""


def peak(rows: int, folder: Path, ending: str, out: str) -> int:
    """Bytes that an import of so many rows has at most."""
    sheet = write_matrix(rows, folder / f"m{rows}.{ending}")
    map_file = folder / "map.yaml"
    map_file.write_text(MAP, encoding="utf-8")
    tracemalloc.start()
    try:
        done = import_matrix(
            sheet,
            map_name=str(map_file),
            out=folder / f"{rows}{out}",
            settings=Settings(),
            language="id",
        )
        assert done.written["values"] == 5 * rows
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("ending", "out"), [("csv", ""), ("csv", ".xlsx"), ("xlsx", "")])
def test_memory_of_an_import_grows_by_few_bytes_a_row(
    ending: str, out: str, tmp_path: Path
) -> None:
    small, large = (peak(rows, tmp_path, ending, out) for rows in (SMALL, LARGE))
    assert (large - small) / (LARGE - SMALL) < MOST


def test_equal_texts_of_a_sheet_are_one_object_and_rows_share_their_columns() -> None:
    lines = [(number, ["", "".join(["per", "sen"]), None, float(number)]) for number in (1, 2)]
    rows = filled_rows(iter(lines))
    assert rows == {1: {1: "persen", 3: 1.0}, 2: {1: "persen", 3: 2.0}}
    assert rows[1][1] is rows[2][1]
    assert all(isinstance(row, FilledCells) for row in rows.values())


def test_a_filled_row_is_a_mapping_of_its_columns() -> None:
    row = filled_rows(iter([(3, [None, "a", " ", 2])]))[3]
    assert (list(row), len(row), row.get(0), row.get(2, "-")) == ([1, 3], 2, None, "-")
    assert dict(row.items()) == {1: "a", 3: 2}
    assert 3 in row
    assert 0 not in row
    assert min(row.items()) == (1, "a")


def test_rows_of_one_number_are_joined_in_the_order_of_their_columns() -> None:
    assert list(filled_rows(iter([(1, ["", "b"]), (1, ["a"])]))[1].items()) == [(0, "a"), (1, "b")]
