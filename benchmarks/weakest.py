"""The single points of the outcome with most behind it, beside the seconds that they may take."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from benchmarks.engines import shared
from benchmarks.figure import Figure, timed
from kinerja_graph.analysis.weak_points import weakest
from kinerja_graph.analysis.whole_chain import whole_chain
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

SECONDS: Final = 3.0
"""Of an engine that is warm, for one outcome of a plan of 100,000 indicators."""
_WARM: Final = 2
_NAME: Final = "bench-weakest"


def measure_weakest(settings: Settings, plan: Path, rounds: int) -> Figure:
    """Time the answer for the outcome of level 0 that most results reach, best of ``rounds``."""
    cascade = read(plan, settings=settings, dataset=_NAME).cascade
    if cascade is None:
        raise ValueError(plan)
    with open_store(settings) as store:
        edition = load(store, cascade, settings=settings).edition
        chain = whole_chain(store, edition)
        top = max(sorted(chain.outcomes), key=lambda one: len(chain.behind(one)))
        first, answer = timed(lambda: weakest(store, edition, top))
        times = [first]
        for _ in range(rounds + _WARM - 1):
            taken, answer = timed(lambda: weakest(store, edition, top))
            times.append(taken)
        walk, _ = timed(lambda: whole_chain(store, edition))
        if shared():
            drop(store, _NAME, settings=settings)
        engine = f"{store.engine.name} {store.engine.version}"
    size = (
        f"{len(cascade.indicators)} indicators, {answer.reaching} reach it, "
        f"{len(answer.points)} points"
    )
    ours = min(times[_WARM:])
    return Figure("whatif --weakest / limit", engine, size, ours, SECONDS, 1.0, {"read": walk})
