"""The answers of the views as rows for a workbook: matrix, targets, evidence, changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kinerja_graph.analysis.comparison import Change, Comparison, LinkChange
from kinerja_graph.library.plain import as_list
from kinerja_graph.library.words import RECORD_NAMES
from kinerja_graph.model.nodes import Target
from kinerja_graph.numbers import UNKNOWN, Amount, write_range
from kinerja_graph.report.answers.evidence import VERDICT_WORDS
from kinerja_graph.report.document import Value
from kinerja_graph.report.edition_words import GROUPS, PROPERTIES, TIES, VALUES
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
_Side = str | Amount
"""A value before or after: text for readers, a raw number; None if there is none."""
_ChangeRow = tuple[str, str, _Side, _Side]
"""One change: the id, the property or year, before and after."""
_KINDS: Final = (
    "added", "removed", "renamed", "moved", "reowned", "retargeted", "realised", "reorganised",
    "redefined", "relabelled", "relinked",
)  # fmt: skip
_PLAIN: Final = ("added", "removed")
_NUMERIC: Final = ("retargeted", "realised")


def matrix_rows(data: ReportData) -> Iterator[tuple[Value, ...]]:
    """Make a row for each agency and outcome that are, or should be, related."""
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
    """Make a row for each year of each result with addends."""
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
    """Make a row for each causal link."""
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
    """Make a row for each change of the plan."""
    answer = data.comparison
    if answer is None:
        return
    for kind in _KINDS:
        for name, what, before, after in _changes_of(data, answer, kind):
            yield (
                data.context.say(GROUPS[kind]),
                label(data, answer.labels.get(name)),
                name,
                answer.names.get(name),
                what,
                _whole(before),
                _whole(after),
            )


def _changes_of(data: ReportData, answer: Comparison, kind: str) -> Iterator[_ChangeRow]:
    """List the changes of one kind, in the order of the answer."""
    if kind in _PLAIN:
        for one in getattr(answer, kind):
            yield one, "", "", ""
    elif kind in _NUMERIC:
        for value in getattr(answer, kind):
            yield value.id, str(value.year), value.before, value.after
    elif kind == "relinked":
        for one in answer.relinked:
            name = f"{one.source} → {one.target}"
            yield name, _property(data, one.property), *_sides(data, one)
    elif kind in {"moved", "reowned", "reorganised"}:
        for tie in answer.moves if kind == "moved" else getattr(answer, kind):
            what = "" if tie.type == "holders" else TIES[tie.type].say(data.context.language)
            yield tie.id, what, ", ".join(tie.before), ", ".join(tie.after)
    else:
        for change in getattr(answer, kind):
            what = _property(data, change.property) if kind == "redefined" else ""
            yield change.id, what, *_sides(data, change)


def _sides(data: ReportData, change: Change | LinkChange) -> tuple[_Side, _Side]:
    """Return a property before and after."""
    if change.property == "label":
        return label(data, change.before), label(data, change.after)
    before, after = (
        _format_value(data, value, change.property) for value in (change.before, change.after)
    )
    return before, after


def label(data: ReportData, name: Any) -> str:
    """Return the display name of a kind of record; its key if it has none."""
    known = RECORD_NAMES.get(name)
    return str(name or "") if known is None else known.say(data.context.language)


def _property(data: ReportData, name: str) -> str:
    known = PROPERTIES.get(name)
    return name if known is None else known.say(data.context.language)


def _format_value(data: ReportData, value: Any, key: str) -> _Side:
    """Format a value of the property ``key``; None if there is none."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return VALUES["yes" if value else "no"].say(data.context.language)
    items = as_list(value)
    if items is not None:
        return "; ".join(map(str, items))
    known = VALUES.get(f"{key}.{value}")
    if known is not None:
        return known.say(data.context.language)
    return value if isinstance(value, int | float) else str(value)


def _whole(side: _Side) -> Value:
    """Return a value before or after for a cell: a number in full, a range as in files."""
    if side is None:
        return UNKNOWN
    return write_range(*side) if isinstance(side, tuple) else side
