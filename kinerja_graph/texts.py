"""Sentences in the two languages of the product; imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["id", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Indonesian (``id``) and English (``en``), with ``{facts}`` to fill in.

    >>> Text(id="Berkas {file} tidak ada.", en="There is no file {file}.").say("en", file="a.csv")
    'There is no file a.csv.'
    """

    id: str
    en: str

    def say(self, language: Language, /, **facts: object) -> str:
        """The sentence in ``language`` with its facts filled in.

        Facts are put in as they are: braces inside a fact are never read as places.

        Raises:
            KeyError: a fact that the sentence names was not given.
        """
        template = self.id if language == "id" else self.en
        return template.format_map(facts) if facts else template

    def filled(self, **facts: object) -> Text:
        """The same sentence with its facts filled in, in both languages."""
        return Text(id=self.say("id", **facts), en=self.say("en", **facts))
