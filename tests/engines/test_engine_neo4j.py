"""The local Neo4j: started once, kept until it is stopped, its secrets for its owner alone."""

from __future__ import annotations

import os
import signal
import socket
import stat
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import neo4j
import psutil
import pytest
from engine_processes import commands_naming, have_ended, wait_until

from kinerja_graph.errors import EngineError, StoreError
from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store import neo4j_server, running
from kinerja_graph.store.connect import engine_of, open_store
from kinerja_graph.store.engine import Address
from kinerja_graph.store.java import find_java
from kinerja_graph.store.launcher import end_server
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.store.neo4j_server import Neo4j
from kinerja_graph.store.process import LOOPBACK
from kinerja_graph.store.query_watchdog import GRACE_SECONDS
from kinerja_graph.store.state import Running
from kinerja_graph.store.transactions import MEMORY_LIMITS
from kinerja_graph.workflow.health.graph import graph_checks

KEPT = Statement("kept", "MATCH (n) WHERE n:Kept RETURN count(n) AS number", {"number": "int"})
DEAF = (
    "RETURN reduce(a = 0, x IN range(1, 1000000) | "
    "a + reduce(b = 0, y IN range(1, 1000000) | b + y)) AS number"
)


@dataclass(frozen=True)
class Birth:
    """A server started for the first time, and asked for once more; ``seen``: all command lines."""

    settings: Settings
    first: Address
    again: Address
    seen: frozenset[str]


@pytest.fixture(scope="module")
def birth(tmp_path_factory: pytest.TempPathFactory, neo4j_jars: Path) -> Generator[Birth]:
    """The server of this module, watched while it starts; it holds one node from then on."""
    assert neo4j_jars.is_dir()
    home = tmp_path_factory.mktemp("local-neo4j")
    settings = read_settings(home=home, memory="512m")
    seen: set[str] = set()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            seen.update(commands_naming(home))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        first = LocalNeo4j(settings).start()
    finally:
        over.set()
        watcher.join()
    with driver_to(first) as driver:
        driver.execute_query("CREATE (:Kept)", database_=first.database)
    yield Birth(settings, first, LocalNeo4j(settings).start(), frozenset(seen))
    LocalNeo4j(settings).stop()
    assert wait_until(lambda: not commands_naming(home)), commands_naming(home)


@pytest.fixture
def settings(birth: Birth) -> Settings:
    return birth.settings


def driver_to(address: Address) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        notifications_min_severity="OFF",  # a label that is not stored yet is no fault here
    )


def who_runs(settings: Settings) -> Running:
    found = LocalNeo4j(settings).running()
    assert found is not None
    return found


def came_back(settings: Settings, before: Running) -> bool:
    now = LocalNeo4j(settings).running()
    return now is not None and now.server != before.server


def number_kept(address: Address) -> int:
    with driver_to(address) as driver:
        rows, _, _ = driver.execute_query(
            "OPTIONAL MATCH (n) WHERE n:Kept RETURN count(n) AS number", database_=address.database
        )
    return int(rows[0]["number"])


