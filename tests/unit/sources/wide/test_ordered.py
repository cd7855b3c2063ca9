"""Lists whose rows name a level and no parent: the order tells the tree, or it is told that not."""

from __future__ import annotations

from pathlib import Path

import pytest
from wide_matrices import Rows, book, by_id, codes, column, left, reaped

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.importing import read_as_mapped
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.plan_reading import read_map

MAP = """
form: nodes
node: {parent_by: order, name: Kondisi, level: Level}
indicators: {name: Indikator, targets: "Target {year}"}
"""
HEADS = ["No", "Level", "Kondisi", "Indikator", "Target 2026"]


def links(tmp_path: Path, rows: Rows, text: str = MAP) -> dict[str, object]:
    """What each statement contributes to, by name."""
    objectives = by_id(reaped(book(tmp_path / "m.xlsx", rows), text), "objectives")
    named = {id_: row["name"] for id_, row in objectives.items()}
    return {
        str(row["name"]): tuple(named[up] for up in row.get("contributes_to", ()))
        for row in objectives.values()
    }


def test_the_parent_is_the_nearest_row_above_of_a_higher_level(tmp_path: Path) -> None:
    rows = [
        HEADS,
        [1, 0, "Sehat", "Usia harapan hidup", 72],
        [2, 1, "Ibu selamat", "Angka kematian ibu", 90],
        [3, 2, "Ibu terlayani", "K4", 95],
        [4, 2, "Bidan cakap", "Bidan terlatih", 80],
        [None, None, None, "Bidan bersertifikat", 70],
        [5, 1, "Anak tumbuh", "Stunting", 14],
        [6, 2, "Ibu terlayani", "Pemeriksaan anak", 60],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows), MAP)
    assert column(collector, "objectives", "id") == [
        "N1",
        "N1.1",
        "N1.1.1",
        "N1.1.2",
        "N1.2",
        "N1.2.1",
    ]
    assert column(collector, "objectives", "level") == [0, 1, 2, 2, 1, 2]
    assert column(collector, "objectives", "contributes_to") == [
        None, ("N1",), ("N1.1",), ("N1.1",), ("N1",), ("N1.2",),
    ]  # fmt: skip
    assert column(collector, "indicators", "objective") == [
        "N1", "N1.1", "N1.1.1", "N1.1.2", "N1.1.2", "N1.2", "N1.2.1",
    ]  # fmt: skip
    assert codes(collector) == []
    assert left(collector) == {"column": ["A2", "A3", "A4", "A5", "A7", "A8"]}


def test_a_statement_that_is_repeated_for_each_indicator_is_one(tmp_path: Path) -> None:
    rows = [
        HEADS,
        [1, 1, "Ibu selamat", "Angka kematian ibu", 90],
        [2, 1, "Ibu  selamat", "Angka kematian nifas", 9],
        [3, 2, "Terlayani", "K4", 95],
        [4, 2, None, "K6", 90],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows), MAP)
    assert column(collector, "objectives", "name") == ["Ibu selamat", "Terlayani"]
    assert column(collector, "indicators", "objective") == ["N1", "N1", "N1.1", "N1.1"]


def test_an_id_of_the_list_is_kept(tmp_path: Path) -> None:
    rows = [["Kode", *HEADS[1:]], ["A", 0, "Sehat", "x", 1], ["A-1", 1, "Ibu selamat", "y", 2]]
    text = MAP.replace("{parent_by", "{id: Kode, parent_by")
    collector = reaped(book(tmp_path / "m.xlsx", rows), text)
    assert column(collector, "objectives", "id") == ["A", "A-1"]
    assert column(collector, "objectives", "contributes_to") == [None, ("A",)]


def test_words_of_one_level_stand_above_one_another_as_the_map_lists_them(tmp_path: Path) -> None:
    rows = [
        HEADS,
        [1, "Tujuan", "Sehat", "x", 1],
        [2, "Sasaran", "Ibu selamat", "y", 2],
        [3, "Program", "Gizi", "z", 3],
        [4, "Sasaran", "Anak tumbuh", "w", 4],
    ]
    text = MAP.replace(
        "level: Level", "level: {column: Level, words: {tujuan: 1, sasaran: 1, program: 2}}"
    )
    assert links(tmp_path, rows, text) == {
        "Sehat": (),
        "Ibu selamat": ("Sehat",),
        "Gizi": ("Ibu selamat",),
        "Anak tumbuh": ("Sehat",),
    }


