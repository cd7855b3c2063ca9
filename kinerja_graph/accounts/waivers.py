"""Waivers and their states: proposed, then approved or rejected; once approved, also withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from sqlalchemy import Row, insert, select, update

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.log import noted
from kinerja_graph.accounts.tables import WAIVERS
from kinerja_graph.shapes import json_keys

State = Literal["proposed", "approved", "rejected", "withdrawn"]
Decision = Literal["approved", "rejected", "withdrawn"]
FROM: Final = {"approved": "proposed", "rejected": "proposed", "withdrawn": "approved"}
"""The state in which a waiver must be for each decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRequest:
    """The findings that a waiver accepts, and why.

    Attributes:
        rule: id of the rule.
        subject: id of its subject, or ``@dataset``; empty if the fingerprint is given.
        other: id of the other end; None for any.
        fingerprint: that of a single finding; None for all that match rule, subject and other.
        reason: why the findings are accepted.
        until: the last day on which it applies, such as 2027-03-31.
        by: who is responsible for it.
    """

    rule: str
    subject: str
    other: str | None = None
    fingerprint: str | None = None
    reason: str | None = None
    until: str | None = None
    by: str | None = None


@json_keys(
    "number", "dataset", "rule=wanted.rule", "subject=wanted.subject", "other=wanted.other",
    "fingerprint=wanted.fingerprint", "reason=wanted.reason", "until=wanted.until",
    "by=wanted.by", "state", "proposed_by", "proposed_at", "decided_by", "decided_at", "four_eyes",
    name="WaiverRecord",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A waiver: what it accepts, its state, who proposed and decided it, and when (UTC).

    Attributes:
        number: its number.
        proposed_by: who proposed it.
        proposed_at: when it was proposed (UTC).
        decided_by: who decided it; None until then.
        decided_at: when it was decided (UTC); None until then.
    """

    number: int
    dataset: str
    wanted: WaiverRequest
    state: State
    proposed_by: str
    proposed_at: str
    decided_by: str | None
    decided_at: str | None

    @property
    def four_eyes(self) -> bool | None:
        """Whether somebody other than its proposer approved it; None if it is not approved."""
        return self.proposed_by != self.decided_by if self.state == "approved" else None


def propose(accounts: AccountsDatabase, dataset: str, wanted: WaiverRequest, *, who: str) -> Record:
    """Record a proposal."""
    row = {"dataset": dataset, **asdict(wanted), "state": "proposed"}
    row |= {"proposed_by": who, "proposed_at": written(now())}
    with accounts.writing() as connection:
        made = connection.execute(insert(WAIVERS).values(**row))
        number = made.inserted_primary_key[0] if made.inserted_primary_key else 0
        noted(connection, who, "waiver-proposed", dataset, number=number, **asdict(wanted))
        return _record(connection.execute(select(WAIVERS).where(WAIVERS.c.number == number)).one())


def decide(
    accounts: AccountsDatabase, number: int, decision: Decision, *, who: str
) -> Record | None:
    """Record a decision; return the waiver, or None if its state does not allow the decision.

    If the proposal names nobody responsible, whoever approves it becomes responsible.
    """
    with accounts.writing() as connection:
        row = connection.execute(select(WAIVERS).where(WAIVERS.c.number == number)).one_or_none()
        if row is None or row.state != FROM[decision]:
            return None
        values = {"state": decision, "decided_by": who, "decided_at": written(now())}
        if decision == "approved":
            values["by"] = row.by or who
        connection.execute(update(WAIVERS).where(WAIVERS.c.number == number).values(**values))
        told = {"number": number, "rule": row.rule, "subject": row.subject, "other": row.other}
        told["fingerprint"] = row.fingerprint
        noted(connection, who, f"waiver-{decision}", row.dataset, **told)
        return _record(connection.execute(select(WAIVERS).where(WAIVERS.c.number == number)).one())


def take(
    accounts: AccountsDatabase, dataset: str, wanted: Iterable[WaiverRequest], *, who: str
) -> int:
    """Add the waivers of a file as approved; return how many were not yet there unchanged."""
    moment, new = written(now()), 0
    with accounts.writing() as connection:
        there = connection.execute(
            select(WAIVERS).where(WAIVERS.c.dataset == dataset, WAIVERS.c.state == "approved")
        )
        known = {_record(row).wanted for row in there}
        for one in wanted:
            if one in known:
                continue
            row = {"dataset": dataset, **asdict(one), "state": "approved", "proposed_by": who}
            row |= {"proposed_at": moment, "decided_by": who, "decided_at": moment}
            connection.execute(insert(WAIVERS).values(**row))
            new += 1
        noted(connection, who, "waivers-taken", dataset, new=new)
    return new


_HOLDING: Final[tuple[State, ...]] = ("approved",)


def found(
    accounts: AccountsDatabase, dataset: str, states: Collection[State] = _HOLDING
) -> tuple[Record, ...]:
    """Return the waivers of a dataset in these states, in the order of their proposal."""
    wanted = (
        select(WAIVERS)
        .where(WAIVERS.c.dataset == dataset, WAIVERS.c.state.in_(states))
        .order_by(WAIVERS.c.number)
    )
    with accounts.reading() as connection:
        return tuple(_record(row) for row in connection.execute(wanted))


def numbered(accounts: AccountsDatabase, number: int) -> Record | None:
    """Return the waiver with this number, or None if there is none."""
    with accounts.reading() as connection:
        row = connection.execute(select(WAIVERS).where(WAIVERS.c.number == number)).one_or_none()
    return None if row is None else _record(row)


def tidied(wanted: WaiverRequest) -> WaiverRequest:
    """Return ``wanted`` with its values stripped, and None for empty ones."""
    told = {name: value.strip() or None for name, value in asdict(wanted).items() if value}
    return replace(WaiverRequest(rule="", subject=""), **{k: v for k, v in told.items() if v})


def _record(row: Row[Any]) -> Record:
    wanted = WaiverRequest(
        rule=row.rule,
        subject=row.subject,
        other=row.other,
        fingerprint=row.fingerprint,
        reason=row.reason,
        until=row.until,
        by=row.by,
    )
    return Record(
        number=row.number,
        dataset=row.dataset,
        wanted=wanted,
        state=row.state,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
