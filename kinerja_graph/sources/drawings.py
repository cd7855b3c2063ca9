"""Read what is drawn on a worksheet (DrawingML, ECMA-376 part 1 §20): boxes with text, and lines.

Lengths are in EMU, 914,400 to the inch, from the top left corner of the sheet.
"""

from __future__ import annotations

import math
import zipfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from kinerja_graph.settings import Settings
from kinerja_graph.sources.fault import refused
from kinerja_graph.sources.package_parts import (
    check_size,
    chunks,
    local,
    opened,
    parser,
    related,
    starts,
)
from kinerja_graph.sources.workbook import worksheet_parts
from kinerja_graph.texts import _

Point: TypeAlias = tuple[float, float]
_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""``a b c d e f``: x becomes a·x + c·y + e, y becomes b·x + d·y + f."""
MOST_SHAPES: Final = 5_000
_DEEPEST: Final = 40
_LARGEST: Final = 1 << 50
_POINT: Final = 12_700
_PIXEL: Final = 9_525
_BARELY: Final = 0.5
"""A point no farther than this from the edge of a cell lies on the edge."""
_DIGIT: Final = 7
"""Pixels per digit in a workbook's usual font, the unit of column widths."""
_USUAL_COLUMN: Final = 64 * _PIXEL
_USUAL_ROW: Final = 15.0
_LAST_COLUMN: Final = 16_384
_LAST_ROW: Final = 1_048_576
_DEGREE: Final = 60_000
_WHOLE: Final = 100_000
"""The unit of the places where a line bends: shares of its breadth or height."""
_ON: Final = frozenset({"1", "true"})
_LINES: Final = ("line", "straightConnector", "bentConnector", "curvedConnector")
_OBJECTS: Final = frozenset({"sp", "cxnSp", "grpSp", "pic", "graphicFrame"})
_ANCHORS: Final = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_OUTLINES: Final = {"prstGeom": "prst", "custGeom": "", "graphicData": "uri"}
"""The elements that give the outline of an object, and the attribute with it."""
_HEADS: Final[dict[str, Literal["start", "end"]]] = {"headEnd": "start", "tailEnd": "end"}
"""The elements that say how the ends of a line look."""
_MARKERS: Final = ("col", "colOff", "row", "rowOff")
_TOO_DEEP: Final = _("a drawing in it has groups nested without end")
_NO_PLACE: Final = _("a shape in it has a position that no sheet has")


class Box(NamedTuple):
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float


class Paragraph(NamedTuple):
    """A line of text in a box; ``item``: a bullet or number, not part of the text, precedes it."""

    text: str
    item: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A box.

    Attributes:
        id: the number by which connectors refer to it.
        paragraphs: its text, without empty lines.
        box: where it lies; ``cells``: the first and the last cell that it covers, each as row
            (from 1) and column (from 0).
        kind: its outline, a DrawingML name: ``rect``, ``roundRect``, ``rightArrow``.
        hidden: whether spreadsheet applications do not show it.
    """

    id: str
    paragraphs: tuple[Paragraph, ...]
    box: Box
    cells: tuple[tuple[int, int], tuple[int, int]]
    kind: str
    hidden: bool = False

    @property
    def text(self) -> str:
        """Return the whole text on one line."""
        return " ".join(one.text for one in self.paragraphs)


@dataclass(frozen=True, slots=True, eq=False)
class Connector:
    """A line.

    Attributes:
        start, end: where it starts and ends; ``start_id``, ``end_id``: the ids of the boxes that it
            is attached to there, or None.
        path: its corners from start to end; empty for a curve.
        arrow: at which of its ends it has the head of an arrow; None: at none, or at both.
    """

    start: Point
    end: Point
    start_id: str | None
    end_id: str | None
    cells: tuple[tuple[int, int], tuple[int, int]]
    path: tuple[Point, ...]
    arrow: Literal["start", "end"] | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything drawn on a sheet.

    ``others`` counts what is not read as a shape: ``picture``, ``chart``, ``diagram`` (SmartArt),
    or ``open-document`` (the boxes of a file whose drawings are not read).
    """

    shapes: tuple[Shape, ...] = ()
    connectors: tuple[Connector, ...] = ()
    others: Mapping[str, int] = field(default_factory=dict[str, int])


