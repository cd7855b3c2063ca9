"""How records and values are written inside the sentences of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any, Final

from kinerja_graph.audit.finding import Thing
from kinerja_graph.texts import LANGUAGES, Language, Text

NOTHING: Final = "–"
_DATASET: Final = Text(id="rencana {name}", en="plan {name}")
_AND: Final = Text(id=" dan ", en=" and ")
_GROUPED: Final = 10_000
_SWAPPED: Final = str.maketrans(",.", ".,")
_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Signs that turn the direction of what follows: from a name they would turn the sentence."""
_TRUTH: Final = {True: Text(id="ya", en="yes"), False: Text(id="tidak", en="no")}


def called(thing: Thing, language: Language) -> str:
    """A thing as a sentence names it: ``«name» (id)``, its id alone where it has no name.

    >>> called(Thing("Indicator", "IKU-07", "Kemacetan"), "en")
    '«Kemacetan» (IKU-07)'
    """
    name = thing.id if thing.name is None else f"«{thing.name}» ({thing.id})"
    name = name.translate(_TURNING)
    return _DATASET.say(language, name=name) if thing.label == "Dataset" else name


def spoken(value: object, language: Language) -> str:
    """A value as a sentence says it: lists with commas and a last "and", no value as a dash.

    Numbers are whole where they can be, with the decimal mark of the language; from 10,000 on,
    which no year reaches, with its groups of thousands.

    >>> spoken([2025, 2026, 2028], "en"), spoken(0.5, "id"), spoken(None, "en")
    ('2025, 2026 and 2028', '0,5', '–')
    >>> spoken(105600, "id"), spoken(2026, "id"), spoken(float("inf"), "id")
    ('105.600', '2026', '∞')
    """
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return _TRUTH[value].say(language)
    if isinstance(value, int | float):
        return _number(value, language)
    if isinstance(value, list | tuple):
        items: list[Any] = list(value)  # pyright: ignore[reportUnknownArgumentType]
        *most, last = [spoken(item, language) for item in items] or [NOTHING]
        return f"{', '.join(most)}{_AND.say(language)}{last}" if most else last
    return str(value).translate(_TURNING)


def _number(value: float, language: Language) -> str:
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    if abs(value) == inf:
        return text.replace("inf", "∞")
    if abs(value) >= _GROUPED and "e" not in text:
        whole, point, part = text.partition(".")
        text = f"{int(whole):,}{point}{part}"
    return text.translate(_SWAPPED) if language == "id" else text


def sentence(
    template: Text,
    *,
    subject: Thing,
    other: Thing | None,
    agency: str | None,
    facts: Mapping[str, Any],
) -> Text:
    """``template`` with its places filled in, in both languages.

    What stands inside a name is put in as it is: braces in it are never read as places.
    """
    said = {
        language: template.say(
            language,
            **{
                **{name: spoken(value, language) for name, value in facts.items()},
                "subject": called(subject, language),
                "other": NOTHING if other is None else called(other, language),
                "agency": spoken(agency, language),
            },
        )
        for language in LANGUAGES
    }
    return Text(id=said["id"], en=said["en"])
