"""References to cells of a matrix, and their content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kinerja_graph.sources.cells import Cell, cell_text


def letters(column: int) -> str:
    """Return the letters of a column; the first column is 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


class CellReference(NamedTuple):
    """A cell of a matrix: file, sheet (in workbooks), row from 1, column from 0 or None.

    ``last``: row and column of the last cell of a range. A tuple, as ``Piece`` is: reading a
    matrix makes one for each of its cells, and a frozen dataclass takes three times as long.

    >>> str(CellReference("renstra.xlsx", "Dishub", 14, 2)), str(CellReference("a.csv", None, 14))
    ('renstra.xlsx!Dishub!C14', 'a.csv!14')
    >>> CellReference("pohon.xlsx", "Pohon", 5, 1, (9, 3)).cell
    'B5:D9'
    """

    file: str
    sheet: str | None
    row: int | None = None
    column: int | None = None
    last: tuple[int, int] | None = None

    @property
    def place(self) -> tuple[str, str | None]:
        """Its file and sheet."""
        return self.file, self.sheet

    @property
    def cell(self) -> str | None:
        """The cell or range in spreadsheet notation; only the row if there is no column."""
        if self.row is None:
            return None
        first = f"{'' if self.column is None else letters(self.column)}{self.row}"
        last = "" if self.last is None else f"{letters(self.last[1])}{self.last[0]}"
        return f"{first}:{last}" if last and last != first else first

    def __str__(self) -> str:
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part is not None)


class CellSet:
    """A set of cells, held as one bit mask per row to save memory.

    >>> cells = CellSet()
    >>> cells.add((3, 0)), cells.add((3, 4)), cells.discard((3, 0)), (3, 4) in cells, [*cells]
    (None, None, None, True, [(3, 4)])
    """

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}

    def add(self, cell: tuple[int, int]) -> None:
        """Add a cell."""
        self._rows[cell[0]] = self._rows.get(cell[0], 0) | 1 << cell[1]

    def discard(self, cell: tuple[int, int]) -> None:
        """Remove a cell if it is in the set."""
        self._rows[cell[0]] = self._rows.get(cell[0], 0) & ~(1 << cell[1])

    def number_in(self, row: int) -> int:
        """Return how many cells of a row are in the set."""
        return self._rows.get(row, 0).bit_count()

    def __contains__(self, cell: tuple[int, int]) -> bool:
        return bool(self._rows.get(cell[0], 0) >> cell[1] & 1)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for row, columns in self._rows.items():
            yield from ((row, at) for at in range(columns.bit_length()) if columns >> at & 1)


class Piece(NamedTuple):
    """The content of a cell, and its reference; for a merged range the first cell.

    ``written``: the original text, if the map gives it another meaning.
    """

    cell: Cell
    spot: CellReference
    written: str | None = None

    @property
    def text(self) -> str:
        """The trimmed text of the cell; empty if it has none."""
        return cell_text(self.cell) or ""
