"""A matrix as it lies in its file: cells by row and column, merged ranges, places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kinerja_graph.library.references import resolve
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Cell, is_blank
from kinerja_graph.sources.fault import refused, shown
from kinerja_graph.sources.finding import check_ordinary
from kinerja_graph.sources.formats import Sheets, endings_to_choose, format_of_matrix
from kinerja_graph.sources.looks import PLAIN, Look, Looks
from kinerja_graph.sources.merges import Merge
from kinerja_graph.sources.table import check_text
from kinerja_graph.sources.wide.cell_reference import CellReference, Piece
from kinerja_graph.sources.wide.plan import LevelSign
from kinerja_graph.system import of_system

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
        assumed: the encoding that a text was taken for, since it is not UTF-8; else None.
        looks: how the cells of a column look, read when asked; None where the file does not say.
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
    assumed: str | None = None
    looks: Callable[[int], Looks] | None = field(default=None, compare=False)
    _covering: dict[int, tuple[list[int], list[Merge]]] = field(
        default_factory=dict[int, tuple[list[int], list[Merge]]], compare=False
    )
    _seen: dict[int, Looks] = field(default_factory=dict[int, Looks], compare=False)

    def spot(self, row: int | None = None, column: int | None = None) -> CellReference:
        """The place of a cell, of a row, or of the sheet."""
        if row is not None and column is not None and self.places:
            listed = self.places.get((row, column))
            if listed is not None:
                return listed
        return CellReference(self.file, self.sheet, row, column)

    def first(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged range that covers this one; else the cell itself."""
        if not self.merges:
            return row, column
        covering = self._covering.get(column)
        if covering is None:
            merges = [merge for merge in self.merges if merge[2] <= column <= merge[3]]
            covering = self._covering[column] = [merge[0] for merge in merges], merges
        starts, merges = covering
        here = bisect_right(starts, row) - 1
        if here >= 0 and merges[here][1] >= row:
            return merges[here][0], merges[here][2]
        return row, column

    def piece(self, row: int, column: int) -> Piece | None:
        """What a cell shows, through a merged range too; None where it is empty."""
        at = row, column
        cell = self.rows.get(row, {}).get(column)
        if cell is None and self.merges:  # behind the first cell of a range nothing is kept
            at = self.first(row, column)
            cell = self.rows.get(at[0], {}).get(at[1])
        return None if is_blank(cell) else Piece(cell, self.spot(*at))

    def merged_over(self, row: int, columns: Collection[int]) -> bool:
        """Whether one text alone stands in a row, from beside ``columns`` over two or more of them.

        Such a text (``DINAS KESEHATAN``) heads what stands below it, and is of none of them.
        """
        cells = self.rows[row]
        if len(cells) != 1 or not self.merges:
            return False
        (at,) = cells
        covered = sum(self.first(row, one) == (row, at) for one in columns)
        return at not in columns and covered > 1

    def look(self, row: int, column: int) -> Look:
        """How a cell looks; the looks of its column are read once.

        Raises:
            WholeFileError: the file changed, and cannot be read any more.
        """
        if self.looks is None:
            return PLAIN
        seen = self._seen.get(column)
        if seen is None:
            seen = self._seen[column] = self.looks(column)
        return seen.get(row, PLAIN)

    def shows(self, row: int, column: int, by: LevelSign) -> str:
        """What a filled cell shows of its level: a number from 0, or ``bold`` or ``plain``.

        Raises:
            WholeFileError: as ``look``.
        """
        if by == "blanks":
            cell = self.rows.get(row, {}).get(column)
            text = cell.lstrip("\r\n") if isinstance(cell, str) else ""
            return str(len(text) - len(text.lstrip()))
        look = self.look(row, column)
        if by == "bold":
            return "bold" if look.bold else "plain"
        return str(look.indent if by == "indent" else look.outline)


@dataclass(frozen=True, slots=True)
class Source:
    """A file with one matrix or more, opened.

    Attributes:
        path: where it lies.
        contents: its sheets.
    """

    path: Path
    contents: Sheets

    @property
    def name(self) -> str:
        """The file as places name it."""
        return shown(self.path.name)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The titles of its sheets; none of a CSV file."""
        return self.contents.titles

    def matrix(self, sheet: str | None = None) -> Matrix:
        """The cells of ``sheet``; of a CSV file all.

        Raises:
            WholeFileError: broken, or a cell that is too long.
        """
        title = sheet if self.sheets else None
        found = self.contents.read(title)
        return _first_only(
            Matrix(
                self.name,
                title,
                found.rows,
                found.merges,
                hidden=found.hidden,
                apart=found.apart,
                assumed=found.assumed,
                looks=found.looks,
            )
        )


def open_source(path: Path, settings: Settings) -> Source:
    """Opens a text file, a workbook, or another format with sheets.

    Raises:
        WholeFileError: no such file, another format, broken, encrypted, too large, no UTF-8.
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


def _first_only(matrix: Matrix) -> Matrix:
    """The matrix without what hides behind the first cell of a merged range."""
    if not matrix.merges:
        return matrix
    rows = {
        number: {at: cell for at, cell in row.items() if matrix.first(number, at) == (number, at)}
        for number, row in matrix.rows.items()
    }
    return replace(matrix, rows={number: row for number, row in rows.items() if row})
