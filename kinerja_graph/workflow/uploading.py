"""Plan files sent to the service: read in the background, shown, and loaded on request.

Each step runs in a process of its own (``upload_work.py``, ``sheet_work.py``), so that a file that
breaks the reader does not harm the service, and cancelling takes effect at once. No part of an
upload outlives the service.
"""

from __future__ import annotations

import json
import logging
import secrets
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from kinerja_graph.data_frames import own_process
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.sources.formats import format_of_matrix
from kinerja_graph.texts import Language
from kinerja_graph.workflow.arranging import Choice
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.upload import (
    ENDED,
    PROPOSAL,
    Allowed,
    Progress,
    Upload,
    UploadComparison,
    contents_from,
    empty,
    failure_from,
    failure_of,
    no_sheet,
    not_comparable,
    not_ready,
    too_many,
    unknown,
)
from kinerja_graph.workflow.upload_files import folder_of_uploads

LOG: Final = logging.getLogger(__name__)
MOST_KEPT: Final = 50
"""The number of uploads kept in all; the oldest finished ones are forgotten first."""
MOST_EACH: Final = 10
"""The number of unfinished uploads of one sender."""
MOST_AT_ONCE: Final = 2
"""The number of uploads processed at the same time, over all senders; further uploads wait."""
PATIENCE_SECONDS: Final = 20.0
"""How long to wait for a load to stop."""
STALE_SECONDS: Final = 86_400.0
READY_SECONDS: Final = 3_600.0
"""How long what was read is kept waiting to be loaded."""
READ_SECONDS: Final = 900.0
"""How long reading a file may take."""
_LOST: Final = {
    "title": {"id": "Proses pembacaan berakhir tiba-tiba.", "en": "The reading process ended."},
    "remedy": {
        "id": "Kirim berkasnya sekali lagi; bila berulang, kirim lebih sedikit sekaligus.",
        "en": "Send the file once more; if it happens again, send less at once.",
    },
    "where": None,
    "code": "upload-lost",
}


@dataclass(slots=True)
class _Job:
    """An upload with its files and the process that works on it.

    Attributes:
        desk: for a sheet to import, the process that waits for further orders about it.
        order: the last such order.
        comparison: with the edition asked for last, under way or done.
        halted: whether the work under way is no longer wanted.
    """

    upload: Upload
    path: Path
    allowed: Allowed
    process: subprocess.Popen[str] | None = None
    thread: threading.Thread | None = None
    cancelled: bool = False
    desk: subprocess.Popen[str] | None = None
    order: Mapping[str, Any] = field(default_factory=dict[str, Any])
    comparison: UploadComparison | None = None
    halted: bool = False
    born: float = field(default_factory=time.monotonic)

    @property
    def folder(self) -> Path:
        """The folder of its files."""
        return self.path if len(self.upload.names) > 1 else self.path.parent


@dataclass(frozen=True, slots=True)
class Sheets:
    """What to do with a sheet that is not a plan.

    Attributes:
        readable_only: whether to refuse it if no import can be proposed; else it waits for a user
            to say what its columns are.
        map: import it by this map (YAML); None: propose an import.
        language: of the headings in a plan that is made by the map.
    """

    readable_only: bool = False
    map: str | None = None
    language: Language = "id"


