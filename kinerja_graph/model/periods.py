"""Values of parts of a year: halves, quarters and months, and the values of years that they make.

Whatever a year's own row states stands. What its periods make is computed here, once, when a plan
is loaded; reports of a year in progress take ``to_date``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, isfinite
from typing import Any, Final, TypeAlias, TypeGuard

from kinerja_graph.model.derive import achievement
from kinerja_graph.model.nodes import Accumulation, PeriodValue, Polarity, Target, YearValue

HALVES: Final = ("S1", "S2")
QUARTERS: Final = ("Q1", "Q2", "Q3", "Q4")
MONTHS: Final = tuple(f"M{number:02}" for number in range(1, 13))
PERIODS: Final = frozenset((*HALVES, *QUARTERS, *MONTHS))
_KINDS: Final = (HALVES, QUARTERS, MONTHS)
_MONTHS_OF: Final = {name: MONTHS[at * 3 : at * 3 + 3] for at, name in enumerate(QUARTERS)}
_LATEST: Final = frozenset[Accumulation]({"cumulative", "last"})
"""How values of a year add up where the last one is that of the year."""
_UNKNOWN_COLUMN: Final = "period"
_PERCENT: Final = 100

Amounts: TypeAlias = "tuple[Target | None, float | None]"
"""Target and realisation."""
Year: TypeAlias = "tuple[int, Target | None, float | None, int | None]"
"""A year with target, realisation, and its row of the table ``values``, if it has one."""
NO_YEARS: Final[frozenset[tuple[int, str]]] = frozenset()


@dataclass(frozen=True, slots=True)
class Years:
    """The years of an indicator.

    Attributes:
        values: each year, ascending.
        derived_targets, derived_realisations: the years whose target, or realisation, the values of
            their periods made.
        beside: the years with a stated target of one number of which the periods make one too, and
            the number that they make.
    """

    values: tuple[Year, ...]
    derived_targets: tuple[int, ...] = ()
    derived_realisations: tuple[int, ...] = ()
    beside: tuple[tuple[int, float], ...] = ()


def years_of(
    stated: Sequence[YearValue],
    periods: Sequence[PeriodValue],
    accumulation: Accumulation | None,
    unread: frozenset[tuple[int, str]] = NO_YEARS,
) -> Years:
    """Return the years of an indicator: what their own rows state, else what their periods make.

    Args:
        stated: the years with a row of their own, ascending.
        periods: its halves, quarters and months.
        accumulation: how they add up; where it is unknown they make no year.
        unread: years and headings (``target``, ``realisation``, ``period``) of cells that a lenient
            load could not read: nothing is computed for these.
    """
    years: dict[int, Year] = {
        value.year: (value.year, value.target, value.realisation, value.row) for value in stated
    }
    targets: list[int] = []
    reals: list[int] = []
    beside: list[tuple[int, float]] = []
    for year, rows in _by_year(periods).items() if accumulation is not None else ():
        target, real, row = years.get(year, (year, None, None, None))[1:]
        made = _with_quarters(rows, accumulation)
        made_target = _whole_year({name: each[0] for name, each in made.items()}, accumulation)
        made_real = _number(
            _whole_year({name: each[1] for name, each in made.items()}, accumulation)
        )
        if target is None and made_target is not None and _is_read(year, "target", unread):
            target = made_target
            targets.append(year)
        elif _is_number(target) and _is_number(made_target):
            beside.append((year, made_target))
        if real is None and made_real is not None and _is_read(year, "realisation", unread):
            real = made_real
            reals.append(year)
        if row is not None or target is not None or real is not None:
            years[year] = (year, target, real, row)
    ordered = tuple(years[year] for year in sorted(years))
    return Years(ordered, tuple(sorted(targets)), tuple(sorted(reals)), tuple(sorted(beside)))


def _is_read(year: int, column: str, unread: frozenset[tuple[int, str]]) -> bool:
    return unread.isdisjoint({(year, column), (year, _UNKNOWN_COLUMN)})


def _by_year(periods: Iterable[PeriodValue]) -> dict[int, dict[str, Amounts]]:
    found: dict[int, dict[str, Amounts]] = {}
    for each in periods:
        found.setdefault(each.year, {})[each.period] = (each.target, each.realisation)
    return found


def _with_quarters(
    rows: Mapping[str, Amounts], accumulation: Accumulation | None
) -> dict[str, Amounts]:
    """Return the periods of a year, with those quarters that have no row, from their months."""
    found = dict(rows)
    for quarter, months in _MONTHS_OF.items():
        if quarter not in found and accumulation is not None:
            given = [rows.get(month, (None, None)) for month in months]
            target = _together([each[0] for each in given], accumulation)
            real = _number(_together([each[1] for each in given], accumulation))
            if target is not None or real is not None:
                found[quarter] = (target, real)
    return found


def _whole_year(
    amounts: Mapping[str, Target | None], accumulation: Accumulation | None
) -> Target | None:
    """Return what the first complete kind of period makes of a year."""
    for kind in _KINDS:
        given = [amounts.get(name) for name in kind]
        if accumulation is not None and _is_complete(given, accumulation):
            return _together(given, accumulation)
    return None


def _is_complete(
    amounts: Sequence[Target | None], accumulation: Accumulation
) -> TypeGuard[Sequence[Target]]:
    """Tell whether each is known; a range can be the last, but is in no sum and no mean."""
    return all(
        each is not None and (accumulation in _LATEST or not isinstance(each, tuple))
        for each in amounts
    )


def _together(amounts: Sequence[Target | None], accumulation: Accumulation) -> Target | None:
    """Return what some periods make together; None unless each is known."""
    if not _is_complete(amounts, accumulation):
        return None
    if accumulation in _LATEST:
        return amounts[-1]
    try:
        total = fsum(each for each in amounts if not isinstance(each, tuple))
    except OverflowError:
        return None
    found = total / len(amounts) if accumulation == "average" else total
    return found if isfinite(found) else None


def _number(amount: Target | None) -> float | None:
    return amount if _is_number(amount) else None


def _is_number(amount: Target | None) -> TypeGuard[float]:
    return amount is not None and not isinstance(amount, tuple)


@dataclass(frozen=True, slots=True)
class ToDate:
    """A year so far (s.d.).

    Attributes:
        through: the last quarter that counts, ``Q1`` to ``Q4``.
        target: what was to be reached by its end; None if it is unknown.
        realisation: what was reached by then.
        achievement: in percent, unrounded; None if it is unknown.
    """

    through: str
    target: Target | None
    realisation: float
    achievement: float | None


def to_date(indicator: Mapping[str, Any], year: int) -> ToDate | None:
    """Return the values of ``year`` to date (s.d.); None if no quarter counts.

    Quarters count in order, up to the first without realisation: of a ``sum`` target and
    realisation are added up, of an ``average`` their means are taken, and of ``cumulative`` and
    ``last`` they are those of the last quarter that counts. Where one of the targets of a sum or a
    mean is unknown, or a range, the target is unknown. A quarter without a row is computed from its
    three months. Without ``accumulation`` nothing is known; no target is made by dividing a year's.

    Args:
        indicator: the properties of an Indicator as in the graph (``docs/schema.md``).
        year: the year.

    >>> to_date({"accumulation": "sum", "polarity": "up",
    ...     "period_value_codes": ["2026Q1", "2026Q2", "2026Q3"],
    ...     "period_target_codes": ["2026Q1", "2026Q2", "2026Q3"],
    ...     "period_targets": [30.0, 30.0, 30.0],
    ...     "period_realisation_codes": ["2026Q1", "2026Q2"],
    ...     "period_realisations": [28.0, 32.0]}, 2026)
    ToDate(through='Q2', target=60.0, realisation=60.0, achievement=100.0)
    """
    accumulation: Accumulation | None = indicator.get("accumulation")
    if accumulation is None:
        return None
    given = quarters(indicator, year)
    names: list[str] = []
    targets: list[Target | None] = []
    reals: list[float] = []
    for name in QUARTERS:
        target, real = given.get(name, (None, None))
        if real is None:
            break
        names.append(name)
        targets.append(target)
        reals.append(real)
    reached = _number(_together(reals, accumulation)) if reals else None
    if reached is None:
        return None
    wanted = targets[-1] if accumulation in _LATEST else _together(targets, accumulation)
    return ToDate(
        names[-1], wanted, reached, achievement_of(indicator.get("polarity"), wanted, reached)
    )


def quarters(indicator: Mapping[str, Any], year: int) -> dict[str, Amounts]:
    """Return target and realisation of the quarters of ``year`` that have a row, or three months.

    ``indicator`` is as in ``to_date``.

    >>> quarters({"accumulation": "sum", "period_value_codes": ["2026Q2"],
    ...     "period_realisation_codes": ["2026Q2"], "period_realisations": [3.0]}, 2026)
    {'Q2': (None, 3.0)}
    """
    begin = str(year)
    rows: dict[str, Amounts] = {
        code.removeprefix(begin): (None, None)
        for code in indicator.get("period_value_codes") or ()
        if code.startswith(begin)
    }
    targets, reals = period_targets(indicator), period_realisations(indicator)
    rows = {name: (targets.get(begin + name), reals.get(begin + name)) for name in rows}
    found = _with_quarters(rows, indicator.get("accumulation"))
    return {name: found[name] for name in QUARTERS if name in found}


def period_targets(indicator: Mapping[str, Any]) -> dict[str, Target]:
    """Return the targets of periods by code; a range is a pair of its low and high end."""
    lows = _by_code(indicator, "period_range_codes", "period_range_lows")
    highs = _by_code(indicator, "period_range_codes", "period_range_highs")
    found: dict[str, Target] = dict(_by_code(indicator, "period_target_codes", "period_targets"))
    return found | {code: (low, highs[code]) for code, low in lows.items()}


def period_realisations(indicator: Mapping[str, Any]) -> dict[str, float]:
    """Return the realisations of periods by code."""
    return _by_code(indicator, "period_realisation_codes", "period_realisations")


def _by_code(indicator: Mapping[str, Any], codes: str, values: str) -> dict[str, float]:
    return dict(zip(indicator.get(codes) or (), indicator.get(values) or (), strict=True))


def achievement_of(
    polarity: Polarity | None, target: Target | None, realisation: float | None
) -> float | None:
    """Return the achievement in percent, unrounded; of a range 100 inside it, less outside.

    Forms and a year so far have one for ranges; in the graph it is unknown (decision 0333).

    >>> achievement_of("range", (80.0, 90.0), 70.0), achievement_of("range", (7.0, 8.0), 9.0)
    (87.5, 87.5)
    """
    if not isinstance(target, tuple):
        return achievement(polarity, target, realisation)
    low, high = target
    if low <= 0 or realisation is None:
        return None
    if realisation < low:
        return realisation / low * _PERCENT
    return float(_PERCENT) if realisation <= high else (2 * high - realisation) / high * _PERCENT
