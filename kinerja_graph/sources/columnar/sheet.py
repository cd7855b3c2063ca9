"""One table as columns: each holds the values of the cells under its heading."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress, islice
from typing import Any, Final, cast

from kinerja_graph.sources.cell_values import Value, read_cell, read_items, read_tags
from kinerja_graph.sources.cells import Grid, Line, is_blank, no_line
from kinerja_graph.sources.columns import Heading, Table
from kinerja_graph.sources.fast_path import Quick, quick_column
from kinerja_graph.sources.fault import Fault
from kinerja_graph.sources.header_mapping import HeaderMapping, is_headed
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.read_state import ReadState

_AT_ONCE: Final = 50_000


class NotPlain(Exception):
    """Something that only the row-based reader can read, or report."""


@dataclass(slots=True)
class Sheet:
    """The rows of one table, of all its files.

    Attributes:
        origins: the location of each row, ``file!row``; ``lines``: the line on which it begins.
        fields: the values of each row, by canonical heading; headings that no file has are absent.
    """

    origins: list[str] = field(default_factory=list[str])
    lines: array[int] = field(default_factory=partial(array, "q"))
    fields: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])

    def column(self, heading: str) -> list[Any]:
        """Return the value of each row under ``heading``; None if it has none."""
        found = self.fields.get(heading)
        return [None] * len(self.origins) if found is None else found

    @property
    def numbers(self) -> list[int]:
        """The number of each row in its file."""
        return [int(origin.rpartition("!")[2]) for origin in self.origins]

    def share(self, share: slice) -> Sheet:
        """Return some of the rows."""
        fields = {name: values[share] for name, values in self.fields.items()}
        return Sheet(self.origins[share], self.lines[share], fields)


def read_sheet(state: ReadState, table: Table) -> Sheet:
    """Read all rows of ``table``; missing and extra headings go to ``state.problems``.

    Raises:
        NotPlain: a cell that cannot be read, or a shape that needs special treatment.
        WholeFileError: a file that cannot be read.
    """
    sheet = Sheet()
    for grid in state.grids:
        if grid.table is table:
            _add(state, grid, sheet)
    return sheet


def _add(state: ReadState, grid: Grid, sheet: Sheet) -> None:
    """Add the rows of one file."""
    if grid.line is no_line:  # cells of formats other than CSV are not text, and have no lines
        raise NotPlain
    lines = grid.lines()
    _, headings = next(lines, (1, ()))
    if not is_headed(grid, headings):
        raise NotPlain
    header = state.map_header(grid, headings, state.problems)
    before = len(sheet.origins)
    for _, _, _, name in header.columns:
        sheet.fields.setdefault(name, [None] * before)
    readers = [
        (name, index, _reader(heading, quick, state.decimal))
        for index, heading, quick, name in header.columns
    ]
    for numbers, columns in _batches(lines, header):
        sheet.origins += [f"{grid.file}!{number}" for number in numbers]
        sheet.lines.extend(cast("Iterator[int]", map(grid.line, numbers)))  # CSV has lines
        blank = ("",) * len(numbers)
        for name, index, read in readers:
            sheet.fields[name] += read(columns[index] if index < len(columns) else blank)
    for values in sheet.fields.values():
        values.extend([None] * (len(sheet.origins) - len(values)))


def _batches(
    lines: Iterator[Line], header: HeaderMapping
) -> Iterator[tuple[list[int], list[tuple[str, ...]]]]:
    """Yield row numbers and columns of a batch of rows; empty rows are left out."""
    while piece := list(islice(lines, _AT_ONCE)):
        numbers: list[int] = [number for number, _ in piece]
        rows: list[Any] = [cells for _, cells in piece]
        columns = _columns(rows)
        if not columns or not all(columns[0]):
            filled = list(map(any, rows))
            numbers, rows = list(compress(numbers, filled)), list(compress(rows, filled))
            columns = _columns(rows)
        if not rows:
            continue
        for index, column in enumerate(columns):
            if index not in header.headed and not all(map(is_blank, column)):
                raise NotPlain
        yield numbers, columns


def _columns(rows: list[Any]) -> list[tuple[str, ...]]:
    """Return the columns of rows; short rows are padded with empty cells."""
    try:
        return list(zip(*rows, strict=True))
    except ValueError:
        widest = max(map(len, rows))
        return list(zip(*([*cells, *[""] * (widest - len(cells))] for cells in rows), strict=True))


def _reader(
    heading: Heading, quick: Quick, decimal: Decimal | None
) -> Callable[[Sequence[str]], list[Any]]:
    """Return the reader of a column: equal cells are read once."""
    if heading.kind == "target":
        return list  # how it is read depends on the polarity of its indicator

    def read(cell: str) -> Value | None:
        value = quick(cell)
        return _read_other_cell(cell, heading, decimal) if value is None else value

    many = quick_column(heading)
    if many is None:
        known = _CachedReader(read)
        return lambda column: list(map(known.__getitem__, column))

    def at_once(column: Sequence[str]) -> list[Any]:
        found = many(column)
        if all(found):
            return found
        return [value or read(cell) for value, cell in zip(found, column, strict=True)]

    return at_once


class _CachedReader(dict[str, "Value | None"]):
    """The values of cells, each distinct cell read only once."""

    def __init__(self, read: Callable[[str], Value | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> Value | None:
        found = self[cell] = self._read(cell)
        return found


def _read_other_cell(cell: str, heading: Heading, decimal: Decimal | None) -> Value | None:
    """Read a cell that is empty or not written in the most common way.

    Raises:
        NotPlain: it cannot be read, or must not be empty.
    """
    if is_blank(cell):
        if heading.required:
            raise NotPlain
        return None
    if heading.kind in {"list", "tags"}:
        read = read_items if heading.kind == "list" else read_tags
        items, faults = read(cell, heading)
        if faults:
            raise NotPlain
        return items or None
    value = read_cell(cell, heading, decimal)
    if isinstance(value, Fault):
        raise NotPlain
    return value
