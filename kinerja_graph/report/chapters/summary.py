"""Write the first chapter: the verdict, where findings are, and the most serious ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.audit.finding import Finding, RuleRun
from kinerja_graph.library.rule import SEVERITIES
from kinerja_graph.library.words import severity_mark
from kinerja_graph.numbers import format_share
from kinerja_graph.report.audit_sentences import affected, by_agency, grouped, share, verdict
from kinerja_graph.report.document import (
    Block,
    Column,
    Heading,
    Mood,
    Paragraph,
    Row,
    Span,
    Table,
    cell,
    code,
    line,
    quiet,
    row,
    strong,
)
from kinerja_graph.report.report_data import ReportData

SUMMARY: Final = "summary"
HEAVIEST: Final = 5
"""The number of breaks named as the most serious."""


def summary(data: ReportData) -> Iterator[Block]:
    """Yield the verdict; then findings by agency, by rule, and the breaks that cut off most."""
    subject, context = data.subject, data.context
    opening = verdict(subject.audit, context)
    yield Heading(text=data.say("summary"), level=1, anchor=SUMMARY, fresh=True)
    if opening.failed:
        yield Paragraph(line=line(strong(opening.failed)), role="lead", mood="error")
    yield Paragraph(line=line(strong(opening.counted)), role="lead", mood=mood_of(opening.worst))
    yield Paragraph(line=line(opening.rules))
    if opening.cascade:
        yield Paragraph(line=line(opening.cascade))
    yield Paragraph(line=line(f"{opening.compared} {opening.waived}".strip()))
    yield Paragraph(line=line(quiet(data.say("summary.caution"))), role="note")
    if subject.audit.findings:
        yield from _by_agency(data)
        yield from _by_rule(data)
        yield from _heaviest(data)


def mood_of(worst: str) -> Mood:
    """Return the mood of a verdict."""
    moods: dict[str, Mood] = {"error": "error", "warning": "warning", "info": "info"}
    return moods.get(worst, "good")


def severity(data: ReportData, level: str) -> str:
    """Format a severity as symbol and word."""
    return severity_mark(level, data.context.language)


def verdict_line(data: ReportData) -> str:
    """Return the verdict in one sentence, for the cover."""
    opening = verdict(data.subject.audit, data.context)
    return f"{opening.failed} {opening.counted}".strip()


def _by_agency(data: ReportData) -> Iterator[Block]:
    yield Heading(text=data.say("spread"), level=2)
    severities = [
        Column(data.say(f"plural.{level}").capitalize(), 1.3, "number") for level in SEVERITIES
    ]
    rows = [
        row(
            Span(one.name, "strong" if one.is_sum else "plain"),
            *(str(data.formatted(number)) for number in one.numbers),
            is_sum=one.is_sum,
        )
        for one in by_agency(data.subject, data.context)
    ]
    yield Table(
        title=data.say("spread"),
        columns=(
            Column(data.say("agency"), 5),
            *severities,
            Column(data.say("sum"), 1, "number"),
        ),
        rows=tuple(rows),
        is_named=True,
    )


def _by_rule(data: ReportData) -> Iterator[Block]:
    """List every rule with findings that count, with what it checked."""
    yield Heading(text=data.say("by.rule"), level=2)
    yield Paragraph(line=line(data.say("by.rule.how")), keep=True)
    yield Table(
        title=data.say("by.rule"),
        columns=(
            Column(data.say("filter.severity"), 1.6),
            Column(data.say("rules.rule"), 5),
            Column(data.say("by.rule.found"), 2, "number"),
            Column("%", 0.9, "number"),
        ),
        rows=tuple(_rule_rows(data)),
    )


def _rule_rows(data: ReportData) -> Iterator[Row]:
    audit, context = data.subject.audit, data.context
    counting = [finding for finding in audit.findings if finding.status != "waived"]
    runs = {run.id: run for run in audit.rules}
    for name, found in grouped(counting):
        run = runs[name]
        yield row(
            cell(severity(data, run.severity), mood=run.severity),
            line(Span(context.say(context.by_id[name].title), to=f"rule-{name}")),
            share(affected(found), run.population, context.language),
            _share(data, run, found),
        )


def _share(data: ReportData, run: RuleRun, found: Sequence[Finding]) -> str:
    if not run.population:
        return "–"
    return format_share(affected(found), run.population, data.context.language)


def _heaviest(data: ReportData) -> Iterator[Block]:
    """List the breaks that cut off the most records, since fixing them helps most."""
    cutting = [one for one in data.subject.audit.findings if one.cut_off]
    cutting = [one for one in cutting if one.status != "waived"]
    cutting.sort(key=lambda one: (-(one.cut_off or 0), one.sort_key))
    if not cutting:
        return
    yield Heading(text=data.say("heaviest"), level=2)
    yield Paragraph(line=line(data.say("heaviest.how")), keep=True)
    yield Table(
        title=data.say("heaviest"),
        columns=(
            Column(data.say("finding"), 6),
            Column(data.say("cut_off"), 1.2, "number"),
        ),
        rows=tuple(
            row(
                cell(line(data.context.say(one.message)), line(code(" → ".join(one.path)))),
                str(data.formatted(one.cut_off)),
            )
            for one in cutting[:HEAVIEST]
        ),
    )
