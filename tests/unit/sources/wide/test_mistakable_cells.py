"""Cells that are easily taken for something else: read as they are meant, or told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from wide_matrices import Rows, book, by_id, codes, column, left, reaped

from kinerja_graph.sources.wide.amounts import read_amount
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.units import split_names

MAP = """
form: matrix
levels: [{name: Sasaran, level: 1, prefix: S}]
owner: {column: Penanggung Jawab, kind: opd, split: [";", lines]}
indicators:
  name: Indikator
  measure_unit: Satuan
  polarity: Arah
  baseline: Awal
  targets: "{year}"
  amounts: with-unit
"""
HEADS = ["Sasaran", "Indikator", "Satuan", "Arah", "Awal", 2026, 2027, "Penanggung Jawab"]


def _row(*values: Any, unit: str | None = None, polarity: str | None = None) -> list[Any]:
    """A row of one indicator: its baseline, its targets."""
    return ["Jalan baik", "Jalan mantap", unit, polarity, *values]


def _messages(collector: OutputCollector) -> list[tuple[str | None, str]]:
    return [(one.value, one.message.en) for one in collector.problems]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("10 m2", 10.0, "m2"),
        ("2,5 µg/m3", 2.5, "µg/m3"),
        ("5 % per tahun", 5.0, "% per tahun"),
        ("3 (tiga) Dokumen", 3.0, "Dokumen"),
        ("100% (seratus persen)", 100.0, "%"),
        ("12 bulan", 12.0, "bulan"),
    ],
)
def test_one_amount_and_its_unit(text: str, value: float, unit: str) -> None:
    found = read_amount(text, "with-unit", None)
    assert (found.value, found.unit, found.fault) == (value, unit, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("100% (20 unit)", "several"),
        ("100%/100%", "several"),
        ("80% dari 100 orang", "several"),
        ("1 Dok / 2 Lap", "several"),
        ("80 s/d 85", "several"),
        ("2/3", "several"),
        ("≥ 80", "limit"),
        ("< 5 hari", "limit"),
        ("maksimal 3 hari", "limit"),
        ("1 Jan", "date"),
        ("31 Desember 2026", "date"),
        ("BB", "word"),
        ("NN", "word"),
        ("75,0 %*", None),
        ("75 *)", None),
    ],
)
def test_what_is_not_one_amount_is_told_why(text: str, why: str | None) -> None:
    found = read_amount(text, "with-unit", None)
    assert (found.value, found.unit) == (text, None)
    assert found.fault == ("bad-number" if why is None else f"bad-number:{why}")


def test_a_date_and_a_formula_without_a_result_are_refused_by_every_load(tmp_path: Path) -> None:
    day = datetime(2026, 10, 5, tzinfo=UTC).replace(tzinfo=None)
    path = book(tmp_path / "m.xlsx", [HEADS, _row(None, day, "=0.7*100")])
    collector = reaped(path, MAP)
    assert codes(collector) == [("bad-number", "F2"), ("bad-number", "G2")]
    assert column(collector, "values", "target") == ["2026-10-05", "#N/A"]
    assert "is a date" in _messages(collector)[0][1]
    assert "has no stored result" in _messages(collector)[1][1]


def test_a_formula_without_a_text_is_no_name(tmp_path: Path) -> None:
    rows = [HEADS, ["=A9", "#REF!", None, None, None, 1, 2]]
    made = openpyxl.load_workbook(book(tmp_path / "m.xlsx", rows))
    made.worksheets[0]["B2"].data_type = "e"
    made.save(tmp_path / "m.xlsx")
    collector = reaped(tmp_path / "m.xlsx", MAP)
    assert codes(collector) == [("missing-value", "A2"), ("missing-value", "B2")]
    assert column(collector, "objectives", "name") == [""]
    assert column(collector, "indicators", "name") == [""]


def test_a_range_is_told_where_the_polarity_is_not_range(tmp_path: Path) -> None:
    told = reaped(book(tmp_path / "a.xlsx", [HEADS, _row("70-75", "80-85")]), MAP)
    assert codes(told) == [("bad-number", "E2"), ("bad-number", "F2")]
    ranged = _row(None, "80-85", "82-86", polarity="rentang")
    meant = reaped(book(tmp_path / "b.xlsx", [HEADS, ranged]), MAP)
    assert codes(meant) == []
    assert column(meant, "values", "target") == ["80-85", "82-86"]


def test_a_limit_and_a_range_are_told_in_which_column_more_or_less_is_better(
    tmp_path: Path,
) -> None:
    rows = [HEADS, _row(None, "≤ 5", "80-85")]
    own = reaped(book(tmp_path / "m.xlsx", rows), MAP)
    assert [one.remedy.en.partition(" into ")[2] for one in own.problems] == [
        "the column “Arah” at D1.",
        "the column “Arah” at D1 of the indicator.",
    ]
    assert "di kolom «Arah» di D1" in own.problems[0].remedy.id
    bare = [row[:3] + row[4:] for row in rows]
    added = reaped(book(tmp_path / "n.xlsx", bare), MAP.replace("  polarity: Arah\n", ""))
    assert all("a column of its own" in one.remedy.en for one in added.problems)


def test_a_percentage_of_another_unit_is_told(tmp_path: Path) -> None:
    rows = [HEADS, _row(None, "85%", "85 persen", unit="Indeks")]
    collector = reaped(book(tmp_path / "m.xlsx", rows), MAP)
    assert codes(collector) == [("percent", "F2"), ("percent", "G2")]
    assert column(collector, "values", "target") == [85.0, 85.0]
    same = [HEADS, _row(None, "85%", "86 Persen", unit="persen (%)")]
    assert codes(reaped(book(tmp_path / "n.xlsx", same), MAP)) == []


def _formatted(path: Path, *cells: str) -> Path:
    made = openpyxl.load_workbook(path)
    page: Any = made.active
    for cell in cells:
        page[cell].number_format = "0.0%"
    made.save(path)
    return path


def test_a_cell_that_shows_a_percentage_has_that_unit(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", [HEADS, _row(None, 0.685, 0.0025)])
    collector = reaped(_formatted(path, "F2", "G2"), MAP)
    assert codes(collector) == []
    assert column(collector, "values", "target") == [68.5, 0.25]
    assert column(collector, "indicators", "measure_unit") == ["%"]


def test_a_percentage_keeps_all_digits_of_its_cell(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", [HEADS, _row(None, 1.5e-13, 0.123456789012345)])
    collector = reaped(_formatted(path, "F2", "G2"), MAP)
    assert column(collector, "values", "target") == [1.5e-11, 12.3456789012345]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((0.7, 0.75, 0.8), "E2"),  # all of them
        ((70, 75, 0.8), "G2"),  # one that slipped
        ((None, "0,85", 0.9), "F2"),
        ((1, 1, 1), None),  # 1 % may be meant as well as 100 %
        ((0, 0, 0), None),
        ((0.8, 1.2, 1.5), None),  # a growth
    ],
)
def test_a_fraction_of_a_percentage_is_told(
    tmp_path: Path, values: tuple[Any, ...], told: str | None
) -> None:
    path = book(tmp_path / "m.xlsx", [HEADS, _row(*values, unit="%")])
    collector = reaped(path, MAP)
    assert codes(collector) == ([] if told is None else [("fraction", told)])
    if told is not None:
        assert [one.severity for one in collector.problems] == ["warning"]


def test_a_percentage_as_shown_is_no_fraction(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", [HEADS, _row(None, 0.0025, 0.002, unit="%")])
    assert codes(reaped(_formatted(path, "F2", "G2"), MAP)) == []


def test_numbers_and_dashes_of_a_list_are_no_part_of_a_name() -> None:
    assert split_names("1. Bappeda\n2. BPKAD", ("lines",)) == ("Bappeda", "BPKAD")
    assert split_names("1) Bappeda 2) BPKAD", (";",)) == ("Bappeda", "BPKAD")
    assert split_names("- Dinas A\n• Dinas B", ("lines",)) == ("Dinas A", "Dinas B")
    assert split_names("a. Dinas A", ()) == ("Dinas A",)
    assert split_names("1.2", (";",)) == ("1.2",)
    assert split_names("1.a; 2.a", (";",)) == ("1.a", "2.a")
    assert split_names("Bidang 2. Pelayanan 1. Dasar", (";",)) == ("Bidang 2. Pelayanan 1. Dasar",)


def test_a_row_merged_over_all_columns_is_one_text_in_one_column(tmp_path: Path) -> None:
    rows: Rows = [
        HEADS,
        ["Tahun 2026"],
        _row(None, 80, 85),
        ["Jembatan baik", "Jembatan mantap", "%", None, None, 90],
    ]
    path = book(tmp_path / "m.xlsx", rows, ["A2:H2", "F4:G4"])
    collector = reaped(path, MAP)
    assert codes(collector) == [("alone", "A2")]
    assert column(collector, "indicators", "name") == ["Jalan mantap", "Jembatan mantap"]
    assert column(collector, "values", "target") == [80.0, 85.0, 90.0, 90.0]


def test_a_row_of_totals_that_was_not_skipped_is_told(tmp_path: Path) -> None:
    rows: Rows = [
        HEADS,
        _row(None, 80, 85),
        ["Jumlah Anggaran", None, None, None, None, None, None, "Dishub"],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows), MAP)
    assert codes(collector) == [("total", "A3")]
    skipped = reaped(book(tmp_path / "n.xlsx", rows), MAP + "skip: [jumlah]\n")
    assert codes(skipped) == []
    assert left(skipped)["skip"] == ["A3", "H3"]


CODED = """
form: matrix
levels:
  - {name: Sasaran, level: 1, prefix: S}
  - {name: Program, code: [{letter: B}, {letter: C}], depths: {2: 2, 3: 3}, prefix: P}
