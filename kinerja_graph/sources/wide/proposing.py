"""An import proposed: a map made by guessing, and what it gives when the matrix is read by it.

Nothing is written. A person sees the first records as read, and what stays out, and decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.guess import Guess, guesses
from kinerja_graph.sources.wide.guess_text import Proposal
from kinerja_graph.sources.wide.importing import Imported, import_matrix
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.output_collector import LeftOut, OutputCollector
from kinerja_graph.sources.wide.plan import Map
from kinerja_graph.sources.wide.plan_reading import read_map
from kinerja_graph.sources.wide.record_table import Record, Value
from kinerja_graph.sources.wide.roles import Role, doubtful, least, read_as, roles_of
from kinerja_graph.sources.wide.sheet_profile import Certainty
from kinerja_graph.texts import _

Kind = Literal["target", "realisation", "baseline"]
_KINDS: Final[tuple[Kind, ...]] = ("realisation", "target")
_RECORDS: Final = 3
_TOLD: Final = ("indicators", "objectives", "positions", "units")
"""Of the first of these tables that has rows the first records are shown."""
_ASKED: Final = frozenset({"alone", "total", "other-text", "same-id"})
"""Warnings of rows that may be no records, or may be two."""
_SHAPING: Final = frozenset({"statement", "code", "id", "parent", "level", "name", "superior"})
_MAP: Final = _("the proposed map")


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A value as it was read: a number, or the text that is no number.

    Attributes:
        kind: target or realisation.
        period: the part of the year, such as ``Q1``; None: the year.
        value: the number, or the text that is none.
    """

    kind: Kind
    year: int | None
    value: str | float
    period: str | None = None


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record as it was read, with those below it that are shown.

    Attributes:
        table: ``objectives``, ``indicators``, ``positions`` or ``units``.
        cell: where its name stands; ``measure_unit`` and ``values``: of an indicator.
        owners: the names of those that answer for it.
        measure_unit: unit of measurement.
        values: its values as read.
        below: the records below it.
    """

    table: str
    id: str
    name: str
    cell: str | None
    level: int | str | None = None
    measure_unit: str | None = None
    values: tuple[ReadValue, ...] = ()
    owners: tuple[str, ...] = ()
    below: tuple[ReadRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class CellSetAside:
    """A cell that is in no table, and what it holds.

    Attributes:
        cell: where it is, such as ``B46``.
    """

    cell: str | None
    text: str


@json_keys("why", "cells=number", "column", "heading=heading_or_none", "first=first_cell")
@dataclass(frozen=True, slots=True)
class SetAside:
    """Cells that are in no table, of one kind.

    Attributes:
        why: a key of ``sentences.LEFT``.
        number: how many cells.
        first: the first of them.
        column: the letter of the column, where a whole column is set aside; ``heading``: its own.
    """

    why: str
    number: int
    first: LeftOut
    column: str | None = None
    heading: str = ""

    @property
    def heading_or_none(self) -> str | None:
        """The heading of the column; None where it has none."""
        return self.heading or None

    @property
    def first_cell(self) -> CellSetAside:
        """The first of the cells."""
        return CellSetAside(self.first.spot.cell, self.first.text)


@dataclass(frozen=True, slots=True)
class ImportProposal:
    """A map proposed for a matrix, and the matrix read by it.

    Attributes:
        proposal: the map as text, and what a person must decide.
        map: the same, read; ``imported``: what it made of the matrix.
        roles: what each column is read as.
        aside: what is in no table.
    """

    matrix: Path
    proposal: Proposal
    map: Map
    imported: Imported
    roles: tuple[Role, ...]
    aside: tuple[SetAside, ...]

    @property
    def records(self) -> tuple[ReadRecord, ...]:
        """The first records as read, below their parents."""
        return first_records(self.imported.collector)

    @property
    def form(self) -> str:
        """The form of the map; ``order`` for a list of nodes whose order tells the parents."""
        nodes = self.map.nodes
        return "order" if nodes is not None and nodes.parent is None else self.map.form

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, or only with a warning, in the order of the matrix."""
        return tuple(sorted(self.imported.collector.problems, key=lambda one: one.sort_key))

    @property
    def certainty(self) -> Certainty:
        """How sure this form of the matrix is: as sure as its least sure column of structure.

        At most likely while something is in doubt, and for a drawing, which has no columns.
        """
        if not self.roles:
            return "doubtful" if self.is_doubtful else "likely"
        shaping = least(role.certainty for role in self.roles if role.what in _SHAPING)
        return least((shaping, "likely")) if self.is_doubtful else shaping

    @property
    def is_doubtful(self) -> bool:
        """Whether a person must decide something before importing."""
        wrong = any(
            problem.severity == "error" or problem.code in _ASKED
            for problem in self.imported.collector.problems
        )
        return wrong or bool(self.proposal.doubts) or any(doubtful(self.roles))


def propose_imports(matrix: Path, settings: Settings) -> Iterator[ImportProposal]:
    """Yield an import for each form by which the matrix can be read, likeliest first.

    Raises:
        MatrixRefusedError: the file cannot be read, no heading is known, or no form fits.
    """
    some = False
    first: MatrixRefusedError | None = None
    for guess in guesses(matrix, settings):
        try:
            yield propose_by(guess, matrix, settings)
        except MatrixRefusedError as refused:
            first = first or refused
        else:
            some = True
    if not some and first is not None:
        raise first


