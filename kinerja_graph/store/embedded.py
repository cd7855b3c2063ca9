"""The embedded engine: an ArcadeDB server on loopback that commands share; it ends when idle."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any, Final

from filelock import FileLock, Timeout

from kinerja_graph.errors import EngineError
from kinerja_graph.settings import Settings
from kinerja_graph.store.arcadedb import DATABASE, MEND, START_SECONDS, Place
from kinerja_graph.store.console import Console, NoAnswer
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.store.files import end_of, make_folder, unwritable
from kinerja_graph.store.keeper import FAILED, READY
from kinerja_graph.store.presence import present, touch
from kinerja_graph.store.process import begin, bury, end
from kinerja_graph.store.state import Running, read_state
from kinerja_graph.texts import Text

_WAIT_SECONDS: Final = START_SECONDS + 30
_LOOK_SECONDS: Final = 0.05
_STOP_SECONDS: Final = 30.0


class Embedded:
    """The embedded engine of one home folder."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is started or written yet."""
        self.place = Place(settings.home.absolute() / "embedded", settings.memory)
        self._idle_seconds = settings.idle * 60

    @property
    def capabilities(self) -> Capabilities:
        """It has a reader's user, reads limits from the statement, and has no importer of ours."""
        return Capabilities(read_only_user=True, driver_time_limit=False, importer=False)

    def start(self) -> Address:
        """The address of the engine; starts it where it does not run yet.

        Raises:
            EngineError: it does not start; the message shows the end of its log.
        """
        if read_state(self.place.state) is None:
            make_folder(self.place.folder)
        with self._door():
            running = self._found_or_started()
        return Address(
            uri=running.uri,
            user=running.user,
            password=running.password,
            database=DATABASE,
            reader_user=running.reader,
            reader_password=running.reader_password,
            http_port=running.http_port,
        )

    @contextmanager
    def using(self) -> Generator[Address]:
        """As ``start``; the engine does not end inside the block.

        Raises:
            EngineError: it does not start.
        """
        address = self.start()
        with present(self.place.mark, self._idle_seconds):
            yield address

    def stop(self) -> None:
        """Ends the engine where it runs; a second call does nothing.

        Raises:
            EngineError: it does not end.
        """
        if not self.place.folder.is_dir():
            return
        with self._door():
            running = read_state(self.place.state)
            if running is None:
                return
            keeper = running.keeper
            gone = (keeper is None or end(keeper, _STOP_SECONDS)) and end(running.server, 5)
            self.place.state.unlink(missing_ok=True)
        if not gone:
            raise _trouble(self.place, "it does not end")

    def running(self) -> Running | None:
        """Who answers now; None where the engine does not run or is not ready."""
        found = read_state(self.place.state)
        return found if found is not None and found.ready and found.alive() else None

    def end_statement(self, word: str) -> None:
        """Tells the engine to end the statement that bears ``word``, where it runs.

        An engine that does not answer runs nothing that could be ended.
        """
        running = self.running()
        if running is None:
            return
        console = Console(running.http_port, running.user, running.password)
        try:
            with suppress(NoAnswer):
                for one in console.statements():
                    if one.word == word:
                        console.end_statement(one.id)
        finally:
            console.close()

    def _found_or_started(self) -> Running:
        """The running engine, with the door held, so that it cannot end meanwhile."""
        deadline = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < deadline:
            self._touch()
            found = read_state(self.place.state)
            if found is None or not found.alive():
                found = self._started()
            if found is not None and found.ready:
                return found
            time.sleep(_LOOK_SECONDS)
        raise _trouble(self.place, "it starts again and again")

    def _started(self) -> Running | None:
        """The engine that our new keeper started; None where another keeper is at work."""
        words = [sys.executable, "-P", "-m", "kinerja_graph.store.keeper"]
        log = self.place.folder / "keeper.log"
        keeper = begin([*words, str(self.place.folder), self.place.memory], log=log, pipe=True)
        bury(keeper)
        with keeper.stdout or nullcontext() as pipe:
            line = pipe.readline() if pipe else b""
        told: dict[str, Any] = json.loads(line or "{}")
        if told.get("outcome") == FAILED:
            raise _failed(self.place, Text(id=told["id"], en=told["en"]))
        if not told:
            raise _trouble(self.place, f"its keeper fell: {end_of(log)}")
        return self.running() if told["outcome"] == READY else None

    def _touch(self) -> None:
        try:
            touch(self.place.mark, self._idle_seconds)
        except OSError as error:
            raise unwritable(self.place.folder, error) from error

    @contextmanager
    def _door(self) -> Generator[None]:
        """Holds the lock under which the engine is found, started and ended."""
        lock = FileLock(self.place.door, timeout=_WAIT_SECONDS, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise _trouble(self.place, "another command holds it") from error
        except OSError as error:
            raise unwritable(self.place.folder, error) from error
        try:
            yield
        finally:
            lock.release()


def _failed(place: Place, what: Text) -> EngineError:
    """The engine's own failure, as its keeper told it."""
    return EngineError(what, mend=MEND, where=str(place.folder), code="engine-start")


def _trouble(place: Place, why: str) -> EngineError:
    return EngineError(
        Text(
            id="Mesin tertanam tidak dapat dipakai: {why}.",
            en="The embedded engine cannot be used: {why}.",
        ),
        mend=MEND,
        where=str(place.folder),
        why=why,
    )
