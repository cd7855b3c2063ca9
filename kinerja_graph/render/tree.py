"""Build the tree within a cascade: columns, an order, one parent per box; other parents are kept.

A cascade is not a tree: a result may contribute to several others. In a picture each box has one
of them as its parent, chosen by fixed rules; the relationships to the others are drawn as links.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.analysis.organisation import ORGANISATION
from kinerja_graph.model.schema import CHAIN
from kinerja_graph.render.names import Order, natural_sort_key

MISSING: Final = "Missing"
"""The label of a box that represents an expected agency without any part in an objective."""
OFFICES: Final = ("Unit", "Position")
"""The labels drawn as boxes in pictures of the organisation."""
BOXES: Final = ("Objective", "Indicator", "Task", MISSING)
"""The labels drawn as boxes."""
FORMER: Final = "Former"
"""The type of a line that exists only in the older edition."""
DRAWN: Final = (*CHAIN, MISSING, FORMER, *ORGANISATION)
"""The relationship types drawn as lines."""
UNKNOWN: Final = "unknown"
TASKS: Final = "task"
TIER: Final = "tier"
"""The prefix of the number of a column in the organisation."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Boxes and how they are connected; a box is identified by its index in ``boxes``.

    Attributes:
        boxes: the boxes, siblings in drawing order.
        columns: the keys of the columns from left to right: levels as text, ``unknown``, ``task``.
        column: for each box its index in ``columns``.
        edges: for each box the edges of the chain that leave it, the one to its parent first
            if it has one, then the others by preference.
        hangs: for each box how many of its first edges could lead to its parent in a tree.
        parent: for each box its parent, or -1.
        children: for each box its children, in order.
        roots: the boxes without a parent: those of the first column, then the others.
    """

    boxes: tuple[NetworkNode, ...]
    columns: tuple[str, ...]
    column: tuple[int, ...]
    edges: tuple[tuple[NetworkEdge, ...], ...]
    hangs: tuple[int, ...]
    parent: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    roots: tuple[int, ...]


def build_tree(network: Network) -> Tree:
    """Build the tree of ``network``: the same boxes and edges in any order give the same tree."""
    labels = OFFICES if network.view == "organisation" else BOXES
    keys = {_column_key(node) for node in network.nodes if node.label in labels}
    columns = tuple(sorted(keys, key=_column_order))
    place = {key: number for number, key in enumerate(columns)}
    boxes = tuple(
        sorted(
            (node for node in network.nodes if node.label in labels),
            key=lambda node: _sibling_order(node, place[_column_key(node)]),
        )
    )
    index = {node.id: number for number, node in enumerate(boxes)}
    column = tuple(place[_column_key(node)] for node in boxes)
    leaving = _edges_by_source(network.edges, index)
    rank = _ranks(column, leaving, index)
    chooser = _Chooser(boxes, column, rank, index, objectives_of_several_agencies(network))
    ordered = [chooser.order(number, edges) for number, edges in enumerate(leaving)]
    parent = tuple(index[edges[0].target] if hangs else -1 for edges, hangs in ordered)
    children: list[list[int]] = [[] for _ in boxes]
    for number, above in enumerate(parent):
        if above >= 0:
            children[above].append(number)
    roots = tuple(number for number, above in enumerate(parent) if above < 0)
    return Tree(
        boxes=boxes,
        columns=columns,
        column=column,
        edges=tuple(edges for edges, _ in ordered),
        hangs=tuple(hangs for _, hangs in ordered),
        parent=parent,
        children=tuple(tuple(below) for below in children),
        roots=roots,
    )


def objectives_of_several_agencies(network: Network) -> frozenset[str]:
    """Return the ids of objectives that need several agencies: marked so, or two are expected."""
    expected: dict[str, set[str]] = {}
    for edge in network.edges:
        if edge.type == "EXPECTS":
            expected.setdefault(edge.source, set()).add(edge.target)
    marked = {node.id for node in network.nodes if node.details.get("cross_agency")}
    return frozenset(marked | {id_ for id_, units in expected.items() if len(units) > 1})


def preorder(tree: Tree) -> list[int]:
    """List all boxes, each before its children, in drawing order."""
    order: list[int] = []
    stack = list(reversed(split_roots(tree)[0] + split_roots(tree)[1]))
    while stack:
        box = stack.pop()
        order.append(box)
        stack.extend(reversed(tree.children[box]))
    return order


def split_roots(tree: Tree) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the roots of the first column, and the roots (boxes without parent) in later ones."""
    main = tuple(root for root in tree.roots if tree.column[root] == 0)
    return main, tuple(root for root in tree.roots if tree.column[root] > 0)


