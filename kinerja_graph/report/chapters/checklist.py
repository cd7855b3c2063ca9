"""Write what an agency has to fix as a checklist: cause by cause, a box for each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from string import Formatter
from typing import Final

from kinerja_graph.audit.finding import Finding, FindingSubject
from kinerja_graph.audit.wording import spoken
from kinerja_graph.library.rule import SEVERITIES
from kinerja_graph.library.words import one_line
from kinerja_graph.report.answers.shared import fill_line
from kinerja_graph.report.audit_sentences import named, share
from kinerja_graph.report.chapters.summary import SUMMARY, counting, mood_of, severity
from kinerja_graph.report.document import (
    Block,
    Column,
    Heading,
    Line,
    Paragraph,
    Row,
    Table,
    cell,
    code,
    group,
    line,
    quiet,
    row,
    strong,
)
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import _

_HEADING: Final = _("What is to be fixed")
BOX: Final = "\u2610"
_TO_FIX: Final = _(
    "{number:finding is|findings are} to be fixed at {records:record|records}: {numbers}."
)
_NOTHING: Final = _("Nothing is to be fixed: the rules that ran found nothing.")
_HOW: Final = _(
    "Findings are listed by cause, the gravest first, each with its records. Correct the cell, "
    "tick the box, and check the file again: kinerja check FILE."
)
_WHOLE: Final = _("Of what it owns and performs, {share} is whole up to level 0.")
_ELSEWHERE: Final = _(
    "{number:finding is|findings are} about records of another agency or of none, which concern "
    "this one too; the table by agency counts them there."
)
_WAIVED: Final = _("{number:finding is|findings are} waived and not listed.")
_LIST: Final = _("To be fixed by {name}")
_PLAN: Final = _("Findings of the whole plan")
_PLAN_HOW: Final = _("They are with all agencies; each corrects its own rows.")
_PLAN_LIST: Final = _("To be fixed in the whole plan")
_NO_AGENCY: Final = _(
    "{number:finding is at a record|findings are at records} of no agency, and in no checklist; "
    "kinerja audit --findings lists them."
)
_DONE: Final = _("Done")
_RECORD: Final = _("Record")
_RECORDS: Final = _("{number:record|records}")
_WITH: Final = _("with {records}")
# Characters of the name of a far end, whose id follows.
_LONGEST_OTHER: Final = 80


def checklist(data: ReportData) -> Iterator[Block]:
    """Yield a chapter for each agency, then the findings of the whole plan."""
    found = counting(data)
    if not data.agencies:
        yield Heading(text=data.tell(_HEADING), level=1, anchor=SUMMARY)
        yield Paragraph(line=line(strong(data.tell(_NOTHING))), role="lead", mood="good")
    for at, agency in enumerate(data.agencies):
        mine = [one for one in found if one.is_of(agency)]
        name = named(data.subject, agency)
        anchor = SUMMARY if at == 0 else f"agency-{agency}"
        heading = name if len(data.agencies) > 1 else data.tell(_HEADING)
        yield Heading(text=heading, level=1, anchor=anchor, fresh=at > 0)
        yield from opening(data, agency, mine)
        if mine:
            yield Paragraph(line=line(data.tell(_HOW)), keep=True)
            yield checklist_table(data, mine, data.tell(_LIST, name=name))
    general = [one for one in found if one.agency is None]
    whole = [one for one in general if one.subject.is_dataset]
    if any(not one.concerned for one in general):
        yield Heading(text=data.tell(_PLAN), level=1, anchor="plan")
    if whole:
        yield Paragraph(line=line(data.tell(_PLAN_HOW)), keep=True)
        yield checklist_table(data, whole, data.tell(_PLAN_LIST))
    unlisted = sum(not one.subject.is_dataset and not one.concerned for one in general)
    if unlisted:
        yield Paragraph(line=line(data.tell(_NO_AGENCY, number=unlisted)))


def opening(data: ReportData, agency: str, mine: Sequence[Finding]) -> Iterator[Block]:
    """Yield how much an agency has to fix, and how much of what it has is whole."""
    levels = Counter[str](one.severity for one in mine)
    worst = next((level for level in SEVERITIES if levels[level]), "")
    text = data.tell(
        _TO_FIX if mine else _NOTHING,
        number=len(mine),
        records=len({_key(one.subject) for one in mine}),
        numbers=data.severities(levels),
    )
    yield Paragraph(line=line(strong(text)), role="lead", mood=mood_of(worst))
    elsewhere = sum(one.agency != agency for one in mine)
    if elsewhere:
        yield Paragraph(line=line(data.tell(_ELSEWHERE, number=elsewhere)))
    whole = data.subject.audit.completeness
    for one in whole.by_agency if whole is not None else ():
        if one.agency == agency:
            told = share(one.whole, one.population, data.context.language)
            yield Paragraph(line=fill_line(_WHOLE, data.context.language, share=line(strong(told))))
    waived = sum(
        one.status == "waived" and one.agency == agency for one in data.subject.audit.findings
    )
    if waived:
        yield Paragraph(line=line(quiet(data.tell(_WAIVED, number=waived))), role="note")


def checklist_table(data: ReportData, found: Sequence[Finding], title: str) -> Table:
    """Return the findings by cause, each with its records; the gravest cause first."""
    return Table(
        title=title,
        columns=(
            Column(data.tell(_DONE), 1),
            Column(data.tell(_RECORD), 7),
            Column(data.say("place"), 3.2, "place"),
        ),
        rows=tuple(_rows(data, found)),
    )


def by_cause(found: Sequence[Finding]) -> list[list[Finding]]:
    """Group findings by their rule: the gravest first, then what cuts off most, then the most."""
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.rule, []).append(finding)
    for mine in groups.values():
        mine.sort(key=lambda one: (-(one.cut_off or 0), one.sort_key))
    return sorted(groups.values(), key=_weight)


def _key(subject: FindingSubject) -> tuple[str | None, str]:
    return subject.label, subject.id


def _weight(found: Sequence[Finding]) -> tuple[int, int, int, str]:
    gravest = min(SEVERITIES.index(one.severity) for one in found)
    return gravest, -max(one.cut_off or 0 for one in found), -len(found), found[0].rule


def _rows(data: ReportData, found: Sequence[Finding]) -> Iterator[Row]:
    for mine in by_cause(found):
        yield group(*_cause(data, mine))
        for finding in mine:
            record = cell(*_record(data, finding, alone=len(mine) == 1))
            yield row(BOX, record, _place(data, finding))


def _cause(data: ReportData, mine: Sequence[Finding]) -> Iterator[Line]:
    """Yield what is wrong with records, and how to fix it."""
    first = mine[0]
    title = data.context.titles[first.rule]
    number = data.tell(_RECORDS, number=len(mine)) if len(mine) > 1 else ""
    head = f"{severity(data, first.severity)}: {title}"
    yield line(strong(head), quiet(f" · {number}" if number else ""))
    own = {data.context.say(one.remediation) for one in mine}
    remedy = own.pop() if len(own) == 1 else data.context.mends[first.rule]
    yield line(quiet(f"{data.say('mend')}: "), remedy)


def _record(data: ReportData, finding: Finding, *, alone: bool) -> Iterator[Line]:
    """Yield a record, and what the cause does not say of it: all of it where it is ``alone``."""
    if finding.subject.is_dataset:
        yield line(data.context.say(finding.message))
        return
    name = finding.subject.name
    detail = None if alone else _detail(data, finding)
    if detail is None:
        yield line(data.context.say(finding.message))
    else:
        yield line(*([name, " "] if name else []), code(finding.subject.id), quiet(detail))
        if finding.cut_off:
            yield line(quiet(data.below(finding)))


def _detail(data: ReportData, finding: Finding) -> str | None:
    """Return what a finding says beside its record and cause; None if only its sentence says it."""
    rule = data.context.by_id[finding.rule]
    names = {name for _text, name, _form, _how in Formatter().parse(rule.message.en) if name}
    left = names - {"subject", *rule.parameters}
    parts: list[str] = []
    if "other" in left and finding.other is not None:
        is_alike = finding.other.name == finding.subject.name
        name = "" if is_alike else one_line(finding.other.name or "", _LONGEST_OTHER)
        parts.append(f"→ {name} ({finding.other.id})" if name else f"→ {finding.other.id}")
    if "years" in left and finding.years:
        parts.append(spoken(finding.years, data.context.language))
    if "path" in left:
        others = [one for one in finding.path if one != finding.subject.id]
        parts.append(data.tell(_WITH, records=spoken(others, data.context.language)))
    if "cells" in left and finding.data.get("cells"):
        parts.append(spoken(finding.data["cells"], data.context.language))
    if left - {"other", "years", "path", "cells"} or len(parts) < len(left):
        return None
    return "".join(f" · {part}" for part in parts)


def _place(data: ReportData, finding: Finding) -> Line:
    if finding.place:
        return line(code(data.place(finding)))
    return line(quiet(data.say("place.none")))
