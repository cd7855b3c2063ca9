"""Implement ``kinerja db``: show the state of the engines that we run, start and stop them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.heartbeat import seconds_left
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.store.state import Running
from kinerja_graph.texts import _

EMBEDDED: Final = "embedded"
NEO4J: Final = "neo4j"
NAMES: Final = (EMBEDDED, NEO4J)


@json_keys(
    "engine", "running", "version", "uri", "user", "pid", "idle_minutes_left", "home", "log",
    "secret",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What is known of an engine that we run.

    Attributes:
        engine: ``embedded`` or ``neo4j``.
        running: whether it answers.
        uri: where it answers Bolt; None where it does not run.
        pid: id of its server's process; None where it does not run.
        version: of its server; None where it is not known.
        home: folder of its data.
        idle_minutes_left: minutes after which it ends without further use; None where it does
            not run, or never ends by itself.
        log: what its server printed.
        user: who may write there; None where it does not run. Its password stands in ``secret``.
        secret: the file, readable by its owner alone, that holds the password.
    """

    engine: str
    running: bool
    uri: str | None
    pid: int | None
    version: str | None
    home: Path
    idle_minutes_left: float | None
    log: Path
    user: str | None
    secret: Path


def status(settings: Settings, engine_name: str = EMBEDDED) -> EngineStatus:
    """Return the state of an engine, without starting or querying it.

    Raises:
        UsageError: there is no engine of this name.
    """
    engine = _engine(settings, engine_name)
    running, place = engine.running(), engine.place
    left = seconds_left(place.heartbeat_file) if running else None
    return _status_of(engine_name, running, place.folder, place.log, left)


def start(settings: Settings, engine_name: str = EMBEDDED) -> EngineStatus:
    """Start an engine and return its state.

    Raises:
        UsageError: there is no engine of this name.
        EngineError: it does not start.
    """
    _engine(settings, engine_name).start()
    return status(settings, engine_name)


def stop(settings: Settings, engine_name: str = EMBEDDED) -> EngineStatus:
    """Stop an engine, if it is running, and return its state.

    Raises:
        UsageError: there is no engine of this name.
        EngineError: it does not stop.
    """
    _engine(settings, engine_name).stop()
    return status(settings, engine_name)


def _engine(settings: Settings, name: str) -> Embedded | LocalNeo4j:
    if name == EMBEDDED:
        return Embedded(settings)
    if name == NEO4J:
        return LocalNeo4j(settings)
    raise UsageError(
        _("There is no engine {name}."),
        mend=_("Choose one of: {names}."),
        where="--engine",
        name=name,
        names=", ".join(NAMES),
    )


def _status_of(
    name: str, running: Running | None, home: Path, log: Path, left: float | None
) -> EngineStatus:
    return EngineStatus(
        engine=name,
        running=running is not None,
        uri=running.uri if running else None,
        pid=running.server.pid if running else None,
        version=(running.version or None) if running else None,
        home=home,
        idle_minutes_left=None if left is None else round(left / 60, 2),
        log=log,
        user=running.user if running else None,
        secret=home / ("root.password" if name == EMBEDDED else "password"),
    )
