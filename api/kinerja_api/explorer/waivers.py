"""``/explore/waivers``: what is accepted for a while, and the baseline: proposed and decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Final, get_args

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kinerja_api.access import Right
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.concurrency import counts_as
from kinerja_api.errors import status_of
from kinerja_api.explorer.forms import SentDep
from kinerja_api.explorer.page_request import JudgeDep, PageRequest, ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.result_cache import judged, this
from kinerja_graph.errors import UsageError
from kinerja_graph.report.tellings import compared_told
from kinerja_graph.texts import Text
from kinerja_graph.workflow import waivers
from kinerja_graph.workflow.records import names
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.waivers import Decision, State, WaiverRequest

router = APIRouter(route_class=PageRoute, include_in_schema=False)
DECISIONS: Final[Mapping[str, Decision]] = {one: one for one in get_args(Decision)}
_DIGITS: Final = 12
_FIELDS: Final = ("rule", "subject", "other", "fingerprint", "reason", "until", "by")
_EVERY: Final[tuple[State, ...]] = ("proposed", "approved", "rejected", "withdrawn")


@router.get("/explore/waivers")
def read_waivers(
    visit: ReaderDep,
    rule: Annotated[str, Query(max_length=200)] = "",
    subject: Annotated[str, Query(max_length=4000)] = "",
    other: Annotated[str, Query(max_length=4000)] = "",
    fingerprint: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """The waivers and the baseline of a dataset, and the form to propose one."""
    fields = {"rule": rule, "subject": subject, "other": other, "fingerprint": fingerprint}
    return _shown(visit, fields)


@router.post("/explore/waivers")
def propose(visit: JudgeDep, sent: SentDep) -> Response:
    """Proposes a waiver; what cannot be taken is told beside the form, which is kept."""
    edition = visit.edition()
    wanted = WaiverRequest(
        rule=sent.get("rule"),
        subject=sent.get("subject"),
        other=sent.get("other") or None,
        fingerprint=sent.get("fingerprint") or None,
        reason=sent.get("reason") or None,
        until=sent.get("until") or None,
        by=sent.get("by") or None,
    )
    rules = [one.id for one in read_rule_set(visit.settings).library]
    ledger = auth_service_of(visit.request).ledger
    try:
        waivers.propose(ledger, edition.dataset, wanted, who=visit.caller.name, rules=rules)
    except UsageError as error:
        return _shown(visit, sent.fields, error)
    return _back(visit)


@router.post("/explore/waivers/decide")
def decide(visit: JudgeDep, sent: SentDep) -> Response:
    """Approves, rejects or withdraws a waiver."""
    edition = visit.edition()
    number = sent.get("number")
    decision = DECISIONS.get(sent.get("decision"))
    if decision is None or not number.isascii() or not number.isdecimal() or len(number) > _DIGITS:
        raise _no_decision()
    ledger = auth_service_of(visit.request).ledger
    admin = visit.caller.may(Right.ADMIN, edition.dataset)
    who = visit.caller.name
    waivers.decide(ledger, edition.dataset, int(number), decision, who=who, admin=admin)
    return _back(visit)


@router.post("/explore/waivers/take")
def take(visit: JudgeDep, sent: SentDep) -> Response:
    """Takes the waivers of a file as approved, or what a baseline file knows."""
    edition = visit.edition()
    ledger, who = auth_service_of(visit.request).ledger, visit.caller.name
    if sent.get("kind") == "baseline":
        waivers.take_baseline(ledger, edition.dataset, sent.file or "", who=who)
    else:
        waivers.take_waivers(ledger, edition.dataset, sent.file or "", who=who)
    return _back(visit)


@router.post("/explore/waivers/baseline")
@counts_as("heavy")
def set_baseline(visit: JudgeDep, sent: SentDep) -> Response:
    """Makes the findings of this edition those that are known."""
    del sent  # that it is ours was checked
    edition = visit.edition()
    with visit.editions.whole():
        told = judged(visit, edition)
    waivers.set_baseline(auth_service_of(visit.request).ledger, told.audit, who=visit.caller.name)
    return _back(visit)


def _shown(
    visit: PageRequest, fields: Mapping[str, str], error: UsageError | None = None
) -> HTMLResponse:
    edition = visit.edition()
    place = visit.place(edition)
    ledger = auth_service_of(visit.request).ledger
    told = judged(replace(visit, since=None), edition)
    records = waivers.records(ledger, edition.dataset, _EVERY)
    use_of = {use.waiver: use for use in told.audit.waivers or ()}
    uses = {
        one.number: use_of.get(waivers.waiver_of(one)) for one in records if one.state == "approved"
    }
    admin = visit.caller.may(Right.ADMIN, edition.dataset)
    own = {
        one.number
        for one in records
        if not waivers.may_approve(ledger, one, who=visit.caller.name, admin=admin)
    }
    answer = page(
        visit,
        "waivers",
        place,
        records=records,
        own=own,
        alone={one.number for one in records if waivers.four_eyes(one) is False},
        uses=uses,
        baseline=waivers.baseline(ledger, edition.dataset),
        compared=compared_told(told.audit, visit.language),
        titles=told.titles,
        names=names(visit.store, _subjects(records), this(edition)),
        fields=dict.fromkeys(_FIELDS, "") | dict(fields),
        error=error,
        may_judge=visit.caller.may(Right.JUDGE, edition.dataset),
        twins=[place.to("/waivers")],
    )
    if error is not None:
        answer.status_code = status_of(error)
    return answer


def _subjects(records: Iterable[waivers.Record]) -> set[str]:
    """The ids of what waivers are about, both ends."""
    ends = ((one.wanted.subject, one.wanted.other) for one in records)
    return {id_ for each in ends for id_ in each if id_}


def _back(visit: PageRequest) -> RedirectResponse:
    where = visit.place(visit.edition()).to("/explore/waivers")
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def _no_decision() -> UsageError:
    return UsageError(
        Text(id="Keputusan itu tidak dikenal.", en="That decision is not known."),
        mend=Text(
            id="Pilih dari tombol di halaman pengecualian.",
            en="Choose from the buttons of the page of waivers.",
        ),
        code="bad-value",
    )
