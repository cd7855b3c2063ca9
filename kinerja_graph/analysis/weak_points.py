"""``whatif --weakest``: the single points of failure of a result, by decreasing load.

A weak point is a result or task without which something else no longer reaches the subject. These
are the dominators of the chain, seen from the subject downward (decision 0131).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import rustworkx as rx

from kinerja_graph.analysis.nodes import Found, find
from kinerja_graph.analysis.whole_chain import Steps, described, reach
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described, describe
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _

LIMIT: Final = 1_000_000
"""The maximum number of ids in an answer, since a linear chain has quadratically many."""


@json_keys("*node", "load", "cut_off", "measures_subject=measures")
@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A record through which alone others reach the subject.

    Attributes:
        node: the result or task.
        cut_off: what reaches the subject only through it, sorted; without the point itself.
        measures: whether it is an indicator that measures the subject.
    """

    node: Described
    cut_off: tuple[str, ...]
    measures: bool

    @property
    def load(self) -> int:
        """How many results and tasks depend on it."""
        return len(self.cut_off)


@json_keys("dataset", "edition", "subject", "reaching", "points", optional=("truncated", "limit"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WeakPoints:
    """The single points of failure of a result.

    Attributes:
        reaching: how many results and tasks reach the subject, not counting itself.
        measuring: how many of them are indicators that measure it.
        points: the points, by decreasing load, then by id.
        names: names of the owners and performers of the points, by id.
        limit: the maximum total of their loads, if it left points out; otherwise None.
    """

    dataset: str
    edition: str
    subject: Described
    reaching: int
    points: tuple[WeakPoint, ...]
    names: Mapping[str, str]
    limit: int | None = None
    measuring: int = 0

    @property
    def truncated(self) -> bool:
        """Whether the limit left points out."""
        return self.limit is not None


def weakest(reader: Reader, edition: Edition, name: str) -> WeakPoints:
    """Find the single points of failure of the result with the id ``name``.

    Raises:
        UsageError: there is no such id, or it is not that of an objective or indicator.
    """
    found = find(reader, edition, name)
    if found.label not in RESULTS:
        raise _no_result(found)
    below, measuring = _below(reader, found)
    reaching = reach((name,), below)
    held = held_by(name, below, reaching)
    carried = loads(name, held)
    told = heaviest(carried, LIMIT)
    nodes = described(reader, edition, {name, *told})
    return WeakPoints(
        dataset=edition.dataset,
        edition=edition.edition,
        subject=nodes[name],
        reaching=len(reaching) - 1,
        points=tuple(
            WeakPoint(nodes[one], tuple(sorted(reach(held[one], held))), one in measuring)
            for one in told
        ),
        names=_names(reader, edition, nodes),
        limit=LIMIT if len(told) < len(carried) else None,
        measuring=len(measuring - {name}),
    )


def _below(reader: Reader, found: Found) -> tuple[Steps, set[str]]:
    """Return the lower ends of the edges below a result, by upper end, and what measures it."""
    below: dict[str, list[str]] = defaultdict(list)
    measuring: set[str] = set()
    for row in reader.read(named("chain-below"), key=found.key):
        edges = zip(row["sources"], row["targets"], row["measures"], strict=True)
        for low, high, is_measure in edges:
            below[high].append(low)
            if is_measure and high == found.id:
                measuring.add(low)
    return below, measuring


def held_by(subject: str, below: Steps, reaching: Collection[str]) -> dict[str, list[str]]:
    """Return for each record those whose immediate dominator it is, seen from ``subject``.

    The immediate dominator of a record is the nearest single point on its way up to ``subject``.

    Args:
        subject: id of the result.
        below: the lower ends of the edges into a record.
        reaching: all that reaches ``subject``, itself included.

    >>> held_by("s", {"s": ["a", "b"], "a": ["c", "d"], "b": ["c"], "c": ["e"]}, set("sabcde"))
    {'s': ['a', 'b', 'c'], 'a': ['d'], 'c': ['e']}
    """
    names = sorted(reaching)
    numbers = {name: number for number, name in enumerate(names)}
    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from([None] * len(names))
    graph.add_edges_from_no_data(
        [(numbers[high], numbers[low]) for high in names for low in below.get(high, ())]
    )
    held: dict[str, list[str]] = defaultdict(list)
    for number, above in sorted(rx.immediate_dominators(graph, numbers[subject]).items()):
        if number != above:
            held[names[above]].append(names[number])
    return dict(held)


def loads(subject: str, held: Mapping[str, list[str]]) -> dict[str, int]:
    """Return how many records depend on each point below ``subject``, at any depth.

    >>> loads("s", {"s": ["a", "b"], "a": ["c"], "c": ["d", "e"]})
    {'c': 2, 'a': 3}
    """
    ordered = [subject]
    for one in ordered:
        ordered.extend(held.get(one, ()))
    found: dict[str, int] = {}
    for one in reversed(ordered[1:]):
        if one in held:
            found[one] = sum(1 + found.get(lower, 0) for lower in held[one])
    return found


def heaviest(carried: Mapping[str, int], limit: int) -> list[str]:
    """Return the points by decreasing load, then by id, until their total load exceeds ``limit``.

    The first point is always included.
    """
    ordered = sorted(carried, key=lambda one: (-carried[one], one))
    total = 0
    for place, one in enumerate(ordered):
        total += carried[one]
        if total > limit and place:
            return ordered[:place]
    return ordered


def _names(reader: Reader, edition: Edition, nodes: Mapping[str, Described]) -> dict[str, str]:
    ids = {owner for node in nodes.values() for owner in node.owners}
    found = describe(reader, edition.scope, "Unit", ids)
    found |= describe(reader, edition.scope, "Position", ids - found.keys())
    return {one: record.name or one for one, record in found.items()}


def _no_result(found: Found) -> UsageError:
    return UsageError(
        _("“{name}” is not an objective or indicator; weak points are searched for results only."),
        mend=_("Give the id of an objective or an indicator."),
        where=found.id,
        code="no-result",
        name=found.id,
    )
