"""``/`` and ``/explore/edition``: what is loaded, and the state of one edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kinerja_api.access import Right
from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.sessions import is_secure
from kinerja_api.explorer.forms import FormDep
from kinerja_api.explorer.page_request import PageRequest, ReaderDep
from kinerja_api.explorer.pages import ASSETS, PageRoute, asset, page, reload_soon, same_page
from kinerja_api.explorer.results import PageAudit, audit_or_none, cached_summary, matrix_of
from kinerja_api.explorer.themes import CHOICE
from kinerja_api.result_cache import Unfinished
from kinerja_api.routes.sign_in import safe_redirect
from kinerja_graph.analysis.completeness import EditionCompleteness
from kinerja_graph.analysis.matrix import Cell, Matrix
from kinerja_graph.audit.follow_up import list_follow_ups
from kinerja_graph.model.completeness import AgencyShare, Completeness
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.answers.completeness import completeness_overview
from kinerja_graph.report.answers.follow_ups import counts_sentence
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.audit_sentences import AgencyRow, by_agency, verdict
from kinerja_graph.report.document import AnswerBlock
from kinerja_graph.texts import Language
from kinerja_graph.workflow.reporting import report_context
from kinerja_graph.workflow.snapshots import snapshots_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_YEAR: Final = 365 * 24 * 3600
"""Seconds."""
MAX_OUTCOMES: Final = 100
"""Maximum number of outcomes on the page of an edition."""
MAX_BREAKS: Final = 10
"""Maximum number of places where chains break on the page of an edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """An outcome and its support: how many agencies, results and tasks, and who is missing."""

    id: str
    name: str | None
    agencies: int
    results: int
    tasks: int
    missing: tuple[str, ...]


@router.get("/")
def read_home(page_request: ReaderDep) -> HTMLResponse:
    """Show what is loaded, dataset by dataset, newest edition first."""
    found = snapshots_of(
        page_request.store, page_request.editions.documents(page_request.editions.all())
    )
    groups = [
        (name, sorted(each, key=lambda one: -one.edition.first_loaded))
        for name, each in groupby(found, key=lambda one: one.edition.dataset)
    ]
    place = page_request.urls()
    return page(
        page_request,
        "home",
        place,
        groups=groups,
        summaries={name: cached_summary(page_request, each[0].edition) for name, each in groups},
        twins=[place.answer("/datasets")],
        may_upload=page_request.caller.grants.anywhere(Right.UPLOAD),
        may_administer=page_request.caller.grants.anywhere(Right.ADMIN),
    )


@router.get("/explore/edition")
def read_edition(page_request: ReaderDep) -> HTMLResponse:
    """Show the state of one edition: its contents, its audit, who supports what.

    Parts that are still being computed are marked as such, and the page reloads by itself.
    """
    edition = page_request.edition()
    place = page_request.urls(edition)
    snapshots = snapshots_of(page_request.store, page_request.editions.of_same_dataset(edition))
    page_audit = audit_or_none(page_request, edition)
    outcomes = _outcomes_or_none(page_request, edition)
    shown = page(
        page_request,
        "edition",
        place,
        edition=edition,
        counts=next(one.counts for one in snapshots if one.edition == edition),
        editions=snapshots,
        address=same_page(page_request.request, page_request.language),
        outcomes=None if outcomes is None else outcomes[:MAX_OUTCOMES],
        more=len(outcomes or ()) - MAX_OUTCOMES,
        twins=[place.answer(one) for one in ("/audit", "/completeness", "/matrix")],
        **_audit_facts(page_request, edition, page_audit),
    )
    return shown if page_audit is not None and outcomes is not None else reload_soon(shown)


