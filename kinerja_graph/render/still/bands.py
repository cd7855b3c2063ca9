"""What every agency does for an outcome: the bands of its crosscutting sheet."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.analysis.network import Network
from kinerja_graph.render.names import Order, natural


@dataclass(frozen=True, slots=True)
class Band:
    """What one agency does for the outcome.

    Attributes:
        agency: its id; empty for what belongs to no agency.
        direct: its results and tasks that contribute right to the outcome, by id in order.
        others: those that do so by way of others.
        results, tasks: how many of each.
        sole: how many results only it holds up.
        is_missing: it is expected, and nothing of it reaches the outcome.
    """

    agency: str
    direct: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    results: int = 0
    tasks: int = 0
    sole: int = 0
    is_missing: bool = False

    def cards(self, most: int) -> tuple[str, ...]:
        """The ids that have a card, ``most`` at most: the direct ones first."""
        return (*self.direct, *self.others)[:most]


def bands(alignment: Alignment, network: Network) -> list[Band]:
    """A band for every agency behind the outcome, those expected in vain, and the rest."""
    known = {node.id: node for node in network.nodes}

    def rank(id_: str) -> tuple[int, Order]:
        level = known[id_].level if id_ in known else None
        return (9 if level is None else level), natural(id_)

    found = [
        Band(
            agency=share.id,
            direct=tuple(sorted(share.direct, key=natural)),
            others=tuple(sorted({*share.results} - {*share.direct}, key=rank)),
            results=len(share.results),
            tasks=len(share.tasks),
            sole=len(set(share.sole_support) - {alignment.subject.id}),
        )
        for share in sorted(alignment.shares, key=lambda share: natural(share.id))
        if share.results or share.tasks
    ]
    missing = [
        Band(agency=unit, is_missing=True) for unit in sorted(alignment.missing, key=natural)
    ]
    ends = {alignment.subject.id} | measures(network, alignment.subject.id)
    nobody = sorted(
        {
            edge.source
            for edge in network.edges
            if edge.type == "CONTRIBUTES_TO" and edge.target in ends
            if edge.source in known and not known[edge.source].agencies
        },
        key=natural,
    )
    rest = [Band(agency="", direct=tuple(nobody), results=len(nobody))] if nobody else []
    return [*found, *missing, *rest]


def measures(network: Network, outcome: str) -> set[str]:
    """The ids of the indicators that measure an outcome."""
    return {e.source for e in network.edges if e.type == "MEASURES" and e.target == outcome}
