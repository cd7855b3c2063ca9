"""Where a finding stands in the input, taken apart for formats that point into files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

_IN_SHEET: Final = re.compile(
    r"(?P<file>.+?\.xls[xm])!(?P<sheet>.+)!(?P<row>\d+)", re.IGNORECASE | re.DOTALL
)
_IN_FILE: Final = re.compile(r"(?P<file>.+)!(?P<row>\d+)", re.DOTALL)
_LINED: Final = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the input: file, sheet in workbooks, row from 1.

    ``line`` is the row where the file has lines for rows, else None: a workbook or a document is
    no text with lines.
    """

    file: str
    sheet: str | None
    row: int

    @property
    def line(self) -> int | None:
        """The line of the file, where it has lines for rows."""
        return self.row if self.file.lower().endswith(_LINED) else None

    def uri(self, base: str = "") -> str:
        """The file as a relative reference of RFC 3986, below the folder ``base``.

        >>> Place("data 1.csv", None, 2).uri("plans/2026")
        'plans/2026/data%201.csv'
        """
        path = "/".join(part for part in (base.strip("/"), self.file) if part)
        return quote(path, safe="/-._~!$&'()*+,;=@", errors="replace")


def place_of(origin: str | None) -> Place | None:
    """The place that an origin of contract §2 names; None where it names none.

    >>> place_of("indikator.xlsx!indicators!14")
    Place(file='indikator.xlsx', sheet='indicators', row=14)
    """
    found = _IN_SHEET.fullmatch(origin or "") or _IN_FILE.fullmatch(origin or "")
    if found is None:
        return None
    parts = found.groupdict()
    return Place(parts["file"], parts.get("sheet"), int(parts["row"]))
