"""The first chapter: the verdict, where findings lie, and what weighs most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.audit.finding import Finding, RuleRun
from kinerja_graph.library.rule import SEVERITIES
from kinerja_graph.numbers import format_share
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
from kinerja_graph.report.tellings import SYMBOLS, affected, by_agency, grouped, verdict

SUMMARY: Final = "summary"
HEAVIEST: Final = 5
"""So many breaks are named as those that weigh most."""


def summary(dossier: ReportData) -> Iterator[Block]:
    """Verdict first; then findings by agency, by rule, and the breaks that cut off most."""
    subject, book = dossier.subject, dossier.book
    told = verdict(subject.audit, book)
    yield Heading(text=dossier.say("summary"), level=1, anchor=SUMMARY, fresh=True)
    if told.failed:
        yield Paragraph(line=line(strong(told.failed)), role="lead", mood="error")
    yield Paragraph(line=line(strong(_counted(dossier))), role="lead", mood=mood_of(told.worst))
    yield Paragraph(line=line(told.rules))
    yield Paragraph(line=line(f"{told.memory} {told.waived}".strip()))
    yield Paragraph(line=line(quiet(dossier.say("summary.caution"))), role="note")
    if subject.audit.findings:
        yield from _by_agency(dossier)
        yield from _by_rule(dossier)
        yield from _heaviest(dossier)


def mood_of(worst: str) -> Mood:
    """The mood of a verdict."""
    moods: dict[str, Mood] = {"error": "error", "warning": "warning", "info": "info"}
    return moods.get(worst, "good")


def severity(dossier: ReportData, level: str) -> str:
    """A severity as sign and word."""
    return f"{SYMBOLS[level]} {dossier.say(f'severity.{level}')}"


def verdict_line(dossier: ReportData) -> str:
    """The verdict in one sentence, for the cover."""
    told = verdict(dossier.subject.audit, dossier.book)
    return f"{told.failed} {_counted(dossier)}".strip()


def _counted(dossier: ReportData) -> str:
    listed = dossier.severities(dossier.subject.audit.summary())
    return dossier.say("summary.counted", listed=listed) if listed else dossier.say("clean")


def _by_agency(dossier: ReportData) -> Iterator[Block]:
    yield Heading(text=dossier.say("spread"), level=2)
    severities = [
        Column(dossier.say(f"plural.{level}").capitalize(), 1.3, "number") for level in SEVERITIES
    ]
    rows = [
        row(
            Span(one.name, "strong" if one.is_sum else "plain"),
            *(str(dossier.told(number)) for number in one.numbers),
            is_sum=one.is_sum,
        )
        for one in by_agency(dossier.subject, dossier.book)
    ]
    yield Table(
        title=dossier.say("spread"),
        columns=(
            Column(dossier.say("agency"), 5),
            *severities,
            Column(dossier.say("sum"), 1, "number"),
        ),
        rows=tuple(rows),
        is_named=True,
    )


def _by_rule(dossier: ReportData) -> Iterator[Block]:
    """Every rule with findings that count, with what it looked at."""
    yield Heading(text=dossier.say("by.rule"), level=2)
    yield Paragraph(line=line(dossier.say("by.rule.how")), keep=True)
    yield Table(
        title=dossier.say("by.rule"),
        columns=(
            Column(dossier.say("filter.severity"), 1.6),
            Column(dossier.say("rules.rule"), 5),
            Column(dossier.say("by.rule.found"), 2, "number"),
            Column("%", 0.9, "number"),
        ),
        rows=tuple(_rule_rows(dossier)),
    )


def _rule_rows(dossier: ReportData) -> Iterator[Row]:
    audit, book = dossier.subject.audit, dossier.book
    counting = [finding for finding in audit.findings if finding.status != "waived"]
    runs = {run.id: run for run in audit.rules}
    for name, found in grouped(counting):
        run = runs[name]
        yield row(
            cell(severity(dossier, run.severity), mood=run.severity),
            line(Span(book.say(book.by_id[name].title), to=f"rule-{name}")),
            dossier.say("of", number=affected(found), population=run.population),
            _share(dossier, run, found),
        )


def _share(dossier: ReportData, run: RuleRun, found: Sequence[Finding]) -> str:
    if not run.population:
        return "–"
    return format_share(affected(found), run.population, dossier.book.language)


def _heaviest(dossier: ReportData) -> Iterator[Block]:
    """The breaks that cut off most, since mending them mends most."""
    cutting = [one for one in dossier.subject.audit.findings if one.cut_off]
    cutting = [one for one in cutting if one.status != "waived"]
    cutting.sort(key=lambda one: (-(one.cut_off or 0), one.sort_key))
    if not cutting:
        return
    yield Heading(text=dossier.say("heaviest"), level=2)
    yield Paragraph(line=line(dossier.say("heaviest.how")), keep=True)
    yield Table(
        title=dossier.say("heaviest"),
        columns=(
            Column(dossier.say("finding"), 6),
            Column(dossier.say("cut_off"), 1.2, "number"),
        ),
        rows=tuple(
            row(
                cell(line(dossier.book.say(one.message)), line(code(" → ".join(one.path)))),
                str(dossier.told(one.cut_off)),
            )
            for one in cutting[:HEAVIEST]
        ),
    )
