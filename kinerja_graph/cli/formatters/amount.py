"""How much of a long answer is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from rich.padding import Padding

from kinerja_graph.cli.formatters.words import line, under
from kinerja_graph.numbers import format_number
from kinerja_graph.texts import Language, _

MOST: Final = 10
"""On a terminal, so many things of a group are told, and the others counted."""
ALL_IN_JSON: Final = _("… and {number} more (--json gives all)")
"""A word for what is not told."""
T = TypeVar("T")


def most_told() -> int | None:
    """How many things of a group are told: ten on a terminal, else all (None)."""
    return MOST if sys.stdout.isatty() else None


def shown(things: Sequence[T], most: int | None) -> Sequence[T]:
    """The first ``most`` of ``things``; None: all."""
    return things if most is None else things[:most]


def rest(
    things: Sequence[object], most: int | None, language: Language, indent: int = 2
) -> Iterator[Padding]:
    """A line that counts what ``shown`` leaves out; nothing where it leaves out nothing."""
    left = len(things) - len(shown(things, most))
    if left:
        text = ALL_IN_JSON.say(language, number=format_number(left, language))
        yield under(line(text, "dim"), indent)
