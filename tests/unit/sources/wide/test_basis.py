"""What the links of an import stand on: what the planner said, or only how the sheet is nested."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from drawn_sheets import box, drawn, line
from wide_matrices import Rows, book, reaped

from kinerja_graph.model.edges import Basis
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.record_table import Record
from kinerja_graph.sources.wide.workbook_writing import write_workbook
from kinerja_graph.sources.wide.writing import csv_files

NODES = """
form: nodes
node: {id: Kode, parent: Induk, name: Uraian, level: Jenjang}
"""
BY_NAME = """
form: nodes
node: {id: Kode, parent: Induk, parent_by: name, name: Uraian, level: Jenjang}
"""
ORDERED = """
form: nodes
node: {parent_by: order, name: Uraian, level: Jenjang}
"""
CODES = """
form: codes
code: Kode
name: Uraian
depths: {1: 1, 3: 3}
"""
MATRIX = """
form: matrix
levels: [{name: Tujuan, level: 0}, {name: Sasaran, level: 1}]
"""
INDICATORS = MATRIX + "statements: no\nindicators: {name: Indikator}\n"
BANDS = """
form: drawn
drawing:
  posts: [Kepala]
  indicators: [Jumlah]
  tiers: [{rows: 1-2, level: 1}, {rows: 3-9, level: 2}]
"""
SHAPES = "form: shapes\nshapes: {direction: down, levels: [0, 1, 2, 3], touching: yes}\n"
LISTED: Rows = [
    ["Kode", "Induk", "Uraian", "Jenjang"],
    ["a", None, "Lancar", 0],
    ["b", "a", "Jalan baik", 1],
    ["c", "b", "Tambal lubang", 2],
]
NAMED: Rows = [
    ["Kode", "Induk", "Uraian", "Jenjang"],
    ["a", None, "Lancar", 0],
    ["b", "Lancar", "Jalan baik", 1],
]
CODED: Rows = [["Kode", "Uraian"], ["1", "Lancar"], ["1.2.3", "Jalan baik"]]
NESTED: Rows = [["Tujuan", "Sasaran"], ["Lancar", None], [None, "Jalan baik"]]
MEASURED: Rows = [
    ["Tujuan", "Sasaran", "Indikator"],
    ["Lancar", None, "Indeks"],
    [None, "Jalan baik", "Panjang"],
]
BANDED: Rows = [
    ["Kepala Dinas"],
    ["1.", "Jumlah ruas"],
    ["Kepala Bidang"],
    ["1", "Jumlah rambu"],
]
BOXES = (
    box(1, "Kota sejahtera", (4, 0, 6, 4)),
    box(2, "Jalan mantap", (0, 10, 6, 4)),
    box(3, "Sasaran: Jalan rata", (0, 14, 6, 5)),
    box(4, "Kegiatan", (0, 24, 6, 4)),
)
LINES = (
    line(11, (7, 4), (3, 10), glued=(1, 2), elbow=True),
    line(12, (3, 19), (3, 24), glued=(3, 4)),
)


def bases(collector: OutputCollector, tmp_path: Path) -> dict[tuple[str, str], Basis]:
    """The basis of each link of the plan that an import writes, the same of both forms."""
    folder = tmp_path / "rencana"
    folder.mkdir()
    for name, lines in csv_files(collector, "id"):
        (folder / name).write_text("".join(lines), "utf-8")
    with (tmp_path / "rencana.xlsx").open("wb") as file:
        write_workbook(collector, "id", file)
    found = [_of(path) for path in (folder, tmp_path / "rencana.xlsx")]
    assert found[0] == found[1]
    return found[0]


def _of(path: Path) -> dict[tuple[str, str], Basis]:
    reading = read(path, settings=Settings(), lenient=True)
    assert reading.cascade is not None, [one.message.en for one in reading.problems]
    return {(one.source, one.target): one.basis for one in reading.cascade.contributions}


@pytest.mark.parametrize(
    ("text", "rows", "links"),
    [
        (NODES, LISTED, {("b", "a"): "stated", ("c", "b"): "stated"}),
        (BY_NAME, NAMED, {("b", "a"): "stated"}),
        (ORDERED, LISTED[:3], {("N1.1", "N1"): "nesting"}),
        (CODES, CODED, {("1.2.3", "1"): "nesting"}),
        (MATRIX, NESTED, {("L0-1.L1-1", "L0-1"): "nesting"}),
        (INDICATORS, MEASURED, {("L0-1.L1-1-I1", "L0-1-I1"): "nesting"}),
        (BANDS, BANDED, {("I4_1", "I2_1"): "nesting"}),
    ],
    ids=["parents", "parents by name", "order", "codes", "matrix", "indicators", "bands"],
)
def test_what_each_form_of_a_sheet_says(
    tmp_path: Path, text: str, rows: Rows, links: dict[tuple[str, str], Basis]
) -> None:
    assert bases(reaped(book(tmp_path / "m.xlsx", rows), text), tmp_path) == links


def test_a_drawn_line_states_a_link_and_touching_boxes_do_not(tmp_path: Path) -> None:
    path = drawn(tmp_path / "m.xlsx", *BOXES, *LINES)
    assert bases(reaped(path, SHAPES), tmp_path) == {
        ("A11", "E1"): "stated",
        ("A15", "A11"): "nesting",
        ("A25", "A15"): "stated",
    }


def test_only_links_that_are_there_are_marked(tmp_path: Path) -> None:
    """A parent that no row has is one problem, not two."""
    rows = [["Kode", "Uraian"], ["1", "Lancar"], ["2.1.1", "Yatim"], ["1.1.1", "Jalan baik"]]
    collector = reaped(book(tmp_path / "m.xlsx", rows), CODES)
    with (tmp_path / "rencana.xlsx").open("wb") as file:
        write_workbook(collector, "id", file)
    reading = read(tmp_path / "rencana.xlsx", settings=Settings())
    assert [(one.code, one.value) for one in reading.problems] == [("dangling-reference", "2")]
    sheet: Any = openpyxl.load_workbook(tmp_path / "rencana.xlsx")["contributions"]
    heads, *written = sheet.iter_rows(values_only=True)
    cells = [dict(zip(heads, row, strict=True)) for row in written]
    assert [{key: value for key, value in row.items() if value is not None} for row in cells] == [
        {"from": "1.1.1", "to": "1", "basis": "nesting"}
    ]


def test_a_list_too_long_for_a_cell_keeps_its_basis(tmp_path: Path) -> None:
    collector = OutputCollector(basis="nesting")
    uppers = tuple(f"{number:05d}" for number in range(6_000))
    for id_ in uppers:
        collector.add("objectives", {"id": id_, "name": f"Sasaran {id_}", "level": 0}, {})
    row: Record = {"id": "X", "name": "Bawah", "level": 1, "contributes_to": uppers}
    collector.add("objectives", row, {})
    assert bases(collector, tmp_path) == {("X", upper): "nesting" for upper in uppers}


def test_an_id_that_stands_twice_is_one_row_and_a_record_above_itself_none(tmp_path: Path) -> None:
    collector = OutputCollector(basis="nesting")
    collector.add("objectives", {"id": "A", "name": "Atas", "level": 0}, {})
    row: Record = {"id": "B", "name": "Bawah", "level": 1, "contributes_to": ("A", "B", "A")}
    collector.add("objectives", row, {})
    with (tmp_path / "rencana.xlsx").open("wb") as file:
        write_workbook(collector, "id", file)
    reading = read(tmp_path / "rencana.xlsx", settings=Settings())
    assert [(one.code, one.sheet) for one in reading.problems] == [("self-reference", "objectives")]
