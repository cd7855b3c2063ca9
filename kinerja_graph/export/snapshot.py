"""Read the nodes and edges of a loaded edition in batches, in the same order on every engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition, node_key
from kinerja_graph.model.nodes import PROGRAMME, reference
from kinerja_graph.model.rows import EdgeRow, Row

RECORD_LABELS: Final = ("Unit", "Position", "Objective", "Indicator", "Task", PROGRAMME)
"""The labels of records, in the order of the tables in the contract."""
BATCH: Final = 5_000


@dataclass(frozen=True, slots=True)
class StoredEdge:
    """One edge as stored in the graph, its ends given by their labels and ids."""

    type: str
    source_label: str
    source: str
    target_label: str
    target: str
    properties: Row

    @property
    def row(self) -> EdgeRow:
        """Return the edge as loads write it."""
        return EdgeRow(
            reference(self.source_label, self.source),
            reference(self.target_label, self.target),
            self.properties,
        )


@dataclass(frozen=True, slots=True)
class StoredNode:
    """A node with its edges.

    Attributes:
        label: its label.
        properties: all its properties except ``key`` and ``scope``.
        ties: the edges that leave it, by type, label and id of the far end.
        owners: ids of its owners or performers, sorted.
    """

    label: str
    properties: Row
    edges: tuple[StoredEdge, ...] = ()
    owners: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return its id in the edition."""
        return str(self.properties["id"])


@dataclass(slots=True)
class Snapshot:
    """A loaded edition as a source of nodes and edges; only the keys are all held in memory.

    Attributes:
        reader: runs the statements.
        edition: which edition.
        batch: how many nodes are requested at once.
    """

    reader: Reader
    edition: Edition
    batch: int = BATCH
    _keys: dict[str, list[str]] = field(default_factory=dict[str, list[str]], init=False)

    def keys(self, label: str) -> Sequence[str]:
        """Return the keys of all nodes of ``label``, sorted by code point."""
        if not self._keys:
            found: dict[str, list[str]] = defaultdict(list)
            for row in self.reader.read(named("export-keys"), scope=self.edition.scope):
                found[row["label"]].append(row["key"])
            for group in found.values():
                group.sort()
            self._keys = found
        return self._keys.get(label, [])

    def counts(self) -> dict[str, int]:
        """Count the nodes of each label; without programmes nothing is said of them."""
        return {label: len(self.keys(label)) for label in self.labels()}

    def labels(self) -> tuple[str, ...]:
        """Return the labels of its nodes; that of programmes only where there are some."""
        some = RECORD_LABELS if self.keys(PROGRAMME) else RECORD_LABELS[:-1]
        return (*some, "Problem")

    def has_periods(self) -> bool:
        """Tell whether some row of ``values`` is about a part of a year."""
        return bool(self.reader.read(named("any-period"), scope=self.edition.scope))

    def origins(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Return the origins of the records with the given labels and ids, as far as they exist."""
        scope = self.edition.scope
        keys = sorted({node_key(scope, reference(label, id_)) for label, id_ in wanted})
        found: dict[tuple[str, str], str] = {}
        for start in range(0, len(keys), self.batch):
            for row in self.reader.read(
                named("export-nodes"), keys=keys[start : start + self.batch]
            ):
                properties = row["properties"]
                found |= {
                    (label, properties["id"]): properties["origin"]
                    for label in RECORD_LABELS
                    if (label, properties["id"]) in wanted
                    and row["key"] == node_key(scope, reference(label, properties["id"]))
                }
        return found

    def nodes(self, label: str) -> Iterator[Row]:
        """Yield the properties of all nodes of ``label`` without ``key`` and ``scope``."""
        for keys in self._batches(label):
            yield from self._properties(keys)

    def edges(self, label: str) -> Iterator[StoredEdge]:
        """Yield the edges that leave the nodes of ``label``, sorted by their source."""
        for keys in self._batches(label):
            ids = {
                key: str(row["id"]) for key, row in zip(keys, self._properties(keys), strict=True)
            }
            edges = self._edges(label, keys, ids)
            for key in keys:
                yield from edges[key]

    def nodes_with_edges(self, label: str) -> Iterator[StoredNode]:
        """Yield all nodes of ``label`` with their edges and owners."""
        for keys in self._batches(label):
            nodes = dict(zip(keys, self._properties(keys), strict=True))
            edges = self._edges(label, keys, {key: str(row["id"]) for key, row in nodes.items()})
            owners: dict[str, set[str]] = defaultdict(set)
            for row in self.reader.read(named("export-owners"), keys=keys):
                owners[row["key"]].add(row["id"])
            for key in keys:
                yield StoredNode(label, nodes[key], tuple(edges[key]), tuple(sorted(owners[key])))

    def _batches(self, label: str) -> Iterator[list[str]]:
        keys = self.keys(label)
        for start in range(0, len(keys), self.batch):
            yield list(keys[start : start + self.batch])

    def _properties(self, keys: list[str]) -> list[Row]:
        found: dict[str, Row] = {}
        for row in self.reader.read(named("export-nodes"), keys=keys):
            found[row["key"]] = _without_key_and_scope(row["properties"])
        return [found[key] for key in keys]

    def _edges(
        self, label: str, keys: list[str], ids: dict[str, str]
    ) -> defaultdict[str, list[StoredEdge]]:
        found: defaultdict[str, list[StoredEdge]] = defaultdict(list)
        for row in self.reader.read(named("export-edges"), keys=keys):
            tie = StoredEdge(
                row["type"], label, ids[row["key"]], row["label"], row["id"], row["properties"]
            )
            found[row["key"]].append(tie)
        for group in found.values():
            group.sort(key=lambda tie: (tie.type, tie.target_label, tie.target))
        return found


def _without_key_and_scope(properties: dict[str, Any]) -> Row:
    return {name: value for name, value in properties.items() if name not in {"key", "scope"}}
