"""A cascade drawn in the cells of a workbook: bands, posts, numbers, targets in brackets."""

from __future__ import annotations

from pathlib import Path

from wide_matrices import Rows, book, by_id, codes, left, reaped

MAP = """
form: drawn
units: [{id: dishub, name: Dinas Perhubungan, kind: opd}]
drawing:
  year: 2026
  leader: Kepala
  posts: [Kepala, Staf]
  indicators: [Jumlah, Persentase]
  tiers:
    - {rows: 1-3, level: 1, rank: II}
    - {rows: 4-6, level: 2}
    - {rows: 7-99, level: 4, units: false}
"""
ROWS: Rows = [
    ["Kepala Dinas Perhubungan"],
    ["1.", "Persentase angkutan laik jalan (90%)", None, "2.", "Jumlah kecelakaan (12 kasus)"],
    [],
    ["Kepala Bidang A", None, None, "Kepala Bidang B"],
    ["1", "Jumlah kendaraan diuji (4500 unit)", None, "2.", "Jumlah rambu (banyak)"],
    [None, "Sasaran: rapi", None, "3.", "Jumlah marka (10 - 12)"],
    ["Staf A1", None, None, "Staf B1"],
    ["1", "Jumlah berkas (1.250 berkas)"],
    ["Staf A2", None, None, None, "Jumlah catatan"],
    ["1.", "Jumlah surat (3 Surat)"],
]


def test_a_drawing_in_a_workbook(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", ROWS, ["A1:E1", "A4:B4", "D4:E4"])
    collector = reaped(path, MAP)
    posts = by_id(collector, "positions")
    assert {
        id_: (row["name"], row["unit"], row.get("reports_to")) for id_, row in posts.items()
    } == {
        "R1C0": ("Kepala Dinas Perhubungan", "dishub", None),
        "R4C0": ("Kepala Bidang A", "U-R4C0", ("R1C0",)),
        "R4C3": ("Kepala Bidang B", "U-R4C3", ("R1C0",)),
        "R7C0": ("Staf A1", "U-R4C0", ("R4C0",)),
        "R7C3": ("Staf B1", "U-R4C3", ("R4C3",)),
        "R9C0": ("Staf A2", "U-R4C0", ("R4C0",)),
    }
    assert by_id(collector, "units")["U-R4C3"]["name"] == "Bidang B"
    found = by_id(collector, "indicators")
    assert {id_: (row["owner"][1], row.get("contributes_to")) for id_, row in found.items()} == {
        "I2_1": ("R1C0", None),
        "I2_4": ("R1C0", None),
        "I5_1": ("R4C0", ("I2_1",)),
        "I5_4": ("R4C3", ("I2_4",)),
        "I6_4": ("R4C3", None),
        "I8_1": ("R7C0", ("I5_1",)),
        "I9_4": ("R7C3", None),
        "I10_1": ("R9C0", ("I5_1",)),
    }
    targets = {str(row["indicator"]): row["target"] for row in collector.tables["values"]}
    assert targets == {
        "I2_1": 90.0, "I2_4": 12.0, "I5_1": 4500.0, "I5_4": "banyak", "I6_4": "10 - 12",
        "I8_1": "1.250 berkas", "I10_1": 3.0,
    }  # fmt: skip
    assert codes(collector) == [
        ("bad-number", "E5"),
        ("missing-number", "E6"),
        ("bad-number", "B8"),
        ("no-number", "E9"),
    ]
    assert left(collector) == {"cell": ["B6"]}
