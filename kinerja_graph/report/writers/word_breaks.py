"""Let words break that are wider than their column in the table of a form.

A word of letters may break between syllables, with a hyphen that is seen only there; a code after
its signs, without one. Numbers never break. What is copied from the page is the word itself, but
for that mark.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final

from kinerja_graph.render.still.fonts import narrow_width
from kinerja_graph.report.document import CELL_PADDING

_SOFT: Final = "\u00ad"
"""A hyphen that is seen only at the end of a line."""
_BREAK: Final = "\u200b"
_TOKEN: Final = re.compile(rf"[^\s{_BREAK}]+")
_NUMBER: Final = re.compile(r"[+−-]?[\d.,]+%?")
_SIGN: Final = re.compile(r"(?<=[-–/_.:;,)→])(?=[^\s-])")
_CONSONANT: Final = r"(?:ng|ny|sy|kh|n(?![gy])|s(?!y)|k(?!h)|[bcdfghjlmpqrtvwxz])"
_VOWEL: Final = "[aiueo]"
_SYLLABLE: Final = re.compile(
    rf"(?<={_VOWEL})(?:{_CONSONANT}(?={_CONSONANT}{_VOWEL})|(?={_CONSONANT}{_VOWEL}))",
    re.IGNORECASE,
)
"""What stands before the end of a syllable: of two consonants the first belongs to it."""
_LEAST: Final = 3
"""Letters that stay together at the beginning and at the end of a word."""


def break_words(data: dict[str, Any]) -> None:
    """Allow breaks in the tables of forms among ``data`` (``wire.document_data``)."""
    for block in data["blocks"]:
        if block.get("look") != "form":
            continue
        points = block["points"]
        for number, column in enumerate(block["columns"]):
            room = column["width"] - CELL_PADDING
            column["name"] = broken(column["name"], room, points, bold=True)
            column["note"] = broken(column["note"], room, points, bold=False)
            for row in block["rows"]:
                if row["is_group"]:
                    continue
                for line in row["cells"][number]["lines"]:
                    for span in line:
                        span["text"] = broken(span["text"], room, points, bold=row["is_sum"])


def broken(text: str, room: float, points: float, *, bold: bool) -> str:
    r"""Return a text that may break wherever a word of it is wider than ``room`` points.

    >>> broken("tim pengendalian", 40, 8, bold=False)
    'tim pengen\xadda\xadlian'
    >>> broken("DHB-1.1.2.1-1", 40, 8, bold=False), broken("1.230.000.000", 30, 8, bold=False)
    ('DHB-\u200b1.\u200b1.\u200b2.\u200b1-\u200b1', '1.230.000.000')
    """

    def fitted(found: re.Match[str]) -> str:
        word = found.group()
        if _NUMBER.fullmatch(word) or _width(word, points, bold=bold) <= room:
            return word
        parts = _SIGN.split(word)
        return _BREAK.join(
            one if _width(one, points, bold=bold) <= room else _in_syllables(one, room, points)
            for one in parts
        )

    return _TOKEN.sub(fitted, text)


def _in_syllables(word: str, room: float, points: float) -> str:
    """Return a word with its syllables, each of which is broken anywhere if it is too wide too."""
    ends = (one.end() for one in _SYLLABLE.finditer(word))
    places = [0, *(one for one in ends if _LEAST <= one <= len(word) - _LEAST), len(word)]
    syllables = (word[begin:end] for begin, end in pairwise(places))
    return _SOFT.join(
        one if _width(one, points, bold=True) <= room else _BREAK.join(one) for one in syllables
    )


def _width(text: str, points: float, *, bold: bool) -> float:
    return narrow_width(text, bold=bold) * points
