"""Decide which cells of a map share a page: every cell is on one page, repeated ones left out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kinerja_graph.render.layout import split_roots
from kinerja_graph.render.still.map_cells import Cells, Item
from kinerja_graph.render.still.map_layout import (
    HEIGHT,
    LEAST_COLUMN,
    MOST_COLUMNS,
    TIGHT,
    WHOLE,
    WIDTH,
    Setting,
    Sizer,
    Strip,
    page_widths,
    share_width,
    strip_widths,
)

_HALF_EMPTY: Final = 0.6
"""A page filled less than this by the levels that fit whole also shows part of the next one."""
_MOST_SINGLE: Final = 8
"""More results of the first column that carry nothing than this stand together, in strips."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The cells of one page.

    Attributes:
        roots: the results of the first column that it belongs to; none: cells without a parent.
        strips: its cells.
        is_continued: whether an earlier page shows the beginning.
    """

    roots: tuple[int, ...]
    strips: tuple[Strip, ...]
    is_continued: bool = False

    def items(self) -> Iterator[Item]:
        """Yield all cells of the page, in reading order."""
        for strip in self.strips:
            for top in strip.items:
                yield from top.all()


@dataclass(frozen=True, slots=True)
class Planner:
    """Splits the cells of a map into pages."""

    cells: Cells
    sizer: Sizer

    def pages(self) -> Iterator[PagePlan]:
        """Yield the pages: results of the first column in order, then cells without a parent."""
        main, others = split_roots(self.cells.tree)
        single = [box for box in main if not self.cells.beside[box]]
        if len(single) > _MOST_SINGLE:
            main = tuple(box for box in main if self.cells.beside[box])
        for group in self._groups(main):
            yield from self._pages_of(group)
        if len(single) > _MOST_SINGLE:
            for page in self._bound((), self._flows([self._whole(box) for box in single])[-1]):
                yield replace(page, roots=tuple(i.cell for i in page.items()), is_continued=False)
        trees = [box for box in others if self.cells.beside[box]]
        loose = [box for box in others if not self.cells.beside[box]]
        groups = [trees] + [
            [box for box in loose if self.cells.place[box] == place]
            for place in sorted({self.cells.place[box] for box in loose})
        ]
        strips: list[Strip] = []
        for group in groups:
            strips += self._flows([self._whole(box) for box in group])[-1]
        yield from self._bound((), strips)

    def _pages_of(self, group: Sequence[int]) -> Iterator[PagePlan]:
        """Yield the pages of results that share one, or of one that may need several."""
        whole = [self._whole(root, is_top=True) for root in group]
        strip = self._strip(whole)
        if self._fits(strip, TIGHT):
            yield PagePlan(tuple(group), (strip,))
            return
        top = self._overview(group[0])
        rest = [self._rest_of(item) for item in top.all() if item.hidden]
        pages = [PagePlan(tuple(group), (self._strip([top]),))]
        pages += (replace(page, is_continued=True) for page in self._flow(group, rest))
        if len(strip_widths(len(strip.places))) > 1:
            flowing = self._flow(group, whole)
            pages = min(flowing, pages, key=len)
        yield from pages

    def _groups(self, roots: Sequence[int]) -> Iterator[list[int]]:
        """Put results that fill no page together as long as their names are whole."""
        group: list[int] = []
        for root in roots:
            longer = [*group, root]
            whole = [self._whole(one, is_top=True) for one in longer]
            if group and not self._fits(self._strip(whole), WHOLE):
                yield group
                longer = [root]
            group = longer
        if group:
            yield group

    def _whole(self, cell: int, *, is_top: bool = False) -> Item:
        top = Item(cell, is_top=is_top)
        stack = [top]
        while stack:
            item = stack.pop()
            item.beside = [Item(one) for one in self.cells.beside[item.cell]]
            stack.extend(item.beside)
        return top

    def _strip(self, items: Sequence[Item]) -> Strip:
        return Strip(tuple(items), self.sizer.places(items))

    def _fits(
        self, strip: Strip, setting: Setting, across: float = WIDTH, high: float = HEIGHT
    ) -> bool:
        if len(strip.places) > MOST_COLUMNS:
            return False
        return self.sizer.height(strip.items, setting, share_width(strip, across)) <= high

    def _rest_of(self, item: Item) -> Item:
        """Return what a cell hides, with the cell repeated as its heading."""
        beside = [self._whole(one) for one in item.hidden]
        return Item(item.cell, beside, is_repeated=True)

    def _overview(self, root: int) -> Item:
        """Open a result level by level as far as it fits a page."""
        top = Item(root, hidden=self.cells.beside[root], is_top=True)
        row = [top]
        while row:
            for item in row:
                self._open(item)
            if not self._fits(self._strip([top]), TIGHT):
                for item in row:
                    self._close(item)
                if self._fits(self._strip([top]), TIGHT, high=HEIGHT * _HALF_EMPTY):
                    self._open_some(top, row)
                break
            row = [one for item in row for one in item.beside if one.hidden]
        return top

    def _open(self, item: Item) -> None:
        item.beside = [Item(one, hidden=self.cells.beside[one]) for one in item.hidden]
        item.hidden = ()

    def _close(self, item: Item) -> None:
        item.beside, item.hidden = [], self.cells.beside[item.cell]

    def _open_some(self, top: Item, row: Sequence[Item]) -> None:
        """Open those of a level that fit, then what hangs on them; of a root the first cells."""
        waiting = deque(row)
        while waiting:
            item = waiting.popleft()
            self._open(item)
            while not self._fits(self._strip([top]), TIGHT):
                if item is not top or not item.beside:
                    self._close(item)
                    break
                item.beside.pop()
                item.hidden = self.cells.beside[top.cell][len(item.beside) :]
            waiting.extend(one for one in item.beside if one.hidden)

    def _flow(self, roots: Sequence[int], items: Sequence[Item]) -> list[PagePlan]:
        """Fill pages with ``items``, in strips as wide as possible without a page more."""
        tried = [[*self._bound(roots, strips)] for strips in self._flows(items)]
        return min(tried, key=len)

    def _flows(self, items: Sequence[Item]) -> list[list[Strip]]:
        """Fill strips with ``items``, once for each width that strips may have."""
        waiting = deque(items)
        whole: list[Item] = []
        while waiting:
            item = waiting.popleft()
            waiting.extend(self._cut_columns(item))
            whole.append(item)
        columns = max((len(self.sizer.places([item])) for item in whole), default=1)
        return [self._strips(whole, across) for across in strip_widths(columns)]

    def _strips(self, items: Sequence[Item], across: float) -> list[Strip]:
        """Fill strips from top to bottom; what is too tall is continued in the next one."""
        strips: list[Strip] = []
        now: list[Item] = []
        waiting = deque(piece for item in items for piece in self._pieces(item, across))
        while waiting:
            piece = waiting.popleft()
            if not now or self._fits(self._strip([*now, piece]), WHOLE, across):
                now.append(piece)
                continue
            if self._fits(self._strip(now), WHOLE, across, high=HEIGHT * _HALF_EMPTY):
                head, rest = self._cut_rows(now, piece, across)
                if head is not None:
                    now.append(head)
                    piece = rest
            strips.append(self._strip(now))
            now = []
            waiting.appendleft(piece)
        return [*strips, self._strip(now)] if now else strips

    def _cut_rows(self, now: Sequence[Item], item: Item, across: float) -> tuple[Item | None, Item]:
        """Split an item where the strip ``now`` is full: what still fits, and the rest."""
        for number in range(len(item.beside) - 1, 0, -1):
            head = replace(item, beside=item.beside[:number])
            if self._fits(self._strip([*now, head]), WHOLE, across):
                rest = Item(item.cell, item.beside[number:], is_repeated=True, is_top=item.is_top)
                return head, rest
        return None, item

    def _cut_columns(self, item: Item) -> list[Item]:
        """Hide what is beyond the last column of a page; return what to show later."""
        places = self.sizer.places([item])
        if len(places) <= MOST_COLUMNS:
            return []
        last = places[MOST_COLUMNS - 2]
        deeper: list[Item] = []
        for each in item.all():
            beyond = [one.cell for one in each.beside if self.cells.place[one.cell] > last]
            if beyond:
                each.beside = [one for one in each.beside if one.cell not in beyond]
                each.hidden = tuple(beyond)
                deeper.append(self._rest_of(each))
        return deeper

    def _fits_page(self, strips: Sequence[Strip]) -> bool:
        widths = page_widths(strips)
        return widths[0] >= LEAST_COLUMN * len(strips[0].places) and all(
            self._fits(strip, WHOLE, across) for strip, across in zip(strips, widths, strict=True)
        )

    def _pieces(self, item: Item, across: float) -> list[Item]:
        """Split an item into as few as possible that each fit a strip."""
        if not item.beside or self._fits(self._strip([item]), WHOLE, across):
            return [item]
        parts = [piece for one in item.beside for piece in self._pieces(one, across)]
        pieces: list[Item] = []
        now = replace(item, beside=[])
        for part in parts:
            longer = replace(now, beside=[*now.beside, part])
            if now.beside and not self._fits(self._strip([longer]), WHOLE, across):
                pieces.append(now)
                longer = Item(item.cell, [part], is_repeated=True, is_top=item.is_top)
            now = longer
        return [*pieces, now]

    def _bound(self, roots: Sequence[int], strips: Sequence[Strip]) -> Iterator[PagePlan]:
        """Put strips side by side on as few pages as possible."""
        page: list[Strip] = []
        number = 0
        for strip in strips:
            if page and not self._fits_page([*page, strip]):
                yield PagePlan(tuple(roots), tuple(page), is_continued=number > 0)
                page, number = [], number + 1
            page.append(strip)
        if page:
            yield PagePlan(tuple(roots), tuple(page), is_continued=number > 0)
