"""Split the rows of a cascade into batches, each written by one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import node_key
from kinerja_graph.model.nodes import reference
from kinerja_graph.model.rows import EdgeEnds, RowSource
from kinerja_graph.store.naming import for_edge, for_label


@dataclass(frozen=True, slots=True)
class Batch:
    """A statement and the rows it writes.

    ``stage`` is ``records`` or ``ties``.
    """

    stage: str
    statement: Statement
    rows: list[dict[str, Any]]


def batches(rows: RowSource, scope: str, size: int) -> Iterator[Batch]:
    """Yield everything in a snapshot, at most ``size`` rows per batch: nodes first, then edges."""
    for label in rows.counts:
        statement = for_label("create-nodes", label)
        found = rows.nodes(label)
        while group := [_placed(row, label, scope) for row in islice(found, size)]:
            yield Batch("records", statement, group)
    yield from _ties(rows, scope, size)


def transactions(found: Iterable[Batch], size: int) -> Iterator[list[Batch]]:
    """Group successive batches into transactions of at most ``size`` rows.

    A plan has up to thirty kinds of records and links, and a commit takes as long as some hundred
    rows.
    """
    group: list[Batch] = []
    rows = 0
    for batch in found:
        if group and rows + len(batch.rows) > size:
            yield group
            group, rows = [], 0
        group.append(batch)
        rows += len(batch.rows)
        if rows >= size:  # at once: nothing is held back while the next batch is made
            yield group
            group, rows = [], 0
    if group:
        yield group


def _placed(row: dict[str, Any], label: str, scope: str) -> dict[str, Any]:
    row["key"] = node_key(scope, reference(label, row["id"]))
    row["scope"] = scope
    return row


def _ties(rows: RowSource, scope: str, size: int) -> Iterator[Batch]:
    """Group edges by type and end labels, since one statement writes only one such group."""
    waiting: defaultdict[EdgeEnds, list[dict[str, Any]]] = defaultdict(list)
    for ends, row in rows.edges():
        group = waiting[ends]
        group.append(
            {
                "low": node_key(scope, row.source),
                "high": node_key(scope, row.target),
                "properties": row.properties,
            }
        )
        if len(group) >= size:
            yield Batch("ties", for_edge("create-edges", *ends), waiting.pop(ends))
    for ends, group in waiting.items():
        yield Batch("ties", for_edge("create-edges", *ends), group)
