"""What is drawn: the boxes with those of missing agencies, and their places in still pictures."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.layout import SHORT_LETTERS, Layout, lay_out
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import box_label
from kinerja_graph.render.status_colours import is_loud
from kinerja_graph.render.tree import MISSING, Tree, build_tree

MISSING_RULE: Final = "missing-agency"


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
