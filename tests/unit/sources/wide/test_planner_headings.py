"""An import keeps how the planner heads each column, filled or not."""

from __future__ import annotations

from pathlib import Path

from wide_matrices import Rows, book, reaped

from kinerja_graph.model.headings import PlannerColumn, read_headings
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.writing import csv_files

ROWS: Rows = (
    ("Renja 2026",),
    ("Tujuan", "Sasaran\nStrategis", "Indikator", "Satuan", "Target", None, "Penanggung Jawab"),
    (None, None, None, None, 2026, 2027, None),
    (1, 2, 3, 4, 5, 6, 7),
    ("Lancar", "Cepat", "Indeks", None, 3, 4, "Dishub"),
)
MERGES = ("E2:F2",)
MAP = """\
form: matrix
headings: 2-4
owner: {column: Penanggung Jawab, kind: opd}
levels:
  - {name: Tujuan, level: 0, prefix: T}
  - {name: Sasaran Strategis, level: 1, prefix: S}
indicators: {name: Indikator, measure_unit: Satuan, targets: "Target > {year}"}
"""


def written(collector: OutputCollector, out: Path) -> Path:
    out.mkdir()
    for name, lines in csv_files(collector, "id"):
        (out / name).write_text("".join(lines), "utf-8")
    return out


def test_headings_of_several_rows_are_joined_and_every_year_has_its_own(tmp_path: Path) -> None:
    made = reaped(book(tmp_path / "renja.xlsx", ROWS, MERGES, "Renja"), MAP)
    (sheet,) = made.headed
    assert sheet.place == "renja.xlsx!Renja"
    assert sheet.columns == (
        PlannerColumn("objectives", "name", "Tujuan", "A2", names="A"),
        PlannerColumn("objectives", "name", "Sasaran Strategis", "B2", names="B"),
        PlannerColumn("objectives", "contributes_to", "Tujuan", "A2", names="B"),
        PlannerColumn("indicators", "owner", "Penanggung Jawab", "G2"),
        PlannerColumn("objectives", "owner", "Penanggung Jawab", "G2"),
        PlannerColumn("indicators", "name", "Indikator", "C2", names="C"),
        PlannerColumn("indicators", "measure_unit", "Satuan", "D2", names="C"),
        PlannerColumn("values", "target", "Target > 2026", "E3", 2026, "C"),
        PlannerColumn("values", "target", "Target > 2027", "F3", 2027, "C"),
        PlannerColumn("indicators", "objective", "Indikator", "C2", names="A"),
        PlannerColumn("indicators", "objective", "Indikator", "C2", names="B"),
        PlannerColumn("indicators", "contributes_to", "Sasaran Strategis", "B2", names="C"),
    )


def test_they_are_read_again_with_the_plan(tmp_path: Path) -> None:
    made = reaped(book(tmp_path / "renja.xlsx", ROWS, MERGES, "Renja"), MAP)
    reading = read(written(made, tmp_path / "rencana"), settings=Settings())
    assert reading.problems == ()
    assert reading.cascade is not None
    assert read_headings(reading.cascade.plan.headings) == tuple(made.headed)


def test_looking_for_optional_columns_again_is_no_second_absence(tmp_path: Path) -> None:
    text = MAP.replace("measure_unit: Satuan", "formula: {column: Rumus, optional: true}")
    made = reaped(book(tmp_path / "renja.xlsx", ROWS, MERGES, "Renja"), text)
    assert "formula" not in {column.column for column in made.headed[0].columns}


def test_a_list_of_nodes_has_a_column_of_what_is_above(tmp_path: Path) -> None:
    rows = (
        ("Kode", "Induk", "Uraian", "Jenjang"),
        ("A", None, "Lancar", 0),
        ("B", "A", "Cepat", 1),
    )
    text = "form: nodes\nnode: {id: Kode, parent: Induk, name: Uraian, level: Jenjang}\n"
    (sheet,) = reaped(book(tmp_path / "n.xlsx", rows), text).headed
    assert PlannerColumn("objectives", "contributes_to", "Induk", "B1") in sheet.columns


def test_of_a_column_with_several_levels_it_and_the_one_above_say_what_is_above(
    tmp_path: Path,
) -> None:
    text = MAP.replace(
        "{name: Sasaran Strategis, level: 1, prefix: S}",
        "{name: Sasaran Strategis, level: 3, prefix: S, begins: {Program: 2}}",
    )
    (sheet,) = reaped(book(tmp_path / "renja.xlsx", ROWS, MERGES, "Renja"), text).headed
    above = sheet.of("objectives", "contributes_to")
    assert [(one.text, one.names) for one in above] == [("Tujuan", "B"), ("Sasaran Strategis", "B")]


def test_codes_say_what_is_above_and_a_row_what_its_indicators_measure(tmp_path: Path) -> None:
    rows = (("Kode", "Uraian", "Indikator"), ("1", "Lancar", "Indeks"), ("1.2", "Cepat", None))
    text = (
        "form: codes\ncode: Kode\nname: Uraian\ndepths: {1: 2, 2: 3}\n"
        "indicators: {name: Indikator}\n"
    )
    (sheet,) = reaped(book(tmp_path / "k.xlsx", rows), text).headed
    assert sheet.of("objectives", "contributes_to") == ()
    assert [one.text for one in sheet.of("objectives", "id")] == ["Kode"]
    assert [one.text for one in sheet.of("indicators", "objective")] == ["Indikator"]


def test_the_cell_of_a_heading_is_not_that_of_the_column_number_below_it(tmp_path: Path) -> None:
    rows = (
        *ROWS[:3],
        (1, 2, 3, 4, 5, None, 6),
        (None, None, None, None, "K", "Rp", None),
        ROWS[4],
    )
    merges = (*MERGES, "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:G5")
    text = MAP.replace("headings: 2-4", "headings: 2-5").replace("year}", "year} > K")
    made = reaped(
        book(tmp_path / "renja.xlsx", rows, merges, "Renja"), text.replace("2027", "2026")
    )
    (name,) = made.headed[0].of("indicators", "name")
    assert name.cell == "C2"


def test_a_plan_keeps_the_aliases_of_its_own_tables(tmp_path: Path) -> None:
    (tmp_path / "indikator.csv").write_text("id;Nama;level;Satuan Ukur\nI;Indeks;0;\n", "utf-8")
    (tmp_path / "values.csv").write_text("indicator;year;TARGET\nI;2026;4\n", "utf-8")
    cascade = read(tmp_path, settings=Settings()).cascade
    assert cascade is not None
    (sheet,) = read_headings(cascade.plan.headings)
    assert (sheet.place, sheet.is_matrix) == ("indikator.csv", False)
    assert [(one.column, one.text) for one in sheet.columns] == [
        ("name", "Nama"),
        ("measure_unit", "Satuan Ukur"),
    ]
