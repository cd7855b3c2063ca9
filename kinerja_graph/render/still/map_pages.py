"""Decide which cells of a map share a page: every cell is on one page, repeated ones left out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.render.layout import split_roots
from kinerja_graph.render.still.map_cells import Cells, Item
from kinerja_graph.render.still.map_layout import (
    HEIGHT,
    MOST_COLUMNS,
    TIGHT,
    WHOLE,
    WIDTH,
    Setting,
    Sizer,
    Strip,
)

GAP: Final = 18
"""Between strips that stand side by side."""
_STRIP_COLUMN: Final = 168
"""The minimum width of a column where strips stand side by side."""
_MOST_STRIPS: Final = 5
_FULL: Final = 0.6
"""A strip filled to this share is not continued with part of a subtree that fits the next one."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The cells of one page.

    Attributes:
        root: the cell of the first column that the page belongs to; -1: cells without a parent.
        strips: its cells, in strips of as many columns.
        is_continued: whether an earlier page shows the beginning.
    """

    root: int
    strips: tuple[Strip, ...]
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class Planner:
    """Splits the cells of a map into pages."""

    cells: Cells
    sizer: Sizer

    def pages(self) -> Iterator[PagePlan]:
        """Yield the pages: results of the first column in order, then cells without a parent."""
        main, others = split_roots(self.cells.tree)
        for group in self._groups(main):
            whole = [self._whole(root) for root in group]
            if self._fits(whole, TIGHT):
                yield PagePlan(group[0], (self._strip(whole),))
            else:
                yield from self._split(group[0])
        trees = [box for box in others if self.cells.beside[box]]
        loose = [box for box in others if not self.cells.beside[box]]
        strips = [*self._flow([self._whole(box) for box in trees])]
        for column in sorted({self.cells.place[box] for box in loose}):
            same = [self._whole(box) for box in loose if self.cells.place[box] == column]
            strips += self._flow(same)
        for page, several in enumerate(self._bound(strips)):
            yield PagePlan(-1, several, is_continued=page > 0)

    def _groups(self, roots: Sequence[int]) -> Iterator[list[int]]:
        """Put results that fill no page together as long as their names are whole."""
        group: list[int] = []
        for root in roots:
            longer = [*group, root]
            if group and not self._fits([self._whole(one) for one in longer], WHOLE):
                yield group
                longer = [root]
            group = longer
        if group:
            yield group

    def _whole(self, cell: int) -> Item:
        return Item(cell, [self._whole_rest(one) for one in self.cells.beside[cell]])

    def _whole_rest(self, cell: int) -> Item:
        top = Item(cell)
        stack = [top]
        while stack:
            item = stack.pop()
            item.beside = [Item(one) for one in self.cells.beside[item.cell]]
            stack.extend(item.beside)
        return top

    def _fits(self, items: Sequence[Item], setting: Setting, across: float = WIDTH) -> bool:
        places = self.sizer.places(items)
        if len(places) > MOST_COLUMNS:
            return False
        widths = self.sizer.widths(places, across, narrow=len(items) == 1 and len(places) > 2)
        return self.sizer.height(items, setting, widths) <= HEIGHT

    def _strip(self, items: Sequence[Item]) -> Strip:
        return Strip(tuple(items), self.sizer.places(items))

    def _split(self, root: int) -> Iterator[PagePlan]:
        """Show what fits of a result, level by level; what it hides follows on further pages."""
        top = self._overview(root)
        yield PagePlan(root, (self._strip([top]),))
        hiding = [item for item in top.all() if item.hidden]
        strips = self._flow([self._rest_of(item) for item in hiding])
        for several in self._bound(strips):
            yield PagePlan(root, several, is_continued=True)

    def _rest_of(self, item: Item) -> Item:
        """Return what a cell hides, with the cell repeated as its heading."""
        beside = [self._whole(one) for one in item.hidden]
        return Item(item.cell, beside, is_repeated=True)

    def _overview(self, root: int) -> Item:
        top = Item(root, hidden=self.cells.beside[root])
        waiting = deque([top])
        while waiting:
            item = waiting.popleft()
            hidden = item.hidden
            item.hidden = ()
            item.beside = [Item(one, hidden=self.cells.beside[one]) for one in hidden]
            if not self._fits([top], TIGHT):
                shown = item.beside if item is top else []
                while shown and not self._fits([top], TIGHT):
                    shown.pop()
                    item.hidden = hidden[len(shown) :]
                item.beside = shown
                item.hidden = hidden[len(shown) :]
            waiting.extend(one for one in item.beside if one.hidden)
        return top

    def _flow(self, items: Sequence[Item]) -> list[Strip]:
        """Fill strips with ``items`` from top to bottom; one too tall is continued in the next."""
        strips: list[Strip] = []
        now: list[Item] = []
        waiting = deque(items)
        while waiting:
            item = waiting.popleft()
            deeper = self._cut_columns(item)
            waiting.extend(deeper)
            for piece in self._pieces(item):
                if now and not self._strip_fits([*now, piece]):
                    strips.append(self._strip(now))
                    now = []
                now.append(piece)
        if now:
            strips.append(self._strip(now))
        return strips

    def _cut_columns(self, item: Item) -> list[Item]:
        """Hide what is beyond the last column of a page; return what to show later."""
        places = self.sizer.places([item])
        if len(places) <= MOST_COLUMNS:
            return []
        last = places[MOST_COLUMNS - 2]
        deeper: list[Item] = []
        for each in item.all():
            beyond = [one for one in each.beside if self.cells.place[one.cell] > last]
            if beyond:
                each.beside = [one for one in each.beside if self.cells.place[one.cell] <= last]
                each.hidden = tuple(one.cell for one in beyond)
                deeper.append(self._rest_of(each))
        return deeper

    def _strip_fits(self, items: Sequence[Item]) -> bool:
        places = self.sizer.places(items)
        return len(places) <= MOST_COLUMNS and self._fits(items, WHOLE, strip_width(len(places)))

    def _pieces(self, item: Item) -> list[Item]:
        """Split an item into as few as possible that each fit a strip."""
        if self._strip_fits([item]):
            return [item]
        parts = [piece for one in item.beside for piece in self._pieces(one)]
        pieces: list[Item] = []
        now = Item(item.cell, [], item.hidden, item.is_repeated)
        for part in parts:
            longer = Item(item.cell, [*now.beside, part], now.hidden, now.is_repeated)
            if now.beside and not self._strip_fits([longer]):
                pieces.append(now)
                longer = Item(item.cell, [part], (), is_repeated=True)
            now = longer
        return [*pieces, now]

    def _bound(self, strips: Sequence[Strip]) -> Iterator[tuple[Strip, ...]]:
        """Put strips of as many columns side by side on pages."""
        page: list[Strip] = []
        for strip in strips:
            columns = len(strip.places)
            if page and (columns != len(page[0].places) or len(page) == strips_beside(columns)):
                yield tuple(page)
                page = []
            page.append(strip)
        if page:
            yield tuple(page)


def strips_beside(columns: int) -> int:
    """Return how many strips of so many columns stand side by side on a page."""
    return max(1, min(_MOST_STRIPS, int((WIDTH + GAP) // (columns * _STRIP_COLUMN + GAP))))


def strip_width(columns: int) -> float:
    """Return the width of a strip of so many columns."""
    beside = strips_beside(columns)
    return (WIDTH - GAP * (beside - 1)) / beside
