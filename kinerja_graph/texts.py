"""Sentences in the two languages of the product."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import Any, Final

from kinerja_graph.numbers import Language, format_numbers

__all__ = ["LANGUAGES", "Language", "Text"]
LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Indonesian (``id``) and English (``en``), with ``{facts}`` to fill in.

    English counts: ``{n:file|files}`` is the number with the word that goes with it.

    >>> Text(id="Berkas {file} tidak ada.", en="There is no file {file}.").say("en", file="a.csv")
    'There is no file a.csv.'
    >>> files = Text(id="{n} berkas", en="{n:file|files}")
    >>> files.say("en", n=1), files.say("en", n=2), files.say("id", n=2)
    ('1 file', '2 files', '2 berkas')
    """

    id: str
    en: str

    def say(self, language: Language, /, **facts: object) -> str:
        """The sentence in ``language`` with its facts filled in.

        Facts are put in as they are: braces inside a fact are never read as places. A fact that
        is itself a Text is said in the same language; a float is written as people read it, told
        apart from the other floats of the sentence. What is quoted as it was typed is given as a
        str.

        Raises:
            KeyError: a fact that the sentence names was not given.
        """
        template = self.id if language == "id" else self.en
        if not facts:
            return template
        facts |= {
            name: fact.say(language) for name, fact in facts.items() if isinstance(fact, Text)
        }
        floats = {name: fact for name, fact in facts.items() if isinstance(fact, float)}
        if floats:
            facts |= zip(floats, format_numbers(floats.values(), language), strict=True)
        return (
            _COUNTING.vformat(template, (), facts)
            if "|" in template
            else template.format_map(facts)
        )

    def filled(self, **facts: object) -> Text:
        """The same sentence with its facts filled in, in both languages."""
        return Text(id=self.say("id", **facts), en=self.say("en", **facts))


class _Counting(Formatter):
    """Fills in facts; a place with two words takes the one that goes with its number."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return format(value, format_spec)
        return f"{value} {one if str(value) == '1' else many}"


_COUNTING: Final = _Counting()
