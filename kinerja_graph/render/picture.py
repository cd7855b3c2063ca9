"""What is drawn: the boxes of a network with those of missing agencies."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.tree import MISSING

MISSING_RULE: Final = "missing-agency"


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
