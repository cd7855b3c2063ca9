"""Compute the columns and heights of a printed map: a parent is as tall as what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kinerja_graph.render.still.canvas import Area
from kinerja_graph.render.still.letters import wrap_text
from kinerja_graph.render.still.map_cells import Cells, Item, Place

WIDTH: Final = 956
"""The width of the columns of a page together, in pixels."""
HEIGHT: Final = 544
"""The maximum height of the cells of a page, in pixels."""
MOST_COLUMNS: Final = 8
PAD: Final = 4
"""From the edge of a cell to its words."""
BAR: Final = 6
"""The width of the bar at the right edge of a cell with a finding."""
SMALLEST: Final = 9.5
"""The smallest letters, in pixels of 1/96 inch: 7.1 points."""
GAP: Final = 18
"""Between strips that stand side by side."""
END: Final[Place] = (1_000_000, 0)
"""The column of cells ``+ N`` that stand for several levels."""
_FIRST_SHARE: Final = 0.85
"""The width of the first column if one cell fills it, as a share of the others'."""
_FIRST_OF_TWO: Final = 0.6
"""The same where there is only one other column."""
LEAST_COLUMN: Final = 150
"""The minimum width of a column where strips stand side by side."""
_MOST_STRIPS: Final = 5

Widths = Mapping[Place, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """How words are set: the font size in pixels, and the lines of a name that have room."""

    size: float
    most: int

    @property
    def line(self) -> float:
        """Return the height of a line in pixels."""
        return self.size * 1.2


SETTINGS: Final = (
    *(Setting(size, 12) for size in (13, 12, 11, 10.5, 10, SMALLEST)),
    *(Setting(SMALLEST, most) for most in (5, 4, 3, 2)),
)
"""From the most to the least comfortable."""
WHOLE: Final = Setting(SMALLEST, 5)
"""For pages that may take more or fewer cells: names are hardly cut."""
TIGHT: Final = SETTINGS[-1]


@dataclass(frozen=True, slots=True)
class Strip:
    """Cells from top to bottom, with columns of their own; a page has one or several side by side.

    Attributes:
        items: the cells of the first column, with all right of them.
        places: its columns from left to right.
    """

    items: tuple[Item, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """Where a cell is drawn; if ``is_rest``, the cell ``+ N`` of what ``item`` hides."""

    item: Item
    area: Area
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Sizer:
    """Measures cells.

    Attributes:
        cells: all cells.
        names_agency: for each cell whether its agencies have a line of their own.
    """

    cells: Cells
    names_agency: Sequence[bool]
    _lines: dict[tuple[int, float, float, bool], int] = field(default_factory=dict[Any, int])

    def places(self, items: Sequence[Item]) -> tuple[Place, ...]:
        """Return the columns that ``items`` and everything right of them need."""
        shown = [item for top in items for item in top.all()]
        found = {self.cells.place[item.cell] for item in shown}
        last = max(found)
        wanted = {
            min(self.cells.place[cell] for cell in item.hidden)
            for item in shown
            if item.hidden and self.cells.place[item.cell] == last
        }
        if wanted:
            found.add(wanted.pop() if len(wanted) == 1 else END)
        return tuple(sorted(found))

    def rest_place(self, item: Item, places: Sequence[Place]) -> Place:
        """Return the column of the cell ``+ N`` of ``item``: its own, or the next one to it."""
        wanted = min(self.cells.place[cell] for cell in item.hidden)
        own = self.cells.place[item.cell]
        return wanted if wanted in places else next(one for one in places if one > own)

    def height(self, items: Sequence[Item], setting: Setting, widths: Widths) -> float:
        """Return the height that ``items`` need."""
        return sum(self.need(item, setting, widths) for item in items)

    def need(self, item: Item, setting: Setting, widths: Widths) -> float:
        """Return the height that a cell and everything right of it need."""
        beside = self.height(item.beside, setting, widths)
        if item.hidden:
            beside += rest_height(setting)
        return max(self.own_height(item, setting, widths[self.cells.place[item.cell]]), beside)

    def own_height(self, item: Item, setting: Setting, across: float) -> float:
        """Return the height that the words of a cell need, ``across`` pixels wide."""
        lines = self._count_lines(item.cell, setting.size, across, bold=item.is_top)
        rows = min(lines, setting.most) + self.names_agency[item.cell]
        rows += 1 if item.is_repeated else len(self.cells.inside[item.cell])
        return rows * setting.line + 2 * PAD

    def _count_lines(self, cell: int, size: float, across: float, *, bold: bool) -> int:
        """Return how many lines the name of a cell takes, with room for the sign of a finding."""
        key = (cell, size, across, bold)
        if key not in self._lines:
            name = self.cells.name(cell)
            room = words_width(across) - size
            self._lines[key] = len(wrap_text(name, size, room, bold=bold))
        return self._lines[key]

    def place_strip(self, strip: Strip, setting: Setting, area: Area) -> list[PlacedCell]:
        """Place the cells of a strip in ``area``; the room left is shared by what cells need."""
        widths = share_width(strip, area.width)
        lefts: dict[Place, float] = {}
        x = area.left
        for place in strip.places:
            lefts[place] = x
            x += widths[place]
        found: list[PlacedCell] = []
        stack = self._stacked(strip.items, (area.top, area.height), setting, widths)
        while stack:
            item, top, high = stack.pop()
            place = self.cells.place[item.cell]
            found.append(PlacedCell(item, Area(lefts[place], top, widths[place], high)))
            rest = rest_height(setting) if item.hidden else 0
            needs = self.height(item.beside, setting, widths) + rest
            if needs:
                share = high * (1 - rest / needs)
                stack += self._stacked(item.beside, (top, share), setting, widths)
                if item.hidden:
                    place = self.rest_place(item, strip.places)
                    spot = Area(lefts[place], top + share, widths[place], high - share)
                    found.append(PlacedCell(item, spot, is_rest=True))
        return found

    def _stacked(
        self, items: Sequence[Item], span: tuple[float, float], setting: Setting, widths: Widths
    ) -> list[tuple[Item, float, float]]:
        """Share a span (top, height) among ``items``; return them with top and height, reversed."""
        top, high = span
        needs = [self.need(item, setting, widths) for item in items]
        scale = high / sum(needs) if needs else 0
        found: list[tuple[Item, float, float]] = []
        for item, need in zip(items, needs, strict=True):
            found.append((item, top, need * scale))
            top += need * scale
        return found[::-1]


def words_width(across: float) -> float:
    """Return the width of the words in a cell that is ``across`` pixels wide."""
    return across - 2 * PAD - BAR


def rest_height(setting: Setting) -> float:
    """Return the height that a cell ``+ N`` needs."""
    return 2 * setting.line + 2 * PAD


def share_width(strip: Strip, across: float) -> dict[Place, float]:
    """Return the width of each column of a strip."""
    shares = [1.0] * len(strip.places)
    if len(strip.items) == 1 and len(shares) > 1:
        shares[0] = _FIRST_SHARE if shares[2:] else _FIRST_OF_TWO
    unit = across / sum(shares)
    return {place: unit * share for place, share in zip(strip.places, shares, strict=True)}


def strip_widths(columns: int) -> list[float]:
    """Return the widths that a strip of so many columns may have, the widest first.

    As many strips of that width stand side by side as the index says, from 1.
    """
    widths = [(WIDTH - GAP * number) / (number + 1) for number in range(_MOST_STRIPS)]
    return [width for width in widths if width / columns >= LEAST_COLUMN] or widths[:1]


def page_widths(strips: Sequence[Strip]) -> list[float]:
    """Return the width of each strip of a page: their columns are equally wide."""
    columns = [len(strip.places) for strip in strips]
    unit = (WIDTH - GAP * (len(strips) - 1)) / sum(columns)
    return [unit * number for number in columns]
