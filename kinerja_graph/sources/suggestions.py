"""Find the known id most similar to an unknown one, without comparing all with all."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, Final

from kinerja_graph.sources.choices import is_unseen

_GAP = re.compile(r"[\W_]+")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_CYRILLIC: Final = {
    **str.maketrans(
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425", "ABEKMHOPCTX"
    ),
    **str.maketrans("\u0405\u0406\u0408\u0455\u0456\u0458", "SIJsij"),
    **str.maketrans("\u0430\u0435\u043e\u0440\u0441\u0443\u0445", "aeopcyx"),
}
_ALIKE: Final[dict[int, Any]] = {**_WIDE, **_DASHES, **_CYRILLIC}
"""Full-width forms, dashes and Cyrillic letters, by the characters they look like."""
_MOST_IDS: Final = 2_000
_MOST_QUESTIONS: Final = 20
_LONGEST: Final = 60


def id_key(text: str) -> str:
    """Return the id without case, separators and leading zeros.

    >>> id_key("IKU-07") == id_key("iku 7")
    True
    """
    return _ZEROS.sub("", _GAP.sub(" ", look(text).casefold())).replace(" ", "")


def look(text: str) -> str:
    r"""Return the visible text: no invisible characters, one kind of space, dash and accent.

    >>> look("U\u200b1") == "U1", look("U\u00a01") == "U 1", look("e\u0301") == "\u00e9"
    (True, True, True)
    """
    if text.isprintable() and text.isascii():
        return text
    seen = "".join(each for each in text if each.isspace() or not is_unseen(each))
    return " ".join(unicodedata.normalize("NFC", seen).translate(_ALIKE).split())


def unlike(one: str, other: str) -> str:
    r"""Return the characters that only one of two texts has, by their code points.

    >>> unlike("U\u200b1", "U1")
    'U+200B'
    """
    return ", ".join(f"U+{ord(sign):04X}" for sign in sorted({*one} ^ {*other}))


class Suggestions:
    """Finds which known id was probably meant.

    A mistake in case, separators or zeros is found among any number of ids; others only among few
    ids and for few queries, so that a thousand faults in a large plan stay cheap.
    """

    def __init__(self) -> None:
        self._by_key: dict[str, list[str]] | None = None
        self._ids: list[str] = []
        self._questions = 0

    def nearest(self, wrong: str, ids: Iterable[str], fits: Callable[[str], bool]) -> str | None:
        """Return the most similar of ``ids`` that ``fits``, or None if none is similar."""
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
