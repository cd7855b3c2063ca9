"""Read a wide matrix: one column per level; unchanged values are blank, repeated or merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.codes import read_code_parts, report_code_depth
from kinerja_graph.sources.wide.folding import SUMS, begins
from kinerja_graph.sources.wide.indicators import BoundIndicators, IndicatorReader, bind_indicators
from kinerja_graph.sources.wide.matrix_reader import Bound, MatrixReader
from kinerja_graph.sources.wide.plan import Level, Map
from kinerja_graph.sources.wide.statements import StatementCells, StatementRegistry
from kinerja_graph.sources.wide.tables import write_tree
from kinerja_graph.sources.wide.tree import Statement
from kinerja_graph.sources.wide.units import Staff, bind_staff, split_code


@dataclass(frozen=True, slots=True)
class BoundLevel:
    """A level and the columns where it was found.

    A column that holds several levels has one of these for each. ``parts``: the number of parts of
    its codes. ``words``: first words of its names; if empty, its names begin with no other level's.
    """

    given: Level
    name: Bound | None
    code: tuple[Bound | None, ...]
    alias: Bound | None
    parts: int | None = None
    words: tuple[str, ...] | None = None

    def fits(self, name: str) -> bool:
        """Return whether a name in the column is of this level, by its first word."""
        if self.words is None:
            return True
        return begins(name, self.words) if self.words else not begins(name, (*self.given.begins,))


def _bind_level(reader: MatrixReader, given: Level) -> list[BoundLevel]:
    code = tuple(reader.bind(each) for each in given.code)
    found = BoundLevel(given, reader.bind(given.name), code, reader.bind(given.alias))
    if given.begins:
        return [*_split_by_first_words(found), replace(found, words=())]
    if not given.depths:
        return [found]
    return [
        replace(found, given=replace(given, level=level), parts=parts)
        for parts, level in sorted(given.depths.items())
    ]


def _split_by_first_words(found: BoundLevel) -> Iterator[BoundLevel]:
    """Yield a level for each one that the first words of the column distinguish, highest first."""
    told = found.given.begins
    for level in sorted(set(told.values())):
        words = tuple(word for word, of in told.items() if of == level)
        yield replace(found, given=replace(found.given, level=level), words=words)


@dataclass(slots=True)
class _MatrixState:
    """The state while a matrix is read: the current statement of each level."""

    reader: MatrixReader
    staff: Staff
    levels: Sequence[BoundLevel]
    statements: StatementRegistry
    current: dict[int, Statement] = field(default_factory=dict[int, Statement])
    unit: str = ""
    code_without_level: Piece | None = None
    has_statement: bool = False

    def read_row(self, row: int) -> tuple[Statement | None, bool] | None:
        """Read a row: return the deepest statement that it is about, and whether that is new.

        None if the row is left out because its code fits no level of its column.
        """
        unit = self.staff.unit_of(row) or ""
        if unit and self.unit and unit != self.unit:
            self._discard_current(0, shared=True)
        self.unit = unit or self.unit
        found = [
            (depth, level, one)
            for depth, level in enumerate(self.levels)
            if (one := self._read_cells(row, level)) is not None
            and (one.name is None or level.fits(one.name.text))
        ]
        parts = {
            depth: _count_parts(one.code) for depth, level, one in found if level.parts is not None
        }
        if any(
            parts[depth] not in level.given.depths for depth, level, _ in found if depth in parts
        ):
            self._leave_out_by_code(row, found, parts)
            return None
        deepest: int | None = None
        new = False
        self.has_statement = bool(found)
        held = dict(self.current)
        for depth, level, one in found:
            if level.parts is None or level.parts == parts[depth]:
                deepest = depth
                self._keep_levels_above(depth, held)
                new = self._set_current(depth, level, one)
        if deepest is None:
            deepest = max(self.current, default=None)
        return (None, False) if deepest is None else (self.current[deepest], new)

    def is_group(self, row: int, kinds: Sequence[BoundIndicators]) -> bool:
        """Return whether a row heads a group: it has totals, and a name with no level's first word.

        Statements from the same column then no longer apply to the rows below.
        """
        depths = [
            depth
            for depth, level in enumerate(self.levels)
            if level.words == ()
            and (name := self.reader.piece(row, level.name)) is not None
            and level.fits(name.text)
        ]
        named = any(self.reader.piece(row, kind.name) for kind in kinds)
        valued = any(self.reader.piece(row, one) for kind in kinds for one in kind.values())
        if not depths or named or not valued:
            return False
        words = self.levels[depths[0]].given.begins
        first = next(at for at, one in enumerate(self.levels) if one.given.begins is words)
        self._discard_current(first)
        self.reader.group_rows.add(row)
        self.reader.leave_out_row("group", row)
        return True

    def _keep_levels_above(self, depth: int, held: Mapping[int, Statement]) -> None:
        """Keep statements of levels known by first words, whatever changes to the left of them."""
        level = self.levels[depth]
        for each, statement in held.items():
            other = self.levels[each]
            if each < depth and other.words and other.given.begins is level.given.begins:
                self.current.setdefault(each, statement)

    def _leave_out_by_code(
        self,
        row: int,
        said: Sequence[tuple[int, BoundLevel, StatementCells]],
        parts: Mapping[int, int],
    ) -> None:
        """Leave out a row whose code fits no level of its column."""
        level, one = next(
            (level, one)
            for depth, level, one in said
            if depth in parts and parts[depth] not in level.given.depths
        )
        place = one.code_piece or one.name
        self.code_without_level = None if place is None else Piece(one.code, place.spot)
        if _count_parts(one.code) < min(level.given.depths):
            self.reader.group_rows.add(row)
        self.reader.leave_out_row("depth", row)

    def staff_of(self, statement: Statement | None) -> Staff:
        """Return who is responsible for ``statement``: the owners of the row, or only its unit.

        A unit is not responsible for what all units share just because it is the first to name it.
        """
        owners = self.staff.owners
        level = next(
            (self.levels[depth].given for depth, held in self.current.items() if held is statement),
            None,
        )
        if level is None:
            return self.staff
        if owners is not None and (not owners.of or {*owners.of} & {*level.name.headings}):
            return self.staff
        return self.staff.without_owners() if level.shared else self.staff.without_owner_column()

    def measured_statement(self, of: str | None, deepest: Statement | None) -> Statement | None:
        """Return the statement that the row's indicators measure: that of the level ``of``."""
        if of is None:
            return deepest
        held = [depth for depth in self.current if of in self.levels[depth].given.name.headings]
        return self.current[max(held)] if held else None

    def _read_cells(self, row: int, level: BoundLevel) -> StatementCells | None:
        name = self.reader.piece(row, level.name)
        if name is None:
            return None
        pieces = read_code_parts(self.reader, row, level.code)
        unit = "" if level.given.shared else self.unit
        split = split_code(name.text) if level.given.coded else None
        text = ".".join(piece.text.strip(" .") for piece in pieces) if len(pieces) > 1 else ""
        text = text or (pieces[0].text if pieces else split[0] if split is not None else "")
        if split is not None:
            name = Piece(split[1], name.spot)
        return StatementCells(
            name, text, pieces[0] if pieces else None, self.reader.piece(row, level.alias), unit
        )

    def _set_current(self, depth: int, level: BoundLevel, said: StatementCells) -> bool:
        above = next(
            (self.current[each] for each in range(depth - 1, -1, -1) if each in self.current), None
        )
        statement, new = self.statements.find_or_create(
            level.given.prefix, level.given.level, above, said
        )
        if self.current.get(depth) is not statement:
            self._discard_current(depth + 1)
            self.current[depth] = statement
        return new

    def _discard_current(self, depth: int, *, shared: bool = False) -> None:
        """Discard the statements of a level and those below it; ``shared``: keep shared ones."""
        for each in [each for each in self.current if each >= depth]:
            if not (shared and self.levels[each].given.shared):
                del self.current[each]


