"""``matrix``: which agencies support which outcomes, and which are missing (contract §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kinerja_graph.analysis.completeness import agency_shares, read_chain
from kinerja_graph.analysis.nodes import describe_all
from kinerja_graph.analysis.offices import Offices, offices, units_alone
from kinerja_graph.analysis.upward import Holdings, holdings, places_of, reached
from kinerja_graph.library.describe import Described
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.completeness import AgencyShare
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import json_keys


@json_keys("agency", "outcome", "results", "tasks", name="MatrixCell")
@dataclass(frozen=True, slots=True)
class Cell:
    """The number of an agency's results and tasks that reach an outcome, as in ``align``.

    Attributes:
        agency: id of the agency.
        results: number of its results that reach the outcome.
        tasks: number of its tasks that reach the outcome.
    """

    agency: str
    outcome: str
    results: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit that an outcome expects, and from which nothing reaches it."""

    outcome: str
    unit: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """A unit that an outcome expects; ``there`` if anything from it reaches the outcome.

    Attributes:
        there: whether anything from the unit reaches the outcome.
    """

    outcome: str
    unit: str
    there: bool


@json_keys(
    "dataset",
    "edition",
    "outcomes",
    "agencies",
    "cells",
    "expected",
    "gaps",
    "idle=idle_ids",
    "completeness",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The agencies and outcomes of one edition, and how they are connected.

    Attributes:
        outcomes: objectives of level 0 and indicators of level 0 without objective, by id.
        agencies: all units of kind opd and external, by id.
        cells: the non-empty cells, sorted by agency, then outcome.
        expected: every expectation of an outcome, sorted by outcome, then unit.
        highest: the smallest level number of any result of the edition; None without results.
        names: names of the expected units, by id.
        completeness: how much is whole of each agency that has results below level 0 or tasks, by
            id; at the end of what has no agency. Empty without any outcome of level 0.
        headings: what the planner calls the columns, for hints.
    """

    dataset: str
    edition: str
    outcomes: tuple[Described, ...]
    agencies: tuple[Described, ...]
    cells: tuple[Cell, ...]
    expected: tuple[Expectation, ...]
    highest: int | None
    names: Mapping[str, str]
    completeness: tuple[AgencyShare, ...] = ()
    headings: str | None = field(default=None, compare=False)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The expected units that are missing."""
        return tuple(Gap(one.outcome, one.unit) for one in self.expected if not one.there)

    @property
    def idle(self) -> tuple[Described, ...]:
        """The agencies from which nothing reaches any outcome."""
        busy = {cell.agency for cell in self.cells}
        return tuple(agency for agency in self.agencies if agency.id not in busy)

    @property
    def idle_ids(self) -> tuple[str, ...]:
        """Ids of the agencies from which nothing reaches any outcome."""
        return tuple(agency.id for agency in self.idle)


@dataclass(frozen=True, slots=True)
class _Reach:
    """What every record reaches, as bits of ``outcomes``; ``counted`` without exclusions."""

    outcomes: Sequence[str]
    whole: Mapping[str, int]
    counted: Mapping[str, int]


def matrix(reader: Reader, edition: Edition) -> Matrix:
    """Return the agencies of ``edition`` against its outcomes."""
    rows = reader.read(named("matrix-outcomes"), scope=edition.scope)
    labels = {row["id"]: row["label"] for row in rows}
    chain = read_chain(reader, edition)
    expectations = reader.read(named("matrix-expected"), scope=edition.scope)
    known = (offices if expectations else units_alone)(reader, edition)
    held = holdings(reader, edition)
    outcomes = sorted(labels)
    measures = {row["id"]: row["measures"] for row in rows}
    reach = _reach(reached(chain.upward, outcomes), outcomes, measures)
    agencies = {unit for unit in known.agencies if known.is_agency(unit)}
    described = describe_all(reader, edition, labels | dict.fromkeys(agencies, "Unit"))
    tasks = {record for record, label in chain.labels.items() if label == "Task"}
    expected = _expected(
        sorted((row["outcome"], row["unit"]) for row in expectations), reach, held, known
    )
    return Matrix(
        dataset=edition.dataset,
        edition=edition.edition,
        outcomes=tuple(described[one] for one in outcomes),
        agencies=tuple(described[one] for one in sorted(agencies)),
        cells=tuple(_cells(reach, held, tasks)),
        expected=expected,
        highest=None if outcomes else _highest(reader, edition),
        names={one.unit: known.names.get(one.unit) or one.unit for one in expected},
        completeness=agency_shares(chain, held),
        headings=edition.headings,
    )


def _reach(
    whole: Mapping[str, int], outcomes: Sequence[str], measures: Mapping[str, Sequence[str]]
) -> _Reach:
    """Return what each record reaches; an outcome and what measures it do not count."""
    counted = dict(whole)
    for place, outcome in enumerate(outcomes):
        for left_out in (outcome, *measures[outcome]):
            counted[left_out] &= ~(1 << place)
    return _Reach(outcomes, whole, counted)


def _cells(reach: _Reach, held: Iterable[Holdings], tasks: set[str]) -> Iterator[Cell]:
    """Yield the cells; records that reach the same outcomes are first counted together."""
    alike: dict[tuple[str, bool], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for agency, theirs in _by_agency(held).items():
        for record in theirs:
            bits = reach.counted[record]
            if bits:
                alike[agency, record in tasks][bits] += 1
    places: dict[int, tuple[int, ...]] = {}
    numbers: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for (agency, is_task), counts in alike.items():
        for bits, number in counts.items():
            if bits not in places:
                places[bits] = tuple(places_of(bits))
            for place in places[bits]:
                numbers[agency, place][is_task] += number
    for (agency, place), (results, done) in sorted(numbers.items()):
        yield Cell(agency, reach.outcomes[place], results, done)


def _by_agency(held: Iterable[Holdings]) -> dict[str, set[str]]:
    records: dict[str, set[str]] = defaultdict(set)
    for one in held:
        if one.agency is not None:
            records[one.agency].update(one.held)
    return records


def _expected(
    pairs: Sequence[tuple[str, str]], reach: _Reach, held: Iterable[Holdings], known: Offices
) -> tuple[Expectation, ...]:
    """Return whether anything from each expected unit reaches its outcome."""
    if not pairs:
        return ()
    own: dict[str, int] = defaultdict(int)
    for one in held:
        for holder, record in zip(one.holders, one.held, strict=True):
            own[holder] |= reach.whole[record]
    present: dict[str, int] = defaultdict(int)
    for holder, bits in own.items():
        for unit in known.around((holder,)):
            present[unit] |= bits
    place = {outcome: number for number, outcome in enumerate(reach.outcomes)}
    return tuple(
        Expectation(outcome, unit, bool(present[unit] >> place[outcome] & 1))
        for outcome, unit in pairs
    )


def _highest(reader: Reader, edition: Edition) -> int | None:
    rows = reader.read(named("matrix-highest"), scope=edition.scope)
    return min((row["level"] for row in rows if row["level"] is not None), default=None)
