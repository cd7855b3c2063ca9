"""The service beside its engine: ``trace --up`` by HTTP, and an outcome asked by many at once."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

import httpx
import neo4j

from benchmarks.asking import bottom_of, top_of
from benchmarks.engines import shared
from benchmarks.figure import Figure, timed
from kinerja_graph.library.queries import named
from kinerja_graph.model.edition import Edition, node_key
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.opening import open_store

TRACE_RATIO: Final = 1.5
OUTCOME_SECONDS: Final = 1 / 200
"""An answer of an outcome, of those that one second has room for."""
CONNECTIONS: Final = 20
ASKED: Final = 400
"""Questions of each round."""
_NAME: Final = "bench-service"
_TOKEN: Final = "a-word-of-the-bench-that-is-long-enough"  # noqa: S105  # of a service on loopback
_WARM: Final = 20
_START_SECONDS: Final = 60.0
_OK: Final = 200


def measure_service(settings: Settings, plan: Path, rounds: int) -> Iterator[Figure]:
    """``trace --up`` by HTTP beside its statement by the bare driver; an outcome by many at once.

    What is asked again is an answer that the service keeps; ``first`` among the parts is an answer
    that it makes. Both sides are asked in turns.
    """
    cascade = read(plan, settings=settings, dataset=_NAME).cascade
    if cascade is None:
        raise ValueError(plan)
    bottom, top = bottom_of(cascade), top_of(cascade)
    with open_store(settings) as store:
        edition = load(store, cascade, settings=settings).edition
        engine = f"{store.engine.name} {store.engine.version}"
        size = f"{len(cascade.indicators)} indicators"
        with served(settings, store) as client:
            yield _trace(client, store, edition, bottom, rounds, (engine, size))
            yield _outcome(client, top, (engine, size))
        if shared():
            drop(store, _NAME, settings=settings)


def _trace(
    client: httpx.Client,
    store: Store,
    edition: Edition,
    name: str,
    rounds: int,
    told: tuple[str, str],
) -> Figure:
    path = f"/trace/{quote(name, safe='')}?dataset={_NAME}"
    with raw_trace(store, edition, name) as bare:
        pairs = [
            (
                timed(bare)[0],
                timed(lambda: _asked(client, path))[0],
                timed(lambda depth=number: _asked(client, f"{path}&depth={1000 + depth}"))[0],
            )
            for number in range(_WARM + rounds * 20)
        ]
    raw, again, first = (statistics.median(side) for side in zip(*pairs[_WARM:], strict=True))
    parts = {"first ms": first * 1000, "again ms": again * 1000, "raw ms": raw * 1000}
    return Figure("trace --up by HTTP / raw", *told, again, raw, TRACE_RATIO, parts)


def _outcome(client: httpx.Client, name: str, told: tuple[str, str]) -> Figure:
    path = f"/align/{quote(name, safe='')}?dataset={_NAME}"
    again = _by_many(client, lambda _: path)
    first = _by_many(client, lambda number: f"{path}&limit={1 + number}")
    parts = {"again per s": 1 / again, "first per s": 1 / first}
    return Figure("an outcome, 20 connections", *told, again, None, OUTCOME_SECONDS, parts)


def _by_many(client: httpx.Client, path_of: Callable[[int], str]) -> float:
    """Seconds for each question, of many that are asked at the same time."""
    _asked(client, path_of(ASKED))
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        began = time.perf_counter()
        for _ in pool.map(lambda number: _asked(client, path_of(number)), range(ASKED)):
            pass
        return (time.perf_counter() - began) / ASKED


def _asked(client: httpx.Client, path: str) -> bytes:
    answer = client.get(path)
    if answer.status_code != _OK:
        raise RuntimeError(answer.text)
    return answer.content


@contextmanager
def raw_trace(store: Store, edition: Edition, name: str) -> Iterator[Callable[[], object]]:
    """The one statement of ``trace --up`` by the bare driver, its rows fetched."""
    address = store.address
    text = named("trace-up").text
    key = node_key(edition.scope, name)
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(database=address.database) as session,
    ):
        yield lambda: [record.data() for record in session.run(text, key=key)]


@contextmanager
def served(settings: Settings, store: Store) -> Iterator[httpx.Client]:
    """A client of a service in a process of its own, as it is run in earnest."""
    with socket.create_server(("127.0.0.1", 0)) as ear:
        port: int = ear.getsockname()[1]
    environment = os.environ | {
        "KINERJA_HOME": str(settings.home),
        "KINERJA_URL": settings.url,
        "KINERJA_USER": settings.user,
        "KINERJA_PASSWORD": settings.password,
        "KINERJA_DATABASE": store.address.database if settings.url != "embedded" else "neo4j",
        "KINERJA_MEMORY": settings.memory,
        "KINERJA_TOKEN": _TOKEN,
    }
    words = [sys.executable, "-m", "uvicorn", "kinerja_api.app:create_app", "--factory"]
    more = ["--port", str(port), "--log-level", "error", "--no-access-log"]
    with (
        subprocess.Popen([*words, *more], env=environment) as process,  # noqa: S603  # our own service
        httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            headers={"Authorization": f"Bearer {_TOKEN}"},
            timeout=60,
            limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
        ) as client,
    ):
        try:
            _wait(client)
            yield client
        finally:
            process.terminate()


def _wait(client: httpx.Client) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            _asked(client, "/datasets")
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
