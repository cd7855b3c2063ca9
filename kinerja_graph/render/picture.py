"""The picture as data: pyvis' ``Network`` with our places, labels and facts for every box."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any, Final

from pyvis.network import Network as PyvisNetwork  # type: ignore[import-untyped]

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


class CascadeNetwork(PyvisNetwork):  # type: ignore[misc]  # pyvis has no types
    """Use pyvis' ``Network`` as a container: directed, without physics, constant-time inserts.

    ``nodes`` and ``edges`` are lists of dictionaries in the format that vis-network reads. Its own
    HTML is never generated: our page reads the data.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    node_map: dict[str, dict[str, Any]]
    node_ids: list[str]

    def __init__(self) -> None:
        super().__init__(directed=True)  # pyright: ignore[reportUnknownMemberType]
        self.options = {
            "physics": {"enabled": False},
            "interaction": {"dragNodes": False},
            "layout": {"improvedLayout": False},
        }

    def add_node(
        self,
        n_id: str,
        label: str | None = None,
        shape: str = "custom",
        color: str = "",
        **options: Any,
    ) -> None:
        """Add a box; ignore a second one with the same id. An empty label stays empty."""
        if n_id not in self.node_map:
            if color:
                options["color"] = color
            self.node_map[n_id] = {"id": n_id, "label": label or "", "shape": shape, **options}
            self.node_ids.append(n_id)
            self.nodes.append(self.node_map[n_id])

    def add_edge(self, source: str, to: str, **options: Any) -> None:
        """Add a line from ``source`` to ``to``.

        Raises:
            KeyError: there is no such box.
        """
        for end in (source, to):
            if end not in self.node_map:
                raise KeyError(end)
        self.edges.append({"from": source, "to": to, "arrows": "to", **options})


def draw(network: Network, marks: Sequence[Mark]) -> tuple[CascadeNetwork, Tree, Layout]:
    """Draw ``network`` with a strip under each box that has an error or warning.

    Boxes are in sibling order, the edges of a box in order of preference: the first leads to its
    parent. Missing agencies have boxes if ``network`` comes from ``add_missing_agencies``.
    """
    tree, layout = place_boxes(network, marks)
    tints = assign_tints(network)
    picture = CascadeNetwork()
    for number, node in enumerate(tree.boxes):
        picture.add_node(node.id, box_label(node.name), **_box(number, node, tree, layout, tints))
    several = objectives_of_several_agencies(network)
    by_id = {node.id: node for node in tree.boxes}
    for number, edges in enumerate(tree.edges):
        for place, edge in enumerate(edges):
            crossing = is_cross_agency(edge, by_id[edge.source], by_id[edge.target], several)
            facts = {"dashes": crossing, "carries": place < tree.hangs[number]}
            picture.add_edge(edge.source, edge.target, **facts, **_facts(edge))
    return picture, tree, layout


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
    box = {
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
