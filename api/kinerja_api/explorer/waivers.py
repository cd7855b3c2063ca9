"""``/explore/waivers``: propose and decide what is accepted for a while, and the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Final, get_args

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kinerja_api.access import Right
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.concurrency import work_kind
from kinerja_api.errors import status_of
from kinerja_api.explorer.forms import FormDep
from kinerja_api.explorer.page_request import JudgeDep, PageRequest, ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.results import audit_for_page
from kinerja_graph.errors import UsageError
from kinerja_graph.report.audit_sentences import comparison_sentence
from kinerja_graph.report.report_context import state_of
from kinerja_graph.texts import _
from kinerja_graph.workflow import waivers
from kinerja_graph.workflow.records import names_by_id
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.waivers import Decision, State, WaiverRequest

router = APIRouter(route_class=PageRoute, include_in_schema=False)
DECISIONS: Final[Mapping[str, Decision]] = {one: one for one in get_args(Decision)}
_DIGITS: Final = 12
_FIELDS: Final = ("rule", "subject", "other", "fingerprint", "reason", "until", "by")
_ALL_STATES: Final[tuple[State, ...]] = ("proposed", "approved", "rejected", "withdrawn")


@router.get("/explore/waivers")
def read_waivers(
    page_request: ReaderDep,
    rule: Annotated[str, Query(max_length=200)] = "",
    subject: Annotated[str, Query(max_length=4000)] = "",
    other: Annotated[str, Query(max_length=4000)] = "",
    fingerprint: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """Show the waivers and the baseline of a dataset, and the form to propose one."""
    fields = {"rule": rule, "subject": subject, "other": other, "fingerprint": fingerprint}
    return _waivers_page(page_request, fields)


@router.post("/explore/waivers")
def propose(page_request: JudgeDep, form: FormDep) -> Response:
    """Propose a waiver; errors are shown next to the form, which keeps its input."""
    edition = page_request.edition()
    wanted = WaiverRequest(
        rule=form.get("rule"),
        subject=form.get("subject"),
        other=form.get("other") or None,
        fingerprint=form.get("fingerprint") or None,
        reason=form.get("reason") or None,
        until=form.get("until") or None,
        by=form.get("by") or None,
    )
    rules = [one.id for one in read_rule_set(page_request.settings).library]
    accounts = auth_service_of(page_request.request).accounts
    try:
        waivers.propose(
            accounts, edition.dataset, wanted, who=page_request.caller.name, rules=rules
        )
    except UsageError as error:
        return _waivers_page(page_request, form.fields, error)
    return _redirect_back(page_request)


@router.post("/explore/waivers/decide")
def decide(page_request: JudgeDep, form: FormDep) -> Response:
    """Approve, reject or withdraw a waiver."""
    edition = page_request.edition()
    number = form.get("number")
    decision = DECISIONS.get(form.get("decision"))
    if decision is None or not number.isascii() or not number.isdecimal() or len(number) > _DIGITS:
        raise _unknown_decision()
    accounts = auth_service_of(page_request.request).accounts
    admin = page_request.caller.may(Right.ADMIN, edition.dataset)
    who = page_request.caller.name
    waivers.decide(accounts, edition.dataset, int(number), decision, who=who, admin=admin)
    return _redirect_back(page_request)


@router.post("/explore/waivers/take")
def take(page_request: JudgeDep, form: FormDep) -> Response:
    """Accept the waivers of a file as approved, or the contents of a baseline file."""
    edition = page_request.edition()
    accounts, who = auth_service_of(page_request.request).accounts, page_request.caller.name
    if form.get("kind") == "baseline":
        waivers.import_baseline(accounts, edition.dataset, form.file or "", who=who)
    else:
        waivers.import_waivers(accounts, edition.dataset, form.file or "", who=who)
    return _redirect_back(page_request)


@router.post("/explore/waivers/baseline")
@work_kind("heavy")
def set_baseline(page_request: JudgeDep, form: FormDep) -> Response:
    """Make the findings of this edition the baseline."""
    del form  # that the form is ours was checked
    edition = page_request.edition()
    with page_request.editions.checking_still_loaded():
        told = audit_for_page(page_request, edition)
    waivers.set_baseline(
        auth_service_of(page_request.request).accounts, told.audit, who=page_request.caller.name
    )
    return _redirect_back(page_request)


def _waivers_page(
    page_request: PageRequest, fields: Mapping[str, str], error: UsageError | None = None
) -> HTMLResponse:
    edition = page_request.edition()
    place = page_request.urls(edition)
    accounts = auth_service_of(page_request.request).accounts
    told = audit_for_page(replace(page_request, since=None), edition)
    records = waivers.records(accounts, edition.dataset, _ALL_STATES)
    use_of = {use.waiver: use for use in told.audit.waivers or ()}
    uses = {
        one.number: use_of.get(waivers.waiver_of(one)) for one in records if one.state == "approved"
    }
    admin = page_request.caller.may(Right.ADMIN, edition.dataset)
    own = {
        one.number
        for one in records
        if not waivers.may_approve(accounts, one, who=page_request.caller.name, admin=admin)
    }
    answer = page(
        page_request,
        "waivers",
        place,
        records=records,
        own=own,
        alone={one.number for one in records if one.four_eyes is False},
        uses=uses,
        state_of=state_of,
        baseline=waivers.baseline(accounts, edition.dataset),
        compared=comparison_sentence(told.audit, page_request.language),
        titles=told.titles,
        names=names_by_id(page_request.store, edition, _subjects(records)),
        fields=dict.fromkeys(_FIELDS, "") | dict(fields),
        error=error,
        may_judge=page_request.caller.may(Right.JUDGE, edition.dataset),
        twins=[place.answer("/waivers")],
    )
    if error is not None:
        answer.status_code = status_of(error)
    return answer


def _subjects(records: Iterable[waivers.Record]) -> set[str]:
    """Return the ids of the subjects of waivers, both ends."""
    ends = ((one.wanted.subject, one.wanted.other) for one in records)
    return {id_ for each in ends for id_ in each if id_}


def _redirect_back(page_request: PageRequest) -> RedirectResponse:
    where = page_request.urls(page_request.edition()).to("/explore/waivers")
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def _unknown_decision() -> UsageError:
    return UsageError(
        _("This decision is not known."),
        mend=_("Choose from the buttons of the page of waivers."),
        code="bad-value",
    )
