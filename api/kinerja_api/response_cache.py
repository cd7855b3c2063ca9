"""Answers that are kept: a snapshot never changes under its scope, so neither does what it says."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

MOST_BYTES: Final = 64_000_000
"""All that is kept together."""
LARGEST: Final = 4_000_000
"""An answer of more bytes is made anew each time."""


class ResponseCache:
    """The answers asked for last, by a word that names all that they depend on."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0

    def get(self, tag: str) -> bytes | None:
        """The answer called ``tag``; None where it is not kept."""
        with self._lock:
            body = self._bodies.get(tag)
            if body is not None:
                self._bodies.move_to_end(tag)
            return body

    def put(self, tag: str, body: bytes) -> None:
        """Keeps an answer; those asked for longest ago make room."""
        if len(body) > min(LARGEST, self._most):
            return
        with self._lock:
            self._bytes += len(body) - len(self._bodies.pop(tag, b""))
            self._bodies[tag] = body
            while self._bytes > self._most:
                _, gone = self._bodies.popitem(last=False)
                self._bytes -= len(gone)

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return self._bytes