def test_rows_listed_level_after_level_are_not_linked_by_guess(tmp_path: Path) -> None:
    rows = [
        HEADS,
        [1, 0, "Sehat", "x", 1],
        [2, 1, "Ibu selamat", "y", 2],
        [3, 1, "Anak tumbuh", "z", 3],
        [4, 2, "Ibu terlayani", "v", 4],
        [5, 2, "Anak terukur", "w", 5],
    ]
    path = book(tmp_path / "m.xlsx", rows)
    collector = read_as_mapped(path, read_map(parse_items(MAP, "map.yaml")), Settings())[
        0
    ].collector
    assert column(collector, "objectives", "contributes_to") == [None, ("N1",), ("N1",), None, None]
    assert codes(collector) == [("order-unclear", "B5")]
    assert "2 rows from here on" in collector.problems[0].message.en
    with pytest.raises(MatrixRefusedError, match="no-parents"):
        reaped(path, MAP)
    assert any("level after level" in doubt.en for doubt in guess(path, None, Settings()).doubts)


def test_what_the_order_leaves_open_is_told(tmp_path: Path) -> None:
    rows = [
        HEADS,
        [1, 2, "Yatim", "x", 1],
        [2, 0, "Sehat", "y", 2],
        [3, 2, "Terlompat", "z", 3],
        [4, "dua", "Asing", "v", 4],
        [5, None, "Tanpa jenjang", "w", 5],
    ]
    collector = reaped(book(tmp_path / "m.xlsx", rows), MAP)
    assert codes(collector) == [
        ("order-above", "B2"),
        ("order-skip", "B4"),
        ("bad-level", "B5"),
        ("order-level", "C6"),
    ]
    assert column(collector, "objectives", "contributes_to") == [None, None, ("N2",), None, None]
    assert column(collector, "objectives", "level") == [2, 0, 2, "dua", ""]
    assert len(collector.tables["indicators"]) == 5


def test_a_parent_beside_the_order_is_refused(tmp_path: Path) -> None:
    text = MAP.replace("{parent_by", "{parent: No, parent_by")
    with pytest.raises(UsageError) as refusal:
        reaped(book(tmp_path / "m.xlsx", [HEADS, [1, 0, "Sehat", "x", 1]]), text)
    assert "parent_by: order" in refusal.value.what.en


def test_the_form_is_proposed_with_its_words_and_its_doubts(tmp_path: Path) -> None:
    rows = [
        ["POHON KINERJA DINAS KESEHATAN"],
        ["Jenjang", "Kondisi", "Indikator", "Target 2026"],
        ["Ultimate Outcome", "Sehat", "Usia harapan hidup", 72],
        ["Intermediate Outcome", "Ibu selamat", "Angka kematian ibu", 90],
        ["Immediate Outcome", "Terlayani", "K4", 95],
        ["Output", "Bidan dilatih", "Jumlah bidan", 40],
        ["Lampiran", "Buku saku", "Jumlah buku", 5],
    ]
    path = book(tmp_path / "m.xlsx", rows)
    proposal = guess(path, None, Settings())
    text = proposal.text("id")
    assert "  parent_by: order  #" in text
    assert "ultimate outcome: 1, intermediate outcome: 2, immediate outcome: 3, output: 4" in text
    assert any("tidak dikenal: Lampiran" in doubt.id for doubt in proposal.doubts)
    assert any("Jenjang tertinggi di daftar ini 1" in doubt.id for doubt in proposal.doubts)
    collector = reaped(path, text)
    assert column(collector, "objectives", "level") == [1, 2, 3, 4, "Lampiran"]
    assert column(collector, "values", "target") == [72, 90, 95, 40, 5]


@pytest.mark.parametrize("name", ["Sasaran", "Kinerja", "Uraian"])
def test_levels_may_be_numbers_behind_a_word(tmp_path: Path, name: str) -> None:
    rows = [["Level", name, "Indikator"], ["Level 0", "Sehat", "x"], ["Level 1", "Ibu", "y"]]
    path = book(tmp_path / "m.xlsx", rows)
    collector = reaped(path, guess(path, None, Settings()).text("en"))
    assert column(collector, "objectives", "level") == [0, 1]
    assert column(collector, "objectives", "contributes_to") == [None, ("N1",)]


def test_a_matrix_with_a_column_for_each_level_stays_one(tmp_path: Path) -> None:
    rows = [["Level", "Sasaran", "Program", "Indikator"], [1, "Jalan baik", "Program Jalan", "x"]]
    assert "form: matrix" in guess(book(tmp_path / "m.xlsx", rows), None, Settings()).text("en")
