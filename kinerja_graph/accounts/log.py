"""Keep an append-only log of who did what."""

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
    """An entry of the log: who did what, when (UTC), in which dataset.

    Attributes:
        dataset: None if it concerns no dataset.
        facts: further details, by name.
        number: position in the log; higher is later.
        at: when (UTC).
        who: who did it.
        act: what was done.
    """

    number: int
    at: str
    who: str
    act: str
    dataset: str | None
    facts: Mapping[str, Any]


def note(
    accounts: AccountsDatabase, who: str, act: str, dataset: str | None = None, **facts: object
) -> None:
    """Record that ``who`` did ``act``; long facts are truncated."""
    with accounts.writing() as connection:
        noted(connection, who, act, dataset, **facts)


def noted(
    connection: Connection, who: str, act: str, dataset: str | None = None, **facts: object
) -> None:
    """Do the same as ``note`` in an open transaction, so that act and entry commit together."""
    told = {name: _short(value) for name, value in facts.items() if value is not None}
    row = {"at": written(now()), "who": who, "act": act, "dataset": dataset}
    connection.execute(insert(LOG).values(**row, facts=json.dumps(told, ensure_ascii=False)))


def entries(
    accounts: AccountsDatabase,
    *,
    limit: int = 100,
    before: int | None = None,
    dataset: str | None = None,
) -> tuple[Entry, ...]:
    """Return the last ``limit`` entries, newest first.

    With ``before``, only entries with a lower number; with ``dataset``, only its entries.
    """
    wanted = select(LOG).order_by(LOG.c.number.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(LOG.c.number < before)
    if dataset is not None:
        wanted = wanted.where(LOG.c.dataset == dataset)
    with accounts.reading() as connection:
        return tuple(
            Entry(row.number, row.at, row.who, row.act, row.dataset, json.loads(row.facts))
            for row in connection.execute(wanted)
        )


def _short(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
