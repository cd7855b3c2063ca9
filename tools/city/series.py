"""Targets and realisations of one indicator over the years, deterministic by id."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from city.draft import Row

FIRST: Final = 2025
LAST: Final = 2029
CLOSED: Final = 2025
BEFORE: Final = (2022, 2023, 2024)
"""Years of the previous plan, kept for comparison; the last one is the baseline."""
_STEP_OF_WHOLES: Final = (8.0, 0.4)
"""The yearly steps from which values have no decimals, and one decimal."""
_FULL: Final = 100


@dataclass(frozen=True, slots=True)
class Series:
    """The start and end value of an indicator, and whether it lags behind its targets.

    ``start`` and ``end`` are in its measure unit; for polarity ``range``, ``end`` is the range as
    text. Targets move from start to end in equal steps; earlier years change half as fast.
    """

    indicator: str
    polarity: str
    start: float
    end: float | str
    lagging: bool = False

    def rows(self) -> Iterator[Row]:
        """Yield a row of ``values`` for each year."""
        for year in (*BEFORE, *range(FIRST, LAST + 1)):
            realisation = self._realised(year) if year <= CLOSED else None
            yield {
                "indicator": self.indicator,
                "year": year,
                "target": self._target(year),
                "realisation": realisation,
            }

    @property
    def _step(self) -> float:
        if isinstance(self.end, str):
            return self.start / 100
        return (self.end - self.start) / (LAST - FIRST + 1)

    @property
    def _decimals(self) -> int:
        size = abs(self._step) or abs(self.start) / 50
        return sum(size < least for least in _STEP_OF_WHOLES)

    def _target(self, year: int) -> float | str:
        if isinstance(self.end, str):
            return self.end
        if self.polarity == "hold":
            return self.end
        pace = 1.0 if year >= FIRST else 0.5
        offset = 0.0 if year >= FIRST else -0.3 * self._step
        return _rounded(
            self.start + pace * self._step * (year - BEFORE[-1]) + offset, self._decimals
        )

    def _realised(self, year: int) -> float:
        """Return the baseline for its year, else a value randomly close to the target."""
        chance = zlib.crc32(f"{self.indicator}/{year}".encode()) % 1000 / 1000
        target = self._target(year)
        if self.polarity == "hold" or isinstance(target, str):
            return _rounded(self.start * (1 + 0.02 * (chance - 0.5)), self._decimals)
        if self.lagging:
            return _rounded(target - self._step * (0.4 + 0.4 * chance), self._decimals)
        if year == BEFORE[-1]:
            return _rounded(self.start, self._decimals)
        better = -0.4 if year == BEFORE[1] else 0.2 + 0.4 * chance
        return self._capped(_rounded(target + self._step * better, self._decimals))

    def _capped(self, value: float) -> float:
        top = _FULL if isinstance(self.end, float | int) and self.end <= _FULL else value
        return min(value, top)


def _rounded(value: float, decimals: int) -> float:
    """Round a value as a plan would; integers without a fraction."""
    result = round(value, decimals)
    return int(result) if decimals == 0 or result == int(result) else result
