"""How wide the columns of a form are, and how large its letters, so that it is legible on A4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.render.still.fonts import narrow_width
from kinerja_graph.report.document import CELL_PADDING
from kinerja_graph.report.official.layout import FormColumn, FormRow

ACROSS: Final = 842 - 2 * 34
UPRIGHT: Final = 595 - 2 * 34
"""The room on A4, landscape and portrait, in points; the margins are 12 mm."""
SIZES: Final = (8.5, 8.0, 7.5, 7.0)
"""Type sizes, the first that fits is taken; smaller letters are not legible."""
_LONGEST: Final = 9.5
"""A word that is wider, at size 1, may be broken."""
_WORDS: Final = re.compile(r"\s+|(?<=[/\-–→])(?=\S)")


@dataclass(frozen=True, slots=True)
class Widths:
    """The widths of the columns in points, and the type size."""

    columns: tuple[float, ...]
    points: float


def fit(columns: Sequence[FormColumn], rows: Sequence[FormRow], *, across: bool) -> Widths:
    """Fit a table to the page: every word whole if letters of some size allow it.

    Each column has its declared share of the width, or what its longest word needs. Where the page
    has no room for that, the widest are made as narrow as it takes, and their words are broken.
    """
    room = ACROSS if across else UPRIGHT
    least: list[float] = []
    for points in SIZES:
        least = [
            points * _longest(one, number, rows) + CELL_PADDING
            for number, one in enumerate(columns)
        ]
        if sum(least) <= room:
            return Widths(_shared([one.share for one in columns], least, room), points)
    most = _most(least, room)
    return Widths(tuple(min(one, most) for one in least), SIZES[-1])


def _most(least: Sequence[float], room: float) -> float:
    """Return how wide the widest columns may be so that all have room."""
    ordered = sorted(least)
    for number, one in enumerate(ordered):
        rest = (room - sum(ordered[:number])) / (len(ordered) - number)
        if rest <= one:
            return rest
    return ordered[-1]


def _longest(column: FormColumn, number: int, rows: Sequence[FormRow]) -> float:
    """Return the width of the longest word of a column, at size 1."""
    heads = _length(column.head, bold=True)
    cells = (row.cells[number] for row in rows if row.cells)
    texts = (line for cell in cells for line in cell.lines)
    return max(heads, _length(column.note), max(map(_length, texts), default=0))


def _length(text: str, *, bold: bool = False) -> float:
    return min(max(narrow_width(one, bold=bold) for one in _WORDS.split(text)), _LONGEST)


def _shared(shares: Sequence[float], least: Sequence[float], room: float) -> tuple[float, ...]:
    """Share the room out, where no column may have less than it needs."""
    fixed: set[int] = set()
    while True:
        free = [number for number in range(len(shares)) if number not in fixed]
        rest = room - sum(least[number] for number in fixed)
        whole = sum(shares[number] for number in free)
        short = {number for number in free if rest * shares[number] / whole < least[number]}
        if not short:
            return tuple(
                least[number] if number in fixed else rest * shares[number] / whole
                for number in range(len(shares))
            )
        fixed |= short
