"""Read lists with one node per row and its parent, lists of codes, and lists of indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.codes import read_code_parts, report_code_depth
from kinerja_graph.sources.wide.folding import name_fold
from kinerja_graph.sources.wide.indicators import BoundIndicators, IndicatorReader, bind_indicators
from kinerja_graph.sources.wide.matrix_reader import Bound, MatrixReader
from kinerja_graph.sources.wide.plan import Codes, Map, Nodes
from kinerja_graph.sources.wide.row_order import LEVELS, OrderedNodeReader
from kinerja_graph.sources.wide.statements import StatementRegistry
from kinerja_graph.sources.wide.tables import write_tree
from kinerja_graph.sources.wide.tree import Statement
from kinerja_graph.sources.wide.units import Staff, bind_staff


@dataclass(slots=True)
class _NodeReader:
    """The nodes so far, by id within their scope, and the parents to be linked."""

    reader: MatrixReader
    plan: Nodes
    columns: dict[str, Bound | None]
    within: list[Bound | None]
    statements: StatementRegistry
    by_id: dict[tuple[str, str], Statement] = field(
        default_factory=dict[tuple[str, str], Statement]
    )
    by_name: dict[tuple[str, str], list[Statement]] = field(
        default_factory=dict[tuple[str, str], list[Statement]]
    )
    unlinked: list[tuple[Statement, str, Piece]] = field(
        default_factory=list[tuple[Statement, str, Piece]]
    )

    def read_row(self, row: int) -> tuple[Statement | None, bool]:
        """Return the node of a row, and whether it is new."""
        piece = {key: self.reader.piece(row, bound) for key, bound in self.columns.items()}
        scope = ".".join(
            part.text for one in self.within if (part := self.reader.piece(row, one)) is not None
        )
        id_, name, level = piece["id"], piece["name"], piece["level"]
        if id_ is None:
            self.reader.release(row, self.columns.values())
            return None, False
        known = self.by_id.get((scope, id_.text))
        if known is not None:
            self._merge_row(known, piece, scope)
            return known, False
        wanted = f"{scope}.{id_.text}" if scope else id_.text
        made = Statement(
            id=self.reader.collector.fresh(wanted, id_.spot),
            name=name,
            level=self._level(level),
            alias=piece["alias"],
        )
        if level is not None:
            made.pieces["level"] = level
        made.pieces["id"] = id_
        self.by_id[(scope, id_.text)] = self.statements.add(made)
        if name is not None:
            self.by_name.setdefault((scope, name_fold(name.text)), []).append(made)
        if piece["parent"] is not None:
            made.pieces["contributes_to"] = piece["parent"]
            self.unlinked.append((made, scope, piece["parent"]))
        return made, True

    def _level(self, piece: Piece | None) -> int | str:
        text = "" if piece is None else piece.text
        if text in LEVELS:
            return int(text)
        if piece is not None:
            self.reader.collector.note("bad-level", piece)
        return text

    def _merge_row(self, known: Statement, piece: dict[str, Piece | None], scope: str) -> None:
        """Add what a further row says of a known node; another parent is an additional one."""
        known.name = known.name or piece["name"]
        known.alias = known.alias or piece["alias"]
        self.reader.report_difference(known.id, known.name, piece["name"])
        self.reader.report_difference(known.id, known.alias, piece["alias"])
        level = piece["level"]
        if level is not None and "level" not in known.pieces:
            known.level = self._level(level)
            known.pieces["level"] = level
        self.reader.report_difference(known.id, known.pieces.get("level"), level)
        parent = piece["parent"]
        first = known.pieces.setdefault("contributes_to", parent) if parent is not None else None
        if parent is not None and first is not None and first.text != parent.text:
            self.unlinked.append((known, scope, parent))

    def link_parents(self) -> None:
        """Link every node to its parents, once all nodes are known."""
        for node, scope, parent in self.unlinked:
            found = self._find_parents(scope, parent.text)
            if found == [node]:
                self.reader.collector.note("own-parent", parent)
            elif len(found) > 1:
                self.reader.collector.note("ambiguous-parent", parent, number=len(found))
            elif not found:
                self.reader.collector.note("dangling-reference:parent", parent)
                text = parent.text.replace(";", ",")
                node.missing_parents = (*node.missing_parents, f"{scope}.{text}" if scope else text)
            else:
                node.parents = (*node.parents, found[0])
        for node, _, parent in self.unlinked:
            if any(each is node for each in node.ancestors()):
                self.reader.collector.note("parent-circle", parent)

    def _find_parents(self, scope: str, text: str) -> list[Statement]:
        if self.plan.by_name:
            return self.by_name.get((scope, name_fold(text)), [])
        found = self.by_id.get((scope, text))
        return [] if found is None else [found]


def read_nodes(reader: MatrixReader, map_: Map, given: Nodes) -> None:
    """Read a list with one node and its parent per row.

    Raises:
        MatrixRefusedError: a heading of the map is missing, or there are no rows.
    """
    if given.parent is None:
        _read_rows(reader, map_, OrderedNodeReader.create(reader, given))
        return
    columns = {
        "id": reader.bind(given.id),
        "parent": reader.bind(given.parent),
        "name": reader.bind(given.name),
        "level": reader.bind(given.level),
        "alias": reader.bind(given.alias),
    }
    within = [reader.bind(each) for each in given.within]
    nodes = _NodeReader(reader, given, columns, within, StatementRegistry(reader))
    _read_rows(reader, map_, nodes)


def read_list(reader: MatrixReader, map_: Map) -> None:
    """Read a list of indicators without statements.

    A row with only a name is the heading of a group (Urusan Pendidikan) and is left out.

    Raises:
        MatrixRefusedError: a heading of the map is missing, or there are no rows.
    """
    kinds = [bind_indicators(reader, each) for each in map_.indicators]
    staff = bind_staff(reader, map_)
    reader.require_headings()
    indicators = IndicatorReader(reader, without_statements=True)
    for row in reader.rows():
        if _is_group_heading(row, kinds, staff):
            reader.group_rows.add(row)
            reader.leave_out_row("heading", row)
            continue
        found = [indicators.read(row, kind, None, staff) for kind in kinds]
        if not any(found):
            staff.release(row)
    write_tree(reader.collector, map_, (), indicators.finished())


def _is_group_heading(row: int, kinds: Sequence[BoundIndicators], staff: Staff) -> bool:
    """Return whether a row has only one text, in it or across it, although it has more columns."""
    reader = staff.reader
    columns = [staff.owner, *(one for kind in kinds for one in kind.columns())]
    others = [one for one in columns if one is not None and one.index is not None]
    if len(others) == 1:
        return False
    spots = {piece.spot for one in others if (piece := reader.piece(row, one)) is not None}
    alone = len(reader.matrix.rows[row]) == 1
    return len(spots) == 1 or (alone and not spots)


def _read_rows(
    reader: MatrixReader, map_: Map, nodes: _NodeReader | _CodeReader | OrderedNodeReader
) -> None:
    kinds = [bind_indicators(reader, each) for each in map_.indicators]
    staff = bind_staff(reader, map_)
    reader.require_headings()
    indicators = IndicatorReader(reader)
    for row in reader.rows():
        node, new = nodes.read_row(row)
        if node is None:
            strange = nodes.code_without_level if isinstance(nodes, _CodeReader) else None
            if strange is not None and any(reader.piece(row, kind.name) for kind in kinds):
                report_code_depth(reader, strange)
            continue
        found = [indicators.read(row, kind, node, staff) for kind in kinds]
        if new:
            staff.set_owners(row, node)
        elif not any(found):
            staff.release(row)
    nodes.link_parents()
    write_tree(reader.collector, map_, nodes.statements.statements, indicators.finished())


@dataclass(slots=True)
class _CodeReader:
    """Statements by their dotted code."""

    reader: MatrixReader
    plan: Codes
    code: list[Bound | None]
    name: Bound | None
    alias: Bound | None
    statements: StatementRegistry
    by_code: dict[str, Statement] = field(default_factory=dict[str, Statement])
    last: Statement | None = None
    code_without_level: Piece | None = None

    def read_row(self, row: int) -> tuple[Statement | None, bool]:
        """Return the statement of a row's code, else the last statement, and whether it is new."""
        found = read_code_parts(self.reader, row, self.code)
        self.code_without_level = None
        if not found:
            return self.last, False
        code = ".".join(part.text.strip(" .") for part in found)
        level = self.plan.depths.get(code.count(".") + 1)
        name = self.reader.piece(row, self.name)
        alias = self.reader.piece(row, self.alias)
        self.last = None
        if level is None:
            if code.count(".") + 1 < min(self.plan.depths):
                self.reader.group_rows.add(row)
            self.reader.leave_out_row("depth", row)
            self.code_without_level = Piece(code, found[0].spot)
            return None, False
        known = self.by_code.get(code)
        if known is not None:
            self._merge_row(known, name, alias)
            self._check_number_code(found[-1], known, name)
            self.last = known
            return known, False
        made = Statement(self.reader.collector.fresh(code, found[0].spot), name, level, alias=alias)
        made.pieces["id"] = found[0]
        self.by_code[code] = self.last = self.statements.add(made)
        return made, True

    def _merge_row(self, known: Statement, name: Piece | None, alias: Piece | None) -> None:
        known.name = known.name or name
        known.alias = known.alias or alias
        self.reader.report_difference(known.id, known.name, name)
        self.reader.report_difference(known.id, known.alias, alias)

    def _check_number_code(self, code: Piece, known: Statement, name: Piece | None) -> None:
        """Record a row that repeats an earlier code only because numbers lose trailing zeros."""
        broken = isinstance(code.cell, float) and not code.cell.is_integer()
        if not broken or name is None or known.name is None:
            return
        if name_fold(name.text) != name_fold(known.name.text):
            self.reader.repeated_codes.append((code.text, known.name, name))

    def link_parents(self) -> None:
        """Link every statement to the one with the longest code that is a prefix of its own."""
        for code, statement in self.by_code.items():
            above = next(
                (self.by_code[each] for each in _prefixes(code) if each in self.by_code), None
            )
            statement.parents = () if above is None else (above,)
            wanted = self._expected_parent(code)
            if above is None and wanted is not None and statement.name is not None:
                self.reader.collector.note(
                    "dangling-reference:parent", Piece(wanted, statement.name.spot)
                )
                statement.missing_parents = (wanted,)

    def _expected_parent(self, code: str) -> str | None:
        """Return the code that should be above one; None for the highest."""
        parts = code.split(".")
        depth = max((each for each in self.plan.depths if each < len(parts)), default=None)
        return None if depth is None else ".".join(parts[:depth])


def _prefixes(code: str) -> Iterator[str]:
    """Yield the codes that are a prefix of ``code``, the longest first."""
    while "." in code:
        code = code.rpartition(".")[0]
        yield code


def read_codes(reader: MatrixReader, map_: Map, given: Codes) -> None:
    """Read a list of dotted codes.

    Raises:
        MatrixRefusedError: a heading of the map is missing, or there are no rows.
    """
    code = [reader.bind(each) for each in given.code]
    name, alias = reader.bind(given.name), reader.bind(given.alias)
    _read_rows(
        reader, map_, _CodeReader(reader, given, code, name, alias, StatementRegistry(reader))
    )
