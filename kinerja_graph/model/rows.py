"""Convert a cascade to rows of properties, the format of every writer of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.model.derive import (
    achievement,
    budgeted_programmes,
    chain_circles,
    fold,
    ladder_supervision,
    position_units,
    reporting_circles,
    unit_agencies,
)
from kinerja_graph.model.edges import Contribution
from kinerja_graph.model.nodes import (
    Indicator,
    Objective,
    PeriodValue,
    Polarity,
    Position,
    Programme,
    Record,
    Target,
    Task,
    Unit,
    YearBudget,
)
from kinerja_graph.model.periods import NO_YEARS, years_of

Scalar: TypeAlias = str | int | float | bool
Row: TypeAlias = dict[str, "Scalar | list[int] | list[float] | list[str]"]
EdgeEnds: TypeAlias = tuple[str, str, str]
"""Relationship type, label of the lower end and label of the upper end."""

ALL: Final = slice(None)


class EdgeRow(NamedTuple):
    """One edge: its ends, as ``reference`` names them, and its properties that are known."""

    source: str
    target: str
    properties: Row


class RowSource(Protocol):
    """Provides the rows of a snapshot: nodes label by label, then edges; may be read repeatedly.

    Attributes:
        counts: the number of nodes of each label.
        ties: the number of edges.
    """

    counts: dict[str, int]
    ties: int

    def nodes(self, label: str) -> Iterator[Row]:
        """Yield the rows of one label, without ``key`` and ``scope``."""
        ...

    def edges(self) -> Iterator[tuple[EdgeEnds, EdgeRow]]:
        """Yield the edges with their types and the labels of their ends."""
        ...


class Rows:
    """The rows of a cascade, created on demand, so that they are never all in memory.

    Whatever depends on all records is computed once, in advance.

    Attributes:
        counts: the number of nodes of each label.
        ties: the number of edges.
    """

    def __init__(self, cascade: Cascade) -> None:
        self._cascade = cascade
        self._records: dict[str, Sequence[Record]] = {
            "Unit": cascade.units,
            "Position": cascade.positions,
            "Objective": cascade.objectives,
            "Indicator": cascade.indicators,
            "Task": cascade.tasks,
        }
        if cascade.programmes:
            self._records["Programme"] = cascade.programmes
        self.counts: dict[str, int] = {label: len(group) for label, group in self._records.items()}
        self.counts["Problem"] = len(cascade.problems)
        self.ties = len(cascade.contributions) + len(cascade.links)
        self._agencies = unit_agencies(cascade)
        units = position_units(cascade)
        self._seats = {post: self._agencies.get(unit) for post, unit in units.items()}
        self._circles = chain_circles(cascade) | reporting_circles(cascade)
        self._ladders = ladder_supervision(cascade)
        self._unread = _unread_years(cascade)
        self._budgeted = budgeted_programmes(cascade)

    def nodes(self, label: str, share: slice = ALL) -> Iterator[Row]:
        """Yield the rows of one label by id, without ``key`` and ``scope``; unknown is absent.

        Workers that divide the rows among them each take their ``share``.
        """
        if label == "Problem":
            return iter(list(_problems(self._cascade))[share])
        return map(self._node, sorted(self._records[label], key=attrgetter("id"))[share])

    def edges(self, share: slice = ALL) -> Iterator[tuple[EdgeEnds, EdgeRow]]:
        """Yield the edges with their types and the labels of their ends, in input order."""
        labels = self._cascade.labels()
        for edge in self._cascade.contributions[share]:
            ends: EdgeEnds = (edge.type, labels[edge.source], labels[edge.target])
            yield ends, EdgeRow(edge.source, edge.target, _contribution(edge))
        for link in self._cascade.links[share]:
            ends = (link.type, labels[link.source], labels[link.target])
            yield ends, EdgeRow(link.source, link.target, {"origin": str(link.origin)})

    def _node(self, record: Record) -> Row:
        match record:
            case Indicator():
                unread = self._unread.get(record.id, NO_YEARS)
                return _indicator(record, self._circles.get(record.id), unread)
            case Objective():
                return _objective(record, self._circles.get(record.id))
            case Task():
                return _task(record)
            case Programme():
                return _programme(record, budgeted=record.id in self._budgeted)
            case Position():
                agency, circle = self._seats.get(record.id), self._circles.get(record.id)
                return _position(record, agency, circle, self._ladders)
            case Unit():
                return _unit(record, self._agencies.get(record.id))
            case _:
                raise TypeError(record)


@collector_at_rest()
def node_rows(cascade: Cascade) -> dict[str, list[Row]]:
    """Return the rows of every label by id, without ``key`` and ``scope``; unknown is absent."""
    rows = Rows(cascade)
    return {label: list(rows.nodes(label)) for label in rows.counts}


@collector_at_rest()
def edge_rows(cascade: Cascade) -> dict[EdgeEnds, list[EdgeRow]]:
    """Return the edges grouped by type and the labels of their ends, in input order."""
    rows: dict[EdgeEnds, list[EdgeRow]] = defaultdict(list)
    for ends, row in Rows(cascade).edges():
        rows[ends].append(row)
    return dict(rows)


def _contribution(edge: Contribution) -> Row:
    row: Row = {"basis": edge.basis, "kind": edge.kind, "origin": str(edge.origin)}
    if edge.sign is not None:
        row["sign"] = edge.sign
    if edge.status is not None:
        row["status"] = edge.status
    if edge.mode is not None:
        row["mode"] = edge.mode
    if edge.weight is not None:
        row["weight"] = edge.weight
    if edge.rationale is not None:
        row["rationale"] = edge.rationale
    if edge.reason is not None:
        row["reason"] = edge.reason
    return row


def known(**properties: Scalar | list[int] | list[float] | list[str] | None) -> Row:
    """Return the known properties: None and empty lists are left out."""
    return {name: value for name, value in properties.items() if value is not None and value != []}


def _record(record: Record) -> Row:
    return known(
        id=record.id,
        name=record.name,
        name_key=fold(record.name),
        origin=str(record.origin),
        line=record.origin.line,
        alias=record.alias,
        source=record.source,
        source_text=record.source_text,
        note=record.note,
    )


def _unit(unit: Unit, agency: str | None) -> Row:
    return _record(unit) | known(kind=unit.kind, agency=agency)


def _position(
    post: Position, agency: str | None, circle: str | None, ladders: Mapping[str, bool]
) -> Row:
    ladder_key = fold(post.ladder)
    return _record(post) | known(
        rank=post.rank,
        ladder=post.ladder,
        ladder_key=ladder_key,
        rung=post.rung,
        supervised=None if ladder_key is None else ladders.get(ladder_key),
        agency=agency,
        circle=circle,
    )


def _objective(objective: Objective, circle: str | None) -> Row:
    return (
        _record(objective)
        | known(
            level=objective.level,
            cross_agency=objective.cross_agency,
            role=objective.role,
            circle=circle,
        )
        | tag_lists(objective.tags)
    )


def _indicator(indicator: Indicator, circle: str | None, unread: frozenset[tuple[int, str]]) -> Row:
    years = years_of(indicator.values, indicator.periods, indicator.accumulation, unread)
    return (
        _record(indicator)
        | known(
            level=indicator.level,
            kind=indicator.kind,
            measure_unit=indicator.measure_unit,
            measure_unit_key=fold(indicator.measure_unit),
            polarity=indicator.polarity,
            baseline=indicator.baseline,
            formula=indicator.formula,
            data_source=indicator.data_source,
            definition=indicator.definition,
            data_provider=indicator.data_provider,
            reporting_period=indicator.reporting_period,
            accumulation=indicator.accumulation,
            circle=circle,
        )
        | tag_lists(indicator.tags)
        | year_lists(indicator.polarity, years.values)
        | known(
            derived_target_years=list(years.derived_targets),
            derived_realisation_years=list(years.derived_realisations),
            beside_target_years=[year for year, _ in years.beside],
            beside_targets=[target for _, target in years.beside],
        )
        | period_lists(indicator.periods)
    )


def _unread_years(cascade: Cascade) -> dict[str, frozenset[tuple[int, str]]]:
    """Return the years and headings of cells of ``values`` that were not read, by indicator."""
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for problem in cascade.problems:
        if problem.subject_id is not None and problem.column in _OF_VALUES and problem.beside:
            found[problem.subject_id].add((int(problem.beside), problem.column))
    return {name: frozenset(cells) for name, cells in found.items()}


_OF_VALUES: Final = frozenset({"target", "realisation", "period"})
TAG_LISTS: Final = ("tags", "tag_keys")


def tag_lists(tags: Iterable[str]) -> Row:
    """Return tags and their folded keys as parallel lists, which are absent if empty.

    >>> tag_lists(["Stunting", "Kota  Layak"])
    {'tags': ['Stunting', 'Kota  Layak'], 'tag_keys': ['stunting', 'kota layak']}
    """
    named = list(tags)
    return known(tags=named, tag_keys=[key for key in map(fold, named) if key is not None])


YEAR_LISTS: Final = (
    *("target_years", "targets", "range_years", "range_lows", "range_highs"),
    *("realisation_years", "realisations", "achievement_years", "achievements"),
    *("value_years", "value_rows"),
)


def year_lists(
    polarity: Polarity | None, years: Iterable[tuple[int, Target | None, float | None, int | None]]
) -> Row:
    """Return years, targets and realisations as parallel lists, which are absent if empty.

    The last of each tuple is the row of the table ``values``.
    """
    row: defaultdict[str, list[Any]] = defaultdict(list)
    for year, target, real, number in years:
        if number is not None:
            row["value_years"].append(year)
            row["value_rows"].append(number)
        if isinstance(target, tuple):
            row["range_years"].append(year)
            row["range_lows"].append(target[0])
            row["range_highs"].append(target[1])
        elif target is not None:
            row["target_years"].append(year)
            row["targets"].append(float(target))
        if real is None:
            continue
        row["realisation_years"].append(year)
        row["realisations"].append(real)
        percent = achievement(polarity, target, real)
        if percent is not None:
            row["achievement_years"].append(year)
            row["achievements"].append(percent)
    return {**row}


def period_lists(periods: Iterable[PeriodValue]) -> Row:
    """Return the values of periods as parallel lists by code, which are absent if empty."""
    row: defaultdict[str, list[Any]] = defaultdict(list)
    for each in periods:
        if each.row is not None:
            row["period_value_codes"].append(each.code)
            row["period_value_rows"].append(each.row)
        if isinstance(each.target, tuple):
            row["period_range_codes"].append(each.code)
            row["period_range_lows"].append(each.target[0])
            row["period_range_highs"].append(each.target[1])
        elif each.target is not None:
            row["period_target_codes"].append(each.code)
            row["period_targets"].append(float(each.target))
        if each.realisation is not None:
            row["period_realisation_codes"].append(each.code)
            row["period_realisations"].append(each.realisation)
    return {**row}


def _task(task: Task) -> Row:
    return (
        _record(task)
        | known(
            activity=task.activity,
            step=task.step,
            output_quantity=task.output_quantity,
            output_unit=task.output_unit,
            duration_minutes=task.duration_minutes,
            volume=task.volume,
        )
        | tag_lists(task.tags)
    )


def _programme(programme: Programme, *, budgeted: bool) -> Row:
    """Return the row of a programme; ``budgeted`` is stored where it is true."""
    facts = known(kind=programme.kind, budgeted=budgeted or None)
    return _record(programme) | facts | budget_lists(programme.budgets)


def budget_lists(budgets: Iterable[YearBudget]) -> Row:
    """Return budgets and what was spent as parallel lists, which are absent if empty."""
    given = list(budgets)
    planned = [(one.year, one.budget) for one in given if one.budget is not None]
    spent = [(one.year, one.spent) for one in given if one.spent is not None]
    return known(
        budget_years=[year for year, _ in planned],
        budgets=[amount for _, amount in planned],
        spent_years=[year for year, _ in spent],
        spents=[amount for _, amount in spent],
    )


def _problems(cascade: Cascade) -> Iterator[Row]:
    for number, problem in enumerate(cascade.problems, start=1):
        place = (problem.file, problem.sheet, problem.row)
        yield known(
            id=f"problem {number}",
            code=problem.code,
            origin="!".join(str(part) for part in place if part is not None),
            line=problem.line,
            heading=problem.column,
            value=problem.value,
            subject_label=problem.subject_label,
            subject_id=problem.subject_id,
            missing_id=problem.missing_id,
            beside=problem.beside,
            period=problem.period,
        )
