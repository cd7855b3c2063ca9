"""What runs before every route: host name, sizes, rates, headers, log, metrics."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kinerja_api.access.auth_service import auth_service_of, is_loopback
from kinerja_api.access.concurrency import release_slot
from kinerja_api.access.desk import desk_of, not_admitted
from kinerja_api.access.headers import add_security_headers
from kinerja_api.access.hosts import allowed_hosts, host_name, not_configured, wrong_host
from kinerja_api.access.limits import (
    BODY_SECONDS,
    caller_address,
    is_sign_in,
    is_utf8,
    max_body_bytes,
    not_utf8,
    rate_limit_address,
    too_large,
    too_slow,
)
from kinerja_api.access.logs import logger, on_one_line
from kinerja_api.access.metrics import Metrics
from kinerja_api.access.permissions import identify_caller, is_known, known_caller
from kinerja_api.access.refusals import Refused
from kinerja_api.access.tokens import begin_session_by_token, has_token
from kinerja_api.versions import deprecation_headers
from kinerja_graph.errors import KinerjaError
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.serving import can_sign_in

UNLOGGED_PATHS: Final = frozenset({"/healthz", "/readyz", "/metrics"})
"""Polled by machines every few seconds: neither logged nor rate-limited."""
RefusalResponder = Callable[[Request, Refused], Response]
_log = logger("kinerja_api.requests")


@dataclass(slots=True)
class _RequestInProgress:
    """One request in progress, and its outcome."""

    request: Request
    respond: RefusalResponder
    secure: bool
    request_id: str = field(default_factory=lambda: secrets.token_hex(8))
    started: float = field(default_factory=time.perf_counter)
    status: int = 0
    refusal: Refused | None = None


class Guard:
    """An application with everything that runs before its routes.

    ``respond`` renders a refusal, in the common format of errors.
    """

    def __init__(
        self, inner: ASGIApp, app: FastAPI, settings: Settings, respond: RefusalResponder
    ) -> None:
        self._inner = inner
        self._app = app
        self._settings = settings
        self._respond = respond
        self._hosts = allowed_hosts(settings)
        self._configured: bool | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request; anything else is passed on unchanged."""
        if scope["type"] != "http":
            await self._run_lifespan(scope, receive, send)
            return
        scope["app"] = self._app
        request = Request(scope, receive)
        secure = request.url.scheme == "https" or self._settings.public_url.startswith("https:")
        current = _RequestInProgress(request, self._respond, secure)
        metrics: Metrics = self._app.state.metrics
        metrics.running.inc()
        try:
            await self._handle(current, receive, _wrap_send(current, send))
        finally:
            release_slot(request)
            metrics.running.dec()
            self._log_request(current, metrics)

    async def _run_lifespan(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Start and stop the application; if it cannot start, print one line and no traceback."""
        failed: Message | None = None

        async def forward(message: Message) -> None:
            nonlocal failed
            if message["type"] == "lifespan.startup.failed":
                failed = message
            else:
                await send(message)

        try:
            await self._inner(scope, receive, forward)
        except BaseException as error:
            if failed is not None and isinstance(error, KinerjaError):
                failed = {**failed, "message": on_one_line(error)}
            if failed is not None:
                await send(failed)
            raise

    async def _handle(self, current: _RequestInProgress, receive: Receive, send: Send) -> None:
        scope = current.request.scope
        try:
            self._check(current.request)
            answer = await begin_session_by_token(current.request)
        except Refused as refusal:
            answer = self._respond(current.request, refusal)
        if answer is not None:
            await answer(scope, receive, send)
            return
        most = max_body_bytes(current.request.url.path, self._settings)
        body = _RequestBody(current, receive, most)
        current.request.state.wait_for_disconnect = body.wait_for_disconnect
        # a HEAD request is answered like a GET (RFC 9110, 9.3.2)
        get_scope = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self._inner(get_scope, body, send)
        except Exception:
            if current.refusal is None:
                raise
        scope["route"] = get_scope.get("route")
        cut, current.refusal = current.refusal, None
        if cut is not None and not current.status:
            await self._respond(current.request, cut)(scope, receive, send)

    def _check(self, request: Request) -> None:
        header = request.headers.get("host", "")
        desk = desk_of(request)
        if desk is not None:
            desk.check_host(header)
            if not has_token(request) and not is_known(request):
                raise not_admitted()
        elif host_name(header) not in self._hosts:
            raise wrong_host(header)
        if not is_loopback(request) and not self._can_sign_in():
            raise not_configured()
        length = request.headers.get("content-length", "0")
        most = max_body_bytes(request.url.path, self._settings)
        if not length.isascii() or not length.isdigit() or int(length) > most:
            raise too_large(most)
        if not is_utf8(request.headers.get("content-type", "")):
            raise not_utf8()
        if request.url.path not in UNLOGGED_PATHS:
            _count_anonymous(request)

    def _can_sign_in(self) -> bool:
        if not self._configured:
            self._configured = can_sign_in(self._settings)
        return self._configured

    def _log_request(self, current: _RequestInProgress, metrics: Metrics) -> None:
        request, seconds = current.request, time.perf_counter() - current.started
        route: Any = request.scope.get("route")
        template = str(getattr(route, "path", "-"))
        method = request.method if request.method in _METHODS else "-"
        metrics.record_response(template, method, current.status, seconds)
        if request.url.path in UNLOGGED_PATHS:
            return
        caller = known_caller(request)
        _log.info(
            "request",
            request=current.request_id,
            method=request.method,
            path=request.url.path,
            status=current.status,
            milliseconds=round(seconds * 1000, 1),
            caller=None if caller is None else caller.name,
            address=caller_address(request),
        )


_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def bears_credential(request: Request) -> bool:
    """Tell whether a request carries a credential, valid or not."""
    return "authorization" in request.headers or "cookie" in request.headers


def _count_anonymous(request: Request) -> None:
    """Count an anonymous request; known callers and wrong keys are counted separately.

    So a made-up credential does not bypass the limit. Signing in is not counted by address:
    whoever shares an address could lock out everyone else on it. It is limited per key.

    Raises:
        Refused: there were too many.
    """
    if bears_credential(request):
        try:
            if identify_caller(request).is_known:
                return
        except Refused as refusal:
            if refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
                raise
            return
        except KinerjaError:
            """The accounts database does not respond: the caller is anonymous."""
    if is_sign_in(request.url.path) or has_token(request):
        return
    limiter = auth_service_of(request).limiter
    limiter.count(limiter.unknown, f"address {rate_limit_address(caller_address(request))}")


def _wrap_send(current: _RequestInProgress, send: Send) -> Send:
    request = current.request

    async def send_message(message: Message) -> None:
        if current.refusal is not None:
            return  # the body was cut off: what a route makes of half of it is not sent
        if message["type"] == "http.response.start":
            release_slot(request)  # the work is done; a slow reader blocks nobody
            current.status = int(message["status"])
            headers = MutableHeaders(scope=message)
            add_security_headers(headers, secure=current.secure)
            headers["X-Request-ID"] = current.request_id
            for name, value in deprecation_headers(request.app, request.scope["path"]).items():
                headers.append(name, value)
        elif request.method == "HEAD":
            message = {**message, "body": b""}
        await send(message)

    return send_message


class _RequestBody:
    """The messages of a request; a body that is too large or does not arrive is given up."""

    def __init__(self, current: _RequestInProgress, receive: Receive, max_bytes: int) -> None:
        self._current = current
        self._receive = receive
        self._max_bytes = max_bytes
        self._received = 0
        self._is_complete = False
        self._buffered: deque[Message] = deque()

    async def __call__(self) -> Message:
        """Return the next message."""
        if self._current.refusal is not None:
            return {"type": "http.disconnect"}
        if self._buffered:
            return self._buffered.popleft()
        if self._is_complete:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), BODY_SECONDS)
        except TimeoutError:
            self._current.refusal = too_slow()
            return {"type": "http.disconnect"}
        return self._count_bytes(message)

    async def wait_for_disconnect(self) -> None:
        """Return when the caller has disconnected; what arrived meanwhile can still be read.

        If more than one message of the body is still to come, do not watch: it would be buffered.
        """
        while True:
            message = self._count_bytes(await self._receive())
            self._buffered.append(message)
            if message["type"] == "http.disconnect":
                return
            if not self._is_complete:
                await asyncio.Event().wait()

    def _count_bytes(self, message: Message) -> Message:
        if message["type"] == "http.request":
            self._received += len(message.get("body", b""))
            self._is_complete = not message.get("more_body", False)
            if self._received > self._max_bytes:
                self._current.refusal = too_large(self._max_bytes)
                return {"type": "http.disconnect"}
        return message
