"""Lines that meet away from boxes: combs, brackets, dots; followed where they lead, or told."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_sheets import COLUMN, ROW, Frame, at, box, cxn, drawn, group, line, sp
from drawn_trees import MAP, doubted, imported, proposed, refused, tree
from wide_matrices import codes, reaped

from kinerja_graph.settings import Settings
from kinerja_graph.sources.drawings import read_drawing
from kinerja_graph.sources.wide.guess import guess

TOP: Frame = (10, 0, 6, 4)
PLACES: tuple[Frame, ...] = ((0, 12, 6, 4), (10, 12, 6, 4), (20, 12, 6, 4))
NAMES = ("Jalan mantap", "Air bersih", "Udara segar")
BOXES = (
    box(1, "Kota sejahtera", TOP),
    *(
        box(at_ + 2, name, place)
        for at_, (name, place) in enumerate(zip(NAMES, PLACES, strict=True))
    ),
)
CHILDREN = {"Kota sejahtera": [], **{name: ["Kota sejahtera"] for name in NAMES}}
MIDDLES = (3, 13, 23)
TRUNK = line(11, (13, 4), (13, 8))
BAR = line(12, (3, 8), (23, 8))
STUBS = tuple(line(13 + at_, (x, 8), (x, 12)) for at_, x in enumerate(MIDDLES))


def dot(id_: int, place: Frame) -> str:
    """A small shape without text, as people draw where lines meet."""
    return at(place, sp(id_, "", kind="ellipse", body="<a:p/>"))


def told_links(path: Path) -> int:
    """How many links the proposal asks a person to check."""
    proposal = guess(path, None, Settings())
    return sum("Of lines that meet" in doubt.en for doubt in proposal.doubts)


def test_a_comb_of_straight_lines(tmp_path: Path) -> None:
    harvest = imported(tmp_path, *BOXES, TRUNK, BAR, *STUBS)
    assert tree(harvest) == CHILDREN
    assert [code for code, _ in codes(harvest)] == ["junction-line"] * 3
    assert {one.severity for one in harvest.problems} == {"warning"}
    assert harvest.problems[0].message.say("en") == (
        "Lines that meet are followed by where they lie: Jalan mantap (A13:F16) contributes to "
        "Kota sejahtera (K1:P4)."
    )


def test_a_proposal_asks_about_each_link(tmp_path: Path) -> None:
    path = drawn(tmp_path / "m.xlsx", *BOXES, TRUNK, BAR, *STUBS)
    assert "direction: down" in guess(path, None, Settings()).text("en")
    assert told_links(path) == 3
    assert tree(proposed(path)) == CHILDREN


def test_lines_of_children_end_on_the_line_of_their_sibling(tmp_path: Path) -> None:
    first = line(11, (13, 4), (3, 12), glued=(1, 2), elbow=True)
    others = line(12, (13, 12), (8, 8)), line(13, (23, 12), (23, 8)), line(14, (23, 8), (13, 8))
    harvest = imported(tmp_path, *BOXES, first, *others)
    assert tree(harvest) == CHILDREN
    assert [code for code, _ in codes(harvest)] == ["junction-line"] * 2  # the first is glued


def test_where_an_elbow_bends_is_read(tmp_path: Path) -> None:
    """The line of a sibling ends on the level part of an elbow that bends at a quarter."""
    size = 0, 0, 8 * ROW, 10 * COLUMN
    elbow = cxn(11, size, glued=(1, 2), turn='rot="5400000"', kind="bentConnector3").replace(
        '<a:prstGeom prst="bentConnector3"/>',
        '<a:prstGeom prst="bentConnector3"><a:avLst><a:gd name="adj1" fmla="val 25000"/></a:avLst>'
        "</a:prstGeom>",
    )
    made = at((3, 4, 10, 8), elbow)
    (one,) = read_drawing(drawn(tmp_path / "a.xlsx", made), "Pohon", Settings()).connectors
    assert [(round(x / COLUMN, 3), round(y / ROW, 3)) for x, y in one.path] == [
        (13, 4), (13, 6), (3, 6), (3, 12),
    ]  # fmt: skip
    harvest = imported(tmp_path, *BOXES, made, line(12, (13, 12), (8, 6)))
    assert tree(harvest)["Air bersih"] == ["Kota sejahtera"]
    apart = imported(tmp_path, *BOXES, made, line(12, (13, 12), (8, 8)))
    assert [code for code, _ in codes(apart)] == ["line-end"]


def test_children_hang_on_a_trunk_one_below_another(tmp_path: Path) -> None:
    frames = [(6, 8 + 8 * at_, 6, 4) for at_ in range(3)]
    boxes = [box(2 + at_, NAMES[at_], frame) for at_, frame in enumerate(frames)]
    objects = (
        box(1, "Kota sejahtera", (0, 0, 6, 4)), *boxes, line(11, (3, 4), (3, 26)),
        *(line(12 + at_, (3, 10 + 8 * at_), (6, 10 + 8 * at_)) for at_ in range(3)),
    )  # fmt: skip
    harvest = imported(tmp_path, *objects)
    assert tree(harvest) == CHILDREN
    path = drawn(tmp_path / "n.xlsx", *objects)
    assert tree(proposed(path)) == CHILDREN
    assert told_links(path) == 3


@pytest.mark.parametrize("glued", [True, False])
def test_lines_meet_in_a_dot(tmp_path: Path, glued: bool) -> None:  # noqa: FBT001
    ends = [(13, 4), *((x, 12) for x in MIDDLES)]
    lines = [
        line(20 + at_, end, (13, 8), glued=(at_ + 1, 9) if glued else (None, None))
        for at_, end in enumerate(ends)
    ]
    harvest = imported(tmp_path, *BOXES, dot(9, (12.8, 7.6, 0.4, 0.8)), *lines)
    assert tree(harvest) == CHILDREN
    assert [code for code, _ in codes(harvest)] == ["junction-line"] * 3


def test_a_thin_shape_is_a_bar(tmp_path: Path) -> None:
    bar = at((3, 7.9, 20, 0.2), sp(9, "", body="<a:p/>"))
    harvest = imported(tmp_path, *BOXES, TRUNK, bar, *STUBS)
    assert tree(harvest) == CHILDREN
    alone = imported(tmp_path, *BOXES, *(line(30 + n, (13, 4), (x, 12), glued=(1, n + 2))
                     for n, x in enumerate(MIDDLES)), bar)  # fmt: skip
    assert codes(alone) == []


def test_a_bracket_between_two_children(tmp_path: Path) -> None:
    """From child to child, up and across and down, with the trunk on the middle."""
    legs = [line(11, (3, 12), (3, 8)), line(12, (3, 8), (23, 8)), line(13, (23, 8), (23, 12))]
    harvest = imported(tmp_path, BOXES[0], BOXES[1], BOXES[3], *legs, TRUNK)
    assert tree(harvest) == {name: CHILDREN[name] for name in ("Kota sejahtera", *NAMES[::2])}


@pytest.mark.parametrize("turn", ["", 'flipH="1"', 'flipV="1"', 'rot="10800000"'])
def test_a_comb_in_a_group_that_is_flipped_or_turned(tmp_path: Path, turn: str) -> None:
    def scaled(frame: Frame) -> Frame:
        x, y, width, height = frame
        return x * COLUMN, y * ROW, width * COLUMN, height * ROW

    children = [sp(1, "Kota sejahtera", scaled(TOP))]
    children += [sp(n + 2, NAMES[n], scaled(PLACES[n])) for n in range(3)]
    children += [
        cxn(11, scaled((13, 4, 0, 4))), cxn(12, scaled((3, 8, 20, 0))),
        *(cxn(13 + n, scaled((x, 8, 0, 4)), turn='flipV="1"') for n, x in enumerate(MIDDLES)),
    ]  # fmt: skip
    inside = 0, 0, 26 * COLUMN, 16 * ROW
    made = group(50, children, (0, 0, 0, 0), inside, turn=turn)
    path = drawn(tmp_path / "m.xlsx", at((0, 0, 26, 16), made))
    way = "up" if "flipV" in turn or "rot" in turn else "down"
    harvest = reaped(path, MAP.replace("down", way))
    assert tree(harvest) == CHILDREN


def test_lines_that_only_cross_are_not_joined(tmp_path: Path) -> None:
    objects = (
        box(1, "Kota sejahtera", (0, 0, 6, 4)), box(2, "Jalan mantap", (10, 0, 6, 4)),
        box(3, "Air bersih", (0, 12, 6, 4)), box(4, "Udara segar", (10, 12, 6, 4)),
        line(11, (3, 4), (13, 12)), line(12, (13, 4), (3, 12)),
    )  # fmt: skip
    harvest = imported(tmp_path, *objects)
    assert tree(harvest)["Udara segar"] == ["Kota sejahtera"]
    assert tree(harvest)["Air bersih"] == ["Jalan mantap"]
    assert [code for code, _ in codes(harvest) if code != "box-row"] == ["loose-line"] * 2


def test_an_end_where_two_lines_cross_is_a_doubt(tmp_path: Path) -> None:
    objects = (
        box(1, "Kota sejahtera", (0, 0, 6, 4)), box(2, "Jalan mantap", (10, 0, 6, 4)),
        box(3, "Air bersih", (0, 12, 6, 4)), box(4, "Udara segar", (10, 12, 6, 4)),
        line(11, (3, 4), (13, 12), glued=(1, 4)), line(12, (13, 4), (3, 12), glued=(2, 3)),
        box(5, "Tanah subur", (5, 20, 6, 4)), line(13, (8, 20), (8, 8)),
    )  # fmt: skip
    harvest = imported(tmp_path, *objects)
    assert tree(harvest)["Tanah subur"] == [] if "Tanah subur" in tree(harvest) else True
    assert "line-junction" in [code for code, _ in codes(harvest)]
    assert tree(harvest)["Udara segar"] == ["Kota sejahtera"]  # glued lines stay exact


@pytest.mark.parametrize(
    "more",
    [
        (box(8, "Desa sejahtera", (0, 0, 6, 4)), line(18, (3, 4), (3, 8))),  # a second box above
        (box(8, "Desa sejahtera", (0, 2.2, 6, 4)), line(18, (3, 6.2), (3, 8))),  # a bit lower
        (box(8, "Desa di belakang", (11, 5, 4, 2)),),  # the trunk runs through it
        (line(18, (18, 8), (18, 1)),),  # a line that leads to nothing
        (line(18, (8, 8), (8, 10), glued=(None, 999)),),  # a line glued to what is gone
    ],
)
def test_a_junction_that_does_not_show_its_top_joins_nothing(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    path = drawn(tmp_path / "m.xlsx", *BOXES, TRUNK, BAR, *STUBS, *more)
    for map_ in (MAP, None):
        assert "do not lead from one box to another" in refused(path, map_)
    exact = [box(60 + n, f"Hasil {n}", (n * 8, 30, 6, 4)) for n in range(60)]
    glued = [line(160 + n, (n * 8, 34), (n * 8, 30), glued=(60, 60 + n)) for n in range(1, 60)]
    tall = [box(60, "Hasil 0", (0, 20, 6, 4)), *exact[1:]]
    harvest = imported(tmp_path, *BOXES, TRUNK, BAR, *STUBS, *more, *tall, *glued)
    found = tree(harvest)
    assert all(not found.get(name) for name in NAMES)
    assert "line-junction" in [code for code, _ in codes(harvest)]


def test_a_bar_may_reach_a_little_farther(tmp_path: Path) -> None:
    bar = line(12, (2.7, 8), (23.3, 8))
    assert tree(imported(tmp_path, *BOXES, TRUNK, bar, *STUBS)) == CHILDREN


def test_a_line_of_two_pieces(tmp_path: Path) -> None:
    harvest = imported(tmp_path, *BOXES[:2], line(11, (13, 4), (3, 8)), line(12, (3, 8), (3, 12)))
    assert tree(harvest)["Jalan mantap"] == ["Kota sejahtera"]
    assert [code for code, _ in codes(harvest)] == ["junction-line"]


def test_a_proposal_of_a_junction_tree_is_never_sure(tmp_path: Path) -> None:
    path = drawn(tmp_path / "m.xlsx", *BOXES, TRUNK, BAR, *STUBS)
    assert doubted(guess(path, None, Settings()), "Of lines that meet")


def test_lines_that_meet_short_of_a_box_are_at_it_only_if_all_come_to_it(tmp_path: Path) -> None:
    """A corner under a box that it does not belong to is a doubt; ends from below are its own."""
    ends = [line(20 + n, (x, 12), (13, 4.6)) for n, x in enumerate(MIDDLES)]
    harvest = imported(tmp_path, *BOXES, *ends)
    assert tree(harvest) == CHILDREN
    assert [code for code, _ in codes(harvest)] == ["loose-line"] * 3
    other = box(5, "Desa maju", (0, 0, 6, 4))
    corner = (
        line(30, (3, 4), (3, 4.6)),
        line(31, (3, 4.6), (13, 4.6)),
        line(32, (13, 4.6), (13, 12)),
    )
    path = drawn(tmp_path / "n.xlsx", *BOXES[:1], BOXES[2], other, *corner)
    assert "do not lead from one box to another" in refused(path, MAP)


def test_a_bar_that_reaches_to_a_box_beside_it_does_not_join_it(tmp_path: Path) -> None:
    bar = line(12, (3, 8), (23.3, 8))
    beside = box(5, "Desa maju", (23.9, 7, 6, 4))
    assert tree(imported(tmp_path, *BOXES, TRUNK, bar, *STUBS, beside)) == CHILDREN


def test_an_end_on_a_line_beside_a_box_that_the_line_does_not_join_is_a_doubt(
    tmp_path: Path,
) -> None:
    """The end may belong to the box or to the line: it joins neither, and is told."""
    objects = (
        *BOXES, line(11, (13, 4), (23, 12), glued=(1, 4)), line(12, (13, 4), (3, 12), glued=(1, 2)),
        box(5, "Desa maju", (16.5, 8.5, 3, 4)), line(13, (18, 8), (11, 4)),
    )  # fmt: skip
    harvest = imported(tmp_path, *objects)
    assert tree(harvest) == {name: CHILDREN[name] for name in ("Kota sejahtera", *NAMES[::2])}
    assert [code for code, _ in codes(harvest)] == ["line-between"]
