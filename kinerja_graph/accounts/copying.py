"""Copy the accounts database to and from a backup, as rows; no sessions, no signing secrets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from kinerja_graph.accounts.database import AccountsDatabase
from kinerja_graph.accounts.tables import (
    BASELINES,
    FOLLOW_UPS,
    GRANTS,
    KEYS,
    LOG,
    NOTES,
    PEOPLE,
    QUERIES,
    SESSIONS,
    WAIVERS,
)

LASTING: Final = (PEOPLE, KEYS, GRANTS, WAIVERS, FOLLOW_UPS, NOTES, QUERIES, BASELINES, LOG)
"""The tables in a backup, in the order in which foreign keys allow them to be filled."""

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def rows(accounts: AccountsDatabase) -> dict[str, list[dict[str, Any]]]:
    """Return all rows by table at one point in time, as plain JSON values.

    Keys are included as digests only.
    """
    with accounts.writing() as connection:  # nothing is written between reading two tables
        return {
            table.name: [
                {str(name): value for name, value in row.items()}
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in LASTING
        }


def check(kept: Rows) -> None:
    """Refuse tables and columns that this version does not know.

    Raises:
        KeyError: a table or column is unknown.
    """
    known = {table.name: {column.name for column in table.columns} for table in LASTING}
    for name, values in kept.items():
        for row in values:
            unknown = set(row) - known[name]
            if unknown:
                raise KeyError(*sorted(unknown))


def replace_by(accounts: AccountsDatabase, kept: Rows) -> tuple[str, ...]:
    """Replace the whole content with the rows of a backup, and end all sessions.

    What was revoked since the backup stays revoked: a key that is revoked here does not become
    valid again, and a role is not granted again if the log here says that it was withdrawn or that
    its holder was removed. Returns what was kept revoked: ids of keys, and ``role dataset person``.

    Raises:
        KeyError: this version does not know a table or column.
        AccountsError: the file cannot be written.
    """
    check(kept)
    with accounts.writing() as connection:
        revoked = _revoked(connection)
        taken = _taken_back(connection, kept)
        connection.execute(delete(SESSIONS))
        for table in reversed(LASTING):
            connection.execute(delete(table))
        for table in LASTING:
            if kept.get(table.name):
                connection.execute(insert(table), [dict(row) for row in kept[table.name]])
        closed = [_close(connection, name, moment) for name, moment in sorted(revoked.items())]
        return (*filter(None, closed), *_take_back(connection, taken))


def _revoked(connection: Connection) -> dict[str, str]:
    """Return the time at which each key was revoked, by key id."""
    wanted = select(KEYS.c.id, KEYS.c.revoked_at).where(KEYS.c.revoked_at.is_not(None))
    return {row.id: row.revoked_at for row in connection.execute(wanted)}


def _close(connection: Connection, name: str, moment: str) -> str:
    """Revoke a key that the backup restored as valid; return its id, or "" if it was not."""
    done = connection.execute(
        update(KEYS).where(KEYS.c.id == name, KEYS.c.revoked_at.is_(None)).values(revoked_at=moment)
    )
    return name if done.rowcount else ""


Held = tuple[str, str, str]
"""A person, a role, a dataset."""


def _taken_back(connection: Connection, kept: Rows) -> set[Held]:
    """Return the roles in the backup that were withdrawn here after it was written."""
    before = {(row["at"], row["who"], row["act"], row["facts"]) for row in kept.get(LOG.name, ())}
    rows = connection.execute(select(LOG).where(LOG.c.act.in_(("withdrawn", "forgotten"))))
    since = [row for row in rows if (row.at, row.who, row.act, row.facts) not in before]
    gone, forgotten = set[Held](), set[str]()
    for row in since:
        facts = json.loads(row.facts)
        if row.act == "forgotten":
            forgotten.add(facts["person"])
        else:
            gone.add((facts["person"], facts["role"], facts["of"]))
    held = {
        (row.person, row.role, row.dataset)
        for row in connection.execute(select(GRANTS).where(GRANTS.c.person.is_not(None)))
    }
    given = {
        (row["person"], row["role"], row["dataset"])
        for row in kept.get(GRANTS.name, ())
        if row["person"] is not None
    }
    return {one for one in given - held if one in gone or one[0] in forgotten}


def _take_back(connection: Connection, taken: Iterable[Held]) -> list[str]:
    """Withdraw roles again; return each as ``role dataset person``."""
    for person, role, dataset in taken:
        connection.execute(
            delete(GRANTS).where(
                GRANTS.c.person == person, GRANTS.c.role == role, GRANTS.c.dataset == dataset
            )
        )
    return sorted(f"{role} {dataset} {person}" for person, role, dataset in taken)
