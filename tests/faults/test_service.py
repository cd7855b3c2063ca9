"""The service while its engine falls, its line is cut, and editions are replaced under readers."""

from __future__ import annotations

import gc
import logging
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

import httpx
import psutil
import pytest
from engine_processes import wait_until
from proxy import Proxy
from serving import BEARER, serve

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.engine import Address
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.local import LocalNeo4j

PlanOf = Callable[..., Cascade]
READERS: Final = 20
SECONDS: Final = float(os.environ.get("KINERJA_TEST_SECONDS", "10"))
LOADS: Final = 6
"""So many at least, also where a busy machine has no time for them in so many seconds."""
SIZES: Final = {"old": 11, "new": 23}
MEGABYTES: Final = 40
"""By which the memory of a service may grow in the second half of the time."""


@contextmanager
def client_of(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, headers=BEARER, timeout=120) as opened:
        yield opened


@contextmanager
def loaded(store: Store, plan: Cascade, settings: Settings) -> Iterator[None]:
    """The plan is loaded; in the end its dataset is not there."""
    load(store, plan, settings=settings)
    try:
        yield
    finally:
        drop(store, plan.plan.dataset, settings=settings)


def by_way(address: Address, way: Proxy, settings: Settings) -> Settings:
    return read_settings(
        url=way.uri,
        user=address.user,
        password=address.password,
        database=address.database,
        home=settings.home,
        keep_replaced=0.0,
    )


def check_problem(answer: httpx.Response) -> None:
    """A failure of the database: when to try again, what, and how to fix it."""
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["retry-after"]) > 0
    told = answer.json()
    assert told["type"] == f"urn:kinerja:{told['code']}"
    assert told["remedy"]
    assert "Traceback" not in answer.text
    assert "bolt://" not in answer.text


def comes_back(client: httpx.Client, *paths: str) -> None:
    """Each is answered in the end; until then it is said when to try again."""
    for path in paths:
        until = time.monotonic() + 60
        while (answer := client.get(path)).status_code != 200:
            check_problem(answer)
            assert time.monotonic() < until, path
            time.sleep(0.2)


