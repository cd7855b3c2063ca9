"""Write tables to files: CSV as saved by an Indonesian spreadsheet program, and a workbook."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from city.draft import Cell, Row, Tables
from kinerja_graph.sources.columns import TABLES, Table

MADE: Final = datetime(2026, 1, 2, 8, tzinfo=UTC)
"""The date in every generated workbook, so that generating it again changes nothing."""
_WIDEST: Final = 60


def write_folder(tables: Tables, folder: Path) -> None:
    """Write a CSV file per non-empty table: English headings, semicolons, decimal comma."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        rows = tables.get(table.name, [])
        if rows:
            with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, delimiter=";", lineterminator="\n")
                headings = _headings(table, rows)
                writer.writerow(headings)
                writer.writerows([_text(row.get(heading)) for heading in headings] for row in rows)


def write_workbook(tables: Tables, path: Path) -> None:
    """Write a workbook with a sheet per non-empty table: Indonesian names, numeric cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "kinerja_graph"
    book.properties.created = MADE.replace(tzinfo=None)
    for table in TABLES:
        rows = tables.get(table.name, [])
        if rows:
            _fill(book, table, rows)
    made = BytesIO()
    book.save(made)
    _keep(made, path)


def _fill(book: Workbook, table: Table, rows: list[Row]) -> None:
    sheet = book.create_sheet(table.aliases[0].replace("_", " "))
    headings = _headings(table, rows)
    names = {heading.name: heading.aliases for heading in table.headings}
    sheet.append([(names[heading] or (heading,))[0].replace("_", " ") for heading in headings])
    for row in rows:
        sheet.append([_cell(row.get(heading)) for heading in headings])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings, 1):
        longest = max(len(str(_cell(row.get(heading)) or "")) for row in rows)
        width = min(max(longest, len(heading)) + 2, _WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width
        if longest > _WIDEST:
            for line in range(2, sheet.max_row + 1):
                sheet.cell(line, number).alignment = Alignment(wrap_text=True, vertical="top")


def _keep(made: BytesIO, path: Path) -> None:
    """Write a workbook without its creation time."""
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(parts.namelist()):
            text = parts.read(name)
            if name == "docProps/core.xml":
                text = _dated(text)
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, text)


def _dated(core: bytes) -> bytes:
    """Return the document properties with the fixed date as the date of change."""
    before, opening, rest = core.partition(b"<dcterms:modified")
    head, _, after = rest.partition(b">")
    _, closing, tail = after.partition(b"</dcterms:modified>")
    return before + opening + head + b">" + f"{MADE:%Y-%m-%dT%H:%M:%SZ}".encode() + closing + tail


def _headings(table: Table, rows: Iterable[Row]) -> list[str]:
    """Return the required headings and those used by any row, in the order of the contract."""
    filled = {name for row in rows for name, cell in row.items() if cell not in (None, [])}
    return [item.name for item in table.headings if item.required or item.name in filled]


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return repr(cell).replace(".", ",")
    written = _cell(cell)
    return "" if written is None else str(written)


def _cell(cell: Cell) -> str | int | float | None:
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, list):
        return "; ".join(cell) or None
    return cell
