"""The embedded engine: an ArcadeDB server on loopback that commands share; it ends when idle."""

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
        """Nothing is started or written yet."""
        super().__init__(
            Place(settings.home.absolute() / "embedded", settings.memory),
            start_seconds=_WAIT_SECONDS,
            stop_seconds=_STOP_SECONDS,
        )
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
        with keep_beating(self.place.mark, self._idle_seconds):
            yield address

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

    def _keeper_words(self) -> list[str]:
        return ["arcadedb", str(self.place.folder), self.place.memory]

    def _use(self) -> None:
        try:
            touch(self.place.mark, self._idle_seconds)
        except OSError as error:
            raise unwritable(self.place.folder, error) from error

    def _trouble(self, why: str) -> EngineError:
        return EngineError(
            _("The embedded engine cannot be used: {why}."),
            mend=MEND,
            where=str(self.place.folder),
            why=why,
        )
