"""How long the proposal of a large matrix takes, from the start of the program to its answer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.figure import Figure, timed
from benchmarks.sheets import write_matrix

ROWS: Final = 5_000
SECONDS: Final = 2.0
"""CPU that ``kinerja import SHEET`` may need for so many rows, with the start of the program."""


def measure_proposing(top: Path, rounds: int) -> Iterator[Figure]:
    """Measure ``kinerja import SHEET --json``: least CPU, beside wall time and the mere start.

    What is proposed is read in memory too, as the screen shows it; the map is written.
    """
    command = str(Path(sys.executable).with_name("kinerja"))
    for ending in ("csv", "xlsx"):
        sheet = write_matrix(ROWS, top / f"proposed-{ending}.{ending}")
        ours: list[tuple[float, float]] = []
        bare: list[tuple[float, float]] = []
        for _ in range(rounds):
            sheet.with_name(f"{sheet.stem}.map.yaml").unlink(missing_ok=True)
            ours.append(_run([command, "import", sheet.name, "--json"], top))
            bare.append(_run([command, "--help"], top))
        parts = {"wall": min(wall for _cpu, wall in ours), "kinerja --help": min(bare)[0]}
        needed = min(cpu for cpu, _wall in ours)
        size = f"{ROWS} rows"
        yield Figure(f"proposing {ending.upper()}", "-", size, needed, None, SECONDS, parts)


def _run(words: Sequence[str], folder: Path) -> tuple[float, float]:
    """Return the CPU and the wall seconds of a process."""
    before = os.times()
    wall, _ = timed(
        lambda: subprocess.run(words, check=True, capture_output=True, cwd=folder)  # noqa: S603  # our own words
    )
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system, wall
