"""Series of figures by year: each under its whole name, in as many tables as the width asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.cli.formatters.grid import split_columns
from kinerja_graph.cli.formatters.words import hanging, line

GAP: Final = 2
INDENT: Final = 2


@dataclass(frozen=True, slots=True)
class Series:
    """A series: the mark before its name, its name, and its rows: what they hold, a cell a year."""

    mark: str
    head: Line
    rows: Sequence[tuple[str, Sequence[Line]]]


def yearly(years: Sequence[str], series: Sequence[Series], width: int) -> Iterator[RenderableType]:
    """Yield the series one below the other, the years in columns.

    Names are never cut off: they have lines of their own. Years that do not fit go into a second
    table below the first, and so on.
    """
    rows = [row for one in series for row in one.rows]
    labels = INDENT + max((cell_len(label) for label, _ in rows), default=0)
    widths = [
        GAP + max([cell_len(year), *(cells[place].cell_len for _, cells in rows)])
        for place, year in enumerate(years)
    ]
    for number, block in enumerate(split_columns(widths, width - labels)):
        if number:
            yield Line()
        heads = _cells([line(years[place]) for place in block], widths, block)
        yield Line(" " * labels).append_text(heads)
        yield line("─" * (labels + sum(widths[place] for place in block)))
        for one in series:
            if one.head:
                yield hanging(one.mark, one.head)
            for label, cells in one.rows:
                row_head = Line(f"{' ' * INDENT}{label}".ljust(labels), "dim")
                yield row_head.append_text(_cells([cells[place] for place in block], widths, block))


def _cells(cells: Sequence[Line], widths: Sequence[int], block: range) -> Line:
    joined = Line()
    for place, cell in zip(block, cells, strict=True):
        joined.append(" " * (widths[place] - cell.cell_len)).append_text(cell)
    return joined