def read_drawing(path: Path, sheet: str | None, settings: Settings) -> Drawing:
    """Read what is drawn on a sheet of a workbook; nothing if it has no drawing.

    Raises:
        WholeFileError: encrypted, broken or too large.
    """
    with opened(path) as package:
        check_size(package, path.stat().st_size, settings)
        part = worksheet_parts(package)[sheet or ""]
        parts = [name for kind, name in related(package, part).values() if kind == "drawing"]
        if not parts:
            return Drawing()
        reader = _Reader()
        for name in parts:
            reader.read(package, name)
        columns, rows = _axes(package, part, reader.anchors)
        return _laid_out(reader.anchors, columns, rows)


@dataclass(slots=True)
class _Object:
    """An object as described in the file; a group has ``children``."""

    kind: str
    id: str = ""
    hidden: bool = False
    outline: str = ""
    turn: float = 0.0
    flips: tuple[bool, bool] = (False, False)
    frame: dict[str, Point] = field(default_factory=dict[str, Point])
    glued: dict[str, str] = field(default_factory=dict[str, str])
    bends: dict[str, float] = field(default_factory=dict[str, float])
    arrows: set[str] = field(default_factory=set[str])
    lines: list[Paragraph] = field(default_factory=list[Paragraph])
    children: list[_Object] = field(default_factory=list["_Object"])

    def quarter(self) -> bool:
        """Tell whether it is turned by about a quarter: its anchor is then that of what is seen."""
        return 45 <= self.turn % 180 < 135  # noqa: PLR2004

    def is_line(self) -> bool:
        """Tell whether it is a line, drawn as a connector or as a shape."""
        drawn = self.outline.startswith(_LINES) and not self.lines
        return self.kind == "cxnSp" or (self.kind == "sp" and drawn)


@dataclass(slots=True)
class _Anchor:
    """Where an object lies on the sheet: cells with offsets in them, or an absolute position."""

    kind: str
    marks: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    place: Point = (0.0, 0.0)
    size: Point = (0.0, 0.0)
    objects: list[_Object] = field(default_factory=list[_Object])


@dataclass(slots=True)
class _Reader:
    """Reads drawing parts as streams: no entities, no tree of the whole file."""

    anchors: list[_Anchor] = field(default_factory=list[_Anchor])
    _open: list[_Object] = field(default_factory=list[_Object])
    _path: list[str] = field(default_factory=list[str])
    _number: int = 0
    _text: list[str] | None = None
    _item: bool = False
    _fallback: int = 0

    def read(self, package: zipfile.ZipFile, part: str) -> None:
        """Read one part."""
        reader = parser()
        reader.StartElementHandler = self._start
        reader.EndElementHandler = self._end
        reader.CharacterDataHandler = self._data
        with package.open(part) as stream:
            for chunk in chunks(stream):
                reader.Parse(chunk, not chunk)

    def _start(self, qualified: str, attributes: Mapping[str, str]) -> None:
        name = local(qualified)
        above = self._path[-1] if self._path else ""
        self._path.append(name)
        if self._fallback or name == "Fallback":
            self._fallback += 1
        elif name in _ANCHORS:
            self.anchors.append(_Anchor(name))
        elif name in _OBJECTS:
            self._begin(name)
        elif self._open:
            self._of_object(name, above, {local(key): each for key, each in attributes.items()})
        elif self.anchors and name == "pos":
            self.anchors[-1].place = _pair(attributes, "x", "y")
        elif self.anchors and name == "ext":
            self.anchors[-1].size = _pair(attributes, "cx", "cy")
        elif self.anchors and name in _MARKERS and above in {"from", "to"}:
            self._text = []

    def _begin(self, name: str) -> None:
        made = _Object(name)
        self._number += 1
        if self._number > MOST_SHAPES:
            raise refused("too-large:shapes", limit=MOST_SHAPES)
        if len(self._open) >= _DEEPEST:
            raise refused("unreadable-file:workbook", why=_TOO_DEEP)
        if self._open:
            self._open[-1].children.append(made)
        elif self.anchors:
            self.anchors[-1].objects.append(made)
        self._open.append(made)

    def _of_object(self, name: str, above: str, given: Mapping[str, str]) -> None:
        """Handle an element of the object being read."""
        here = self._open[-1]
        if above == "xfrm" and name in {"off", "chOff"}:
            here.frame[name] = _pair(given, "x", "y")
        elif above == "xfrm" and name in {"ext", "chExt"}:
            here.frame[name] = _pair(given, "cx", "cy")
        elif above in {"txBody", "pPr"} or name == "br":
            self._of_text(name, above, here)
        elif name == "xfrm":
            here.turn = _number(given.get("rot", "0")) / _DEGREE
            here.flips = given.get("flipH") in _ON, given.get("flipV") in _ON
        elif name in _OUTLINES:
            here.outline = given.get(_OUTLINES[name], "custom")
        elif name == "cNvPr" and not here.id:
            here.id = given.get("id", "")
            here.hidden = given.get("hidden") in _ON
        else:
            self._of_line(name, above, given)

    def _of_line(self, name: str, above: str, given: Mapping[str, str]) -> None:
        """Handle what a line is glued to, where it bends, and the heads of its arrow."""
        here = self._open[-1]
        if name in {"stCxn", "endCxn"}:
            here.glued[name] = given.get("id", "")
        elif name in _HEADS and given.get("type", "none") != "none":
            here.arrows.add(name)
        elif name == "gd" and above == "avLst":
            kind, _space, number = given.get("fmla", "").partition(" ")
            if kind == "val":
                here.bends[given.get("name", "")] = _number(number) / _WHOLE

    def _of_text(self, name: str, above: str, here: _Object) -> None:
        """Handle a paragraph: its start, its bullet, or a line break."""
        if name == "p" and above == "txBody":
            self._text, self._item = [], False
        elif name in {"buChar", "buAutoNum"} and above == "pPr":
            self._item = True
        elif name == "br" and self._text is not None:
            self._break(here)

    def _break(self, here: _Object) -> None:
        """End a line of text; what follows in the paragraph is not an item of its own."""
        text = " ".join("".join(self._text or ()).split())
        if text:
            here.lines.append(Paragraph(text, self._item))
            self._item = False
        self._text = []

    def _data(self, text: str) -> None:
        if self._text is not None and self._path and self._path[-1] in {"t", *_MARKERS}:
            self._text.append(text)

    def _end(self, qualified: str) -> None:
        name = local(qualified)
        self._path.pop()
        above = self._path[-1] if self._path else ""
        if self._fallback:
            self._fallback -= 1
        elif name in _OBJECTS:
            self._open.pop()
        elif name == "p" and above == "txBody" and self._open:
            self._break(self._open[-1])
            self._text = None
        elif name in _MARKERS and above in {"from", "to"} and not self._open and self.anchors:
            number = _number("".join(self._text or ()))
            self.anchors[-1].marks.setdefault(above, {})[name] = number
            self._text = None


