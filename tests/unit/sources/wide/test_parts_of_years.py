"""Values of quarters, halves and months: read as such, none is taken for that of the year."""

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
    (found,) = [doubt.en for doubt in proposal.doubts if "of a year are read" in doubt.en]
    return found


def values(path: Path, text: str) -> list[tuple[object, ...]]:
    """Year, period, target and realisation of each value that a map reads."""
    keys = ("year", "period", "target", "realisation")
    return [tuple(map(row.get, keys)) for row in reaped(path, text).tables["values"]]


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        (QUARTERS, ["Q1", "Q2", "Q3", "Q4"]),
        (["Triwulan 1", "Triwulan 2", "Triwulan 3", "Triwulan 4"], ["Q1", "Q2", "Q3", "Q4"]),
        (["I", "II", "III", "IV"], ["Q1", "Q2", "Q3", "Q4"]),
        (["Semester I", "Semester II"], ["S1", "S2"]),
        (["Jan", "Feb", "Maret", "April"], ["M01", "M02", "M03", "M04"]),
        (["Q1", "Q2", "Q3", "Q4"], ["Q1", "Q2", "Q3", "Q4"]),
    ],
    ids=lambda parts: parts[0],
)
def test_parts_below_a_year_are_read_as_parts(
    tmp_path: Path, parts: list[str], codes: list[str]
) -> None:
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
    assert "so it stays unknown: write accumulation: {value: sum} below indicators" in told(
        proposal
    )
    assert "kolom akumulasi" in str(proposal.shown_on_grid(proposal.doubts))
    read = [(2026, code, 70 + at, None) for at, code in enumerate(codes)]
    assert values(tmp_path / "m.xlsx", text) == read
    assert not left(reaped(tmp_path / "m.xlsx", text)).get("column")


def test_what_makes_the_year_of_them_is_written_into_the_map(tmp_path: Path) -> None:
    rows = [[*START, "Target 2026"], [None, None, *QUARTERS], [*JALAN, 1, 2, 3, 4]]
    proposal = proposed(tmp_path, rows)
    text = f"{proposal.text('en')}  accumulation: {{value: sum}}\n"
    collector = reaped(tmp_path / "m.xlsx", text)
    assert column(collector, "indicators", "accumulation") == ["sum"]


def test_targets_and_realisations_of_two_years_are_kept_apart(tmp_path: Path) -> None:
    rows = [
        [*START, "Target 2026", None, "Target 2027", None, "Realisasi 2026", None],
        [None, None, "TW I", "TW II", "TW I", "TW II", "TW I", "TW II"],
        [*JALAN, 1, 2, 3, 4, 5, 6],
    ]
    text = proposed(tmp_path, rows).text("en")
    assert values(tmp_path / "m.xlsx", text) == [
        (2026, "Q1", 1, 5),
        (2026, "Q2", 2, 6),
        (2027, "Q1", 3, None),
        (2027, "Q2", 4, None),
    ]


def test_physical_values_are_read_and_the_money_beside_them_is_not(tmp_path: Path) -> None:
    rows = [
        ["Evaluasi Renja tahun 2026"],
        [*START, "Realisasi pada Triwulan"],
        [None, None, "I", None, "II", None],
        [None, None, "K", "Rp", "K", "Rp"],
        [*JALAN, 1, 5_000, 2, 6_000],
    ]
    proposal = proposed(tmp_path, rows)
    assert [letter for letter, _ in proposal.unknown_columns] == ["D", "F"]
    assert values(tmp_path / "m.xlsx", proposal.text("en")) == [
        (2026, "Q1", None, 1),
        (2026, "Q2", None, 2),
    ]


@pytest.mark.parametrize(
    ("heads", "why"),
    [
        (["Target TW I", "Target TW II"], "no year"),
        (["Target 2026 TW I", "Target 2026 TW 1"], "two of one quarter"),
        (["Target s.d. TW I 2026", "Target s.d. TW II 2026"], "runs on"),
        (["Capaian (%) TW I 2026", "Capaian (%) TW II 2026"], "a share"),
    ],
)
def test_what_is_not_clear_is_set_aside(tmp_path: Path, heads: list[str], why: str) -> None:
    rows = [[*START, *heads], [*JALAN, 1, 2]]
    proposal = proposed(tmp_path, rows)
    assert "period_targets" not in proposal.text("en"), why
    (doubt,) = [one.en for one in proposal.doubts if "are not read from a matrix" in one.en]
    assert "A plan can hold them: enter them after the import" in doubt
    collector = reaped(tmp_path / "m.xlsx", proposal.text("en"))
    assert collector.tables["values"] == []
    assert len(left(collector)["column"]) == len(heads)


