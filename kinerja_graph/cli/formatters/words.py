"""Lines, blocks and colours that several answers on a terminal share."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.cli.screen import safe
from kinerja_graph.library.words import SIGNS
from kinerja_graph.texts import _

STYLES: Final[Mapping[str, str]] = {
    "good": "bold green", "error": "bold red", "warning": "yellow", "info": "cyan", "": "",
}  # fmt: skip
"""How words of a severity or a mood look."""
GOOD_STYLE: Final = STYLES["good"]
MEND: Final = _("How to fix: ")
NEXT: Final = _("Next:")
CHECK_IT: Final = _("Check it, then:")


def line(text: str, style: str = "") -> Line:
    """One line of text, free of what could steer a terminal."""
    return Line(safe(text), style=style)


def next_step(what: str, *words: str | Path) -> Line:
    """What to type next, behind ``what``: on one line and quoted, so that it can be copied."""
    typed = shlex.join(["kinerja", *map(str, words)])
    return Line.assemble(safe(what), " ", (safe(typed), "bold"), no_wrap=True)


def marked(mood: str, text: str) -> Line:
    """``text`` behind the sign of a severity or a mood, in the colour of it."""
    return line(f"{SIGNS[mood]} {text}", STYLES[mood])


def under(text: RenderableType, indent: int) -> Padding:
    """``text``, indented as a block: wrapped lines stand under the first."""
    return Padding(text, (0, 0, 0, indent))


def hanging(mark: str, text: Line) -> RenderableType:
    """``text`` behind a mark, such as its number; wrapped lines stand under its first letter."""
    if not mark:
        return text
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(line(mark, "bold"), text)
    return table


def called(name: str | None, identifier: str) -> Line:
    """A record as people see it: its name and, dim, its id."""
    if not name or name == identifier:
        return line(identifier, "bold")
    return Line.assemble((safe(name), "bold"), (f" ({safe(identifier)})", "dim"))
