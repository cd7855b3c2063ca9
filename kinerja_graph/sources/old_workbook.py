"""Read workbooks in the format of Excel before 2007 (.xls): their sheets as displayed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Cell as Stored
from xlrd.sheet import Sheet as Page

from kinerja_graph.settings import Settings
from kinerja_graph.sources import workbook
from kinerja_graph.sources.cell_formats import PLAIN, CellFormat, CellFormats
from kinerja_graph.sources.cells import Cell, Line, SpecialCell, filled_rows, number_cell
from kinerja_graph.sources.fault import WholeFileError, refused
from kinerja_graph.sources.formats import Sheet, Sheets
from kinerja_graph.sources.merges import Merge
from kinerja_graph.sources.sheet import as_percent, date_text
from kinerja_graph.sources.workbook_texts import shows_percent
from kinerja_graph.texts import _

_EPOCHS: Final = (datetime(1899, 12, 30), datetime(1904, 1, 1))  # noqa: DTZ001  # of no zone
_START: Final = 24
_BOLD: Final = 600
"""A font is bold from this weight on; 400 is normal."""
_FROM_THE_SIDE: Final = frozenset({0, 1, 7})
"""Horizontal alignments (general, left, distributed) for which an indent moves the text."""
_OTHER: Final = _("inside it is not an old workbook; it begins with {start}")
_BROKEN: Final = _("parts of it contradict each other")


def open_sheets(path: Path, settings: Settings) -> Sheets:
    """Return the sheets as a spreadsheet application displays them, read on demand.

    Raises:
        WholeFileError: encrypted, broken, or does not contain a workbook.
        OSError: it cannot be read.
    """
    if zipfile.is_zipfile(path):  # a new workbook with the old extension, as some programs save it
        return workbook.open_sheets(path, settings)
    with _book(path) as book:
        titles = tuple(book.sheet_names())
    return Sheets(titles, partial(_read, path, settings.max_cell_characters))


@contextmanager
def _book(path: Path) -> Generator[Book]:
    """Open the workbook; any exception of the library becomes ``unreadable-file``.

    The library is not made for malicious files: any exception means a broken file.
    """
    try:
        with xlrd.open_workbook(
            str(path), logfile=io.StringIO(), formatting_info=True, on_demand=True
        ) as book:
            yield book
    except (WholeFileError, OSError):
        raise
    except XLRDError as error:
        if "encrypted" in str(error):
            raise refused("unreadable-file:password") from error
        with path.open("rb") as file:
            start = repr(file.read(_START))[2:-1]
        raise refused("unreadable-file:workbook", why=_OTHER.filled(start=start)) from error
    except Exception as error:
        raise refused("unreadable-file:workbook", why=_BROKEN) from error


def _read(path: Path, longest: int, title: str | None) -> Sheet:
    with _book(path) as book:
        page = book.sheet_by_name(title or "")
        rows = filled_rows(_lines(book, page, longest))
        merges: list[Merge] = [
            (top + 1, bottom, left, right - 1) for top, bottom, left, right in page.merged_cells
        ]
        hidden = (
            frozenset(number + 1 for number, info in page.rowinfo_map.items() if info.hidden),
            frozenset(at for at, info in page.colinfo_map.items() if info.hidden),
        )
        formats = partial(_column_formats, path, title or "")
        return Sheet(
            rows, tuple(sorted(merges)), hidden, bool(page.visibility), cell_formats=formats
        )


def _column_formats(path: Path, title: str, column: int) -> CellFormats:
    """Return the formats of a column's cells that are not plain."""
    with _book(path) as book:
        page = book.sheet_by_name(title)
        found = {
            number + 1: _cell_format(book, page, number, column)
            for number in range(page.nrows)
            if column < page.row_len(number)
        }
    return {number: each for number, each in found.items() if each != PLAIN}


def _cell_format(book: Book, page: Page, number: int, column: int) -> CellFormat:
    style: Any = book.xf_list[page.cell_xf_index(number, column)]
    font = cast("Any", book.font_list)[style.font_index]
    moved = style.alignment.hor_align in _FROM_THE_SIDE
    row: Any = page.rowinfo_map.get(number)
    return CellFormat(
        indent=int(style.alignment.indent_level) if moved else 0,
        bold=font.weight >= _BOLD,
        outline=0 if row is None else int(row.outline_level),
    )


def _lines(book: Book, page: Page, longest: int) -> Iterator[Line]:
    for number in range(page.nrows):
        cells = [_cell(book, stored) for stored in page.row(number)]
        if any(isinstance(cell, str) and len(cell) > longest for cell in cells):
            raise refused("too-large:cell", line=number + 1, limit=longest)
        yield number + 1, cells


def _cell(book: Book, stored: Stored) -> Cell:
    value = stored.value
    cell: Cell = None
    match stored.ctype:
        case xlrd.XL_CELL_TEXT:
            cell = str(value)
        case xlrd.XL_CELL_NUMBER:
            number = float(value)
            cell = as_percent(number) if _is_percent(book, stored) else number_cell(number)
        case xlrd.XL_CELL_DATE:
            cell = SpecialCell("date", date_text(float(value), _EPOCHS[book.datemode]))
        case xlrd.XL_CELL_BOOLEAN:
            cell = SpecialCell("boolean", "TRUE" if value else "FALSE", truth=bool(value))
        case xlrd.XL_CELL_ERROR:
            cell = SpecialCell("error", str(xlrd.error_text_from_code.get(int(value), "#N/A")))
        case _:
            pass
    return cell


def _is_percent(book: Book, stored: Stored) -> bool:
    """Tell whether a cell displays its number as a percentage."""
    style: Any = book.xf_list[stored.xf_index or 0]
    known = book.format_map.get(style.format_key)
    return known is not None and shows_percent(known.format_str)
