"""Paths up from what posts own and perform: shortest chains, outcomes, leaders' results."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kinerja_graph.analysis.upward import Upward, reached


@dataclass(slots=True)
class Ascent:
    """A chain, followed upward.

    Attributes:
        chain: everything that the starting records reach.
        outcomes: ids of the results of level 0.
    """

    chain: Upward
    outcomes: frozenset[str]
    _ends: tuple[str, ...] = field(init=False)
    _reached: Mapping[str, int] = field(init=False)
    _distances: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._ends = tuple(sorted(self.outcomes & self.chain.labels.keys()))
        self._reached = reached(self.chain, self._ends)
        self._distances = _distances(self.chain.above, self._ends)

    def reached(self, name: str) -> tuple[str, ...]:
        """Return the results of level 0 that a record reaches, including itself; sorted."""
        bits = self._reached.get(name, 0)
        return tuple(end for place, end in enumerate(self._ends) if bits >> place & 1)

    def shortest(self, name: str) -> tuple[str, ...]:
        """Return a shortest chain from a record to a result of level 0; smallest ids break ties.

        Includes both ends; empty if there is none.
        """
        left = self._distances.get(name)
        if left is None:
            return ()
        steps = [name]
        while left:
            left -= 1
            steps.append(
                min(one for one in self.chain.above[steps[-1]] if self._distances.get(one) == left)
            )
        return tuple(steps)

    def distances(self, name: str) -> dict[str, int]:
        """Return everything that a record reaches, with its distance in edges; 0 for itself."""
        found = {name: 0}
        waiting = deque([name])
        while waiting:
            here = waiting.popleft()
            for there in self.chain.above.get(here, ()):
                if there not in found:
                    found[there] = found[here] + 1
                    waiting.append(there)
        return found


def _distances(above: Mapping[str, Iterable[str]], ends: Iterable[str]) -> dict[str, int]:
    """Return the distance in edges from each record up to the nearest of ``ends``."""
    below: dict[str, list[str]] = defaultdict(list)
    for low, highs in above.items():
        for high in highs:
            below[high].append(low)
    found = dict.fromkeys(ends, 0)
    waiting = deque(found)
    while waiting:
        here = waiting.popleft()
        for there in below.get(here, ()):
            if there not in found:
                found[there] = found[here] + 1
                waiting.append(there)
    return found
