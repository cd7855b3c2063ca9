"""The known id nearest to one that leads nowhere, found without comparing all with all."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from kinerja_graph.sources.choices import is_unseen

_GAP = re.compile(r"[\W_]+")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_MOST_IDS: Final = 2_000
_MOST_QUESTIONS: Final = 20
_LONGEST: Final = 60


def id_key(text: str) -> str:
    """The id without case, signs between its parts and leading zeros.

    >>> id_key("IKU-07") == id_key("iku 7")
    True
    """
    return _ZEROS.sub("", _GAP.sub(" ", look(text).casefold())).replace(" ", "")


def look(text: str) -> str:
    r"""The text as it is seen: without what is not seen, and with one kind of blank and of accent.

    >>> look("U\u200b1") == "U1", look("U\u00a01") == "U 1", look("e\u0301") == "\u00e9"
    (True, True, True)
    """
    if text.isprintable() and text.isascii():
        return text
    seen = "".join(each for each in text if each.isspace() or not is_unseen(each))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def unlike(one: str, other: str) -> str:
    r"""The characters that only one of two texts has, by their numbers.

    >>> unlike("U\u200b1", "U1")
    'U+200B'
    """
    return ", ".join(f"U+{ord(sign):04X}" for sign in sorted({*one} ^ {*other}))


class Nearness:
    """Answers which known id was probably meant.

    A slip of case, sign or zero is found in any number of ids; other slips only among few ids
    and for few questions, so that a thousand faults in a large plan stay cheap.
    """

    def __init__(self) -> None:
        self._by_key: dict[str, list[str]] | None = None
        self._ids: list[str] = []
        self._questions = 0

    def nearest(self, wrong: str, ids: Iterable[str], fits: Callable[[str], bool]) -> str | None:
        """The nearest of ``ids`` that ``fits``, or None where none is near."""
        if self._by_key is None:
            self._ids = sorted(ids)
            self._by_key = {}
            for known in self._ids:
                self._by_key.setdefault(id_key(known), []).append(known)
        for known in self._by_key.get(id_key(wrong), ()):
            if fits(known):
                return known
        self._questions += 1
        if len(self._ids) > _MOST_IDS or self._questions > _MOST_QUESTIONS or len(wrong) > _LONGEST:
            return None
        close = difflib.get_close_matches(wrong, filter(fits, self._ids), 1, 0.75)
        return close[0] if close else None
