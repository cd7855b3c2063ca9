"""Read the indicators of a row: names, fields and values by year, also several in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja_graph.sources.choices import PERIOD_BY_HEADING, YEAR, Choice
from kinerja_graph.sources.wide.amounts import (
    Amount,
    is_percent,
    is_same_unit,
    read_amount,
    split_items,
    text_in_brackets,
)
from kinerja_graph.sources.wide.cell_reference import CellReference, Piece, letters
from kinerja_graph.sources.wide.folding import fold, name_fold
from kinerja_graph.sources.wide.matrix_reader import Bound, MatrixReader
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan import Indicators
from kinerja_graph.sources.wide.record_table import Value
from kinerja_graph.sources.wide.tables import format_value
from kinerja_graph.sources.wide.tree import Measure, Moment, Statement
from kinerja_graph.sources.wide.units import Staff
from kinerja_graph.texts import Text, _

NUMBER_FIELDS: Final = frozenset({"baseline"})
_SHARED_FIELDS: Final = frozenset(
    {"measure_unit", "kind", "polarity", "formula", "data_source", "alias", "source_text"}
)
Place = tuple[str, "Moment | None"]
"""A field of an indicator; of a target and a realisation with its moment."""
VALUE_KINDS: Final = ("target", "realisation")
_YEAR: Final = re.compile(r"(?:tahun\s+)?(?:19|20|21)[0-9]{2}", re.IGNORECASE)
_RANGE_WORDS: Final = frozenset({"range", "rentang"})
_IN_COLUMN: Final = _("the column “{heading}” at {cell}")
_ADD_POLARITY: Final = _("a column of its own, headed for example Arah")


@dataclass(frozen=True, slots=True)
class BoundIndicators:
    """One kind of indicators and the columns where they were found."""

    given: Indicators
    name: Bound | None
    fields: Mapping[str, Bound]
    years: Mapping[str, Mapping[Moment, Bound]]
    year: Bound | None
    period: Bound | None
    by_row_year: Mapping[str, Bound | None]

    def columns(self) -> Iterator[Bound | None]:
        """Yield all columns."""
        yield self.name
        yield from self.fields.values()
        yield from self.values()

    def values(self) -> Iterator[Bound | None]:
        """Yield the columns of values by year."""
        for kind in self.years.values():
            yield from kind.values()
        yield self.year
        yield self.period
        yield from self.by_row_year.values()


def bind_indicators(reader: MatrixReader, given: Indicators) -> BoundIndicators:
    """Find the columns of indicators in the matrix."""
    fields = {key: reader.bind(column) for key, column in given.fields.items()}
    name = reader.bind(given.name)
    if name is not None and name.index is not None:
        reader.first_indicator_column = (
            name.index
            if reader.first_indicator_column is None
            else min(reader.first_indicator_column, name.index)
        )
    return BoundIndicators(
        given=given,
        name=name,
        fields={key: bound for key, bound in fields.items() if bound is not None},
        years={
            "target": reader.bind_moments(given.targets, given.period_targets),
            "realisation": reader.bind_moments(given.realisations, given.period_realisations),
        },
        year=reader.bind(given.year),
        period=reader.bind(given.period),
        by_row_year={
            "target": reader.bind(given.targets.row),
            "realisation": reader.bind(given.realisations.row),
        },
    )


@dataclass(slots=True)
class IndicatorReader:
    """Creates the indicators of an import.

    Attributes:
        measures: all indicators so far, in order.
        without_statements: whether the matrix has no statements, so none is missing.
    """

    reader: MatrixReader
    measures: list[Measure] = field(default_factory=list[Measure])
    without_statements: bool = False
    _by_name: dict[tuple[str, int, str], Measure] = field(
        default_factory=dict[tuple[str, int, str], Measure]
    )
    _name_cell: Piece | None = None
    _by_cell: dict[int | None, tuple[CellReference, list[Measure]]] = field(
        default_factory=dict["int | None", "tuple[CellReference, list[Measure]]"]
    )

    @property
    def collector(self) -> OutputCollector:
        """Return the collector of the import."""
        return self.reader.collector

    def finished(self) -> Sequence[Measure]:
        """Return all indicators, and free what was kept to recognise them."""
        self._by_name.clear()
        self._by_cell.clear()
        return self.measures

    def read(
        self, row: int, bound: BoundIndicators, statement: Statement | None, staff: Staff
    ) -> bool:
        """Read the indicators of a row, which measure ``statement``; return whether it has any."""
        name = self.reader.piece(row, bound.name)
        pieces = self._read_pieces(row, bound)
        if name is None:
            found = self._find_unnamed(bound, statement, pieces)
        else:
            found = self._find_named(bound, name, statement)
        owners, piece = staff.owners_of(row), staff.owner_piece(row)
        if name is not None and name.spot.row == row and bound.year is None:
            self.reader.add_record_row(row, *(measure.id for measure in found))
        self._name_cell = name
        for measure in found:
            measure.owners = tuple(dict.fromkeys((*measure.owners, *owners)))
            measure.pieces = piece | measure.pieces
        if found:
            self._fill(bound, found, pieces)
        else:
            self.reader.release(row, (*bound.fields.values(), *bound.values()))
        return bool(found)

    def _find_named(
        self, bound: BoundIndicators, name: Piece, statement: Statement | None
    ) -> list[Measure]:
        """Return the indicators that a cell names; a merged cell names the same in all its rows."""
        known = self._by_cell.get(name.spot.column)
        if known is not None and known[0] == name.spot:
            return known[1]
        texts = split_items(name.text, bound.given.several)
        named = [" ".join(text.split()) if len(texts) > 1 else text for text in texts]
        found = [self._find_or_create(bound, one, name, statement) for one in named]
        self._by_cell[name.spot.column] = name.spot, found
        if statement is None and not self.without_statements:
            self.collector.note("missing-statement", name)
        return found

    def _read_pieces(self, row: int, bound: BoundIndicators) -> dict[Place, Piece]:
        """Return the cells of a row by field; values by kind and moment."""
        found: dict[Place, Piece | None] = {
            (key, None): self.reader.piece(row, one) for key, one in bound.fields.items()
        }
        for kind, years in bound.years.items():
            for moment, one in years.items():
                found[(kind, moment)] = self.reader.piece(row, one)
        found |= self._read_row_year(row, bound)
        return {key: piece for key, piece in found.items() if piece is not None}

    def _read_row_year(self, row: int, bound: BoundIndicators) -> dict[Place, Piece | None]:
        """Return the values of a row with a year column; report values without a year.

        A period that cannot be read is reported, and so are the values beside it: which part of the
        year they are about is unknown.
        """
        if bound.year is None:
            return {}
        year_piece = self.reader.piece(row, bound.year)
        pieces = {kind: self.reader.piece(row, one) for kind, one in bound.by_row_year.items()}
        text = "" if year_piece is None else year_piece.text
        period_piece = self.reader.piece(row, bound.period)
        period = YEAR if period_piece is None else self._period_words(bound).read(period_piece.text)
        if _YEAR.fullmatch(text) and period is not None:
            moment = int(text[-4:]) if period == YEAR else f"{text[-4:]}{period}"
            return {(kind, moment): piece for kind, piece in pieces.items()}
        if period is None and period_piece is not None and any(pieces.values()):
            self.collector.note("bad-choice:period", period_piece)
            return {}
        first = next((piece for piece in pieces.values() if piece is not None), None)
        if first is not None:
            self.collector.note("missing-value:year", year_piece or first)
        return {}

    def _period_words(self, bound: BoundIndicators) -> Choice:
        """Return the words for periods; a number alone is a month below Bulan, else a quarter."""
        at = None if bound.period is None else bound.period.index
        heading = "" if at is None else fold(self.reader.headings.shown(at))
        return PERIOD_BY_HEADING["bulan" if "bulan" in heading.split() else "triwulan"]

    def _find_unnamed(
        self,
        bound: BoundIndicators,
        statement: Statement | None,
        pieces: Mapping[Place, Piece],
    ) -> list[Measure]:
        """Return a nameless indicator if the row has values, else none."""
        first = next((piece for (_, moment), piece in pieces.items() if moment is not None), None)
        if first is None:
            return []
        self.collector.note("missing-value:name", first)
        return [self._find_or_create(bound, None, first, statement)]

    def _find_or_create(
        self,
        bound: BoundIndicators,
        name: str | None,
        piece: Piece,
        statement: Statement | None,
    ) -> Measure:
        """Return the indicator of ``statement`` with this name; create it if it is new."""
        key = ("" if statement is None else statement.id, id(bound.given), name_fold(name or ""))
        if name is not None and key in self._by_name:
            return self._by_name[key]
        number = 1 if statement is None else len(statement.measures) + 1
        wanted = f"I{len(self.measures) + 1}" if statement is None else f"{statement.id}-I{number}"
        made = Measure(self.collector.fresh(wanted, piece.spot), name, piece, statement)
        if name is not None:
            made.pieces["name"] = piece
            self._by_name[key] = made
        if statement is not None:
            statement.measures.append(made)
        self.measures.append(made)
        return made

    def _fill(
        self,
        bound: BoundIndicators,
        measures: Sequence[Measure],
        pieces: Mapping[Place, Piece],
    ) -> None:
        ordered = sorted(pieces.items(), key=lambda item: item[0][0] not in _SHARED_FIELDS)
        for (key, moment), piece in ordered:
            cells = self._split_cell(bound, piece, len(measures), key)
            if cells is None:
                continue
            for measure, cell in zip(measures, cells, strict=True):
                if self.reader.means_empty(cell):
                    continue
                if moment is None and key not in NUMBER_FIELDS:
                    self._add_text(measure, key, cell)
                else:
                    self._add_amount(bound, measure, (key, moment), cell)

    def _split_cell(
        self, bound: BoundIndicators, piece: Piece, number: int, key: str
    ) -> Sequence[Piece] | None:
        """Split a cell among several indicators; None if the number of parts does not fit."""
        if number == 1:
            return (piece,)
        found = split_items(piece.text, bound.given.several)
        if len(found) == 1 and bound.given.several == "numbered":
            found = split_items(piece.text, "lines")
        if len(found) == number:
            return [Piece(text, piece.spot) for text in found]
        if len(found) == 1 and key in _SHARED_FIELDS:
            return [piece] * number
        self.collector.note("unequal-parts", piece, number=len(found), wanted=number)
        return None

    def _add_text(self, measure: Measure, key: str, piece: Piece) -> None:
        first = measure.fields.get(key)
        if first is None:
            measure.fields[key] = piece.text
            measure.pieces[key] = piece
        elif name_fold(str(first)) != name_fold(piece.text):
            self.collector.note("other-text", piece, id=measure.id, first=format_value(first))
            self._add_conflict(measure, piece)

    def _add_amount(
        self,
        bound: BoundIndicators,
        measure: Measure,
        place: Place,
        piece: Piece,
    ) -> None:
        """Store a value of a year or a part of one, or the baseline."""
        key, moment = place
        value = self._read_value(bound, measure, place, piece)
        if moment is None:
            first = measure.fields.setdefault(key, value)
            known = measure.pieces.setdefault(key, piece)
        else:
            first, known = measure.add_value(moment, key, value, piece)
        if known.spot != piece.spot and first != value:
            shown = format_value(first)
            told = moment or key
            self.collector.note("second-value", piece, id=measure.id, year=told, first=shown)
            self._add_conflict(measure, piece)

    def _add_conflict(self, measure: Measure, piece: Piece) -> None:
        """Record that another cell with the same indicator name has a different value."""
        again = self._name_cell
        if again is not None and again.spot != measure.piece.spot:
            place = str(piece.spot.cell)
            self.reader.conflicting_values.append((again, measure.piece.spot.row, place))

    def _read_value(
        self,
        bound: BoundIndicators,
        measure: Measure,
        place: Place,
        piece: Piece,
    ) -> Value:
        found = read_amount(piece.cell, bound.given.amounts, self.reader.layout.decimal)
        ranged = isinstance(found.value, str) and found.fault is None
        polarity = name_fold(str(measure.fields.get("polarity", "")))
        if ranged and (place[0] != "target" or polarity not in _RANGE_WORDS):
            self.collector.note("bad-number:range", piece, polarity=self._polarity_place(bound))
        elif found.fault is not None:
            self.collector.note(found.fault, piece, polarity=self._polarity_place(bound))
        return found.value if found.fault else self.with_unit(measure, found, piece)

    def _polarity_place(self, bound: BoundIndicators) -> Text:
        """Return the column in which the sheet says whether more or less is better."""
        column = bound.fields.get("polarity")
        if column is None or column.index is None:
            return _ADD_POLARITY
        heading = self.reader.headings.shown(column.index)
        row = self.reader.heading_rows[1]
        cell = f"{letters(column.index)}{row}" if row > 0 else letters(column.index)
        return _IN_COLUMN.filled(heading=heading, cell=cell)

    def with_unit(self, measure: Measure, found: Amount, piece: Piece) -> Value:
        """Return an amount whose unit is, or becomes, the unit of its indicator."""
        if found.unit is None:
            return found.value
        known = measure.fields.setdefault("measure_unit", found.unit)
        measure.pieces.setdefault("measure_unit", piece)
        if is_same_unit(str(known), found.unit):
            return found.value
        if is_percent(found.unit):
            self.collector.note("percent", Piece(format_value(found.value), piece.spot), unit=known)
            return found.value
        self.collector.note("other-unit", Piece(found.unit, piece.spot), unit=known)
        return piece.text


def piece_in_brackets(piece: Piece) -> Piece | None:
    """Return the amount in brackets at the end of a name, or None."""
    found = text_in_brackets(piece.text)
    return None if found is None else Piece(found, piece.spot)
