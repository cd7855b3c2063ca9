"""What changed: findings that are new, and those that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.audit.finding import Finding
from kinerja_graph.report.chapters.editions import editions
from kinerja_graph.report.chapters.summary import severity
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
from kinerja_graph.report.tellings import compared_told, resolved

CHANGES: Final = "changes"


def changes(dossier: ReportData) -> Iterator[Block]:
    """The chapter: beside what, then new findings, then those that are gone."""
    audit = dossier.subject.audit
    yield Heading(text=dossier.say("changes"), level=1, anchor=CHANGES, fresh=audit.with_baseline)
    if not audit.with_baseline:
        yield Paragraph(line=line(dossier.say("changes.none")))
        return
    yield Paragraph(line=line(compared_told(audit, dossier.book.language)))
    yield from _new(dossier)
    yield from _gone(dossier)
    yield from editions(dossier)


def _new(dossier: ReportData) -> Iterator[Block]:
    new = [one for one in dossier.subject.audit.findings if one.status == "new"]
    yield Heading(text=dossier.say("changes.new"), level=2)
    if not new:
        yield Paragraph(line=line(dossier.say("changes.new.none")))
        return
    yield Table(
        title=dossier.say("changes.new"),
        columns=(Column(dossier.say("filter.severity"), 1.5), Column(dossier.say("finding"), 7)),
        rows=tuple(_finding(dossier, one) for one in new[: dossier.most]),
    )
    yield from _left(dossier, len(new))


def _finding(dossier: ReportData, finding: Finding) -> Row:
    return row(
        cell(severity(dossier, finding.severity), mood=finding.severity),
        cell(line(dossier.book.say(finding.message)), line(code(" → ".join(finding.path)))),
    )


def _gone(dossier: ReportData) -> Iterator[Block]:
    gone = [resolved(dossier.book, entry) for entry in dossier.subject.audit.resolved]
    yield Heading(text=dossier.say("changes.gone"), level=2)
    if not gone:
        yield Paragraph(line=line(dossier.say("changes.gone.none")))
        return
    yield Table(
        title=dossier.say("changes.gone"),
        columns=(Column(dossier.say("rules.rule"), 3), Column(dossier.say("waiver.subject"), 5)),
        rows=tuple(
            row(one["title"], cell(line(one["name"]), line(code(one["path"]))))
            for one in gone[: dossier.most]
        ),
    )
    yield from _left(dossier, len(gone))


def _left(dossier: ReportData, number: int) -> Iterator[Block]:
    if number > dossier.most:
        told = dossier.count("findings.more", number - dossier.most)
        yield Paragraph(line=line(quiet(told)), role="note")
