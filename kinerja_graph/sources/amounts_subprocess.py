"""Read the table ``values`` of a large input in a second process, while contributions are read."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from itertools import accumulate
from math import isnan, nan
from typing import Final, NamedTuple, Protocol

from kinerja_graph.model.nodes import PeriodValue, Target, YearValue
from kinerja_graph.model.problem import Problem
from kinerja_graph.model.subprocesses import run_in_subprocess
from kinerja_graph.sources.amounts import Amounts, read_amounts
from kinerja_graph.sources.read_state import ReadState

_MANY: Final = 100_000
"""From this many records, starting a second process is worthwhile."""


class Given(Protocol):
    """A source of the values of an indicator."""

    def of(self, indicator: str) -> tuple[YearValue, ...]:
        """Yield the values of an indicator, ascending by year; they may be consumed."""
        ...

    def periods_of(self, indicator: str) -> tuple[PeriodValue, ...]:
        """Yield the values of its halves, quarters and months, ascending; likewise."""
        ...


class Packed(NamedTuple):
    """The values of indicators in a few arrays, which are quick to pass between processes.

    Attributes:
        counts: how many years each indicator has.
        years, targets, realisations, rows: of all indicators, one after the other; NaN is unknown.
        ranges: targets that are ranges, by their index among the targets.
        periods: values of halves, quarters and months, by indicator.
    """

    counts: array[int]
    years: array[int]
    targets: array[float]
    realisations: array[float]
    rows: array[int]
    ranges: dict[int, tuple[float, float]]
    periods: dict[str, tuple[PeriodValue, ...]]


def amounts_of(state: ReadState) -> Callable[[], Given]:
    """Start reading the table ``values``; return a function that returns the values.

    Once it has returned, the problems of the table are in ``state``. Records must be read before.
    """
    if len(state.by_id) < _MANY:
        amounts = read_amounts(state)
        return lambda: amounts
    known = len(state.problems)

    def read() -> tuple[Packed, list[Problem]]:
        amounts = read_amounts(state)
        problems = state.problems[known:]
        del state.problems[known:]
        return pack(_indicator_ids(state), amounts), problems

    later = run_in_subprocess(read)

    def given() -> Given:
        packed, problems = later()
        state.problems.extend(problems)
        return Unpacked(_indicator_ids(state), packed)

    return given


def pack(indicators: Iterator[str], amounts: Amounts) -> Packed:
    """Pack the values of ``indicators``, in their order; they are consumed."""
    packed = Packed(array("I"), array("H"), array("d"), array("d"), array("Q"), {}, {})
    for indicator in indicators:
        values = amounts.take_years(indicator)
        periods = amounts.periods_of(indicator)
        if periods:
            packed.periods[indicator] = periods
        packed.counts.append(len(values))
        for year, target, real, row in values:
            if isinstance(target, tuple):
                packed.ranges[len(packed.targets)] = target
                target = None  # noqa: PLW2901 - it is kept apart
            packed.years.append(year)
            packed.targets.append(nan if target is None else target)
            packed.realisations.append(nan if real is None else real)
            packed.rows.append(row)
    return packed


class Unpacked:
    """Unpacks the values of indicators from their arrays; equal numbers share one object."""

    def __init__(self, indicators: Iterator[str], packed: Packed) -> None:
        """Take the arrays, which hold these indicators in this order."""
        ends = accumulate(packed.counts)
        self._ends = dict(zip(indicators, zip(ends, packed.counts, strict=True), strict=True))
        self._packed = packed
        self._same: dict[float, float] = {}

    def of(self, indicator: str) -> tuple[YearValue, ...]:
        """Yield the values of an indicator, ascending by year."""
        end, count = self._ends.get(indicator, (0, 0))
        return tuple(map(self._value, range(end - count, end)))

    def periods_of(self, indicator: str) -> tuple[PeriodValue, ...]:
        """Yield the values of its halves, quarters and months, ascending."""
        return self._packed.periods.get(indicator, ())

    def _value(self, place: int) -> YearValue:
        packed = self._packed
        target: Target | None = packed.ranges.get(place)
        return YearValue(
            year=packed.years[place],
            target=self._number(packed.targets[place]) if target is None else target,
            realisation=self._number(packed.realisations[place]),
            row=packed.rows[place],
        )

    def _number(self, number: float) -> float | None:
        return None if isnan(number) else self._same.setdefault(number, number)


def _indicator_ids(state: ReadState) -> Iterator[str]:
    return (row.id for row in state.rows.get("indicators", ()) if row.id is not None)
