"""``/sign-in`` and ``/sign-out``: sessions of people, by a provider or by a key."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from kinerja_api.access import sessions
from kinerja_api.access.auth_service import AuthService, auth_service_of, bearer_name
from kinerja_api.access.caller import ANONYMOUS, Caller
from kinerja_api.access.concurrency import slots_of, work_kind
from kinerja_api.access.pages import SignIn, sign_in_page, sign_out_page
from kinerja_api.access.permissions import identify_caller
from kinerja_api.access.provider import (
    ID_COOKIE,
    ID_PATH,
    STATE_COOKIE,
    STATE_PATH,
    Provider,
)
from kinerja_api.access.refusals import Refused, missing_csrf_token, name_taken, no_provider
from kinerja_api.deps import LanguageDep
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.access import Holder, arrive_person, note, word

router = APIRouter(include_in_schema=False)
HOME: Final = "/"
NextUrl = Annotated[str, Query(alias="next", description="Where to go afterwards.")]


async def _auth_service(request: Request) -> AuthService:
    return auth_service_of(request)


AuthServiceDep = Annotated[AuthService, Depends(_auth_service)]


def safe_redirect(address: str) -> str:
    r"""Return ``address`` if it is one of this service, else the home page.

    >>> addresses = ("/explore/x?a=1", "//evil.example", "/\\evil.example")
    >>> tuple(map(safe_redirect, addresses))
    ('/explore/x?a=1', '/', '/')
    """
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and address.isprintable() and "\\" not in address else HOME


@router.get("/sign-in")
@work_kind(None)
async def show_sign_in(
    request: Request,
    auth_service: AuthServiceDep,
    language: LanguageDep,
    then: NextUrl = HOME,
    *,
    out: Annotated[bool, Query(description="Whether somebody signed out just now.")] = False,
) -> Response:
    """Show the sign-in page, or who is signed in."""
    caller = _caller(request)
    told = SignIn(
        then=safe_redirect(then),
        provider=_has_provider(auth_service.settings),
        name=caller.name if caller.is_known else "",
        csrf=caller.csrf,
        out=out,
    )
    return sign_in_page(told, language)


@router.post("/sign-in")
@work_kind(None)
async def sign_in_with_key(
    request: Request, auth_service: AuthServiceDep, language: LanguageDep
) -> Response:
    """Start a session for a valid key."""
    if not sessions.is_same_origin(request):
        raise missing_csrf_token()
    form = await request.form()
    then = safe_redirect(str(form.get("next") or HOME))
    try:
        key = auth_service.find_typed_key(request, str(form.get("key") or "").strip())
    except Refused as refusal:
        fault = f"{refusal.what.say(language)} {refusal.mend.say(language)}"
        told = SignIn(then=then, provider=_has_provider(auth_service.settings), fault=fault)
        answer = sign_in_page(told, language, status=refusal.status)
        answer.headers.update(refusal.headers)
        return answer
    inward = RedirectResponse(then, 303)

    def begin() -> None:
        sessions.begin(request, inward, auth_service.accounts, Holder(key=key.id))
        note(auth_service.accounts, bearer_name(key), "signed-in")

    await slots_of(request).run_in_spare_thread(begin)
    return inward


@router.get("/sign-in/provider")
@work_kind(None)
async def leave_for_provider(
    request: Request, auth_service: AuthServiceDep, then: NextUrl = HOME
) -> Response:
    """Redirect to the provider."""
    back = f"{_base(request, auth_service.settings)}/sign-in/callback"
    secure = back.startswith("https:")
    return await _provider(request, auth_service).redirect_to_provider(
        request, back, safe_redirect(then), secure=secure
    )


@router.get("/sign-in/callback")
@work_kind(None)
async def arrive_from_provider(request: Request, auth_service: AuthServiceDep) -> Response:
    """Start a session for a person authenticated by the provider."""
    who = await _provider(request, auth_service).identify(request)
    slots = slots_of(request)
    person = await slots.run_in_spare_thread(
        lambda: arrive_person(
            auth_service.accounts, who.name, issuer=who.issuer, subject=who.subject
        )
    )
    if person is None:
        raise name_taken(who.name)
    answer = RedirectResponse(safe_redirect(who.then), 303)
    answer.delete_cookie(STATE_COOKIE, path=STATE_PATH, httponly=True, samesite="lax")
    secure = _base(request, auth_service.settings).startswith("https:")
    who.remember(answer, secure=secure, seconds=int(auth_service.settings.session_hours * 3600))
    holder = Holder(person=person.name)
    await slots.run_in_spare_thread(
        lambda: sessions.begin(request, answer, auth_service.accounts, holder)
    )
    return answer


@router.post("/sign-out")
@work_kind(None)
async def sign_out(
    request: Request, auth_service: AuthServiceDep, language: LanguageDep
) -> Response:
    """End a session; also at the provider, if it authenticated the person."""
    caller = _caller(request)
    if caller.csrf:
        await sessions.check_csrf_token(request, caller.csrf)
    onward = None
    if caller.csrf and caller.kind == "person" and _has_provider(auth_service.settings):
        back = f"{_base(request, auth_service.settings)}/sign-in"
        onward = await _provider(request, auth_service).sign_out_url(request, back)
    # a redirect after a form may not lead to another site (form-action): a page does
    answer = (
        RedirectResponse(f"/sign-in?next={quote(HOME)}&out=true&lang={language}", 303)
        if onward is None
        else sign_out_page(onward, language)
    )

    def end() -> None:
        if caller.csrf:
            note(auth_service.accounts, caller.name, "signed-out")
        sessions.end(request, answer, auth_service.accounts)

    await slots_of(request).run_in_spare_thread(end)
    answer.delete_cookie(ID_COOKIE, path=ID_PATH, httponly=True, samesite="lax")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _caller(request: Request) -> Caller:
    try:
        return identify_caller(request)
    except Refused:
        return ANONYMOUS


def _has_provider(settings: Settings) -> bool:
    return bool(settings.oidc_issuer and settings.oidc_client)


def _provider(request: Request, auth_service: AuthService) -> Provider:
    if not _has_provider(auth_service.settings):
        raise no_provider()
    state: Any = request.app.state
    if getattr(state, "provider", None) is None:
        state.provider = Provider(auth_service.settings, word(auth_service.accounts, "sign-in"))
    found: Provider = state.provider
    return found


def _base(request: Request, settings: Settings) -> str:
    return (settings.public_url or str(request.base_url)).rstrip("/")
