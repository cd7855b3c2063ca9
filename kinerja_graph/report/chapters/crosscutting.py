"""Write crosscutting sheets: one outcome per page, its agencies, their parts, and who is absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.analysis.alignment import Alignment
from kinerja_graph.library.words import SIGNS
from kinerja_graph.report.answers.align import align_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.document import (
    Block,
    Column,
    Heading,
    Mood,
    Paragraph,
    Span,
    Table,
    cell,
    code,
    line,
    on_paper,
    row,
)
from kinerja_graph.report.report_data import ReportData

CROSSCUTTING: Final = "crosscutting"
SHORT: Final = 8
"""With fewer outcomes than this, the first sheet is on the same page as the list."""


def crosscutting(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: how many outcomes there are, then a page for each."""
    fresh = bool(data.outcomes)
    yield Heading(text=data.say("crosscutting"), level=1, anchor=CROSSCUTTING, fresh=fresh)
    if not data.outcomes:
        yield Paragraph(line=line(data.say("crosscutting.none")))
        return
    yield Paragraph(line=line(data.say("crosscutting.how")))
    left = data.outcomes - len(data.alignments)
    if left:
        yield Paragraph(
            line=line(data.count("crosscutting.left", left, all=data.outcomes)), role="note"
        )
    yield _overview(data)
    is_short = len(data.alignments) <= SHORT
    for at, alignment in enumerate(data.alignments):
        yield from _sheet(data, alignment, fresh=at > 0 or not is_short)


def anchor(outcome: str) -> str:
    """Return the anchor of an outcome's sheet."""
    return f"outcome-{outcome}"


def _overview(data: ReportData) -> Table:
    return Table(
        title=data.say("crosscutting"),
        columns=(
            Column(data.say("outcome"), 5),
            Column(data.say("behind"), 1.4, "number"),
            Column(data.say("missing"), 3),
            Column(data.say("verdict"), 2.2),
        ),
        rows=tuple(
            row(
                cell(line(Span(_name(one), to=anchor(one.subject.id))), line(code(one.subject.id))),
                str(data.formatted(len(one.behind))),
                ", ".join(one.names.get(unit, unit) for unit in one.missing) or "–",
                cell(_short(data, one), mood=_mood(one)),
            )
            for one in data.alignments
        ),
    )


def _sheet(data: ReportData, alignment: Alignment, *, fresh: bool) -> Iterator[Block]:
    subject = alignment.subject
    yield Heading(text=_name(alignment), level=2, anchor=anchor(subject.id), fresh=fresh)
    owners = ", ".join(alignment.names.get(one, one) for one in subject.owners)
    level = "–" if subject.level is None else str(subject.level)
    facts = [code(subject.id), Span(f" · {data.say('level')} {level}")]
    if owners:
        facts.append(Span(f" · {data.say('owner')}: {owners}"))
    yield Paragraph(line=tuple(facts), role="note", keep=True)
    yield from on_paper(
        align_blocks(alignment, data.context.language, Amount(data.most), headed=False, level=3)
    )
    yield from data.figures.get(subject.id, ())


def _name(alignment: Alignment) -> str:
    return alignment.subject.name or alignment.subject.id


def _mood(alignment: Alignment) -> Mood:
    return "warning" if alignment.silo or alignment.missing else "good"


def _short(data: ReportData, alignment: Alignment) -> str:
    key = "silo" if alignment.silo else "missing" if alignment.missing else "shared"
    sign = SIGNS["good" if key == "shared" else "warning"]
    return f"{sign} {data.say(f'short.{key}')}"
