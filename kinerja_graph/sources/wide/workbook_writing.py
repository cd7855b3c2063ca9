"""Write the tables of an import as a workbook.

Apart from ``writing``: openpyxl takes longer to load than a small sheet takes to be proposed.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from kinerja_graph.sources.companion_sheets import BESIDE
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.writing import Out, sheets_of
from kinerja_graph.texts import Language

_TEXTS: Final = frozenset({"id", "owner", "contributes_to", "objective", "parent", "unit"})
"""Headings whose columns are formatted as text: what is typed there later stays as typed."""
_READ_AS_MORE: Final = frozenset({"=", "#"})
"""Texts that begin so would be written as formulas or errors."""
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook's times have no zone
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]")


def write_workbook(collector: OutputCollector, language: Language, file: IO[bytes]) -> None:
    """Write a workbook with a sheet for every table; its rows are never all in memory."""
    book = Workbook(write_only=True)
    for name, headings, rows in sheets_of(collector, language):
        sheet: Any = book.create_sheet(name)
        sheet.freeze_panes = "C2" if name not in BESIDE else "A2"
        for at, heading in enumerate(headings):
            letter = chr(65 + at)
            sheet.column_dimensions[letter].width = _width(heading)
            if heading in _TEXTS:
                sheet.column_dimensions[letter].number_format = "@"
        sheet.append([_head(sheet, heading) for heading in headings])
        for row in rows.make():
            sheet.append([_cell(sheet, cell) for cell in row])
    book.properties.creator = "kinerja"
    book.properties.created = _MADE
    book.properties.modified = _MADE
    book.save(file)


def _width(heading: str) -> float:
    return {"name": 60, "text": 60, "message": 80, "source": 28, "id": 22, "why": 34}.get(
        heading, 16
    )


def _head(sheet: Any, heading: str) -> Any:
    cell = WriteOnlyCell(sheet, value=heading)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Out) -> Any:
    """Return a cell in which text stays text, even if it looks like a formula."""
    if not isinstance(value, str):
        return value
    text = _ESCAPE.sub(_escaped, value)
    if text[:1] not in _READ_AS_MORE:
        return text
    cell = WriteOnlyCell(sheet, value=None)
    cell.value = text
    cell.data_type = "s"
    return cell


def _escaped(found: re.Match[str]) -> str:
    """Escape a character that XML cannot contain, or text that looks like such an escape."""
    return f"_x{ord(found[0]):04X}_"
