"""Limit how long clients of a service wait for an engine that may be in trouble.

A client is told to retry rather than left waiting. Normally, queries are sent as they are. After
a crash only a few queries at a time are let through, since the first answer to each takes
seconds, and the rest are refused. While a free statement runs, and for some time after it, a
waiting query pings the engine to see whether it answers at all; an engine that was silent may
have been restarted meanwhile, and is put on trial in the same way.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Final, TypeVar

from kinerja_graph.errors import StoreError, Unavailable
from kinerja_graph.texts import _

T = TypeVar("T")
CALM_SECONDS: Final = 0.6
"""How long a query waits before the engine is checked by a ping."""
REQUEST_SECONDS: Final = 1.2
"""How long all queries of one request together wait for an engine on trial or silent."""
TRY_SECONDS: Final = 0.4
"""The same for a query outside any request."""
LEAST_SECONDS: Final = 0.15
"""The minimum for each query: even a late one may be answered at once."""
SILENT_SECONDS: Final = 0.6
"""An engine that takes longer to answer a ping counts as silent."""
SURELY_SILENT_SECONDS: Final = 1.0
"""After this much silence nobody else waits for it."""
TRIAL_SECONDS: Final = 30.0
"""How long queries that an engine has not answered since its crash are on trial."""
DOUBT_SECONDS: Final = 30.0
"""How long an engine is suspect after a free statement."""
_TRIALS: Final = 2
"""How many queries at a time an engine on trial is sent."""
_QUICK_SECONDS: Final = 0.3
_ANSWERS: Final = 3
"""This many answers to a query end its trial, or a single quick one."""
_LOOK_SECONDS: Final = 0.1
_THREADS: Final = 64
_UNTIL: Final = ContextVar[float | None]("until", default=None)


def begin_request() -> None:
    """Start a request: further queries of this context and its threads belong to it."""
    _UNTIL.set(time.monotonic() + REQUEST_SECONDS)


class ReadPatience:
    """Runs a service's queries, and gives up on them if the engine is in trouble.

    An abandoned query continues in a thread of its own until the engine answers or crashes, which
    warms up an engine that has just restarted.
    """

    def __init__(self, ping: Callable[[], object], where: Callable[[], str]) -> None:
        """Start with an engine that is not in trouble.

        Args:
            ping: checks that the engine answers; raises a ``StoreError`` if it does not.
            where: returns the address of the engine, as shown in errors.
        """
        self._ping = ping
        self._where = where
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(_THREADS, "kinerja-read")  # started on demand
        self._closed = False
        self._trials = threading.BoundedSemaphore(_TRIALS)
        self._tried_until = 0.0
        self._answers: Counter[str] = Counter()
        self._free = 0
        self._doubted_until = 0.0
        self._pinged_at: float | None = None

    def fell(self) -> None:
        """Put the engine on trial, since it did not answer."""
        with self._lock:
            self._tried_until = time.monotonic() + TRIAL_SECONDS
            self._answers.clear()

    @contextmanager
    def doubting(self) -> Generator[None]:
        """Suspect the engine while a free statement runs in the block, and for some time after."""
        with self._lock:
            self._free += 1
        try:
            yield
        finally:
            with self._lock:
                self._free -= 1
                self._doubted_until = time.monotonic() + DOUBT_SECONDS

    def ask(self, question: Callable[[], T], name: str) -> T:
        """Return the result of ``question``, or raise its error; ``name`` identifies the query.

        Raises:
            Unavailable: the engine is in trouble, and has not answered within about a second.
        """
        if self._silent_for() >= SURELY_SILENT_SECONDS:
            raise self._error()
        if self._on_trial(name):
            return self._try(question, name)
        if self._free or time.monotonic() < self._doubted_until:
            return self._ask_doubting(question, name)
        return question()

    def close(self) -> None:
        """Let the threads end; whatever they wait for must have failed by then."""
        with self._lock:
            self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _try(self, question: Callable[[], T], name: str) -> T:
        began = time.monotonic()
        until = max(_UNTIL.get() or began + TRY_SECONDS, began + LEAST_SECONDS)
        if not self._trials.acquire(timeout=max(0.0, until - began)):
            raise self._error()
        began = time.monotonic()

        def end_trial(answer: Future[T]) -> None:
            self._trials.release()
            if not answer.cancelled() and answer.exception() is None:
                quick = time.monotonic() - began < _QUICK_SECONDS
                with self._lock:
                    self._answers[name] += _ANSWERS if quick else 1

        try:
            answer = self._begin(question)
        except BaseException:
            self._trials.release()
            raise
        answer.add_done_callback(end_trial)
        wait((answer,), max(0.0, until - began))
        if not answer.done():
            raise self._error()
        return answer.result()

    def _ask_doubting(self, question: Callable[[], T], name: str) -> T:
        began = time.monotonic()
        until = _UNTIL.get() or began + REQUEST_SECONDS
        answer = self._begin(question)
        wait((answer,), CALM_SECONDS)
        while not answer.done():
            self._ping_in_background()
            troubled = self._on_trial(name) or self._silent_for() >= SILENT_SECONDS
            if troubled and time.monotonic() >= until:
                raise self._error()
            wait((answer,), _LOOK_SECONDS)
        return answer.result()

    def _on_trial(self, name: str) -> bool:
        with self._lock:
            return self._answers[name] < _ANSWERS and time.monotonic() < self._tried_until

    def _silent_for(self) -> float:
        """Return how long the current ping has been unanswered, in seconds; 0 without one."""
        with self._lock:
            return 0.0 if self._pinged_at is None else time.monotonic() - self._pinged_at

    def _ping_in_background(self) -> None:
        """Ping the engine in the background, unless that is being done already."""
        with self._lock:
            if self._pinged_at is not None:
                return
            self._pinged_at = time.monotonic()
        self._begin(self._ping_until_answered)

    def _ping_until_answered(self) -> None:
        try:
            while not (self._engine_answers() or self._closed):
                self.fell()  # crashed or not: its first answers will be just as slow
                time.sleep(_LOOK_SECONDS)
        finally:
            with self._lock:
                self._pinged_at = None

    def _engine_answers(self) -> bool:
        began = time.monotonic()
        try:
            self._ping()
        except StoreError:
            return False  # down or busy: both count as silence
        return time.monotonic() - began < SILENT_SECONDS

    def _begin(self, question: Callable[[], T]) -> Future[T]:
        with self._lock:
            if self._closed:
                raise self._error()
            return self._threads.submit(copy_context().run, question)

    def _error(self) -> Unavailable:
        return Unavailable(
            _("The database is not answering at the moment."),
            mend=_("Try again in a few seconds: what was loaded before is intact."),
            where=self._where(),
        )
