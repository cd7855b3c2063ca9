"""Statements that never end or fill all memory: others are answered, and nobody starts anything.

``KINERJA_TEST_RUNAWAYS=all`` asks them all, and then times what others wait; a few of them show
that an engine comes back.
"""

from __future__ import annotations

import logging
import os
import random
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import httpx
import pytest
from runaways import CROWD, DISPERSED, FEW, RUNAWAYS
from serving import BEARER, serve

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.constraints import ensure_schema
from kinerja_graph.store.load import drop, load

LOG: Final = logging.getLogger(__name__)
PlanOf = Callable[..., Cascade]
ALL: Final = os.environ.get("KINERJA_TEST_RUNAWAYS") == "all"
LIMIT: Final = 3.0
"""Seconds that a statement may take here."""
READERS: Final = 3
LATEST: Final = 2.0
"""Seconds within which others are answered."""
RECOVERY: Final = 300.0
"""Seconds after which an engine has come back, on however busy a machine."""


@dataclass
class Readers:
    """Some who ask small questions all the time.

    ``seen``: when each asked, how long it waited, and with which status it was answered.
    """

    url: str
    dataset: str
    seen: list[tuple[float, float, int]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    @contextmanager
    def at_work(self) -> Generator[None]:
        over = threading.Event()
        threads = [threading.Thread(target=self._ask, args=(over, n)) for n in range(READERS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()

    def _ask(self, over: threading.Event, number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - no secret
        with httpx.Client(base_url=self.url, headers=BEARER, timeout=RECOVERY) as client:
            while not over.wait(0.1):
                self.ask(client, chance.randint(1, 500))  # so that few answers are ready

    def ask(self, client: httpx.Client, depth: int) -> int:
        began = time.monotonic()
        query = {"dataset": self.dataset, "direction": "down", "depth": depth}
        answer = client.get("/trace/S1", params=query)
        self.seen.append((began, time.monotonic() - began, answer.status_code))
        if answer.status_code == 503 and int(answer.headers["retry-after"]) > 0:
            return 503
        if answer.status_code != 200 or len(answer.json()["nodes"]) != 12:
            self.odd.append(answer.text)
        return answer.status_code

    def longest(self, since: float, status: int) -> float:
        """The longest that one waited who asked after ``since`` and got ``status``."""
        waited = [took for at, took, got in self.seen if at >= since and got == status]
        return max(waited, default=0.0)


@pytest.fixture
def readers(
    kept: Settings, plan_of: PlanOf, dataset: str
) -> Generator[tuple[httpx.Client, Readers]]:
    """A client of a service on an engine that may fall, and its readers, at work."""
    with open_store(kept) as store:
        ensure_schema(store)
        store.write(CROWD)
        load(store, plan_of(11, "old"), settings=kept)
    with (
        serve(kept, query_seconds=LIMIT) as url,
        httpx.Client(base_url=url, headers=BEARER, timeout=RECOVERY) as client,
    ):
        many = Readers(url, dataset)
        with many.at_work():
            yield client, many
    with open_store(kept) as store:
        store.write(DISPERSED)
        drop(store, dataset, settings=kept)


def test_others_are_answered_after_a_statement_that_ran_away(
    readers: tuple[httpx.Client, Readers],
) -> None:
    client, many = readers
    late: list[str] = []
    for name in RUNAWAYS if ALL else FEW:
        asked = time.monotonic()
        told = client.post("/query", json={"cypher": RUNAWAYS[name]})
        answered = time.monotonic()
        assert told.status_code in {200, 400, 503, 504}, (name, told.text)
        if told.status_code != 200:
            assert told.json()["remedy"], name
        while many.ask(client, random.randint(1, 500)) == 503:  # noqa: S311 - no secret
            assert time.monotonic() - answered < RECOVERY, name
            time.sleep(0.2)
        back = time.monotonic()
        if ALL:
            time.sleep(2 * LIMIT)  # what it left behind is felt now
        said = (
            f"{name}: {told.status_code} after {answered - asked:.1f} s, others waited"
            f" {many.longest(answered, 200):.1f} s, refused within"
            f" {many.longest(answered, 503):.1f} s, all well after {back - answered:.1f} s"
        )
        LOG.info(said)
        if ALL and max(many.longest(answered, 200), many.longest(answered, 503)) > LATEST:
            late.append(said)
    assert not many.odd, many.odd[:3]
    assert not late, "\n".join(late)
