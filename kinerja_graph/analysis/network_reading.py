"""Read the boxes and lines of a picture from the graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from kinerja_graph.analysis.chain import ChainEdge, depths, edges_of, labels_of
from kinerja_graph.analysis.lineage import no_chain
from kinerja_graph.analysis.network import Detail, Network, NetworkEdge, NetworkNode
from kinerja_graph.analysis.network_details import details
from kinerja_graph.analysis.nodes import describe_all, find
from kinerja_graph.analysis.offices import Offices, offices
from kinerja_graph.library.describe import Described
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.schema import CHAIN

_DRAWN: Final = ("Objective", "Indicator", "Task")


def network(
    reader: Reader,
    edition: Edition,
    name: str | None = None,
    *,
    only: Collection[str] | None = None,
) -> Network:
    """Return every result and task of ``edition``, or those above and below the record ``name``.

    ``only``: ids of results and tasks, to restrict the picture to.

    Nodes are sorted by id, edges by from, to, type. An edge is included if its lower end is drawn
    and its upper end is drawn or is a unit (EXPECTS).

    Raises:
        UsageError: there is no such id, or it is that of a unit or a post.
    """
    if name is not None:
        found = find(reader, edition, name)
        if found.label not in _DRAWN:
            raise no_chain(found)
    rows = reader.read(named("network-edges"), scope=edition.scope)
    edges = edges_of(rows)
    labels = _records(reader, edition) | labels_of(rows)
    drawn = {record for record in _meant(labels, edges, name, only) if labels.get(record) in _DRAWN}
    shown = {record: labels[record] for record in drawn}
    records = describe_all(reader, edition, shown)
    known = details(reader, edition, shown)
    kept = tuple(
        edge
        for edge in edges
        if edge.source in drawn and (edge.target in drawn or edge.type == "EXPECTS")
    )
    known_offices = offices(reader, edition)
    return Network(
        dataset=edition.dataset,
        edition=edition.edition,
        loaded_at=edition.loaded_at,
        digest=edition.digest,
        focus=name,
        nodes=tuple(_node(records[one], known.get(one, {})) for one in sorted(drawn)),
        edges=tuple(_edge(edge) for edge in kept),
        agencies=_names(known_offices, records.values(), kept),
        all_agencies=known_offices.all_agencies(),
    )


def _records(reader: Reader, edition: Edition) -> dict[str, str]:
    rows = reader.read(named("network-records"), scope=edition.scope)
    return {row["id"]: row["label"] for row in rows}


def _meant(
    labels: Mapping[str, str],
    edges: Iterable[ChainEdge],
    name: str | None,
    only: Collection[str] | None,
) -> Collection[str]:
    if only is not None:
        return only
    return labels if name is None else _tied(edges, name)


def _tied(edges: Iterable[ChainEdge], name: str) -> set[str]:
    """Return the records above and below ``name`` on the chain, including itself."""
    chain = [(edge.source, edge.target) for edge in edges if edge.type in CHAIN]
    return {*depths(name, chain), *depths(name, ((high, low) for low, high in chain))}


def _node(record: Described, known: Mapping[str, Detail]) -> NetworkNode:
    origin: dict[str, Detail] = {} if record.place is None else {"origin": record.place}
    own = {"source"} if record.place != record.origin else set[str]()
    return NetworkNode(
        label=record.label,
        id=record.id,
        name=record.name or record.id,
        level=record.level,
        agencies=record.agencies,
        owners=record.owners,
        details=origin | {name: value for name, value in known.items() if name not in own},
    )


def _edge(edge: ChainEdge) -> NetworkEdge:
    return NetworkEdge(
        type=edge.type,
        source=edge.source,
        target=edge.target,
        kind=edge.kind,
        sign=edge.sign,
        status=edge.status,
        rationale=edge.rationale,
    )


def _names(
    known: Offices, records: Iterable[Described], edges: Iterable[ChainEdge]
) -> dict[str, str]:
    """Return names of the agencies, owners and expected units of what is drawn, by id."""
    wanted = {edge.target for edge in edges if edge.type == "EXPECTS"}
    for record in records:
        wanted.update(record.agencies, record.owners)
    return {one: known.names.get(one) or one for one in sorted(wanted)}
