"""``align``: which agencies support a result, with what, and which are missing (contract §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kinerja_graph.analysis.alignment_reading import Basis, read_basis, read_named
from kinerja_graph.analysis.below import Below
from kinerja_graph.analysis.nodes import Found, find
from kinerja_graph.analysis.support import sole_supporters
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _

NAMED: Final = 10
"""How many ids of a long list are looked up by name: readers are not shown more."""
SHARED: Final = 2
"""The number of agencies that makes an outcome shared (rules.md, ``silo-outcome``)."""


@json_keys(
    "id", "name", "expected", "results=result_count", "tasks=task_count", "direct", "sole_support",
    "result_ids=results", "task_ids=tasks", "owners", "distance", "chain",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one agency, or one expected unit, contributes to the subject.

    Attributes:
        id: the id of the unit.
        name: the name of the unit; None only after a lenient load.
        expected: whether the subject expects it.
        results: ids of its results that reach the subject, without the subject itself and the
            indicators that measure it.
        tasks: ids of its tasks that reach the subject.
        direct: those results and tasks that contribute to the subject or to an indicator that
            measures it.
        sole_support: results supported by this agency alone; empty for a unit that is none.
        owners: its units and posts that own or perform them.
        chain: a shortest chain from one of them up to and including the subject; empty if there
            are none.
    """

    id: str
    name: str | None
    expected: bool
    results: tuple[str, ...]
    tasks: tuple[str, ...]
    direct: tuple[str, ...]
    sole_support: tuple[str, ...]
    owners: tuple[str, ...]
    chain: tuple[str, ...]

    @property
    def result_count(self) -> int:
        """The number of its results that reach the subject."""
        return len(self.results)

    @property
    def task_count(self) -> int:
        """The number of its tasks that reach the subject."""
        return len(self.tasks)

    @property
    def distance(self) -> int | None:
        """The number of edges in its shortest chain to the subject; None if nothing reaches it."""
        return len(self.chain) - 1 if self.chain else None


@json_keys("from=source", "to=target")
@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of a contribution, by id."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """A result that receives contributions of both signs, and from whom; ids sorted.

    Attributes:
        raised_by: ids of what contributes with sign ``+``.
        lowered_by: ids of what contributes with sign ``-``.
    """

    id: str
    raised_by: tuple[str, ...]
    lowered_by: tuple[str, ...]


@json_keys(
    "dataset", "edition", "subject", "agencies=shares", "missing", "silo",
    "requested=requested_ends", "rejected=rejected_ends",    "conflicting", "pulls",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Which agencies support a result.

    Attributes:
        shares: one for each supporting agency and each expected unit, sorted by id.
        behind: ids of the agencies that support it, sorted.
        missing: expected units from which nothing reaches it.
        silo: whether fewer than two agencies support it, not counting merely expected ones.
        requested: contributions below it that have not been accepted yet (from, to), sorted.
        rejected: rejected contributions to it or to results below it, likewise; they are not
            part of the chain.
        pulls: results below it, or itself, that receive both signs.
        names: names of the records, units and posts mentioned above, by id; for each list, of
            the first 10.
        records: those of them that are results or tasks, described, by id.
        reaching: how many results and tasks reach the subject, whoever owns them, without the
            subject itself and the indicators that measure it.

    >>> from kinerja_graph import Plan
    >>> alignment = Plan.load("examples/traffic-slide").align("LALIN").answer
    >>> alignment.behind, alignment.missing, alignment.silo
    (('dishub', 'polri', 'pu', 'trantib'), (), False)
    """

    dataset: str
    edition: str
    subject: Described
    shares: tuple[Share, ...]
    behind: tuple[str, ...]
    missing: tuple[str, ...]
    silo: bool
    requested: tuple[tuple[str, str], ...]
    rejected: tuple[tuple[str, str], ...]
    pulls: tuple[Pull, ...]
    names: Mapping[str, str]
    records: Mapping[str, Described]
    reaching: int = 0

    @property
    def requested_ends(self) -> tuple[Ends, ...]:
        """Contributions below it that have not been accepted yet, sorted by their ends."""
        return tuple(Ends(*pair) for pair in self.requested)

    @property
    def rejected_ends(self) -> tuple[Ends, ...]:
        """Rejected contributions to it or to results below it, sorted by their ends."""
        return tuple(Ends(*pair) for pair in self.rejected)

    @property
    def conflicting(self) -> tuple[str, ...]:
        """Ids of the results that receive contributions of both signs."""
        return tuple(pull.id for pull in self.pulls)


