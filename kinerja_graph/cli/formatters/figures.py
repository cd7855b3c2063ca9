"""Times as people read them."""

from __future__ import annotations

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
