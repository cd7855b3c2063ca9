"""A load with reading and checking, beside the bare writing of the same rows."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

import neo4j

from benchmarks.engines import shared
from benchmarks.figure import Figure, median_pair, timed
from benchmarks.raw import write, writes
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.constraints import ensure_schema
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.sweep import remove_snapshot

LIMIT: Final = 1.5
"""A load may take so many times as long as the bare writing."""
_WARM: Final = 1


def measure_load(settings: Settings, plan: Path, rounds: int) -> tuple[Figure, Figure]:
    """Return the median pair of ``rounds`` alternating loads and bare writes; and a removal.

    Written data stay until all is measured, since removal is not part of loading.
    """
    cascade = read(plan, settings=settings).cascade
    if cascade is None:
        raise ValueError(plan)
    scopes: list[str] = []
    pairs: list[tuple[float, float]] = []
    parts: list[dict[str, float]] = []
    names = [f"bench-{number}" for number in range(rounds + _WARM)]
    with open_store(settings) as store:
        ensure_schema(store)
        for number, name in enumerate(names):
            raw = _bare(store, cascade, settings, scopes)
            steps = _ours(store, plan, settings, name)
            if number >= _WARM:
                pairs.append((sum(steps.values()), raw))
                parts.append(steps)
        removing, _ = timed(lambda: drop(store, names[0], settings=settings))
        engine = f"{store.engine.name} {store.engine.version}"
        if shared():
            _remove(store, scopes, names[1:], settings)
    best = median_pair(pairs)
    size = f"{len(cascade.indicators)} indicators"
    return (
        Figure("load / bare writing", engine, size, *pairs[best], LIMIT, parts=parts[best]),
        Figure("drop / bare writing", engine, size, removing, pairs[best][1], None),
    )


def _bare(store: Store, cascade: Cascade, settings: Settings, scopes: list[str]) -> float:
    """Return the seconds of the bare write, its rows prepared; add its scope to ``scopes``."""
    scopes.append(secrets.token_hex(10))
    what = writes(cascade, scopes[-1])
    address = store.address
    auth = (address.user, address.password)
    with neo4j.GraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType]  # as the store says
        address.uri, auth=auth, telemetry_disabled=True
    ) as driver:
        driver.verify_connectivity()  # pyright: ignore[reportUnknownMemberType]
        seconds, _ = timed(lambda: write(driver, address, what, settings.batch_rows))
    return seconds


def _ours(store: Store, plan: Path, settings: Settings, name: str) -> dict[str, float]:
    """Return the seconds of a load from its files, in all and by stage."""
    reading, cascade = timed(lambda: read(plan, settings=settings, dataset=name).cascade)
    if cascade is None:
        raise ValueError(plan)
    loading, _ = timed(lambda: load(store, cascade, settings=settings))
    return {"read and check": reading, "load": loading}


def _remove(store: Store, scopes: list[str], names: list[str], settings: Settings) -> None:
    for scope in scopes:
        remove_snapshot(store, scope)
    for name in names:
        drop(store, name, settings=settings)
