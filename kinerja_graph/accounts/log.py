"""Who did what, in the order in which it was done; only ever added to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.tables import LOG

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, when (UTC), in which dataset.

    Attributes:
        dataset: None: in none.
        facts: what else is known of it, by name.
    """

    number: int
    at: str
    who: str
    act: str
    dataset: str | None
    facts: Mapping[str, Any]


def note(
    ledger: AccountsDatabase, who: str, act: str, dataset: str | None = None, **facts: object
) -> None:
    """Writes down that ``who`` did ``act``; long facts are cut."""
    with ledger.writing() as connection:
        noted(connection, who, act, dataset, **facts)


def noted(
    connection: Connection, who: str, act: str, dataset: str | None = None, **facts: object
) -> None:
    """As ``note``, in a transaction that is open: the act and its entry stand or fall together."""
    told = {name: _short(value) for name, value in facts.items() if value is not None}
    row = {"at": written(now()), "who": who, "act": act, "dataset": dataset}
    connection.execute(insert(LOG).values(**row, facts=json.dumps(told, ensure_ascii=False)))


def entries(
    ledger: AccountsDatabase,
    *,
    limit: int = 100,
    before: int | None = None,
    dataset: str | None = None,
) -> tuple[Entry, ...]:
    """The last ``limit`` entries, newest first; of those older than number ``before``.

    With ``dataset``, those of this dataset alone.
    """
    wanted = select(LOG).order_by(LOG.c.number.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(LOG.c.number < before)
    if dataset is not None:
        wanted = wanted.where(LOG.c.dataset == dataset)
    with ledger.reading() as connection:
        return tuple(
            Entry(row.number, row.at, row.who, row.act, row.dataset, json.loads(row.facts))
            for row in connection.execute(wanted)
        )


def _short(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
