"""Collect the output of an import: rows of tables, the cell of each field, what was left out."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from kinerja_graph.model.edges import Basis
from kinerja_graph.model.headings import PlannerSheet
from kinerja_graph.model.problem import Problem
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.cells import Cell, SpecialCell, cell_text
from kinerja_graph.sources.columns import TABLES
from kinerja_graph.sources.wide.cell_reference import CellReference, Piece, letters
from kinerja_graph.sources.wide.record_table import Record, RecordTable, Value
from kinerja_graph.sources.wide.sentences import NOTES, WARNINGS

Rows: TypeAlias = "list[Record] | RecordTable"
_NUMBERS: Final = frozenset({"baseline", "target", "realisation"})
_LONGEST_TOLD: Final = 200
_LARGE: Final = frozenset({"objectives", "indicators", "values"})
"""Tables whose rows are complete when they are added, and which may have very many."""


class Origin(NamedTuple):
    """The cell that a field was read from; ``id`` of a value includes the year."""

    table: str
    id: str
    heading: str
    spot: CellReference
    text: str


class Origins:
    """The cell of every field, in the order in which they were read.

    A large matrix has a million of them, so they are held in columns, not as objects.
    """

    __slots__ = (
        "_cells", "_columns", "_ids", "_named", "_names", "_place_of", "_places", "_ranges",
        "_rows", "_years",
    )  # fmt: skip

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._cells: list[Cell] = []
        self._years = array("h")
        self._names: dict[tuple[str, str], int] = {}
        self._named = array("i")  # tables and headings, as numbers of ``_names``
        self._places: dict[tuple[str, str | None], int] = {}
        self._place_of = array("i")  # files and sheets, as numbers of ``_places``
        self._rows = array("i")
        self._columns = array("i")
        self._ranges: dict[int, CellReference] = {}

    def keep(self, table: str, id_: str, heading: str, piece: Piece, year: int = 0) -> None:
        """Record the cell of a field; ``year`` of a value by year."""
        spot = piece.spot
        if spot.last is not None or spot.row is None or spot.column is None:
            self._ranges[len(self)] = spot
        self._ids.append(id_)
        self._cells.append(piece.cell if piece.written is None else piece.written)
        self._years.append(year)
        self._named.append(self._names.setdefault((table, heading), len(self._names)))
        self._place_of.append(self._places.setdefault(spot.place, len(self._places)))
        self._rows.append(spot.row or 0)
        self._columns.append(spot.column or 0)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Origin]:
        return self._origins(range(len(self)))

    def under(self, heading: str) -> Iterator[Origin]:
        """Yield the cells of the fields with a heading, such as ``name``."""
        wanted = {number for (_, each), number in self._names.items() if each == heading}
        return self._origins(at for at, number in enumerate(self._named) if number in wanted)

    def _origins(self, wanted: Iterable[int]) -> Iterator[Origin]:
        names, places = list(self._names), list(self._places)
        for at in wanted:
            spot = self._ranges.get(at)
            if spot is None:
                file, sheet = places[self._place_of[at]]
                spot = CellReference(file, sheet, self._rows[at], self._columns[at])
            (table, heading), id_ = names[self._named[at]], self._ids[at]
            year, text = self._years[at], cell_text(self._cells[at]) or ""
            yield Origin(table, f"{id_} {year}" if year else id_, heading, spot, text)


@json_keys("why", "heading", "file=spot.file", "sheet=spot.sheet", "cell=spot.cell", "text")
@dataclass(frozen=True, slots=True)
class LeftOut:
    """A cell that is in no table, why (a key of ``sentences.LEFT``), and its column's heading."""

    why: str
    spot: CellReference
    text: str
    heading: str = ""


