"""Plan files sent to the service: read aside, shown, and loaded where the sender says so.

Each step is the work of a process of its own (``upload_work.py``): what a file may do to a reader,
it does not do to the service, and what is cancelled ends at once. Nothing of an upload outlives
the service.
"""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

from kinerja_graph.errors import KinerjaError, UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language, Text
from kinerja_graph.workflow.reading import Wish
from kinerja_graph.workflow.upload_files import folder_of_uploads

State = Literal["reading", "refused", "ready", "loading", "loaded", "failed", "cancelled"]
ENDED: Final[frozenset[State]] = frozenset({"refused", "loaded", "failed", "cancelled"})
MOST_KEPT: Final = 50
"""Uploads that are kept in all; the oldest that have ended make room."""
MOST_EACH: Final = 10
"""Uploads of one sender that have not ended."""
MOST_AT_ONCE: Final = 2
"""Processes that work on uploads at the same time; further ones wait."""
PATIENCE_SECONDS: Final = 20.0
"""For how long a load that is to stop is waited for."""
STALE_SECONDS: Final = 86_400.0
READY_SECONDS: Final = 3_600.0
"""For how long what was read waits to be loaded."""
READ_SECONDS: Final = 900.0
"""For how long a file may be read."""
_LOST: Final = {
    "what": {"id": "Proses pembacaan berakhir tiba-tiba.", "en": "The reading process ended."},
    "mend": {
        "id": "Kirim berkasnya sekali lagi; bila berulang, kirim lebih sedikit sekaligus.",
        "en": "Send the file once more; if it happens again, send less at once.",
    },
    "where": "",
    "code": "upload-lost",
}


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
    wish: Wish
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


@dataclass(slots=True)
class _Job:
    """An upload with its files and the process that works on it."""

    upload: Upload
    path: Path
    allowed: Allowed
    process: subprocess.Popen[str] | None = None
    thread: threading.Thread | None = None
    cancelled: bool = False
    born: float = field(default_factory=time.monotonic)

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.path if len(self.upload.names) > 1 else self.path.parent


