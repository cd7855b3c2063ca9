"""What stands before every route: the name of the service, sizes, rates, headers, log, figures."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kinerja_api.access.allowing import calling, known_caller
from kinerja_api.access.desk import desk_of, is_loopback
from kinerja_api.access.headers import guarded
from kinerja_api.access.hosts import allowed_hosts, host_named, not_configured, wrong_host
from kinerja_api.access.limits import BODY_SECONDS, largest_body, too_large, too_slow
from kinerja_api.access.logs import logger
from kinerja_api.access.metrics import Metrics
from kinerja_api.access.refusals import Refused
from kinerja_api.access.tokens import opened_by_token
from kinerja_graph.errors import KinerjaError
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.serving import can_sign_in

QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked by machines every few seconds: neither logged nor counted against a rate."""
Tell = Callable[[Request, Refused], Response]
_log = logger("kinerja_api.requests")


@dataclass(slots=True)
class _Visit:
    """One request on its way, and what became of it."""

    request: Request
    tell: Tell
    secure: bool
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    began: float = field(default_factory=time.perf_counter)
    status: int = 0
    refusal: Refused | None = None


class Guard:
    """An application with all that stands before its routes.

    A refusal is told by ``tell``, in the one shape of errors.
    """

    def __init__(self, inner: ASGIApp, app: FastAPI, settings: Settings, tell: Tell) -> None:
        self._inner = inner
        self._app = app
        self._settings = settings
        self._tell = tell
        self._hosts = allowed_hosts(settings)
        self._configured: bool | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request; what is no request goes on as it is."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        scope["app"] = self._app
        request = Request(scope, receive)
        secure = request.url.scheme == "https" or self._settings.public_url.startswith("https:")
        visit = _Visit(request, self._tell, secure)
        metrics: Metrics = self._app.state.metrics
        metrics.running.inc()
        try:
            await self._answer(visit, receive, _sender(visit, send))
        finally:
            metrics.running.dec()
            self._note(visit, metrics)

    async def _answer(self, visit: _Visit, receive: Receive, send: Send) -> None:
        scope = visit.request.scope
        try:
            self._before(visit.request)
            answer = opened_by_token(visit.request)
        except Refused as refusal:
            answer = self._tell(visit.request, refusal)
        if answer is not None:
            await answer(scope, receive, send)
            return
        most = largest_body(visit.request.url.path, self._settings)
        # who asks for the head alone is answered as one who asks for the whole (RFC 9110, 9.3.2)
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self._inner(asked, _counted(visit, receive, most), send)
        except Exception:
            if visit.refusal is None:
                raise
        scope["route"] = asked.get("route")
        cut, visit.refusal = visit.refusal, None
        if cut is not None and not visit.status:
            await self._tell(visit.request, cut)(scope, receive, send)

    def _before(self, request: Request) -> None:
        header = request.headers.get("host", "")
        if host_named(header) not in self._hosts:
            raise wrong_host(header)
        if not is_loopback(request) and not self._can_sign_in():
            raise not_configured()
        length = request.headers.get("content-length", "0")
        most = largest_body(request.url.path, self._settings)
        if not length.isascii() or not length.isdigit() or int(length) > most:
            raise too_large(most)
        if request.url.path not in QUIET:
            _count(request)

    def _can_sign_in(self) -> bool:
        if not self._configured:
            self._configured = can_sign_in(self._settings)
        return self._configured

    def _note(self, visit: _Visit, metrics: Metrics) -> None:
        request, seconds = visit.request, time.perf_counter() - visit.began
        route: Any = request.scope.get("route")
        template = str(getattr(route, "path", "-"))
        method = request.method if request.method in _METHODS else "-"
        metrics.answered(template, method, visit.status, seconds)
        if request.url.path in QUIET:
            return
        caller = known_caller(request)
        _log.info(
            "request",
            request=visit.name,
            method=request.method,
            path=request.url.path,
            status=visit.status,
            milliseconds=round(seconds * 1000, 1),
            caller=None if caller is None else caller.name,
            address=address_of(request),
        )


_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def bears_credential(request: Request) -> bool:
    """Whether a request says who sends it; whether that is true is another question."""
    return "authorization" in request.headers or "cookie" in request.headers


def _count(request: Request) -> None:
    """Counts a request of nobody; what a known caller or a wrong key asks is counted as such.

    So a credential that is made up spares nobody the limit.

    Raises:
        Refused: there were too many.
    """
    if bears_credential(request):
        try:
            if calling(request).is_known:
                return
        except Refused as refusal:
            if refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
                raise
            return
        except KinerjaError:
            """The ledger does not answer: nobody is known."""
    limiter = desk_of(request).limiter
    limiter.count(limiter.unknown, f"address {address_of(request)}")


def address_of(request: Request) -> str:
    """The address from which a request came; behind a trusted proxy, the one that it tells."""
    return request.client.host if request.client else "-"


def _sender(visit: _Visit, send: Send) -> Send:
    async def sent(message: Message) -> None:
        if visit.refusal is not None:
            return  # the body was cut: what a route makes of half of it is not told
        if message["type"] == "http.response.start":
            visit.status = int(message["status"])
            headers = MutableHeaders(scope=message)
            guarded(headers, secure=visit.secure)
            headers["X-Request-ID"] = visit.name
        elif visit.request.method == "HEAD":
            message = {**message, "body": b""}
        await send(message)

    return sent


def _counted(visit: _Visit, receive: Receive, most: int) -> Receive:
    """``receive`` that gives a body up which is larger than ``most`` bytes, or does not come."""
    seen, whole = 0, False

    async def counted() -> Message:
        nonlocal seen, whole
        if visit.refusal is not None:
            return {"type": "http.disconnect"}
        if whole:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), BODY_SECONDS)
        except TimeoutError:
            visit.refusal = too_slow()
            return {"type": "http.disconnect"}
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if seen > most:
                visit.refusal = too_large(most)
                return {"type": "http.disconnect"}
        return message

    return counted
