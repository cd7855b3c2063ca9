"""The application wrapped in the guard, so that every response passes it.

The guard is wrapped in the handling of trusted proxies, whichever server runs the service.
"""

from __future__ import annotations

from typing import Any, cast

from fastapi import FastAPI
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from kinerja_api.access.guard import Guard
from kinerja_api.access.hosts import trusted_networks
from kinerja_api.access.metrics import Metrics
from kinerja_api.errors import refusal_response
from kinerja_graph.settings import Settings


class Service(FastAPI):
    """FastAPI with every response, including errors, passing through the guard."""

    def __init__(self, settings: Settings, **more: Any) -> None:
        super().__init__(**more)
        self.state.settings = settings
        self.state.metrics = Metrics()

    def build_middleware_stack(self) -> ASGIApp:
        """Build FastAPI's middleware around the routes, with the guard around that."""
        settings: Settings = self.state.settings
        guard = Guard(super().build_middleware_stack(), self, settings, refusal_response)
        proxies = trusted_networks(settings)
        if not proxies:
            return guard
        believing: Any = ProxyHeadersMiddleware(cast("Any", guard), trusted_hosts=proxies)
        return cast("ASGIApp", believing)
