"""Matrices as governments write them, of any number of rows: four levels, five years, owners."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openpyxl import Workbook

LEVELS: Final = ("Tujuan", "Sasaran", "Program", "Kegiatan")
YEARS: Final = range(2025, 2030)
MAP: Final = """
form: matrix
headings: 1
owner: {column: Perangkat Daerah, kind: opd}
levels:
  - {name: Tujuan, level: 1, prefix: T, code: Kode Tujuan}
  - {name: Sasaran, level: 1, prefix: S, code: Kode Sasaran}
  - {name: Program, level: 2, prefix: P, code: Kode Program}
  - {name: Kegiatan, level: 3, prefix: K, code: Kode Kegiatan}
indicators: {name: Indikator, measure_unit: Satuan, targets: "Target {year}"}
"""
_BELOW: Final = (480, 120, 24, 3)
"""Rows below one statement of each level."""
_UNITS: Final = ("persen", "dokumen", "orang")
_OFFICES: Final = (
    "Dinas Kesehatan",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Badan Perencanaan Pembangunan Daerah",
    "Dinas Kependudukan dan Pencatatan Sipil",
)
Cell = str | float


def write_matrix(rows: int, path: Path) -> Path:
    """Write a matrix of so many rows as CSV or XLSX, by the extension of ``path``."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_matrix(rows))
        return path
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Matriks")
    for row in _matrix(rows):
        sheet.append(row)
    book.save(path)
    return path


def _matrix(rows: int) -> Iterator[list[Cell]]:
    """Yield the headings and the rows; each row repeats the statements that it belongs to."""
    named = [heading for level in LEVELS for heading in (f"Kode {level}", level)]
    targets = [f"Target {year}" for year in YEARS]
    yield [*named, "Indikator", "Satuan", *targets, "Perangkat Daerah"]
    for row in range(rows):
        cells: list[Cell] = []
        code: list[str] = []
        for level, below in zip(LEVELS, _BELOW, strict=True):
            code.append(str(row // below + 1))
            cells += [".".join(code), f"{level} layanan publik nomor {code[-1]} yang makin merata"]
        values = [round(row * 7 % 900 / 10 + year, 1) for year in range(len(YEARS))]
        named = f"Persentase layanan nomor {row + 1} yang memenuhi standar mutu"
        office = _OFFICES[row // _BELOW[0] % len(_OFFICES)]
        yield [*cells, named, _UNITS[row % len(_UNITS)], *values, office]
