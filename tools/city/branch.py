"""One agency of a synthetic government: results down to the SOP steps, and a few faults."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from city.growth import RANKS
from city.scribe import Scribe
from city.words import FIELDS, PLACES, STATES, STEPS

YEARS: Final = range(2025, 2030)
CLOSED: Final = 2025
_PROGRAMME, _TEAM, _SUB_ACTIVITY = 2, 3, 4
"""The levels at which divisions, outputs and steps begin."""
FAULT_RATE: Final = 0.02
"""The share of indicators, and of steps, with a fault."""
_BELOW: Final = {1: 40, 2: 9, 3: 2}
"""The number of indicators in a branch below a result, by its level."""
_INDICATOR_FAULTS: Final = (
    "missing-measure-unit",
    "missing-formula",
    "missing-data-source",
    "missing-baseline",
    "missing-annual-target",
    "missing-realisation",
    "target-against-polarity",
    "target-leap",
)
_STEP_FAULTS: Final = ("task-without-performer", "task-without-standard", "detached-task")


@dataclass(frozen=True, slots=True)
class Position:
    """Where to add a result: its id, level and unit, and the result and post above it."""

    name: str
    level: int
    unit: str
    above: str
    superior: str


class Branch:
    """Adds agencies to the tables of one government."""

    def __init__(self, scribe: Scribe, chance: random.Random) -> None:
        """Write to ``scribe``; all random choices come from ``chance``."""
        self._scribe = scribe
        self._chance = chance
        self._count = 0

    def goal(self, name: str, title: str) -> None:
        """Add a goal of the government with one indicator."""
        self._scribe.write("objectives", name, title, 0, "kepala-daerah", "")
        self._indicators(name, 0, "kepala-daerah", 1)

    def agency(self, name: str, title: str, indicators: int, goal: str) -> None:
        """Add an agency with exactly so many indicators (at least three) below a goal."""
        self._scribe.write("units", name, title, "pemda", "opd")
        self._result(Position(f"{name}-1", 1, name, goal, "kepala-daerah"), indicators)

    def crosscutting(self, lower: str, upper: str) -> None:
        """Link an agency's first programme to another agency's outcome; some are never accepted."""
        status = "accepted"
        if self._chance.random() < 4 * FAULT_RATE:
            status = self._chance.choice(("requested", "rejected"))
            rule = "unaccepted" if status == "requested" else "rejected"
            self._scribe.plant(f"{rule}-contribution")
        because = "Jika programnya berjalan, maka hasil instansi mitra membaik"
        ends = (f"{lower}-1.1", f"{upper}-1")
        self._scribe.write("contributions", *ends, "crosscutting", status, because)

    def _result(self, spot: Position, indicators: int) -> None:
        """Add a result and everything below it, with ``indicators`` indicators in total."""
        least = max(1, _SUB_ACTIVITY - spot.level)
        own = min(self._chance.randint(1, 2), indicators - least + 1)
        unit = spot.unit
        if spot.level == _PROGRAMME:
            unit = f"{spot.name}-u"
            self._scribe.write("units", unit, f"Bidang {spot.name}", spot.unit, "unit")
        post = f"p-{spot.name}"
        self._post(post, unit, spot)
        self._objective(spot, post)
        rest = indicators - own if spot.level in _BELOW else 0
        self._indicators(spot.name, spot.level, post, indicators - rest)
        if spot.level == _SUB_ACTIVITY:
            self._steps(spot.name, post)
        for number, size in enumerate(_split_indicators(rest, spot.level), 1):
            lower = Position(f"{spot.name}.{number}", spot.level + 1, unit, spot.name, post)
            self._result(lower, size)

    def _post(self, post: str, unit: str, spot: Position) -> None:
        title = f"{RANKS[spot.level]} {spot.name}"
        self._scribe.write("positions", post, title, unit, spot.superior, RANKS[spot.level])

    def _objective(self, spot: Position, post: str) -> None:
        self._count += 1
        title = f"{self._chance.choice(STATES)} {self._chance.choice(FIELDS)}"
        place = self._chance.choice(PLACES)
        if self._chance.random() < FAULT_RATE / 2:
            title = f"Menyusun {title.lower()}"
            self._scribe.plant("activity-worded-objective")
        name = f"{title} di {place} {self._count}"
        because = "Jika keadaan ini tercapai, maka sasaran di atasnya membaik"
        if self._chance.random() < FAULT_RATE / 2:
            because = ""
            self._scribe.plant("unstated-logic")
        self._scribe.write("objectives", spot.name, name, spot.level, post, spot.above)
        self._scribe.write("contributions", spot.name, spot.above, "vertical", "", because)

    def _indicators(self, objective: str, level: int, owner: str, number: int) -> None:
        for letter in range(number):
            fault = ""
            if self._chance.random() < FAULT_RATE:
                fault = self._chance.choice(_INDICATOR_FAULTS)
                self._scribe.plant(fault)
            self._indicator(objective, f"{objective}{chr(97 + letter)}", level, owner, fault)

    def _indicator(self, objective: str, name: str, level: int, owner: str, fault: str) -> None:
        chance = self._chance
        start = chance.randint(30, 60)
        step = chance.randint(10, 70) / 10
        self._scribe.write(
            "indicators",
            name,
            f"Persentase {chance.choice(FIELDS)} yang memenuhi standar {name}",
            objective,
            "",
            "outcome" if level < _TEAM else "output",
            owner,
            "" if fault == "missing-measure-unit" else "persen",
            "up",
            "" if fault == "missing-baseline" else start,
            "" if fault == "missing-formula" else "yang memenuhi standar ÷ seluruhnya × 100",
            "" if fault == "missing-data-source" else "Laporan tahunan perangkat daerah",
        )
        self._scribe.write_all("values", self._years(name, start, step, fault))

    def _years(self, name: str, start: int, step: float, fault: str) -> list[tuple[object, ...]]:
        targets: list[float | str] = [
            round(start + step * number, 1) for number, _ in enumerate(YEARS, 1)
        ]
        if fault == "missing-annual-target":
            targets[self._chance.randrange(len(targets))] = ""
        elif fault == "target-against-polarity":
            targets[2] = round(start + step * 0.5, 1)
        elif fault == "target-leap":
            targets[4] = round((start + step * 4) * 2.5, 1)
        realisation = round(start + step * self._chance.uniform(0.4, 1.4), 1)
        known = "" if fault == "missing-realisation" else realisation
        return [
            (name, year, target, known if year == CLOSED else "")
            for year, target in zip(YEARS, targets, strict=True)
        ]

    def _steps(self, objective: str, post: str) -> None:
        for number in range(1, self._chance.randint(1, 2) + 1):
            title, output, minutes, volume = self._chance.choice(STEPS)
            fault = ""
            if self._chance.random() < FAULT_RATE:
                fault = self._chance.choice(_STEP_FAULTS)
                self._scribe.plant(fault)
            self._scribe.write(
                "tasks",
                f"t-{objective}-{number}",
                f"{title} {objective}",
                f"Kegiatan {objective}",
                number,
                "" if fault == "task-without-performer" else post,
                1,
                "" if fault == "task-without-standard" else output,
                minutes,
                "minute",
                volume,
                "" if fault == "detached-task" else f"{objective}a",
            )


def _split_indicators(indicators: int, level: int) -> list[int]:
    """Return the number of indicators for each branch below a result of ``level``."""
    if indicators == 0:
        return []
    branches = max(1, round(indicators / _BELOW[level]))
    if level == _TEAM:
        branches = -(-indicators // _BELOW[level])
    size, more = divmod(indicators, branches)
    return [size + 1] * more + [size] * (branches - more)
