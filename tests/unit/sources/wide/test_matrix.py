"""The wide matrix as governments keep it: merged, blank, repeated cells, two rows of headings."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from wide_matrices import Rows, book, by_id, codes, column, left, reaped

from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError

HEADS: Rows = [
    ["MATRIKS RENSTRA DINAS PERHUBUNGAN"],
    [],
    ["Tujuan", "Sasaran", "Program", "Indikator", "Satuan", "Target", None, "Penanggung Jawab"],
    [None, None, None, None, None, 2026, 2027, None],
    [1, 2, 3, 4, 5, 6, 7, 8],
]
MERGED_HEADS = ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:H4"]
MAP = """
form: matrix
headings: 3-4
skip: [Jumlah]
stop: [Catatan]
empty: ["-"]
levels:
  - {name: Tujuan, level: 0, prefix: T}
  - {name: Sasaran, level: 1, prefix: S}
  - {name: Program, level: 2, prefix: P}
owner: {column: Penanggung Jawab, kind: opd, split: [";"]}
indicators:
  name: Indikator
  measure_unit: Satuan
  targets: "Target > {year}"
  several: numbered
  amounts: with-unit
"""


def test_blank_parents_mean_what_stands_above_them(tmp_path: Path) -> None:
    rows = [
        *HEADS,
        ["Lalu lintas lancar", None, None, "Indeks kemacetan", "Indeks", 80, 82.5, "Dishub"],
        [None, "Jalan baik", None, "Persentase jalan baik", "%", "90,5", "91 %", "PU; Dishub"],
        [None, None, "Program Jalan", "Jumlah ruas", None, "12 ruas", "14 Ruas", "PU"],
        ["Jumlah", None, None, None, None, 99, 99, None],
        [None, "Angkutan laik", None, "Angkutan laik jalan", "%", "-", 70, "Dishub"],
        ["Catatan: angka sementara"],
        ["Mengetahui, Kepala Dinas"],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows, MERGED_HEADS), MAP)
    assert codes(collector) == []
    objectives = by_id(collector, "objectives")
    assert {id_: (row["level"], row.get("contributes_to")) for id_, row in objectives.items()} == {
        "T1": (0, None),
        "T1.S1": (1, ("T1",)),
        "T1.S1.P1": (2, ("T1.S1",)),
        "T1.S2": (1, ("T1",)),
    }
    assert column(collector, "indicators", "objective") == ["T1", "T1.S1", "T1.S1.P1", "T1.S2"]
    assert column(collector, "indicators", "measure_unit") == ["Indeks", "%", "ruas", "%"]
    assert column(collector, "indicators", "owner") == [
        ("dishub",), ("pu", "dishub"), ("pu",), ("dishub",),
    ]  # fmt: skip
    assert column(collector, "values", "target") == [80.0, 82.5, 90.5, 91.0, 12.0, 14.0, 70.0]
    assert column(collector, "indicators", "source")[2] == "m.xlsx!Matriks!D8"
    assert left(collector) == {
        "above": ["A1"],
        "numbers": ["A5", "B5", "C5", "D5", "E5", "F5", "G5", "H5"],
        "skip": ["A9", "F9", "G9"],
        "empty": ["F10"],
        "stop": ["A11", "A12"],
    }


def test_merged_and_repeated_parents_are_the_same_records(tmp_path: Path) -> None:
    rows = [
        *HEADS,
        ["Lancar", "Jalan baik", "Program A", "Indikator 1", "%", 1, 2, "Dishub"],
        ["Lancar", "Jalan baik", "Program A", "Indikator 2", "%", 3, 4, "Dishub"],
        ["Lancar", "Jalan  baik", "Program B", "Indikator 3", "%", 5, 6, "Dishub"],
    ]
    repeated = reaped(book(tmp_path / "a.xlsx", rows, MERGED_HEADS), MAP)
    merges = [*MERGED_HEADS, "A6:A8", "B6:B8", "C6:C7", "E6:E8", "H6:H8"]
    merged = reaped(book(tmp_path / "b.xlsx", rows, merges), MAP)
    for table in ("objectives", "indicators", "values", "units"):
        ours, theirs = repeated.tables[table], merged.tables[table]
        without = [{key: value for key, value in row.items() if key != "source"} for row in ours]
        assert without == [
            {key: value for key, value in row.items() if key != "source"} for row in theirs
        ]
    assert len(repeated.tables["objectives"]) == 4


def test_several_indicators_in_one_cell(tmp_path: Path) -> None:
    rows = [
        *HEADS,
        [
            "Lancar",
            None,
            None,
            "1. Indeks A\n2. Jumlah B",
            "%\nunit",
            "1. 10\n2. 20 unit",
            "11\n21",
            "Dishub",
        ],
        ["Aman", None, None, "1. C\n2. D", "%", "5", "6\n7\n8", "Dishub"],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows, MERGED_HEADS), MAP)
    assert column(collector, "indicators", "name") == ["Indeks A", "Jumlah B", "C", "D"]
    assert column(collector, "indicators", "measure_unit") == ["%", "unit", "%", "%"]
    assert column(collector, "values", "target") == [10.0, 11.0, 20.0, 21.0]
    assert codes(collector) == [("unequal-parts", "F7"), ("unequal-parts", "G7")]


def test_what_cannot_be_read_is_written_as_it_stands_and_told(tmp_path: Path) -> None:
    rows = [
        *HEADS,
        ["Lancar", None, None, "Indeks", "Indeks", "tinggi", "1.250", "Dishub"],
        [None, None, None, "Dokumen", None, "1 Dokumen", "2 Laporan", None],
        [None, None, None, None, None, 4, None, None],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows, MERGED_HEADS), MAP)
    assert codes(collector) == [
        ("bad-number", "F6"),
        ("bad-number", "G6"),
        ("other-unit", "G7"),
        ("missing-value", "F8"),
    ]
    assert column(collector, "values", "target") == ["tinggi", "1.250", 1.0, "2 Laporan", 4.0]
    settled = reaped(tmp_path / "m.xlsx", MAP + "decimal: dot\n")
    assert column(settled, "values", "target")[1] == 1.25


def test_a_percentage_is_read_as_its_cell_shows_it(tmp_path: Path) -> None:
    rows = [*HEADS, ["Lancar", None, None, "Jalan baik", "%", 0.07, 0.955, "PU"]]
    path = book(tmp_path / "m.xlsx", rows, MERGED_HEADS)
    made = openpyxl.load_workbook(path)
    sheet = made.worksheets[0]
    for cell in ("F6", "G6"):
        sheet[cell].number_format = "0.0%"
    made.save(path)
    assert column(reaped(path, MAP), "values", "target") == [7.0, 95.5]


def test_the_same_from_csv(tmp_path: Path) -> None:
    lines = [
        "Tujuan;Indikator;Satuan;2026;2027",
        "Lancar;Indeks;Indeks;1,5;2",
        ";Jumlah titik macet;titik;10;9",
    ]
    path = tmp_path / "m.csv"
    path.write_text("\n".join(lines), "utf-8-sig")
    collector = reaped(
        path,
        "form: matrix\nlevels: [{name: Tujuan, level: 0, prefix: T}]\n"
        "indicators: {name: Indikator, measure_unit: Satuan, targets: '{year}'}\n",
    )
    assert column(collector, "values", "target") == [1.5, 2.0, 10.0, 9.0]
    assert column(collector, "indicators", "source") == ["m.csv!B2", "m.csv!B3"]
    assert codes(collector) == []


def test_indicators_of_their_own_level_stand_in_their_own_columns(tmp_path: Path) -> None:
    rows = [
        ["Sasaran", "Indikator", "2026", "Program", "Indikator", "2026"],
        ["Jalan baik", "Persentase jalan baik", 90, "Program A", "Ruas dipelihara", 12],
        ["", "", "", "Program B", "Ruas dibangun", 3],
    ]
    collector = reaped(
        book(tmp_path / "m.xlsx", rows),
        """
