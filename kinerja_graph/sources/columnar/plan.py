"""A whole plan as columns, checked as the reader of rows checks it."""

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
from kinerja_graph.sources.columnar.relationships import Chain, chain_of
from kinerja_graph.sources.columnar.sheet import NotPlain, Sheet, read_sheet
from kinerja_graph.sources.columnar.years import Years, YearsAside
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
from kinerja_graph.sources.meaning import Name
from kinerja_graph.sources.plan import ReadOptions, plan_of, read_plan_row
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.records import UPWARD, follow_references, read_records
from kinerja_graph.sources.structure import MINUTES, check_structure

_FEW: Final = (UNIT_TABLE, POSITION_TABLE)
_MANY: Final[tuple[tuple[Table, Label], ...]] = (
    (OBJECTIVE_TABLE, "Objective"),
    (INDICATOR_TABLE, "Indicator"),
    (TASK_TABLE, "Task"),
)
_LARGE: Final = 10_000_000
"""Bytes of input from which a second process is worth its start."""
Labels = Mapping[str, "Label | None"]


@dataclass(frozen=True, slots=True)
class ColumnarPlan:
    """A plan without an error.

    Attributes:
        few: its units and posts, and the plan itself.
        sheets: its objectives, indicators and tasks, by label.
        years: targets and realisations of each indicator.
        chain: its contributions.
        problems: warnings.
        passed: files whose names are those of no table.
    """

    few: Cascade
    sheets: dict[Label, Sheet]
    years: Years
    chain: Chain
    problems: tuple[Problem, ...]
    passed: tuple[str, ...]

    @property
    def plan(self) -> Plan:
        """Which plan it is."""
        return self.few.plan

    @property
    def counts(self) -> dict[str, int]:
        """How many nodes of each label."""
        few = {"Unit": len(self.few.units), "Position": len(self.few.positions)}
        many = {str(label): len(sheet.origins) for label, sheet in self.sheets.items()}
        return {**few, **many, "Problem": 0}


def read_columns(path: Path, wish: ReadOptions, settings: Settings) -> ColumnarPlan | None:
    """A folder of CSV files as columns; None where only the reader of rows can read it.

    So it is for every other format, and wherever there is an error.
    """
    if not path.is_dir():
        return None
    try:
        with collector_at_rest():
            large = sum(file.stat().st_size for file in path.iterdir()) >= _LARGE
            return _read(find_tables(path, settings), wish, large=large)
    except (NotPlain, WholeFileError, OSError):
        return None


def _read(found: Found, wish: ReadOptions, *, large: bool) -> ColumnarPlan:
    state = ReadState(
        tuple(found.grids), wish.decimal, list(found.problems), unread=set(found.unread)
    )
    plan_row = read_plan_row(state)
    aside = YearsAside(state, large=large)
    try:
        sheets, edges = _read_records(state)
    except BaseException:
        aside.drop()
        raise
    years = aside.of(sheets["Indicator"])
    if any(problem.severity == "error" for problem in state.problems):
        raise NotPlain
    problems = tuple(sorted(state.problems, key=lambda problem: problem.sort_key))
    plan = plan_of(plan_row, wish, found.stem, found.digest)
    few = build_cascade(state, plan, Amounts(), (), ())
    return ColumnarPlan(few, sheets, years, edges, problems, found.passed)


def _read_records(state: ReadState) -> tuple[dict[Label, Sheet], Chain]:
    """Objectives, indicators and tasks, and how they contribute; units and posts are in ``book``.

    Raises:
        NotPlain: something is wrong, or asks for care.
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
    _settle_levels(sheets["Objective"], sheets["Indicator"])
    _settle_durations(sheets["Task"])
    return sheets, chain_of(state, tuple(sheets.values()), labels)


def _records(
    state: ReadState, table: Table, label: Label, labels: dict[str, Label | None]
) -> Sheet:
    """The records of a table; their ids are added to ``labels``."""
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
    """Every id that a record names is one of a record that may stand there, and not its own."""
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


def _settle_levels(objectives: Sheet, indicators: Sheet) -> None:
    """An indicator has the level of its objective, else one of its own."""
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
    """Standard times become minutes."""
    minutes: list[float | None] = []
    for duration, unit in zip(tasks.column("duration"), tasks.column("duration_unit"), strict=True):
        if duration is not None and (unit is None or isinf(duration * MINUTES[unit])):
            raise NotPlain
        minutes.append(None if duration is None else duration * MINUTES[unit])
    tasks.fields["duration_minutes"] = minutes
