"""How directly records stand behind a result: distances, and the shortest chain to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinerja_graph.analysis.chain import Chain


@dataclass(frozen=True, slots=True)
class Closeness:
    """Distances to the subject of a chain that was walked downward.

    Attributes:
        depths: the shortest distance of every record to the subject, in edges.
        nearer: for every record the smallest id among those one edge nearer that it leads to.
    """

    depths: Mapping[str, int]
    nearer: Mapping[str, str]

    def chain(self, names: Iterable[str]) -> tuple[str, ...]:
        """A shortest chain from one of ``names`` to the subject, smallest ids first among equals.

        Empty where there are no names.
        """
        here = min(names, key=lambda one: (self.depths[one], one), default=None)
        steps: list[str] = []
        while here is not None:
            steps.append(here)
            here = self.nearer.get(here)
        return tuple(steps)


def closeness(chain: Chain) -> Closeness:
    """The distances on ``chain``, which was walked downward."""
    depths = chain.depths()
    above: dict[str, list[str]] = defaultdict(list)
    for edge in chain.edges:
        if depths[edge.target] == depths[edge.source] - 1:
            above[edge.source].append(edge.target)
    return Closeness(depths, {low: min(highs) for low, highs in above.items()})
