"""Find out why a cell of values is not a number, since the remedies differ."""

from __future__ import annotations

import re
from typing import Final

from kinerja_graph.sources.cells import Cell, SpecialCell

_LIMIT: Final = re.compile(
    r"\s*(?:[<>\u2264\u2265\u00b1~=]|(?:maks|min|paling|kurang|lebih|di ?atas|di ?bawah|minimal"
    r"|maksimal|sekitar|kira-kira|sampai|s/d|hingga)\b)",
    re.IGNORECASE,
)
NUMBERS: Final = re.compile(r"[0-9][0-9.,]*")
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "mei", "may", "jun", "jul", "agu", "agt", "aug", "sep", "okt",
    "oct", "nov", "nop", "des", "dec",
)  # fmt: skip
_DAY_AND_MONTH: Final = re.compile(
    rf"[0-9]{{1,2}}[ \-/.]?(?:{'|'.join(_MONTHS)})[a-z]*", re.IGNORECASE
)
_SPECIAL_CELLS: Final = {"date": "bad-number:date", "uncached": "bad-number:uncached"}


def is_date(text: str) -> bool:
    """Return whether a text begins with a day and a month: ``1 Jan``, ``31 Desember 2026``.

    >>> is_date("1 Jan"), is_date("31 Desember 2026"), is_date("12 bulan")
    (True, True, False)
    """
    return _DAY_AND_MONTH.match(text) is not None


def unreadable_number_case(cell: Cell, text: str) -> str:
    """Return the key of the message about a cell that is not a number.

    >>> [unreadable_number_case(text, text) for text in ("BB", "< 5 hari", "2/3")]
    ['bad-number:word', 'bad-number:limit', 'bad-number:several']
    """
    if isinstance(cell, SpecialCell):
        return _SPECIAL_CELLS.get(cell.kind, "bad-number")
    if is_date(text):
        return "bad-number:date"
    if _LIMIT.match(text):
        return "bad-number:limit"
    numbers = len(NUMBERS.findall(text))
    if numbers > 1:
        return "bad-number:several"
    return "bad-number" if numbers else "bad-number:word"
