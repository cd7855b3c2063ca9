"""The graph as the tables of the contract: what a plan file would have to say to become it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from kinerja_graph.export.restoring import Faults, faults_of
from kinerja_graph.export.snapshot import Snapshot, Standing, Tie
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.rows import Row
from kinerja_graph.model.schema import BY_LABEL

Pair: TypeAlias = tuple[float, float]
Cell: TypeAlias = "str | int | float | bool | Pair | list[str]"
"""A pair is a range target; texts of what could not be read stand beside every other kind."""
Line: TypeAlias = dict[str, Cell]
"""The cells of one row by canonical heading; those that would be empty are absent."""

TABLE_OF: Final = {
    "Unit": "units",
    "Position": "positions",
    "Objective": "objectives",
    "Indicator": "indicators",
    "Task": "tasks",
}
PROBLEMS: Final = "problems"
"""A table that no reader takes for part of the plan: the problems that no cell can hold."""
_DERIVED: Final = frozenset({"name_key", "origin", "agency", "circle", "ladder_key"}) | {
    "measure_unit_key",
    "duration_minutes",
}
"""Properties that the load makes itself, or that have a heading of another name."""
_ORDINARY: Final = {"kind": "vertical", "sign": "+", "status": "accepted"}
"""What an empty cell of ``contributions`` means."""
_CONTRIBUTIONS: Final = frozenset({"CONTRIBUTES_TO", "REJECTED_CONTRIBUTION"})


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of one table."""

    table: str
    cells: Line


def table_rows(snapshot: Snapshot) -> Iterator[TableRow]:
    """Every row of every table; rows of one table are in order, tables are mixed."""
    faults = _faults(snapshot)
    yield TableRow("dataset", _dataset(snapshot.edition))
    for label in TABLE_OF:
        yield from _records(snapshot, label, faults)
    for cells in faults.contributions():
        yield TableRow("contributions", dict(cells))
    yield from (TableRow(PROBLEMS, dict(row)) for row in faults.lost)


def _faults(snapshot: Snapshot) -> Faults:
    problems = list(snapshot.nodes("Problem"))
    about = {(str(row.get("subject_label")), str(row.get("subject_id"))) for row in problems}
    origins = snapshot.origins(about) if problems else {}
    return faults_of(problems, origins)


def _records(snapshot: Snapshot, label: str, faults: Faults) -> Iterator[TableRow]:
    """The rows of one table of records, with the values and contributions that go with them."""
    later: list[TableRow] = []
    for item in snapshot.standing(label):
        cells = _MAKERS[label](item)
        cells |= {"contributes_to": named} if (named := _plain_targets(item)) else {}
        row = TableRow(TABLE_OF[label], faults.restored(label, item.id, cells))
        if faults.contradicts(label, item.id):
            later.append(row)
        else:
            yield row
        yield from _yearly(item, faults.repeated(item.id))
        yield from (TableRow("contributions", line) for line in _contributions(item))
        later.extend(
            TableRow(TABLE_OF[label], {"id": item.id}) for _ in range(faults.doubles(item.id))
        )
    yield from later


def _dataset(edition: Edition) -> Line:
    given: dict[str, Cell | None] = {
        "dataset": edition.dataset,
        "edition": edition.edition,
        "name": edition.name,
        "first_year": edition.first_year,
        "last_year": edition.last_year,
        "as_of": edition.as_of,
    }
    return {heading: value for heading, value in given.items() if value is not None}


def _own(item: Standing) -> Line:
    """The properties that have a heading of the same name, in the order of the schema."""
    return {
        one.name: value
        for one in BY_LABEL[item.label].properties
        if one.name not in _DERIVED
        and isinstance(value := item.properties.get(one.name), str | int | float)
    }


def _far(item: Standing, edge_type: str) -> list[str]:
    return [tie.target for tie in item.ties if tie.type == edge_type]


def _single(item: Standing, edge_type: str, heading: str) -> Line:
    found = _far(item, edge_type)
    return {heading: found[0]} if found else {}


