"""Rich's texts, tables and trees, drawn as text."""

from __future__ import annotations

import io
from typing import Final

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text as Line
from rich.tree import Tree

STEP: Final = 4
"""Columns that a tree takes for each step of depth."""
DEEPEST: Final = 8
"""A tree of so many steps fits in the screen."""


def draw_text(*parts: RenderableType, colour: bool, columns: int) -> str:
    """Render Rich's ``parts`` as text, one below the other, without trailing spaces.

    Words are never broken, since a broken path cannot be copied.
    """
    return "".join(_draw_part(part, colour, columns) for part in parts)


def _draw_part(part: RenderableType, colour: bool, columns: int) -> str:  # noqa: FBT001
    text = io.StringIO()
    console = Console(
        file=text,
        width=max(columns + _tree_overflow(part), _longest_word(part)),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _longest_word(part: RenderableType) -> int:
    """Return the width of the longest unbreakable text; zero for tables and trees, which fit.

    In a sentence that is the longest word; in a line that does not wrap (a command), all of it.
    """
    if not isinstance(part, Line):
        return 0
    if part.no_wrap:
        return part.cell_len
    return max(map(cell_len, part.plain.split()), default=0)


def _tree_overflow(part: RenderableType) -> int:
    """Return how many columns beyond the screen a deep tree needs to stay readable."""
    depth, level = 0, [part] if isinstance(part, Tree) else []
    while level:
        depth += 1
        level = [below for one in level for below in one.children]
    return max(0, depth - 1 - DEEPEST) * STEP