def test_life_of_a_local_server(birth: Birth) -> None:
    assert any("set-initial-password" in line for line in birth.seen)
    assert not [line for line in birth.seen if birth.first.password in line]
    assert birth.again == birth.first
    address = LocalNeo4j(birth.settings).start()
    folder = birth.settings.home / "neo4j"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("state.json", "password"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    with driver_to(address) as driver:
        info = driver.get_server_info()
        assert info.agent == f"Neo4j/{who_runs(birth.settings).version}"


def test_it_listens_on_loopback_alone(settings: Settings) -> None:
    LocalNeo4j(settings).start()
    process = psutil.Process(who_runs(settings).server.pid)
    listening = [
        one.laddr.ip for one in process.net_connections() if one.status == psutil.CONN_LISTEN
    ]
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


def test_its_url_needs_no_password_on_this_machine(settings: Settings) -> None:
    address = LocalNeo4j(settings).start()
    by_url = engine_of(read_settings(home=settings.home, url=address.uri)).start()
    assert (by_url.user, by_url.password) == (address.user, address.password)
    assert number_kept(by_url) == 1


def test_server_that_fell_is_back_where_it_was_and_nobody_started_it(settings: Settings) -> None:
    before = LocalNeo4j(settings).start()
    by_url = read_settings(home=settings.home, url=before.uri)
    with open_store(by_url) as store:
        fallen = who_runs(settings)
        os.kill(fallen.server.pid, signal.SIGKILL)
        assert wait_until(lambda: have_ended(fallen.server.pid))
        assert store.read(KEPT) == [{"number": 1}]
    after = who_runs(settings)
    assert after.server != fallen.server
    assert after.keeper == fallen.keeper
    assert (after.uri, after.password) == (before.uri, before.password)


def test_statement_that_does_not_end_at_its_limit_costs_a_restart(settings: Settings) -> None:
    address = LocalNeo4j(settings).start()
    before = who_runs(settings)
    with open_store(read_settings(home=settings.home, url=address.uri)) as store:
        with pytest.raises(StoreError), store.free(DEAF, {}, seconds=2.0, rows=10) as result:
            list(result)
        assert wait_until(lambda: came_back(settings, before), 200)
        assert store.read(KEPT) == [{"number": 1}]


def test_statement_that_waits_for_its_caller_past_its_limit_costs_none(settings: Settings) -> None:
    address = LocalNeo4j(settings).start()
    before = who_runs(settings)
    with (
        driver_to(address) as driver,
        driver.session(fetch_size=10) as session,
        session.begin_transaction(timeout=2) as transaction,
    ):
        result = transaction.run("UNWIND range(1, 10000000) AS number RETURN number")
        assert next(result)["number"] == 1
        time.sleep(2 + GRACE_SECONDS + 4)
        with pytest.raises(neo4j.exceptions.Neo4jError):
            list(result)
        transaction.close()  # the end of the block would commit what failed
    assert who_runs(settings) == before


def test_keeper_and_server_that_fell_are_started_by_the_next_start(settings: Settings) -> None:
    before = LocalNeo4j(settings).start()
    fallen = who_runs(settings)
    assert fallen.keeper is not None
    os.kill(fallen.keeper.pid, signal.SIGKILL)
    assert wait_until(lambda: have_ended(fallen.server.pid))
    assert LocalNeo4j(settings).running() is None
    assert LocalNeo4j(settings).kept() is None
    again = LocalNeo4j(settings).start()
    assert again == before
    assert number_kept(again) == 1


def test_every_transaction_and_all_together_have_a_limit_of_memory(settings: Settings) -> None:
    address = LocalNeo4j(settings).start()
    with driver_to(address) as driver:
        rows, _, _ = driver.execute_query(
            "SHOW SETTINGS YIELD name, value WHERE name CONTAINS 'memory.transaction' "
            "RETURN name, value",
            database_="system",
        )
    limits = {row["name"]: row["value"] for row in rows}
    assert limits["db.memory.transaction.max"] == "170.00MiB"
    assert limits["dbms.memory.transaction.total.max"] == "256.00MiB"


def test_status_start_and_stop(settings: Settings) -> None:
    up = running.start(settings, "neo4j")
    assert up.running
    assert up.pid == who_runs(settings).server.pid
    assert up.idle_minutes_left is None
    assert up.secret.read_text() == who_runs(settings).password
    down = running.stop(settings, "neo4j")
    assert not down.running
    assert down.uri is None
    assert have_ended(up.pid or 0)
    assert not running.stop(settings, "neo4j").running
    assert running.start(settings, "neo4j").uri == up.uri


def test_failed_start_shows_the_end_of_the_log(settings: Settings) -> None:
    LocalNeo4j(settings).stop()
    with pytest.raises(EngineError, match="Too small maximum heap"):
        LocalNeo4j(read_settings(home=settings.home, memory="1m")).start()
    assert LocalNeo4j(settings).running() is None


def test_lost_password_is_told(settings: Settings) -> None:
    engine = LocalNeo4j(settings)
    engine.stop()
    secret = settings.home / "neo4j" / "password"
    kept = secret.read_text()
    secret.unlink()
    with pytest.raises(EngineError, match="password"):
        engine.start()
    secret.write_text(kept)


@pytest.fixture(scope="module")
def other(birth: Birth, neo4j_jars: Path) -> Generator[tuple[int, Running]]:
    """A port that was taken when the server came to it, and the server, which has no limits."""
    engine = LocalNeo4j(birth.settings)
    engine.stop()
    with socket.socket() as squatter, pytest.MonkeyPatch.context() as patch:
        squatter.bind((LOOPBACK, 0))
        squatter.listen()
        taken = squatter.getsockname()[1]
        truth, looks = neo4j_server.port_is_free, iter([True, True])
        patch.setattr(neo4j_server, "last_port", lambda _: taken)
        patch.setattr(neo4j_server, "port_is_free", lambda port: next(looks, truth(port)))
        patch.setattr(neo4j_server, "limits_of", lambda _: (0, 0))
        server = Neo4j(engine.place, find_java(), neo4j_jars)
        process, found = server.launch(lambda _: None)
    yield taken, found
    end_server(process)


def test_a_port_that_another_server_took_meanwhile(other: tuple[int, Running]) -> None:
    taken, found = other
    assert found.bolt_port != taken
    assert number_kept(Address(found.uri, found.user, found.password, "neo4j")) == 1


def test_doctor_warns_of_a_server_whose_memory_one_statement_may_take(
    other: tuple[int, Running], settings: Settings
) -> None:
    _, found = other
    given = read_settings(home=settings.home, url=found.uri, password=found.password)
    checks = {check.id: check for check in graph_checks(given, start=False)}
    limits = checks["limits"]
    assert limits.verdict == "warning"
    assert limits.facts == dict.fromkeys(MEMORY_LIMITS)
    assert limits.mend is not None
    for name in MEMORY_LIMITS:
        assert f"{name}=" in limits.mend.en
        assert f"{name}=" in limits.mend.id
