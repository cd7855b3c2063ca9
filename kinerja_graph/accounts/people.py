"""People who may sign in, their grants, and the issuer that vouched for them."""

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
    """A person who may sign in; ``bound`` for good once a sign-in has identified them."""

    name: str
    bound: bool
    grants: Grants
    created_at: str
    seen_at: str | None


def folded(name: str) -> str:
    """Return a name as it is stored: in lower case, since e-mail addresses ignore case.

    Letters outside ASCII are kept, so that two different names never become one.
    """
    return name.strip().translate(_SMALL)


def every(accounts: AccountsDatabase) -> tuple[Person, ...]:
    """Return all people, sorted by name."""
    with accounts.reading() as connection:
        rows = connection.execute(select(PEOPLE).order_by(PEOPLE.c.name)).all()
        return tuple(_person(connection, row) for row in rows)


def named(accounts: AccountsDatabase, name: str) -> Person | None:
    """Return the person with this name, or None if there is none."""
    with accounts.reading() as connection:
        return _named(connection, folded(name))


def grant(accounts: AccountsDatabase, name: str, grants: Sequence[Grant], *, by: str) -> Person:
    """Grant roles to a person, who need not have signed in yet."""
    name = folded(name)
    with accounts.writing() as connection:
        _there(connection, name)
        for one in grants:
            row = {"person": name, "role": one.role, "dataset": one.dataset}
            if _held(connection, name, one) is None:
                connection.execute(insert(GRANTS).values(**row))
                noted(connection, by, "granted", None, person=name, role=one.role, of=one.dataset)
        found = _named(connection, name)
    assert found is not None  # noqa: S101  # it was created above
    return found


def withdraw(accounts: AccountsDatabase, name: str, grants: Sequence[Grant], *, by: str) -> int:
    """Withdraw roles with immediate effect; return how many of them the person held."""
    name, gone = folded(name), 0
    with accounts.writing() as connection:
        for one in grants:
            number = _held(connection, name, one)
            if number is not None:
                connection.execute(delete(GRANTS).where(GRANTS.c.number == number))
                noted(connection, by, "withdrawn", None, person=name, role=one.role, of=one.dataset)
                gone += 1
    return gone


def forget(accounts: AccountsDatabase, name: str, *, by: str) -> bool:
    """Remove a person with their grants and sessions; somebody else may then use the name."""
    name = folded(name)
    with accounts.writing() as connection:
        done = connection.execute(delete(PEOPLE).where(PEOPLE.c.name == name))
        if done.rowcount:
            noted(connection, by, "forgotten", person=name)
        return bool(done.rowcount)


def arrive(accounts: AccountsDatabase, name: str, *, issuer: str, subject: str) -> Person | None:
    """Return the person who signed in as ``name``; the first sign-in binds the name to them.

    None if the name is bound to somebody else: an e-mail address that is reassigned does not carry
    its rights over to the new owner.
    """
    name = folded(name)
    with accounts.writing() as connection:
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
