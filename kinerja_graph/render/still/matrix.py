"""The matrix of agencies and outcomes as a still picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.analysis.matrix import Cell, Matrix
from kinerja_graph.analysis.network import Network
from kinerja_graph.render.names import codes, natural
from kinerja_graph.render.palette import TINTS
from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.still import legend
from kinerja_graph.render.still.boxes import BoxRenderer
from kinerja_graph.render.still.canvas import DASHES, Area, Canvas, Pen, Type
from kinerja_graph.render.still.letters import Step, clipped, fitted
from kinerja_graph.render.still.look import Look
from kinerja_graph.render.still.picture import framed
from kinerja_graph.render.still.themes import THEMES
from kinerja_graph.render.still.words import still_words
from kinerja_graph.render.told import provenance, title

_SIDE: Final = 330
"""Width of the names of agencies."""
_LEAST: Final = 1000
"""The least width, in pixels: a page shows the sheet as wide as its window."""
_CELL: Final = 172
_ROW: Final = 52
_HEAD: Final = 118
_STEPS: Final = (Step(12.5, 16, 5), Step(11, 13.5, 6), Step(10, 12, 7), Step(9, 10.5, 8))


def matrix_svg(matrix: Matrix, network: Network, look: Look) -> str:
    """``matrix`` as SVG: a row for each agency, a column for each outcome.

    ``network`` tells where the facts come from; it is of the view ``matrix``.
    """
    theme = THEMES[look.theme]
    agencies = sorted(matrix.agencies, key=lambda agency: natural(agency.id))
    names = {agency.id: agency.name or agency.id for agency in agencies}
    hand = BoxRenderer(
        theme=theme,
        language=look.language,
        words=still_words("matrix"),
        codes=codes(names, names),
        tints={agency.id: at for at, agency in enumerate(agencies[: len(TINTS)])},
    )
    ink = Canvas()
    across = max(_LEAST, _SIDE + _CELL * len(matrix.outcomes))
    lines = [
        (title(network, look.language), Type(theme.ink, 18, bold=True)),
        (hand.say(f"sheet.matrix.{'how' if matrix.outcomes else 'none'}"), Type(theme.muted, 12)),
    ]
    top = legend.heading(ink, lines, across) + 16
    _heads(ink, matrix, hand, top)
    y = top + _HEAD * bool(matrix.outcomes)
    cells = {(cell.agency, cell.outcome): cell for cell in matrix.cells}
    missing = {(gap.unit, gap.outcome) for gap in matrix.gaps}
    most = max((cell.results + cell.tasks for cell in matrix.cells), default=1)
    for agency in agencies:
        _row_head(ink, agency.id, names[agency.id], hand, y)
        for at, outcome in enumerate(matrix.outcomes):
            area = Area(_SIDE + at * _CELL, y, _CELL, _ROW)
            key = (agency.id, outcome.id)
            _draw_cell(ink, cells.get(key), hand, area, (most, key in missing))
        y += _ROW
    y = _others(ink, matrix, hand, y + 8)
    facts = legend.provenance(provenance(network, look.rules_digest), hand)
    y = legend.flow(ink, facts, across, y + 8)
    told = (title(network, look.language), described(matrix, hand))
    return framed(ink, (across, y), hand, told, look.width)


def described(matrix: Matrix, hand: BoxRenderer) -> str:
    """What the matrix shows, in a sentence."""
    return hand.say(
        "sheet.matrix.described",
        agencies=len(matrix.agencies),
        outcomes=len(matrix.outcomes),
        idle=len(matrix.idle),
        gaps=len(matrix.gaps),
    )


def _heads(ink: Canvas, matrix: Matrix, hand: BoxRenderer, top: float) -> None:
    theme = hand.theme
    for at, outcome in enumerate(matrix.outcomes):
        area = Area(_SIDE + at * _CELL, top, _CELL, _HEAD)
        ink.begin(f"{outcome.id}: {outcome.name or ''}", outcome.id)
        ink.rect(area, theme.band, Pen(theme.edge))
        ink.text(area.left + 10, top + 20, outcome.id, Type(theme.muted, 11, bold=True))
        text = fitted(outcome.name or outcome.id, _CELL - 20, _STEPS, bold=True)
        y = top + 26 + text.step.size
        for line in text.lines:
            ink.text(area.left + 10, y, line, Type(theme.ink, text.step.size, bold=True))
            y += text.step.line
        ink.end()


def _row_head(ink: Canvas, agency: str, name: str, hand: BoxRenderer, top: float) -> None:
    theme = hand.theme
    tint = theme.tints[hand.tints.get(agency, -1)]
    ink.begin(name, agency)
    ink.rect(Area(0, top, _SIDE, _ROW), tint.ground, Pen(theme.edge))
    ink.rect(Area(0, top, 5, _ROW), tint.bar)
    ink.text(16, top + 21, hand.codes.get(agency, agency), Type(theme.ink, 12.5, bold=True))
    ink.text(16, top + 40, clipped(name, 12, _SIDE - 26), Type(theme.ink, 12))
    ink.end()


def _draw_cell(
    ink: Canvas, cell: Cell | None, hand: BoxRenderer, area: Area, how: tuple[int, bool]
) -> None:
    """A cell: its numbers, a bar as long as its share of ``how[0]``, or that it is missed."""
    theme = hand.theme
    most, is_missing = how
    ink.rect(area, theme.ground, Pen(theme.edge))
    middle = area.left + area.width / 2
    if is_missing:
        tone = hand.tone("error")
        inside = Area(area.left + 4, area.top + 4, area.width - 8, area.height - 8)
        ink.rect(inside, tone.ground, Pen(tone.line, 1.5, DASHES), radius=4)
        words = f"{SIGNS['error'].shape} {hand.say('sheet.expected')}"
        ink.text(middle, area.top + 31, words, Type(tone.ink, 10.5, bold=True, anchor="middle"))
        return
    if cell is None:
        ink.text(middle, area.top + 31, "·", Type(theme.muted, 14, anchor="middle"))
        return
    words = hand.count("sheet.results", cell.results)
    if cell.tasks:
        words = f"{words} · {hand.say('sheet.tasks', n=cell.tasks)}"
    ink.text(middle, area.top + 24, words, Type(theme.ink, 12.5, bold=True, anchor="middle"))
    room = area.width - 28
    share = (cell.results + cell.tasks) / most
    ink.rect(Area(area.left + 14, area.bottom - 16, room, 6), theme.band, Pen(theme.edge, 0.75))
    ink.rect(Area(area.left + 14, area.bottom - 16, max(2, room * share), 6), theme.cross)


def _others(ink: Canvas, matrix: Matrix, hand: BoxRenderer, top: float) -> float:
    """What is expected of units that have no row of their own; gives the end."""
    rows: Mapping[str, str] = {agency.id: agency.id for agency in matrix.agencies}
    tone = hand.tone("error")
    y = top
    for gap in matrix.gaps:
        if gap.unit not in rows:
            words = hand.say(
                "sheet.matrix.gap", unit=matrix.names.get(gap.unit, gap.unit), outcome=gap.outcome
            )
            y += 18
            ink.text(0, y, f"{SIGNS['error'].shape} {words}", Type(tone.ink, 12, bold=True))
    return y
