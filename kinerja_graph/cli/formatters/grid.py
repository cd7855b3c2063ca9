"""Rows against many narrow columns, in as many tables as the width asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.cli.formatters.words import GAP, line
from kinerja_graph.cli.screen import make_safe

LEAST_HEAD: Final = 24
"""Columns under which the heads of rows say too little."""
MOST_HEAD: Final = 36
"""Columns that they take where the table is parted anyway."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its head, and a cell for each column."""

    head: Line
    cells: Sequence[Line]


def grid(
    head: str, columns: Sequence[str], rows: Sequence[Row], width: int
) -> Iterator[RenderableType]:
    """Yield tables of ``rows`` against ``columns``, none wider than ``width``.

    The heading of a row wraps if it is longer than its space.
    """
    longest = max([cell_len(head), *(row.head.cell_len for row in rows)])
    widths = _widths(columns, rows, cell_len)
    if longest + sum(widths) > width:
        widths = _widths(columns, rows, _longest_word)
    room = width - sum(widths)
    heads = min(longest, room if room >= LEAST_HEAD else MOST_HEAD)
    for number, block in enumerate(split_columns(widths, width - heads)):
        if number:
            yield Line()
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        table.add_column(head, overflow="fold", width=heads)
        for place in block:
            table.add_column(columns[place], justify="right", width=widths[place] - GAP)
        for row in rows:
            cells = [row.cells[place] for place in block]
            table.add_row(row.head, *cells)
        yield table


def _widths(
    columns: Sequence[str], rows: Sequence[Row], width_of: Callable[[str], int]
) -> list[int]:
    return [
        GAP + max([width_of(name), *(row.cells[place].cell_len for row in rows)])
        for place, name in enumerate(columns)
    ]


def _longest_word(text: str) -> int:
    """Return the width that a heading needs when it wraps word by word."""
    return max(map(cell_len, text.split()), default=0)


def split_columns(widths: Sequence[int], room: int) -> Iterator[range]:
    """Yield the ranges of columns that fit beside the row headings, block by block."""
    start, taken = 0, 0
    for place, width in enumerate(widths):
        if taken + width > room and place > start:
            yield range(start, place)
            start, taken = place, 0
        taken += width
    if start < len(widths):
        yield range(start, len(widths))


def cell(text: str, style: str = "") -> Line:
    """Return a cell without control characters."""
    return line(make_safe(text), style)