form: matrix
levels: [{name: Sasaran, level: 1, prefix: S}, {name: Program, level: 2, prefix: P}]
indicators:
  - {name: {letter: B}, of: Sasaran, targets: {2026: {letter: C}}}
  - name: {column: Indikator, after: Program}
    of: Program
    targets: {2026: {column: "2026", after: Program}}
""",
    )
    assert codes(collector) == []
    assert column(collector, "indicators", "objective") == ["S1", "S1.P1", "S1.P2"]
    assert column(collector, "values", "target") == [90.0, 12.0, 3.0]


def test_codes_are_ids_and_the_same_code_in_two_agencies_stays_apart(tmp_path: Path) -> None:
    rows = [
        ["OPD", "Program", "Indikator"],
        ["Dinas A", "5.02.01 PENUNJANG", "Nilai SAKIP"],
        ["Dinas B", "5.02.01 PENUNJANG", "Nilai SAKIP"],
        ["Dinas A", "5.02.01 PENUNJANG", "Indeks kepuasan"],
    ]
    collector = reaped(
        book(tmp_path / "m.xlsx", rows),
        """
form: matrix
statements: true
unit: {name: OPD, kind: opd}
levels: [{name: Program, level: 2, coded: true}]
indicators: {name: Indikator}
""",
    )
    assert [row["id"] for row in collector.tables["objectives"]] == [
        "dinas-a/5.02.01",
        "dinas-b/5.02.01",
    ]
    assert column(collector, "objectives", "name") == ["PENUNJANG", "PENUNJANG"]
    assert column(collector, "indicators", "owner") == [("dinas-a",), ("dinas-b",), ("dinas-a",)]
    assert len(collector.tables["units"]) == 2


def test_without_statements_indicators_serve_those_of_the_statement_above(tmp_path: Path) -> None:
    rows = [
        ["Sasaran", "Program", "Indikator"],
        ["Jalan baik", "", "Persentase jalan baik"],
        ["", "Program A", "Ruas dipelihara"],
    ]
    collector = reaped(
        book(tmp_path / "m.xlsx", rows),
        "form: matrix\nstatements: false\n"
        "levels: [{name: Sasaran, level: 1}, {name: Program, level: 2}]\n"
        "indicators: {name: Indikator}\n",
    )
    assert collector.tables["objectives"] == []
    first, second = collector.tables["indicators"]
    assert (first["level"], second["level"]) == (1, 2)
    assert second["contributes_to"] == (first["id"],)


def test_missing_and_doubled_headings_are_told_together(tmp_path: Path) -> None:
    rows = [["Sasaran", "Indikator", "Indikator"], ["a", "b", "c"]]
    with pytest.raises(MatrixRefusedError) as refused:
        reaped(
            book(tmp_path / "m.xlsx", rows),
            "form: matrix\nlevels: [{name: Sasarann, level: 1}]\nindicators: {name: Indikator}\n",
        )
    told = [(one.code, one.column) for one in refused.value.problems]
    assert told == [("missing-heading", "Sasarann"), ("missing-heading", "Indikator")]
    assert "Sasaran" in refused.value.problems[0].message.id
    assert "B (Indikator), C (Indikator)" in refused.value.problems[1].message.id


def test_levels_that_go_up_again_begin_a_new_branch(tmp_path: Path) -> None:
    rows = [
        ["Tujuan", "Sasaran", "Program", "Indikator"],
        ["T", "S", "P", "a"],
        ["U", "", "P", "b"],
        ["T", "S", "P", "c"],
    ]
    collector = reaped(
        book(tmp_path / "m.xlsx", rows),
        "form: matrix\nindicators: {name: Indikator}\nlevels:\n"
        "  [{name: Tujuan, level: 0, prefix: T}, {name: Sasaran, level: 1, prefix: S},"
        " {name: Program, level: 2, prefix: P}]\n",
    )
    assert column(collector, "indicators", "objective") == ["T1.S1.P1", "T2.P1", "T1.S1.P1"]


def test_one_code_under_two_objectives_serves_both(tmp_path: Path) -> None:
    rows = [
        ["Sasaran", "Kode", "Program", "Indikator"],
        ["Jalan baik", "1.03.10", "Program Jalan", "Ruas dipelihara"],
        ["Jalan aman", "1.03.10", "Program  jalan", "Ruas dipelihara"],
        ["", "1.03.10", "Program Lain", "Rambu dipasang"],
    ]
    text = (
        "form: matrix\nindicators: {name: Indikator}\nlevels:\n"
        "  - {name: Sasaran, level: 1, prefix: S}\n"
        "  - {name: Program, level: 2, code: Kode}\n"
    )
    path = book(tmp_path / "m.xlsx", rows)
    collector = reaped(path, text)
    objectives = by_id(collector, "objectives")
    assert objectives["1.03.10"]["contributes_to"] == ("S1", "S2")
    assert objectives["1.03.10~2"]["name"] == "Program Lain"
    assert codes(collector) == [("same-id", "C4")]
    assert column(collector, "indicators", "objective") == ["1.03.10", "1.03.10~2"]
    alone = reaped(path, text + "statements: false\n")
    assert column(alone, "indicators", "contributes_to") == [None, None]


def test_every_field_names_its_cell(tmp_path: Path) -> None:
    rows = [
        ["OPD", "Sasaran", "Indikator", "Satuan", "2026", "PJ"],
        ["Dishub", "Jalan baik", "Persentase", "%", 90, "Bidang A"],
    ]
    collector = reaped(
        book(tmp_path / "m.xlsx", rows),
        "form: matrix\nunit: {name: OPD, kind: opd}\nowner: {column: PJ, unit: dishub}\n"
        "levels: [{name: Sasaran, level: 1, prefix: S}]\n"
        'indicators: {name: Indikator, measure_unit: Satuan, targets: "{year}"}\n',
    )
    assert codes(collector) == []
    assert {(one.table, one.id, one.heading): one.spot.cell for one in collector.origins} == {
        ("units", "dishub", "name"): "A2",
        ("units", "bidang-a", "name"): "F2",
        ("objectives", "dishub/S1", "name"): "B2",
        ("objectives", "dishub/S1", "owner"): "F2",
        ("indicators", "dishub/S1-I1", "name"): "C2",
        ("indicators", "dishub/S1-I1", "measure_unit"): "D2",
        ("indicators", "dishub/S1-I1", "owner"): "F2",
        ("values", "dishub/S1-I1 2026", "target"): "E2",
    }
