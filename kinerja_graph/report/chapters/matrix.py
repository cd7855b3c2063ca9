"""Agencies against outcomes: who stands behind what, and who is absent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.analysis.matrix import Matrix
from kinerja_graph.library.describe import Described
from kinerja_graph.report.document import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
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

MATRIX: Final = "matrix"
ACROSS: Final = 6
"""So many outcomes stand in one table; the next ones in the next."""
MOST_ACROSS: Final = 24
MOST_DOWN: Final = 60
"""So many outcomes and agencies are told; the workbook has all."""


def matrix(data: ReportData) -> Iterator[Block]:
    """The chapter: a table for some outcomes each, with their names below it."""
    answer = data.matrix
    if answer is None:
        return
    fresh = bool(answer.outcomes and answer.agencies)
    yield Heading(text=data.say("matrix"), level=1, anchor=MATRIX, fresh=fresh)
    if not fresh:
        yield Paragraph(line=line(data.say("matrix.none")))
        return
    yield Paragraph(line=line(data.say("matrix.how")))
    yield from _left(data, answer)
    yield from _idle(data, answer)
    outcomes = answer.outcomes[:MOST_ACROSS]
    for first in range(0, len(outcomes), ACROSS):
        yield from _slice(data, answer, outcomes[first : first + ACROSS])


def _left(data: ReportData, answer: Matrix) -> Iterator[Block]:
    if len(answer.outcomes) > MOST_ACROSS or len(answer.agencies) > MOST_DOWN:
        told = data.say(
            "matrix.left",
            outcomes=min(MOST_ACROSS, len(answer.outcomes)),
            all_outcomes=len(answer.outcomes),
            agencies=min(MOST_DOWN, len(answer.agencies)),
            all_agencies=len(answer.agencies),
        )
        yield Paragraph(line=line(told), role="note")


def _idle(data: ReportData, answer: Matrix) -> Iterator[Block]:
    """Agencies of which nothing reaches an outcome: an empty row is news."""
    if answer.idle:
        names = [one.name or one.id for one in answer.idle[: data.most]]
        left = len(answer.idle) - len(names)
        more = f" {data.count('and.more', left)}" if left > 0 else ""
        told = data.count("matrix.idle", len(answer.idle), listed=", ".join(names) + more)
        yield Paragraph(line=line(told), mood="warning")


def _slice(data: ReportData, answer: Matrix, outcomes: Sequence[Described]) -> Iterator[Block]:
    counts = {(one.agency, one.outcome): (one.results, one.tasks) for one in answer.cells}
    missing = {(one.unit, one.outcome) for one in answer.gaps}
    codes = ", ".join(one.id for one in outcomes)
    agencies = answer.agencies[:MOST_DOWN]
    yield Table(
        title=f"{data.say('matrix')}: {codes}",
        columns=(
            Column(data.say("agency"), 3),
            *(Column(one.id, 1.2, "number") for one in outcomes),
        ),
        rows=tuple(
            Row(
                (
                    cell(agency.name or agency.id),
                    *(
                        _cell(
                            counts.get((agency.id, one.id)), absent=(agency.id, one.id) in missing
                        )
                        for one in outcomes
                    ),
                )
            )
            for agency in agencies
        ),
        is_named=True,
    )
    yield Facts(tuple((one.id, line(one.name or one.id)) for one in outcomes))
    yield from _absent_units(data, answer, outcomes)


def _cell(counts: tuple[int, int] | None, *, absent: bool) -> Cell:
    if absent:
        return cell("▲", mood="warning")
    if counts is None:
        return cell(quiet("–"))
    results, tasks = counts
    return cell(line(str(results), quiet(f" + {tasks}")))


def _absent_units(
    data: ReportData, answer: Matrix, outcomes: Sequence[Described]
) -> Iterator[Block]:
    """Expected units that are no agencies, and so have no row of their own."""
    rows = {one.id for one in answer.agencies}
    shown = {one.id for one in outcomes}
    gaps = [one for one in answer.gaps if one.outcome in shown and one.unit not in rows]
    if gaps:
        yield Table(
            title=data.say("missing"),
            columns=(Column(data.say("missing"), 4), Column(data.say("outcome"), 2)),
            rows=tuple(
                row(answer.names.get(one.unit, one.unit), code(one.outcome))
                for one in gaps[: data.most]
            ),
        )