def test_a_person_may_take_the_last_quarter_as_the_year(tmp_path: Path) -> None:
    rows = [
        [*START, "Target s.d.", None, None, None],
        [None, None, *QUARTERS],
        [*JALAN, 1, 2, 3, 4],
    ]
    proposal = proposed(tmp_path, rows)
    (doubt,) = [one.en for one in proposal.doubts if "are not read from a matrix" in one.en]
    assert "write targets: {YEAR: {letter: F}}" in doubt
    named = "targets: {2026: {letter: F}}"
    collector = reaped(tmp_path / "m.xlsx", f"{proposal.text('en')}  {named}\n")
    assert column(collector, "values", "target") == [4]


@pytest.mark.parametrize("upper", ["Target 2026", None])
def test_a_column_of_the_year_beside_them_is_read(tmp_path: Path, upper: str | None) -> None:
    heads = [upper or "Target 2026", *([None] * 4 if upper else QUARTERS)]
    lower = [None, None, "Tahunan", *QUARTERS] if upper else []
    rows = [[*START, *heads], *([lower] if lower else []), [*JALAN, 80, 70, 72, 75, 80]]
    proposal = proposed(tmp_path, rows)
    assert "The target of the year is read from column C; check." in str(proposal.doubts)
    assert ("period_targets" in proposal.text("en")) == (upper is not None)
    collector = reaped(tmp_path / "m.xlsx", proposal.text("en"))
    years = [row for row in collector.tables["values"] if "period" not in row]
    assert [(row["year"], row["target"]) for row in years] == [(2026, 80)]


def test_what_was_reached_up_to_a_quarter_is_no_realisation_of_the_year(tmp_path: Path) -> None:
    rows = [
        [*START, "Target 2026", "Realisasi s.d. Triwulan II 2026", "Realisasi 2025"],
        [*JALAN, 80, 35, 77],
    ]
    proposal = proposed(tmp_path, rows)
    (doubt,) = [one.en for one in proposal.doubts if "are not read from a matrix" in one.en]
    assert "column D (Realisasi s.d. Triwulan II 2026)" in doubt
    collector = reaped(tmp_path / "m.xlsx", proposal.text("en"))
    assert [(row["year"], row.get("realisation")) for row in collector.tables["values"]] == [
        (2025, 77),
        (2026, None),
    ]


def test_a_row_for_each_quarter_is_read(tmp_path: Path) -> None:
    rows = [
        [*START, "Tahun", "Triwulan", "Target"],
        [*JALAN, 2026, "I", 20],
        [*JALAN, 2026, "TW II", 40],
        [*JALAN, 2026, 3, 60],
        [*JALAN, 2026, None, 80],
    ]
    proposal = proposed(tmp_path, rows)
    assert "so it stays unknown" in told(proposal)
    assert values(tmp_path / "m.xlsx", proposal.text("en")) == [
        (2026, None, 80, None),
        (2026, "Q1", 20, None),
        (2026, "Q2", 40, None),
        (2026, "Q3", 60, None),
    ]
    assert len(reaped(tmp_path / "m.xlsx", proposal.text("en")).tables["indicators"]) == 1


def test_a_row_about_no_part_of_a_year_is_told(tmp_path: Path) -> None:
    rows = [
        [*START, "Tahun", "Bulan", "Target"],
        [*JALAN, 2026, 1, 20],
        [*JALAN, 2026, "Februari", 40],
        [*JALAN, 2026, "Maret", 50],
        [*JALAN, 2026, "kapan saja", 60],
    ]
    text = proposed(tmp_path, rows).text("en")
    assert values(tmp_path / "m.xlsx", text)[0] == (2026, "M01", 20, None)
    told = [one for one in reaped(tmp_path / "m.xlsx", text).problems if one.column == "D"]
    assert [(one.code, one.row, one.value) for one in told] == [("bad-choice", 5, "kapan saja")]


def test_money_by_quarter_and_units_of_months_are_nothing_of_it(tmp_path: Path) -> None:
    rows = [
        [*START, "Satuan", "Target 2026", "Anggaran TW I", "Anggaran TW II"],
        [*JALAN, "bulan", 12, 5_000, 6_000],
    ]
    proposal = proposed(tmp_path, rows)
    assert [letter for letter, _ in proposal.unknown_columns] == ["E", "F"]
    assert not [doubt for doubt in proposal.doubts if "of a year are" in doubt.en]
    assert column(reaped(tmp_path / "m.xlsx", proposal.text("en")), "values", "target") == [12]


@pytest.mark.parametrize("title", ["I", "Triwulan I"])
def test_a_title_among_the_rows_is_no_heading(tmp_path: Path, title: str) -> None:
    rows = [[*START, "Target 2026"], [title], [*JALAN, 80]]
    proposal = proposed(tmp_path, rows)
    assert "headings: 1\n" in proposal.text("en")
    assert not [doubt for doubt in proposal.doubts if "of a year are" in doubt.en]
