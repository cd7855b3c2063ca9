"""Write what an agency has to fix as a checklist: record by record, each with an empty box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.audit.finding import Finding, Thing
from kinerja_graph.library.rule import SEVERITIES
from kinerja_graph.library.words import RECORD_NAMES, SIGNS
from kinerja_graph.report.answers.shared import fill_line
from kinerja_graph.report.audit_sentences import named, share
from kinerja_graph.report.chapters.summary import SUMMARY, counting, mood_of
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
from kinerja_graph.texts import Text, _

_HEADING: Final = _("What is to be fixed")
BOX: Final = "\u2610"
_TO_FIX: Final = _(
    "{number:finding is|findings are} to be fixed at {records:record|records}: {numbers}."
)
_NOTHING: Final = _("Nothing is to be fixed: the rules that ran found nothing.")
_HOW: Final = _(
    "Findings are listed record by record, the gravest first. Correct the cell, tick the box, and "
    "check the file again: kinerja check FILE."
)
_WHOLE: Final = _("Of what it owns and performs, {share} is whole up to level 0.")
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
_FINDING: Final = _("Finding and how to fix it")
_THE_PLAN: Final = _("The whole plan")


def checklist(data: ReportData) -> Iterator[Block]:
    """Yield a chapter for each agency, then the findings of the whole plan."""
    found = counting(data)
    if not data.agencies:
        yield Heading(text=data.tell(_HEADING), level=1, anchor=SUMMARY)
        yield Paragraph(line=line(strong(data.tell(_NOTHING))), role="lead", mood="good")
    for at, agency in enumerate(data.agencies):
        mine = [one for one in found if one.agency == agency]
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
    if general:
        yield Heading(text=data.tell(_PLAN), level=1, anchor="plan")
    if whole:
        yield Paragraph(line=line(data.tell(_PLAN_HOW)), keep=True)
        yield checklist_table(data, whole, data.tell(_PLAN_LIST))
    if len(general) > len(whole):
        text = data.tell(_NO_AGENCY, number=len(general) - len(whole))
        yield Paragraph(line=line(text))


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
    """Return the findings grouped by record, the record with the gravest finding first."""
    return Table(
        title=title,
        columns=(
            Column(data.tell(_DONE), 0.7),
            Column(data.tell(_FINDING), 7),
            Column(data.say("place"), 2.6, "place"),
        ),
        rows=tuple(_rows(data, found)),
    )


def by_record(found: Sequence[Finding]) -> list[tuple[Thing, list[Finding]]]:
    """Group findings by their record: the gravest first, then what cuts off most."""
    groups: dict[tuple[str | None, str], list[Finding]] = {}
    for finding in found:
        groups.setdefault(_key(finding.subject), []).append(finding)
    return [(group[0].subject, group) for group in sorted(groups.values(), key=_weight)]


def _key(subject: Thing) -> tuple[str | None, str]:
    return subject.label, subject.id


def _weight(found: Sequence[Finding]) -> tuple[int, int, tuple[object, ...]]:
    gravest = min(SEVERITIES.index(one.severity) for one in found)
    return gravest, -max(one.cut_off or 0 for one in found), found[0].sort_key


def _rows(data: ReportData, found: Sequence[Finding]) -> Iterator[Row]:
    for subject, mine in by_record(found):
        yield group(_record(data, subject))
        for finding in mine:
            message = data.context.say(finding.message)
            lines = [
                line(strong(f"{SIGNS[finding.severity]} "), message),
                line(quiet(f"{data.say('mend')}: "), data.context.say(finding.remediation)),
            ]
            if finding.cut_off:
                lines.append(line(quiet(data.count("cuts", finding.cut_off))))
            yield row(BOX, cell(*lines), _place(data, finding))


def _record(data: ReportData, subject: Thing) -> Line:
    if subject.is_dataset:
        return line(strong(data.tell(_THE_PLAN)))
    word: Text | None = RECORD_NAMES.get(subject.label or "")
    kind = "" if word is None else f" · {data.context.say(word)}"
    return line(strong(subject.name or subject.id), " ", code(subject.id), quiet(kind))


def _place(data: ReportData, finding: Finding) -> Line:
    if finding.place:
        return line(code(finding.place))
    return line(quiet(data.say("place.none")))
