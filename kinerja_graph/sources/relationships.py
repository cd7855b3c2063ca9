"""Contributions and the other edges between records, one per pair (contract §2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal, cast

from kinerja_graph.model.edges import (
    Basis,
    Contribution,
    ContributionKind,
    Link,
    LinkType,
    Sign,
    Status,
)
from kinerja_graph.model.nodes import reference
from kinerja_graph.model.origin import Origin
from kinerja_graph.sources.columns import CONTRIBUTION_TABLE, RECORD_TABLES, Heading
from kinerja_graph.sources.dangling_references import dangling
from kinerja_graph.sources.fault import Subject, fault
from kinerja_graph.sources.header_mapping import read_row
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.row import Row

Pair = tuple[str, str]
_ENDS: Final = CONTRIBUTION_TABLE.headings[:2]
LINKS: Final[tuple[tuple[str, str, LinkType, Literal["up", "down"]], ...]] = (
    ("units", "parent", "PART_OF", "up"),
    ("positions", "unit", "IN_UNIT", "up"),
    ("positions", "reports_to", "REPORTS_TO", "up"),
    ("objectives", "owner", "OWNS", "down"),
    ("objectives", "expected_agencies", "EXPECTS", "up"),
    ("indicators", "objective", "MEASURES", "up"),
    ("indicators", "owner", "OWNS", "down"),
    ("tasks", "performer", "PERFORMS", "down"),
    ("programmes", "parent", "PART_OF", "up"),
    ("programmes", "unit", "IN_UNIT", "up"),
    ("programmes", "serves", "SERVES", "up"),
)
"""Table, heading, type; ``up``: from the record to the one named, ``down``: from that to it."""


def links(state: ReadState) -> Iterator[Link]:
    """Return all edges except contributions, in the order of the tables."""
    of = {table.name: table for table in RECORD_TABLES}
    for table, name, kind, way in LINKS:
        heading = of[table].find(name)
        for row in state.rows.get(table, ()):
            if row.id is None or heading is None:
                continue
            own, one = reference(row.label, row.id), row.text(name)
            for far in (one,) if one is not None else row.items(name):
                other = heading.names(far)
                ends = (own, other) if way == "up" else (other, own)
                yield Link(kind, *ends, row.origin)


def contributions(state: ReadState) -> list[Contribution]:
    """Return all contributions: those in lists, with properties from the table, then its others."""
    described = _read_table(state)
    found: list[Contribution] = []
    for row in state.records():
        for target in row.items("contributes_to"):
            if _is_redundant(state, row.id, target):
                state.report(row, "contributes_to", fault("redundant-link", target))
            elif row.id is not None:
                extra = described.pop((row.id, target), None)
                found.append(_contribution((row.id, target), row.origin, extra))
    found.extend(_contribution(pair, row.origin, row) for pair, row in described.items())
    return found


def _read_table(state: ReadState) -> dict[Pair, Row]:
    """Return the usable rows of ``contributions`` by their ends; a second row is an error."""
    seen: dict[Pair, Row] = {}
    usable: dict[Pair, Row] = {}
    for header, line in state.lines(CONTRIBUTION_TABLE):
        row, faults = read_row(header, line, state.decimal)
        source, target = row.text("from"), row.text("to")
        subject = _subject(state, row)
        pair = (source, target) if source is not None and target is not None else None
        first = seen.get(pair) if pair else None
        if pair and first is not None:
            ends = {"source": source, "target": target}
            told = first.place.describe(first.number)
            wrong = fault("duplicate-id:contribution", source, **ends, first=told)
            state.report(row, "from", wrong, subject)
            continue
        for heading, each in faults:
            state.report(row, heading, each, subject)
        follows = _follow_ends(state, row)
        if pair:
            seen[pair] = row
            if follows and _is_edge(state, row, pair, subject):
                usable[pair] = row
    return usable


def _is_edge(state: ReadState, row: Row, pair: Pair, subject: Subject) -> bool:
    """Tell whether a row with two usable ends makes an edge; a self-reference does, as an error."""
    if _is_redundant(state, *pair):
        wrong = fault("redundant-link:contribution", pair[1], source=pair[0])
        state.report(row, "to", wrong, subject)
        return False
    if pair[0] == pair[1]:
        state.report(row, "to", fault("self-reference:contribution", pair[1]), subject)
    return True


def _follow_ends(state: ReadState, row: Row) -> bool:
    """Tell whether both ends are records allowed there; report those that are not."""
    given = [(end, id_) for end in _ENDS if (id_ := row.text(end.name)) is not None]
    lost = [(end, id_) for end, id_ in given if not _has_allowed_label(state, end, id_)]
    subject = _subject(state, row)
    if subject.label is None and given[:1] and given[0][0].name == "from":
        subject = Subject(None, given[0][1], row.text("to"))
    for end, id_ in lost:
        wrong = dangling(state, end, id_)
        if wrong is not None:
            missing = lost[-1][1]  # neither end exists: one finding, from the one to the other
            state.report(row, end.name, replace(wrong, missing=missing), subject)
    return len(given) == len(_ENDS) and not lost


def _has_allowed_label(state: ReadState, end: Heading, id_: str) -> bool:
    return state.label(id_) in end.labels


def _subject(state: ReadState, row: Row) -> Subject:
    """Return ``from`` if it exists, else ``to``, else the origin of the row."""
    for end in _ENDS:
        id_ = row.text(end.name)
        if id_ is not None and _has_allowed_label(state, end, id_):
            return Subject(state.label(id_), id_, row.text("to") if end.name == "from" else None)
    return row.nowhere


def _is_redundant(state: ReadState, source: str | None, target: str) -> bool:
    """Tell whether an indicator would contribute to the very objective that it measures."""
    row = state.by_id.get(source) if source is not None else None
    return row is not None and row.label == "Indicator" and row.text("objective") == target


def _contribution(pair: Pair, origin: Origin, row: Row | None) -> Contribution:
    """Make an edge with the properties and the place of its row, where the table has one.

    ``origin`` is where a list names it. An empty cell has its default meaning.

    An unreadable sign or status stays unknown: it may have been ``-`` or ``rejected``.
    """
    if row is None:
        return Contribution(source=pair[0], target=pair[1], origin=origin)
    return Contribution(
        source=pair[0],
        target=pair[1],
        origin=row.origin,
        basis=cast("Basis", row.text("basis") or "stated"),
        kind=cast("ContributionKind", row.text("kind") or "vertical"),
        sign=cast("Sign | None", row.text("sign") or (None if row.given("sign") else "+")),
        mode=row.text("mode"),
        weight=row.number_of("weight"),
        rationale=row.text("rationale"),
        reason=row.text("reason"),
        status=cast(
            "Status | None", row.text("status") or (None if row.given("status") else "accepted")
        ),
    )
