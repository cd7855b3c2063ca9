"""Compute the columns and heights of a printed map: a parent is as tall as what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.render.names import box_label
from kinerja_graph.render.still.canvas import Area
from kinerja_graph.render.still.letters import wrap_text
from kinerja_graph.render.still.map_cells import Cells, Item, Place

WIDTH: Final = 956
"""The width of the columns of a page together, in pixels."""
HEIGHT: Final = 552
"""The maximum height of the cells of a page, in pixels."""
MOST_COLUMNS: Final = 8
PAD: Final = 4
"""From the edge of a cell to its words."""
BAR: Final = 6
"""The width of the bar at the right edge of a cell with a finding."""
SMALLEST: Final = 9.5
"""The smallest letters, in pixels of 1/96 inch: 7.1 points."""
_TALLEST: Final = 3.2
"""A page with few cells is not stretched to more than this many times what they need."""
_ROOT_SHARE: Final = 0.8
"""The width of the first column if one cell fills it, as a share of the others'."""


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
    """Where a cell is drawn; ``item`` with ``is_rest``: the cell ``+ N`` of what it hides."""

    item: Item
    area: Area
    is_rest: bool


@dataclass(frozen=True, slots=True)
class Sizer:
    """Measures cells.

    Attributes:
        cells: all cells.
        agency: for each cell whether its agencies are named in it, on a line of their own.
    """

    cells: Cells
    agency: Sequence[bool]

    def places(self, items: Sequence[Item]) -> tuple[Place, ...]:
        """Return the columns that ``items`` and everything right of them need."""
        found: set[Place] = set()
        for top in items:
            for item in top.all():
                found.add(self.cells.place[item.cell])
                if item.hidden:
                    found.add(self.rest_place(item))
        return tuple(sorted(found))

    def rest_place(self, item: Item) -> Place:
        """Return the column of the cell ``+ N`` of ``item``."""
        return min(self.cells.place[cell] for cell in item.hidden)

    def widths(self, places: Sequence[Place], across: float, *, narrow: bool) -> dict[Place, float]:
        """Return the width of each column; the first is narrower if ``narrow``."""
        shares = [1.0] * len(places)
        if narrow:
            shares[0] = _ROOT_SHARE
        unit = across / sum(shares)
        return {place: unit * share for place, share in zip(places, shares, strict=True)}

    def height(
        self, items: Sequence[Item], setting: Setting, widths: Mapping[Place, float]
    ) -> float:
        """Return the height that ``items`` need."""
        return sum(self._need(item, setting, widths) for item in items)

    def _need(self, item: Item, setting: Setting, widths: Mapping[Place, float]) -> float:
        own = self.own_height(item, setting, widths[self.cells.place[item.cell]])
        beside = self.height(item.beside, setting, widths)
        if item.hidden:
            beside += self.rest_height(setting)
        return max(own, beside)

    def own_height(self, item: Item, setting: Setting, across: float) -> float:
        """Return the height that the words of a cell need."""
        node = self.cells.tree.boxes[item.cell]
        room = across - 2 * PAD - BAR - setting.size
        lines = len(wrap_text(box_label(node.name), setting.size, room))
        inside = 0 if item.is_repeated else len(self.cells.inside[item.cell])
        rows = min(lines, setting.most) + inside + self.agency[item.cell] + item.is_repeated
        return rows * setting.line + 2 * PAD

    def rest_height(self, setting: Setting) -> float:
        """Return the height that a cell ``+ N`` needs."""
        return 2 * setting.line + 2 * PAD

    def place_strip(
        self, strip: Strip, setting: Setting, area: Area, widths: Mapping[Place, float]
    ) -> list[PlacedCell]:
        """Place the cells of a strip in ``area``; the room left is shared by what cells need."""
        lefts: dict[Place, float] = {}
        x = area.left
        for place in strip.places:
            lefts[place] = x
            x += widths[place]
        found: list[PlacedCell] = []
        need = self.height(strip.items, setting, widths)
        stack = self._stacked(
            strip.items, area.top, area.height / need if need else 1, (setting, widths)
        )
        while stack:
            item, top, high = stack.pop()
            place = self.cells.place[item.cell]
            found.append(PlacedCell(item, Area(lefts[place], top, widths[place], high), False))
            needs = [self._need(one, setting, widths) for one in item.beside]
            rest = self.rest_height(setting) if item.hidden else 0
            total = sum(needs) + rest
            if not total:
                continue
            scale = high / total
            below: list[tuple[Item, float, float]] = []
            for one, own in zip(item.beside, needs, strict=True):
                below.append((one, top, own * scale))
                top += own * scale
            stack.extend(reversed(below))
            if item.hidden:
                spot = self.rest_place(item)
                found.append(
                    PlacedCell(item, Area(lefts[spot], top, widths[spot], rest * scale), True)
                )
        return found

    def _stacked(
        self,
        items: Sequence[Item],
        top: float,
        scale: float,
        how: tuple[Setting, Mapping[Place, float]],
    ) -> list[tuple[Item, float, float]]:
        found: list[tuple[Item, float, float]] = []
        for item in items:
            high = self._need(item, *how) * scale
            found.append((item, top, high))
            top += high
        return found[::-1]
