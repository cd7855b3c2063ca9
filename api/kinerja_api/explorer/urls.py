"""URLs of pages and of their JSON equivalents: dataset, edition and language are always named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from kinerja_api.versions import V1, unversioned
from kinerja_graph.texts import Language

Value = str | int | None
_COMPARING_PATHS: Final = ("/explore/", f"{V1}/audit", f"{V1}/report")
"""Prefixes of URLs with findings, which may name an edition to compare with."""
_OF_PART: Final = 3
"""Slashes in the path of an answer about a part of something."""


def answer_name(url: str) -> str:
    """Return the word in the URL of an answer for programs that says what it is about.

    >>> answer_name("/v1/trace/S%2F1?lang=id"), answer_name("/v1/uploads/x/compare")
    ('trace', 'compare')
    """
    parts = unversioned(urlsplit(url).path).split("/")
    return parts[3] if len(parts) > _OF_PART else parts[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Urls:
    """The place of a reader: an edition of a dataset, if one is chosen, and the language.

    ``since`` is the edition to compare findings with, if one is chosen.
    """

    language: Language
    dataset: str | None = None
    edition: str | None = None
    since: str | None = None

    def to(self, path: str, id_: str | None = None, **query: Value) -> str:
        """Return the URL of ``path``, of the record ``id_`` if one is named.

        None and empty values in ``query`` are left out.

        >>> Urls(language="id", dataset="kota").to("/explore/record", "a/b c", page=2)
        '/explore/record/a%2Fb%20c?dataset=kota&page=2&lang=id'
        """
        asked: dict[str, Value] = {"dataset": self.dataset, "edition": self.edition}
        if path.startswith(_COMPARING_PATHS):
            asked["since"] = self.since
        asked |= {**query, "lang": self.language}
        kept = {name: value for name, value in asked.items() if value not in (None, "")}
        whole = path if id_ is None else f"{path}/{quote(id_, safe='', errors='replace')}"
        return f"{whole}?{urlencode(kept, errors='replace')}"

    def answer(self, path: str, id_: str | None = None, **query: Value) -> str:
        """Return the URL of an answer for programs, ``path`` without its version.

        >>> Urls(language="id", dataset="kota").answer("/trace", "S1")
        '/v1/trace/S1?dataset=kota&lang=id'
        """
        return self.to(f"{V1}{path}", id_, **query)

    def record(self, id_: str) -> str:
        """Return the URL of a record's page."""
        return self.to("/explore/record", id_)

    def picture(self, id_: str) -> str:
        """Return the URL that shows a record in the picture, with its page beside it."""
        return self.to("/explore/workspace", id=id_)

    def at(self, edition: str | None) -> Urls:
        """Return the same place in another edition, compared with none."""
        return replace(self, edition=edition, since=None)

    def in_language(self, language: Language) -> Urls:
        """Return the same place in another language."""
        return replace(self, language=language)
