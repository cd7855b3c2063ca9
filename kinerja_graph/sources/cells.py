"""Cells as every format provides them: text, numbers, and anything else."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal, TypeAlias, TypeVar, overload

from kinerja_graph.sources.columns import Table

SpecialKind = Literal["boolean", "date", "error", "uncached", "endless", "list", "nested", "merged"]


@dataclass(frozen=True, slots=True)
class SpecialCell:
    """A cell that is neither text nor a number.

    Attributes:
        kind: ``boolean``, ``date``, ``error`` (such as ``#DIV/0!``), ``uncached`` (a formula
            without a computed value), ``endless`` (NaN or an infinity, which are not values),
            ``list``, ``nested`` (a mapping inside a document) or ``merged`` (empty, since the value
            of a merged range is in its first cell).
        text: what a reader of the file sees; None if there is nothing to see.
        truth: the value of a boolean.
        items: the items of a list.
    """

    kind: SpecialKind
    text: str | None = None
    truth: bool = False
    items: tuple[Cell, ...] = ()


MERGED: Final = SpecialCell("merged")


class Percent(float):
    """A number shown as a percentage, as it is shown: 95.5 where 0.955 is stored."""

    __slots__ = ()


Cell: TypeAlias = "str | int | float | SpecialCell | None"
Line: TypeAlias = tuple[int, Sequence[Cell]]
"""A row number (the heading row is 1) and its cells, in the order of the headings."""


def no_line(_row: int) -> None:
    """Return no line: the file has no lines, or they are unknown."""


@dataclass(slots=True)
class LineOffsets:
    """How far the line numbers of a text file are ahead of its record numbers.

    A record with line breaks inside takes several lines; a lone carriage return ends a record but
    not a line. Only these change the difference, so it is noted only after them.
    """

    _rows: array[int] = field(default_factory=partial(array, "q"))
    _by: array[int] = field(default_factory=partial(array, "q"))

    def note(self, row: int, by: int) -> None:
        """Note that from record ``row`` on, lines are ``by`` ahead of records; call it in order."""
        if not self._rows or row > self._rows[-1]:
            self._rows.append(row)
            self._by.append(by)

    def line(self, row: int) -> int:
        """Return the line on which record ``row`` begins; it must have been read.

        >>> offsets = LineOffsets()
        >>> offsets.note(3, 2)
        >>> offsets.line(2), offsets.line(3)
        (2, 5)
        """
        if not self._rows:
            return row
        at = bisect_right(self._rows, row)
        return row + self._by[at - 1] if at else row


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of an input, not read yet.

    Attributes:
        table: the table that it contains, by the name of the file, sheet or list.
        file: relative to the path given.
        sheet: the sheet of a workbook, or the table's name in a document; else None.
        lines: reads it afresh: first row 1 with the headings, then every row that is not empty.
        line: the line of the file on which a row begins, once that row has been read.
        loose: a table of a document: its headings are in its rows, so one without rows lacks
            none, and messages do not mention columns.
    """

    table: Table
    file: str
    sheet: str | None
    lines: Callable[[], Iterator[Line]]
    line: Callable[[int], int | None] = no_line
    loose: bool = False

    @property
    def document(self) -> str | None:
        """Return the name of a document's table; None for a file or sheet."""
        return self.sheet if self.loose else None


def is_blank(cell: Cell) -> bool:
    r"""Tell whether the cell is empty: nothing, white space, or a list of nothing.

    >>> is_blank(" \u00a0"), is_blank(0)
    (True, False)
    """
    if cell is None:
        return True
    if isinstance(cell, str):
        return not cell or cell.isspace()
    if cell is MERGED:
        return True
    return isinstance(cell, SpecialCell) and cell.kind == "list" and all(map(is_blank, cell.items))


_T = TypeVar("_T")
_MOST_SHARED: Final = 65_536
"""How many texts are remembered at once, so that equal ones become one object."""


class _Filled(ItemsView[int, "Cell"]):
    """The columns and cells of a row, without a dictionary of them."""

    __slots__ = ()
    _mapping: FilledCells

    def __iter__(self) -> Iterator[tuple[int, Cell]]:
        return self._mapping.pairs()


