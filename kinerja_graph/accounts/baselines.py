"""The baseline of each dataset: the text of its file, and who set it when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.log import noted
from kinerja_graph.accounts.tables import BASELINES


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file, and who set it, when (UTC)."""

    text: str
    set_by: str
    set_at: str


def found(ledger: AccountsDatabase, dataset: str) -> Baseline | None:
    """The baseline of a dataset; None where none was set."""
    with ledger.reading() as connection:
        wanted = select(BASELINES).where(BASELINES.c.dataset == dataset)
        row = connection.execute(wanted).one_or_none()
    return None if row is None else Baseline(row.text, row.set_by, row.set_at)


def put(ledger: AccountsDatabase, dataset: str, text: str, *, entries: int, who: str) -> Baseline:
    """Sets the baseline of a dataset; what was set before is replaced."""
    made = Baseline(text, who, written(now()))
    values = {"text": text, "set_by": who, "set_at": made.set_at}
    with ledger.writing() as connection:
        connection.execute(
            insert(BASELINES)
            .values(dataset=dataset, **values)
            .on_conflict_do_update(index_elements=["dataset"], set_=values)
        )
        noted(connection, who, "baseline-set", dataset, entries=entries)
    return made
