"""Paint the marks of a scene as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from kinerja_graph.render.scene_mark import SceneMark
from kinerja_graph.render.still.canvas import Area, Canvas, Pen, Type
from kinerja_graph.render.still.fonts import MAP_FAMILY

_DASHES: Final = "4 3"
_STEP: Final = 9
"""Pixels between the lines of a hatching."""


def paint_scene(marks: Sequence[SceneMark], colours: Mapping[str, str]) -> Canvas:
    """Return ``marks`` as elements of an SVG, in the colours of a theme (``scene_colours``)."""
    canvas = Canvas()
    canvas.parts.append(f'<g font-family="{MAP_FAMILY}" font-stretch="condensed">')
    for mark in marks:
        _PAINTERS[mark.shape](canvas, mark, colours)
    canvas.end()
    return canvas


def _rect(canvas: Canvas, mark: SceneMark, colours: Mapping[str, str]) -> None:
    canvas.rect(Area(mark.x, mark.y, mark.w, mark.h), colours[mark.fill])


def _frame(canvas: Canvas, mark: SceneMark, colours: Mapping[str, str]) -> None:
    canvas.rect(Area(mark.x, mark.y, mark.w, mark.h), "none", _pen(mark, colours))


def _hatch(canvas: Canvas, mark: SceneMark, colours: Mapping[str, str]) -> None:
    """Fill a rectangle with lines that rise to the right."""
    canvas.rect(Area(mark.x, mark.y, mark.w, mark.h), colours[mark.fill])
    commands: list[str | float] = []
    offset = _STEP
    while offset < mark.w + mark.h:
        left, right = max(0.0, offset - mark.h), min(mark.w, offset)
        commands += ["M", mark.x + left, mark.y + offset - left]
        commands += ["L", mark.x + right, mark.y + offset - right]
        offset += _STEP
    if commands:
        canvas.path(commands, Pen(colours[mark.stroke], 1))


def _text(canvas: Canvas, mark: SceneMark, colours: Mapping[str, str]) -> None:
    anchor: Literal["start", "end"] = "end" if mark.end else "start"
    type_ = Type(colours[mark.fill], mark.size, bold=mark.bold, anchor=anchor)
    canvas.text(mark.x, mark.y, mark.text, type_)


def _path(canvas: Canvas, mark: SceneMark, colours: Mapping[str, str]) -> None:
    canvas.path(_through(mark), _pen(mark, colours))


def _area(canvas: Canvas, mark: SceneMark, colours: Mapping[str, str]) -> None:
    canvas.path([*_through(mark), "Z"], fill=colours[mark.fill])


def _through(mark: SceneMark) -> list[str | float]:
    commands: list[str | float] = []
    for at in range(0, len(mark.points), 2):
        commands += ["L" if at else "M", mark.points[at], mark.points[at + 1]]
    return commands


def _pen(mark: SceneMark, colours: Mapping[str, str]) -> Pen:
    return Pen(colours[mark.stroke], mark.line, _DASHES if mark.dashed else "")


_PAINTERS: Final = {
    "rect": _rect,
    "frame": _frame,
    "hatch": _hatch,
    "text": _text,
    "path": _path,
    "area": _area,
}
