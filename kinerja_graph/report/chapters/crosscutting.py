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


def crosscutting(dossier: ReportData) -> Iterator[Block]:
    """The chapter: how many outcomes there are, then a page for each."""
    fresh = bool(dossier.outcomes)
    yield Heading(text=dossier.say("crosscutting"), level=1, anchor=CROSSCUTTING, fresh=fresh)
    if not dossier.outcomes:
        yield Paragraph(line=line(dossier.say("crosscutting.none")))
        return
    yield Paragraph(line=line(dossier.say("crosscutting.how")))
    left = dossier.outcomes - len(dossier.alignments)
    if left:
        yield Paragraph(
            line=line(dossier.count("crosscutting.left", left, all=dossier.outcomes)), role="note"
        )
    yield _overview(dossier)
    is_short = len(dossier.alignments) <= SHORT
    for at, alignment in enumerate(dossier.alignments):
        yield from _sheet(dossier, alignment, fresh=at > 0 or not is_short)


def anchor(outcome: str) -> str:
    """Where the sheet of an outcome stands."""
    return f"outcome-{outcome}"


def _overview(dossier: ReportData) -> Table:
    return Table(
        title=dossier.say("crosscutting"),
        columns=(
            Column(dossier.say("outcome"), 5),
            Column(dossier.say("behind"), 1.4, "number"),
            Column(dossier.say("missing"), 3),
            Column(dossier.say("verdict"), 2.2),
        ),
        rows=tuple(
            row(
                cell(line(Span(_name(one), to=anchor(one.subject.id))), line(code(one.subject.id))),
                str(dossier.told(len(one.behind))),
                ", ".join(one.names.get(unit, unit) for unit in one.missing) or "–",
                cell(_short(dossier, one), mood=_mood(one)),
            )
            for one in dossier.alignments
        ),
    )


def _sheet(dossier: ReportData, alignment: Alignment, *, fresh: bool) -> Iterator[Block]:
    subject = alignment.subject
    yield Heading(text=_name(alignment), level=2, anchor=anchor(subject.id), fresh=fresh)
    owners = ", ".join(alignment.names.get(one, one) for one in subject.owners)
    level = "–" if subject.level is None else str(subject.level)
    facts = [code(subject.id), Span(f" · {dossier.say('level')} {level}")]
    if owners:
        facts.append(Span(f" · {dossier.say('owner')}: {owners}"))
    yield Paragraph(line=tuple(facts), role="note", keep=True)
    yield Paragraph(
        line=line(strong(_verdict(dossier, alignment))), role="lead", mood=_mood(alignment)
    )
    if alignment.shares:
        yield _agencies(dossier, alignment)
    yield from _warnings(dossier, alignment)
    yield from dossier.figures.get(subject.id, ())


def _name(alignment: Alignment) -> str:
    return alignment.subject.name or alignment.subject.id


def _mood(alignment: Alignment) -> Mood:
    return "warning" if alignment.silo or alignment.missing else "good"


def _short(dossier: ReportData, alignment: Alignment) -> str:
    key = "silo" if alignment.silo else "missing" if alignment.missing else "shared"
    sign = "✔" if key == "shared" else "▲"
    return f"{sign} {dossier.say(f'short.{key}')}"


def _verdict(dossier: ReportData, alignment: Alignment) -> str:
    """Who stands behind it, and who does not, in a sentence or two."""
    names = _listed(dossier, (alignment.names.get(one, one) for one in alignment.behind))
    number = len(alignment.behind)
    told = (
        dossier.count("behind.some", number, listed=names) if number else dossier.say("behind.none")
    )
    if alignment.missing:
        missing = _listed(dossier, (alignment.names.get(one, one) for one in alignment.missing))
        told += " " + dossier.count("missing.some", len(alignment.missing), listed=missing)
    return told


def _listed(dossier: ReportData, names: Iterable[str]) -> str:
    """Names with commas and a word before the last."""
    told = list(names)
    if len(told) <= 1:
        return "".join(told)
    head = ", ".join(told[:-1])
    comma = "," if len(told) > 2 else ""  # noqa: PLR2004 - two names take no comma
    return f"{head}{comma} {dossier.say('and')} {told[-1]}"


def _agencies(dossier: ReportData, alignment: Alignment) -> Table:
    return Table(
        title=dossier.say("agencies.of", name=_name(alignment)),
        columns=(
            Column(dossier.say("agency"), 2.6),
            Column(dossier.say("results"), 0.9, "number"),
            Column(dossier.say("tasks"), 0.9, "number"),
            Column(dossier.say("direct"), 5),
            Column(dossier.say("sole"), 2.6),
        ),
        rows=tuple(_agency(dossier, alignment, share) for share in alignment.shares),
        is_named=True,
    )


def _agency(dossier: ReportData, alignment: Alignment, share: Share) -> Row:
    note = ""
    if share.id in alignment.missing:
        note = dossier.say("expected.missing")
    elif share.expected:
        note = dossier.say("expected")
    mood: Mood = "warning" if share.id in alignment.missing else ""
    return row(
        cell(line(strong(share.name or share.id)), line(quiet(note)), mood=mood),
        str(dossier.told(len(share.results))),
        str(dossier.told(len(share.tasks))),
        cell(*_records(dossier, alignment, share.direct)),
        cell(*_records(dossier, alignment, share.sole_support, named=False)),
    )


def _records(
    dossier: ReportData, alignment: Alignment, ids: tuple[str, ...], *, named: bool = True
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
        yield line(quiet(dossier.count("and.more", left)))


def _warnings(dossier: ReportData, alignment: Alignment) -> Iterator[Block]:
    """What nobody has accepted yet, what was rejected, and what pulls both ways."""
    yield from _links(dossier, alignment, "requested", alignment.requested)
    yield from _links(dossier, alignment, "rejected", alignment.rejected)
    if alignment.conflicting:
        yield Paragraph(line=line(dossier.say("conflicting")), keep=True)
        yield Items(
            tuple(
                line(code(one), f" {alignment.names.get(one, '')}")
                for one in alignment.conflicting[:MOST_NAMED]
            )
        )


def _links(
    dossier: ReportData, alignment: Alignment, key: str, links: tuple[tuple[str, str], ...]
) -> Iterator[Block]:
    """Contributions that are no part of the chain yet, or no longer."""
    if not links:
        return
    yield Paragraph(line=line(dossier.say(key)), keep=True)
    yield Items(
        tuple(
            line(code(low), f" {alignment.names.get(low, '')} → ", code(high))
            for low, high in links[:MOST_NAMED]
        )
    )
    left = len(links) - MOST_NAMED
    if left > 0:
        yield Paragraph(line=line(quiet(dossier.count("and.more", left))), role="note")
