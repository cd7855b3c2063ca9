"""Statements and the indicators that measure them, before they become tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.output_collector import Value


@cache
def value_key(year: int, heading: str) -> tuple[int, str]:
    """What a value of an indicator is kept by; the same object for all, as there are very many."""
    return year, heading


@dataclass(slots=True, eq=False)
class Statement:
    """A goal, objective, programme, activity … of a matrix.

    Attributes:
        id: its id; ``level``: 0 to 5, or the text that was written.
        name: the cell of its name, None where it has none.
        above: the statements above it: one, or several where one code stands under several;
            ``lost``: ids above it that are not there.
        owners: ids of those that answer for it.
        pieces: the cells of its level, its owners and what stands above it, where it has any.
    """

    id: str
    name: Piece | None
    level: int | str
    above: tuple[Statement, ...] = ()
    lost: tuple[str, ...] = ()
    alias: Piece | None = None
    owners: tuple[str, ...] = ()
    pieces: dict[str, Piece] = field(default_factory=dict[str, Piece])
    measures: list[Measure] = field(default_factory=list["Measure"])

    def over(self) -> Iterator[Statement]:
        """All statements above it, the nearest first, each once; itself where it is in a circle."""
        seen: set[str] = set()
        waiting = list(self.above)
        for found in waiting:
            if found.id not in seen:
                seen.add(found.id)
                waiting.extend(found.above)
                yield found

    def measured(self) -> Iterator[Statement]:
        """On each way up the nearest statement that has indicators, each once."""
        seen: set[str] = set()
        waiting = list(self.above)
        for found in waiting:
            if found.id not in seen:
                seen.add(found.id)
                if found.measures:
                    yield found
                else:
                    waiting.extend(found.above)


@dataclass(slots=True, eq=False)
class Measure:
    """An indicator.

    Attributes:
        id: its id.
        name: its name, None where it has none.
        piece: the cell of its name, or that of its first value.
        fields: its other fields; ``pieces``: the cells of all.
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
        """Its values by year, the earliest first, those of a year by heading as they were read."""
        ordered = sorted(self.values.items(), key=lambda item: item[0][0])
        for year, items in groupby(ordered, key=lambda item: item[0][0]):
            yield year, {heading: value for (_, heading), value in items}

    def forget(self) -> None:
        """Lets go of what is in the tables now; its id and name remain."""
        for held in (self.fields, self.pieces, self.values):
            held.clear()
