"""What the cells below the headings say of a column: numbers, codes, bullets, first words."""

from __future__ import annotations

from pathlib import Path

import pytest
from wide_matrices import Rows, book, by_id, column, left, reaped

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.guess_text import Proposal
from kinerja_graph.sources.wide.headings import is_column_numbers
from kinerja_graph.sources.wide.proposing import propose_imports
from kinerja_graph.sources.wide.roles import Role
from kinerja_graph.sources.wide.sheet_profile import yearly


def _roles(path: Path) -> tuple[Role, ...]:
    return next(propose_imports(path, Settings())).roles


def _proposed(path: Path) -> tuple[Proposal, str]:
    found = guess(path, None, Settings())
    return found, found.text("en")


@pytest.mark.parametrize(
    ("cells", "numbered"),
    [
        ([1, 2, 3], True),
        (["(1)", "(2)", "(3)"], True),
        ([1, 2, 3, "4=(3/2)"], True),
        ([11, 12, "13 = 9 + 10 + 11 + 12"], False),
        ([1, "2", "3 = 1 + 2", "4 = 3 / 2 x 100"], True),
        ([1, 2, "Jalan"], False),
        ([1, 2, "3 = jumlah"], False),
        ([1, 3, 5], False),
    ],
)
def test_a_row_of_column_numbers_may_hold_formulas(
    cells: list[str | int], *, numbered: bool
) -> None:
    assert is_column_numbers(dict(enumerate(cells))) is numbered


@pytest.mark.parametrize(
    ("path", "what"),
    [
        (("Realisasi Target Kinerja Tahun 2024",), "realisation"),
        (("Target Capaian Kinerja 2024",), "target"),
        (("Target dan Realisasi Kinerja 2024",), None),
        (("Target dan Realisasi Kinerja 2024", "Realisasi"), "realisation"),
        (("Realisasi s/d Tahun 2024",), None),
        (("Realisasi sampai dengan 2024", "K"), None),
        (("Tingkat Capaian 2024 (%)",), None),
        (("Target 2024", "%"), None),
        (("Target Kinerja dan Anggaran 2024", "K"), "target"),
        (("Target Kinerja dan Anggaran 2024", "Rp."), None),
        (("Target Kinerja dan Anggaran 2024",), None),
    ],
)
def test_the_first_word_says_what_a_year_holds(path: tuple[str, ...], what: str | None) -> None:
    assert yearly(path) == what


def test_bullets_beside_texts_under_one_heading_are_no_names(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator Kinerja", None, "Satuan", "Target 2026"],
        ["Jalan baik", "-", "Jalan mantap", "%", 80],
        [None, "-", "Jembatan mantap", "%", 85],
    ]
    path = book(tmp_path / "m.xlsx", rows, ["B1:C1"])
    _found, text = _proposed(path)
    assert "name: {letter: C}" in text
    assert "empty" not in text
    (role,) = (one for one in _roles(path) if one.what == "indicator")
    assert role.reason.en.startswith("its heading, and words in most of its cells")
    assert column(reaped(path, text), "indicators", "name") == ["Jalan mantap", "Jembatan mantap"]


def test_columns_of_codes_under_names_of_levels_are_a_code(tmp_path: Path) -> None:
    rows: Rows = [
        ["KODE", None, None, None, "NOMENKLATUR KABUPATEN/KOTA", "INDIKATOR", "SATUAN"],
        ["BIDANG", "PROGRAM", "KEGIATAN", "SUB KEGIATAN"],
        ["1.02", None, None, None, "KESEHATAN", None, None],
        ["1.02", "01", None, None, "PROGRAM PENUNJANG", None, None],
        ["1.02", "01", "2.01", None, "Perencanaan", None, None],
        ["1.02", "01", "2.01", "0001", "Dokumen", "Jumlah dokumen", "Dok"],
        ["1.02", "02", None, None, "PROGRAM KESEHATAN", None, None],
        ["1.02", "02", "2.01", None, "Perencanaan", None, None],
        ["1.02", "02", "2.01", "0001", "Dokumen", "Jumlah dokumen", "Dok"],
    ]
    path = book(tmp_path / "m.xlsx", rows, ["A1:D1", "E1:E2", "F1:F2", "G1:G2"])
    _found, text = _proposed(path)
    assert "form: codes" in text
    assert "depths: {3: 2, 5: 3, 6: 4}" in text
    objectives = by_id(reaped(path, text), "objectives")
    assert {id_: row.get("contributes_to") for id_, row in objectives.items()} == {
        "1.02.01": None,
        "1.02.01.2.01": ("1.02.01",),
        "1.02.01.2.01.0001": ("1.02.01.2.01",),
        "1.02.02": None,
        "1.02.02.2.01": ("1.02.02",),
        "1.02.02.2.01.0001": ("1.02.02.2.01",),
    }


