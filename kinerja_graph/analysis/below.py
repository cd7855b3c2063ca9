"""What reaches a result, with numbered records: ids are too slow for large queries."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader

SUBJECT: Final = 0
"""The number of the result in question."""
Ties = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """A result and everything that reaches it, numbered; the result itself is ``SUBJECT``.

    Attributes:
        ids: the id of each record.
        numbers: the number of each id.
        lower, upper: the other ends of the chain edges into, and out of, a record.
        depths: the shortest distance of each record to the subject, in edges.
        measures: the indicators that measure an objective.
        contributions: (lower end, upper end) of each CONTRIBUTES_TO, grouped by sign.
        requested: those that have not been accepted yet.
    """

    ids: Sequence[str]
    numbers: Mapping[str, int]
    lower: Sequence[Sequence[int]]
    upper: Sequence[Sequence[int]]
    depths: Sequence[int]
    measures: Ties
    contributions: Mapping[str | None, Sequence[tuple[int, int]]]
    requested: Sequence[tuple[int, int]]

    def left_out(self, result: int) -> set[int]:
        """Return what does not count as reaching ``result``: itself and what measures it."""
        return {result, *self.measures.get(result, ())}

    def contributed(self) -> Iterator[tuple[int, int]]:
        """Yield every CONTRIBUTES_TO."""
        for pairs in self.contributions.values():
            yield from pairs

    def direct(self) -> frozenset[int]:
        """Return the records that contribute to the subject or to an indicator that measures it."""
        ends = self.left_out(SUBJECT)
        return frozenset(low for low, high in self.contributed() if high in ends)

    def pulled(self) -> dict[int, tuple[list[int], list[int]]]:
        """Return who raises and who lowers each result that receives both signs."""
        lowered, raised = self.contributions.get("-", ()), self.contributions.get("+", ())
        both = {high for _, high in lowered} & {high for _, high in raised}
        found: dict[int, tuple[list[int], list[int]]] = {one: ([], []) for one in both}
        for place, pairs in enumerate((raised, lowered)):
            for low, high in pairs:
                if high in both:
                    found[high][place].append(low)
        return found

    def chain(self, names: Collection[int]) -> list[int]:
        """Return a shortest chain from one of ``names`` to the subject; smallest ids break ties.

        Empty if there are no names.
        """
        depth = self.depths.__getitem__
        least = min(map(depth, names), default=0)
        nearest = (one for one in names if depth(one) == least)
        here = min(nearest, key=self.ids.__getitem__, default=None)
        steps: list[int] = []
        while here is not None:
            steps.append(here)
            nearer = depth(here) - 1
            onward = (one for one in self.upper[here] if depth(one) == nearer)
            here = min(onward, key=self.ids.__getitem__, default=None)
        return steps


def read_below(reader: Reader, key: str, subject: str) -> Below:
    """Read what reaches the result with this key and id, in one statement with a row per kind."""
    return below(subject, reader.read(named("align-below"), key=key))


def below(subject: str, rows: Sequence[Mapping[str, Any]]) -> Below:
    """Convert the rows of ``align-below`` (type, sign, status, ids of both ends) to numbers."""
    ends = (one for row in rows for heading in ("targets", "sources") for one in row[heading])
    ids = list(dict.fromkeys((subject, *ends)))
    numbers = {one: number for number, one in enumerate(ids)}
    lower: list[list[int]] = [[] for _ in ids]
    upper: list[list[int]] = [[] for _ in ids]
    measures: dict[int, list[int]] = defaultdict(list)
    contributions: dict[str | None, list[tuple[int, int]]] = defaultdict(list)
    requested: list[tuple[int, int]] = []
    for row in rows:
        number = numbers.__getitem__
        pairs = list(zip(map(number, row["sources"]), map(number, row["targets"]), strict=True))
        for low, high in pairs:
            lower[high].append(low)
            upper[low].append(high)
        if row["type"] == "MEASURES":
            for low, high in pairs:
                measures[high].append(low)
            continue
        contributions[row["sign"]].extend(pairs)
        if row["status"] == "requested":
            requested += [pair for pair in pairs if pair[0] != pair[1]]
    return Below(
        ids=ids,
        numbers=numbers,
        lower=lower,
        upper=upper,
        depths=_depths(lower),
        measures=dict(measures),
        contributions=dict(contributions),
        requested=requested,
    )


def _depths(lower: Sequence[Sequence[int]]) -> list[int]:
    """Return shortest distances to the subject, by breadth-first search."""
    depths = [-1] * len(lower)
    depths[SUBJECT] = 0
    waiting = deque([SUBJECT])
    while waiting:
        here = waiting.popleft()
        further = depths[here] + 1
        for one in lower[here]:
            if depths[one] < 0:
                depths[one] = further
                waiting.append(one)
    return depths
