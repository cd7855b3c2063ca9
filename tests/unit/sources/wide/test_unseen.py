"""Rows and columns that are hidden in a sheet are read, and that is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from wide_matrices import book, codes, column, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess

MAP = """
form: matrix
levels: [{name: Sasaran, level: 1, prefix: S}]
indicators: {name: Indikator, measure_unit: Satuan, targets: "{year}"}
"""
ROWS = [
    ["Sasaran", "Indikator", "Satuan", 2026, 2027, "Catatan"],
    *[[f"Jalan {number}", f"Mantap {number}", "%", number, number, "x"] for number in range(1, 7)],
]


def hidden(path: Path, rows: tuple[int, ...] = (), columns: tuple[str, ...] = ()) -> Path:
    book(path, ROWS)
    made = openpyxl.load_workbook(path)
    page: Any = made.active
    for number in rows:
        page.row_dimensions[number].hidden = True
    for letter in columns:
        page.column_dimensions[letter].hidden = True
    made.save(path)
    return path


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    collector = reaped(hidden(tmp_path / "m.xlsx", (3, 4, 6), ("D", "F")), MAP)
    assert column(collector, "objectives", "name") == [f"Jalan {number}" for number in range(1, 7)]
    assert codes(collector) == [("hidden", "D2"), ("hidden", "3")]
    assert [one.severity for one in collector.problems] == ["warning", "warning"]
    told = [one.message.en for one in collector.problems]
    assert told == [
        "Rows that are hidden in the sheet are read: 3-4, 6.",
        "Columns that are hidden in the sheet are read: D.",
    ]


def test_a_proposal_says_what_is_hidden(tmp_path: Path) -> None:
    path = hidden(tmp_path / "m.xlsx", (3, 4, 900), ("B", "C", "Z"))
    found = [doubt for doubt in guess(path, None, Settings()).doubts if "Hidden" in doubt.en]
    assert [doubt.id.partition(". ")[0] for doubt in found] == [
        "Tersembunyi di buku kerja, tetapi ikut dibaca: baris 3-4, kolom B-C"
    ]


def test_nothing_is_said_where_all_is_seen(tmp_path: Path) -> None:
    path = hidden(tmp_path / "m.xlsx")
    assert codes(reaped(path, MAP)) == []
    assert not [doubt for doubt in guess(path, None, Settings()).doubts if "Hidden" in doubt.en]


def test_a_hidden_sheet_among_those_that_are_read_is_told(tmp_path: Path) -> None:
    path = hidden(tmp_path / "m.xlsx")
    made = openpyxl.load_workbook(path)
    copy = made.copy_worksheet(made.worksheets[0])
    copy.title = "Lama"
    copy["A2"] = "Jalan lama"
    copy.sheet_state = "hidden"
    made.save(path)
    for sheet in ("Lama", None):
        proposal = guess(path, sheet, Settings())
        assert any("ikut dibaca: lembar Lama." in doubt.id for doubt in proposal.doubts)
    collector = reaped(path, f"{MAP}sheet: [Matriks, Lama]\n")
    assert codes(collector) == [("hidden", "")]
    assert "hidden in the workbook is read: Lama" in collector.problems[0].message.en
