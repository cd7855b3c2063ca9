"""An engine whose server a keeper of ours watches: found, started and ended by commands."""

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
from kinerja_graph.store.process import begin, bury, end
from kinerja_graph.store.state import Place, Running, read_state
from kinerja_graph.store.supervisor import FAILED, READY, failure

_LOOK_SECONDS: Final = 0.05


class SupervisedEngine(ABC):
    """The engine of one home folder; commands of several processes may use it at once."""

    def __init__(self, place: Place, *, start_seconds: float, stop_seconds: float) -> None:
        """Nothing is started or written yet.

        Args:
            place: where it lives.
            start_seconds: the longest that a start takes.
            stop_seconds: after which an end that does not come is forced.
        """
        self.place = place
        self._start_seconds = start_seconds
        self._stop_seconds = stop_seconds

    def running(self) -> Running | None:
        """Who answers now; None where the engine does not run or is not ready."""
        found = read_state(self.place.state)
        return found if found is not None and found.ready and found.alive() else None

    def stop(self) -> None:
        """Ends the engine where it runs; a second call does nothing.

        Raises:
            EngineError: it does not end.
        """
        if not self.place.folder.is_dir():
            return
        with self._door():
            self._end()

    @abstractmethod
    def _keeper_words(self) -> list[str]:
        """The module of its launcher, and what that wants to know.

        Raises:
            EngineError: something that it needs is missing.
        """

    @abstractmethod
    def _trouble(self, why: str) -> EngineError:
        """The error of an engine that cannot be used."""

    @abstractmethod
    def _use(self) -> None:
        """Says that it is used, so that it does not end meanwhile."""

    def _end(self) -> None:
        """Ends keeper and server, with the door held.

        Raises:
            EngineError: one of them does not end.
        """
        found = read_state(self.place.state)
        if found is None:
            return
        keeper = found.keeper
        gone = keeper is None or end(keeper, self._stop_seconds)
        gone = end(found.server, self._stop_seconds if keeper is None else 5) and gone
        self.place.state.unlink(missing_ok=True)
        if not gone:
            raise self._trouble("it does not end")

    def _found_or_started(self) -> Running:
        """The running engine, with the door held, so that it cannot end meanwhile.

        Raises:
            EngineError: it does not start.
        """
        deadline = time.monotonic() + self._start_seconds
        while time.monotonic() < deadline:
            self._use()
            found = read_state(self.place.state)
            if found is None or not found.kept():
                found = self._started()
            if found is not None and found.ready and found.alive():
                return found
            time.sleep(_LOOK_SECONDS)
        raise self._trouble("it starts again and again")

    def _started(self) -> Running | None:
        """The engine that our new keeper started; None where another keeper is at work."""
        words = [
            sys.executable,
            "-P",
            "-m",
            "kinerja_graph.store.supervisor",
            *self._keeper_words(),
        ]
        log = self.place.folder / "keeper.log"
        keeper = begin(words, log=log, pipe=True)
        bury(keeper)
        with keeper.stdout or nullcontext() as pipe:
            line = pipe.readline() if pipe else b""
        told: dict[str, Any] = json.loads(line or "{}")
        if told.get("outcome") == FAILED:
            raise failure(told)
        if not told:
            raise self._trouble(f"its keeper fell: {end_of(log)}")
        return self.running() if told["outcome"] == READY else None

    @contextmanager
    def _door(self) -> Generator[None]:
        """Holds the lock under which the engine is found, started and ended.

        Raises:
            EngineError: another command holds it for too long, or the folder cannot be written.
        """
        lock = FileLock(self.place.door, timeout=self._start_seconds, mode=0o600)
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
