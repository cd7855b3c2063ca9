"""Draw growth curves as an SVG picture: both scales logarithmic, one line per series.

    curves("Seconds", "indicators", {"ours": [(1000, 1.0), (2000, 2.1)]}) -> the picture's text

Uses no library and no embedded font: a page shows it in its own font. Lines differ in colour, in
the shape of their points and in their dashes, so that they can be told apart in a black print too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from kinerja_graph.numbers import format_number

Points = Sequence[tuple[float, float]]
WIDTH: Final = 760
HEIGHT: Final = 420
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 46, 56
COLOURS: Final = ("#005f73", "#b23a00", "#5f4b8b", "#3a6b1f", "#8a6d00")
DASHES: Final = ("", "7 4", "2 3", "9 3 2 3", "4 2")
_LABEL_GAP: Final = 16.0


def curves(title: str, across: str, upward: str, series: Mapping[str, Points]) -> str:
    """Draw all series that have points; sizes and values must be above zero."""
    drawn = {name: points for name, points in series.items() if points}
    scale = _Scale([point for points in drawn.values() for point in points])
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{escape(title)}" font-family="system-ui, sans-serif" '
        'font-size="13">'
    )
    parts = [
        opening,
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 24, title, size=16, weight="600"),
        *scale.grid(),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, across, anchor="middle"),
        f'<g transform="rotate(-90 18 {(TOP + HEIGHT - BOTTOM) / 2})">'
        + _text(18, (TOP + HEIGHT - BOTTOM) / 2, upward, anchor="middle")
        + "</g>",
    ]
    heights = _spread_labels([scale.y(points[-1][1]) for points in drawn.values()])
    for number, (name, points) in enumerate(drawn.items()):
        parts += _line(number, [(scale.x(size), scale.y(value)) for size, value in points])
        parts.append(
            _text(
                WIDTH - RIGHT + 14, heights[number] + 4, name, fill=COLOURS[number % len(COLOURS)]
            )
        )
    return "\n".join([*parts, "</svg>", ""])


class _Scale:
    """Maps sizes and values to coordinates of the picture."""

    def __init__(self, points: Points) -> None:
        self._x = _decades([size for size, _ in points])
        self._y = _decades([value for _, value in points])

    def x(self, size: float) -> float:
        return LEFT + _share(self._x, size) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - _share(self._y, value) * (HEIGHT - TOP - BOTTOM)

    def grid(self) -> list[str]:
        """Return thin lines at every decade and at its 2 and 5, with their numbers."""
        found: list[str] = []
        for size in _ticks(self._x):
            place = self.x(size)
            found.append(_rule(place, TOP, place, HEIGHT - BOTTOM))
            found.append(_text(place, HEIGHT - BOTTOM + 20, _format_number(size), anchor="middle"))
        for value in _ticks(self._y):
            place = self.y(value)
            found.append(_rule(LEFT, place, WIDTH - RIGHT, place))
            found.append(_text(LEFT - 8, place + 4, _format_number(value), anchor="end"))
        return found


def _decades(values: Sequence[float]) -> tuple[float, float]:
    """Return the range of the logarithms of all values, with some margin."""
    low, high = math.log10(min(values)), math.log10(max(values))
    room = max(0.05, (high - low) * 0.06, 0.3 if low == high else 0.0)
    return low - room, high + room


def _share(ends: tuple[float, float], value: float) -> float:
    return (math.log10(value) - ends[0]) / (ends[1] - ends[0])


def _ticks(ends: tuple[float, float]) -> list[float]:
    exponents = range(math.floor(ends[0]), math.ceil(ends[1]) + 1)
    found = [step * 10.0**exponent for exponent in exponents for step in (1, 2, 5)]
    return [tick for tick in found if ends[0] <= math.log10(tick) <= ends[1]]


def _format_number(number: float) -> str:
    """Format a number of an axis.

    >>> _format_number(2000000), _format_number(5000), _format_number(0.2)
    ('2 M', '5 k', '0.2')
    """
    for unit, name in ((1e6, " M"), (1e3, " k")):
        if number >= unit:
            return f"{format_number(number / unit, 'en')}{name}"
    return format_number(number, "en")


def _spread_labels(heights: Sequence[float]) -> list[float]:
    """Return the heights of the names, moved so that none overlap."""
    placed = [0.0] * len(heights)
    last = -math.inf
    for number in sorted(range(len(heights)), key=lambda one: heights[one]):
        last = max(heights[number], last + _LABEL_GAP)
        placed[number] = last
    return placed


def _line(number: int, places: Points) -> list[str]:
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    line = (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.2" '
        f'stroke-dasharray="{dash}"/>'
    )
    return [line, *(_mark(number, x, y, colour) for x, y in places)]


def _mark(number: int, x: float, y: float, colour: str) -> str:
    if number % 3 == 1:
        return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}"/>'
    if number % 3 == 2:  # noqa: PLR2004 - the third of three shapes
        corners = f"{x:.1f},{y - 5:.1f} {x + 5:.1f},{y + 4:.1f} {x - 5:.1f},{y + 4:.1f}"
        return f'<polygon points="{corners}" fill="{colour}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.2" fill="{colour}"/>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        'stroke="#d9d9d9" stroke-width="1"/>'
    )


def _text(x: float, y: float, text: str, **style: object) -> str:
    """Return a text as SVG; ``style``: anchor, fill, size, weight."""
    names = {"anchor": "text-anchor", "size": "font-size", "weight": "font-weight"}
    told = "".join(f' {names.get(key, key)}="{value}"' for key, value in style.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{told}>{escape(text)}</text>'
