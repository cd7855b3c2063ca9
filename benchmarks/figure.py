"""One measured figure, and all of a run as a table and as JSON."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
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
        ours: what the product needs, in ``unit``.
        beside: what the other side needs, in ``unit``; None where the limit is of ``ours``.
        limit: what the ratio, or without another side ``ours``, must not pass; None: told only.
        parts: steps of ours, or other figures of the same run, by name.
        unit: ``s`` or ``MB``.
    """

    name: str
    engine: str
    size: str
    ours: float
    beside: float | None
    limit: float | None
    parts: dict[str, float] = field(default_factory=dict[str, float])
    unit: str = "s"

    @property
    def measure(self) -> float:
        """The number compared with the limit."""
        return self.ours if self.beside is None else self.ours / self.beside

    @property
    def holds(self) -> bool:
        """Whether the figure is within the limit."""
        return self.limit is None or self.measure <= self.limit


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds that ``work`` took, and its result."""
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer


def median_pair(pairs: Sequence[tuple[float, float]]) -> int:
    """Return the index of the pair with the median ratio; of an even number, the better one.

    >>> median_pair([(3.0, 1.0), (1.0, 1.0), (2.0, 1.0)])
    2
    """
    order = sorted(range(len(pairs)), key=lambda number: pairs[number][0] / pairs[number][1])
    return order[(len(order) - 1) // 2]


def show(figures: Iterable[Figure]) -> None:
    """Print the figures as a table."""
    table = Table("figure", "engine", "size", "ours", "beside", "ratio", "limit", "", "parts")
    for item in figures:
        alone = item.beside is None
        table.add_row(
            item.name,
            item.engine,
            item.size,
            _amount(item.ours, item.unit),
            "-" if item.beside is None else _amount(item.beside, item.unit),
            "-" if alone else f"{item.measure:.2f}",
            "-" if item.limit is None else _amount(item.limit, item.unit if alone else ""),
            "told" if item.limit is None else "holds" if item.holds else "passed",
            ", ".join(f"{name} {amount:.2f}" for name, amount in item.parts.items()),
        )
    Console(width=150).print(table)


def write_figures(figures: Sequence[Figure], path: Path) -> None:
    """Write the figures as JSON, with the machine they were measured on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "machine": {"system": platform.platform(), "python": platform.python_version()},
        "figures": [
            asdict(item) | {"measure": item.measure, "holds": item.holds} for item in figures
        ],
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _amount(number: float, unit: str) -> str:
    return f"{number:,.0f} MB" if unit == "MB" else f"{number:.2f} {unit}".rstrip()
