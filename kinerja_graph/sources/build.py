"""Rows become the records of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypedDict, TypeVar, cast

from kinerja_graph.model.cascade import Cascade, Plan
from kinerja_graph.model.edges import Contribution
from kinerja_graph.model.nodes import (
    Indicator,
    IndicatorKind,
    Objective,
    Polarity,
    Position,
    Task,
    Unit,
    UnitKind,
)
from kinerja_graph.model.origin import Origin
from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.amounts_aside import Given
from kinerja_graph.sources.book import Book
from kinerja_graph.sources.row import Row
from kinerja_graph.sources.structure import MINUTES
from kinerja_graph.sources.ties import links

Built = TypeVar("Built")


class _Common(TypedDict):
    id: str
    name: str | None
    origin: Origin
    alias: str | None
    source: str | None
    source_text: str | None


def build_cascade(
    book: Book,
    plan: Plan,
    amounts: Given,
    edges: Iterable[Contribution],
    problems: tuple[Problem, ...],
) -> Cascade:
    """The cascade of all rows with an id; the rows of ``book`` are used up on the way."""
    ties = tuple(links(book))
    book.by_id.clear()
    return Cascade(
        plan=plan,
        units=_used_up(book, "units", _unit),
        positions=_used_up(book, "positions", _position),
        objectives=_used_up(book, "objectives", _objective),
        indicators=_used_up(book, "indicators", lambda row: _indicator(row, amounts)),
        tasks=_used_up(book, "tasks", _task),
        contributions=tuple(edges),
        links=ties,
        problems=problems,
    )


def _used_up(book: Book, table: str, build: Callable[[Row], Built]) -> tuple[Built, ...]:
    """The records of a table; each row is let go as soon as its record stands."""

    def built() -> Iterator[Built]:
        rows = book.rows.pop(table, [])
        rows.reverse()
        while rows:
            row = rows.pop()
            if row.id is not None:
                yield build(row)

    return tuple(built())


def _common(row: Row) -> _Common:
    """What every record has; the wording of the cell stays where folding changed the name."""
    name = row.text("name")
    folded = None
    if name is None and (given := row.name()) is not None:
        name, folded = given.text, given.raw
    return {
        "id": row.id or "",
        "name": name,
        "origin": row.origin,
        "alias": row.text("alias"),
        "source": row.text("source"),
        "source_text": row.text("source_text") or folded,
    }


def _unit(row: Row) -> Unit:
    return Unit(**_common(row), kind=cast("UnitKind | None", row.text("kind")))


def _position(row: Row) -> Position:
    return Position(
        **_common(row),
        rank=row.text("rank"),
        ladder=row.text("ladder"),
        rung=row.whole_of("rung"),
        supervised=row.flag("supervised"),
    )


def _objective(row: Row) -> Objective:
    return Objective(
        **_common(row),
        level=row.whole_of("level"),
        cross_agency=row.flag("cross_agency") or False,
    )


def _indicator(row: Row, amounts: Given) -> Indicator:
    common = _common(row)
    return Indicator(
        **common,
        level=row.whole_of("level"),
        kind=cast("IndicatorKind | None", row.text("kind")),
        measure_unit=row.text("measure_unit"),
        polarity=cast("Polarity | None", row.text("polarity")),
        baseline=row.number_of("baseline"),
        formula=row.text("formula"),
        data_source=row.text("data_source"),
        values=amounts.of(common["id"]),
    )


def _task(row: Row) -> Task:
    duration = row.number_of("duration")
    minutes = MINUTES.get(row.text("duration_unit") or "")
    return Task(
        **_common(row),
        activity=row.text("activity"),
        step=row.text("step"),
        output_quantity=row.number_of("output_quantity"),
        output_unit=row.text("output_unit"),
        duration_minutes=None if duration is None or minutes is None else duration * minutes,
        volume=row.number_of("volume"),
    )
