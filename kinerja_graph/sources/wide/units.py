"""Units and posts that a matrix names: each becomes one record, whichever row names it first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from kinerja_graph.sources.plan import slug
from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import name_fold
from kinerja_graph.sources.wide.matrix_reader import Bound, MatrixReader
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan import Map, Owners, UnitColumns
from kinerja_graph.sources.wide.record_table import Record
from kinerja_graph.sources.wide.tree import Statement

_CODE_AND_NAME: Final = re.compile(
    r"([0-9xX][0-9A-Za-z]*(?:[.\-][0-9A-Za-z]+)*)[.:]?\s+(\S.*)", re.DOTALL
)
_LINE_SEPARATORS: Final = ("lines", "baris")
_ITEM_MARK: Final = re.compile(
    r"\A(?:[0-9]{1,2}[.)](?:\s+|(?=[^\W\d_]{3}))|[a-z][.)]\s+|[-\u2013\u2022*]\s+)(?=[^\W\d_])"
)
"""The start of a list item in a cell: ``1. Bappeda``, ``- Dinas A``."""
_ITEM_NUMBER: Final = re.compile(r"(?:(?<=\s)|^)([0-9]{1,2})[.)]\s*(?=[^\W\d_]{2})")


def split_code(text: str) -> tuple[str, str] | None:
    """Split a text into the code at its start and the rest; None if it has no code.

    >>> split_code("5.02.01 PROGRAM PENUNJANG"), split_code("PROGRAM")
    (('5.02.01', 'PROGRAM PENUNJANG'), None)
    """
    found = _CODE_AND_NAME.fullmatch(text.strip())
    return (found[1], found[2].strip()) if found else None


def split_names(text: str, signs: tuple[str, ...]) -> tuple[str, ...]:
    """Split the names in a cell at ``signs`` (``lines``: at line breaks), without duplicates.

    Numbers and dashes of a list are not part of a name; ascending numbers also separate names.

    >>> split_names("Dinas A; Dinas B", (";",)), split_names("Dinas A", ())
    (('Dinas A', 'Dinas B'), ('Dinas A',))
    >>> split_names("1. Bappeda 2. BPKAD", ("lines",)), split_names("- Dinas A", ())
    (('Bappeda', 'BPKAD'), ('Dinas A',))
    """
    found = _split_numbered(text) if signs else [text]
    for sign in signs:
        separator = "\n" if sign in _LINE_SEPARATORS else sign
        found = [part for each in found for part in each.replace("\r", "\n").split(separator)]
    names = (" ".join(_ITEM_MARK.sub("", part.strip(), count=1).split()) for part in found)
    return tuple(dict.fromkeys(name for name in names if name))


def _split_numbered(text: str) -> list[str]:
    """Split at ``1. 2. 3.``, even on one line; return the whole text if numbers do not ascend."""
    marks = list(_ITEM_NUMBER.finditer(text.strip()))
    if [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:  # noqa: PLR2004
        return [text]
    starts = [mark.end() for mark in marks]
    ends = [*(mark.start() for mark in marks[1:]), None]
    return [text.strip()[start:end] for start, end in zip(starts, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class BoundUnit:
    """A unit and the columns where it was found."""

    given: UnitColumns
    name: Bound | None
    id: Bound | None
    parent: BoundUnit | None


@dataclass(slots=True)
class Staff:
    """The units and posts of an import.

    Attributes:
        by_name: ids by kind of record and folded name.
    """

    reader: MatrixReader
    unit: BoundUnit | None
    owners: Owners | None
    owner: Bound | None
    units: dict[str, Record] = field(default_factory=dict[str, Record])
    by_name: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    @property
    def collector(self) -> OutputCollector:
        """Return the collector of the import."""
        return self.reader.collector

    def add_units(self, rows: tuple[Mapping[str, str], ...]) -> None:
        """Add the units that the map itself contains."""
        for row in rows:
            record = self.collector.add("units", row, {})
            self.units[row["id"]] = record
            self.collector.ids[row["id"]] = None
            self.by_name.setdefault(("units", name_fold(row["name"])), row["id"])

    def unit_of(self, row: int) -> str | None:
        """Return the id of the unit of a row; create it if it is new."""
        return None if self.unit is None else self._find_or_create_unit(row, self.unit)

    def _find_or_create_unit(self, row: int, bound: BoundUnit) -> str | None:
        name, id_ = self.reader.piece(row, bound.name), self.reader.piece(row, bound.id)
        shown = name or id_
        if shown is None:
            return None
        code, text = (None, shown.text) if id_ is None else (id_.text, shown.text)
        split = split_code(text) if bound.given.coded else None
        if split is not None:
            code, text = code or split[0], split[1]
        parent = None if bound.parent is None else self._find_or_create_unit(row, bound.parent)
        known = code if code is not None else self.by_name.get(("units", name_fold(text)))
        if known is not None and known in self.units:
            self._report_differences(self.units[known], text, shown, parent)
            return known
        pieces = {"name": shown} if id_ is None else {"name": shown, "id": id_}
        made = self.new_unit((code or slug(text), text), pieces, bound.given.kind, parent)
        self.by_name.setdefault(("units", name_fold(text)), made)
        return made

    def _report_differences(
        self, record: Record, text: str, piece: Piece, parent: str | None
    ) -> None:
        first, above = str(record.get("name", "")), record.get("parent")
        if name_fold(first) != name_fold(text):
            self.collector.note("other-text", piece, id=record["id"], first=first)
        if parent is not None and above is not None and parent != above:
            shown = Piece(f"{text} < {parent}", piece.spot)
            self.collector.note("other-text", shown, id=record["id"], first=above)

    def new_unit(
        self,
        named: tuple[str, str],
        pieces: Mapping[str, Piece],
        kind: str | None,
        parent: str | None,
    ) -> str:
        """Create a unit from cells, ``named`` with an id and a name; return its actual id."""
        id_, name = named
        piece = pieces["name"]
        made = self.collector.fresh(id_, piece.spot)
        record: Record = {"id": made, "name": name}
        if parent is not None and parent != made:
            record["parent"] = parent
        if kind is not None:
            record["kind"] = kind
        record["source"] = str(piece.spot)
        self.units[made] = self.collector.add("units", record, pieces)
        return made

    def owners_of(self, row: int) -> tuple[str, ...]:
        """Return the ids of the owners of a row; without a column of owners, its unit."""
        unit = self.unit_of(row)
        piece = self.reader.piece(row, self.owner)
        if piece is None or self.owners is None:
            return () if unit is None else (unit,)
        names = split_names(piece.text, self.owners.split)
        found = (self._find_or_create_owner(name, piece, self.owners, unit) for name in names)
        return tuple(dict.fromkeys(found))

    def set_owners(self, row: int, statement: Statement) -> None:
        """Make the owners of a row the owners of ``statement``."""
        statement.owners = self.owners_of(row)
        statement.pieces |= self.owner_piece(row)

    def without_owner_column(self) -> Staff:
        """Return a copy without a column of owners: the unit of a row is its owner."""
        return replace(self, owners=None, owner=None)

    def without_owners(self) -> Staff:
        """Return a copy in which nothing has an owner."""
        return replace(self, unit=None, owners=None, owner=None)

    def release(self, row: int) -> None:
        """Mark the owner cell of a row as unused: nothing in the row has an owner."""
        self.reader.release(row, (self.owner,))

    def owner_piece(self, row: int) -> dict[str, Piece]:
        """Return the cell that names the owners of a row, under the key ``owner``."""
        bound = self.owner
        if bound is None and self.unit is not None:
            bound = self.unit.name or self.unit.id
        piece = self.reader.piece(row, bound)
        fixed = piece is None or piece.spot.column is None
        return {} if fixed or piece is None else {"owner": piece}

    def _find_or_create_owner(
        self, name: str, piece: Piece, owners: Owners, unit: str | None
    ) -> str:
        """Return the id of an owner; parts of an agency are looked up inside ``unit`` first."""
        if owners.are == "ids":
            return name.replace(";", ",")
        is_part = owners.kind == "unit" and owners.unit is None and unit is not None
        scopes = (f"units of {unit}", owners.are) if is_part else (owners.are,)
        for scope in scopes:
            known = self.by_name.get((scope, name_fold(name)))
            if known is not None:
                return known
        if owners.are == "units":
            pieces = {"name": Piece(name, piece.spot)}
            id_ = f"{unit}/{slug(name)}" if is_part else slug(name)
            made = self.new_unit((id_, name), pieces, owners.kind, unit if is_part else owners.unit)
            self.by_name.setdefault((scopes[0], name_fold(name)), made)
            return made
        made = self.collector.fresh(slug(name), piece.spot)
        record: Record = {"id": made, "name": name, "unit": owners.unit or ""}
        record["source"] = str(piece.spot)
        self.collector.add("positions", record, {"name": piece})
        self.by_name[(owners.are, name_fold(name))] = made
        return made


def bind_unit(reader: MatrixReader, given: UnitColumns | None) -> BoundUnit | None:
    """Find the columns of a unit in the matrix."""
    if given is None:
        return None
    name, id_ = reader.bind(given.name), reader.bind(given.id)
    return BoundUnit(given, name, id_, bind_unit(reader, given.parent))


def bind_staff(reader: MatrixReader, map_: Map, before: Staff | None = None) -> Staff:
    """Return the units and posts of an import and of its map; ``before``: of earlier sheets."""
    owner = None if map_.owner is None else reader.bind(map_.owner.column)
    unit = bind_unit(reader, map_.unit)
    if before is not None:
        return replace(before, reader=reader, unit=unit, owner=owner)
    found = Staff(reader, unit, map_.owner, owner)
    found.add_units(map_.units)
    return found
