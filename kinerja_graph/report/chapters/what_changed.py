"""Write in brief what changed since the edition compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.audit.finding import Finding
from kinerja_graph.report.answers.compare import count_changes
from kinerja_graph.report.audit_sentences import resolved
from kinerja_graph.report.chapters.room import left_out, room, short_name, short_sentence
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
    row,
)
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import _

CHANGED: Final = "what-changed"
_NOTHING: Final = _("Between the editions {before} and {after} the plan itself does not differ.")
_COUNTED: Final = _("What is different in the plan, from {before} to {after}")
_KIND: Final = _("Kind of change")
_NUMBER: Final = _("Number")
_CAME: Final = _("New findings, the gravest first")
_WENT: Final = _("Findings that are resolved")


def what_changed(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: the plan's changes by kind, then findings that came and went."""
    audit = data.subject.audit
    yield Heading(text=data.say("changes"), level=1, anchor=CHANGED)
    if not audit.with_baseline:
        yield Paragraph(line=line(data.say("changes.none")))
        return
    yield from _plan(data)
    new = audit.worst_first(one for one in audit.findings if one.status == "new")
    if new:
        shown = new[: room(data).changes]
        yield Table(
            title=data.tell(_CAME),
            columns=(Column(data.say("filter.severity"), 1.5), Column(data.say("finding"), 8)),
            rows=tuple(_finding(data, one) for one in shown),
        )
        yield from left_out(data, len(new) - len(shown), "changes")
    else:
        yield Paragraph(line=line(data.say("changes.new.none")))
    gone = [resolved(data.context, entry) for entry in audit.gone]
    if gone:
        yield Table(
            title=data.tell(_WENT),
            columns=(Column(data.say("rules.rule"), 3), Column(data.say("waiver.subject"), 5)),
            rows=tuple(
                row(one["title"], line(f"{short_name(data, one['name'])} ", code(one["path"])))
                for one in gone[: room(data).changes]
            ),
        )
        yield from left_out(data, len(gone) - room(data).changes, "changes")
    else:
        yield Paragraph(line=line(data.say("changes.gone.none")))


def _plan(data: ReportData) -> Iterator[Block]:
    """Count the changes of the plan by kind."""
    changes = data.comparison
    if changes is None:
        return
    counts = count_changes(changes, data.context.language)
    facts = {"before": changes.before, "after": changes.after}
    if not counts:
        yield Paragraph(line=line(data.tell(_NOTHING, **facts)))
        return
    yield Table(
        title=data.tell(_COUNTED, **facts),
        columns=(Column(data.tell(_KIND), 3), Column(data.tell(_NUMBER), 3)),
        rows=tuple(row(name, number) for name, number in counts),
        is_named=True,
    )


def _finding(data: ReportData, finding: Finding) -> Row:
    text = short_sentence(data, data.context.say(finding.message))
    path = short_name(data, " → ".join(finding.path))
    return row(
        severity_cell(data, finding.severity),
        cell(line(f"{text} ", code(path))),
    )
