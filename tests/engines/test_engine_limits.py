"""Time limits that the server itself keeps, for short questions and for long jobs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator

import pytest
from engine_processes import processor_seconds, wait_until

from kinerja_graph.errors import TimeLimitReached
from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.console import Console
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.state import Running

DENSE = Statement(
    "dense",
    "UNWIND range(1, 30) AS i CREATE (n:Crowd {number: i}) WITH collect(n) AS crowd "
    "UNWIND crowd AS a UNWIND crowd AS b WITH a, b WHERE a.number < b.number "
    "CREATE (a)-[:NEAR]->(b)",
)
SPARSE = Statement("sparse", "MATCH (n:Crowd) DETACH DELETE n")
RUNAWAY = Statement("runaway", "MATCH p = (a:Crowd)-[:NEAR*]-(b:Crowd) RETURN count(p) AS number")
DEAF = Statement("deaf", "MATCH (a:Crowd) RETURN [p = (a)-[:NEAR*]-(b) | length(p)] AS lengths")
SMALL = Statement("small", "MATCH (n:Crowd) RETURN count(n) AS number")
RUNNING = Statement("running", "SHOW TRANSACTIONS")
LATE = 8.0

FREE_QUERY = """
import sys
from pathlib import Path
from kinerja_graph.settings import read_settings
from kinerja_graph.store.connect import open_store
settings = read_settings(url="embedded", home=Path(sys.argv[1]), idle=30.0, memory="512m")
with open_store(settings) as store:
    print("open", flush=True)
    with store.free(sys.argv[2], {}, seconds=4.0, rows=10) as result:
        list(result)
"""


@pytest.fixture
def crowd(engine_settings: Settings) -> Generator[Store]:
    with open_store(engine_settings) as store:
        store.write(SPARSE)
        store.write(DENSE)
        yield store
        store.write(SPARSE)


@pytest.fixture(scope="module")
def own_engine(tmp_path_factory: pytest.TempPathFactory) -> Generator[Settings]:
    """An embedded engine for tests after which an engine may not be what it was."""
    home = tmp_path_factory.mktemp("own")
    settings = read_settings(url="embedded", home=home, memory="512m", idle=30.0)
    yield settings
    Embedded(settings).stop()


@pytest.fixture
def own_settings(own_engine: Settings) -> Settings:
    """That engine, with the crowd."""
    with open_store(own_engine) as store:
        store.write(SPARSE)
        store.write(DENSE)
    return own_engine


def who_runs(settings: Settings) -> Running:
    running = Embedded(settings).running()
    assert running is not None
    return running


def came_back(settings: Settings, before: Running) -> bool:
    now = Embedded(settings).running()
    return now is not None and now.server != before.server


def nothing_runs(store: Store) -> bool:
    others = [row for row in store.read(RUNNING) if "NEAR*" in str(row["currentQuery"])]
    return not others


@pytest.mark.parametrize("seconds", [1.0, 3.0])
def test_runaway_question_ends_at_its_own_limit(crowd: Store, seconds: float) -> None:
    began = time.monotonic()
    with (
        pytest.raises(TimeLimitReached),
        crowd.free(RUNAWAY.text, {}, seconds=seconds, rows=10) as result,
    ):
        list(result)
    took = time.monotonic() - began
    assert seconds <= took + 0.1
    assert took < seconds + LATE
    assert wait_until(lambda: nothing_runs(crowd))
    assert crowd.read(SMALL) == [{"number": 30}]


def test_long_jobs_have_a_limit_of_their_own(crowd: Store) -> None:
    began = time.monotonic()
    with pytest.raises(TimeLimitReached):
        crowd.read(RUNAWAY, seconds=6.0)
    assert time.monotonic() - began >= 5.9


def test_a_write_past_its_limit_leaves_nothing(crowd: Store) -> None:
    text = "CREATE (:Crowd {number: 99}) WITH 1 AS one " + RUNAWAY.text
    with pytest.raises(TimeLimitReached):
        crowd.write(Statement("late", text), seconds=1.0)
    assert crowd.read(SMALL) == [{"number": 30}]


def test_processor_is_idle_again_after_the_limit(own_settings: Settings) -> None:
    with open_store(own_settings) as store:
        with pytest.raises(TimeLimitReached):
            store.read(RUNAWAY, seconds=1.0)
        assert processor_seconds(who_runs(own_settings).server.pid, 3.0) < 1.0


def test_limit_holds_when_the_command_is_killed(own_settings: Settings) -> None:
    words = [sys.executable, "-c", FREE_QUERY, str(own_settings.home), RUNAWAY.text]
    running = who_runs(own_settings)
    console = Console(running.http_port, running.user, running.password)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == b"open\n"
        assert wait_until(lambda: len(console.statements()) == 1)
        os.kill(user.pid, signal.SIGKILL)
        user.communicate()
    assert wait_until(lambda: console.statements() == [], 4.0 + LATE)
    console.close()
    assert who_runs(own_settings).server == running.server


def test_statement_that_cannot_be_ended_costs_a_restart(own_settings: Settings) -> None:
    with open_store(own_settings) as store:
        before = who_runs(own_settings)
        with (
            pytest.raises(TimeLimitReached),
            store.free(DEAF.text, {}, seconds=1.0, rows=10) as result,
        ):
            list(result)
        assert wait_until(lambda: came_back(own_settings, before), 60)
        assert store.read(SMALL) == [{"number": 30}]
        after = who_runs(own_settings)
        assert after.server != before.server
        assert after.uri == before.uri
        assert processor_seconds(after.server.pid, 3.0) < 1.5
