"""A failing government made small: rows and cells go as long as it still fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from governments.draft import Document
from governments.government import Government

Fails = Callable[[Government], bool]


@dataclass(slots=True)
class _Attempts:
    """How often it may still be tried whether a smaller government fails too."""

    fails: Fails
    left: int

    def try_out(self, government: Government) -> bool:
        self.left -= 1
        return self.left >= 0 and self.fails(government)


def reduced(government: Government, fails: Fails, *, tries: int = 200) -> Government:
    """A government with fewer rows and cells that still fails, after at most ``tries`` tries.

    Halves of a table go first, then quarters, at last single rows; then single cells.
    """
    attempts, before = _Attempts(fails, tries), -1
    while before != _size(government) and attempts.left > 0:
        before = _size(government)
        for table in list(government.tables):
            government = _with_fewer_rows(government, table, attempts)
    return _with_fewer_cells(government, attempts)


def _size(government: Government) -> int:
    return sum(len(rows) for rows in government.tables.values())


def _with_fewer_rows(government: Government, table: str, attempts: _Attempts) -> Government:
    chunk = len(government.tables[table])
    while chunk:
        start = 0
        while start < len(government.tables[table]):
            rows = government.tables[table]
            kept = [*rows[:start], *rows[start + chunk :]]
            smaller = Government({**government.tables, table: kept}, government.lenient)
            if attempts.try_out(smaller):
                government = smaller
            else:
                start += chunk
        chunk //= 2
    return government


def _with_fewer_cells(government: Government, attempts: _Attempts) -> Government:
    for table, number, heading in _cells(government.tables):
        rows = [dict(row) for row in government.tables[table]]
        if rows[number].pop(heading, None) is not None:
            smaller = Government({**government.tables, table: rows}, government.lenient)
            if attempts.try_out(smaller):
                government = smaller
    return government


def _cells(tables: Document) -> Iterator[tuple[str, int, str]]:
    for table, rows in tables.items():
        for number, row in enumerate(rows):
            yield from ((table, number, heading) for heading in row)
