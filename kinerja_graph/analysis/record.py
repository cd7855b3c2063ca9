"""One record of an edition: its facts, and its direct relationships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.analysis.network import Detail
from kinerja_graph.analysis.network_details import details
from kinerja_graph.analysis.nodes import describe_all, find, key_of
from kinerja_graph.library.describe import Described
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import json_keys

MOST_TIES: Final = 1000
"""The maximum number of edges returned in each direction; the answer says if there are more."""
_ORGANISATION: Final = {"Unit": "record-unit", "Position": "record-position"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTie:
    """One edge at a record.

    Attributes:
        type: a type of the graph schema.
        away: whether it points away from the record.
        label, id: the record at the other end.
        name: the name of that record; None only after a lenient load.
        kind, sign, mode, status, rationale: properties of a contribution; None for other types.
    """

    type: str
    away: bool
    label: str
    id: str
    name: str | None
    kind: str | None = None
    sign: str | None = None
    mode: str | None = None
    status: str | None = None
    rationale: str | None = None


@json_keys(
    "dataset", "edition", "record", "origin=record.origin", "details", "ties",
    optional=("truncated", "limit"),
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record with its facts and edges.

    Attributes:
        record: the record, described.
        details: facts by name, as in a picture; for a unit ``kind``, for a post ``rank``,
            ``ladder``, ``rung``, ``supervised``; for all ``alias``, ``source``, ``source_text``,
            ``note``.
        ties: its edges: outgoing ones first, sorted by type and id of the other end.
        truncated: whether there are more than 1,000 (``MOST_TIES``) in a direction.
    """

    dataset: str
    edition: str
    record: Described
    details: Mapping[str, str | int | float | bool]
    ties: tuple[RecordTie, ...]
    truncated: bool = False

    @property
    def limit(self) -> int | None:
        """The number of edges returned in each direction, if there are more; else None."""
        return MOST_TIES if self.truncated else None

    def ends(self, type_: str, *, away: bool) -> tuple[RecordTie, ...]:
        """Return the edges of one type in one direction."""
        return tuple(tie for tie in self.ties if tie.type == type_ and tie.away is away)


def record(reader: Reader, edition: Edition, name: str) -> Record:
    """Return the record with the id ``name``, whatever its label.

    Raises:
        UsageError: there is no such id.
    """
    found = find(reader, edition, name)
    ties = [
        [RecordTie(away=away, **row) for row in _rows(reader, statement, found.key)]
        for statement, away in (("record-ties-from", True), ("record-ties-to", False))
    ]
    return Record(
        dataset=edition.dataset,
        edition=edition.edition,
        record=describe_all(reader, edition, {found.id: found.label})[found.id],
        details=_details(reader, edition, found.id, found.label),
        ties=tuple(tie for way in ties for tie in way[:MOST_TIES]),
        truncated=any(len(way) > MOST_TIES for way in ties),
    )


def _rows(reader: Reader, statement: str, key: str) -> list[dict[str, Any]]:
    rows = reader.read(named(statement), key=key, limit=MOST_TIES + 1)
    return sorted(rows, key=lambda row: (row["type"], row["id"]))


def _details(
    reader: Reader, edition: Edition, name: str, label: str
) -> Mapping[str, str | float | bool]:
    statement = _ORGANISATION.get(label)
    found: Mapping[str, Detail | bool]
    if statement is None:
        found = details(reader, edition, {name: label}).get(name, {})
    else:
        rows = reader.read(named(statement), key=key_of(edition, name))
        found = rows[0] if rows else {}
    return {key: value for key, value in found.items() if value is not None}
