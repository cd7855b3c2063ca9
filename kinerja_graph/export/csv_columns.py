"""Turn columns into lines of CSV; for millions of rows, calling ``csv`` per cell is too slow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

_QUOTED: Final = '",\r\n'
_NEEDS_QUOTES: Final = re.compile(f"[{_QUOTED}]")
_END: Final = "\r\n"


def csv_lines(columns: Sequence[list[Any]]) -> str:
    """Return the rows of columns as ``csv.writer`` writes them: None is empty, numbers use ``str``.

    >>> csv_lines([["a", "b, c"], [1, None]]).splitlines()
    ['a,1', '"b, c",']
    """
    texts: dict[int, list[str]] = {}
    for column in columns:
        if id(column) not in texts:
            texts[id(column)] = _texts(column)
    rows = zip(*(texts[id(column)] for column in columns), strict=True)
    return _END.join([*map(",".join, rows), ""])


def _texts(column: list[Any]) -> list[str]:
    known = ["" if value is None else value for value in column] if None in column else column
    texts = list(map(str, known))
    together = "".join(texts)
    if not any(sign in together for sign in _QUOTED):
        return texts
    return [_quote(text) if _NEEDS_QUOTES.search(text) else text for text in texts]


def _quote(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
