"""Draw one break as a small figure: the way up from the broken record, and what is cut off below.

``chain_figure(network, mark, language=...)`` takes the network that ``slices`` takes, and one of
``marks(audit, rules)``; these are in the order of ``audit.findings``, so ``zip`` finds the mark of
a finding. It returns None for a finding about no box: one on the dataset, a unit or a post.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.still.boxes import BoxRenderer
from kinerja_graph.render.still.canvas import DASHES, Area, Canvas, Pen, Type
from kinerja_graph.render.still.chain_rows import ChainRow, Join, chain_rows
from kinerja_graph.render.still.letters import clip_text, wrap_lines
from kinerja_graph.render.still.picture import create_renderer, wrap_svg
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.render.tree import build_tree
from kinerja_graph.texts import Language

WIDTH: Final = 480
_MARGIN: Final = 4
_ACROSS: Final = WIDTH - 2 * _MARGIN
_LEFT: Final = 140
"""The width of the column with level and agency."""
_PAD: Final = 7
_BAR: Final = 6
_NAME: Final = 10.5
_SMALL: Final = 9.5
_LINE: Final = 13
_ROOM: Final = _ACROSS - _LEFT - 2 * _PAD - _BAR
"""The width of the words in a box."""
_SPINE: Final = 14
"""From the left edge of a box to the line that joins it with the next one."""
_HEIGHTS: Final[dict[Join, float]] = {
    "line": 11,
    "rest": 19,
    "gap": 23,
    "loop": 19,
    "same": 19,
    "link": 21,
}
"""The distance of two boxes by how they are joined, in pixels."""
_NAMES: Final = {"record": 2, "broken": 3, "missing": 2, "below": 1}
"""The lines of a name by the kind of its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFigure:
    """One break as a figure.

    Attributes:
        root: the id of the broken record.
        title: the sign and the title of its rule, and the id of the record.
        alt: sentences that describe it, for those who cannot see it.
        svg: the figure.
        width: its width in pixels at zoom 1, ``height`` its height.
    """

    root: str
    title: str
    alt: str
    svg: str
    width: int
    height: int


def chain_figure(
    network: Network, mark: Mark, *, language: Language, theme: ThemeName = "light"
) -> ChainFigure | None:
    """Draw the break that ``mark`` shows; None if it is on no box of ``network``.

    From top to bottom: the highest result that the record reaches, the one next to it, the broken
    record, and how much is below. A gap is a line with two ends, its words beside it; what is
    missing has a dashed outline. The same network and mark give the same text.
    """
    tree = build_tree(network)
    index = {node.id: number for number, node in enumerate(tree.boxes)}
    if mark.node_id not in index:
        return None
    renderer = create_renderer(network, tree, language, theme)
    rows = chain_rows(network, tree, mark, renderer)
    canvas = Canvas()
    painter = _RowPainter(canvas, renderer, mark)
    y = 0.0
    for row in rows:
        y = painter.draw(row, y)
    title = f"{SIGNS[mark.severity].shape} {mark.title.say(language)} · {mark.node_id}"
    parts = (mark.message.say(language), *(part for row in rows for part in row.sentences()))
    alt = " ".join(f"{part.rstrip('.')}." for part in parts if part)
    return ChainFigure(
        root=mark.node_id,
        title=title,
        alt=alt,
        svg=wrap_svg(canvas, (_ACROSS, y), renderer, (title, alt), margin=_MARGIN),
        width=WIDTH,
        height=round(y) + 2 * _MARGIN,
    )


