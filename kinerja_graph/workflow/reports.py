"""``report``: write findings and views of a loaded edition as one document."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kinerja_graph.analysis.alignment import Alignment, align
from kinerja_graph.analysis.comparison import Comparison, compare
from kinerja_graph.analysis.documents import Documents, documents
from kinerja_graph.analysis.evidence import evidence
from kinerja_graph.analysis.matrix import matrix
from kinerja_graph.analysis.nodes import require_agencies
from kinerja_graph.analysis.offices import units_alone
from kinerja_graph.analysis.targets import Targets, targets
from kinerja_graph.audit.finding import Audit, Finding
from kinerja_graph.audit.run import AuditProgress
from kinerja_graph.errors import SettingsError
from kinerja_graph.files import write_whole
from kinerja_graph.library.describe import describe
from kinerja_graph.library.queries import named
from kinerja_graph.model.edition import Edition
from kinerja_graph.render.scene import has_quickjs
from kinerja_graph.report.contents import compose
from kinerja_graph.report.document import Document
from kinerja_graph.report.formats.registry import format_of
from kinerja_graph.report.provinces import province_of_code
from kinerja_graph.report.readers import ANNEXES, DEFAULT_READER, Annex, Reader
from kinerja_graph.report.report_context import Audited
from kinerja_graph.report.report_data import MOST_BOXES, MOST_OUTCOMES, MOST_SUMS, ReportData
from kinerja_graph.report.writers.template import Template
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import counts, editions_beside, loaded_before
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.document_rules import documents_of_audit
from kinerja_graph.workflow.edition_cache import checking_editions
from kinerja_graph.workflow.report_pictures import PictureMaker
from kinerja_graph.workflow.reporting import report_context

__all__ = [
    "FinishedReport",
    "ReportFile",
    "ReportOptions",
    "agencies_of",
    "report",
    "time_of_report",
    "write_report",
]

EPOCH: Final = "SOURCE_DATE_EPOCH"
"""The variable that sets the time of a report, in seconds since 1970, for reproducible files."""
_PROVINCE: Final = _("Province: {name}")
_DRAWN: Final = ("Objective", "Indicator", "Task")
_LAST: Final = 9
"""Sort key above every level, for outcomes of unknown level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """The options of a report.

    Attributes:
        order: the rules and history of its audit; by default it is compared with the edition
            loaded before.
        language: the language of the whole report.
        made: the time shown in it, with its offset.
        reader: whom it is for.
        agencies: the agencies whose checklist it is (none: every one with something to fix), or
            that have a page each, by id.
        annexes: those that are asked for; pages of agencies are an annex where any are asked for.
    """

    audit_options: AuditOptions
    language: Language
    made: datetime
    reader: Reader = DEFAULT_READER
    agencies: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """A report as a document, and its audit."""

    document: Document
    audited: Audited


