"""Words and numbers as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.render.words import WORDS as PICTURE_WORDS
from kinerja_graph.report.moments import read_moment
from kinerja_graph.report.words import WORDS as REPORT_WORDS
from kinerja_graph.texts import Language, Text, _

_RECORD_LABELS: Final = ("Objective", "Indicator", "Task", "Position", "Unit")
LABELS: Final[Mapping[str, Text]] = {
    **{label: PICTURE_WORDS[f"kind.{label}"] for label in _RECORD_LABELS},
    "Problem": _("Reading problem"),
    "Dataset": _("Dataset"),
}
LEVELS: Final[Mapping[int, Text]] = {
    0: _("Government outcome"),
    1: _("Agency outcome"),
    2: _("Programme outcome"),
    3: _("Activity"),
    4: _("Sub-activity"),
    5: _("Individual"),
}
WORDS: Final[Mapping[str, Text]] = {
    **REPORT_WORDS,
    "level": _("level"),
}


def word(language: Language, key: str) -> str:
    """Return a word that several pages share."""
    return WORDS[key].say(language)


def level_name(language: Language, level: int | None) -> str:
    """Return the name of a level; empty if it is unknown.

    >>> level_name("en", 0)
    'Government outcome'
    """
    known = None if level is None else LEVELS.get(level)
    return "" if known is None else known.say(language)


def format_moment(language: Language, text: str) -> str:
    """Format a time of the graph for readers."""
    return read_moment(text, language)
