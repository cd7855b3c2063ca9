"""Matrices and maps made to harm: told with codes and exit 2 or 3, never a traceback, in time."""

from __future__ import annotations

import csv
import io
import random
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from wide_matrices import book

from kinerja_graph.cli.app import main as kinerja
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read

MAP = """
form: matrix
headings: 1
levels: [{name: Tujuan, level: 0, prefix: T}, {name: Program, level: 2, prefix: P}]
owner: {column: Owner, split: [";"]}
indicators: {name: Indikator, measure_unit: Satuan, targets: "{year}",
  several: numbered, amounts: with-unit}
"""
HEADS = ["Tujuan", "Program", "Indikator", "Satuan", "2026", "Owner"]
NAMES = ["=cmd|' /C calc'!A0", "\u202eterbalik", "a;b", "#DIV/0!", "<b>x</b>", "{x}", "😀" * 50]
GOOD = [HEADS, ["Lancar", "Jalan", "Indeks", "%", 80, "Dishub"]]
CELLS = [
    None, "", " ", "0", "-", "=1+1", "=cmd|' /C calc'!A0", "1 Dokumen", "1.250", "9" * 400, "NaN",
    "1e999", "\x0b\x0c", "\u202eterbalik", "a;b", "A" * 32_767, "#DIV/0!", "1. a\n2. b", "_x0041_",
    "<b>x</b>", True, 10**300, -0.0, 1e-300, "{x}", "%(y)s", "'; DROP", "\r", "😀" * 50,
]  # fmt: skip


@pytest.fixture
def peta(tmp_path: Path) -> Path:
    path = tmp_path / "peta.yaml"
    path.write_text(MAP, "utf-8")
    return path


def imported(
    matrix: Path, peta: Path | str, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, str]:
    """Exit code and everything printed."""
    out = matrix.parent / f"out-{time.monotonic_ns()}.xlsx"
    code = kinerja(["import", str(matrix), "--map", str(peta), "--out", str(out), *more])
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    if code:
        assert not out.exists()
    else:
        reading = read(out, settings=Settings(), lenient=True)
        assert reading.cascade is not None, [problem.message.en for problem in reading.problems]
    return code, told.out + told.err


