"""What only one agency holds up: which agencies stand behind each result of a chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kinerja_graph.analysis.chain import Chain


@dataclass(frozen=True, slots=True)
class Ground:
    """The edges of a chain that was walked downward, turned for looking below each result.

    Attributes:
        below: the records with a chain edge into a record, by its id.
        contributors: those of them with a CONTRIBUTES_TO.
        measures: the indicators that measure an objective, by its id.
    """

    below: Mapping[str, frozenset[str]]
    contributors: Mapping[str, frozenset[str]]
    measures: Mapping[str, frozenset[str]]

    def left_out(self, result: str) -> frozenset[str]:
        """What does not count as reaching ``result``: itself and the indicators that measure it."""
        return self.measures.get(result, frozenset()) | {result}

    def direct(self, result: str) -> frozenset[str]:
        """What contributes to ``result`` or to an indicator that measures it."""
        ends = (result, *self.measures.get(result, ()))
        return frozenset(low for end in ends for low in self.contributors.get(end, ()))


def ground(chain: Chain) -> Ground:
    """``chain``, walked downward, turned for looking below each of its results."""
    below: dict[str, set[str]] = defaultdict(set)
    contributors: dict[str, set[str]] = defaultdict(set)
    measures: dict[str, set[str]] = defaultdict(set)
    for edge in chain.edges:
        below[edge.target].add(edge.source)
        kinds = contributors if edge.type == "CONTRIBUTES_TO" else measures
        kinds[edge.target].add(edge.source)
    return Ground(_frozen(below), _frozen(contributors), _frozen(measures))


def _frozen(sets: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(members) for name, members in sets.items()}


def sole_supporters(chain: Chain, agencies: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The one agency behind a result, for each result of ``chain`` that has exactly one.

    Looked at is every result that something contributes to; what reaches it counts, but itself
    and the indicators that measure it are left out, and things without an agency say nothing
    (contract §4).

    Args:
        chain: walked downward from the subject.
        agencies: the agencies of every record of the chain, by id.
    """
    search = _Search(ground(chain), agencies)
    found: dict[str, str] = {}
    for result in search.ground.contributors:
        behind = search.agencies_behind(result)
        if len(behind) == 1:
            found[result] = next(iter(behind))
    return found


@dataclass(slots=True)
class _Search:
    ground: Ground
    own: Mapping[str, Iterable[str]]
    whole: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    def __post_init__(self) -> None:
        self.whole = _spread(self.ground.below, self.own)

    def agencies_behind(self, result: str) -> set[str]:
        """The agencies behind ``result``, or two of them where there are more.

        Whatever is found lies in ``whole``, so where that has one agency the first hit ends the
        search, and else the second: only a result that another agency owns costs a full walk.
        """
        enough = min(2, len(self.whole.get(result, ())))
        left_out = self.ground.left_out(result)
        seen = {result}
        waiting = [result]
        behind: set[str] = set()
        while waiting and len(behind) < enough:
            for lower in self.ground.below.get(waiting.pop(), ()):
                if lower not in seen:
                    seen.add(lower)
                    waiting.append(lower)
                    if lower not in left_out:
                        behind.update(self.own[lower])
        return behind


def _spread(
    below: Mapping[str, frozenset[str]], own: Mapping[str, Iterable[str]]
) -> dict[str, frozenset[str]]:
    """For each record: the agencies of all that reaches it, itself included; circles are fine."""
    above: dict[str, list[str]] = defaultdict(list)
    for upper, lowers in below.items():
        for lower in lowers:
            above[lower].append(upper)
    whole = {name: frozenset(agencies) for name, agencies in own.items()}
    waiting = list(whole)
    while waiting:
        here = waiting.pop()
        for upper in above.get(here, ()):
            if not whole[here] <= whole[upper]:
                whole[upper] |= whole[here]
                waiting.append(upper)
    return whole
