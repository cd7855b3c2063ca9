"""A request for a page: who visits, what they want to see, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request

from kinerja_api.access import Caller, Right, require_right
from kinerja_api.access.editions import Editions, editions_of
from kinerja_api.access.permissions import identify_caller
from kinerja_api.access.refusals import unknown_caller
from kinerja_api.deps import LanguageDep
from kinerja_api.explorer.urls import Urls
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language
from kinerja_graph.workflow.connection import Store


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One request for a page.

    Attributes:
        request: the HTTP request.
        language: the language of the page.
        editions: what the caller may read, and which one is meant.
        since: the edition named to compare findings with.
    """

    request: Request
    language: Language
    editions: Editions
    since: str | None = None

    @property
    def store(self) -> Store:
        """Return the graph."""
        return self.editions.store

    @property
    def caller(self) -> Caller:
        """Return the caller."""
        return self.editions.caller

    @property
    def settings(self) -> Settings:
        """Return the settings of the service."""
        settings: Settings = self.request.app.state.settings
        return settings

    def edition(self, name: str | None = None) -> Edition:
        """Return the edition meant, or the one of its dataset called ``name``.

        Raises:
            Refused, UsageError, StoreError: as ``Editions.one``.
        """
        return self.editions.one(name)

    def urls(self, edition: Edition | None = None) -> Urls:
        """Return the place of the page."""
        if edition is None:
            return Urls(language=self.language)
        return Urls(
            language=self.language,
            dataset=edition.dataset,
            edition=edition.edition,
            since=self.since,
        )


DatasetQuery = Annotated[str | None, Query()]
EditionQuery = Annotated[str | None, Query()]
SinceQuery = Annotated[str | None, Query()]


async def _reader_request(
    request: Request,
    language: LanguageDep,
    caller: Annotated[Caller, Depends(require_right(Right.READ))],
    dataset: DatasetQuery = None,
    edition: EditionQuery = None,
    since: SinceQuery = None,
) -> PageRequest:
    found = editions_of(request, caller, dataset, edition)
    return PageRequest(request, language, found, since or None)


async def _judge_request(
    request: Request,
    language: LanguageDep,
    caller: Annotated[Caller, Depends(require_right(Right.JUDGE))],
    dataset: DatasetQuery = None,
    edition: EditionQuery = None,
    since: SinceQuery = None,
) -> PageRequest:
    found = editions_of(request, caller, dataset, edition, right=Right.JUDGE)
    return PageRequest(request, language, found, since or None)


async def _sender_request(request: Request, language: LanguageDep) -> PageRequest:
    """Accept any authenticated caller; a form with files is read and checked by its route."""
    caller = identify_caller(request)
    if not caller.is_known:
        raise unknown_caller()
    return PageRequest(request, language, editions_of(request, caller))


ReaderDep = Annotated[PageRequest, Depends(_reader_request)]
"""A page for callers who may read."""
JudgeDep = Annotated[PageRequest, Depends(_judge_request)]
"""A page for callers who decide on waivers and baselines."""
SenderDep = Annotated[PageRequest, Depends(_sender_request)]
"""A form with files from any authenticated caller; its route checks their permissions."""
