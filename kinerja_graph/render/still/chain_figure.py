"""Draw one break as a small figure: the way up from the broken record, and what is cut off below.

``chain_figure(network, mark, language=...)`` takes the network that ``slices`` takes and one mark of
``marks(audit, rules)``; those are in the order of ``audit.findings``, so ``zip`` finds the mark of
a finding. It returns None for a finding about no box, such as the dataset or a post.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kinerja_graph.analysis.network import Network, NetworkNode
from kinerja_graph.model.schema import CHAIN
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.still.boxes import BoxRenderer, agency_code_words
from kinerja_graph.render.still.canvas import Area, Canvas, Pen, Type
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.letters import clip_text, wrap_text
from kinerja_graph.render.still.picture import create_renderer, wrap_svg
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.render.tree import Tree, build_tree
from kinerja_graph.texts import Language

WIDTH: Final = 480
_MARGIN: Final = 4
_ACROSS: Final = WIDTH - 2 * _MARGIN
_LEFT: Final = 136
"""The width of the column with level and agency."""
_PAD: Final = 6
_NAME: Final = 10.5
_SMALL: Final = 9.5
_LINE: Final = 13
_STEP: Final = 11
"""The height of an unbroken line between two records."""
_GAP: Final = 22
"""The height of a gap."""
_MOST_ABOVE: Final = 2
"""With more records above, those in the middle are counted."""
_CYCLE: Final = "contribution-cycle"
_BELOW: Final = frozenset({"missing-agency", "unmeasured-objective", "unsupported-outcome"})
"""Rules that find something missing below the record, not above it."""

Kind = Literal["record", "broken", "missing", "rest", "below"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFigure:
    """One break as a figure.

    Attributes:
        root: the id of the broken record.
        title: the sign, severity and title of its rule.
        alt: a sentence that describes it, for those who cannot see it.
        svg: the figure.
        width: its width in pixels at zoom 1, ``height`` its height.
    """

    root: str
    title: str
    alt: str
    svg: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the figure: what kind, level and agency, words; ``gap``: the words of a gap above."""

    kind: Kind
    heads: tuple[str, str]
    words: str
    gap: str = ""


