"""The chain below a record as nested lists: what contributes to it, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.lineage import Trace, TraceNode
from kinerja_graph.library.describe import Described

DEPTH: Final = 3
"""Edges below a record that its page shows."""
MOST: Final = 120
"""Entries of one tree; what is left out is counted."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A record in the tree; ``again`` where what hangs below it stands further up already.

    ``measures`` tells that it measures the record above, not that it contributes to it.
    """

    record: Described
    kind: str | None
    measures: bool
    again: bool
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The records of one distance above the subject, by id."""

    depth: int
    records: tuple[Described, ...]


class _Grower:
    def __init__(self, trace: Trace) -> None:
        self.left = MOST
        self._seen: set[str] = set()
        self._records: Mapping[str, Described] = {
            node.record.id: node.record for node in trace.nodes
        }
        self._below: dict[str, list[tuple[str, str | None, bool]]] = defaultdict(list)
        for edge in trace.edges:
            self._below[edge.target].append((edge.source, edge.kind, edge.type == "MEASURES"))

    def grow(self, id_: str, depth: int) -> tuple[Branch, ...]:
        """The branches below a record."""
        if depth == 0:
            return ()
        self._seen.add(id_)
        grown: list[Branch] = []
        for name, kind, measures in sorted(self._below[id_], key=lambda one: (not one[2], one[0])):
            if not self.left:
                break
            self.left -= 1
            again = name in self._seen
            below = () if again else self.grow(name, depth - 1)
            grown.append(Branch(self._records[name], kind, measures, again, below))
        return tuple(grown)


def tree(trace: Trace) -> tuple[Branch, ...]:
    """What stands below the subject of a downward trace, at most ``DEPTH`` edges away.

    A record that several others take up is unfolded where it comes first. At most ``MOST``
    entries are given.
    """
    return _Grower(trace).grow(trace.subject.id, DEPTH)


def size(branches: tuple[Branch, ...]) -> int:
    """How many entries a tree has."""
    return sum(1 + size(one.below) for one in branches)


def steps(trace: Trace) -> tuple[Step, ...]:
    """What an upward trace reaches, nearest first, the subject left out."""
    by_depth: dict[int, list[TraceNode]] = defaultdict(list)
    for node in trace.nodes:
        if node.depth:
            by_depth[node.depth].append(node)
    return tuple(
        Step(depth, tuple(node.record for node in nodes))
        for depth, nodes in sorted(by_depth.items())
    )
