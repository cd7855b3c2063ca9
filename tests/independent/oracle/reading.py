"""A second reader of documents: tables with English headings and typed values, read leniently.

It knows only the forms that the generated governments use, and takes contract, part 2, by its
words: it is there to be compared with the reader of the product, never to replace it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar, cast

from kinerja_graph.model.cascade import Cascade, Plan
from kinerja_graph.model.nodes import (
    Indicator,
    Label,
    Objective,
    PeriodValue,
    Position,
    Task,
    Unit,
    YearValue,
)
from kinerja_graph.model.origin import Origin
from oracle.chain_facts import folded
from oracle.desk import Desk, Place, Tables
from oracle.periods import WHOLE, Unreadable, meaning
from oracle.programmes import Programmes
from oracle.ties import Ties, unit_tree

RECORDS: dict[str, Label] = {
    "units": "Unit",
    "positions": "Position",
    "objectives": "Objective",
    "indicators": "Indicator",
    "tasks": "Task",
}
Made = TypeVar("Made")
MINUTES = {"minute": 1.0, "hour": 60.0, "day": 450.0}


def read(tables: Tables, name: str) -> Cascade:
    """The cascade of a document as a lenient load takes it, its problems kept."""
    return _Reader(tables, name).cascade()


class _Reader:
    def __init__(self, tables: Tables, name: str) -> None:
        self.tables, self.name, self.desk = tables, name, Desk()
        self.labels: dict[str, Label] = {}
        self.rows: dict[str, list[Place]] = {}
        self.nameless: dict[str, list[Place]] = {table: [] for table in RECORDS}
        for table, label in RECORDS.items():
            self.rows[table] = list(self._records(table, label))
        self.ties = Ties(self.desk, self.labels)
        self.programmes = Programmes(self.desk, self.labels, self._places("programmes"))

    def _places(self, table: str) -> Iterator[Place]:
        for number, row in enumerate(self.tables.get(table, ()), start=2):
            origin = Origin(self.name, table, number)
            if any(value is not None for value in row.values()):
                yield Place(origin, row, (None, str(origin)))

    def _records(self, table: str, label: Label) -> Iterator[Place]:
        for place in self._places(table):
            name = place.text("id")
            if name is None:
                self.desk.note(place, "missing-value", "id")
                self.nameless[table].append(place)
                continue
            place.subject = (self.labels.get(name, label), name)
            if name in self.labels:
                self.desk.note(place, "duplicate-id", "id", name)
                continue
            self.labels[name] = label
            yield place

    def cascade(self) -> Cascade:
        units = [self._unit(place) for place in self.rows["units"]]
        positions = list(self._positions())
        objectives = {
            (item := self._objective(place)).id: item for place in self.rows["objectives"]
        }
        indicators = [self._indicator(place, objectives) for place in self.rows["indicators"]]
        tasks = [self._task(place) for place in self.rows["tasks"]]
        self._look_at_nameless(objectives)
        self._contribution_rows()
        programmes, spending = self.programmes.read(self._places("budgets"))
        links = unit_tree(self.ties.links.values(), self.desk, self.rows["units"])
        return Cascade(
            plan=self._plan(),
            units=tuple(units),
            positions=tuple(positions),
            objectives=tuple(objectives.values()),
            indicators=tuple(self._valued(indicators)),
            tasks=tuple(tasks),
            programmes=programmes,
            contributions=tuple(self.ties.contributions.values()),
            links=(*links, *spending),
            problems=tuple(one for one in self.desk.problems if one.severity == "error"),
        )

    def _plan(self) -> Plan:
        rows = self.tables.get("dataset", ())
        pick = cast("Callable[[str], Any]", dict(rows[0] if rows else {}).get)
        return Plan(
            dataset=pick("dataset") or self.name,
            edition=pick("edition") or "1",
            name=pick("name"),
            first_year=pick("first_year"),
            last_year=pick("last_year"),
            as_of=pick("as_of"),
            values_origin=f"{self.name}.json!values" if "values" in self.tables else None,
        )

    def _common(self, place: Place) -> dict[str, Any]:
        name = place.words("name")
        if name is None:
            self.desk.note(place, "missing-value", "name")
        note = self.desk.wording(place, "note")
        return {"id": place.subject[1], "name": name, "origin": place.origin, "note": note}

    def _unit(self, place: Place) -> Unit:
        self.ties.link(place, "parent", "PART_OF", {"Unit"})
        kind = self.desk.choice(place, "kind", ("pemda", "opd", "unit", "external"))
        return Unit(**self._common(place), kind=cast("Any", kind))

    def _position(self, place: Place) -> Position:
        if place.text("unit") is None:
            self.desk.note(place, "missing-value", "unit")
        self.ties.link(place, "unit", "IN_UNIT", {"Unit"})
        self.ties.link(place, "reports_to", "REPORTS_TO", {"Position"})
        return Position(
            **self._common(place),
            rank=place.text("rank"),
            ladder=place.text("ladder"),
            rung=self.desk.whole(place, "rung", "bad-number", most=float("inf")),
            supervised=self.desk.claim(place, "supervised"),
        )

    def _positions(self) -> Iterator[Position]:
        """The positions; who answers for a ladder otherwise than its first one, answers nothing.

        A row without an id gives no answer, but is held to the ladder's.
        """
        nameless = self._aside("positions", self._position)
        read = [(place, self._position(place)) for place in self.rows["positions"]]
        first: dict[str, bool] = {}
        for _, post in read:
            ladder = folded(post.ladder)
            if ladder is not None and post.supervised is not None:
                first.setdefault(ladder, post.supervised)
        for place, post in (*read, *nameless):
            right = first.get(folded(post.ladder) or "")
            wrong = right is not None and post.supervised not in {None, right}
            if wrong:
                self.desk.note(place, "bad-choice", "supervised", place.text("supervised"))
            if place.subject[0] is not None:
                yield replace(post, supervised=None) if wrong else post

    def _look_at_nameless(self, objectives: dict[str, Objective]) -> None:
        """Rows without an id become nothing, but their other cells are looked at."""
        self._aside("units", self._unit)
        self._aside("objectives", self._objective)
        self._aside("indicators", lambda place: self._indicator(place, objectives))
        self._aside("tasks", self._task)

    def _aside(self, table: str, make: Callable[[Place], Made]) -> list[tuple[Place, Made]]:
        """What the rows without an id would be; their ties are kept nowhere."""
        kept, self.ties = self.ties, Ties(self.desk, self.labels)
        made = [(place, make(place)) for place in self.nameless[table]]
        self.ties = kept
        return made

    def _level(self, place: Place, *, required: bool) -> int | None:
        if required and place.cells.get("level") is None:
            self.desk.note(place, "missing-value", "level")
        return self.desk.whole(place, "level", "bad-level", most=5)

    def _objective(self, place: Place) -> Objective:
        self.ties.link(place, "owner", "OWNS", {"Unit", "Position"})
        self.ties.link(place, "expected_agencies", "EXPECTS", {"Unit"})
        self.ties.give(place)
        level = self._level(place, required=True)
        role = self.desk.choice(place, "role", ("outcome", "csf", "condition"))
        if level == 0 and role in {"csf", "condition"}:
            self.desk.note(place, "bad-choice", "role", role)
            role = None
        return Objective(
            **self._common(place),
            level=level,
            cross_agency=bool(self.desk.claim(place, "cross_agency")),
            role=cast("Any", role),
            tags=place.tags(),
        )

    def _indicator(self, place: Place, objectives: dict[str, Objective]) -> Indicator:
        self.ties.link(place, "objective", "MEASURES", {"Objective"})
        self.ties.link(place, "owner", "OWNS", {"Unit", "Position"})
        self.ties.give(place)
        above = objectives.get(place.text("objective") or "")
        level = self._level(place, required=place.text("objective") is None)
        if above is not None:
            if level is not None and above.level not in {None, level}:
                self.desk.note(place, "bad-level", "level", place.text("level"))
            level = above.level
        kinds = ("impact", "outcome", "output", "process", "input")
        turns = ("up", "down", "hold", "range")
        periods = ("month", "quarter", "half", "year")
        sums = ("sum", "cumulative", "average", "last")
        return Indicator(
            **self._common(place),
            level=level,
            kind=cast("Any", self.desk.choice(place, "kind", kinds)),
            measure_unit=self.desk.wording(place, "measure_unit"),
            polarity=cast("Any", self.desk.choice(place, "polarity", turns)),
            baseline=self.desk.number(place, "baseline"),
            formula=self.desk.wording(place, "formula"),
            data_source=self.desk.wording(place, "data_source"),
            definition=self.desk.wording(place, "definition"),
            data_provider=self.desk.wording(place, "data_provider"),
            reporting_period=cast("Any", self.desk.choice(place, "reporting_period", periods)),
            accumulation=cast("Any", self.desk.choice(place, "accumulation", sums)),
            tags=place.tags(),
        )

    def _task(self, place: Place) -> Task:
        self.ties.link(place, "performer", "PERFORMS", {"Position"})
        self.ties.give(place)
        duration = self.desk.number(place, "duration")
        unit = self.desk.choice(place, "duration_unit", tuple(MINUTES))
        if place.text("duration") is not None and place.text("duration_unit") is None:
            self.desk.note(place, "missing-value", "duration_unit")
        return Task(
            **self._common(place),
            activity=place.text("activity"),
            step=place.text("step"),
            output_quantity=self.desk.number(place, "output_quantity"),
            output_unit=self.desk.wording(place, "output_unit"),
            duration_minutes=None if duration is None or unit is None else duration * MINUTES[unit],
            volume=self.desk.number(place, "volume"),
            tags=place.tags(),
        )

    def _contribution_rows(self) -> None:
        seen: set[tuple[str, str]] = set()
        for place in self._places("contributions"):
            low, high = place.text("from") or "", place.text("to") or ""
            known = next((one for one in (low, high) if one in self.labels), None)
            place.subject = (self.labels[known], known) if known else (None, low)
            if (low, high) in seen:
                self.desk.note(place, "duplicate-id", "from", low)
                continue
            seen.add((low, high))
            self.ties.describe(place, low, high)

    def _valued(self, indicators: list[Indicator]) -> Iterator[Indicator]:
        by_id = {item.id: item for item in indicators}
        unread = {
            place.subject[1]
            for place in self.rows["indicators"]
            if place.text("polarity") is not None and by_id[place.subject[1]].polarity is None
        }
        values: dict[str, dict[tuple[int | None, str], YearValue]] = {}
        for place in self._places("values"):
            name = place.text("indicator")
            seen = values.setdefault(name or "", {})
            place.subject = ("Indicator" if name in by_id else None, name or "")
            place.year = self.desk.whole(place, "year", "bad-number", most=9999)
            period = self._period(place)
            if name is not None and (place.year, period) in seen:
                self.desk.note(place, "duplicate-id", "year", str(place.year))
                continue
            for heading in ("indicator", "year"):
                if place.text(heading) is None:
                    self.desk.note(place, "missing-value", heading)
            if name is not None and name not in by_id:
                self.desk.note(place, "dangling-reference", "indicator", name, missing=name)
            either = name not in by_id or name in unread
            ranges = None if either else by_id[name or ""].polarity == "range"
            target = self.desk.target(place, ranges=ranges)
            realised = self.desk.number(place, "realisation")
            if place.year is not None and period is not None:
                seen[place.year, period] = YearValue(
                    year=place.year, target=target, realisation=realised
                )
        for item in indicators:
            filled = sorted(values.get(item.id, {}).items(), key=lambda one: str(one[0]))
            yield replace(
                item,
                values=tuple(one for (_, period), one in filled if period == WHOLE),
                periods=tuple(
                    PeriodValue(
                        year=one.year,
                        period=period,
                        target=one.target,
                        realisation=one.realisation,
                    )
                    for (_, period), one in filled
                    if period != WHOLE
                ),
            )

    def _period(self, place: Place) -> str | None:
        try:
            return meaning(place.text("period") or "", "period")
        except Unreadable:
            self.desk.note(place, "bad-choice", "period", place.text("period"))
            return None
