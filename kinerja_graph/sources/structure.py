"""Checks across several rows: unit cycles, levels, ladders, durations (contract §2)."""

from __future__ import annotations

from math import isinf
from typing import Final

from kinerja_graph.model.derive import circles, fold
from kinerja_graph.model.nodes import PROGRAMME, reference
from kinerja_graph.sources.fault import fault
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.row import Row

_MOST_SHOWN: Final = 10
BELOW_OUTCOME: Final = frozenset({"csf", "condition"})
"""The roles of objectives that stand below an outcome."""
MINUTES: Final = {"minute": 1.0, "hour": 60.0, "day": 450.0}
"""Minutes of each unit of duration; a working day has 7.5 hours (contract §2)."""


def check_structure(state: ReadState) -> None:
    """Check what no single cell shows; contradictory values leave the fields of their row."""
    _check_circles(state, "units", "Unit", "unit-cycle")
    _check_circles(state, "programmes", PROGRAMME, "unit-cycle:programme")
    _check_ladders(state)
    for row in state.rows.get("objectives", ()):
        _check_role(state, row)
    for row in state.rows.get("indicators", ()):
        _check_level(state, row)
    for row in state.rows.get("tasks", ()):
        _check_duration(state, row)


def _check_circles(state: ReadState, table: str, label: str, case: str) -> None:
    """Report one problem per cycle, at its smallest id, whose parent is dropped."""
    pairs = [
        (row.id, parent)
        for row in state.rows.get(table, ())
        if row.id is not None and (parent := row.text("parent")) is not None
    ]
    found = circles(pairs)
    members: dict[str, list[str]] = {}
    for member, smallest in sorted(found.items()):
        members.setdefault(smallest, []).append(member)
    for smallest, circle in members.items():
        row = state.by_id[reference(label, smallest)]
        told = ", ".join(circle[:_MOST_SHOWN]) + (", …" if len(circle) > _MOST_SHOWN else "")
        state.report(row, "parent", fault(case, row.text("parent"), circle=told))
        row.mark_unread("parent")


def _check_ladders(state: ReadState) -> None:
    """Take a ladder's first answer in file order as the ladder's; a row without id gives none."""
    answers = [
        (row, key, answer)
        for row in state.rows.get("positions", ())
        if (key := fold(row.text("ladder"))) is not None
        and (answer := row.text("supervised")) is not None
    ]
    first: dict[str, tuple[Row, str]] = {}
    for row, key, answer in answers:
        if row.id is not None:
            first.setdefault(key, (row, answer))
    for row, key, answer in answers:
        known, right = first.get(key, (row, answer))
        if answer != right:
            where = known.place.describe(known.number)
            text = row.written.get("supervised")
            wrong = fault("bad-choice:supervised", text, ladder=row.text("ladder"), first=where)
            state.report(row, "supervised", wrong)
            row.mark_unread("supervised")


def _check_level(state: ReadState, row: Row) -> None:
    """Give an indicator the level of its objective, else one of its own."""
    objective = row.text("objective")
    own = row.whole_of("level")
    if objective is None:
        if not row.given("objective") and not row.given("level"):
            state.report(row, "level", fault("missing-value:level"))
        return
    level = state.by_id[objective].whole_of("level")
    if own is not None and level is not None and own != level:
        state.report(
            row, "level", fault("bad-level:objective", str(own), level=level, objective=objective)
        )
    row.fields.pop("level", None)
    if level is not None:
        row.fields["level"] = level


def is_role_at(role: object, level: object) -> bool:
    """Return whether an objective of this level may have this role.

    A success factor or a condition carries the level of what stands directly below it; nothing of
    level 0 stands below an outcome.
    """
    return level != 0 or role not in BELOW_OUTCOME


def _check_role(state: ReadState, row: Row) -> None:
    """Report a success factor or a condition of level 0."""
    role = row.text("role")
    if not is_role_at(role, row.whole_of("level")):
        state.report(row, "role", fault("bad-choice:role", role))
        row.mark_unread("role")


def _check_duration(state: ReadState, row: Row) -> None:
    """Report a duration that has no unit, or is not a finite number in minutes."""
    if row.given("duration") and not row.given("duration_unit"):
        state.report(row, "duration_unit", fault("missing-value:duration_unit"))
    duration, unit = row.number_of("duration"), row.text("duration_unit")
    if duration is not None and unit is not None and isinf(duration * MINUTES[unit]):
        state.report(row, "duration", fault("bad-number:infinite", repr(duration)))
        row.mark_unread("duration")
