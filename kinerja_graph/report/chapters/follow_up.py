"""Write the follow-up of findings: how many are where, what is overdue, and what is confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.audit.finding import FollowUp
from kinerja_graph.audit.follow_up import FollowUpList, count_follow_ups
from kinerja_graph.report.answers.follow_ups import (
    FOLLOW_UPS,
    counts_sentence,
    counts_table,
    follow_up_table,
)
from kinerja_graph.report.document import Block, Heading, Paragraph, line, quiet
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import Text, _

MOST: Final = 12
"""The maximum number of follow-ups of each section; the workbook has all."""
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
    yield from _head(data, found)
    overdue = [one for one in found.follow_ups if one.status.overdue]
    settled = [one for one in found.follow_ups if one.status.outcome == "gone"]
    waiting = [one for one in found.follow_ups if one not in overdue and one not in settled]
    yield from _section(data, _OVERDUE, overdue)
    yield from _section(data, _WAITING, waiting)
    yield from _section(data, _SETTLED, settled)


def overdue_follow_ups(data: ReportData) -> Iterator[Block]:
    """Yield the counts and what is overdue; nothing if no follow-up is entered."""
    found = _found(data)
    if found.follow_ups:
        yield from _head(data, found)
        overdue = [one for one in found.follow_ups if one.status.overdue]
        yield from _section(data, _OVERDUE, overdue)


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


def _head(data: ReportData, found: FollowUpList) -> Iterator[Block]:
    language = data.context.language
    yield Heading(text=FOLLOW_UPS.say(language), level=1, anchor="follow-up")
    yield counts_sentence(found, language)
    yield Paragraph(line=line(data.tell(_HOW, edition=found.edition)))
    yield counts_table(found.summary, language)


def _section(data: ReportData, title: Text, found: Sequence[FollowUp]) -> Iterator[Block]:
    if not found:
        return
    language = data.context.language
    yield Heading(text=title.say(language), level=2)
    yield follow_up_table(
        found[:MOST],
        data.subject.audit.edition,
        data.context.titles,
        data.subject.agencies,
        language,
    )
    if len(found) > MOST:
        text = data.tell(_MORE, number=len(found) - MOST)
        yield Paragraph(line=line(quiet(text)), role="note")
