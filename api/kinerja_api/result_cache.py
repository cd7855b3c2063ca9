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
MOST: Final = 24
"""Maximum number of cached answers, where they are counted."""
MOST_BYTES: Final = 64_000_000
"""Maximum total size of cached bodies, in bytes."""
LARGEST_BODY: Final = 4_000_000
"""A body with more bytes is not cached."""
_AT_ONCE: Final = 3
"""Maximum number of answers computed in the background at the same time."""
_EACH: Final = 2
"""The same for one caller; a page of an edition needs its audit and its matrix."""
_FORGOTTEN: Final = 60.0
"""Seconds after which an answer that nobody came back for is discarded."""


class Unfinished(Exception):
    """What a page needs is still being computed: it says so, and reloads by itself."""


@dataclass(slots=True)
class _Work:
    """A background computation, who first requested it, and when it was done."""

    future: Future[Any]
    who: str
    done: float = 0.0

    def is_stale(self) -> bool:
        """Tell whether it was done long ago, and nobody came back for it."""
        return self.done > 0 and time.monotonic() - self.done > _FORGOTTEN


def one(_made: object) -> int:
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
        most: int = MOST,
        *,
        weigh: Callable[[Any], int] = one,
        largest: int | None = None,
    ) -> None:
        self._most = most
        self._weigh = weigh
        self._largest = most if largest is None else min(largest, most)
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, Any] = OrderedDict()
        self._asking: dict[Key, threading.Lock] = {}
        self._working: dict[Key, _Work] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._size = 0

    @property
    def size(self) -> int:
        """Return the total weight of all cached answers."""
        return self._size

    def get(self, key: Key) -> Any:
        """Return the answer with this ``key``; None if it is not cached."""
        with self._lock:
            made = self._kept.get(key)
            if made is not None:
                self._kept.move_to_end(key)
            return made

    def put(self, key: Key, made: object) -> None:
        """Cache an answer, which is not None; the least recently used ones make room."""
        weight = self._weigh(made)
        if weight > self._largest:
            return
        with self._lock:
            if key in self._kept:
                self._size -= self._weigh(self._kept.pop(key))
            self._kept[key] = made
            self._size += weight
            while self._size > self._most:
                _, gone = self._kept.popitem(last=False)
                self._size -= self._weigh(gone)

    def soon(
        self,
        key: Key,
        make: Callable[[], T],
        good: Callable[[T], bool] | None = None,
        *,
        who: str,
        seconds: float,
    ) -> T:
        """Like ``take``, computed in the background; wait at most ``seconds`` for it.

        Its result, or failure, goes to the next caller who asks. For ``who`` two at a time are
        computed: a third starts when they ask for it again, so that a caller who asks for many
        does not block others.

        Raises:
            Unfinished: it is not ready yet.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("T", self._kept[key])
            work = self._working.get(key)
            if work is None or work.is_stale():
                works = self._working.values()
                if sum(one.who == who and not one.future.done() for one in works) >= _EACH:
                    raise Unfinished
                work = self._begun(key, make, good, who)
        try:
            found = work.future.result(seconds)
        except TimeoutError:
            if not work.future.done():
                raise Unfinished from None
            raise
        finally:
            with self._lock:
                if work.future.done() and self._working.get(key) is work:
                    del self._working[key]
        return cast("T", found)

    def _begun(
        self,
        key: Key,
        make: Callable[[], T],
        good: Callable[[T], bool] | None,
        who: str,
    ) -> _Work:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_AT_ONCE, "kinerja-results")
        for old in [name for name, work in self._working.items() if work.is_stale()]:
            del self._working[old]
        work = _Work(self._pool.submit(self.take, key, make, good), who)
        self._working[key] = work

        def ended(_: object) -> None:
            work.done = time.monotonic()

        work.future.add_done_callback(ended)
        return work

    def close(self) -> None:
        """Start nothing more; do not wait for what is running."""
        with self._lock:
            pool, self._pool = self._pool, None
            self._working.clear()
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def take(self, key: Key, make: Callable[[], T], good: Callable[[T], bool] | None = None) -> T:
        """Return the answer with this ``key``; compute it if it is not cached.

        Failures are not cached, nor what is not ``good``.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("T", self._kept[key])
            turn = self._asking.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._kept:
                    return cast("T", self._kept[key])
            try:
                made = make()
                if good is None or good(made):
                    self.put(key, made)
            finally:
                with self._lock:
                    self._asking.pop(key, None)
            return made


def cache_of_bodies(most: int = MOST_BYTES) -> ResultCache:
    """Return a cache for response bodies, limited to ``most`` bytes."""
    return ResultCache(most, weigh=len, largest=LARGEST_BODY)
