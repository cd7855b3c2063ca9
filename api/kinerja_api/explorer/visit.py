"""A visit of a page: who comes, what they want to see, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request

from kinerja_api.access import Caller, Right, may
from kinerja_api.access.allowing import calling
from kinerja_api.access.refusals import unknown_caller
from kinerja_api.deps import LanguageDep, StoreDep
from kinerja_api.explorer.places import Place
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language
from kinerja_graph.workflow.opening import Store
from kinerja_graph.workflow.snapshots import (
    Snapshot,
    snapshots_of,
    visible_edition,
    visible_editions,
)
from kinerja_graph.workflow.views import Choice


class Unfinished(Exception):
    """What a page is about is still being made: it says so, and asks again by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request for a page.

    Attributes:
        request: as it came.
        store: the graph.
        caller: who comes.
        language: of the page.
        wanted: the dataset and edition named.
        since: the edition named with which findings are compared.
    """

    request: Request
    store: Store
    caller: Caller
    language: Language
    wanted: Choice
    since: str | None = None

    @property
    def settings(self) -> Settings:
        """Those of the service."""
        settings: Settings = self.request.app.state.settings
        return settings

    def edition(self) -> Edition:
        """The edition meant, among those that the caller may see.

        Raises:
            UsageError: no such edition, or several datasets and none named.
        """
        dataset, edition = self.wanted.dataset, self.wanted.edition
        return visible_edition(self.store, dataset, edition, self.caller.datasets)

    def snapshots(self, dataset: str | None = None) -> tuple[Snapshot, ...]:
        """What is loaded, of what the caller may see: of ``dataset`` alone, or of all."""
        return snapshots_of(self.store, self.editions(dataset))

    def editions(self, dataset: str | None = None) -> tuple[Edition, ...]:
        """The same, without counting what is in it."""
        found = visible_editions(self.store, self.caller.datasets)
        return tuple(one for one in found if dataset in (None, one.dataset))

    def place(self, edition: Edition | None = None) -> Place:
        """Where the page stands."""
        if edition is None:
            return Place(language=self.language)
        return Place(
            language=self.language,
            dataset=edition.dataset,
            edition=edition.edition,
            since=self.since,
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request for a page, before it is known who sends it."""

    request: Request
    store: Store
    language: Language
    wanted: Choice
    since: str | None

    def by(self, caller: Caller) -> Visit:
        """The visit of ``caller``."""
        return Visit(
            request=self.request,
            store=self.store,
            caller=caller,
            language=self.language,
            wanted=self.wanted,
            since=self.since,
        )


async def _asked(
    request: Request,
    store: StoreDep,
    language: LanguageDep,
    dataset: Annotated[str | None, Query()] = None,
    edition: Annotated[str | None, Query()] = None,
    since: Annotated[str | None, Query()] = None,
) -> _Asked:
    wanted = Choice(dataset or None, edition or None)
    return _Asked(request, store, language, wanted, since or None)


AskedDep = Annotated[_Asked, Depends(_asked)]


async def _reading(asked: AskedDep, caller: Annotated[Caller, Depends(may(Right.READ))]) -> Visit:
    return asked.by(caller)


async def _judging(asked: AskedDep, caller: Annotated[Caller, Depends(may(Right.JUDGE))]) -> Visit:
    return asked.by(caller)


async def _sending(asked: AskedDep) -> Visit:
    """Of whoever is known: a form with files is read by its route, which checks that it is ours."""
    caller = calling(asked.request)
    if not caller.is_known:
        raise unknown_caller()
    return asked.by(caller)


ReaderDep = Annotated[Visit, Depends(_reading)]
"""A page for those who may read."""
JudgeDep = Annotated[Visit, Depends(_judging)]
"""A page for those who decide on waivers and baselines."""
SenderDep = Annotated[Visit, Depends(_sending)]
"""A form with files, of anybody who is known; what they may do is for its route to ask."""
