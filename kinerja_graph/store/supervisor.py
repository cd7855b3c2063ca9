"""Supervise a server of ours: ``python -m kinerja_graph.store.supervisor KIND ARGUMENTS…``.

The supervisor starts the server, ends statements at their limits, and restarts the server at the
same address when it crashes or stops answering. The embedded engine stops after some time without
use, and its supervisor with it; a local Neo4j runs until it is stopped. If the supervisor is
killed, the kernel ends the server. A line on standard output reports the outcome to the starter.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from subprocess import Popen
from typing import Any, Final

from filelock import FileLock, Timeout

from kinerja_graph.errors import EngineError
from kinerja_graph.store.heartbeat import HeartbeatWatch
from kinerja_graph.store.launcher import Launcher, Started, end_server
from kinerja_graph.store.process import end
from kinerja_graph.store.query_watchdog import QueryWatchdog
from kinerja_graph.store.state import Place, Running, read_state, write_state
from kinerja_graph.texts import LANGUAGES, Text

LOG: Final = logging.getLogger(__name__)
READY: Final = "ready"
TAKEN: Final = "taken"
FAILED: Final = "failed"
_LOOK_SECONDS: Final = 0.25
_IDLE_LOOK_SECONDS: Final = 0.5
_LASTING_LOOK_SECONDS: Final = 1.0
_STOP_SECONDS: Final = 15.0


class Pace:
    """How soon a crashed server may be restarted: at once, unless it crashes very often."""

    NUMBER: Final = 10
    SECONDS: Final = 60.0
    """At most ``NUMBER`` starts in this many seconds."""
    PAUSE: Final = 1.0
    """Minimum time between two starts, in seconds."""

    def __init__(self) -> None:
        """Start without any restarts."""
        self._at: deque[float] = deque(maxlen=self.NUMBER)

    def wait(self) -> float:
        """Return in how many seconds the next start is allowed."""
        now = time.monotonic()
        pause = self._at[-1] + self.PAUSE - now if self._at else 0.0
        full = self._at[0] + self.SECONDS - now if len(self._at) == self.NUMBER else 0.0
        return max(0.0, pause, full)

    def begin(self) -> None:
        """Record a start."""
        self._at.append(time.monotonic())


class Supervisor:
    """Supervises one server in one folder."""

    def __init__(self, launcher: Launcher) -> None:
        """Start nothing yet."""
        self._launcher = launcher
        self._place = launcher.place
        self._watch = HeartbeatWatch(self._place.heartbeat_file)
        self._lock = FileLock(self._place.lock_file)
        self._ended = threading.Event()
        self._pace = Pace()

    def finish(self, *_: object) -> None:
        """Request the end of everything; a signal handler."""
        self._ended.set()

    def start(self) -> Started:
        """Start a server, wait until it answers, and write its state file.

        Raises:
            EngineError: it does not start.
        """
        _clear(self._place)
        process, running = self._launcher.launch(self._announce)
        self._announce(running)
        return process, running

    def keep(self, process: Popen[bytes], running: Running) -> None:
        """Watch over the server until nobody needs it, or it cannot be restarted.

        Raises:
            EngineError: a crashed server does not start again.
        """
        watchdog = QueryWatchdog(self._launcher.console(running))
        try:
            while not self._ended.wait(self._pause(watchdog)):
                self._watch.look()
                if process.poll() is None and not watchdog.look(used=self._used):
                    if self._idle():
                        return
                    continue
                LOG.warning("the server fell, does not answer, or does not end a statement")
                self._announce(replace(running, ready=False))  # new commands wait
                end_server(process, 0)
                watchdog.close()
                revived = self._revive(running)
                if revived is None:
                    return
                process, running = revived
                watchdog = QueryWatchdog(self._launcher.console(running))
        finally:
            end_server(process)
            watchdog.close()
            self._place.state.unlink(missing_ok=True)

    def release(self) -> None:
        """Release the lock for the next supervisor."""
        if self._lock.is_locked:
            self._lock.release()

    def _announce(self, running: Running) -> None:
        write_state(self._place.state, running)

    @property
    def _used(self) -> bool:
        return self._launcher.lasting or self._watch.used

    def _pause(self, watchdog: QueryWatchdog) -> float:
        if self._watch.used or watchdog.busy:
            return min(_LOOK_SECONDS, watchdog.next_limit)
        return _LASTING_LOOK_SECONDS if self._launcher.lasting else _IDLE_LOOK_SECONDS

    def _idle(self) -> bool:
        """Return whether the idle time is over; if so, hold the lock so that no command gets in."""
        if self._launcher.lasting or not self._watch.expired:
            return False
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        self._watch.look()
        if self._watch.expired:
            return True
        self._lock.release()
        return False

    def _revive(self, before: Running) -> Started | None:
        """Restart the server at its old address; None if nobody needs it.

        Raises:
            EngineError: it does not start; the next command will try. A lasting server is retried
                here instead.
        """
        while not self._ended.wait(self._pace.wait()):
            self._watch.look()
            if not self._used:
                return None
            self._pace.begin()
            try:
                started = self._launcher.start_as(before, self._announce)
            except EngineError as error:
                if not self._launcher.lasting:
                    raise
                LOG.warning("it does not start: %s", error)
                continue
            if started is not None:
                self._announce(started[1])
            if started is not None or not self._launcher.lasting:
                return started
            LOG.warning("port %d is taken", before.bolt_port)
        return None


def _clear(place: Place) -> None:
    """Stop a server left behind by an earlier supervisor."""
    before = read_state(place.state)
    if before is not None:
        end(before.server, _STOP_SECONDS)
        place.state.unlink(missing_ok=True)


def _report(outcome: str, **facts: object) -> None:
    """Write one line for the waiting command, which may be gone."""
    with suppress(OSError):
        sys.stdout.write(json.dumps({"outcome": outcome, **facts}) + "\n")
        sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _serialise(error: EngineError) -> dict[str, object]:
    """Serialise an error for one line; ``failure`` reverses it."""

    def both(text: Text) -> dict[str, str]:
        return {language: text.say(language) for language in LANGUAGES}

    return {
        "what": both(error.what),
        "mend": both(error.mend),
        "where": error.where,
        "code": error.code,
    }


def failure(report: dict[str, Any]) -> EngineError:
    """Return the error of a supervisor whose server did not start, from the line that it wrote."""
    what, mend = (Text(id=report[part]["id"], en=report[part]["en"]) for part in ("what", "mend"))
    return EngineError(what, mend=mend, where=report["where"], code=report["code"])


def main(words: list[str]) -> int:
    """Run a supervisor; ``words`` are the module of its launcher and that launcher's arguments."""
    launcher: Launcher = import_module(f"kinerja_graph.store.{words[0]}").launcher(*words[1:])
    place = launcher.place
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    lock = FileLock(place.folder / "keeper.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        _report(TAKEN)
        return 0
    supervisor = Supervisor(launcher)
    signal.signal(signal.SIGTERM, supervisor.finish)
    signal.signal(signal.SIGINT, supervisor.finish)
    try:
        process, running = supervisor.start()
        _report(READY)
        supervisor.keep(process, running)
    except EngineError as error:
        place.state.unlink(missing_ok=True)
        _report(FAILED, **_serialise(error))
        return 1
    finally:
        lock.release()
        supervisor.release()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
