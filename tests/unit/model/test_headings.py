"""Headings of planners as one text, and back."""

from __future__ import annotations

import pytest

from kinerja_graph.model.headings import (
    LONGEST,
    PlannerColumn,
    PlannerSheet,
    Wanted,
    columns_in,
    read_headings,
    write_headings,
)

NAMED = PlannerColumn("indicators", "measure_unit", "Satuan", "E5", names="D")
YEAR = PlannerColumn("values", "target", 'Target "2026" > {K|`}', "H6", 2026, "D")
OWN = PlannerColumn("indicators", "formula", "rumus")


def test_sheets_come_back_as_they_were() -> None:
    sheets = (
        PlannerSheet("renja.xlsx", "Dinas A", (NAMED, YEAR)),
        PlannerSheet("indikator.csv", None, (OWN,)),
    )
    assert read_headings(write_headings(sheets)) == sheets
    assert write_headings([]) is None
    assert write_headings([PlannerSheet("a.csv", None, ())]) is None


def test_sheets_with_the_same_columns_share_them_and_a_text_is_never_too_long() -> None:
    alike = [PlannerSheet("renja.xlsx", f"Dinas {n}", (NAMED, YEAR)) for n in range(500)]
    text = write_headings(alike)
    assert text is not None
    assert text.count("Satuan") == 1
    assert set(read_headings(text)) == set(alike)
    long = [
        PlannerSheet("r.xlsx", str(n), (PlannerColumn("units", "name", f"{n}" * 9_000, "A1"),))
        for n in range(5)
    ]
    text = write_headings(long)
    assert text is not None
    assert len(text) <= LONGEST
    assert read_headings(text) == tuple(long[:3])


@pytest.mark.parametrize(
    "text",
    [
        "Satuan",
        "{}}",
        "7",
        "[7]",
        '{"sheets": []}',
        '[{"sheets": [["a"]], "columns": []}]',
        '[{"sheets": [[1, null]], "columns": []}]',
        '[{"sheets": [["a", null]], "columns": [["indicators.warna", "W"]]}]',
        '[{"sheets": [["a", null]], "columns": [["warna", "W"]]}]',
        '[{"sheets": [["a", null]], "columns": [["indicators.formula"]]}]',
        '[{"sheets": [["a", null]], "columns": [["indicators.formula", "R", "A1", "2026"]]}]',
        '[{"sheets": [["a", null]], "columns": [["indicators.formula", "R", null, null, 1]]}]',
        '[{"sheets": [["a", null]], "columns": [["indicators.formula", "R", null, null, "D", 1]]}]',
        "[" * 100_000,
    ],
)
def test_what_nobody_wrote_here_is_none(text: str) -> None:
    assert read_headings(text) == ()


def test_the_columns_of_a_record_are_those_beside_its_name() -> None:
    left = PlannerColumn("indicators", "measure_unit", "Satuan", "C2", names="B")
    right = PlannerColumn("indicators", "measure_unit", "Satuan", "H2", names="G")
    everywhere = PlannerColumn("indicators", "owner", "Bidang", "K2")
    sheet = PlannerSheet("a.xlsx", "A", (left, right, everywhere))
    wanted = Wanted(("indicators",), "measure_unit")
    assert columns_in([sheet], wanted, "G") == [(sheet, right)]
    assert columns_in([sheet], wanted, None) == [(sheet, left), (sheet, right)]
    assert columns_in([sheet], wanted, "Z") == [(sheet, left), (sheet, right)]
    assert columns_in([sheet], Wanted(("indicators",), "owner"), "G") == [(sheet, everywhere)]


def test_only_the_years_wanted_and_the_first_table_that_has_it() -> None:
    years = tuple(
        PlannerColumn("values", "target", f"Target {year}", f"{cell}2", year)
        for year, cell in ((2026, "D"), (2027, "E"))
    )
    owner = PlannerColumn("objectives", "owner", "Bidang", "F2")
    sheet = PlannerSheet("a.xlsx", "A", (*years, owner))
    wanted = Wanted(("values",), "target", years=(2027, 2028))
    assert columns_in([sheet], wanted, None) == [(sheet, years[1])]
    assert columns_in([sheet], Wanted(("indicators", "objectives"), "owner"), None) == [
        (sheet, owner)
    ]
