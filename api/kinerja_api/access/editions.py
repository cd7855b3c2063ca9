"""Resolve names to editions within what a caller may read, read once per request.

What a caller may not read looks as if it did not exist. Every route, page and embedded view gets
its editions here and nowhere else (decision 0215).
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from kinerja_api.access.caller import Caller
from kinerja_api.access.refusals import forbidden
from kinerja_graph.accounts.rights import Right
from kinerja_graph.errors import Unavailable, UsageError
from kinerja_graph.model.edition import ANY, Edition, EditionRef
from kinerja_graph.workflow.connection import Store
from kinerja_graph.workflow.edition_cache import (
    EditionCache,
    EditionGone,
    EditionIndex,
    beside_among,
    checking_editions,
)

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_SAFE: Final = frozenset({"GET", "HEAD"})


@dataclass(slots=True)
class Editions:
    """The editions that a caller may read, as they are during one request.

    They are read once: what one step finds, the next one finds too. Those returned are remembered
    until the response is made, which is then checked against them (``AnswerRoute``).

    Attributes:
        store: the graph.
        caller: who requests them.
        right: the permission needed in the dataset that is meant.
        wanted: the dataset, edition and document named; an empty name means none.
    """

    store: Store
    caller: Caller
    right: Right
    wanted: EditionRef
    _cache: EditionCache
    _index: EditionIndex | None = None
    _used: dict[str, Edition] = field(default_factory=dict[str, Edition])

    def one(self, name: str | None = None) -> Edition:
        """Return the edition meant, or the one called ``name``.

        Raises:
            Refused: the caller lacks the right in the dataset named, whether it exists or not;
                or in the one that is meant.
            UsageError: no such edition, or several datasets and none named.
            StoreError: the database does not answer.
        """
        return self._use(self._resolve(self._read_index(), name))

    def audited(self) -> Edition:
        """Return the edition meant; where it has documents without plan, all of them as one.

        Raises:
            Refused, UsageError, StoreError: as ``one``.
        """
        return self._use(self._resolve(self._read_index(), None, may_be_together=True))

    def all(self, named: EditionRef = ANY) -> tuple[Edition, ...]:
        """Return all editions, by dataset and first load; only those in ``named`` if given.

        Raises:
            StoreError: the database does not answer.
        """
        return tuple(
            self._use(one)
            for one in self._read_index().visible_editions(self.caller.datasets)
            if named.dataset in (None, one.dataset) and named.edition in (None, one.edition)
        )

    def documents(self, among: Iterable[Edition]) -> tuple[Edition, ...]:
        """Return the documents of the editions ``among``, which this returned, in their order.

        Raises:
            StoreError: the database does not answer.
        """
        index = self._read_index()
        found = [one for edition in among for one in index.documents_of(edition)]
        return tuple(map(self._use, found))

    def scopes_of_audit(self, edition: Edition) -> tuple[str, ...]:
        """Return the scopes that an audit of ``edition`` reads: of a plan, its documents too.

        Raises:
            StoreError: the database does not answer.
        """
        if edition.document is not None and not edition.is_together:
            return (edition.scope,)
        beside = (one.scope for one in self.documents((edition,)))
        return tuple(dict.fromkeys((edition.scope, *beside)))

    def together(self, name: str | None = None) -> tuple[Edition, ...]:
        """Return all documents of the edition called ``name``, or of the newest, in their order.

        Raises:
            Refused, UsageError, StoreError: as ``one``.
        """
        self._check_right(self.wanted.dataset)
        wanted = EditionRef(self.wanted.dataset, name or self.wanted.edition)
        found = self._read_index().together(wanted, self.caller.datasets)
        self._check_right(found[0].dataset)
        return tuple(map(self._use, found))

    def has_documents(self, dataset: str | None, edition: str | None) -> bool:
        """Return whether an edition, if one is named, has documents that the caller may read.

        Raises:
            StoreError: the database does not answer.
        """
        if not (dataset and edition):
            return False
        try:
            found = self._read_index().together(EditionRef(dataset, edition), self.caller.datasets)
        except UsageError:  # it was removed, or is not there yet
            return False
        return len(found) > 1

    def of_dataset(self, dataset: str) -> tuple[Edition, ...]:
        """Return the editions of ``dataset``, by first load; none if the caller may not read it.

        Raises:
            StoreError: the database does not answer.
        """
        return self.all(EditionRef(dataset))

    def of_same_dataset(self, edition: Edition) -> tuple[Edition, ...]:
        """Return the editions of its dataset, oldest first load first, including itself.

        Of a document beside a plan, those are the editions that have the same document.

        Raises:
            StoreError: the database does not answer.
        """
        found = self.documents(self.of_dataset(edition.dataset))
        return tuple(self._use(one) for one in beside_among(found, edition))

    def of_wanted_dataset(self) -> tuple[Edition, ...]:
        """Return the editions of the dataset named; all if none is.

        Raises:
            Refused, UsageError, StoreError: as ``one``.
        """
        return self.of_same_dataset(self.one()) if self.wanted.dataset is not None else self.all()

    def dataset(self) -> str:
        """Return the dataset named, loaded or not; if none is, the only one the caller can read.

        Raises:
            Refused, UsageError, StoreError: as ``one``.
        """
        self._check_right(self.wanted.dataset)
        return self.wanted.dataset or self.one().dataset

    def last_seen(self) -> tuple[Edition, frozenset[str]] | None:
        """Return the edition that was meant when last asked, and the scopes that existed then.

        None if nobody has asked yet.

        Raises:
            Refused, UsageError: as ``one``.
        """
        last = self._cache.last
        return None if last is None else (self._resolve(last, None), last.scopes)

    def check_still_loaded(self) -> None:
        """Refuse to continue if a returned edition is gone.

        Raises:
            EditionGone: what was read of it may be incomplete.
            StoreError: the database does not answer.
        """
        with self.checking_still_loaded():
            pass

    @contextmanager
    def checking_still_loaded(self) -> Generator[None]:
        """Check that what is read in this context is complete, for the editions returned before.

        Raises:
            EditionGone: one of them was removed meanwhile.
        """
        with checking_editions(self.store, *self._used.values()):
            yield

    @property
    def has_used(self) -> bool:
        """Tell whether the response depends on an edition."""
        return bool(self._used)

    def forget_used(self) -> None:
        """Forget the editions returned so far: nothing was read from them."""
        self._used.clear()

    def _read_index(self) -> EditionIndex:
        if self._index is None:
            self._index = self._cache.read()
        return self._index

    def _resolve(
        self, index: EditionIndex, name: str | None, *, may_be_together: bool = False
    ) -> Edition:
        self._check_right(self.wanted.dataset)
        wanted = EditionRef(self.wanted.dataset, name or self.wanted.edition, self.wanted.document)
        found = index.resolve(wanted, self.caller.datasets, may_be_together=may_be_together)
        self._check_right(found.dataset)
        return found

    def _check_right(self, dataset: str | None) -> None:
        if dataset is not None and not self.caller.may(self.right, dataset):
            raise forbidden(self.caller.name, self.right, dataset)

    def _use(self, edition: Edition) -> Edition:
        self._used[edition.scope] = edition
        return edition


def editions_of(
    request: Request,
    caller: Caller,
    dataset: str | None = None,
    edition: str | None = None,
    document: str | None = None,
    *,
    right: Right = Right.READ,
) -> Editions:
    """Return the editions ``caller`` may read; dataset, edition and document name one."""
    state = request.app.state
    found = Editions(
        store=state.store,
        caller=caller,
        right=right,
        wanted=EditionRef(dataset or None, edition or None, document or None),
        _cache=state.edition_cache,
    )
    _editions_of_request(request).append(found)
    return found


class AnswerRoute(APIRoute):
    """A route whose responses are complete: their editions still existed when they were made.

    A response that fails this check is made again, from what exists then.
    """

    def get_route_handler(self) -> Handler:
        """Return a handler that retries if an edition was removed meanwhile."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await _respond_checked(request, handler)
            except EditionGone:
                if request.method not in _SAFE:
                    raise
            return await _respond_checked(request, handler)

        return handle


async def _respond_checked(request: Request, handler: Handler) -> Response:
    """Return the response of ``handler``; one that changed something is not checked afterwards.

    Raises:
        EditionGone: an edition it was made from was removed meanwhile.
    """
    request.state.editions = []
    try:
        answer = await handler(request)
    except EditionGone:
        raise
    except Exception:
        with suppress(Unavailable):
            await _check_still_loaded(request)
        raise
    if request.method in _SAFE:
        await _check_still_loaded(request)
    return answer


async def _check_still_loaded(request: Request) -> None:
    for each in _editions_of_request(request):
        if each.has_used:
            await run_in_threadpool(each.check_still_loaded)


def _editions_of_request(request: Request) -> list[Editions]:
    found: list[Editions] = request.state.editions
    return found
