"""One upload as it stands: what was sent, what was read of it; its failures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from kinerja_graph.errors import KinerjaError, UsageError
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.model.problem import Problem
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow.reading import ReadOptions

State = Literal[
    "reading", "proposed", "refused", "ready", "loading", "loaded", "failed", "cancelled"
]
ENDED: Final[frozenset[State]] = frozenset({"refused", "loaded", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, and how far it is; ``total`` 0 where nobody knows."""

    stage: str = "wait"
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class UploadFailure:
    """Why an upload failed."""

    code: str
    title: Text
    where: str | None
    remedy: Text


@dataclass(frozen=True, slots=True)
class ReplacedEdition:
    """The edition that a load would replace, with its nodes by label."""

    loaded_at: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadContents:
    """What was read of the files of an upload.

    Attributes:
        dataset, edition, name: of the plan; None where the files are refused.
        counts: records by label; None where they are refused, or may not be seen.
        errors: what is wrong with them, as far as it is told one by one.
        problems: how many errors and warnings there are in all; None where they may not be seen.
    """

    dataset: str | None
    edition: str | None
    name: str | None
    counts: Mapping[str, int] | None
    errors: tuple[Problem, ...]
    problems: Mapping[str, int] | None


@json_keys(
    "id", "state", "files=names", "bytes=size", "dataset", "edition", "lenient=wish.lenient",
    "progress", "errors", "problems", "read=counts", "loaded", "error", optional=("replaces",),
    name="UploadStatus",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An upload: ``errors`` is everything that is wrong with its files, ``read`` what is in them.

    ``problems`` counts the errors and warnings; at most 5,000 are told one by one. ``replaces`` is
    null where the edition is not loaded yet.

    Attributes:
        id: its name in addresses; nobody can guess it.
        owner: who sent it.
        names: the names of the files, as the sender has them.
        size: the bytes of the files together.
        wish: how they are to be read.
        state: where it stands.
        progress: how far it is with what is being done.
        read: what was read (``upload_work.py``); None while it is being read.
        loaded: nodes by label once it is loaded.
        error: why it failed.
        replaces: the edition that its load would replace.
        proposed: of a sheet that is no plan, what it is read as (``arranging.Arrangement.told``).
        plan: the name of the plan that was made of it.
    """

    id: str
    owner: str
    names: tuple[str, ...]
    size: int
    wish: ReadOptions
    state: State = "reading"
    progress: Progress = Progress()
    read: UploadContents | None = None
    loaded: Mapping[str, int] | None = None
    error: UploadFailure | None = None
    replaces: ReplacedEdition | None = None
    proposed: Mapping[str, Any] | None = None
    plan: str | None = None

    @property
    def named(self) -> EditionRef:
        """The dataset and the edition that it is of, as far as anybody knows."""
        return self.wish if self.read is None else EditionRef(self.read.dataset, self.read.edition)

    @property
    def dataset(self) -> str | None:
        """The dataset that it is of; None while nobody knows."""
        return self.named.dataset

    @property
    def edition(self) -> str | None:
        """The edition that it is of; None while nobody knows."""
        return self.named.edition

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What is wrong with its files."""
        return () if self.read is None else self.read.errors

    @property
    def problems(self) -> Mapping[str, int] | None:
        """How many errors and warnings there are."""
        return None if self.read is None else self.read.problems

    @property
    def counts(self) -> Mapping[str, int] | None:
        """Records by label; None where the files are refused, or are still being read."""
        return None if self.read is None else self.read.counts


@dataclass(frozen=True, slots=True)
class UploadList:
    """The caller's uploads, the latest first."""

    uploads: tuple[Upload, ...]


Allowed = Callable[[Upload], KinerjaError | None]
"""Why the sender may not load what was read; None: they may."""


def failure_of(error: KinerjaError) -> UploadFailure:
    """Why an upload failed that met ``error``."""
    return UploadFailure(error.code, error.what, error.where or None, error.mend)


def empty(read: UploadContents) -> UploadContents:
    """What was read, without anything but the names: for who may not load it."""
    return replace(read, errors=(), counts=None, problems=None)


def contents_from(told: Mapping[str, Any]) -> UploadContents:
    """What was read, of what the process that read it tells (``asdict``)."""
    errors = (
        Problem(**one | {"message": Text(**one["message"]), "remedy": Text(**one["remedy"])})
        for one in told["errors"]
    )
    given: dict[str, Any] = {**told, "errors": tuple(errors)}
    return UploadContents(**given)


def failure_from(told: Mapping[str, Any]) -> UploadFailure:
    """A failure, of what such a process tells."""
    title, remedy = Text(**told["title"]), Text(**told["remedy"])
    return UploadFailure(told["code"], title, told["where"], remedy)


def unknown(name: str) -> UsageError:
    """There is no upload of this id, or it is another's."""
    return UsageError(
        _("There is no upload {name}."),
        mend=_("Uploads last as long as the service runs; send the files again."),
        where=name,
        code="unknown-upload",
        name=name,
    )


def no_sheet(upload: Upload) -> UsageError:
    """It is no sheet whose columns can be changed, or not now."""
    return UsageError(
        _("The columns of this upload cannot be changed; its state is {state}."),
        mend=_("Send the sheet again."),
        where=upload.id,
        code="not-ready",
        state=upload.state,
    )


def not_ready(upload: Upload) -> UsageError:
    """It cannot be loaded as it stands."""
    return UsageError(
        _("This upload is not ready to be loaded; its state is {state}."),
        mend=_("Wait until its state is ready; correct what was refused and send it again."),
        where=upload.id,
        code="not-ready",
        state=upload.state,
    )


def too_many(owner: str, most: int) -> UsageError:
    """Its sender has ``most`` of them on the way already."""
    return UsageError(
        _("{owner} already has {most} unfinished uploads."),
        mend=_("Load or cancel one of them first."),
        code="too-many-uploads",
        owner=owner,
        most=most,
    )
