"""The one way from a name to an edition: what a caller may see, read once for each request.

What a caller may not see is as if it were not there. Every route, page and view in a frame gets to
an edition here and nowhere else (decision 0215).
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from kinerja_api.access.caller import Caller
from kinerja_api.access.refusals import forbidden
from kinerja_graph.accounts.rights import Right
from kinerja_graph.errors import Unavailable
from kinerja_graph.model.edition import ANY, Edition, EditionRef
from kinerja_graph.workflow.connection import Store
from kinerja_graph.workflow.edition_cache import EditionCache, EditionGone, EditionIndex, whole

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_SAFE: Final = frozenset({"GET", "HEAD"})


@dataclass(slots=True)
class Editions:
    """The editions that a caller may see, as they stand in one request.

    They are read once: what is found in one step is there in the next. Those that were given are
    remembered until the answer is made, which is then held to them (``AnswerRoute``).

    Attributes:
        store: the graph.
        caller: who asks.
        right: what they need in the dataset that is meant.
        wanted: the dataset and the edition that are named; an empty name names none.
    """

    store: Store
    caller: Caller
    right: Right
    wanted: EditionRef
    _standing: EditionCache
    _stood: EditionIndex | None = None
    _given: dict[str, Edition] = field(default_factory=dict[str, Edition])

    def one(self, name: str | None = None) -> Edition:
        """The edition meant, or the one called ``name``.

        Raises:
            Refused: the caller lacks the right in the dataset named, whether it is there or not;
                or in the one that is meant.
            UsageError: no such edition, or several datasets and none named.
            StoreError: the database does not answer.
        """
        return self._give(self._meant(self._read(), name))

    def all(self, named: EditionRef = ANY) -> tuple[Edition, ...]:
        """Every edition, by dataset and first load; of those names alone that ``named`` has.

        Raises:
            StoreError: the database does not answer.
        """
        return tuple(
            self._give(one)
            for one in self._read().seen(self.caller.datasets)
            if named.dataset in (None, one.dataset) and named.edition in (None, one.edition)
        )

    def beside(self, edition: Edition) -> tuple[Edition, ...]:
        """The editions of its dataset, from the first loaded to the newest, itself among them.

        Raises:
            StoreError: the database does not answer.
        """
        return self.all(EditionRef(edition.dataset))

    def of_wanted(self) -> tuple[Edition, ...]:
        """The editions of the dataset named; all, where none is.

        Raises:
            Refused, UsageError, StoreError: as ``one``.
        """
        return self.beside(self.one()) if self.wanted.dataset is not None else self.all()

    def dataset(self) -> str:
        """The dataset named, loaded or not; where none is, the only one that the caller sees.

        Raises:
            Refused, UsageError, StoreError: as ``one``.
        """
        self._refuse(self.wanted.dataset)
        return self.wanted.dataset or self.one().dataset

    def before(self) -> tuple[Edition, frozenset[str]] | None:
        """The edition meant when somebody last asked, and the scopes of all that stood then.

        None where nobody asked yet.

        Raises:
            Refused, UsageError: as ``one``.
        """
        last = self._standing.last
        return None if last is None else (self._meant(last, None), last.scopes)

    def refuse_gone(self) -> None:
        """Refuses to go on where an edition that was given is gone.

        Raises:
            EditionGone: what was read of it may lack something.
            StoreError: the database does not answer.
        """
        with self.whole():
            pass

    @contextmanager
    def whole(self) -> Generator[None]:
        """What is read inside is whole: of the editions that were given before.

        Raises:
            EditionGone: one of them was removed meanwhile.
        """
        with whole(self.store, *self._given.values()):
            yield

    @property
    def has_given(self) -> bool:
        """Whether the answer is held to an edition."""
        return bool(self._given)

    def release(self) -> None:
        """Nothing was read of the editions given until now: the answer is held to none of them."""
        self._given.clear()

    def _read(self) -> EditionIndex:
        if self._stood is None:
            self._stood = self._standing.read()
        return self._stood

    def _meant(self, stood: EditionIndex, name: str | None) -> Edition:
        self._refuse(self.wanted.dataset)
        wanted = EditionRef(self.wanted.dataset, name or self.wanted.edition)
        found = stood.meant(wanted, self.caller.datasets)
        self._refuse(found.dataset)
        return found

    def _refuse(self, dataset: str | None) -> None:
        if dataset is not None and not self.caller.may(self.right, dataset):
            raise forbidden(self.caller.name, self.right, dataset)

    def _give(self, edition: Edition) -> Edition:
        self._given[edition.scope] = edition
        return edition


def editions_of(
    request: Request,
    caller: Caller,
    dataset: str | None = None,
    edition: str | None = None,
    *,
    right: Right = Right.READ,
) -> Editions:
    """The editions that ``caller`` may see, of which ``dataset`` and ``edition`` name one."""
    state = request.app.state
    found = Editions(
        store=state.store,
        caller=caller,
        right=right,
        wanted=EditionRef(dataset or None, edition or None),
        _standing=state.standing,
    )
    _of_request(request).append(found)
    return found


class AnswerRoute(APIRoute):
    """A route whose answers are whole: of editions that still stood when they were made.

    One that was not is made anew, of what stands then.
    """

    def get_route_handler(self) -> Handler:
        """The handler that asks once more where an edition was removed meanwhile."""
        handler = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await _whole(request, handler)
            except EditionGone:
                if request.method not in _SAFE:
                    raise
            return await _whole(request, handler)

        return handled


async def _whole(request: Request, handler: Handler) -> Response:
    """The answer of ``handler``; what changed something is not held to anything afterwards.

    Raises:
        EditionGone: an edition that was given for it was removed meanwhile.
    """
    request.state.editions = []
    try:
        answer = await handler(request)
    except EditionGone:
        raise
    except Exception:
        with suppress(Unavailable):
            await _refuse_gone(request)
        raise
    if request.method in _SAFE:
        await _refuse_gone(request)
    return answer


async def _refuse_gone(request: Request) -> None:
    for each in _of_request(request):
        if each.has_given:
            await run_in_threadpool(each.refuse_gone)


def _of_request(request: Request) -> list[Editions]:
    found: list[Editions] = request.state.editions
    return found
