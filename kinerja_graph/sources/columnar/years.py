"""Targets and realisations of indicators as columns, read by a second process."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from itertools import accumulate
from math import isnan, nan
from typing import Any, Final, NamedTuple, TypeAlias

from kinerja_graph.model.aside import Later, aside
from kinerja_graph.model.nodes import Target
from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.amounts import read_target
from kinerja_graph.sources.book import Book
from kinerja_graph.sources.cells import is_blank
from kinerja_graph.sources.columnar.sheet import NotPlain, Sheet, read_sheet
from kinerja_graph.sources.columns import VALUE_TABLE
from kinerja_graph.sources.fault import Fault, WholeFileError
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.plainly import plain_number

YearAmounts: TypeAlias = tuple[int, "Target | None", "float | None"]
"""Year, target, realisation."""
_YEARS: Final = 10_000
"""More than any year."""


class Packed(NamedTuple):
    """The rows of the table ``values`` in a few arrays, which go from process to process soon.

    Attributes:
        ids: of the indicators, in the order in which the files first name them.
        ends: where the years of each end.
        years, targets, realisations: of one indicator after the other; no number is unknown.
        odd: targets that are no plain numbers, as they are written, by their place.
        problems: warnings about the headings.
    """

    ids: list[str]
    ends: array[int]
    years: array[int]
    targets: array[float]
    realisations: array[float]
    odd: dict[int, str]
    problems: list[Problem]


class Years:
    """The years of each indicator."""

    def __init__(self, packed: Packed, settled: Mapping[int, Target | None]) -> None:
        """Takes the arrays, and what their odd targets are."""
        self._packed = packed
        self._settled = settled
        places = zip((0, *packed.ends), packed.ends, strict=False)
        self._places = dict(zip(packed.ids, places, strict=True))

    def of(self, indicator: str) -> Iterator[YearAmounts]:
        """The years of an indicator, ascending."""
        packed, settled = self._packed, self._settled
        for place in range(*self._places.get(indicator, (0, 0))):
            target, real = packed.targets[place], packed.realisations[place]
            yield (
                packed.years[place],
                settled.get(place) if isnan(target) else target,
                None if isnan(real) else real,
            )


class YearsAside:
    """The table ``values`` while it is read; ``of`` or ``drop`` must be called once."""

    def __init__(self, book: Book, *, large: bool) -> None:
        """Begins to read, where the input is ``large``; else it is read when it is asked for."""
        apart = Book(book.grids, book.decimal, [])
        self._book = book
        begun = aside if large else Later[Packed | None]
        self._later = begun(lambda: _packed(apart))

    def of(self, indicators: Sheet) -> Years:
        """The years of these indicators; warnings about the headings are in the book then.

        Raises:
            NotPlain: an indicator that there is not, a second row of a year, a target that cannot
                be read.
        """
        packed = self._later()
        if packed is None:
            raise NotPlain
        self._book.problems.extend(packed.problems)
        return _settled(packed, indicators, self._book.decimal)

    def drop(self) -> None:
        """Nobody wants the years any more."""
        self._later.drop()


def _packed(book: Book) -> Packed | None:
    """All rows; None where the reader of rows has to read them."""
    try:
        sheet = read_sheet(book, VALUE_TABLE)
    except (NotPlain, WholeFileError):
        return None
    codes: dict[str, int] = {}
    given = sheet.column("indicator")
    keys = [
        codes.setdefault(id_, len(codes)) * _YEARS + year
        for id_, year in zip(given, sheet.column("year"), strict=True)
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    if len(set(keys)) < len(keys):
        return None
    return _in_order(order, keys, list(codes), sheet, book.problems)


def _in_order(
    order: list[int], keys: list[int], ids: list[str], sheet: Sheet, problems: list[Problem]
) -> Packed:
    counts = [0] * len(ids)
    for key in keys:
        counts[key // _YEARS] += 1
    cells = _sorted(order, sheet.column("target"))
    targets = list(map(_Numbers().__getitem__, cells))
    odd: dict[int, str] = {}
    if None in targets:
        odd = {place: cells[place] for place, number in enumerate(targets) if number is None}
    reals = _sorted(order, sheet.column("realisation"))
    return Packed(
        ids,
        array("Q", accumulate(counts)),
        array("H", [key % _YEARS for key in _sorted(order, keys)]),
        array("d", [nan if number is None else number for number in targets]),
        array("d", [nan if number is None else number for number in reals]),
        odd,
        problems,
    )


def _sorted(order: list[int], column: list[Any]) -> list[Any]:
    return list(map(column.__getitem__, order))


class _Numbers(dict["str | None", "float | None"]):
    """What plain cells say: not a number where they are empty, None where they are not plain."""

    def __missing__(self, cell: str | None) -> float | None:
        found = self[cell] = plain_number(cell) if cell else nan
        return found


def _settled(packed: Packed, indicators: Sheet, decimal: Decimal | None) -> Years:
    """The years, once it is known which indicators there are, and which have ranges."""
    polarity = dict(zip(indicators.column("id"), indicators.column("polarity"), strict=True))
    settled: dict[int, Target | None] = {}
    begin = 0
    for id_, end in zip(packed.ids, packed.ends, strict=True):
        way = polarity.get(id_, _UNKNOWN)
        if way is _UNKNOWN:
            raise NotPlain
        if way == "range" or packed.odd:
            for place in range(begin, end):
                cell = packed.odd.get(place)
                if cell is not None:
                    settled[place] = _with_care(cell, way, decimal)
                elif way == "range" and not isnan(packed.targets[place]):
                    raise NotPlain
        begin = end
    return Years(packed, settled)


_UNKNOWN: Final = "?"


def _with_care(cell: str, polarity: str | None, decimal: Decimal | None) -> Target | None:
    if is_blank(cell):
        return None
    target = read_target(cell, decimal, polarity=polarity, known=True)
    if isinstance(target, Fault):
        raise NotPlain
    return target
