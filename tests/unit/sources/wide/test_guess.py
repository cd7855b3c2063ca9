"""A proposed map can always be read, says what it did not understand, and imports nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wide_matrices import book, codes, column, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.importing import import_matrix
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.plan_reading import read_map
from kinerja_graph.sources.wide.proposing import propose_imports
from kinerja_graph.texts import Language

KNOWN = [
    "Tujuan", "Sasaran", "Program", "Indikator", "Indikator Kinerja", "Satuan", "Target 2026",
    "Realisasi 2025", "2027", "Kode", "Induk", "Uraian", "Jenjang", "Jabatan", "Atasan",
    "Unit Kerja", "Penanggung Jawab", "Kondisi Awal", "row", "col", "value", "Kode Program",
]  # fmt: skip
LANGUAGES: tuple[Language, Language] = ("id", "en")
CELLS = st.sampled_from(["", "a", "1.1", "1.1.2", "5 unit", "-", "1.250", "Total", "1. a\n2. b"])
ODD = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), min_size=1, max_size=9
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    heads=st.lists(st.sampled_from(KNOWN) | ODD, min_size=2, max_size=9),
    rows=st.lists(st.lists(CELLS | ODD, min_size=9, max_size=9), max_size=4),
)
def test_a_proposal_is_always_a_map(heads: list[str], rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.csv"
        out = io.StringIO()
        csv.writer(out).writerows([heads, *rows])
        path.write_text(out.getvalue(), "utf-8")
        try:
            proposal = guess(path, None, Settings())
        except MatrixRefusedError as refused:
            assert [one.code for one in refused.problems] == ["missing-heading"]  # noqa: PT017
            return
        maps = [read_map(parse_items(proposal.text(each), "usulan.yaml")) for each in LANGUAGES]
        try:
            import_matrix(path, maps[0], Settings())
        except MatrixRefusedError as refused:
            codes_ = {one.code for one in refused.problems}
            assert "missing-heading" not in codes_, proposal.text("en")


def test_of_several_sheets_the_one_with_known_headings_is_named(tmp_path: Path) -> None:
    rows = [["Renstra"], ["Sasaran", "Indikator", "Satuan", 2026], ["Jalan baik", "P", "%", 9]]
    path = book(tmp_path / "m.xlsx", rows, sheet="Data #1, a")
    made = openpyxl.load_workbook(path)
    made.create_sheet("Sampul", 0)["A1"] = "Sampul"
    made.save(path)
    text = guess(path, None, Settings()).text("id")
    assert 'sheet: "Data #1, a"' in text
    assert "headings: 2" in text
    assert codes(reaped(path, text)) == []


def test_what_is_not_understood_is_named(tmp_path: Path) -> None:
    rows = [["Sasaran", "Indikator", "Anggaran", "Lokasi: kota"], ["Jalan", "P", 9, "x"]]
    proposal = guess(book(tmp_path / "m.xlsx", rows), None, Settings())
    assert proposal.unknown_columns == [("C", "Anggaran"), ("D", "Lokasi: kota")]
    assert "#   D: Lokasi: kota" in proposal.text("en")


def test_headings_nobody_knows_are_no_proposal(tmp_path: Path) -> None:
    with pytest.raises(MatrixRefusedError) as refused:
        guess(book(tmp_path / "m.xlsx", [["x", "y"], [1, 2]]), None, Settings())
    assert "x, y" in refused.value.problems[0].message.id


def test_the_last_year_with_a_realisation_is_closed(tmp_path: Path) -> None:
    head = ["Sasaran", "Indikator", "Satuan", "Target 2025", "Target 2026", "Realisasi 2025"]
    rows = [head, ["Jalan aman", "Kecelakaan", "kasus", 90, 85, 91]]
    rows.append(["Jalan lancar", "Waktu tempuh", "menit", 30, 28, 31])
    text = guess(book(tmp_path / "m.xlsx", rows), None, Settings()).text("id")
    assert "first_year: 2025, last_year: 2026, as_of: 2025}" in text


def test_lines_to_switch_on_name_the_plan_and_the_agency_of_its_parts(tmp_path: Path) -> None:
    rows = [
        ["RENSTRA DINAS KESEHATAN KOTA CONTOH 2025-2029"],
        ["Sasaran", "Indikator", "Target 2025", "Target 2026", "Penanggung Jawab"],
        ["Ibu selamat", "Angka kematian ibu", 90, 85, "Dinas Kesehatan"],
        ["Ibu terlayani", "K4", 95, 96, "Bidang Kesmas"],
    ]
    path = book(tmp_path / "Renstra Dinkes.xlsx", rows)
    proposal = guess(path, None, Settings())
    assert any("add unit: dinas-kesehatan to owner" in note.en for note in proposal.notes)
    text = proposal.text("id")
    for line in ("dataset:", "units:", "  - {id: dinas-kesehatan"):
        assert f"\n# {line}" in text
        text = text.replace(f"\n# {line}", f"\n{line}")
    text = text.replace("kind: unit, split", "kind: unit, unit: dinas-kesehatan, split")
    collector = reaped(path, text)
    assert collector.tables["dataset"] == [
        {"dataset": "renstra-dinkes", "edition": "1", "first_year": 2025, "last_year": 2026,
         "as_of": 2024},
    ]  # fmt: skip
    assert [(row["name"], row["kind"], row.get("parent")) for row in collector.tables["units"]] == [
        ("Dinas Kesehatan", "opd", None),
        ("Bidang Kesmas", "unit", "dinas-kesehatan"),
    ]
    assert column(collector, "indicators", "owner") == [("dinas-kesehatan",), ("bidang-kesmas",)]


def test_an_empty_matrix_is_told_to_be_empty(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "kosong.xlsx")
    with pytest.raises(MatrixRefusedError) as refused:
        guess(tmp_path / "kosong.xlsx", None, Settings())
    (problem,) = refused.value.problems
    assert problem.code == "missing-heading"
    assert "empty" in problem.message.en


def test_every_column_that_is_understood_says_why_and_how_surely(tmp_path: Path) -> None:
    heads = ["No", "Sasaran Strategis Dinas", "Indikator", "Satuan", "Target 2026", "Rapat"]
    rows = [heads, [1, "Jalan mantap", "Jalan baik", "%", 80, "x"]]
    (found,) = propose_imports(book(tmp_path / "m.xlsx", rows), Settings())
    assert [(one.columns, one.what, one.certainty) for one in found.roles] == [
        (("B",), "statement", "likely"),
        (("C",), "indicator", "sure"),
        (("D",), "measure_unit", "sure"),
        (("E",), "target", "sure"),
    ]
    assert [one.heading for one in found.roles] == heads[1:5]
    assert all("heading" in one.reason.en for one in found.roles)
    assert [letter for letter, _ in found.proposal.unknown_columns] == ["A", "F"]
