"""What reaches a result, by number: for questions of many records, ids cost too much."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader

SUBJECT: Final = 0
"""The number of the result that was asked about."""
Ties = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """A result and all that reaches it, numbered; the result itself is ``SUBJECT``.

    Attributes:
        ids: the id of each record.
        numbers: the number of each id.
        lower, upper: the other ends of the chain edges into a record, and of those that lead on.
        depths: the shortest distance of each record to the subject, in edges.
        measures: the indicators that measure an objective.
        contributions: (lower end, upper end) of each CONTRIBUTES_TO, in groups of one sign.
        requested: those that nobody has accepted yet.
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
        """What does not count as reaching ``result``: itself and the indicators that measure it."""
        return {result, *self.measures.get(result, ())}

    def contributed(self) -> Iterator[tuple[int, int]]:
        """Every CONTRIBUTES_TO."""
        for pairs in self.contributions.values():
            yield from pairs

    def direct(self) -> frozenset[int]:
        """What contributes to the subject or to an indicator that measures it."""
        ends = self.left_out(SUBJECT)
        return frozenset(low for low, high in self.contributed() if high in ends)

    def pulled(self) -> dict[int, tuple[list[int], list[int]]]:
        """By result that receives both signs: who raises it, and who lowers it."""
        lowered, raised = self.contributions.get("-", ()), self.contributions.get("+", ())
        both = {high for _, high in lowered} & {high for _, high in raised}
        found: dict[int, tuple[list[int], list[int]]] = {one: ([], []) for one in both}
        for place, pairs in enumerate((raised, lowered)):
            for low, high in pairs:
                if high in both:
                    found[high][place].append(low)
        return found

    def chain(self, names: Collection[int]) -> list[int]:
        """A shortest chain from one of ``names`` to the subject, smallest ids first among equals.

        Empty where there are no names.
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
    """What reaches the result with this key and id, in one statement of one row for each kind."""
    return below(subject, reader.read(named("align-below"), key=key))


def below(subject: str, rows: Sequence[Mapping[str, Any]]) -> Below:
    """The rows of ``align-below`` (type, sign, status, and the ids of both ends) as numbers."""
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
    """Shortest distances to the subject, by breadth-first search."""
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
