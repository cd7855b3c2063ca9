"""Draw what a free query found: the records and edges in its rows, as a picture."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kinerja_graph.analysis.network import Network, NetworkEdge
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.analysis.organisation import organisation
from kinerja_graph.audit.finding import Audit
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.library.rule import Rule
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.model.schema import CHAIN
from kinerja_graph.workflow.connection import Store
from kinerja_graph.workflow.scenes import Scene, marks

_OFFICES = ("Unit", "Position")
Line = tuple[str, str, str]
"""Type, lower end and upper end of an edge."""


@dataclass(frozen=True, slots=True)
class FoundRecords:
    """The records and edges of one edition in the rows of a free query.

    Attributes:
        chained: ids of results and tasks.
        offices: ids of units and posts.
        lines: the edges.
    """

    chained: set[str] = field(default_factory=set[str])
    offices: set[str] = field(default_factory=set[str])
    lines: set[Line] = field(default_factory=set[Line])

    @property
    def drawn(self) -> set[str]:
        """The ids in the picture: results and tasks, or units and posts if there are no others."""
        return self.chained or self.offices

    @property
    def undrawn(self) -> int:
        """The number of units and posts that are left out beside results and tasks."""
        return len(self.offices) if self.chained else 0


def found_records(rows: Iterable[Sequence[Any]], edition: Edition | None) -> FoundRecords:
    """Return the records of ``edition`` and the edges anywhere in ``rows`` (``store/plain.py``).

    The ends of an edge count as found.
    """
    found = FoundRecords()
    if edition is None:
        return found
    loose = list[Line]()
    for value in _values([list(row) for row in rows]):
        id_, label = value.get("id"), value.get("label")
        facts = as_mapping(value.get("properties")) or {}
        if isinstance(id_, str) and facts.get("scope") == edition.scope:
            if label in CHAINED:
                found.chained.add(id_)
            elif label in _OFFICES:
                found.offices.add(id_)
        elif "type" in value and isinstance(value.get("from"), str):
            loose.append((str(value["type"]), str(value["from"]), str(value["to"])))
    for line in loose:
        found.lines.add(line)
        if line[0] in CHAIN:
            found.chained.update(line[1:])
    return found


def found_scene(
    store: Store,
    edition: Edition,
    found: FoundRecords,
    *,
    findings: Audit | None = None,
    rules: Iterable[Rule] = (),
) -> Scene:
    """Return the picture of what was found: its boxes, and its lines or all lines among them.

    Args:
        store: the graph.
        edition: the edition of the records.
        found: what to draw.
        findings: an audit of the edition, to mark the boxes with; None: no marks.
        rules: the rules of that audit.

    Raises:
        StoreError: the database failed.
    """
    if found.chained:
        picture = network(store, edition, only=found.chained)
        if any(type_ in CHAIN for type_, _low, _high in found.lines):
            kept = tuple(one for one in picture.edges if _is_found(one, found.lines))
            picture = dataclasses.replace(picture, edges=kept)
        picture = dataclasses.replace(picture, view="selection")
    else:
        picture = _only(organisation(store, edition), found.offices)
    said = () if findings is None else tuple(marks(findings, rules))
    boxes = {one.id for one in picture.nodes}
    return Scene(network=picture, marks=tuple(one for one in said if one.node_id in boxes))


def _is_found(edge: NetworkEdge, lines: set[Line]) -> bool:
    return edge.type not in CHAIN or (edge.type, edge.source, edge.target) in lines


def _only(picture: Network, ids: set[str]) -> Network:
    nodes = tuple(one for one in picture.nodes if one.id in ids)
    inside = {one.id for one in nodes}
    edges = tuple(one for one in picture.edges if {one.source, one.target} <= inside)
    return dataclasses.replace(picture, nodes=nodes, edges=edges)


def _values(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object anywhere in ``value``."""
    several = as_list(value)
    if several is not None:
        for item in several:
            yield from _values(item)
        return
    found = as_mapping(value)
    if found is None:
        return
    yield dict(found)
    for name, item in found.items():
        if name != "properties":
            yield from _values(item)
