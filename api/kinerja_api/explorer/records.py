"""``/explore/record/{id}``: the page of a result, a task, a position or a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse

from kinerja_api.access import Right
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.explorer import words
from kinerja_api.explorer.page_request import PageRequest, ReaderDep
from kinerja_api.explorer.pages import PageRoute, page, reload_soon, same_page
from kinerja_api.explorer.results import PageAudit, audit_or_none
from kinerja_api.explorer.sparklines import sparkline
from kinerja_api.explorer.urls import Urls
from kinerja_graph.analysis.alignment import align
from kinerja_graph.analysis.evidence import evidence as evidence_of
from kinerja_graph.analysis.individual_reading import individual
from kinerja_graph.analysis.lineage import Trace, trace
from kinerja_graph.analysis.record import Record, record
from kinerja_graph.analysis.series import NOTHING
from kinerja_graph.analysis.targets import targets
from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.describe import Described
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.answers.align import align_blocks
from kinerja_graph.report.answers.evidence import evidence_blocks
from kinerja_graph.report.answers.individual import individual_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.answers.targets import targets_blocks
from kinerja_graph.report.answers.trace import trace_blocks
from kinerja_graph.report.audit_sentences import comparison_name
from kinerja_graph.report.document import AnswerBlock
from kinerja_graph.texts import Language
from kinerja_graph.workflow import records
from kinerja_graph.workflow.follow_ups import notes_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)
Facts = dict[str, Any]
DEPTH: Final = 3
"""How many edges below a record its page shows."""
MAX_CHAIN: Final = 120
"""Maximum number of records of a chain shown; those left out are counted."""
MAX_FINDINGS: Final = 25
"""Findings listed per section of a page; the rest are on the page of findings."""
MAX_LINKS: Final = 25
"""Causal links of each verdict shown on the page of a result."""


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record as a page shows it.

    Attributes:
        subject: the record.
        template: the template that shows it.
        facts: what the template needs.
        twins: the URLs of its JSON.
        is_complete: whether its findings are known; otherwise the page reloads.
    """

    subject: Described
    template: str
    facts: Facts
    twins: tuple[str, ...]
    is_complete: bool


