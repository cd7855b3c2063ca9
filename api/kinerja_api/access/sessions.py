"""Sessions of browsers: their cookie, who they are, and the word that their forms send back."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response

from kinerja_api.access.refusals import forged
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.access import AccountsDatabase, Holder, begin_session, end_session

COOKIE: Final = "kinerja_session"
CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "x-csrf-token"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
_OWN_CHECK: Final = "/explore/upload"
"""Its form may be gigabytes long, so that its route reads it once and checks the word itself."""
_HEADER_ALONE: Final = "/uploads"
"""The same for scripts, which can send the header."""


def cookie_of(request: Request) -> str | None:
    """The value of the session's cookie; None where there is none."""
    return request.cookies.get(_cookie_name(_is_secure(request)))


def begin(request: Request, response: Response, book: AccountsDatabase, holder: Holder) -> None:
    """Begins a session and puts its cookie on ``response``; one that was there ends."""
    settings: Settings = request.app.state.settings
    end(request, response, book)
    secure = _is_secure(request)
    response.set_cookie(
        _cookie_name(secure),
        begin_session(book, holder, hours=settings.session_hours),
        max_age=int(settings.session_hours * 3600),
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def end(request: Request, response: Response, book: AccountsDatabase) -> None:
    """Ends the session of ``request``, where there is one."""
    value = cookie_of(request)
    if value is not None:
        end_session(book, value)
        secure = _is_secure(request)
        response.delete_cookie(_cookie_name(secure), secure=secure, httponly=True, samesite="lax")


def csrf_of(cookie: str) -> str:
    """The word that the forms of a session send back; it does not give the cookie away."""
    return hashlib.sha256(f"csrf {cookie}".encode()).hexdigest()


def is_same_origin(request: Request) -> bool:
    """Whether a browser says that a page of this service sends ``request``, or says nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:
        return False


async def refuse_forged(request: Request, csrf: str) -> None:
    """Lets a request that changes something pass only with the word of its session.

    It stands in the header ``X-CSRF-Token`` or in the form's field ``csrf``. The form of an upload
    is not read here.

    Raises:
        Refused: it comes from another site, or without the word.
    """
    if request.method in _SAFE:
        return
    sent = request.headers.get(CSRF_HEADER)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not is_same_origin(request):
        raise forged()
    if sent is None and kind == _FORMS[1] and request.url.path == _OWN_CHECK:
        return
    if sent is None and kind in _FORMS and not request.url.path.startswith(_HEADER_ALONE):
        sent = str((await request.form()).get(CSRF_FIELD) or "")
    if not hmac.compare_digest((sent or "").encode(), csrf.encode()):
        raise forged()


def _is_secure(request: Request) -> bool:
    settings: Settings = request.app.state.settings
    return settings.public_url.startswith("https://") or request.url.scheme == "https"


def _cookie_name(secure: bool) -> str:  # noqa: FBT001  # the one thing that it depends on
    return f"__Host-{COOKIE}" if secure else COOKIE
