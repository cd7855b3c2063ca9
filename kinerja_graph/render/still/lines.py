"""Draw the lines of a still picture: right angles within the tree, curves to other parents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import NetworkEdge
from kinerja_graph.render.layout import HEIGHT, INDENT, WIDTH, Layout
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.still.boxes import PILL, BoxRenderer
from kinerja_graph.render.still.canvas import DASHES, DOTS, Canvas, Pen, Type
from kinerja_graph.render.still.strokes import draw_curve, draw_polyline
from kinerja_graph.render.tree import FORMER, Tree, is_cross_agency

MAX_LINKS: Final = 150
"""If there are more than this, the links to other parents are not drawn."""
_PORT: Final = HEIGHT / 2
_TRUNK: Final = int(PILL.width)


@dataclass(frozen=True, slots=True)
class Line:
    """A line from the box ``low`` to the box ``up`` and its findings."""

    low: int
    up: int
    is_cross: bool
    is_former: bool
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the tree by their lower box, and the links to other parents."""

    tree: Mapping[int, Line]
    links: Sequence[Line]


def build_lines(tree: Tree, marks: Iterable[Mark], several: frozenset[str]) -> Lines:
    """Return all lines of ``tree``; each has the most urgent of the ``marks`` about it."""
    index = {node.id: number for number, node in enumerate(tree.boxes)}
    said: dict[tuple[str, str], Mark] = {}
    for mark in marks:
        if mark.other_id is not None and mark.severity != "info":
            said.setdefault((mark.node_id, mark.other_id), mark)
    found: dict[int, Line] = {}
    links: list[Line] = []
    for low, edges in enumerate(tree.edges):
        for place, edge in enumerate(edges):
            up = index.get(edge.target)
            if up is None:
                continue
            line = _line(tree, low, up, edge, several, said)
            if place == 0 and tree.parent[low] == up:
                found[low] = line
            elif tree.parent[low] != up and tree.parent[up] != low:
                links.append(line)
    return Lines(found, links)


def _line(
    tree: Tree,
    low: int,
    up: int,
    edge: NetworkEdge,
    several: frozenset[str],
    said: Mapping[tuple[str, str], Mark],
) -> Line:
    return Line(
        low=low,
        up=up,
        is_cross=is_cross_agency(edge, tree.boxes[low], tree.boxes[up], several),
        is_former=edge.type == FORMER,
        mark=said.get((edge.source, edge.target)),
    )


@dataclass(slots=True)
class LineRenderer:
    """Draws the lines of one tree in its layout."""

    canvas: Canvas
    tree: Tree
    layout: Layout
    renderer: BoxRenderer

    def draw(self, lines: Lines) -> None:
        """Draw every line of the tree, then the links unless they are too many."""
        for box, children in enumerate(self.tree.children):
            beside = [c for c in children if self.tree.column[c] != self.tree.column[box]]
            if beside:
                self._beside(box, [lines.tree[child] for child in beside])
            for child in children:
                if self.tree.column[child] == self.tree.column[box]:
                    self._under(box, lines.tree[child])
        if len(lines.links) <= MAX_LINKS:
            for link in lines.links:
                self._link(link)

    def _pen(self, line: Line) -> Pen:
        theme = self.renderer.theme
        if line.is_former:
            return Pen(self.renderer.tone("removed").line, 1.25, DOTS)
        colour = theme.cross if line.is_cross else theme.line
        if line.mark is not None:
            colour = self.renderer.tone(line.mark.severity).line
        return Pen(colour, 2.25 if line.mark else 1.25, DASHES if line.is_cross else "")

    def _beside(self, box: int, lines: Sequence[Line]) -> None:
        """Draw a trunk to the right of the box, and a branch to each child in a later column."""
        column = self.layout.columns[self.tree.column[box]]
        trunk = column.left + WIDTH + INDENT * column.indents + _TRUNK
        right = self.layout.left[box] + WIDTH
        port = self.layout.top[box] + _PORT
        lowest: dict[bool, float] = {}
        for line in lines:
            y = self.layout.top[line.low] + _PORT
            dashed = line.is_cross or line.is_former
            lowest[dashed] = max(y, lowest.get(dashed, y))
            draw_polyline(
                self.canvas, [(trunk, y), (self.layout.left[line.low], y)], self._pen(line)
            )
            self._sign(self.layout.left[line.low] - 13, y, line)
        theme = self.renderer.theme
        solid = Pen(theme.line, 1.25)
        dashes = Pen(theme.cross, 1.25, DASHES)
        first = solid if False in lowest else dashes
        end = lowest.get(False, port)
        draw_polyline(self.canvas, [(right, port), (trunk, port)], first)
        if end > port:
            draw_polyline(self.canvas, [(trunk, port), (trunk, end)], first)
        if True in lowest and lowest[True] > end:
            draw_polyline(self.canvas, [(trunk, end), (trunk, lowest[True])], dashes)
        self._arrow(right + 1, port, (-1, 0), first.colour)

    def _under(self, box: int, line: Line) -> None:
        """Draw the line to a child in the same column: down the parent's side, like an outline."""
        left, low = self.layout.left[box], self.layout.left[line.low]
        y = self.layout.top[line.low] + _PORT
        pen = self._pen(line)
        if low > left:
            x = left + INDENT / 2
            bottom = self.layout.top[box] + self.layout.height[box]
            draw_polyline(self.canvas, [(x, bottom), (x, y), (low, y)], pen)
            self._arrow(x, bottom + 1, (0, -1), pen.colour)
        else:
            x, port = left - 9, self.layout.top[box] + _PORT
            draw_polyline(self.canvas, [(left, port), (x, port), (x, y), (low, y)], pen)
            self._arrow(left - 1, port, (1, 0), pen.colour)
        self._sign(low - 10, y, line)

    def _link(self, line: Line) -> None:
        """Draw a curve to another parent."""
        right = self.layout.left[line.up] + WIDTH
        y1 = self.layout.top[line.low] + _PORT + 16
        y2 = self.layout.top[line.up] + _PORT + 16
        left = self.layout.left[line.low]
        forward = left > right
        x1 = left if forward else left + WIDTH
        bend = min(120, (left - right) / 2) if forward else 60
        pen = self._pen(line)
        turn = x1 - bend if forward else x1 + bend
        draw_curve(self.canvas, ((x1, y1), (turn, y1), (right + bend, y2), (right, y2)), pen)
        self._arrow(right + 1, y2, (-1, 0), pen.colour)
        self._sign(x1 + (-12 if forward else 12), y1, line)

    def _arrow(self, x: float, y: float, way: tuple[int, int], colour: str) -> None:
        dx, dy = way
        points = ("M", x, y, "L", x - dx * 8 - dy * 4, y - dy * 8 - dx * 4)
        self.canvas.path((*points, "L", x - dx * 8 + dy * 4, y - dy * 8 + dx * 4, "Z"), fill=colour)

    def _sign(self, x: float, y: float, line: Line) -> None:
        """Draw the shape of a line's finding on a small background of its own."""
        name = line.mark.severity if line.mark else "removed" if line.is_former else None
        if name is None:
            return
        tone = self.renderer.tone(name)
        self.canvas.circle(x, y, 8, self.renderer.theme.ground)
        self.canvas.text(
            x, y + 4.5, SIGNS[name].shape, Type(tone.line, 12.5, bold=True, anchor="middle")
        )
