"""The embedded engine: an ArcadeDB server on loopback, shared by commands; it stops when idle."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Final

from kinerja_graph.errors import EngineError
from kinerja_graph.settings import Settings
from kinerja_graph.store.arcadedb import DATABASE, MEND, START_SECONDS
from kinerja_graph.store.console import Console, NoAnswer
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.store.files import make_folder, unwritable
from kinerja_graph.store.heartbeat import keep_beating, touch
from kinerja_graph.store.state import Place, read_state
from kinerja_graph.store.supervised import SupervisedEngine
from kinerja_graph.texts import _

_WAIT_SECONDS: Final = START_SECONDS + 30
_STOP_SECONDS: Final = 30.0


class Embedded(SupervisedEngine):
    """The embedded engine of one home folder."""

    def __init__(self, settings: Settings) -> None:
        """Start and write nothing yet."""
        super().__init__(
            Place(settings.home.absolute() / "embedded", settings.memory),
            start_seconds=_WAIT_SECONDS,
            stop_seconds=_STOP_SECONDS,
        )
        self._idle_seconds = settings.idle * 60

    @property
    def capabilities(self) -> Capabilities:
        """A read-only user, limits read from the statement, and no importer."""
        return Capabilities(read_only_user=True, driver_time_limit=False, importer=False)

    def start(self) -> Address:
        """Start the engine if it is not running, and return its address.

        Raises:
            EngineError: it does not start; the message includes the end of its log.
        """
        if read_state(self.place.state) is None:
            make_folder(self.place.folder)
        with self._lock():
            running = self._find_or_start()
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
        """Like ``start``; the engine does not stop inside the block.

        Raises:
            EngineError: it does not start.
        """
        address = self.start()
        with keep_beating(self.place.heartbeat_file, self._idle_seconds):
            yield address

    def end_statement(self, word: str) -> None:
        """Tell the engine to end the statement tagged with ``word``, if it is running.

        An engine that does not answer is running nothing that could be ended.
        """
        running = self.running()
        if running is None:
            return
        console = Console(running.http_port, running.user, running.password)
        try:
            with suppress(NoAnswer):
                for statement in console.statements():
                    if statement.word == word:
                        console.end_statement(statement.id)
        finally:
            console.close()

    def _supervisor_arguments(self) -> list[str]:
        return ["arcadedb", str(self.place.folder), self.place.memory]

    def _use(self) -> None:
        try:
            touch(self.place.heartbeat_file, self._idle_seconds)
        except OSError as error:
            raise unwritable(self.place.folder, error) from error

    def _trouble(self, why: str) -> EngineError:
        return EngineError(
            _("The embedded engine cannot be used: {why}."),
            mend=MEND,
            where=str(self.place.folder),
            why=why,
        )
