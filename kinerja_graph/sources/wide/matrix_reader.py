"""Read the rows and cells of a matrix by the columns that a map names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final

from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.fault import Fault, Place, WholeFileError, fault
from kinerja_graph.sources.wide.cell_reference import CellSet, Piece
from kinerja_graph.sources.wide.folding import begins, fold, name_fold
from kinerja_graph.sources.wide.grid import Matrix
from kinerja_graph.sources.wide.headings import (
    Headings,
    column_by_letter,
    find_headings,
    is_column_numbers,
    is_repeated_heading,
    list_columns,
    read_headings,
)
from kinerja_graph.sources.wide.output_collector import LeftOut, OutputCollector
from kinerja_graph.sources.wide.plan import Column, Layout, LevelSign, Yearly
from kinerja_graph.sources.wide.tree import Moment

_LETTERS: Final = re.compile("[A-Z]{1,2}")
_MOST_TOLD: Final = 6


class MatrixRefusedError(Exception):
    """A matrix that cannot be read or that its map does not fit; ``problems`` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


@dataclass(frozen=True, slots=True)
class Bound:
    """A column of the map and its index in the matrix; None if it has no column there."""

    column: Column
    index: int | None


@dataclass(slots=True)
class MatrixReader:
    """A matrix while it is being read.

    Attributes:
        heading_rows: the first and last heading row.
        heading_problems: headings of the map that the matrix does not have.
        absent_headings: optional headings that the matrix does not have.
        mapped_columns: the columns that the map names.
        value_columns: those of them with values by year.
        used_cells: the cells that were read, by row and column.
        group_rows: rows left out as headings: their code is above the levels of the map, or they
            hold the totals of a group.
        first_rows: by the ids of the records of a row, the first row with these records.
        repeated_rows: a first row, and a later one with the same records.
        conflicting_values: indicators that another row repeats with other values: the cell of the
            name, the first row, and the cell that differs.
        repeated_codes: rows whose code, stored as a number, equals that of an earlier row with
            another name: the code, the earlier name, the name.
        first_indicator_column: a text in it or to the right of it is not a total.
    """

    matrix: Matrix
    layout: Layout
    collector: OutputCollector
    headings: Headings
    heading_rows: tuple[int, int]
    heading_problems: list[Problem] = field(default_factory=list[Problem])
    absent_headings: list[str] = field(default_factory=list[str])
    mapped_columns: set[int] = field(default_factory=set[int])
    value_columns: set[int] = field(default_factory=set[int])
    used_cells: CellSet = field(default_factory=CellSet)
    group_rows: set[int] = field(default_factory=set[int])
    first_rows: dict[str, int] = field(default_factory=dict[str, int])
    repeated_rows: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    conflicting_values: list[tuple[Piece, int | None, str]] = field(
        default_factory=list[tuple[Piece, "int | None", str]]
    )
    repeated_codes: list[tuple[str, Piece, Piece]] = field(
        default_factory=list[tuple[str, Piece, Piece]]
    )
    first_indicator_column: int | None = None
    _text_above: dict[int, Piece] = field(default_factory=dict[int, Piece])

    def bind(self, column: Column | None) -> Bound | None:
        """Find a column of the map; ``require_headings`` reports the missing and ambiguous ones."""
        if column is None:
            return None
        if column.value is not None:
            return Bound(column, None)
        if column.sheet:
            title = self.matrix.sheet or PurePath(self.matrix.file).stem
            said = column.words.get(name_fold(title), title)
            return Bound(replace(column, value=said), None)
        index = column_by_letter(column) if column.letter else self._find_column(column)
        if index is None:
            return None
        self.mapped_columns.add(index)
        return Bound(column, index)

    def _find_column(self, column: Column) -> int | None:
        for heading in column.headings:
            found = self.headings.find(heading)
            if column.after is not None:
                found = self._right_of(column, found)
            if len(found) == 1:
                return found[0]
            if found:
                near = list_columns(self.headings, found[:_MOST_TOLD])
                self._add_heading_problem("missing-heading:several", column, heading, near)
                return None
        heading = column.headings[0]
        if column.optional:
            self.absent_headings.append(heading)
        else:
            near = ", ".join(self.headings.find_similar(heading)) or "-"
            letter = _LETTERS.fullmatch(heading) is not None
            case = "missing-heading:letter" if letter else "missing-heading:matrix"
            self._add_heading_problem(case, column, heading, near)
        return None

    def _right_of(self, column: Column, found: list[int]) -> list[int]:
        """Return the first of the columns to the right of the one named by ``after``."""
        start = self.headings.find(column.after or "")
        return [at for at in found if start and at > start[0]][:1]

    def bind_moments(self, yearly: Yearly, periods: Mapping[str, Column]) -> Mapping[Moment, Bound]:
        """Return the column of each year and of each part of one."""
        bounds: dict[Moment, Bound] = dict(self.bind_years(yearly).items())
        for code, column in periods.items():
            bound = self.bind(column)
            if bound is not None:
                bounds[code] = bound
                self.value_columns |= set() if bound.index is None else {bound.index}
        return bounds

    def bind_years(self, yearly: Yearly) -> dict[int, Bound]:
        """Return the column of each year."""
        found = {year: self.bind(column) for year, column in yearly.columns.items()}
        if yearly.pattern is not None:
            found |= self._bind_pattern(yearly.pattern)
        bounds = {year: bound for year, bound in found.items() if bound is not None}
        self.value_columns |= {bound.index for bound in bounds.values() if bound.index is not None}
        return bounds

    def _bind_pattern(self, pattern: Column) -> dict[int, Bound | None]:
        for heading in pattern.headings:
            years = self.headings.years(heading)
            if pattern.after is not None:
                years = {year: at for year, at in years.items() if self._right_of(pattern, at)}
            if years:
                return {
                    year: self.bind(
                        replace(pattern, headings=(heading.replace("{year}", str(year)),))
                    )
                    for year in years
                }
        self.bind(pattern)
        return {}

    def _add_heading_problem(self, case: str, column: Column, heading: str, near: str) -> None:
        wrong = Fault(case, heading, {"wanted": heading, "near": near, "line": column.item.line})
        self.heading_problems.append(self._place().problem(wrong, self.heading_rows[0], heading))

    def _place(self) -> Place:
        return Place(self.matrix.file, self.matrix.sheet)

    def require_headings(self) -> None:
        """Reject the matrix if a heading is missing.

        Raises:
            MatrixRefusedError: with all missing headings.
        """
        if self.heading_problems:
            unique = {(one.column, one.code, one.value): one for one in self.heading_problems}
            raise MatrixRefusedError(tuple(unique.values()))

    def rows(self) -> Iterator[int]:
        """Yield the rows of records; record those that the map excludes as left out.

        Raises:
            MatrixRefusedError: there are no rows.
        """
        first, last = self.layout.rows or (self.heading_rows[1] + 1, None)
        some = stopped = False
        for number, row in self.matrix.rows.items():
            if self.heading_rows[0] <= number <= self.heading_rows[1]:
                continue
            why = self._reason_left_out(number, first, last)
            stopped = stopped or why == "stop"
            why = "stop" if stopped and why != "outside" else why
            if why is None:
                some = True
                yield number
                continue
            for at in row:
                self.leave_out(why, number, at)
        if not some:
            wrong = fault("missing-value:rows", row=first)
            raise MatrixRefusedError((self._place().problem(wrong),))

    def record_rows(self) -> Iterator[int]:
        """Yield the rows that the map does not exclude, up to where it stops."""
        first, last = self.layout.rows or (self.heading_rows[1] + 1, None)
        for number in self.matrix.rows:
            if self.heading_rows[0] <= number <= self.heading_rows[1] or number in self.group_rows:
                continue
            why = self._reason_left_out(number, first, last)
            if why == "stop":
                return
            if why is None:
                yield number

    def add_record_row(self, row: int, *ids: str) -> None:
        """Record which records a row produced."""
        if ids:
            first = self.first_rows.setdefault(";".join(ids), row)
            if first != row:
                self.repeated_rows.append((first, row))

    def _reason_left_out(self, number: int, first: int, last: int | None) -> str | None:
        """Return why a row cannot hold a record, or None."""
        if number < first:
            return "above"
        if last is not None and number > last:
            return "outside"
        row = self.matrix.rows[number]
        why = self._heading_kind(number)
        if why is not None:
            return why
        at = min(row)
        text = cell_text(row[at]) or ""
        if begins(text, self.layout.stop):
            return "stop"
        before = self.first_indicator_column is None or at < self.first_indicator_column
        skip = self.layout.skip
        is_skip_word = bool(skip) and fold(text) in map(fold, skip)
        return "skip" if is_skip_word or (before and begins(text, skip)) else None

    def _heading_kind(self, number: int) -> str | None:
        """Return why a row is a heading of columns or of other rows, or None."""
        row = self.matrix.rows[number]
        if is_column_numbers(row):
            return "numbers"
        if is_repeated_heading(row, self.headings):
            return "headings"
        return "heading" if self.matrix.is_group_heading(number, self.mapped_columns) else None

    def leave_out(self, why: str, row: int, column: int) -> None:
        """Record a cell as left out."""
        if (row, column) in self.used_cells:
            return
        piece = self.matrix.piece(row, column)
        if piece is not None:
            self.used_cells.add((row, column))
            self.collector.left.append(
                LeftOut(why, piece.spot, piece.text, self.headings.shown(column))
            )

    def leave_out_row(self, why: str, row: int) -> None:
        """Record a whole row as left out, including cells that were read."""
        for at in self.matrix.rows[row]:
            self.used_cells.discard((row, at))
            self.leave_out(why, row, at)

    def piece(self, row: int, bound: Bound | None) -> Piece | None:
        """Return the content of a row under a column of the map; None if it is empty."""
        if bound is None:
            return None
        if bound.index is None:
            row_of = None if bound.column.sheet else row
            return Piece(bound.column.value, self.matrix.spot(row_of))
        found = self._read_cell(row, bound.index)
        if found is not None and bound.column.by is not None:
            found = self._read_formatting(found, bound.column, bound.column.by)
        elif (
            bound.column.words and found is not None and name_fold(found.text) in bound.column.words
        ):
            meant = bound.column.words[name_fold(found.text)]
            found = found._replace(cell=meant, written=found.text)
        if bound.column.above:
            if found is None:
                return self._text_above.get(bound.index)
            self._text_above[bound.index] = found
        return found

    def _read_formatting(self, piece: Piece, column: Column, by: LevelSign) -> Piece:
        """Return the level that the formatting of a cell means, or a text that is not a level.

        Raises:
            MatrixRefusedError: the file can no longer be read.
        """
        row, at = piece.spot.row or 0, piece.spot.column or 0
        try:
            shows = self.matrix.level_sign(row, at, by)
        except WholeFileError as error:
            raise refused_matrix(error, self.matrix.file, self.matrix.sheet) from error
        return piece._replace(cell=column.words.get(shows, f"{by} {shows}"), written=shows)

    def _read_cell(self, row: int, column: int) -> Piece | None:
        found = self.matrix.piece(row, column)
        if found is None:
            return None
        at = self.matrix.first_merged_cell(row, column)
        if self._belongs_to_other_column(column, at[1]):
            return None
        if self.means_empty(found):
            self.leave_out("empty", *at)
            return None
        self.used_cells.add(at)
        return found

    def _belongs_to_other_column(self, column: int, first: int) -> bool:
        """Return whether a merged cell begins in another column of the map, which owns its text.

        A value merged over several years applies to each of them.
        """
        if first == column or first not in self.mapped_columns:
            return False
        return not {first, column} <= self.value_columns

    def release(self, row: int, bounds: Iterable[Bound | None]) -> None:
        """Mark cells of a row as unused again, since nothing was made from them."""
        for bound in bounds:
            if bound is not None and bound.index is not None:
                self.used_cells.discard((row, bound.index))

    def report_difference(self, id_: str, first: Piece | None, piece: Piece | None) -> None:
        """Report a cell that contradicts the first cell of the same record."""
        if first is None or piece is None or first.spot == piece.spot:
            return
        if name_fold(first.text) != name_fold(piece.text):
            self.collector.note("other-text", piece, id=id_, first=first.text)

    def means_empty(self, piece: Piece) -> bool:
        """Return whether a text means an empty cell in this map."""
        empty = self.layout.empty
        return bool(empty) and name_fold(piece.text) in map(name_fold, empty)

    def leave_out_rest(self) -> None:
        """Record every non-empty cell that was not read as left out."""
        whole = {at for at in self.headings.paths if at not in self.mapped_columns}
        for number, row in self.matrix.rows.items():
            if self.heading_rows[0] <= number <= self.heading_rows[1]:
                continue
            for at in row:
                self.leave_out("column" if at in whole else "cell", number, at)


def bind_matrix(
    matrix: Matrix,
    layout: Layout,
    words: Sequence[str] = (),
    collector: OutputCollector | None = None,
) -> MatrixReader:
    """Return a reader of a matrix; ``words`` find its headings if the map does not locate them.

    Results go to ``collector``, which several sheets may share.
    """
    at = layout.headings_of.get(matrix.sheet or "") or layout.headings
    at = at or find_headings(matrix, words)
    return MatrixReader(
        matrix, layout, collector or OutputCollector(), read_headings(matrix, at), at
    )


def refused_matrix(
    error: WholeFileError, file: str, sheet: str | None = None
) -> MatrixRefusedError:
    """Convert the error of an unreadable file to a refused matrix."""
    return MatrixRefusedError((Place(file, sheet).problem(error.fault),))
