"""Read XLSX workbooks: a sheet for each table, including hidden ones."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cell_formats import CellFormats, cell_styles, column_formats
from kinerja_graph.sources.cells import Grid, Line, filled_rows
from kinerja_graph.sources.columns import table_named
from kinerja_graph.sources.fault import shown
from kinerja_graph.sources.formats import Contents, Sheet, Sheets
from kinerja_graph.sources.hidden import hidden_parts
from kinerja_graph.sources.merges import first_cells_only, merged_ranges
from kinerja_graph.sources.package_parts import check_size, opened, related, starts
from kinerja_graph.sources.sheet import Style, sheet_lines
from kinerja_graph.sources.workbook_texts import date_styles, percent_styles, shared_strings

_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # serial numbers of cells have no time zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Parts:
    """The worksheets of a workbook (title and part of each, in order), and what cells share.

    ``hidden``: the titles of those that a spreadsheet application does not show; ``styles``: the
    part with the cell styles, None if there is none.
    """

    sheets: tuple[tuple[str, str], ...]
    style: Style
    hidden: frozenset[str] = frozenset()
    styles: str | None = None


def workbook_parts(path: Path, settings: Settings, *, as_shown: bool = False) -> Parts:
    """Return what a workbook consists of; no cell is read yet.

    ``as_shown``: a number displayed as a percentage is read as displayed.

    Raises:
        WholeFileError: encrypted, broken or too large.
    """
    with opened(path) as package:
        check_size(package, path.stat().st_size, settings)
        book = main_part(package)
        parts = related(package, book)
        others = dict(parts.values())
        styles = others.get("styles")
        sheets, hidden, epoch = _sheets(package, book, parts)
        style = Style(
            shared_strings(package, others.get("sharedStrings")),
            date_styles(package, styles),
            epoch,
            settings.max_cell_characters,
            percent_styles(package, styles) if as_shown else frozenset(),
        )
    return Parts(tuple(sheets), style, hidden, styles)


def open_workbook(path: Path, settings: Settings) -> Contents:
    """Return the sheets with known tables; their cells are read on demand.

    Raises:
        WholeFileError: encrypted, broken or too large.
    """
    parts = workbook_parts(path, settings)
    grids = [
        Grid(table, shown(path.name), title, _SheetLines(path, part, parts.style))
        for title, part in parts.sheets
        if (table := table_named(title)) is not None
    ]
    return Contents(grids, [title for title, _ in parts.sheets])


def open_sheets(path: Path, settings: Settings) -> Sheets:
    """Return the sheets as a spreadsheet application displays them, read on demand.

    Raises:
        WholeFileError: encrypted, broken or too large.
    """
    parts = workbook_parts(path, settings, as_shown=True)
    return Sheets(tuple(title for title, _ in parts.sheets), partial(_read_sheet, path, parts))


def _read_sheet(path: Path, parts: Parts, sheet: str | None) -> Sheet:
    part = next(part for title, part in parts.sheets if title == sheet)
    with opened(path) as package:
        merges = tuple(merged_ranges(package, part))
        rows = filled_rows(sheet_lines(package, part, parts.style))
        hidden = hidden_parts(package, part)
    formats = partial(_column_formats, path, part, parts.styles)
    return Sheet(rows, merges, hidden, sheet in parts.hidden, cell_formats=formats)


def _column_formats(path: Path, part: str, styles: str | None, column: int) -> CellFormats:
    with opened(path) as package:
        return column_formats(package, part, cell_styles(package, styles), column)


@dataclass(frozen=True, slots=True)
class _SheetLines:
    """Reads one sheet afresh each time it is called."""

    path: Path
    part: str
    style: Style

    def __call__(self) -> Iterator[Line]:
        with opened(self.path) as package:
            merges = merged_ranges(package, self.part)
            lines = sheet_lines(package, self.part, self.style)
            yield from _headed(first_cells_only(lines, merges) if merges else lines)


def _headed(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield the rows, row 1 first even if it has no cells."""
    first = next(lines, None)
    if first is None or first[0] != 1:
        yield 1, ()
    if first is not None:
        yield first
        yield from lines


def worksheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each worksheet by its title."""
    book = main_part(package)
    return dict(_sheets(package, book, related(package, book))[0])


def main_part(package: zipfile.ZipFile) -> str:
    """Return the part that lists the sheets."""
    for kind, part in related(package, "").values():
        if kind == "officeDocument":
            return part
    return "xl/workbook.xml"


def _sheets(
    package: zipfile.ZipFile, book: str, parts: dict[str, tuple[str, str]]
) -> tuple[list[tuple[str, str]], frozenset[str], datetime]:
    """Return title and part of each worksheet in order, the hidden titles, and the date epoch."""
    package.getinfo(book)
    found: list[tuple[str, str]] = []
    hidden: set[str] = set()
    epoch = _EPOCH
    for name, attributes in starts(package, book, "workbookPr", "sheet"):
        if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            epoch = _EPOCH_1904
        elif name == "sheet":
            kind, part = parts.get(attributes.get("id", ""), ("", ""))
            if kind == "worksheet":
                found.append((attributes.get("name", ""), part))
                if attributes.get("state") in {"hidden", "veryHidden"}:
                    hidden.add(attributes.get("name", ""))
    return found, frozenset(hidden), epoch
