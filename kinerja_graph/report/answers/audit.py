"""Put an audit into words: the verdict, the breaks that matter, a line a rule and an agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kinerja_graph.audit.causes import causes
from kinerja_graph.audit.finding import (
    CIRCLE,
    AgencyTotal,
    Audit,
    Finding,
    Overview,
    RuleTotal,
)
from kinerja_graph.library.completeness_sentences import (
    completeness_in_brief,
    completeness_sentence,
)
from kinerja_graph.library.rule import SEVERITIES, Severity
from kinerja_graph.library.words import (
    CUT_BRIEFLY,
    LED_BRIEFLY,
    SIGNS,
    count_severities,
    worst_severity,
)
from kinerja_graph.numbers import format_number, format_share
from kinerja_graph.report.answers.shared import MORE, note, record, verdict
from kinerja_graph.report.audit_sentences import (
    affected_of,
    breaks_or_circles,
    by_rule,
    findings_sentence,
    no_agency,
    rules_that_ran,
    say,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Column,
    Paragraph,
    Row,
    Span,
    Table,
    cell,
    code,
    joined,
    quiet,
)
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.texts import Language, _

MOST_RULES: Final = 8
MOST_AGENCIES: Final = 5
MOST_PLACES: Final = 3
"""So many findings are told with their place where no chain breaks."""
LEAST: Final = 2
"""So many rules and agencies are listed however little room there is."""
VERDICT_LINES: Final = 2
_IN_ORDER: Final = frozenset({"used", "not-run"})
_BREAKS: Final = _("Where the chain breaks")
_CIRCLES: Final = _("Where the chain runs in a circle")
_BREAKS_AND_CIRCLES: Final = _("Where the chain breaks, or runs in a circle")
_BELOW: Final = _("{number} cut off below")
_INTO_CIRCLE: Final = _("{number} lead into the circle")
_RESULT: Final = _("Result")
_CODE: Final = _("Code")
_IN_BRACKETS: Final = " ({})"
_NESTED: Final = _("{share} % of the contributions are only nesting.")
_SINCE: Final = _("{new} new, {existing} existing, {resolved} resolved since {beside}.")
_COUNTED: Final = _("{new} new, {existing} existing, {resolved} resolved.")
_IDLE: Final = _("{number:waiver waives|waivers waive} nothing.")
_IDLE_BRIEFLY: Final = _("{number:idle waiver|idle waivers}.")
_CAUSES: Final = _(
    "{number:cause|causes}, which {rest:further finding repeats|further findings repeat}."
)
_CAUSES_BRIEFLY: Final = _("{number:cause|causes}.")
_IN_CAUSES: Final = _("{number:cause|causes}")
_CAUSES_HEAD: Final = _("Causes")
_FROM_OTHERS: Final = _("from other causes")
Group = tuple[AnswerBlock, ...]


def audit_groups(
    subject: Audited, context: ReportContext, *beside: str, lines: int | None = None
) -> Iterator[Group]:
    """Yield the verdict, the breaks, the rules and the agencies, each as blocks; no empty ones.

    Args:
        subject: the audit.
        context: the rules, and the language of every sentence.
        beside: sentences of the medium that belong to the verdict.
        lines: those that there are for all of it; None: as many as it takes.
    """
    yield tuple(_verdict(subject.audit, context, beside))
    left = None if lines is None else lines - VERDICT_LINES
    yield from overview_groups(subject, context, lines=left)


def overview_groups(
    subject: Audited, context: ReportContext, *, lines: int | None = None
) -> Iterator[Group]:
    """Yield the breaks, the rules and the agencies, each as blocks; no empty ones.

    Where they would take more than ``lines``, agencies are left out, then rules, the last first.
    """
    overview = subject.audit.overview
    most_rules, most_agencies = _lengths(overview, lines, len(_gravest(subject.audit, lines)))
    gravest = _gravest(subject.audit, lines)
    if overview.breaks:
        yield _breaks(overview, context), *_left(overview.cutting, len(overview.breaks), context)
    elif gravest:
        yield (_gravest_table(gravest, context),)
    if overview.rules:
        numbers = _numbers_of_causes(subject.audit)
        rules = overview.rules[:most_rules]
        yield (
            _rules(subject.audit, rules, numbers, context),
            *_left(len(overview.rules), len(rules), context),
        )
    if overview.agencies:
        agencies = overview.agencies[:most_agencies]
        yield (
            _agencies(subject, agencies, context),
            *_left(len(overview.agencies), len(agencies), context),
        )


def _gravest(audit: Audit, lines: int | None) -> list[Finding]:
    """Return the findings whose places are told where no chain breaks: on a screen, the worst."""
    if lines is None or audit.overview.breaks:
        return []
    counted = [
        one.head for one in causes(audit.findings) if one.head.status != "waived" and one.head.row
    ]
    return audit.worst_first(counted)[:MOST_PLACES]


def _numbers_of_causes(audit: Audit) -> Counter[str]:
    """Count the causes by rule; a rule that has none only repeats what others found."""
    heads = (one.head for one in causes(audit.findings))
    return Counter(one.rule for one in heads if one.status != "waived")


def _gravest_table(found: Sequence[Finding], context: ReportContext) -> Table:
    """Return a line for each finding: its rule, its record, and the planner's cell to correct."""
    return Table(
        title=say(context, "findings"),
        columns=(
            Column(say(context, "rules.rule"), 3),
            Column(context.say(_RESULT), 4),
            Column(context.say(_CODE), 1, "code", joined=_IN_BRACKETS),
            Column(say(context, "place"), 3, "place"),
        ),
        rows=tuple(
            Row(
                (
                    cell(
                        f"{SIGNS[one.severity]} {context.titles.get(one.rule, one.rule)}",
                        mood=one.severity,
                    ),
                    cell(Span(one.subject.name or one.subject.id, record=one.subject.id)),
                    cell(code(one.subject.id)),
                    cell(quiet(one.source or one.row or "")),
                )
            )
            for one in found
        ),
        is_brief=True,
    )