def _several(heading: str, ids: list[str] | tuple[str, ...]) -> Line:
    return {heading: list(ids)} if ids else {}


def _unit(item: Standing) -> Line:
    return _own(item) | _single(item, "PART_OF", "parent")


def _position(item: Standing) -> Line:
    seat = _single(item, "IN_UNIT", "unit")
    return _own(item) | seat | _several("reports_to", _far(item, "REPORTS_TO"))


def _objective(item: Standing) -> Line:
    cells = _own(item) | _several("owner", item.owners)
    if cells.get("cross_agency") is False:
        del cells["cross_agency"]
    return cells | _several("expected_agencies", _far(item, "EXPECTS"))


def _indicator(item: Standing) -> Line:
    cells = _own(item) | _single(item, "MEASURES", "objective") | _several("owner", item.owners)
    if "objective" in cells:
        cells.pop("level", None)
    return cells


def _task(item: Standing) -> Line:
    cells = _own(item) | _several("performer", item.owners)
    minutes = item.properties.get("duration_minutes")
    if isinstance(minutes, float | int):
        cells |= {"duration": float(minutes), "duration_unit": "minute"}
    return cells


_MAKERS: Final[dict[str, Callable[[Standing], Line]]] = {
    "Unit": _unit,
    "Position": _position,
    "Objective": _objective,
    "Indicator": _indicator,
    "Task": _task,
}


def _plain_targets(item: Standing) -> list[str]:
    """The contributions that a list can say: those without a property worth a row."""
    return [tie.target for tie in item.ties if tie.type in _CONTRIBUTIONS and not _needs_row(tie)]


def _contributions(item: Standing) -> Iterator[Line]:
    for tie in item.ties:
        if tie.type in _CONTRIBUTIONS and _needs_row(tie):
            yield {"from": tie.source, "to": tie.target, **_particulars(tie)}


def _needs_row(tie: Tie) -> bool:
    """Whether a list cannot say it; an id that holds the separator of lists never stands there."""
    return ";" in tie.target or bool(_particulars(tie))


def _particulars(tie: Tie) -> Line:
    """The properties of a contribution that differ from what an empty cell means."""
    return {
        name: value
        for name, value in tie.properties.items()
        if name != "origin"
        and isinstance(value, str | int | float)
        and _ORDINARY.get(name) != value
    }


def _yearly(item: Standing, repeated: tuple[str, ...]) -> Iterator[TableRow]:
    """The rows of ``values`` of an indicator, and the second rows of years that had one."""
    lines = list(_values(item))
    known = {str(line["year"]) for line in lines}
    for year in repeated:
        times = 1 if year in known else 2
        lines.extend({"indicator": item.id, "year": year} for _ in range(times))
        known.add(year)
    yield from (TableRow("values", line) for line in lines)


def _values(item: Standing) -> Iterator[Line]:
    """The years of an indicator in which a target or a realisation is known, ascending."""
    if item.label != "Indicator":
        return
    targets: dict[int, Cell] = dict(_years(item.properties, "target_years", "targets"))
    ranges = zip(
        _years(item.properties, "range_years", "range_lows"),
        _years(item.properties, "range_years", "range_highs"),
        strict=True,
    )
    targets.update({year: (low, high) for (year, low), (_year, high) in ranges})
    reached = dict(_years(item.properties, "realisation_years", "realisations"))
    for year in sorted({*targets, *reached}):
        line: Line = {"indicator": item.id, "year": year}
        if year in targets:
            line["target"] = targets[year]
        if year in reached:
            line["realisation"] = reached[year]
        yield line


def _years(properties: Row, years: str, values: str) -> list[tuple[int, float]]:
    found, amounts = properties.get(years), properties.get(values)
    if not isinstance(found, list) or not isinstance(amounts, list):
        return []
    return [(int(year), float(amount)) for year, amount in zip(found, amounts, strict=True)]
