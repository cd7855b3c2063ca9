"""Generate a country of synthetic governments with any number of indicators, as a stream.

At most one branch of one government is in memory at a time. The same seed gives the same files.
``planned.csv`` lists how many findings of each rule were planted.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from city.branch import Branch
from city.scribe import Scribe
from city.words import AGENCIES, GOALS

SMALLEST: Final = 12
"""The minimum number of indicators of a government."""
_AGENCY_SIZE: Final = 150
_AGENCIES_A_GOAL: Final = 8


def write_country(governments: int, indicators: int, out: Path, seed: int = 1) -> Counter[str]:
    """Write governments with ``indicators`` indicators in total, as folders of CSV below ``out``.

    Returns:
        How many findings of each rule were planted in all of them together.

    Raises:
        ValueError: there are too few indicators for so many governments.
    """
    if governments < 1 or indicators < governments * SMALLEST:
        message = f"A government needs at least {SMALLEST} indicators."
        raise ValueError(message)
    out.mkdir(parents=True, exist_ok=True)
    total: Counter[str] = Counter()
    width = len(str(governments))
    with (out / "planned.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["dataset", "rule", "findings"])
        for number, size in enumerate(_sizes(governments, indicators, seed), 1):
            name = f"kota-{number:0{width}d}"
            planned = write_government(name, size, out / name, _chance(seed, number))
            writer.writerows([name, rule, count] for rule, count in sorted(planned.items()))
            total.update(planned)
    return total


def write_government(
    name: str,
    indicators: int,
    folder: Path,
    chance: random.Random,
    *,
    edition: str = "1",
    as_of: int = 2025,
) -> Counter[str]:
    """Write a government with exactly so many indicators; return the planted findings by rule."""
    agencies = max(2, round(indicators / _AGENCY_SIZE))
    goals = min(len(GOALS), max(1, agencies // _AGENCIES_A_GOAL))
    with Scribe(folder) as scribe:
        scribe.write("dataset", name, edition, f"Rencana {name}", 2025, 2029, as_of)
        scribe.write("units", "pemda", f"Pemerintah {name}", "", "pemda")
        scribe.write("positions", "kepala-daerah", "Kepala Daerah", "pemda", "", "Kepala Daerah")
        branch = Branch(scribe, chance)
        for goal in range(goals):
            branch.goal(f"T{goal + 1}", GOALS[goal])
        for number, size in enumerate(split(indicators - goals, agencies), 1):
            title = f"{AGENCIES[number % len(AGENCIES)]} {number}"
            branch.agency(f"a{number}", title, size, goal=f"T{number % goals + 1}")
            if number > 1:
                branch.crosscutting(f"a{number}", f"a{chance.randint(1, number - 1)}")
        return scribe.planned


def _sizes(governments: int, indicators: int, seed: int) -> Iterator[int]:
    """Yield sizes from about half to one and a half times the mean, summing to ``indicators``."""
    chance = _chance(seed, "sizes")
    left = indicators
    for remaining in range(governments, 0, -1):
        mean = left / remaining
        wish = left if remaining == 1 else round(mean * chance.uniform(0.5, 1.5))
        size = max(SMALLEST, min(wish, left - SMALLEST * (remaining - 1)))
        left -= size
        yield size


def _chance(seed: int, purpose: object) -> random.Random:
    """Return a generator that is the same for the same seed and purpose."""
    return random.Random(f"{seed}/{purpose}")  # noqa: S311  # no secret


def split(total: int, parts: int) -> list[int]:
    """Split ``total`` into ``parts`` integers that differ by at most one.

    >>> split(8, 3)
    [3, 3, 2]
    """
    size, more = divmod(total, parts)
    return [size + 1] * more + [size] * (parts - more)
