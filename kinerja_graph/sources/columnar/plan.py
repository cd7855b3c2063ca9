"""A whole plan as columns, with the same checks as in the row-based reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from math import isinf
from pathlib import Path
from typing import Any, Final

from kinerja_graph.model.cascade import Cascade, Plan
from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.model.nodes import Label
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.sources.amounts import Amounts
from kinerja_graph.sources.build import build_cascade
from kinerja_graph.sources.cell_values import Name
from kinerja_graph.sources.columnar.relationships import Chain, chain_of
from kinerja_graph.sources.columnar.sheet import NotPlain, Sheet, read_sheet
from kinerja_graph.sources.columnar.years import Years, YearsReader
from kinerja_graph.sources.columns import (
    INDICATOR_TABLE,
    OBJECTIVE_TABLE,
    POSITION_TABLE,
    TASK_TABLE,
    UNIT_TABLE,
    Table,
)
from kinerja_graph.sources.fault import WholeFileError
from kinerja_graph.sources.finding import Found, find_tables
from kinerja_graph.sources.plan import ReadOptions, plan_of, read_plan_row
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.records import UPWARD, follow_references, read_records
from kinerja_graph.sources.structure import MINUTES, check_structure, is_role_at

_FEW: Final = (UNIT_TABLE, POSITION_TABLE)
_MANY: Final[tuple[tuple[Table, Label], ...]] = (
    (OBJECTIVE_TABLE, "Objective"),
    (INDICATOR_TABLE, "Indicator"),
    (TASK_TABLE, "Task"),
)
_LARGE: Final = 10_000_000
"""From this many bytes of input, starting a second process is worthwhile."""
Labels = Mapping[str, "Label | None"]


@dataclass(frozen=True, slots=True)
class ColumnarPlan:
    """A plan without an error.

    Attributes:
        few: its units and positions, and the plan itself.
        sheets: its objectives, indicators and tasks, by label.
        years: targets and realisations of each indicator.
        chain: its contributions.
        problems: warnings.
        passed: files whose names are not those of a table.
    """

    few: Cascade
    sheets: dict[Label, Sheet]
    years: Years
    chain: Chain
    problems: tuple[Problem, ...]
    passed: tuple[str, ...]

    @property
    def plan(self) -> Plan:
        """Return the name of the plan."""
        return self.few.plan

    @property
    def counts(self) -> dict[str, int]:
        """Count the nodes of each label."""
        few = {"Unit": len(self.few.units), "Position": len(self.few.positions)}
        many = {str(label): len(sheet.origins) for label, sheet in self.sheets.items()}
        return {**few, **many, "Problem": 0}


def read_columns(path: Path, options: ReadOptions, settings: Settings) -> ColumnarPlan | None:
    """Read a folder of CSV files as columns; None if only the row-based reader can read it.

    That is the case for every other format, and whenever there is an error.
    """
    if not path.is_dir():
        return None
    try:
        with collector_at_rest():
            large = sum(file.stat().st_size for file in path.iterdir()) >= _LARGE
            return _read(find_tables(path, settings), options, large=large)
    except (NotPlain, WholeFileError, OSError):
        return None


def _read(found: Found, options: ReadOptions, *, large: bool) -> ColumnarPlan:
    state = ReadState(
        tuple(found.grids), options.decimal, list(found.problems), unread=set(found.unread)
    )
    if not all(grid.table.sure for grid in found.grids):
        raise NotPlain  # programmes are few, and read by rows
    plan_row = read_plan_row(state)
    aside = YearsReader(state, large=large)
    try:
        sheets, edges = _read_records(state)
    except BaseException:
        aside.drop()
        raise
    years = aside.of(sheets["Indicator"])
    if any(problem.severity == "error" for problem in state.problems):
        raise NotPlain
    problems = tuple(sorted(state.problems, key=lambda problem: problem.sort_key))
    own, origin = state.own_headings(), state.values_origin()
    plan = plan_of(plan_row, options, found.stem, found.digest, own, origin)
    few = build_cascade(state, plan, Amounts(), (), ())
    return ColumnarPlan(few, sheets, years, edges, problems, found.passed)


def _read_records(state: ReadState) -> tuple[dict[Label, Sheet], Chain]:
    """Read objectives, indicators, tasks and contributions; units and positions are in ``state``.

    Raises:
        NotPlain: something is wrong, or needs special treatment.
    """
    read_records(state, _FEW)
    follow_references(state)
    check_structure(state)
    if any(problem.severity == "error" for problem in state.problems):
        raise NotPlain
    labels: dict[str, Label | None] = {id_: row.label for id_, row in state.by_id.items()}
    sheets: dict[Label, Sheet] = {
        label: _records(state, table, label, labels) for table, label in _MANY
    }
    for table, label in _MANY:
        _check_references(table, sheets[label], labels)
    _check_roles(sheets["Objective"])
    _settle_levels(sheets["Objective"], sheets["Indicator"])
    _settle_durations(sheets["Task"])
    return sheets, chain_of(state, tuple(sheets.values()), labels)


def _records(
    state: ReadState, table: Table, label: Label, labels: dict[str, Label | None]
) -> Sheet:
    """Read the records of a table; add their ids to ``labels``."""
    sheet = read_sheet(state, table)
    ids, known = sheet.column("id"), len(labels)
    labels.update(dict.fromkeys(ids, label))
    if len(labels) < known + len(ids):
        raise NotPlain
    names, texts = sheet.column("name"), sheet.column("source_text")
    for place, name in enumerate(names):
        if isinstance(name, Name):
            names[place] = name.text
            texts[place] = texts[place] or name.raw
            sheet.fields["source_text"] = texts
    return sheet


def _check_references(table: Table, sheet: Sheet, labels: Labels) -> None:
    """Check that every id a record names is of a record allowed there, and not its own."""
    ids = sheet.column("id")
    for heading in table.headings:
        column: Iterable[Any] | None = sheet.fields.get(heading.name)
        if not heading.labels or column is None:
            continue
        if heading.kind == "list":
            pairs = zip(ids, column, strict=True)
            if heading.name in UPWARD and any(items and id_ in items for id_, items in pairs):
                raise NotPlain
            column = chain.from_iterable(items or () for items in column)
        if not {labels.get(id_) for id_ in column if id_ is not None} <= heading.labels:
            raise NotPlain


def _check_roles(objectives: Sheet) -> None:
    """Check that no objective has a role that its level excludes."""
    roles: Iterable[Any] = objectives.fields.get("role", ())
    levels: Iterable[Any] = objectives.column("level")
    if not all(map(is_role_at, roles, levels)):
        raise NotPlain


def _settle_levels(objectives: Sheet, indicators: Sheet) -> None:
    """Give an indicator the level of its objective, else one of its own."""
    above = dict(zip(objectives.column("id"), objectives.column("level"), strict=True))
    levels: list[int] = []
    for objective, own in zip(
        indicators.column("objective"), indicators.column("level"), strict=True
    ):
        level = own if objective is None else above[objective]
        if level is None or own not in {None, level}:
            raise NotPlain
        levels.append(level)
    indicators.fields["level"] = levels


def _settle_durations(tasks: Sheet) -> None:
    """Convert standard times to minutes."""
    minutes: list[float | None] = []
    for duration, unit in zip(tasks.column("duration"), tasks.column("duration_unit"), strict=True):
        if duration is not None and (unit is None or isinf(duration * MINUTES[unit])):
            raise NotPlain
        minutes.append(None if duration is None else duration * MINUTES[unit])
    tasks.fields["duration_minutes"] = minutes
