"""Prefetch items: produce the next one in a thread while the current one is being processed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")
_LOOK_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    item: T


@dataclass(frozen=True, slots=True)
class _Ended:
    error: BaseException | None


class _Maker(threading.Thread, Generic[T]):
    """Produces the items one by one; at most one is queued and one is in progress."""

    def __init__(self, items: Iterable[T]) -> None:
        super().__init__(daemon=True)
        self._items = items
        self._made: queue.Queue[_Made[T] | _Ended] = queue.Queue(1)
        self._left = threading.Event()

    def run(self) -> None:
        """Produce the items; runs in the thread."""
        error: BaseException | None = None
        try:
            for item in self._items:
                if not self._offered(_Made(item)):
                    return
        except BaseException as failure:  # noqa: BLE001  # raised again in the consumer
            error = failure
        self._offered(_Ended(error))

    def taken(self) -> Iterator[T]:
        """Yield the items in order, waiting for each."""
        while isinstance(found := self._waited_for(), _Made):
            yield found.item
        if found.error is not None:
            raise found.error

    def leave(self) -> None:
        """Stop taking items; wait until the one in progress is finished."""
        self._left.set()
        self.join()

    def _waited_for(self) -> _Made[T] | _Ended:
        """Return the next item; waits in short steps, so that it can always be interrupted."""
        while True:
            try:
                return self._made.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue

    def _offered(self, item: _Made[T] | _Ended) -> bool:
        """Queue an item; return False if nobody waits for it any more."""
        while not self._left.is_set():
            try:
                self._made.put(item, timeout=_LOOK_SECONDS)
            except queue.Full:
                continue
            return True
        return False


@contextmanager
def prefetch(items: Iterable[T]) -> Generator[Iterator[T]]:
    """Iterate over ``items`` while a thread produces the next one.

    An exception while producing an item is raised in its place. When the block ends, however it
    ends, the thread has ended too.
    """
    maker = _Maker(items)
    maker.start()
    try:
        yield maker.taken()
    finally:
        maker.leave()
