"""How long the first word of the command line takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.figure import Figure, timed

SECONDS: Final = 0.4
"""``kinerja --help`` may take so long."""


def measure_help(rounds: int) -> Figure:
    """``kinerja --help`` beside a Python that does nothing; the limit is of seconds, as a ratio."""
    command = Path(sys.executable).with_name("kinerja")
    ours = min(_run([str(command), "--help"]) for _ in range(rounds))
    bare = min(_run([sys.executable, "-c", ""]) for _ in range(rounds))
    return Figure("kinerja --help / bare Python", "-", "-", ours, bare, SECONDS / bare, {})


def _run(words: Sequence[str]) -> float:
    seconds, _ = timed(lambda: subprocess.run(words, check=True, capture_output=True))  # noqa: S603  # our own words
    return seconds
