"""Write what changed: new findings, and those that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.audit.finding import Finding
from kinerja_graph.report.audit_sentences import comparison_sentence, resolved
from kinerja_graph.report.chapters.editions import editions
from kinerja_graph.report.chapters.summary import severity_cell
from kinerja_graph.report.document import (
    Block,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    cell,
    code,
    line,
    quiet,
    row,
)
from kinerja_graph.report.report_data import ReportData

CHANGES: Final = "changes"


def changes(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: compared with what, then new findings, then those that are gone."""
    audit = data.subject.audit
    yield Heading(text=data.say("changes"), level=1, anchor=CHANGES, fresh=audit.with_baseline)
    if not audit.with_baseline:
        yield Paragraph(line=line(data.say("changes.none")))
        return
    yield Paragraph(line=line(comparison_sentence(audit, data.context.language)))
    yield from _new(data)
    yield from _gone(data)
    yield from editions(data)


def _new(data: ReportData) -> Iterator[Block]:
    audit = data.subject.audit
    new = audit.worst_first(one for one in audit.findings if one.status == "new")
    yield Heading(text=data.say("changes.new"), level=2)
    if not new:
        yield Paragraph(line=line(data.say("changes.new.none")))
        return
    yield Table(
        title=data.say("changes.new"),
        columns=(Column(data.say("filter.severity"), 1.5), Column(data.say("finding"), 7)),
        rows=tuple(_finding(data, one) for one in new[: data.most]),
    )
    yield from _left(data, len(new))


def _finding(data: ReportData, finding: Finding) -> Row:
    return row(
        severity_cell(data, finding.severity),
        cell(line(data.context.say(finding.message)), line(code(" → ".join(finding.path)))),
    )


def _gone(data: ReportData) -> Iterator[Block]:
    gone = [resolved(data.context, entry) for entry in data.subject.audit.gone]
    yield Heading(text=data.say("changes.gone"), level=2)
    if not gone:
        yield Paragraph(line=line(data.say("changes.gone.none")))
        return
    yield Table(
        title=data.say("changes.gone"),
        columns=(Column(data.say("rules.rule"), 3), Column(data.say("waiver.subject"), 5)),
        rows=tuple(
            row(one["title"], cell(line(one["name"]), line(code(one["path"]))))
            for one in gone[: data.most]
        ),
    )
    yield from _left(data, len(gone))


def _left(data: ReportData, number: int) -> Iterator[Block]:
    if number > data.most:
        text = data.count("findings.more", number - data.most)
        yield Paragraph(line=line(quiet(text)), role="note")
