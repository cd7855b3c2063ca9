"""People who may sign in, what they were granted, and who vouched for them."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.grants import grants_of
from kinerja_graph.accounts.log import noted
from kinerja_graph.accounts.rights import Grant, Grants
from kinerja_graph.accounts.tables import GRANTS, PEOPLE
from kinerja_graph.shapes import json_keys

_SMALL: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


@json_keys("name", "signed_in=bound", "grants=grants.held", "created_at", "seen_at")
@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in; ``bound`` once a sign-in has said who they are, for ever."""

    name: str
    bound: bool
    grants: Grants
    created_at: str
    seen_at: str | None


def folded(name: str) -> str:
    """A name as the ledger writes it: addresses of e-mail are the same in small letters.

    Letters outside of ASCII stay as they are, so that no two names of others become one.
    """
    return name.strip().translate(_SMALL)


def every(ledger: AccountsDatabase) -> tuple[Person, ...]:
    """All people, by name."""
    with ledger.reading() as connection:
        rows = connection.execute(select(PEOPLE).order_by(PEOPLE.c.name)).all()
        return tuple(_person(connection, row) for row in rows)


def named(ledger: AccountsDatabase, name: str) -> Person | None:
    """The person of this name."""
    with ledger.reading() as connection:
        return _named(connection, folded(name))


def grant(ledger: AccountsDatabase, name: str, grants: Sequence[Grant], *, by: str) -> Person:
    """Gives a person roles, also before they first sign in."""
    name = folded(name)
    with ledger.writing() as connection:
        _there(connection, name)
        for one in grants:
            row = {"person": name, "role": one.role, "dataset": one.dataset}
            if _held(connection, name, one) is None:
                connection.execute(insert(GRANTS).values(**row))
                noted(connection, by, "granted", None, person=name, role=one.role, of=one.dataset)
        found = _named(connection, name)
    assert found is not None  # noqa: S101  # it was made above
    return found


def withdraw(ledger: AccountsDatabase, name: str, grants: Sequence[Grant], *, by: str) -> int:
    """Takes roles back, in force at once; gives how many of them the person held."""
    name, gone = folded(name), 0
    with ledger.writing() as connection:
        for one in grants:
            number = _held(connection, name, one)
            if number is not None:
                connection.execute(delete(GRANTS).where(GRANTS.c.number == number))
                noted(connection, by, "withdrawn", None, person=name, role=one.role, of=one.dataset)
                gone += 1
    return gone


def forget(ledger: AccountsDatabase, name: str, *, by: str) -> bool:
    """Removes a person with their grants and sessions; another may then bear the name."""
    name = folded(name)
    with ledger.writing() as connection:
        done = connection.execute(delete(PEOPLE).where(PEOPLE.c.name == name))
        if done.rowcount:
            noted(connection, by, "forgotten", person=name)
        return bool(done.rowcount)


def arrive(ledger: AccountsDatabase, name: str, *, issuer: str, subject: str) -> Person | None:
    """The person who signed in as ``name``; the first one binds the name to themselves.

    None where the name is bound to another: an address that was given to somebody else does not
    bring its rights along.
    """
    name = folded(name)
    with ledger.writing() as connection:
        _there(connection, name)
        row = connection.execute(select(PEOPLE).where(PEOPLE.c.name == name)).one()
        if row.subject is not None and (row.issuer, row.subject) != (issuer, subject):
            noted(connection, name, "sign-in-refused", why="the name is bound to somebody else")
            return None
        seen = {"issuer": issuer, "subject": subject, "seen_at": written(now())}
        connection.execute(update(PEOPLE).where(PEOPLE.c.name == name).values(**seen))
        noted(connection, name, "signed-in")
        return _named(connection, name)


def _there(connection: Connection, name: str) -> None:
    row = {"name": name, "created_at": written(now())}
    connection.execute(insert_or(PEOPLE).values(**row).on_conflict_do_nothing())


def _held(connection: Connection, name: str, one: Grant) -> int | None:
    wanted = select(GRANTS.c.number).where(
        GRANTS.c.person == name, GRANTS.c.role == one.role, GRANTS.c.dataset == one.dataset
    )
    return connection.execute(wanted).scalar()


def _named(connection: Connection, name: str) -> Person | None:
    row = connection.execute(select(PEOPLE).where(PEOPLE.c.name == name)).one_or_none()
    return None if row is None else _person(connection, row)


def _person(connection: Connection, row: Row[Any]) -> Person:
    grants = grants_of(connection, person=row.name)
    return Person(row.name, row.subject is not None, grants, row.created_at, row.seen_at)
