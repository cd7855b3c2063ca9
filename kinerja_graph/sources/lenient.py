"""Say, for each problem, what a lenient load does about it."""

from __future__ import annotations

from typing import Final

from kinerja_graph.model.periods import PERIODS
from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.columns import DATASET
from kinerja_graph.texts import Text, _

_ROW_LEFT: Final = _("This row is not loaded, since it has no readable id.")
_VALUE_LEFT: Final = _("This row of values is not loaded.")
_CONTRIBUTION_LEFT: Final = _("This contribution is not loaded.")
_LEFT: Final = _("This row is not loaded.")
_WHOLE_ROW: Final = {
    "id": _ROW_LEFT,
    "indicator": _VALUE_LEFT,
    "year": _VALUE_LEFT,
    "period": _VALUE_LEFT,
    "from": _CONTRIBUTION_LEFT,
    "to": _CONTRIBUTION_LEFT,
}
"""Headings without which a row is worthless."""
_BY_CODE: Final = {
    "dangling-reference": _("This reference is not loaded; the rest of the row is."),
    "duplicate-id": _("This row is not loaded; the earlier one counts."),
    "self-reference": _("Loaded as it is; the rules about circles report it."),
    "unit-cycle": _("The parent of this unit is not loaded, which opens the circle."),
    "bad-level": _(
        "This level is not used; an indicator that measures an objective has that one's level."
    ),
    "missing-value": _("Loaded without {heading}."),
}
_UNKNOWN: Final = _("This contribution is loaded without {heading}; nothing is assumed.")
_EMPTY: Final = _("This cell is read as empty; the rest of the row is loaded.")
_FIRST_COUNTS: Final = _("The first of the two periods of this row counts.")
_UNASSUMED: Final = frozenset({"sign", "status"})
_OF_A_YEAR: Final = frozenset({"target", "realisation"})
_PERIOD: Final = "period"
_OF_THE_PLAN: Final = frozenset(heading.name for heading in DATASET.headings)


def done_about(problem: Problem) -> Text | None:
    """Say what a lenient load does about ``problem``; None for warnings, whose message says it."""
    if problem.severity == "warning":
        return None
    column = problem.column or ""
    if problem.code in {"duplicate-id", "self-reference"}:
        return _BY_CODE[problem.code]
    if column in _WHOLE_ROW:
        second = column == _PERIOD and not _has_no_period(problem)
        return _FIRST_COUNTS if second else _WHOLE_ROW[column]
    if _is_left(problem):
        return _LEFT
    if problem.code in _BY_CODE:
        return _BY_CODE[problem.code].filled(heading=problem.heading or column)
    return _UNKNOWN.filled(heading=problem.heading or column) if column in _UNASSUMED else _EMPTY


def _has_no_period(problem: Problem) -> bool:
    """Tell whether it is of a row of values whose period could not be read."""
    return problem.period is not None and problem.period not in PERIODS


def _is_left(problem: Problem) -> bool:
    """Tell whether its whole row is left out: it has no record, or its year is unknown."""
    if problem.column in _OF_A_YEAR and (problem.beside is None or _has_no_period(problem)):
        return True
    empty = problem.code == "missing-value" and problem.value is None  # a plan may lack its name
    return problem.subject_label is None and (empty or problem.column not in _OF_THE_PLAN)