@dataclass(frozen=True, slots=True)
class _RowPainter:
    """Draws the rows of a figure from top to bottom."""

    canvas: Canvas
    renderer: BoxRenderer
    mark: Mark

    def draw(self, row: ChainRow, y: float) -> float:
        """Draw a row below ``y``; return its bottom."""
        if row.join is not None:
            deep = _HEIGHTS[row.join]
            self._join(row, y, deep)
            y += deep
        bold = row.kind == "broken"
        sign = f"{SIGNS[self.mark.severity].shape} " if bold else ""
        names = wrap_lines(sign + row.name, _NAME, _ROOM, _NAMES[row.kind], bold=bold)
        notes = self._note_lines(row)
        heads = self._head_lines(row)
        lines = len(names) + len(notes)
        area = Area(_LEFT, y, _ACROSS - _LEFT, max(lines, len(heads)) * _LINE + _PAD)
        self.canvas.begin(f"{row.head}: {row.name}" if row.head else row.name, row.id)
        self._box(row, area)
        base = y + _PAD / 2 + _NAME - 0.5
        for at, (line, type_) in enumerate(heads):
            self.canvas.text(0, base + at * _LINE, line, type_)
        base += (max(lines, len(heads)) - lines) * _LINE / 2
        for at, line in enumerate(names):
            type_ = Type(self.renderer.theme.ink, _NAME, bold=bold)
            self.canvas.text(_LEFT + _PAD, base + at * _LINE, line, type_)
        self._notes(row, notes, base + len(names) * _LINE)
        self.canvas.end()
        return area.bottom

    def _head_lines(self, row: ChainRow) -> list[tuple[str, Type]]:
        """Return the level and the agency left of a box; a long level has two lines if alone."""
        theme = self.renderer.theme
        room = _LEFT - 10
        level = wrap_lines(row.head, _SMALL, room, 1 if row.agencies else 2) if row.head else []
        found = [(line, Type(theme.muted, _SMALL)) for line in level]
        if row.agencies:
            fits = (one for one in row.agencies if clip_text(one, _SMALL, room, bold=True) == one)
            agency = clip_text(next(fits, row.agencies[-1]), _SMALL, room, bold=True)
            found.append((agency, Type(theme.ink, _SMALL, bold=True)))
        return found

    def _box(self, row: ChainRow, area: Area) -> None:
        theme, tone = self.renderer.theme, self.renderer.tone(self.mark.severity)
        if row.kind == "missing":
            colour = tone.line if row.is_fault else theme.line
            self.canvas.rect(area, theme.ground, Pen(colour, 1.4, DASHES), radius=4)
        elif row.kind == "broken":
            self.canvas.rect(area, tone.ground, Pen(tone.line, 1.8), radius=4)
            bar = Area(area.right - _BAR, area.top + 1, _BAR, area.height - 2)
            self.canvas.rect(bar, tone.line, radius=3)
        elif row.kind == "below":
            for shift in (4, 2):
                sheet = Area(area.left + shift, area.top + shift, area.width - 4, area.height - 4)
                self.canvas.rect(sheet, theme.ground, Pen(theme.edge), radius=3)
            top = Area(area.left, area.top, area.width - 4, area.height - 4)
            self.canvas.rect(top, theme.band, Pen(theme.edge), radius=3)
        else:
            self.canvas.rect(area, theme.ground, Pen(theme.edge), radius=4)

    def _note_lines(self, row: ChainRow) -> list[str]:
        if not row.note:
            return []
        bold = row.kind == "broken"
        return wrap_lines(row.note, _SMALL, _ROOM - 6, 1 if bold else 2, bold=bold)

    def _notes(self, row: ChainRow, lines: Sequence[str], y: float) -> None:
        """Draw the last lines of a box; for what is not filled in, in a dashed frame."""
        x = _LEFT + _PAD
        is_broken = row.kind == "broken"
        tone = self.renderer.tone(self.mark.severity)
        if row.is_empty:
            frame = Area(x - 2, y - _SMALL - 0.5, _ROOM + 2, _LINE)
            self.canvas.rect(frame, self.renderer.theme.ground, Pen(tone.line, 1.2, "4 3"), 2)
            x += 3
        colour = tone.ink if is_broken else self.renderer.theme.muted
        for at, line in enumerate(lines):
            self.canvas.text(x, y + at * _LINE, line, Type(colour, _SMALL, bold=is_broken))

    def _join(self, row: ChainRow, y: float, deep: float) -> None:
        """Draw what joins a row with the one above it, ``deep`` pixels high, and its words."""
        theme, tone = self.renderer.theme, self.renderer.tone(self.mark.severity)
        x, middle, bottom = _LEFT + _SPINE, y + deep / 2, y + deep
        is_fault = row.join in ("gap", "loop", "same", "link") and row.is_fault
        colour = tone.line if is_fault else theme.line
        pen = Pen(colour, 1.6 if is_fault else 1.3)
        if row.join == "gap":
            for start, end, edge in ((y, middle - 5, -5), (middle + 5, bottom, 5)):
                self.canvas.path(("M", x, start, "V", end, "M", x - 6, middle + edge, "h12"), pen)
        elif row.join == "same":
            for side in (-2.5, 2.5):
                self.canvas.path(("M", x + side, y + 2, "V", bottom - 2), pen)
        else:
            dashes = DASHES if row.join == "link" else "2 3" if row.join == "rest" else ""
            self.canvas.path(("M", x, y, "V", bottom), Pen(colour, pen.width, dashes))
            self._arrow(x, y + 1, 1, colour)
            if row.join == "loop":
                self._arrow(x, bottom - 1, -1, colour)
        ink = tone.ink if is_fault else theme.muted
        words = clip_text(row.words, _SMALL, _ACROSS - x - 14, bold=is_fault)
        self.canvas.text(x + 14, middle + 3.5, words, Type(ink, _SMALL, bold=is_fault))

    def _arrow(self, x: float, y: float, way: int, colour: str) -> None:
        self.canvas.path(("M", x, y, "l", -3.5, 6 * way, "h7z"), fill=colour)
