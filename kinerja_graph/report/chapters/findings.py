"""Write the findings by agency: what, where in the file, how to fix it, and its basis."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.words import SIGNS
from kinerja_graph.report.answers.follow_ups import follow_up_line
from kinerja_graph.report.answers.shared import fill_line
from kinerja_graph.report.audit_sentences import by_agency, findings_sentence
from kinerja_graph.report.chapters.room import (
    FindingTexts,
    few_of_each,
    finding_texts,
    left_out,
    place_lines,
    weightiest,
    where_all,
)
from kinerja_graph.report.chapters.summary import BREAKS, severity
from kinerja_graph.report.document import (
    Block,
    Column,
    Heading,
    Line,
    Medium,
    Paragraph,
    Row,
    Table,
    cell,
    cite,
    code,
    line,
    quiet,
    row,
    strong,
)
from kinerja_graph.report.report_context import accepted
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.report.sheet_words import SHEET_WORDS
from kinerja_graph.texts import _

FINDINGS = "findings"
_ONE_BY_ONE: Final = _("Findings one by one")
_ALL: Final = _(
    "All errors, then all warnings, those with most below them first: what is wrong, whose it is, "
    "where it is, and how to fix it."
)
_WEIGHTIEST: Final = _(
    "{number} of {all:error and warning|errors and warnings}, the weightiest of each rule (the "
    "others: {annex}), errors first: what is wrong, whose it is, where it is, and how to fix it."
)
_MORE_OF_RULE: Final = _("… and {number} more of the rule {rule}")
_MORE_OF_OTHERS: Final = _("… and {number} more of other rules ({annex})")


def findings(data: ReportData) -> Iterator[Block]:
    """Yield a section for each agency, with a table for each rule."""
    yield Heading(text=data.say("by.agency"), level=1, anchor=FINDINGS, fresh=True)
    audit = data.subject.audit
    if not audit.findings:
        yield Paragraph(line=line(findings_sentence(audit, data.context.language)))
        return
    yield Paragraph(line=line(data.say("findings.how")))
    chosen, left = _chosen(data)
    if left:
        number = sum(left.values())
        yield Paragraph(
            line=line(data.count("findings.limit", number, most=data.most)), role="note"
        )
    of_agency: defaultdict[str | None, list[Finding]] = defaultdict(list)
    for finding in audit.findings:
        of_agency[finding.agency].append(finding)
    rows = {one.agency: one for one in by_agency(data.subject, data.context) if not one.is_sum}
    worst_first = [one.id for one in audit.overview.agencies]
    for agency in dict.fromkeys([*worst_first, *rows]):
        if agency in rows:
            yield Heading(text=rows[agency].name, level=2)
            found = of_agency[agency]
            yield Paragraph(line=line(_counted(data, found)), keep=True)
            for rule, group in audit.rules_worst_first(found).items():
                shown = [item for item in group if id(item) in chosen]
                yield from _rule(data, rule, shown, left[rule, agency])


def one_by_one(data: ReportData) -> Iterator[Block]:
    """Yield rows of errors, then of warnings: on paper a few of each rule, on a page all."""
    few = few_of_each(data)
    if not few:
        return
    every = weightiest(data)
    shown = sum(map(len, few.values()))
    yield Heading(text=data.tell(_ONE_BY_ONE), level=1, anchor="one-by-one")
    if shown < len(every):
        counts = {"number": data.formatted(shown), "all": data.formatted(len(every))}
        place = where_all(data, "findings")
        cut = fill_line(_WEIGHTIEST, data.context.language, annex=place, **counts)
        yield Paragraph(line=cut, keep=True, only="paper")
    medium: Medium = "page" if shown < len(every) else ""
    yield Paragraph(line=line(data.tell(_ALL)), keep=True, only=medium)
    audit = data.subject.audit
    numbers = {id(one): at for at, one in enumerate(audit.worst_first(audit.findings), start=1)}
    rows = {
        id(one): _alone(data, one, numbers[id(one)], texts)
        for one, texts in zip(every, finding_texts(data, every), strict=True)
    }
    of_rule = Counter(one.rule for one in every)
    yield Table(
        title=data.tell(_ONE_BY_ONE),
        columns=(
            Column(data.tell(SHEET_WORDS["column.number"]), 0.5, "number"),
            Column(data.say("rules.rule"), 1.3),
            Column(data.tell(SHEET_WORDS["column.message"]), 3),
            Column(data.say("agency"), 1.4),
            Column(data.say("place"), 1.3, "place"),
            Column(data.say("mend"), 2.5),
        ),
        rows=tuple(
            one_row
            for rule, found in few.items()
            for one_row in (
                *(rows[id(one)] for one in found),
                *_rest(data, rule, of_rule[rule] - len(found)),
            )
        ),
        every=tuple(rows.values()),
        anchor="table-findings",
    )
    of_others = sum(number for rule, number in of_rule.items() if rule not in few)
    for one in left_out(data, of_others, "findings", _MORE_OF_OTHERS):
        yield replace(one, only="paper")


def _rest(data: ReportData, rule: str, number: int) -> Iterator[Row]:
    """Say under the rows of a rule how many more it has."""
    if number:
        more = data.tell(_MORE_OF_RULE, number=number, rule=data.context.titles[rule])
        yield row("", "", line(quiet(more)), "", "", "")


def _alone(data: ReportData, finding: Finding, number: int, texts: FindingTexts) -> Row:
    return row(
        str(data.formatted(number)),
        cell(f"{SIGNS[finding.severity]} {texts.rule}", mood=finding.severity),
        texts.sentence,
        texts.agency or line(quiet("–")),
        cell(*texts.place),
        texts.remedy or line(cite(BREAKS)),
    )


def _chosen(data: ReportData) -> tuple[set[int], Counter[tuple[str, str | None]]]:
    """Return which findings are listed one by one (by identity), and how many per rule are not."""
    chosen: set[int] = set()
    left: Counter[tuple[str, str | None]] = Counter()
    audit = data.subject.audit
    for rule, group in audit.rules_worst_first(audit.findings).items():
        chosen.update(id(item) for item in group[: data.most])
        left.update((rule, item.agency) for item in group[data.most :])
    return chosen, left


def _counted(data: ReportData, found: Sequence[Finding]) -> str:
    counting = Counter[str](item.severity for item in found if item.status != "waived")
    waived = sum(item.status == "waived" for item in found)
    parts = [severities] if (severities := data.severities(counting)) else []
    if waived:
        parts.append(f"{data.formatted(waived)} {data.say('status.waived')}")
    return f"{', '.join(parts)}."


def _rule(data: ReportData, rule: str, found: Sequence[Finding], left: int) -> Iterator[Block]:
    known = data.context.by_id[rule]
    level = severity(data, known.severity)
    yield Heading(text=f"{level}: {data.context.say(known.title)}", level=3, mood=known.severity)
    yield Paragraph(line=_stands_on(data, rule), role="note", keep=bool(found))
    if found:
        yield Table(
            title=data.context.say(known.title),
            columns=(
                Column(data.say("finding"), 5),
                Column(data.say("place"), 2.2),
                Column(data.say("mend"), 4),
            ),
            rows=tuple(_row(data, finding) for finding in found),
        )
    if left:
        key = "findings.more" if found else "findings.only"
        yield Paragraph(line=line(quiet(data.count(key, left))), role="note")


def _stands_on(data: ReportData, rule: str) -> Line:
    known = data.context.by_id[rule]
    sources = "; ".join(data.context.say(source.name) for source in known.sources)
    return line(f"{data.context.say(known.why)} ", quiet(f"{data.say('sources')}: {sources}."))


def _row(data: ReportData, finding: Finding) -> Row:
    lines = [line(data.context.say(finding.message)), line(code(" → ".join(finding.path)))]
    if finding.cut_off:
        lines.append(line(quiet(data.below(finding))))
    if finding.waiver is not None:
        reason = accepted(finding.waiver, data.context.language)
        lines.append(line(strong(data.say("status.waived").capitalize()), f": {reason}"))
    elif data.subject.audit.with_baseline:
        lines.append(line(quiet(f"{data.say('status')}: "), data.say(f"status.{finding.status}")))
    if finding.follow_up is not None:
        lines.append(line(follow_up_line(finding.follow_up, data.context.language)))
    remedy = data.context.say(finding.remediation)
    return row(cell(*lines), cell(*place_lines(data, finding)), remedy)
