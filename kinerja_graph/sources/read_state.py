"""What is known while a plan is read: rows by table, records by id, problems so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from kinerja_graph.model.headings import PlannerColumn, PlannerSheet
from kinerja_graph.model.nodes import Label
from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.cells import Cell, Grid, Line
from kinerja_graph.sources.columns import RECORD_TABLES, VALUE_TABLE, Table
from kinerja_graph.sources.fault import Fault, Place, Subject, WholeFileError
from kinerja_graph.sources.header_mapping import (
    HeaderMapping,
    filled_lines,
    headed_lower,
    is_headed,
    map_header,
)
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.row import Row
from kinerja_graph.sources.suggestions import Suggestions

LOOKED_BELOW: Final = 8
"""Headings are found below at most this many other rows."""


@dataclass(slots=True)
class ReadState:
    """The state while reading one input.

    Attributes:
        grids: the tables of the input, in reading order.
        decimal: what settles ambiguous numbers.
        problems: all problems so far, in no particular order.
        rows: the rows of records by table name, without those that have a duplicate id.
        by_id: the row of each record; for a duplicate id, the first.
        withheld: by label the first row whose own id is missing, unreadable or taken.
        named: the ids of the records with each folded name, computed on first use.
        unread: labels whose tables were not read completely: references to them are not checked.
        pool: one copy of each repeated text.
        merged: sheets and headings under which merged cells left rows without a value.
        headers: how each grid that was read heads its columns.
    """

    grids: tuple[Grid, ...]
    decimal: Decimal | None
    problems: list[Problem]
    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    by_id: dict[str, Row] = field(default_factory=dict[str, Row])
    withheld: dict[Label, Row] = field(default_factory=dict[Label, Row])
    named: dict[str, list[str]] | None = None
    unread: set[Label] = field(default_factory=set[Label])
    pool: dict[str, str] = field(default_factory=dict[str, str])
    merged: list[str] = field(default_factory=list[str])
    headers: dict[Place, HeaderMapping] = field(default_factory=dict[Place, HeaderMapping])
    suggestions: Suggestions = field(default_factory=Suggestions)

    def records(self) -> Iterator[Row]:
        """Yield the rows of all records, in the order of tables and input."""
        return chain.from_iterable(self.rows.get(table.name, ()) for table in RECORD_TABLES)

    def label(self, id_: str) -> Label | None:
        """Return the label of the record with this id, or None if there is none."""
        row = self.by_id.get(id_)
        return None if row is None else row.label

    def known(self, id_: str) -> str:
        """Return the shared copy of the id of an existing record."""
        return self.by_id[id_].id or id_

    def report(self, row: Row, heading: str, wrong: Fault, subject: Subject | None = None) -> None:
        """Store a problem of a cell; without ``subject`` it is about the record of the row."""
        self.problems.append(row.place.problem(wrong, row.number, heading, subject or row.subject))

    def withhold(self, row: Row) -> None:
        """Remember the first row of a table that no reference can lead to."""
        if row.label is not None:
            self.withheld.setdefault(row.label, row)

    def lines(self, table: Table, *, again: bool = False) -> Iterator[tuple[HeaderMapping, Line]]:
        """Yield the filled rows of all grids of ``table``, each with the mapping of its grid.

        A grid that becomes unreadable half-way yields one problem, and its table is unread.
        ``again`` rereads rows: their problems are known.
        """
        problems: list[Problem] = [] if again else self.problems
        for grid in self.grids:
            if grid.table is table:
                yield from self._grid_lines(grid, problems)

    def _grid_lines(
        self, grid: Grid, problems: list[Problem]
    ) -> Iterator[tuple[HeaderMapping, Line]]:
        try:
            lines = grid.lines()
            _, headings = next(lines, (1, ()))
            seen = tuple(islice(lines, 1 if is_headed(grid, headings) else LOOKED_BELOW))
            if not seen and grid.loose:
                return
            lower = next((number for number, cells in seen if is_headed(grid, cells)), None)
            if lower is not None and not is_headed(grid, headings):
                self._mark_unread(grid.table)
                problems.extend(headed_lower(grid, headings, lower))
                return
            header = self.map_header(grid, headings, problems)
            if "id" in header.lacking:
                self._mark_unread(grid.table)
            for line in filled_lines(chain(seen, lines), header, problems):
                yield header, line
            place = grid.sheet or grid.file
            self.merged.extend(f"{place}: {name}" for name in sorted(header.merged))
        except WholeFileError as error:
            self._mark_unread(grid.table)
            problems.append(Place(grid.file, grid.sheet, grid.document).problem(error.fault))

    def map_header(
        self, grid: Grid, heading_row: Sequence[Cell], problems: list[Problem]
    ) -> HeaderMapping:
        """Map the heading row of a grid, and remember how."""
        header = map_header(grid, heading_row, problems)
        self.headers[header.place] = header
        return header

    def own_headings(self) -> Iterator[PlannerSheet]:
        """Yield the tables with headings of the planner's own, such as an Indonesian alias.

        A table that another process read is looked at here.
        """
        for grid in self.grids:
            place = Place(grid.file, grid.sheet, grid.document)
            if place not in self.headers:
                next(self._grid_lines(grid, []), None)
            header = self.headers.get(place)
            if header is not None and header.own:
                columns = (
                    PlannerColumn(grid.table.name, column, " ".join(text.split()))
                    for column, text in header.own.items()
                )
                yield PlannerSheet(grid.file, grid.sheet, tuple(columns))

    def values_origin(self) -> str | None:
        """Return where the table ``values`` stands; None where it has several places or none."""
        grids = [grid for grid in self.grids if grid.table is VALUE_TABLE]
        if len(grids) != 1:
            return None
        sheet = grids[0].document or grids[0].sheet
        return grids[0].file if sheet is None else f"{grids[0].file}!{sheet}"

    def _mark_unread(self, table: Table) -> None:
        if table.label is not None:
            self.unread.add(table.label)
