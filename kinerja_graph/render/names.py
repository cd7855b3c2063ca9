"""Display and sort ids and names: natural order, code words, labels that fit a box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

MAX_LABEL_LETTERS: Final = 136
"""The longest label, in letters, that a box shows in full."""
CODE_LETTERS: Final = 12
SHORT_NAME_LETTERS: Final = 14
"""The longest name that stands for an agency without a code word."""
_LEAST_LETTERS: Final = 4
"""What is left of a word that is cut."""
_JOINING: Final = frozenset({"dan", "serta", "atau", "&"})
_ACRONYM: Final = re.compile(r"\(([A-Z][A-Z0-9-]{1,11})\)")
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

    An id that contains a letter is its own code word, in capitals. For a number it is the acronym
    that the name gives in brackets, else the shortened name: initials that nobody uses say nothing.
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
    known = _ACRONYM.search(name)
    return known[1] if known else short_name(name) or agency


def is_name(code: str, name: str) -> bool:
    """Return whether a code word is the name or a part of it, so that one of them is enough.

    >>> is_name("BADAN PENDAPA…", "Badan Pendapatan Daerah"), is_name("DISHUB", "Perhubungan")
    (True, False)
    """
    return "…" in code or code.casefold() == name.casefold()


def short_name(name: str, most: int = SHORT_NAME_LETTERS) -> str:
    """Return a name of at most ``most`` letters, at least 5: its longest words are cut with ``…``.

    Words are dropped from the end where cutting is not enough.

    >>> short_name("Kecamatan Jangkar"), short_name("BADAN PENDAPATAN DAERAH BANYUWANGI")
    ('Kecam… Jangkar', 'BADAN PENDAPA…')
    """
    words = name.split()
    if len(" ".join(words)) <= most:
        return " ".join(words)
    for count in range(len(words), 0, -1):
        if count < len(words) and words[count - 1].casefold() in _JOINING:
            continue
        short = _cut_words(words[:count], most, has_more=count < len(words))
        if short is not None:
            return short
    return f"{name[: most - 1].rstrip()}…"


def _cut_words(words: list[str], most: int, *, has_more: bool) -> str | None:
    """Return the words cut to ``most`` letters in all; None if too little were left of them."""
    stems = list(words)
    while True:
        cut = [
            stem if stem == word else f"{stem}…" for stem, word in zip(stems, words, strict=True)
        ]
        if has_more and stems[-1] == words[-1]:
            cut[-1] += "…"
        text = " ".join(cut)
        if len(text) <= most:
            return text
        long = [at for at, stem in enumerate(stems) if len(stem) > _LEAST_LETTERS]
        if not long:
            return None
        at = max(long, key=lambda at: (cut[at].endswith("…"), len(stems[at])))
        stems[at] = stems[at][:-1]
