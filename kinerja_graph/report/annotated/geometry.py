"""Where a box of a given size ends on a sheet: boxes of notes are anchored at cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kinerja_graph.sources.package_parts import local, parser

Anchor = tuple[int, int, int, int, int, int, int, int]
"""Left column and pixels into it, top row and pixels into it, the same of the right and bottom.

Columns and rows count from 0.
"""
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
_ON: Final = frozenset({"1", "true"})
_LETTER: Final = 7
"""Pixels of a digit in the usual font, which widths of columns count."""
_COLUMN: Final = 64
_ROW: Final = 20
_PIXELS: Final = 4 / 3
"""Of a point."""


class Geometry:
    """The widths of the columns and the heights of the rows of a sheet, in pixels; 0 if hidden."""

    def __init__(self, part: bytes) -> None:
        """Read them from the XML of a worksheet.

        Raises:
            expat.ExpatError: broken XML.
            WholeFileError: it contains a document type.
        """
        self._width, self._height = _COLUMN, _ROW
        self._columns: list[tuple[int, int, int]] = []
        self._rows: dict[int, int] = {}
        self._row = -1
        reader = parser()
        reader.StartElementHandler = self._start
        reader.Parse(part, True)  # noqa: FBT003  # the signature of expat

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        own = local(name)
        if own == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            if attributes.get("hidden") in _ON:
                self._rows[self._row] = 0
            elif "ht" in attributes:
                self._rows[self._row] = int(float(attributes["ht"]) * _PIXELS)
            elif not self._height:
                self._rows[self._row] = _ROW
        elif own == "col":
            is_hidden = attributes.get("hidden") in _ON
            width = 0 if is_hidden else _wide(attributes.get("width"), self._width)
            first, last = (int(attributes.get(key, "1")) - 1 for key in ("min", "max"))
            self._columns.append((first, last, width))
        elif own == "sheetFormatPr":
            self._width = _wide(attributes.get("defaultColWidth"), self._width)
            is_hidden = attributes.get("zeroHeight") in _ON
            self._height = (
                0
                if is_hidden
                else int(float(attributes.get("defaultRowHeight", _ROW / _PIXELS)) * _PIXELS)
            )

    def width(self, column: int) -> int:
        """Return the pixels of a column."""
        found = (one for first, last, one in self._columns if first <= column <= last)
        return next(found, self._width)

    def height(self, row: int) -> int:
        """Return the pixels of a row, from 0."""
        return self._rows.get(row, self._height)

    def box(self, row: int, column: int, width: int, height: int) -> Anchor:
        """Return the place of a box beside a cell, one row above it where there is one.

        Args:
            row: that of the cell, from 0.
            column: that of the cell, from 0.
            width: of the box, in pixels.
            height: of the box, in pixels.
        """
        top = max(row - 1, 0)
        return self.grown((column + 1, 15, top, 2, 0, 0, 0, 0), width, height)

    def grown(self, anchor: Anchor, width: int, height: int) -> Anchor:
        """Return a box that begins where ``anchor`` does, with another size."""
        left, x, top, y, *_rest = anchor
        left, top = min(left, LAST_COLUMN - 1), min(top, LAST_ROW - 1)
        x, y = min(x, self.width(left)), min(y, self.height(top))
        right, to_x = _walk(self.width, left, x + width, LAST_COLUMN)
        bottom, to_y = _walk(self.height, top, y + height, LAST_ROW)
        return left, x, top, y, right, to_x, bottom, to_y

    def size(self, anchor: Anchor) -> tuple[int, int]:
        """Return width and height of a box, in pixels."""
        left, x, top, y, right, to_x, bottom, to_y = anchor
        wide = sum(map(self.width, range(left, min(right, LAST_COLUMN)))) + to_x - x
        high = sum(map(self.height, range(top, min(bottom, LAST_ROW)))) + to_y - y
        return max(wide, 0), max(high, 0)


def _wide(letters: str | None, otherwise: int) -> int:
    return otherwise if letters is None else int(float(letters) * _LETTER)


def _walk(size: Callable[[int], int], start: int, pixels: int, end: int) -> tuple[int, int]:
    """Return the column or row that lies ``pixels`` behind the start of another, and the rest."""
    at = start
    while at < end - 1 and pixels >= size(at):
        pixels -= size(at)
        at += 1
    return at, min(pixels, size(at))