def chain_figure(
    network: Network, mark: Mark, *, language: Language, theme: ThemeName = "light"
) -> ChainFigure | None:
    """Draw the break that ``mark`` shows; None if it is on no box of ``network``."""
    tree = build_tree(network)
    index = {node.id: number for number, node in enumerate(tree.boxes)}
    if mark.node_id not in index:
        return None
    renderer = create_renderer(network, tree, language, theme)
    rows = [*_Teller(network, tree, mark, renderer).rows(index[mark.node_id])]
    canvas = Canvas()
    y = 0.0
    for number, row in enumerate(rows):
        y = _draw_row(canvas, row, y, renderer, mark, first=number == 0)
    title = f"{SIGNS[mark.severity].shape} {renderer.say(f'severity.{mark.severity}')}: {mark.title.say(language)}"
    alt = ". ".join(part.rstrip(".") for part in (mark.message.say(language), *_read(rows)))
    size = (_ACROSS, y)
    return ChainFigure(
        root=mark.node_id,
        title=title,
        alt=f"{alt}.",
        svg=wrap_svg(canvas, size, renderer, (title, alt), margin=_MARGIN),
        width=WIDTH,
        height=round(y) + 2 * _MARGIN,
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Says in rows what a break looks like, from the outcome down."""

    network: Network
    tree: Tree
    mark: Mark
    renderer: BoxRenderer

    def rows(self, box: int) -> Iterator[_Row]:
        """Yield the rows of the figure."""
        say = self.renderer.say
        above: list[int] = []
        up = self.tree.parent[box]
        while up >= 0:
            above.insert(0, up)
            up = self.tree.parent[up]
        gap = ""
        top = self.tree.boxes[(above or [box])[0]]
        if top.level != 0 or (self.mark.rule == _CYCLE):
            yield _Row("missing", (say("column.0"), ""), say("chain.nothing"))
            gap = say("chain.gap")
        if len(above) > _MOST_ABOVE:
            yield self._record(above[0], gap)
            yield _Row("rest", ("", ""), self.renderer.count("chain.between", len(above) - 2))
            yield self._record(above[-1], "")
            gap = ""
        else:
            for each in above:
                yield self._record(each, gap)
                gap = ""
        yield self._record(box, gap)
        if self.mark.rule in _BELOW:
            yield _Row("missing", self._missing_head(), self._missing_words(), say("chain.lacks"))
        yield from self._below(box)

    def _record(self, box: int, gap: str) -> _Row:
        node = self.tree.boxes[box]
        kind: Kind = "broken" if node.id == self.mark.node_id else "record"
        return _Row(kind, self._heads(node), node.name, gap)

    def _heads(self, node: NetworkNode) -> tuple[str, str]:
        key = self.tree.columns[self.tree.column[self.tree.boxes.index(node)]]
        agency = agency_code_words(node, self.renderer) if node.agencies else ""
        return self.renderer.say(f"column.{key}"), agency

    def _missing_head(self) -> tuple[str, str]:
        return "", ""

    def _missing_words(self) -> str:
        if self.mark.other_id is not None:
            return self.network.agencies.get(self.mark.other_id, self.mark.other_id)
        return self.mark.title.say(self.renderer.language)

    def _below(self, box: int) -> Iterator[_Row]:
        under = self._reach(box)
        number = len(under) if self.mark.cut_off is None else self.mark.cut_off
        if not number:
            return
        key = "chain.under" if self.mark.cut_off is None else "chain.cut"
        yield _Row("below", ("", ""), self.renderer.count(key, number))

    def _reach(self, box: int) -> set[str]:
        steps: dict[str, list[str]] = defaultdict(list)
        for edge in self.network.edges:
            if edge.type in CHAIN:
                steps[edge.target].append(edge.source)
        start = self.tree.boxes[box].id
        found = {start}
        waiting = [start]
        while waiting:
            for end in steps.get(waiting.pop(), ()):
                if end not in found:
                    found.add(end)
                    waiting.append(end)
        return found - {start}


def _draw_row(
    canvas: Canvas, row: _Row, y: float, renderer: BoxRenderer, mark: Mark, *, first: bool
) -> float:
    """Draw a row below ``y``; return its bottom."""
    theme = renderer.theme
    tone = renderer.tone(mark.severity)
    spine = _LEFT + 16
    if not first:
        deep = _GAP if row.gap else _STEP
        if row.gap:
            middle = y + deep / 2
            for start, end in ((y, middle - 4), (middle + 4, y + deep)):
                canvas.path(("M", spine, start, "V", end), Pen(tone.line, 1.6))
            for at in (middle - 4, middle + 4):
                canvas.path(("M", spine - 5, at, "h10"), Pen(tone.line, 1.6))
            words = clip_text(row.gap, _SMALL, _ACROSS - spine - 12, bold=True)
            canvas.text(spine + 12, middle + 3.5, words, Type(tone.ink, _SMALL, bold=True))
        else:
            canvas.path(("M", spine, y, "v", deep), Pen(theme.line, 1.4))
            canvas.path(("M", spine, y + 1, "l-3.5 6h7z"), fill=theme.line)
        y += deep
    across = _ACROSS - _LEFT
    room = across - 2 * _PAD - 6
    sign = f"{SIGNS[mark.severity].shape} " if row.kind == "broken" else ""
    most = 3 if row.kind == "broken" else 2
    lines = wrap_text(sign + row.words, _NAME, room, bold=row.kind == "broken")
    if len(lines) > most:
        kept = clip_text(" ".join(lines[most - 1 :]), _NAME, room, bold=row.kind == "broken")
        lines = [*lines[: most - 1], kept]
    strip = _LINE + 3 if row.kind == "broken" else 0
    high = max(2 * _LINE, len(lines) * _LINE) + _PAD + strip
    if row.kind in ("rest", "below", "missing"):
        high = len(lines) * _LINE + _PAD
    area = Area(_LEFT, y, across, high)
    if row.kind == "missing":
        canvas.rect(area, theme.ground, Pen(tone.line, 1.4, "5 4"), radius=4)
    elif row.kind == "broken":
        canvas.rect(area, tone.ground, Pen(tone.line, 1.8), radius=4)
        canvas.rect(Area(area.right - 6, y, 6, high), tone.line)
    elif row.kind == "record":
        canvas.rect(area, theme.ground, Pen(theme.edge), radius=4)
    elif row.kind == "below":
        canvas.rect(area, theme.band, Pen(theme.edge, 1, "2 3"), radius=4)
    base = y + _PAD / 2 + _NAME
    for at, line in enumerate(lines):
        type_ = Type(theme.ink, _NAME, bold=row.kind == "broken")
        canvas.text(_LEFT + _PAD, base + at * _LINE, line, type_)
    if strip:
        told = clip_text(mark.title.say(renderer.language), _SMALL, room, bold=True)
        canvas.text(_LEFT + _PAD, y + high - 6, told, Type(tone.ink, _SMALL, bold=True))
    level, agency = row.heads
    canvas.text(0, base, clip_text(level, _SMALL, _LEFT - 8), Type(theme.muted, _SMALL))
    shown = clip_text(agency, _SMALL, _LEFT - 8, bold=True)
    canvas.text(0, base + _LINE, shown, Type(theme.ink, _SMALL, bold=True))
    return y + high


def _read(rows: Sequence[_Row]) -> Iterator[str]:
    """Yield the rows as parts of a sentence."""
    for row in rows:
        if row.gap:
            yield row.gap
        yield ": ".join(part for part in (row.heads[0], row.words) if part)
