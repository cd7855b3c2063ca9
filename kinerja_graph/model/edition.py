"""A visible snapshot: one edition of one dataset, as the graph holds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the graph knows of a snapshot; ``scope`` is the property that all its nodes carry.

    ``first_loaded`` orders editions of a dataset: the highest is the newest. ``loaded_at`` is
    ISO 8601 in UTC.
    """

    dataset: str
    edition: str
    scope: str
    name: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    as_of: int | None = None
    loaded_at: str = ""
    first_loaded: int = 0
    digest: str = ""
    schema_version: int = 0
