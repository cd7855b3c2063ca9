"""A way to an engine that can be slow, cut or shut, for tests of what then happens."""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Final, Literal, NamedTuple, Self

from kinerja_graph.store.bolt import Store

Way = Literal["there", "back"]
End = Literal["close", "reset", "silence"]
_CHUNK: Final = 1 << 16
_AT_ONCE: Final = struct.pack("ii", 1, 0)
"""SO_LINGER of no seconds: the line is reset instead of closed."""


class Proxy:
    """Passes bytes on between clients and a server on loopback, and counts them.

    Attributes:
        port: where clients connect.
        passed: bytes passed since ``heal`` or ``spoil``, towards the server and back.
        cuts: how many lines were cut.
        delay: seconds that each piece waits.
    """

    def __init__(self, host: str, port: int) -> None:
        """Listens at once; everything passes."""
        self._target = (host, port)
        self._lock = threading.Lock()
        self._lines: set[socket.socket] = set()
        self._plan: tuple[Way, int, End, bool] | None = None
        self._shut = False
        self._closed = False
        self.delay = 0.0
        self.cuts = 0
        self.passed: dict[Way, int] = {"there": 0, "back": 0}
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._ear.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def uri(self) -> str:
        """The address of the way."""
        return f"bolt://127.0.0.1:{self.port}"

    def heal(self) -> None:
        """Everything passes again; counting begins anew."""
        with self._lock:
            self._plan, self._shut, self.delay, self.cuts = None, False, 0.0, 0
            self.passed = {"there": 0, "back": 0}

    def spoil(self, way: Way, after: int, *, end: End = "close", for_good: bool = False) -> None:
        """The line on which byte ``after`` from now passes ends there; ``for_good``: and all."""
        self.heal()
        with self._lock:
            self._plan = (way, after, end, for_good)

    def shut(self) -> None:
        """Ends all lines and lets nobody in, until it is healed."""
        with self._lock:
            self._shut = True
            lines = list(self._lines)
        for line in lines:
            self._end(line, "reset")

    def close(self) -> None:
        """Ends all lines and stops listening."""
        self._closed = True
        self.shut()
        self._ear.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _listen(self) -> None:
        while not self._closed:
            try:
                client, _ = self._ear.accept()
            except OSError:
                return
            with self._lock:
                self._lines.add(client)
            if self._shut:
                self._end(client, "reset")
                continue
            try:
                server = socket.create_connection(self._target, timeout=10)
            except OSError:
                self._end(client, "reset")
                continue
            server.settimeout(None)
            with self._lock:
                self._lines.add(server)
            for ends in ((client, server, "there"), (server, client, "back")):
                threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, way: Way) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                if self.delay:
                    time.sleep(self.delay)
                data, end = self._allowed(data, way)
                if data:
                    target.sendall(data)
                if end == "silence":
                    while not self._closed and not self._shut:
                        time.sleep(0.05)
                if end is not None:
                    break
            else:
                end = "close"
            self._end(source, end or "close")
            self._end(target, end or "close")
            return
        self._end(source, "close")
        self._end(target, "close")

    def _allowed(self, data: bytes, way: Way) -> tuple[bytes, End | None]:
        """What of ``data`` may pass, and how the line ends behind it."""
        with self._lock:
            plan = self._plan
            before = self.passed[way]
            if plan is not None and plan[0] == way and before + len(data) >= plan[1]:
                self.cuts += 1
                self._shut, self._plan = self._shut or plan[3], None
                return data[: max(0, plan[1] - before)], plan[2]
            self.passed[way] = before + len(data)
            return data, None

    def _end(self, line: socket.socket, end: End) -> None:
        """Ends a line once; whoever waits on it here wakes first, else it would stay open."""
        with self._lock:
            if line not in self._lines:
                return
            self._lines.discard(line)
        with suppress(OSError):
            if end == "reset":
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
                line.shutdown(socket.SHUT_RD)
            else:
                line.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            line.close()


class Lines(NamedTuple):
    """An engine reached directly, a way to it, and the engine reached by that way."""

    store: Store
    way: Proxy
    through: Store
