"""The service beside its engine: answers by HTTP, and an outcome asked by many at once."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final, LiteralString, cast
from urllib.parse import quote

import neo4j

from benchmarks.asking import bottom_of, top_of
from benchmarks.engines import shared
from benchmarks.figure import Figure, timed
from kinerja_api.question import MOST_ROWS
from kinerja_graph.analysis.alignment import align
from kinerja_graph.analysis.matrix import matrix
from kinerja_graph.audit.run import run
from kinerja_graph.library.queries import named
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import Reader, Statement
from kinerja_graph.model.edition import Edition, node_key
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

HTTP_RATIO: Final = 1.5
"""An answer by HTTP beside its statements by the bare driver, their rows fetched."""
OUTCOME_SECONDS: Final = 1 / 200
"""An answer of an outcome, of those that one second has room for."""
CONNECTIONS: Final = 20
MADE_RATIO: Final = 1.5
"""Ours beside the engine's own limit: its statements alone by as many connections."""
ASKED: Final = 400
"""Answers that are kept, asked for at once."""
MADE: Final = 60
"""The same of answers that are made."""
_NAME: Final = "bench-service"
_TOKEN: Final = "a-word-of-the-bench-that-is-long-enough"  # noqa: S105  # of a service on loopback
_HEADERS: Final = {"Authorization": f"Bearer {_TOKEN}", "Accept-Encoding": "gzip"}
_WARM: Final = 100
_WARM_WHOLE: Final = 5
_START_SECONDS: Final = 60.0
_OK: Final = 200


def measure_service(settings: Settings, plan: Path, rounds: int) -> Iterator[Figure]:
    """Time answers by HTTP beside the bare driver's statements; and many concurrent outcomes.

    ``trace --up`` and the outcome are timed with computed and with cached answers, the matrix and
    the audit with computed ones only; the two sides take turns.
    """
    cascade = read(plan, settings=settings, dataset=_NAME).cascade
    if cascade is None:
        raise ValueError(plan)
    bottom, top = bottom_of(cascade), top_of(cascade)
    with open_store(settings) as store:
        edition = load(store, cascade, settings=settings).edition
        engine_and_size = (
            f"{store.engine.name} {store.engine.version}",
            f"{len(cascade.indicators)} indicators",
        )
        with running_service(settings, store) as client:
            yield from _trace(client, store, edition, bottom, rounds, engine_and_size)
            yield from _whole(client, store, edition, rounds, engine_and_size)
            yield from _outcome(client, store, edition, top, engine_and_size)
        if shared():
            drop(store, _NAME, settings=settings)


def _trace(
    client: Client,
    store: Store,
    edition: Edition,
    name: str,
    rounds: int,
    engine_and_size: tuple[str, str],
) -> Iterator[Figure]:
    path = f"/trace/{quote(name, safe='')}?dataset={_NAME}"
    with raw_trace(store, edition, name) as bare:
        taken = [
            (
                timed(bare)[0],
                timed(lambda: client.get(path))[0],
                timed(lambda depth=number: client.get(f"{path}&depth={1000 + depth}"))[0],
            )
            for number in range(_WARM + rounds * 20)
        ]
    raw, kept, made = (statistics.median(side) for side in zip(*taken[_WARM:], strict=True))
    parts = {"made ms": made * 1000, "kept ms": kept * 1000, "raw ms": raw * 1000}
    yield Figure("trace --up by HTTP, made / raw", *engine_and_size, made, raw, HTTP_RATIO, parts)
    yield Figure("trace --up by HTTP, kept / raw", *engine_and_size, kept, raw, HTTP_RATIO, {})


def _whole(
    client: Client, store: Store, edition: Edition, rounds: int, engine_and_size: tuple[str, str]
) -> Iterator[Figure]:
    """Yield the figures of the matrix and of the audit, each for the whole edition."""
    rules, engine = load_rules(), store.engine
    works: dict[str, tuple[str, Callable[[Reader], object]]] = {
        "matrix": (f"/matrix?dataset={_NAME}&limit=", lambda reader: matrix(reader, edition)),
        "audit": (
            f"/audit?dataset={_NAME}&limit=",
            lambda reader: run(reader, edition, rules, engine),
        ),
    }
    for name, (path, work) in works.items():
        with raw_statements(store, work) as bare:
            taken = [
                (
                    timed(lambda: bare(None))[0],
                    timed(lambda url=f"{path}{MOST_ROWS - number}": client.get(url))[0],
                )
                for number in range(_WARM_WHOLE + rounds * 4)
            ]
        raw, made = (statistics.median(side) for side in zip(*taken[_WARM_WHOLE:], strict=True))
        parts = {"made ms": made * 1000, "raw ms": raw * 1000}
        yield Figure(f"{name} by HTTP, made / raw", *engine_and_size, made, raw, HTTP_RATIO, parts)


