"""Compute the place of every box of a still picture: tree bands from left to right.

Parents are beside their first child; each subtree takes one contiguous band, so the lines between
parents and children never cross. All lengths are in pixels at zoom 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.render.tree import Tree

WIDTH: Final = 270
HEIGHT: Final = 100
STRIP: Final = 20
"""Height of the strip in a box that names its finding."""
SHORT_LETTERS: Final = 84
"""A label up to this length leaves room for the strip; a longer one makes the box taller by it."""
ROW_GAP: Final = 16
COLUMN_GAP: Final = 74
INDENT: Final = 22
"""How far a box is indented from its parent in the same column."""
MOST_INDENTS: Final = 3
APART_GAP: Final = 76
"""Vertical gap above the roots that are not in the first column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key (see ``Tree.columns``), left edge, and deepest indent inside it."""

    key: str
    left: int
    indents: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns, and each box's left edge, top and height, strip included."""

    columns: tuple[Column, ...]
    left: tuple[int, ...]
    top: tuple[int, ...]
    height: tuple[int, ...]


def lay_out(tree: Tree, higher: Callable[[int], bool]) -> Layout:
    """Place all boxes of ``tree``, all open; ``higher`` tells which ones are taller by a strip."""
    indents = _indents(tree)
    columns = _columns(tree, indents)
    height = tuple(HEIGHT + STRIP * higher(box) for box in range(len(tree.boxes)))
    top = _tops(tree, height)
    left = tuple(
        columns[tree.column[box]].left + INDENT * indents[box] for box in range(len(tree.boxes))
    )
    return Layout(columns=columns, left=left, top=top, height=height)


def preorder(tree: Tree) -> list[int]:
    """List all boxes, each before its children, in drawing order."""
    order: list[int] = []
    stack = list(reversed(split_roots(tree)[0] + split_roots(tree)[1]))
    while stack:
        box = stack.pop()
        order.append(box)
        stack.extend(reversed(tree.children[box]))
    return order


def split_roots(tree: Tree) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the roots of the first column, and the roots (boxes without parent) in later ones."""
    main = tuple(root for root in tree.roots if tree.column[root] == 0)
    return main, tuple(root for root in tree.roots if tree.column[root] > 0)


def _indents(tree: Tree) -> list[int]:
    indents = [0] * len(tree.boxes)
    for box in preorder(tree):
        above = tree.parent[box]
        if above >= 0 and tree.column[above] == tree.column[box]:
            indents[box] = min(indents[above] + 1, MOST_INDENTS)
    return indents


def _columns(tree: Tree, indents: Sequence[int]) -> tuple[Column, ...]:
    deepest = [0] * len(tree.columns)
    for box, indent in enumerate(indents):
        deepest[tree.column[box]] = max(deepest[tree.column[box]], indent)
    columns: list[Column] = []
    left = 0
    for key, indent in zip(tree.columns, deepest, strict=True):
        columns.append(Column(key, left, indent))
        left += WIDTH + INDENT * indent + COLUMN_GAP
    return tuple(columns)


def _tops(tree: Tree, height: Sequence[int]) -> tuple[int, ...]:
    """Compute the top of every box from the heights of the bands of the subtrees.

    Below a box, in its own column, come first its children without children of their own, then,
    below everything to its right, those with children.
    """
    order = preorder(tree)
    parts = {box: _split_children(tree, box) for box in order if tree.children[box]}
    band = [high + ROW_GAP for high in height]
    for box in reversed(order):
        if box in parts:
            under, beside, below = (sum(band[child] for child in part) for part in parts[box])
            band[box] = max(band[box] + under, beside) + below
    top = [0] * len(tree.boxes)
    cursor = 0
    main, others = split_roots(tree)
    for number, root in enumerate(main + others):
        if number == len(main):
            cursor += APART_GAP
        top[root] = cursor
        cursor += band[root]
    for box in order:
        if box in parts:
            stacked, right, rest = parts[box]
            cursor = _stack_boxes(stacked, top[box] + height[box] + ROW_GAP, top, band)
            aside = _stack_boxes(right, top[box], top, band)
            _stack_boxes(rest, max(cursor, aside), top, band)
    return tuple(top)


def _stack_boxes(boxes: Sequence[int], cursor: int, top: list[int], band: Sequence[int]) -> int:
    for box in boxes:
        top[box] = cursor
        cursor += band[box]
    return cursor


def _split_children(tree: Tree, box: int) -> tuple[list[int], list[int], list[int]]:
    """Split the children of a box into those right under it, beside it, and below all of these."""
    own = tree.column[box]
    same = [child for child in tree.children[box] if tree.column[child] == own]
    under = [child for child in same if not tree.children[child]]
    beside = [child for child in tree.children[box] if tree.column[child] != own]
    return under, beside, [child for child in same if tree.children[child]]
