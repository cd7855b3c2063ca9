"""Values of quarters, halves and months: none is taken for that of the year, and it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from wide_matrices import Rows, book, column, left, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.guess_text import Proposal

QUARTERS = ["TW I", "TW II", "TW III", "TW IV"]
START = ["Sasaran", "Indikator"]
JALAN = ["Jalan baik", "Jalan mantap"]


def proposed(tmp_path: Path, rows: Rows) -> Proposal:
    return guess(book(tmp_path / "m.xlsx", rows), None, Settings())


def told(proposal: Proposal) -> str:
    (found,) = [doubt.en for doubt in proposal.doubts if "part of a year" in doubt.en]
    return found


@pytest.mark.parametrize(
    "parts",
    [
        QUARTERS,
        ["Triwulan 1", "Triwulan 2", "Triwulan 3", "Triwulan 4"],
        ["I", "II", "III", "IV"],
        ["Semester I", "Semester II"],
        ["Jan", "Feb", "Maret", "April"],
        ["Q1", "Q2", "Q3", "Q4"],
    ],
    ids=lambda parts: parts[0],
)
def test_parts_below_a_year_are_no_target_of_it(tmp_path: Path, parts: list[str]) -> None:
    rows = [
        [*START, "Target 2026"],
        [None, None, *parts],
        [*JALAN, *range(70, 70 + len(parts))],
    ]
    proposal = proposed(tmp_path, rows)
    text = proposal.text("en")
    assert "headings: 1-2" in text
    assert "  targets:" not in text
    assert proposal.unknown_columns == []
    last = "CDEFGH"[len(parts) - 1]
    assert f"write targets: {{2026: {{letter: {last}}}}}" in told(proposal)
    assert "A plan can hold them" in told(proposal)
    assert "pada tabel values, kolom periode" in str(proposal.doubts)
    assert "one value a year" not in told(proposal)
    collector = reaped(tmp_path / "m.xlsx", text)
    assert collector.tables["values"] == []
    assert len(left(collector)["column"]) == len(parts)


def test_a_person_may_take_the_last_quarter_as_the_year(tmp_path: Path) -> None:
    rows = [
        [*START, 2026, None, None, None, 2027],
        [None, None, *QUARTERS, *QUARTERS],
        [*JALAN, 1, 2, 3, 4, 5, 6, 7, 8],
    ]
    proposal = proposed(tmp_path, rows)
    named = "targets: {2026: {letter: F}, 2027: {letter: J}}"
    assert named in told(proposal)
    collector = reaped(tmp_path / "m.xlsx", f"{proposal.text('en')}  {named}\n")
    assert column(collector, "values", "target") == [4, 8]


@pytest.mark.parametrize("upper", ["Target 2026", None])
def test_a_column_of_the_year_beside_them_is_read(tmp_path: Path, upper: str | None) -> None:
    heads = [upper or "Target 2026", *([None] * 4 if upper else QUARTERS)]
    lower = [None, None, "Tahunan", *QUARTERS] if upper else []
    rows = [[*START, *heads], *([lower] if lower else []), [*JALAN, 80, 70, 72, 75, 80]]
    proposal = proposed(tmp_path, rows)
    assert "The target of the year is read from column C; check." in told(proposal)
    collector = reaped(tmp_path / "m.xlsx", proposal.text("en"))
    assert column(collector, "values", "target") == [80]
    assert column(collector, "values", "year") == [2026]


def test_what_was_reached_up_to_a_quarter_is_no_realisation_of_the_year(tmp_path: Path) -> None:
    rows = [
        [*START, "Target 2026", "Realisasi s.d. Triwulan II 2026", "Realisasi 2025"],
        [*JALAN, 80, 35, 77],
    ]
    proposal = proposed(tmp_path, rows)
    assert "column D (Realisasi s.d. Triwulan II 2026)" in told(proposal)
    collector = reaped(tmp_path / "m.xlsx", proposal.text("en"))
    assert [(row["year"], row.get("realisation")) for row in collector.tables["values"]] == [
        (2025, 77),
        (2026, None),
    ]


def test_a_row_for_each_quarter_is_told(tmp_path: Path) -> None:
    rows = [
        [*START, "Tahun", "Triwulan", "Target"],
        [*JALAN, 2026, "I", 20],
        [*JALAN, 2026, "II", 40],
        [*JALAN, 2026, "III", 60],
    ]
    proposal = proposed(tmp_path, rows)
    assert "in the table values, column period" in told(proposal)
    assert "By column D each row has the values of a part of a year" in told(proposal)
    assert "targets:" not in proposal.text("en")


def test_money_by_quarter_and_units_of_months_are_nothing_of_it(tmp_path: Path) -> None:
    rows = [
        [*START, "Satuan", "Target 2026", "Anggaran TW I", "Anggaran TW II"],
        [*JALAN, "bulan", 12, 5_000, 6_000],
    ]
    proposal = proposed(tmp_path, rows)
    assert [letter for letter, _ in proposal.unknown_columns] == ["E", "F"]
    assert not [doubt for doubt in proposal.doubts if "part of a year" in doubt.en]
    assert column(reaped(tmp_path / "m.xlsx", proposal.text("en")), "values", "target") == [12]


@pytest.mark.parametrize("title", ["I", "Triwulan I"])
def test_a_title_among_the_rows_is_no_heading(tmp_path: Path, title: str) -> None:
    rows = [[*START, "Target 2026"], [title], [*JALAN, 80]]
    proposal = proposed(tmp_path, rows)
    assert "headings: 1\n" in proposal.text("en")
    assert not [doubt for doubt in proposal.doubts if "part of a year" in doubt.en]