def align(reader: Reader, edition: Edition, name: str) -> Alignment:
    """Return which agencies support the result with the id ``name``.

    Raises:
        UsageError: there is no such id, or it is not that of an objective or an indicator.
    """
    found = find(reader, edition, name)
    if found.label not in RESULTS:
        raise _no_result(found)
    basis = read_basis(reader, edition, found)
    held = _sum_held_records(basis)
    behind = tuple(sorted(one for one in held if basis.offices.is_agency(one)))
    sole = _sole(basis)
    shares = tuple(
        _share(basis, held.get(one) or _HeldRecords(), sole.get(one, ()), one)
        for one in sorted({*behind, *basis.expected})
    )
    below = basis.below
    requested = tuple(sorted((below.ids[low], below.ids[high]) for low, high in below.requested))
    pulls = _pulls(below)
    records, names = read_named(
        reader,
        edition,
        {name, *_named(shares, (*requested, *basis.rejected), pulls)},
        {owner for share in shares for owner in share.owners[:NAMED]} | basis.expected,
    )
    return Alignment(
        dataset=edition.dataset,
        edition=edition.edition,
        subject=records[name],
        shares=shares,
        behind=behind,
        missing=_missing(basis),
        silo=len(behind) < SHARED,
        requested=requested,
        rejected=basis.rejected,
        pulls=pulls,
        names={one: unit or one for one, unit in basis.offices.names.items()} | names,
        records=records,
        reaching=len(basis.below.ids) - len(basis.left_out),
    )


@dataclass(frozen=True, slots=True)
class _HeldRecords:
    """What counts for one agency, or one expected unit: numbers, and the ids of its holders."""

    results: set[int] = field(default_factory=set[int])
    tasks: set[int] = field(default_factory=set[int])
    owners: set[str] = field(default_factory=set[str])

    def add(self, pairs: Iterable[tuple[str, int]], *, tasks: bool) -> None:
        """Add what some of its units and posts hold."""
        kept = list(pairs)
        self.owners.update(holder for holder, _ in kept)
        (self.tasks if tasks else self.results).update(number for _, number in kept)


def _sum_held_records(basis: Basis) -> dict[str, _HeldRecords]:
    """Return what each agency, and each other expected unit, contributes to the subject, by id."""
    others = {one for one in basis.expected if not basis.offices.is_agency(one)}
    found: dict[str, _HeldRecords] = defaultdict(_HeldRecords)
    for holding in basis.holdings:
        counted = list(basis.counted(holding))
        if counted and holding.agency is not None:
            found[holding.agency].add(counted, tasks=holding.performs)
        for pair in counted if others else ():
            for unit in others & basis.offices.around((pair[0],)):
                found[unit].add((pair,), tasks=holding.performs)
    return found


def _sole(basis: Basis) -> dict[str, list[str]]:
    """Return the results that an agency alone supports, by its id."""
    agencies = sorted({one.agency for one in basis.holdings if one.agency is not None})
    places = {agency: place for place, agency in enumerate(agencies)}
    own = [0] * len(basis.below.ids)
    for holding in basis.holdings:
        bit = 0 if holding.agency is None else 1 << places[holding.agency]
        for _unused, number in holding.pairs:
            own[number] |= bit
    found: dict[str, list[str]] = defaultdict(list)
    for result, bit in sole_supporters(basis.below, own).items():
        found[agencies[bit.bit_length() - 1]].append(basis.below.ids[result])
    return found


def _share(basis: Basis, held: _HeldRecords, sole: Iterable[str], unit: str) -> Share:
    below = basis.below
    everything = held.results | held.tasks
    return Share(
        id=unit,
        name=basis.offices.names.get(unit),
        expected=unit in basis.expected,
        results=_ids(below, held.results),
        tasks=_ids(below, held.tasks),
        direct=_ids(below, basis.direct & everything),
        sole_support=tuple(sorted(sole)),
        owners=tuple(sorted(held.owners)),
        chain=tuple(below.ids[one] for one in below.chain(everything)),
    )


def _ids(below: Below, numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(sorted(map(below.ids.__getitem__, numbers)))


def _missing(basis: Basis) -> tuple[str, ...]:
    owners = {owner for holding in basis.holdings for owner, _ in holding.pairs}
    present: set[str] = set()
    for owner in owners if basis.expected else ():
        present |= basis.offices.around((owner,))
    return tuple(sorted(basis.expected - present))


def _pulls(below: Below) -> tuple[Pull, ...]:
    pulls = (
        Pull(id=below.ids[one], raised_by=_ids(below, raised), lowered_by=_ids(below, lowered))
        for one, (raised, lowered) in below.pulled().items()
    )
    return tuple(sorted(pulls, key=lambda pull: pull.id))


def _named(
    shares: Iterable[Share], ties: Iterable[tuple[str, str]], pulls: Iterable[Pull]
) -> Iterable[str]:
    """Return the results and tasks that are shown by name."""
    for share in shares:
        yield from share.chain
        yield from share.direct[:NAMED]
        yield from share.sole_support[:NAMED]
    for tie in ties:
        yield from tie
    for pull in pulls:
        yield from (pull.id, *pull.raised_by[:NAMED], *pull.lowered_by[:NAMED])


def _no_result(found: Found) -> UsageError:
    return UsageError(
        _("“{name}” is not an objective or indicator; support is counted for results only."),
        mend=_("Give the id of an objective or an indicator."),
        where=found.id,
        code="no-result",
        name=found.id,
    )
