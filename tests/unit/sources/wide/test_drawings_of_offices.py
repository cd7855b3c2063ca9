"""Drawn trees as LibreOffice saves them, posts inside boxes, and arrows."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_sheets import Frame, box, drawn, line
from drawn_trees import MAP, doubted, imported, proposed, refused, tree
from wide_matrices import by_id, codes, column, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.drawings import Paragraph, read_drawing
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.shape_texts import take_apart, without_post

SAVED = Path(__file__).parent / "libreoffice"
TREE = {
    "Lalu lintas lancar": [],
    "Angkutan laik jalan": ["Lalu lintas lancar"],
    "Parkir tertib": ["Lalu lintas lancar"],
    "Pengujian kendaraan terlaksana": ["Angkutan laik jalan"],
    "Terminal tertata": ["Angkutan laik jalan"],
    "Penertiban parkir berjalan": ["Parkir tertib"],
    "Indeks kelancaran": ["Lalu lintas lancar"],
    "Angkutan yang laik jalan": ["Angkutan laik jalan"],
    "Ruas bebas parkir liar": ["Parkir tertib"],
    "Kendaraan yang diuji": ["Pengujian kendaraan terlaksana"],
    "Terminal yang tertata": ["Terminal tertata"],
    "Operasi gabungan": ["Penertiban parkir berjalan"],
}
TOP: Frame = (4, 0, 6, 4)
LEFT: Frame = (0, 10, 6, 4)
RIGHT: Frame = (10, 10, 6, 4)
BOXES = (box(1, "Kota sejahtera", TOP), box(2, "Jalan mantap", LEFT), box(3, "Air bersih", RIGHT))


@pytest.mark.parametrize("name", ["connectors", "lines", "arrows", "posts"])
def test_a_tree_saved_by_libreoffice_is_the_tree_that_is_drawn(name: str) -> None:
    harvest = proposed(SAVED / f"{name}.xlsx")
    assert tree(harvest) == TREE
    assert sorted(column(harvest, "values", "target")) == [2, 3, 24, 80.5, 90, 95]


def test_glue_that_libreoffice_numbers_wrongly_holds_where_the_line_ends() -> None:
    drawing = read_drawing(SAVED / "connectors.xlsx", "Pohon", Settings())
    numbers = {one.id for one in drawing.shapes}
    glue = {end for one in drawing.connectors for end in (one.start_id, one.end_id)}
    assert None not in glue
    assert not glue & numbers
    assert codes(proposed(SAVED / "connectors.xlsx")) == []


def test_glue_to_nothing_holds_only_where_the_line_ends_at_a_box(tmp_path: Path) -> None:
    lines = [line(number, (7, 4), (20, 30), glued=(90, 91)) for number in (14, 15, 16)]
    told = refused(drawn(tmp_path / "m.xlsx", *BOXES, *lines), MAP)
    assert told.startswith("3 of the 3 lines")


def test_arrows_are_read_with_the_lines() -> None:
    drawing = read_drawing(SAVED / "arrows.xlsx", "Pohon", Settings())
    assert {one.arrow for one in drawing.connectors} == {"end"}
    assert {
        one.arrow for one in read_drawing(SAVED / "lines.xlsx", "Pohon", Settings()).connectors
    } == {None}


def test_posts_inside_boxes_are_set_aside_and_asked_about() -> None:
    path = SAVED / "posts.xlsx"
    aside = [one.text for one in proposed(path).left if one.why == "box-post-line"]
    assert aside == [
        "KEPALA DINAS PERHUBUNGAN",
        "KEPALA BIDANG ANGKUTAN",
        "Kepala Bidang Lalu Lintas",
    ]
    assert doubted(
        guess(path, None, Settings()), "3 × posts inside boxes of the tree: KEPALA DINAS"
    )


@pytest.mark.parametrize(
    ("lines", "post", "name"),
    [
        (("Kadis PUPR", "Jalan mantap"), "Kadis PUPR", "Jalan mantap"),
        (("Es. III", "Program Jalan"), "Es. III", "Program Jalan"),
        (("Plt. Kepala Dinas A", "Sasaran: Miskin turun"), "Plt. Kepala Dinas A", "Miskin turun"),
        (("Jalan mantap", "(Kepala Bidang Jalan)"), "(Kepala Bidang Jalan)", "Jalan mantap"),
        (("Jalan mantap", "PJ: Kabid Bina Marga"), "PJ: Kabid Bina Marga", "Jalan mantap"),
        (("Camat", "dan lurah terlatih"), "", "Camat dan lurah terlatih"),
        (("Kepala desa yang terlatih", "Bertambah"), "", "Kepala desa yang terlatih Bertambah"),
        (("Kepala Dinas",), "", "Kepala Dinas"),
    ],
)  # fmt: skip
def test_a_post_is_a_line_of_its_own(lines: tuple[str, ...], post: str, name: str) -> None:
    said = take_apart([Paragraph(text) for text in lines], ("Indikator",))
    assert (said.post, said.name) == (post, name)


def test_a_post_above_indicators_alone_leaves_a_box_of_indicators(tmp_path: Path) -> None:
    below = box(4, ["Kepala Seksi Jalan", "Indikator: Panjang jalan = 5 km"], (0, 20, 6, 4))
    lines = [line(11, (7, 4), (3, 10), glued=(1, 2)), line(12, (3, 14), (3, 20), glued=(2, 4))]
    harvest = imported(tmp_path, *BOXES[:2], below, *lines)
    assert tree(harvest)["Panjang jalan"] == ["Jalan mantap"]
    assert "Kepala Seksi Jalan" not in tree(harvest)
    assert without_post([Paragraph("Kepala Seksi Jalan")])[0] == ""


def test_a_result_that_begins_with_a_post_is_asked_about(tmp_path: Path) -> None:
    text = "Kepala sekolah penggerak bertambah di seluruh kecamatan kota dan kabupaten"
    path = drawn(tmp_path / "m.xlsx", box(1, text, TOP), *BOXES[1:], *(
        line(10 + number, (7, 4), (3, 10), glued=(1, number)) for number in (2, 3)
    ))  # fmt: skip
    assert doubted(guess(path, None, Settings()), "A result begins with a word for a post")


def arrows(heads: str) -> list[str]:
    """Lines from the upper box to each lower one, with the head at the ``l``ower or ``u``pper."""
    return [
        line(10 + number, (7, 4), (3, 10), glued=glued, arrow=True)
        for number, head in enumerate(heads, 2)
        for glued in ((number, 1) if head == "u" else (1, number),)
    ]


def test_an_arrow_says_which_of_two_boxes_side_by_side_is_below(tmp_path: Path) -> None:
    aside = line(13, (6, 12), (10, 12), glued=(2, 3), arrow=True)
    both = arrows("ll")
    harvest = imported(tmp_path, *BOXES, *both, aside)
    assert tree(harvest)["Air bersih"] == ["Kota sejahtera", "Jalan mantap"]
    assert ("arrow-aside", "G13") in codes(harvest)
    row = [box(number, f"Hasil {number}", (at, 10, 6, 4)) for number, at in enumerate((20, 30), 4)]
    path = drawn(tmp_path / "m.xlsx", *BOXES, *row, *arrows("llll"), aside)
    assert doubted(guess(path, None, Settings()), "as its arrow points, Air bersih")
    upward = imported(tmp_path, *BOXES, *arrows("uu"), aside)
    assert tree(upward)["Jalan mantap"] == ["Kota sejahtera", "Air bersih"]
    mixed = imported(tmp_path, *BOXES, *arrows("ul"), aside)
    assert tree(mixed)["Air bersih"] == ["Kota sejahtera"]
    assert "line-level" in {code for code, _spot in codes(mixed)}


def test_an_arrow_that_points_the_other_way_is_asked_about(tmp_path: Path) -> None:
    fourth = box(4, "Udara bersih", (20, 10, 6, 4))
    path = drawn(tmp_path / "m.xlsx", *BOXES, fourth, *arrows("llu"))
    assert doubted(guess(path, None, Settings()), "An arrow points the other way")
    harvest = reaped(path, MAP)
    assert [code for code, _spot in codes(harvest)] == ["arrow-turned"]
    assert by_id(harvest, "objectives")["U11"]["contributes_to"] == ("E1",)
