"""How much of a plan of any size fits in the pages that a reader is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil
from textwrap import shorten
from typing import Final

from kinerja_graph.audit.causes import causes
from kinerja_graph.audit.finding import MOST_BREAKS, Finding
from kinerja_graph.library.rule import SEVERITIES
from kinerja_graph.library.words import one_line
from kinerja_graph.model.origin import place_of
from kinerja_graph.report.answers.shared import fill_line
from kinerja_graph.report.audit_sentences import file_line, other_places, told_with
from kinerja_graph.report.document import Line, Paragraph, cite, code, line, plain, quiet
from kinerja_graph.report.readers import Annex, Reader, annex_anchor
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import Text, _

_MORE: Final = _("… and {number} more ({annex})")
_IN_WORKBOOK: Final = _("in this report as XLSX")
# Characters of a name inside a remedy that has no room for the whole name.
_NAME_IN_REMEDY: Final = 40
# Characters of a finding, and of its remedy, in a row of its own.
_FINDING: Final = 260
_REMEDY: Final = 240
# Characters of a name on one line of its column.
_IN_A_LINE: Final = 45
# Characters of each text of a finding on one line of its column.
_LETTERS: Final = {"rule": 12, "sentence": 31, "agency": 13, "remedy": 25}
_IN_PLACE: Final = 13
# What the space around a row takes, in lines.
_AROUND: Final = 0.75
# The height of the row that says how many more findings a rule has: two lines of text.
_REST: Final = (2 + _AROUND) / (1 + _AROUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The longest lists and texts of a report; what is left out is counted.

    Attributes:
        rules, agencies, changes, skipped, waivers: rows of these tables; at least so many of rules
            and agencies.
        lines: those that rules, agencies and single findings share.
        name, sentence: characters of a name and of a sentence of the plan.
        breaks: rows of breaks where they are one table.
    """

    rules: int
    agencies: int
    changes: int
    skipped: int
    waivers: int
    lines: int
    name: int
    sentence: int
    breaks: int = MOST_BREAKS


LINES: Final = 40
"""Lines of tables on the pages that a report with everything else leaves of ten."""
_OF_A_BREAK: Final = 20
# Of a break that is only a row of a list.
_OF_A_ROW: Final = 3
_OF_CHANGES: Final = 12
_OF_FOLLOW_UPS: Final = 10
_OF_WAIVERS: Final = 5
# Rows of one rule among single findings: more of them say nothing new to who signs.
_OF_A_RULE: Final = 4
# Lines that each of these takes: free where the report does not have them.
ROOMS: Final[Mapping[Reader, Room]] = {
    "inspektur": Room(
        rules=18, agencies=8, changes=3, skipped=4, waivers=2, lines=LINES, name=70, sentence=170
    ),
    "pimpinan": Room(
        rules=5, agencies=4, changes=0, skipped=0, waivers=0, lines=0, name=70, sentence=230
    ),
    "opd": Room(
        rules=0, agencies=0, changes=0, skipped=0, waivers=0, lines=0, name=240, sentence=2000
    ),
}


