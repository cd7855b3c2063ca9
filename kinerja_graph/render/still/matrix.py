"""Draw the matrix of agencies and outcomes as a still picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.analysis.matrix import Cell, Matrix
from kinerja_graph.analysis.network import Network
from kinerja_graph.render.caption import provenance, title
from kinerja_graph.render.names import agency_codes, is_name, natural_sort_key
from kinerja_graph.render.palette import TINTS
from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.still import legend
from kinerja_graph.render.still.boxes import BoxRenderer
from kinerja_graph.render.still.canvas import DASHES, Area, Canvas, Pen, Type
from kinerja_graph.render.still.letters import Step, clip_text, fit_text, wrap_lines
from kinerja_graph.render.still.picture import wrap_svg
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.themes import THEMES
from kinerja_graph.render.still.words import still_words

_SIDE: Final = 330
"""Width of the column of agency names."""
_MIN_WIDTH: Final = 1000
"""The minimum width, in pixels: a page shows the sheet as wide as its window."""
_CELL: Final = 172
_ROW: Final = 52
_HEAD: Final = 118
_STEPS: Final = (Step(12.5, 16, 5), Step(11, 13.5, 6), Step(10, 12, 7), Step(9, 10.5, 8))


def matrix_svg(matrix: Matrix, network: Network, style: PictureStyle) -> str:
    """Draw ``matrix`` as SVG: a row for each agency, a column for each outcome.

    ``network`` provides the provenance; it is of the view ``matrix``.
    """
    theme = THEMES[style.still_theme]
    agencies = sorted(matrix.agencies, key=lambda agency: natural_sort_key(agency.id))
    names = {agency.id: agency.name or agency.id for agency in agencies}
    renderer = BoxRenderer(
        theme=theme,
        language=style.language,
        words=still_words("matrix"),
        codes=agency_codes(names, names),
        tints={agency.id: at for at, agency in enumerate(agencies[: len(TINTS)])},
    )
    canvas = Canvas()
    across = max(_MIN_WIDTH, _SIDE + _CELL * len(matrix.outcomes))
    lines = [
        (title(network, style.language), Type(theme.ink, 18, bold=True)),
        (
            renderer.say(f"sheet.matrix.{'how' if matrix.outcomes else 'none'}"),
            Type(theme.muted, 12),
        ),
    ]
    top = legend.heading(canvas, lines, across) + 16
    _heads(canvas, matrix, renderer, top)
    y = top + _HEAD * bool(matrix.outcomes)
    cells = {(cell.agency, cell.outcome): cell for cell in matrix.cells}
    missing = {(gap.unit, gap.outcome) for gap in matrix.gaps}
    most = max((cell.results + cell.tasks for cell in matrix.cells), default=1)
    for agency in agencies:
        _row_head(canvas, agency.id, names[agency.id], renderer, y)
        for at, outcome in enumerate(matrix.outcomes):
            area = Area(_SIDE + at * _CELL, y, _CELL, _ROW)
            key = (agency.id, outcome.id)
            _draw_cell(canvas, cells.get(key), renderer, area, (most, key in missing))
        y += _ROW
    y = _others(canvas, matrix, renderer, y + 8)
    facts = legend.provenance(provenance(network, style.rules_digest), renderer)
    y = legend.draw_entries(canvas, facts, across, y + 8)
    told = (title(network, style.language), describe_matrix(matrix, renderer))
    return wrap_svg(canvas, (across, y), renderer, told, style.width)


def describe_matrix(matrix: Matrix, renderer: BoxRenderer) -> str:
    """Describe the matrix in a sentence."""
    return renderer.say(
        "sheet.matrix.described",
        agencies=len(matrix.agencies),
        outcomes=len(matrix.outcomes),
        idle=len(matrix.idle),
        gaps=len(matrix.gaps),
    )


def _heads(canvas: Canvas, matrix: Matrix, renderer: BoxRenderer, top: float) -> None:
    theme = renderer.theme
    for at, outcome in enumerate(matrix.outcomes):
        area = Area(_SIDE + at * _CELL, top, _CELL, _HEAD)
        canvas.begin(f"{outcome.id}: {outcome.name or ''}", outcome.id)
        canvas.rect(area, theme.band, Pen(theme.edge))
        canvas.text(area.left + 10, top + 20, outcome.id, Type(theme.muted, 11, bold=True))
        text = fit_text(outcome.name or outcome.id, _CELL - 20, _STEPS, bold=True)
        y = top + 26 + text.step.size
        for line in text.lines:
            canvas.text(area.left + 10, y, line, Type(theme.ink, text.step.size, bold=True))
            y += text.step.line
        canvas.end()


def _row_head(canvas: Canvas, agency: str, name: str, renderer: BoxRenderer, top: float) -> None:
    theme = renderer.theme
    tint = theme.tints[renderer.tints.get(agency, -1)]
    canvas.begin(name, agency)
    canvas.rect(Area(0, top, _SIDE, _ROW), tint.ground, Pen(theme.edge))
    canvas.rect(Area(0, top, 5, _ROW), tint.bar)
    code = renderer.codes.get(agency, agency)
    if is_name(code, name):
        for at, line in enumerate(wrap_lines(name, 12.5, _SIDE - 26, 2, bold=True)):
            canvas.text(16, top + 21 + 19 * at, line, Type(theme.ink, 12.5, bold=True))
    else:
        canvas.text(16, top + 21, code, Type(theme.ink, 12.5, bold=True))
        canvas.text(16, top + 40, clip_text(name, 12, _SIDE - 26), Type(theme.ink, 12))
    canvas.end()


def _draw_cell(
    canvas: Canvas, cell: Cell | None, renderer: BoxRenderer, area: Area, how: tuple[int, bool]
) -> None:
    """Draw a cell: its numbers, a bar as long as its share of ``how[0]``, or that it is missing."""
    theme = renderer.theme
    most, is_missing = how
    canvas.rect(area, theme.ground, Pen(theme.edge))
    middle = area.left + area.width / 2
    if is_missing:
        tone = renderer.tone("error")
        inside = Area(area.left + 4, area.top + 4, area.width - 8, area.height - 8)
        canvas.rect(inside, tone.ground, Pen(tone.line, 1.5, DASHES), radius=4)
        words = f"{SIGNS['error'].shape} {renderer.say('sheet.expected')}"
        canvas.text(middle, area.top + 31, words, Type(tone.ink, 10.5, bold=True, anchor="middle"))
        return
    if cell is None:
        canvas.text(middle, area.top + 31, "·", Type(theme.muted, 14, anchor="middle"))
        return
    words = renderer.count("sheet.results", cell.results)
    if cell.tasks:
        words = f"{words} · {renderer.say('sheet.tasks', n=cell.tasks)}"
    canvas.text(middle, area.top + 24, words, Type(theme.ink, 12.5, bold=True, anchor="middle"))
    room = area.width - 28
    share = (cell.results + cell.tasks) / most
    canvas.rect(Area(area.left + 14, area.bottom - 16, room, 6), theme.band, Pen(theme.edge, 0.75))
    canvas.rect(Area(area.left + 14, area.bottom - 16, max(2, room * share), 6), theme.cross)


def _others(canvas: Canvas, matrix: Matrix, renderer: BoxRenderer, top: float) -> float:
    """List what is expected of units without a row of their own; return the bottom."""
    rows: Mapping[str, str] = {agency.id: agency.id for agency in matrix.agencies}
    tone = renderer.tone("error")
    y = top
    for gap in matrix.gaps:
        if gap.unit not in rows:
            words = renderer.say(
                "sheet.matrix.gap", unit=matrix.names.get(gap.unit, gap.unit), outcome=gap.outcome
            )
            y += 18
            canvas.text(0, y, f"{SIGNS['error'].shape} {words}", Type(tone.ink, 12, bold=True))
    return y