def _audit_facts(
    page_request: PageRequest, edition: Edition, page_audit: PageAudit | None
) -> dict[str, object]:
    """Return the audit result, in total and by agency, and what it is held against or measured.

    Nothing while it is being computed.
    """
    if page_audit is None:
        return {"verdict": None, "agencies": [], "followed": None, "overdue": 0, "whole": ()}
    language, audit = page_request.language, page_audit.audit
    words = report_context(page_audit.rule_set.graded, language)
    followed = list_follow_ups(audit)
    return {
        "verdict": verdict(audit, words),
        "agencies": _agencies(by_agency(page_audit.audited, words), audit.completeness),
        "followed": counts_sentence(followed, language) if followed.summary.total else None,
        "overdue": followed.summary.overdue,
        "whole": tuple(_completeness(edition, audit.completeness, language)),
    }


def _completeness(
    edition: Edition, found: Completeness | None, language: Language
) -> Iterator[AnswerBlock]:
    """Yield how much of ``edition`` is whole, as ``completeness`` does."""
    if found is not None:
        answer = EditionCompleteness(
            edition.dataset, edition.edition, found, headings=edition.headings
        )
        yield from completeness_overview(answer, language, places=Amount(MAX_BREAKS))


def _agencies(
    found: list[AgencyRow], completeness: Completeness | None
) -> list[tuple[AgencyRow, AgencyShare | None]]:
    """Return each agency with its findings and how much of it is whole, by name, then the total.

    Those without findings are among them.
    """
    *rows, total = found
    shares: dict[str | None, AgencyShare] = {}
    names: Mapping[str, str | None] = {}
    if completeness is not None:
        shares = {one.agency: one for one in completeness.by_agency}
        names = completeness.names
    none = (0,) * len(total.numbers)
    rows += [
        AgencyRow(names.get(one) or one, one, none)
        for one in shares.keys() - {row.agency for row in rows}
        if one is not None
    ]
    rows.sort(key=lambda row: (row.agency is None, row.name.casefold(), row.agency or ""))
    whole = sum(one.whole for one in shares.values())
    of_all = AgencyShare(None, whole, sum(one.population for one in shares.values()))
    return [
        *((row, shares.get(row.agency)) for row in rows),
        (total, of_all if shares else None),
    ]


@router.post("/explore/theme")
def choose_theme(page_request: ReaderDep, sent: FormDep) -> Response:
    """Remember for this browser whether pages are light or dark; nothing: as the device has it."""
    answer = RedirectResponse(safe_redirect(sent.get("next")), HTTPStatus.SEE_OTHER)
    theme, secure = sent.get("theme"), is_secure(page_request.request)
    if theme in ("light", "dark"):
        answer.set_cookie(
            CHOICE, theme, max_age=_YEAR, secure=secure, httponly=True, samesite="lax"
        )
    else:
        answer.delete_cookie(CHOICE, secure=secure, httponly=True, samesite="lax")
    return answer


@router.get("/explore/assets/{digest}/{name}")
@work_kind(None)
async def read_asset(digest: str, name: Annotated[str, Path()]) -> Response:
    """Return a style or script of the pages; its URL changes with its content."""
    del digest  # it is there for intermediate caches
    if name not in ASSETS:
        return Response(status_code=404)
    return Response(
        asset(name),
        media_type=ASSETS[name],
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


def _outcomes_or_none(page_request: PageRequest, edition: Edition) -> list[OutcomeRow] | None:
    try:
        return _outcomes(matrix_of(page_request, edition))
    except Unfinished:
        return None


def _outcomes(matrix: Matrix) -> list[OutcomeRow]:
    """Return the outcomes by id, with the counts of the matrix."""
    rows: list[OutcomeRow] = []
    of_outcome: dict[str, list[Cell]] = {}
    for cell in matrix.cells:
        of_outcome.setdefault(cell.outcome, []).append(cell)
    missing: dict[str, list[str]] = {}
    for gap in matrix.gaps:
        missing.setdefault(gap.outcome, []).append(gap.unit)
    for outcome in matrix.outcomes:
        cells = of_outcome.get(outcome.id, [])
        rows.append(
            OutcomeRow(
                id=outcome.id,
                name=outcome.name,
                agencies=len(cells),
                results=sum(cell.results for cell in cells),
                tasks=sum(cell.tasks for cell in cells),
                missing=tuple(missing.get(outcome.id, ())),
            )
        )
    return rows
