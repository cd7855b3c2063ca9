"""A mark that says "somebody uses the engine": touched by commands, read by its keeper."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

BEAT_SECONDS: Final = 1.0
"""How often a command that has the engine open touches the mark."""
QUIET_SECONDS: Final = 3 * BEAT_SECONDS
"""After this time without a touch nobody has the engine open."""


def touch(mark: Path, idle_seconds: float) -> None:
    """Says that the engine is used now, and may end ``idle_seconds`` after the last use."""
    mark.write_text(f"{max(idle_seconds, QUIET_SECONDS):.3f}\n", encoding="ascii")


@contextmanager
def keep_beating(mark: Path, idle_seconds: float) -> Generator[None]:
    """Touches the mark at once, regularly inside the block, and at its end.

    A command that crashes stops touching, so its engine ends like any other.
    """
    touch(mark, idle_seconds)
    done = threading.Event()

    def beat() -> None:
        while not done.wait(BEAT_SECONDS):
            with suppress(OSError):  # a full disk must not end a command that only reads
                touch(mark, idle_seconds)

    thread = threading.Thread(target=beat, name="engine-presence", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        with suppress(OSError):
            touch(mark, idle_seconds)


class HeartbeatWatch:
    """A keeper's view of the mark, by its own clock: a machine that slept was not idle."""

    def __init__(self, mark: Path) -> None:
        """The mark counts as touched now."""
        self._mark = mark
        self._seen = 0
        self._idle = QUIET_SECONDS
        self._since = time.monotonic()
        self.look()

    def look(self) -> None:
        """Reads the mark again."""
        try:
            stamp = self._mark.stat().st_mtime_ns
            if stamp == self._seen:
                return
            text = self._mark.read_text(encoding="ascii")
            self._idle = float(text) if text.endswith("\n") else self._idle
        except (OSError, ValueError):
            return
        self._seen = stamp
        self._since = time.monotonic()

    @property
    def used(self) -> bool:
        """Whether somebody has the engine open."""
        return time.monotonic() - self._since < QUIET_SECONDS

    @property
    def expired(self) -> bool:
        """Whether the idle time is over."""
        return time.monotonic() - self._since >= self._idle


def seconds_left(mark: Path) -> float | None:
    """For how long an engine stays up without further use; None where there is no mark."""
    try:
        idle = float(mark.read_text(encoding="ascii"))
        return max(0.0, mark.stat().st_mtime + idle - time.time())
    except (OSError, ValueError):
        return None
