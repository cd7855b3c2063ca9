"""Where a record came from, and references to positions in input files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Origin:
    """A row of an input.

    Attributes:
        file: relative to the path given.
        sheet: the sheet of a workbook, or the table of a JSON or YAML document; None in CSV.
        row: counted from 1, the headings; a CSV record counts as one row.
        line: the line of the file on which the row begins, lines ending in LF or CR LF; None if
            the file has no lines, or the line is unknown.

    >>> str(Origin("indikator.xlsx", "indicators", 14))
    'indikator.xlsx!indicators!14'
    """

    file: str
    sheet: str | None
    row: int
    line: int | None = None

    def __str__(self) -> str:
        if self.sheet is None:
            return f"{self.file}!{self.row}"
        return f"{self.file}!{self.sheet}!{self.row}"


_SPOT: Final = re.compile(
    r"[A-Z]{1,3}[1-9][0-9]{0,8}(?::[A-Z]{1,3}[1-9][0-9]{0,8})?|[1-9][0-9]{0,8}"
)
_WITH_SHEETS: Final = re.compile(r"\.(?:xls[xm]|json|ya?ml)(?=!)", re.IGNORECASE)
_DOCUMENT: Final = re.compile(r"\.(?:json|ya?ml)\Z", re.IGNORECASE)
_WITHOUT: Final = re.compile(r"\.(?:csv|tsv|txt)\Z", re.IGNORECASE)
_ENDING: Final = re.compile(r"\.[^\W\d_][^\W_]{0,9}(?=!|\Z)")


@dataclass(frozen=True, slots=True)
class Place:
    """A reference as defined in contract §2: a file, possibly a sheet, and a row or cells.

    Attributes:
        file: its name, with its ending.
        sheet: of a workbook, or the table of a document.
        spot: a row (``14``), a cell (``B46``) or a range of cells (``B46:C48``).
    """

    file: str
    sheet: str | None
    spot: str

    @property
    def row(self) -> int | None:
        """The row; None if this refers to a cell."""
        return int(self.spot) if self.spot.isdecimal() else None

    @property
    def in_document(self) -> bool:
        """Whether ``sheet`` is the table of a JSON or YAML document rather than a sheet."""
        return _DOCUMENT.search(self.file) is not None


def place_of(text: str | None) -> Place | None:
    """Parse an origin or a source as a reference; None if it is not one.

    File and sheet names may contain the separator: the extension marks the end of a file name.

    >>> place_of("renstra.xlsx!T-C.27!B46")
    Place(file='renstra.xlsx', sheet='T-C.27', spot='B46')
    >>> place_of("Bappeda") is None
    True
    """
    before, _, spot = (text or "").rpartition("!")
    if not _SPOT.fullmatch(spot):
        return None
    ending = _WITH_SHEETS.search(before) or _WITHOUT.search(before) or _ENDING.search(before)
    if ending is None or ending.start() == 0:
        return None
    file, sheet = before[: ending.end()], before[ending.end() + 1 :]
    if not sheet and file != before:
        return None
    return Place(file, sheet or None, spot)


def source_place(source: str | None) -> str | None:
    """Return a source that is a reference, such as the cell of an imported record; else None."""
    return None if place_of(source) is None else source


def describe_place(origin: str | None, source: str | None) -> str | None:
    """Return where a record is found: the planner's own cell, then the row read, in brackets.

    >>> describe_place("rencana.xlsx!units!3", "renstra.xlsx!Dishub!C14")
    'renstra.xlsx!Dishub!C14 (rencana.xlsx!units!3)'
    >>> describe_place("rencana.xlsx!units!3", "Bappeda")
    'rencana.xlsx!units!3'
    """
    place = source_place(source)
    if place is None or origin is None or place == origin:
        return place or origin
    return f"{place} ({origin})"
