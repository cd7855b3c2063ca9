"""Statements and the indicators that measure them, before they are written to tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.output_collector import Value


@cache
def value_key(year: int, heading: str) -> tuple[int, str]:
    """Return the key of a value; equal keys are one object, since there are very many."""
    return year, heading


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


@dataclass(slots=True, eq=False)
class Measure:
    """An indicator.

    Attributes:
        id: its id.
        name: its name, or None.
        piece: the cell of its name, or of its first value.
        fields: its other fields; ``pieces``: the cells of all fields.
        values: target and realisation of each year, by ``value_key``.
    """

    id: str
    name: str | None
    piece: Piece
    statement: Statement | None
    owners: tuple[str, ...] = ()
    fields: dict[str, Value] = field(default_factory=dict[str, Value])
    pieces: dict[str, Piece] = field(default_factory=dict[str, Piece])
    values: dict[tuple[int, str], tuple[Value, Piece]] = field(
        default_factory=dict[tuple[int, str], "tuple[Value, Piece]"]
    )

    def by_year(self) -> Iterator[tuple[int, dict[str, tuple[Value, Piece]]]]:
        """Yield its values by year, ascending; those of a year by heading, in reading order."""
        ordered = sorted(self.values.items(), key=lambda item: item[0][0])
        for year, items in groupby(ordered, key=lambda item: item[0][0]):
            yield year, {heading: value for (_, heading), value in items}

    def free(self) -> None:
        """Free what is in the tables by now; its id and name remain."""
        for held in (self.fields, self.pieces, self.values):
            held.clear()
