"""The heartbeat file: commands touch it while they use the engine; the supervisor watches it."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

BEAT_SECONDS: Final = 1.0
"""How often a command that uses the engine touches the heartbeat file."""
QUIET_SECONDS: Final = 3 * BEAT_SECONDS
"""After this time without a heartbeat, nobody is using the engine."""


def touch(heartbeat_file: Path, idle_seconds: float) -> None:
    """Record that the engine is in use, and may stop ``idle_seconds`` after its last use."""
    heartbeat_file.write_text(f"{max(idle_seconds, QUIET_SECONDS):.3f}\n", encoding="ascii")


@contextmanager
def keep_beating(heartbeat_file: Path, idle_seconds: float) -> Generator[None]:
    """Touch the heartbeat file at once, regularly inside the block, and at its end.

    A command that crashes stops touching it, so its engine stops like any other.
    """
    touch(heartbeat_file, idle_seconds)
    done = threading.Event()

    def beat() -> None:
        while not done.wait(BEAT_SECONDS):
            with suppress(OSError):  # a full disk must not end a command that only reads
                touch(heartbeat_file, idle_seconds)

    thread = threading.Thread(target=beat, name="engine-presence", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        with suppress(OSError):
            touch(heartbeat_file, idle_seconds)


class HeartbeatWatch:
    """The supervisor's view of the heartbeat, by its own clock: sleeping does not count as idle."""

    def __init__(self, heartbeat_file: Path) -> None:
        """Treat the heartbeat file as touched now."""
        self._heartbeat_file = heartbeat_file
        self._seen = 0
        self._idle = QUIET_SECONDS
        self._since = time.monotonic()
        self.look()

    def look(self) -> None:
        """Read the heartbeat file again."""
        try:
            stamp = self._heartbeat_file.stat().st_mtime_ns
            if stamp == self._seen:
                return
            text = self._heartbeat_file.read_text(encoding="ascii")
            self._idle = float(text) if text.endswith("\n") else self._idle
        except (OSError, ValueError):
            return
        self._seen = stamp
        self._since = time.monotonic()

    @property
    def used(self) -> bool:
        """Whether the engine is in use."""
        return time.monotonic() - self._since < QUIET_SECONDS

    @property
    def expired(self) -> bool:
        """Whether the idle time is over."""
        return time.monotonic() - self._since >= self._idle


def seconds_left(heartbeat_file: Path) -> float | None:
    """Return how long an engine stays up without further use; None without a heartbeat file."""
    try:
        idle = float(heartbeat_file.read_text(encoding="ascii"))
        return max(0.0, heartbeat_file.stat().st_mtime + idle - time.time())
    except (OSError, ValueError):
        return None
