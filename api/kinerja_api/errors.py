"""All failures in one format: RFC 9457 with our code, where, and how to fix it (decision 0045)."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from kinerja_api.access.pages import refusal_page
from kinerja_api.access.refusals import Refused
from kinerja_api.deps import accepted_language, language_by_locale, request_path
from kinerja_graph.errors import (
    AuditError,
    EngineError,
    KinerjaError,
    StoreError,
    TimeLimitReached,
    Unavailable,
    UsageError,
)
from kinerja_graph.texts import LANGUAGES, Language, _

logger = logging.getLogger(__name__)

PROBLEM_TYPE: Final = "application/problem+json"
REST: Final = "{rest:path}"
"""In the path of a catch-all route, which says that nothing is found."""
_COMMON_STATUSES: Final = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
RETRY_SECONDS: Final = 5
"""Seconds after which an engine that crashed is likely to respond again."""
_LATER: Final = _(
    "Try again later: what was loaded before is intact. If it keeps failing, "
    "tell the administrator of the service; its log has the details."
)

_STATUSES: Final[Mapping[str, HTTPStatus]] = {
    "too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "not-ready": HTTPStatus.CONFLICT,
    "cursor-outdated": HTTPStatus.CONFLICT,
    "idempotency-key-in-use": HTTPStatus.CONFLICT,
    "idempotency-key-reused": HTTPStatus.UNPROCESSABLE_ENTITY,
    "decided-already": HTTPStatus.CONFLICT,
    "own-proposal": HTTPStatus.FORBIDDEN,
    "not-yours-to-give": HTTPStatus.FORBIDDEN,
    "forbidden": HTTPStatus.FORBIDDEN,
    "not-your-query": HTTPStatus.FORBIDDEN,
    "too-many-uploads": HTTPStatus.TOO_MANY_REQUESTS,
}


class Problem(BaseModel):
    """A failure.

    ``type`` is ``urn:kinerja:`` and the code; ``title`` says what happened, ``where`` the location,
    ``remedy`` how to fix it; ``nearest`` holds known names similar to an unknown one, best first.
    """

    model_config = ConfigDict(use_attribute_docstrings=True)

    type: str
    """``urn:kinerja:`` and the code."""
    title: str
    """What happened."""
    status: int
    """The status of the response."""
    detail: str
    """What happened, where, and how to fix it."""
    instance: str
    """The path that was asked."""
    code: str
    """What happened, for programs."""
    where: str | None
    """Where; null if it is nowhere in particular."""
    remedy: str
    """How to fix it."""
    nearest: list[str] | None = None
    """Known names similar to an unknown one, best first."""


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return a route's declarations of its failures; those that any route can have are implied."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in (*statuses, *_COMMON_STATUSES)
    }


def install(app: FastAPI) -> None:
    """Turn every failure of ``app`` into a problem in our format, and describe it so."""
    described = app.openapi

    def with_problems() -> dict[str, Any]:
        told = described()
        schemas = told.setdefault("components", {}).setdefault("schemas", {})
        schemas.setdefault(Problem.__name__, Problem.model_json_schema())
        return told

    app.openapi = with_problems  # type: ignore[method-assign]  # FastAPI's own way to extend it
    app.add_exception_handler(KinerjaError, _handle_own_error)
    app.add_exception_handler(RequestValidationError, _handle_invalid_request)
    app.add_exception_handler(HTTPException, _handle_http_error)
    app.add_exception_handler(ClientDisconnect, _handle_disconnect)
    app.add_exception_handler(Exception, _handle_internal_error)


def status_of(error: KinerjaError) -> int:
    """Return the HTTP status of a failure."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, TimeLimitReached):
        return HTTPStatus.GATEWAY_TIMEOUT
    if isinstance(error, StoreError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(error, UsageError):
        return _usage_status(error)
    return HTTPStatus.INTERNAL_SERVER_ERROR


def headers_of(error: KinerjaError) -> dict[str, str]:
    """Return further headers for a failure: when to retry, that nothing more is read."""
    told = dict(error.headers) if isinstance(error, Refused) else {}
    status = status_of(error)
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
        told.setdefault("Retry-After", str(RETRY_SECONDS))
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        told["Connection"] = "close"  # do not wait for the rest of the body
    return told


def _usage_status(error: UsageError) -> int:
    """Return the status of a question that cannot be answered as asked."""
    unknown = error.code.startswith("unknown-") or error.code == "nothing-loaded"
    if unknown:
        return HTTPStatus.NOT_FOUND
    return _STATUSES.get(error.code, HTTPStatus.BAD_REQUEST)


def problem_response(request: Request, error: KinerjaError) -> Response:
    """Return the response for ``error``; a browser that is not signed in is sent to sign in."""
    wants_page = "text/html" in request.headers.get("accept", "")
    unknown = isinstance(error, Refused) and error.status == HTTPStatus.UNAUTHORIZED
    if unknown and wants_page and request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        then = quote(request_path(request) + query, safe="")
        return RedirectResponse(f"/sign-in?next={then}", HTTPStatus.SEE_OTHER)
    return _own_error_response(request, error)


def refusal_response(request: Request, refusal: Refused) -> Response:
    """Return the response for a request refused by the guard: for a browser, a page."""
    wants_page = "text/html" in request.headers.get("accept", "")
    if not wants_page or refusal.status == HTTPStatus.UNAUTHORIZED:
        return problem_response(request, refusal)
    answer = refusal_page(refusal, language_of(request))
    answer.headers.update(refusal.headers)
    return answer


def public_error(error: KinerjaError) -> KinerjaError:
    """Return ``error`` for callers: where the database is goes only into the log."""
    if not isinstance(error, StoreError):
        return error
    logger.warning("%s: %s (%s)", error.code, error.what.en, error.where)
    told = type(error)(
        error.what,
        mend=_LATER if isinstance(error, Unavailable | EngineError) else error.mend,
        where="" if "/" in error.where else error.where,
        code=error.code,
    )
    told.facts = error.facts
    return told


def _handle_own_error(request: Request, error: Exception) -> Response:
    return problem_response(request, cast("KinerjaError", error))


def _own_error_response(request: Request, error: Exception) -> JSONResponse:
    known = public_error(cast("KinerjaError", error))
    if isinstance(known, AuditError):
        logger.warning("%s: %s", known.code, known.what.en)
    return _build_problem(request, known, status_of(known), headers=headers_of(known))


def _handle_invalid_request(request: Request, error: Exception) -> JSONResponse:
    first = cast("RequestValidationError", error).errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    told = UsageError(
        _("The value of {place} cannot be used: {value}."),
        mend=_("See /openapi.json."),
        where=place,
        code="bad-value",
        place=place,
        value=str(first.get("input"))[:200],
    )
    return _build_problem(request, told, HTTPStatus.UNPROCESSABLE_ENTITY)


def _handle_http_error(request: Request, error: Exception) -> JSONResponse:
    known = cast("HTTPException", error)
    status, headers = known.status_code, known.headers
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        methods = _allowed_methods(request)
        headers = {"Allow": ", ".join(methods)} if methods else None
        status = status if methods else HTTPStatus.NOT_FOUND
    phrase = HTTPStatus(status).phrase
    told = UsageError(
        _("The request is rejected: {phrase}."),
        mend=_("See the routes in /openapi.json."),
        where=f"{request.method} {request.url.path}",
        code="no-route" if status == HTTPStatus.NOT_FOUND else "bad-request",
        phrase=phrase,
    )
    return _build_problem(request, told, status, headers=headers)


def _allowed_methods(request: Request) -> list[str]:
    """Return the methods of the URL of ``request``: those of all its routes, and HEAD with GET.

    The router gives those of the first route only, and does not know that the guard handles HEAD.
    """
    path, found = request.scope["path"], set[str]()
    for each in iter_route_contexts(request.app.routes):
        if not str(each.path).endswith(REST) and each.path_regex.match(path):
            found |= each.methods or set()
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def _handle_disconnect(request: Request, error: Exception) -> Response:  # noqa: ARG001  # Starlette's signature
    """Return a response that nobody reads: the caller disconnected."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)


def _handle_internal_error(request: Request, error: Exception) -> JSONResponse:
    logger.error("internal error", exc_info=error)
    return _build_problem(request, internal_error(), HTTPStatus.INTERNAL_SERVER_ERROR)


class ProblemResponse(JSONResponse):
    """A failure as JSON; it may quote input that is not valid text."""

    def render(self, content: Any) -> bytes:
        """Encode the body; lone surrogates become question marks."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )


def internal_error() -> KinerjaError:
    """Return the message for an internal error: no internal details."""
    return KinerjaError(
        _("Internal error."),
        mend=_("Report it; the details are in the log of the service."),
    )


def _build_problem(
    request: Request, error: KinerjaError, status: int, headers: Any = None
) -> JSONResponse:
    language = language_of(request)
    what = error.what.say(language)
    near = error.facts.get("nearest")
    problem = Problem(
        type=f"urn:kinerja:{error.code}",
        title=what,
        status=status,
        detail=error.tell(language),
        instance=request.url.path,
        code=error.code,
        where=error.where or None,
        remedy=error.mend.say(language),
        nearest=cast("list[str]", near) if isinstance(near, list) else None,
    )
    return ProblemResponse(
        problem.model_dump(), status_code=status, media_type=PROBLEM_TYPE, headers=headers
    )


def language_of(request: Request) -> Language:
    """Return the language for reporting a failure of ``request``."""
    for language in LANGUAGES:
        if request.query_params.get("lang") == language:
            return language
    return accepted_language(request.headers.get("accept-language", "")) or language_by_locale()