class FilledCells(Mapping[int, Cell]):
    """The cells of a row that are not empty, by column from 0, ascending.

    A dictionary for each of 100,000 rows needs three times as much memory: rows with cells in the
    same columns share one, ``at``, which maps a column to its position among ``cells``.

    >>> row = FilledCells({1: 0, 4: 1}, ("a", 2.5))
    >>> row[4], row.get(2), list(row), dict(row) == row
    (2.5, None, [1, 4], True)
    """

    __slots__ = ("_at", "_cells")

    def __init__(self, at: Mapping[int, int], cells: tuple[Cell, ...]) -> None:
        self._at = at
        self._cells = cells

    def __getitem__(self, column: int) -> Cell:
        return self._cells[self._at[column]]

    @overload
    def get(self, column: int, default: None = None, /) -> Cell: ...
    @overload
    def get(self, column: int, default: Cell, /) -> Cell: ...
    @overload
    def get(self, column: int, default: _T, /) -> Cell | _T: ...
    def get(self, column: int, default: object = None, /) -> object:
        """Return the cell of a column, or ``default`` if it is empty."""
        at = self._at.get(column)
        return default if at is None else self._cells[at]

    def __contains__(self, column: object) -> bool:
        return column in self._at

    def __iter__(self) -> Iterator[int]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._cells)

    def items(self) -> ItemsView[int, Cell]:
        """Return columns and cells."""
        return _Filled(self)

    def pairs(self) -> Iterator[tuple[int, Cell]]:
        """Yield each column with its cell."""
        return zip(self._at, self._cells, strict=True)

    def __repr__(self) -> str:
        return repr(dict(self))


def filled_rows(lines: Iterator[Line]) -> dict[int, Mapping[int, Cell]]:
    """Return the cells that are not empty by row and column (from 0), rows ascending.

    Equal texts become one object: most cells of a large sheet repeat others.
    """
    found: dict[int, Mapping[int, Cell]] = {}
    places: dict[tuple[int, ...], dict[int, int]] = {}
    texts: dict[str, str] = {}
    for number, cells in lines:
        filled = {at: cell for at, cell in enumerate(cells) if not is_blank(cell)}
        if not filled:
            continue
        if number in found:
            filled = dict(sorted({**found[number], **filled}.items()))
        columns = tuple(filled)
        at = places.get(columns)
        if at is None:
            at = places[columns] = {column: place for place, column in enumerate(columns)}
        if len(texts) > _MOST_SHARED:
            texts.clear()
        held = (
            texts.setdefault(cell, cell) if isinstance(cell, str) else cell
            for cell in filled.values()
        )
        found[number] = FilledCells(at, tuple(held))
    return dict(sorted(found.items()))


def cell_text(cell: Cell) -> str | None:
    """Return the stripped text of a cell as a reader of the file sees it; None if it has none.

    >>> cell_text(" a "), cell_text(12.0), cell_text(0.1)
    ('a', '12', '0.1')
    """
    if cell is None:
        return None
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, SpecialCell):
        return cell.text
    return digits(cell) or repr(cell)


def number_cell(number: float) -> Cell:
    """Return a number as a cell; NaN and the infinities are not numbers.

    >>> number_cell(1.5), number_cell(float("-inf")).text
    (1.5, '-Infinity')
    """
    if isinstance(number, int) or math.isfinite(number):
        return number
    if math.isnan(number):
        return SpecialCell("endless", "NaN")
    return SpecialCell("endless", "Infinity" if number > 0 else "-Infinity")


def digits(number: float) -> str | None:
    """Return the digits of a whole number; None if it is not one.

    >>> digits(7.0), digits(-12), digits(7.5), digits(float("inf"))
    ('7', '-12', None, None)
    """
    if isinstance(number, int):
        return _int_text(number)
    return str(int(number)) if number.is_integer() else None


def _int_text(number: int) -> str:
    try:
        return str(number)
    except ValueError:  # more digits than Python converts; never in a genuine plan
        return hex(number)
