"""Where a cell stands in a matrix, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_graph.sources.cells import Cell, cell_text


def letters(column: int) -> str:
    """The letters of a column, the first is 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


@dataclass(frozen=True, slots=True)
class CellReference:
    """A place in a matrix: file, sheet in workbooks, row from 1, column from 0 or None.

    ``last``: row and column of the last cell, where it is a range.

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
    def cell(self) -> str | None:
        """The cell or range as a spreadsheet names it; the row alone where there is no column."""
        if self.row is None:
            return None
        first = f"{'' if self.column is None else letters(self.column)}{self.row}"
        last = "" if self.last is None else f"{letters(self.last[1])}{self.last[0]}"
        return f"{first}:{last}" if last and last != first else first

    def __str__(self) -> str:
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part is not None)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a cell holds, and where: of a merged range its first cell.

    ``written``: what stands in it, where the map gives its words another meaning.
    """

    cell: Cell
    spot: CellReference
    written: str | None = None

    @property
    def text(self) -> str:
        """The trimmed text of the cell, empty where it shows none."""
        return cell_text(self.cell) or ""
