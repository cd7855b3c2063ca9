"""Crosscutting sheets: one outcome a page, the agencies behind it, with what, and who is absent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kinerja_graph.analysis.alignment import Alignment, Share
from kinerja_graph.report.document import (
    Block,
    Column,
    Heading,
    Items,
    Line,
    Mood,
    Paragraph,
    Row,
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

CROSSCUTTING: Final = "crosscutting"
MOST_NAMED: Final = 8
SHORT: Final = 8
"""Below the list of so many outcomes the first sheet stands on the same page."""
"""So many records are named in a cell; the rest are counted."""


def crosscutting(data: ReportData) -> Iterator[Block]:
    """The chapter: how many outcomes there are, then a page for each."""
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
    """Where the sheet of an outcome stands."""
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
                str(data.told(len(one.behind))),
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
    yield Paragraph(
        line=line(strong(_verdict(data, alignment))), role="lead", mood=_mood(alignment)
    )
    if alignment.shares:
        yield _agencies(data, alignment)
    yield from _warnings(data, alignment)
    yield from data.figures.get(subject.id, ())


def _name(alignment: Alignment) -> str:
    return alignment.subject.name or alignment.subject.id


def _mood(alignment: Alignment) -> Mood:
    return "warning" if alignment.silo or alignment.missing else "good"


def _short(data: ReportData, alignment: Alignment) -> str:
    key = "silo" if alignment.silo else "missing" if alignment.missing else "shared"
    sign = "✔" if key == "shared" else "▲"
    return f"{sign} {data.say(f'short.{key}')}"


def _verdict(data: ReportData, alignment: Alignment) -> str:
    """Who stands behind it, and who does not, in a sentence or two."""
    names = _listed(data, (alignment.names.get(one, one) for one in alignment.behind))
    number = len(alignment.behind)
    told = data.count("behind.some", number, listed=names) if number else data.say("behind.none")
    if alignment.missing:
        missing = _listed(data, (alignment.names.get(one, one) for one in alignment.missing))
        told += " " + data.count("missing.some", len(alignment.missing), listed=missing)
    return told


def _listed(data: ReportData, names: Iterable[str]) -> str:
    """Names with commas and a word before the last."""
    told = list(names)
    if len(told) <= 1:
        return "".join(told)
    head = ", ".join(told[:-1])
    comma = "," if len(told) > 2 else ""  # noqa: PLR2004 - two names take no comma
    return f"{head}{comma} {data.say('and')} {told[-1]}"


def _agencies(data: ReportData, alignment: Alignment) -> Table:
    return Table(
        title=data.say("agencies.of", name=_name(alignment)),
        columns=(
            Column(data.say("agency"), 2.6),
            Column(data.say("results"), 0.9, "number"),
            Column(data.say("tasks"), 0.9, "number"),
            Column(data.say("direct"), 5),
            Column(data.say("sole"), 2.6),
        ),
        rows=tuple(_agency(data, alignment, share) for share in alignment.shares),
        is_named=True,
    )


def _agency(data: ReportData, alignment: Alignment, share: Share) -> Row:
    note = ""
    if share.id in alignment.missing:
        note = data.say("expected.missing")
    elif share.expected:
        note = data.say("expected")
    mood: Mood = "warning" if share.id in alignment.missing else ""
    return row(
        cell(line(strong(share.name or share.id)), line(quiet(note)), mood=mood),
        str(data.told(len(share.results))),
        str(data.told(len(share.tasks))),
        cell(*_records(data, alignment, share.direct)),
        cell(*_records(data, alignment, share.sole_support, named=False)),
    )


def _records(
    data: ReportData, alignment: Alignment, ids: tuple[str, ...], *, named: bool = True
) -> Iterator[Line]:
    """Records line by line; without their names all ids in one line."""
    shown, left = ids[:MOST_NAMED], len(ids) - MOST_NAMED
    if not ids:
        yield line("–")
    elif named:
        for one in shown:
            name = alignment.names.get(one, one)
            yield line(code(one), f" {name}" if name != one else "")
    else:
        yield line(code(", ".join(shown)))
    if left > 0:
        yield line(quiet(data.count("and.more", left)))


def _warnings(data: ReportData, alignment: Alignment) -> Iterator[Block]:
    """What nobody has accepted yet, what was rejected, and what pulls both ways."""
    yield from _links(data, alignment, "requested", alignment.requested)
    yield from _links(data, alignment, "rejected", alignment.rejected)
    if alignment.conflicting:
        yield Paragraph(line=line(data.say("conflicting")), keep=True)
        yield Items(
            tuple(
                line(code(one), f" {alignment.names.get(one, '')}")
                for one in alignment.conflicting[:MOST_NAMED]
            )
        )


def _links(
    data: ReportData, alignment: Alignment, key: str, links: tuple[tuple[str, str], ...]
) -> Iterator[Block]:
    """Contributions that are no part of the chain yet, or no longer."""
    if not links:
        return
    yield Paragraph(line=line(data.say(key)), keep=True)
    yield Items(
        tuple(
            line(code(low), f" {alignment.names.get(low, '')} → ", code(high))
            for low, high in links[:MOST_NAMED]
        )
    )
    left = len(links) - MOST_NAMED
    if left > 0:
        yield Paragraph(line=line(quiet(data.count("and.more", left))), role="note")