def is_cross_agency(
    edge: NetworkEdge, source: NetworkNode, target: NetworkNode, several: frozenset[str]
) -> bool:
    """Tell whether a contribution leads from agency to agency.

    It does if it is of kind crosscutting, if its ends have agencies and share none, or if an agency
    contributes to a result that needs several (``several``) and belongs to no agency.
    """
    if edge.type == "MEASURES" or not source.agencies:
        return edge.kind == "crosscutting"
    if edge.kind == "crosscutting":
        return True
    if not target.agencies:
        return target.id in several
    return set(source.agencies).isdisjoint(target.agencies)


def _column_key(node: NetworkNode) -> str:
    if node.label == "Task":
        return TASKS
    if node.label in OFFICES:
        return f"{TIER}{node.level or 0}"
    return UNKNOWN if node.level is None else str(node.level)


def _column_order(key: str) -> tuple[int, int]:
    digits = key.removeprefix(TIER)
    return ({UNKNOWN: 1, TASKS: 2}.get(key, 0), int(digits) if digits.isdigit() else 0)


def _sibling_order(node: NetworkNode, column: int) -> tuple[int, bool, Order, Order]:
    """Put positions before units in the organisation."""
    return (
        column,
        node.label == "Unit",
        natural_sort_key(node.agencies[0] if node.agencies else ""),
        natural_sort_key(node.id),
    )


def _edges_by_source(
    edges: Sequence[NetworkEdge], index: Mapping[str, int]
) -> tuple[tuple[NetworkEdge, ...], ...]:
    leaving: list[list[NetworkEdge]] = [[] for _ in index]
    for edge in edges:
        drawn = edge.type in DRAWN and edge.source != edge.target
        if drawn and edge.source in index and edge.target in index:
            leaving[index[edge.source]].append(edge)
    return tuple(tuple(each) for each in leaving)


def _ranks(
    column: Sequence[int], leaving: Sequence[Sequence[NetworkEdge]], index: Mapping[str, int]
) -> list[int]:
    """Number the boxes so that in a column the upper end of an edge has the smaller number.

    In a cycle, the box that sorts first comes first.
    """
    waits = [0] * len(column)
    freed: list[list[int]] = [[] for _ in column]
    for number, edges in enumerate(leaving):
        for target in {index[edge.target] for edge in edges}:
            if column[target] == column[number]:
                waits[number] += 1
                freed[target].append(number)
    ready = [(column[number], number) for number, count in enumerate(waits) if not count]
    heapq.heapify(ready)
    rank = [-1] * len(column)
    stuck = iter(sorted(range(len(column)), key=lambda number: (column[number], number)))
    for place in range(len(column)):
        while ready and rank[ready[0][1]] >= 0:
            heapq.heappop(ready)
        number = heapq.heappop(ready)[1] if ready else next(n for n in stuck if rank[n] < 0)
        rank[number] = place
        for other in freed[number]:
            waits[other] -= 1
            if waits[other] == 0 and rank[other] < 0:
                heapq.heappush(ready, (column[other], other))
    return rank


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Chooses the parent of a box among its higher results."""

    boxes: tuple[NetworkNode, ...]
    column: tuple[int, ...]
    rank: list[int]
    index: Mapping[str, int]
    several: frozenset[str]

    def order(
        self, number: int, edges: Sequence[NetworkEdge]
    ) -> tuple[tuple[NetworkEdge, ...], int]:
        """Return the edges of a box by preference, and how many of the first could carry it."""
        able = sorted((e for e in edges if self._carries(number, e)), key=self._preference)
        rest = sorted((e for e in edges if not self._carries(number, e)), key=self._preference)
        return (*able, *rest), len(able)

    def _carries(self, number: int, edge: NetworkEdge) -> bool:
        target = self.index[edge.target]
        if self.column[target] == self.column[number]:
            return self.rank[target] < self.rank[number]
        return self.column[target] < self.column[number]

    def _preference(self, edge: NetworkEdge) -> tuple[bool, bool, bool, bool, int, Order]:
        """Prefer what it measures; then its own agency, what is accepted, the nearest column.

        A line of the older edition comes after all others.
        """
        source, target = self.index[edge.source], self.index[edge.target]
        crossing = is_cross_agency(edge, self.boxes[source], self.boxes[target], self.several)
        distance = self.column[source] - self.column[target]
        return (
            edge.type == FORMER,
            edge.type not in ("MEASURES", "REPORTS_TO"),
            crossing,
            edge.status == "requested",
            distance,
            natural_sort_key(edge.target),
        )
