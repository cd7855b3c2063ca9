"""The audit of a small edition alone, and beside a large one in the same database."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.figure import Figure, timed
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import load_rules
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

LIMIT: Final = 1.5
"""Beside a large edition the audit may take so many times as long as alone."""
_WARM: Final = 3


def measure_audit(settings: Settings, small: Path, large: Path, rounds: int) -> Figure:
    """Return the median of ``rounds`` audits of the small edition beside the large one, and alone.

    It is alone both before the large one is loaded and after its removal, so that other work on
    the machine disturbs both sides.
    """
    with open_store(settings) as store:
        lesser = _loaded(store, small, settings, "bench-small")
        alone = _audits(store, lesser[1], rounds)
        greater = _loaded(store, large, settings, "bench-large")
        beside = _audits(store, lesser[1], rounds)
        drop(store, "bench-large", settings=settings)
        alone += _audits(store, lesser[1], rounds)
        drop(store, "bench-small", settings=settings)
        engine = f"{store.engine.name} {store.engine.version}"
    size = f"{_nodes(lesser[0])} nodes beside {_nodes(greater[0])}"
    return Figure("audit beside / alone", engine, size, median(beside), median(alone), LIMIT)


def _loaded(store: Store, plan: Path, settings: Settings, name: str) -> tuple[Cascade, Edition]:
    cascade = read(plan, settings=settings, dataset=name).cascade
    if cascade is None:
        raise ValueError(plan)
    return cascade, load(store, cascade, settings=settings).edition


def _audits(store: Store, edition: Edition, rounds: int) -> list[float]:
    """Return the seconds of each of so many audits, warm."""
    rules = load_rules()
    times = [
        timed(lambda: run(store, edition, rules, store.engine))[0] for _ in range(rounds + _WARM)
    ]
    return times[_WARM:]


def _nodes(cascade: Cascade) -> int:
    return sum(1 for _ in cascade.records())
