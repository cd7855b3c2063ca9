"""Read the table ``values``: targets and realisations of each indicator, year and period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import Any, Final, TypeAlias

from kinerja_graph.model.nodes import PeriodValue, Target, YearValue
from kinerja_graph.sources.cell_values import read_number, read_range
from kinerja_graph.sources.cells import Cell, Line, cell_text, is_blank
from kinerja_graph.sources.choices import YEAR
from kinerja_graph.sources.columns import VALUE_TABLE
from kinerja_graph.sources.dangling_references import dangling
from kinerja_graph.sources.fast_path import plain_number, plain_year
from kinerja_graph.sources.fault import Fault, Subject, fault
from kinerja_graph.sources.header_mapping import HeaderMapping, read_row
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.row import Row

_Columns: TypeAlias = Callable[[Sequence[Cell]], tuple[Any, ...]]
YearAmounts: TypeAlias = tuple[int, "Target | None", "float | None", int]
"""Year, target, realisation, and the row."""
_OF_A_YEAR: Final = ("indicator", "year", "target", "realisation")
_PERIOD: Final = "period"


class Amounts:
    """The values of all indicators, once per indicator, year and period."""

    def __init__(self) -> None:
        self._years: dict[str, dict[int, YearAmounts]] = {}
        self._periods: dict[str, dict[tuple[int, str], PeriodValue]] = {}

    def of(self, indicator: str) -> tuple[YearValue, ...]:
        """Yield the values of an indicator, ascending by year; they are consumed."""
        return tuple(
            YearValue(year=year, target=target, realisation=real, row=row)
            for year, target, real, row in self.take_years(indicator)
        )

    def take_years(self, indicator: str) -> list[YearAmounts]:
        """Yield the same, as tuples."""
        return sorted(self._years.pop(indicator, {}).values(), key=itemgetter(0))

    def periods_of(self, indicator: str) -> tuple[PeriodValue, ...]:
        """Return the values of the periods of an indicator, ascending by code; consumed too."""
        found = self._periods.pop(indicator, None)
        return tuple(sorted(found.values(), key=attrgetter("code"))) if found else ()

    def has(self, indicator: str, year: int, period: str | None = None) -> bool:
        """Return whether there are values for this year, or period of it, already."""
        if period is not None:
            return (year, period) in self._periods.get(indicator, ())
        return year in self._years.get(indicator, ())

    def add_period(self, indicator: str, value: PeriodValue) -> None:
        """Add the values of a period."""
        self._periods.setdefault(indicator, {})[value.year, value.period] = value

    def add(self, indicator: str, values: YearAmounts) -> None:
        """Add the values of a year."""
        self._years.setdefault(indicator, {})[values[0]] = values


@dataclass(frozen=True, slots=True)
class _RepeatedRow:
    """A second row for an indicator, year and period.

    It is reported once the location of the first is known.
    """

    row: Row
    indicator: str
    year: int
    period: str | None
    text: str | None
    subject: Subject


def read_amounts(state: ReadState) -> Amounts:
    """Read the table ``values``; a second row for an indicator, year and period is an error."""
    amounts = Amounts()
    seconds: list[_RepeatedRow] = []
    ruled: HeaderMapping | None = None
    columns: _Columns | None = None
    for header, line in state.lines(VALUE_TABLE):
        if header is not ruled:
            ruled, columns = header, _column_reader(header)
        if columns is None or not _add_plain_row(state, amounts, columns, line):
            second = _add_row(state, amounts, header, line)
            if second is not None:
                seconds.append(second)
    if seconds:
        _report_repeats(state, seconds)
    return amounts


def _column_reader(header: HeaderMapping) -> _Columns | None:
    """Return a reader of a grid that has all columns of a year, and none of a period."""
    found = [header.column(name) for name in _OF_A_YEAR]
    columns = [index for index in found if index is not None]
    plain = len(columns) == len(found) and header.column(_PERIOD) is None
    return itemgetter(*columns) if plain else None


def _add_plain_row(state: ReadState, amounts: Amounts, columns: _Columns, line: Line) -> bool:
    """Add a row whose cells are all plain numbers, as in nearly all rows; else return false.

    Any other row is left to ``_add_row``, which reads every row to the same result, only slower.
    """
    try:
        id_, year_text, target_text, real_text = columns(line[1])
    except IndexError:
        return False
    if not (
        isinstance(id_, str)
        and isinstance(year_text, str)
        and isinstance(target_text, str)
        and isinstance(real_text, str)
    ):
        return False
    row, year = state.by_id.get(id_), plain_year(year_text)
    if row is None or row.id is None or year is None or row.label != "Indicator":
        return False
    target = plain_number(target_text) if target_text else None
    real = plain_number(real_text) if real_text else None
    if (target is None and (target_text or real is None)) or (real is None and real_text):
        return False
    if row.text("polarity") == "range" or amounts.has(id_, year):
        return False
    amounts.add(row.id, (year, target, real, line[0]))
    return True


def _add_row(
    state: ReadState, amounts: Amounts, header: HeaderMapping, line: Line
) -> _RepeatedRow | None:
    """Add the values of a row and report its faults; return it if it repeats its year."""
    row, faults = read_row(header, line, state.decimal)
    indicator, year, period = row.text("indicator"), row.whole_of("year"), _period(row)
    unplaced = _unplaced(header, line, row)
    subject = _problem_subject(state, row, indicator, unplaced or period)
    key = None if indicator is None or year is None or unplaced else (indicator, year)
    if key is not None and amounts.has(*key, period):
        text = cell_text(header.cell(line[1], "year"))
        return _RepeatedRow(row, *key, period, text, subject)
    for heading, each in faults:
        state.report(row, heading, each, subject)
    if indicator is not None and state.label(indicator) != "Indicator":
        wrong = dangling(state, VALUE_TABLE.headings[0], indicator)
        if wrong is not None:
            lost = Subject(None, indicator, _text_of(year), unplaced or period)
            state.report(row, "indicator", wrong, lost)
    target = _read_target(state, row, indicator, subject)
    real = row.number_of("realisation")
    if key is not None and period is None:
        amounts.add(key[0], (key[1], target, real, row.number))
    elif key is not None and period is not None:
        value = PeriodValue(
            year=key[1], period=period, target=target, realisation=real, row=row.number
        )
        amounts.add_period(key[0], value)
    return None


def _period(row: Row) -> str | None:
    """Return the period of a row; None for the year."""
    period = row.text(_PERIOD)
    return None if period == YEAR else period


def _unplaced(header: HeaderMapping, line: Line, row: Row) -> str | None:
    """Return what stands for the period of a row if it could not be read; None if it could."""
    if _PERIOD not in row.unread or row.text(_PERIOD) is not None:
        return None
    further = (line[1][index] for index, _, _ in header.more if index < len(line[1]))
    cells = (header.cell(line[1], _PERIOD), *further)
    return next((text for cell in cells if not is_blank(cell) and (text := cell_text(cell))), "?")


def _text_of(year: int | None) -> str | None:
    return None if year is None else str(year)


def _report_repeats(state: ReadState, seconds: Sequence[_RepeatedRow]) -> None:
    """Report second rows, each with the location of the first: the table is read again for it.

    Locations are not stored while reading, as there may be millions of rows without a second one.
    """
    wanted = {(each.indicator, each.year, each.period) for each in seconds}
    first: dict[tuple[str | None, int | None, str | None], int] = {}
    for header, line in state.lines(VALUE_TABLE, again=True):
        row, _ = read_row(header, line, state.decimal)
        key = row.text("indicator"), row.whole_of("year"), _period(row)
        if key in wanted and _unplaced(header, line, row) is None:
            first.setdefault(key, row.number)
    for each in seconds:
        number = first.get((each.indicator, each.year, each.period), each.row.number)
        facts = {
            "indicator": each.indicator,
            "year": each.year if each.period is None else f"{each.year}{each.period}",
            "first": each.row.place.describe(number),
        }
        wrong = Fault("duplicate-id:value", each.text, facts)
        state.report(each.row, "year", wrong, each.subject)


def _problem_subject(
    state: ReadState, row: Row, indicator: str | None, period: str | None
) -> Subject:
    """Return the indicator if it exists, else the origin of the row."""
    exists = indicator is not None and state.label(indicator) == "Indicator"
    year = row.whole_of("year")
    if not exists or indicator is None:
        return row.nowhere
    return Subject("Indicator", indicator, _text_of(year), period)


def _read_target(
    state: ReadState, row: Row, indicator: str | None, subject: Subject
) -> Target | None:
    raw = row.raw("target")
    if raw is None:
        return None
    known = state.by_id.get(indicator) if indicator is not None else None
    if known is not None and known.label != "Indicator":
        known = None
    polarity = None if known is None else known.text("polarity")
    open_ = known is None or (polarity is None and known.given("polarity"))
    found = read_target(raw.cell, state.decimal, polarity=polarity, known=not open_)
    if isinstance(found, Fault):
        if known is not None:
            found = replace(found, facts={**found.facts, **_polarity_place(known)})
        state.report(row, "target", found, subject)
        return None
    return found


def _polarity_place(indicator: Row) -> dict[str, object]:
    """Say where the polarity of an indicator is, or would be."""
    place = indicator.place
    return {
        "first": place.describe(indicator.number),
        "polarity": place.written.get("polarity", "polarity"),
    }


def read_target(
    cell: Cell, decimal: Decimal | None, *, polarity: str | None, known: bool
) -> Target | Fault:
    """Read one number, or two if the polarity is ``range``.

    Both are accepted if the polarity is not ``known``: the indicator is unknown, or it is misspelt.
    """
    if polarity == "range":
        return read_range(cell, decimal)
    number = read_number(cell, decimal)
    if not isinstance(number, Fault) or number.case == "bad-number:ambiguous":
        return number
    pair = read_range(cell, decimal)
    if isinstance(pair, Fault):
        return number
    return fault("bad-number:not-range", number.value) if known else pair
