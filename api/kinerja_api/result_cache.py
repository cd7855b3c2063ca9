"""Answers that are kept: a snapshot never changes under its scope, so neither does what it says."""

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
"""All that an answer depends on: its question, the scope of its snapshot, and what else counts."""
MOST: Final = 24
"""Answers that are kept at once, where they are counted."""
MOST_BYTES: Final = 64_000_000
"""All bodies that are kept together."""
LARGEST_BODY: Final = 4_000_000
"""A body of more bytes is made anew each time."""
_AT_ONCE: Final = 3
"""Answers that are made in the background at the same time."""
_EACH: Final = 2
"""The same for one caller; a page of an edition asks for its audit and its matrix."""
_FORGOTTEN: Final = 60.0
"""Seconds after which an answer that nobody came back for is told to nobody."""


class Unfinished(Exception):
    """What a page is about is still being made: it says so, and asks again by itself."""


@dataclass(slots=True)
class _Work:
    """Something that is made in the background, for whom first, and when it was done."""

    future: Future[Any]
    who: str
    done: float = 0.0

    def is_stale(self) -> bool:
        """Whether it was done long ago, and nobody came back."""
        return self.done > 0 and time.monotonic() - self.done > _FORGOTTEN


def one(_made: object) -> int:
    """The weight of an answer where answers are counted."""
    return 1


class ResultCache:
    """The answers asked for last, by all that they depend on; threads may share it.

    Of several that ask for one at once, one makes it. Whoever asks must have been found to have a
    right to the answer: nobody is asked here. ``weigh`` tells how much of the limit ``most`` an
    answer takes; one above ``largest`` is made anew each time.
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
        """What all that is kept weighs together."""
        return self._size

    def get(self, key: Key) -> Any:
        """The answer called ``key``; None where it is not kept."""
        with self._lock:
            made = self._kept.get(key)
            if made is not None:
                self._kept.move_to_end(key)
            return made

    def put(self, key: Key, made: object) -> None:
        """Keeps an answer, which is not None; those asked for longest ago make room."""
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
        """As ``take``, made in the background; it is waited for ``seconds`` at most.

        What it came to, a failure too, is told to the next who asks. For ``who`` two at a time are
        made: a third is begun when they ask for it again, so that nobody who asks for many keeps
        others from theirs.

        Raises:
            Unfinished: it is not there yet.
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
        """Begins nothing more; what runs is not waited for."""
        with self._lock:
            pool, self._pool = self._pool, None
            self._working.clear()
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def take(self, key: Key, make: Callable[[], T], good: Callable[[T], bool] | None = None) -> T:
        """The answer called ``key``; made where it is not kept.

        What fails is not kept, nor what is not ``good``.
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
    """A cache of the bodies of answers, of which ``most`` bytes are kept."""
    return ResultCache(most, weigh=len, largest=LARGEST_BODY)
