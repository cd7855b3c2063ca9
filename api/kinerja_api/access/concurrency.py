"""How much of one caller is worked on at the same time; the rest waits in a queue.

Who waits holds no thread: threads, connections to the database and its processor are for what runs.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, Literal, TypeVar

import anyio
from fastapi import Request
from starlette.requests import ClientDisconnect

from kinerja_api.access.allowing import calling
from kinerja_api.access.limits import address_of, counted_address
from kinerja_api.access.refusals import Refused
from kinerja_graph.errors import KinerjaError
from kinerja_graph.settings import Settings
from kinerja_graph.texts import _
from kinerja_graph.workflow.connection import begin_request

Kind = Literal["query", "heavy", "light"]
"""Free queries; what is made of a whole edition; all else that asks the database."""
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])
T = TypeVar("T")
TOGETHER: Final[Mapping[Kind, int]] = {"query": 8, "heavy": 8, "light": 28}
"""What runs of all callers at the same time. Queries have threads of their own; of the 40 threads
that all else shares, four are left for what waits for nobody."""
_ASIDE: Final = 4
"""Threads for what waits for no question: sessions that begin and end."""
_KINDS: Final[dict[Callable[..., object], Kind | None]] = {}


def counts_as(kind: Kind | None) -> Callable[[Endpoint], Endpoint]:
    """Says what kind of work the function of a route is; one of which nothing is said is ``light``.

    None: it is no work. It asks neither the database nor for a thread, or takes its slot itself.
    """

    def said(endpoint: Endpoint) -> Endpoint:
        _KINDS[endpoint] = kind
        return endpoint

    return said


def kind_of(endpoint: Callable[..., object]) -> Kind | None:
    """The kind of work that the function of a route is."""
    return _KINDS.get(endpoint, "light")


@dataclass(slots=True, eq=False)
class _Waiting:
    """A request in the queue; ``turn`` is done when its slot is there."""

    who: str
    turn: asyncio.Future[None]


@dataclass(slots=True)
class Slot:
    """The right to work, until it is given back; giving it back twice does no harm."""

    _give_back: Callable[[], None] | None = None

    def give_back(self) -> None:
        """Lets the next one work."""
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            give_back()


@dataclass(slots=True)
class Queue:
    """The slots of one kind of work: so many for each caller, so many together.

    A slot that is given back goes to who has the fewest, and of these to who came first: nobody
    gets ahead by asking for more.
    """

    each: int
    together: int
    _running: Counter[str] = field(default_factory=Counter[str])
    _waiting: list[_Waiting] = field(default_factory=list[_Waiting])

    def has_room(self, who: str) -> bool:
        """Whether ``who`` may begin at once."""
        return self._running[who] < self.each and self._running.total() < self.together

    def is_full(self, who: str) -> bool:
        """Whether ``who`` has all the slots that one caller may have."""
        return self._running[who] >= self.each

    def waiting(self, who: str) -> int:
        """How many requests of ``who`` wait."""
        return sum(one.who == who for one in self._waiting)

    def begin(self, who: str) -> Slot:
        """A slot for ``who``, for whom there is room."""
        self._running[who] += 1
        return Slot(lambda: self._end(who))

    async def turn(self, who: str, seconds: float, gone: Callable[[], Awaitable[object]]) -> Slot:
        """A slot for ``who``, waited for in the queue.

        Raises:
            TimeoutError: it did not come in time.
            ClientDisconnect: the caller has left.
        """
        mine = _Waiting(who, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        leaving = asyncio.ensure_future(gone())
        awaited: set[asyncio.Future[Any]] = {mine.turn, leaving}
        try:
            await asyncio.wait(awaited, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        except BaseException:
            self._leave(mine)
            raise
        finally:
            left = leaving.done()
            leaving.cancel()
        if left or not mine.turn.done():
            self._leave(mine)
            raise ClientDisconnect if left else TimeoutError
        return Slot(lambda: self._end(who))

    def _leave(self, mine: _Waiting) -> None:
        if mine.turn.done():
            self._end(mine.who)  # it came at the very moment
        else:
            self._waiting.remove(mine)

    def _end(self, who: str) -> None:
        self._running[who] -= 1
        if not self._running[who]:
            del self._running[who]
        while (able := [one for one in self._waiting if self.has_room(one.who)]) != []:
            first = min(able, key=lambda one: self._running[one.who])
            self._waiting.remove(first)
            self._running[first.who] += 1
            first.turn.set_result(None)


class Slots:
    """The slots of a service, and the threads that are kept apart from those of its routes."""

    def __init__(self, settings: Settings) -> None:
        """Reads how much one caller may have."""
        each: Mapping[Kind, int] = {
            "query": settings.caller_queries,
            "heavy": settings.caller_reports,
            "light": settings.caller_answers,
        }
        self._queues = {kind: Queue(each[kind], TOGETHER[kind]) for kind in TOGETHER}
        self._most = settings.caller_waiting
        self._seconds = settings.caller_seconds
        self._queries = anyio.CapacityLimiter(TOGETHER["query"])
        self._endings = anyio.CapacityLimiter(TOGETHER["query"])
        self._aside = anyio.CapacityLimiter(_ASIDE)

    async def take(self, kind: Kind, who: str, gone: Callable[[], Awaitable[object]]) -> Slot:
        """A slot for ``who``; ``gone`` returns when the caller has left.

        Raises:
            Refused: too many of this caller wait (429), or it took too long: since the caller has
                as many as one may have (429), or since all have too many together (503).
            ClientDisconnect: the caller left the queue.
        """
        queue = self._queues[kind]
        if queue.has_room(who):
            return queue.begin(who)
        if queue.waiting(who) >= self._most:
            raise _too_many_at_once(self._seconds)
        try:
            return await queue.turn(who, self._seconds, gone)
        except TimeoutError:
            if queue.is_full(who):
                raise _too_many_at_once(self._seconds) from None
            raise _busy() from None

    async def query(self, work: Callable[[], T]) -> T:
        """What ``work`` gives, in one of the threads of free queries."""
        return await anyio.to_thread.run_sync(work, limiter=self._queries)

    async def end_query(self, work: Callable[[], None]) -> None:
        """Does ``work`` in a thread that no running query holds."""
        await anyio.to_thread.run_sync(work, limiter=self._endings)

    async def aside(self, work: Callable[[], T]) -> T:
        """What ``work`` gives, in a thread that no question holds."""
        return await anyio.to_thread.run_sync(work, limiter=self._aside)


def slots_of(request: Request) -> Slots:
    """The slots of the service that got ``request``."""
    found: Slots = request.app.state.slots
    return found


async def take_slot(request: Request) -> None:
    """A slot for the work of the route of ``request``, before anything else of it is asked.

    It is given back when the answer begins, or with the request (``guard.py``).

    Raises:
        Refused, ClientDisconnect: as ``Slots.take``.
    """
    kind = kind_of(request.scope["endpoint"])
    if kind is not None:
        await take_slot_for(request, kind)
    begin_request()  # what it waited for its turn is not counted


async def take_slot_for(request: Request, kind: Kind) -> None:
    """As ``take_slot``, for a part of a route; a slot that the request has is given back first.

    Raises:
        Refused, ClientDisconnect: as ``Slots.take``.
    """
    give_slot_back(request)
    found = await slots_of(request).take(kind, _who(request), request.state.gone)
    request.state.slot = found


def give_slot_back(request: Request) -> None:
    """Gives the slot of ``request`` back, where it has one."""
    slot: Slot | None = getattr(request.state, "slot", None)
    if slot is not None:
        slot.give_back()


def _who(request: Request) -> str:
    """Whose slots a request takes: those of its key or person, else of its address."""
    try:
        caller = calling(request)
    except KinerjaError:  # the route itself turns them away, and says why
        return f"address {counted_address(address_of(request))}"
    if caller.is_known:
        return f"caller {caller.name}"
    return f"address {counted_address(address_of(request))}"


def _too_many_at_once(seconds: float) -> Refused:
    return Refused(
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Too many requests at once."),
        _("Wait until some of your requests are answered, then try again."),
        code="too-many-at-once",
        headers={"Retry-After": str(max(1, math.ceil(seconds)))},
    )


def _busy() -> Refused:
    return Refused(
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("The service is busy with many other requests."),
        _("Try again later."),
        code="busy",
    )
