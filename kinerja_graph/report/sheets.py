"""The facts of a report as rows for a workbook: complete, flat and typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kinerja_graph.audit.finding import Finding, RuleRun
from kinerja_graph.model.origin import place_of
from kinerja_graph.report.answers.follow_ups import follow_up_state
from kinerja_graph.report.audit_sentences import affected, by_agency, grouped, is_off, notes
from kinerja_graph.report.chapters.checklist import BOX, by_cause
from kinerja_graph.report.chapters.summary import counting
from kinerja_graph.report.document import Sheet, SheetColumn, Value
from kinerja_graph.report.report_context import accepted
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.sheet_words import SHEET_WORDS
from kinerja_graph.report.sheets_of_views import (
    CHANGES,
    EVIDENCE,
    MATRIX,
    TARGETS,
    Column,
    change_rows,
    evidence_rows,
    label,
    matrix_rows,
    target_rows,
)

_FINDINGS: Final[tuple[Column, ...]] = (
    ("number", 6), ("severity", 11), ("rule", 26), ("title", 20), ("status", 10), ("agency", 14),
    ("agency_name", 18), ("label", 12), ("id", 13), ("name", 40), ("other", 18),
    ("other_name", 30), ("message", 40), ("remedy", 36), ("cut_off", 9), ("path", 30),
    ("file", 17), ("sheet", 11), ("row", 8), ("origin", 30), ("sources", 40), ("waiver", 40),
    ("fingerprint", 26),
)  # fmt: skip
_SHARES: Final[tuple[Column, ...]] = (
    ("outcome", 16), ("outcome_name", 46), ("agency", 14), ("agency_name", 32), ("expected", 12),
    ("present", 10), ("results", 10), ("tasks", 10), ("direct", 40), ("sole", 40),
)  # fmt: skip
_RULES: Final[tuple[Column, ...]] = (
    ("rule", 26), ("title", 34), ("category", 24), ("severity", 12), ("state", 14),
    ("affected", 10), ("population", 12), ("reason", 36), ("what", 60), ("why", 60),
    ("limits", 60), ("sources", 60),
)  # fmt: skip
_CHECKLIST: Final[tuple[Column, ...]] = (
    ("done", 8), ("severity", 12), ("agency_name", 22), ("id", 14), ("name", 32), ("message", 46),
    ("remedy", 46), ("cell", 24),
)  # fmt: skip
_RESOLVED: Final[tuple[Column, ...]] = (
    ("rule", 28), ("severity", 12), ("label", 12), ("id", 18), ("name", 46), ("other", 18),
    ("fingerprint", 26),
)  # fmt: skip
_FOLLOW_UPS: Final[tuple[Column, ...]] = (
    ("rule", 26), ("title", 34), ("agency", 14), ("agency_name", 28), ("label", 12), ("id", 18),
    ("name", 40), ("other", 18), ("other_name", 30), ("person", 24), ("due", 12), ("standing", 36),
    ("overdue", 12), ("note", 50), ("set_by", 24), ("set_at", 22), ("fingerprint", 26),
)  # fmt: skip
_BREAKS: Final[tuple[Column, ...]] = (("name", 46), ("cell", 60), ("cut_off", 12))
_BY_RULE: Final[tuple[Column, ...]] = (
    ("title", 46), ("severity", 60), ("findings", 12), ("population", 12), ("cut_off", 12),
)  # fmt: skip
_AGENCIES: Final[tuple[Column, ...]] = (
    ("agency_name", 46), ("errors", 12), ("warnings", 12), ("infos", 12), ("sum", 12),
)  # fmt: skip
_DETAILS: Final[Mapping[str, frozenset[str]]] = {
    "findings": frozenset(
        {"rule", "agency", "label", "name", "other", "other_name", "path", "origin", "sources",
         "waiver", "fingerprint"}
    ),
    "follow_up": frozenset(
        {"rule", "agency", "label", "other", "other_name", "set_by", "set_at", "fingerprint"}
    ),
    "rules": frozenset({"category", "why", "limits", "sources"}),
    "resolved": frozenset({"fingerprint"}),
    "evidence": frozenset({"from", "to"}),
    "targets": frozenset(),
    "changes": frozenset(),
}  # fmt: skip
"""Columns that are folded away, by sheet: what programs need, or what the others say too."""
_NUMBERS: Final = frozenset(
    {
        "errors",
        "findings",
        "year",
        "target",
        "target_high",
        "realisation",
        "added",
        "gap",
        "pairs",
        "agree",
        "against",
        "warnings",
        "infos",
        "sum",
        "number",
        "cut_off",
        "row",
        "results",
        "tasks",
        "affected",
        "population",
    }
)
_CODES: Final = frozenset(
    {"rule", "agency", "id", "other", "path", "file", "origin", "fingerprint", "outcome"}
)


def front(data: ReportData) -> Iterator[Sheet]:
    """Return what the findings come to, for the first sheet: breaks, rules and agencies."""
    overview = data.subject.audit.overview
    breaks = tuple(
        (
            one.subject.name or one.subject.id,
            f"{one.subject.id} · {data.place(one)}",
            one.cut_off,
        )
        for one in overview.breaks
    )
    yield sheet(data, "breaks", _BREAKS, iter(breaks))
    severities = {run.id: run.severity for run in data.subject.audit.rules}
    rules = tuple(
        (
            data.context.titles[one.id],
            f"{data.say(f'severity.{severities[one.id]}')} · {one.id}",
            one.findings,
            one.population,
            one.cut_off,
        )
        for one in overview.rules
    )
    yield sheet(data, "by_rule", _BY_RULE, iter(rules))
    rows: Iterator[tuple[Value, ...]] = (
        (one.name, *one.numbers)
        for one in by_agency(data.subject, data.context)
        if data.subject.audit.findings
    )
    yield sheet(data, "agencies", _AGENCIES, rows)


def sheets(data: ReportData) -> Iterator[Sheet]:
    """Return every sheet that has content, in the order of the chapters."""
    if data.reader == "opd":
        yield sheet(data, "checklist", _CHECKLIST, _checklist_rows(data))
    yield sheet(data, "findings", _FINDINGS, _finding_rows(data))
    if data.subject.audit.follow_ups:
        yield sheet(data, "follow_up", _FOLLOW_UPS, _follow_up_rows(data))
    if data.alignments:
        yield sheet(data, "crosscutting", _SHARES, _share_rows(data))
    if data.matrix is not None and data.matrix.outcomes:
        yield sheet(data, "matrix", MATRIX, matrix_rows(data))
    if data.sums:
        yield sheet(data, "targets", TARGETS, target_rows(data))
    if data.evidence is not None and data.evidence.links:
        yield sheet(data, "evidence", EVIDENCE, evidence_rows(data))
    if data.subject.audit.with_baseline:
        yield sheet(data, "resolved", _RESOLVED, _resolved_rows(data))
    if data.comparison is not None:
        yield sheet(data, "changes", CHANGES, change_rows(data))
    yield sheet(data, "rules", _RULES, _rule_rows(data))


def sheet(
    data: ReportData, key: str, columns: tuple[Column, ...], rows: Iterator[tuple[Value, ...]]
) -> Sheet:
    """Make a sheet whose columns are named by their keys; rule ids link to the sheet of rules."""
    language = data.context.language
    names = [name for name, _ in columns]
    return Sheet(
        key=key,
        name=SHEET_WORDS[f"sheet.{key}"].say(language),
        title=SHEET_WORDS[f"about.{key}"].say(language),
        columns=tuple(
            SheetColumn(
                SHEET_WORDS[f"column.{name}"].say(language),
                width,
                "number" if name in _NUMBERS else "code" if name in _CODES else "text",
                is_detail=name in _DETAILS.get(key, ()),
            )
            for name, width in columns
        ),
        rows=tuple(rows),
        leads=(names.index("rule"), "rules") if "rule" in names and key != "rules" else None,
    )


def _checklist_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    """Make a row for each finding that an agency has to fix, cause by cause."""
    for agency in data.agencies:
        mine = [one for one in counting(data) if one.is_of(agency)]
        for found in by_cause(mine):
            for one in found:
                yield (
                    BOX,
                    data.say(f"severity.{one.severity}"),
                    data.subject.agencies.get(agency, agency),
                    one.subject.id,
                    one.subject.name,
                    data.context.say(one.message),
                    data.context.say(one.remediation),
                    data.place(one) or data.say("place.none"),
                )


def _finding_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    audit = data.subject.audit
    for number, finding in enumerate(audit.worst_first(audit.findings), start=1):
        yield (number, *_finding(data, finding))


def _finding(data: ReportData, finding: Finding) -> Iterator[Value]:
    context, subject, other = data.context, finding.subject, finding.other
    place = place_of(finding.source or finding.row)
    yield from (data.say(f"severity.{finding.severity}"), finding.rule)
    yield from (
        context.say(context.by_id[finding.rule].title),
        data.say(f"status.{finding.status}"),
    )
    yield finding.agency
    yield None if finding.agency is None else data.subject.agencies.get(finding.agency)
    yield from (label(data, subject.label), subject.id, subject.name)
    yield from (None, None) if other is None else (other.id, other.name)
    yield from (context.say(finding.message), context.say(finding.remediation), finding.cut_off)
    yield " → ".join(finding.path)
    if place is None:
        yield from (finding.row, None, None)
    else:
        spot: Value = place.spot if place.row is None else place.row
        if finding.source is None and finding.belongs_below:
            spot = data.row_text(finding, place)
        yield from (place.file, place.sheet, spot)
    yield data.read_row(finding) or None
    yield "; ".join(context.say(source.name) for source in context.by_id[finding.rule].sources)
    yield None if finding.waiver is None else accepted(finding.waiver, context.language)
    yield finding.fingerprint


def _follow_up_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    titles, edition = data.context.titles, data.subject.audit.edition
    for one in data.subject.audit.follow_ups:
        status, other = one.status, one.other
        agency = None if one.agency is None else data.subject.agencies.get(one.agency)
        yield (
            one.rule,
            titles.get(one.rule),
            one.agency,
            agency,
            label(data, one.subject.label),
            one.subject.id,
            one.subject.name,
            None if other is None else other.id,
            None if other is None else other.name,
            status.person,
            None if status.due is None else status.due.isoformat(),
            follow_up_state(status, edition, data.context.language),
            data.say("yes" if status.overdue else "no"),
            status.note,
            status.set_by,
            status.set_at,
            one.fingerprint,
        )


def _share_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    for one in data.alignments:
        for share in one.shares:
            yield (
                one.subject.id,
                one.subject.name,
                share.id,
                share.name,
                data.say("yes" if share.expected else "no"),
                data.say("no" if share.id in one.missing else "yes"),
                len(share.results),
                len(share.tasks),
                "; ".join(share.direct),
                "; ".join(share.sole_support),
            )


def _resolved_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    for entry in data.subject.audit.gone:
        yield (
            entry.rule,
            None if entry.severity is None else data.say(f"severity.{entry.severity}"),
            label(data, entry.subject.label),
            entry.subject.id,
            entry.subject.name,
            None if entry.other is None else entry.other.id,
            entry.fingerprint,
        )


def _rule_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    found = dict(grouped(data.subject.audit.findings))
    for run in data.subject.audit.rules:
        yield tuple(_rule(data, run, found.get(run.id, [])))


def _rule(data: ReportData, run: RuleRun, found: list[Finding]) -> Iterator[Value]:
    context = data.context
    rule = context.by_id[run.id]
    ran = run.status == "ran"
    state = "off" if is_off(run) else run.status
    yield from (run.id, context.say(rule.title), data.say(f"category.{rule.category}"))
    yield data.say(f"severity.{run.severity}")
    yield data.say("run.ran" if ran else f"run.{state}")
    yield affected(found) if ran else None
    yield run.population if ran else None
    yield notes(context, run) or None
    yield from (context.say(rule.what), context.say(rule.why), context.say(rule.limits))
    yield "; ".join(
        f"{context.say(source.name)}: {context.say(source.about)}" for source in rule.sources
    )
