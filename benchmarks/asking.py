"""``trace --up`` from the bottom, and ``align`` of the outcome behind which most stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.engines import shared
from benchmarks.figure import Figure, timed
from kinerja_graph.analysis.alignment import align
from kinerja_graph.analysis.lineage import trace
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

TRACE_SECONDS: Final = 0.030
ALIGN_SECONDS: Final = {"neo4j": 1.0, "arcadedb": 3.0}
_NAME: Final = "bench-asking"
_WARM: Final = 3


def measure_asking(settings: Settings, plan: Path, rounds: int) -> Iterator[Figure]:
    """Time each view on a warm engine, the best of ``rounds``, against the seconds allowed."""
    cascade = read(plan, settings=settings, dataset=_NAME).cascade
    if cascade is None:
        raise ValueError(plan)
    bottom, top = bottom_of(cascade), top_of(cascade)
    with open_store(settings) as store:
        edition = load(store, cascade, settings=settings).edition
        engine = f"{store.engine.name} {store.engine.version}"
        traces = [timed(lambda: trace(store, edition, bottom)) for _ in range(rounds * 5 + _WARM)]
        aligns = [timed(lambda: align(store, edition, top)) for _ in range(rounds + _WARM)]
        if shared():
            drop(store, _NAME, settings=settings)
    within = ALIGN_SECONDS[store.engine.name]
    for name, runs, size, limit in (
        ("trace --up / its limit", traces, len(traces[0][1].nodes), TRACE_SECONDS),
        ("align / its limit", aligns, len(aligns[0][1].records), within),
    ):
        told = f"{size} of {len(cascade.indicators)} indicators' records"
        yield Figure(name, engine, told, min(took for took, _ in runs[_WARM:]), limit, 1.0, {})


def bottom_of(cascade: Cascade) -> str:
    """Return the id of the last task, or else of the last indicator."""
    return cascade.tasks[-1].id if cascade.tasks else cascade.indicators[-1].id


def top_of(cascade: Cascade) -> str:
    """Return the id of the result of level 0 that most records reach."""
    below: dict[str, list[str]] = {}
    pairs = [(edge.source, edge.target) for edge in cascade.contributions]
    pairs += [(link.source, link.target) for link in cascade.links if link.type == "MEASURES"]
    for low, high in pairs:
        below.setdefault(high, []).append(low)
    tops = [item.id for item in cascade.objectives if item.level == 0]
    return max(tops, key=lambda top: len(_reached(top, below)))


def _reached(top: str, below: dict[str, list[str]]) -> set[str]:
    found, waiting = {top}, [top]
    while waiting:
        fresh = [low for low in below.get(waiting.pop(), ()) if low not in found]
        found.update(fresh)
        waiting += fresh
    return found
