"""Write the tables of an import, and the cell of every field, as a workbook or CSV files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from kinerja_graph.model.headings import write_headings
from kinerja_graph.numbers import write_number
from kinerja_graph.sources.columns import TABLES
from kinerja_graph.sources.companion_sheets import BESIDE, LEFT_OUT, NOTES, ORIGINS
from kinerja_graph.sources.wide.cell_reference import CellReference
from kinerja_graph.sources.wide.output_collector import OutputCollector, Record, Value
from kinerja_graph.sources.wide.sentences import LEFT
from kinerja_graph.texts import Language

Out: TypeAlias = "str | int | float | None"
Sheet: TypeAlias = tuple[str, tuple[str, ...], Iterable[Sequence[Out]]]
"""The name of a table, its headings and its rows."""
MOST_ROWS: Final = 1_048_575
"""The most rows that fit below the headings of a sheet."""
_PLACE: Final = ("file", "sheet", "cell")
_LONGEST_LIST: Final = 30_000
_RESULTS: Final = ("objectives", "indicators")
_TEXTS: Final = frozenset({"id", "owner", "contributes_to", "objective", "parent", "unit"})
"""Headings whose columns are formatted as text: what is typed there later stays as typed."""
_READ_AS_MORE: Final = frozenset({"=", "#"})
"""Texts that begin so would be written as formulas or errors."""
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook's times have no zone
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]")


def sheets_of(collector: OutputCollector, language: Language) -> Iterator[Sheet]:
    """Yield every table that has rows, first those of the contract."""
    tables = written_tables(collector)
    for table in TABLES:
        headings = tuple(heading.name for heading in table.headings)
        rows = tables[table.name]
        if rows:
            yield table.name, headings, ([_out(row.get(each)) for each in headings] for row in rows)
    if collector.origins:
        yield ORIGINS, ("table", "id", "heading", *_PLACE, "text"), _origins(collector)
    for name, headings, lines in (
        (LEFT_OUT, ("why", *_PLACE, "text"), _left(collector, language)),
        (NOTES, ("code", "severity", *_PLACE, "value", "message"), _notes(collector, language)),
    ):
        if lines:
            yield name, headings, lines


def _origins(collector: OutputCollector) -> Iterator[Sequence[Out]]:
    for one in collector.origins:
        yield one.table, one.id, one.heading, *_place(one.spot), one.text


def _left(collector: OutputCollector, language: Language) -> list[Sequence[Out]]:
    return [(LEFT[one.why].say(language), *_place(one.spot), one.text) for one in collector.left]


def _place(spot: CellReference) -> tuple[Out, ...]:
    return spot.file, spot.sheet, spot.cell


def _notes(collector: OutputCollector, language: Language) -> list[Sequence[Out]]:
    found: list[Sequence[Out]] = []
    for one in collector.problems:
        place = (one.file, one.sheet, f"{one.column or ''}{one.row or ''}")
        told = f"{one.message.say(language)} {one.remedy.say(language)}"
        found.append((one.code, one.severity, *place, one.value, told))
    return found


def _out(value: Value | None) -> Out:
    return "; ".join(value) if isinstance(value, tuple) else value


def written_tables(collector: OutputCollector) -> Mapping[str, list[Record]]:
    """Return the tables as they are written, ``dataset`` with the headings of the matrix.

    ``contributions`` says what no list of ids can.

    These are links that are only nesting, and those of a list too long for one cell. An id that no
    record has, or the record's own id, stays in the list only, so that it is reported once.
    """
    found = dict(collector.tables)
    known = {row["id"] for name in _RESULTS for row in found[name]}
    links = list(found["contributions"])
    for name in _RESULTS:
        found[name] = [_within_cells(row, known, collector, links) for row in found[name]]
    headings = write_headings(collector.headed)
    if headings is not None:
        found["dataset"] = [{**dict(*found["dataset"]), "headings": headings}]
    return {**found, "contributions": links}


def _within_cells(
    row: Record, known: Container[Value], collector: OutputCollector, links: list[Record]
) -> Record:
    """Return a result as it is written; add to ``links`` what its list cannot say."""
    above = row.get("contributes_to")
    if not isinstance(above, tuple):
        return row
    too_long = sum(map(len, above)) + 2 * len(above) > _LONGEST_LIST
    for each in dict.fromkeys(above):
        link: Record = {"from": row["id"], "to": each}
        is_link = each in known and each != row["id"]
        if is_link and collector.basis_of(str(row["id"]), each) == "nesting":
            links.append({**link, "basis": "nesting"})
        elif too_long:
            links.append(link)
    return {key: value for key, value in row.items() if key != "contributes_to" or not too_long}


def csv_texts(collector: OutputCollector, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the name and text of every file of a CSV folder."""
    for name, headings, rows in sheets_of(collector, language):
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(headings)
        for row in rows:
            writer.writerow(
                write_number(cell) if isinstance(cell, float) else "" if cell is None else cell
                for cell in row
            )
        yield f"{name}.csv", out.getvalue()


def workbook_bytes(collector: OutputCollector, language: Language) -> bytes:
    """Return a workbook with a sheet for every table, as bytes."""
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
        for row in rows:
            sheet.append([_cell(sheet, cell) for cell in row])
    book.properties.creator = "kinerja"
    book.properties.created = _MADE
    book.properties.modified = _MADE
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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
