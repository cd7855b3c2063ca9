"""Small curves of targets and realisations by year, as inline SVG without script or style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.series import Series
from kinerja_graph.numbers import format_number
from kinerja_graph.texts import Language, _

WIDTH: Final = 150
HEIGHT: Final = 36
_EDGE: Final = 5
_TARGETS: Final = _("targets {first} in {first_year} to {last} in {last_year}")
_REALISED: Final = _("realisations {first} in {first_year} to {last} in {last_year}")
_TARGET: Final = _("target {last} in {last_year}")
_REALISATION: Final = _("realisation {last} in {last_year}")


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A curve of one indicator.

    Attributes:
        targets: the points of the line of targets, for ``points`` of a polyline.
        realisations: the place of each realisation.
        range: the points of the band of targets that are ranges; empty if there are none.
        text: what it shows, in words.
    """

    targets: str
    realisations: tuple[tuple[float, float], ...]
    range: str
    text: str


def sparkline(series: Series, language: Language) -> Sparkline | None:
    """Return the curve of a series; None unless there are values of two years."""
    lows = {year: _ends(one)[0] for year, one in series.targets.items()}
    highs = {year: _ends(one)[1] for year, one in series.targets.items()}
    values = [*lows.values(), *highs.values(), *series.realisations.values()]
    years = sorted(series.years())
    if len(years) < 2:  # noqa: PLR2004  # one value alone is no curve
        return None
    least, most = min(values), max(values)

    def place(year: int, value: float) -> tuple[float, float]:
        right = (year - years[0]) / (years[-1] - years[0])
        up = (value - least) / (most - least) if most > least else 0.5
        return (
            round(_EDGE + right * (WIDTH - 2 * _EDGE), 1),
            round(HEIGHT - _EDGE - up * (HEIGHT - 2 * _EDGE), 1),
        )

    low = [place(*one) for one in sorted(lows.items())]
    high = [place(*one) for one in sorted(highs.items())]
    return Sparkline(
        targets=_points([(x, (y + z) / 2) for (x, y), (_same, z) in zip(low, high, strict=True)]),
        realisations=tuple(place(*one) for one in sorted(series.realisations.items())),
        range=_points([*high, *reversed(low)]) if low != high else "",
        text=_in_words(series, language),
    )


def _ends(target: float | tuple[float, float]) -> tuple[float, float]:
    return target if isinstance(target, tuple) else (target, target)


def _points(places: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in places)


def _in_words(series: Series, language: Language) -> str:
    unit = f" ({series.measure_unit})" if series.measure_unit else ""
    shown: Mapping[int, str] = {
        year: "–".join(dict.fromkeys(format_number(end, language=language) for end in _ends(one)))
        for year, one in series.targets.items()
    }
    realised = {
        year: format_number(one, language=language) for year, one in series.realisations.items()
    }
    told = [
        (several if len(values) > 1 else one_year).say(
            language,
            first=values[min(values)],
            first_year=min(values),
            last=values[max(values)],
            last_year=max(values),
        )
        for values, several, one_year in (
            (shown, _TARGETS, _TARGET),
            (realised, _REALISED, _REALISATION),
        )
        if values
    ]
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}{unit}"
