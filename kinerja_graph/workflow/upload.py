"""One upload as it stands: what was sent, what was read, how it is told; its failures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from kinerja_graph.errors import KinerjaError, UsageError
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.reading import ReadOptions

State = Literal["reading", "refused", "ready", "loading", "loaded", "failed", "cancelled"]
ENDED: Final[frozenset[State]] = frozenset({"refused", "loaded", "failed", "cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One upload as it stands now.

    Attributes:
        id: its name in addresses; nobody can guess it.
        owner: who sent it.
        names: the names of the files, as the sender has them.
        size: their bytes together.
        wish: how they are to be read.
        state: where it stands.
        stage, done, total: progress of what is being done; total 0: unknown.
        read: what was read (``upload_work.py``); None while it is being read.
        loaded: nodes by label once it is loaded.
        error: why it failed, in both languages.
    """

    id: str
    owner: str
    names: tuple[str, ...]
    size: int
    wish: ReadOptions
    state: State = "reading"
    stage: str = "wait"
    done: int = 0
    total: int = 0
    read: Mapping[str, Any] | None = None
    loaded: Mapping[str, int] | None = None
    error: Mapping[str, Any] | None = None

    @property
    def dataset(self) -> str | None:
        """The dataset that it is of; None while nobody knows."""
        return self.wish.dataset if self.read is None else self.read["dataset"]

    @property
    def edition(self) -> str | None:
        """The edition that it is of; None while nobody knows."""
        return self.wish.edition if self.read is None else self.read["edition"]


Allowed = Callable[[Upload], KinerjaError | None]
"""Why the sender may not load what was read; None: they may."""


def told(error: KinerjaError) -> dict[str, Any]:
    """A failure in both languages, as an upload keeps it."""
    return {
        "what": {"id": error.what.id, "en": error.what.en},
        "mend": {"id": error.mend.id, "en": error.mend.en},
        "where": error.where,
        "code": error.code,
    }


def upload_json(upload: Upload, language: Language) -> dict[str, Any]:
    """An upload as JSON: where it stands, its problems (contract §2), what it would replace."""
    read, error = upload.read, upload.error
    return {
        "id": upload.id,
        "state": upload.state,
        "files": list(upload.names),
        "bytes": upload.size,
        "dataset": upload.dataset,
        "edition": upload.edition,
        "lenient": upload.wish.lenient,
        "progress": {"stage": upload.stage, "done": upload.done, "total": upload.total},
        "errors": [] if read is None else read["errors"][language],
        "problems": None if read is None else read["problems"],
        "read": None if read is None else read["counts"],
        "loaded": None if upload.loaded is None else dict(upload.loaded),
        "error": None
        if error is None
        else {
            "code": error["code"],
            "title": error["what"][language],
            "where": error["where"] or None,
            "remedy": error["mend"][language],
        },
    }


def empty(read: Mapping[str, Any]) -> dict[str, Any]:
    """What was read, without anything but the names: for who may not load it."""
    return {
        **read,
        "errors": {"id": [], "en": []},
        "told": [],
        "counts": None,
        "problems": None,
    }


def unknown(name: str) -> UsageError:
    """There is no upload of this id, or it is another's."""
    return UsageError(
        _("There is no upload {name}."),
        mend=_("Uploads last as long as the service runs; send the files again."),
        where=name,
        code="unknown-upload",
        name=name,
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
