"""``kinerja check`` from the first key to the prompt, warm, and ``report`` as PDF."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.figure import Figure, timed
from benchmarks.floor import measure_floor
from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import open_store

CITY_SECONDS: Final = 1.0
GOVERNMENT_SECONDS: Final = 2.5
REPORT_SECONDS: Final = 4.0
CITY: Final = Path(__file__).parent.parent / "examples" / "city" / "2026-murni"
_EMPTY: Final = Statement("empty", "RETURN 1 AS one")
_WARM: Final = 3
_SETTLED: Final = 50
"""Rounds after which a server that has just started has compiled what it runs often."""
_BEFORE: Final = "KINERJA_BENCH_BEFORE"
"""Another ``kinerja`` to be measured in turns with ours, such as that of the main branch."""


def measure_checks(
    settings: Settings, government: Path, indicators: int, rounds: int
) -> Iterator[Figure]:
    """Yield the median times of the commands, each beside an empty statement of the same engine.

    The commands are processes of their own; the engine runs before they start. Beside each check
    stands its floor: what the same engine needs for the statements of its rules alone.
    """
    with open_store(settings) as store:
        engine = f"{store.engine.name} {store.engine.version}"
    report = settings.home / "report.pdf"
    load = ["load", str(CITY)]
    for name, size, limit, plan, words in (
        ("check", "the city", CITY_SECONDS, CITY, ["check", str(CITY)]),
        (
            "check",
            f"{indicators} indicators",
            GOVERNMENT_SECONDS,
            government,
            ["check", str(government)],
        ),
        ("report as PDF", "the city", REPORT_SECONDS, None, ["report", "--out", str(report)]),
    ):
        if plan is None:
            _run(_ours(), load, settings)
        # only the first figure meets a server that has just started
        taken, other = _in_turns(words, settings, rounds, _SETTLED if plan is CITY else _WARM)
        empty = _empty(settings, rounds)
        parts = {"empty statement": empty, "client CPU": median(cpu for _, cpu in taken)}
        if plan is not None:
            parts["floor: the rules' statements"] = measure_floor(settings, plan, rounds)
        if other:
            parts["before"] = median(seconds for seconds, _ in other)
            parts["before, client CPU"] = median(cpu for _, cpu in other)
        ours = median(seconds for seconds, _ in taken)
        yield Figure(name, engine, size, ours, None, limit, parts)


def _in_turns(
    words: Sequence[str], settings: Settings, rounds: int, warm: int
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Return seconds and client CPU seconds of our command, and of the one before ours."""
    other = os.environ.get(_BEFORE)
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    for number in range(rounds + warm):
        taken = _run(_ours(), words, settings)
        beside = _run(other, words, settings) if other else None
        if number >= warm:
            ours.append(taken)
            theirs += [beside] if beside else []
    return ours, theirs


def _ours() -> str:
    return str(Path(sys.executable).with_name("kinerja"))


def _run(program: str, words: Sequence[str], settings: Settings) -> tuple[float, float]:
    """Return the seconds of a command, and the seconds of CPU that its process took."""
    environment = {
        **os.environ,
        "KINERJA_URL": settings.url,
        "KINERJA_HOME": str(settings.home),
        "KINERJA_USER": settings.user,
        "KINERJA_PASSWORD": settings.password,
        "KINERJA_DATABASE": settings.database,
        "KINERJA_MEMORY": settings.memory,
        "KINERJA_IDLE": str(settings.idle),
    }
    before = os.times()
    seconds, done = timed(
        lambda: subprocess.run([program, *words], env=environment, capture_output=True)  # noqa: S603, PLW1510  # our own words; 1: findings
    )
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr.decode())
    after = os.times()
    cpu = after.children_user + after.children_system
    return seconds, cpu - before.children_user - before.children_system


def _empty(settings: Settings, rounds: int) -> float:
    """Return the median time of a statement that asks the engine nothing."""
    with open_store(settings) as store:
        return median(timed(lambda: store.read(_EMPTY))[0] for _ in range(rounds * 5 + _WARM))
