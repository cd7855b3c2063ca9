"""The whole matrix of a large edition, held against the seconds that it may take."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.engines import shared
from benchmarks.figure import Figure, timed
from kinerja_graph.analysis.matrix import matrix
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

SECONDS: Final[Mapping[str, float]] = {"neo4j": 3.0, "arcadedb": 10.0}
"""Of 100,000 indicators, on a warm engine, inside one process."""
_NAME: Final = "bench-matrix"
_WARM: Final = 2


def measure_matrix(settings: Settings, plan: Path, rounds: int) -> Figure:
    """Time the matrix on a warm engine, the best of ``rounds``."""
    with open_store(settings) as store:
        cascade = read(plan, settings=settings, dataset=_NAME).cascade
        if cascade is None:
            raise ValueError(plan)
        edition = load(store, cascade, settings=settings).edition
        answers = [timed(lambda: matrix(store, edition)) for _ in range(rounds + _WARM)][_WARM:]
        if shared():
            drop(store, _NAME, settings=settings)
        seconds, answer = min(answers, key=lambda one: one[0])
        size = (
            f"{len(cascade.indicators)} indicators, {len(answer.agencies)} agencies, "
            f"{len(answer.outcomes)} outcomes"
        )
        engine = f"{store.engine.name} {store.engine.version}"
        return Figure("matrix", engine, size, seconds, SECONDS[store.engine.name], 1.0, {})