def _count_parts(code: str) -> int:
    """Count the parts of a dotted code."""
    return len([part for part in code.split(".") if part.strip()])


def read_matrix(readers: Sequence[MatrixReader], map_: Map) -> None:
    """Read a wide matrix; several sheets become one plan.

    Raises:
        MatrixRefusedError: a heading of the map is missing, or there are no rows.
    """
    stating, measuring = StatementRegistry(readers[0]), IndicatorReader(readers[0])
    staff: Staff | None = None
    for reader in readers:
        stating, measuring = replace(stating, reader=reader), replace(measuring, reader=reader)
        staff = bind_staff(reader, map_, staff)
        _read_sheet(map_, staff, stating, measuring)
        _report_unattached(reader, stating.statements)
    write_tree(readers[0].collector, map_, stating.statements, measuring.finished())


def _report_unattached(reader: MatrixReader, statements: Sequence[Statement]) -> None:
    """Report statements that look like notes or totals and have nothing attached to them.

    Notes are alone in their row; if all rows of the matrix are, it is a list of statements and none
    is reported. Totals are recognised by their first words.
    """
    parents = {above.id for each in statements for above in each.parents}
    alone: list[Piece] = []
    attached = 0
    for each in statements:
        if each.name is None or each.name.spot.sheet != reader.matrix.sheet:
            continue
        row = reader.matrix.rows.get(each.name.spot.row or 0, {})
        if each.id in parents or each.measures:
            attached += 1
        elif begins(each.name.text, SUMS):
            reader.collector.note("total", each.name)
        elif len(row) > 1:
            attached += 1
        else:
            alone.append(each.name)
    for piece in alone if attached else ():
        reader.collector.note("alone", piece)


def _read_sheet(
    map_: Map, staff: Staff, stating: StatementRegistry, measuring: IndicatorReader
) -> None:
    reader = stating.reader
    levels = [bound for each in map_.levels for bound in _bind_level(reader, each)]
    kinds = [bind_indicators(reader, each) for each in map_.indicators]
    reader.require_headings()
    reading = _MatrixState(reader, staff, levels, stating)
    for row in reader.rows():
        if reading.is_group(row, kinds):
            continue
        found = reading.read_row(row)
        if found is None:
            strange = reading.code_without_level
            if strange is not None and any(reader.piece(row, kind.name) for kind in kinds):
                report_code_depth(reader, strange)
            continue
        statement, new = found
        answered = made = False
        for kind in kinds:
            measured = reading.measured_statement(kind.given.of, statement)
            own = reading.staff_of(measured)
            read = measuring.read(row, kind, measured, own)
            made = made or read
            answered = (read and own is staff) or answered
        if statement is not None and reading.has_statement and not made:
            reader.add_record_row(row, statement.id)
        if new and statement is not None:
            own = reading.staff_of(statement)
            own.set_owners(row, statement)
            answered = answered or own is staff
        if not answered:
            staff.release(row)
