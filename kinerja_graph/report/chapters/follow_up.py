"""Write the follow-up of findings: how many are where, what is overdue, and what is confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.audit.finding import FollowUp
from kinerja_graph.audit.follow_up import list_follow_ups
from kinerja_graph.report.answers.follow_ups import (
    FOLLOW_UPS,
    counts_sentence,
    counts_table,
    follow_up_table,
)
from kinerja_graph.report.document import Block, Heading, Paragraph, line, quiet
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import Text, _

_HOW: Final = _(
    "What is entered about findings, held against the audit of edition {edition}: what is said "
    "to be done is confirmed once the finding is gone from an audit of a later load or edition. "
    "Findings that are accepted are waivers and are listed in the appendix."
)
_OVERDUE: Final = _("Overdue")
_WAITING: Final = _("Not overdue")
_SETTLED: Final = _("Gone from the audit")


def follow_up(data: ReportData) -> Iterator[Block]:
    """Yield the chapter; nothing if no follow-up is recorded."""
    audit = data.subject.audit
    if not audit.follow_ups:
        return
    language = data.context.language
    found = list_follow_ups(audit)
    yield Heading(text=FOLLOW_UPS.say(language), level=1, anchor="follow-up", fresh=True)
    yield counts_sentence(found, language)
    yield Paragraph(line=line(data.context.say(_HOW, edition=audit.edition)))
    yield counts_table(found.summary, language)
    overdue = [one for one in audit.follow_ups if one.status.overdue]
    settled = [one for one in audit.follow_ups if one.status.outcome == "gone"]
    waiting = [one for one in audit.follow_ups if one not in overdue and one not in settled]
    yield from _section(data, _OVERDUE, overdue)
    yield from _section(data, _WAITING, waiting)
    yield from _section(data, _SETTLED, settled)


def _section(data: ReportData, title: Text, found: Sequence[FollowUp]) -> Iterator[Block]:
    if not found:
        return
    language = data.context.language
    yield Heading(text=title.say(language), level=2)
    yield follow_up_table(
        found[: data.most],
        data.subject.audit.edition,
        data.context.titles,
        data.subject.agencies,
        language,
    )
    if len(found) > data.most:
        text = data.count("findings.more", len(found) - data.most)
        yield Paragraph(line=line(quiet(text)), role="note")