def _number(text: str) -> int:
    number = int(text)
    if abs(number) > _LARGEST:
        raise refused("unreadable-file:workbook", why=_NO_PLACE)
    return number


def _pair(given: Mapping[str, str], first: str, second: str) -> Point:
    return float(_number(given.get(first, "0"))), float(_number(given.get(second, "0")))


@dataclass(frozen=True, slots=True)
class _Axis:
    """The widths of columns or heights of rows: the default and, sorted, those that differ."""

    usual: float
    special: Mapping[int, float]
    last: int
    _numbers: list[int] = field(default_factory=list[int])
    _more: list[float] = field(default_factory=list[float])

    @classmethod
    def of(cls, usual: float, special: Mapping[int, float], last: int) -> _Axis:
        """Compute the cumulated sizes."""
        numbers = sorted(special)
        more = [0.0, *accumulate(special[each] - usual for each in numbers)]
        return cls(usual, special, last, numbers, more)

    def start(self, index: int) -> float:
        """Return where a column or row begins."""
        return self.usual * index + self._more[bisect_right(self._numbers, index - 1)]

    def find(self, place: float) -> int:
        """Return the column or row at a position."""
        low, high = 0, self.last - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.start(middle) <= place else (low, middle - 1)
        return low


def _axes(package: zipfile.ZipFile, part: str, anchors: Sequence[_Anchor]) -> tuple[_Axis, _Axis]:
    """Return the columns and rows of a sheet.

    A column's width is that of text in a font that may not be installed: it is never assumed to be
    narrower than the offset of something in it.
    """
    usual_column, usual_row = float(_USUAL_COLUMN), _USUAL_ROW * _POINT
    columns: dict[int, float] = {}
    rows: dict[int, float] = {}
    for name, given in starts(package, part, "sheetFormatPr", "col", "row"):
        hidden = given.get("hidden") in _ON
        if name == "sheetFormatPr":
            if "defaultColWidth" in given:
                usual_column = _of_width(_length(given["defaultColWidth"]))
            usual_row = _length(given.get("defaultRowHeight", str(_USUAL_ROW))) * _POINT
            usual_row = 0.0 if given.get("zeroHeight") in _ON else usual_row
        elif name == "col" and (hidden or "width" in given):
            width = 0.0 if hidden else _of_width(_length(given["width"]))
            first, last = _number(given.get("min", "1")), _number(given.get("max", "1"))
            columns.update(dict.fromkeys(range(first - 1, min(last, _LAST_COLUMN)), width))
        elif name == "row" and "r" in given and (hidden or "ht" in given):
            rows[_number(given["r"]) - 1] = 0.0 if hidden else _length(given["ht"]) * _POINT
    for anchor in anchors:
        for mark in anchor.marks.values():
            for axis, usual, index, offset in (
                (columns, usual_column, mark.get("col", 0), mark.get("colOff", 0)),
                (rows, usual_row, mark.get("row", 0), mark.get("rowOff", 0)),
            ):
                axis[index] = max(axis.get(index, usual), float(offset))
    return _Axis.of(usual_column, columns, _LAST_COLUMN), _Axis.of(usual_row, rows, _LAST_ROW)


