"""An engine dies under a question, an audit, a load: told or outlived, and whole afterwards."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from engine_processes import have_ended, wait_until
from serving import BEARER, TOKEN
from states import failure_of, visible_state, whole_state

from kinerja_api.app import create_app
from kinerja_graph.audit.run import run
from kinerja_graph.errors import StoreError, Unavailable
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.files import end_of
from kinerja_graph.store.load import load
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.store.query import run_query
from kinerja_graph.store.state import Running
from kinerja_graph.store.supervised import SupervisedEngine

PlanOf = Callable[..., Cascade]
ONE = Statement("one", "RETURN 1 AS one")
LONGEST = 30.0
"""Seconds in which a service says that its engine is started: far fewer on a machine at rest."""
LONG = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b WITH a, b WHERE a * b < 0 RETURN a"


def engine_of(settings: Settings) -> SupervisedEngine:
    """The engine of ours at the address of ``settings``."""
    return Embedded(settings) if settings.url == "embedded" else LocalNeo4j(settings)


def who_runs(settings: Settings) -> Running:
    engine = engine_of(settings)
    assert wait_until(lambda: engine.running() is not None, 200)
    running = engine.running()
    assert running is not None
    return running


def kill(settings: Settings, *, supervisor: bool = False) -> None:
    """Kill the engine's server, and with ``supervisor`` its supervisor too."""
    running = who_runs(settings)
    if supervisor:
        assert running.keeper is not None
        os.kill(running.keeper.pid, signal.SIGKILL)
    os.kill(running.server.pid, signal.SIGKILL)


def repeated(work: Callable[[], object], settings: Settings) -> None:
    """Does what a user is told to do where the connection broke: once more.

    A machine with too little memory for all engines of a run may end one of them; then the end of
    the log says which.
    """
    failed = failure_of(work, Unavailable)
    if failed is not None:
        print(failed, end_of(engine_of(settings).place.folder / "keeper.log"))  # noqa: T201
        work()


def test_a_question_under_which_the_engine_dies_is_told_and_the_next_is_answered(
    mortal: Store, kept: Settings
) -> None:
    fall = threading.Timer(1.0, kill, (kept,))
    fall.start()
    failed = failure_of(lambda: run_query(mortal, LONG, None, seconds=30, rows=5), StoreError)
    fall.join()
    assert isinstance(failed, StoreError)
    assert failed.exit_code == 4
    assert "kinerja db status" in failed.tell("id")
    answer = run_query(mortal, "RETURN 1 AS one", None, seconds=20, rows=5)
    assert answer.rows == ((1,),)


def test_an_audit_and_a_load_outlive_their_engine(
    mortal: Store, kept: Settings, plan_of: PlanOf, dataset: str
) -> None:
    edition = load(mortal, plan_of(11, "old"), settings=kept).edition
    rules = load_rules()
    before = run(mortal, edition, rules, mortal.engine)
    died: list[str] = []

    def die_at(done: int, _total: int, _rule: str) -> None:
        if done == 5:
            kill(kept)
            died.append("audit")

    after = run(mortal, edition, rules, mortal.engine, progress=die_at)
    assert after.findings == before.findings
    assert all(one.status != "failed" for one in after.rules)

    def fall(stage: str, done: int, _total: int) -> None:
        if stage == "records" and done >= 40 and "load" not in died:
            died.append("load")
            kill(kept)

    failed = failure_of(
        lambda: load(mortal, plan_of(70, "new"), settings=kept, progress=fall), StoreError
    )
    assert died == ["audit", "load"]
    assert visible_state(mortal, dataset) == (
        whole_state("new", 70) if failed is None else whole_state("old", 11)
    )
    load(mortal, plan_of(12, "end"), settings=kept)
    assert visible_state(mortal, dataset) == whole_state("end", 12)


def test_a_long_lived_store_outlives_supervisor_and_engine(
    own: Settings, plan_of: PlanOf, dataset: str
) -> None:
    """Both fall, so the engine comes back at another address with other passwords."""
    with open_store(own) as store:
        load(store, plan_of(11, "old"), settings=own)
        before = store.address
        kill(own, supervisor=True)
        assert visible_state(store, dataset) == whole_state("old", 11)
        assert store.address != before
        assert run_query(store, "RETURN 1 AS one", None, seconds=20, rows=5).rows == ((1,),)
        repeated(lambda: load(store, plan_of(12, "new"), settings=own), own)
        assert visible_state(store, dataset) == whole_state("new", 12)


def test_the_service_outlives_its_engine(own: Settings, plan_of: PlanOf, dataset: str) -> None:
    with open_store(own) as other:
        load(other, plan_of(11, "old"), settings=own)
    app = create_app(own.model_copy(update={"token": TOKEN}))

    async def ask() -> list[httpx.Response]:
        answers: list[httpx.Response] = []
        way = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=way, base_url="http://127.0.0.1", headers=BEARER) as client,
        ):
            answers.append(await client.get("/datasets"))
            kill(own, supervisor=True)
            while len(answers) == 1 or answers[-1].status_code == 503:
                answers.append(await client.get("/datasets"))
        return answers

    with ThreadPoolExecutor(1) as apart:  # a browser's driver may hold this thread's loop
        answers = apart.submit(asyncio.run, ask()).result()
    for answer in answers:
        if answer.status_code == 503:
            assert int(answer.headers["retry-after"]) > 0
            assert answer.elapsed.total_seconds() < LONGEST
            continue
        assert answer.status_code == 200
        assert dataset in {item["dataset"] for item in answer.json()["datasets"]}


def test_a_neo4j_that_dies_for_good_under_a_load_and_its_readers(
    server: LocalNeo4j, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    told: list[StoreError] = []
    address = server.start()

    def fall(stage: str, done: int, _total: int) -> None:
        if stage == "records" and done >= 40:
            running = server.running()
            if running is not None and running.keeper is not None:
                os.kill(running.keeper.pid, signal.SIGKILL)
                assert wait_until(lambda: have_ended(running.server.pid))

    with Store(address, server.capabilities, long_seconds=60) as store:
        load(store, plan_of(11, "old"), settings=settings)
        with pytest.raises(StoreError) as caught:
            load(store, plan_of(70, "new"), settings=settings, progress=fall)
        told.append(caught.value)
        with pytest.raises(StoreError) as caught:
            store.read(ONE)
        told.append(caught.value)
        for error in told:
            assert error.exit_code == 4
            assert "kinerja db status" in error.tell("id")
        again = server.start()
        with Store(again, server.capabilities, long_seconds=60) as other:
            here = store if again == address else other  # a port may be taken meanwhile
            assert visible_state(here, dataset) == whole_state("old", 11)
            load(here, plan_of(12, "end"), settings=settings)
            assert visible_state(here, dataset) == whole_state("end", 12)
