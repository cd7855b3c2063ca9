"""Turn the URL with a token, printed once on startup, into a session."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from kinerja_api.access import sessions
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.concurrency import slots_of
from kinerja_api.access.desk import desk_of
from kinerja_api.access.permissions import is_known
from kinerja_graph.workflow.access import Holder, note

_TOKEN = "token"  # noqa: S105  # the name of the parameter


def has_token(request: Request) -> bool:
    """Tell whether a request is the URL with a token; whether the token is valid is not checked."""
    return request.method == "GET" and _TOKEN in request.query_params


async def begin_session_by_token(request: Request) -> Response | None:
    """Start a session for the URL with the token, and redirect to the same URL without it.

    None for every other request.

    Raises:
        Refused: the token is not valid.
    """
    if not has_token(request):
        return None
    auth_service = auth_service_of(request)
    desk = desk_of(request)
    is_in = desk is not None and is_known(request)  # they may open the address again
    if desk is None:
        auth_service.check_token(request, request.query_params[_TOKEN])
    elif not is_in:
        desk.admit(request.query_params[_TOKEN])
    clean = request.url.remove_query_params(_TOKEN)
    path = "/" + clean.path.lstrip("/\\")
    answer = RedirectResponse(f"{path}?{clean.query}" if clean.query else path, 303)
    answer.headers["Cache-Control"] = "no-store"
    if is_in:
        return answer

    def begin() -> None:
        sessions.begin(request, answer, auth_service.accounts, Holder(token=auth_service.token))
        note(auth_service.accounts, "local", "signed-in")

    await slots_of(request).run_in_spare_thread(begin)
    return answer
