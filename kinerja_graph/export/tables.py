"""The graph as the tables of the contract: the plan file that would load as this edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias, cast

from kinerja_graph.export.snapshot import Snapshot, StoredEdge, StoredNode
from kinerja_graph.export.unread_values import Faults, Moment, sort_problems
from kinerja_graph.model.edges import ORDINARY
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import PROGRAMME
from kinerja_graph.model.origin import source_place
from kinerja_graph.model.periods import period_realisations, period_targets
from kinerja_graph.model.rows import Row
from kinerja_graph.model.schema import BY_LABEL
from kinerja_graph.model.tables import TABLE_OF

Pair: TypeAlias = tuple[float, float]
Cell: TypeAlias = "str | int | float | bool | Pair | list[str]"
"""A pair is a range target; text that could not be read may replace a value of any kind."""
Line: TypeAlias = dict[str, Cell]
"""The cells of one row by canonical heading; empty ones are absent."""

PROBLEMS: Final = "problems"
"""A table that readers ignore as plan data: the problems that no cell can hold."""
_DERIVED: Final = frozenset({"name_key", "origin", "line", "agency", "circle", "ladder_key"}) | {
    "measure_unit_key",
    "tag_keys",
    "duration_minutes",
    "budgeted",
    "budget_years",
    "budgets",
    "spent_years",
    "spents",
}
"""Properties that the load derives, or whose heading has another name."""
_CONTRIBUTIONS: Final = frozenset({"CONTRIBUTES_TO", "REJECTED_CONTRIBUTION"})


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of one table."""

    table: str
    cells: Line


@dataclass(frozen=True, slots=True)
class WrittenTables:
    """What a table writer wrote: rows by file, and the number of problems no cell can hold."""

    files: dict[str, int]
    lost: int


def table_rows(snapshot: Snapshot) -> Iterator[TableRow]:
    """Yield every row of every table; rows of one table are in order, tables are interleaved."""
    faults = _faults(snapshot)
    yield TableRow("dataset", _dataset(snapshot.edition))
    for label in TABLE_OF:
        yield from _records(snapshot, label, faults)
    for pair in faults.remaining_pairs():
        yield from (TableRow("contributions", line) for line in faults.rows_of_pair(pair, {}))
    yield from (TableRow(table, dict(line)) for table, line in faults.strays)
    yield from (TableRow(PROBLEMS, dict(line)) for line in faults.lost)


def _faults(snapshot: Snapshot) -> Faults:
    problems = list(snapshot.nodes("Problem"))
    about = {(str(row.get("subject_label")), str(row.get("subject_id"))) for row in problems}
    origins = snapshot.origins(about) if problems else {}
    return sort_problems(problems, origins)


def _records(snapshot: Snapshot, label: str, faults: Faults) -> Iterator[TableRow]:
    """Yield the rows of one table of records, with their values and contributions."""
    later: list[TableRow] = []
    for item in snapshot.nodes_with_edges(label):
        cells = _CELLS_BY_LABEL[label](item)
        cells |= _list_cell("contributes_to", _plain_targets(item, faults))
        row = TableRow(TABLE_OF[label], faults.restore_cells(label, item.id, cells))
        if faults.contradicts(label, item.id):
            later.append(row)
        else:
            yield row
        yield from (TableRow("values", line) for line in _value_rows(item, faults))
        yield from (TableRow("contributions", line) for line in _contributions(item, faults))
        yield from (TableRow("budgets", line) for line in _budget_rows(item, faults))
        doubles = faults.again.get((label, item.id), 0)
        later.extend(TableRow(TABLE_OF[label], {"id": item.id}) for _ in range(doubles))
    yield from later


def _dataset(edition: Edition) -> Line:
    given: dict[str, Cell | None] = {
        "dataset": edition.dataset,
        "edition": edition.edition,
        "name": edition.name,
        "first_year": edition.first_year,
        "last_year": edition.last_year,
        "as_of": edition.as_of,
        "headings": edition.headings,
        "document": edition.document,
    }
    return {heading: value for heading, value in given.items() if value is not None}


