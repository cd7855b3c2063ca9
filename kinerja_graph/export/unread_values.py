"""Put what a lenient load could not read back into its cells, exactly as it was read.

A lenient load of the export then records the same problems again, and a strict one refuses them.
A problem whose cell the graph does not know (a row without any id, say) cannot be put back into
the tables; it goes into a table ``problems`` of its own, which readers do not take as plan data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from kinerja_graph.model.nodes import PROGRAMME
from kinerja_graph.model.rows import Row

Texts: TypeAlias = dict[str, str]
"""Cell texts by heading."""
Pair: TypeAlias = tuple[str, str]
Moment: TypeAlias = tuple[int, str]
"""A year and a part of it; the part is empty for the year itself."""
LISTS: Final = frozenset(
    {"contributes_to", "owner", "reports_to", "expected_agencies", "performer", "serves"}
)
_SINGLE: Final = frozenset({"parent", "unit", "objective"})
_CELLS: Final[Mapping[str, frozenset[str]]] = {
    "dangling-reference": LISTS | _SINGLE,
    "unit-cycle": frozenset({"parent"}),
    "bad-number": frozenset({"baseline", "rung", "output_quantity", "duration", "volume"}),
    "bad-choice": frozenset({"kind", "polarity", "supervised", "cross_agency", "duration_unit"}),
    "bad-level": frozenset({"level"}),
}
"""The record headings for which writing a problem's text back reproduces the same problem."""
_VALUES: Final = frozenset({"target", "realisation"})
_AMOUNTS: Final = frozenset({"budget", "spent"})
_PERIOD: Final = "period"
_EDGE_CELLS: Final = {
    "bad-choice": frozenset({"basis", "kind", "sign", "mode", "status"}),
    "bad-number": frozenset({"weight"}),
}
_REQUIRED: Final = frozenset({"name", "level", "unit"})
_EMPTY: Final = ""
"""A required cell that is empty: omitted from every row, so that its heading is missing."""
COLUMNS: Final = (
    "code",
    "heading",
    "value",
    "subject_label",
    "subject_id",
    "missing_id",
    "beside",
    "origin",
)
"""The properties exported for a problem that no cell can hold."""


@dataclass(frozen=True, slots=True)
class _StoredProblem:
    """A problem as stored in the graph; None means absent."""

    code: str
    heading: str | None
    value: str | None
    label: str | None
    subject: str | None
    missing: str | None
    beside: str | None
    origin: str | None
    period: str | None

    @property
    def moment(self) -> Moment:
        """The year and the part of it that the row is about."""
        return int(self.beside or 0), self.period or ""

    @classmethod
    def from_row(cls, row: Row) -> _StoredProblem:
        def text(name: str) -> str | None:
            value = row.get(name)
            return None if value is None else str(value)

        return cls(
            str(row.get("code")),
            text("heading"),
            text("value"),
            text("subject_label"),
            text("subject_id"),
            text("missing_id"),
            text("beside"),
            text("origin"),
            text("period"),
        )


