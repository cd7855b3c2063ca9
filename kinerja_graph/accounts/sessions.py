"""Sessions of browsers: begun at a sign-in, known by a cookie whose digest alone is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.keys import digest
from kinerja_graph.accounts.tables import SECRETS, SESSIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """In whose name a session runs: a person, a key (its id), or a token of an address."""

    person: str | None = None
    key: str | None = None
    token: str | None = None


def begin(ledger: AccountsDatabase, holder: Holder, *, hours: float) -> str:
    """A new session; gives the value of its cookie. Those that ended are swept."""
    cookie, moment = secrets.token_urlsafe(32), now()
    row = {
        "digest": digest(cookie),
        "person": holder.person,
        "key": holder.key,
        "token": None if holder.token is None else digest(holder.token),
        "created_at": written(moment),
        "expires_at": written(moment + timedelta(hours=hours)),
    }
    with ledger.writing() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.expires_at <= written(moment)))
        connection.execute(insert(SESSIONS).values(**row))
    return cookie


def holder(
    ledger: AccountsDatabase, cookie: str, *, token: str, moment: datetime | None = None
) -> Holder | None:
    """In whose name the session of ``cookie`` runs; None where it has ended, or never was.

    One that a token opened lasts as long as this ``token`` is the service's.
    """
    wanted = select(SESSIONS).where(SESSIONS.c.digest == digest(cookie))
    with ledger.reading() as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None or row.expires_at <= written(moment or now()):
        return None
    if row.token is not None:
        return Holder(token=token) if row.token == digest(token) else None
    return Holder(person=row.person, key=row.key)


def end(ledger: AccountsDatabase, cookie: str) -> None:
    """Ends a session at once."""
    with ledger.writing() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest(cookie)))


def word(ledger: AccountsDatabase, purpose: str) -> str:
    """The random word with which the service signs for ``purpose``; made at the first call."""
    wanted = select(SECRETS.c.value).where(SECRETS.c.purpose == purpose)
    with ledger.reading() as connection:
        found: str | None = connection.execute(wanted).scalar()
    if found is not None:
        return found
    with ledger.writing() as connection:
        found = connection.execute(wanted).scalar()
        if found is None:
            found = secrets.token_urlsafe(32)
            connection.execute(insert(SECRETS).values(purpose=purpose, value=found))
        return found
