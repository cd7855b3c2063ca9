"""Store the baseline of each dataset: the text of its file, who set it and when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.log import noted
from kinerja_graph.accounts.tables import BASELINES


@dataclass(frozen=True, slots=True)
class Baseline:
    """The text of a baseline file, who set it and when (UTC)."""

    text: str
    set_by: str
    set_at: str


def found(accounts: AccountsDatabase, dataset: str) -> Baseline | None:
    """Return the baseline of a dataset, or None if none was set."""
    with accounts.reading() as connection:
        wanted = select(BASELINES).where(BASELINES.c.dataset == dataset)
        row = connection.execute(wanted).one_or_none()
    return None if row is None else Baseline(row.text, row.set_by, row.set_at)


def put(accounts: AccountsDatabase, dataset: str, text: str, *, entries: int, who: str) -> Baseline:
    """Set the baseline of a dataset, replacing any earlier one."""
    made = Baseline(text, who, written(now()))
    values = {"text": text, "set_by": who, "set_at": made.set_at}
    with accounts.writing() as connection:
        connection.execute(
            insert(BASELINES)
            .values(dataset=dataset, **values)
            .on_conflict_do_update(index_elements=["dataset"], set_=values)
        )
        noted(connection, who, "baseline-set", dataset, entries=entries)
    return made
