"""Create each statement once, however many rows repeat it, with an id that shows its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import name_fold
from kinerja_graph.sources.wide.matrix_reader import MatrixReader
from kinerja_graph.sources.wide.tree import Statement

StatementKey = tuple[str, str, str, str]
"""Unit, level, prefix and place, code, folded name; what has a code is the same everywhere."""


@dataclass(slots=True)
class StatementRegistry:
    """The statements of an import, in the order of their first rows."""

    reader: MatrixReader
    statements: list[Statement] = field(default_factory=list[Statement])
    _by_key: dict[StatementKey, Statement] = field(default_factory=dict[StatementKey, Statement])
    _ordinals: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, statement: Statement) -> Statement:
        """Add a statement."""
        self.statements.append(statement)
        return statement

    def find_or_create(
        self, prefix: str, level: int, above: Statement | None, said: StatementCells
    ) -> tuple[Statement, bool]:
        """Return the statement that a cell names below ``above``, and whether it is new.

        The same code and name below several statements is one statement with several parents.
        """
        text = "" if said.name is None else said.name.text
        place = prefix if said.code else f"{level} {prefix}/{'' if above is None else above.id}"
        key = (said.unit, place, said.code, name_fold(text))
        known = self._by_key.get(key)
        if known is not None:
            known.alias = known.alias or said.alias
            self.reader.report_difference(known.id, known.alias, said.alias)
            if above is not None and above not in known.parents:
                known.parents = (*known.parents, above)
            return known, False
        wanted = self._make_id(prefix, above, said)
        spot = None if said.name is None else said.name.spot
        made = Statement(
            id=self.reader.collector.fresh(wanted, spot, tell=bool(said.code)),
            name=said.name,
            level=level,
            parents=() if above is None else (above,),
            alias=said.alias,
        )
        if said.code_piece is not None:
            made.pieces["id"] = said.code_piece
        self._by_key[key] = made
        return self.add(made), True

    def _make_id(self, prefix: str, above: Statement | None, said: StatementCells) -> str:
        """Return an id made from the code, inside the unit if there is one, else from the place."""
        if said.code:
            return f"{said.unit}/{said.code}" if said.unit else said.code
        start = f"{above.id}." if above is not None else f"{said.unit}/" if said.unit else ""
        base = f"{start}{prefix}"
        self._ordinals[base] = self._ordinals.get(base, 0) + 1
        return f"{base}{self._ordinals[base]}"


@dataclass(frozen=True, slots=True)
class StatementCells:
    """What a row says of a statement: its name, code, other name, and its unit.

    ``code_piece`` is the cell of the code, if it has its own.
    """

    name: Piece | None
    code: str = ""
    code_piece: Piece | None = None
    alias: Piece | None = None
    unit: str = ""
