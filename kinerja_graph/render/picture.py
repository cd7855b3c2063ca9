"""The picture as data: places, labels and facts for every box, and every line."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.layout import HEIGHT, SHORT_LETTERS, WIDTH, Layout, lay_out
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import box_label
from kinerja_graph.render.palette import assign_tints
from kinerja_graph.render.status_colours import is_loud
from kinerja_graph.render.tree import (
    MISSING,
    Tree,
    build_tree,
    is_cross_agency,
    objectives_of_several_agencies,
)

MISSING_RULE: Final = "missing-agency"


@dataclass(frozen=True, slots=True)
class PictureData:
    """What the page reads.

    Attributes:
        nodes: a dictionary for every box.
        edges: a dictionary for every line, ``from`` its lower ``to`` its higher end.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]


def draw(network: Network, marks: Sequence[Mark]) -> tuple[PictureData, Tree, Layout]:
    """Draw ``network`` with a strip under each box that has an error or warning.

    Boxes are in sibling order, the edges of a box in order of preference: the first leads to its
    parent. Missing agencies have boxes if ``network`` comes from ``add_missing_agencies``.
    """
    tree, layout = place_boxes(network, marks)
    tints = assign_tints(network)
    nodes = [_box(number, node, tree, layout, tints) for number, node in enumerate(tree.boxes)]
    edges: list[dict[str, Any]] = []
    several = objectives_of_several_agencies(network)
    by_id = {node.id: node for node in tree.boxes}
    for number, leaving in enumerate(tree.edges):
        for place, edge in enumerate(leaving):
            crossing = is_cross_agency(edge, by_id[edge.source], by_id[edge.target], several)
            ends = {"from": edge.source, "to": edge.target}
            facts = {"dashes": crossing, "carries": place < tree.hangs[number]}
            edges.append({**ends, **facts, **_facts(edge)})
    return PictureData(nodes, edges), tree, layout


def place_boxes(network: Network, marks: Sequence[Mark]) -> tuple[Tree, Layout]:
    """Return the boxes of ``network`` as a tree, and where each one is placed."""
    tree = build_tree(network)
    return tree, compute_layout(tree, marks)


def compute_layout(tree: Tree, marks: Sequence[Mark]) -> Layout:
    """Place each box of ``tree``; a box with a long label is taller by its strip."""
    loud = {mark.node_id for mark in marks if is_loud(mark.severity)}
    return lay_out(
        tree,
        lambda box: (
            tree.boxes[box].id in loud and len(box_label(tree.boxes[box].name)) > SHORT_LETTERS
        ),
    )


def add_missing_agencies(network: Network, marks: Sequence[Mark]) -> Network:
    """Return ``network`` with a box for every agency that a ``missing-agency`` mark names.

    The box is in the column after the objective's.
    """
    levels = {node.id: node.level for node in network.nodes if node.label == "Objective"}
    known = sorted({node.level for node in network.nodes if node.level is not None})
    nodes: list[NetworkNode] = []
    edges: list[NetworkEdge] = []
    for mark in marks:
        level = levels.get(mark.node_id)
        if mark.rule != MISSING_RULE or mark.other_id is None or mark.node_id not in levels:
            continue
        below = None if level is None else next((n for n in known if n > level), level + 1)
        id_ = f"{mark.node_id}\u001f{mark.other_id}"
        name = network.agencies.get(mark.other_id, mark.other_id)
        agencies = (mark.other_id,)
        nodes.append(NetworkNode(label=MISSING, id=id_, name=name, level=below, agencies=agencies))
        edges.append(
            NetworkEdge(type=MISSING, source=id_, target=mark.node_id, kind="crosscutting")
        )
    return dataclasses.replace(
        network, nodes=(*network.nodes, *nodes), edges=(*network.edges, *edges)
    )


def _box(
    number: int, node: NetworkNode, tree: Tree, layout: Layout, tints: dict[str, int]
) -> dict[str, Any]:
    box: dict[str, Any] = {
        "id": node.id,
        "label": box_label(node.name),
        "x": layout.left[number] + WIDTH // 2,
        "y": layout.top[number] + HEIGHT // 2,
        "level": tree.column[number],
        "kind": node.label,
        "rank": node.level,
        "agencies": list(node.agencies),
        "owners": list(node.owners),
        "details": {key: value for key, value in node.details.items() if _is_known(value)},
    }
    if box_label(node.name) != node.name:
        box["title"] = node.name
    first = next((tints[agency] for agency in node.agencies if agency in tints), None)
    if first is not None:
        box["group"] = first
    return box


def _is_known(value: object) -> bool:
    return value is not None and not (isinstance(value, float) and not math.isfinite(value))


def _facts(edge: NetworkEdge) -> dict[str, str]:
    facts = {
        "type": edge.type,
        "kind": edge.kind,
        "sign": edge.sign,
        "status": edge.status,
        "rationale": edge.rationale,
    }
    usual = {"vertical", "+", "accepted", None, ""}
    return {key: value for key, value in facts.items() if value is not None and value not in usual}
