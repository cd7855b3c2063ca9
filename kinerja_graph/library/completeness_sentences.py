"""Say in a sentence how much of a cascade is whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.model.completeness import Completeness, Kind
from kinerja_graph.numbers import format_number
from kinerja_graph.texts import Language, Text, _

COMPLETENESS: Final = _("Completeness")
_WHOLE: Final[Mapping[Kind, Text]] = {
    "task": _("{whole} of {population:task is|tasks are} whole up to level 0"),
    "indicator": _("{whole} of {population:indicator is|indicators are} whole up to level 0"),
}
_IN_BRIEF: Final[Mapping[Kind, Text]] = {
    "task": _("{whole}/{population} tasks whole."),
    "indicator": _("{whole}/{population} indicators whole."),
}
_NOT_APPLICABLE: Final = _("does not apply: there is no result of level 0")
_NOT_APPLICABLE_IN_BRIEF: Final = _("Completeness does not apply: no level 0.")
_COMPLETENESS_NOT_APPLICABLE: Final = _(
    "Completeness does not apply: there is no result of level 0."
)


def completeness_line(found: Completeness, language: Language) -> str:
    """Say in one line how much is whole, as under the summary of an audit."""
    if not found.has_outcome:
        return _NOT_APPLICABLE.say(language)
    return _worded(_WHOLE, found, language)


def completeness_in_brief(found: Completeness, language: Language) -> str:
    """Say the same in a few words, for a line that has to say other things too."""
    if not found.has_outcome:
        return _NOT_APPLICABLE_IN_BRIEF.say(language)
    return _worded(_IN_BRIEF, found, language)


def _worded(texts: Mapping[Kind, Text], found: Completeness, language: Language) -> str:
    share = found.headline
    return texts[share.kind].say(
        language,
        whole=format_number(share.whole or 0, language),
        population=format_number(share.population, language),
    )


def completeness_sentence(found: Completeness, language: Language) -> str:
    """Say the same as ``completeness_line`` where nothing around it says what it is about."""
    if not found.has_outcome:
        return _COMPLETENESS_NOT_APPLICABLE.say(language)
    return f"{completeness_line(found, language)}."
