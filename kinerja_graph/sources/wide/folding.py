"""Headings, names and first words as they are compared."""

from __future__ import annotations

import re
from typing import Final

_SIGNS = re.compile(r"[\W_]+")

SUMS: Final = ("jumlah", "total", "sub total", "subtotal", "sub jumlah", "subjumlah", "grand total")
"""First words of rows of totals; indicators may begin with the first of them too."""


def fold(text: str) -> str:
    r"""A heading without case and signs, its words parted by one blank.

    >>> fold("  Target\n(2026) "), fold("%")
    ('target 2026', '%')
    """
    return _SIGNS.sub(" ", text.casefold()).strip() or text.strip()


def name_fold(text: str) -> str:
    r"""A name as names are compared: case and runs of white space make no difference.

    >>> name_fold("Jumlah  Dokumen\n")
    'jumlah dokumen'
    """
    return " ".join(text.split()).casefold()


def begins(text: str, words: tuple[str, ...]) -> bool:
    """Whether ``text`` begins with one of ``words``, as whole words.

    >>> begins("Total Anggaran", ("total",)), begins("Totalitas", ("total",))
    (True, False)
    """
    folded = f"{fold(text)} "
    return any(folded.startswith(f"{fold(word)} ") for word in words)
