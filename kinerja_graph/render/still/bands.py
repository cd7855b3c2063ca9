"""Group what every agency does for an outcome into the bands of its crosscutting sheet."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.analysis.network import Network
from kinerja_graph.render.names import Order, natural_sort_key


@dataclass(frozen=True, slots=True)
class Band:
    """What one agency does for the outcome.

    Attributes:
        agency: its id; empty for records without an agency.
        direct: its results and tasks that contribute directly to the outcome, in id order.
        others: those that contribute indirectly.
        results, tasks: the number of each.
        sole: the number of results that it alone supports.
        is_missing: it is expected, but nothing of it reaches the outcome.
    """

    agency: str
    direct: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    results: int = 0
    tasks: int = 0
    sole: int = 0
    is_missing: bool = False

    def cards(self, most: int) -> tuple[str, ...]:
        """Return the ids that have a card, at most ``most``: the direct ones first."""
        return (*self.direct, *self.others)[:most]


def bands(alignment: Alignment, network: Network) -> list[Band]:
    """Make a band for every agency behind the outcome, each missing agency, and the rest."""
    known = {node.id: node for node in network.nodes}

    def rank(id_: str) -> tuple[int, Order]:
        level = known[id_].level if id_ in known else None
        return (9 if level is None else level), natural_sort_key(id_)

    found = [
        Band(
            agency=share.id,
            direct=tuple(sorted(share.direct, key=natural_sort_key)),
            others=tuple(sorted({*share.results} - {*share.direct}, key=rank)),
            results=len(share.results),
            tasks=len(share.tasks),
            sole=len(set(share.sole_support) - {alignment.subject.id}),
        )
        for share in sorted(alignment.shares, key=lambda share: natural_sort_key(share.id))
        if share.results or share.tasks
    ]
    missing = [
        Band(agency=unit, is_missing=True)
        for unit in sorted(alignment.missing, key=natural_sort_key)
    ]
    ends = {alignment.subject.id} | measures(network, alignment.subject.id)
    nobody = sorted(
        {
            edge.source
            for edge in network.edges
            if edge.type == "CONTRIBUTES_TO" and edge.target in ends
            if edge.source in known and not known[edge.source].agencies
        },
        key=natural_sort_key,
    )
    rest = [Band(agency="", direct=tuple(nobody), results=len(nobody))] if nobody else []
    return [*found, *missing, *rest]


def measures(network: Network, outcome: str) -> set[str]:
    """Return the ids of the indicators that measure an outcome."""
    return {e.source for e in network.edges if e.type == "MEASURES" and e.target == outcome}