def _own_cells(item: StoredNode) -> Line:
    """Return the properties that have a heading of the same name, in schema order.

    A record without a source gets its location as source: its export row is not the planner's.
    """
    cells: Line = {
        one.name: value
        for one in BY_LABEL[item.label].properties
        if one.name not in _DERIVED
        and isinstance(value := item.properties.get(one.name), str | int | float)
    }
    tags = item.properties.get("tags")
    if isinstance(tags, list):
        cells["tags"] = list(map(str, tags))
    origin = source_place(str(item.properties.get("origin", "")))
    if origin is not None:
        cells.setdefault("source", origin)
    return cells


def _far_ids(item: StoredNode, edge_type: str) -> list[str]:
    return [tie.target for tie in item.edges if tie.type == edge_type]


def _single_cell(item: StoredNode, edge_type: str, heading: str) -> Line:
    found = _far_ids(item, edge_type)
    return {heading: found[0]} if found else {}


def _list_cell(heading: str, ids: list[str] | tuple[str, ...]) -> Line:
    return {heading: list(ids)} if ids else {}


def _unit_cells(item: StoredNode) -> Line:
    return _own_cells(item) | _single_cell(item, "PART_OF", "parent")


def _position_cells(item: StoredNode) -> Line:
    seat = _single_cell(item, "IN_UNIT", "unit")
    return _own_cells(item) | seat | _list_cell("reports_to", _far_ids(item, "REPORTS_TO"))


def _objective_cells(item: StoredNode) -> Line:
    cells = _own_cells(item) | _list_cell("owner", item.owners)
    if cells.get("cross_agency") is False:
        del cells["cross_agency"]
    return cells | _list_cell("expected_agencies", _far_ids(item, "EXPECTS"))


def _indicator_cells(item: StoredNode) -> Line:
    cells = (
        _own_cells(item)
        | _single_cell(item, "MEASURES", "objective")
        | _list_cell("owner", item.owners)
    )
    if "objective" in cells:
        cells.pop("level", None)
    return cells


def _task_cells(item: StoredNode) -> Line:
    cells = _own_cells(item) | _list_cell("performer", item.owners)
    minutes = item.properties.get("duration_minutes")
    if isinstance(minutes, float | int):
        cells |= {"duration": float(minutes), "duration_unit": "minute"}
    return cells


def _programme_cells(item: StoredNode) -> Line:
    above = _single_cell(item, "PART_OF", "parent") | _single_cell(item, "IN_UNIT", "unit")
    return _own_cells(item) | above | _list_cell("serves", _far_ids(item, "SERVES"))


_CELLS_BY_LABEL: Final[dict[str, Callable[[StoredNode], Line]]] = {
    "Unit": _unit_cells,
    "Position": _position_cells,
    "Objective": _objective_cells,
    "Indicator": _indicator_cells,
    "Task": _task_cells,
    "Programme": _programme_cells,
}


def _plain_targets(item: StoredNode, faults: Faults) -> list[str]:
    """Return the contributions that fit a list: those without properties that need a row."""
    return [
        tie.target
        for tie in item.edges
        if tie.type in _CONTRIBUTIONS and not _needs_row(tie, faults)
    ]


def _contributions(item: StoredNode, faults: Faults) -> Iterator[Line]:
    for tie in item.edges:
        if tie.type in _CONTRIBUTIONS and _needs_row(tie, faults):
            yield from faults.rows_of_pair((tie.source, tie.target), _contribution_cells(tie))


def _needs_row(edge: StoredEdge, faults: Faults) -> bool:
    """Tell whether it needs a row: ids that contain the list separator never go in a list."""
    had_row = faults.has_row((edge.source, edge.target))
    return had_row or ";" in edge.target or bool(_contribution_cells(edge))


