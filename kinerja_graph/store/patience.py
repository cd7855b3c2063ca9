"""How long those who read from a service wait for an engine that may be in trouble.

A client of a service is told to come again rather than left waiting. While nothing is wrong a
question is asked as it is. After an engine fell few questions at a time try it, for the first
answer to each of them takes seconds, and the rest is refused. While a free statement runs, and for
a while after it, somebody who waits asks whether the engine answers at all; one that was silent
may have been started again meanwhile, and is tried in the same way.
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
"""For which a question waits before the engine is doubted."""
REQUEST_SECONDS: Final = 1.2
"""For which all questions of one request together wait for an engine on trial or silent."""
TRY_SECONDS: Final = 0.4
"""For which one does that belongs to no request."""
LEAST_SECONDS: Final = 0.15
"""For which each question does: one that is late may still be answered at once."""
SILENT_SECONDS: Final = 0.6
"""After which an engine that is asked for nothing but an answer is silent."""
SURELY_SILENT_SECONDS: Final = 1.0
"""After which nobody else waits for it."""
TRIAL_SECONDS: Final = 30.0
"""For which questions that an engine has not answered since it fell are on trial."""
DOUBT_SECONDS: Final = 30.0
"""For which an engine is doubted after a free statement."""
_TRIALS: Final = 2
"""Questions that an engine on trial is asked at a time."""
_QUICK_SECONDS: Final = 0.3
_ANSWERS: Final = 3
"""So many answers to a question end its trial, or a single quick one."""
_LOOK_SECONDS: Final = 0.1
_THREADS: Final = 64
_UNTIL: Final = ContextVar[float | None]("until", default=None)


def begin_request() -> None:
    """From here on questions of this context, and of threads begun in it, are of one request."""
    _UNTIL.set(time.monotonic() + REQUEST_SECONDS)


class ReadPatience:
    """Asks what a service reads, and gives up where the engine is in trouble.

    A question that is given up goes on in a thread of its own until the engine answers it or
    falls: it is what warms an engine that has just come back.
    """

    def __init__(self, ping: Callable[[], object], where: Callable[[], str]) -> None:
        """Nothing is wrong yet.

        Args:
            ping: asks the engine for nothing but an answer; raises a ``StoreError`` without one.
            where: the address of the engine, as errors tell it.
        """
        self._ping = ping
        self._where = where
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(_THREADS, "kinerja-read")  # begun when they are needed
        self._closed = False
        self._trials = threading.BoundedSemaphore(_TRIALS)
        self._tried_until = 0.0
        self._answers: Counter[str] = Counter()
        self._free = 0
        self._doubted_until = 0.0
        self._pinged_at: float | None = None

    def fell(self) -> None:
        """The engine did not answer; from now on it is on trial."""
        with self._lock:
            self._tried_until = time.monotonic() + TRIAL_SECONDS
            self._answers.clear()

    @contextmanager
    def doubting(self) -> Generator[None]:
        """While a free statement runs in the block, and for a while after it."""
        with self._lock:
            self._free += 1
        try:
            yield
        finally:
            with self._lock:
                self._free -= 1
                self._doubted_until = time.monotonic() + DOUBT_SECONDS

    def ask(self, question: Callable[[], T], name: str) -> T:
        """What ``question`` returns or raises; ``name`` tells it from others.

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
        """Lets the threads end; whatever they wait for has to fail by then."""
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
            self._ping_beside()
            troubled = self._on_trial(name) or self._silent_for() >= SILENT_SECONDS
            if troubled and time.monotonic() >= until:
                raise self._error()
            wait((answer,), _LOOK_SECONDS)
        return answer.result()

    def _on_trial(self, name: str) -> bool:
        with self._lock:
            return self._answers[name] < _ANSWERS and time.monotonic() < self._tried_until

    def _silent_for(self) -> float:
        """For how many seconds the engine has not answered at all; 0 where nobody asks it that."""
        with self._lock:
            return 0.0 if self._pinged_at is None else time.monotonic() - self._pinged_at

    def _ping_beside(self) -> None:
        """Asks the engine for nothing but an answer, where that is not being done."""
        with self._lock:
            if self._pinged_at is not None:
                return
            self._pinged_at = time.monotonic()
        self._begin(self._ping_until_answered)

    def _ping_until_answered(self) -> None:
        try:
            while not (self._engine_answers() or self._closed):
                self.fell()  # whether or not it did: its first answers will be as slow
                time.sleep(_LOOK_SECONDS)
        finally:
            with self._lock:
                self._pinged_at = None

    def _engine_answers(self) -> bool:
        began = time.monotonic()
        try:
            self._ping()
        except StoreError:
            return False  # down or busy: that counts as silence
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
