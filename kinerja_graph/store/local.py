"""A local Neo4j 5.26 LTS without Docker: on loopback, running until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja_graph.errors import EngineError
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt_probe import is_bolt_answering
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.store.files import make_folder
from kinerja_graph.store.java import find_java
from kinerja_graph.store.maven import jars
from kinerja_graph.store.neo4j_server import (
    DATABASE,
    PRINTED,
    START_SECONDS,
    environment_of,
    trouble,
)
from kinerja_graph.store.state import Place, Running, read_state
from kinerja_graph.store.supervised import SupervisedEngine

_WAIT_SECONDS: Final = START_SECONDS + 30
_STOP_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Tools:
    """What Neo4j's programs need: Java, the folder of jars, the environment."""

    java: Path
    jars: Path
    environment: Mapping[str, str]


class LocalNeo4j(SupervisedEngine):
    """The local Neo4j server of one home folder."""

    def __init__(self, settings: Settings) -> None:
        """Start and write nothing yet."""
        super().__init__(
            Place(settings.home.absolute() / "neo4j", settings.memory, PRINTED),
            start_seconds=_WAIT_SECONDS,
            stop_seconds=_STOP_SECONDS,
        )

    @property
    def capabilities(self) -> Capabilities:
        """The driver's time limit works; the Community edition has no read-only user."""
        return Capabilities(
            read_only_user=False,
            driver_time_limit=True,
            importer=True,
            concurrent_reads=4,
            concurrent_rules=4,
        )

    def start(self) -> Address:
        """Start the server if it is not running, downloading it if needed, and return its address.

        Raises:
            EngineError: Java or Maven is missing, or it does not start.
        """
        make_folder(self.place.folder)
        with self._lock():
            running = self._find_or_start()
        return Address(
            uri=running.uri, user=running.user, password=running.password, database=DATABASE
        )

    @contextmanager
    def using(self) -> Generator[Address]:
        """Like ``start``: this server stops only on request."""
        yield self.start()

    @contextmanager
    def halted(self) -> Generator[Tools]:
        """Stop the server, and keep other commands from starting it while the block runs.

        Raises:
            EngineError: it does not stop, or Java or the jars are missing.
        """
        with self._lock():
            self._end()
            yield Tools(find_java(), jars(self.place.folder), environment_of(self.place))

    def kept(self) -> Running | None:
        """Return the server that answers, or is being restarted by its supervisor; else None."""
        found = read_state(self.place.state)
        return found if found is not None and found.kept() else None

    def await_return(self) -> None:
        """Wait while a supervisor restarts the server; return at once where none does.

        A killed server remains a process for a moment after its port has closed: one that has a
        supervisor is back when it answers.
        """
        deadline = time.monotonic() + _WAIT_SECONDS
        while self.kept() and not self._is_back() and time.monotonic() < deadline:
            time.sleep(_LOOK_SECONDS)

    def _is_back(self) -> bool:
        found = self.running()
        return found is not None and (found.keeper is None or is_bolt_answering(found.bolt_port))

    def _supervisor_arguments(self) -> list[str]:
        folder = self.place.folder
        library = jars(folder).absolute()
        return ["neo4j_server", str(folder), self.place.memory, str(find_java()), str(library)]

    def _use(self) -> None:
        """Do nothing: this server does not stop by itself."""

    def _trouble(self, why: str) -> EngineError:
        return trouble(self.place, why)
