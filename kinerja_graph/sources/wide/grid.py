"""The cells of a matrix as laid out in its file: by row and column, with merged ranges."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kinerja_graph.library.references import resolve
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cell_formats import PLAIN, CellFormat, CellFormats
from kinerja_graph.sources.cells import Cell, is_blank
from kinerja_graph.sources.fault import refused, shown
from kinerja_graph.sources.finding import check_ordinary
from kinerja_graph.sources.formats import Sheets, endings_to_choose, format_of_matrix
from kinerja_graph.sources.merges import Merge
from kinerja_graph.sources.table import check_text
from kinerja_graph.sources.wide.cell_reference import CellReference, Piece
from kinerja_graph.sources.wide.plan import LevelSign
from kinerja_graph.system import of_system

SparseRow = Mapping[int, Cell]
"""The non-empty cells of a row, by column from 0."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells of one sheet, or of one CSV file.

    Attributes:
        file: the file name; ``sheet`` is the title of the sheet, None for a CSV file.
        rows: the non-empty rows by number, ascending.
        merges: the merged ranges, by first row.
        places: for a file that lists cells one per row: where each cell is in that file.
        hidden: the row numbers and the columns that a spreadsheet application hides.
        is_sheet_hidden: whether the sheet itself is hidden.
        assumed_encoding: the encoding assumed for a text that is not UTF-8; else None.
        cell_formats: reads the formatting of a column; None if the format has no such information.
    """

    file: str
    sheet: str | None
    rows: Mapping[int, SparseRow]
    merges: tuple[Merge, ...] = ()
    places: Mapping[tuple[int, int], CellReference] = field(
        default_factory=dict[tuple[int, int], CellReference]
    )
    hidden: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    is_sheet_hidden: bool = False
    assumed_encoding: str | None = None
    cell_formats: Callable[[int], CellFormats] | None = field(default=None, compare=False)
    _merges_by_column: dict[int, tuple[list[int], list[Merge]]] = field(
        default_factory=dict[int, tuple[list[int], list[Merge]]], compare=False
    )
    _formats_by_column: dict[int, CellFormats] = field(
        default_factory=dict[int, CellFormats], compare=False
    )

    def spot(self, row: int | None = None, column: int | None = None) -> CellReference:
        """Return the location of a cell, of a row, or of the whole sheet."""
        if row is not None and column is not None and self.places:
            listed = self.places.get((row, column))
            if listed is not None:
                return listed
        return CellReference(self.file, self.sheet, row, column)

    def first_merged_cell(self, row: int, column: int) -> tuple[int, int]:
        """Return the first cell of the merged range that covers this cell, or the cell itself."""
        if not self.merges:
            return row, column
        covering = self._merges_by_column.get(column)
        if covering is None:
            merges = [merge for merge in self.merges if merge[2] <= column <= merge[3]]
            covering = self._merges_by_column[column] = [merge[0] for merge in merges], merges
        starts, merges = covering
        here = bisect_right(starts, row) - 1
        if here >= 0 and merges[here][1] >= row:
            return merges[here][0], merges[here][2]
        return row, column

    def piece(self, row: int, column: int) -> Piece | None:
        """Return the content of a cell, also inside a merged range; None if it is empty."""
        filled = self.rows.get(row)
        cell = None if filled is None else filled.get(column)
        if cell is None:
            if not self.merges:
                return None
            # only the first cell of a range keeps its content
            row, column = self.first_merged_cell(row, column)
            cell = self.rows.get(row, {}).get(column)
        return None if is_blank(cell) else Piece(cell, self.spot(row, column))

    def is_group_heading(self, row: int, columns: Collection[int]) -> bool:
        """Return whether the only text of a row spans two or more of ``columns`` from outside them.

        Such a text (``DINAS KESEHATAN``) is a heading of the rows below and belongs to no column.
        """
        cells = self.rows[row]
        if len(cells) != 1 or not self.merges:
            return False
        (at,) = cells
        covered = sum(self.first_merged_cell(row, one) == (row, at) for one in columns)
        return at not in columns and covered > 1

    def cell_format(self, row: int, column: int) -> CellFormat:
        """Return the formatting of a cell; each column is read once.

        Raises:
            WholeFileError: the file has changed and can no longer be read.
        """
        if self.cell_formats is None:
            return PLAIN
        seen = self._formats_by_column.get(column)
        if seen is None:
            seen = self._formats_by_column[column] = self.cell_formats(column)
        return seen.get(row, PLAIN)

    def level_sign(self, row: int, column: int, by: LevelSign) -> str:
        """Return what the formatting of a non-empty cell says of its level.

        Returns:
            A number from 0, or ``bold`` or ``plain``.

        Raises:
            WholeFileError: as for ``cell_format``.
        """
        if by == "blanks":
            cell = self.rows.get(row, {}).get(column)
            text = cell.lstrip("\r\n") if isinstance(cell, str) else ""
            return str(len(text) - len(text.lstrip()))
        cell_format = self.cell_format(row, column)
        if by == "bold":
            return "bold" if cell_format.bold else "plain"
        return str(cell_format.indent if by == "indent" else cell_format.outline)


@dataclass(frozen=True, slots=True)
class Source:
    """An open file that contains one or more matrices.

    Attributes:
        path: the path of the file.
        contents: its sheets.
    """

    path: Path
    contents: Sheets

    @property
    def name(self) -> str:
        """Return the file name as used in locations."""
        return shown(self.path.name)

    @property
    def sheets(self) -> tuple[str, ...]:
        """Return the titles of the sheets; empty for a CSV file."""
        return self.contents.titles

    def matrix(self, sheet: str | None = None) -> Matrix:
        """Return the cells of a sheet, or all cells of a CSV file.

        Raises:
            WholeFileError: the file is broken, or a cell is too long.
        """
        title = sheet if self.sheets else None
        found = self.contents.read(title)
        return _without_hidden_values(
            Matrix(
                self.name,
                title,
                found.rows,
                found.merges,
                hidden=found.hidden,
                is_sheet_hidden=found.apart,
                assumed_encoding=found.assumed,
                cell_formats=found.cell_formats,
            )
        )


def open_source(path: Path, settings: Settings) -> Source:
    """Open a text file, a workbook, or another format with sheets.

    Raises:
        WholeFileError: the file does not exist, is of another format, broken, encrypted or too
            large, or is not UTF-8.
    """
    known = format_of_matrix(path)
    try:
        if known is None or known.sheets is None:
            path.stat()
            told = endings_to_choose(of_matrices=True)
            raise refused("missing-file:matrix", path=shown(path.name), **told)
        check_ordinary(path, settings)
        if known.text and not known.any_text:
            check_text(path)
        contents: Sheets = resolve(known.sheets)(path, settings)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise refused("missing-file", path=shown(str(path))) from error
    except OSError as error:
        raise refused("unreadable-file", why=of_system(error)) from error
    return Source(path, contents)


def _without_hidden_values(matrix: Matrix) -> Matrix:
    """Return the matrix without the values that merged ranges hide behind their first cell."""
    if not matrix.merges:
        return matrix
    rows: dict[int, SparseRow] = {}
    for number, row in matrix.rows.items():
        kept = {
            at: cell
            for at, cell in row.items()
            if matrix.first_merged_cell(number, at) == (number, at)
        }
        if kept:
            rows[number] = row if len(kept) == len(row) else kept
    return replace(matrix, rows=rows)
