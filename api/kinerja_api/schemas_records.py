"""The answer about one record."""

from __future__ import annotations

from kinerja_api.schemas import NodeOut, Out


class RecordTieOut(Out):
    """One edge at a record; ``away`` where it leads from the record to the other end."""

    type: str
    away: bool
    label: str
    id: str
    name: str | None
    kind: str | None
    sign: str | None
    mode: str | None
    status: str | None
    rationale: str | None


class RecordOut(Out):
    """A record with its facts by name and its direct ties."""

    dataset: str
    edition: str
    record: NodeOut
    origin: str | None
    details: dict[str, str | int | float | bool]
    ties: list[RecordTieOut]
    truncated: bool = False
    limit: int | None = None
