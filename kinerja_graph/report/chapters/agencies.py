"""Write a page for each agency: its figures, its breaks, and what each rule found with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.audit.finding import Finding
from kinerja_graph.report.audit_sentences import named
from kinerja_graph.report.chapters.checklist import opening
from kinerja_graph.report.chapters.room import left_out, short_name, short_remedy, short_sentence
from kinerja_graph.report.chapters.summary import agency_ids, counting, severity, severity_cell
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
from kinerja_graph.report.readers import ANNEXES
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import _

AGENCIES: Final = "agencies"
FEW: Final = 5
MOST_RULES: Final = 8
"""The maximum number of findings and of rules on the page of an agency."""
_HOW: Final = _(
    "A page for each agency: how much it has to fix, by rule, and its gravest findings."
)
_RULES: Final = _("Findings of {name} by rule")
_GRAVEST: Final = _("The gravest findings of {name}")


def agencies(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: a page for each agency that is asked for, or for all of them."""
    yield Heading(text=data.tell(ANNEXES["agencies"]), level=1, anchor=AGENCIES, fresh=True)
    yield Paragraph(line=line(data.tell(_HOW)))
    found = counting(data)
    for at, agency in enumerate(chosen(data)):
        mine = [one for one in found if one.is_of(agency)]
        name = short_name(data, named(data.subject, agency))
        yield Heading(text=name, level=2, anchor=f"agency-{agency}", fresh=at > 0)
        yield from opening(data, agency, mine)
        if mine:
            yield from _rules(data, name, mine)
            yield from _gravest(data, name, mine)


def chosen(data: ReportData) -> Sequence[str]:
    """Return the agencies with a page: those asked for, else all, by name."""
    if data.agencies:
        return data.agencies
    return sorted(agency_ids(data), key=lambda one: (named(data.subject, one).casefold(), one))


def _rules(data: ReportData, name: str, mine: Sequence[Finding]) -> Iterator[Block]:
    groups = list(data.subject.audit.rules_worst_first(mine).items())
    yield Table(
        title=data.tell(_RULES, name=name),
        columns=(
            Column(data.say("filter.severity"), 1.6),
            Column(data.say("rules.rule"), 6),
            Column(data.say("findings"), 1.3, "number"),
        ),
        rows=tuple(_rule(data, rule, found) for rule, found in groups[:MOST_RULES]),
    )
    yield from left_out(data, len(groups) - MOST_RULES, "findings")


def _rule(data: ReportData, rule: str, found: Sequence[Finding]) -> Row:
    level = found[0].severity
    return row(
        severity_cell(data, level),
        data.context.say(data.context.by_id[rule].title),
        str(data.formatted(len(found))),
    )


def _gravest(data: ReportData, name: str, mine: Sequence[Finding]) -> Iterator[Block]:
    """List the gravest findings: what cuts off most first within a severity."""
    ordered = data.subject.audit.worst_first(mine)
    yield Table(
        title=data.tell(_GRAVEST, name=name),
        columns=(Column(data.say("finding"), 7), Column(data.say("place"), 3, "place")),
        rows=tuple(
            row(
                cell(
                    line(
                        f"{severity(data, one.severity)}: ",
                        short_sentence(data, data.context.say(one.message)),
                    ),
                    line(quiet(short_remedy(data, one))),
                ),
                line(code(data.place(one) or data.say("place.none"))),
            )
            for one in ordered[:FEW]
        ),
    )
    yield from left_out(data, len(ordered) - FEW, "findings")
