"""Normalise headings, names and first words for comparison."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_CACHE_SIZE: Final = 4_096
"""Headings and first words are normalised for every row, so results are cached."""
_SIGNS = re.compile(r"[\W_]+")
_NUMBER: Final = re.compile(r"(?=[^\d]*\d|xx|x\.)[\dx(][\dx\s.,/()=+*:%-]*", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"(?:(?:[a-z]{1,3}|misi|tujuan|sasaran(?: strategis)?|program|kegiatan)[ .-]*\d+(?:\.\d+)*"
    r"|[a-z])[.):]*",
    re.IGNORECASE,
)
MARK: Final = re.compile(r"[\s.*#~_\u2022\u2013\u2014-]+")
"""A bullet, or nothing but signs."""

SUMS: Final = (
    "jumlah", "total", "sub total", "subtotal", "sub jumlah", "subjumlah", "grand total",
    "rata rata capaian", "rata rata capaian kinerja", "capaian rata rata",
)  # fmt: skip
"""First words of total rows. Indicators may begin with the first of them too."""
AVERAGES: Final = frozenset({"rata rata", "rerata"})
"""What a row of averages says and no more; indicators begin with it."""


@lru_cache(_CACHE_SIZE)
def fold(text: str) -> str:
    r"""Return a heading in lower case, without signs and with single spaces between its words.

    >>> fold("  Target\n(2026) "), fold("%")
    ('target 2026', '%')
    """
    return _SIGNS.sub(" ", text.casefold()).strip() or text.strip()


def name_fold(text: str) -> str:
    r"""Return a name in lower case with single spaces, which is how names are compared.

    >>> name_fold("Jumlah  Dokumen\n")
    'jumlah dokumen'
    """
    return " ".join(text.split()).casefold()


def begins(text: str, words: tuple[str, ...]) -> bool:
    """Return whether ``text`` begins with one of ``words``, as whole words.

    >>> begins("Total Anggaran", ("total",)), begins("Totalitas", ("total",))
    (True, False)
    """
    if not words:
        return False
    folded = f"{fold(text)} "
    return any(folded.startswith(f"{fold(word)} ") for word in words)


def is_label(text: str) -> bool:
    """Return whether a text only labels a name: letters and a number, or a number alone.

    >>> [is_label(text) for text in ("T1", "S1.2", "SS-3", "Sasaran 1", "a.", "12", "-")]
    [True, True, True, True, True, True, True]
    >>> [is_label(text) for text in ("Sasaran", "K3 pekerja", "Jalan 1 lajur", "IPM")]
    [False, False, False, False]
    """
    return bool(_LABEL.fullmatch(text.strip())) or is_number_name(text)


def is_number_name(text: str) -> bool:
    """Return whether a name is really a number, a code, a formula of column numbers or a bullet.

    >>> [is_number_name(text) for text in ("12", "1.02.xx", "13 = 9 + 10", "xx", "-", "- 3 -")]
    [True, True, True, True, True, True]
    >>> [is_number_name(text) for text in ("5S", "Xenia", "K3", "2 jalan", "x")]
    [False, False, False, False, False]
    """
    if _NUMBER.fullmatch(text.strip()) or MARK.fullmatch(text):
        return True
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
