"""Read the grants of one holder: a person or a key."""

from __future__ import annotations

from sqlalchemy import Connection, select

from kinerja_graph.accounts.rights import EVERY, ROLES, Grant, Grants
from kinerja_graph.accounts.tables import GRANTS


def grants_of(
    connection: Connection, *, person: str | None = None, key: str | None = None
) -> Grants:
    """Return the grants of the person with this name or the key with this id.

    Unknown roles are ignored.
    """
    wanted = select(GRANTS.c.role, GRANTS.c.dataset).order_by(GRANTS.c.dataset, GRANTS.c.role)
    holder = GRANTS.c.key == key if person is None else GRANTS.c.person == person
    return Grants(
        tuple(
            Grant(row.role, row.dataset)
            for row in connection.execute(wanted.where(holder))
            if row.role in ROLES and (row.role != "cypher" or row.dataset == EVERY)
        )
    )
