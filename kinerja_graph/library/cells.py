"""Input cells named by a rule: the columns to fix, and the cells of its example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from kinerja_graph.library.plain import as_list
from kinerja_graph.model.tables import COLUMNS, KEYS, LISTS
from kinerja_graph.shapes import json_keys

ANY: Final = "*"
"""A wildcard for whichever column of a table a finding names."""


@json_keys("table", "column=name")
@dataclass(frozen=True, slots=True)
class Column:
    """A column of an input table; ``*`` stands for whichever column a finding names.

    Attributes:
        table: name of the table.
        name: heading of the column.

    >>> str(Column("indicators", "level"))
    'indicators.level'
    """

    table: str
    name: str

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"

    @property
    def is_list(self) -> bool:
        """Whether its cells may hold several ids."""
        return str(self) in LISTS


@json_keys("*column", "row", "before", "after")
@dataclass(frozen=True, slots=True)
class ExampleCell:
    """One cell of an example, before and after the fix; an empty cell is ``""``.

    Attributes:
        column: its column.
        row: what identifies its row: an id, indicator and year, or both ends of a contribution.
        before, after: the text of the cell.
    """

    column: Column
    row: tuple[str, ...]
    before: str
    after: str


def read_column(text: object) -> Column | None:
    """Parse ``table.column`` or ``table.*``; None if there is no such column."""
    table, _, name = str(text).partition(".")
    known = name == ANY or name in COLUMNS.get(table, ())
    return Column(table, name) if table in COLUMNS and known else None


def read_cell(given: dict[str, Any]) -> ExampleCell | None:
    """Parse the cell ``{cell: table.column, row: …, before: …, after: …}``; None if invalid."""
    column = read_column(given.get("cell"))
    if column is None or column.name == ANY or set(given) != {"cell", "row", "before", "after"}:
        return None
    items = as_list(given["row"])
    names = tuple(map(text_of, [given["row"]] if items is None else items))
    before, after = text_of(given["before"]), text_of(given["after"])
    if len(names) != len(KEYS.get(column.table, ("id",))) or before == after or "" in names:
        return None
    return ExampleCell(column, names, before, after)


def text_of(value: object) -> str:
    """Return a plan's value as it is written in a table: lists joined by ``;``, unknown as ``""``.

    >>> text_of(["A", "B"]), text_of("A;B"), text_of(True), text_of(None)
    ('A; B', 'A; B', 'yes', '')
    """
    items = as_list(value)
    if items is not None:
        return "; ".join(map(text_of, items))
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    return "; ".join(part.strip() for part in str(value).split(";"))


def by_table(columns: Iterable[Column]) -> Iterator[tuple[str, list[Column]]]:
    """Yield the columns grouped by table, tables and columns in the order they are named."""
    named = list(columns)
    order = list(dict.fromkeys(column.table for column in named))
    named.sort(key=lambda column: order.index(column.table))
    for table, group in groupby(named, key=lambda column: column.table):
        yield table, list(group)
