"""An engine whose server runs under our supervisor: commands find, start and stop it."""

from __future__ import annotations

import json
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from typing import Any, Final

from filelock import FileLock, Timeout

from kinerja_graph.errors import EngineError
from kinerja_graph.store.files import end_of, unwritable
from kinerja_graph.store.process import end, reap, start_process
from kinerja_graph.store.state import Place, Running, read_state
from kinerja_graph.store.supervisor import FAILED, READY, failure

_LOOK_SECONDS: Final = 0.05


class SupervisedEngine(ABC):
    """The engine of one home folder; several processes may use it at once."""

    def __init__(self, place: Place, *, start_seconds: float, stop_seconds: float) -> None:
        """Start and write nothing yet.

        Args:
            place: its folder and memory limit.
            start_seconds: the longest that a start takes.
            stop_seconds: after which the processes are killed if they have not stopped.
        """
        self.place = place
        self._start_seconds = start_seconds
        self._stop_seconds = stop_seconds

    def running(self) -> Running | None:
        """Return the engine that answers now; None if it is not running or not ready."""
        found = read_state(self.place.state)
        return found if found is not None and found.ready and found.alive() else None

    def stop(self) -> None:
        """Stop the engine if it is running; a second call does nothing.

        Raises:
            EngineError: it does not stop.
        """
        if not self.place.folder.is_dir():
            return
        with self._lock():
            self._end()

    @abstractmethod
    def _supervisor_arguments(self) -> list[str]:
        """Return the supervisor's arguments: the module of its launcher, and that launcher's own.

        Raises:
            EngineError: something that it needs is missing.
        """

    @abstractmethod
    def _trouble(self, why: str) -> EngineError:
        """Return the error of an engine that cannot be used."""

    @abstractmethod
    def _use(self) -> None:
        """Record that the engine is in use, so that it does not stop meanwhile."""

    def _end(self) -> None:
        """Stop supervisor and server; call with the lock held.

        Raises:
            EngineError: one of them does not stop.
        """
        found = read_state(self.place.state)
        if found is None:
            return
        supervisor = found.keeper
        gone = supervisor is None or end(supervisor, self._stop_seconds)
        gone = end(found.server, self._stop_seconds if supervisor is None else 5) and gone
        self.place.state.unlink(missing_ok=True)
        if not gone:
            raise self._trouble("it does not end")

    def _find_or_start(self) -> Running:
        """Find or start the engine; call with the lock held, so that it cannot stop meanwhile.

        Raises:
            EngineError: it does not start.
        """
        deadline = time.monotonic() + self._start_seconds
        while time.monotonic() < deadline:
            self._use()
            found = read_state(self.place.state)
            if found is None or not found.kept():
                found = self._start_supervised()
            if found is not None and found.ready and found.alive():
                return found
            time.sleep(_LOOK_SECONDS)
        raise self._trouble("it starts again and again")

    def _start_supervised(self) -> Running | None:
        """Start the engine under a new supervisor; None if another supervisor is at work."""
        command = [
            sys.executable,
            "-P",
            "-m",
            "kinerja_graph.store.supervisor",
            *self._supervisor_arguments(),
        ]
        log = self.place.folder / "keeper.log"
        supervisor = start_process(command, log=log, pipe=True)
        reap(supervisor)
        with supervisor.stdout or nullcontext() as pipe:
            line = pipe.readline() if pipe else b""
        report: dict[str, Any] = json.loads(line or "{}")
        if report.get("outcome") == FAILED:
            raise failure(report)
        if not report:
            raise self._trouble(f"its supervisor crashed: {end_of(log)}")
        return self.running() if report["outcome"] == READY else None

    @contextmanager
    def _lock(self) -> Generator[None]:
        """Hold the lock under which the engine is found, started and stopped.

        Raises:
            EngineError: another command holds it for too long, or the folder cannot be written.
        """
        lock = FileLock(self.place.lock_file, timeout=self._start_seconds, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise self._trouble("another command holds it") from error
        except OSError as error:
            raise unwritable(self.place.folder, error) from error
        try:
            yield
        finally:
            lock.release()
