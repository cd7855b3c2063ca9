"""``/audit``: JSON, CSV, and documents for other programs and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, answer, build_response, responses
from kinerja_api.models import Paged, model_of
from kinerja_api.question import PagedDep, Question, QuestionDep
from kinerja_graph.audit.answer import csv_text
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.rule_set import complete
from kinerja_graph.report.report_context import Audited
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow.auditing import audit_loaded
from kinerja_graph.workflow.reporting import report

router = APIRouter(route_class=AnswerRoute, tags=["audits"])
Document = Literal["html", "sarif", "junit"]
KINDS: Final[Mapping[Document, str]] = {
    "html": "text/html; charset=utf-8",
    "sarif": "application/sarif+json",
    "junit": "application/xml",
}
DocumentPath = Annotated[Document, Path(description="Format of the document.")]
_AUDIT: Final = View("audit", model_of(Audit, base=Paged))


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which rules run, and which other edition their findings are compared with."""

    rules: tuple[str, ...]
    since: str | None


async def _audit_query(
    rule: Annotated[
        list[str] | None, Query(max_length=200, description="Rules to run; all without it.")
    ] = None,
    since: Annotated[
        str | None, Query(description="An edition; what it has too is no new finding.")
    ] = None,
) -> AuditQuery:
    return AuditQuery(tuple(rule or ()), since)


AuditQueryDep = Annotated[AuditQuery, Depends(_audit_query)]


async def _agencies(
    agency: Annotated[
        list[str] | None,
        Query(
            max_length=200,
            description="Agencies (ids) whose findings are listed; all without it. Rules, summary "
            "and overview are those of the whole audit.",
        ),
    ] = None,
) -> tuple[str, ...]:
    return tuple(agency or ())


AgenciesDep = Annotated[tuple[str, ...], Depends(_agencies)]


@router.get("/audit", responses=responses(400, 404, 409), response_model=_AUDIT.model)
@work_kind("heavy")
def read_audit(question: PagedDep, query: AuditQueryDep, agencies: AgenciesDep) -> Response:
    """Return the findings of an edition with waivers and baseline; a failed rule has none."""
    return answer(
        question,
        _AUDIT,
        "json",
        None,
        lambda: as_json(_run_audit(question, query, agencies).audit, question.language),
    )


@router.get("/audit.csv", responses=responses(400, 404, 409, csv=True), response_class=Response)
@work_kind("heavy")
def read_audit_rows(question: QuestionDep, query: AuditQueryDep, agencies: AgenciesDep) -> Response:
    """Return the findings as CSV, as written by the command line."""
    text = csv_text(_run_audit(question, query, agencies).audit, question.language)
    return build_response(
        question, text.encode("utf-8", "replace"), "text/csv; charset=utf-8", None
    )


@router.get(
    "/audit.{form}", responses=responses(400, 404, kinds=KINDS.values()), response_class=Response
)
@work_kind("heavy")
def read_audit_document(
    question: QuestionDep, query: AuditQueryDep, agencies: AgenciesDep, form: DocumentPath
) -> Response:
    """Return the audit as a page, or as SARIF or JUnit for other programs."""
    found = _run_audit(question, query, agencies)
    text = report(form, [found], question.rule_set(query.rules).graded, question.language)
    return build_response(
        question, text.encode("utf-8", "replace"), KINDS[form], None, sandbox_headers(form)
    )


def sandbox_headers(form: str) -> dict[str, str]:
    """Return an isolated page: its scripts reach neither cookies nor other pages."""
    if form != "html":
        return {}
    return {"Content-Security-Policy": "sandbox allow-scripts allow-downloads allow-popups"}


def _run_audit(question: Question, query: AuditQuery, agencies: tuple[str, ...]) -> Audited:
    edition = question.editions.audited()
    order = question.audit_options(edition.dataset, query.rules, query.since)
    order = replace(order, agencies=agencies)
    found = audit_loaded(question.store, edition, order)
    complete(found.audit)
    return found