def test_a_line_that_is_cut_and_mended(
    neo4j_store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    load(neo4j_store, plan_of(11, "old"), settings=settings)
    at = neo4j_store.address
    host, _, port = at.uri.rpartition("/")[2].partition(":")
    chance = random.Random(8)  # noqa: S311 - no secret
    with (
        Proxy(host, int(port)) as way,
        serve(by_way(at, way, settings)) as url,
        client_of(url) as client,
    ):
        path = f"/align/S1?dataset={dataset}"
        assert client.get(path).status_code == 200
        seen: Counter[int] = Counter()
        for _ in range(12):
            way.spoil("back", chance.randint(1, 1_500), end=chance.choice(("close", "reset")))
            answer = client.get(path)
            seen[answer.status_code] += 1
            if answer.status_code != 200:
                check_problem(answer)
        assert set(seen) <= {200, 503}
        way.shut()
        for one in (path, "/datasets", "/editions", f"/render.svg?dataset={dataset}"):
            check_problem(client.get(one))
        way.heal()
        comes_back(client, path, f"/audit?dataset={dataset}")
    drop(neo4j_store, dataset, settings=settings)


def test_an_engine_that_is_killed_under_readers_is_started_again(
    server: LocalNeo4j, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    address = server.start()
    with Store(address, server.capabilities, long_seconds=60) as store:
        load(store, plan_of(11, "old"), settings=settings)
    host, _, port = address.uri.rpartition("/")[2].partition(":")
    with Proxy(host, int(port)) as way, serve(by_way(address, way, settings)) as url:
        answers: list[tuple[float, httpx.Response]] = []
        ended = threading.Event()

        def ask() -> None:
            with client_of(url) as client:
                while not ended.wait(0.05):
                    answers.append((time.monotonic(), client.get(f"/align/S1?dataset={dataset}")))

        readers = [threading.Thread(target=ask) for _ in range(5)]
        for reader in readers:
            reader.start()
        assert wait_until(lambda: len(answers) > 20)
        running = server.running()
        assert running is not None
        os.kill(running.server.pid, signal.SIGKILL)
        assert wait_until(lambda: any(one.status_code == 503 for _, one in list(answers)))
        assert wait_until(lambda: server.running() is not None, 200)
        back = time.monotonic()
        assert wait_until(
            lambda: any(at > back and one.status_code == 200 for at, one in list(answers))
        )
        ended.set()
        for reader in readers:
            reader.join()
        for _, answer in answers:
            if answer.status_code != 200:
                check_problem(answer)
        with client_of(url) as client:
            comes_back(client, f"/matrix?dataset={dataset}")
            assert client.get("/healthz").status_code == 200


def test_an_embedded_engine_that_is_killed_is_started_by_the_service(
    own: Settings, plan_of: PlanOf, dataset: str
) -> None:
    with open_store(own) as store:
        load(store, plan_of(11, "old"), settings=own)
    with serve(own) as url, client_of(url) as client:
        path = f"/align/S1?dataset={dataset}"
        assert wait_until(lambda: client.get(path).status_code == 200, 120)  # it may come late
        running = Embedded(own).running()
        assert running is not None
        assert running.keeper is not None
        os.kill(running.keeper.pid, signal.SIGKILL)
        os.kill(running.server.pid, signal.SIGKILL)
        comes_back(client, path, f"/matrix?dataset={dataset}")


class Readers:
    """Many readers of one dataset; each answer is that of one edition whole, or it is noted."""

    def __init__(self, url: str, dataset: str) -> None:
        self.seen: Counter[str] = Counter()
        self.failed: list[str] = []
        self._url, self._dataset = url, dataset
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(READERS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - no secret
        with client_of(self._url) as client:
            while not self._ended.is_set():
                depth = chance.randint(1, 500)  # so that few answers are ready
                query = {"dataset": self._dataset, "direction": "down", "depth": depth}
                answer = client.get("/trace/S1", params=query)
                try:
                    assert answer.status_code == 200, answer.text
                    mark = mark_of(answer.json())
                except AssertionError as error:
                    self.failed.append(str(error))
                else:
                    with self._lock:
                        self.seen[mark] += 1


def mark_of(told: dict[str, Any]) -> str:
    """The mark of the edition that an answer is about, where it is that edition whole."""
    marks = {node["name"][-3:] for node in told["nodes"]}
    assert len(marks) == 1, marks
    (mark,) = marks
    assert len(told["nodes"]) == SIZES[mark] + 1
    assert len(told["edges"]) == SIZES[mark]
    assert all(node["owners"] == ["dishub"] for node in told["nodes"] if node["id"] != "S1")
    return mark


def test_readers_see_the_old_or_the_new_edition_whole(
    engine_settings: Settings, plan_of: PlanOf, dataset: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # pytest keeps every line of the log, which is no memory of the service
    monkeypatch.setattr(logging.getLogger("kinerja_api.requests"), "filters", [lambda _: False])
    settings = engine_settings.model_copy(update={"batch_rows": 20, "keep_replaced": 1.0})
    plans = {mark: plan_of(size, mark) for mark, size in SIZES.items()}
    own = psutil.Process()
    memory: list[int] = []
    with (
        open_store(settings) as store,
        loaded(store, plans["old"], settings),
        serve(settings) as url,
        Readers(url, dataset) as readers,
    ):
        until = time.monotonic() + SECONDS
        while time.monotonic() < until or len(memory) < LOADS:
            load(store, plans[("new", "old")[len(memory) % 2]], settings=settings)
            gc.collect()
            memory.append(own.memory_info().rss)
    assert not readers.failed, readers.failed[:3]
    assert min(readers.seen[mark] for mark in SIZES) > 0
    assert sum(readers.seen.values()) > READERS * 3
    assert len(memory) >= LOADS
    grown = (memory[-1] - memory[len(memory) // 2]) / 1_000_000
    assert grown < MEGABYTES, [round(one / 1e6) for one in memory]
