"""``/explore/findings``: the findings of the audit, filtered, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from kinerja_api.access import Right
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.explorer.page_request import ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.results import PageAudit, audit_for_page
from kinerja_api.explorer.urls import Urls, Value
from kinerja_graph.audit.finding import Finding
from kinerja_graph.audit.history import waiver_names
from kinerja_graph.library.rule import SEVERITIES, Rule
from kinerja_graph.report.answers.audit import overview_groups
from kinerja_graph.report.audit_sentences import by_agency, share_of, verdict
from kinerja_graph.report.document import AnswerBlock
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.texts import Language
from kinerja_graph.workflow.reporting import report_context
from kinerja_graph.workflow.waivers import baseline

router = APIRouter(route_class=PageRoute, include_in_schema=False)
PAGE_SIZE: Final = 40
NO_AGENCY: Final = "-"
STATUSES: Final = ("new", "existing", "waived")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which findings are shown; empty fields do not filter.

    ``agency`` is an id, or ``-`` for findings without an agency; all ``words`` must occur in the
    message, the ids or the names.
    """

    severity: str = ""
    rule: str = ""
    agency: str = ""
    status: str = ""
    words: str = ""

    def matches(self, finding: Finding, language: Language) -> bool:
        """Tell whether ``finding`` is shown."""
        return (
            self.severity in ("", finding.severity)
            and self.rule in ("", finding.rule)
            and self.agency in ("", finding.agency or NO_AGENCY)
            and self.status in ("", finding.status)
            and all(
                word in _searched_text(finding, language) for word in self.words.casefold().split()
            )
        )

    def query(self) -> dict[str, Value]:
        """Return the filter as query parameters."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "agency": self.agency,
            "status": self.status,
            "q": self.words,
        }


def finding_filter(
    severity: Annotated[Literal["", "error", "warning", "info"], Query()] = "",
    rule: Annotated[str, Query(max_length=200)] = "",
    agency: Annotated[str, Query(max_length=4000)] = "",
    status: Annotated[Literal["", "new", "existing", "waived"], Query()] = "",
    q: Annotated[str, Query(max_length=200)] = "",
) -> Filter:
    """Return the filter that a URL names."""
    return Filter(severity=severity, rule=rule, agency=agency, status=status, words=q)


@router.get("/explore/findings")
def read_findings(
    page_request: ReaderDep,
    chosen: Annotated[Filter, Depends(finding_filter)],
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Show the findings of an edition with its baseline and waivers."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    page_audit = audit_for_page(page_request, edition)
    found = [one for one in page_audit.audit.findings if chosen.matches(one, page_request.language)]
    first = (number - 1) * PAGE_SIZE
    words = report_context(page_audit.rule_set.graded, page_request.language)
    rule = words.by_id.get(chosen.rule)
    return page(
        page_request,
        "findings",
        place,
        verdict=verdict(page_audit.audit, words),
        answer=_answer(page_audit.audited, words) if chosen == Filter() and number == 1 else (),
        chosen=chosen,
        shown=found[first : first + PAGE_SIZE],
        first=first + 1,
        total=len(found),
        everything=len(page_audit.audit.findings),
        before=_page_url(place, chosen, number - 1) if number > 1 else None,
        after=_page_url(place, chosen, number + 1) if first + PAGE_SIZE < len(found) else None,
        agency_rows=[row for row in by_agency(page_audit.audited, words) if not row.is_sum],
        rules=count_by_rule(page_audit),
        rule=rule,
        rule_share=_share(page_audit, rule, page_request.language),
        severities=SEVERITIES,
        statuses=STATUSES,
        editions=[
            one.edition for one in page_request.editions.of_same_dataset(edition) if one != edition
        ],
        has_baseline=baseline(auth_service_of(page_request.request).accounts, edition.dataset)
        is not None,
        agencies=page_audit.audited.agencies,
        titles=page_audit.titles,
        resolved=page_audit.audit.gone if number == 1 else (),
        waiver_names=waiver_names,
        may_judge=page_request.caller.may(Right.JUDGE, edition.dataset),
        twins=[
            place.answer(
                "/audit",
                rule=chosen.rule,
                agency=None if chosen.agency == NO_AGENCY else chosen.agency,
            )
        ],
    )


def _answer(audited: Audited, words: ReportContext) -> tuple[AnswerBlock, ...]:
    """Return what the findings come to: the breaks, the rules and the agencies that matter."""
    return tuple(chain.from_iterable(overview_groups(audited, words)))


def _page_url(place: Urls, chosen: Filter, number: int) -> str:
    shown = number if number > 1 else None
    return place.to("/explore/findings", None, **chosen.query(), page=shown)


def count_by_rule(page_audit: PageAudit) -> list[tuple[str, int]]:
    """Count the findings of each rule that has any, by rule id."""
    return [(run.id, run.findings) for run in page_audit.audit.rules if run.findings]


def _share(page_audit: PageAudit, rule: Rule | None, language: Language) -> str:
    """Say how many of the items a rule checked have findings; empty if no rule is chosen."""
    if rule is None:
        return ""
    run = next((one for one in page_audit.audit.rules if one.id == rule.id), None)
    if run is None or run.status != "ran":
        return ""
    found = [one for one in page_audit.audit.findings if one.rule == rule.id]
    return share_of(rule, run, found, language)


def _searched_text(finding: Finding, language: Language) -> str:
    ends = [finding.subject] if finding.other is None else [finding.subject, finding.other]
    parts = [finding.message.say(language), finding.rule, *finding.path]
    return "\n".join([*parts, *(end.id + "\n" + (end.name or "") for end in ends)]).casefold()