def _outcome(
    client: Client, store: Store, edition: Edition, name: str, engine_and_size: tuple[str, str]
) -> Iterator[Figure]:
    path = f"/align/{quote(name, safe='')}?dataset={_NAME}"
    client.get(path)
    kept = time_concurrently(lambda _: client.get(path), ASKED)
    yield Figure(
        "an outcome kept, 20 connections",
        *engine_and_size,
        kept,
        None,
        OUTCOME_SECONDS,
        {"per s": 1 / kept},
    )
    with raw_statements(store, lambda reader: align(reader, edition, name)) as bare:
        raw = time_concurrently(bare, MADE)
        made = time_concurrently(lambda number: client.get(f"{path}&limit={1 + number}"), MADE)
    parts = {"per s": 1 / made, "raw per s": 1 / raw}
    yield Figure(
        "an outcome made, 20 connections / raw", *engine_and_size, made, raw, MADE_RATIO, parts
    )


def time_concurrently(work: Callable[[int], object], times: int) -> float:
    """Return the seconds of each of many concurrent calls."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        began = time.perf_counter()
        for _ in pool.map(work, range(times)):
            pass
        return (time.perf_counter() - began) / times


class Client:
    """Asks a service; each thread by a connection of its own, which it keeps.

    It does no more than HTTP needs, so that what is measured is the service.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._own = threading.local()

    def get(self, path: str) -> bytes:
        """Return the body of the answer.

        Raises:
            RuntimeError: the answer is a failure.
            OSError, HTTPException: nothing answers.
        """
        line: HTTPConnection | None = getattr(self._own, "line", None)
        if line is None:
            line = self._own.line = HTTPConnection("127.0.0.1", self._port, timeout=120)
        try:
            line.request("GET", path, headers=_HEADERS)
            answer = line.getresponse()
            body = answer.read()
        except OSError:
            line.close()
            raise
        if answer.status != _OK:
            raise RuntimeError(body)
        return body


class _RecordingReader:
    """A reader that keeps what was asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[tuple[str, dict[str, object]]] = []

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        self.asked.append((statement.text, values))
        return self._store.read(statement, seconds=seconds, **values)


@contextmanager
def raw_statements(
    store: Store, work: Callable[[Reader], object]
) -> Generator[Callable[[object], object]]:
    """Yield a function that repeats all statements of ``work`` by the bare driver, thread-safe."""
    listening = _RecordingReader(store)
    work(listening)
    address = store.address
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:

        def bare(_: object) -> object:
            with driver.session(database=address.database) as session:
                return [
                    [record.data() for record in session.run(cast("LiteralString", text), values)]
                    for text, values in listening.asked
                ]

        yield bare


@contextmanager
def raw_trace(store: Store, edition: Edition, name: str) -> Iterator[Callable[[], object]]:
    """Yield a function that runs the statement of ``trace --up`` by the bare driver."""
    address = store.address
    text = named("trace-up").text
    values = {"key": node_key(edition.scope, name), "scope": edition.scope}
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(database=address.database) as session,
    ):
        yield lambda: [record.data() for record in session.run(cast("LiteralString", text), values)]


@contextmanager
def running_service(settings: Settings, store: Store) -> Iterator[Client]:
    """Yield a client of a service in a process of its own, as in production."""
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
    # a connection stays open while the bare driver is asked, which may take more than 5 seconds
    more += ["--timeout-keep-alive", "120"]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen([*words, *more], env=environment, stderr=log) as process,  # noqa: S603  # our own service
    ):
        try:
            client = Client(port)
            _wait(client)
            yield client
        finally:
            process.terminate()


def _wait(client: Client) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            client.get("/datasets")
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
