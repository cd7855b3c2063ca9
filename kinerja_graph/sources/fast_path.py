"""Cells as nearly all of them are written, read in one step; others are left to ``meaning``.

A reader gives what ``read_cell`` or ``read_items`` would give, or None: then those are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

from kinerja_graph.sources.columns import Heading, Kind
from kinerja_graph.sources.meaning import Name, Raw, Value

Quick = Callable[[str], "Value | None"]
"""The value of a text cell, or None where it is empty or not written plainly."""
QuickColumn = Callable[[Sequence[str]], list[Any]]
"""The values of text cells, each as ``Quick`` gives it, but false where that gives None."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,](?:[0-9]{1,2}|[0-9]{4,15}))?")
"""No number that is ambiguous: three digits behind a separator are none of these."""
_YEARS: Final = {str(year): year for year in range(1900, 2200)}
_LEVELS: Final = {str(level): level for level in range(6)}
_SPACES: Final = re.compile(r"\s{2,}|[^\S ]")


def quick_reader(heading: Heading) -> Quick:
    """The reader of plain cells under ``heading``."""
    if heading.choice is not None:
        return heading.choice.words.get
    return _READERS.get(heading.kind, _never)


def quick_column(heading: Heading) -> QuickColumn | None:
    """As ``quick_reader``, of many cells at once; None where nothing is won by it.

    >>> from kinerja_graph.sources.columns import INDICATOR_TABLE
    >>> quick_column(INDICATOR_TABLE.find("id"))([" IKU-1 ", ""])
    ['IKU-1', '']
    """
    return None if heading.choice is not None else _COLUMN_READERS.get(heading.kind)


@lru_cache(maxsize=1 << 16)
def plain_number(cell: str) -> float | None:
    """The number that a plain cell says, whatever settles ambiguous ones; else None.

    Equal texts share one number: percentages repeat by the million.

    >>> plain_number("76,41"), plain_number("-3"), plain_number("1.250")
    (76.41, -3.0, None)
    """
    if _NUMBER.fullmatch(cell):
        return float(cell.replace(",", ".")) + 0.0
    return None


def plain_year(cell: str) -> int | None:
    """The year that a plain cell says, else None."""
    return _YEARS.get(cell)


def _never(_cell: str) -> None:
    return None


def _text(cell: str) -> str | None:
    return cell.strip() or None


def _name(cell: str) -> Value | None:
    raw = cell.strip()
    if _SPACES.search(raw):
        return Name(" ".join(raw.split()), raw)
    return raw or None


def _items(cell: str) -> tuple[str, ...] | None:
    if ";" not in cell:
        only = cell.strip()
        return (only,) if only else None
    parts = [part for each in cell.split(";") if (part := each.strip())]
    return tuple(dict.fromkeys(parts)) or None


def _target(cell: str) -> Raw | None:
    return None if not cell or cell.isspace() else Raw(cell)


_READERS: Final[dict[Kind, Quick]] = {
    "id": _text,
    "reference": _text,
    "text": _text,
    "name": _name,
    "number": plain_number,
    "year": plain_year,
    "level": _LEVELS.get,
    "list": _items,
    "target": _target,
}


def _texts(cells: Sequence[str]) -> list[Any]:
    return list(map(str.strip, cells))


def _names(cells: Sequence[str]) -> list[Any]:
    found = _texts(cells)
    together = "".join(found)
    if "  " in together or not together.isprintable():  # white space but for " " is never printable
        return list(map(_name, cells))
    return found


def _lists(cells: Sequence[str]) -> list[Any]:
    together = "".join(cells)
    if " " in together or not together.isprintable():
        return list(map(_items, cells))
    return [tuple(dict.fromkeys(filter(None, cell.split(";")))) for cell in cells]


_COLUMN_READERS: Final[dict[Kind, QuickColumn]] = {
    "id": _texts,
    "reference": _texts,
    "name": _names,
    "list": _lists,
}
