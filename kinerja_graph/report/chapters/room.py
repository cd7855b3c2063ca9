"""How much of a plan of any size fits in the pages that a reader is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.words import one_line
from kinerja_graph.report.answers.shared import fill_line
from kinerja_graph.report.document import Block, Paragraph, cite, line
from kinerja_graph.report.readers import Annex, Reader, annex_anchor
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import _

_MORE: Final = _("… and {number} more ({annex})")
_ON_REQUEST: Final = _("annex {name} on request")
# Characters of a name inside a remedy that has no room for the whole name.
_NAME_IN_REMEDY: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The longest lists and texts of a report; what is left out is counted.

    Attributes:
        rules, agencies, changes, skipped, waivers: rows of these tables.
        name, sentence: characters of a name and of a sentence of the plan.
    """

    rules: int
    agencies: int
    changes: int
    skipped: int
    waivers: int
    name: int
    sentence: int


ROOMS: Final[Mapping[Reader, Room]] = {
    "inspektur": Room(rules=18, agencies=8, changes=3, skipped=4, waivers=2, name=70, sentence=170),
    "pimpinan": Room(rules=5, agencies=4, changes=0, skipped=0, waivers=0, name=70, sentence=150),
    "opd": Room(rules=0, agencies=0, changes=0, skipped=0, waivers=0, name=240, sentence=2000),
}


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
        place = cite(annex_anchor(annex), data.tell(_ON_REQUEST, name=annex))
        text = fill_line(
            _MORE, data.context.language, number=data.formatted(number), annex=line(place)
        )
        yield Paragraph(line=text, role="note")
