"""The answers of the views as rows for a workbook: matrix, targets, evidence, changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.model.nodes import Target
from kinerja_graph.numbers import UNKNOWN, write_range
from kinerja_graph.report.answers.evidence import VERDICT_WORDS
from kinerja_graph.report.chapters.editions import KINDS, Side, changes_of, label
from kinerja_graph.report.document import Value
from kinerja_graph.report.report_data import ReportData

Column = tuple[str, int]
MATRIX: Final[tuple[Column, ...]] = (
    ("agency", 16), ("agency_name", 40), ("outcome", 16), ("outcome_name", 50), ("results", 10),
    ("tasks", 10), ("expected", 12), ("present", 10),
)  # fmt: skip
TARGETS: Final[tuple[Column, ...]] = (
    ("outcome", 16), ("outcome_name", 46), ("unit", 12), ("year", 8), ("target", 12),
    ("target_high", 12), ("realisation", 12), ("added", 12), ("gap", 12), ("parts", 40),
)  # fmt: skip
EVIDENCE: Final[tuple[Column, ...]] = (
    ("from", 16), ("from_name", 46), ("to", 16), ("to_name", 46), ("sign", 8), ("pairs", 10),
    ("agree", 10), ("against", 10), ("verdict", 24),
)  # fmt: skip
CHANGES: Final[tuple[Column, ...]] = (
    ("change", 30), ("label", 14), ("record", 24), ("name", 46), ("property", 18), ("before", 40),
    ("after", 40),
)  # fmt: skip


def matrix_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    """A row for each agency and outcome that have something between them, or should have."""
    answer = data.matrix
    if answer is None:
        return
    names = {one.id: one.name for one in (*answer.agencies, *answer.outcomes)}
    names |= {one: name for one, name in answer.names.items() if one not in names}
    counts = {(one.agency, one.outcome): (one.results, one.tasks) for one in answer.cells}
    expected = {(one.unit, one.outcome): one.there for one in answer.expected}
    for agency, outcome in sorted({*counts, *expected}):
        results, tasks = counts.get((agency, outcome), (0, 0))
        there = expected.get((agency, outcome))
        yield (
            agency,
            names.get(agency),
            outcome,
            names.get(outcome),
            results,
            tasks,
            data.say("no" if there is None else "yes"),
            data.say("no" if there is False else "yes"),
        )


def target_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    """A row for each year of each result to which others add up."""
    for one in data.sums:
        series = one.series.get(one.subject.id)
        unit = None if series is None else series.measure_unit
        for year in one.years:
            yield (
                one.subject.id,
                one.subject.name,
                unit,
                year.year,
                *_ends(year.target),
                year.realisation,
                year.sum,
                year.gap,
                "; ".join(one.summed),
            )


def _ends(target: Target | None) -> tuple[Value, Value]:
    return target if isinstance(target, tuple) else (target, None)


def evidence_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    """A row for each causal link."""
    answer = data.evidence
    if answer is None:
        return
    for link in answer.links:
        yield (
            link.source,
            answer.names[link.source],
            link.target,
            answer.names[link.target],
            link.sign,
            link.pairs,
            link.agree,
            link.against,
            data.context.say(VERDICT_WORDS[link.verdict]),
        )


def change_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    """A row for each change of the plan."""
    answer = data.comparison
    if answer is None:
        return
    for kind in KINDS:
        for name, what, before, after in changes_of(data, answer, kind):
            yield (
                data.say(f"change.{kind}"),
                label(data, answer.labels.get(name)),
                name,
                answer.names.get(name),
                what,
                _whole(before),
                _whole(after),
            )


def _whole(side: Side) -> Value:
    """What was, or is, as a cell holds it: a number in full, a range as files have it."""
    if side is None:
        return UNKNOWN
    return write_range(*side) if isinstance(side, tuple) else side
