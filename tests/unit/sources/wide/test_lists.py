"""Lists of nodes, of codes and of posts, and their dirt."""

from __future__ import annotations

from pathlib import Path

from wide_matrices import book, by_id, codes, column, left, reaped

NODES = """
form: nodes
node:
  id: Kode
  parent: Induk
  name: Uraian
  level: {column: Jenjang, words: {tujuan: 0, sasaran: 1}}
indicators: {name: Indikator, targets: "{year}"}
"""
POSTS = """
form: posts
unit: {name: Unit}
post: {id: Kode, name: Jabatan, superiors: [Atasan, Atasan 2], split: [";"]}
"""


def test_nodes_find_their_parents_wherever_they_stand(tmp_path: Path) -> None:
    rows = [
        ["Kode", "Induk", "Uraian", "Jenjang", "Indikator", 2026],
        ["1.1", "1", "Jalan baik", "sasaran", "Persentase", 90],
        ["1.1", "1", "Jalan  baik", "sasaran", "Jumlah ruas", 12],
        ["1", "1", "Lancar", "tujuan", "Indeks", 80],
        ["2", "9", "Sendiri", "visi", "Indeks lain", 1],
        [None, None, None, None, "Tak bertuan", 5],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows), NODES)
    objectives = by_id(collector, "objectives")
    assert objectives["1.1"]["contributes_to"] == ("1",)
    assert "contributes_to" not in objectives["1"]
    assert {**objectives["2"], "source": ""} == {
        "id": "2", "level": "visi", "name": "Sendiri", "contributes_to": ("9",), "source": "",
    }  # fmt: skip
    assert codes(collector) == [
        ("own-parent", "B4"),
        ("dangling-reference", "B5"),
        ("bad-level", "D5"),
    ]
    assert left(collector) == {"cell": ["E6", "F6"]}
    assert len(collector.tables["indicators"]) == 4


def test_nodes_in_a_circle_are_told(tmp_path: Path) -> None:
    rows = [
        ["Kode", "Induk", "Uraian", "Jenjang", "Indikator", 2026],
        ["a", "b", "A", 1, "x", 1],
        ["b", "a", "B", 1, "y", 1],
        ["c", "a", "C", 2, "z", 1],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows), NODES)
    assert codes(collector) == [("parent-circle", "B2"), ("parent-circle", "B3")]
    assert column(collector, "objectives", "contributes_to") == [("b",), ("a",), ("a",)]


def test_a_name_of_two_parents_is_not_chosen_from(tmp_path: Path) -> None:
    rows = [
        ["Kode", "Induk", "Uraian", "Jenjang", "Indikator", 2026],
        ["1", None, "Sama", 0, "x", 1],
        ["2", None, "sama ", 0, "y", 1],
        ["3", "Sama", "Bawah", 1, "z", 1],
        ["4", "BAWAH", "Paling bawah", 2, "w", 1],
        ["5", "Lain", "Di bawah yang lain", 1, "v", 1],
        ["6", None, "Lain", 0, "u", 1],
    ]
    by_name = NODES.replace("  parent: Induk\n", "  parent: Induk\n  parent_by: name\n")
    collector = reaped(book(tmp_path / "m.xlsx", rows), by_name)
    assert codes(collector) == [("ambiguous-parent", "B4")]
    assert column(collector, "objectives", "contributes_to") == [
        None, None, None, ("3",), ("6",), None,
    ]  # fmt: skip


def test_codes_stand_under_the_longest_that_begins_them(tmp_path: Path) -> None:
    rows = [
        ["Kode", "Uraian", "Indikator"],
        ["5", "Urusan", None],
        ["5.02.01", "Program", "a"],
        ["5.02.01.2.01", "Kegiatan", "b"],
        [None, None, "c"],
        ["x.xx.01.2.01.0001", "Sub kegiatan", "d"],
        ["5.02.01.2.01.0001.", "Sub kegiatan", "e"],
        ["5.02.011.2.02", "Kegiatan lain", "f"],
    ]
    collector = reaped(
        book(tmp_path / "m.xlsx", rows),
        "form: codes\ncode: Kode\nname: Uraian\ndepths: {3: 2, 5: 3, 6: 4}\n"
        "indicators: {name: Indikator}\n",
    )
    above = {id_: row.get("contributes_to") for id_, row in by_id(collector, "objectives").items()}
    assert above == {
        "5.02.01": None,
        "5.02.01.2.01": ("5.02.01",),
        "x.xx.01.2.01.0001": ("x.xx.01.2.01",),
        "5.02.01.2.01.0001": ("5.02.01.2.01",),
        "5.02.011.2.02": ("5.02.011",),
    }
    assert codes(collector) == [("dangling-reference", "B6"), ("dangling-reference", "B8")]
    assert left(collector) == {"depth": ["A2", "B2"]}
    assert column(collector, "indicators", "objective")[1:3] == ["5.02.01.2.01", "5.02.01.2.01"]


def test_codes_over_several_columns_are_joined(tmp_path: Path) -> None:
    rows = [
        ["Urusan", "Bidang", "Program", "Kegiatan", "Nama"],
        ["5", "02", "01", None, "Program"],
        ["5", "02", "01", "2.01", "Kegiatan"],
    ]
    collector = reaped(
        book(tmp_path / "m.xlsx", rows),
        "form: codes\ncode: [Urusan, Bidang, Program, Kegiatan]\n"
        "name: Nama\ndepths: {3: 2, 5: 3}\n",
    )
    assert column(collector, "objectives", "id") == ["5.02.01", "5.02.01.2.01"]
    assert column(collector, "objectives", "contributes_to") == [None, ("5.02.01",)]


def test_posts_with_several_superiors(tmp_path: Path) -> None:
    rows = [
        ["Kode", "Jabatan", "Unit", "Atasan", "Atasan 2"],
        [4, "Ketua Tim", "Dishub", "2; 3", "9"],
        [2, "Kabid A", "Dishub", 1, None],
        [3, "Kabid B", "Dishub", 1, None],
        [1, "Kepala", "Dishub", None, None],
        [4, "Ketua tim", "Dishub", 2, None],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows), POSTS)
    assert column(collector, "positions", "reports_to") == [("2", "3", "9"), ("1",), ("1",), None]
    assert column(collector, "positions", "unit") == ["dishub"] * 4
    assert codes(collector) == [("dangling-reference", "E2")]


def test_superiors_by_name(tmp_path: Path) -> None:
    rows = [
        ["Kode", "Jabatan", "Unit", "Atasan", "Atasan 2"],
        [1, "Kepala", "Dishub", None, None],
        [2, "Analis", "Dishub", "KEPALA", None],
        [3, "Analis", "Dishub", "Kepala", None],
        [4, "Staf", "Dishub", "Analis", None],
    ]
    by_name = POSTS.replace("superiors:", "superiors_by: name, superiors:")
    collector = reaped(book(tmp_path / "m.xlsx", rows), by_name)
    assert column(collector, "positions", "reports_to") == [None, ("1",), ("1",), None]
    assert codes(collector) == [("ambiguous-parent", "D5")]