def test_programmes_by_their_first_word_say_which_depths_there_are(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kode", "Program/Kegiatan", "Indikator", "Target 2026"],
        ["1", "Urusan wajib", None, None],
        ["1.20", "Bidang otonomi", None, None],
        ["1.20.03.53", "Program pelayanan", None, None],
        ["1.20.03.53.04", "Penyelenggaraan", "Surat", 4],
        ["1.20.03.59", "Program pelaporan", None, None],
        ["1.20.03.59.04", "Penyusunan", "Laporan", 2],
    ]
    path = book(tmp_path / "m.xlsx", rows)
    _found, text = _proposed(path)
    assert "depths: {4: 2, 5: 3}" in text
    assert len(reaped(path, text).tables["objectives"]) == 4


def test_of_two_columns_for_one_year_neither_is_taken(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Target Renstra 2026", "Target Renja 2026", "Target Awal 2025"],
        ["Jalan baik", "Jalan mantap", 80, 78, 70],
    ]
    path = book(tmp_path / "m.xlsx", rows)
    found, text = _proposed(path)
    assert column(reaped(path, text), "values", "year") == [2025]
    (told,) = [doubt.en for doubt in found.doubts if "hold values of 2026" in doubt.en]
    assert "C (Target Renstra 2026); D (Target Renja 2026)" in told
    assert "targets: {2026: {letter: C}}" in told


def test_the_year_beside_its_quarters_is_the_target(tmp_path: Path) -> None:
    rows: Rows = [
        ["RENCANA AKSI TAHUN 2026"],
        ["Sasaran", "Indikator", "Target Kinerja", None, None, "Realisasi", None],
        [None, None, "TW I", "TW II", "Setahun", "TW I", "Setahun"],
        ["Jalan baik", "Jalan mantap", 20, 40, 80, 19, 19],
    ]
    path = book(tmp_path / "m.xlsx", rows, ["A2:A3", "B2:B3", "C2:E2", "F2:G2"])
    collector = reaped(path, _proposed(path)[1])
    whole = [row for row in collector.tables["values"] if "period" not in row]
    assert [(row["year"], row["target"]) for row in whole] == [(2026, 80)]


def test_levels_told_by_first_words_with_sums_of_groups_and_a_line_of_the_office(
    tmp_path: Path,
) -> None:
    rows: Rows = [
        ["No", "Sasaran", "Urusan/Program/Kegiatan", "Indikator", "Satuan", "Kinerja Tahun 2026"],
        [1, 2, 3, 4, 5, "6 = 4 / 5", "7"],
        [None, None, None, None, None, "K", "Rp."],
        [None, "Perangkat Daerah : Dinas Jalan"],
        [1, None, "UNSUR PENUNJANG", None, None, 100, 9_000_000],
        [2, "Jalan baik", "Program Jalan", "Jalan mantap", "%", 80, 5_000_000],
        [3, None, "Pemeliharaan", "Ruas dipelihara", "Ruas", 12, 4_000_000],
        [4, "Layanan cepat", "Administrasi", "Surat dijawab", "%", 90, 3_000_000],
        [5, None, "Pembangunan", "Ruas dibangun", "Ruas", 3, 2_000_000],
        [6, None, "KEUANGAN", None, None, 100, 1_000_000],
        [7, None, "Program Jembatan", "Jembatan mantap", "%", 70, 1_000_000],
        [8, None, "Inspeksi", "Jembatan diperiksa", "Unit", 5, 1_000_000],
    ]
    rows[0] = [*rows[0][:5], "Target Kinerja dan Anggaran 2026", None]
    merges = ["A2:A3", "B2:B3", "F1:G1"]
    path = book(tmp_path / "m.xlsx", rows, merges)
    _found, text = _proposed(path)
    assert "headings: 1-3" in text
    assert "rows: 5-12" in text
    assert "level: 3, begins: {Program: 2}, prefix: P}" in text
    collector = reaped(path, text)
    objectives = by_id(collector, "objectives")
    named = {id_: row["name"] for id_, row in objectives.items()}
    assert {
        row["name"]: (row["level"], [named[one] for one in row.get("contributes_to", ())])
        for row in objectives.values()
    } == {
        "Jalan baik": (1, []),
        "Program Jalan": (2, ["Jalan baik"]),
        "Pemeliharaan": (3, ["Program Jalan"]),
        "Layanan cepat": (1, []),
        "Administrasi": (3, ["Program Jalan"]),
        "Pembangunan": (3, ["Program Jalan"]),
        "Program Jembatan": (2, ["Layanan cepat"]),
        "Inspeksi": (3, ["Program Jembatan"]),
    }
    assert column(collector, "values", "target") == [80, 12, 90, 3, 70, 5]
    assert left(collector)["group"] == [
        "A5", "C5", "F5", "G5", "A10", "C10", "F10", "G10",
    ]  # fmt: skip
    (role,) = (one for one in _roles(path) if "first words of its names" in one.reason.en)
    assert (role.what, role.certainty) == ("statement", "likely")


