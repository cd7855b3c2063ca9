"""Read the chain above or below one record, and compute distances on it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kinerja_graph.analysis.nodes import unknown_id
from kinerja_graph.library.describe import Described
from kinerja_graph.library.queries import named
from kinerja_graph.library.row_packing import read_packed
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition, node_key
from kinerja_graph.shapes import json_keys

Direction = Literal["up", "down"]


@json_keys("type", "from=source", "to=target", "kind")
@dataclass(frozen=True, slots=True)
class ChainEdge:
    """One edge of a chain.

    Attributes:
        type: CONTRIBUTES_TO or MEASURES.
        source: id of its lower end.
        target: id of its higher end.
        kind, sign, status, rationale: properties of a contribution; None for MEASURES.
    """

    type: str
    source: str
    target: str
    kind: str | None = None
    sign: str | None = None
    status: str | None = None
    rationale: str | None = None

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """The order of edges in lists: from, to, type, by code point."""
        return (self.source, self.target, self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Everything that a record reaches (``up``) or that reaches it (``down``), with itself.

    Attributes:
        subject: id of the record.
        direction: the direction followed.
        records: every record of the chain, by id.
        edges: every chain edge among them, sorted by from, to, type.
        agencies: names of the agencies of the records, by id; those that have a name.
    """

    subject: str
    direction: Direction
    records: Mapping[str, Described]
    edges: tuple[ChainEdge, ...]
    agencies: Mapping[str, str]

    def depths(self) -> dict[str, int]:
        """Return the shortest distance of every record from the subject, in edges."""
        if self.direction == "up":
            return depths(self.subject, ((edge.source, edge.target) for edge in self.edges))
        return depths(self.subject, ((edge.target, edge.source) for edge in self.edges))


def read_chain_of(reader: Reader, edition: Edition, name: str, direction: Direction) -> Chain:
    """Read the chain of the record with the id ``name``, in one statement.

    Units and posts are not on a chain; theirs contains nothing else.

    Raises:
        UsageError: there is no such record (``unknown-id``); the error suggests similar ids.
    """
    statement = named(f"trace-{direction}")
    key = node_key(edition.scope, name)
    rows = read_packed(reader, statement, key=key, scope=edition.scope)
    if not rows:
        raise unknown_id(reader, edition, name)
    edges = (ChainEdge(*edge) for row in rows for edge in row["edges"])
    holders = [holder for row in rows for holder in row["holders"]]
    return Chain(
        subject=name,
        direction=direction,
        records={row["id"]: _described(row) for row in rows},
        edges=tuple(sorted(edges, key=lambda edge: edge.sort_key)),
        agencies={agency: told for _, agency, told in holders if agency and told is not None},
    )


def _described(row: Mapping[str, Any]) -> Described:
    holders: Sequence[tuple[str, str | None, str | None]] = row["holders"]
    return Described(
        label=row["label"],
        id=row["id"],
        name=row["name"],
        level=row["level"],
        origin=row["origin"],
        agencies=tuple(sorted({agency for _, agency, _ in holders if agency is not None})),
        owners=tuple(sorted({holder for holder, _, _ in holders})),
    )


def labels_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the labels of both ends of edge rows, by id."""
    labels: dict[str, str] = {}
    for row in rows:
        labels[row["source"]] = row["source_label"]
        labels[row["target"]] = row["target_label"]
    return labels


def edges_of(rows: Iterable[Mapping[str, Any]]) -> tuple[ChainEdge, ...]:
    """Convert edge rows to edges, sorted by from, to, type."""
    edges = (
        ChainEdge(
            type=row["type"],
            source=row["source"],
            target=row["target"],
            kind=row["kind"],
            sign=row["sign"],
            status=row["status"],
            rationale=row["rationale"],
        )
        for row in rows
    )
    return tuple(sorted(edges, key=lambda edge: edge.sort_key))


def depths(start: str, steps: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return shortest distances from ``start`` along ``steps`` (from, to), breadth-first.

    >>> sorted(depths("a", [("a", "b"), ("b", "c"), ("a", "c"), ("c", "a")]).items())
    [('a', 0), ('b', 1), ('c', 1)]
    """
    following: dict[str, list[str]] = defaultdict(list)
    for low, high in steps:
        following[low].append(high)
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in following.get(here, ()):
            if there not in found:
                found[there] = found[here] + 1
                waiting.append(there)
    return found