indicators: {name: Indikator, targets: "{year}"}
"""


def test_a_code_over_several_columns_is_joined(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Kode", "Kode", "Program", "Indikator", 2026],
        ["Jalan baik", None, None, None, "Jalan mantap", 80],
        [None, "1", "03", "Program Jalan", "Panjang jalan", 12],
        [None, "1", 3.1, "Kegiatan Jalan", "Jumlah ruas", 4],
        [None, "1", "03.1.1.1", "Terlalu dalam", "Indikator yang hilang", 5],
        [None, "1", "03.1.1.2", "Terlalu dalam", "Satu lagi", 5],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows), CODED)
    assert list(by_id(collector, "objectives")) == ["S1", "1.03", "1.3.1"]
    assert codes(collector) == [("number-code", "C4"), ("left-out", "B5")]
    assert left(collector)["depth"] == [
        "B5", "C5", "D5", "E5", "F5", "B6", "C6", "D6", "E6", "F6",
    ]  # fmt: skip


LONG = """
form: matrix
levels: [{name: Sasaran, level: 1, prefix: S}]
indicators:
  name: {column: Indikator, above: true}
  year: Tahun
  targets: Target
  realisations: Realisasi
"""


def test_a_row_for_each_year(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Tahun", "Target", "Realisasi"],
        ["Jalan baik", "Jalan mantap", 2024, 70, 71],
        [None, None, "Tahun 2025", 72, None],
        [None, None, "nanti", 75, None],
        [None, "Panjang jalan", 2024, 12, 12],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows), LONG)
    values = collector.tables["values"]
    assert [(row["indicator"], row["year"], row["target"]) for row in values] == [
        ("S1-I1", 2024, 70.0), ("S1-I1", 2025, 72.0), ("S1-I2", 2024, 12.0),
    ]  # fmt: skip
    assert column(collector, "values", "realisation") == [71.0, None, 12.0]
    assert codes(collector) == [("missing-value", "C4")]