def test_the_first_words_of_a_map_are_checked(tmp_path: Path) -> None:
    text = "form: matrix\nlevels: [{name: Program, level: 3, begins: %s}]\n"
    path = book(tmp_path / "m.xlsx", [["Program"], ["Program Jalan"], ["Ruas"]])
    with pytest.raises(UsageError, match="begins"):
        reaped(path, text % "[Program]")
    collector = reaped(path, text % "{Program: 2}")
    assert column(collector, "objectives", "level") == [2, 3]
    assert column(collector, "objectives", "contributes_to")[1] is not None


NUMBERS_OF_TWO_WAYS: Rows = [
    ["Sasaran", "Indikator", "Satuan", "Kondisi Awal", "Target 2026", "Target 2027", "Anggaran"],
    ["Ekonomi tumbuh", "Nilai investasi", "Juta", 1, "120.500", "120.750", "1,5"],
    ["Gizi membaik", "Prevalensi stunting", "%", "{proof}", "{contrary}", 11, "1,5"],
]


def _of_two_ways(path: Path, proof: str, contrary: str = "") -> tuple[Proposal, str]:
    texts = {"{proof}": proof, "{contrary}": contrary or None}
    rows = [[texts.get(str(cell), cell) for cell in row] for row in NUMBERS_OF_TWO_WAYS]
    return _proposed(book(path, rows))


@pytest.mark.parametrize(
    ("proof", "sign", "target"),
    [
        ("12,5", "comma", 120500),
        ("1.250.000", "comma", 120500),
        ("12,5 - 13", "comma", 120500),
        ("1. 12,5\n2. 13", "comma", 120500),
        ("12.5 %", "dot", 120.5),
    ],
)
def test_a_cell_of_values_proves_the_decimal_sign(
    tmp_path: Path, proof: str, sign: str, target: float
) -> None:
    found, text = _of_two_ways(tmp_path / "m.xlsx", proof)
    assert f"\ndecimal: {sign}  # as D3 shows: " in text
    (told,) = [doubt for doubt in found.doubts if "can be read in two ways" in doubt.en]
    assert "(such cells: 2)" in told.en
    assert "D3" in told.id
    assert column(reaped(tmp_path / "m.xlsx", text), "values", "target")[0] == target


@pytest.mark.parametrize(
    ("proof", "contrary"),
    [("12,5", "12.5"), ("1.250", "1,250"), ("12,5 - 12.7", ""), ("Pasal 12,5 ayat 2", "")],
)
def test_the_decimal_sign_is_asked_for_where_cells_differ_or_prove_none(
    tmp_path: Path, proof: str, contrary: str
) -> None:
    found, text = _of_two_ways(tmp_path / "m.xlsx", proof, contrary)
    assert "\n# decimal: comma\n" in text
    assert any("write decimal: comma or dot" in doubt.en for doubt in found.doubts)


def test_a_decimal_sign_is_proven_far_down_too(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["Sasaran", "Indikator", "Target 2026"],
        ["Ekonomi tumbuh", "Nilai", "120.500"],
    ]
    rows += [[None, f"Angka {number}", "12,5"] for number in range(2_100)]
    path = book(tmp_path / "m.xlsx", rows)
    assert "\ndecimal: comma  # as C3 shows" in _proposed(path)[1]
    path = book(tmp_path / "n.xlsx", [*rows, [None, "Angka lain", "12.5"]])
    assert "\n# decimal: comma\n" in _proposed(path)[1]
