"""The state of one upload: what was sent, what was read from it, and its failures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from kinerja_graph.errors import KinerjaError, UsageError
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.model.problem import Problem
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow.importing import SheetProposal
from kinerja_graph.workflow.reading import ReadOptions

State = Literal[
    "reading", "proposed", "refused", "ready", "loading", "loaded", "failed", "cancelled"
]
ENDED: Final[frozenset[State]] = frozenset({"refused", "loaded", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Progress:
    """The current stage and its progress; ``total`` is 0 if it is unknown.

    Attributes:
        stage: what is being done.
        done: how much of it is done.
        total: how much there is to do; 0 if it is unknown.
    """

    stage: str = "wait"
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class UploadFailure:
    """Why an upload failed.

    Attributes:
        code: what happened, for programs.
        title: what happened.
        where: where; None if it is nowhere in particular.
        remedy: how to fix it.
    """

    code: str
    title: Text
    where: str | None
    remedy: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadComparison:
    """What an upload would change in an edition; under way without ``found`` and ``error``.

    Attributes:
        scope: of the edition.
        found: by language, the JSON of ``compare`` (``answer``) and what a page shows (``blocks``).
        error: why it failed.
    """

    scope: str
    found: Mapping[str, Mapping[str, Any]] | None = None
    error: UploadFailure | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is no longer under way."""
        return self.found is not None or self.error is not None


@dataclass(frozen=True, slots=True)
class ReplacedEdition:
    """The edition that a load would replace, with its number of nodes by label."""

    loaded_at: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadContents:
    """What was read from the files of an upload.

    Attributes:
        dataset, edition, name: of the plan; None if the files were refused.
        document: its document, ``plan`` for the plan itself; None if the files were refused.
        counts: number of records by label; None if the files were refused or may not be seen.
        errors: the problems that are listed one by one.
        problems: total number of errors and warnings; None if they may not be seen.
        digest: SHA-256 of the files (``Plan.digest``); None if they were refused.
    """

    dataset: str | None
    edition: str | None
    name: str | None
    counts: Mapping[str, int] | None
    errors: tuple[Problem, ...]
    problems: Mapping[str, int] | None
    digest: str | None = None
    document: str | None = None


