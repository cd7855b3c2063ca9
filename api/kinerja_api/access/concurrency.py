"""Limit how much work of one caller runs at the same time; the rest waits in a queue.

Waiting requests hold no thread: threads, connections and the database's CPU are for running ones.
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

from kinerja_api.access.limits import caller_address, rate_limit_address
from kinerja_api.access.permissions import identify_caller
from kinerja_api.access.refusals import Refused
from kinerja_graph.errors import KinerjaError
from kinerja_graph.settings import Settings
from kinerja_graph.texts import _
from kinerja_graph.workflow.connection import begin_request

Kind = Literal["query", "heavy", "light"]
"""Free queries; work on a whole edition; everything else that queries the database."""
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])
T = TypeVar("T")
TOTAL_SLOTS: Final[Mapping[Kind, int]] = {"query": 8, "heavy": 8, "light": 28}
"""What runs at the same time for all callers together. Queries have threads of their own; of the 40
threads that everything else shares, four are reserved for work that must not wait."""
_SPARE_THREADS: Final = 4
"""Threads for work that must not wait for queries: starting and ending sessions."""
_KINDS: Final[dict[Callable[..., object], Kind | None]] = {}


def work_kind(kind: Kind | None) -> Callable[[Endpoint], Endpoint]:
    """Declare the kind of work that a route's function does; without a declaration it is ``light``.

    None: it needs no slot, since it neither queries the database nor needs a thread, or takes its
    slot itself.
    """

    def mark(endpoint: Endpoint) -> Endpoint:
        _KINDS[endpoint] = kind
        return endpoint

    return mark


def kind_of(endpoint: Callable[..., object]) -> Kind | None:
    """Return the kind of work of a route's function."""
    return _KINDS.get(endpoint, "light")


@dataclass(slots=True, eq=False)
class _WaitingRequest:
    """A request in the queue; ``turn`` is done when it gets its slot."""

    caller: str
    turn: asyncio.Future[None]


@dataclass(slots=True)
class Slot:
    """The right to work, until it is released; releasing it twice is harmless."""

    _on_release: Callable[[], None] | None = None

    def release(self) -> None:
        """Let the next request work."""
        on_release, self._on_release = self._on_release, None
        if on_release is not None:
            on_release()


