"""Compute the places of boxes on a map: columns are levels, parents are as tall as their children.

An indicator that measures an objective of its own level stands in the objective's cell, at its
bottom; what hangs on it stands right of the cell. Every other box has a cell of its own. A cell
shares the width of its column with the cells of the same level that hang on it. A tall map is
folded between two roots into strips that stand side by side. All lengths are in pixels at zoom 1.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.tree import Tree, build_tree, split_roots

ROW: Final = 42
"""The minimum height of a row; a box without children takes one."""
GAP: Final = 6
"""Between boxes that stand one above the other."""
COLUMN_GAP: Final = 32
"""Between columns: room for lines and arrows."""
_ROOM: Final = 780
"""The minimum height of a map: it fills a window even if it has few rows."""
_ASPECT: Final = 1.95
"""The width of a map as a share of its height, as long as columns are neither narrow nor wide."""
_NARROWEST: Final = 260
_WIDEST: Final = 1000
_STRIP_ROWS: Final = 80
"""A map with more rows than this is folded: in a window, a row would be less than 9 pixels high."""
_STRIP_GAP: Final = 100
_MOST_STRIPS: Final = 3
_MOST_COLUMNS: Final = 10
"""The maximum number of columns of all strips together: about 130 pixels each in a window."""
_SIDE_BY_SIDE: Final = 0.5
"""The least width of one of several cells of the same level side by side, as a share of a column's.
"""
_TALLEST_LINE: Final = 3
"""The rows that an indicator inside a tall cell takes at most."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Where a box is drawn, in pixels at zoom 1."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top + self.height


def map_places(network: Network) -> dict[str, Rectangle]:
    """Return the place of every box of ``network`` by its id; no two overlap.

    The cell of a box spans the height of all boxes that hang on it, from the top of the first.
    """
    tree = build_tree(network)
    return _Map(tree).places() if tree.boxes else {}


