"""The process that owns the embedded engine's server: ``python -m kinerja_graph.store.keeper``.

It starts the server, ends statements at their limits, starts the server again when it falls while
somebody uses it, and ends it, and itself, when nobody has used it for some time. The kernel ends
the server when the keeper is killed. A line on standard output tells the starter how it went.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from subprocess import Popen
from typing import Final

from filelock import FileLock, Timeout

from kinerja_graph.errors import EngineError
from kinerja_graph.store.arcadedb import Place, end_server, launch, start_as
from kinerja_graph.store.console import Console
from kinerja_graph.store.overseer import Overseer
from kinerja_graph.store.presence import Watch
from kinerja_graph.store.process import end
from kinerja_graph.store.state import Running, read_state, write_state
from kinerja_graph.texts import LANGUAGES

LOG: Final = logging.getLogger(__name__)
READY: Final = "ready"
TAKEN: Final = "taken"
FAILED: Final = "failed"
_LOOK_SECONDS: Final = 0.25
_IDLE_LOOK_SECONDS: Final = 0.5
_REVIVALS: Final = 3
_STOP_SECONDS: Final = 15.0


class Keeper:
    """Keeps one server in one folder."""

    def __init__(self, place: Place) -> None:
        """Nothing is started yet."""
        self._place = place
        self._watch = Watch(place.mark)
        self._door = FileLock(place.door)
        self._ended = threading.Event()
        self._revivals = 0

    def finish(self, *_: object) -> None:
        """Ends everything soon; a signal handler."""
        self._ended.set()

    def start(self) -> tuple[Popen[bytes], Running]:
        """A server that answers, written down.

        Raises:
            EngineError: it does not start.
        """
        _clear(self._place)
        process, running = launch(self._place, self._announce)
        self._announce(running)
        return process, running

    def keep(self, process: Popen[bytes], running: Running) -> None:
        """Watches over the server until nobody needs it, or it falls for good."""
        overseer = _overseer(running)
        try:
            while not self._ended.wait(self._pause(overseer)):
                self._watch.look()
                if process.poll() is None and not self._deaf(overseer):
                    if self._idle():
                        return
                    continue
                LOG.warning("the server fell, or does not end a statement")
                self._announce(replace(running, ready=False))  # whoever comes waits
                end_server(process, 0)
                revived = self._revive(running)
                if revived is None:
                    return
                process, running = revived
                overseer = _overseer(running)
        finally:
            end_server(process)
            self._place.state.unlink(missing_ok=True)

    def leave(self) -> None:
        """Opens the door for the next one."""
        if self._door.is_locked:
            self._door.release()

    def _announce(self, running: Running) -> None:
        write_state(self._place.state, running)

    def _deaf(self, overseer: Overseer) -> bool:
        return (self._watch.used or overseer.busy) and overseer.look()

    def _pause(self, overseer: Overseer) -> float:
        if self._watch.used or overseer.busy:
            return min(_LOOK_SECONDS, overseer.next_limit)
        return _IDLE_LOOK_SECONDS

    def _idle(self) -> bool:
        """Whether the idle time is over; the door is then shut, so that nobody comes in."""
        if not self._watch.expired:
            return False
        try:
            self._door.acquire(timeout=0)
        except Timeout:
            return False
        self._watch.look()
        if self._watch.expired:
            return True
        self._door.release()
        return False

    def _revive(self, before: Running) -> tuple[Popen[bytes], Running] | None:
        """The server once more at its old address; None where nobody needs it."""
        if not self._watch.used or self._revivals >= _REVIVALS:
            return None
        self._revivals += 1
        started = start_as(self._place, before, self._announce)
        if started is not None:
            self._announce(started[1])
        return started


def _overseer(running: Running) -> Overseer:
    return Overseer(Console(running.http_port, running.user, running.password))


def _clear(place: Place) -> None:
    """Ends a server that a keeper of before left behind."""
    before = read_state(place.state)
    if before is not None:
        end(before.server, _STOP_SECONDS)
        place.state.unlink(missing_ok=True)


def _tell(outcome: str, **sentences: str) -> None:
    """One line for the command that waits; it may be gone."""
    with suppress(OSError):
        sys.stdout.write(json.dumps({"outcome": outcome, **sentences}) + "\n")
        sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def main(words: list[str]) -> int:
    """Runs a keeper; ``words`` are the folder and the largest heap."""
    place = Place(Path(words[0]), words[1])
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    alone = FileLock(place.folder / "keeper.lock")
    try:
        alone.acquire(timeout=0)
    except Timeout:
        _tell(TAKEN)
        return 0
    keeper = Keeper(place)
    signal.signal(signal.SIGTERM, keeper.finish)
    signal.signal(signal.SIGINT, keeper.finish)
    try:
        process, running = keeper.start()
        _tell(READY)
        keeper.keep(process, running)
    except EngineError as error:
        place.state.unlink(missing_ok=True)
        _tell(FAILED, **{language: error.what.say(language) for language in LANGUAGES})
        return 1
    finally:
        alone.release()
        keeper.leave()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
