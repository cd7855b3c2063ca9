"""Read OpenDocument spreadsheets (.ods, ISO/IEC 26300-3): their sheets as displayed.

The cells of all sheets are in one part, ``content.xml``; it is streamed, within the limits of any
workbook. A row or cell may stand for many: if filled, it is repeated, within a limit of its own.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cell_formats import CellFormats
from kinerja_graph.sources.cells import Cell, SpecialCell, is_blank, number_cell
from kinerja_graph.sources.drawings import Drawing
from kinerja_graph.sources.fault import refused
from kinerja_graph.sources.formats import Sheet, Sheets
from kinerja_graph.sources.merges import Merge
from kinerja_graph.sources.open_document_formats import (
    CELLS,
    CONTENT,
    LAST_ROW,
    column_formats,
)
from kinerja_graph.sources.package_parts import check_size, chunks, opened, parser, starts
from kinerja_graph.sources.sheet import as_percent

_MANIFEST: Final = "META-INF/manifest.xml"
_LAST_COLUMN: Final = 16_384
_MOST_REPEATED: Final = 1_000_000
"""Maximum number of filled cells in a sheet that are only repeats in the file."""
_UNSEEN: Final = frozenset({"collapse", "filter"})
_NUMBERS: Final = frozenset({"float", "currency", "percentage"})
_LINES: Final = frozenset({"draw:connector", "draw:line", "draw:polyline"})
_BOXES: Final = frozenset(
    {"draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:text-box"}
)
_FEWEST_BOXES: Final = 3
"""A sheet with fewer boxes, or without a line, has no tree."""


def open_sheets(path: Path, settings: Settings) -> Sheets:
    """Return the sheets as a spreadsheet application displays them, read on demand.

    Raises:
        WholeFileError: encrypted, broken or too large.
    """
    with opened(path) as package:
        check_size(package, path.stat().st_size, settings)
        package.getinfo(CONTENT)
        if starts(package, _MANIFEST, "encryption-data"):
            raise refused("unreadable-file:password")
        tables = starts(package, CONTENT, "table")
    titles = tuple(attributes["name"] for _, attributes in tables if "name" in attributes)
    return Sheets(titles, partial(_read, path, settings.max_cell_characters))


def read_drawing(path: Path, sheet: str | None, settings: Settings) -> Drawing:
    """Return how many shapes a sheet has where they may be a tree; the shapes are not read.

    Raises:
        WholeFileError: encrypted, broken or too large.
    """
    boxes = lines = 0
    inside = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal boxes, lines, inside
        if name == "table:table":
            inside = attributes.get("table:name") == sheet
        elif inside:
            boxes += name in _BOXES
            lines += name in _LINES

    made = parser()
    made.StartElementHandler = start
    with opened(path) as package:
        check_size(package, path.stat().st_size, settings)
        with package.open(CONTENT) as stream:
            for chunk in chunks(stream):
                made.Parse(chunk, not chunk)
    if boxes < _FEWEST_BOXES or not lines:
        return Drawing()
    return Drawing(others={"open-document": boxes})


def _read(path: Path, longest: int, title: str | None) -> Sheet:
    with opened(path) as package:
        reader = _Reader(title or "", longest)
        reader.read(package)
    filled = dict(sorted(reader.rows.items()))
    return Sheet(
        filled,
        tuple(sorted(reader.merges)),
        (frozenset(reader.hidden_rows), frozenset(reader.hidden_columns)),
        reader.apart,
        cell_formats=partial(_column_formats, path, title or ""),
    )


def _column_formats(path: Path, title: str, column: int) -> CellFormats:
    with opened(path) as package:
        return column_formats(package, title, column)


@dataclass(slots=True)
class _Reader:
    """Collects the cells of one sheet while the XML of all of them is streamed."""

    title: str
    longest: int
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict[int, dict[int, Cell]])
    merges: list[Merge] = field(default_factory=list[Merge])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    apart: bool = False
    _unseen_styles: set[str] = field(default_factory=set[str])
    _style: str = ""
    _inside: bool = False
    _row: int = 1
    _column: int = 0
    _repeated: int = 0
    _cells: dict[int, Cell] = field(default_factory=dict[int, Cell])
    _row_attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    _cell_attributes: Mapping[str, str] | None = None
    _paragraphs: list[str] = field(default_factory=list[str])
    _in_paragraph: bool = False
    _notes: int = 0

    def read(self, package: zipfile.ZipFile) -> None:
        made = parser()
        made.StartElementHandler = self._start
        made.EndElementHandler = self._end
        made.CharacterDataHandler = self._data
        with package.open(CONTENT) as stream:
            for chunk in chunks(stream):
                made.Parse(chunk, not chunk)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self._inside = attributes.get("table:name") == self.title
            if self._inside:
                self.apart = attributes.get("table:style-name", "") in self._unseen_styles
                self._row, self._column = 1, 0
        elif not self._inside:
            self._see_style(name, attributes)
        elif name == "table:table-column":
            self._hide_columns(attributes)
        elif name == "table:table-row":
            self._row_attributes, self._cells, self._column = attributes, {}, 0
        elif name in CELLS:
            self._cell_attributes, self._paragraphs = attributes, []
        elif _is_beside(name):
            self._notes += 1
        elif self._cell_attributes is not None and not self._notes:
            self._start_text(name, attributes)

    def _see_style(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._unseen_styles.add(self._style)

    def _hide_columns(self, attributes: Mapping[str, str]) -> None:
        first, self._column = self._column, self._column + _count(attributes, "columns-repeated")
        if attributes.get("table:visibility") in _UNSEEN:
            self.hidden_columns.update(range(first, min(self._column, _LAST_COLUMN)))

    def _start_text(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "text:p":
            self._paragraphs.append("")
            self._in_paragraph = True
        elif name == "text:s":
            self._data(" " * min(_number(attributes.get("text:c", "1")), self.longest))
        elif name == "text:tab":
            self._data("\t")
        elif name == "text:line-break":
            self._data("\n")

    def _data(self, text: str) -> None:
        if self._in_paragraph and not self._notes:
            self._paragraphs[-1] += text

    def _end(self, name: str) -> None:
        if not self._inside:
            return
        if _is_beside(name):
            self._notes = max(0, self._notes - 1)
        elif self._notes:
            return
        elif name == "text:p":
            self._in_paragraph = False
        elif name in CELLS and self._cell_attributes is not None:
            self._close_cell(self._cell_attributes, covered=name == "table:covered-table-cell")
            self._cell_attributes = None
        elif name == "table:table-row":
            self._close_row(self._row_attributes)
        elif name == "table:table":
            self._inside = False

    def _close_cell(self, attributes: Mapping[str, str], *, covered: bool) -> None:
        times = _count(attributes, "columns-repeated")
        first, self._column = self._column, self._column + times
        if covered:
            return
        right = _count(attributes, "columns-spanned")
        down = _count(attributes, "rows-spanned")
        if right > 1 or down > 1:
            self.merges.append((self._row, self._row + down - 1, first, first + right - 1))
        cell = _cell(attributes, "\n".join(self._paragraphs))
        if is_blank(cell):
            return
        if isinstance(cell, str) and len(cell) > self.longest:
            raise refused("too-large:cell", line=self._row, limit=self.longest)
        self._repeat(times - 1)
        self._cells.update(dict.fromkeys(range(first, min(first + times, _LAST_COLUMN)), cell))

    def _close_row(self, attributes: Mapping[str, str]) -> None:
        times = _count(attributes, "rows-repeated")
        first, self._row = self._row, self._row + times
        numbers = range(first, min(self._row, LAST_ROW + 1))
        if self._cells:
            if attributes.get("table:visibility") in _UNSEEN:
                self.hidden_rows.update(numbers)
            self._repeat((times - 1) * len(self._cells))
            self.rows.update((number, dict(self._cells)) for number in numbers)

    def _repeat(self, number: int) -> None:
        self._repeated += number
        if self._repeated > _MOST_REPEATED:
            raise refused("too-large:repeated", limit=_MOST_REPEATED)


def _is_beside(name: str) -> bool:
    """Return whether an element inside a cell is no part of its text: a note, or what is drawn."""
    return name == "office:annotation" or name.startswith("draw:")


def _cell(attributes: Mapping[str, str], text: str) -> Cell:
    """Return what a cell holds, by its type; one without a type has only its text."""
    kind = attributes.get("office:value-type", "")
    cell: Cell = attributes.get("office:string-value", text)
    if attributes.get("calcext:value-type") == "error":
        cell = SpecialCell("error", text or "#N/A")
    elif kind in _NUMBERS:
        cell = _number_cell(kind, attributes.get("office:value", ""), text)
    elif kind == "date":
        cell = SpecialCell("date", attributes.get("office:date-value") or text)
    elif kind == "time":
        cell = SpecialCell("date", text or attributes.get("office:time-value"))
    elif kind == "boolean":
        truth = attributes.get("office:boolean-value") == "true"
        cell = SpecialCell("boolean", "TRUE" if truth else "FALSE", truth=truth)
    elif not kind and not text and "table:formula" in attributes:
        cell = SpecialCell("uncached")
    return cell


def _number_cell(kind: str, value: str, text: str) -> Cell:
    """Read a number; a percentage as displayed; the text if it is not a number."""
    try:
        number = float(value)
    except ValueError:
        return text
    cell = number_cell(number)
    return as_percent(number) if kind == "percentage" and isinstance(cell, float) else cell


def _count(attributes: Mapping[str, str], what: str) -> int:
    """Return a repeat or span count: 1 if not given."""
    return max(1, _number(attributes.get(f"table:number-{what}", "1")))


def _number(text: str) -> int:
    fits = text.isascii() and text.isdigit() and len(text) <= 7  # noqa: PLR2004
    return int(text) if fits else 1
