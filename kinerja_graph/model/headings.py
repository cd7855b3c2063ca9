"""What planners call the columns of a plan: the headings of the sheets that it came from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from kinerja_graph.model.origin import Place
from kinerja_graph.model.tables import COLUMNS

LONGEST: Final = 30_000
"""The text of all headings is at most so long: it stands in one cell of a workbook."""


@dataclass(frozen=True, slots=True)
class PlannerColumn:
    """How a planner heads one column of a table of the contract.

    Attributes:
        table, column: the column of the contract.
        text: the heading, one line; of several rows the upper first, joined by " > "; empty if
            the column has none.
        cell: in a matrix that was imported, the cell of the heading (``E5``), or the letters of a
            column without one (``E``); None: the table of the plan itself is headed so.
        year: the year of values that have a column for each year.
        names: the letters of the column with the names of the records; None: of all in the sheet.
    """

    table: str
    column: str
    text: str
    cell: str | None = None
    year: int | None = None
    names: str | None = None


@dataclass(frozen=True, slots=True)
class PlannerSheet:
    """A sheet, or a CSV file, and the columns that were found in it."""

    file: str
    sheet: str | None
    columns: tuple[PlannerColumn, ...]

    @property
    def is_matrix(self) -> bool:
        """Whether it was imported, rather than being a table of the plan."""
        return any(column.cell is not None for column in self.columns)

    @property
    def place(self) -> str:
        """The file and the sheet, as in a place.

        >>> PlannerSheet("renja.xlsx", "Renja", ()).place
        'renja.xlsx!Renja'
        """
        return self.file if self.sheet is None else f"{self.file}!{self.sheet}"

    def of(self, table: str, column: str) -> tuple[PlannerColumn, ...]:
        """Return how the column of the contract is headed here, in the order of the sheet."""
        return tuple(one for one in self.columns if (one.table, one.column) == (table, column))

    def holds(self, place: Place | None) -> bool:
        """Return whether ``place`` is in this sheet."""
        return place is not None and (place.file, place.sheet) == (self.file, self.sheet)


PlannerSheets: TypeAlias = tuple[PlannerSheet, ...]


def write_headings(sheets: Iterable[PlannerSheet]) -> str | None:
    """Return the sheets as one text, for the property ``headings``; None if there are none.

    Sheets with the same columns share them. What would make the text too long is left out, whole
    sheets from the end: their remedies name the columns of the contract.

    >>> unit = PlannerColumn("indicators", "measure_unit", "Satuan", "E5", names="D")
    >>> text = write_headings([PlannerSheet("renja.xlsx", "Renja", (unit,))])
    >>> read_headings(text)[0].columns == (unit,)
    True
    """
    alike: defaultdict[tuple[PlannerColumn, ...], list[list[str | None]]] = defaultdict(list)
    for one in sheets:
        if one.columns:
            alike[one.columns].append([one.file, one.sheet])
    parts: list[str] = []
    length = 2
    for columns, places in alike.items():
        part = _compact({"sheets": places, "columns": [_written(column) for column in columns]})
        length += len(part) + 1
        if length > LONGEST:
            break
        parts.append(part)
    return f"[{','.join(parts)}]" if parts else None


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _written(column: PlannerColumn) -> list[str | int | None]:
    found = [f"{column.table}.{column.column}", column.text, column.cell, column.year, column.names]
    while found[-1] is None:
        found.pop()
    return found


def read_headings(text: str | None) -> PlannerSheets:
    """Return the sheets that ``write_headings`` wrote; of any other text none.

    >>> read_headings(None), read_headings("Satuan"), read_headings('[{"sheets": 1}]')
    ((), (), ())
    """
    try:
        groups: Any = json.loads(text or "[]")
        return tuple(
            PlannerSheet(_text(file), None if sheet is None else _text(sheet), columns)
            for group in groups
            for columns in (tuple(map(_column, group["columns"])),)
            for file, sheet in group["sheets"]
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()


def _column(given: Any) -> PlannerColumn:
    parts: list[Any] = list(given)
    name, text, cell, year, names, *more = [*parts, None, None, None]
    table, _, column = _text(name).partition(".")
    if column not in COLUMNS[table] or any(one is not None for one in more):
        raise ValueError(name)
    if not isinstance(year, int | None):
        raise TypeError(year)
    spots = [None if one is None else _text(one) for one in (cell, names)]
    return PlannerColumn(table, column, _text(text), spots[0], year, spots[1])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column of the contract that a sentence names.

    Attributes:
        tables: the tables that it may be of, the likeliest first.
        column: its name.
        every: whether all of these tables are meant, not the first that has it.
        years: the years that are meant; None: all.
    """

    tables: tuple[str, ...]
    column: str
    every: bool = False
    years: tuple[int, ...] | None = None


Found: TypeAlias = tuple[PlannerSheet, PlannerColumn]


def columns_in(sheets: Iterable[PlannerSheet], wanted: Wanted, names: str | None) -> list[Found]:
    """Return the columns that ``wanted`` means, those of records named in column ``names`` first.

    One heading is returned once for each cell that it stands in.
    """
    found = [
        (sheet, column)
        for sheet in sheets
        for column in sheet.columns
        if column.column == wanted.column
        and column.table in wanted.tables
        and (wanted.years is None or column.year is None or column.year in wanted.years)
    ]
    if not wanted.every:
        first = next((one for one in wanted.tables if any(c.table == one for _, c in found)), None)
        found = [each for each in found if each[1].table == first]
    choices: Sequence[Callable[[PlannerColumn], bool]] = (
        lambda column: names is not None and column.names == names,
        lambda column: column.names is None,
    )
    for choice in choices if names is not None else ():
        some = [each for each in found if choice(each[1])]
        if some:
            found = some
            break
    return list(_once(found))


def _once(found: Iterable[Found]) -> Iterator[Found]:
    seen = set[tuple[str, str, str | None]]()
    for sheet, column in found:
        key = (sheet.place, column.text, column.cell)
        if key not in seen:
            seen.add(key)
            yield sheet, column


def name_column(place: Place) -> str | None:
    """Return the letters of the column of a cell, or of the first of a range; None of a row.

    >>> name_column(Place("a.csv", None, "AB46:C48")), name_column(Place("a.csv", None, "4"))
    ('AB', None)
    """
    letters = place.spot.partition(":")[0].rstrip("0123456789")
    return letters or None
