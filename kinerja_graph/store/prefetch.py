"""Work done ahead: the next item is made while the present one is being dealt with."""

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
    """Makes the items one by one; at most one waits to be taken, and one is being made."""

    def __init__(self, items: Iterable[T]) -> None:
        super().__init__(daemon=True)
        self._items = items
        self._made: queue.Queue[_Made[T] | _Ended] = queue.Queue(1)
        self._left = threading.Event()

    def run(self) -> None:
        """The work of the thread."""
        error: BaseException | None = None
        try:
            for item in self._items:
                if not self._offered(_Made(item)):
                    return
        except BaseException as failure:  # noqa: BLE001  # raised again where the item is asked for
            error = failure
        self._offered(_Ended(error))

    def taken(self) -> Iterator[T]:
        """The items in their order, waited for."""
        while isinstance(found := self._waited_for(), _Made):
            yield found.item
        if found.error is not None:
            raise found.error

    def leave(self) -> None:
        """Takes no more; waits for the end of the item that is being made."""
        self._left.set()
        self.join()

    def _waited_for(self) -> _Made[T] | _Ended:
        """The next item; waiting can be interrupted everywhere, for it is done in short steps."""
        while True:
            try:
                return self._made.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue

    def _offered(self, item: _Made[T] | _Ended) -> bool:
        """Whether it was taken over; False where nobody waits for it any more."""
        while not self._left.is_set():
            try:
                self._made.put(item, timeout=_LOOK_SECONDS)
            except queue.Full:
                continue
            return True
        return False


@contextmanager
def prefetch(items: Iterable[T]) -> Generator[Iterator[T]]:
    """``items``, of which a thread makes the next one while the block works on one.

    What making an item raises is raised where the item would have come. When the block ends,
    however it ends, the thread has ended too.
    """
    maker = _Maker(items)
    maker.start()
    try:
        yield maker.taken()
    finally:
        maker.leave()
