"""Cached answers: the snapshot of a scope never changes, so its answers do not either."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")
Key = str | tuple[str, ...]
"""Everything an answer depends on: its question, the scope of its snapshot, and so on."""
MAX_ANSWERS: Final = 24
"""Maximum number of cached answers, where they are counted."""
MAX_BYTES: Final = 64_000_000
"""Maximum total size of cached bodies, in bytes."""
MAX_BODY_BYTES: Final = 4_000_000
"""A body with more bytes is not cached."""
_MAX_WORKERS: Final = 3
"""Maximum number of answers computed in the background at the same time."""
_MAX_PER_CALLER: Final = 2
"""The same for one caller; a page of an edition needs its audit and its matrix."""
_STALE_SECONDS: Final = 60.0
"""Seconds after which an answer that nobody came back for is discarded."""


class Unfinished(Exception):
    """What a page needs is still being computed: it says so, and reloads by itself."""


@dataclass(slots=True)
class _Work:
    """A background computation, who first requested it, and when it was done."""

    future: Future[Any]
    caller: str
    done: float = 0.0

    def is_stale(self) -> bool:
        """Tell whether it was done long ago, and nobody came back for it."""
        return self.done > 0 and time.monotonic() - self.done > _STALE_SECONDS


def count_one(_answer: object) -> int:
    """Weigh each answer equally, where answers are counted."""
    return 1


class ResultCache:
    """The most recently used answers, by everything they depend on; thread-safe.

    If several callers need the same answer at once, it is computed once. Callers must already have
    been authorised: nothing is checked here. ``weigh`` returns how much of the limit ``most`` an
    answer takes; one above ``largest`` is not cached.
    """

    def __init__(
        self,
        limit: int = MAX_ANSWERS,
        *,
        weigh: Callable[[Any], int] = count_one,
        max_weight: int | None = None,
    ) -> None:
        self._limit = limit
        self._weigh = weigh
        self._max_weight = limit if max_weight is None else min(max_weight, limit)
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, Any] = OrderedDict()
        self._locks: dict[Key, threading.Lock] = {}
        self._running: dict[Key, _Work] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._size = 0

    @property
    def size(self) -> int:
        """Return the total weight of all cached answers."""
        return self._size

    def get(self, key: Key) -> Any:
        """Return the answer with this ``key``; None if it is not cached."""
        with self._lock:
            made = self._entries.get(key)
            if made is not None:
                self._entries.move_to_end(key)
            return made

    def put(self, key: Key, answer: object) -> None:
        """Cache an answer, which is not None; the least recently used ones make room."""
        weight = self._weigh(answer)
        if weight > self._max_weight:
            return
        with self._lock:
            if key in self._entries:
                self._size -= self._weigh(self._entries.pop(key))
            self._entries[key] = answer
            self._size += weight
            while self._size > self._limit:
                _, gone = self._entries.popitem(last=False)
                self._size -= self._weigh(gone)

    def compute_in_background(
        self,
        key: Key,
        compute: Callable[[], T],
        is_cacheable: Callable[[T], bool] | None = None,
        *,
        caller: str,
        seconds: float,
    ) -> T:
        """Like ``get_or_compute``, computed in the background; wait at most ``seconds`` for it.

        Its result, or failure, goes to the next caller who asks. For ``caller`` two at a time are
        computed: a third starts when they ask for it again, so that a caller who asks for many
        does not block others.

        Raises:
            Unfinished: it is not ready yet.
        """
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
                return cast("T", self._entries[key])
            work = self._running.get(key)
            if work is None or work.is_stale():
                works = self._running.values()
                if (
                    sum(one.caller == caller and not one.future.done() for one in works)
                    >= _MAX_PER_CALLER
                ):
                    raise Unfinished
                work = self._start_work(key, compute, is_cacheable, caller)
        try:
            found = work.future.result(seconds)
        except TimeoutError:
            if not work.future.done():
                raise Unfinished from None
            raise
        finally:
            with self._lock:
                if work.future.done() and self._running.get(key) is work:
                    del self._running[key]
        return cast("T", found)

    def _start_work(
        self,
        key: Key,
        compute: Callable[[], T],
        is_cacheable: Callable[[T], bool] | None,
        caller: str,
    ) -> _Work:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_MAX_WORKERS, "kinerja-results")
        for old in [name for name, work in self._running.items() if work.is_stale()]:
            del self._running[old]
        work = _Work(self._pool.submit(self.get_or_compute, key, compute, is_cacheable), caller)
        self._running[key] = work

        def mark_done(_: object) -> None:
            work.done = time.monotonic()

        work.future.add_done_callback(mark_done)
        return work

    def close(self) -> None:
        """Start nothing more; do not wait for what is running."""
        with self._lock:
            pool, self._pool = self._pool, None
            self._running.clear()
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def get_or_compute(
        self, key: Key, compute: Callable[[], T], is_cacheable: Callable[[T], bool] | None = None
    ) -> T:
        """Return the answer with this ``key``; compute it if it is not cached.

        Failures are not cached, nor what is not ``is_cacheable``.
        """
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
                return cast("T", self._entries[key])
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            with self._lock:
                if key in self._entries:
                    return cast("T", self._entries[key])
            try:
                made = compute()
                if is_cacheable is None or is_cacheable(made):
                    self.put(key, made)
            finally:
                with self._lock:
                    self._locks.pop(key, None)
            return made


def create_body_cache(max_bytes: int = MAX_BYTES) -> ResultCache:
    """Return a cache for response bodies, limited to ``max_bytes`` bytes."""
    return ResultCache(max_bytes, weigh=len, max_weight=MAX_BODY_BYTES)
