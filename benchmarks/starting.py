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
    """Return the least time of ``kinerja --help``, beside a Python that does nothing."""
    command = Path(sys.executable).with_name("kinerja")
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        ours.append(_run([str(command), "--help"]))
        bare.append(_run([sys.executable, "-c", ""]))
    parts = {"bare Python": min(bare)}
    return Figure("kinerja --help", "-", "-", min(ours), None, SECONDS, parts=parts)


def _run(words: Sequence[str]) -> float:
    seconds, _ = timed(lambda: subprocess.run(words, check=True, capture_output=True))  # noqa: S603  # our own words
    return seconds