def _lengths(overview: Overview, lines: int | None, places: int) -> tuple[int, int]:
    """Return how many rules and agencies are listed."""
    rules = _shown(len(overview.rules), MOST_RULES)
    agencies = _shown(len(overview.agencies), MOST_AGENCIES)
    if lines is None:
        return rules, agencies
    breaks = _height(overview.cutting, len(overview.breaks)) + places

    def excess() -> int:
        taken = _height(len(overview.rules), rules) + _height(len(overview.agencies), agencies)
        return breaks + taken - lines

    while excess() > 0 and agencies > LEAST:
        agencies -= 1
    while excess() > 0 and rules > LEAST:
        rules -= 1
    return rules, agencies


def _shown(every: int, most: int) -> int:
    """Return how many are listed: a row takes no more room than a sentence that it is left out."""
    return every if every == most + 1 else min(every, most)


def _height(every: int, shown: int) -> int:
    return shown + (every > shown)


def _verdict(audit: Audit, context: ReportContext, beside: Sequence[str]) -> Iterator[Paragraph]:
    """Say what was found, or that the audit is incomplete; then how it was looked for."""
    counted = findings_sentence(audit, context.language)
    worst = worst_severity(audit.summary()) or "good"
    failed = len(audit.failed)
    if failed:
        incomplete = say(context, "incomplete.one" if failed == 1 else "incomplete", number=failed)
        counted, worst = f"{incomplete} {counted}", "error"
    yield verdict(worst, counted)
    # a span a sentence: a screen without room leaves out whole ones, the last first
    yield Paragraph(line=joined(_background(audit, context, beside), " "), role="note")


def _background(audit: Audit, context: ReportContext, beside: Sequence[str]) -> Iterator[Span]:
    """Yield what the verdict rests on, the weightiest first.

    What is new, which waivers are idle and how much of the cascade is whole are said on every
    screen, however little room it has.
    """
    language = context.language
    summary = audit.summary()
    if audit.compared_with is not None:
        names = ("new", "existing", "resolved")
        numbers = {name: format_number(summary[name], language) for name in names}
        beside_what = replace(audit.compared_with, day=None, by=None).called
        counted = _COUNTED.say(language, **numbers)
        yield Span(_SINCE.say(language, beside=beside_what, **numbers), brief=counted)
    if summary["waived"]:
        yield Span(say(context, "compared.waived", **summary))
    yield from _told_of_causes(audit, language)
    idle = sum(use.state not in _IN_ORDER for use in audit.waivers or ())
    if idle:
        number = format_number(idle, language)
        brief = _IDLE_BRIEFLY.say(language, number=number)
        yield Span(_IDLE.say(language, number=number), brief=brief)
    yield from map(Span, beside)
    if audit.completeness is not None:
        brief = completeness_in_brief(audit.completeness, language)
        is_compared = audit.compared_with is not None
        whole = brief if is_compared else completeness_sentence(audit.completeness, language)
        yield Span(whole, brief=brief)
    if audit.links.nesting:
        share = format_share(audit.links.nesting, audit.links.all, language)
        yield Span(_NESTED.say(language, share=share))
    yield Span(rules_that_ran(audit, language))


def _told_of_causes(audit: Audit, language: Language) -> Iterator[Span]:
    """Yield how many causes the findings have, where these are fewer."""
    number = _numbers_of_causes(audit).total()
    rest = sum(one.status != "waived" for one in audit.findings) - number
    if rest:
        told = {"number": format_number(number, language), "rest": format_number(rest, language)}
        yield Span(_CAUSES.say(language, **told), brief=_CAUSES_BRIEFLY.say(language, **told))


