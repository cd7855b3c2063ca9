"""How much of a plan of any size fits in the pages that a reader is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from textwrap import shorten
from typing import Final

from kinerja_graph.audit.finding import MOST_BREAKS, Finding
from kinerja_graph.library.words import one_line
from kinerja_graph.report.answers.shared import fill_line
from kinerja_graph.report.document import Block, Paragraph, cite, line
from kinerja_graph.report.readers import Annex, Reader, annex_anchor
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import _

_MORE: Final = _("… and {number} more ({annex})")
_IN_WORKBOOK: Final = _("in this report as XLSX")
# Characters of a name inside a remedy that has no room for the whole name.
_NAME_IN_REMEDY: Final = 40
# Characters of a finding in a row of its own.
_FINDING: Final = 260
# Characters of a name, of a sentence and of a place on one line of their columns.
_IN_A_LINE: Final = 45
_IN_SENTENCE: Final = 80
_IN_PLACE: Final = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The longest lists and texts of a report; what is left out is counted.

    Attributes:
        rules, agencies, changes, skipped, waivers: rows of these tables; at least so many of rules
            and agencies.
        lines: those that rules, agencies and single findings share.
        name, sentence: characters of a name and of a sentence of the plan.
    """

    rules: int
    agencies: int
    changes: int
    skipped: int
    waivers: int
    lines: int
    name: int
    sentence: int


LINES: Final = 40
"""Lines of tables on the pages that a report with everything else leaves of ten."""
_OF_A_BREAK: Final = 20
# Of a break that is only a row of a list.
_OF_A_ROW: Final = 3
_OF_CHANGES: Final = 12
_OF_FOLLOW_UPS: Final = 10
_OF_WAIVERS: Final = 5
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


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many rows the tables of rules, of agencies and of single findings have."""

    rules: int
    agencies: int
    findings: int


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
    return Lengths(rules, agencies, _fitting([height(data, one) for one in weightiest(data)], left))


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


def _fitting(heights: Sequence[int], lines: int) -> int:
    """Return how many rows fit."""
    return sum(total <= lines for total in accumulate(heights))


def finding_sentence(data: ReportData, finding: Finding) -> str:
    """Return what a finding says, for a row of its own."""
    return _cut(data.context.say(finding.message), _FINDING)


def height(data: ReportData, finding: Finding) -> int:
    """Return how many lines a finding takes where it is one row."""
    text = finding_sentence(data, finding)
    return max(ceil(len(text) / _IN_SENTENCE), ceil(len(data.place(finding)) / _IN_PLACE), 1)


def weightiest(data: ReportData) -> list[Finding]:
    """Return the errors, then the warnings that count: each by what is below it."""
    found = [
        one
        for one in data.subject.audit.findings
        if one.status != "waived" and one.severity != "info"
    ]
    return data.subject.audit.worst_first(found)


def room(data: ReportData) -> Room:
    """Return the room of the report's reader."""
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


def short_remedy(data: ReportData, finding: Finding) -> str:
    """Return what to do about a finding, cut to its room: names first."""
    text = data.context.say(finding.remediation)
    limit = room(data).sentence
    for thing in (finding.subject, finding.other):
        if thing is not None and thing.name and len(text) > limit:
            text = text.replace(thing.name, one_line(thing.name, _NAME_IN_REMEDY))
    return _cut(text, limit)


def left_out(data: ReportData, number: int, annex: Annex) -> Iterator[Block]:
    """Say how many rows are not shown, and in which annex they are; nothing if all are shown."""
    if number > 0:
        place = cite(annex_anchor(annex), data.tell(_IN_WORKBOOK))
        text = fill_line(
            _MORE, data.context.language, number=data.formatted(number), annex=line(place)
        )
        yield Paragraph(line=text, role="note")
