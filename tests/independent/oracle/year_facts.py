"""The values of a plan: targets, realisations, achievements, plan years and closed years."""

from __future__ import annotations

from itertools import pairwise

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.nodes import Indicator, YearValue


class Years:
    """What the yearly values of one plan say, for one indicator at a time."""

    def __init__(self, cascade: Cascade) -> None:
        self.plan = cascade.plan
        values = [value for item in cascade.indicators for value in item.values]
        self.target_years = sorted({v.year for v in values if v.target is not None})
        self.realised_years = sorted({v.year for v in values if v.realisation is not None})
        self.any_value = bool(self.target_years or self.realised_years)

    def plan_years(self) -> range:
        """Every year of the plan; a bound that is not given comes from the targets."""
        first, last = self.plan.first_year, self.plan.last_year
        if first is None:
            first = self.target_years[0] if self.target_years else None
        if last is None:
            last = self.target_years[-1] if self.target_years else None
        return range(0) if first is None or last is None else range(first, last + 1)

    def closed(self, year: int) -> bool:
        """Whether the figures of the year should be in."""
        last = self.plan.as_of
        if last is None:
            last = self.realised_years[-1] if self.realised_years else None
        return last is not None and year <= last


def number(value: YearValue) -> float | None:
    """The target where it is one number; a range is none."""
    return None if isinstance(value.target, tuple) else value.target


def targets(indicator: Indicator) -> dict[int, float]:
    """The numeric targets by year, ascending."""
    found = {value.year: number(value) for value in indicator.values}
    return {year: one for year, one in sorted(found.items()) if one is not None}


def steps(indicator: Indicator) -> list[tuple[float, float]]:
    """Numeric targets of neighbouring years, earlier first."""
    return list(pairwise(targets(indicator).values()))


def achievements(indicator: Indicator) -> dict[int, float]:
    """The achievement in percent by year, ascending; unknown ones are absent."""
    found = {value.year: _achievement(indicator.polarity, value) for value in indicator.values}
    return {year: one for year, one in sorted(found.items()) if one is not None}


def _achievement(polarity: str | None, value: YearValue) -> float | None:
    target, realised = number(value), value.realisation
    if target is None or realised is None or target <= 0:
        return None
    if polarity == "up":
        return realised / target * 100
    if polarity == "down":
        return (2 * target - realised) / target * 100
    if polarity == "hold":
        return 100 - abs(realised - target) / target * 100
    return None
