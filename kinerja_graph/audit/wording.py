"""Format records and values for the sentences of a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final, cast

from kinerja_graph.audit.finding import FindingSubject
from kinerja_graph.numbers import UNKNOWN, format_number
from kinerja_graph.texts import LANGUAGES, Language, Text, _

_DATASET: Final = _("plan {name}")
_AND: Final = _(" and ")
_GROUPED: Final = 10_000
_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Bidirectional control characters: within a name they would reverse the rest of the sentence."""
_TRUTH: Final = {True: _("yes"), False: _("no")}


def called(subject: FindingSubject, language: Language) -> str:
    """Return a thing's name for a sentence: ``«name» (id)``, or its id alone if it has no name.

    >>> called(FindingSubject("Indicator", "IKU-07", "Kemacetan"), "en")
    '«Kemacetan» (IKU-07)'
    """
    name = subject.id if subject.name is None else f"«{subject.name}» ({subject.id})"
    name = name.translate(_TURNING)
    return _DATASET.say(language, name=name) if subject.is_dataset else name


def spoken(value: object, language: Language, *, beside: Iterable[float] = ()) -> str:
    """Format a value for a sentence: lists with commas and a final "and", no value as a dash.

    Numbers get enough decimals to differ from those ``beside`` them. An integer may be a year, so
    thousands separators are used only from 10,000 on.

    >>> spoken([2025, 2026, 2028], "en"), spoken(0.5, "id"), spoken(None, "en")
    ('2025, 2026 and 2028', '0,5', '–')
    >>> spoken(105600, "id"), spoken(2026, "id"), spoken(2026.5, "id")
    ('105.600', '2026', '2.026,5')
    """
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return _TRUTH[value].say(language)
    if isinstance(value, int) and abs(value) < _GROUPED:
        return str(value)
    if isinstance(value, int | float):
        return format_number(value, language, beside=beside)
    if isinstance(value, list | tuple):
        items: list[Any] = list(value)  # pyright: ignore[reportUnknownArgumentType]
        *most, last = [spoken(item, language, beside=beside) for item in items] or [UNKNOWN]
        return f"{', '.join(most)}{_AND.say(language)}{last}" if most else last
    return str(value).translate(_TURNING)


def _numbers(fact: object) -> Iterator[float]:
    if isinstance(fact, list | tuple):
        yield from chain.from_iterable(map(_numbers, cast("Sequence[object]", fact)))
    elif isinstance(fact, int | float) and not isinstance(fact, bool):
        yield fact


def sentence(
    template: Text,
    *,
    subject: FindingSubject,
    other: FindingSubject | None,
    agency: str | None,
    facts: Mapping[str, Any],
) -> Text:
    """Fill in the placeholders of ``template``, in both languages, keeping its numbers distinct.

    Names are inserted as they are: braces in them are never taken for placeholders. A fact that is
    a mapping has a text for each language.
    """
    numbers = [one for fact in facts.values() for one in _numbers(fact)]
    sentences = {
        language: template.say(
            language,
            **{
                **{
                    name: spoken(_of_language(value, language), language, beside=numbers)
                    for name, value in facts.items()
                },
                "subject": called(subject, language),
                "other": UNKNOWN if other is None else called(other, language),
                "agency": spoken(agency, language),
            },
        )
        for language in LANGUAGES
    }
    return Text(id=sentences["id"], en=sentences["en"])


def _of_language(fact: object, language: Language) -> object:
    return cast("Mapping[str, object]", fact)[language] if isinstance(fact, Mapping) else fact
