"""Display and sort ids and names: natural order, code words, labels that fit a box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

MAX_LABEL_LETTERS: Final = 136
"""The longest label, in letters, that a box shows in full."""
CODE_LETTERS: Final = 12
_DIGITS: Final = re.compile(r"([0-9]+)")

Order = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=65_536)
def natural_sort_key(text: str) -> Order:
    """Return a sort key that puts ``IKU-2`` before ``IKU-10``.

    >>> sorted(["IKU-10", "IKU-2", "iku-1"], key=natural_sort_key)
    ['iku-1', 'IKU-2', 'IKU-10']
    """
    parts: list[tuple[int, int, str]] = []
    for part in _DIGITS.split(text):
        if part[:1].isascii() and part.isdigit():
            digits = part.lstrip("0")
            parts.append((0, len(digits), digits))
        elif part:
            parts.append((1, 0, part.casefold()))
    return (*parts, (2, 0, text))


def box_label(name: str) -> str:
    """Return the label of a box: the name if it has at most 136 letters, else truncated with ``…``.

    It is cut at a space if there is one in its last third.
    """
    if len(name) <= MAX_LABEL_LETTERS:
        return name
    kept = name[: MAX_LABEL_LETTERS - 1]
    blank = kept.rfind(" ")
    if blank > MAX_LABEL_LETTERS * 2 // 3:
        kept = kept[:blank]
    return kept.rstrip(" ,;:.") + "…"


def agency_codes(agencies: Mapping[str, str], used: Iterable[str]) -> dict[str, str]:
    """Return a short, unique code word for every agency in ``used``, by id.

    An id that contains a letter is its own code word, in capitals; for a number, the initials of
    the name are used.
    """
    words: dict[str, str] = {}
    taken: set[str] = set()
    for agency in sorted(used, key=natural_sort_key):
        word = _code(agency, agencies.get(agency, ""))
        plain, number = word, 1
        while word in taken:
            number += 1
            word = f"{plain} {number}"
        taken.add(word)
        words[agency] = word
    return words


def _code(agency: str, name: str) -> str:
    if any(letter.isalpha() for letter in agency):
        word = agency.upper()
        return word if len(word) <= CODE_LETTERS else word[: CODE_LETTERS - 1] + "…"
    initials = "".join(part[0] for part in name.split() if part[0].isalnum())
    return initials.upper()[:CODE_LETTERS] if len(initials) > 1 else agency
