"""``/explore/follow-ups``: what is done about findings; and notes on records."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kinerja_api.access import Right
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.errors import status_of
from kinerja_api.explorer.forms import FormDep
from kinerja_api.explorer.page_request import JudgeDep, PageRequest, ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.results import audit_for_page
from kinerja_graph.analysis.record import record
from kinerja_graph.audit.follow_up import STATES, FollowUpFilter, list_follow_ups
from kinerja_graph.audit.history import waiver_names
from kinerja_graph.errors import UsageError
from kinerja_graph.library.words import FOLLOW_UP_STATES
from kinerja_graph.report.answers.follow_ups import COUNTS, counts_sentence
from kinerja_graph.texts import _
from kinerja_graph.workflow import follow_ups

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST_ROWS: Final = 500
"""Follow-ups listed on the page, overdue ones first; the CSV has all."""
_FIELDS: Final = ("state", "person", "due", "note")
Fingerprint = Annotated[str, Path(max_length=100)]


def _filter(
    overdue: Annotated[Literal["", "1"], Query()] = "",
    agency: Annotated[str, Query(max_length=4000)] = "",
    state: Annotated[Literal["", "open", "in-progress", "done"], Query()] = "",
) -> FollowUpFilter:
    return FollowUpFilter(
        overdue=bool(overdue),
        agencies=(agency,) if agency else (),
        states=tuple(one for one in STATES if one == state),
    )


@router.get("/explore/follow-ups")
def read_follow_ups(
    page_request: ReaderDep, chosen: Annotated[FollowUpFilter, Depends(_filter)]
) -> HTMLResponse:
    """Show the follow-ups of a dataset, overdue ones first."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    page_audit = audit_for_page(page_request, edition)
    found = list_follow_ups(page_audit.audit, chosen)
    ids = {one.agency for one in page_audit.audit.follow_ups if one.agency is not None}
    return page(
        page_request,
        "follow_ups",
        place,
        found=found,
        followed=counts_sentence(found, page_request.language),
        shown=found.follow_ups[:MOST_ROWS],
        chosen=chosen,
        counts={
            text: getattr(found.summary, name)
            for name, text in COUNTS.items()
            if name != "overdue"  # the sentence above says it
        },
        agencies=page_audit.audited.agencies,
        agency_ids=sorted(ids),
        titles=page_audit.titles,
        states=FOLLOW_UP_STATES,
        may_judge=page_request.caller.may(Right.JUDGE, edition.dataset),
        twins=[place.answer("/follow-ups")],
    )


@router.get("/explore/follow-up/{fingerprint}")
def read_follow_up(page_request: ReaderDep, fingerprint: Fingerprint) -> HTMLResponse:
    """Show a finding, the follow-up of it, and how it got there."""
    return _follow_up_page(page_request, fingerprint)


@router.post("/explore/follow-up/{fingerprint}")
def set_follow_up(page_request: JudgeDep, fingerprint: Fingerprint, form: FormDep) -> Response:
    """Record what is done about a finding; errors are shown next to the form, which is kept."""
    edition = page_request.edition()
    change = follow_ups.FollowUpChange(**{name: form.get(name) for name in _FIELDS})
    try:
        follow_ups.set_follow_up(
            auth_service_of(page_request.request).accounts,
            edition,
            fingerprint,
            change,
            who=page_request.caller.name,
            audit=lambda: audit_for_page(page_request, edition).audit,
        )
    except UsageError as error:
        if error.code == "unknown-finding":
            raise
        return _follow_up_page(page_request, fingerprint, form.fields, error)
    where = page_request.urls(edition).to("/explore/follow-up", fingerprint)
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


@router.post("/explore/notes")
def write_note(page_request: JudgeDep, form: FormDep) -> Response:
    """Write a note on a record."""
    edition = page_request.edition()
    subject = record(page_request.store, edition, form.get("id")).record
    follow_ups.add_note(
        auth_service_of(page_request.request).accounts,
        edition.dataset,
        subject.label,
        subject.id,
        form.get("text"),
        who=page_request.caller.name,
    )
    where = page_request.urls(edition).record(subject.id)
    return RedirectResponse(f"{where}#notes", HTTPStatus.SEE_OTHER)


def _follow_up_page(
    page_request: PageRequest,
    fingerprint: str,
    fields: Mapping[str, str] | None = None,
    error: UsageError | None = None,
) -> HTMLResponse:
    edition = page_request.edition()
    place = page_request.urls(edition)
    page_audit = audit_for_page(page_request, edition)
    audit = page_audit.audit
    finding = next((one for one in audit.findings if one.fingerprint == fingerprint), None)
    current = next((one for one in audit.follow_ups if one.fingerprint == fingerprint), None)
    if finding is None and current is None:
        raise _unknown_finding(fingerprint)
    status = None if current is None else current.status
    shown = {
        "state": "open" if status is None else status.state,
        "person": "" if status is None else status.person or "",
        "due": "" if status is None or status.due is None else status.due.isoformat(),
        "note": "" if status is None else status.note or "",
    }
    accounts = auth_service_of(page_request.request).accounts
    answer = page(
        page_request,
        "follow_up",
        place,
        finding=finding,
        current=current,
        history=follow_ups.recorded_entries(accounts, edition.dataset, fingerprint),
        waived_as={}
        if finding is None or finding.status == "waived" or not finding.subject.label
        else waiver_names(finding, edition.dataset),
        fingerprint=fingerprint,
        fields=shown | dict(fields or {}),
        error=error,
        states=FOLLOW_UP_STATES,
        agencies=page_audit.audited.agencies,
        titles=page_audit.titles,
        may_judge=page_request.caller.may(Right.JUDGE, edition.dataset),
        twins=[] if current is None else [place.answer("/follow-ups", fingerprint)],
    )
    if error is not None:
        answer.status_code = status_of(error)
    return answer


def _unknown_finding(fingerprint: str) -> UsageError:
    return UsageError(
        _("The audit of this edition has no such finding, and no follow-up is recorded for it."),
        mend=_("See the findings and the list of follow-ups."),
        where=fingerprint,
        code="unknown-finding",
    )
