"""Connections of the service: the head of a request comes whole in time, or is given up."""

from __future__ import annotations

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS: Final = 20.0
"""In which the address and the headers of a request have come."""
KEEP_SECONDS: Final = 75
"""For which a connection is kept after an answer: longer than clients and proxies keep theirs (5 to
60), so that none of them asks on one that ends at that very moment."""


class Listening(H11Protocol):
    """HTTP as uvicorn reads it, without connections that are held open for nothing.

    uvicorn waits for ever for a head of which a byte comes now and then, so that one machine could
    hold all connections that a service may have.
    """

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take the data that arrived; keep waiting while no request is complete."""
        super().data_received(data)
        if self._is_idle():
            self._wait()
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _is_idle(self) -> bool:
        return not self.cycle or self.cycle.response_complete

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self._late)

    def _late(self) -> None:
        self._waiting = None
        if self._is_idle() and not self.transport.is_closing():
            self.transport.abort()

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