@dataclass(slots=True)
class Queue:
    """The slots of one kind of work: a limit for each caller, and one for all together.

    A released slot goes to the caller with the fewest, and among these to the first in the queue:
    nobody gets ahead by asking for more.
    """

    per_caller: int
    total: int
    _running: Counter[str] = field(default_factory=Counter[str])
    _waiting: list[_WaitingRequest] = field(default_factory=list[_WaitingRequest])

    def has_room(self, caller: str) -> bool:
        """Tell whether ``caller`` may start at once."""
        return self._running[caller] < self.per_caller and self._running.total() < self.total

    def is_full(self, caller: str) -> bool:
        """Tell whether ``caller`` has all the slots that one caller may have."""
        return self._running[caller] >= self.per_caller

    def count_waiting(self, caller: str) -> int:
        """Count the waiting requests of ``caller``."""
        return sum(one.caller == caller for one in self._waiting)

    def start(self, caller: str) -> Slot:
        """Give ``caller`` a slot that is free."""
        self._running[caller] += 1
        return Slot(lambda: self._finish(caller))

    async def wait_for_slot(
        self, caller: str, seconds: float, disconnected: Callable[[], Awaitable[object]]
    ) -> Slot:
        """Wait in the queue for a slot for ``caller``.

        Raises:
            TimeoutError: none became free in time.
            ClientDisconnect: the caller disconnected.
        """
        mine = _WaitingRequest(caller, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        leaving = asyncio.ensure_future(disconnected())
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
        return Slot(lambda: self._finish(caller))

    def _leave(self, waiting: _WaitingRequest) -> None:
        if waiting.turn.done():
            self._finish(waiting.caller)  # the slot arrived at this very moment
        else:
            self._waiting.remove(waiting)

    def _finish(self, caller: str) -> None:
        self._running[caller] -= 1
        if not self._running[caller]:
            del self._running[caller]
        while (able := [one for one in self._waiting if self.has_room(one.caller)]) != []:
            first = min(able, key=lambda one: self._running[one.caller])
            self._waiting.remove(first)
            self._running[first.caller] += 1
            first.turn.set_result(None)


class Slots:
    """The slots of a service, and the threads reserved apart from those of its routes."""

    def __init__(self, settings: Settings) -> None:
        """Read the limits for one caller."""
        each: Mapping[Kind, int] = {
            "query": settings.caller_queries,
            "heavy": settings.caller_reports,
            "light": settings.caller_answers,
        }
        self._queues = {kind: Queue(each[kind], TOTAL_SLOTS[kind]) for kind in TOTAL_SLOTS}
        self._most = settings.caller_waiting
        self._seconds = settings.caller_seconds
        self._queries = anyio.CapacityLimiter(TOTAL_SLOTS["query"])
        self._endings = anyio.CapacityLimiter(TOTAL_SLOTS["query"])
        self._aside = anyio.CapacityLimiter(_SPARE_THREADS)

    async def acquire(
        self, kind: Kind, caller: str, disconnected: Callable[[], Awaitable[object]]
    ) -> Slot:
        """Take a slot for ``caller``; ``disconnected`` returns when the caller has disconnected.

        Raises:
            Refused: too many requests of this caller wait (429), or it took too long: since the
                caller has all the slots allowed (429), or since all callers have them (503).
            ClientDisconnect: the caller left the queue.
        """
        queue = self._queues[kind]
        if queue.has_room(caller):
            return queue.start(caller)
        if queue.count_waiting(caller) >= self._most:
            raise _too_many_at_once(self._seconds)
        try:
            return await queue.wait_for_slot(caller, self._seconds, disconnected)
        except TimeoutError:
            if queue.is_full(caller):
                raise _too_many_at_once(self._seconds) from None
            raise _busy() from None

    async def run_query(self, work: Callable[[], T]) -> T:
        """Return the result of ``work``, run in one of the threads for free queries."""
        return await anyio.to_thread.run_sync(work, limiter=self._queries)

    async def run_query_end(self, work: Callable[[], None]) -> None:
        """Run ``work`` in a thread that no running query occupies."""
        await anyio.to_thread.run_sync(work, limiter=self._endings)

    async def run_in_spare_thread(self, work: Callable[[], T]) -> T:
        """Return the result of ``work``, run in a thread that no query occupies."""
        return await anyio.to_thread.run_sync(work, limiter=self._aside)


def slots_of(request: Request) -> Slots:
    """Return the slots of the service that got ``request``."""
    found: Slots = request.app.state.slots
    return found


async def take_slot(request: Request) -> None:
    """Take a slot for the work of the route of ``request``, before its other dependencies.

    It is released when the response starts, or at the end of the request (``guard.py``).

    Raises:
        Refused, ClientDisconnect: as ``Slots.acquire``.
    """
    kind = kind_of(request.scope["endpoint"])
    if kind is not None:
        await take_slot_for(request, kind)
    begin_request()  # the time spent queueing is not counted


async def take_slot_for(request: Request, kind: Kind) -> None:
    """Like ``take_slot``, for a part of a route; a slot that the request holds is released first.

    Raises:
        Refused, ClientDisconnect: as ``Slots.acquire``.
    """
    release_slot(request)
    found = await slots_of(request).acquire(
        kind, _slot_owner(request), request.state.wait_for_disconnect
    )
    request.state.slot = found


def release_slot(request: Request) -> None:
    """Release the slot of ``request``, if it has one."""
    slot: Slot | None = getattr(request.state, "slot", None)
    if slot is not None:
        slot.release()


def _slot_owner(request: Request) -> str:
    """Return whose slots a request takes: those of its key or person, else of its address."""
    try:
        caller = identify_caller(request)
    except KinerjaError:  # the route itself rejects them, and says why
        return f"address {rate_limit_address(caller_address(request))}"
    if caller.is_known:
        return f"caller {caller.name}"
    return f"address {rate_limit_address(caller_address(request))}"


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
