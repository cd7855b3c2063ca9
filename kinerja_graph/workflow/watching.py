"""Wait until an input is saved: by looking at its files again and again, on any kind of drive."""

from __future__ import annotations

import stat
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from kinerja_graph.sources.formats import format_of

PAUSE: Final = 0.5
"""Seconds between two looks."""
MISSING_FOR: Final = 10
"""After so many looks at which it is missing, a file is gone rather than being replaced."""
_NOT_INPUT: Final = ("~$", ".")
"""Names of files that only say who has a workbook open begin so, and those of hidden ones."""
InputState = Mapping[str, tuple[int, int]]
"""The time of change in nanoseconds and the size in bytes of each file of an input, by name."""


def input_state(path: Path) -> InputState:
    """Return the state of an input: of the file, or of the files of a folder that can be read.

    It is empty while the input is missing or out of reach.
    """
    try:
        found = path.stat()
        if not stat.S_ISDIR(found.st_mode):
            return {path.name: (found.st_mtime_ns, found.st_size)}
        states = {file.name: file.stat() for file in path.iterdir() if _is_input(file.name)}
    except (OSError, ValueError):
        return {}
    return {name: (one.st_mtime_ns, one.st_size) for name, one in states.items()}


def wait_for_save(
    path: Path, seen: InputState, *, pause: Callable[[float], None] = time.sleep
) -> InputState:
    """Wait until an input differs from what was seen of it, and rests; return its new state.

    A file that is missing or empty is waited for, since an editor may be replacing it; only after
    ``MISSING_FOR`` looks it counts as gone.

    Args:
        path: the input.
        seen: its state before it was read last.
        pause: waits so many seconds.
    """
    last, steady = seen, 0
    while True:
        pause(PAUSE)
        now = input_state(path)
        steady = steady + 1 if now == last else 0
        last = now
        if now != seen and steady >= (MISSING_FOR if _lacks(now, seen) else 1):
            return now


def _is_input(name: str) -> bool:
    return not name.startswith(_NOT_INPUT) and format_of(name) is not None


def _lacks(now: InputState, seen: InputState) -> bool:
    """Return whether a file that was there is missing, or empty."""
    return any(size and not now.get(name, (0, 0))[1] for name, (_time, size) in seen.items())
