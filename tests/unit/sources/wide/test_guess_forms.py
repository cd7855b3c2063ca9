"""Forms as governments fill them in: the proposal says what it understood, and is right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from wide_matrices import Rows, book, by_id, codes, column, left, reaped

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.plan_reading import read_map

# The form T-C.27 of a Renstra: three rows of headings, one column for programmes and activities.
PLAN_HEADS: Rows = [
    ["Tabel T-C.27", None, None, None, None, None, None, None, None],
    [
        "Tujuan", "Sasaran", "Kode", "Program dan Kegiatan",
        "Indikator Kinerja Tujuan, Sasaran, Program (outcome) dan Kegiatan (output)",
        "Data Capaian pada Tahun Awal Perencanaan (2025)", "Target Kinerja dan Pendanaan", None,
        None, None, "Unit Kerja Perangkat Daerah Penanggung Jawab",
    ],
    [None] * 6 + ["Tahun 2026", None, "Tahun 2027", None],
    [None] * 6 + ["target", "Rp", "target", "Rp"],
    [f"({number})" for number in range(1, 12)],
]  # fmt: skip
PLAN: Rows = [
    *PLAN_HEADS,
    ["Jalan baik", None, None, None, "Indeks jalan", "71,5", "73,5", None, 75, None, "Dinas PU"],
    [None, "Jalan mantap", None, None, "Mantap", "68,2%", "70%", None, "73%", None, "Dinas PU"],
    [
        None, None, "1.03.10", "Program Jalan", "1. Jalan baik\n2. Jembatan baik", "60\n81",
        "62\n82", "Rp 12.500.000", "63\n83", "Rp 13.000.000", "Bidang Bina Marga",
    ],
    [
        None, None, "1.03.10.2.01", "Penyelenggaraan Jalan", "Panjang jalan", "-",
        "12 km", 5_000_000, "14,5 km", 5_000_000, "Bidang Bina Marga",
    ],
    [
        None, None, "1.03.10.2.01.0005", "Rehabilitasi Jalan", "Jalan direhabilitasi", 0,
        "8 km", 3_000_000, "9 km", 3_000_000, "Seksi Pemeliharaan",
    ],
    [None, None, "1.03", "Urusan Pekerjaan Umum", "Bukan jenjang", None, 1],
    [
        "Tujuan", "Sasaran", "Kode", "Program dan Kegiatan",
    ],
    [None, None, None, "JUMLAH", None, None, None, 20_500_000, None, 21_000_000, None],
    [],
    ["*) Angka sementara"],
    ["Sumber: Dinas PU"],
]  # fmt: skip
PLAN_MERGES = ["G2:J2", "G3:H3", "I3:J3", "A2:A4", "B2:B4", "C2:C4", "D2:D4", "E2:E4", "F2:F4"]


def test_one_column_of_several_levels_is_told_apart_by_its_codes(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", PLAN, PLAN_MERGES)
    proposal = guess(path, None, Settings())
    text = proposal.text("en")
    assert "code: Kode, depths: {3: 2, 5: 3, 6: 4}" in text
    assert [heading.rpartition(" > ")[2] for _, heading in proposal.unknown_columns] == ["Rp", "Rp"]
    assert any("codes of 2 parts too" in doubt.en for doubt in proposal.doubts)
    assert "rows: 5-14  # from row 15 on there is no indicator any more: *) Angka" in text
    collector = reaped(path, text)
    assert codes(collector) == [("left-out", "C11")]
    assert {id_: row["level"] for id_, row in by_id(collector, "objectives").items()} == {
        "T1": 1, "T1.S1": 1, "1.03.10": 2, "1.03.10.2.01": 3, "1.03.10.2.01.0005": 4,
    }  # fmt: skip
    assert column(collector, "objectives", "contributes_to") == [
        None, ("T1",), ("T1.S1",), ("1.03.10",), ("1.03.10.2.01",),
    ]  # fmt: skip
    assert column(collector, "indicators", "baseline") == [71.5, 68.2, 60.0, 81.0, None, 0.0]
    assert column(collector, "values", "target") == [
        73.5, 75.0, 70.0, 73.0, 62.0, 63.0, 82.0, 83.0, 12.0, 14.5, 8.0, 9.0,
    ]  # fmt: skip
    out = left(collector)
    assert out["depth"] == ["C11", "D11", "E11", "G11"]
    assert out["headings"] == ["A12", "B12", "C12", "D12"]
    assert out["outside"] == ["A15", "A16"]
    assert out["skip"] == ["D13", "H13", "J13"]
    assert out["empty"] == ["F9"]


def test_a_form_for_one_year_takes_it_from_its_title_and_says_so(tmp_path: Path) -> None:
    rows = [
        [None, "PERJANJIAN KINERJA TAHUN 2026"],
        [None, "Nama Perangkat Daerah", ": Dinas Kesehatan"],
        [],
        ["No.", "Sasaran Strategis", "Indikator Kinerja", "Target", "Satuan"],
        [1, "Kematian ibu turun", "a. Angka kematian ibu\nb. Angka kematian bayi", "a. 95\nb. 8,5"],
        [2, "Stunting turun", "Prevalensi stunting", "14 %", "%"],
        [],
        ["No.", "Program", "Anggaran", "Keterangan"],
        [1, "Program Kesehatan", "Rp 45.000.000", "APBD"],
    ]
    path = book(tmp_path / "pk.xlsx", rows)
    proposal = guess(path, None, Settings())
    text = proposal.text("id")
    assert "targets: {2026: Target}" in text
    assert any("2026 diambil dari B1" in doubt.id for doubt in proposal.doubts)
    assert "rows: 5-7  # di baris 8 mulai tabel lain: No. | Program | Anggaran" in text
    collector = reaped(path, text)
    assert column(collector, "objectives", "name") == ["Kematian ibu turun", "Stunting turun"]
    assert column(collector, "values", "target") == [95.0, 8.5, 14.0]
    assert column(collector, "values", "year") == [2026, 2026, 2026]


def test_targets_without_any_year_are_left_to_the_person(tmp_path: Path) -> None:
    rows = [["Sasaran", "Indikator", "Target"], ["Jalan baik", "Jalan mantap", 80]]
    proposal = guess(book(tmp_path / "m.xlsx", rows), None, Settings())
    assert "# targets: {2026: Target}" in proposal.text("id")
    assert proposal.unknown_columns == [("C", "Target")]
    assert any("kolom C tidak menyebut tahun" in note.id for note in proposal.notes)


def test_a_yearly_column_of_money_is_no_target(tmp_path: Path) -> None:
    rows = [
        ["Sasaran", "Indikator", "Pagu", None, "Target", None],
        [None, None, 2026, 2027, 2026, 2027],
        ["Jalan baik", "Jalan mantap", 5_000, 6_000, 80, 85],
    ]
    path = book(tmp_path / "m.xlsx", rows, ["C1:D1", "E1:F1"])
    proposal = guess(path, None, Settings())
    assert [letter for letter, _ in proposal.unknown_columns] == ["C", "D"]
    assert column(reaped(path, proposal.text("id")), "values", "target") == [80.0, 85.0]


def test_each_level_may_have_indicators_of_its_own(tmp_path: Path) -> None:
    heads = [
        "Sasaran RPJMD", "Indikator Sasaran RPJMD", "Satuan", "Target", None,
        "Sasaran Strategis OPD", "Indikator Sasaran Strategis", "Satuan", "Target", None,
        "Penanggung Jawab",
    ]  # fmt: skip
    years = [None, None, None, 2026, 2027, None, None, None, 2026, 2027, None]
    rows = [
        heads,
        years,
        ["Lancar", "Indeks", "poin", 70, 75, "Angkutan baik", "Laik jalan", "%", 80, 85, "Dishub"],
        [None, None, None, None, None, "Jalan baik", "Mantap", "%", 60, 65, "Dinas PU"],
    ]
    path = book(tmp_path / "m.xlsx", rows, ["D1:E1", "I1:J1", "A1:A2", "F1:F2", "K1:K2"])
    text = guess(path, None, Settings()).text("id")
    collector = reaped(path, text)
    assert codes(collector) == []
    assert column(collector, "indicators", "objective") == ["S1", "S1.S1", "S1.S2"]
    assert column(collector, "indicators", "measure_unit") == ["poin", "%", "%"]
    assert column(collector, "indicators", "owner") == [None, ("dishub",), ("dinas-pu",)]
    assert column(collector, "objectives", "level") == [0, 1, 1]
    assert column(collector, "values", "target") == [70.0, 75.0, 80.0, 85.0, 60.0, 65.0]


def test_sheets_with_the_same_headings_become_one_plan(tmp_path: Path) -> None:
    heads = ["Sasaran RPJMD", "Indikator Sasaran RPJMD", "Sasaran OPD", "Indikator Sasaran", 2026]
    made = openpyxl.Workbook()
    for title, names in {"PU": ("Jalan baik", "Mantap"), "Dishub": ("Tertib", "Laik")}.items():
        page = made.create_sheet(title)
        page.append(heads)
        page.append(["Lancar", "Indeks", *names, 80])
    made["Sheet"].title = "Sampul"
    made.save(path := tmp_path / "m.xlsx")
    proposal = guess(path, None, Settings())
    text = proposal.text("id")
    assert "sheet: [PU, Dishub]" in text
    assert any("3 lembar" in doubt.id and "Sampul" in doubt.id for doubt in proposal.doubts)
    collector = reaped(path, text)
    assert codes(collector) == []
    assert [(row["id"], row.get("owner"), row.get("contributes_to"), row["source"])
            for row in collector.tables["objectives"]] == [
        ("S1", None, None, "m.xlsx!PU!A2"),
        ("S1.S1", ("pu",), ("S1",), "m.xlsx!PU!C2"),
        ("S1.S2", ("dishub",), ("S1",), "m.xlsx!Dishub!C2"),
    ]  # fmt: skip
    assert column(collector, "indicators", "name") == ["Indeks", "Mantap", "Laik"]
    assert column(collector, "indicators", "owner") == [None, ("pu",), ("dishub",)]
    assert column(collector, "values", "target") == [80.0, 80.0]
    assert left(collector) == {}


def test_sheets_that_are_not_read_along_are_named_with_what_to_do(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for title, heads in {
        "PU": ["Sasaran", "Program", "Indikator"],
        "IKU": ["Indikator", "Satuan"],
    }.items():
        page = made.create_sheet(title)
        page.append(heads)
        page.append(["Jalan baik", "Panjang jalan", "km"][: len(heads)])
    made["Sheet"].title = "Sampul"
    made.save(path := tmp_path / "m.xlsx")
    doubts = [doubt.en for doubt in guess(path, None, Settings()).doubts]
    assert any(
        'not read along: IKU (A1 says "Indikator", not "Sasaran"). To import one of them' in doubt
        for doubt in doubts
    )


def sheets(path: Path, rows: Mapping[str, Rows]) -> Path:
    """A workbook of several sheets."""
    made = openpyxl.Workbook()
    for title, table in rows.items():
        page = made.create_sheet(title)
        for row in table:
            page.append(list(row))
    del made["Sheet"]
    made.save(path)
    return path


HEADS = ["Sasaran", "Indikator Sasaran", "Satuan", 2026]


def test_equal_headings_in_different_rows_are_read_where_each_sheet_has_them(
    tmp_path: Path,
) -> None:
    tables: Mapping[str, Rows] = {
        "PU": [["FORMULIR"], HEADS, ["Jalan baik", "Mantap", "%", 80]],
        "Dishub": [
            ["FORMULIR"], ["Dinas Perhubungan"], [None], ["sasaran", *HEADS[1:]],
            ["Tertib", "Laik", "%", 70], ["Lancar", "Kecepatan", "km", 40],
        ],
    }  # fmt: skip
    path = sheets(tmp_path / "m.xlsx", tables)
    proposal = guess(path, None, Settings())
    text = proposal.text("en")
    assert "sheet: [PU, Dishub]" in text
    assert "headings: {PU: 2, Dishub: 4}" in text
    assert any("in different rows" in doubt.en for doubt in proposal.doubts)
    collector = reaped(path, text)
    assert [(row["name"], row["owner"], row["source"]) for row in collector.tables["objectives"]] \
        == [
        ("Jalan baik", ("pu",), "m.xlsx!PU!A3"),
        ("Tertib", ("dishub",), "m.xlsx!Dishub!A5"),
        ("Lancar", ("dishub",), "m.xlsx!Dishub!A6"),
    ]  # fmt: skip
    assert column(collector, "values", "target") == [80.0, 70.0, 40.0]


def test_a_sheet_whose_rows_begin_lower_is_named_and_not_read(tmp_path: Path) -> None:
    tables: Mapping[str, Rows] = {
        "PU": [HEADS, ["Jalan baik", "Mantap", "%", 80]],
        "Dishub": [["FORMULIR"], HEADS, ["Perangkat Daerah: Dishub"], ["Tertib", "Laik", "%", 70]],
    }
    proposal = guess(sheets(tmp_path / "m.xlsx", tables), None, Settings())
    assert "sheet: PU\n" in proposal.text("en")
    assert any("Dishub (its rows begin in row 4" in doubt.en for doubt in proposal.doubts)


def test_the_last_row_of_the_longest_sheet_is_read(tmp_path: Path) -> None:
    office = ["Perangkat Daerah: X"]
    tables: Mapping[str, Rows] = {
        "PU": [HEADS, office, ["Jalan baik", "Mantap", "%", 80]],
        "Dishub": [HEADS, office, ["Tertib", "Laik", "%", 70], ["Lancar", "Cepat", "km", 40]],
    }
    path = sheets(tmp_path / "m.xlsx", tables)
    collector = reaped(path, guess(path, None, Settings()).text("en"))
    assert column(collector, "objectives", "name") == ["Jalan baik", "Tertib", "Lancar"]


@pytest.mark.parametrize("wrong", ["{PU: 1}", "{PU: 1, Dishub: 1, Lain: 1}", "{PU: x, Dishub: 1}"])
def test_headings_are_named_for_each_sheet_of_the_map(wrong: str) -> None:
    text = (
        f"form: matrix\nsheet: [PU, Dishub]\nheadings: {wrong}\n"
        "levels: [{name: Sasaran, level: 1}]\n"
    )
    with pytest.raises(UsageError, match=r"line 3"):
        read_map(parse_items(text, "peta.yaml"))


def test_names_codes_and_values_may_stand_under_upper_headings(tmp_path: Path) -> None:
    rows = [
        ["No", "Sasaran Program", None, "Indikator Kinerja", None, None, None, "PD Pengampu"],
        [None, "Kode", "Uraian", "Uraian", "Satuan", "Baseline 2025", "2026", None],
        [1, "P1", "Jalan terpelihara", "Jalan mantap", "%", 60, 65, "Dinas PU"],
        [2, "P2", "Jembatan kokoh", "Jembatan kokoh", "%", 70, 75, "Dinas PU"],
    ]
    path = book(tmp_path / "m.xlsx", rows, ["B1:C1", "D1:G1"])
    proposal = guess(path, None, Settings())
    assert proposal.unknown_columns == [("A", "No")]
    collector = reaped(path, proposal.text("id"))
    assert {id_: row["level"] for id_, row in by_id(collector, "objectives").items()} == {
        "P1": 2, "P2": 2,
    }  # fmt: skip
    assert column(collector, "indicators", "name") == ["Jalan mantap", "Jembatan kokoh"]
    assert column(collector, "indicators", "baseline") == [60.0, 70.0]
    assert column(collector, "indicators", "owner") == [("dinas-pu",), ("dinas-pu",)]
    assert column(collector, "values", "target") == [65.0, 75.0]


def test_parts_of_the_same_name_in_two_agencies_are_two(tmp_path: Path) -> None:
    rows = [
        ["Perangkat Daerah", "Sasaran", "Indikator", "Bidang"],
        ["Dinas PU", "Jalan baik", "Mantap", "Sekretariat"],
        ["Dinas PU", "Jembatan baik", "Kokoh", "Bidang Jembatan; Dinas PU"],
        ["Dishub", "Tertib", "Laik", "Sekretariat"],
    ]
    text = (
        "form: matrix\nunit: {name: Perangkat Daerah, kind: opd}\n"
        'owner: {column: Bidang, kind: unit, split: [";"]}\n'
        "levels: [{name: Sasaran, level: 1}]\nindicators: {name: Indikator}\n"
    )
    collector = reaped(book(tmp_path / "m.xlsx", rows), text)
    assert [(row["id"], row.get("parent")) for row in collector.tables["units"]] == [
        ("dinas-pu", None),
        ("dinas-pu/sekretariat", "dinas-pu"),
        ("dinas-pu/bidang-jembatan", "dinas-pu"),
        ("dishub", None),
        ("dishub/sekretariat", "dishub"),
    ]
    assert column(collector, "indicators", "owner") == [
        ("dinas-pu/sekretariat",),
        ("dinas-pu/bidang-jembatan", "dinas-pu"),
        ("dishub/sekretariat",),
    ]


def test_a_note_that_became_a_statement_is_told(tmp_path: Path) -> None:
    rows = [
        ["Sasaran", "Kegiatan", "Indikator"],
        ["Jalan baik", None, "Mantap"],
        [None, "Pemeliharaan", None],
        ["*) Angka sementara", None, None],
    ]
    text = (
        "form: matrix\nlevels: [{name: Sasaran, level: 1}, {name: Kegiatan, level: 3}]\n"
        "indicators: {name: Indikator}\n"
    )
    collector = reaped(book(tmp_path / "m.xlsx", rows), text)
    assert [(one.code, one.row, one.severity) for one in collector.problems] == [
        ("alone", 3, "warning"), ("alone", 4, "warning"),
    ]  # fmt: skip
    only = reaped(book(tmp_path / "list.xlsx", [["Sasaran"], ["A"], ["B"]]), text.split("ind", 1)[0]
                  .replace(", {name: Kegiatan, level: 3}", ""))  # fmt: skip
    assert codes(only) == []


def test_a_heading_missing_in_one_of_several_sheets_is_told_with_its_sheet(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["Sasaran", "Indikator"])  # type: ignore[union-attr]
    made.active.append(["Jalan baik", "Mantap"])  # type: ignore[union-attr]
    made.create_sheet("PU").append(["Sasaran", "Ukuran"])
    made["PU"].append(["Jalan baik", "Mantap"])
    made.save(path := tmp_path / "m.xlsx")
    text = (
        "form: matrix\nsheet: [Sheet, PU]\nlevels: [{name: Sasaran, level: 1}]\n"
        "indicators: {name: Indikator}\n"
    )
    with pytest.raises(MatrixRefusedError) as refused:
        reaped(path, text)
    assert [(one.sheet, one.column) for one in refused.value.problems] == [("PU", "Indikator")]


def test_a_letter_written_as_a_heading_is_told_how_to_be_written(tmp_path: Path) -> None:
    rows = [["Sasaran", "Indikator", "Target"], ["Jalan baik", "Jalan mantap", 80]]
    text = (
        "form: matrix\nlevels: [{name: Sasaran, level: 1}]\n"
        "indicators: {name: Indikator, targets: {2026: C}}\n"
    )
    with pytest.raises(MatrixRefusedError) as refused:
        reaped(book(tmp_path / "m.xlsx", rows), text)
    assert "{letter: C}" in refused.value.problems[0].remedy.id


def test_columns_of_outcomes_or_of_numbered_levels_are_levels(tmp_path: Path) -> None:
    heads = ["Final Outcome", "Intermediate Outcome", "Immediate Outcome", "Output", "Indikator"]
    body: Rows = [
        ["Warga sehat", None, None, None, "Usia harapan hidup"],
        [None, "Ibu selamat", None, None, "Angka kematian ibu"],
        [None, None, "Ibu terlayani", None, "K4"],
        [None, None, None, "Bidan dilatih", "Jumlah bidan"],
    ]
    numbered = ["Level 1", "Level 2", "Level 3", "Level 4 (Pelaksana)", "Indikator"]
    upper = [["Ultimate Outcome", *heads], *[[None, *row] for row in body]]
    for rows, levels in (
        ([heads, *body], [1, 2, 3, 4]),
        ([numbered, *body], [1, 2, 3, 4]),
        ([*upper[:1], ["Daerah sehat"], *upper[1:]], [0, 1, 2, 3, 4]),
    ):
        path = book(tmp_path / "m.xlsx", rows)
        proposal = guess(path, None, Settings())
        collector = reaped(path, proposal.text("en"))
        assert column(collector, "objectives", "level") == levels
        assert len([row for row in collector.tables["objectives"] if "contributes_to" in row]) == (
            len(levels) - 1
        )
        assert proposal.unknown_columns == []


def test_an_output_without_outcomes_is_no_level(tmp_path: Path) -> None:
    rows = [["Sasaran", "Output", "Indikator"], ["Jalan baik", "Dokumen", "Jalan mantap"]]
    assert guess(book(tmp_path / "m.xlsx", rows), None, Settings()).unknown_columns == [
        ("B", "Output")
    ]
