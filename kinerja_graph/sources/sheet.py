"""Read the cells of one worksheet, row by row (ECMA-376 part 1, 18.3)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from kinerja_graph.sources.cells import Cell, Line, Percent, SpecialCell, number_cell
from kinerja_graph.sources.fault import refused
from kinerja_graph.sources.package_parts import chunks, local, parser
from kinerja_graph.sources.workbook_texts import TextGatherer, plain
from kinerja_graph.texts import Text

_MOST_COLUMNS: Final = 16_384
_DIGITS = "0123456789"
_WHOLE = re.compile("-?[0-9]+")
_MOST_DIGITS: Final = 308
_LAST_SERIAL: Final = 2_958_466
_FIGURES: Final = 15
"""The significant digits a spreadsheet keeps; beyond them is rounding noise of binary fractions."""
"""After scaling by 100: 0.07 becomes 7, not 7.000000000000001."""


@dataclass(frozen=True, slots=True)
class Style:
    """What the cells of a workbook share.

    Attributes:
        strings: the shared strings.
        dates: the cell styles that show a number as a date.
        epoch: the day with serial number 0.
        longest: the maximum number of characters in a cell.
        percents: the cell styles whose numbers are read as displayed, times a hundred; empty for
            the contract's tables: there a number is taken as stored.
    """

    strings: list[str]
    dates: frozenset[int]
    epoch: datetime
    longest: int
    percents: frozenset[int] = frozenset()

    def shows(self, style: str | None) -> tuple[bool, bool]:
        """Return whether a cell style shows a number as a date, and whether as a percentage."""
        if style is None:
            return False, False
        return int(style) in self.dates, int(style) in self.percents


def sheet_lines(package: zipfile.ZipFile, part: str, style: Style) -> Iterator[Line]:
    """Yield the rows of a worksheet that have cells, with their row numbers, including hidden rows.

    Raises:
        WholeFileError: a cell is too long, or refers to a shared string that does not exist.
        expat.ExpatError: broken XML.
    """
    cells = _SheetReader(style)
    with package.open(part) as stream:
        for chunk in chunks(stream):
            yield from cells.feed(chunk)


class _SheetReader:
    """Collects cells while the XML of a worksheet is fed to it."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._lines: list[Line] = []
        self._row: list[Cell] = []
        self._number = 0
        self._column = -1
        self._in_data = False
        self._kind = ""
        self._dated = False
        self._percent = False
        self._shown: dict[str | None, tuple[bool, bool]] = {}
        self._formula = False
        self._value: list[str] | None = None
        self._raw: str | None = None
        self._inline = TextGatherer()
        self._parser = parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def feed(self, chunk: bytes) -> list[Line]:
        """Yield the rows that ``chunk`` completes; an empty chunk ends the sheet."""
        self._parser.Parse(chunk, not chunk)
        lines, self._lines = self._lines, []
        return lines

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = local(name)
        if not self._in_data:
            self._in_data = name == "sheetData"
        elif name == "c":
            self._open_cell(attributes)
        elif name == "v":
            self._value = []
        elif name == "f":
            self._formula = True
        elif name == "row":
            number = attributes.get("r")
            self._number = self._number + 1 if number is None else int(number)
            self._row, self._column = [], -1
        else:
            self._inline.start(name)

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        self._column = self._column + 1 if place is None else column_of(place.rstrip(_DIGITS))
        self._kind = attributes.get("t", "n")
        style = attributes.get("s")
        shown = self._shown.get(style)
        if shown is None:
            shown = self._shown[style] = self._style.shows(style)
        self._dated, self._percent = shown
        self._formula, self._value, self._raw = False, None, None
        self._inline.take()

    def _data(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        else:
            self._inline.data(text)

    def _end(self, name: str) -> None:
        name = local(name)
        if not self._in_data:
            return
        if name == "v" and self._value is not None:
            self._raw, self._value = "".join(self._value), None
        elif name == "c":
            self._close_cell()
        elif name == "row":
            if self._row or self._number == 1:
                self._lines.append((self._number, self._row))
        elif name == "sheetData":
            self._in_data = False
        else:
            self._inline.end(name)

    def _close_cell(self) -> None:
        cell = self._cell()
        if cell is None:
            return
        if isinstance(cell, str) and len(cell) > self._style.longest:
            raise refused("too-large:cell", line=self._number, limit=self._style.longest)
        row = self._row
        if self._column >= len(row):
            row.extend([None] * (self._column - len(row)))
            row.append(cell)
        else:
            row[self._column] = cell

    def _cell(self) -> Cell:
        if self._kind == "inlineStr":
            return self._inline.take()
        raw = self._raw
        if not raw:
            cached = raw is not None and self._kind == "str"
            return SpecialCell("uncached") if self._formula and not cached else None
        match self._kind:
            case "s":
                cell: Cell = self._shared(raw)
            case "str":
                cell = plain(raw)
            case "b":
                cell = SpecialCell("boolean", "TRUE" if raw == "1" else "FALSE", truth=raw == "1")
            case "e":
                cell = SpecialCell("error", raw)
            case "d":
                cell = SpecialCell("date", raw)
            case _:
                cell = self._number_cell(raw)
        return cell

    def _shared(self, raw: str) -> str:
        try:
            return self._style.strings[int(raw)]
        except (IndexError, ValueError) as error:
            why = Text(id=f"teks bersama {raw} tidak ada", en=f"its shared string {raw} is missing")
            raise refused("unreadable-file:workbook", why=why) from error

    def _number_cell(self, raw: str) -> Cell:
        try:
            number = int(raw) if _WHOLE.fullmatch(raw) and len(raw) <= _MOST_DIGITS else float(raw)
        except ValueError:
            return raw
        cell = number_cell(number)
        if self._dated and not isinstance(cell, SpecialCell):
            return SpecialCell("date", date_text(number, self._style.epoch))
        if self._percent and not isinstance(cell, SpecialCell):
            return as_percent(number)
        return cell


def as_percent(number: float) -> Percent:
    """Return a number that its cell displays as a percentage, as displayed.

    >>> as_percent(0.07), as_percent(0.955)
    (7.0, 95.5)
    """
    return Percent(f"{number * 100:.{_FIGURES}g}")


@cache
def column_of(letters: str) -> int:
    """Return the index of a column from its letters, starting at 0.

    >>> column_of("A"), column_of("AB")
    (0, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
        if not "A" <= letter.upper() <= "Z" or number > _MOST_COLUMNS:
            why = Text(id=f"tidak ada kolom {letters[:8]}", en=f"there is no column {letters[:8]}")
            raise refused("unreadable-file:workbook", why=why)
    return number - 1


def date_text(serial: float, epoch: datetime) -> str:
    """Return the date or time that a serial number stands for, in ISO 8601."""
    if not 0 <= serial < _LAST_SERIAL:
        return str(serial)
    moment = epoch + timedelta(seconds=round(serial * 86_400))
    if serial < 1:
        return moment.time().isoformat()
    midnight = moment.time() == datetime.min.time()
    return moment.date().isoformat() if midnight else moment.isoformat()
