"""Addresses of pages and of their JSON twins: dataset, edition and language always named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urlencode

from kinerja_graph.texts import Language

Value = str | int | None
_COMPARING: Final = ("/explore/", "/audit", "/report")
"""Where addresses begin that tell findings, and what they are compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urls:
    """Where a reader stands: an edition of a dataset, where one is chosen, and the language.

    ``since`` is the edition with which findings are compared, where one is chosen.
    """

    language: Language
    dataset: str | None = None
    edition: str | None = None
    since: str | None = None

    def to(self, path: str, id_: str | None = None, **query: Value) -> str:
        """The address of ``path``, of the record ``id_`` where one is named.

        What is None or empty in ``query`` is left out.

        >>> Place(language="id", dataset="kota").to("/explore/record", "a/b c", page=2)
        '/explore/record/a%2Fb%20c?dataset=kota&page=2&lang=id'
        """
        asked: dict[str, Value] = {"dataset": self.dataset, "edition": self.edition}
        if path.startswith(_COMPARING):
            asked["since"] = self.since
        asked |= {**query, "lang": self.language}
        kept = {name: value for name, value in asked.items() if value not in (None, "")}
        whole = path if id_ is None else f"{path}/{quote(id_, safe='', errors='replace')}"
        return f"{whole}?{urlencode(kept, errors='replace')}"

    def record(self, id_: str) -> str:
        """The page of a record."""
        return self.to("/explore/record", id_)

    def at(self, edition: str | None) -> Urls:
        """The same place in another edition, compared with none."""
        return replace(self, edition=edition, since=None)

    def said(self, language: Language) -> Urls:
        """The same place in another language."""
        return replace(self, language=language)
