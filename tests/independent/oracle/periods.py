"""Halves, quarters and months by the words of forms, part 1: what is read, and what it makes.

Sums are made of exact fractions, so that no order of adding matters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

from kinerja_graph.model import nodes
from kinerja_graph.model.nodes import YearValue
from oracle.unread import Unread

Amount = tuple[float, float] | float | None
"""A range, a number, or unknown."""
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
MONTHS = (
    *("JANUARI", "FEBRUARI", "MARET", "APRIL", "MEI", "JUNI", "JULI", "AGUSTUS"),
    *("SEPTEMBER", "OKTOBER", "NOVEMBER", "DESEMBER"),
)
WHOLE = ""
"""The period that is the year itself."""


class Unreadable(Exception):
    """What is written stands for no period."""


class Given(NamedTuple):
    """One row: what was written for the period, and its values."""

    year: int
    period: str
    heading: str
    target: Amount
    real: float | None


def meaning(written: str, heading: str) -> str:
    """The period that a cell under a heading stands for."""
    word = "".join(sign for sign in written.upper() if sign not in " ._-\t")
    if word in {"TAHUN", "YEAR"} or not written.strip():
        return WHOLE
    if word in MONTHS:
        return f"M{MONTHS.index(word) + 1:02}"
    if heading == "triwulan" and (word in ROMAN or word in {"1", "2", "3", "4"}):
        word = f"TRIWULAN{word}"
    if heading == "bulan" and word.isdecimal() and not word.startswith("0"):
        word = f"M{word}"
    for begin, kind, most, zero, roman in (
        ("TRIWULAN", "Q", 4, False, True),
        ("TW", "Q", 4, False, True),
        ("Q", "Q", 4, False, False),
        ("SEMESTER", "S", 2, False, True),
        ("S", "S", 2, False, False),
        ("BULAN", "M", 12, False, False),
        ("M", "M", 12, True, False),
    ):
        rest = word.removeprefix(begin)
        if rest == word:
            continue
        number = ROMAN.get(rest, 0) if roman else 0
        plain = rest.isdecimal() and (rest == str(int(rest)) or (zero and len(rest) == len("01")))
        number = int(rest) if plain else number
        if 1 <= number <= most:
            return f"M{number:02}" if kind == "M" else f"{kind}{number}"
    raise Unreadable(written)


class Indicator:
    """The values of one indicator, as its rows state them; the first row of a period counts."""

    def __init__(self, accumulation: str | None, rows: Sequence[Given]) -> None:
        self.way = accumulation
        self.rows: dict[tuple[int, str], Given] = {}
        self.faults: Counter[str] = Counter()
        self.unread: set[int] = set()
        for row in rows:
            try:
                place = (row.year, meaning(row.period, row.heading))
            except Unreadable:
                self.faults["bad-choice"] += 1
                self.unread.add(row.year)
                continue
            if place in self.rows:
                self.faults["duplicate-id"] += 1
            else:
                self.rows[place] = row

    def values(self, what: str, year: int) -> dict[str, Amount]:
        """What is known of the periods of a year, computed quarters among them."""
        known: dict[str, Amount] = {
            period: getattr(row, what)
            for (when, period), row in self.rows.items()
            if when == year and period != WHOLE
        }
        for number in range(4):
            quarter = f"Q{number + 1}"
            if (year, quarter) not in self.rows:
                months = [known.get(f"M{number * 3 + month:02}") for month in (1, 2, 3)]
                known[quarter] = self.joined(months)
        return {period: value for period, value in known.items() if value is not None}

    def joined(self, amounts: Sequence[Amount]) -> Amount:
        """What amounts make together by the way of counting of the indicator."""
        if self.way is None or any(amount is None for amount in amounts):
            return None
        if self.way in {"cumulative", "last"}:
            return amounts[-1]
        if any(isinstance(amount, tuple) for amount in amounts):
            return None
        total = sum((Fraction(amount) for amount in amounts), Fraction(0))  # type: ignore[arg-type]
        return float(total) / len(amounts) if self.way == "average" else float(total)

    def year(self, what: str, year: int) -> tuple[Amount, bool]:
        """The value of a year, and whether it was computed."""
        own = self.rows.get((year, WHOLE))
        stated = None if own is None else getattr(own, what)
        if stated is not None or year in self.unread:
            return stated, False
        made = self.made(what, year)
        return made, made is not None

    def made(self, what: str, year: int) -> Amount:
        """What the first kind of period that is complete makes of a year."""
        known = self.values(what, year)
        for kind, many in (("S", 2), ("Q", 4), ("M", 12)):
            names = [f"M{n:02}" if kind == "M" else f"{kind}{n}" for n in range(1, many + 1)]
            made = self.joined([known.get(name) for name in names])
            if made is not None:
                return made
        return None

    def beside(self) -> dict[int, tuple[float, float]]:
        """Of years that state one number: that number, and the one that their periods make."""
        found: dict[int, tuple[float, float]] = {}
        for year in self.years():
            own = self.rows.get((year, WHOLE))
            stated, made = None if own is None else own.target, self.made("target", year)
            if isinstance(stated, int | float) and isinstance(made, int | float):
                found[year] = (stated, made)
        return found

    def years(self) -> list[int]:
        """The years of which anything is written."""
        return sorted({year for year, _ in self.rows})

    def lists(self) -> Mapping[str, list[Any]]:
        """The lists of the graph that speak of years and periods; none is empty."""
        found: dict[str, list[Any]] = {}
        for year in self.years():
            for what, name in (("target", "target"), ("real", "realisation")):
                value, made = self.year(what, year)
                _put(found, name, "years", year, value)
                if made:
                    found.setdefault(f"derived_{name}_years", []).append(year)
        if self.beside():
            found["beside_target_years"] = list(self.beside())
            found["beside_targets"] = [made for _, made in self.beside().values()]
        for code, row in sorted(
            (f"{year}{period}", row) for (year, period), row in self.rows.items() if period
        ):
            found.setdefault("period_value_codes", []).append(code)
            _put(found, "period_target", "codes", code, row.target)
            _put(found, "period_realisation", "codes", code, row.real)
        return found

    def so_far(self, year: int) -> tuple[Amount, Amount] | None:
        """Target and realisation to date; None where nothing counts."""
        targets, reals = self.values("target", year), self.values("real", year)
        counted: list[str] = []
        for quarter in ("Q1", "Q2", "Q3", "Q4"):
            if quarter not in reals:
                break
            counted.append(quarter)
        if self.way is None or not counted:
            return None
        return (
            self.joined([targets.get(each) for each in counted])
            if self.way in {"sum", "average"}
            else targets.get(counted[-1]),
            self.joined([reals[each] for each in counted]),
        )


def parts(item: nodes.Indicator) -> Indicator:
    """The rows of an indicator that was read."""
    years = [Given(one.year, WHOLE, "period", one.target, one.realisation) for one in item.values]
    periods = [
        Given(one.year, one.period, "period", one.target, one.realisation) for one in item.periods
    ]
    return Indicator(item.accumulation, [*years, *periods])


def filled(item: nodes.Indicator, unread: Unread) -> nodes.Indicator:
    """The indicator with the years that its periods make, but for what was not read of them."""
    if not item.periods:
        return item
    rows, stated = parts(item), {one.year: one for one in item.values}
    values: list[YearValue] = []
    for year in rows.years():
        old = stated.get(year)
        target, real = old.target if old else None, old.realisation if old else None
        if not unread.year(item.id, "target", year):
            target, _ = rows.year("target", year)
        if not unread.year(item.id, "realisation", year):
            found, _ = rows.year("real", year)
            real = None if isinstance(found, tuple) else found
        if old or target is not None or real is not None:
            values.append(YearValue(year=year, target=target, realisation=real))
    return replace(item, values=tuple(values))


def _put(found: dict[str, list[Any]], name: str, keys: str, key: int | str, value: Amount) -> None:
    """Add a value to the lists of its name, a range to those of ranges."""
    values: dict[str, Any] = {f"{name}_{keys}": key, f"{name}s": value}
    if isinstance(value, tuple):
        name = name.replace("target", "range")
        values = {f"{name}_{keys}": key, f"{name}_lows": value[0], f"{name}_highs": value[1]}
    for each, one in values.items() if value is not None else ():
        found.setdefault(each, []).append(one)
