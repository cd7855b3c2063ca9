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

from kinerja_api.access.allowing import calling, known_caller
from kinerja_api.access.auth_service import auth_service_of, is_loopback
from kinerja_api.access.concurrency import give_slot_back
from kinerja_api.access.headers import guarded
from kinerja_api.access.hosts import allowed_hosts, host_named, not_configured, wrong_host
from kinerja_api.access.limits import (
    BODY_SECONDS,
    address_of,
    counted_address,
    is_sign_in,
    is_utf8,
    largest_body,
    not_utf8,
    too_large,
    too_slow,
)
from kinerja_api.access.logs import in_a_line, logger
from kinerja_api.access.metrics import Metrics
from kinerja_api.access.refusals import Refused
from kinerja_api.access.tokens import bears_token, opened_by_token
from kinerja_graph.errors import KinerjaError
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.serving import can_sign_in

QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics"})
"""Polled by machines every few seconds: neither logged nor rate-limited."""
Tell = Callable[[Request, Refused], Response]
_log = logger("kinerja_api.requests")


@dataclass(slots=True)
class _Visit:
    """One request in progress, and its outcome."""

    request: Request
    tell: Tell
    secure: bool
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    began: float = field(default_factory=time.perf_counter)
    status: int = 0
    refusal: Refused | None = None


class Guard:
    """An application with everything that runs before its routes.

    ``tell`` renders a refusal, in the common format of errors.
    """

    def __init__(self, inner: ASGIApp, app: FastAPI, settings: Settings, tell: Tell) -> None:
        self._inner = inner
        self._app = app
        self._settings = settings
        self._tell = tell
        self._hosts = allowed_hosts(settings)
        self._configured: bool | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request; anything else is passed on unchanged."""
        if scope["type"] != "http":
            await self._start(scope, receive, send)
            return
        scope["app"] = self._app
        request = Request(scope, receive)
        secure = request.url.scheme == "https" or self._settings.public_url.startswith("https:")
        page_request = _Visit(request, self._tell, secure)
        metrics: Metrics = self._app.state.metrics
        metrics.running.inc()
        try:
            await self._answer(page_request, receive, _sender(page_request, send))
        finally:
            give_slot_back(request)
            metrics.running.dec()
            self._note(page_request, metrics)

    async def _start(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Start and stop the application; if it cannot start, print one line and no traceback."""
        failed: Message | None = None

        async def sent(message: Message) -> None:
            nonlocal failed
            if message["type"] == "lifespan.startup.failed":
                failed = message
            else:
                await send(message)

        try:
            await self._inner(scope, receive, sent)
        except BaseException as error:
            if failed is not None and isinstance(error, KinerjaError):
                failed = {**failed, "message": in_a_line(error)}
            if failed is not None:
                await send(failed)
            raise

    async def _answer(self, page_request: _Visit, receive: Receive, send: Send) -> None:
        scope = page_request.request.scope
        try:
            self._before(page_request.request)
            answer = await opened_by_token(page_request.request)
        except Refused as refusal:
            answer = self._tell(page_request.request, refusal)
        if answer is not None:
            await answer(scope, receive, send)
            return
        most = largest_body(page_request.request.url.path, self._settings)
        coming = _Coming(page_request, receive, most)
        page_request.request.state.gone = coming.gone
        # a HEAD request is answered like a GET (RFC 9110, 9.3.2)
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self._inner(asked, coming, send)
        except Exception:
            if page_request.refusal is None:
                raise
        scope["route"] = asked.get("route")
        cut, page_request.refusal = page_request.refusal, None
        if cut is not None and not page_request.status:
            await self._tell(page_request.request, cut)(scope, receive, send)

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
        if not is_utf8(request.headers.get("content-type", "")):
            raise not_utf8()
        if request.url.path not in QUIET:
            _count(request)

    def _can_sign_in(self) -> bool:
        if not self._configured:
            self._configured = can_sign_in(self._settings)
        return self._configured

    def _note(self, page_request: _Visit, metrics: Metrics) -> None:
        request, seconds = page_request.request, time.perf_counter() - page_request.began
        route: Any = request.scope.get("route")
        template = str(getattr(route, "path", "-"))
        method = request.method if request.method in _METHODS else "-"
        metrics.answered(template, method, page_request.status, seconds)
        if request.url.path in QUIET:
            return
        caller = known_caller(request)
        _log.info(
            "request",
            request=page_request.name,
            method=request.method,
            path=request.url.path,
            status=page_request.status,
            milliseconds=round(seconds * 1000, 1),
            caller=None if caller is None else caller.name,
            address=address_of(request),
        )


_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def bears_credential(request: Request) -> bool:
    """Tell whether a request carries a credential, valid or not."""
    return "authorization" in request.headers or "cookie" in request.headers


def _count(request: Request) -> None:
    """Count an anonymous request; known callers and wrong keys are counted separately.

    So a made-up credential does not bypass the limit. Signing in is not counted by address:
    whoever shares an address could lock out everyone else on it. It is limited per key.

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
            """The ledger does not respond: the caller is anonymous."""
    if is_sign_in(request.url.path) or bears_token(request):
        return
    limiter = auth_service_of(request).limiter
    limiter.count(limiter.unknown, f"address {counted_address(address_of(request))}")


def _sender(page_request: _Visit, send: Send) -> Send:
    async def sent(message: Message) -> None:
        if page_request.refusal is not None:
            return  # the body was cut off: what a route makes of half of it is not sent
        if message["type"] == "http.response.start":
            give_slot_back(page_request.request)  # the work is done; a slow reader blocks nobody
            page_request.status = int(message["status"])
            headers = MutableHeaders(scope=message)
            guarded(headers, secure=page_request.secure)
            headers["X-Request-ID"] = page_request.name
        elif page_request.request.method == "HEAD":
            message = {**message, "body": b""}
        await send(message)

    return sent


class _Coming:
    """The messages of a request; a body that is too large or does not arrive is given up."""

    def __init__(self, page_request: _Visit, receive: Receive, most: int) -> None:
        self._visit = page_request
        self._receive = receive
        self._most = most
        self._seen = 0
        self._whole = False
        self._ahead: deque[Message] = deque()

    async def __call__(self) -> Message:
        """Return the next message."""
        if self._visit.refusal is not None:
            return {"type": "http.disconnect"}
        if self._ahead:
            return self._ahead.popleft()
        if self._whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), BODY_SECONDS)
        except TimeoutError:
            self._visit.refusal = too_slow()
            return {"type": "http.disconnect"}
        return self._counted(message)

    async def gone(self) -> None:
        """Return when the caller has disconnected; what arrived meanwhile can still be read.

        If more than one message of the body is still to come, do not watch: it would be buffered.
        """
        while True:
            message = self._counted(await self._receive())
            self._ahead.append(message)
            if message["type"] == "http.disconnect":
                return
            if not self._whole:
                await asyncio.Event().wait()

    def _counted(self, message: Message) -> Message:
        if message["type"] == "http.request":
            self._seen += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            if self._seen > self._most:
                self._visit.refusal = too_large(self._most)
                return {"type": "http.disconnect"}
        return message