@dataclass(slots=True)
class Faults:
    """The problems of an edition, by what they concern.

    Attributes:
        cells: by label and id of a record, the heading and text of each unread cell of its row.
        again: how often the id of a record, by its label and id, occurs in later rows.
        years: by indicator, year and period, the unread cells of its row of ``values``.
        years_again: by indicator, the years and periods of duplicate rows.
        budgets: by programme and year, the unread cells of its row of ``budgets``.
        budgets_again: by programme, the years of duplicate rows.
        pairs: by both ends, the unread cells of its row of ``contributions``.
        pairs_again: by both ends, the number of further rows.
        strays: rows of ``values`` and ``contributions`` that belong to no record.
        lost: the properties of problems that no cell can hold.
    """

    cells: dict[Pair, list[Pair]] = field(
        default_factory=lambda: defaultdict[Pair, list[Pair]](list)
    )
    again: dict[Pair, int] = field(default_factory=lambda: defaultdict[Pair, int](int))
    years: dict[str, dict[Moment, Texts]] = field(
        default_factory=lambda: defaultdict[str, dict[Moment, Texts]](dict)
    )
    years_again: dict[str, list[Moment]] = field(
        default_factory=lambda: defaultdict[str, list[Moment]](list)
    )
    budgets: dict[str, dict[int, Texts]] = field(
        default_factory=lambda: defaultdict[str, dict[int, Texts]](dict)
    )
    budgets_again: dict[str, list[int]] = field(
        default_factory=lambda: defaultdict[str, list[int]](list)
    )
    pairs: dict[Pair, Texts] = field(default_factory=dict[Pair, Texts])
    pairs_again: dict[Pair, int] = field(default_factory=lambda: defaultdict[Pair, int](int))
    strays: list[tuple[str, Texts]] = field(default_factory=list[tuple[str, Texts]])
    lost: list[Texts] = field(default_factory=list[Texts])

    def restore_cells(self, label: str, id_: str, cells: Mapping[str, Any]) -> dict[str, Any]:
        """Return the cells of a record, with the unreadable text put back."""
        whole = dict(cells)
        for heading, text in self.cells.get((label, id_), ()):
            _restore_text(whole, heading, text)
        return whole

    def contradicts(self, label: str, id_: str) -> bool:
        """Tell whether a position contradicts its ladder, so that it must not come first."""
        return any(heading == "supervised" for heading, _ in self.cells.get((label, id_), ()))

    def has_row(self, pair: Pair) -> bool:
        """Tell whether the pair had a row of ``contributions`` with a problem."""
        return pair in self.pairs

    def rows_of_pair(self, pair: Pair, cells: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the rows of ``contributions`` of a pair, with the unreadable text put back."""
        ends = {"from": pair[0], "to": pair[1]}
        yield {**ends, **cells, **self.pairs.pop(pair, {})}
        yield from (dict(ends) for _ in range(self.pairs_again.pop(pair, 0)))

    def remaining_pairs(self) -> tuple[Pair, ...]:
        """Return the pairs whose rows were not requested yet: those that form no edge."""
        return tuple(sorted(self.pairs))


def sort_problems(problems: Iterable[Row], origins: Mapping[Pair, str]) -> Faults:
    """Sort the problems of an edition by how they are restored.

    ``origins`` are those of the records concerned, by label and id: a problem in a record's own row
    has the record's origin.
    """
    found = Faults()
    for row in problems:
        told = _StoredProblem.from_row(row)
        if not any(
            keep(found, told)
            for keep in (
                _take_duplicate,
                _take_budget_cell,
                _take_value_cell,
                _take_contribution_cell,
            )
        ) and not (_take_record_cell(found, told, origins)):
            found.lost.append({key: str(row[key]) for key in COLUMNS if key in row})
    return found


def _take_duplicate(found: Faults, problem: _StoredProblem) -> bool:
    """Handle duplicate rows; their other cells were never checked."""
    if problem.code != "duplicate-id" or problem.label is None or problem.subject is None:
        return False
    if problem.heading == "id":
        found.again[problem.label, problem.subject] += 1
    elif problem.heading == "year" and problem.beside is not None and problem.label == PROGRAMME:
        found.budgets_again[problem.subject].append(int(problem.beside))
    elif problem.heading == "year" and problem.beside is not None:
        found.years_again[problem.subject].append(problem.moment)
    elif problem.heading == "from" and problem.beside is not None:
        pair = (problem.subject, problem.beside)
        found.pairs.setdefault(pair, {})
        found.pairs_again[pair] += 1
    else:
        return False
    return True


def _take_budget_cell(found: Faults, problem: _StoredProblem) -> bool:
    """Handle cells of a row of ``budgets``, whose year is known or itself unread."""
    programme = problem.subject
    if problem.heading == "programme" and problem.code == "dangling-reference" and problem.beside:
        stray = {"programme": str(problem.value), "year": problem.beside}
        found.strays.append(("budgets", stray))
    elif problem.label != PROGRAMME or programme is None:
        return False
    elif problem.heading in _AMOUNTS and problem.code == "bad-number" and problem.beside:
        texts = found.budgets[programme].setdefault(int(problem.beside), {})
        texts[problem.heading] = problem.value or _EMPTY
    elif problem.heading == "year" and problem.code in {"bad-number", "missing-value"}:
        stray = {"programme": programme, "year": problem.value or _EMPTY}
        found.strays.append(("budgets", stray))
    else:
        return False
    return True


def _take_value_cell(found: Faults, problem: _StoredProblem) -> bool:
    """Handle cells of a row of ``values``, whose year is known or itself unread."""
    indicator = problem.subject
    if problem.heading == "indicator" and problem.code == "dangling-reference" and problem.beside:
        stray = {"indicator": str(problem.value), "year": problem.beside}
        part = {} if problem.period is None else {_PERIOD: problem.period}
        found.strays.append(("values", stray | part))
    elif problem.label != "Indicator" or indicator is None:
        return False
    elif (
        problem.heading in _VALUES
        and problem.code == "bad-number"
        and problem.beside
        and problem.value
    ):
        found.years[indicator].setdefault(problem.moment, {})[problem.heading] = problem.value
    elif problem.heading == _PERIOD and problem.beside and problem.period == problem.value:
        found.years[indicator].setdefault(problem.moment, {})
    elif problem.heading == "year" and problem.code in {"bad-number", "missing-value"}:
        found.strays.append(("values", {"indicator": indicator, "year": problem.value or _EMPTY}))
    else:
        return False
    return True


def _take_contribution_cell(found: Faults, problem: _StoredProblem) -> bool:
    """Handle cells of a row of ``contributions``."""
    if problem.subject is None or problem.heading is None:
        return False
    if problem.code == "dangling-reference" and problem.heading in {"from", "to"}:
        return _take_lost_end(found, problem, problem.subject)
    if (
        problem.code == "missing-value"
        and problem.heading == "to"
        and problem.label
        and not problem.value
    ):
        found.strays.append(("contributions", {"from": problem.subject, "to": _EMPTY}))
        return True
    if problem.beside and problem.value and problem.heading in _EDGE_CELLS.get(problem.code, ()):
        found.pairs.setdefault((problem.subject, problem.beside), {})[problem.heading] = (
            problem.value
        )
        return True
    return False


def _take_lost_end(found: Faults, problem: _StoredProblem, subject: str) -> bool:
    """Handle a row of ``contributions`` with an end that does not exist."""
    if problem.beside is not None:
        found.pairs.setdefault((subject, problem.beside), {})
    elif problem.label is not None and problem.heading == "from" and problem.missing:
        found.pairs.setdefault((problem.missing, subject), {})
    else:
        return False
    return True


def _take_record_cell(found: Faults, problem: _StoredProblem, origins: Mapping[Pair, str]) -> bool:
    """Handle cells of a record's own row."""
    if (
        problem.label is None
        or problem.subject is None
        or problem.heading is None
        or problem.beside
    ):
        return False
    here = (problem.label, problem.subject)
    if origins.get(here) != problem.origin:
        return False
    if problem.code == "missing-value" and problem.value is None and problem.heading in _REQUIRED:
        found.cells[here].append((problem.heading, _EMPTY))
        return True
    if problem.value is None or problem.heading not in _CELLS.get(problem.code, ()):
        return False
    found.cells[here].append((problem.heading, problem.value))
    return True


def _restore_text(cells: MutableMapping[str, Any], heading: str, text: str) -> None:
    if heading in LISTS:
        cells[heading] = [*cells.get(heading, ()), text]
        return
    cells[heading] = text
    if heading == "duration":
        cells.setdefault("duration_unit", "day" if _is_number(text) else "minute")


def _is_number(text: str) -> bool:
    """Tell whether it is an overlong duration rather than no number; only days can be that."""
    try:
        float(text)
    except ValueError:
        return False
    return True
