"""``completeness``: how much of the cascade is unbroken up to level 0 (forms §6 and §9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kinerja_graph.analysis.nodes import describe_all, require_agencies
from kinerja_graph.analysis.upward import Holdings, Upward, from_top_down, holdings
from kinerja_graph.analysis.whole_chain import reach
from kinerja_graph.library.queries import named
from kinerja_graph.library.row_packing import read_packed
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.completeness import (
    KINDS,
    AgencyShare,
    BrokenRecord,
    Completeness,
    KindShare,
    LevelShare,
    Why,
)
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import json_keys

_TASK_FROM: Final = 3
"""A task may contribute to results from this level downwards without a reason."""
_UNKNOWN: Final = 6
"""Where a result of unknown level stands among the levels: after 5."""
_OF_TASKS: Final = 7


@dataclass(frozen=True, slots=True)
class WholePath:
    """The way by which an indicator is whole.

    Attributes:
        id: the indicator.
        path: ids of a shortest path of whole steps from it to a result of level 0, both included;
            the smallest ids first among equals.
    """

    id: str
    path: tuple[str, ...]


@json_keys("dataset", "edition", "*figures", "paths")
@dataclass(frozen=True, slots=True)
class EditionCompleteness:
    """The completeness of one edition.

    Attributes:
        paths: of each indicator that is whole, by id; what breaks of the others is in ``broken``.
        headings: what the planner calls the columns, for hints.
    """

    dataset: str
    edition: str
    figures: Completeness
    paths: tuple[WholePath, ...] = ()
    headings: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Chain:
    """The results and tasks of an edition with their chain, and what is whole among them.

    Attributes:
        labels: the label of every result and task, by id.
        levels: the known levels of results, by id.
        edges: lower end, upper end, whether it is MEASURES, whether it has a reason.
    """

    labels: Mapping[str, str]
    levels: Mapping[str, int]
    edges: Sequence[tuple[str, str, bool, bool]]

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """The results of level 0."""
        return frozenset(one for one, level in self.levels.items() if level == 0)

    @cached_property
    def upward(self) -> Upward:
        """The same results and tasks with the upper ends of their chain edges."""
        above: dict[str, list[str]] = defaultdict(list)
        for low, high, _is_measure, _has_reason in self.edges:
            above[low].append(high)
        return Upward(self.labels, dict(above))

    @cached_property
    def steps(self) -> Mapping[str, Sequence[str]]:
        """The upper ends of the whole steps from each record; records without any are absent."""
        contributing = {low for low, _high, is_measure, _reason in self.edges if not is_measure}
        passing = {
            high
            for low, high, is_measure, _reason in self.edges
            if is_measure
            and low in contributing
            and high not in contributing
            and self.levels.get(high, 0) > 0
        }
        steps: dict[str, list[str]] = defaultdict(list)
        for low, high, is_measure, has_reason in self.edges:
            if not is_measure:
                if low != high and self._is_whole(low, high, has_reason=has_reason):
                    steps[low].append(high)
            elif high not in passing:
                steps[low].append(high)
            elif low in contributing:
                steps[high].append(low)
        return dict(steps)

    @cached_property
    def whole(self) -> set[str]:
        """Everything from which whole steps lead to level 0, outcomes included."""
        return set(self.distances)

    @cached_property
    def distances(self) -> Mapping[str, int]:
        """The number of whole steps from everything that is whole to the nearest outcome."""
        below: dict[str, list[str]] = defaultdict(list)
        for low, highs in self.steps.items():
            for high in highs:
                below[high].append(low)
        far = dict.fromkeys(self.outcomes, 0)
        turn: list[str] = [*self.outcomes]
        while turn:
            above = turn
            turn = []
            for high in above:
                for low in below[high]:
                    if low not in far:
                        far[low] = far[high] + 1
                        turn.append(low)
        return far

    def path(self, one: str) -> tuple[str, ...]:
        """Return a shortest path of whole steps from what is whole to an outcome, both included."""
        path = [one]
        while self.distances[path[-1]]:
            nearer = self.distances[path[-1]] - 1
            path.append(
                min(high for high in self.steps[path[-1]] if self.distances.get(high) == nearer)
            )
        return tuple(path)

    @cached_property
    def reached(self) -> set[str]:
        """Everything from which any chain leads to level 0, outcomes included."""
        below: dict[str, list[str]] = defaultdict(list)
        for low, high, _is_measure, _has_reason in self.edges:
            below[high].append(low)
        return reach(self.outcomes, below) | self.whole

    def outcomes_above(self, records: Iterable[str]) -> list[str]:
        """Return the outcomes to which any chain leads from one of ``records``, by id."""
        above = self.upward.above
        seen: set[str] = set()
        waiting = list(records)
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting.extend(above.get(one, ()))
        return sorted(seen & self.outcomes)

    def _is_whole(self, low: str, high: str, *, has_reason: bool) -> bool:
        """Return whether a contribution is a whole step."""
        to = self.levels.get(high)
        if self.labels[low] == "Task":
            return has_reason or (to is not None and to >= _TASK_FROM)
        level = self.levels.get(low)
        if level is None or to is None or to > level:
            return False
        return has_reason or level - to <= 1

    def breaks(self) -> dict[str, tuple[str, Why]]:
        """Return where the whole steps from each record end that is not whole, and why there."""
        skipping: set[str] = set()
        inverted: set[str] = set()
        for low, high, is_measure, has_reason in self.edges:
            to = self.levels.get(high)
            if is_measure or to is None:
                continue
            if self.labels[low] == "Task":
                level = _TASK_FROM + 1
            elif low in self.levels:
                level = self.levels[low]
            else:
                continue
            if level - to > 1 and not has_reason:
                skipping.add(low)
            if to > level and self.labels[low] != "Task":
                inverted.add(low)
        ends: dict[str, _End] = {}
        broken = {one: label for one, label in self.labels.items() if one not in self.whole}
        above_broken = {low: highs for low, highs in self.steps.items() if low in broken}
        for circle in from_top_down(Upward(broken, above_broken)):
            own = [self._end(one, skipping, inverted) for one in circle]
            above = [
                ends[high] for one in circle for high in self.steps.get(one, ()) if high in ends
            ]
            ends.update(dict.fromkeys(circle, _highest([*own, *above])))
        return {one: (end.place[2], end.why) for one, end in ends.items()}

    def _end(self, one: str, skipping: set[str], inverted: set[str]) -> _End:
        label = self.labels[one]
        rank = _OF_TASKS if label == "Task" else self.levels.get(one, _UNKNOWN)
        return _End((rank, label != "Objective", one), one in skipping, one in inverted)


@dataclass(frozen=True, slots=True)
class _End:
    """The best record that whole steps lead to: level, whether no objective, id; and why there."""

    place: tuple[int, bool, str]
    skips: bool
    inverts: bool

    @property
    def why(self) -> Why:
        return "skip" if self.skips else "inversion" if self.inverts else "dead-end"


def _highest(ends: Sequence[_End]) -> _End:
    """Return the smallest place; why: over all those on its level."""
    best = min(end.place for end in ends)
    level = [end for end in ends if end.place[0] == best[0]]
    return _End(best, any(end.skips for end in level), any(end.inverts for end in level))


def completeness(
    reader: Reader, edition: Edition, agency: str | None = None
) -> EditionCompleteness:
    """Return how much of ``edition`` is whole, and what is not.

    Args:
        reader: the graph.
        edition: the edition.
        agency: the only agency whose share, broken records and paths are listed; None: all of
            them.

    Raises:
        UsageError: there is no such agency.
    """
    if agency is not None:
        require_agencies(reader, [edition], [agency])
    chain = read_chain(reader, edition)
    found = _measure(reader, edition, chain)
    indicators = [one for one in chain.whole if chain.labels[one] == "Indicator"]
    if agency is not None:
        found = found.of_agency(agency)
        known = describe_all(reader, edition, dict.fromkeys(indicators, "Indicator"))
        indicators = [one for one in indicators if agency in known[one].agencies]
    paths = tuple(WholePath(one, chain.path(one)) for one in sorted(indicators))
    return EditionCompleteness(edition.dataset, edition.edition, found, paths, edition.headings)


def measure_completeness(reader: Reader, edition: Edition) -> Completeness:
    """Return the completeness of ``edition`` with everything that is broken, in few statements."""
    return _measure(reader, edition, read_chain(reader, edition))


def measure_kinds(reader: Reader, edition: Edition) -> Completeness:
    """Return the shares of results and tasks that are whole, without names, in two statements.

    Posts are not counted: their number is 0.
    """
    return Completeness(kinds=tuple(_kinds(read_chain(reader, edition), {})))


def _measure(reader: Reader, edition: Edition, chain: Chain) -> Completeness:
    posts = [row["id"] for row in read_packed(reader, named("find-seats"), scope=edition.scope)]
    held = holdings(reader, edition)
    things = _things_of(posts, held)
    if not chain.outcomes:
        return Completeness(kinds=tuple(_kinds(chain, things)))
    places, labels = _places(chain, things)
    by_agency = tuple(_by_agency(chain, held))
    known = describe_all(reader, edition, labels)
    units = {one.agency: "Unit" for one in by_agency if one.agency is not None}
    known_units = describe_all(reader, edition, units)
    return Completeness(
        kinds=tuple(_kinds(chain, things)),
        by_level=tuple(_by_level(chain)),
        by_agency=by_agency,
        broken=tuple(
            BrokenRecord(labels[one], one, known[one].name, known[one].agencies, *places[one])
            for one in sorted(places)
        ),
        names={one.id: one.name for one in (*known.values(), *known_units.values())},
    )


def agency_shares(chain: Chain, held: Iterable[Holdings]) -> tuple[AgencyShare, ...]:
    """Return the completeness of an edition by agency; empty without any result of level 0.

    ``held`` is what its units and posts own or perform.
    """
    return tuple(_by_agency(chain, held)) if chain.outcomes else ()


def read_chain(reader: Reader, edition: Edition) -> Chain:
    """Read the results, tasks and chain edges of ``edition``, in two statements."""
    labels: dict[str, str] = {}
    levels: dict[str, int] = {}
    for row in reader.read(named("completeness-records"), scope=edition.scope):
        labels.update(dict.fromkeys(row["ids"], row["label"]))
        known = zip(row["ids"], row["levels"], strict=True)
        levels.update((one, level) for one, level in known if level >= 0)
    edges = [
        edge
        for row in reader.read(named("completeness-edges"), scope=edition.scope)
        for edge in zip(
            row["sources"], row["targets"], row["measures"], row["reasons"], strict=True
        )
    ]
    return Chain(labels, levels, edges)


def _things_of(posts: Iterable[str], held: Iterable[Holdings]) -> dict[str, list[str]]:
    """Return what each post owns or performs, by id."""
    things: dict[str, list[str]] = {post: [] for post in posts}
    for one in held:
        for holder, record in zip(one.holders, one.held, strict=True):
            if holder in things:
                things[holder].append(record)
    return things


def _kinds(chain: Chain, things: Mapping[str, Sequence[str]]) -> Iterable[KindShare]:
    populations = {
        "Task": [one for one, label in chain.labels.items() if label == "Task"],
        **{label: _below_top(chain, label) for label in ("Indicator", "Objective")},
    }
    for label, kind in KINDS.items():
        population = len(things) if label == "Position" else len(populations[label])
        if not chain.outcomes:
            yield KindShare(kind, None, None, population)
        elif label == "Position":
            whole, reached = (
                sum(bool(own) and good.issuperset(own) for own in things.values())
                for good in (chain.whole, chain.reached)
            )
            yield KindShare(kind, whole, reached, population)
        else:
            whole, reached = (
                len(good.intersection(populations[label])) for good in (chain.whole, chain.reached)
            )
            yield KindShare(kind, whole, reached, population)


def _below_top(chain: Chain, label: str) -> list[str]:
    return [one for one, level in chain.levels.items() if level and chain.labels[one] == label]


def _by_level(chain: Chain) -> Iterable[LevelShare]:
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for one, level in chain.levels.items():
        if level:
            counts[level][0] += one in chain.whole
            counts[level][1] += 1
    return (LevelShare(level, *numbers) for level, numbers in sorted(counts.items()))


def _by_agency(chain: Chain, held: Iterable[Holdings]) -> Iterable[AgencyShare]:
    counted = {one for one, label in chain.labels.items() if label == "Task"}
    counted.update(one for one, level in chain.levels.items() if level)
    own: dict[str | None, set[str]] = defaultdict(set)
    for one in held:
        if one.agency is not None:
            own[one.agency].update(counted.intersection(one.held))
    own[None] = counted.difference(*own.values())
    for agency in sorted(own, key=lambda name: (name is None, name or "")):
        if own[agency]:
            yield AgencyShare(agency, len(own[agency] & chain.whole), len(own[agency]))


def _places(
    chain: Chain, things: Mapping[str, Sequence[str]]
) -> tuple[dict[str, tuple[str | None, Why]], dict[str, str]]:
    """Return where and why each record is broken, and the labels of these records and places."""
    places: dict[str, tuple[str | None, Why]] = {
        one: place
        for one, place in chain.breaks().items()
        if chain.labels[one] == "Task" or chain.levels.get(one)
    }
    labels = {one: chain.labels[one] for one in places}
    for post, own in things.items():
        at = min((one for one in own if one not in chain.whole), default=None)
        if at is not None or not own:
            places[post] = (at, "item" if own else "idle")
            labels[post] = "Position"
    for at, _why in places.values():
        if at is not None:
            labels[at] = chain.labels[at]
    return places, labels
