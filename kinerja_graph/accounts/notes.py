"""Notes on records: who wrote what about which record of a dataset, and when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.log import noted
from kinerja_graph.accounts.tables import NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note on a record.

    Attributes:
        number: its number, unique in the accounts database.
        label: the kind of record, such as ``Indicator``.
        id: the id of the record.
        author: who wrote it, and when (``written_at``, UTC).
        written_at: when it was written (UTC).
    """

    number: int
    dataset: str
    label: str
    id: str
    text: str
    author: str
    written_at: str


def add(
    accounts: AccountsDatabase, dataset: str, label: str, record: str, text: str, *, who: str
) -> Note:
    """Write a note on a record."""
    moment = written(now())
    row = {"dataset": dataset, "label": label, "record": record, "text": text}
    with accounts.writing() as connection:
        made = connection.execute(insert(NOTES).values(**row, author=who, written_at=moment))
        number = made.inserted_primary_key[0] if made.inserted_primary_key else 0
        noted(connection, who, "note-written", dataset, number=number, label=label, id=record)
    return Note(
        number=number,
        dataset=dataset,
        label=label,
        id=record,
        text=text,
        author=who,
        written_at=moment,
    )


def found(
    accounts: AccountsDatabase, dataset: str, label: str | None = None, record: str | None = None
) -> tuple[Note, ...]:
    """Return the notes of a dataset, newest first; with a label and an id, of that record alone."""
    wanted = select(NOTES).where(NOTES.c.dataset == dataset).order_by(NOTES.c.number.desc())
    if label is not None:
        wanted = wanted.where(NOTES.c.label == label)
    if record is not None:
        wanted = wanted.where(NOTES.c.record == record)
    with accounts.reading() as connection:
        return tuple(
            Note(
                number=row.number,
                dataset=row.dataset,
                label=row.label,
                id=row.record,
                text=row.text,
                author=row.author,
                written_at=row.written_at,
            )
            for row in connection.execute(wanted)
        )