_BESIDE_FOLLOW_UPS: Final = replace(
    ROOMS["pimpinan"], rules=3, agencies=1, name=50, sentence=160, breaks=2
)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many rows the tables of rules and of agencies have; the lines left to findings."""

    rules: int
    agencies: int
    lines: int


def lengths(data: ReportData) -> Lengths:
    """Share the lines out: all rules if they fit, then agencies, then findings."""
    have, overview = room(data), data.subject.audit.overview
    lines = have.lines + _free(data)
    rules = min(len(overview.rules), max(have.rules, lines // 2))
    left = lines - rules
    names = [data.subject.agencies.get(one.id or "") or one.id or "" for one in overview.agencies]
    tall = [1 + (len(name) > _IN_A_LINE) for name in names]
    agencies = max(_fitting(tall, left // 2), min(len(names), have.agencies))
    left -= sum(tall[:agencies])
    return Lengths(rules, agencies, left)


def few_of_each(data: ReportData) -> dict[str, list[Finding]]:
    """Return the findings that have a row on paper, by rule: all if they fit, else a few of each.

    Errors come first: the first of every rule, then the second of every rule, and so on.
    """
    every = weightiest(data)
    groups = data.subject.audit.rules_worst_first(every)
    left: float = lengths(data).lines
    heights = accumulate(map(row_height, finding_texts(data, every)))
    if all(height <= left for height in heights):
        return groups
    turns = sorted(
        (SEVERITIES.index(one.severity), turn, place, rule)
        for place, (rule, group) in enumerate(groups.items())
        for turn, one in enumerate(group[:_OF_A_RULE])
    )
    chosen: dict[str, list[Finding]] = {rule: [] for rule in groups}
    for _severity, turn, _place, rule in turns:
        finding = groups[rule][turn]
        (texts,) = finding_texts(data, [finding])
        left -= row_height(texts)
        if len(groups[rule]) > 1 and turn in {0, len(groups[rule]) - 1}:
            left += -_REST if turn == 0 else _REST
        if left < 0:
            break
        chosen[rule].append(finding)
    return {rule: found for rule, found in chosen.items() if found}


def _free(data: ReportData) -> int:
    """Return the lines of what this report does not have."""
    audit = data.subject.audit
    free = _OF_A_BREAK * (MOST_BREAKS - len(audit.overview.breaks))
    alike = of_one_cause(data)
    if alike:
        apart = sum(one not in alike for one in audit.overview.breaks)
        free += _OF_A_BREAK * (len(audit.overview.breaks) - apart - 1)
        free -= _OF_A_ROW * (min(len(alike), MOST_BREAKS) - 1)
    free += 0 if audit.with_baseline else _OF_CHANGES
    free += 0 if audit.follow_ups else _OF_FOLLOW_UPS
    return free + (0 if audit.waivers else _OF_WAIVERS)


def of_one_cause(data: ReportData) -> list[Finding]:
    """Return the findings whose one cause is that the plan has no result of level 0, if several.

    The one with the most below it is first.
    """
    found = [one for one in data.subject.audit.findings if one.lacks_top]
    counting = [one for one in found if one.status != "waived"]
    counting.sort(key=lambda one: (-(one.cut_off or 0), one.sort_key))
    return counting if len(counting) > 1 else []


def _fitting(heights: Sequence[float], lines: int) -> int:
    """Return how many rows fit."""
    return sum(total <= lines for total in accumulate(heights))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTexts:
    """What is said of a finding in a row of its own, each text in a column; "" where nothing is.

    The remedy is empty too where it is said once, for all findings of one cause.
    """

    rule: str
    sentence: str
    agency: str
    place: tuple[Line, ...]
    remedy: str


def finding_texts(data: ReportData, found: Iterable[Finding]) -> Iterator[FindingTexts]:
    """Yield what is said of each finding in a row of its own."""
    told_once = {id(one) for one in of_one_cause(data)}
    folded = {id(one.head): one for one in causes(data.subject.audit.findings)}
    for one in found:
        known = data.subject.agencies.get(one.agency or "")
        yield FindingTexts(
            rule=data.context.titles[one.rule],
            sentence=" ".join(
                [
                    _cut(data.context.say(one.message), _FINDING),
                    *told_with(folded[id(one)], data.context.titles, data.context.language),
                ]
            ),
            agency="" if one.agency is None else short_name(data, known, one.agency),
            place=tuple(place_lines(data, one)),
            remedy="" if id(one) in told_once else short_remedy(data, one, _REMEDY),
        )


def row_height(texts: FindingTexts) -> float:
    """Return how high the row of a finding is, where one of a single line is 1."""
    lines = max(ceil(len(getattr(texts, name)) / width) for name, width in _LETTERS.items())
    lines = max(lines, sum(ceil(len(plain(one)) / _IN_PLACE) for one in texts.place))
    return (lines + _AROUND) / (1 + _AROUND)


def place_lines(data: ReportData, finding: Finding) -> Iterator[Line]:
    """Split the planner's own location into lines; the row that was read follows in brackets.

    The places of those that are at fault together, such as the links of a circle, come last.
    """
    place = place_of(finding.source or finding.row)
    if place is None:
        told = data.place(finding)
        yield line(code(told)) if told else line(quiet(data.say("place.none")))
        return
    yield line(code(place.file))
    if place.sheet is not None:
        yield line(
            data.say("place.table" if place.in_document else "place.sheet", sheet=place.sheet)
        )
    yield line(data.row_text(finding, place))
    if numbered := file_line(finding, data.context.language):
        yield line(quiet("("), numbered, quiet(")"))
    read = data.read_row(finding)
    if read:
        yield line(quiet("("), code(read), quiet(")"))
    for other in other_places(finding, data.context.language):
        yield line(code(other))


def weightiest(data: ReportData) -> list[Finding]:
    """Return the errors, then the warnings that count: each by what is below it.

    What only comes from another is told with that one.
    """
    found = [
        one.head
        for one in causes(data.subject.audit.findings)
        if one.head.status != "waived" and one.head.severity != "info"
    ]
    return data.subject.audit.worst_first(found)


def room(data: ReportData) -> Room:
    """Return the room of the report's reader; two pages hold less where follow-ups are told."""
    if data.reader == "pimpinan" and data.subject.audit.follow_ups:
        return _BESIDE_FOLLOW_UPS
    return ROOMS[data.reader]


def short_name(data: ReportData, name: str | None, identifier: str = "") -> str:
    """Return a name, cut to the room that it has; the id where there is none."""
    return one_line(name or identifier, room(data).name)


def short_sentence(data: ReportData, text: str) -> str:
    """Return a sentence, cut to the room that it has."""
    return _cut(text, room(data).sentence)


def _cut(text: str, limit: int) -> str:
    """Return ``text`` on one line, cut at the end of a word where it is too long."""
    whole = " ".join(text.split())
    cut = shorten(whole, limit, placeholder=" …")
    return cut if len(cut) > limit // 2 else one_line(whole, limit)


def short_remedy(data: ReportData, finding: Finding, most: int = 0) -> str:
    """Return what to do about a finding, cut to its room, or to ``most`` letters: names first."""
    text = data.context.say(finding.remediation)
    limit = most or room(data).sentence
    for thing in (finding.subject, finding.other):
        if thing is not None and thing.name and len(text) > limit:
            text = text.replace(thing.name, one_line(thing.name, _NAME_IN_REMEDY))
    return _cut(text, limit)


def left_out(
    data: ReportData, number: int, annex: Annex, said: Text = _MORE
) -> Iterator[Paragraph]:
    """Say how many rows are not shown, and in which annex they are; nothing if all are shown."""
    if number > 0:
        text = fill_line(
            said, data.context.language, number=data.formatted(number), annex=where_all(data, annex)
        )
        yield Paragraph(line=text, role="note")


def where_all(data: ReportData, annex: Annex) -> Line:
    """Return where everything is: in an annex of this report, else in the workbook."""
    return line(cite(annex_anchor(annex), data.tell(_IN_WORKBOOK)))
