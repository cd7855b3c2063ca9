"""Rows and columns that look like records of a plan, or like none, and are the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from wide_matrices import Rows, book, column, left, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.proposing import ImportProposal, propose_imports


def _proposed(path: Path) -> ImportProposal:
    return next(propose_imports(path, Settings()))


def _names(found: ImportProposal, table: str = "objectives") -> list[Any]:
    names: list[Any] = column(found.imported.collector, table, "name")
    return names


def _doubts(found: ImportProposal) -> str:
    return "\n".join(one.en for one in found.proposal.doubts)


@pytest.mark.parametrize("targets", [["Target 2026"], []])
def test_a_text_merged_over_the_columns_of_a_row_is_no_record(
    tmp_path: Path, targets: list[str]
) -> None:
    values = [80] * len(targets)
    rows: Rows = [
        ["No", "Sasaran", "Indikator", "Satuan", *targets],
        ["DINAS KESEHATAN"],
        [1, "Penduduk sehat", "Angka harapan hidup", "Tahun", *values],
        [2, "Gizi membaik", "Prevalensi stunting", "%", *values],
        ["DINAS PENDIDIKAN"],
        [1, "Pendidikan bermutu", "Rata-rata lama sekolah", "Tahun", *values],
    ]
    last = "E" if targets else "D"
    path = book(tmp_path / "m.xlsx", rows, [f"A2:{last}2", f"A5:{last}5"])
    found = _proposed(path)
    assert _names(found) == ["Penduduk sehat", "Gizi membaik", "Pendidikan bermutu"]
    assert "DINAS KESEHATAN" not in _names(found, "indicators")
    assert left(found.imported.collector)["heading"] == ["A2", "A5"]
    assert "A2 (DINAS KESEHATAN), A5 (DINAS PENDIDIKAN)" in _doubts(found)


def test_a_text_merged_from_the_column_of_a_level_on_is_of_that_level(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Satuan", "Target 2026"],
        ["Penduduk sehat"],
        [None, "Angka harapan hidup", "Tahun", 71],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows, ["A2:D2"]))
    assert _names(found) == ["Penduduk sehat"]
    assert column(found.imported.collector, "indicators", "objective") == ["S1"]


def test_a_statement_on_which_nothing_hangs_is_a_doubt(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Target 2026", "OPD"],
        ["Penduduk sehat", "Angka harapan hidup", 71, "Dinas Kesehatan"],
        ["Pendidikan bermutu", "Rata-rata lama sekolah", 9, "Dinas Pendidikan"],
    ]
    sure = _proposed(book(tmp_path / "sure.xlsx", rows))
    assert not sure.is_doubtful, _doubts(sure)
    noted = _proposed(book(tmp_path / "m.xlsx", [*rows, ["Sumber data: DPA 2026"]]))
    assert noted.is_doubtful


@pytest.mark.parametrize("number", ["NIP. 19700101 199903 1 001", "Nip 197001011999031001"])
def test_a_signature_right_below_the_last_row_is_no_record(tmp_path: Path, number: str) -> None:
    rows: Rows = [
        ["No", "Sasaran", "Indikator", "Target 2026"],
        [1, "Penduduk sehat", "Angka harapan hidup", 71],
        [2, "Gizi membaik", "Prevalensi stunting", 14],
        [None, "Wali Kota Contoh,", "Kepala Dinas,"],
        [None, "Ani", "Budi"],
        [None, None, number],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert _names(found) == ["Penduduk sehat", "Gizi membaik"]
    assert len(_names(found, "indicators")) == 2


def test_last_rows_without_a_value_or_unit_are_a_doubt(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Satuan", "Target 2026"],
        ["Penduduk sehat", "Angka harapan hidup", "Tahun", 71],
        ["Gizi membaik", "Prevalensi stunting", "%", 14],
        ["Data tetap", "Angka sementara"],
        ["Sumber data", "Badan Pusat Statistik"],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert "B4, B5" in _doubts(found)


def test_labels_beside_texts_under_one_heading_are_no_names(tmp_path: Path) -> None:
    rows: Rows = [
        ["Tujuan", None, "Sasaran", None, "Indikator", "Satuan", "Target 2026"],
        ["T1", "Manusia maju", "S1.1", "Penduduk sehat", "Angka harapan hidup", "Tahun", 71],
        [None, None, "S1.2", "Pendidikan bermutu", "Rata-rata lama sekolah", "Tahun", 9],
        ["T2", "Ekonomi tumbuh", "S2.1", "Investasi naik", "Nilai investasi", "Rp", 100],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows, ["A1:B1", "C1:D1"]))
    assert _names(found) == [
        "Manusia maju", "Penduduk sehat", "Pendidikan bermutu", "Ekonomi tumbuh", "Investasi naik",
    ]  # fmt: skip


def test_programmes_in_a_column_of_activities_stand_above_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["No", "Kegiatan", "Indikator", "Satuan", "Target 2026"],
        ["A", "PROGRAM PELAYANAN", "Persentase layanan", "%", 80],
        [1, "Penyediaan jasa", "Jumlah jasa", "Jasa", 5],
        [2, "Pengadaan alat", "Jumlah alat", "Unit", 6],
        ["B", "PROGRAM PENGAWASAN", "Persentase pengawasan", "%", 70],
        [1, "Inspeksi", "Jumlah inspeksi", "Kali", 9],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    levels = column(found.imported.collector, "objectives", "level")
    assert levels == [2, 3, 3, 2, 3]
    assert [
        bool(one) for one in column(found.imported.collector, "objectives", "contributes_to")
    ] == [False, True, True, False, True]


def test_statements_of_echelons_have_the_levels_of_their_posts(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran Eselon II", "Indikator", "Sasaran Eselon III", "Indikator",
         "Sasaran Eselon IV", "Indikator"],
        ["Layanan digital", "Indeks SPBE", "Aplikasi terpadu", "Jumlah aplikasi terpadu",
         "Aplikasi dibuat", "Jumlah aplikasi"],
    ]  # fmt: skip
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert column(found.imported.collector, "objectives", "level") == [1, 2, 3]


@pytest.mark.parametrize("heading", ["Eselon III", "Mendukung Sasaran RPJMD", "Misi"])
def test_a_column_left_out_that_may_hold_statements_is_a_doubt(
    tmp_path: Path, heading: str
) -> None:
    rows: Rows = [
        ["No", heading, "Indikator", "Satuan", "Target 2026", "OPD"],
        [1, "Penduduk hidup sehat", "Angka harapan hidup", "Tahun", 71, "Dinas Kesehatan"],
        [2, "Gizi anak membaik", "Prevalensi stunting", "%", 14, "Dinas Kesehatan"],
    ]
    path = book(tmp_path / "m.xlsx", [["IKU Dinas Kesehatan"], *rows])
    assert "B (" + heading + ")" in _doubts(_proposed(path))


NUMERIC: Rows = [
    [1, "Program Satu", "Persentase satu", "%", 80, "Dinas Kesehatan"],
    [1.1, "Kegiatan satu", "Jumlah satu", "Unit", 8, "Dinas Kesehatan"],
    [1.2, "Kegiatan dua", "Jumlah dua", "Unit", 9, "Dinas Kesehatan"],
    [1.1, "Kegiatan sepuluh", "Jumlah sepuluh", "Unit", 7, "Dinas Kesehatan"],
]


def test_rows_of_one_numeric_code_with_two_names_are_refused(tmp_path: Path) -> None:
    rows = [["Kode", "Uraian", "Indikator", "Satuan", "Target 2026", "OPD"], *NUMERIC]
    with pytest.raises(MatrixRefusedError) as refused:
        _proposed(book(tmp_path / "m.xlsx", rows))
    (problem,) = refused.value.problems
    assert (problem.code, problem.column, problem.row) == ("merged-rows", "B", 5)
    assert "2.10" in problem.remedy.en


def test_a_code_that_means_two_things_is_a_doubt(tmp_path: Path) -> None:
    heading = ["Kode", "Program/Kegiatan", "Indikator", "Satuan", "Target 2026", "OPD"]
    found = _proposed(book(tmp_path / "m.xlsx", [heading, *NUMERIC]))
    assert not found.proposal.doubts
    assert found.is_doubtful


def test_lower_headings_that_name_the_indicator_are_headings(tmp_path: Path) -> None:
    rows: Rows = [
        ["Tujuan", None, None, "Sasaran", None, None, "Program", None, None],
        ["Uraian", "Indikator", "Target 2026"] * 3,
        ["Manusia maju", "Indeks pembangunan", 72, "Penduduk sehat", "Harapan hidup", 71,
         "Program Kesehatan", "Kematian ibu", 100],
        [None, None, None, "Pendidikan bermutu", "Lama sekolah", 9,
         "Program Sekolah", "Partisipasi", 99],
    ]  # fmt: skip
    found = _proposed(book(tmp_path / "m.xlsx", rows, ["A1:C1", "D1:F1", "G1:I1"]))
    assert {*_names(found)} == {
        "Manusia maju", "Penduduk sehat", "Program Kesehatan", "Pendidikan bermutu",
        "Program Sekolah",
    }  # fmt: skip
    assert len(_names(found, "indicators")) == 5


def test_policies_are_no_polarity(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Arah Kebijakan", "Arah", "Target 2026"],
        ["Penduduk sehat", "Angka harapan hidup", "Puskesmas terakreditasi", "naik", 71],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert column(found.imported.collector, "indicators", "polarity") == ["naik"]
    without = [[*row[:3], *row[4:]] for row in rows]
    found = _proposed(book(tmp_path / "n.xlsx", without))
    assert column(found.imported.collector, "indicators", "polarity") == [None]


def test_objectives_that_head_groups_of_a_list_are_a_doubt(tmp_path: Path) -> None:
    rows: Rows = [
        ["IKU Dinas Perikanan"],
        ["No", "Indikator Kinerja", "Satuan", "Target 2025"],
        ["Sasaran 1: Produksi naik"],
        [1, "Produksi tangkap", "Ton", 1000],
        [2, "Produksi budi daya", "Ton", 800],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows, ["A3:D3"]))
    assert "A3 (Sasaran 1: Produksi naik)" in _doubts(found)


def test_a_map_reads_no_text_merged_over_its_columns(tmp_path: Path) -> None:
    text = "form: matrix\nlevels:\n  - {name: Sasaran, level: 1}\nindicators: {name: Indikator}\n"
    rows: Rows = [
        ["No", "Sasaran", "Indikator"],
        ["DINAS KESEHATAN"],
        [1, "Penduduk sehat", "Angka harapan hidup"],
    ]
    made = reaped(book(tmp_path / "m.xlsx", rows, ["A2:C2"]), text)
    assert column(made, "objectives", "name") == ["Penduduk sehat"]


@pytest.mark.parametrize("said", ["Rata-rata capaian", "Rata-rata Capaian Kinerja"])
def test_averages_of_a_group_are_no_indicators(tmp_path: Path, said: str) -> None:
    rows: Rows = [
        ["No", "Sasaran", "Indikator", "Satuan", "Target 2026", "Realisasi 2026"],
        [1, "Penduduk sehat", "Angka harapan hidup", "Tahun", 71, 70],
        [None, None, said, None, None, 98.6],
        [2, "Pendidikan bermutu", "Rata-rata lama sekolah", "Tahun", 9, 8],
        ["Rata-rata capaian sasaran 2", None, None, None, None, 88.9],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert _names(found, "indicators") == ["Angka harapan hidup", "Rata-rata lama sekolah"]
    assert _names(found) == ["Penduduk sehat", "Pendidikan bermutu"]


@pytest.mark.parametrize(
    "cell", ["1. Penduduk sehat\n2. Gizi membaik", "Penduduk sehat;\nGizi membaik"]
)
def test_several_statements_in_a_cell_are_a_doubt(tmp_path: Path, cell: str) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Satuan", "Target 2026"],
        ["Pendidikan\nbermutu", "Lama sekolah", "Tahun", 9],
        [cell, "Angka harapan hidup", "Tahun", 71],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert "each is read as one: A3." in _doubts(found)


def test_an_objective_above_the_headings_of_a_list_is_a_doubt(tmp_path: Path) -> None:
    rows: Rows = [
        ["SASARAN 1 : PENDUDUK SEHAT"],
        ["No", "Indikator Kinerja", "Satuan", "Target 2026"],
        [1, "Angka harapan hidup", "Tahun", 71],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert "A1 (SASARAN 1 : PENDUDUK SEHAT)" in _doubts(found)


def test_levels_in_another_order_than_in_the_sheet_are_a_doubt(tmp_path: Path) -> None:
    rows: Rows = [
        ["Program", "Sasaran", "Indikator", "Target 2026"],
        ["Program Kesehatan", "Penduduk sehat", "Angka harapan hidup", 71],
        ["Program Sekolah", "Pendidikan bermutu", "Lama sekolah", 9],
    ]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert "B, A." in _doubts(found)
