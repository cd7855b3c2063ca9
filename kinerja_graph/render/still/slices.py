"""Split a cascade into figures for print: three columns, few rows, readable on A4 landscape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.caption import marks_in_picture
from kinerja_graph.render.layout import HEIGHT, ROW_GAP, split_roots
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.part import subtree
from kinerja_graph.render.picture import add_missing_agencies, compute_layout, place_boxes
from kinerja_graph.render.still.boxes import BoxRenderer
from kinerja_graph.render.still.canvas import Canvas
from kinerja_graph.render.still.lines import build_lines
from kinerja_graph.render.still.picture import (
    HEADS,
    create_renderer,
    describe_tree,
    draw_tree,
    layout_width,
    wrap_svg,
)
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.render.table import sort_marks
from kinerja_graph.render.tree import Tree, objectives_of_several_agencies
from kinerja_graph.texts import Language

COLUMNS: Final = 3
ROWS: Final = 6
_MAX_HEIGHT: Final = ROWS * (HEIGHT + ROW_GAP) - ROW_GAP
"""The maximum height of the boxes of a figure, in pixels."""
_MARGIN: Final = 6
_FEW: Final = 4
"""Up to this many figures of one result are filled about equally."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One figure of a cascade.

    Attributes:
        root: the id of the result whose subtree it shows, or of a box further down in it; None: it
            shows boxes without a parent.
        title: the name of that result, with the first column if it starts further down, and
            ``(1/2)`` if it is continued.
        part: which of ``parts`` figures of this result it is, from 1.
        boxes: the ids of its boxes, in reading order.
        alt: a sentence that describes it, for those who cannot see it.
        svg: the figure: column headings and boxes, no legend.
        width: its width in pixels at zoom 1, ``height`` its height.
    """

    root: str | None
    title: str
    part: int
    parts: int
    boxes: tuple[str, ...]
    alt: str
    svg: str
    width: int
    height: int


def slices(
    network: Network,
    marks: Sequence[Mark],
    *,
    language: Language,
    theme: ThemeName = "light",
) -> list[Slice]:
    """Split ``network`` into figures, outcomes first; every box is in at least one of them.

    A figure shows a result and two columns below it, in at most six rows; further rows are
    continued in the next figure, under the same results. Deeper boxes have figures of their own; a
    box that is repeated there shows the number of the boxes below it. Nothing is scaled down.
    """
    marks = sort_marks(marks_in_picture(network, marks))
    network = add_missing_agencies(network, marks)
    tree, _ = place_boxes(network, marks)
    cutter = _Slicer(tree, marks)
    renderer = create_renderer(network, tree, language, theme)
    painter = _Painter(tree, marks, objectives_of_several_agencies(network), renderer, _below(tree))
    found: list[Slice] = []
    for root, parts in cutter.figures():
        for number, boxes in enumerate(parts):
            found.append(painter.paint(root, boxes, number + 1, len(parts)))
    return found


@dataclass(frozen=True, slots=True)
class _Slicer:
    """Decides which boxes share a figure."""

    tree: Tree
    marks: Sequence[Mark]

    def figures(self) -> Iterator[tuple[int, list[list[int]]]]:
        """Yield the box each figure is named after (-1: none), with the boxes of its parts."""
        main, others = split_roots(self.tree)
        loose = [box for box in others if not self.tree.children[box]]
        waiting = [[box] for box in (*main, *others) if box not in set(loose)]
        named = [group[0] for group in waiting]
        done: set[int] = set()
        while waiting:
            roots, name = waiting.pop(0), named.pop(0)
            last = self._last_column(roots, done)
            shown = [
                *dict.fromkeys(b for root in roots for b in self._boxes_up_to(root, last, done))
            ]
            done.update(shown)
            alone = len(roots) == 1
            yield roots[0] if alone else name, self._parts(shown)
            deeper = self._deeper_groups(shown, done)
            named[:0] = [name if alone else self.tree.parent[group[0]] for group in deeper]
            waiting[:0] = deeper
        if loose:
            yield -1, self._parts(loose)

    def _new_children(self, box: int, done: AbstractSet[int]) -> list[int]:
        """Return the children of a box that are in no figure yet."""
        return [child for child in self.tree.children[box] if child not in done]

    def _last_column(self, roots: Sequence[int], done: AbstractSet[int]) -> int:
        """Return the last column of a figure: the third one that it would have."""
        columns = {self.tree.column[root] for root in roots}
        row = list(roots)
        while row:
            row = [child for box in row for child in self._new_children(box, done)]
            columns.update(self.tree.column[box] for box in row)
        return sorted(columns)[:COLUMNS][-1]

    def _deeper_groups(self, shown: Sequence[int], done: AbstractSet[int]) -> list[list[int]]:
        """Group by column the boxes of a figure with children that are in no figure yet."""
        groups: dict[int, list[int]] = {}
        for box in shown:
            if self._new_children(box, done):
                groups.setdefault(self.tree.column[box], []).append(box)
        return [groups[column] for column in sorted(groups)]

    def _boxes_up_to(self, root: int, last: int, done: AbstractSet[int]) -> list[int]:
        """Return the new boxes below ``root`` up to the column ``last``, in reading order."""
        found: list[int] = []
        stack = [root]
        while stack:
            box = stack.pop()
            found.append(box)
            below = [c for c in self._new_children(box, done) if self.tree.column[c] <= last]
            stack.extend(reversed(below))
        return found

    def _parts(self, boxes: Sequence[int]) -> list[list[int]]:
        """Split ``boxes`` into as few figures as possible, filled about equally."""
        parts = self._pack(boxes, _MAX_HEIGHT)
        row = HEIGHT + ROW_GAP
        for rows in range(1, ROWS):
            if not 1 < len(parts) <= _FEW:
                break
            evener = self._pack(boxes, rows * row - ROW_GAP)
            if len(evener) == len(parts):
                return evener
        return parts

    def _pack(self, boxes: Sequence[int], tallest: float) -> list[list[int]]:
        parts: list[list[int]] = []
        inside = set(boxes)
        now: list[int] = []
        fresh = False
        for box in boxes:
            above = self._above(box, inside)
            longer = now + [each for each in (*above, box) if each not in now]
            if fresh and self._height(longer) > tallest:
                parts.append(now)
                longer = [*above, box]
            now, fresh = longer, True
        return [*parts, now]

    def _above(self, box: int, inside: set[int]) -> list[int]:
        """Return the ancestors of ``box``, the highest first."""
        found: list[int] = []
        up = self.tree.parent[box]
        while up >= 0 and up in inside:
            found.append(up)
            up = self.tree.parent[up]
        return found[::-1]

    def _height(self, boxes: Sequence[int]) -> float:
        part = subtree(self.tree, boxes)
        layout = compute_layout(part, self.marks)
        return max(top + high for top, high in zip(layout.top, layout.height, strict=True))


@dataclass(frozen=True, slots=True)
class _Painter:
    """Draws figures."""

    tree: Tree
    marks: Sequence[Mark]
    several: frozenset[str]
    renderer: BoxRenderer
    below: Sequence[int]

    def paint(self, root: int, boxes: Sequence[int], number: int, count: int) -> Slice:
        """Draw the figure of ``boxes``, one of ``count`` of the box ``root``."""
        part = subtree(self.tree, boxes)
        shown = set(boxes)
        order = sorted(shown)
        ids = tuple(node.id for node in part.boxes)
        marks = [mark for mark in self.marks if mark.node_id in set(ids)]
        layout = compute_layout(part, marks)
        canvas, body = Canvas(), Canvas()
        lines = build_lines(part, marks, self.several)
        height = draw_tree(body, (part, layout), (marks, lines), self.renderer, self._folded(order))
        canvas.add(body, 0, HEADS)
        node = None if root < 0 else self.tree.boxes[root]
        name = self.renderer.say("apart") if node is None else node.name
        if node is not None and node.id not in ids:
            column = self.renderer.say(f"column.{part.columns[0]}")
            name = self.renderer.say("slice.deeper", name=name, column=column)
        title = f"{name} ({number}/{count})" if count > 1 else name
        alt = describe_tree(part, marks, self.renderer)
        size = (layout_width(layout), HEADS + height)
        return Slice(
            root=None if node is None else node.id,
            title=title,
            part=number,
            parts=count,
            boxes=ids,
            alt=f"{title}. {alt}",
            svg=wrap_svg(canvas, size, self.renderer, (title, alt), margin=_MARGIN),
            width=round(size[0]) + 2 * _MARGIN,
            height=round(size[1]) + 2 * _MARGIN,
        )

    def _folded(self, order: Sequence[int]) -> Mapping[int, int]:
        """Count, by the index of a box in the figure, the boxes below it that are elsewhere."""
        shown = set(order)
        found: dict[int, int] = {}
        for place, box in enumerate(order):
            hidden = [child for child in self.tree.children[box] if child not in shown]
            if hidden and len(hidden) == len(self.tree.children[box]):
                found[place] = sum(1 + self.below[child] for child in hidden)
        return found


def _below(tree: Tree) -> list[int]:
    """Count the boxes below each box."""
    below = [0] * len(tree.boxes)
    order: list[int] = []
    stack = list(tree.roots)
    while stack:
        box = stack.pop()
        order.append(box)
        stack.extend(tree.children[box])
    for box in reversed(order):
        for child in tree.children[box]:
            below[box] += 1 + below[child]
    return below
