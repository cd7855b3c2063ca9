"""``db``: the engines that the product starts itself."""

from __future__ import annotations

from kinerja_graph.settings import Settings
from kinerja_graph.store.running import EngineStatus, start, status, stop

__all__ = ["EngineStatus", "start_engine", "status_engine", "stop_engine"]


def start_engine(settings: Settings, engine: str) -> EngineStatus:
    """Starts the engine (``embedded`` or ``neo4j``) where it does not run; its state then.

    Raises:
        EngineError: it does not start.
    """
    start(settings, engine)
    return status(settings, engine)


def stop_engine(settings: Settings, engine: str) -> EngineStatus:
    """Ends the engine where it runs; its state then.

    Raises:
        EngineError: it does not end.
    """
    stop(settings, engine)
    return status(settings, engine)


def status_engine(settings: Settings, engine: str) -> EngineStatus:
    """Whether the engine runs, and where."""
    return status(settings, engine)