@json_keys(
    "id", "state", "files=names", "bytes=size", "dataset", "edition",
    "lenient=read_options.lenient",
    "progress", "errors", "problems", "read=counts", "loaded", "error", "proposal",
    optional=("replaces",),
    name="UploadStatus",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An upload: ``errors`` lists the problems of its files, ``read`` counts the records in them.

    ``problems`` counts the errors and warnings; at most 5,000 are listed one by one. ``replaces``
    is null if the edition is not loaded yet. The state ``proposed`` means that a sheet that is not
    a plan waits to be imported as in ``proposal``, or by a map.

    Attributes:
        id: its id in URLs, which cannot be guessed.
        owner: who sent it.
        names: the sender's names of the files.
        size: the total size of the files in bytes.
        read_options: how to read them.
        state: the state it is in.
        progress: the progress of the current stage.
        read: what was read (``upload_work.py``); None until then.
        loaded: number of nodes by label, once it is loaded.
        error: why it failed.
        replaces: the edition that a load would replace.
        proposal: how a sheet that is not a plan would be imported; null of a plan.
        proposed: how a sheet that is not a plan is read (``arranging.Arrangement.as_data``).
        plan: the name of the plan that was made from the sheet.
    """

    id: str
    owner: str
    names: tuple[str, ...]
    size: int
    read_options: ReadOptions
    state: State = "reading"
    progress: Progress = Progress()
    read: UploadContents | None = None
    loaded: Mapping[str, int] | None = None
    error: UploadFailure | None = None
    replaces: ReplacedEdition | None = None
    proposal: SheetProposal | None = None
    proposed: Mapping[str, Any] | None = None
    plan: str | None = None

    @property
    def named(self) -> EditionRef:
        """Its dataset and edition, as far as they are known."""
        return (
            self.read_options
            if self.read is None
            else EditionRef(self.read.dataset, self.read.edition, self.read.document)
        )

    @property
    def dataset(self) -> str | None:
        """Its dataset; None until it is known."""
        return self.named.dataset

    @property
    def edition(self) -> str | None:
        """Its edition; None until it is known."""
        return self.named.edition

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems of its files."""
        return () if self.read is None else self.read.errors

    @property
    def problems(self) -> Mapping[str, int] | None:
        """The number of errors and warnings."""
        return None if self.read is None else self.read.problems

    @property
    def counts(self) -> Mapping[str, int] | None:
        """Number of records by label; None if the files were refused or are still being read."""
        return None if self.read is None else self.read.counts


@dataclass(frozen=True, slots=True)
class UploadList:
    """The caller's uploads, newest first.

    Attributes:
        uploads: the uploads.
    """

    uploads: tuple[Upload, ...]


Allowed = Callable[[Upload], KinerjaError | None]
"""Returns why the sender may not load what was read, or None if they may."""


def failure_of(error: KinerjaError) -> UploadFailure:
    """Convert an error to the failure of an upload."""
    return UploadFailure(error.code, error.what, error.where or None, error.mend)


def empty(read: UploadContents) -> UploadContents:
    """Reduce what was read to the names, for a sender who may not load it."""
    return replace(read, errors=(), counts=None, problems=None)


def contents_from(message: Mapping[str, Any]) -> UploadContents:
    """Restore what was read from the message of the reading process (made by ``asdict``)."""
    errors = (
        Problem(**one | {"message": Text(**one["message"]), "remedy": Text(**one["remedy"])})
        for one in message["errors"]
    )
    given: dict[str, Any] = {**message, "errors": tuple(errors)}
    return UploadContents(**given)


PROPOSAL: Final[TypeAdapter[SheetProposal | None]] = TypeAdapter(SheetProposal | None)
"""Restores a proposal from the message of such a process."""


def failure_from(message: Mapping[str, Any]) -> UploadFailure:
    """Restore a failure from the message of such a process."""
    title, remedy = Text(**message["title"]), Text(**message["remedy"])
    return UploadFailure(message["code"], title, message["where"], remedy)


def unknown(name: str) -> UsageError:
    """Return the error for an id that does not exist or belongs to somebody else."""
    return UsageError(
        _("There is no upload {name}."),
        mend=_("Uploads are kept only while the service runs; send the files again."),
        where=name,
        code="unknown-upload",
        name=name,
    )


def no_sheet(upload: Upload) -> UsageError:
    """Return the error for an upload that is not a sheet whose columns can be changed now."""
    return UsageError(
        _("The columns of this upload cannot be changed; its state is {state}."),
        mend=_("Send the sheet again."),
        where=upload.id,
        code="not-ready",
        state=upload.state,
    )


def not_ready(upload: Upload) -> UsageError:
    """Return the error for an upload that cannot be loaded in its state."""
    return UsageError(
        _("This upload is not ready to be loaded; its state is {state}."),
        mend=_("Wait until its state is ready; correct what was refused and send it again."),
        where=upload.id,
        code="not-ready",
        state=upload.state,
    )


def not_comparable(upload: Upload) -> UsageError:
    """Return the error for an upload that cannot be compared in its state."""
    return UsageError(
        _("This upload cannot be compared; its state is {state}."),
        mend=_("Wait until its state is ready; correct what was refused and send it again."),
        where=upload.id,
        code="not-ready",
        state=upload.state,
    )


def too_many(owner: str, most: int) -> UsageError:
    """Return the error for a sender who already has ``most`` unfinished uploads."""
    return UsageError(
        _("{owner} already has {most} unfinished uploads."),
        mend=_("Load or cancel one of them first."),
        code="too-many-uploads",
        owner=owner,
        most=most,
    )
