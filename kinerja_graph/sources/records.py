"""Read the tables of records: read rows, register ids, follow references."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kinerja_graph.model.nodes import PROGRAMME, reference
from kinerja_graph.sources.columns import RECORD_TABLES, Heading, Table
from kinerja_graph.sources.dangling_references import dangling, wanted_of
from kinerja_graph.sources.fault import fault
from kinerja_graph.sources.header_mapping import read_row
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.row import Row

UPWARD: Final = frozenset({"contributes_to", "reports_to"})
_SHARED: Final = frozenset(
    {"measure_unit", "data_source", "data_provider", "source", "activity", "output_unit", "rank"}
    | {"ladder"}
)
"""Texts that repeat a million times."""


def read_records(state: ReadState, tables: Iterable[Table] = RECORD_TABLES) -> None:
    """Read tables of records into ``state``; references are not followed yet."""
    for table in tables:
        _read_table(state, table)


def _read_table(state: ReadState, table: Table) -> None:
    rows = state.rows.setdefault(table.name, [])
    shared = tuple(each.name for each in table.headings if each.name in _SHARED)
    for header, line in state.lines(table):
        row, faults = read_row(header, line, state.decimal)
        id_ = row.text("id")
        named = None if id_ is None else reference(table.label, id_)
        first = None if named is None else state.by_id.get(named)
        if first is not None:
            wrong = fault("duplicate-id", id_, first=first.place.describe(first.number))
            state.report(row, "id", wrong, first.subject)
            state.withhold(row)
            continue
        row.share(shared, state.pool)
        row.id = id_
        for heading, each in faults:
            state.report(row, heading, each)
        rows.append(row)
        if named is None:
            state.withhold(row)
        else:
            state.by_id[named] = row


def follow_references(state: ReadState) -> None:
    """Check every reference of every record; remove dangling ones from the row's fields."""
    for table in RECORD_TABLES:
        headings = [heading for heading in table.headings if heading.labels]
        for row in state.rows.get(table.name, ()):
            fields = row.fields
            for heading in headings:
                if heading.name not in fields:
                    continue
                if heading.kind == "list":
                    _follow_list(state, row, heading)
                else:
                    _follow_reference(state, row, heading)


def _follow_reference(state: ReadState, row: Row, heading: Heading) -> None:
    wanted = row.text(heading.name)
    if wanted is None:
        return
    named = heading.names(wanted)
    if state.label(named) not in heading.labels:
        row.mark_unread(heading.name)
        tell_dangling(state, row, heading, wanted)
    elif heading.name == "parent" and wanted == row.id:
        del row.fields["parent"]
        case = "self-parent:programme" if row.label == PROGRAMME else "self-parent"
        state.report(row, "parent", fault(case, wanted))
    else:
        row.fields[heading.name] = state.known(named)


def _follow_list(state: ReadState, row: Row, heading: Heading) -> None:
    wanted = row.items(heading.name)
    if not wanted:
        return
    lost = [item for item in wanted if state.label(item) not in heading.labels]
    if lost:
        for item in lost:
            tell_dangling(state, row, heading, item)
        away = set(lost)
        wanted = tuple(item for item in wanted if item not in away)
    row.fields[heading.name] = tuple(map(state.known, wanted))
    if heading.name in UPWARD and row.id in row.items(heading.name):
        state.report(row, heading.name, fault("self-reference", row.id, **wanted_of(heading)))


def tell_dangling(state: ReadState, row: Row, heading: Heading, wanted: str) -> None:
    """Report a reference of a record to nothing, or to a record of another kind."""
    wrong = dangling(state, heading, wanted)
    if wrong is not None:
        state.report(row, heading.name, wrong)
