"""Uploads, and what is asked of free queries."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kinerja_api.models import Model


class CypherIn(BaseModel):
    """A reading Cypher statement; ``$scope`` is that of the edition named."""

    model_config = ConfigDict(extra="forbid")

    cypher: str = Field(min_length=1, max_length=100_000)


class Progress(Model):
    """What is being done, and how far it is; ``total`` 0 where nobody knows."""

    stage: str
    done: int
    total: int


class InputProblem(Model):
    """One problem of an input."""

    code: str
    severity: str
    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    message: str
    remedy: str


class UploadFailure(Model):
    """Why an upload failed."""

    code: str
    title: str
    where: str | None
    remedy: str


class ReplacedEdition(Model):
    """The edition that a load would replace, with its nodes by label."""

    loaded_at: str
    counts: dict[str, int]


class UploadStatus(Model):
    """An upload: ``errors`` is everything that is wrong with its files, ``read`` what is in them.

    ``problems`` counts the errors and warnings; at most 5,000 are told one by one. ``replaces`` is
    null where the edition is not loaded yet.
    """

    id: str
    state: Literal["reading", "refused", "ready", "loading", "loaded", "failed", "cancelled"]
    files: list[str]
    bytes: int
    dataset: str | None
    edition: str | None
    lenient: bool
    progress: Progress
    errors: list[InputProblem]
    problems: dict[str, int] | None
    read: dict[str, int] | None
    loaded: dict[str, int] | None
    error: UploadFailure | None
    replaces: ReplacedEdition | None = None


class UploadList(Model):
    """The caller's uploads, the latest first."""

    uploads: list[UploadStatus]
