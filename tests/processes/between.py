"""What others load and remove between two readings of one answer, at each place where that can be.

Every reading of an answer is a statement that a store runs. Before the one with a given number, a
real load or removal happens in the same process, whole, and then the answer goes on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from kinerja_graph.store.bolt import Store

Event = Callable[[], None]


@dataclass
class Readings:
    """How many statements were read, and before which one something happens."""

    at: int = 0
    event: Event | None = None
    number: int = 0
    happened: bool = False
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def before_each(self) -> None:
        """Counts a reading; those of the event itself are none of the answer."""
        with self._lock:
            event = self.event
            if event is None or self.happened:
                self.number += 1
                return
            self.number += 1
            if self.number == self.at:
                self.happened, self.event = True, None
                number = self.number
                event()
                self.number = number


@contextmanager
def before_reading(at: int, event: Event | None) -> Iterator[Readings]:
    """``event`` happens before the ``at``-th statement that is read inside; gives the count."""
    found = Readings(at, event)
    read = Store.read

    def counted(store: Store, *asked: Any, **values: Any) -> list[dict[str, Any]]:
        found.before_each()
        return read(store, *asked, **values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "read", counted)
        yield found
