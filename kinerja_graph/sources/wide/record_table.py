"""Rows of one table in little memory: fields of the same headings are held without the headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias, cast, overload

Value: TypeAlias = "str | int | float | tuple[str, ...]"
Record: TypeAlias = dict[str, Value]


class RecordTable(Sequence[Record]):
    """Rows that are not changed once they are added; each is given as a dictionary of its own.

    A large matrix has half a million rows of values: as dictionaries they take three times as much.

    >>> table = RecordTable()
    >>> table.append({"indicator": "I1", "year": 2025, "target": 9.5})
    >>> len(table), table[0], table == [{"indicator": "I1", "year": 2025, "target": 9.5}]
    (1, {'indicator': 'I1', 'year': 2025, 'target': 9.5}, True)
    """

    __slots__ = ("_headings", "_rows")

    def __init__(self) -> None:
        self._headings: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._rows: list[tuple[tuple[str, ...], *tuple[Value, ...]]] = []

    def append(self, record: Record) -> None:
        """Add a row."""
        headings = tuple(record)
        headings = self._headings.setdefault(headings, headings)
        self._rows.append((headings, *record.values()))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> list[Record]: ...
    def __getitem__(self, at: int | slice) -> Record | list[Record]:
        if isinstance(at, slice):
            return list(map(_record, self._rows[at]))
        return _record(self._rows[at])

    def __iter__(self) -> Iterator[Record]:
        return map(_record, self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecordTable | list) and [*self] == [
            *cast("Sequence[object]", other)
        ]

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(list(self))


def _record(row: tuple[tuple[str, ...], *tuple[Value, ...]]) -> Record:
    headings, *values = row
    return dict(zip(headings, values, strict=True))