class _Map:
    """The cells of a tree, with their columns and rows."""

    def __init__(self, tree: Tree) -> None:
        boxes = range(len(tree.boxes))
        self.tree = tree
        self.inside = [_lines_inside(tree, box) for box in boxes]
        self.beside = [self._beside(box) for box in boxes]
        self.roots = [root for part in split_roots(tree) for root in part]
        self.rows = [0] * len(tree.boxes)
        self.depth = [1] * len(tree.boxes)
        self._measure()

    def places(self) -> dict[str, Rectangle]:
        """Return the place of every box by its id."""
        strips = self._fold()
        rows = max(self._height(strip) for strip in strips)
        row = max(ROW, _ROOM / rows)
        places: dict[str, Rectangle] = {}
        for strip, columns in zip(strips, self._columns(strips, rows * row), strict=True):
            places.update(self._place_strip(strip, columns, row))
        return places

    def _place_strip(
        self, strip: Sequence[int], columns: Mapping[int, tuple[float, float]], row: float
    ) -> dict[str, Rectangle]:
        """Place all that hangs on the roots of a strip, one root below the other."""
        places: dict[str, Rectangle] = {}
        top = 0.0
        for number, root in enumerate(strip):
            top += row * self._is_apart(strip, number)
            stack = [(root, top, columns[self.tree.column[root]])]
            while stack:
                cell, y, (left, room) = stack.pop()
                width = room / self.depth[cell]
                high = self.rows[cell] * row
                places.update(self._fill_cell(cell, Rectangle(left, y, width - GAP, high), row))
                for child in self.beside[cell]:
                    column = self.tree.column[child]
                    same = column == self.tree.column[cell]
                    side = (left + width, room - width) if same else columns[column]
                    stack.append((child, y, side))
                    y += self.rows[child] * row
            top += self.rows[root] * row
        return places

    def _fold(self) -> list[list[int]]:
        """Share the roots, in order, among strips that are as even as can be."""
        total = self._height(self.roots)
        most = min(_MOST_STRIPS, max(_MOST_COLUMNS // len(self.tree.columns), 1))
        count = min(most, math.ceil(total / _STRIP_ROWS))
        tallest = max(self.rows[root] for root in self.roots)
        limit = bisect_left(
            range(total), -count, lo=tallest, key=lambda rows: -len(self._strips(rows))
        )
        return self._strips(limit)

    def _strips(self, limit: int) -> list[list[int]]:
        """Put the roots into strips of at most ``limit`` rows."""
        strips: list[list[int]] = []
        used = 0
        for root in self.roots:
            gap = bool(strips) and self._is_apart((strips[-1][-1], root), 1)
            if strips and used + gap + self.rows[root] <= limit:
                strips[-1].append(root)
                used += gap + self.rows[root]
            else:
                strips.append([root])
                used = self.rows[root]
        return strips

    def _height(self, strip: Sequence[int]) -> int:
        """Return the rows of a strip."""
        gaps = sum(self._is_apart(strip, number) for number in range(len(strip)))
        return sum(self.rows[root] for root in strip) + gaps

    def _is_apart(self, strip: Sequence[int], number: int) -> bool:
        """Tell whether an empty row stands above a root: the first one of a later column."""
        if number == 0:
            return False
        return self.tree.column[strip[number - 1]] == 0 < self.tree.column[strip[number]]

    def _beside(self, box: int) -> tuple[int, ...]:
        """Return the cells right of a box: what hangs on it or on an indicator in its cell."""
        found: list[int] = []
        for child in self.tree.children[box]:
            inner = child in self.inside[box]
            found.extend(self.tree.children[child] if inner else (child,))
        return tuple(found)

    def _measure(self) -> None:
        """Find the rows of every cell, and how many cells of its level stand side by side."""
        order: list[int] = []
        stack = list(self.tree.roots)
        while stack:
            cell = stack.pop()
            order.append(cell)
            stack.extend(self.beside[cell])
        for cell in reversed(order):
            below = sum(self.rows[child] for child in self.beside[cell])
            self.rows[cell] = max(1 + len(self.inside[cell]), below)
            same = (
                self.depth[child]
                for child in self.beside[cell]
                if self.tree.column[child] == self.tree.column[cell]
            )
            self.depth[cell] = 1 + max(same, default=0)

    def _columns(
        self, strips: Sequence[Sequence[int]], height: float
    ) -> list[dict[int, tuple[float, float]]]:
        """Return left edge and width of the columns that each strip needs, by their number."""
        shares = [self._shares(strip) for strip in strips]
        gaps = sum(COLUMN_GAP * (len(each) - 1) for each in shares)
        room = height * _ASPECT - gaps - _STRIP_GAP * (len(strips) - 1)
        every = sum(sum(each.values()) for each in shares)
        unit = min(max(room / every, _NARROWEST), _WIDEST)
        found: list[dict[int, tuple[float, float]]] = []
        left = 0.0
        for each in shares:
            columns: dict[int, tuple[float, float]] = {}
            for column, share in sorted(each.items()):
                columns[column] = (left, unit * share)
                left += unit * share + COLUMN_GAP
            left += _STRIP_GAP - COLUMN_GAP
            found.append(columns)
        return found

    def _shares(self, strip: Sequence[int]) -> dict[int, float]:
        """Return the share of the width for each column of a strip: more for nested levels."""
        shares: dict[int, float] = {}
        stack = list(strip)
        while stack:
            cell = stack.pop()
            column = self.tree.column[cell]
            wanted = max(1.0, self.depth[cell] * _SIDE_BY_SIDE)
            shares[column] = max(shares.get(column, 0), wanted)
            stack.extend(self.beside[cell])
        return shares

    def _fill_cell(self, cell: int, area: Rectangle, row: float) -> dict[str, Rectangle]:
        """Place the box of a cell, and below it the indicators inside the cell."""
        inside = self.inside[cell]
        share = self.rows[cell] / (len(inside) + 3)
        line = row * min(max(share, 1), _TALLEST_LINE)
        found: dict[str, Rectangle] = {}
        heights = [area.height - line * len(inside), *[line] * len(inside)]
        top = area.top
        for box, height in zip((cell, *inside), heights, strict=True):
            name = self.tree.boxes[box].id
            found[name] = Rectangle(area.left, top, area.width, height - GAP)
            top += height
        return found


def _lines_inside(tree: Tree, box: int) -> tuple[int, ...]:
    """Return the indicators that stand in the cell of an objective."""
    if tree.boxes[box].label != "Objective":
        return ()
    return tuple(
        child
        for child in tree.children[box]
        if tree.boxes[child].label == "Indicator"
        and tree.column[child] == tree.column[box]
        and tree.edges[child][0].type == "MEASURES"
    )
