"""Which heading of a matrix each column of the contract's tables was read from."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja_graph.model.headings import PlannerColumn, PlannerSheet
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.headings import is_column_numbers
from kinerja_graph.sources.wide.matrix_reader import MatrixReader
from kinerja_graph.sources.wide.plan import Column, Indicators, Map, Nodes, UnitColumns

_Read = tuple[str, Column | None, str | None]
"""A column of the contract (``indicators.owner``), that of the map, the letters of the names."""


def planner_sheet(reader: MatrixReader, map_: Map) -> PlannerSheet:
    """Return the headings of the columns that ``map_`` names, whether any cell below is filled.

    A drawing has no headings. In a matrix with a column for each level, what a result contributes
    to is in the column of the level above.
    """
    absent = list(reader.absent_headings)
    found = dict.fromkeys(_columns(reader, map_))
    reader.absent_headings[:] = absent  # looking a second time is no second absence
    return PlannerSheet(reader.matrix.file, reader.matrix.sheet, tuple(found))


def _columns(reader: MatrixReader, map_: Map) -> Iterator[PlannerColumn]:
    if map_.drawn is not None or map_.shapes is not None:
        return
    for name, column, names in (*_records(reader, map_), *_owners(map_), *_units(map_.unit)):
        index = _index(reader, column)
        if index is not None:
            yield _headed(reader, name, index, names=names)
    for given in map_.indicators:
        yield from _indicators(reader, given)
        yield from _measured(reader, map_, given)


def _records(reader: MatrixReader, map_: Map) -> Iterator[_Read]:
    above: Column | None = None
    for level in map_.levels:
        names = _letters(reader, level.name)
        yield "objectives.name", level.name, names
        yield "objectives.contributes_to", above, names
        if level.begins or level.depths:  # the one above may be in the same column
            yield "objectives.contributes_to", level.name, names
        above = level.name
    if map_.nodes is not None:
        yield from _nodes(map_.nodes, "objectives" if map_.statements else "indicators")
    if map_.codes is not None:
        yield "objectives.name", map_.codes.name, None
        for column in map_.codes.code:
            yield "objectives.id", column, None
    if map_.posts is not None:
        for key, column in map_.posts.fields.items():
            yield f"positions.{key}", column, None
        for column in map_.posts.superiors:
            yield "positions.reports_to", column, None
        yield "positions.unit", _unit_column(map_.unit), None


def _nodes(nodes: Nodes, table: str) -> Iterator[_Read]:
    yield f"{table}.name", nodes.name, None
    yield f"{table}.level", nodes.level, None
    yield f"{table}.contributes_to", nodes.parent, None


def _owners(map_: Map) -> Iterator[_Read]:
    """Yield the column of owners; without one, the unit of a row owns what it holds."""
    column = _unit_column(map_.unit) if map_.owner is None else map_.owner.column
    if map_.indicators:
        yield "indicators.owner", column, None
    if map_.statements and map_.posts is None and map_.level is None:
        yield "objectives.owner", column, None


def _units(unit: UnitColumns | None) -> Iterator[_Read]:
    if unit is not None:
        yield "units.name", _unit_column(unit), None
        yield "units.parent", _unit_column(unit.parent), None


def _unit_column(unit: UnitColumns | None) -> Column | None:
    return None if unit is None else unit.name or unit.id


def _indicators(reader: MatrixReader, given: Indicators) -> Iterator[PlannerColumn]:
    names = _letters(reader, given.name)
    for key, column in (("name", given.name), *given.fields.items()):
        index = _index(reader, column)
        if index is not None:
            yield _headed(reader, f"indicators.{key}", index, names=names)
    for kind, yearly in (("target", given.targets), ("realisation", given.realisations)):
        found = {year: bound.index for year, bound in reader.bind_years(yearly).items()}
        for year, index in (*found.items(), (None, _index(reader, yearly.row))):
            if index is not None:
                yield _headed(reader, f"values.{kind}", index, names=names, year=year)
                if given.amounts != "number" and "measure_unit" not in given.fields:
                    yield _headed(reader, "indicators.measure_unit", index, names=names)


def _measured(reader: MatrixReader, map_: Map, given: Indicators) -> Iterator[PlannerColumn]:
    """Yield where indicators say which result they measure: in its row, in their own column.

    The other way round, an indicator is linked by the result that stands in its row.
    """
    index = _index(reader, given.name)
    if index is None:
        return
    if (map_.nodes is not None and map_.statements) or map_.codes is not None:
        yield _headed(reader, "indicators.objective", index, names=None)
    chosen = [level for level in map_.levels if given.of in {None, *level.name.headings}]
    for level in chosen:
        names = _letters(reader, level.name)
        yield _headed(reader, "indicators.objective", index, names=names)
    for level in chosen[-1:]:
        above = _index(reader, level.name)
        if above is not None:
            names = letters(index)
            yield _headed(reader, "indicators.contributes_to", above, names=names)


def _index(reader: MatrixReader, column: Column | None) -> int | None:
    bound = reader.bind(column)
    return None if bound is None else bound.index


def _letters(reader: MatrixReader, column: Column) -> str | None:
    index = _index(reader, column)
    return None if index is None else letters(index)


def _headed(
    reader: MatrixReader, name: str, index: int, *, names: str | None, year: int | None = None
) -> PlannerColumn:
    """Return the column with its heading; the cell is that of the lowest row of headings."""
    table, _, column = name.partition(".")
    cell = letters(index)
    matrix, (first, last) = reader.matrix, reader.heading_rows
    for row in range(last, first - 1, -1):
        own = matrix.rows.get(matrix.first_merged_cell(row, index)[0], {})
        piece = None if is_column_numbers(own) else matrix.piece(row, index)
        if piece is not None and piece.text:
            cell = piece.spot.cell or cell
            break
    return PlannerColumn(table, column, reader.headings.shown(index), cell, year, names)
