"""Write the follow-up of findings: how many are where, what is overdue, and what is confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kinerja_graph.audit.finding import FollowUp
from kinerja_graph.audit.follow_up import FollowUpList, count_follow_ups
from kinerja_graph.library.words import one_line
from kinerja_graph.report.answers.follow_ups import (
    FOLLOW_UPS,
    counts_sentence,
    counts_table,
    follow_up_table,
)
from kinerja_graph.report.document import Block, Heading, Paragraph, line, quiet
from kinerja_graph.report.readers import Reader
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import Text, _

FOLLOW_UP: Final = "follow-up"
MOST: Final[dict[Reader, int]] = {"inspektur": 4, "pimpinan": 1, "opd": 12}
"""The maximum number of follow-ups in each table; the workbook has all."""
_SHORT: Final = 60
_HOW: Final = _(
    "What is entered about findings, held against the audit of edition {edition}: what is said "
    "to be done is confirmed once the finding is gone from an audit of a later load or edition. "
    "Findings that are accepted are waivers, not follow-ups."
)
_OVERDUE: Final = _("Overdue")
_WAITING: Final = _("Not overdue")
_SETTLED: Final = _("Gone from the audit")
_MORE: Final = _("and {number:follow-up more|follow-ups more}; the XLSX report has all.")


def follow_up(data: ReportData) -> Iterator[Block]:
    """Yield the chapter; nothing if no follow-up is entered."""
    found = _found(data)
    if not found.follow_ups:
        return
    language = data.context.language
    yield Heading(text=FOLLOW_UPS.say(language), level=1, anchor=FOLLOW_UP)
    yield counts_sentence(found, language)
    yield Paragraph(line=line(data.tell(_HOW, edition=found.edition)))
    if data.reader == "inspektur":
        yield counts_table(found.summary, language)
    others = [one for one in found.follow_ups if not one.status.overdue]
    settled = [one for one in others if one.status.is_settled]
    waiting = [one for one in others if not one.status.is_settled]
    yield from _table(data, _OVERDUE, _overdue(found))
    yield from _table(data, _WAITING, waiting)
    yield from _table(data, _SETTLED, settled)


def overdue_follow_ups(data: ReportData) -> Iterator[Block]:
    """Yield how many there are and the first that are overdue; nothing if none is entered."""
    found = _found(data)
    if not found.follow_ups:
        return
    yield Heading(text=FOLLOW_UPS.say(data.context.language), level=1, anchor=FOLLOW_UP)
    yield counts_sentence(found, data.context.language)
    yield from _table(data, _OVERDUE, _overdue(found), MOST["pimpinan"])


def _short(one: FollowUp) -> FollowUp:
    """Return a follow-up with its names and its note cut to the room that they have."""
    ends = [
        None if end is None else replace(end, name=end.name and one_line(end.name, _SHORT))
        for end in (one.subject, one.other)
    ]
    note = one.status.note
    return replace(
        one,
        subject=ends[0] or one.subject,
        other=ends[1],
        status=replace(one.status, note=note and one_line(note, _SHORT)),
    )


def _overdue(found: FollowUpList) -> list[FollowUp]:
    return [one for one in found.follow_ups if one.status.overdue]


def _found(data: ReportData) -> FollowUpList:
    """Return the follow-ups: all, or in checklists those of their agencies."""
    audit = data.subject.audit
    is_part = data.reader == "opd" and data.agencies
    mine = tuple(one for one in audit.follow_ups if not is_part or one.agency in data.agencies)
    return FollowUpList(
        dataset=audit.dataset,
        edition=audit.edition,
        follow_ups=mine,
        summary=count_follow_ups(mine),
    )


def _table(
    data: ReportData, title: Text, found: Sequence[FollowUp], most: int | None = None
) -> Iterator[Block]:
    if not found:
        return
    most = MOST[data.reader] if most is None else most
    yield follow_up_table(
        [_short(one) for one in found[:most]],
        data.subject.audit.edition,
        data.context.titles,
        {one: one_line(name, _SHORT) for one, name in data.subject.agencies.items()},
        data.context.language,
        title,
    )
    if len(found) > most:
        text = data.tell(_MORE, number=len(found) - most)
        yield Paragraph(line=line(quiet(text)), role="note")
