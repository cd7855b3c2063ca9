"""Build the records of the model from rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from kinerja_graph.model.cascade import Cascade, Plan
from kinerja_graph.model.edges import Contribution
from kinerja_graph.model.nodes import Indicator, Objective, Position, Programme, Task, Unit
from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.amounts_subprocess import Given
from kinerja_graph.sources.budgets import Budgets
from kinerja_graph.sources.cell_values import Name
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.relationships import links
from kinerja_graph.sources.row import Row
from kinerja_graph.sources.structure import MINUTES

Built = TypeVar("Built")


_COMMON: Final = frozenset({"name", "alias", "source", "source_text", "note"})
_UNIT: Final = _COMMON | {"kind"}
_POSITION: Final = _COMMON | {"rank", "ladder", "rung"}
_OBJECTIVE: Final = _COMMON | {"role", "tags"}
_INDICATOR: Final = _COMMON | {
    *("level", "kind", "measure_unit", "polarity", "baseline", "formula", "data_source"),
    *("definition", "data_provider", "reporting_period", "accumulation", "tags"),
}
_PROGRAMME: Final = _COMMON | {"kind"}
_TASK: Final = _COMMON | {"activity", "step", "output_quantity", "output_unit", "volume", "tags"}


def build_cascade(
    state: ReadState,
    plan: Plan,
    amounts: Given,
    edges: Iterable[Contribution],
    problems: tuple[Problem, ...],
    budgets: Budgets | None = None,
) -> Cascade:
    """Return the cascade of all rows with an id; the rows of ``state`` are consumed."""
    ties = tuple(links(state))
    state.by_id.clear()
    return Cascade(
        plan=plan,
        units=_build_table(state, "units", _build_unit),
        positions=_build_table(state, "positions", _build_position),
        objectives=_build_table(state, "objectives", _build_objective),
        indicators=_build_table(state, "indicators", lambda row: _build_indicator(row, amounts)),
        tasks=_build_table(state, "tasks", _build_task),
        programmes=_build_table(
            state, "programmes", lambda row: _build_programme(row, budgets or {})
        ),
        contributions=tuple(edges),
        links=ties,
        problems=problems,
    )


def _build_table(state: ReadState, table: str, build: Callable[[Row], Built]) -> tuple[Built, ...]:
    """Build the records of a table; each row is freed as soon as its record exists."""

    def built() -> Iterator[Built]:
        rows = state.rows.pop(table, [])
        rows.reverse()
        while rows:
            row = rows.pop()
            if row.id is not None:
                yield build(row)

    return tuple(built())


def _record_fields(row: Row, headings: frozenset[str]) -> dict[str, Any]:
    """Return the fields of a record from its row; headings have the names of the fields.

    The wording of the cell is kept if folding changed the name.
    """
    found = row.given_of(headings)
    name = found.setdefault("name", None)
    if isinstance(name, Name):
        found["name"] = name.text
        found.setdefault("source_text", name.raw)
    return found


def _build_unit(row: Row) -> Unit:
    return Unit(id=row.id or "", origin=row.origin, **_record_fields(row, _UNIT))


def _build_position(row: Row) -> Position:
    return Position(
        id=row.id or "",
        origin=row.origin,
        supervised=row.flag("supervised"),
        **_record_fields(row, _POSITION),
    )


def _build_objective(row: Row) -> Objective:
    return Objective(
        id=row.id or "",
        origin=row.origin,
        level=row.whole_of("level"),
        cross_agency=row.flag("cross_agency") or False,
        **_record_fields(row, _OBJECTIVE),
    )


def _build_indicator(row: Row, amounts: Given) -> Indicator:
    id_, given = row.id or "", _record_fields(row, _INDICATOR)
    given.setdefault("level", None)
    values, periods = amounts.of(id_), amounts.periods_of(id_)
    return Indicator(id=id_, origin=row.origin, values=values, periods=periods, **given)


def _build_programme(row: Row, budgets: Budgets) -> Programme:
    id_ = row.id or ""
    return Programme(
        id=id_,
        origin=row.origin,
        budgets=budgets.get(id_, ()),
        **_record_fields(row, _PROGRAMME),
    )


def _build_task(row: Row) -> Task:
    duration = row.number_of("duration")
    minutes = MINUTES.get(row.text("duration_unit") or "")
    return Task(
        id=row.id or "",
        origin=row.origin,
        duration_minutes=None if duration is None or minutes is None else duration * minutes,
        **_record_fields(row, _TASK),
    )
