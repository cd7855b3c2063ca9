"""Select parts of a cascade: what is below a result, or broken boxes with their surroundings."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from kinerja_graph.analysis.network import Network
from kinerja_graph.model.schema import CHAIN
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import natural_sort_key
from kinerja_graph.render.status_colours import is_loud

MAX_STEPS_BELOW: Final = 6
"""How many boxes below a broken one are shown with it."""


def keep_boxes(network: Network, ids: Collection[str], view: str) -> Network:
    """Return ``network`` with only the boxes ``ids``, as a picture of ``view``."""
    drawn = set(ids)
    return dataclasses.replace(
        network,
        view=view,
        nodes=tuple(node for node in network.nodes if node.id in drawn),
        edges=tuple(
            edge
            for edge in network.edges
            if edge.source in drawn and (edge.target in drawn or edge.type == "EXPECTS")
        ),
    )


def below(network: Network, top: str) -> Network:
    """Return the box ``top`` and everything that reaches it."""
    return keep_boxes(network, _reach(_steps(network, upward=False), [top]), "cascade")


def broken_parts(network: Network, marks: Sequence[Mark]) -> Network:
    """Return the boxes with an error or a warning, and their surroundings.

    Everything above them, and up to ``MAX_STEPS_BELOW`` boxes below each; broken ones first.
    """
    known = {node.id for node in network.nodes}
    ends: set[str] = set()
    for mark in marks:
        if is_loud(mark.severity) and mark.node_id in known:
            ends.update(end for end in (mark.node_id, mark.other_id) if end in known)
    found = _reach(_steps(network, upward=True), sorted(ends))
    under = _steps(network, upward=False)
    for end in ends:
        nearest = sorted(
            under.get(end, ()), key=lambda one: (one not in ends, natural_sort_key(one))
        )
        found.update(nearest[:MAX_STEPS_BELOW])
    return keep_boxes(network, found, "findings")


def _steps(network: Network, *, upward: bool) -> Mapping[str, list[str]]:
    """Map each box to the boxes one step up or down."""
    steps: dict[str, list[str]] = defaultdict(list)
    for edge in network.edges:
        if edge.type in CHAIN:
            start, end = (edge.source, edge.target) if upward else (edge.target, edge.source)
            steps[start].append(end)
    return steps


def _reach(steps: Mapping[str, list[str]], starts: Sequence[str]) -> set[str]:
    found = set(starts)
    waiting = list(starts)
    while waiting:
        for end in steps.get(waiting.pop(), ()):
            if end not in found:
                found.add(end)
                waiting.append(end)
    return found
