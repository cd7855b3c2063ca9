"""``db``: the engines that the product starts itself."""

from __future__ import annotations

from typing import Any

from kinerja_graph.store.running import EngineStatus, start, status, stop

__all__ = ["EngineStatus", "engine_json", "start", "status", "stop"]


def engine_json(state: EngineStatus) -> dict[str, Any]:
    """The answer of ``db start|stop|status --json``; the password itself is never in it."""
    return {
        "engine": state.engine,
        "running": state.running,
        "version": state.version,
        "uri": state.uri,
        "user": state.user,
        "pid": state.pid,
        "idle_minutes_left": state.idle_minutes_left,
        "home": str(state.home),
        "log": str(state.log),
        "secret": str(state.secret),
    }