class Uploads:
    """All uploads of a service."""

    def __init__(self, settings: Settings) -> None:
        """What services that fell left behind a day ago and earlier is removed."""
        self._settings = settings
        _sweep(folder_of_uploads(settings))
        self._top = folder_of_uploads(settings) / secrets.token_hex(8)
        self._jobs: dict[str, _Job] = {}
        self._coming: dict[str, str] = {}
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(MOST_AT_ONCE)

    def fresh_folder(self, owner: str) -> Path:
        """A folder for the files of a new upload, which nobody else reads.

        It is for ``take``, or for ``abandon`` where the files do not come whole.

        Raises:
            UsageError: the sender has too many uploads that have not ended (``too-many-uploads``).
        """
        with self._lock:
            self._let_go()
            mine = [one for one in self._jobs.values() if one.upload.owner == owner]
            open_ones = sum(one.upload.state not in ENDED for one in mine)
            if open_ones + list(self._coming.values()).count(owner) >= MOST_EACH:
                raise _too_many(owner)
            folder = self._top / secrets.token_urlsafe(16)
            self._coming[folder.name] = owner
        folder.mkdir(parents=True, mode=0o700)
        return folder

    def abandon(self, folder: Path) -> None:
        """Removes a folder of ``fresh_folder`` whose files did not come whole."""
        with self._lock:
            self._coming.pop(folder.name, None)
        shutil.rmtree(folder, ignore_errors=True)

    def take(
        self, owner: str, folder: Path, wish: Wish, names: Iterable[str], allowed: Allowed
    ) -> Upload:
        """An upload of the files in ``folder``, which is now being read.

        Args:
            owner: who sent it.
            folder: from ``fresh_folder``.
            wish: how the files are to be read.
            names: the names of the files in it.
            allowed: whether the sender may load what was read.
        """
        listed = tuple(names)
        path = folder / listed[0] if len(listed) == 1 else folder
        size = sum((folder / name).stat().st_size for name in listed)
        upload = Upload(id=folder.name, owner=owner, names=listed, size=size, wish=wish)
        job = _Job(upload, path, allowed)
        with self._lock:
            self._coming.pop(folder.name, None)
            self._jobs[upload.id] = job
            self._make_room()
        self._start(job, self._read)
        return upload

    def mine(self, owner: str) -> tuple[Upload, ...]:
        """The uploads of a sender, the latest first."""
        with self._lock:
            found = [one for one in self._jobs.values() if one.upload.owner == owner]
            return tuple(one.upload for one in sorted(found, key=lambda one: -one.born))

    def one(self, owner: str, name: str) -> Upload:
        """The upload with the id ``name``, where it is the sender's.

        Raises:
            UsageError: there is none (``unknown-upload``).
        """
        return self._job(owner, name).upload

    def load(self, owner: str, name: str) -> Upload:
        """Begins to load what was read.

        Raises:
            UsageError: there is no such upload, or it is not ready (``not-ready``).
        """
        job = self._job(owner, name)
        with self._lock:
            if job.upload.state != "ready":
                raise _not_ready(job.upload)
            refused = job.allowed(job.upload)
            if refused is not None:
                raise refused
            job.upload = replace(job.upload, state="loading", stage="wait", done=0, total=0)
        self._start(job, self._load)
        return job.upload

    def cancel(self, owner: str, name: str) -> Upload:
        """Stops what is being done; a load that is shown already stays.

        Its files are removed. One that has ended is forgotten.

        Raises:
            UsageError: there is no such upload.
        """
        job = self._job(owner, name)
        self._stop(job)
        with self._lock:
            if job.upload.state in ENDED and not job.cancelled:
                self._jobs.pop(name, None)
            elif job.upload.state not in ENDED:
                job.upload = replace(job.upload, state="cancelled")
        shutil.rmtree(job.folder, ignore_errors=True)
        return job.upload

    def close(self) -> None:
        """Stops everything; nothing of any upload stays."""
        for job in list(self._jobs.values()):
            self._stop(job)
        shutil.rmtree(self._top, ignore_errors=True)

    def _job(self, owner: str, name: str) -> _Job:
        with self._lock:
            job = self._jobs.get(name)
        if job is None or job.upload.owner != owner:
            raise _unknown(name)
        return job

    def _start(self, job: _Job, work: Callable[[_Job], None]) -> None:
        def run() -> None:
            with self._turns:
                if not job.cancelled:
                    work(job)

        job.thread = threading.Thread(target=run, name=f"upload {job.upload.id}", daemon=True)
        job.thread.start()

    def _read(self, job: _Job) -> None:
        answer = self._worked(job, {"do": "read", "wish": asdict(job.upload.wish)}, READ_SECONDS)
        if job.cancelled:
            self._set(job, state="cancelled")
            return
        if "read" not in answer:
            self._set(job, state="failed", error=answer["error"])
            return
        read = answer["read"]
        upload = replace(job.upload, read=read)
        refused = job.allowed(upload)
        if refused is not None:
            self._set(job, state="refused", read=_empty(read), error=told(refused))
        elif read["counts"] is None:
            self._set(job, read=read, state="refused")
        else:
            self._set(job, read=read, state="ready")

    def _load(self, job: _Job) -> None:
        wish = replace(job.upload.wish, dataset=job.upload.dataset, edition=job.upload.edition)
        answer = self._worked(job, {"do": "load", "wish": asdict(wish)}, None)
        if "loaded" in answer:
            self._set(job, state="loaded", loaded=answer["loaded"])
        elif job.cancelled:
            self._set(job, state="cancelled")
        else:
            self._set(job, state="failed", error=answer["error"])

    def _worked(
        self, job: _Job, order: Mapping[str, Any], seconds: float | None
    ) -> Mapping[str, Any]:
        """The last answer of the process that works on ``order``; progress is noted meanwhile."""
        whole = {
            **order,
            "path": str(job.path),
            "settings": self._settings.model_dump(mode="json"),
        }
        words = [sys.executable, "-P", "-m", "kinerja_graph.workflow.upload_work"]
        with subprocess.Popen(  # noqa: S603  # our own module; all else goes by its input
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        ) as process:
            job.process = process
            timer = threading.Timer(seconds or 10**6, process.kill)
            timer.daemon = True
            timer.start()
            try:
                return self._followed(job, process, json.dumps(whole))
            finally:
                timer.cancel()
                job.process = None
                process.kill()

    def _followed(self, job: _Job, process: subprocess.Popen[str], order: str) -> Mapping[str, Any]:
        if process.stdin is None or process.stdout is None:  # both are pipes
            raise AssertionError(process)
        try:
            process.stdin.write(order + "\n")
            process.stdin.flush()
        except OSError:
            return {"error": _LOST}
        for line in process.stdout:
            answer: dict[str, Any] = json.loads(line)
            if "stage" not in answer:
                return answer
            self._set(job, stage=answer["stage"], done=answer["done"], total=answer["total"])
        return {"error": _LOST}

    def _stop(self, job: _Job) -> None:
        """Ends the work on an upload: reading at once, a load at its next batch."""
        with self._lock:
            job.cancelled = job.upload.state not in ENDED
            process, loading = job.process, job.upload.state == "loading"
        if process is None:
            return
        if loading and process.stdin is not None:
            try:
                process.stdin.close()
            except OSError:
                loading = False
        if not loading:
            process.kill()
        if job.thread is not None:
            job.thread.join(PATIENCE_SECONDS)
            if job.thread.is_alive():
                process.kill()
                job.thread.join(PATIENCE_SECONDS)

    def _set(self, job: _Job, **facts: Any) -> None:
        with self._lock:
            job.upload = replace(job.upload, **facts)
        if job.upload.state in ENDED:
            shutil.rmtree(job.folder, ignore_errors=True)

    def _let_go(self) -> None:
        """Cancels what has been ready for long and was not loaded; the lock is held."""
        for job in self._jobs.values():
            if job.upload.state == "ready" and time.monotonic() - job.born > READY_SECONDS:
                job.upload = replace(job.upload, state="cancelled")
                shutil.rmtree(job.folder, ignore_errors=True)

    def _make_room(self) -> None:
        """Forgets those that ended longest ago; the lock is held."""
        ended = sorted(
            (one for one in self._jobs.values() if one.upload.state in ENDED),
            key=lambda one: one.born,
        )
        for job in ended[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[job.upload.id]


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


def _sweep(top: Path) -> None:
    """Removes folders of services that are a day old: none that runs has any so long untouched."""
    for one in top.glob("*"):
        try:
            old = time.time() - one.stat().st_mtime > STALE_SECONDS
        except OSError:
            continue
        if old:
            shutil.rmtree(one, ignore_errors=True)


def _empty(read: Mapping[str, Any]) -> dict[str, Any]:
    """What was read, without anything but the names: for who may not load it."""
    return {**read, "errors": {"id": [], "en": []}, "counts": None, "problems": None}


def _unknown(name: str) -> UsageError:
    return UsageError(
        Text(id="Tidak ada unggahan {name}.", en="There is no upload {name}."),
        mend=Text(
            id="Unggahan hanya ada selama layanan menyala; kirim berkasnya lagi.",
            en="Uploads last as long as the service runs; send the files again.",
        ),
        where=name,
        code="unknown-upload",
        name=name,
    )


def _not_ready(upload: Upload) -> UsageError:
    return UsageError(
        Text(
            id="Unggahan ini tidak siap dimuat; keadaannya: {state}.",
            en="This upload is not ready to be loaded; its state is {state}.",
        ),
        mend=Text(
            id="Tunggu sampai keadaannya ready; yang ditolak diperbaiki lalu dikirim lagi.",
            en="Wait until its state is ready; mend what was refused and send it again.",
        ),
        where=upload.id,
        code="not-ready",
        state=upload.state,
    )


def _too_many(owner: str) -> UsageError:
    return UsageError(
        Text(
            id="{owner} sudah mempunyai {most} unggahan yang belum selesai.",
            en="{owner} has {most} uploads that have not ended already.",
        ),
        mend=Text(
            id="Muat atau batalkan salah satunya dahulu.", en="Load or cancel one of them first."
        ),
        code="too-many-uploads",
        owner=owner,
        most=MOST_EACH,
    )
