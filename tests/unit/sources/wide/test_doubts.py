"""Doubts take the good sign from a proposal; what the sheet only lacks does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from wide_matrices import Rows, book

from kinerja_graph.report.answers.proposed_import import form_blocks
from kinerja_graph.report.document import Paragraph
from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.proposing import ImportProposal, propose_imports
from kinerja_graph.workflow.arranging import Choice, arrange

CLEAR: Rows = [
    ["Tujuan", "Sasaran", "Indikator", "Satuan", "Target 2026"],
    ["Manusia maju", "Penduduk sehat", "Angka harapan hidup", "Tahun", 71],
    [None, "Gizi membaik", "Prevalensi stunting", "%", 14],
]


def _proposed(path: Path) -> ImportProposal:
    return next(propose_imports(path, Settings()))


def _said(texts: object) -> str:
    return str(texts)


def _sign(found: ImportProposal) -> str:
    top = next(iter(form_blocks(found, "en")))
    assert isinstance(top, Paragraph)
    return str(top.line)


def test_a_sheet_without_owners_has_a_note_and_no_doubt(tmp_path: Path) -> None:
    found = _proposed(book(tmp_path / "m.xlsx", CLEAR))
    assert not found.is_doubtful
    assert not found.proposal.doubts
    assert "no column of those responsible" in _said(found.proposal.notes)
    assert found.certainty == "sure"
    assert "✔" in _sign(found)


def test_a_note_stands_in_the_map_without_the_sign_of_a_doubt(tmp_path: Path) -> None:
    text = _proposed(book(tmp_path / "m.xlsx", CLEAR)).proposal.text("en")
    assert "# There is no column of those responsible" in text
    assert "# !" not in text


def test_targets_without_any_year_are_left_out_with_a_note(tmp_path: Path) -> None:
    rows: Rows = [["Sasaran", "Indikator", "Satuan", "Target"], ["Sehat kota", "Umur", "Tahun", 71]]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert not found.is_doubtful
    assert "name no year" in _said(found.proposal.notes)
    assert not found.imported.collector.tables["values"]


@pytest.mark.parametrize("title", ["RENCANA 2026", "RENCANA AKSI TAHUN 2026"])
def test_a_year_taken_from_the_title_is_a_doubt(tmp_path: Path, title: str) -> None:
    rows: Rows = [["Sasaran", "Indikator", "Satuan", "Target"], ["Sehat kota", "Umur", "Tahun", 71]]
    found = _proposed(book(tmp_path / "m.xlsx", [[title], *rows]))
    assert found.is_doubtful


def test_a_doubt_takes_the_good_sign_and_the_certainty(tmp_path: Path) -> None:
    rows = [*CLEAR[:2], [None, "1. Gizi baik\n2. Balita sehat", "Prevalensi stunting", "%", 14]]
    found = _proposed(book(tmp_path / "m.xlsx", rows))
    assert found.is_doubtful
    assert found.certainty != "sure"
    assert "✔" not in _sign(found)
    assert "▲" in _sign(found)


def test_parts_of_an_agency_without_the_agency_are_a_note(tmp_path: Path) -> None:
    heading = [*CLEAR[0], "Penanggung Jawab"]
    parts = [[*row, "Bidang Gizi"] for row in CLEAR[1:]]
    found = _proposed(book(tmp_path / "parts.xlsx", [heading, *parts]))
    assert not found.is_doubtful
    assert "divisions of one agency" in _said(found.proposal.notes)
    mixed = [[*CLEAR[1], "Bidang Gizi"], [*CLEAR[2], "Dinas Sosial"]]
    found = _proposed(book(tmp_path / "mixed.xlsx", [heading, *mixed]))
    assert found.is_doubtful


def _rows(text: str) -> list[list[str | int | None]]:
    """The rows of a table whose cells are parted by bars; numbers are numbers."""
    return [
        [int(cell) if cell.isdigit() else cell.replace("\\n", "\n") or None for cell in row]
        for row in (line.split("|") for line in text.strip().splitlines())
    ]


HEALTH = "Penduduk sehat|Angka harapan hidup|Tahun|71"
FOOD = "Gizi membaik|Prevalensi stunting|%|14"
HEADS = "Sasaran|Indikator|Satuan|Target 2026"
MISREAD = {
    "a name that goes on": f"{HEADS}\n{HEALTH}\nPenduduk sehat (lanjutan)|Angka sakit|%|9\n{FOOD}",
    "a page between the indicators": f"{HEADS}\n{HEALTH}\n|Halaman 12||\n{FOOD}",
    "an indicator over two rows": f"{HEADS}\n{HEALTH}\n|menurut jenis kelamin||\n{FOOD}",
    "levels by Roman numbers": (
        f"No|{HEADS}\nI|Manusia maju|Indeks pembangunan|Indeks|72\n1|{HEALTH}\n2|{FOOD}"
    ),
    "levels by dotted numbers": (
        f"No|{HEADS}\n1|Manusia maju|Indeks pembangunan|Indeks|72\n1.1|{HEALTH}\n1.2|{FOOD}"
    ),
    "levels by letters": (
        f"No|{HEADS}\nA|Manusia maju|Indeks pembangunan|Indeks|72\n1|{HEALTH}\n2|{FOOD}"
    ),
    "levels by numbers before names": (
        f"{HEADS}\n1. Manusia maju|Indeks pembangunan|Indeks|72\n1.1 {HEALTH}\n1.2 {FOOD}"
    ),
    "levels by words before names": (
        f"{HEADS}\nTujuan 1: Manusia maju|Indeks pembangunan|Indeks|72\nSasaran 1: {HEALTH}"
    ),
    "an English level among others": (
        "Tujuan|Objective|Indikator|Target 2026\nMaju|Penduduk sehat|Angka harapan hidup|71\n"
        "|Gizi membaik|Prevalensi stunting|14"
    ),
    "an unknown level among others": (
        "Tujuan|Capaian Antara|Indikator|Target 2026\nMaju|Penduduk sehat|Angka harapan hidup|71\n"
        "|Gizi membaik|Prevalensi stunting|14"
    ),
    "outputs below activities": (
        "Kegiatan|Output|Indikator|Target 2026\nLayanan|Puskesmas siap|Jumlah puskesmas|12\n"
        "|Rumah sakit siap|Jumlah rumah sakit|3"
    ),
    "codes of few parts": (
        "Kode|Uraian|Indikator|Target 2026\n1.1|Penduduk sehat|Angka harapan hidup|71\n"
        "1.1.1|Program Kesehatan|Persentase layanan|80\n1.2|Gizi membaik|Prevalensi stunting|14\n"
        "1.2.1|Program Gizi|Jumlah balita|500"
    ),
    "headings over two rows": (
        f"SASARAN|INDIKATOR|SATUAN|TARGET\nSTRATEGIS|KINERJA||2026\n{HEALTH}\n{FOOD}"
    ),
    "indicators in a second table": (
        f"{HEADS}\n{HEALTH}\n{FOOD}\nProgram|Indikator|Satuan|Target 2026\nProgram Gizi|Balita|%|5"
    ),
    "a second table beside the first": (
        "Sasaran|Indikator|Target 2026||Program|Anggaran\nPenduduk sehat|Angka sakit|7||Program Ibu"
        "|9\nGizi membaik|Stunting|4||Program Gizi|8"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", MISREAD.values(), ids=MISREAD)
def test_what_may_be_misread_is_a_doubt(tmp_path: Path, text: str) -> None:
    found = _proposed(book(tmp_path / "m.xlsx", _rows(text)))
    assert found.proposal.doubts
    assert "✔" not in _sign(found)


INDICATORS_OF_LEVELS = """
Program|Sasaran Program|Indikator Program|Kegiatan|Sasaran Kegiatan|Indikator Kegiatan|Target 2026
Program Gizi|Gizi baik|Prevalensi stunting|Pemberian makanan|Balita cukup gizi|Jumlah balita|500
"""
SIGNERS = "Wali Kota Contoh,|Kepala Dinas Kesehatan,\nAni Wijaya|Budi Santoso"
TWO = {("Penduduk sehat", "Angka harapan hidup"), ("Gizi membaik", "Prevalensi stunting")}
WITHOUT_FIGURES = (
    "Sasaran|Indikator\nPenduduk sehat|Angka harapan hidup\nGizi membaik|Prevalensi stunting"
)
READ_RIGHT = {
    "indicators beside the results of a level": (
        INDICATORS_OF_LEVELS,
        {("Gizi baik", "Prevalensi stunting"), ("Balita cukup gizi", "Jumlah balita")},
    ),
    "a signature without figures": (f"{WITHOUT_FIGURES}\n{SIGNERS}", TWO),
    "a signature with place and date": (
        f"{WITHOUT_FIGURES}\n|Kota Contoh, 2 Januari 2026\n|Kepala Dinas,\n|Budi", TWO,
    ),
    "a signature below a table without figures, with a NIP": (
        f"{WITHOUT_FIGURES}\n{SIGNERS}\n|NIP. 19700101 199903 1 001", TWO,
    ),
    "owners that are posts": (
        ("Indikator|Sasaran|Penanggung Jawab\nAngka harapan hidup|Penduduk sehat|Kepala Dinas\n"
         "Prevalensi stunting|Gizi membaik|Kepala Dinas"), TWO,
    ),
    "an average below": (f"{HEADS}\n{HEALTH}\n{FOOD}\n|Rata-rata||42", TWO),
    "a table of money below": (
        f"{HEADS}\n{HEALTH}\n{FOOD}\nProgram|Anggaran|Keterangan|\nProgram Gizi|900|APBD|", TWO,
    ),
    "policies and units among the levels": (
        ("Sasaran|Strategi|Arah Kebijakan|Indikator|Target 2026\n"
         "Penduduk sehat|Perkuat puskesmas|Akreditasi penuh|Angka harapan hidup|71\n"
         "Gizi membaik|Perbaiki gizi|Makanan tambahan|Prevalensi stunting|14"), TWO,
    ),
    "a blank column at each heading": (
        ("Sasaran||Indikator||Target 2026\nPenduduk sehat||Angka harapan hidup||71\n"
         "Gizi membaik||Prevalensi stunting||14"), TWO,
    ),
    "numbers of one kind": (f"No|{HEADS}\nI|{HEALTH}\nII|{FOOD}", TWO),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), READ_RIGHT.values(), ids=READ_RIGHT)
def test_what_looks_strange_and_is_clear_is_read_right(
    tmp_path: Path, text: str, wanted: set[tuple[str, str]]
) -> None:
    found = _proposed(book(tmp_path / "m.xlsx", _rows(text)))
    tables = found.imported.collector.tables
    names = {row["id"]: row["name"] for row in tables["objectives"]}
    read = {(names[row["objective"]], row["name"]) for row in tables["indicators"]}
    assert read == wanted
    if "Kepala Dinas\n" not in text:
        assert not found.is_doubtful, found.proposal.doubts


def test_page_numbers_are_no_names(tmp_path: Path) -> None:
    rows = _rows(f"{HEADS}\n{HEALTH}\n|- 12 -||\n{FOOD}")
    with pytest.raises(MatrixRefusedError):
        _proposed(book(tmp_path / "m.xlsx", rows))


QUARTERS: Rows = [
    ["Sasaran", "Indikator", "Satuan", "Target 2026 TW I", "Target 2026 TW II", "PIC"],
    ["Sehat kota", "Umur", "Tahun", 70, 71, "Bidang Gizi"],
    ["Gizi baik", "Stunting", "%", 15, 14, "Bidang Gizi"],
]
RIVALS: Rows = [
    ["Sasaran", "Indikator", "Satuan", "Target Renstra 2026", "Target Renja 2026"],
    ["Sehat kota", "Umur", "Tahun", 70, 71],
    ["Gizi baik", "Stunting", "%", 15, 14],
]


@pytest.mark.parametrize(
    ("rows", "in_map", "on_grid"),
    [
        (CLEAR, "write the agency into units and owner", "give the agency under Agency whose"),
        (QUARTERS, "write accumulation: {value: sum}", "enter it in the table indicators"),
        (QUARTERS, "and add unit:", "give its name under Agency whose"),
        (RIVALS, "into targets: {2026: {letter: D}}", "click the right one and choose"),
    ],
)
def test_the_grid_says_what_to_click_where_the_map_says_what_to_write(
    rows: Rows, in_map: str, on_grid: str, tmp_path: Path
) -> None:
    path = book(tmp_path / "m.xlsx", rows)
    arranged = arrange(path, Choice(), Settings())
    assert arranged.guessed is not None
    blocks = str(arranged.as_data()["blocks"]["en"])
    assert in_map in arranged.guessed.text("en")
    assert on_grid in blocks
    assert in_map not in blocks


SHEETS = Path(__file__).parent / "sheets"


def _told(path: Path, words: str) -> list[str]:
    return [doubt.en for doubt in _proposed(path).proposal.doubts if words in doubt.en]


OWNED = f"{HEADS}|Penanggung Jawab"


@pytest.mark.parametrize(
    ("below", "cells"),
    [
        ("|Angka sakit|%|9|Dinas Sosial", ["A2 (Penduduk sehat)"]),
        ("Penduduk sehat|Angka sakit|%|9|Dinas Sosial", ["A2 (Penduduk sehat)"]),
        ("|Angka sakit|%|9|Dinas  kesehatan", []),
        ("|Angka sakit|%|9|", []),
        (f"{FOOD}|Dinas Sosial", []),
    ],
)
def test_an_owner_of_the_first_row_alone_is_a_doubt(
    tmp_path: Path, below: str, cells: list[str]
) -> None:
    rows = _rows(f"{OWNED}\n{HEALTH}|Dinas Kesehatan\n{below}")
    path = book(tmp_path / "m.xlsx", rows)
    told = _told(path, "Results are given the owner in their first row")
    assert [one.partition("other owners: ")[2].partition(". ")[0] for one in told] == cells
    owners = [row.get("owner") for row in _proposed(path).imported.collector.tables["objectives"]]
    assert owners[0] == ("dinas-kesehatan",)


def test_the_first_owner_of_an_action_plan_is_a_doubt() -> None:
    told = _told(SHEETS / "rencana-aksi-quarters" / "input.xlsx", "owner in their first row")
    assert len(told) == 1
    assert "B8 (" in told[0]


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("1. Nilai LHE AKIP    2. Indeks Kepuasan Masyarakat", True),
        ("a. Nilai LHE AKIP b. Indeks Kepuasan", True),
        ("1. Nilai LHE AKIP", False),
        ("Panjang jalan kelas 1. Baik 2. Sedang", False),
        ("1. Nilai LHE AKIP 3. Indeks Kepuasan", False),
        ("1. Nilai LHE AKIP\\n2. Indeks Kepuasan", False),
    ],
)
def test_indicators_numbered_on_one_line_are_a_doubt(
    tmp_path: Path, name: str, *, is_told: bool
) -> None:
    rows = _rows(f"{HEADS}\nPenduduk sehat|{name}|Nilai|71\n{FOOD}")
    told = _told(book(tmp_path / "m.xlsx", rows), "Cells seem to contain several indicators")
    assert bool(told) == is_told
    assert all("read as one: B2. " in one for one in told)


def test_numbered_indicators_of_a_real_evaluation_are_a_doubt() -> None:
    told = _told(SHEETS / "deliserdang-renja" / "input.xlsx", "several indicators")
    assert [one.partition("as one: ")[2].partition(".")[0] for one in told] == ["H13"]
