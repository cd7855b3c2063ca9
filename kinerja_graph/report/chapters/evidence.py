"""What the measured years say for or against causal links; never called proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.analysis.evidence import VERDICTS, Evidence, Link, Step
from kinerja_graph.numbers import ALL, format_numbers
from kinerja_graph.report.document import (
    Block,
    Column,
    Heading,
    Line,
    Mood,
    Paragraph,
    Row,
    Table,
    cell,
    code,
    line,
    quiet,
    row,
)
from kinerja_graph.report.report_data import ReportData

EVIDENCE: Final = "evidence"
MOST_STEPS: Final = 5
"""So many steps of a link are shown, the latest."""
TOLD: Final = ("against", "mixed")
"""The verdicts whose links are told one by one: those to look at again."""
_MOODS: Final[dict[str, Mood]] = {"against": "warning", "mixed": "info"}
_SIGNS: Final = {"against": "▲", "mixed": "●", "supports": "✔", "too-few": "–"}


def evidence(data: ReportData) -> Iterator[Block]:
    """The chapter: how many links speak which way, then those to look at again."""
    answer = data.evidence
    if answer is None:
        return
    counts = answer.counts()
    fresh = any(counts[verdict] for verdict in TOLD)
    yield Heading(text=data.say("evidence"), level=1, anchor=EVIDENCE, fresh=fresh)
    yield Paragraph(line=line(data.say("evidence.how")))
    if not answer.links:
        yield Paragraph(line=line(data.say("evidence.none")))
        return
    yield Table(
        title=data.say("evidence.counts"),
        columns=(Column(data.say("verdict"), 4), Column(data.say("links"), 1, "number")),
        rows=tuple(
            row(verdict_cell(data, verdict), str(data.told(counts[verdict])))
            for verdict in VERDICTS
        ),
    )
    for verdict in TOLD:
        found = [link for link in answer.links if link.verdict == verdict]
        if found:
            yield from _links(data, answer, verdict, found)
    if any(counts[verdict] for verdict in VERDICTS if verdict not in TOLD):
        yield Paragraph(line=line(quiet(data.say("evidence.rest"))), role="note")


def verdict_cell(data: ReportData, verdict: str) -> Line:
    """A verdict as sign and words."""
    return line(f"{_SIGNS[verdict]} {data.say(f'evidence.{verdict}')}")


def _links(
    data: ReportData, answer: Evidence, verdict: str, found: Sequence[Link]
) -> Iterator[Block]:
    title = data.say(f"evidence.{verdict}")
    title = title[:1].upper() + title[1:]
    yield Heading(text=f"{_SIGNS[verdict]} {title}", level=2, mood=_MOODS[verdict])
    yield Table(
        title=title,
        columns=(
            Column(data.say("contributor"), 3.6),
            Column(data.say("outcome"), 3.6),
            Column(data.say("agree"), 1.3, "number"),
            Column(data.say("years.seen"), 4.6),
        ),
        rows=tuple(_row(data, answer, link) for link in found[: data.most]),
    )
    left = len(found) - data.most
    if left > 0:
        yield Paragraph(line=line(quiet(data.count("evidence.more", left))), role="note")


def _row(data: ReportData, answer: Evidence, link: Link) -> Row:
    lowers = [line(quiet(data.say("lowers")))] if link.sign == "-" else []
    pairs = [step for step in link.steps if step.agrees is not None]
    return row(
        cell(line(answer.names[link.source]), line(code(link.source)), *lowers),
        cell(line(answer.names[link.target]), line(code(link.target))),
        data.say("of", number=link.agree, population=link.pairs),
        cell(*(_step(data, step) for step in pairs[-MOST_STEPS:])),
    )


def _step(data: ReportData, step: Step) -> Line:
    """One pair: the years, and both achievements before and after, in per cent."""
    first, last = step.years
    ends = (*step.low, *step.high)
    low, lower, high, higher = format_numbers(ends, data.context.language, beside=ALL)
    sign = "=" if step.agrees else "≠"
    return line(quiet(f"{first}–{last}: "), f"{low}→{lower} {sign} {high}→{higher}\u00a0%")