def test_files_that_are_no_matrix(
    tmp_path: Path, peta: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases: dict[str, bytes | None] = {
        "tidak-ada.xlsx": None,
        "kosong.csv": b"",
        "kosong.xlsx": b"",
        "rusak.xlsx": b"PK\x03\x04 rusak",
        "lama.xlsx": bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600,
        "biner.csv": b"Tujuan,Program\n\xff\xfe\x00",
        "nol.csv": b"Tujuan,Program\nA\x00B,C\n",
        "kutip.csv": b'Tujuan,Program\n"terbuka,x\n',
        "gambar.png": b"\x89PNG",
        "teks.txt": b"Tujuan",
        "judul-saja.csv": ",".join(HEADS).encode(),
        "lain.csv": b"a,b,c\n1,2,3\n",
        "spasi.csv": b" , , \n \n",
    }
    for name, data in cases.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
        code, told = imported(tmp_path / name, peta, capsys, "--json")
        assert code == 3, (name, told)
        assert '"errors"' in told
    (tmp_path / "folder.xlsx").mkdir()
    assert imported(tmp_path / "folder.xlsx", peta, capsys)[0] == 3


def test_empty_workbook_shifted_headings_and_several_sheets(
    tmp_path: Path, peta: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(book(tmp_path / "kosong.xlsx", []), peta, capsys)[0] == 3
    shifted = book(tmp_path / "geser.xlsx", [["Judul"], *GOOD])
    code, told = imported(shifted, peta, capsys, "--lang", "en")
    assert (code, "missing-heading" in told) == (3, True)
    found = tmp_path / "cari.yaml"
    found.write_text(MAP.replace("headings: 1", "headings: find"), "utf-8")
    assert imported(shifted, found, capsys)[0] == 0
    two = book(tmp_path / "dua.xlsx", GOOD)
    with zipfile.ZipFile(two) as package:
        assert "xl/worksheets/sheet1.xml" in package.namelist()
    made = openpyxl.load_workbook(two)
    made.create_sheet("Lain")
    made.save(two)
    code, told = imported(two, peta, capsys)
    assert (code, "Matriks, Lain" in told) == (3, True)


def test_giant_and_overlapping_merged_ranges(
    tmp_path: Path, peta: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ranges are written into the file: no library makes such ones."""
    path = book(
        tmp_path / "besar.xlsx",
        [*GOOD, *[["", "", f"Indikator {n}", "%", n, "D"] for n in range(2_000)]],
    )
    ranges = ["A2:XFD1048576", "A1:A1048576", "B2:B1500", "B2:C9", "Z1:XFD1"]
    ranges += [f"H{n}:XFD{n + 90_000}" for n in range(1, 4_000)]
    merges = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(
        b"</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>".encode()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    start = time.perf_counter()
    code, _ = imported(path, peta, capsys)
    assert code in {0, 3}
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("seed", range(6))
def test_hostile_cells_anywhere(
    tmp_path: Path, peta: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  # cells, no secrets
    rows = [[dice.choice(CELLS) for _ in HEADS] for _ in range(40)]
    out = io.StringIO()
    csv.writer(out).writerows(
        [HEADS, *(["" if cell is None else cell for cell in row] for row in rows)]
    )
    path = tmp_path / "m.csv"
    path.write_text(out.getvalue().replace("\0", ""), "utf-8")
    code, told = imported(path, peta, capsys)
    assert (code, "number-name" in told or "merged-rows" in told) in {(0, False), (3, True)}, told
    assert "\u202e" not in told
    assert "\x0b" not in told


def test_maps_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    matrix = book(tmp_path / "m.xlsx", GOOD)
    bad = tmp_path / "bad.yaml"
    for data in (b"", b"\xff\xfe", b"form: [", b"form: matrix\n" * 100_000, b"&a [*a]", b"x: " * 9):
        bad.write_bytes(data)
        assert imported(matrix, bad, capsys)[0] == 2
    assert imported(matrix, tmp_path / "tidak-ada.yaml", capsys)[0] == 2
    assert imported(matrix, tmp_path, capsys)[0] == 2
    code, told = imported(matrix, "matriks-renstr", capsys, "--lang", "en")
    assert (code, "matriks-renstra" in told) == (2, True)


def test_a_map_of_another_form_is_refused_not_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matrix = book(tmp_path / "m.xlsx", GOOD)
    for name in (
        "simpul-induk",
        "jabatan-atasan",
        "nomenklatur",
        "renstra-simpul",
        "pohon-tergambar",
    ):
        assert imported(matrix, name, capsys)[0] == 3, name


@pytest.mark.parametrize("seed", range(5))
def test_hostile_lists_of_levels_keep_every_link_upward(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  # cells, no secrets
    rows: list[list[object]] = [["Level", "Kondisi", "Indikator", "2026"]]
    for _ in range(60):
        level = dice.choice([0, 1, 1, 2, 2, 3, 4, 5, "6", "dua", "1.0", None, *CELLS[:6]])
        name = dice.choice([None, "Sama", *NAMES, *(f"Hasil {number}" for number in range(30))])
        rows.append([level, name, dice.choice([None, f"Indeks {name}"]), dice.choice(CELLS)])
    peta = tmp_path / "peta.yaml"
    peta.write_text(
        "form: nodes\nnode: {parent_by: order, name: Kondisi, level: Level}\n"
        'indicators: {name: Indikator, targets: "{year}"}\n',
        "utf-8",
    )
    out = io.StringIO()
    csv.writer(out).writerows(["" if cell is None else cell for cell in row] for row in rows)
    path = tmp_path / "m.csv"
    path.write_text(out.getvalue().replace("\0", ""), "utf-8")
    code, told = imported(path, peta, capsys)
    assert code == 0, told
    links = 0
    for made in tmp_path.glob("out-*.xlsx"):
        sheet = openpyxl.load_workbook(made)["objectives"]
        heads, *records = sheet.iter_rows(values_only=True)
        read_as = [dict(zip(heads, record, strict=True)) for record in records]
        levels = {str(row["id"]): row["level"] for row in read_as}
        for row in read_as:
            for up in str(row.get("contributes_to") or "").split(";"):
                if up.strip():
                    links += 1
                    assert int(str(levels[up.strip()])) < int(str(row["level"]))
    assert links > 10
    assert kinerja(["import", str(path), "--guess"]) in {0, 3}
    assert "Traceback" not in "".join(capsys.readouterr())
