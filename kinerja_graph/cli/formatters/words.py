"""Lines, blocks and colours that several answers on a terminal share."""

from __future__ import annotations

import json
import shlex
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.cli.screen import make_safe
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import UNKNOWN
from kinerja_graph.texts import _

STYLES: Final[Mapping[str, str]] = {
    "good": "bold green", "error": "bold red", "warning": "yellow", "info": "cyan", "": "",
}  # fmt: skip
"""How words of a severity or a mood look."""
GOOD_STYLE: Final = STYLES["good"]
MEND: Final = _("How to fix: ")
NEXT: Final = _("Next:")
CHECK_IT: Final = _("Check it, then:")
GAP: Final = 3
"""Columns between two columns of a table: the line between them and a blank on each side."""


def line(text: str, style: str = "") -> Line:
    """Return a line of text without control characters."""
    return Line(make_safe(text), style=style)


def next_step(what: str, *words: str | Path) -> Line:
    """Return the next command to type, after ``what``: on one line, quoted, ready to copy."""
    typed = shlex.join(["kinerja", *map(str, words)])
    return Line.assemble(make_safe(what), " ", (make_safe(typed), "bold"), no_wrap=True)


def marked(status: str, text: str) -> Line:
    """Return ``text`` after the symbol of a severity or mood, in its colour."""
    return line(f"{SIGNS[status]} {text}", STYLES[status])


def under(text: RenderableType, indent: int) -> Padding:
    """Return ``text`` indented as a block: wrapped lines align with the first."""
    return Padding(text, (0, 0, 0, indent))


def hanging(mark: str, text: Line) -> RenderableType:
    """Return ``text`` after a mark such as its number; wrapped lines align with the text."""
    if not mark:
        return text
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(line(mark, "bold"), text)
    return table


class HeadedTable(Table):
    """A table whose headings break between words wherever the screen has room for whole words."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the table, with columns as wide as the longest words of their headings."""
        words = [
            max(map(cell_len, str(column.header).split()), default=1) for column in self.columns
        ]
        gaps = GAP * (len(words) - 1)
        if sum(words) + gaps <= options.max_width:
            for column, width in zip(self.columns, words, strict=True):
                column.min_width = width
        yield from super().__rich_console__(console, options)


def headed(headings: Iterable[str], whole: Collection[int] = ()) -> Table:
    """Return a table with a line below its ``headings``; the columns in ``whole`` never wrap."""
    table = HeadedTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=place in whole)
    return table


def short_time(text: str | None) -> str:
    """Return an ISO 8601 time to the minute; ``–`` if there is none.

    >>> short_time("2026-11-25T09:04:31+00:00"), short_time(None)
    ('2026-11-25 09:04', '–')
    """
    return UNKNOWN if text is None else text[:16].replace("T", " ")


def value_text(value: object) -> str:
    """Return a value of a query or of the log: text as it is, the rest as JSON; ``–`` for None."""
    if value is None:
        return UNKNOWN
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