@dataclass(slots=True)
class OutputCollector:
    """The state of one import.

    Attributes:
        tables: rows by table, in the order in which they were added.
        origins: the cell of every field.
        problems: what could not be read, or is uncertain.
        left: cells that are in no table.
        basis: what the links between results stand on (``Map.basis``).
        headed: the headings of each sheet, for remedies that name them.
        has_periods: whether some values are those of a part of a year.
        nested: lower and upper ids of links that are nesting, whatever the basis of the others.
    """

    tables: dict[str, Rows] = field(
        default_factory=lambda: {
            table.name: RecordTable() if table.name in _LARGE else [] for table in TABLES
        }
    )
    origins: Origins = field(default_factory=Origins)
    problems: list[Problem] = field(default_factory=list[Problem])
    left: list[LeftOut] = field(default_factory=list[LeftOut])
    headed: list[PlannerSheet] = field(default_factory=list[PlannerSheet])
    basis: Basis = "stated"
    nested: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    ids: dict[str, CellReference | None] = field(default_factory=dict[str, "CellReference | None"])
    has_periods: bool = False
    _told: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    _noted: set[Problem] = field(default_factory=set[Problem])
    _doubles: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, table: str, record: Mapping[str, Value], pieces: Mapping[str, Piece]) -> Record:
        """Add a row; ``pieces`` are the cells that its fields were read from.

        The row that is returned may be changed, except one of results or of values.
        """
        row = dict(record)
        name = str(row.get("id") or row.get("indicator") or row.get("from") or "")
        year = row.get("year") if table == "values" else None
        period = row.get("period") if table == "values" else None
        self.has_periods |= period is not None
        for heading, piece in pieces.items():
            self._tell_formula(row, heading, piece)
            at = year if isinstance(year, int) else 0
            kept = heading if period is None else f"{heading} {period}"
            self.origins.keep(table, name, kept, piece, at)
        self.tables[table].append(row)
        return row

    def _tell_formula(self, row: Record, heading: str, piece: Piece) -> None:
        """Report a formula without a cached text, once per cell; its field stays empty."""
        cell = piece.cell
        lost = isinstance(cell, SpecialCell) and cell.kind in {"error", "uncached"}
        if not lost or heading in _NUMBERS:
            return
        if row.get(heading) == piece.text:
            row[heading] = ""
        self.once("missing-value:formula", piece, str(piece.spot))

    def fresh(self, wanted: str, spot: CellReference | None, *, tell: bool = False) -> str:
        """Return ``wanted`` as an unused id, with a number appended if it is taken."""
        base = " ".join(wanted.replace(";", ",").split()) or "X"
        id_, number = base, 1
        while id_ in self.ids:
            number = self._doubles[base] = self._doubles.get(base, 1) + 1
            id_ = f"{base}~{number}"
        if number > 1 and tell and spot is not None:
            self.note("same-id", Piece(base, spot), first=self.ids[base], id=id_)
        self.ids[id_] = spot
        return id_

    def once(self, case: str, piece: Piece, key: str, **facts: object) -> None:
        """Like ``note``, but only once for each ``key`` of a case."""
        if (case, key) not in self._told:
            self._told.add((case, key))
            self.note(case, piece, **facts)

    def note(self, case: str, piece: Piece, **facts: object) -> None:
        """Report something about a cell; ``case`` is a key of ``sentences.NOTES``.

        A merged cell is read in each of its rows, but the same of it is reported once.
        """
        what, mend = NOTES[case]
        code = case.partition(":")[0]
        value, spot = piece.text, piece.spot
        told = value if len(value) <= _LONGEST_TOLD else value[:_LONGEST_TOLD] + "…"
        problem = Problem(
            code=code,
            severity="warning" if case in WARNINGS else "error",
            file=spot.file,
            sheet=spot.sheet,
            row=spot.row,
            column=None if spot.column is None else letters(spot.column),
            value=value or None,
            message=what.filled(value=told, **facts),
            remedy=mend.filled(value=told, **facts),
        )
        if problem not in self._noted:
            self._noted.add(problem)
            self.problems.append(problem)

    def basis_of(self, lower: str, upper: str) -> Basis:
        """Return what a link between two results is based on."""
        return "nesting" if (lower, upper) in self.nested else self.basis

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield the number of rows of each table that has any."""
        return ((table, len(rows)) for table, rows in self.tables.items() if rows)
