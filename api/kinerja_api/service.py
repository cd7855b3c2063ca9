"""The application with the guard around it, so that no answer leaves without it.

Around the guard stands what believes trusted proxies, whichever server runs the service.
"""

from __future__ import annotations

from typing import Any, cast

from fastapi import FastAPI
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from kinerja_api.access.guard import Guard
from kinerja_api.access.hosts import trusted_networks
from kinerja_api.access.metrics import Metrics
from kinerja_api.errors import refusal_of
from kinerja_graph.settings import Settings


class Service(FastAPI):
    """FastAPI whose every answer, also that of a fault, passes the guard."""

    def __init__(self, settings: Settings, **more: Any) -> None:
        super().__init__(**more)
        self.state.settings = settings
        self.state.metrics = Metrics()

    def build_middleware_stack(self) -> ASGIApp:
        """All that FastAPI has around the routes, and the guard around that."""
        settings: Settings = self.state.settings
        guard = Guard(super().build_middleware_stack(), self, settings, refusal_of)
        proxies = trusted_networks(settings)
        if not proxies:
            return guard
        believing: Any = ProxyHeadersMiddleware(cast("Any", guard), trusted_hosts=proxies)
        return cast("ASGIApp", believing)
