"""The ledger as rows, for a backup: all that lasts. Sessions and signing words do not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from kinerja_graph.accounts.database import AccountsDatabase
from kinerja_graph.accounts.tables import BASELINES, GRANTS, KEYS, LOG, PEOPLE, SESSIONS, WAIVERS

LASTING: Final = (PEOPLE, KEYS, GRANTS, WAIVERS, BASELINES, LOG)
"""In the order in which they can be filled."""

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def rows(ledger: AccountsDatabase) -> dict[str, list[dict[str, Any]]]:
    """All rows by table, of one moment: keys by their digests alone; plain JSON values."""
    with ledger.writing() as connection:  # nobody writes between the tables
        return {
            table.name: [
                {str(name): value for name, value in row.items()}
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in LASTING
        }


def check(kept: Rows) -> None:
    """Refuses rows that this version does not know.

    Raises:
        KeyError: a table or column.
    """
    known = {table.name: {column.name for column in table.columns} for table in LASTING}
    for name, values in kept.items():
        for row in values:
            unknown = set(row) - known[name]
            if unknown:
                raise KeyError(*sorted(unknown))


def replace_by(ledger: AccountsDatabase, kept: Rows) -> tuple[str, ...]:
    """Puts the rows of a backup in the place of all that is there; sessions end.

    What was taken back since stays so: a key that is revoked here does not open again, and a role
    that the log here tells as taken back, or as a forgotten person's, is not given again. Gives
    what was kept so, as words: ids of keys, and ``role dataset person``.

    Tables and columns that this version does not know are refused.

    Raises:
        KeyError: one of them.
        AccountsError: the file cannot be written.
    """
    check(kept)
    with ledger.writing() as connection:
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
    """When each key was revoked, by its id."""
    wanted = select(KEYS.c.id, KEYS.c.revoked_at).where(KEYS.c.revoked_at.is_not(None))
    return {row.id: row.revoked_at for row in connection.execute(wanted)}


def _close(connection: Connection, name: str, moment: str) -> str:
    """Revokes a key that came back open; its id, or nothing where it did not."""
    done = connection.execute(
        update(KEYS).where(KEYS.c.id == name, KEYS.c.revoked_at.is_(None)).values(revoked_at=moment)
    )
    return name if done.rowcount else ""


Held = tuple[str, str, str]
"""A person, a role, a dataset."""


def _taken_back(connection: Connection, kept: Rows) -> set[Held]:
    """The roles that the backup gives and that were taken back here after it was written."""
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
    """Takes roles back again; told as ``role dataset person``."""
    for person, role, dataset in taken:
        connection.execute(
            delete(GRANTS).where(
                GRANTS.c.person == person, GRANTS.c.role == role, GRANTS.c.dataset == dataset
            )
        )
    return sorted(f"{role} {dataset} {person}" for person, role, dataset in taken)
