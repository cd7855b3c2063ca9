"""Build the organisation of an edition as a network: units, posts, and who reports to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kinerja_graph.analysis.network import Detail, Network, NetworkEdge, NetworkNode
from kinerja_graph.analysis.nodes import describe_all, find
from kinerja_graph.analysis.offices import offices
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import _

ORGANISATION = ("PART_OF", "IN_UNIT", "REPORTS_TO")
"""The types of its edges."""


def organisation(reader: Reader, edition: Edition, name: str | None = None) -> Network:
    """Return all units and posts of ``edition``, or the unit or post ``name`` and all below it.

    The ``level`` of a node is its distance from the top: a post is one level below its first
    superior or, if it has none, below its unit; only then does an edge lead to the unit.
    ``details`` hold ``unit`` (its name), ``rank``, ``ladder``, ``rung`` and ``supervised`` (whether
    higher rungs supervise lower ones).

    Raises:
        UsageError: there is no such id, or it is the id of a result or task.
    """
    if name is not None:
        _must_be_office(find(reader, edition, name).label, name)
    known = offices(reader, edition)
    labels = dict.fromkeys(known.agencies, "Unit")
    rows = reader.read(named("organisation-posts"), scope=edition.scope)
    posts = {row["id"]: row for row in rows}
    labels |= dict.fromkeys(posts, "Position")
    lines = reader.read(named("organisation-lines"), scope=edition.scope)
    edges = sorted({(row["source"], row["target"], row["type"]) for row in lines})
    nodes = labels.keys() if name is None else _below(name, edges)
    records = describe_all(reader, edition, {one: labels[one] for one in nodes})
    tiers = _tiers(nodes, edges)
    return Network(
        dataset=edition.dataset,
        edition=edition.edition,
        loaded_at=edition.loaded_at,
        digest=edition.digest,
        focus=name,
        nodes=tuple(
            _node(records[one], posts.get(one), tiers[one], known.unit_name(one))
            for one in sorted(nodes)
        ),
        edges=tuple(_visible_edges(nodes, edges)),
        agencies={
            one: known.names.get(one) or one for one in sorted(known.agencies) if one in labels
        },
        view="organisation",
        all_agencies=known.all_agencies(),
    )


def _must_be_office(label: str, name: str) -> None:
    if label not in ("Unit", "Position"):
        raise UsageError(
            _("“{name}” is neither a unit nor a post."),
            mend=_("Choose the id of a unit or a post, or draw another view."),
            where="--view organisation",
            code="no-office",
            name=name,
        )


def _node(
    record: Described, post: Mapping[str, Any] | None, tier: int, unit: str | None
) -> NetworkNode:
    details: dict[str, Detail] = {} if record.place is None else {"origin": record.place}
    if unit is not None:
        details["unit"] = unit
    if post is not None:
        for key in ("rank", "ladder", "rung", "supervised"):
            if post[key] is not None:
                details[key] = post[key]
    return NetworkNode(
        label=record.label,
        id=record.id,
        name=record.name or record.id,
        level=tier,
        agencies=record.agencies,
        details=details,
    )


def _visible_edges(
    nodes: Collection[str], edges: Sequence[tuple[str, str, str]]
) -> Iterator[NetworkEdge]:
    """Yield the edges within ``nodes``; a post's to its unit only if it has no superior there."""
    led = {low for low, up, type_ in edges if type_ == "REPORTS_TO" and up in nodes and low != up}
    for low, up, type_ in edges:
        if low in nodes and up in nodes and not (type_ == "IN_UNIT" and low in led):
            yield NetworkEdge(type=type_, source=low, target=up)


def _below(name: str, edges: Iterable[tuple[str, str, str]]) -> set[str]:
    under: dict[str, list[str]] = defaultdict(list)
    for low, up, _unused in edges:
        under[up].append(low)
    found = {name}
    waiting = [name]
    while waiting:
        for low in under[waiting.pop()]:
            if low not in found:
                found.add(low)
                waiting.append(low)
    return found


def _tiers(nodes: Iterable[str], edges: Iterable[tuple[str, str, str]]) -> dict[str, int]:
    """Return each node's distance from the top along its first edge up; a cycle is cut once."""
    above: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    inside = set(nodes)
    for low, up, type_ in edges:
        if low in inside and up in inside and low != up:
            above[low].append((type_ != "REPORTS_TO", up))
    carrier = {low: min(ups)[1] for low, ups in above.items()}
    tiers: dict[str, int] = {}
    for one in sorted(inside):
        line = [one]
        while line[-1] not in tiers:
            higher = carrier.get(line[-1])
            if higher is None or higher in line:
                break
            line.append(higher)
        for each in reversed(line):
            if each not in tiers:
                tiers[each] = tiers.get(carrier.get(each, ""), -1) + 1
    return tiers
