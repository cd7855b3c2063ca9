"""The chain above or below one record, as the graph holds it, and distances on it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kinerja_graph.analysis.nodes import Found
from kinerja_graph.library.packing import read_packed
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader

Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEdge:
    """One edge, from the lower end ``source`` to the higher end ``target`` (record ids).

    ``kind``, ``sign``, ``status`` and ``rationale`` are None for MEASURES.
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
        """Order of lists of edges: from, to, type, by code point."""
        return (self.source, self.target, self.type)


@dataclass(frozen=True, slots=True)
class Chain:
    """All that a record reaches (``up``) or all that reaches it (``down``), itself included.

    Attributes:
        subject: id of the record.
        direction: which way was walked.
        labels: label of every record of the chain, by id.
        edges: every chain edge among them, sorted by from, to, type.
    """

    subject: str
    direction: Direction
    labels: Mapping[str, str]
    edges: tuple[ChainEdge, ...]

    def depths(self) -> dict[str, int]:
        """The shortest distance of every record from the subject, in edges."""
        if self.direction == "up":
            return depths(self.subject, ((edge.source, edge.target) for edge in self.edges))
        return depths(self.subject, ((edge.target, edge.source) for edge in self.edges))


def walk(reader: Reader, found: Found, direction: Direction) -> Chain:
    """The chain of ``found``, which is a task or a result, in one statement."""
    rows = read_packed(reader, named(f"trace-{direction}"), key=found.key)
    labels = {found.id: found.label}
    return Chain(found.id, direction, labels | labels_of(rows), edges_of(rows))


def labels_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The labels of both ends of rows of edges, by id."""
    labels: dict[str, str] = {}
    for row in rows:
        labels[row["source"]] = row["source_label"]
        labels[row["target"]] = row["target_label"]
    return labels


def edges_of(rows: Iterable[Mapping[str, Any]]) -> tuple[ChainEdge, ...]:
    """Rows of edges as edges, sorted by from, to, type."""
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
    """Shortest distances from ``start`` along ``steps`` (from, to), by breadth-first search.

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
