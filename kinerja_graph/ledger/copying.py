"""The ledger as rows, for a backup: all that lasts. Sessions and signing words do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import delete, insert, select

from kinerja_graph.ledger.book import Ledger
from kinerja_graph.ledger.tables import BASELINES, GRANTS, KEYS, LOG, PEOPLE, SESSIONS, WAIVERS

LASTING: Final = (PEOPLE, KEYS, GRANTS, WAIVERS, BASELINES, LOG)
"""In the order in which they can be filled."""

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def rows(ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
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


def replace_by(ledger: Ledger, kept: Rows) -> None:
    """Puts the rows of a backup in the place of all that is there; sessions end.

    Tables and columns that this version does not know are refused.

    Raises:
        KeyError: one of them.
        LedgerError: the file cannot be written.
    """
    check(kept)
    with ledger.writing() as connection:
        connection.execute(delete(SESSIONS))
        for table in reversed(LASTING):
            connection.execute(delete(table))
        for table in LASTING:
            if kept.get(table.name):
                connection.execute(insert(table), [dict(row) for row in kept[table.name]])
