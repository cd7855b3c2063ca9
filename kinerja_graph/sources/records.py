"""The five tables of records: rows read, ids registered, references followed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kinerja_graph.sources.columns import RECORD_TABLES, Heading, Table
from kinerja_graph.sources.dangling import dangling, wanted_of
from kinerja_graph.sources.fault import fault
from kinerja_graph.sources.header_mapping import read_row
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.row import Row

UPWARD: Final = frozenset({"contributes_to", "reports_to"})
_SHARED: Final = frozenset(
    {"measure_unit", "data_source", "source", "activity", "output_unit", "rank", "ladder"}
)
"""Texts that repeat a million times."""


def read_records(book: ReadState, tables: Iterable[Table] = RECORD_TABLES) -> None:
    """Reads tables of records into ``book``; references are not followed yet."""
    for table in tables:
        _read_table(book, table)


def _read_table(book: ReadState, table: Table) -> None:
    rows = book.rows.setdefault(table.name, [])
    shared = tuple(each.name for each in table.headings if each.name in _SHARED)
    for ruling, line in book.lines(table):
        row, faults = read_row(ruling, line, book.decimal)
        id_ = row.text("id")
        first = None if id_ is None else book.by_id.get(id_)
        if first is not None:
            wrong = fault("duplicate-id", id_, **first.place.told(first.number))
            book.report(row, "id", wrong, first.subject)
            book.withhold(row)
            continue
        row.share(shared, book.pool)
        row.id = id_
        for heading, each in faults:
            book.report(row, heading, each)
        rows.append(row)
        if id_ is None:
            book.withhold(row)
        else:
            book.by_id[id_] = row


def follow_references(book: ReadState) -> None:
    """Checks every reference of every record; those that lead nowhere leave the row's fields."""
    for table in RECORD_TABLES:
        headings = [heading for heading in table.headings if heading.labels]
        for row in book.rows.get(table.name, ()):
            fields = row.fields
            for heading in headings:
                if heading.name not in fields:
                    continue
                if heading.kind == "list":
                    _follow_list(book, row, heading)
                else:
                    _follow_one(book, row, heading)


def _follow_one(book: ReadState, row: Row, heading: Heading) -> None:
    wanted = row.text(heading.name)
    if wanted is None:
        return
    if book.label(wanted) not in heading.labels:
        row.mark_unread(heading.name)
        tell_dangling(book, row, heading, wanted)
    elif heading.name == "parent" and wanted == row.id:
        del row.fields["parent"]
        book.report(row, "parent", fault("self-parent", wanted))
    else:
        row.fields[heading.name] = book.known(wanted)


def _follow_list(book: ReadState, row: Row, heading: Heading) -> None:
    wanted = row.items(heading.name)
    if not wanted:
        return
    lost = [item for item in wanted if book.label(item) not in heading.labels]
    if lost:
        for item in lost:
            tell_dangling(book, row, heading, item)
        away = set(lost)
        wanted = tuple(item for item in wanted if item not in away)
    row.fields[heading.name] = tuple(map(book.known, wanted))
    if heading.name in UPWARD and row.id in row.items(heading.name):
        book.report(row, heading.name, fault("self-reference", row.id, **wanted_of(heading)))


def tell_dangling(book: ReadState, row: Row, heading: Heading, wanted: str) -> None:
    """Reports a reference of a record that leads to nothing, or to a record of another kind."""
    wrong = dangling(book, heading, wanted)
    if wrong is not None:
        book.report(row, heading.name, wrong)