def propose_by(guess: Guess, matrix: Path, settings: Settings) -> ImportProposal:
    """Return the import by a guessed map.

    Raises:
        MatrixRefusedError: the map does not fit the matrix, or what it reads cannot be right.
    """
    map_ = map_of(guess)
    imported = import_matrix(matrix, map_, settings, guess.sheets)
    return ImportProposal(
        matrix,
        guess.proposal,
        map_,
        imported,
        roles_of(guess.profile, map_) if guess.profile else (),
        tuple(_aside(imported.collector.left)),
    )


def columns_read(guess: Guess) -> Mapping[int, str]:
    """Return how a guess reads each column, whatever comes of it (``assigning.Assigned``)."""
    if guess.profile is None:
        return {}
    return read_as(guess.profile, roles_of(guess.profile, map_of(guess)))


def map_of(guess: Guess) -> Map:
    """Return the proposed map, parsed."""
    return read_map(parse_items(guess.proposal.text("en"), _MAP.en))


def first_records(collector: OutputCollector, most: int = _RECORDS) -> tuple[ReadRecord, ...]:
    """Return the first records of the lowest non-empty table, below their ancestors."""
    tables = collector.tables
    lowest = next((name for name in _TOLD if tables[name]), None)
    if lowest is None:
        return ()
    known = {str(row["id"]): (name, row) for name in _TOLD for row in tables[name]}
    shown_ids = [str(row["id"]) for row in tables[lowest][:most]]
    below: dict[str | None, dict[str, None]] = {}
    for each in shown_ids:
        _chain(each, known, below)
    values = _values(collector, {*shown_ids, *(one for ones in below.values() for one in ones)})
    return tuple(_record(each, known, below, values) for each in below.get(None, ()))


Known = Mapping[str, tuple[str, Record]]


def _chain(id_: str, known: Known, below: dict[str | None, dict[str, None]]) -> None:
    """Put a record below its parent, and that below its own, up to a root."""
    seen: set[str] = set()
    while id_ not in seen:
        seen.add(id_)
        over = next((each for each in _over(*known[id_]) if each in known and each not in seen), "")
        below.setdefault(over or None, {}).setdefault(id_)
        if not over:
            return
        id_ = over


def _over(table: str, row: Record) -> Iterator[str]:
    """Yield the ids of the parents of a record, the one that best tells its place first."""
    fields = {
        "indicators": ("objective", "contributes_to", "owner"),
        "objectives": ("contributes_to",),
        "positions": ("reports_to",),
        "units": ("parent",),
    }
    for field in fields[table]:
        value = row.get(field, ())
        yield from value[::-1] if isinstance(value, tuple) else (str(value),)


def _record(
    id_: str,
    known: Known,
    below: Mapping[str | None, Mapping[str, None]],
    values: Mapping[str, list[ReadValue]],
) -> ReadRecord:
    table, row = known[id_]
    level, unit, owners = row.get("level"), row.get("measure_unit"), row.get("owner", ())
    named = owners if isinstance(owners, tuple) else (str(owners),)
    return ReadRecord(
        table=table,
        id=id_,
        name=str(row.get("name", "")),
        cell=str(row["source"]).rpartition("!")[2] if "source" in row else None,
        level=level if isinstance(level, int | str) else None,
        measure_unit=None if unit is None else str(unit),
        values=tuple(_baseline(row)) + tuple(values.get(id_, ())),
        owners=tuple(str(known[one][1].get("name", one)) if one in known else one for one in named),
        below=tuple(_record(each, known, below, values) for each in below.get(id_, ())),
    )


def _baseline(row: Record) -> Iterator[ReadValue]:
    if "baseline" in row:
        yield ReadValue("baseline", None, _amount(row["baseline"]))


def _amount(value: Value) -> str | float:
    return float(value) if isinstance(value, int | float) else str(value)


def _values(collector: OutputCollector, ids: set[str]) -> dict[str, list[ReadValue]]:
    """Return the values by year of the indicators among ``ids``."""
    found: dict[str, list[ReadValue]] = {}
    for row in collector.tables["values"]:
        if row["indicator"] in ids:
            year, period = int(str(row["year"])), row.get("period")
            part = None if period is None else str(period)
            found.setdefault(str(row["indicator"]), []).extend(
                ReadValue(kind, year, _amount(row[kind]), part) for kind in _KINDS if kind in row
            )
    return found


def _aside(left: Iterable[LeftOut]) -> Iterator[SetAside]:
    """Yield what is in no table: columns by their letters, all else by reason."""
    groups: dict[tuple[str, int], list[LeftOut]] = {}
    for one in left:
        column = one.spot.column if one.why == "column" else None
        groups.setdefault((one.why, -1 if column is None else column), []).append(one)
    for (why, at), ones in sorted(groups.items()):
        letter, heading = (None, "") if at < 0 else (letters(at), ones[0].heading)
        yield SetAside(why, len(ones), ones[0], letter, heading)
