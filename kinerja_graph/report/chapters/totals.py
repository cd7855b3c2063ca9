"""Write what each rule found and what each agency has, with their denominators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.audit.finding import AgencyTotal, Finding, RuleTotal
from kinerja_graph.library.rule import SEVERITIES
from kinerja_graph.report.audit_sentences import affected_of, findings_sentence, no_agency, share
from kinerja_graph.report.audit_sentences import by_rule as rule_findings
from kinerja_graph.report.chapters.room import Lengths, Room, left_out, lengths, room, short_name
from kinerja_graph.report.chapters.summary import severity_cell
from kinerja_graph.report.document import (
    Block,
    Column,
    Heading,
    Paragraph,
    Row,
    Span,
    Table,
    line,
    row,
)
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import _

BY_RULE: Final = "by-rule"
BY_AGENCY: Final = "by-agency"
_WHOLE: Final = _("Whole")
_BY_RULE: Final = _("What each rule found, of what it examined")
_BY_AGENCY: Final = _("Findings of each agency, and how much of what it has is whole up to level 0")
_BY_AGENCY_ALONE: Final = _("Findings of each agency")
_OTHERS: Final = _("The others")
_GRAVEST_FIRST: Final = _("The rules that found something, the gravest first.")
_ONCE: Final = _("Each finding is counted once, at the agency that has what is at fault.")


def by_rule(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: every rule with findings that count, the gravest first."""
    yield Heading(text=data.say("by.rule"), level=1, anchor=BY_RULE)
    totals = data.subject.audit.overview.rules
    if not totals:
        yield Paragraph(line=line(findings_sentence(data.subject.audit, data.context.language)))
        return
    # Two pages have no room for how they are counted.
    how = data.say("by.rule.how") if room(data).lines else data.tell(_GRAVEST_FIRST)
    yield Paragraph(line=line(how), keep=True)
    found = rule_findings(data.subject.audit)
    shown = totals[: _rows(data).rules]
    yield Table(
        title=data.tell(_BY_RULE),
        columns=(
            Column(data.say("filter.severity"), 1.6),
            Column(data.say("rules.rule"), 4.4),
            Column(data.say("by.rule.found"), 2, "number"),
            Column("%", 0.9, "number"),
            Column(data.say("cut_off"), 1.1, "number"),
        ),
        rows=tuple(_rule(data, one, found[one.id]) for one in shown),
        anchor="table-rules",
    )
    yield from left_out(data, len(totals) - len(shown), "rules")


def _agencies_shown(data: ReportData, totals: Sequence[AgencyTotal]) -> int:
    """Return how many agencies have a row: a row of the others would be no shorter for one."""
    most = _rows(data).agencies
    return len(totals) if len(totals) <= most + 1 else most


def _rows(data: ReportData) -> Room | Lengths:
    """Return how many rows there are: fixed, or a share of the lines of the report."""
    return lengths(data) if room(data).lines else room(data)


def _rule(data: ReportData, total: RuleTotal, found: Sequence[Finding]) -> Row:
    language, level = data.context.language, found[0].severity
    number, percent = affected_of(found, total.population, language)
    title = data.context.say(data.context.by_id[total.id].title)
    return row(
        severity_cell(data, level),
        line(Span(title, to=f"rule-{total.id}")),
        number,
        percent or "–",
        str(data.formatted(total.cut_off)) if total.cut_off else "–",
    )


def by_agency(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: every agency with findings that count, the worst first."""
    yield Heading(text=data.say("by.agency"), level=1, anchor=BY_AGENCY)
    totals = data.subject.audit.overview.agencies
    if not totals:
        yield Paragraph(line=line(findings_sentence(data.subject.audit, data.context.language)))
        return
    yield Paragraph(line=line(data.tell(_ONCE)), keep=True)
    yield agency_table(data, totals)
    yield from left_out(data, len(totals) - _agencies_shown(data, totals), "agencies")


def agency_table(data: ReportData, totals: Sequence[AgencyTotal]) -> Table:
    """Return the table of as many agencies as fit; the others are one row, above the sum."""
    whole = _shares(data)
    shown = totals[: _agencies_shown(data, totals)]
    others = totals[len(shown) :]
    rows = [_agency(data, one, whole) for one in shown]
    if others:
        rows.append(_summed(data, data.tell(_OTHERS), others, whole=bool(whole)))
    rows.append(_summed(data, data.say("sum"), totals, whole=bool(whole), is_sum=True))
    columns = [
        Column(data.say("agency"), 5),
        *(Column(data.say(f"plural.{level}").capitalize(), 1.5, "number") for level in SEVERITIES),
        Column(data.say("sum"), 1, "number"),
    ]
    if whole:
        columns.append(Column(data.tell(_WHOLE), 1.9, "number"))
    return Table(
        title=data.tell(_BY_AGENCY if whole else _BY_AGENCY_ALONE),
        columns=tuple(columns),
        rows=tuple(rows),
        is_named=True,
        anchor="table-agencies",
    )


def _shares(data: ReportData) -> dict[str | None, str]:
    """Return how much of each agency's records is whole; empty if that is not known."""
    found = data.subject.audit.completeness
    if found is None:
        return {}
    return {
        one.agency: share(one.whole, one.population, data.context.language)
        for one in found.by_agency
    }


def _agency(data: ReportData, total: AgencyTotal, whole: dict[str | None, str]) -> Row:
    if total.id is None:
        name = no_agency(data.subject.audit, data.context)
    else:
        name = short_name(data, data.subject.agencies.get(total.id), total.id)
    numbers = (total.error, total.warning, total.info)
    cells = [str(data.formatted(number)) for number in (*numbers, sum(numbers))]
    return row(name, *cells, *([whole.get(total.id, "–")] if whole else []))


def _summed(
    data: ReportData, name: str, totals: Sequence[AgencyTotal], *, whole: bool, is_sum: bool = False
) -> Row:
    counts = Counter[str]()
    for one in totals:
        counts.update(error=one.error, warning=one.warning, info=one.info)
    numbers = [counts[level] for level in SEVERITIES]
    cells = [str(data.formatted(number)) for number in (*numbers, sum(numbers))]
    return row(
        Span(name, "strong" if is_sum else "plain"), *cells, *([""] if whole else []), is_sum=is_sum
    )
