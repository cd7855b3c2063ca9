"""A plan under construction: rows of the input tables, with contributions kept separately."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Cell: TypeAlias = str | int | float | bool | list[str] | None
Row: TypeAlias = dict[str, Cell]
Tables: TypeAlias = dict[str, list[Row]]

RECORDS: Final = ("units", "positions", "objectives", "indicators", "tasks")
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(RECORDS, ("id",)),
    "dataset": (),
    "values": ("indicator", "year"),
    "contributions": ("from", "to"),
}
"""The key columns of each table."""
_LISTS: Final = ("reports_to", "owner", "expected_agencies", "performer")
_ENDS: Final = ("indicator", "from", "to")


@dataclass(slots=True)
class Draft:
    """Rows by table. Contributions are only in ``contributions`` until ``tables`` is called."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in KEYS})

    def add(self, table: str, **cells: Cell) -> None:
        """Append a row to its table.

        Raises:
            ValueError: such a row exists already.
        """
        if KEYS[table] and self.find(table, cells) is not None:
            raise ValueError(f"{table}: a second row {cells}")
        self.rows[table].append(cells)

    def find(self, table: str, cells: Mapping[str, Cell]) -> Row | None:
        """Return the row with the same key, or None."""
        keys = KEYS[table]
        for row in self.rows[table]:
            if all(row.get(heading) == cells.get(heading) for heading in keys):
                return row
        return None

    def get(self, table: str, **key: Cell) -> Row:
        """Return the row with this key.

        Raises:
            ValueError: there is no such row.
        """
        row = self.find(table, key)
        if row is None:
            raise ValueError(f"{table}: no row {key}")
        return row

    def remove(self, table: str, **key: Cell) -> None:
        """Remove a row, and all references to it."""
        gone = self.get(table, **key)
        self.rows[table].remove(gone)
        if table not in RECORDS:
            return
        name = gone["id"]
        for kept in ("values", "contributions"):
            self.rows[kept] = [
                row for row in self.rows[kept] if name not in [row.get(end) for end in _ENDS]
            ]
        for row in (row for each in RECORDS for row in self.rows[each]):
            for heading in _LISTS:
                items = row.get(heading)
                if isinstance(items, list) and name in items:
                    row[heading] = [item for item in items if item != name]

    def tables(self) -> Tables:
        """Return the tables to write: ``contributes_to`` filled, plain contributions left out."""
        upward: dict[Cell, list[str]] = {}
        for edge in self.rows["contributions"]:
            upward.setdefault(edge["from"], []).append(str(edge["to"]))
        tables: Tables = {}
        for table, rows in self.rows.items():
            if table == "contributions":
                tables[table] = [row for row in rows if _has_own_row(row)]
            elif table in {"objectives", "indicators", "tasks"}:
                tables[table] = [
                    {**row, "contributes_to": list(upward.get(row["id"], []))} for row in rows
                ]
            else:
                tables[table] = [dict(row) for row in rows]
        return tables

    def years(self, indicator: str) -> Iterator[Row]:
        """Yield the rows of ``values`` of one indicator."""
        return (row for row in self.rows["values"] if row["indicator"] == indicator)


def _has_own_row(edge: Row) -> bool:
    return any(
        value is not None for name, value in edge.items() if name not in KEYS["contributions"]
    )
