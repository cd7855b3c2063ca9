"""Saved queries: Cypher statements by name, for one dataset or for all."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.log import noted
from kinerja_graph.accounts.rights import EVERY
from kinerja_graph.accounts.tables import QUERIES


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A saved query.

    Attributes:
        name: its name, unique among those of its dataset.
        dataset: the dataset that it is meant for; None: any.
        cypher: the statement.
        saved_by: who saved it first.
        saved_at: when it was last saved (UTC).
    """

    name: str
    dataset: str | None
    cypher: str
    saved_by: str
    saved_at: str


def save(
    accounts: AccountsDatabase, name: str, dataset: str | None, cypher: str, *, who: str
) -> SavedQuery:
    """Save a query; one of the same name and dataset is replaced, and stays that of its author."""
    moment = written(now())
    with accounts.writing() as connection:
        row = connection.execute(select(QUERIES).where(_is(name, dataset))).one_or_none()
        if row is None:
            facts = {"name": name, "dataset": dataset or EVERY, "saved_by": who}
            connection.execute(insert(QUERIES).values(**facts, cypher=cypher, saved_at=moment))
        else:
            change = update(QUERIES).where(_is(name, dataset))
            connection.execute(change.values(cypher=cypher, saved_at=moment))
        noted(connection, who, "query-saved", dataset, name=name, cypher=cypher)
    return SavedQuery(
        name=name,
        dataset=dataset,
        cypher=cypher,
        saved_by=who if row is None else row.saved_by,
        saved_at=moment,
    )


def remove(accounts: AccountsDatabase, name: str, dataset: str | None, *, who: str) -> bool:
    """Remove a query; return whether there was one."""
    with accounts.writing() as connection:
        gone = connection.execute(delete(QUERIES).where(_is(name, dataset))).rowcount
        if gone:
            noted(connection, who, "query-removed", dataset, name=name)
    return bool(gone)


def find(accounts: AccountsDatabase, name: str, dataset: str | None) -> SavedQuery | None:
    """Return the query called ``name`` of a dataset, or of all (None)."""
    with accounts.reading() as connection:
        row = connection.execute(select(QUERIES).where(_is(name, dataset))).one_or_none()
    return None if row is None else _query(row)


def found(accounts: AccountsDatabase, dataset: str | None = None) -> tuple[SavedQuery, ...]:
    """Return the queries for a dataset and those for any, by name; None: every query."""
    wanted = select(QUERIES).order_by(func.lower(QUERIES.c.name), QUERIES.c.dataset)
    if dataset is not None:
        wanted = wanted.where(QUERIES.c.dataset.in_((dataset, EVERY)))
    with accounts.reading() as connection:
        return tuple(_query(row) for row in connection.execute(wanted))


def count(accounts: AccountsDatabase) -> int:
    """Count the saved queries."""
    with accounts.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(QUERIES)).scalar_one())


def _is(name: str, dataset: str | None) -> ColumnElement[bool]:
    return (QUERIES.c.name == name) & (QUERIES.c.dataset == (dataset or EVERY))


def _query(row: Row[tuple[object, ...]]) -> SavedQuery:
    return SavedQuery(
        name=row.name,
        dataset=None if row.dataset == EVERY else row.dataset,
        cypher=row.cypher,
        saved_by=row.saved_by,
        saved_at=row.saved_at,
    )
