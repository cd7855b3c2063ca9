"""Statements and the indicators that measure them, before they become tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kinerja_graph.sources.wide.harvest import Value
from kinerja_graph.sources.wide.spot import Piece


@dataclass(slots=True)
class Statement:
    """A goal, objective, programme, activity … of a matrix.

    Attributes:
        id: its id; ``level``: 0 to 5, or the text that was written.
        name: the cell of its name, None where it has none.
        above: the statement above it; ``lost``: ids above it that are not there.
        owners: ids of those that answer for it.
    """

    id: str
    name: Piece | None
    level: int | str
    above: Statement | None = None
    lost: tuple[str, ...] = ()
    alias: Piece | None = None
    owners: tuple[str, ...] = ()
    measures: list[Measure] = field(default_factory=list["Measure"])

    def nearest(self) -> Iterator[Statement]:
        """The statements above it, nearest first; a circle ends it."""
        seen = {self.id}
        found = self.above
        while found is not None and found.id not in seen:
            seen.add(found.id)
            yield found
            found = found.above


@dataclass(slots=True)
class Measure:
    """An indicator.

    Attributes:
        id: its id.
        name: its name, None where it has none.
        piece: the cell of its name, or that of its first value.
        fields: its other fields; ``pieces``: the cells of all.
        years: target and realisation by year.
    """

    id: str
    name: str | None
    piece: Piece
    statement: Statement | None
    owners: tuple[str, ...] = ()
    fields: dict[str, Value] = field(default_factory=dict[str, Value])
    pieces: dict[str, Piece] = field(default_factory=dict[str, Piece])
    years: dict[int, dict[str, tuple[Value, Piece]]] = field(
        default_factory=dict[int, dict[str, "tuple[Value, Piece]"]]
    )
