"""What is drawn on a sheet: boxes and lines at their places, also turned, flipped and grouped."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_sheets import COLUMN, ROW, at, book, box, cxn, drawn, group, line, paragraphs, sp

from kinerja_graph.settings import Settings
from kinerja_graph.sources.drawings import MOST_SHAPES, Drawing, read_drawing
from kinerja_graph.sources.fault import WholeFileError


def read(path: Path, sheet: str = "Pohon") -> Drawing:
    """What is drawn on a sheet."""
    return read_drawing(path, sheet, Settings())


def test_a_box_covers_cells_and_has_lines_of_text(tmp_path: Path) -> None:
    path = drawn(tmp_path / "m.xlsx", box(7, ["Sasaran:  A", "", "B & C"], (1, 4, 3, 5)))
    (one,) = read(path).shapes
    assert (one.id, [each.text for each in one.paragraphs]) == ("7", ["Sasaran: A", "B & C"])
    assert one.text == "Sasaran: A B & C"
    assert one.cells == ((5, 1), (9, 3))  # B5:D9
    assert one.box == (COLUMN, 4 * ROW, 4 * COLUMN, 9 * ROW)


def test_bullets_breaks_and_fields(tmp_path: Path) -> None:
    body = paragraphs(["satu", "dua"], items=True) + (
        "<a:p><a:r><a:t>Tahun </a:t></a:r><a:fld><a:t>2026</a:t></a:fld><a:br/>"
        "<a:r><a:t>habis</a:t></a:r></a:p>"
    )
    path = drawn(tmp_path / "m.xlsx", at((0, 0, 2, 2), sp(1, "", body=body)))
    (one,) = read(path).shapes
    assert [tuple(each) for each in one.paragraphs] == [
        ("satu", True), ("dua", True), ("Tahun 2026", False), ("habis", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end"),
    [((1, 1), (5, 9)), ((5, 1), (1, 9)), ((1, 9), (5, 1)), ((5, 9), (1, 1)), ((2, 1), (2, 9))],
)
@pytest.mark.parametrize("how", ["connector", "shape", "elbow"])
def test_a_line_starts_and_ends_where_it_is_seen(
    tmp_path: Path, start: tuple[int, int], end: tuple[int, int], how: str
) -> None:
    made = line(3, start, end, shape=how == "shape", elbow=how == "elbow")
    found = read(drawn(tmp_path / "m.xlsx", made))
    (one,) = found.connectors
    assert found.shapes == ()
    assert one.start == pytest.approx((start[0] * COLUMN, start[1] * ROW))
    assert one.end == pytest.approx((end[0] * COLUMN, end[1] * ROW))


def test_anchors_of_connectors(tmp_path: Path) -> None:
    path = drawn(tmp_path / "m.xlsx", line(3, (0, 0), (1, 1), glued=(1, None)))
    (one,) = read(path).connectors
    assert (one.start_id, one.end_id) == ("1", None)


def test_what_is_grouped_lies_where_the_group_puts_it(tmp_path: Path) -> None:
    inner = group(20, [sp(2, "dalam", (10, 10, 10, 10))], (100, 100, 100, 100), (0, 0, 20, 20))
    outer = group(
        10,
        [sp(1, "luar", (0, 0, 100, 100)), inner, cxn(5, (100, 0, 100, 200), turn='flipH="1"')],
        (0, 0, 0, 0),
        (0, 0, 200, 200),
    )
    found = read(drawn(tmp_path / "m.xlsx", at((2, 10, 4, 20), outer)))
    boxes = {one.text: one.box for one in found.shapes}
    assert boxes["luar"] == pytest.approx((2 * COLUMN, 10 * ROW, 4 * COLUMN, 20 * ROW))
    assert boxes["dalam"] == pytest.approx((5 * COLUMN, 25 * ROW, 6 * COLUMN, 30 * ROW))
    (one,) = found.connectors
    assert one.start == pytest.approx((6 * COLUMN, 10 * ROW))
    assert one.end == pytest.approx((4 * COLUMN, 30 * ROW))


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        ('flipH="1"', (4, 0, 6, 4)),
        ('flipV="1"', (0, 8, 2, 12)),
        ('rot="10800000"', (4, 8, 6, 12)),
    ],
)
def test_a_group_is_flipped_and_turned_as_one(
    tmp_path: Path, turn: str, place: tuple[int, int, int, int]
) -> None:
    made = group(9, [sp(1, "A", (0, 0, 20, 40))], (0, 0, 0, 0), (0, 0, 60, 120), turn=turn)
    (one,) = read(drawn(tmp_path / "m.xlsx", at((0, 0, 6, 12), made))).shapes
    left, top, right, bottom = place
    assert one.box == pytest.approx((left * COLUMN, top * ROW, right * COLUMN, bottom * ROW))


def test_columns_and_rows_of_other_sizes(tmp_path: Path) -> None:
    more = (
        '<sheetFormatPr defaultRowHeight="30"/><cols><col min="1" max="2" width="18.7109375"/>'
        '<col min="3" max="3" hidden="1" width="9"/></cols>'
    )
    path = book(tmp_path / "m.xlsx", {"Pohon": ([box(1, "A", (3, 2, 1, 1))], {})}, more=more)
    (one,) = read(path).shapes
    wide = 131 * 9525
    assert one.box[:2] == (2 * wide, 2 * 381_000)
    assert one.cells == ((3, 3), (3, 3))


def test_other_anchors(tmp_path: Path) -> None:
    one_cell = (
        "<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2"
        f'</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="{COLUMN}" cy="{ROW}"/>'
        f"{sp(1, 'A')}</xdr:oneCellAnchor>"
    )
    absolute = (
        f'<xdr:absoluteAnchor><xdr:pos x="{COLUMN}" y="{2 * ROW}"/><xdr:ext cx="{COLUMN}" '
        f'cy="{ROW}"/>{sp(2, "B")}</xdr:absoluteAnchor>'
    )
    found = read(drawn(tmp_path / "m.xlsx", one_cell, absolute)).shapes
    assert [one.cells for one in found] == [((3, 1), (3, 1))] * 2


def test_what_is_no_shape_is_counted_and_what_is_hidden_is_told(tmp_path: Path) -> None:
    picture = "<xdr:pic><xdr:nvPicPr><xdr:cNvPr id='4' name='p'/></xdr:nvPicPr></xdr:pic>"
    diagram = (
        "<xdr:graphicFrame><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:graphic>'
        "</xdr:graphicFrame>"
    )
    fallback = (
        '<mc:AlternateContent xmlns:mc="x"><mc:Choice>'
        f"{sp(5, 'satu')}</mc:Choice><mc:Fallback>{sp(5, 'lain')}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    place = (0, 0, 1, 1)
    hidden = sp(6, "x").replace('id="6"', 'id="6" hidden="1"')
    path = drawn(
        tmp_path / "m.xlsx",
        *(at(place, one) for one in (picture, diagram, fallback, hidden)),
    )
    found = read(path)
    assert found.others == {"picture": 1, "diagram": 1}
    assert [(one.text, one.hidden) for one in found.shapes] == [("satu", False), ("x", True)]


def test_a_sheet_without_a_drawing(tmp_path: Path) -> None:
    path = book(
        tmp_path / "m.xlsx", {"A": ([], {"A1": "x"}), "B": ([box(1, "b", (0, 0, 1, 1))], {})}
    )
    assert read(path, "A") == Drawing()
    assert [one.text for one in read(path, "B").shapes] == ["b"]


@pytest.mark.parametrize(
    ("part", "case"),
    [
        ("<xdr:wsDr", "unreadable-file:workbook"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "unreadable-file:workbook"),
        ("<a xmlns:xdr='x'>" + box(1, "x", (-3, 0, 1, 1)) + "</a>", "unreadable-file:workbook"),
        (
            "<a><twoCellAnchor><from><col>x</col></from><sp/></twoCellAnchor></a>",
            "unreadable-file:workbook",
        ),
        (
            "<a><twoCellAnchor>" + "<grpSp>" * 60 + "</grpSp>" * 60 + "</twoCellAnchor></a>",
            "unreadable-file:workbook",
        ),
        (
            "<a><twoCellAnchor>" + "<sp/>" * (MOST_SHAPES + 1) + "</twoCellAnchor></a>",
            "too-large:shapes",
        ),
    ],
)
def test_a_broken_drawing_is_a_clear_error(tmp_path: Path, part: str, case: str) -> None:
    name = "xl/drawings/drawing1.xml"
    part = part.replace("<a ", '<a xmlns:a="a" ', 1)
    path = book(tmp_path / "m.xlsx", {"Pohon": ([box(1, "A", (0, 0, 1, 1))], {})}, raw={name: part})
    with pytest.raises(WholeFileError) as caught:
        read(path)
    assert caught.value.fault.case == case


def test_a_drawing_that_is_missing_is_a_clear_error(tmp_path: Path) -> None:
    rels = (
        '<Relationships><Relationship Id="rId1" Type="x/drawing" Target="../drawings/none.xml"/>'
        "</Relationships>"
    )
    path = book(
        tmp_path / "m.xlsx",
        {"Pohon": ([box(1, "A", (0, 0, 1, 1))], {})},
        raw={"xl/worksheets/_rels/sheet1.xml.rels": rels},
    )
    with pytest.raises(WholeFileError) as caught:
        read(path)
    assert caught.value.fault.case == "unreadable-file:workbook"
