"""Rich's texts, tables and trees, drawn on a stream."""

from __future__ import annotations

import io
import sys

from rich.console import Console, RenderableType

from kinerja_graph.cli.screen import coloured, put, width


def drawn(*parts: RenderableType, colour: bool, columns: int) -> str:
    """Rich's ``parts`` as text, one below the other, without blanks at the ends of lines."""
    text = io.StringIO()
    console = Console(
        file=text,
        width=columns,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def answer(*parts: RenderableType) -> None:
    """Draws ``parts`` on standard output."""
    put(drawn(*parts, colour=coloured(sys.stdout), columns=width(sys.stdout)), sys.stdout)


def note(*parts: RenderableType) -> None:
    """Draws ``parts`` on standard error."""
    put(drawn(*parts, colour=coloured(sys.stderr), columns=width(sys.stderr)), sys.stderr)
