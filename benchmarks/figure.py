"""One measured figure, and all of a run as a table and as JSON."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, beside what it is held against.

    Attributes:
        name: what was measured.
        engine: the engine and its version, or ``-``.
        size: of what size.
        ours: seconds of the product, the least of the rounds.
        beside: seconds of what it is held against, the least of the rounds.
        limit: the ratio that must not be passed.
        parts: seconds of the steps of ours in its best round, by name.
    """

    name: str
    engine: str
    size: str
    ours: float
    beside: float
    limit: float
    parts: dict[str, float]

    @property
    def ratio(self) -> float:
        """Ours by beside."""
        return self.ours / self.beside

    @property
    def holds(self) -> bool:
        """Whether the ratio keeps to its limit."""
        return self.ratio <= self.limit


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """The seconds that ``work`` took, and what it gave."""
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer


def show(figures: Iterable[Figure]) -> None:
    """The figures as a table on stdout."""
    table = Table("figure", "engine", "size", "ours s", "beside s", "ratio", "limit", "", "parts s")
    for item in figures:
        table.add_row(
            item.name,
            item.engine,
            item.size,
            f"{item.ours:.3f}",
            f"{item.beside:.3f}",
            f"{item.ratio:.2f}",
            f"{item.limit:.2f}",
            "holds" if item.holds else "passed",
            ", ".join(f"{name} {seconds:.2f}" for name, seconds in item.parts.items()),
        )
    Console(width=140).print(table)


def keep(figures: Sequence[Figure], path: Path) -> None:
    """The figures as JSON, with what they were measured on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "machine": {"system": platform.platform(), "python": platform.python_version()},
        "figures": [asdict(item) | {"ratio": item.ratio, "holds": item.holds} for item in figures],
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
