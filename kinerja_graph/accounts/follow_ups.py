"""Follow-ups of findings: each state that was recorded, the newest being the current one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Row, func, insert, select

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.log import noted
from kinerja_graph.accounts.tables import FOLLOW_UPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is recorded of a follow-up; ``due`` is a date such as 2027-03-31."""

    state: str
    person: str | None
    due: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A recorded state of a follow-up.

    Attributes:
        finding: the finding and where it was found, as plain JSON values.
        set_by: who recorded it, and when (``set_at``, UTC).
    """

    number: int
    dataset: str
    fingerprint: str
    finding: Mapping[str, Any]
    facts: Facts
    set_by: str
    set_at: str


def add(
    accounts: AccountsDatabase,
    dataset: str,
    fingerprint: str,
    finding: Mapping[str, Any],
    facts: Facts,
    *,
    who: str,
) -> Entry:
    """Record a state of the follow-up of a finding."""
    row = {
        "dataset": dataset,
        "fingerprint": fingerprint,
        "finding": json.dumps(finding, ensure_ascii=False),
        **asdict(facts),
        "set_by": who,
        "set_at": written(now()),
    }
    with accounts.writing() as connection:
        made = connection.execute(insert(FOLLOW_UPS).values(**row))
        number = made.inserted_primary_key[0] if made.inserted_primary_key else 0
        told = {"rule": finding.get("rule"), "fingerprint": fingerprint}
        noted(connection, who, "follow-up-set", dataset, **told, **asdict(facts))
        wanted = select(FOLLOW_UPS).where(FOLLOW_UPS.c.number == number)
        return _entry(connection.execute(wanted).one())


def current(accounts: AccountsDatabase, dataset: str | None = None) -> tuple[Entry, ...]:
    """Return the current state of every follow-up of a dataset (None: of all), oldest first."""
    newest = select(func.max(FOLLOW_UPS.c.number)).group_by(
        FOLLOW_UPS.c.dataset, FOLLOW_UPS.c.fingerprint
    )
    if dataset is not None:
        newest = newest.where(FOLLOW_UPS.c.dataset == dataset)
    wanted = select(FOLLOW_UPS).where(FOLLOW_UPS.c.number.in_(newest)).order_by(FOLLOW_UPS.c.number)
    with accounts.reading() as connection:
        return tuple(_entry(row) for row in connection.execute(wanted))


def history(accounts: AccountsDatabase, dataset: str, fingerprint: str) -> tuple[Entry, ...]:
    """Return every state of the follow-up of a finding, newest first."""
    wanted = (
        select(FOLLOW_UPS)
        .where(FOLLOW_UPS.c.dataset == dataset, FOLLOW_UPS.c.fingerprint == fingerprint)
        .order_by(FOLLOW_UPS.c.number.desc())
    )
    with accounts.reading() as connection:
        return tuple(_entry(row) for row in connection.execute(wanted))


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        number=row.number,
        dataset=row.dataset,
        fingerprint=row.fingerprint,
        finding=json.loads(row.finding),
        facts=Facts(state=row.state, person=row.person, due=row.due, note=row.note),
        set_by=row.set_by,
        set_at=row.set_at,
    )
