"""A local Neo4j 5.26 LTS without Docker: on loopback, kept until it is stopped."""

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
    """What the programs of Neo4j run with: Java, the folder of jars, the environment."""

    java: Path
    jars: Path
    environment: Mapping[str, str]


class LocalNeo4j(SupervisedEngine):
    """The local Neo4j server of one home folder."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is started or written yet."""
        super().__init__(
            Place(settings.home.absolute() / "neo4j", settings.memory, PRINTED),
            start_seconds=_WAIT_SECONDS,
            stop_seconds=_STOP_SECONDS,
        )

    @property
    def capabilities(self) -> Capabilities:
        """It ends statements at the driver's limit; its Community edition has no reader's user."""
        return Capabilities(
            read_only_user=False,
            driver_time_limit=True,
            importer=True,
            concurrent_reads=4,
            concurrent_rules=4,
        )

    def start(self) -> Address:
        """The address of the server; starts it where it does not run, and fetches it once.

        Raises:
            EngineError: Java or Maven is missing, or it does not start.
        """
        make_folder(self.place.folder)
        with self._door():
            running = self._found_or_started()
        return Address(
            uri=running.uri, user=running.user, password=running.password, database=DATABASE
        )

    @contextmanager
    def using(self) -> Generator[Address]:
        """As ``start``: this server ends only when it is told to."""
        yield self.start()

    @contextmanager
    def halted(self) -> Generator[Tools]:
        """The server ends, and no command starts it while the block runs.

        Raises:
            EngineError: it does not end, or Java or the jars are missing.
        """
        with self._door():
            self._end()
            yield Tools(find_java(), jars(self.place.folder), environment_of(self.place))

    def kept(self) -> Running | None:
        """Who answers now, or soon does, since a keeper starts it again; else None."""
        found = read_state(self.place.state)
        return found if found is not None and found.kept() else None

    def await_return(self) -> None:
        """Waits while a keeper starts the server again; where nobody does, there is no wait.

        A server that was killed is a process for some time after its port is shut: one that has a
        keeper is back when it answers.
        """
        deadline = time.monotonic() + _WAIT_SECONDS
        while self.kept() and not self._is_back() and time.monotonic() < deadline:
            time.sleep(_LOOK_SECONDS)

    def _is_back(self) -> bool:
        found = self.running()
        return found is not None and (found.keeper is None or is_bolt_answering(found.bolt_port))

    def _keeper_words(self) -> list[str]:
        folder = self.place.folder
        library = jars(folder).absolute()
        return ["neo4j_server", str(folder), self.place.memory, str(find_java()), str(library)]

    def _use(self) -> None:
        """Nothing: it does not end by itself."""

    def _trouble(self, why: str) -> EngineError:
        return trouble(self.place, why)
