"""A request for a page: who visits, what they want to see, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request

from kinerja_api.access import Caller, Right, require_right
from kinerja_api.access.editions import editions_of
from kinerja_api.access.permissions import identify_caller
from kinerja_api.access.refusals import unknown_caller
from kinerja_api.deps import LanguageDep
from kinerja_api.explorer.urls import Urls
from kinerja_api.question import EditionRequest
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import Language


@dataclass(frozen=True, slots=True)
class PageRequest(EditionRequest):
    """One request for a page.

    Attributes:
        since: the edition named to compare findings with.
    """

    since: str | None = None

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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The editions that a URL names: the one to show, and the one to compare findings with."""

    dataset: str | None
    edition: str | None
    since: str | None


async def _wanted(
    dataset: Annotated[str | None, Query()] = None,
    edition: Annotated[str | None, Query()] = None,
    since: Annotated[str | None, Query()] = None,
) -> _Wanted:
    return _Wanted(dataset, edition, since or None)


WantedDep = Annotated[_Wanted, Depends(_wanted)]


async def _reader_request(
    request: Request,
    language: LanguageDep,
    caller: Annotated[Caller, Depends(require_right(Right.READ))],
    wanted: WantedDep,
) -> PageRequest:
    return _request_of(request, language, caller, wanted)


async def _judge_request(
    request: Request,
    language: LanguageDep,
    caller: Annotated[Caller, Depends(require_right(Right.JUDGE))],
    wanted: WantedDep,
) -> PageRequest:
    return _request_of(request, language, caller, wanted, right=Right.JUDGE)


async def _cypher_request(
    request: Request,
    language: LanguageDep,
    caller: Annotated[Caller, Depends(require_right(Right.CYPHER))],
    wanted: WantedDep,
) -> PageRequest:
    return _request_of(request, language, caller, wanted)


def _request_of(
    request: Request,
    language: Language,
    caller: Caller,
    wanted: _Wanted,
    *,
    right: Right = Right.READ,
) -> PageRequest:
    found = editions_of(request, caller, wanted.dataset, wanted.edition, right=right)
    return PageRequest(request, language, found, wanted.since)


async def _sender_request(request: Request, language: LanguageDep) -> PageRequest:
    """Accept any authenticated caller; a form with files is read and checked by its route."""
    caller = identify_caller(request)
    if not caller.is_known:
        raise unknown_caller()
    return PageRequest(request, language, editions_of(request, caller))


ReaderDep = Annotated[PageRequest, Depends(_reader_request)]
"""A page for callers who may read."""
CypherDep = Annotated[PageRequest, Depends(_cypher_request)]
"""A page for callers who may query the whole graph."""
JudgeDep = Annotated[PageRequest, Depends(_judge_request)]
"""A page for callers who decide on waivers and baselines."""
SenderDep = Annotated[PageRequest, Depends(_sender_request)]
"""A form with files from any authenticated caller; its route checks their permissions."""
