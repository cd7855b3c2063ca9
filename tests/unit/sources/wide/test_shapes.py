"""A tree drawn with shapes: lines glued and loose, boxes taken apart or set aside, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_sheets import Frame, at, book, box, drawn, group, line, sp
from drawn_trees import MAP, doubted, imported, proposed, refused, tree
from wide_matrices import by_id, codes, left, reaped

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.guess_text import Proposal
from kinerja_graph.workflow.importing import guess_map

TOP: Frame = (4, 0, 6, 4)
LEFT: Frame = (0, 10, 6, 4)
RIGHT: Frame = (10, 10, 6, 4)
BOXES = (box(1, "Kota sejahtera", TOP), box(2, "Jalan mantap", LEFT), box(3, "Air bersih", RIGHT))
GLUED = (
    line(11, (7, 4), (3, 10), glued=(1, 2), elbow=True),
    line(12, (7, 4), (13, 10), glued=(1, 3), elbow=True),
)


def test_glued_lines_are_taken_at_their_word(tmp_path: Path) -> None:
    crossed = line(13, (0, 0), (1, 1), glued=(3, 1))  # drawn elsewhere, and from below
    harvest = imported(tmp_path, *BOXES, GLUED[0], crossed)
    assert by_id(harvest, "objectives") == {
        "E1": {"id": "E1", "name": "Kota sejahtera", "level": 0, "source": "m.xlsx!Pohon!E1:J4"},
        "A11": {
            "id": "A11", "name": "Jalan mantap", "level": 1, "contributes_to": ("E1",),
            "source": "m.xlsx!Pohon!A11:F14",
        },
        "K11": {
            "id": "K11", "name": "Air bersih", "level": 1, "contributes_to": ("E1",),
            "source": "m.xlsx!Pohon!K11:P14",
        },
    }  # fmt: skip
    assert codes(harvest) == []
    assert {(one.heading, one.spot.cell) for one in harvest.origins} == {
        ("name", "E1:J4"), ("name", "A11:F14"), ("name", "K11:P14"),
    }  # fmt: skip


@pytest.mark.parametrize("drawn_as", ["connector", "shape"])
def test_a_loose_line_is_joined_by_where_it_ends_and_told(tmp_path: Path, drawn_as: str) -> None:
    loose = line(12, (13, 9.4), (9.5, 4.3), shape=drawn_as == "shape")
    harvest = imported(tmp_path, *BOXES, GLUED[0], loose)
    assert tree(harvest)["Air bersih"] == ["Kota sejahtera"]
    assert codes(harvest) == [("loose-line", "J5")]
    assert harvest.problems[0].severity == "warning"
    assert harvest.problems[0].message.say("en") == (
        "The line is not glued to its boxes; it is read by where it ends: Air bersih (K11:P14) "
        "contributes to Kota sejahtera (E1:J4)."
    )


def test_a_line_with_one_end_glued_is_told_too(tmp_path: Path) -> None:
    harvest = imported(tmp_path, *BOXES, GLUED[0], line(12, (7, 4), (13, 10), glued=(1, None)))
    assert tree(harvest)["Air bersih"] == ["Kota sejahtera"]
    assert codes(harvest) == [("loose-line", "H5")]


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (line(12, (18, 8), (7, 4), glued=(None, 1)), "line-end"),
        (line(12, (13, 12), (12, 11)), "line-same"),
        (line(12, (13, 10), (7, 4), glued=(99, 1)), "line-glue"),
        (line(12, (10, 12), (6, 12), glued=(3, 2)), "line-level"),
    ],
)
def test_a_line_that_joins_nothing_is_told_and_not_used(
    tmp_path: Path, last: str, code: str
) -> None:
    harvest = imported(tmp_path, *BOXES, *GLUED, last)
    assert tree(harvest)["Air bersih"] == ["Kota sejahtera"]
    assert [one for one, _ in codes(harvest)] == [code]


def test_an_end_between_two_boxes_is_told_and_not_used(tmp_path: Path) -> None:
    beside = box(4, "Udara bersih", (16.2, 10, 6, 4))
    last = line(13, (16.1, 12), (7, 4), glued=(None, 1))
    harvest = imported(tmp_path, *BOXES, beside, *GLUED, line(14, (7, 4), (19, 10), glued=(1, 4)),
                       last)  # fmt: skip
    assert tree(harvest)["Udara bersih"] == ["Kota sejahtera"]
    assert [one for one, _ in codes(harvest)] == ["line-between"]


def test_a_frame_around_a_box_is_not_where_a_line_ends(tmp_path: Path) -> None:
    frame = box(9, "Tingkat kedua", (-0.0, 9, 20, 7))
    harvest = imported(tmp_path, frame, *BOXES, GLUED[0], line(12, (7, 4), (13, 10)))
    assert tree(harvest)["Air bersih"] == ["Kota sejahtera"]
    assert [one for one, _ in codes(harvest)] == ["loose-line"]


def test_too_many_lines_that_join_nothing_refuse_the_drawing(tmp_path: Path) -> None:
    lost = [line(20 + at, (13, 20 + at), (7, 30), glued=(None, 1)) for at in range(3)]
    path = drawn(tmp_path / "m.xlsx", *BOXES, *GLUED, *lost)
    for map_ in (MAP, None):
        assert refused(path, map_) == (
            "3 of the 5 lines on the sheet Pohon do not lead from one box to another: H21:M30, "
            "H22:M30, H23:M30. Drag both ends of each line onto the boxes that it joins, until "
            "they are glued; a line from box to box, or lines that meet below one box that is "
            "above all others."
        )


def test_what_is_grouped_is_read_where_it_lies(tmp_path: Path) -> None:
    grouped = group(
        30,
        [sp(2, "Jalan mantap", (0, 0, 60, 40)), sp(3, "Air bersih", (100, 0, 60, 40))],
        (0, 0, 0, 0),
        (0, 0, 160, 40),
    )
    loose = [line(11, (6.9, 4), (3, 10)), line(12, (7.1, 4), (13, 10))]
    harvest = imported(tmp_path, BOXES[0], at((0, 10, 16, 4), grouped), *loose)
    assert tree(harvest) == {
        "Kota sejahtera": [],
        "Jalan mantap": ["Kota sejahtera"],
        "Air bersih": ["Kota sejahtera"],
    }
    assert by_id(harvest, "objectives")["K11"]["source"] == "m.xlsx!Pohon!K11:P14"


def test_a_tree_drawn_sideways(tmp_path: Path) -> None:
    path = drawn(
        tmp_path / "m.xlsx",
        box(1, "Kota sejahtera", (0, 8, 4, 4)),
        box(2, "Jalan mantap", (8, 0, 4, 4)),
        box(3, "Air bersih", (8, 16, 4, 4)),
        line(11, (4, 10), (8, 2), glued=(1, 2)),
        line(12, (4, 10), (8, 18), glued=(1, 3)),
    )
    assert "direction: right" in guess(path, None, Settings()).text("id")
    assert tree(proposed(path)) == {
        "Kota sejahtera": [],
        "Jalan mantap": ["Kota sejahtera"],
        "Air bersih": ["Kota sejahtera"],
    }


def test_lines_that_do_not_show_a_direction_are_refused(tmp_path: Path) -> None:
    path = drawn(
        tmp_path / "m.xlsx",
        box(1, "Kota sejahtera", (8, 8, 4, 4)),
        box(2, "Jalan mantap", (0, 16, 4, 4)),
        box(3, "Air bersih", (16, 0, 4, 4)),
        line(11, (8, 12), (4, 16), glued=(1, 2)),
        line(12, (12, 8), (16, 4), glued=(1, 3)),
    )
    assert "does not show which boxes are above" in refused(path)


def test_a_tree_with_its_top_below_is_told(tmp_path: Path) -> None:
    path = drawn(
        tmp_path / "m.xlsx",
        box(1, "Tujuan: Kota sejahtera", (4, 20, 6, 4)),
        box(2, "Program Jalan", LEFT),
        box(3, "Program Air", RIGHT),
        line(11, (3, 14), (7, 20), glued=(2, 1)),
        line(12, (13, 14), (7, 20), glued=(3, 1)),
    )
    text = guess(path, None, Settings()).text("en")
    assert "direction: up" in text
    assert "check direction" in text
    assert tree(proposed(path))["Program Air"] == ["Kota sejahtera"]


def test_boxes_are_taken_apart(tmp_path: Path) -> None:
    many = [
        "Sasaran Strategis: Jalan mantap", "Indikator :", "1. Panjang jalan = 1.250,5 km",
        "2. Persentase jalan", "mantap : 98,0%",
    ]  # fmt: skip
    harvest = imported(
        tmp_path,
        BOXES[0],
        box(2, many, LEFT),
        box(3, "IKU: Indeks air = 80", RIGHT),
        *GLUED,
    )
    assert tree(harvest) == {
        "Kota sejahtera": [],
        "Jalan mantap": ["Kota sejahtera"],
        "Panjang jalan": ["Jalan mantap"],
        "Persentase jalan mantap": ["Jalan mantap"],
        "Indeks air": ["Kota sejahtera"],
    }
    assert harvest.tables["values"] == [
        {"indicator": "A11-I1", "year": 2026, "target": 1250.5},
        {"indicator": "A11-I2", "year": 2026, "target": 98.0},
        {"indicator": "K11", "year": 2026, "target": 80.0},
    ]
    units = {id_: row.get("measure_unit") for id_, row in by_id(harvest, "indicators").items()}
    assert units == {"A11-I1": "km", "A11-I2": "%", "K11": None}
    assert codes(harvest) == []


def test_without_a_year_texts_stay_whole_and_are_told(tmp_path: Path) -> None:
    objects = (BOXES[0], box(2, "Indikator: Jalan mantap = 98,0 %", LEFT), GLUED[0])
    harvest = imported(tmp_path, *objects, map_=MAP.replace(", year: 2026", ""))
    assert tree(harvest)["Jalan mantap = 98,0 %"] == ["Kota sejahtera"]
    assert harvest.tables["values"] == []
    assert codes(harvest) == [("no-year", "A11")]
    path = drawn(tmp_path / "tanpa.xlsx", *objects)
    proposal = guess(path, None, Settings())
    assert "  # year: 2026" in proposal.text("en")
    assert any("write year under shapes" in doubt.say("en") for doubt in proposal.doubts)
    dated = drawn(tmp_path / "b.xlsx", *objects, cells={"A1": "POHON KINERJA TAHUN 2027"})
    assert "  year: 2027" in guess(dated, None, Settings()).text("en")


@pytest.mark.parametrize(
    "title", ["RENSTRA 2027 - 2029", "Perda Nomor 5 Tahun 2019", "Bandung, 2 Januari 2027"]
)
def test_the_year_of_something_else_is_not_proposed(tmp_path: Path, title: str) -> None:
    objects = (BOXES[0], box(2, "Indikator: Jalan mantap = 98,0 %", LEFT), GLUED[0])
    path = drawn(tmp_path / "m.xlsx", *objects, cells={"A1": title})
    text = guess(path, None, Settings()).text("en")
    assert "  # year: 2026" in text
    assert "  year: 20" not in text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Indikator: Nilai = BB", "amount-unread"),
        ("Indikator: Panjang = 1.250", "amount-unread"),
        ("Indikator: Panjang jalan 12 km, 98 %", "amount-unsure"),
        ("Indikator: Jalan mantap = %", "amount-blank"),
        ("Indikator: Nilai 2025: 5 %; 2027: 6 %", "amount-year"),
        ("Indikator: Jalan mantap, realisasi 2026: 97 %", "amount-unsure"),
    ],
)
def test_what_is_no_target_beyond_doubt_stays_text_and_is_told(
    tmp_path: Path, text: str, code: str
) -> None:
    harvest = imported(tmp_path, BOXES[0], box(2, text, LEFT), GLUED[0])
    assert harvest.tables["values"] == []
    assert [one for one, _ in codes(harvest)] == [code]
    if code != "amount-blank":
        assert text.removeprefix("Indikator: ") in tree(harvest)


def test_lines_that_may_be_several_indicators_stay_one_and_are_told(tmp_path: Path) -> None:
    text = ["Indikator:", "Persentase jalan mantap", "Jumlah jembatan"]
    harvest = imported(tmp_path, BOXES[0], box(2, text, LEFT), GLUED[0])
    assert tree(harvest)["Persentase jalan mantap Jumlah jembatan"] == ["Kota sejahtera"]
    assert codes(harvest) == [("box-lines", "A11")]


@pytest.mark.parametrize(
    "more", ["Realisasi: 97 %", "Satuan: persen", "Program: Jalan", "Target 2027: 99 %"]
)
def test_what_else_a_box_says_is_no_indicator(tmp_path: Path, more: str) -> None:
    text = ["Indikator: Jalan mantap", more]
    harvest = imported(tmp_path, BOXES[0], box(2, text, LEFT), GLUED[0])
    assert [row["name"] for row in harvest.tables["indicators"]] == [f"Jalan mantap {more}"]
    assert harvest.tables["values"] == []
    assert ("box-lines", "A11") in codes(harvest)


def test_a_line_of_the_target_belongs_to_its_indicator(tmp_path: Path) -> None:
    text = ["Indikator:", "Jalan mantap", "Target: 98 %"]
    harvest = imported(tmp_path, BOXES[0], box(2, text, LEFT), GLUED[0])
    assert tree(harvest)["Jalan mantap"] == ["Kota sejahtera"]
    assert harvest.tables["values"] == [{"indicator": "A11", "year": 2026, "target": 98.0}]


def test_an_indicator_beside_its_result(tmp_path: Path) -> None:
    harvest = imported(
        tmp_path, *BOXES, *GLUED, box(4, "Indikator: Air minum = 90 %", (18, 10, 6, 4)),
        line(14, (18, 12), (16, 12), glued=(4, 3)),
    )  # fmt: skip
    assert tree(harvest)["Air minum"] == ["Air bersih"]


def test_boxes_that_are_no_results_are_set_aside_by_kind(tmp_path: Path) -> None:
    harvest = imported(
        tmp_path, *BOXES, *GLUED,
        box(4, "Bupati", (-0.0, 0, 2, 4)), line(14, (2, 2), (4, 2), glued=(4, 1)),
        box(5, ["Input :", "1. SDM"], (0, 20, 6, 4)), line(15, (3, 14), (3, 20), glued=(2, 5)),
        box(6, "Tingkat kota", (17, 0, 2, 4)), line(16, (17, 2), (10, 2), glued=(6, 1)),
        box(7, "Catatan di pinggir yang tidak tersambung garis apa pun", (30, 0, 6, 4)),
        at((0, 9, 17, 6), sp(8, "", body="<a:p/>")),
        box(9, "Hasil lain yang berdiri sendiri di samping air bersih", (20, 10, 6, 4)),
        line(19, (16, 12), (20, 12), glued=(3, 9)),
    )  # fmt: skip
    assert list(tree(harvest)) == ["Kota sejahtera", "Jalan mantap", "Air bersih"]
    assert left(harvest) == {
        "box-post": ["A1:B4"],
        "box-process": ["A21:F24"],
        "box-label": ["R1:S4"],
        "box-alone": ["AE1:AJ4"],
        "box-empty": ["A10:Q15"],
        "box-unclear": ["U11:Z14"],
    }
    assert codes(harvest) == [("box-alone", "AE1"), ("box-unclear", "U11")]


def test_a_short_box_inside_the_tree_is_no_label(tmp_path: Path) -> None:
    beside = box(4, "Air hujan", (18, 10, 6, 4)), line(14, (16, 12), (18, 12), glued=(3, 4))
    under = box(5, "Udara", (18, 20, 6, 4)), line(15, (13, 14), (21, 20), glued=(3, 5))
    harvest = imported(tmp_path, *BOXES, *GLUED, *beside, *under)
    assert left(harvest) == {"box-unclear": ["S11:X14"]}
    assert codes(harvest) == [("box-unclear", "S11")]


def test_boxes_that_touch_hang_together_where_the_map_says_so(tmp_path: Path) -> None:
    objects = (*BOXES, *GLUED, box(4, "Sasaran: Jalan rata", (0, 14, 6, 5)))
    path = drawn(tmp_path / "m.xlsx", *objects, box(5, "Kegiatan", (0, 24, 6, 4)),
                 line(15, (3, 19), (3, 24), glued=(4, 5)))  # fmt: skip
    harvest = proposed(path)
    assert tree(harvest)["Jalan rata"] == ["Jalan mantap"]
    assert by_id(harvest, "objectives")["A15"]["level"] == 1
    assert by_id(harvest, "objectives")["A25"]["level"] == 3  # the word: Kegiatan
    assert codes(harvest) == [("touching", "A15")]
    apart = reaped(path, MAP)
    assert tree(apart)["Jalan rata"] == []
    assert ("box-level", "A15") in codes(apart)
    assert "level" not in by_id(apart, "objectives")["A15"]


def test_a_box_that_no_line_leads_to_has_the_level_of_its_row(tmp_path: Path) -> None:
    harvest = imported(
        tmp_path, *BOXES, *GLUED, box(4, "Udara bersih", (20, 10, 6, 4)),
        box(5, "Program udara", (20, 20, 6, 4)), line(15, (23, 14), (23, 20), glued=(4, 5)),
    )  # fmt: skip
    found = by_id(harvest, "objectives")
    assert (found["U11"]["level"], found["U21"]["level"]) == (1, 2)
    assert codes(harvest) == [("box-row", "U11")]


@pytest.mark.parametrize(
    ("lost", "levels", "code"),
    [
        (line(13, (7, 4), (13, 7), glued=(1, None)), [0, 1, 1, 2, 2, 2], "box-row"),
        (line(13, (13, 14), (19, 15), glued=(3, None)), [None, None, 0, 1, 1, 1], "box-level"),
    ],
)
def test_the_largest_part_is_not_the_top_where_a_line_in_doubt_may_lead_above_it(
    tmp_path: Path, lost: str, levels: list[int | None], code: str
) -> None:
    under = [box(4 + at, f"Program {at}", (10 * at, 20, 6, 4)) for at in range(3)]
    ties = [line(14 + at, (13, 14), (10 * at + 3, 20), glued=(3, 4 + at)) for at in range(3)]
    harvest = imported(tmp_path, *BOXES, GLUED[0], *under, *ties, lost)
    assert [row.get("level") for row in harvest.tables["objectives"]] == levels
    assert {one for one, _ in codes(harvest)} == {"line-end", code}


def test_a_step_without_a_level_in_the_map_is_told(tmp_path: Path) -> None:
    harvest = imported(tmp_path, *BOXES, *GLUED, map_=MAP.replace("[0, 1, 2, 3]", "[0]"))
    assert [one for one, _ in codes(harvest)] == ["box-depth", "box-depth"]


def test_equal_texts_stay_two_records(tmp_path: Path) -> None:
    harvest = imported(tmp_path, BOXES[0], box(2, "Sama", LEFT), box(3, "Sama", RIGHT), *GLUED)
    assert [row["name"] for row in harvest.tables["objectives"]] == [
        "Kota sejahtera", "Sama", "Sama",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("objects", "told"),
    [
        (BOXES, "but no line joins them"),
        ((at(TOP, "<xdr:pic/>"),), "contains only pictures or SmartArt (1)"),
        ((box(1, "Bupati", TOP), box(2, "Camat", LEFT), GLUED[0]), "is a result"),
        ((at(TOP, sp(1, "", body="<a:p/>")),), "No box with text"),
    ],
)
def test_a_drawing_that_is_no_tree_is_refused(
    tmp_path: Path, objects: tuple[str, ...], told: str
) -> None:
    assert told in refused(drawn(tmp_path / "m.xlsx", *objects))


def test_a_broken_drawing_is_refused(tmp_path: Path) -> None:
    part = {"xl/drawings/drawing1.xml": "<xdr:wsDr"}
    path = book(tmp_path / "m.xlsx", {"Pohon": (BOXES, {})}, raw=part)
    assert "The workbook is broken" in refused(path)
    assert "The workbook is broken" in refused(path, MAP)


def test_a_table_comes_first_and_the_drawing_is_named(tmp_path: Path) -> None:
    cells = {
        "A40": "Sasaran",
        "B40": "Indikator",
        "C40": "Satuan",
        "A41": "Jalan",
        "B41": "Panjang",
    }
    path = drawn(tmp_path / "m.xlsx", *BOXES, *GLUED, cells=cells)
    text = guess(path, None, Settings()).text("en")
    assert "form: matrix" in text
    assert "There is a drawing on the sheet Pohon too: 3 boxes, 2 lines" in text


def test_headings_without_a_row_are_no_table(tmp_path: Path) -> None:
    cells = {"A1": "Sasaran", "B1": "Indikator", "C1": "Satuan"}
    path = drawn(tmp_path / "m.xlsx", *BOXES, *GLUED, cells=cells)
    assert "form: shapes" in guess(path, None, Settings()).text("en")


def test_a_proposal_has_no_headings(tmp_path: Path) -> None:
    path = drawn(tmp_path / "m.xlsx", *BOXES, *GLUED)
    done = guess_map(path, out=None, settings=Settings(), language="en")
    assert as_json(done, "en")["headings"] is None
    assert "headings:" not in done.text


def test_a_chain_is_told_to_have_its_top_above_by_custom(tmp_path: Path) -> None:
    path = drawn(tmp_path / "m.xlsx", *BOXES[:2], GLUED[0])
    proposal = guess(path, None, Settings())
    assert "direction: down" in proposal.text("en")
    assert any("Only custom" in doubt.say("en") for doubt in proposal.doubts)
    both = drawn(tmp_path / "n.xlsx", *BOXES, *GLUED)
    assert not any("Only custom" in one.say("en") for one in guess(both, None, Settings()).doubts)


def chain(path: Path, *texts: str) -> Proposal:
    """The map proposed for boxes below one another, each joined to the next."""
    boxes = [box(at, text, (0, at * 10, 2, 4)) for at, text in enumerate(texts, 1)]
    lines = [
        line(50 + at, (1, at * 10 + 4), (1, at * 10 + 10), glued=(at, at + 1))
        for at in range(1, len(texts))
    ]
    return guess(drawn(path, *boxes, *lines), None, Settings())


def test_words_tell_the_top_past_a_box_without_any(tmp_path: Path) -> None:
    proposal = chain(tmp_path / "m.xlsx", "Kegiatan pipa", "Air mengalir", "Sasaran air bersih")
    assert "direction: up" in proposal.text("en")
    assert doubted(proposal, "seems to be at the bottom")
    down = chain(tmp_path / "n.xlsx", "Sasaran air bersih", "Air mengalir", "Kegiatan pipa")
    assert "direction: down" in down.text("en")
    assert not doubted(down, "direction")


def test_an_indicator_at_the_end_of_a_line_is_not_the_top(tmp_path: Path) -> None:
    up = chain(tmp_path / "m.xlsx", "Indikator: Cakupan air = 90 %", "Air bersih", "Kota sehat")
    assert "direction: up" in up.text("en")
    down = chain(tmp_path / "n.xlsx", "Kota sehat", "Air bersih", "Indikator: Cakupan = 90 %")
    assert "direction: down" in down.text("en")
    assert not doubted(down, "Only custom")


def test_words_against_words_are_a_doubt(tmp_path: Path) -> None:
    words = ("Sasaran air", "Program air", "Kegiatan pipa", "Program sumur")
    proposal = chain(tmp_path / "m.xlsx", *words)
    assert "direction: down" in proposal.text("en")
    assert doubted(proposal, "Program sumur (A41:B44) would stand above Kegiatan pipa")


def test_a_form_against_the_words_is_a_doubt(tmp_path: Path) -> None:
    boxes = [
        box(1, "Sasaran air bersih", (0, 0, 2, 4)),
        box(2, "Sasaran jalan mantap", (6, 0, 2, 4)),
        box(3, "Program kota", (3, 20, 2, 4)),
    ]
    lines = [line(50 + at, (1, 4), (4, 20), glued=(at, 3)) for at in (1, 2)]
    proposal = guess(drawn(tmp_path / "m.xlsx", *boxes, *lines), None, Settings())
    assert "direction: down" in proposal.text("en")
    assert doubted(proposal, "The form of the tree says the opposite")


def test_the_sheet_with_the_drawing_is_named(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", {"Sampul": ([], {"A1": "x"}), "Pohon": ((*BOXES, *GLUED), {})})
    proposal = guess(path, None, Settings())
    assert "sheet: Pohon" in proposal.text("id")
    assert any("not: Sampul" in doubt.say("en") for doubt in proposal.doubts)
    assert tree(proposed(path))["Air bersih"] == ["Kota sejahtera"]


@pytest.mark.parametrize(
    "wrong", ["headings: 1", "indicators: {name: Indikator}", "statements: false", "rows: 1-9"]
)
def test_keys_about_cells_are_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(UsageError, match="line 3"):
        imported(tmp_path, *BOXES, *GLUED, map_=f"{MAP}{wrong}\n")


def test_owners_of_the_map(tmp_path: Path) -> None:
    units = "units: [{id: pu, name: Dinas PU, kind: opd}]\nowner: {value: pu, are: ids}\n"
    harvest = imported(tmp_path, *BOXES, *GLUED, map_=MAP + units)
    assert {row["owner"] for row in harvest.tables["objectives"]} == {("pu",)}
