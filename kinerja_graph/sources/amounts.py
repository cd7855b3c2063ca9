"""The table ``values``: targets and realisations of each indicator and year."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_graph.model.nodes import Target, YearValue
from kinerja_graph.sources.book import Book
from kinerja_graph.sources.cells import Cell, cell_text
from kinerja_graph.sources.columns import VALUE_TABLE
from kinerja_graph.sources.fault import Fault, Place, Subject, fault
from kinerja_graph.sources.meaning import read_number, read_range
from kinerja_graph.sources.records import dangling
from kinerja_graph.sources.row import Row
from kinerja_graph.sources.ruling import read_row


@dataclass(frozen=True, slots=True)
class _Read:
    """A value and where it stands, for the message about a second one."""

    place: Place
    row: int
    value: YearValue


class Amounts:
    """The values of all indicators, each indicator and year once."""

    def __init__(self) -> None:
        self._years: dict[str, dict[int, _Read]] = {}

    def of(self, indicator: str) -> tuple[YearValue, ...]:
        """The values of an indicator, ascending by year."""
        years = self._years.pop(indicator, {})
        return tuple(years[year].value for year in sorted(years))

    def first(self, indicator: str | None, year: int | None) -> str | None:
        """Where the values of this year already stand, or None."""
        if indicator is None or year is None:
            return None
        found = self._years.get(indicator, {}).get(year)
        return None if found is None else found.place.row(found.row)

    def keep(self, row: Row, indicator: str, value: YearValue) -> None:
        """Keeps the values of a year."""
        self._years.setdefault(indicator, {})[value.year] = _Read(row.place, row.number, value)


def read_amounts(book: Book) -> Amounts:
    """Reads the table ``values``; a second row for an indicator and year is an error."""
    amounts = Amounts()
    for ruling, line in book.lines(VALUE_TABLE):
        row, faults = read_row(ruling, line, book.decimal)
        indicator, year = row.text("indicator"), row.whole_of("year")
        subject = _subject(book, row, indicator)
        first = amounts.first(indicator, year)
        if first is not None:
            text = cell_text(ruling.cell(line[1], "year"))
            facts = {"indicator": indicator, "year": year, "first": first}
            wrong = Fault("duplicate-id:value", text, facts)
            book.report(row, "year", wrong, subject)
            continue
        for heading, each in faults:
            book.report(row, heading, each, subject)
        _take(book, row, amounts, subject)
    return amounts


def _take(book: Book, row: Row, amounts: Amounts, subject: Subject) -> None:
    indicator, year = row.text("indicator"), row.whole_of("year")
    if indicator is not None and book.label(indicator) != "Indicator":
        wrong = dangling(book, VALUE_TABLE.headings[0], indicator)
        if wrong is not None:
            lost = Subject(None, indicator, None if year is None else str(year))
            book.report(row, "indicator", wrong, lost)
    target = _target(book, row, indicator, subject)
    if indicator is not None and year is not None:
        value = YearValue(year=year, target=target, realisation=row.number_of("realisation"))
        amounts.keep(row, indicator, value)


def _subject(book: Book, row: Row, indicator: str | None) -> Subject:
    """The indicator where it exists, else the origin of the row."""
    exists = indicator is not None and book.label(indicator) == "Indicator"
    year = row.whole_of("year")
    if not exists or indicator is None:
        return row.nowhere
    return Subject("Indicator", indicator, None if year is None else str(year))


def _target(book: Book, row: Row, indicator: str | None, subject: Subject) -> Target | None:
    raw = row.raw("target")
    if raw is None:
        return None
    known = book.by_id.get(indicator) if indicator is not None else None
    found = _read_target(book, raw.cell, known)
    if isinstance(found, Fault):
        book.report(row, "target", found, subject)
        return None
    return found


def _read_target(book: Book, cell: Cell, indicator: Row | None) -> Target | Fault:
    """One number, or two where the polarity is ``range``.

    Either, where nobody knows the polarity: of an unknown indicator, or one that is misspelt.
    """
    polarity = None if indicator is None else indicator.text("polarity")
    open_ = indicator is None or (polarity is None and indicator.given("polarity"))
    if polarity == "range":
        return read_range(cell, book.decimal)
    number = read_number(cell, book.decimal)
    if not isinstance(number, Fault) or number.case == "bad-number:ambiguous":
        return number
    pair = read_range(cell, book.decimal)
    if isinstance(pair, Fault):
        return number
    return pair if open_ else fault("bad-number:not-range", number.value)
