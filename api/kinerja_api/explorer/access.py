"""``/explore/access``: keys and people, for administrators of one or all datasets."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kinerja_api.access import Right
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.refusals import forbidden
from kinerja_api.errors import status_of
from kinerja_api.explorer.forms import FormDep
from kinerja_api.explorer.page_request import PageRequest, ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow import administration
from kinerja_graph.workflow.access import MAX_DAYS, Key, is_valid
from kinerja_graph.workflow.administration import KeyRequest

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MAX_LISTED: Final = 200
"""Maximum number of datasets that the form suggests."""
_EMPTY_FORM: Final = {"name": "", "role": "viewer", "dataset": "", "everywhere": "", "days": "90"}
ROLES: Final[Mapping[str, Text]] = {
    "viewer": _("viewer"),
    "planner": _("planner"),
    "inspector": _("inspector"),
    "admin": _("administrator"),
    "cypher": _("free queries"),
}


@router.get("/explore/access")
def read_access(page_request: ReaderDep) -> HTMLResponse:
    """Show keys and people of the caller's administered datasets, and the form to make a key."""
    _check_administrator(page_request)
    return _access_page(page_request, {})


@router.post("/explore/access/keys")
def add_key(page_request: ReaderDep, form: FormDep) -> HTMLResponse:
    """Make a key; its secret is shown on the resulting page, and nowhere else."""
    _check_administrator(page_request)
    request = KeyRequest(
        name=form.get("name"),
        role=form.get("role"),
        datasets=form.get("dataset").split(";"),
        everywhere=form.get("everywhere") == "yes",
        days=form.get("days"),
    )
    accounts, who = auth_service_of(page_request.request).accounts, page_request.caller.name
    try:
        made = administration.make_key(accounts, page_request.caller.grants, request, by=who)
    except UsageError as error:
        return _access_page(page_request, form.fields, error=error)
    return _access_page(page_request, {}, made=made)


@router.post("/explore/access/keys/{id}/revoke")
def revoke(
    page_request: ReaderDep, form: FormDep, name: Annotated[str, Path(alias="id", max_length=200)]
) -> Response:
    """Revoke a key at once."""
    del form  # that the form is ours was checked
    _check_administrator(page_request)
    accounts, who = auth_service_of(page_request.request).accounts, page_request.caller.name
    administration.end_key(accounts, page_request.caller.grants, name, by=who)
    return RedirectResponse(page_request.urls().to("/explore/access"), HTTPStatus.SEE_OTHER)


def _check_administrator(page_request: PageRequest) -> None:
    if not page_request.caller.grants.anywhere(Right.ADMIN):
        raise forbidden(page_request.caller.name, Right.ADMIN, None, anywhere=True)


def _access_page(
    page_request: PageRequest,
    fields: Mapping[str, str],
    *,
    made: tuple[Key, str] | None = None,
    error: UsageError | None = None,
) -> HTMLResponse:
    accounts, mine = auth_service_of(page_request.request).accounts, page_request.caller.grants
    keys = administration.administered_keys(accounts, mine)
    known = dict.fromkeys(one.dataset for one in page_request.editions.all())
    answer = page(
        page_request,
        "access",
        page_request.urls(),
        valid=[one for one in keys if is_valid(one.key)],
        ended=[one for one in keys if not is_valid(one.key)],
        people=administration.administered_people(accounts, mine),
        roles=administration.grantable_roles(mine),
        role_words=ROLES,
        everything=mine.may(Right.ADMIN),
        datasets=[one for one in known if mine.may(Right.ADMIN, one)][:MAX_LISTED],
        most_days=MAX_DAYS,
        fields=_EMPTY_FORM | {name: fields[name] for name in _EMPTY_FORM if name in fields},
        made=made,
        error=error,
    )
    answer.headers["Cache-Control"] = "no-store"
    if error is not None:
        answer.status_code = status_of(error)
    return answer
