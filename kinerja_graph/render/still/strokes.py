"""Split long dashed strokes; viewers take minutes to draw one dashed line across many pages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kinerja_graph.render.still.canvas import Canvas, Pen

LONGEST: Final = 600
"""The approximate maximum length of a piece, in pixels; a multiple of every dash period."""
_CHORD: Final = 40
"""Approximate length, in pixels, of the chords used to measure a curve."""

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]
"""A cubic curve: its start, two control points, and its end."""


def draw_polyline(canvas: Canvas, points: list[Point], pen: Pen) -> None:
    """Draw a line of right angles through ``points``; its dashes continue from piece to piece."""
    if not pen.dashes:
        canvas.path(_polyline_path(points), pen)
        return
    gone = 0.0
    for start, end in pairwise(points):
        long = math.dist(start, end)
        for at in range(0, max(1, math.ceil(long)), LONGEST):
            piece = [_between(start, end, at, long), _between(start, end, at + LONGEST, long)]
            canvas.path(_polyline_path(piece), replace(pen, gone=(gone + at) % LONGEST))
        gone += long


def draw_curve(canvas: Canvas, bow: Curve, pen: Pen) -> None:
    """Draw a curve; its dashes continue from piece to piece."""
    if not pen.dashes:
        canvas.path(_curve_path(bow), pen)
        return
    for piece, gone in _pieces(bow):
        canvas.path(_curve_path(piece), replace(pen, gone=gone % LONGEST))


def _polyline_path(points: list[Point]) -> tuple[str | float, ...]:
    (x, y), *others = points
    words: list[str | float] = ["M", x, y]
    for left, top in others:
        words += ["H", left] if top == y else ["V", top] if left == x else ["L", left, top]
        x, y = left, top
    return tuple(words)


def _between(start: Point, end: Point, at: float, long: float) -> Point:
    share = min(1.0, at / long) if long else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _curve_path(bow: Curve) -> tuple[str | float, ...]:
    start, *others = bow
    return ("M", *start, "C", *(number for point in others for number in point))


def _pieces(bow: Curve) -> Iterator[tuple[Curve, float]]:
    """Yield the pieces of a curve, each with the length before it."""
    steps = 16 + int(math.dist(bow[0], bow[3])) // _CHORD
    chords = [
        math.dist(_point_at(bow, at / steps), _point_at(bow, (at + 1) / steps))
        for at in range(steps)
    ]
    first, gone, long = 0, 0.0, 0.0
    for at, chord in enumerate(chords):
        if long and long + chord > LONGEST:
            yield _sub_curve(bow, first / steps, at / steps), gone
            first, gone, long = at, gone + long, 0.0
        long += chord
    yield _sub_curve(bow, first / steps, 1.0), gone


def _point_at(bow: Curve, share: float) -> Point:
    return _polar(bow, (share, share, share))


def _sub_curve(bow: Curve, first: float, last: float) -> Curve:
    """Return the part of a curve between two parameter values."""
    return (
        _polar(bow, (first, first, first)),
        _polar(bow, (first, first, last)),
        _polar(bow, (first, last, last)),
        _polar(bow, (last, last, last)),
    )


def _polar(bow: Curve, shares: tuple[float, float, float]) -> Point:
    """Evaluate the polar form of a curve (de Casteljau with one parameter per step)."""
    points = list(bow)
    for share in shares:
        points = [
            (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            for a, b in pairwise(points)
        ]
    return points[0]
