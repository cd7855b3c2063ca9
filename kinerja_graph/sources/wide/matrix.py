"""The wide matrix: a column for each level, blank or repeated or merged where nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kinerja_graph.sources.wide.measuring import BoundIndicators, Measuring, bind_indicators
from kinerja_graph.sources.wide.plan import Level, Map
from kinerja_graph.sources.wide.sight import Bound, Sight
from kinerja_graph.sources.wide.spot import Piece
from kinerja_graph.sources.wide.stating import Said, Stating
from kinerja_graph.sources.wide.tables import write_tree
from kinerja_graph.sources.wide.tree import Statement
from kinerja_graph.sources.wide.units import Staff, coded, staff


@dataclass(frozen=True, slots=True)
class BoundLevel:
    """The columns of a level, found."""

    given: Level
    name: Bound | None
    code: Bound | None
    alias: Bound | None


@dataclass(slots=True)
class _Reading:
    """Where the reading of a matrix stands: the statement of each level that now holds."""

    sight: Sight
    staff: Staff
    levels: Sequence[BoundLevel]
    stating: Stating
    now: dict[int, Statement] = field(default_factory=dict[int, Statement])
    unit: str = ""

    def row(self, row: int) -> tuple[Statement | None, bool]:
        """Takes a row in: the deepest statement that it is about, and whether it is new."""
        unit = self.staff.unit_of(row) or ""
        if unit and self.unit and unit != self.unit:
            self._forget(0, shared=True)
        self.unit = unit or self.unit
        deepest: int | None = None
        new = False
        for depth, level in enumerate(self.levels):
            said = self._said(row, level)
            if said is None:
                continue
            deepest = depth
            new = self._take(depth, level, said)
        if deepest is None:
            deepest = max(self.now, default=None)
        return (None, False) if deepest is None else (self.now[deepest], new)

    def _said(self, row: int, level: BoundLevel) -> Said | None:
        name = self.sight.piece(row, level.name)
        if name is None:
            return None
        code = self.sight.piece(row, level.code)
        unit = "" if level.given.shared else self.unit
        split = coded(name.text) if level.given.coded else None
        text = code.text if code is not None else split[0] if split is not None else ""
        if split is not None:
            name = Piece(split[1], name.spot)
        return Said(name, text, code, self.sight.piece(row, level.alias), unit)

    def _take(self, depth: int, level: BoundLevel, said: Said) -> bool:
        above = next(
            (self.now[each] for each in range(depth - 1, -1, -1) if each in self.now), None
        )
        statement, new = self.stating.one(level.given.prefix, level.given.level, above, said)
        if self.now.get(depth) is not statement:
            self._forget(depth + 1)
            self.now[depth] = statement
        return new

    def _forget(self, depth: int, *, shared: bool = False) -> None:
        """What stood at a level and below it holds no more; ``shared`` levels hold on."""
        for each in [each for each in self.now if each >= depth]:
            if not (shared and self.levels[each].given.shared):
                del self.now[each]


def read_matrix(sight: Sight, map_: Map) -> None:
    """Reads a wide matrix.

    Raises:
        MatrixRefusedError: a heading of the map is missing, or there is no row.
    """
    levels = [
        BoundLevel(each, sight.bind(each.name), sight.bind(each.code), sight.bind(each.alias))
        for each in map_.levels
    ]
    kinds = [bind_indicators(sight, each) for each in map_.indicators]
    people = staff(sight, map_)
    sight.settle()
    stating, measuring = Stating(sight), Measuring(sight)
    reading = _Reading(sight, people, levels, stating)
    for row in sight.rows():
        statement, new = reading.row(row)
        made = [
            measuring.read(row, kind, _measured(reading, kind, statement), people) for kind in kinds
        ]
        if new and statement is not None:
            people.answer(row, statement)
        elif not any(made):
            people.release(row)
    write_tree(sight.harvest, map_, stating.statements, measuring.measures)


def _measured(
    reading: _Reading, kind: BoundIndicators, deepest: Statement | None
) -> Statement | None:
    """The statement that indicators of a kind measure in this row."""
    if kind.given.of is None:
        return deepest
    for depth, level in enumerate(reading.levels):
        if kind.given.of in level.given.name.headings:
            return reading.now.get(depth)
    return None
