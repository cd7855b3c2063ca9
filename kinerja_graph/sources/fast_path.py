"""Read plainly written cells, which nearly all are, in one step; leave others to ``meaning``.

A reader returns what ``read_cell`` or ``read_items`` would, or None: then those are called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

from kinerja_graph.sources.cell_values import Name, Raw, Value, split_tags
from kinerja_graph.sources.columns import Heading, Kind

Quick = Callable[[str], "Value | None"]
"""Returns the value of a text cell, or None if it is empty or not written plainly."""
QuickColumn = Callable[[Sequence[str]], list[Any]]
"""Returns the values of text cells, each as by ``Quick``, but false instead of None."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,](?:[0-9]{1,2}|[0-9]{4,15}))?")
"""No ambiguous numbers: none of these has three digits after a separator."""
_YEARS: Final = {str(year): year for year in range(1900, 2200)}
_LEVELS: Final = {str(level): level for level in range(6)}
_SPACES: Final = re.compile(r"\s{2,}|[^\S ]")


def quick_reader(heading: Heading) -> Quick:
    """Return the reader of plain cells under ``heading``."""
    if heading.choice is not None:
        return heading.choice.words.get
    return _READERS.get(heading.kind, _never)


def quick_column(heading: Heading) -> QuickColumn | None:
    """Like ``quick_reader``, for many cells at once; None if that is no faster.

    >>> from kinerja_graph.sources.columns import INDICATOR_TABLE
    >>> quick_column(INDICATOR_TABLE.find("id"))([" IKU-1 ", ""])
    ['IKU-1', '']
    """
    return None if heading.choice is not None else _COLUMN_READERS.get(heading.kind)


@lru_cache(maxsize=1 << 16)
def plain_number(cell: str) -> float | None:
    """Return the number in a plain cell that is not ambiguous; else None.

    Equal texts share one number object: percentages repeat by the million.

    >>> plain_number("76,41"), plain_number("-3"), plain_number("1.250")
    (76.41, -3.0, None)
    """
    if _NUMBER.fullmatch(cell):
        return float(cell.replace(",", ".")) + 0.0
    return None


def plain_year(cell: str) -> int | None:
    """Return the year in a plain cell, else None."""
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


def _tags(cell: str) -> tuple[str, ...] | None:
    return split_tags(cell) or None


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
    "tags": _tags,
    "target": _target,
}


def _texts(cells: Sequence[str]) -> list[Any]:
    return list(map(str.strip, cells))


def _names(cells: Sequence[str]) -> list[Any]:
    found = _texts(cells)
    together = "".join(found)
    if "  " in together or not together.isprintable():  # only " " of all white space is printable
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