def _contribution_cells(tie: StoredEdge) -> Line:
    """Return the properties of a contribution that differ from the meaning of an empty cell."""
    return {
        name: value
        for name, value in tie.properties.items()
        if name != "origin" and isinstance(value, str | int | float) and ORDINARY.get(name) != value
    }


def _value_rows(item: StoredNode, faults: Faults) -> Iterator[Line]:
    """Yield the rows of ``values`` of an indicator, with unreadable text and duplicate rows."""
    if item.label != "Indicator":
        return
    lines = _values(item) | _period_values(item)
    for moment, texts in faults.years.get(item.id, {}).items():
        lines.setdefault(moment, _line_of(item, moment)).update(texts)
    again = faults.years_again.get(item.id, ())
    for moment in again:
        lines.setdefault(moment, _line_of(item, moment))
    yield from (lines[moment] for moment in sorted(lines))
    for moment in again:
        yield _line_of(item, moment)


def _budget_rows(item: StoredNode, faults: Faults) -> Iterator[Line]:
    """Yield the rows of ``budgets`` of a programme, likewise."""
    if item.label != PROGRAMME:
        return
    lines: dict[int, Line] = {}

    def line(year: int) -> Line:
        return lines.setdefault(year, {"programme": item.id, "year": year})

    for name in ("budget", "spent"):
        for year, amount in _years(item.properties, f"{name}_years", f"{name}s"):
            line(year)[name] = amount
    for year, texts in faults.budgets.get(item.id, {}).items():
        line(year).update(texts)
    again = faults.budgets_again.get(item.id, ())
    for year in again:
        line(year)
    yield from (lines[year] for year in sorted(lines))
    for year in again:
        yield {"programme": item.id, "year": year}


def _line_of(item: StoredNode, moment: Moment) -> Line:
    year, period = moment
    line: Line = {"indicator": item.id, "year": year}
    return line | ({"period": period} if period else {})


def _period_values(item: StoredNode) -> dict[Moment, Line]:
    """Return the periods of an indicator that have a row, also one without values.

    A quarter with an empty row is not computed from its months.
    """
    targets, reals = period_targets(item.properties), period_realisations(item.properties)
    codes = item.properties.get("period_value_codes")
    lines: dict[Moment, Line] = {}
    for code in map(str, codes if isinstance(codes, list) else ()):
        moment = (int(code[:4]), code[4:])
        lines[moment] = _line_of(item, moment)
        if code in targets:
            lines[moment]["target"] = targets[code]
        if code in reals:
            lines[moment]["realisation"] = reals[code]
    return lines


def _values(item: StoredNode) -> dict[Moment, Line]:
    """Return the years of an indicator of which a target or a realisation is stated."""
    known = item.properties
    targets: dict[int, Cell] = dict(_years(known, "target_years", "targets"))
    lows = _years(known, "range_years", "range_lows")
    highs = dict(_years(known, "range_years", "range_highs"))
    targets.update({year: (low, highs[year]) for year, low in lows})
    reached = dict(_years(known, "realisation_years", "realisations"))
    for year in _derived(known, "derived_target_years"):
        del targets[year]
    for year in _derived(known, "derived_realisation_years"):
        del reached[year]
    lines: dict[Moment, Line] = {}
    for year in {*targets, *reached}:
        line = lines[year, ""] = _line_of(item, (year, ""))
        if year in targets:
            line["target"] = targets[year]
        if year in reached:
            line["realisation"] = reached[year]
    return lines


def _derived(properties: Row, name: str) -> list[int]:
    """Return years whose value is computed from those of periods, and stands in no row."""
    found = properties.get(name)
    return [int(year) for year in found] if isinstance(found, list) else []


def _years(properties: Row, years: str, values: str) -> list[tuple[int, float]]:
    found, amounts = properties.get(years), properties.get(values)
    if not isinstance(found, list) or not isinstance(amounts, list):
        return []
    pairs = cast("Iterator[tuple[float, float]]", zip(found, amounts, strict=True))
    return [(int(year), float(amount)) for year, amount in pairs]
