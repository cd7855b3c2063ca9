"""``db``: the engines that the product starts itself."""

from __future__ import annotations

from kinerja_graph.store.running import EngineStatus, start, status, stop

__all__ = ["EngineStatus", "start", "status", "stop"]
