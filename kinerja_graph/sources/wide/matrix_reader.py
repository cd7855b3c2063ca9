"""A matrix seen through a map: its columns found, its rows in order, its cells as pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
    find_headings,
    letter_column,
    numbers_columns,
    read_headings,
    repeats_headings,
    told,
)
from kinerja_graph.sources.wide.output_collector import LeftOut, OutputCollector
from kinerja_graph.sources.wide.plan import Column, Layout, LevelSign, Yearly

_LETTERS: Final = re.compile("[A-Z]{1,2}")
_MOST_TOLD: Final = 6


class MatrixRefusedError(Exception):
    """A matrix that its map does not fit, or that cannot be read; ``problems`` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


@dataclass(frozen=True, slots=True)
class Bound:
    """A column of the map and where it lies; ``index`` is None where there is none."""

    column: Column
    index: int | None


@dataclass(slots=True)
class MatrixReader:
    """One matrix while it is read.

    Attributes:
        at: first and last heading row.
        refusals: headings that the map names and the matrix lacks.
        absent: optional headings that the matrix lacks.
        mapped: the columns that the map names.
        values: those of them that hold values by year.
        used: cells that were read, by row and column.
        upper: rows left out as headings: their code is above the depths of the map, or they hold
            sums of a group.
        same: the first row that gave a statement or indicators; ``again``: that row, and a later
            one that gave the same.
        clashes: names of indicators read again in another row with other values: the cell, the
            first row, and the cell that differs.
        numbered: rows whose code, stored as a number, an earlier row with another name has: the
            code, the earlier name, the name.
        limit: the first column of indicators: what begins there is no total to be skipped.
    """

    matrix: Matrix
    layout: Layout
    collector: OutputCollector
    headings: Headings
    at: tuple[int, int]
    refusals: list[Problem] = field(default_factory=list[Problem])
    absent: list[str] = field(default_factory=list[str])
    mapped: set[int] = field(default_factory=set[int])
    values: set[int] = field(default_factory=set[int])
    used: CellSet = field(default_factory=CellSet)
    upper: set[int] = field(default_factory=set[int])
    same: dict[str, int] = field(default_factory=dict[str, int])
    again: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    clashes: list[tuple[Piece, int | None, str]] = field(
        default_factory=list[tuple[Piece, "int | None", str]]
    )
    numbered: list[tuple[str, Piece, Piece]] = field(default_factory=list[tuple[str, Piece, Piece]])
    limit: int | None = None
    _above: dict[int, Piece] = field(default_factory=dict[int, Piece])

    def bind(self, column: Column | None) -> Bound | None:
        """The column found; what is missing or named twice is kept for ``settle``."""
        if column is None:
            return None
        if column.value is not None:
            return Bound(column, None)
        if column.sheet:
            title = self.matrix.sheet or PurePath(self.matrix.file).stem
            said = column.words.get(name_fold(title), title)
            return Bound(replace(column, value=said), None)
        index = letter_column(column) if column.letter else self._found(column)
        if index is None:
            return None
        self.mapped.add(index)
        return Bound(column, index)

    def _found(self, column: Column) -> int | None:
        for heading in column.headings:
            found = self.headings.find(heading)
            if column.after is not None:
                found = self._right_of(column, found)
            if len(found) == 1:
                return found[0]
            if found:
                near = told(self.headings, found[:_MOST_TOLD])
                self._refuse("missing-heading:several", column, heading, near)
                return None
        heading = column.headings[0]
        if column.optional:
            self.absent.append(heading)
        else:
            near = ", ".join(self.headings.near(heading)) or "-"
            letter = _LETTERS.fullmatch(heading) is not None
            case = "missing-heading:letter" if letter else "missing-heading:matrix"
            self._refuse(case, column, heading, near)
        return None

    def _right_of(self, column: Column, found: list[int]) -> list[int]:
        """The first of the columns found that lies to the right of the one named by ``after``."""
        start = self.headings.find(column.after or "")
        return [at for at in found if start and at > start[0]][:1]

    def bind_years(self, yearly: Yearly) -> dict[int, Bound]:
        """The columns of each year."""
        found = {year: self.bind(column) for year, column in yearly.columns.items()}
        if yearly.pattern is not None:
            found |= self._by_pattern(yearly.pattern)
        bounds = {year: bound for year, bound in found.items() if bound is not None}
        self.values |= {bound.index for bound in bounds.values() if bound.index is not None}
        return bounds

    def _by_pattern(self, pattern: Column) -> dict[int, Bound | None]:
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

    def _refuse(self, case: str, column: Column, wanted: str, near: str) -> None:
        wrong = Fault(case, wanted, {"wanted": wanted, "near": near, "line": column.item.line})
        self.refusals.append(self._place().problem(wrong, self.at[0], wanted))

    def _place(self) -> Place:
        return Place(self.matrix.file, self.matrix.sheet)

    def settle(self) -> None:
        """Refuses the matrix where a heading is missing.

        Raises:
            MatrixRefusedError: with every such heading.
        """
        if self.refusals:
            unique = {(one.column, one.code, one.value): one for one in self.refusals}
            raise MatrixRefusedError(tuple(unique.values()))

    def rows(self) -> Iterator[int]:
        """The rows of records; those left out by the map are kept as left out.

        Raises:
            MatrixRefusedError: there is none.
        """
        first, last = self.layout.rows or (self.at[1] + 1, None)
        some = stopped = False
        for number, row in self.matrix.rows.items():
            if self.at[0] <= number <= self.at[1]:
                continue
            why = self._left(number, first, last)
            stopped = stopped or why == "stop"
            why = "stop" if stopped and why != "outside" else why
            if why is None:
                some = True
                yield number
                continue
            for at in row:
                self.leave(why, number, at)
        if not some:
            wrong = fault("missing-value:rows", row=first)
            raise MatrixRefusedError((self._place().problem(wrong),))

    def held_rows(self) -> Iterator[int]:
        """The rows that the map does not leave out itself, down to where it stops."""
        first, last = self.layout.rows or (self.at[1] + 1, None)
        for number in self.matrix.rows:
            if self.at[0] <= number <= self.at[1] or number in self.upper:
                continue
            why = self._left(number, first, last)
            if why == "stop":
                return
            if why is None:
                yield number

    def keep_same(self, row: int, *ids: str) -> None:
        """Keeps which records a row gave."""
        if ids:
            first = self.same.setdefault(";".join(ids), row)
            if first != row:
                self.again.append((first, row))

    def _left(self, number: int, first: int, last: int | None) -> str | None:
        """Why a row holds no record; None where it may."""
        if number < first:
            return "above"
        if last is not None and number > last:
            return "outside"
        row = self.matrix.rows[number]
        why = self._heads(number)
        if why is not None:
            return why
        at, cell = min(row.items())
        text = cell_text(cell) or ""
        if begins(text, self.layout.stop):
            return "stop"
        before = self.limit is None or at < self.limit
        bare = fold(text) in map(fold, self.layout.skip)
        return "skip" if bare or (before and begins(text, self.layout.skip)) else None

    def _heads(self, number: int) -> str | None:
        """Why a row heads columns or other rows; None where it does not."""
        row = self.matrix.rows[number]
        if numbers_columns(row):
            return "numbers"
        if repeats_headings(row, self.headings):
            return "headings"
        return "heading" if self.matrix.merged_over(number, self.mapped) else None

    def leave(self, why: str, row: int, column: int) -> None:
        """Keeps a cell as left out."""
        piece = self.matrix.piece(row, column)
        if piece is not None and (row, column) not in self.used:
            self.used.add((row, column))
            self.collector.left.append(
                LeftOut(why, piece.spot, piece.text, self.headings.shown(column))
            )

    def leave_row(self, why: str, row: int) -> None:
        """Keeps a whole row as left out, even what was looked at."""
        for at in self.matrix.rows[row]:
            self.used.discard((row, at))
            self.leave(why, row, at)

    def piece(self, row: int, bound: Bound | None) -> Piece | None:
        """What a row holds under a column of the map; None where that is nothing."""
        if bound is None:
            return None
        if bound.index is None:
            row_of = None if bound.column.sheet else row
            return Piece(bound.column.value, self.matrix.spot(row_of))
        found = self._seen(row, bound.index)
        if found is not None and bound.column.by is not None:
            found = self._looked(found, bound.column, bound.column.by)
        elif (
            bound.column.words and found is not None and name_fold(found.text) in bound.column.words
        ):
            meant = bound.column.words[name_fold(found.text)]
            found = replace(found, cell=meant, written=found.text)
        if bound.column.above:
            if found is None:
                return self._above.get(bound.index)
            self._above[bound.index] = found
        return found

    def _looked(self, piece: Piece, column: Column, by: LevelSign) -> Piece:
        """The level that the look of a cell means; what the map gives no level is none by chance.

        Raises:
            MatrixRefusedError: the file cannot be read any more.
        """
        row, at = piece.spot.row or 0, piece.spot.column or 0
        try:
            shows = self.matrix.shows(row, at, by)
        except WholeFileError as error:
            raise refusal(error, self.matrix.file, self.matrix.sheet) from error
        return replace(piece, cell=column.words.get(shows, f"{by} {shows}"), written=shows)

    def _seen(self, row: int, column: int) -> Piece | None:
        found = self.matrix.piece(row, column)
        at = self.matrix.first(row, column)
        if found is None or self._of_another(column, at[1]):
            return None
        if self.nothing(found):
            self.leave("empty", *at)
            return None
        self.used.add(at)
        return found

    def _of_another(self, column: int, first: int) -> bool:
        """Whether a merged cell begins in another column of the map, whose text it is.

        A value merged over several years is that of each of them.
        """
        if first == column or first not in self.mapped:
            return False
        return not {first, column} <= self.values

    def release(self, row: int, bounds: Iterable[Bound | None]) -> None:
        """Takes back that cells of a row were used: what was read of them went into nothing."""
        for bound in bounds:
            if bound is not None and bound.index is not None:
                self.used.discard((row, bound.index))

    def differs(self, id_: str, first: Piece | None, piece: Piece | None) -> None:
        """Tells a cell that says something else of a record than its first one."""
        if first is None or piece is None or first.spot == piece.spot:
            return
        if name_fold(first.text) != name_fold(piece.text):
            self.collector.note("other-text", piece, id=id_, first=first.text)

    def nothing(self, piece: Piece) -> bool:
        """Whether a text means an empty cell by the map."""
        empty = self.layout.empty
        return bool(empty) and name_fold(piece.text) in map(name_fold, empty)

    def leftovers(self) -> None:
        """Keeps every filled cell that nothing has read as left out."""
        whole = {at for at in self.headings.paths if at not in self.mapped}
        for number, row in self.matrix.rows.items():
            if self.at[0] <= number <= self.at[1]:
                continue
            for at in row:
                self.leave("column" if at in whole else "cell", number, at)


def bind_matrix(
    matrix: Matrix,
    layout: Layout,
    words: Sequence[str] = (),
    collector: OutputCollector | None = None,
) -> MatrixReader:
    """The matrix seen through the layout of a map; ``words`` find its headings where it must.

    What it gives goes into ``harvest``, that of other sheets too where it is given.
    """
    at = layout.headings_of.get(matrix.sheet or "") or layout.headings
    at = at or find_headings(matrix, words)
    return MatrixReader(
        matrix, layout, collector or OutputCollector(), read_headings(matrix, at), at
    )


def refusal(error: WholeFileError, file: str, sheet: str | None = None) -> MatrixRefusedError:
    """A file that cannot be read, as a refused matrix."""
    return MatrixRefusedError((Place(file, sheet).problem(error.fault),))
