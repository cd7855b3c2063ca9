"""How much of a long answer is told, and numbers as people read them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from rich.padding import Padding

from kinerja_graph.cli.telling.words import MORE, line, under
from kinerja_graph.model.extremes import extreme
from kinerja_graph.texts import Language, Text

MOST: Final = 10
"""On a terminal, so many things of a group are told, and the others counted."""
_REST: Final = Text(id=" (--json menampilkan semuanya)", en=" (--json tells all)")
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
        yield under(line(MORE.say(language, number=left) + _REST.say(language), "dim"), indent)


def numeral(value: float, language: Language, digits: int = 1, *, fixed: bool = False) -> str:
    """A number with so many digits behind the separator of the language, at most; or exactly.

    >>> numeral(1250.0, "id"), numeral(76.41, "id", 2), numeral(76.41, "en")
    ('1.250', '76,41', '76.4')
    """
    told = extreme(value, language)
    if told is not None:
        return told
    text = f"{value:,.{digits}f}"
    if "." in text and not fixed:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0.,"):
        text = text.removeprefix("-")
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def digits_for(series: Iterable[Sequence[float]], most: int = 4) -> int:
    """How many digits it takes for neighbours that differ to look different; at least one.

    >>> digits_for([[100.0, 100.04, 99.0]]), digits_for([[5.0, 5.0, 6.0]])
    (2, 1)
    """
    pairs = [pair for one in series for pair in pairwise(one)]
    for digits in range(1, most):
        if all((a == b) == (round(a, digits) == round(b, digits)) for a, b in pairs):
            return digits
    return most