@json_keys(
    "dataset=audit.dataset", "edition=audit.edition", "out", "format", "bytes=size", "made",
    "summary=audit.counts", "compared_with=audit.compared_with", "failed",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A report that was written.

    Attributes:
        audit: its audit.
        out, format, size: its file, format, and size in bytes.
        made: the time shown in it.
        verdict: its most important sentence.
    """

    audit: Audit
    out: Path
    format: str
    size: int
    made: datetime
    verdict: str = ""

    @property
    def failed(self) -> tuple[str, ...]:
        """The rules that failed; with any, the report is incomplete."""
        return tuple(run.id for run in self.audit.failed)


def time_of_report() -> datetime:
    """Return the time of a report: ``SOURCE_DATE_EPOCH`` in UTC, else now in local time.

    Raises:
        SettingsError: the variable is not a valid time.
    """
    text = os.environ.get(EPOCH)
    if not text:
        return datetime.now().astimezone().replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(
            _("{name} is not a time: {text}."),
            mend=_("Give seconds since 1 January 1970, such as 1767225600, or unset it."),
            where=EPOCH,
            name=EPOCH,
            text=text,
        ) from error


def report(
    store: Store, edition: Edition, how: ReportOptions, *, progress: AuditProgress | None = None
) -> FinishedReport:
    """Return the report on a loaded edition as a document, for any writer.

    Raises:
        UsageError: there is no such edition to compare with, or no such agency.
        StoreError: the database failed.
    """
    asked = _asked_agencies(store, edition, how.agencies)
    order = _with_previous_edition(store, edition, how.audit_options)
    audited = audit_loaded(store, edition, order, progress=progress)
    audited = replace(audited, agencies={**asked, **audited.agencies})
    agencies = tuple(asked)
    if how.reader == "opd" and not agencies:
        agencies = _with_findings(audited)
    alignments, outcomes = _alignments(store, edition)
    sums, summed = _sums(store, edition)
    album = PictureMaker(store, audited, order.rule_set, how.language)
    annexes = _annexes(how)
    boxes = _boxes(store, edition) if {"trees", "crosscutting"} & {*annexes} else 0
    drawable = boxes <= MOST_BOXES
    mapless = drawable and "trees" in annexes and not has_quickjs()
    is_mapped = drawable and "trees" in annexes and not mapless
    cascade, unseen = album.cascade() if is_mapped else ((), 0)
    names = [(one.subject.id, one.subject.name or one.subject.id) for one in alignments]
    data = ReportData(
        subject=audited,
        context=report_context(order.rule_set.graded, how.language, audited.audit),
        made=how.made,
        alignments=alignments,
        outcomes=outcomes,
        figures=album.sheets(names) if drawable and "crosscutting" in annexes else {},
        matrix=matrix(store, edition),
        sums=sums,
        summed=summed,
        evidence=evidence(store, edition),
        comparison=_comparison(store, edition, order.memory.other),
        documents=_documents(store, edition),
        cascade=cascade,
        unseen=unseen,
        undrawn=0 if drawable else boxes,
        mapless=mapless,
        government=_government(store, edition, how.language),
        reader=how.reader,
        agencies=agencies,
        chains=album.breaks(_drawn_breaks(audited, how)),
        annexes=annexes,
    )
    return FinishedReport(compose(data), audited)


def write_report(
    found: FinishedReport, out: Path, *, template: Template | None = None
) -> ReportFile:
    """Write a report to ``out``; its ending says the format.

    Call it once the edition has been checked: what was read while it was replaced is not written.

    Raises:
        UsageError: reports are not written with this ending.
    """
    form = format_of(out)
    content = form.write_document(found.document, template)
    write_whole(out, content)
    return ReportFile(
        audit=found.audited.audit,
        out=out,
        format=form.name,
        size=len(content),
        made=found.document.made,
        verdict=found.document.cover.verdict,
    )


def agencies_of(store: Store, edition: Edition) -> list[tuple[str, str]]:
    """Return the agencies of an edition, id and name, by name."""
    units = units_alone(store, edition)
    ids = {agency for agency in units.agencies.values() if agency is not None}
    named_ones = ((one, units.names.get(one) or one) for one in ids)
    return sorted(named_ones, key=lambda pair: (pair[1].casefold(), pair[0]))


def _documents(store: Store, edition: Edition) -> Documents | None:
    """Return the documents of an edition held against each other, if it has several."""
    found = documents_of_audit(store, edition)
    if not found:
        return None
    with checking_editions(store, *found):
        return documents(store, found)


def _asked_agencies(store: Store, edition: Edition, asked: Sequence[str]) -> dict[str, str]:
    """Return the names of the agencies that are asked for, by id, in their order.

    Raises:
        UsageError: there is no such agency.
    """
    require_agencies(store, [edition], asked)
    units = describe(store, edition.scope, "Unit", asked) if asked else {}
    return {one: units[one].name or one for one in dict.fromkeys(asked)}


def _with_findings(audited: Audited) -> tuple[str, ...]:
    """Return the agencies that have something to fix, by name."""
    counted = [one for one in audited.audit.findings if one.status != "waived"]
    ids = {agency for one in counted for agency in (one.agency, *one.concerned)}
    known = {one for one in ids if one is not None}
    return tuple(sorted(known, key=lambda one: (audited.agencies.get(one, one).casefold(), one)))


def _annexes(how: ReportOptions) -> tuple[Annex, ...]:
    """Return the annexes: those asked for, and pages of the agencies asked for."""
    with_pages = bool(how.agencies) and how.reader != "opd"
    return tuple(one for one in ANNEXES if one in how.annexes or (one == "agencies" and with_pages))


def _drawn_breaks(audited: Audited, how: ReportOptions) -> Sequence[Finding]:
    """Return the breaks whose chains are drawn: all that are named to the one who signs."""
    return audited.audit.overview.breaks if how.reader == "inspektur" else ()


def _government(store: Store, edition: Edition, language: Language) -> str:
    """Return the only government among the units, else the province of the dataset's code."""
    names = [row["name"] for row in store.read(named("report-government"), scope=edition.scope)]
    if len(names) == 1:
        return names[0] or ""
    province = province_of_code(edition.dataset)
    return "" if province is None else _PROVINCE.say(language, name=province.name)


def _boxes(store: Store, edition: Edition) -> int:
    found = counts(store, edition)
    return sum(found[label] for label in _DRAWN)


def _sums(store: Store, edition: Edition) -> tuple[tuple[Targets, ...], int]:
    """Return the results that are sums of others, the highest first, and their number."""
    rows = store.read(named("report-sums"), scope=edition.scope)
    ids = [row["id"] for row in sorted(rows, key=_by_level)]
    return tuple(targets(store, edition, one) for one in ids[:MOST_SUMS]), len(ids)


def _comparison(store: Store, edition: Edition, other: Edition | None) -> Comparison | None:
    """Return the differences from the edition ``other``; None if there is none."""
    if other is None:
        return None
    with checking_editions(store, other):
        return compare(store, other, edition)


def _with_previous_edition(store: Store, edition: Edition, order: AuditOptions) -> AuditOptions:
    """Return the options, comparing with the previous edition if with nothing else."""
    memory = order.memory.resolve(store, edition)
    if memory.other is None and memory.known is None:
        before = loaded_before(edition, editions_beside(store, edition))
        memory = replace(memory, other=before)
    return replace(order, memory=memory)


def _alignments(store: Store, edition: Edition) -> tuple[tuple[Alignment, ...], int]:
    """Return who supports each cross-agency outcome, the highest first, and their number."""
    rows = store.read(named("report-outcomes"), scope=edition.scope)
    ids = [row["id"] for row in sorted(rows, key=_by_level)]
    return tuple(align(store, edition, one) for one in ids[:MOST_OUTCOMES]), len(ids)


def _by_level(row: Mapping[str, Any]) -> tuple[int, str]:
    level = row["level"]
    return (_LAST if level is None else level, row["id"])
