"""The dependencies of routes: the open graph, the language of sentences."""

from __future__ import annotations

import os
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Header, Query, Request

from kinerja_graph.settings import Settings
from kinerja_graph.texts import LANGUAGES, Language
from kinerja_graph.workflow.connection import Store


async def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


LanguageQuery = Annotated[Language | None, Query(description="Language of sentences.")]
AcceptedHeader = Annotated[
    str, Header(description="Language of sentences, where `lang` names none.")
]


async def _language(
    request: Request, lang: LanguageQuery = None, accept_language: AcceptedHeader = ""
) -> Language:
    return language_of(request, lang, accept_language)


def language_of(request: Request, lang: Language | None, accept_language: str) -> Language:
    """Return the language: from the URL, the header, the settings or the machine, in this order."""
    settings: Settings = request.app.state.settings
    return lang or accepted_language(accept_language) or settings.lang or language_by_locale()


def request_path(request: Request) -> str:
    """Return the path of a request as in its URL; an id in it may contain any character."""
    return quote(request.scope["path"])


def accepted_language(header: str) -> Language | None:
    """Return the first of our languages in an ``Accept-Language`` header, by its weights.

    >>> accepted_language("fr, en-GB;q=0.5, id;q=0.8")
    'id'
    """
    weighed: list[tuple[float, int, Language]] = [
        (-_parse_weight(weight), place, language)
        for place, (tag, _, weight) in enumerate(
            part.partition(";q=") for part in header.split(",")
        )
        for language in LANGUAGES
        if tag.strip().lower().split("-")[0] == language
    ]
    return min(weighed)[2] if weighed else None


def language_by_locale() -> Language:
    """Return ``en`` if ``LANG`` begins with it, else ``id`` (contract §3)."""
    return "en" if os.environ.get("LANG", "").startswith("en") else "id"


def _parse_weight(weight: str) -> float:
    try:
        return float(weight) if weight.strip() else 1.0
    except ValueError:
        return 0.0


StoreDep = Annotated[Store, Depends(_store)]
LanguageDep = Annotated[Language, Depends(_language)]
