"""Statements and the indicators that measure them, before they are written to tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TypeAlias

from kinerja_graph.sources.cells import Cell
from kinerja_graph.sources.wide.cell_reference import CellReference, Piece
from kinerja_graph.sources.wide.record_table import Value

Moment: TypeAlias = "int | str"
"""A year, or the code of a part of one, such as ``2026Q1``."""


@cache
def value_key(moment: Moment, heading: str) -> tuple[Moment, str]:
    """Return the key of a value; equal keys are one object, since there are very many."""
    return moment, heading


@dataclass(slots=True, eq=False)
class Statement:
    """A goal, objective, programme, activity … of a matrix.

    Attributes:
        id: its id; ``level``: 0 to 5, or the text as written.
        name: the cell of its name, or None.
        parents: its parents: one, or several if one code occurs below several statements.
        missing_parents: ids of parents that do not exist.
        owners: ids of its owners.
        pieces: the cells of its level, its owners and its parents, if it has any.
    """

    id: str
    name: Piece | None
    level: int | str
    parents: tuple[Statement, ...] = ()
    missing_parents: tuple[str, ...] = ()
    alias: Piece | None = None
    owners: tuple[str, ...] = ()
    pieces: dict[str, Piece] = field(default_factory=dict[str, Piece])
    measures: list[Measure] = field(default_factory=list["Measure"])

    def ancestors(self) -> Iterator[Statement]:
        """Yield all its ancestors once, the nearest first; in a cycle this includes itself."""
        seen: set[str] = set()
        waiting = list(self.parents)
        for found in waiting:
            if found.id not in seen:
                seen.add(found.id)
                waiting.extend(found.parents)
                yield found

    def nearest_measured(self) -> Iterator[Statement]:
        """Yield the nearest ancestor with indicators on each path upwards, each once."""
        seen: set[str] = set()
        waiting = list(self.parents)
        for found in waiting:
            if found.id not in seen:
                seen.add(found.id)
                if found.measures:
                    yield found
                else:
                    waiting.extend(found.parents)


_Value = tuple[Value, Piece] | tuple[Value, Cell, "int | None", "int | None"]
"""A value and its cell; or its content, row and column, in the file and sheet of the name."""


@dataclass(slots=True, eq=False)
class Measure:
    """An indicator.

    Attributes:
        id: its id.
        name: its name, or None.
        piece: the cell of its name, or of its first value.
        fields: its other fields; ``pieces``: the cells of all fields.

    Target and realisation of each year, and of its parts, are held by ``value_key``. A large matrix
    has half a million of them: what their cells share with the cell of the name is not repeated.
    """

    id: str
    name: str | None
    piece: Piece
    statement: Statement | None
    owners: tuple[str, ...] = ()
    fields: dict[str, Value] = field(default_factory=dict[str, Value])
    pieces: dict[str, Piece] = field(default_factory=dict[str, Piece])
    _values: dict[tuple[Moment, str], _Value] = field(
        default_factory=dict[tuple[Moment, str], "_Value"]
    )

    def add_value(
        self, moment: Moment, heading: str, value: Value, piece: Piece
    ) -> tuple[Value, Piece]:
        """Add the value of a moment unless there is one; return the value that it has now."""
        known = self._values.get(value_key(moment, heading))
        if known is not None:
            return self._unpacked(known)
        self.set_value(moment, heading, value, piece)
        return value, piece

    def set_value(self, moment: Moment, heading: str, value: Value, piece: Piece) -> None:
        """Set the value of a moment, in place of an earlier one."""
        spot = piece.spot
        plain = piece.written is None and spot.last is None and spot.place == self.piece.spot.place
        self._values[value_key(moment, heading)] = (
            (value, piece.cell, spot.row, spot.column) if plain else (value, piece)
        )

    def _unpacked(self, held: _Value) -> tuple[Value, Piece]:
        if len(held) == 2:  # noqa: PLR2004  # the pair that it is already
            return held
        value, cell, row, column = held
        file, sheet = self.piece.spot.place
        return value, Piece(cell, CellReference(file, sheet, row, column))

    def by_moment(self) -> Iterator[tuple[Moment, dict[str, tuple[Value, Piece]]]]:
        """Yield its values, a year before its parts; those of a moment in reading order."""
        ordered = sorted(self._values.items(), key=lambda item: str(item[0][0]))
        for moment, items in groupby(ordered, key=lambda item: item[0][0]):
            yield moment, {heading: self._unpacked(held) for (_, heading), held in items}

    def free(self) -> None:
        """Free what is in the tables by now; its id and name remain."""
        for held in (self.fields, self.pieces, self._values):
            held.clear()
