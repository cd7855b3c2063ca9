"""Numbers as people read them: grouped, with the decimal mark of the language."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10
from typing import Final

from kinerja_graph.model.extremes import extreme
from kinerja_graph.model.nodes import Target
from kinerja_graph.texts import Language, Text

NOTHING: Final = "–"
_DECIMALS: Final = 4
_MOST_DECIMALS: Final = 12
_HOURS: Final = Text(id="{number} jam", en="{number} h")
_MINUTES: Final = Text(id="{number} menit", en="{number} min")
_HOUR: Final = 60


def figure(number: float, language: Language) -> str:
    """A number with at most four decimals, below 1 with four figures that count.

    >>> figure(1250.5, "id"), figure(1250.5, "en"), figure(3.0, "id"), figure(0.00002, "id")
    ('1.250,5', '1,250.5', '3', '0,00002')
    """
    told = extreme(number, language)
    if told is not None:
        return told
    decimals = _DECIMALS
    if 0 < abs(number) < 1:
        decimals = min(_MOST_DECIMALS, _DECIMALS - 1 - floor(log10(abs(number))))
    digits = f"{number:,.{decimals}f}".rstrip("0").rstrip(".")
    digits = "0" if digits == "-0" else digits.replace("-", "−")
    return digits.translate(str.maketrans(",.", ".,")) if language == "id" else digits


def target_figure(target: Target | None, language: Language) -> str:
    """A target: a number, a range, or a dash where it is unknown.

    >>> target_figure((80.0, 90.0), "id"), target_figure(None, "id")
    ('80–90', '–')
    """
    if target is None:
        return NOTHING
    if isinstance(target, tuple):
        return NOTHING.join(figure(end, language) for end in target)
    return figure(target, language)


def time_figure(minutes: float, language: Language) -> str:
    """A time in hours where it is one or more, else in minutes.

    >>> time_figure(480, "id"), time_figure(30, "en"), time_figure(90, "id")
    ('8 jam', '30 min', '1,5 jam')
    """
    if minutes >= _HOUR:
        return _HOURS.say(language, number=figure(minutes / _HOUR, language))
    return _MINUTES.say(language, number=figure(minutes, language))


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
