"""The tables of an import, and the cell of every field, as sheets and as CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from kinerja_graph.model.headings import write_headings
from kinerja_graph.numbers import write_number
from kinerja_graph.sources.columns import TABLES
from kinerja_graph.sources.companion_sheets import LEFT_OUT, NOTES, ORIGINS
from kinerja_graph.sources.wide.cell_reference import CellReference
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.record_table import Record, Value
from kinerja_graph.sources.wide.sentences import LEFT
from kinerja_graph.texts import Language

Out: TypeAlias = "str | int | float | None"
MOST_ROWS: Final = 1_048_575
"""The most rows that fit below the headings of a sheet."""
_PLACE: Final = ("file", "sheet", "cell")
_LONGEST_LIST: Final = 30_000
_RESULTS: Final = ("objectives", "indicators")


class Lines(NamedTuple):
    """The rows of a sheet: how many, and what makes them, afresh each time."""

    number: int
    make: Callable[[], Iterator[Sequence[Out]]]


class Sheet(NamedTuple):
    """A table as it is written."""

    name: str
    headings: tuple[str, ...]
    rows: Lines


def sheets_of(collector: OutputCollector, language: Language) -> Iterator[Sheet]:
    """Yield every table that has rows, first those of the contract."""
    tables = written_tables(collector)
    for table in TABLES:
        headings = tuple(
            heading.name
            for heading in table.headings
            # a matrix without values of parts of years is written as it always was
            if heading.name != "period" or collector.has_periods
        )
        rows = tables[table.name]
        if rows.number:
            yield Sheet(table.name, headings, Lines(rows.number, partial(_rows, rows, headings)))
    beside = (
        (ORIGINS, ("table", "id", "heading", *_PLACE, "text"), len(collector.origins), _origins),
        (LEFT_OUT, ("why", *_PLACE, "text"), len(collector.left), _left),
        (
            NOTES,
            ("code", "severity", *_PLACE, "value", "message"),
            len(collector.problems),
            _notes,
        ),
    )
    for name, headings, number, make in beside:
        if number:
            yield Sheet(name, headings, Lines(number, partial(make, collector, language)))


def _rows(table: WrittenTable, headings: Sequence[str]) -> Iterator[Sequence[Out]]:
    return ([_out(row.get(each)) for each in headings] for row in table.records())


def _origins(collector: OutputCollector, _language: Language) -> Iterator[Sequence[Out]]:
    for one in collector.origins:
        yield one.table, one.id, one.heading, *_place(one.spot), one.text


def _left(collector: OutputCollector, language: Language) -> Iterator[Sequence[Out]]:
    return ((LEFT[one.why].say(language), *_place(one.spot), one.text) for one in collector.left)


def _place(spot: CellReference) -> tuple[Out, ...]:
    return spot.file, spot.sheet, spot.cell


def _notes(collector: OutputCollector, language: Language) -> Iterator[Sequence[Out]]:
    for one in collector.problems:
        place = (one.file, one.sheet, f"{one.column or ''}{one.row or ''}")
        told = f"{one.message.say(language)} {one.remedy.say(language)}"
        yield one.code, one.severity, *place, one.value, told


def _out(value: Value | None) -> Out:
    return "; ".join(value) if isinstance(value, tuple) else value


class WrittenTable(NamedTuple):
    """The rows of a table as they are written: how many, and what makes them, afresh each time."""

    number: int
    records: Callable[[], Iterator[Record]]


def written_tables(collector: OutputCollector) -> Mapping[str, WrittenTable]:
    """Return the tables as they are written, ``dataset`` with the headings of the matrix.

    ``contributions`` says what no list of ids can.

    These are links that are only nesting, and those of a list too long for one cell. An id that no
    record has, or the record's own id, stays in the list only, so that it is reported once.
    """
    found = {
        name: WrittenTable(len(rows), partial(iter, rows))
        for name, rows in collector.tables.items()
    }
    for name in _RESULTS:
        rows = collector.tables[name]
        found[name] = WrittenTable(len(rows), partial(map, _within_cells, rows))
    links = [*collector.tables["contributions"], *_links(collector)]
    found["contributions"] = WrittenTable(len(links), partial(iter, links))
    headings = write_headings(collector.headed)
    if headings is not None:
        dataset: list[Record] = [{**dict(*collector.tables["dataset"]), "headings": headings}]
        found["dataset"] = WrittenTable(1, partial(iter, dataset))
    return found


def _links(collector: OutputCollector) -> Iterator[Record]:
    """Yield the links that the lists of ids of results cannot say."""
    results = [collector.tables[name] for name in _RESULTS]
    known = {row["id"] for rows in results for row in rows}
    for row in (row for rows in results for row in rows):
        above = row.get("contributes_to")
        if not isinstance(above, tuple):
            continue
        for each in dict.fromkeys(above):
            link: Record = {"from": row["id"], "to": each}
            is_link = each in known and each != row["id"]
            if is_link and collector.basis_of(str(row["id"]), each) == "nesting":
                yield {**link, "basis": "nesting"}
            elif _is_too_long(above):
                yield link


def _within_cells(row: Record) -> Record:
    """Return a result without a list that is too long for one cell."""
    above = row.get("contributes_to")
    if isinstance(above, tuple) and _is_too_long(above):
        return {key: value for key, value in row.items() if key != "contributes_to"}
    return row


def _is_too_long(ids: tuple[str, ...]) -> bool:
    return sum(map(len, ids)) + 2 * len(ids) > _LONGEST_LIST


def csv_files(
    collector: OutputCollector, language: Language
) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the name of every file of a CSV folder, and its lines."""
    for name, headings, rows in sheets_of(collector, language):
        yield f"{name}.csv", _csv_lines(headings, rows)


def _csv_lines(headings: Sequence[str], rows: Lines) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    for row in rows.make():
        yield out.getvalue()
        out.seek(0)
        out.truncate()
        writer.writerow(
            write_number(cell) if isinstance(cell, float) else "" if cell is None else cell
            for cell in row
        )
    yield out.getvalue()