class Uploads:
    """All uploads of a service."""

    def __init__(
        self,
        settings: Settings,
        *,
        keep: bool = False,
        on_load: Callable[[Upload], None] | None = None,
    ) -> None:
        """Remove files more than a day old that crashed services left behind.

        With ``keep``, for one user at their own machine, what is ready never expires, and files
        stay after their load: they can be annotated, and a sheet can be read again in another way.
        ``on_load`` is called with each upload that was loaded.
        """
        self._settings = settings
        self._keep = keep
        self._on_load = on_load
        _sweep(folder_of_uploads(settings))
        self._top = folder_of_uploads(settings) / secrets.token_hex(8)
        self._jobs: dict[str, _Job] = {}
        self._coming: dict[str, str] = {}
        self._lock = threading.Lock()
        self._waiting: list[tuple[_Job, Callable[[_Job], None]]] = []
        self._working: list[_Job] = []

    def fresh_folder(self, owner: str) -> Path:
        """Create a private folder for the files of a new upload.

        Pass it to ``take``, or to ``abandon`` if the files do not arrive completely.

        Raises:
            UsageError: the sender has too many unfinished uploads (``too-many-uploads``).
            OSError: the folder cannot be created.
        """
        with self._lock:
            self._let_go()
            mine = [one for one in self._jobs.values() if one.upload.owner == owner]
            open_ones = sum(one.upload.state not in ENDED for one in mine)
            if open_ones + list(self._coming.values()).count(owner) >= MOST_EACH:
                raise too_many(owner, MOST_EACH)
            folder = self._top / secrets.token_urlsafe(16)
            self._coming[folder.name] = owner
        try:
            folder.mkdir(parents=True, mode=0o700)
        except OSError:
            self.abandon(folder)
            raise
        return folder

    def abandon(self, folder: Path) -> None:
        """Remove a folder from ``fresh_folder`` whose files did not arrive completely."""
        with self._lock:
            self._coming.pop(folder.name, None)
        shutil.rmtree(folder, ignore_errors=True)

    def abandon_unless_taken(self, folder: Path) -> None:
        """Do the same, unless its files became an upload meanwhile."""
        with self._lock:
            is_waiting = folder.name in self._coming
        if is_waiting:
            self.abandon(folder)

    def take(
        self,
        owner: str,
        folder: Path,
        read_options: ReadOptions,
        names: Iterable[str],
        allowed: Allowed,
        *,
        sheets: Sheets | None = None,
    ) -> Upload:
        """Start reading the files in ``folder`` and return their upload.

        Args:
            owner: who sent it.
            folder: from ``fresh_folder``.
            read_options: how to read the files.
            names: the names of the files in ``folder``.
            allowed: returns why the sender may not load what was read, or None.
            sheets: what to do with a sheet that is not a plan; None: it is refused.
        """
        listed = tuple(names)
        path = folder / listed[0] if len(listed) == 1 else folder
        size = sum((folder / name).stat().st_size for name in listed)
        upload = Upload(
            id=folder.name, owner=owner, names=listed, size=size, read_options=read_options
        )
        job = _Job(upload, path, allowed)
        with self._lock:
            self._coming.pop(folder.name, None)
            self._jobs[upload.id] = job
            self._make_room()
        if sheets is not None and len(listed) == 1 and format_of_matrix(path) is not None:
            job.order = {"do": "look", "read_options": asdict(read_options), **asdict(sheets)}
            self._start(job, self._cell_format)
        else:
            self._start(job, self._read)
        return upload

    def arrange(self, owner: str, name: str, choice: Choice, *, another: bool = False) -> Upload:
        """Start reading a sheet as chosen, or with ``another``, by the next form that fits.

        Raises:
            UsageError: there is no such upload, or it is not a waiting sheet (``not-ready``).
        """
        return self._ask(
            owner, name, {"do": "arrange", "choice": asdict(choice), "another": another}
        )

    def make_plan(
        self,
        owner: str,
        name: str,
        choice: Choice,
        read_options: ReadOptions,
        language: Language,
        *,
        map_: str | None = None,
    ) -> Upload:
        """Start making a plan from a sheet, as chosen or by ``map_``, and reading that plan.

        Raises:
            UsageError: there is no such upload, or it is not a waiting sheet (``not-ready``).
        """
        order = {
            "do": "import",
            "choice": asdict(choice),
            "read_options": asdict(read_options),
            "language": language,
            "map": map_,
        }
        return self._ask(owner, name, order, read_options=read_options)

    def plan_of(self, owner: str, name: str) -> Path | None:
        """Return the path of the plan made from a sheet, or None if it no longer exists.

        Raises:
            UsageError: there is no such upload.
        """
        job = self._job(owner, name)
        plan = job.upload.plan
        path = None if plan is None else job.path.parent / plan
        return path if path is not None and path.is_file() else None

    def input_of(self, owner: str, name: str) -> Path | None:
        """Return the path of what is loaded: the plan made from a sheet, or what was sent.

        None if it no longer exists.

        Raises:
            UsageError: there is no such upload.
        """
        job = self._job(owner, name)
        path = job.path if job.upload.plan is None else job.path.parent / job.upload.plan
        return path if path.exists() else None

    @property
    def is_loading(self) -> bool:
        """Whether something is being loaded, which should not be interrupted."""
        with self._lock:
            return any(one.upload.state == "loading" for one in self._jobs.values())

    def _ask(self, owner: str, name: str, order: Mapping[str, Any], **facts: Any) -> Upload:
        job = self._job(owner, name)
        changeable = {"proposed", "ready", "loaded"} if self._keep else {"proposed", "ready"}
        with self._lock:
            if job.upload.proposed is None or job.upload.state not in changeable:
                raise no_sheet(job.upload)
            self._halt_comparison(job)
            job.order = order
            job.upload = replace(
                job.upload, state="reading", read=None, error=None, progress=Progress(), **facts
            )
        self._start(job, self._cell_format)
        return job.upload

    def mine(self, owner: str) -> tuple[Upload, ...]:
        """Return the uploads of a sender, newest first."""
        with self._lock:
            found = [one for one in self._jobs.values() if one.upload.owner == owner]
            return tuple(one.upload for one in sorted(found, key=lambda one: -one.born))

    def one(self, owner: str, name: str) -> Upload:
        """Return the sender's upload with the id ``name``.

        Raises:
            UsageError: there is none (``unknown-upload``).
        """
        return self._job(owner, name).upload

    def load(self, owner: str, name: str, *, edition: str | None = None) -> Upload:
        """Start loading what was read, as ``edition`` if it is given.

        Raises:
            KinerjaError: there is no such upload, it is not ready (``not-ready``), or the sender
                may not load it.
        """
        job = self._job(owner, name)
        with self._lock:
            if job.upload.state != "ready":
                raise not_ready(job.upload)
            refused = job.allowed(job.upload)
            if refused is not None:
                raise refused
            self._halt_comparison(job)
            read = job.upload.read
            if edition is not None and read is not None:
                read = replace(read, edition=edition)
            job.upload = replace(job.upload, state="loading", read=read, progress=Progress())
        self._start(job, self._load)
        return job.upload

    def compare(self, owner: str, name: str, edition: Edition) -> UploadComparison:
        """Return what the upload would change in ``edition``; if unknown, start to find out.

        One comparison is kept of an upload, the one asked for last. A failure is returned once;
        who asks again starts anew.

        Raises:
            KinerjaError: there is no such upload, it is not ready (``not-ready``), or the sender
                may not load it.
        """
        job = self._job(owner, name)
        with self._lock:
            if job.upload.state != "ready":
                raise not_comparable(job.upload)
            refused = job.allowed(job.upload)
            if refused is not None:
                raise refused
            now = job.comparison
            if now is not None and now.scope == edition.scope:
                if now.error is not None:
                    job.comparison = None
                return now
            self._halt_comparison(job)
            wanted = UploadComparison(scope=edition.scope)
            job.comparison = wanted
            job.upload = replace(job.upload, progress=Progress())
        self._start(job, partial(self._compare, wanted=wanted, edition=edition))
        return wanted

    def cancel(self, owner: str, name: str) -> Upload:
        """Stop an upload and remove its files; a load that is already visible stays.

        An upload that has already ended is forgotten.

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
        """Stop everything and remove all files."""
        with self._lock:
            self._waiting.clear()
        for job in list(self._jobs.values()):
            self._stop(job)
        shutil.rmtree(self._top, ignore_errors=True)

    def _job(self, owner: str, name: str) -> _Job:
        with self._lock:
            job = self._jobs.get(name)
        if job is None or job.upload.owner != owner:
            raise unknown(name)
        return job

    def _start(self, job: _Job, work: Callable[[_Job], None]) -> None:
        """Queue ``work``; while waiting it uses neither a thread nor a process."""
        with self._lock:
            self._waiting.append((job, work))
            self._begin_next()

    def _begin_next(self) -> None:
        """Start as much waiting work as allowed; the caller holds the lock.

        Work of the sender with the least in progress goes first, then the oldest.
        """
        while len(self._working) < MOST_AT_ONCE:
            under_way = Counter(one.upload.owner for one in self._working)
            able = [
                one
                for one in self._waiting
                if under_way[one[0].upload.owner] < self._settings.caller_uploads
                and one[0] not in self._working  # a comparison that is to end first
            ]
            if not able:
                return
            first = min(able, key=lambda one: under_way[one[0].upload.owner])
            self._waiting.remove(first)
            job, work = first
            job.halted = False
            self._working.append(job)
            job.thread = threading.Thread(
                target=self._done, args=(job, work), name=f"upload {job.upload.id}", daemon=True
            )
            job.thread.start()

    def _done(self, job: _Job, work: Callable[[_Job], None]) -> None:
        try:
            if not job.cancelled:
                work(job)
        except Exception:
            LOG.exception("the work on an upload failed: internal error")
            # an upload that never ends would count against its sender while the service runs
            if job.cancelled:
                self._set(job, state="cancelled")
            else:
                self._set(job, state="failed", error=failure_from(_LOST))
        finally:
            with self._lock:
                self._working.remove(job)
                self._begin_next()

    def _cell_format(self, job: _Job) -> None:
        """Have an order about a sheet carried out; a plan is treated as if just read."""
        answer = self._at_desk(job)
        if job.cancelled:
            self._set(job, state="cancelled")
        elif "error" in answer and job.upload.proposed is not None and answer["error"] is not _LOST:
            self._set(job, state="proposed", error=failure_from(answer["error"]))
        elif "proposed" in answer:
            told = answer["proposed"]
            proposal = PROPOSAL.validate_python(told["proposal"])
            self._set(job, state="proposed", proposed=told, proposal=proposal)
        else:
            self._take_read(job, answer)

    def _read(self, job: _Job) -> None:
        answer = self._worked(
            job, {"do": "read", "read_options": asdict(job.upload.read_options)}, READ_SECONDS
        )
        if job.cancelled:
            self._set(job, state="cancelled")
            return
        self._take_read(job, answer)

    def _take_read(self, job: _Job, answer: Mapping[str, Any]) -> None:
        """Record the result of reading a plan; a refused plan from a sheet can be made again."""
        if "read" not in answer:
            self._set(job, state="failed", error=failure_from(answer["error"]))
            return
        plan = answer.get("plan")
        read = contents_from(answer["read"])
        upload = replace(job.upload, read=read)
        refused = job.allowed(upload)
        if refused is not None:
            self._set(job, state="refused", read=empty(read), error=failure_of(refused))
        elif read.counts is None:
            waits = job.upload.proposed is not None
            self._set(job, read=read, plan=plan, state="proposed" if waits else "refused")
        else:
            self._set(job, read=read, plan=plan, state="ready")

    def _load(self, job: _Job) -> None:
        read_options = replace(
            job.upload.read_options, dataset=job.upload.dataset, edition=job.upload.edition
        )
        answer = self._worked(job, {"do": "load", "read_options": asdict(read_options)}, None)
        if "loaded" in answer:
            self._set(job, state="loaded", loaded=answer["loaded"])
            if self._on_load is not None:
                self._on_load(job.upload)
        elif job.cancelled:
            self._set(job, state="cancelled")
        else:
            self._set(job, state="failed", error=failure_from(answer["error"]))

    def _compare(self, job: _Job, *, wanted: UploadComparison, edition: Edition) -> None:
        """Have an upload compared, unless something else was asked for meanwhile."""
        if job.comparison is not wanted:
            return
        before = {"dataset": edition.dataset, "edition": edition.edition, "document": edition.code}
        read_options = asdict(replace(job.upload.read_options, edition=job.upload.edition))
        order = {
            "do": "compare",
            "read_options": read_options,
            "before": before,
            "names": job.upload.names,
        }
        try:
            answer = self._worked(job, order, READ_SECONDS)
        except Exception:
            LOG.exception("comparing an upload failed: internal error")
            answer = {"error": _LOST}
        if "compared" in answer:
            done = replace(wanted, found=answer["compared"])
        else:
            done = replace(wanted, error=failure_from(answer["error"]))
        with self._lock:
            if job.comparison is wanted:
                job.comparison = done

    def _halt_comparison(self, job: _Job) -> None:
        """Stop comparing an upload, and forget what was found; the caller holds the lock."""
        job.comparison = None
        self._waiting = [one for one in self._waiting if one[0] is not job]
        if job not in self._working:
            return
        job.halted = True
        process = job.process
        if process is not None:
            _end_input(process)
            patience = threading.Timer(PATIENCE_SECONDS, process.kill)
            patience.daemon = True
            patience.start()

    def _worked(
        self, job: _Job, order: Mapping[str, Any], seconds: float | None
    ) -> Mapping[str, Any]:
        """Run ``order`` in a process and return its last answer, recording progress meanwhile."""
        with _worker("upload_work") as process:
            try:
                return self._timed(job, process, order, seconds)
            finally:
                process.kill()

    def _at_desk(self, job: _Job) -> Mapping[str, Any]:
        """Return the answer to the last order about a sheet from the process kept for it."""
        kept = job.desk
        if kept is None or kept.poll() is not None:
            return self._at_fresh_desk(job)
        answer = self._timed(job, kept, job.order, READ_SECONDS)
        lost = answer.get("error") is _LOST  # it may have been killed to make room
        return self._at_fresh_desk(job) if lost and not job.cancelled else self._kept(job, answer)

    def _at_fresh_desk(self, job: _Job) -> Mapping[str, Any]:
        _end(job.desk)
        self._make_desk_room()
        job.desk = _worker("sheet_work")
        return self._kept(job, self._timed(job, job.desk, job.order, READ_SECONDS))

    def _kept(self, job: _Job, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the answer, and end its process unless further orders may follow."""
        if job.upload.proposed is None and "proposed" not in answer:
            _end(job.desk)
            job.desk = None
        return answer

    def _make_desk_room(self) -> None:
        """End the oldest idle processes; only a few are kept, over all senders."""
        with self._lock:
            idle = [one for one in self._jobs.values() if one.desk and one.process is None]
            idle.sort(key=lambda one: one.born)
            spare = idle[: max(0, len(idle) - MOST_AT_ONCE + 1)]
            ended = [one.desk for one in spare]
            for one in spare:
                one.desk = None
        for process in ended:
            _end(process)

    def _timed(
        self,
        job: _Job,
        process: subprocess.Popen[str],
        order: Mapping[str, Any],
        seconds: float | None,
    ) -> Mapping[str, Any]:
        """Return the answer of a process to an order; kill the process if it takes too long."""
        path = job.path
        if order["do"] in {"load", "compare"} and job.upload.plan is not None:
            path = job.path.parent / job.upload.plan
        whole = {**order, "path": str(path), "settings": self._settings.model_dump(mode="json")}
        job.process = process
        timer = threading.Timer(seconds or 10**6, process.kill)
        timer.daemon = True
        timer.start()
        try:
            return self._followed(job, process, json.dumps(whole))
        finally:
            timer.cancel()
            job.process = None

    def _followed(self, job: _Job, process: subprocess.Popen[str], order: str) -> Mapping[str, Any]:
        if process.stdin is None or process.stdout is None:  # both are pipes
            raise AssertionError(process)
        try:
            process.stdin.write(order + "\n")
            process.stdin.flush()
        except OSError:
            with suppress(OSError):
                process.stdin.close()  # it still buffers the order, which nobody reads
            return {"error": _LOST}
        for line in process.stdout:
            if not line.endswith("\n"):
                break  # it was killed while writing
            answer: dict[str, Any] = json.loads(line)
            if "stage" not in answer:
                return answer
            self._set(job, progress=Progress(**answer))
            if job.halted:  # before its process had begun
                _end_input(process)
        return {"error": _LOST}

    def _stop(self, job: _Job) -> None:
        """Stop the work on an upload: reading at once, what writes at its next batch."""
        with self._lock:
            job.cancelled = job.upload.state not in ENDED
            self._waiting = [one for one in self._waiting if one[0] is not job]
            process = job.process
            loading = job.upload.state == "loading" or job.comparison is not None
            job.comparison = None
        if process is None:
            _end(job.desk)
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
            desk = job.desk if job.upload.state in ENDED else None
        if desk is not None:
            _end(desk)
        if job.upload.state in ENDED and not (self._keep and job.upload.state == "loaded"):
            shutil.rmtree(job.folder, ignore_errors=True)

    def _let_go(self) -> None:
        """Cancel uploads that waited too long to be loaded; the caller holds the lock."""
        if self._keep:
            return
        for job in self._jobs.values():
            if (
                job.upload.state in {"ready", "proposed"}
                and time.monotonic() - job.born > READY_SECONDS
            ):
                self._halt_comparison(job)
                job.upload = replace(job.upload, state="cancelled")
                _end(job.desk)
                shutil.rmtree(job.folder, ignore_errors=True)

    def _make_room(self) -> None:
        """Forget the oldest finished uploads; the caller holds the lock."""
        ended = sorted(
            (one for one in self._jobs.values() if one.upload.state in ENDED),
            key=lambda one: one.born,
        )
        for job in ended[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[job.upload.id]


def _worker(module: str) -> subprocess.Popen[str]:
    """Start a process that waits for its order."""
    words = own_process(f"kinerja_graph.workflow.{module}")
    return subprocess.Popen(  # noqa: S603  # our own module; everything else goes through its standard input
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def _end_input(process: subprocess.Popen[str]) -> None:
    """Close the input of a process, so that it stops at its next batch."""
    with suppress(OSError):
        if process.stdin is not None:
            process.stdin.close()


def _end(process: subprocess.Popen[str] | None) -> None:
    """Kill a kept process and wait for it."""
    if process is not None:
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # input that nobody reads any more
                if pipe is not None:
                    pipe.close()
        process.wait()


def _sweep(top: Path) -> None:
    """Remove folders older than a day; no running service leaves its folder untouched that long."""
    for one in top.glob("*"):
        try:
            old = time.time() - one.stat().st_mtime > STALE_SECONDS
        except OSError:
            continue
        if old:
            shutil.rmtree(one, ignore_errors=True)
