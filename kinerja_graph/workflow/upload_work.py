"""The process that reads, loads or compares one upload.

Started as ``python -m kinerja_graph.workflow.upload_work``.

Its order is one line of JSON on standard input, so that no password appears in the process list.
At the end of input, what writes stops at its next batch. Lines of JSON on standard output report
progress (``stage``, ``done``, ``total``) and finally ``read``, ``loaded``, ``compared`` or
``error``.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TextIO

from kinerja_graph.errors import KinerjaError
from kinerja_graph.model.documents import PLAN
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import Reading
from kinerja_graph.workflow.reading import ReadOptions, read_counts, validate
from kinerja_graph.workflow.upload import UploadContents, failure_of

MOST_ERRORS: Final = 5_000
"""The number of problems listed one by one; all of them are counted."""
_PAUSE: Final = 0.1


class Stopped(Exception):
    """The work should stop."""


class Work:
    """One order, and the streams on which it is controlled and reported."""

    def __init__(self, order: Mapping[str, Any], heard: TextIO, out: TextIO) -> None:
        """Start to listen for the end of ``heard``."""
        self._path = Path(order["path"])
        self._settings = Settings(**order["settings"])
        self._read_options = ReadOptions(**order["read_options"])
        self._out = out
        self._stop = threading.Event()
        self._told = 0.0
        threading.Thread(target=self._listen, args=(heard,), daemon=True).start()

    def read(self) -> dict[str, Any]:
        """Read the files; return their content and problems."""
        self._say("read", 0, 0)
        reading = validate(self._path, settings=self._settings, wish=self._read_options)
        return {"read": asdict(contents(reading))}

    def load(self) -> dict[str, Any]:
        """Load the files; return the number of nodes by label."""
        self._say("read", 0, 0)
        # a process that only reads starts faster without the database modules
        load = import_module("kinerja_graph.workflow.loading").load
        done = load(
            self._path, settings=self._settings, wish=self._read_options, progress=self._progress
        )
        return {"loaded": done.loaded.counts}

    def compare(self, before: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
        """Compare the files with a loaded edition; nothing of them stays in the database.

        Args:
            before: the dataset and the name of the edition.
            names: the sender's names of the files.
        """
        self._say("read", 0, 0)
        # as above
        preview_upload = import_module("kinerja_graph.workflow.upload_preview").preview_upload
        place = (self._path, self._read_options, self._settings)
        return {"compared": preview_upload(*place, before, names, self._progress)}

    def say(self, answer: Mapping[str, Any]) -> None:
        """Write one line."""
        self._out.write(json.dumps(answer) + "\n")
        self._out.flush()

    def _progress(self, stage: str, done: int, total: int) -> None:
        if self._stop.is_set() and not (stage == "show" and done == total):
            raise Stopped
        if done == total or time.monotonic() - self._told > _PAUSE:
            self._told = time.monotonic()
            self._say(stage, done, total)

    def _say(self, stage: str, done: int, total: int) -> None:
        self.say({"stage": stage, "done": done, "total": total})

    def _listen(self, heard: TextIO) -> None:
        heard.read()
        self._stop.set()


def contents(reading: Reading) -> UploadContents:
    """Summarise what was read: names, number of records by label, problems and their numbers."""
    grave = [problem.severity for problem in reading.problems]
    plan = None if reading.cascade is None else reading.cascade.plan
    return UploadContents(
        dataset=None if plan is None else plan.dataset,
        edition=None if plan is None else plan.edition,
        name=None if plan is None else plan.name,
        counts=read_counts(reading),
        errors=reading.problems[:MOST_ERRORS],
        problems={one: grave.count(one) for one in ("error", "warning")},
        digest=None if plan is None else plan.digest,
        document=None if plan is None else plan.document or PLAN,
    )


def main(heard: TextIO = sys.stdin, out: TextIO = sys.stdout) -> int:
    """Carry out one order."""
    logging.disable(logging.CRITICAL)
    order: dict[str, Any] = json.loads(heard.readline())
    work = Work(order, heard, out)
    try:
        match order["do"]:
            case "read":
                work.say(work.read())
            case "load":
                work.say(work.load())
            case _:
                work.say(work.compare(order["before"], order["names"]))
    except KinerjaError as error:
        work.say({"error": asdict(failure_of(error))})
    except Stopped:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