def _length(text: str) -> float:
    found = float(text)
    if not 0 <= found < _LARGEST:
        raise refused("unreadable-file:workbook", why=_NO_PLACE)
    return found


def _of_width(characters: float) -> float:
    """Convert a column width given in characters (ECMA-376 part 1 §18.3.1.13)."""
    return math.trunc((256 * characters + math.trunc(128 / _DIGIT)) / 256 * _DIGIT) * _PIXEL


def _laid_out(anchors: Sequence[_Anchor], columns: _Axis, rows: _Axis) -> Drawing:
    """Place boxes and lines on the sheet."""
    shapes: list[Shape] = []
    connectors: list[Connector] = []
    others: Counter[str] = Counter()
    for anchor in anchors:
        for top in anchor.objects:
            _frame(top, _rectangle(anchor, columns, rows))
            for one, matrix, hidden in _flat(top, (1, 0, 0, 1, 0, 0), top.hidden):
                box = _bounds(one, matrix)
                cells = _covered(box, columns, rows)
                if one.kind in {"pic", "graphicFrame"}:
                    others[_other(one)] += 1
                elif one.is_line():
                    if not hidden:
                        connectors.append(_connector(one, matrix, cells))
                else:
                    lines = tuple(one.lines)
                    shapes.append(Shape(one.id, lines, box, cells, one.outline, hidden))
    return Drawing(tuple(shapes), tuple(connectors), dict(others))


def _covered(box: Box, columns: _Axis, rows: _Axis) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and last cell of a box; one that ends where a cell begins excludes it."""
    top, left = rows.find(box.top + _BARELY), columns.find(box.left + _BARELY)
    bottom, right = rows.find(box.bottom - _BARELY), columns.find(box.right - _BARELY)
    return (top + 1, left), (max(top, bottom) + 1, max(left, right))


def _rectangle(anchor: _Anchor, columns: _Axis, rows: _Axis) -> Box:
    """Return the rectangle of an anchor; without a second cell, it has a size."""
    if anchor.kind == "absoluteAnchor":
        left, top = anchor.place
    else:
        left, top = _at(anchor.marks.get("from", {}), columns, rows)
    if anchor.kind == "twoCellAnchor":
        right, bottom = _at(anchor.marks.get("to", {}), columns, rows)
    else:
        right, bottom = left + anchor.size[0], top + anchor.size[1]
    return Box(left, top, max(left, right), max(top, bottom))


def _at(mark: Mapping[str, int], columns: _Axis, rows: _Axis) -> Point:
    column, row = mark.get("col", -1), mark.get("row", -1)
    if not (0 <= column < _LAST_COLUMN and 0 <= row < _LAST_ROW):
        raise refused("unreadable-file:workbook", why=_NO_PLACE)
    return columns.start(column) + mark.get("colOff", 0), rows.start(row) + mark.get("rowOff", 0)


def _frame(top: _Object, anchor: Box) -> None:
    """Place an object by its anchor; its own coordinates may be of an older layout."""
    width, height = anchor.right - anchor.left, anchor.bottom - anchor.top
    center = anchor.left + width / 2, anchor.top + height / 2
    if top.quarter():
        width, height = height, width
    top.frame["off"] = center[0] - width / 2, center[1] - height / 2
    top.frame["ext"] = width, height


def _flat(one: _Object, outer: _Matrix, hidden: bool) -> Iterator[tuple[_Object, _Matrix, bool]]:  # noqa: FBT001
    """Place an object, or those of a group, with the transform of its coordinates to the sheet."""
    matrix = _then(outer, _turned(one))
    if one.kind != "grpSp":
        yield one, matrix, hidden
        return
    inner = _then(matrix, _inside(one))
    for child in one.children:
        yield from _flat(child, inner, hidden or child.hidden)


def _turned(one: _Object) -> _Matrix:
    """Return the transform that flips, then rotates, about the object's centre."""
    (x, y), (width, height) = one.frame.get("off", (0, 0)), one.frame.get("ext", (0, 0))
    center = x + width / 2, y + height / 2
    turn = math.radians(one.turn)
    cos, sin = math.cos(turn), math.sin(turn)
    across, down = (-1 if flip else 1 for flip in one.flips)
    a, b, c, d = cos * across, sin * across, -sin * down, cos * down
    return (
        a, b, c, d,
        center[0] - a * center[0] - c * center[1],
        center[1] - b * center[0] - d * center[1],
    )  # fmt: skip


