"""Words, symbols and colours that several answers share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.cli.screen import safe
from kinerja_graph.texts import Language, Text, _

SYMBOLS: Final[Mapping[str, str]] = {"error": "✖", "warning": "▲", "info": "●"}
STYLES: Final[Mapping[str, str]] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
SEVERITIES: Final[Mapping[str, Text]] = {
    "error": _("error"),
    "warning": _("warning"),
    "info": _("info"),
}
PLURALS: Final[Mapping[str, Text]] = {
    "error": _("errors"),
    "warning": _("warnings"),
    "info": _("info"),
}
GOOD: Final = "✔"
GOOD_STYLE: Final = "bold green"
LABELS: Final[Mapping[str, Text]] = {
    "Unit": _("units"),
    "Position": _("posts"),
    "Objective": _("objectives"),
    "Indicator": _("indicators"),
    "Task": _("tasks"),
    "Problem": _("reading problems"),
}
MEND: Final = _("How to fix: ")


def line(text: str, style: str = "") -> Line:
    """One line of text, free of what could steer a terminal."""
    return Line(safe(text), style=style)


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


def counted(numbers: Mapping[str, int], language: Language) -> str:
    """Records by label in words; labels without any are left out.

    >>> counted({"Unit": 5, "Task": 0, "Indicator": 1}, "en")
    '5 units, 1 indicator'
    """
    told = [
        f"{number} {word.id if language == 'id' else word.en.removesuffix('s' * (number == 1))}"
        for label, word in LABELS.items()
        if (number := numbers.get(label, 0))
    ]
    return ", ".join(told) or _("no records").say(language)


def severities(numbers: Mapping[str, int], language: Language) -> str:
    """Findings or problems by severity in words; severities without any are left out.

    >>> severities({"error": 1, "warning": 3}, "en")
    '1 error, 3 warnings'
    """
    told: list[str] = []
    for severity, plural in PLURALS.items():
        number = numbers.get(severity, 0)
        if number:
            word = SEVERITIES[severity] if number == 1 else plural
            told.append(f"{number} {word.say(language)}")
    return ", ".join(told)
