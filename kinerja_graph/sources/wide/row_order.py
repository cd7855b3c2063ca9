"""Read a list without parents: the parent is the nearest row above with a higher level.

Only the order of the rows shows the tree of such a list. Where the order is not conclusive, a row
is not linked, and that is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import name_fold
from kinerja_graph.sources.wide.matrix_reader import Bound, MatrixReader
from kinerja_graph.sources.wide.plan import Nodes
from kinerja_graph.sources.wide.statements import StatementCells, StatementRegistry
from kinerja_graph.sources.wide.tree import Statement

LEVELS: Final = frozenset("012345")
_ID_PREFIX: Final = "N"
Rank = tuple[int, int]
"""Level, and index of its word in the map: of two words for one level, the first is the higher."""


def is_level_by_level(ranks: Sequence[Rank]) -> bool:
    """Return whether rows are listed level by level, with more than one possible parent.

    >>> def listed(*levels):
    ...     return is_level_by_level([(level, 0) for level in levels])
    >>> listed(0, 1, 2, 2, 1, 2), listed(0, 1, 1, 1), listed(0, 1, 1, 2, 2)
    (False, False, True)
    """
    rising = all(one <= two for one, two in pairwise(ranks))
    lowest = max(ranks, default=(0, 0))
    upper = [rank for rank in ranks if rank < lowest]
    return rising and len(upper) > len({*upper})


@dataclass(slots=True)
class OrderedNodeReader:
    """The nodes so far, and those that the next one may be below."""

    reader: MatrixReader
    columns: dict[str, Bound | None]
    statements: StatementRegistry
    ancestors: list[tuple[Rank, Statement]] = field(default_factory=list[tuple[Rank, Statement]])
    last: Statement | None = None
    ranked_nodes: list[tuple[Rank, Statement]] = field(default_factory=list[tuple[Rank, Statement]])

    @classmethod
    def create(cls, reader: MatrixReader, given: Nodes) -> OrderedNodeReader:
        """Create the reader of a list from the columns of its map."""
        wanted = {"id": given.id, "name": given.name, "level": given.level, "alias": given.alias}
        columns = {key: reader.bind(column) for key, column in wanted.items()}
        return cls(reader, columns, StatementRegistry(reader))

    def read_row(self, row: int) -> tuple[Statement | None, bool]:
        """Return the node of a row, else the last node, and whether it is new."""
        piece = {key: self.reader.piece(row, bound) for key, bound in self.columns.items()}
        if all(each is None for each in piece.values()) or self._repeats_level(piece):
            return self.last, False
        rank = self._read_rank(piece["level"])
        if piece["level"] is None or rank is None:
            return self._create_without_level(piece)
        while self.ancestors and self.ancestors[-1][0] >= rank:
            self.ancestors.pop()
        up, above = self.ancestors[-1] if self.ancestors else (rank, None)
        node, new = self._find_or_create(piece, rank[0], above)
        self.ancestors.append((rank, node))
        if new:
            node.pieces["level"] = piece["level"]
            self.ranked_nodes.append((rank, node))
            if above is not None and rank[0] - up[0] > 1:
                name = "" if above.name is None else above.name.text
                self.reader.collector.note("order-skip", piece["level"], above=name, up=up[0])
        self.last = node
        return node, new

    def _repeats_level(self, piece: dict[str, Piece | None]) -> bool:
        """Return whether a row without a name only repeats the level of the last node."""
        level = piece["level"]
        if piece["name"] is not None or piece["id"] is not None or self.last is None:
            return False
        return level is None or str(self.last.level) == level.text

    def _find_or_create(
        self, piece: dict[str, Piece | None], level: int, above: Statement | None
    ) -> tuple[Statement, bool]:
        code = piece["id"]
        cells = StatementCells(
            piece["name"], "" if code is None else code.text, code_piece=code, alias=piece["alias"]
        )
        return self.statements.find_or_create(
            "" if above is not None else _ID_PREFIX, level, above, cells
        )

    def _create_without_level(
        self, piece: dict[str, Piece | None]
    ) -> tuple[Statement | None, bool]:
        """Return a node whose level cannot be read: it is kept without a parent."""
        level, code = piece["level"], piece["id"]
        place = piece["name"] or code or piece["alias"]
        if level is not None:
            self.reader.collector.note("bad-level", level)
        elif place is not None:
            self.reader.collector.note("order-level", place)
        wanted, spot = (_ID_PREFIX, None) if code is None else (code.text, code.spot)
        text = "" if level is None else level.text
        node = Statement(self.reader.collector.fresh(wanted, spot), piece["name"], text)
        if level is not None:
            node.pieces["level"] = level
        self.last = self.statements.add(node)
        return node, True

    def _read_rank(self, piece: Piece | None) -> Rank | None:
        """Return the rank of a level as written; None if it cannot be read."""
        if piece is None or piece.text not in LEVELS:
            return None
        bound = self.columns["level"]
        known = [] if bound is None else list(bound.column.words)
        word = name_fold(piece.written or "")
        return int(piece.text), known.index(word) if word in known else 0

    def link_parents(self) -> None:
        """Remove the links that the order does not support, and report them."""
        ranks = [rank for rank, _ in self.ranked_nodes]
        if is_level_by_level(ranks):
            self._unlink_ambiguous(ranks)
            return
        for rank, node in self.ranked_nodes:
            if not node.parents and rank > min(ranks):
                self.reader.collector.note("order-above", node.pieces["level"])

    def _unlink_ambiguous(self, ranks: Sequence[Rank]) -> None:
        """Unlink rows for which several rows of the level above could be the parent."""
        ranked = {node.id: rank for rank, node in self.ranked_nodes}
        unlinked = [
            node
            for _, node in self.ranked_nodes
            if any(ranks.count(ranked[up.id]) > 1 for up in node.parents)
        ]
        for node in unlinked:
            node.parents = ()
        if unlinked:
            first = unlinked[0].pieces["level"]
            self.reader.collector.note("order-unclear", first, number=len(unlinked))
