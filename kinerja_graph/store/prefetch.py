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
class _Item(Generic[T]):
    item: T


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None


class _Producer(threading.Thread, Generic[T]):
    """Produces the items one by one; at most one is queued and one is in progress."""

    def __init__(self, items: Iterable[T]) -> None:
        super().__init__(daemon=True)
        self._items = items
        self._queue: queue.Queue[_Item[T] | _End] = queue.Queue(1)
        self._stopped = threading.Event()

    def run(self) -> None:
        """Produce the items; runs in the thread."""
        error: BaseException | None = None
        try:
            for item in self._items:
                if not self._put(_Item(item)):
                    return
        except BaseException as failure:  # noqa: BLE001  # raised again in the consumer
            error = failure
        self._put(_End(error))

    def consume(self) -> Iterator[T]:
        """Yield the items in order, waiting for each."""
        while isinstance(entry := self._next(), _Item):
            yield entry.item
        if entry.error is not None:
            raise entry.error

    def stop(self) -> None:
        """Stop taking items; wait until the one in progress is finished."""
        self._stopped.set()
        self.join()

    def _next(self) -> _Item[T] | _End:
        """Return the next item; waits in short steps, so that it can always be interrupted."""
        while True:
            try:
                return self._queue.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue

    def _put(self, item: _Item[T] | _End) -> bool:
        """Queue an item; return False if nobody waits for it any more."""
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=_LOOK_SECONDS)
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
    producer = _Producer(items)
    producer.start()
    try:
        yield producer.consume()
    finally:
        producer.stop()
