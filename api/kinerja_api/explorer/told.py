"""Words and numbers as pages tell them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.render.words import WORDS as PICTURE_WORDS
from kinerja_graph.report.edition_words import PROPERTIES, TIES
from kinerja_graph.report.moments import read_moment
from kinerja_graph.report.words import WORDS as REPORT_WORDS
from kinerja_graph.texts import Language, Text

_KINDS: Final = ("Objective", "Indicator", "Task", "Position", "Unit")
LABELS: Final[Mapping[str, Text]] = {
    **{label: PICTURE_WORDS[f"kind.{label}"] for label in _KINDS},
    "Problem": Text(id="Masalah bacaan", en="Reading problem"),
    "Dataset": Text(id="Himpunan data", en="Dataset"),
}
COUNTED: Final[Mapping[str, Text]] = {
    "Unit": Text(id="unit kerja", en="units"),
    "Position": Text(id="jabatan", en="posts"),
    "Objective": Text(id="sasaran", en="objectives"),
    "Indicator": Text(id="indikator", en="indicators"),
    "Task": Text(id="tugas SOP", en="SOP tasks"),
    "Problem": Text(id="masalah bacaan", en="reading problems"),
}
LEVELS: Final[Mapping[int, Text]] = {
    0: Text(id="Outcome pemerintah daerah", en="Government outcome"),
    1: Text(id="Outcome perangkat daerah", en="Agency outcome"),
    2: Text(id="Outcome program", en="Programme outcome"),
    3: Text(id="Kegiatan", en="Activity"),
    4: Text(id="Subkegiatan", en="Sub-activity"),
    5: Text(id="Individu", en="Individual"),
}
WORDS: Final[Mapping[str, Text]] = {
    **REPORT_WORDS,
    "level": Text(id="tingkat", en="level"),
    "verdict.against": Text(id="Bertentangan", en="Against"),
    "verdict.mixed": Text(id="Beragam", en="Mixed"),
    "verdict.supports": Text(id="Mendukung", en="Supports"),
    "verdict.too-few": Text(id="Belum cukup tahun", en="Too few years"),
}


def word(language: Language, key: str) -> str:
    """A word that several pages share."""
    return WORDS[key].say(language)


def tie_word(language: Language, kind: str) -> str:
    """What the far end of an edge of this type is.

    >>> tie_word("en", "REPORTS_TO")
    'superior'
    """
    return TIES[kind].say(language) if kind in TIES else kind


def property_word(language: Language, name: str) -> str:
    """What a property is called; one without a word by its own name.

    >>> property_word("en", "measure_unit"), property_word("en", "name_key")
    ('measure unit', 'name_key')
    """
    return PROPERTIES[name].say(language) if name in PROPERTIES else name


def counted(language: Language, numbers: Mapping[str, int]) -> str:
    """Records by label in words; labels without any are left out.

    >>> counted("en", {"Unit": 5, "Task": 0, "Indicator": 1})
    '5 units, 1 indicator'
    """
    told: list[str] = []
    for label, word_of in COUNTED.items():
        one = numbers.get(label, 0)
        if one:
            said = word_of.say(language)
            told.append(
                f"{one} {said.removesuffix('s') if one == 1 and language == 'en' else said}"
            )
    return ", ".join(told)


def level_word(language: Language, level: int | None) -> str:
    """What a level is called; empty where it is unknown.

    >>> level_word("en", 0)
    'Government outcome'
    """
    known = None if level is None else LEVELS.get(level)
    return "" if known is None else known.say(language)


def moment_of(language: Language, text: str) -> str:
    """A time of the graph as people write it."""
    return read_moment(text, language)