def _left(every: int, shown: int, context: ReportContext) -> Iterator[Paragraph]:
    if every > shown:
        number = format_number(every - shown, context.language)
        yield note(MORE.say(context.language, number=number))


def _breaks(overview: Overview, context: ReportContext) -> Table:
    numbers = [format_number(one.cut_off or 0, context.language) for one in overview.breaks]
    widest = max(map(len, numbers))
    texts = [
        (_INTO_CIRCLE if one.is_circle else _BELOW).say(context.language, number=it.rjust(widest))
        for one, it in zip(overview.breaks, numbers, strict=True)
    ]
    longest = max(map(len, texts))
    return Table(
        title=context.say(
            breaks_or_circles(overview.breaks, _BREAKS, _CIRCLES, _BREAKS_AND_CIRCLES)
        ),
        columns=(
            Column(say(context, "cut_off"), 2, "number"),
            Column(context.say(_RESULT), 4),
            Column(context.say(_CODE), 1, "code", joined=_IN_BRACKETS),
            Column(say(context, "place"), 3, "place"),
        ),
        rows=tuple(
            _break(finding, text.rjust(longest))
            for finding, text in zip(overview.breaks, texts, strict=True)
        ),
        is_brief=True,
    )


def _break(finding: Finding, below: str) -> Row:
    """Return the row of a break: what is below it, and the planner's cell to correct."""
    subject = finding.subject
    return Row(
        (
            cell(f"{SIGNS[finding.severity]} {below}", mood=finding.severity),
            cell(Span(subject.name or subject.id, record=subject.id)),
            cell(code(subject.id)),
            cell(quiet(finding.source or finding.row or "")),
        )
    )


def _rules(
    audit: Audit, totals: Sequence[RuleTotal], causes_of: Mapping[str, int], context: ReportContext
) -> Table:
    severities: dict[str, Severity] = {run.id: run.severity for run in audit.rules}
    found = by_rule(audit)
    told = [affected_of(found[one.id], one.population, context.language) for one in totals]
    widest = max(len(number) for number, _percent in told)
    rows: list[Row] = []
    for one, (number, percent) in zip(totals, told, strict=True):
        severity = severities[one.id]
        cut_off = ""
        if one.cut_off:
            text = LED_BRIEFLY if one.id == CIRCLE else CUT_BRIEFLY
            cut_off = context.say(text, number=format_number(one.cut_off, context.language))
        rows.append(
            Row(
                (
                    cell(f"{SIGNS[severity]} {number.rjust(widest)}", mood=severity),
                    cell(f"{percent} %" if percent else ""),
                    cell(context.titles.get(one.id, one.id), mood=severity),
                    cell(code(one.id)),
                    cell(cut_off),
                    cell(_causes_in(causes_of[one.id], one.findings, context)),
                )
            )
        )
    return Table(
        title=say(context, "findings"),
        columns=(
            Column(say(context, "findings"), 2, "number"),
            Column("%", 1, "number", is_spare=True),
            Column(say(context, "rules.rule"), 4),
            Column(context.say(_CODE), 3, "code", joined=_IN_BRACKETS),
            Column(say(context, "cut_off"), 2, "number", joined=", {}"),
            Column(context.say(_CAUSES_HEAD), 1, joined=", {}"),
        ),
        rows=tuple(rows),
        is_brief=True,
    )


def _causes_in(number: int, findings: int, context: ReportContext) -> str:
    """Say how many causes the findings of a rule have, where that is not as many."""
    if number == findings:
        return ""
    text = _IN_CAUSES if number else _FROM_OTHERS
    return context.say(text, number=format_number(number, context.language))


def _agencies(subject: Audited, totals: Sequence[AgencyTotal], context: ReportContext) -> Table:
    rows: list[Row] = []
    audit = subject.audit
    for one in totals:
        name = no_agency(audit, context) if one.id is None else subject.agencies.get(one.id)
        head = cell(name or "") if one.id is None else cell(record(name, one.id)[:1])
        numbers = {"error": one.error, "warning": one.warning, "info": one.info}
        told = (
            cell(count_severities({level: numbers[level]}, context.language))
            for level in SEVERITIES
        )
        rows.append(Row((head, cell(code(one.id or "")), *told)))
    return Table(
        title=say(context, "by.agency"),
        columns=(
            Column(say(context, "agency"), 4),
            Column(context.say(_CODE), 1, "code", joined=_IN_BRACKETS),
            *(Column(say(context, f"plural.{level}"), 1, "number") for level in SEVERITIES),
        ),
        rows=tuple(rows),
        is_brief=True,
    )
