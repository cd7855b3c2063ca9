"""Write the breaks that weigh most: what is cut off, where the chain ends, how to fix it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kinerja_graph.audit.finding import MOST_BREAKS, Finding
from kinerja_graph.library.words import SIGNS, one_line
from kinerja_graph.report.audit_sentences import breaks_or_circles, named
from kinerja_graph.report.chapters.room import (
    left_out,
    of_one_cause,
    room,
    short_name,
    short_remedy,
    short_sentence,
)
from kinerja_graph.report.chapters.summary import BREAKS, no_break_sentence, severity
from kinerja_graph.report.document import (
    Block,
    Column,
    Figure,
    Heading,
    Line,
    Paragraph,
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
from kinerja_graph.texts import _

HIGHEST: Final = 52.0
"""The height of the picture of one chain, in millimetres: two breaks fit on a page."""
_LONGEST: Final = 80
_CHAIN: Final = _("The way up from {name}")
_BREAKS_HOW: Final = _(
    "The findings with the most results and tasks below them, which reach no final outcome through "
    "that place. A record below several findings is counted at each of them, so the numbers do not "
    "add up."
)
_CIRCLES_HOW: Final = _(
    "The circles with the most results and tasks below them, which lead into it. A record below "
    "several findings is counted at each of them, so the numbers do not add up."
)
_BOTH_HOW: Final = _(
    "The findings with the most results and tasks below them: below a break these reach no final "
    "outcome, below a circle they lead into it. A record below several findings is counted at each "
    "of them, so the numbers do not add up."
)
_BREAKS_TITLE: Final = _("Breaks with the most results and tasks below them")
_CIRCLES_TITLE: Final = _("Circles with the most results and tasks below them")
_BOTH_TITLE: Final = _("Breaks and circles with the most results and tasks below them")
_ONE_CAUSE: Final = _(
    "The {number:highest result|highest results} of the plan lead nowhere, and with them all that "
    "is below."
)
_ONE_CAUSE_TITLE: Final = _("The highest results, which lead nowhere")
_RESULT: Final = _("Result or task")
_WITH_MENDS: Final = _("The most come first, each with what to do about it.")


def breaks(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: a section for each break, with the picture of its chain."""
    overview = data.subject.audit.overview
    yield Heading(text=data.say("heaviest"), level=1, anchor=BREAKS)
    if not overview.breaks:
        yield Paragraph(line=line(no_break_sentence(data)))
        return
    how = breaks_or_circles(overview.breaks, _BREAKS_HOW, _CIRCLES_HOW, _BOTH_HOW)
    yield Paragraph(line=line(data.tell(how)), keep=True)
    alike = of_one_cause(data)
    if alike:
        yield from _told_once(data, alike)
        first = next((one for one in alike if one.fingerprint in data.chains), None)
        if first is not None:
            yield _figure(data, first)
    for finding in overview.breaks:
        if finding not in alike:
            yield from _break(data, finding)
    yield from _left(data, [*overview.breaks, *alike[:MOST_BREAKS]])


def breaks_in_brief(data: ReportData) -> Iterator[Block]:
    """Yield the chapter as one table, after what has one cause."""
    overview = data.subject.audit.overview
    yield Heading(text=data.say("heaviest"), level=1, anchor=BREAKS)
    if not overview.breaks:
        yield Paragraph(line=line(no_break_sentence(data)))
        return
    alike = of_one_cause(data)
    if alike:
        yield from _told_once(data, alike)
    most = room(data).breaks
    others = [one for one in overview.breaks if one not in alike][:most]
    if others:
        if not alike:
            yield Paragraph(line=line(data.tell(_WITH_MENDS)), keep=True)
        yield Table(
            title=data.tell(breaks_or_circles(others, _BREAKS_TITLE, _CIRCLES_TITLE, _BOTH_TITLE)),
            columns=(
                Column(data.say("cut_off"), 1, "number"),
                Column(data.tell(_RESULT), 4),
                Column(data.say("mend"), 5),
            ),
            rows=tuple(
                row(
                    str(data.formatted(one.cut_off)),
                    cell(_named(data, one), line(quiet(_agency(data, one)))),
                    short_remedy(data, one),
                )
                for one in others
            ),
        )
    yield from _left(data, [*others, *alike[:most]])


def _left(data: ReportData, listed: Sequence[Finding]) -> Iterator[Block]:
    """Say how many breaks with something below them are not ``listed``."""
    shown = len({one.fingerprint for one in listed if one.cut_off})
    yield from left_out(data, data.subject.audit.overview.cutting - shown, "findings")


def _told_once(data: ReportData, alike: Sequence[Finding]) -> Iterator[Block]:
    """Yield what leads nowhere, the one cause with what to do about it, and the list of breaks."""
    rules = dict.fromkeys(one.rule for one in alike)
    mends = dict.fromkeys(data.context.mends[one] for one in rules)
    yield Paragraph(line=line(strong(data.tell(_ONE_CAUSE, number=len(alike)))), keep=True)
    yield Paragraph(line=line(strong(f"{data.say('mend')}: "), " ".join(mends)), keep=True)
    yield Table(
        title=data.tell(_ONE_CAUSE_TITLE),
        columns=(
            Column(data.say("cut_off"), 1.1, "number"),
            Column(data.tell(_RESULT), 5),
            Column(data.say("place"), 3, "place"),
        ),
        rows=tuple(
            row(
                str(data.formatted(one.cut_off)),
                cell(_named(data, one), line(quiet(_agency(data, one)))),
                line(code(data.place(one))) if one.place else line(quiet(data.say("place.none"))),
            )
            for one in alike[: room(data).breaks]
        ),
    )


def _break(data: ReportData, finding: Finding) -> Iterator[Block]:
    name = one_line(finding.subject.name or finding.subject.id, _LONGEST)
    yield Heading(text=name, level=2)
    yield Paragraph(line=_facts(data, finding), role="note", keep=True)
    figure = data.chains.get(finding.fingerprint)
    if figure is None:
        text = short_sentence(data, data.context.say(finding.message))
        yield Paragraph(line=line(text), keep=True)
    mend = short_remedy(data, finding)
    yield Paragraph(line=line(strong(f"{data.say('mend')}: "), mend), keep=figure is not None)
    if figure is not None:
        yield _figure(data, finding)


def _figure(data: ReportData, finding: Finding) -> Figure:
    name = one_line(finding.subject.name or finding.subject.id, _LONGEST)
    return replace(
        data.chains[finding.fingerprint],
        caption=data.tell(_CHAIN, name=name),
        most_high=HIGHEST,
        anchor=f"chain-{finding.fingerprint}",
    )


def _facts(data: ReportData, finding: Finding) -> Line:
    """Return what a break is, what it cuts off, whose it is, and the planner's cell."""
    title = data.context.say(data.context.by_id[finding.rule].title)
    spans: list[str | Span] = [
        Span(f"{severity(data, finding.severity)}: {title} · "),
        strong(data.below(finding)),
        f" {_agency(data, finding)}",
    ]
    if finding.place:
        spans += [" · ", code(data.place(finding))]
    return line(*spans)


def _agency(data: ReportData, finding: Finding) -> str:
    if finding.agency is None:
        return data.say("agency.none")
    return short_name(data, named(data.subject, finding.agency))


def _named(data: ReportData, finding: Finding) -> Line:
    name = short_name(data, finding.subject.name, finding.subject.id)
    return line(f"{SIGNS[finding.severity]} {name} ", code(finding.subject.id))
