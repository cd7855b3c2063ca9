"""Sessions of browsers: their cookie, the person, and the CSRF token that their forms send back."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response

from kinerja_api.access.desk import desk_of
from kinerja_api.access.refusals import missing_csrf_token
from kinerja_api.versions import unversioned
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.access import AccountsDatabase, Holder, begin_session, end_session

COOKIE: Final = "kinerja_session"
CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "x-csrf-token"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
_CHECKED_BY_ROUTE: Final = "/explore/upload"
"""Its form may be gigabytes long, so its route reads it once and checks the CSRF token itself."""
_HEADER_ALONE: Final = "/uploads"
"""The same for scripts, which can send the header."""


def session_cookie(request: Request) -> str | None:
    """Return the value of the session cookie; None if there is none."""
    return request.cookies.get(_cookie_name(request))


def begin(request: Request, response: Response, accounts: AccountsDatabase, holder: Holder) -> None:
    """Start a session and set its cookie on ``response``; an existing one ends."""
    settings: Settings = request.app.state.settings
    end(request, response, accounts)
    is_desk = desk_of(request) is not None
    response.set_cookie(
        _cookie_name(request),
        begin_session(accounts, holder, hours=settings.session_hours),
        max_age=None if is_desk else int(settings.session_hours * 3600),
        httponly=True,
        secure=is_secure(request),
        samesite="strict" if is_desk else "lax",
    )


def end(request: Request, response: Response, accounts: AccountsDatabase) -> None:
    """End the session of ``request``, if there is one."""
    value = session_cookie(request)
    if value is not None:
        end_session(accounts, value)
        response.delete_cookie(
            _cookie_name(request), secure=is_secure(request), httponly=True, samesite="lax"
        )


def csrf_token(cookie: str) -> str:
    """Return the CSRF token for the forms of a session; the cookie cannot be derived from it."""
    return hashlib.sha256(f"csrf {cookie}".encode()).hexdigest()


def is_same_origin(request: Request) -> bool:
    """Tell whether a browser says that a page of this service sent ``request``, or does not say."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:
        return False


async def check_csrf_token(request: Request, csrf: str) -> None:
    """Let a request that changes something pass only with the CSRF token of its session.

    It is in the header ``X-CSRF-Token`` or in the form field ``csrf``. The form of an upload is not
    read here.

    Raises:
        Refused: it comes from another site, or without the token.
    """
    if request.method in _SAFE:
        return
    sent = request.headers.get(CSRF_HEADER)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not is_same_origin(request):
        raise missing_csrf_token()
    if sent is None and kind == _FORMS[1] and request.url.path == _CHECKED_BY_ROUTE:
        return
    if (
        sent is None
        and kind in _FORMS
        and not unversioned(request.url.path).startswith(_HEADER_ALONE)
    ):
        sent = str((await request.form()).get(CSRF_FIELD) or "")
    if not hmac.compare_digest((sent or "").encode(), csrf.encode()):
        raise missing_csrf_token()


def is_secure(request: Request) -> bool:
    """Tell whether cookies for the browser of ``request`` may go over TLS alone."""
    settings: Settings = request.app.state.settings
    return settings.public_url.startswith("https://") or request.url.scheme == "https"


def _cookie_name(request: Request) -> str:
    desk = desk_of(request)
    if desk is not None:
        return desk.cookie_name
    return f"__Host-{COOKIE}" if is_secure(request) else COOKIE