@router.get("/explore/record/{id:path}")
def read_record(page_request: ReaderDep, name: Annotated[str, Path(alias="id")]) -> HTMLResponse:
    """Show one record, whatever its label."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    it = shown_record(page_request, edition, name, place)
    shown = page(page_request, it.template, place, twins=it.twins, **it.facts)
    return shown if it.is_complete else reload_soon(shown)


def shown_record(
    page_request: PageRequest, edition: Edition, name: str, place: Urls
) -> ShownRecord:
    """Return what pages show of the record ``name``.

    Raises:
        UsageError: there is no such record.
        StoreError: the database failed.
    """
    found = record(page_request.store, edition, name)
    subject = found.record
    template, more = _PAGES[subject.label]
    page_audit = audit_or_none(page_request, edition)
    facts: Facts = {
        "edition": edition,
        "found": found,
        "subject": subject,
        "level": words.level_name(page_request.language, subject.level),
        "own": _findings_about(page_audit, {subject.id}),
        "compared": ""
        if page_audit is None
        else comparison_name(page_audit.audit, page_request.language),
        "titles": {} if page_audit is None else page_audit.titles,
        "agencies": {} if page_audit is None else page_audit.audited.agencies,
        "pending": same_page(page_request.request, page_request.language)
        if page_audit is None
        else "",
        "notes": notes_of(
            auth_service_of(page_request.request).accounts,
            edition.dataset,
            subject.label,
            subject.id,
        ),
        "may_judge": page_request.caller.may(Right.JUDGE, edition.dataset),
        "names": _names_beside(page_request, edition, found),
    }
    facts |= more(page_request, edition, found, page_audit)
    twins = (place.answer("/records", subject.id), *_json_urls(place, subject))
    return ShownRecord(subject, template, facts, twins, is_complete=page_audit is not None)


def _names_beside(page_request: PageRequest, edition: Edition, found: Record) -> dict[str, str]:
    """Return the names of what the facts of a record name: what is tied to it, and its owners."""
    names = {tie.id: tie.name or tie.id for tie in found.ties}
    others = {*found.record.owners, *found.record.agencies} - set(names)
    return {**records.names_by_id(page_request.store, edition, others), **names}


def _result_facts(
    page_request: PageRequest, edition: Edition, found: Record, page_audit: PageAudit | None
) -> Facts:
    store, name = page_request.store, found.record.id
    alignment = align(store, edition, name)
    down = trace(store, edition, name, direction="down", depth=DEPTH)
    causes = evidence_blocks(
        evidence_of(store, edition, name), page_request.language, Amount(MAX_LINKS), headed=False
    )
    below = set(records.labels_below(store, edition, name))
    measuring = {tie.id for tie in found.ends("MEASURES", away=False)}
    own = _findings_about(page_audit, {name})
    measured_by = [one for one in _findings_about(page_audit, measuring) if one not in own]
    lower = [one for one in _findings_about(page_audit, below) if one not in measured_by]
    measured = targets(store, edition, name)
    baseline = found.details.get("baseline")
    beside = [baseline] if isinstance(baseline, float | int) else []
    return {
        "alignment": alignment,
        "agencies_behind": tuple(
            align_blocks(alignment, page_request.language, Amount(), headed=False)
        ),
        "up": _chain_blocks(trace(store, edition, name), page_request.language),
        "down": _chain_blocks(down, page_request.language),
        "reaching": len(below),
        "measured_by": measured_by,
        "lower": lower[:MAX_FINDINGS],
        "lower_all": len(lower),
        "targets": tuple(
            targets_blocks(
                measured,
                page_request.language,
                Amount(),
                headed=False,
                beside=beside,
            )
        ),
        "beside": measured.beside(name),
        "curves": {
            one: curve
            for one in (name, *measured.measures)
            if (curve := sparkline(measured.series.get(one, NOTHING), page_request.language))
        },
        "evidence": tuple(causes),
    }


def _task_facts(
    page_request: PageRequest, edition: Edition, found: Record, page_audit: PageAudit | None
) -> Facts:
    del page_audit  # everything about a task is in its own findings
    up = trace(page_request.store, edition, found.record.id)
    return {"up": _chain_blocks(up, page_request.language)}


def _chain_blocks(chain: Trace, language: Language) -> tuple[AnswerBlock, ...]:
    """Return the chain of the page's record, nearest records first."""
    return tuple(trace_blocks(chain, language, Amount(), headed=False, most=MAX_CHAIN))


def _post_facts(
    page_request: PageRequest, edition: Edition, found: Record, page_audit: PageAudit | None
) -> Facts:
    answer = individual(page_request.store, edition, found.record.id)
    measures = {measure.id for measure in answer.person.measures}
    blocks = individual_blocks(answer, page_request.language, Amount(), headed=False)
    return {
        "measures": tuple(blocks),
        "theirs": _findings_about(page_audit, measures)[:MAX_FINDINGS],
    }


def _unit_facts(
    page_request: PageRequest, edition: Edition, found: Record, page_audit: PageAudit | None
) -> Facts:
    del page_request, edition
    owned = {tie.id for tie in found.ends("OWNS", away=True)}
    return {"theirs": _findings_about(page_audit, owned)[:MAX_FINDINGS]}


def _findings_about(page_audit: PageAudit | None, ids: set[str]) -> list[Finding]:
    """Return the findings about some records, at either end; none while the audit is computed."""
    if page_audit is None:
        return []
    return [
        one
        for one in page_audit.audit.findings
        if (one.subject.id in ids and not one.subject.is_dataset)
        or (one.other is not None and one.other.id in ids)
    ]


def _json_urls(place: Urls, subject: Described) -> list[str]:
    ways = {
        "Objective": ("/align", "/trace", "/targets", "/evidence"),
        "Indicator": ("/align", "/trace", "/targets", "/evidence"),
        "Task": ("/trace",),
        "Position": ("/individual",),
        "Unit": (),
    }
    return [place.answer(way, subject.id) for way in ways[subject.label]]


_BuildFacts = Callable[[PageRequest, Edition, Record, PageAudit | None], Facts]
_PAGES: Final[Mapping[str, tuple[str, _BuildFacts]]] = {
    "Objective": ("result", _result_facts),
    "Indicator": ("result", _result_facts),
    "Task": ("task", _task_facts),
    "Position": ("post", _post_facts),
    "Unit": ("unit", _unit_facts),
}