def _inside(group: _Object) -> _Matrix:
    """Return the transform from the coordinates of a group's children to the group's own."""
    (x, y), size = group.frame.get("off", (0, 0)), group.frame.get("ext", (0, 0))
    child = group.frame.get("chOff", (x, y))
    of = group.frame.get("chExt", size)
    across, down = (whole / part if part else 1.0 for whole, part in zip(size, of, strict=True))
    return across, 0, 0, down, x - child[0] * across, y - child[1] * down


def _then(outer: _Matrix, inner: _Matrix) -> _Matrix:
    """Compose two transforms: ``inner`` first, then ``outer``."""
    a, b, c, d, e, f = outer
    a2, b2, c2, d2, e2, f2 = inner
    return (
        a * a2 + c * b2, b * a2 + d * b2, a * c2 + c * d2, b * c2 + d * d2,
        a * e2 + c * f2 + e, b * e2 + d * f2 + f,
    )  # fmt: skip


def _moved(matrix: _Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _bounds(one: _Object, matrix: _Matrix) -> Box:
    (x, y), (width, height) = one.frame.get("off", (0, 0)), one.frame.get("ext", (0, 0))
    corners = [_moved(matrix, (x + dx, y + dy)) for dx in (0, width) for dy in (0, height)]
    across, down = [each[0] for each in corners], [each[1] for each in corners]
    return Box(min(across), min(down), max(across), max(down))


def _connector(
    one: _Object, matrix: _Matrix, cells: tuple[tuple[int, int], tuple[int, int]]
) -> Connector:
    """Make a line from the first corner of its frame to the last, as the outlines of lines go."""
    (x, y), (width, height) = one.frame.get("off", (0, 0)), one.frame.get("ext", (0, 0))
    corners = [(0.0, 1.0), (1.0, 0.0)] if one.outline == "lineInv" else list(_corners(one))
    path = [_moved(matrix, (x + width * right, y + height * down)) for right, down in corners]
    ids = one.glued.get("stCxn"), one.glued.get("endCxn")
    curved = one.outline.startswith("curved")
    heads: list[Literal["start", "end"]] = [_HEADS[name] for name in sorted(one.arrows)]
    arrow = heads[0] if len(heads) == 1 else None
    return Connector(path[0], path[-1], *ids, cells, () if curved else tuple(path), arrow)


def _corners(one: _Object) -> Iterator[Point]:
    """Yield the corners of a line in shares of its frame (ECMA-376-1 presetShapeDefinitions)."""
    first, second, third = (one.bends.get(f"adj{number}", 0.5) for number in (1, 2, 3))
    yield 0.0, 0.0
    match one.outline:
        case "bentConnector2":
            yield 1.0, 0.0
        case "bentConnector3":
            yield from ((first, 0.0), (first, 1.0))
        case "bentConnector4":
            yield from ((first, 0.0), (first, second), (1.0, second))
        case "bentConnector5":
            yield from ((first, 0.0), (first, second), (third, second), (third, 1.0))
        case _:
            pass
    yield 1.0, 1.0


def _other(one: _Object) -> str:
    if one.kind == "pic":
        return "picture"
    return "diagram" if one.outline.endswith("/diagram") else "chart"
