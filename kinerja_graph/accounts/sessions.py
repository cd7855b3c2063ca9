"""Browser sessions: begun by a sign-in, identified by a cookie; only its digest is stored."""

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
    """The holder of a session: a person, a key (its id), or the token of the service's address."""

    person: str | None = None
    key: str | None = None
    token: str | None = None


def begin(accounts: AccountsDatabase, holder: Holder, *, hours: float) -> str:
    """Begin a session and return the value of its cookie; delete expired sessions."""
    cookie, moment = secrets.token_urlsafe(32), now()
    row = {
        "digest": digest(cookie),
        "person": holder.person,
        "key": holder.key,
        "token": None if holder.token is None else digest(holder.token),
        "created_at": written(moment),
        "expires_at": written(moment + timedelta(hours=hours)),
    }
    with accounts.writing() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.expires_at <= written(moment)))
        connection.execute(insert(SESSIONS).values(**row))
    return cookie


def holder(
    accounts: AccountsDatabase, cookie: str, *, token: str, moment: datetime | None = None
) -> Holder | None:
    """Return the holder of the session with this cookie, or None if there is no such session.

    A session opened by a token is valid only while ``token`` is the service's token.
    """
    wanted = select(SESSIONS).where(SESSIONS.c.digest == digest(cookie))
    with accounts.reading() as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None or row.expires_at <= written(moment or now()):
        return None
    if row.token is not None:
        return Holder(token=token) if row.token == digest(token) else None
    return Holder(person=row.person, key=row.key)


def end(accounts: AccountsDatabase, cookie: str) -> None:
    """End a session at once."""
    with accounts.writing() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest(cookie)))


def word(accounts: AccountsDatabase, purpose: str) -> str:
    """Return the random secret for signing for ``purpose``; created on the first call."""
    wanted = select(SECRETS.c.value).where(SECRETS.c.purpose == purpose)
    with accounts.reading() as connection:
        found: str | None = connection.execute(wanted).scalar()
    if found is not None:
        return found
    with accounts.writing() as connection:
        found = connection.execute(wanted).scalar()
        if found is None:
            found = secrets.token_urlsafe(32)
            connection.execute(insert(SECRETS).values(purpose=purpose, value=found))
        return found
