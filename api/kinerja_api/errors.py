"""Every failure in one shape: RFC 9457 with our code, where, and how to mend (decision 0045)."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any, Final, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from kinerja_api.access.refusals import Refused
from kinerja_api.deps import accepted, by_locale
from kinerja_graph.errors import AuditError, KinerjaError, StoreError, TimeLimitReached, UsageError
from kinerja_graph.texts import LANGUAGES, Language, Text

logger = logging.getLogger(__name__)

PROBLEM_TYPE: Final = "application/problem+json"
_EVERYWHERE: Final = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


class ProblemOut(BaseModel):
    """A failure.

    ``type`` is ``urn:kinerja:`` and the code; ``title`` says what happened, ``where`` the place,
    ``remedy`` how to mend it; ``nearest`` holds known names like an unknown one, best first.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    where: str | None
    remedy: str
    nearest: list[str] | None = None


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route declares of its failures."""
    return {
        status: {"model": ProblemOut, "description": HTTPStatus(status).phrase}
        for status in (*statuses, *_EVERYWHERE)
    }


def install(app: FastAPI) -> None:
    """Makes every failure of ``app`` a problem in our shape."""
    app.add_exception_handler(KinerjaError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def status_of(error: KinerjaError) -> int:
    """The HTTP status of a failure."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, TimeLimitReached):
        return HTTPStatus.GATEWAY_TIMEOUT
    if isinstance(error, StoreError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(error, UsageError):
        unknown = error.code.startswith("unknown-") or error.code == "nothing-loaded"
        return HTTPStatus.NOT_FOUND if unknown else HTTPStatus.BAD_REQUEST
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _ours(request: Request, error: Exception) -> JSONResponse:
    known = cast("KinerjaError", error)
    if isinstance(known, StoreError | AuditError):
        logger.warning("%s: %s", known.code, known.what.en)
    headers = known.headers if isinstance(known, Refused) else None
    return _problem(request, known, status_of(known), headers=headers)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    first = cast("RequestValidationError", error).errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    told = UsageError(
        Text(
            id="Nilai {place} tidak dapat dipakai: {value}.",
            en="The value of {place} cannot be used: {value}.",
        ),
        mend=Text(id="Lihat nilai yang diterima di /openapi.json.", en="See /openapi.json."),
        where=place,
        code="bad-value",
        place=place,
        value=str(first.get("input"))[:200],
    )
    return _problem(request, told, HTTPStatus.UNPROCESSABLE_ENTITY)


def _http(request: Request, error: Exception) -> JSONResponse:
    known = cast("HTTPException", error)
    phrase = HTTPStatus(known.status_code).phrase
    told = UsageError(
        Text(id="Permintaan ditolak: {phrase}.", en="The request is refused: {phrase}."),
        mend=Text(
            id="Lihat rute yang ada di /openapi.json.", en="See the routes in /openapi.json."
        ),
        where=f"{request.method} {request.url.path}",
        code="no-route" if known.status_code == HTTPStatus.NOT_FOUND else "bad-request",
        phrase=phrase,
    )
    return _problem(request, told, known.status_code, headers=known.headers)


def _fault(request: Request, error: Exception) -> JSONResponse:
    logger.error("a fault of ours", exc_info=error)
    told = KinerjaError(
        Text(id="Kesalahan di pihak kami.", en="A fault of ours."),
        mend=Text(
            id="Laporkan; rinciannya ada di log layanan.",
            en="Report it; its details stand in the log of the service.",
        ),
    )
    return _problem(request, told, HTTPStatus.INTERNAL_SERVER_ERROR)


def _problem(
    request: Request, error: KinerjaError, status: int, headers: Any = None
) -> JSONResponse:
    language = _language(request)
    what = error.what.say(language)
    near = error.facts.get("nearest")
    problem = ProblemOut(
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
    return JSONResponse(
        problem.model_dump(), status_code=status, media_type=PROBLEM_TYPE, headers=headers
    )


def _language(request: Request) -> Language:
    for language in LANGUAGES:
        if request.query_params.get("lang") == language:
            return language
    return accepted(request.headers.get("accept-language", "")) or by_locale()
