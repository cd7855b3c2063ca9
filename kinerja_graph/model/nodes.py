"""The six kinds of record in a plan, as given by the input."""

from __future__ import annotations

from dataclasses import field
from typing import Final, Literal

from kinerja_graph.model.frozen import frozen_record
from kinerja_graph.model.origin import Origin

Label = Literal["Unit", "Position", "Objective", "Indicator", "Task", "Programme"]
UnitKind = Literal["pemda", "opd", "unit", "external"]
IndicatorKind = Literal["impact", "outcome", "output", "process", "input"]
ProgrammeKind = Literal["program", "activity", "sub_activity"]
Polarity = Literal["up", "down", "hold", "range"]
Role = Literal["outcome", "csf", "condition"]
Accumulation = Literal["sum", "cumulative", "average", "last"]
ReportingPeriod = Literal["month", "quarter", "half", "year"]
Target = float | tuple[float, float]
"""A target: one number, or the low and high end of a range."""
RESULTS: Final = ("Objective", "Indicator")
"""Labels of results."""
CHAINED: Final = (*RESULTS, "Task")
"""Labels of the records on the chain."""
PROGRAMME: Final = "Programme"
_OF_PROGRAMMES: Final = "programme:"


def reference(label: str | None, id_: str) -> str:
    """Return what names a record among all records of an edition: its id, as a rule.

    The codes of programmes often are ids of results too, so that they are named otherwise.

    >>> reference("Indicator", "5.02"), reference("Programme", "5.02")
    ('5.02', 'programme:5.02')
    """
    return f"{_OF_PROGRAMMES}{id_}" if label == PROGRAMME else id_


def id_of(label: str | None, named: str) -> str:
    """Return the id of the record of ``label`` that ``reference`` names so.

    >>> id_of("Indicator", "5.02"), id_of("Programme", "programme:5.02")
    ('5.02', '5.02')
    """
    return named.removeprefix(_OF_PROGRAMMES) if label == PROGRAMME else named


@frozen_record
class Record:
    """The fields common to all records. ``name`` is None only after a lenient load."""

    id: str
    name: str | None
    origin: Origin
    alias: str | None = None
    source: str | None = None
    source_text: str | None = None
    note: str | None = None


@frozen_record
class Unit(Record):
    """A government, agency, sub-unit or external body."""

    kind: UnitKind | None = None


@frozen_record
class Position(Record):
    """A post, never a person; ``rung`` 1 is the highest of its ``ladder``."""

    rank: str | None = None
    ladder: str | None = None
    rung: int | None = None
    supervised: bool | None = None


@frozen_record
class Objective(Record):
    """A result statement; ``level`` 0 (the government's outcome) to 5 (the individual).

    ``role`` says what it is in the chain of results: an outcome, a critical success factor or a
    condition in between; None if nobody says so.
    """

    level: int | None
    cross_agency: bool = False
    role: Role | None = None
    tags: tuple[str, ...] = ()


@frozen_record
class YearValue:
    """Target and realisation of one year, in the indicator's measure unit; None if unknown.

    ``row`` is that of the table ``values``; it is not compared, as it is not what was said.
    """

    year: int
    target: Target | None = None
    realisation: float | None = None
    row: int | None = field(default=None, compare=False)


@frozen_record
class PeriodValue:
    """Target and realisation of a part of a year; None if unknown.

    ``period`` is ``S1``, ``Q3`` or ``M01``; ``row`` is as in ``YearValue``.
    """

    year: int
    period: str
    target: Target | None = None
    realisation: float | None = None
    row: int | None = field(default=None, compare=False)

    @property
    def code(self) -> str:
        """Year and period, such as ``2026Q1``."""
        return f"{self.year}{self.period}"


@frozen_record
class Indicator(Record):
    """A measure of a result; ``values`` are sorted by year, ``periods`` by code."""

    level: int | None
    kind: IndicatorKind | None = None
    measure_unit: str | None = None
    polarity: Polarity | None = None
    baseline: float | None = None
    formula: str | None = None
    data_source: str | None = None
    definition: str | None = None
    data_provider: str | None = None
    reporting_period: ReportingPeriod | None = None
    accumulation: Accumulation | None = None
    tags: tuple[str, ...] = ()
    values: tuple[YearValue, ...] = ()
    periods: tuple[PeriodValue, ...] = ()


@frozen_record
class Task(Record):
    """One SOP step; ``duration_minutes`` is a standard time, never a target."""

    activity: str | None = None
    step: str | None = None
    output_quantity: float | None = None
    output_unit: str | None = None
    duration_minutes: float | None = None
    volume: float | None = None
    tags: tuple[str, ...] = ()


@frozen_record
class YearBudget:
    """What a programme may spend and has spent in a year, in rupiah; None if unknown."""

    year: int
    budget: float | None = None
    spent: float | None = None


@frozen_record
class Programme(Record):
    """A program, activity or sub-activity of a budget; ``budgets`` are sorted by year."""

    kind: ProgrammeKind | None = None
    budgets: tuple[YearBudget, ...] = ()
