"""Where a record came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in the input: file (relative to the path given), sheet in workbooks, row from 1.

    >>> str(Origin("indikator.xlsx", "indicators", 14))
    'indikator.xlsx!indicators!14'
    """

    file: str
    sheet: str | None
    row: int

    def __str__(self) -> str:
        if self.sheet is None:
            return f"{self.file}!{self.row}"
        return f"{self.file}!{self.sheet}!{self.row}"
