"""Times and runs of years as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kinerja_graph.texts import Language, _

_HOURS: Final = _("{number} h")
_MINUTES: Final = _("{number} min")
_HOUR: Final = 60


def time_figure(minutes: float, language: Language) -> str:
    """A time in hours where it is one or more, else in minutes.

    >>> time_figure(480, "id"), time_figure(30, "en"), time_figure(90, "id")
    ('8 jam', '30 min', '1,5 jam')
    """
    if minutes >= _HOUR:
        return _HOURS.say(language, number=minutes / _HOUR)
    return _MINUTES.say(language, number=float(minutes))


def spans(years: Iterable[int]) -> str:
    """Years with neighbours drawn together.

    >>> spans([2022, 2023, 2024, 2026])
    '2022–2024, 2026'
    """
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
