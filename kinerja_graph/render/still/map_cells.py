"""Turn the tree of a cascade into the cells of a printed map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja_graph.render.tree import Tree

MOST_LINES: Final = 8
"""An objective with more indicators than this has them as cells beside it, not as lines inside."""
Place = tuple[int, int]
"""The column of a cell: that of its level, and its indent from a parent of the same level."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a map; a cell is identified by the index of its box in ``tree``.

    Attributes:
        tree: the boxes.
        inside: for each box the boxes that are lines inside its cell: the indicators that measure
            an objective of their own level.
        beside: for each box the cells right of it: what hangs on it or on a line inside it.
        place: for each box its column.
        below: for each box the number of boxes below it, lines inside it left out.
    """

    tree: Tree
    inside: tuple[tuple[int, ...], ...]
    beside: tuple[tuple[int, ...], ...]
    place: tuple[Place, ...]
    below: tuple[int, ...]

    def boxes(self, cell: int) -> tuple[int, ...]:
        """Return the boxes in a cell: its own and those that are lines inside it."""
        return (cell, *self.inside[cell])

    def subtree(self, cells: Sequence[int]) -> Iterator[int]:
        """Yield ``cells`` and all cells below them, each before those beside it."""
        stack = list(reversed(cells))
        while stack:
            cell = stack.pop()
            yield cell
            stack.extend(reversed(self.beside[cell]))


@dataclass(slots=True)
class Item:
    """A cell on a page.

    Attributes:
        cell: which one.
        beside: the cells right of it on this page.
        hidden: cells right of it that are on a later page: one cell ``+ N`` counts them and theirs.
        is_repeated: whether it is shown on an earlier page, and repeated here as a heading.
    """

    cell: int
    beside: list[Item] = field(default_factory=list["Item"])
    hidden: tuple[int, ...] = ()
    is_repeated: bool = False

    def all(self) -> Iterator[Item]:
        """Yield the item and everything right of it."""
        stack = [self]
        while stack:
            item = stack.pop()
            yield item
            stack.extend(reversed(item.beside))


def make_cells(tree: Tree) -> Cells:
    """Return the cells of ``tree``."""
    inside = tuple(_lines_inside(tree, box) for box in range(len(tree.boxes)))
    beside: list[tuple[int, ...]] = []
    for box, children in enumerate(tree.children):
        found: list[int] = []
        for child in children:
            found.extend(tree.children[child] if child in inside[box] else (child,))
        beside.append(tuple(found))
    lines = {line for each in inside for line in each}
    place = [(0, 0)] * len(tree.boxes)
    order: list[int] = []
    stack = list(tree.roots)
    while stack:
        cell = stack.pop()
        order.append(cell)
        stack.extend(beside[cell])
        if tree.parent[cell] < 0:
            place[cell] = (tree.column[cell], 0)
        for child in beside[cell]:
            own, column = tree.column[child], tree.column[cell]
            place[child] = (own, place[cell][1] + 1 if own == column else 0)
    below = [0] * len(tree.boxes)
    for cell in reversed(order):
        below[cell] = sum(1 + len(inside[one]) + below[one] for one in beside[cell])
    for line in lines:
        beside[line] = ()
    return Cells(tree, inside, tuple(beside), tuple(place), tuple(below))


def _lines_inside(tree: Tree, box: int) -> tuple[int, ...]:
    """Return the indicators that are lines inside the cell of an objective."""
    if tree.boxes[box].label != "Objective":
        return ()
    found = tuple(
        child
        for child in tree.children[box]
        if tree.boxes[child].label == "Indicator"
        and tree.column[child] == tree.column[box]
        and tree.edges[child][0].type == "MEASURES"
    )
    return found if len(found) <= MOST_LINES else ()
