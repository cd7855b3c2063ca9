"""A matrix as it lies in its file: cells by row and column, merged ranges, places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Cell, Line, is_blank
from kinerja_graph.sources.fault import WholeFileError, refused, refused_because, shown
from kinerja_graph.sources.finding import WORKBOOKS, check_ordinary
from kinerja_graph.sources.hidden import hidden_parts
from kinerja_graph.sources.merges import Merge, merged_ranges
from kinerja_graph.sources.package_parts import opened
from kinerja_graph.sources.sheet import sheet_lines
from kinerja_graph.sources.table import SEPARATORS, check_text, parted_lines
from kinerja_graph.sources.wide.cell_reference import CellReference, Piece
from kinerja_graph.sources.workbook import Parts, workbook_parts
from kinerja_graph.system import of_system

_TRIED: Final = 20
"""So many records tell which separator a CSV file has."""
Sparse = Mapping[int, Cell]
"""The filled cells of a row by column, the first is 0."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """One sheet, or one CSV file.

    Attributes:
        file: its name; ``sheet`` is None outside workbooks.
        rows: the filled rows by number, ascending.
        merges: its merged ranges, by first row.
        places: of cells that a file lists one by one: where each stands in that file.
        hidden: numbers of the rows, and the columns, that a spreadsheet application does not show.
        apart: whether it does not show the sheet itself.
    """

    file: str
    sheet: str | None
    rows: Mapping[int, Sparse]
    merges: tuple[Merge, ...] = ()
    places: Mapping[tuple[int, int], CellReference] = field(
        default_factory=dict[tuple[int, int], CellReference]
    )
    hidden: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    apart: bool = False
    _covering: dict[int, list[Merge]] = field(default_factory=dict[int, list[Merge]], compare=False)

    def spot(self, row: int | None = None, column: int | None = None) -> CellReference:
        """The place of a cell, of a row, or of the sheet."""
        if row is not None and column is not None and self.places:
            listed = self.places.get((row, column))
            if listed is not None:
                return listed
        return CellReference(self.file, self.sheet, row, column)

    def first(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged range that covers this one; else the cell itself."""
        merges = self._covering.get(column)
        if merges is None:
            merges = [merge for merge in self.merges if merge[2] <= column <= merge[3]]
            self._covering[column] = merges
        here = bisect_right(merges, row, key=lambda merge: merge[0]) - 1
        if here >= 0 and merges[here][1] >= row:
            return merges[here][0], merges[here][2]
        return row, column

    def piece(self, row: int, column: int) -> Piece | None:
        """What a cell shows, through a merged range too; None where it is empty."""
        at = self.first(row, column)
        cell = self.rows.get(at[0], {}).get(at[1])
        return None if is_blank(cell) else Piece(cell, self.spot(*at))


@dataclass(frozen=True, slots=True)
class Source:
    """A file with one matrix or more, opened.

    Attributes:
        path: where it lies.
        sheets: the titles of its sheets; none of a CSV file.
    """

    path: Path
    sheets: tuple[str, ...]
    longest: int
    parts: Parts | None

    @property
    def name(self) -> str:
        """The file as places name it."""
        return shown(self.path.name)

    def matrix(self, sheet: str | None = None) -> Matrix:
        """The cells of ``sheet``; of a CSV file all.

        Raises:
            WholeFileError: broken, or a cell that is too long.
        """
        if self.parts is None:
            find = partial(_separator, self.path, self.longest)
            return Matrix(self.name, None, _sparse(parted_lines(self.path, find, self.longest)))
        part = next(part for title, part in self.parts.sheets if title == sheet)
        with opened(self.path) as package:
            merges = merged_ranges(package, part)
            rows = _sparse(sheet_lines(package, part, self.parts.style))
            hidden = hidden_parts(package, part)
        apart = sheet in self.parts.hidden
        whole = Matrix(self.name, sheet, rows, tuple(merges), hidden=hidden, apart=apart)
        return _first_only(whole)


def open_source(path: Path, settings: Settings) -> Source:
    """Opens a CSV file or a workbook.

    Raises:
        WholeFileError: no such file, another format, broken, encrypted, too large, no UTF-8.
    """
    ending = path.suffix.lower()
    try:
        if ending not in WORKBOOKS | {".csv"}:
            path.stat()
            raise refused("missing-file:matrix", path=shown(path.name))
        check_ordinary(path, settings)
        if ending in WORKBOOKS:
            parts = workbook_parts(path, settings, as_shown=True)
            titles = tuple(title for title, _ in parts.sheets)
            return Source(path, titles, settings.max_cell_characters, parts)
        check_text(path)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise refused("missing-file", path=shown(str(path))) from error
    except OSError as error:
        raise refused_because("unreadable-file", of_system(error)) from error
    return Source(path, (), settings.max_cell_characters, None)


def _sparse(lines: Iterator[Line]) -> dict[int, dict[int, Cell]]:
    found: dict[int, dict[int, Cell]] = {}
    for number, cells in lines:
        filled = {at: cell for at, cell in enumerate(cells) if not is_blank(cell)}
        if filled:
            found.setdefault(number, {}).update(filled)
    return dict(sorted(found.items()))


def _first_only(matrix: Matrix) -> Matrix:
    """The matrix without what hides behind the first cell of a merged range."""
    if not matrix.merges:
        return matrix
    rows = {
        number: {at: cell for at, cell in row.items() if matrix.first(number, at) == (number, at)}
        for number, row in matrix.rows.items()
    }
    return replace(matrix, rows={number: row for number, row in rows.items() if row})


def _separator(path: Path, longest: int) -> str:
    """The separator that parts the first records into the most cells; comma on a tie."""

    def cells(separator: str) -> int:
        lines = parted_lines(path, lambda: separator, longest)
        number = 0
        with suppress(
            WholeFileError
        ):  # a wrong separator makes cells too long; the right one tells
            for _, line in islice(lines, _TRIED):
                number += len(line)
        return number

    return max(SEPARATORS, key=cells)
