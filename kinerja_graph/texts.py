"""Texts in the two languages of the product.

English is in the code, ``_("There is no file {file}.")``; Indonesian is in the GNU gettext
catalogue, ``locale/id/LC_MESSAGES/kinerja.po``. ``make messages`` updates the catalogue.
"""

from __future__ import annotations

import gettext
import hashlib
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

from kinerja_graph.numbers import Language, format_numbers

__all__ = [
    "EMPTY",
    "LANGUAGES",
    "CatalogueError",
    "Language",
    "Text",
    "_",
    "open_catalogue",
    "pgettext",
]
LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")
CATALOGUE: Final = Path(__file__).parent / "locale" / "id" / "LC_MESSAGES" / "kinerja.mo"
SUM: Final = ("catalogue", "sha256")
"""Context and msgid of the entry with the SHA-256 of the catalogue's source."""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """One sentence in Indonesian (``id``) and English (``en``), with ``{facts}`` to fill in.

    Our own sentences are catalogue entries, `_`; use this class itself for sentences of others
    (rule headers contain both languages) and for those composed of parts.

    English plurals: ``{n:file|files}`` is the number with the matching form of the noun.

    >>> Text(id="Berkas {file} tidak ada.", en="There is no file {file}.").say("en", file="a.csv")
    'There is no file a.csv.'
    >>> files = Text(id="{n} berkas", en="{n:file|files}")
    >>> files.say("en", n=1), files.say("en", n=2), files.say("id", n=2)
    ('1 file', '2 files', '2 berkas')
    """

    id: str
    en: str

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Text):
            return NotImplemented
        return self.en == other.en and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.en)  # not the Indonesian, which would load the catalogue

    def say(self, language: Language, /, **facts: object) -> str:
        """Return the sentence in ``language`` with its facts filled in.

        Facts are inserted as they are: braces inside a fact are never taken for placeholders. A
        fact that is itself a Text appears in the same language; floats are formatted for people,
        distinct from the other floats in the sentence. Pass what is quoted verbatim as a str.

        Raises:
            KeyError: a fact used in the sentence was not given.
            CatalogueError: the Indonesian catalogue cannot be used.
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
        """Return the sentence with its facts filled in, in both languages."""
        return Text(id=self.say("id", **facts), en=self.say("en", **facts))


EMPTY: Final = Text(id="", en="")
"""The empty text (in a catalogue, an empty msgid is its header)."""


def _(english: str) -> Text:
    """Return the catalogue's sentence whose English is ``english`` (its msgid).

    Indonesian is looked up on first use, so that start-up does not read the catalogue.

    >>> _("There is no file {file}.").say("en", file="a.csv")
    'There is no file a.csv.'
    """
    return _CatalogueText(english, None)


def escape_braces(text: str) -> str:
    """Return ``text`` for use within a sentence, so that its braces are not placeholders.

    >>> Text(id="Isi {x}.", en=escape_braces("Give {x}.") + " {more}").say("en", more="…")
    'Give {x}. …'
    """
    return text.replace("{", "{{").replace("}", "}}")


def pgettext(context: str, english: str) -> Text:
    """Like ``_`` for ambiguous English: ``context`` (msgctxt) distinguishes the meanings.

    >>> pgettext("of measure", "Unit").say("id")
    'Satuan'
    """
    return _CatalogueText(english, context)


class CatalogueError(Exception):
    """The Indonesian catalogue cannot be used.

    Attributes:
        what: what is wrong with it; both languages are in the code, for want of a catalogue.
        mend: how to rebuild it.
    """

    def __init__(self, what: Text) -> None:
        self.what = what
        self.mend = Text(
            id="Pasang ulang kinerja-graph; di salinan kerja repositori: make messages.",
            en="Install kinerja-graph again; in a checkout of the repository: make messages.",
        )
        super().__init__(f"{what.en} {self.mend.en}")


@cache
def open_catalogue() -> gettext.GNUTranslations:
    """Read the compiled catalogue, once.

    Raises:
        CatalogueError: it is missing, unreadable, or not compiled from the source next to it.
    """
    try:
        with CATALOGUE.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
    except (OSError, ValueError, struct.error) as error:
        raise CatalogueError(
            Text(
                id=f"Katalog teks bahasa Indonesia tidak terbaca: {CATALOGUE}",
                en=f"The catalogue of Indonesian texts cannot be read: {CATALOGUE}",
            )
        ) from error
    catalogue.add_fallback(_Untranslated())
    source = CATALOGUE.with_suffix(".po")
    if source.is_file():  # in a checkout; a wheel has only the compiled one
        made_of = catalogue.pgettext(*SUM)
        if made_of != hashlib.sha256(source.read_bytes()).hexdigest():
            raise CatalogueError(
                Text(
                    id=f"Katalog teks bahasa Indonesia bukan hasil dari sumbernya: {source}",
                    en=f"The catalogue of Indonesian texts was not made of its source: {source}",
                )
            )
    return catalogue


class _Untranslated(gettext.NullTranslations):
    """The gettext fallback for missing texts: an error, never silent English."""

    def gettext(self, message: str) -> str:
        raise CatalogueError(
            Text(
                id=f"Katalog teks bahasa Indonesia tidak memuat: {message!r}",
                en=f"The catalogue of Indonesian texts lacks: {message!r}",
            )
        )

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(f"{message} ({context})")


class _CatalogueText(Text):
    """A text whose Indonesian is looked up on first use."""

    __slots__ = ("_context",)
    _context: str | None

    def __init__(self, english: str, context: str | None) -> None:
        object.__setattr__(self, "en", english)
        object.__setattr__(self, "_context", context)

    def __eq__(self, other: object) -> bool:
        """Treat the same catalogue entry as the same text, whatever its Indonesian."""
        if isinstance(other, _CatalogueText) and self._entry() == other._entry():
            return True
        return super().__eq__(other)

    __hash__ = Text.__hash__

    def __repr__(self) -> str:
        """Leave out the Indonesian: displaying a signature must not read the catalogue."""
        english, context = self._entry()
        return f"_({english!r})" if context is None else f"pgettext({context!r}, {english!r})"

    def __reduce__(self) -> tuple[type[Text], tuple[str, str | None]]:
        return _CatalogueText, self._entry()

    def __getattr__(self, name: str) -> str:
        """Look up the field ``id`` on first use; until then its slot is empty."""
        if name != "id":
            raise AttributeError(name)
        english, context = self._entry()
        find = open_catalogue()
        translated = find.gettext(english) if context is None else find.pgettext(context, english)
        object.__setattr__(self, "id", translated)
        return translated

    def _entry(self) -> tuple[str, str | None]:
        return self.en, self._context


class _Counting(Formatter):
    """Fills in facts; a placeholder with two forms takes the one matching its number."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return format(value, format_spec)
        return f"{value} {one if str(value) == '1' else many}"


_COUNTING: Final = _Counting()
