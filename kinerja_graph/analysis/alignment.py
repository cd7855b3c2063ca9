"""``align``: which agencies stand behind a result, with what, and who is missing (contract §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.analysis.alignment_reading import Basis, read_basis
from kinerja_graph.analysis.chain import Chain, ChainEdge
from kinerja_graph.analysis.nodes import (
    RESULTS,
    Found,
    find,
    node_json,
)
from kinerja_graph.analysis.support import sole_supporters
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import Text

SHARED: Final = 2
"""As many agencies make an outcome a shared one (rules.md, ``silo-outcome``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one agency, or one expected unit, has behind the subject.

    Attributes:
        id, name: the unit; ``name`` is None only after a lenient load.
        expected: whether the subject expects it.
        results, tasks: ids of its results and tasks that reach the subject, which itself and
            whose measuring indicators are left out.
        direct: those of them that contribute to the subject or to an indicator that measures it.
        sole_support: results that only this agency holds up; empty for a unit that is no agency.
        owners: units and posts of it that own or perform them.
        chain: a shortest chain from one of them to the subject, which ends it; empty where there
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
    def distance(self) -> int | None:
        """Edges of its shortest chain to the subject; None where nothing of it reaches that."""
        return len(self.chain) - 1 if self.chain else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """A result that receives contributions of both signs, and from whom; ids sorted."""

    id: str
    raised_by: tuple[str, ...]
    lowered_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Who stands behind a result.

    Attributes:
        shares: one for each agency behind it and each unit that it expects, sorted by id.
        behind: ids of the agencies that stand behind it, sorted.
        missing: expected units of which nothing reaches it.
        silo: fewer than two agencies stand behind it, the merely expected not counted.
        requested: contributions below it that nobody has accepted yet (from, to), sorted.
        rejected: contributions to it or to results below it that were rejected, likewise: they
            are no part of the chain.
        pulls: results below it, or itself, that receive both signs.
        names: names of the records, units and posts that are named above, by id.
        records: all that reaches the subject, itself and what measures it included, by id.
        edges: the chain edges among them, sorted by from, to, type.
        outside: lower ends of rejected contributions that do not reach it, by id.

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
    edges: tuple[ChainEdge, ...]
    outside: Mapping[str, Described]

    @property
    def conflicting(self) -> tuple[str, ...]:
        """Ids of the results that are pulled both ways."""
        return tuple(pull.id for pull in self.pulls)


def align(reader: Reader, edition: Edition, name: str) -> Alignment:
    """Which agencies stand behind the result with the id ``name``.

    Raises:
        UsageError: no such id, or it is no id of an objective or an indicator.
    """
    found = find(reader, edition, name)
    if found.label not in RESULTS:
        raise _no_result(found)
    basis = read_basis(reader, edition, found)
    holdings = _holdings(basis)
    agencies = {one for one in holdings if basis.offices.is_agency(one)}
    agencies_of = {one: record.agencies for one, record in basis.records.items()}
    sole: dict[str, list[str]] = defaultdict(list)
    for result, agency in sole_supporters(basis.chain, agencies_of).items():
        sole[agency].append(result)
    return Alignment(
        dataset=edition.dataset,
        edition=edition.edition,
        subject=basis.records[name],
        shares=tuple(
            _share(basis, holdings.get(one, []), sole.get(one, []), one)
            for one in sorted(agencies | basis.expected)
        ),
        behind=tuple(sorted(agencies)),
        missing=_missing(basis),
        silo=len(agencies) < SHARED,
        requested=tuple(
            (edge.source, edge.target)
            for edge in basis.chain.edges
            if edge.status == "requested" and edge.source != edge.target
        ),
        rejected=basis.rejected,
        pulls=_pulls(basis.chain),
        names=_names(basis),
        records=basis.records,
        edges=basis.chain.edges,
        outside=basis.outside,
    )


def _holdings(basis: Basis) -> dict[str, list[Described]]:
    """What each agency, and each expected unit that is none, has behind the subject, by id."""
    others = {one for one in basis.expected if not basis.offices.is_agency(one)}
    found: dict[str, list[Described]] = defaultdict(list)
    for record in basis.behind():
        for agency in record.agencies:
            found[agency].append(record)
        for unit in others & basis.offices.around(record.owners) if others else ():
            found[unit].append(record)
    return found


def _share(basis: Basis, mine: list[Described], sole: list[str], unit: str) -> Share:
    direct = basis.direct
    owners = {owner for record in mine for owner in record.owners}
    return Share(
        id=unit,
        name=basis.offices.names.get(unit),
        expected=unit in basis.expected,
        results=tuple(record.id for record in mine if record.label in RESULTS),
        tasks=tuple(record.id for record in mine if record.label == "Task"),
        direct=tuple(record.id for record in mine if record.id in direct),
        sole_support=tuple(sorted(sole)),
        owners=tuple(sorted(one for one in owners if basis.offices.belongs(one, unit))),
        chain=basis.closeness.chain(record.id for record in mine),
    )


def _missing(basis: Basis) -> tuple[str, ...]:
    owners = {owner for record in basis.records.values() for owner in record.owners}
    present: set[str] = set()
    for owner in owners:
        present |= basis.offices.around([owner])
    return tuple(sorted(basis.expected - present))


def _pulls(chain: Chain) -> tuple[Pull, ...]:
    givers: dict[str, dict[str | None, list[str]]] = {}
    for edge in chain.edges:
        if edge.type == "CONTRIBUTES_TO":
            givers.setdefault(edge.target, {}).setdefault(edge.sign, []).append(edge.source)
    return tuple(
        Pull(id=one, raised_by=tuple(signs["+"]), lowered_by=tuple(signs["-"]))
        for one, signs in sorted(givers.items())
        if {"+", "-"} <= signs.keys()
    )


def _names(basis: Basis) -> dict[str, str]:
    names = {one: record.name for one, record in basis.records.items()} | dict(basis.offices.names)
    return {one: name or one for one, name in names.items()}


def align_json(answer: Alignment) -> dict[str, Any]:
    """The answer of ``align --json`` (contract §4), with the ids behind its counts."""
    return {
        "dataset": answer.dataset,
        "edition": answer.edition,
        "subject": node_json(answer.subject),
        "agencies": [
            {
                "id": share.id,
                "name": share.name,
                "expected": share.expected,
                "results": len(share.results),
                "tasks": len(share.tasks),
                "direct": list(share.direct),
                "sole_support": list(share.sole_support),
                "result_ids": list(share.results),
                "task_ids": list(share.tasks),
                "owners": list(share.owners),
                "distance": share.distance,
                "chain": list(share.chain),
            }
            for share in answer.shares
        ],
        "missing": list(answer.missing),
        "silo": answer.silo,
        "requested": [{"from": low, "to": high} for low, high in answer.requested],
        "rejected": [{"from": low, "to": high} for low, high in answer.rejected],
        "conflicting": list(answer.conflicting),
        "pulls": [
            {
                "id": pull.id,
                "raised_by": list(pull.raised_by),
                "lowered_by": list(pull.lowered_by),
            }
            for pull in answer.pulls
        ],
    }


def _no_result(found: Found) -> UsageError:
    return UsageError(
        Text(
            id="“{name}” bukan sasaran atau indikator; dukungan hanya dihitung untuk sebuah hasil.",
            en="“{name}” is no objective or indicator; support is counted for a result only.",
        ),
        mend=Text(
            id="Beri id sebuah sasaran atau indikator.",
            en="Give the id of an objective or an indicator.",
        ),
        where=found.id,
        code="no-result",
        name=found.id,
    )
