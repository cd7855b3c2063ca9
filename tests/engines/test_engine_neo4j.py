"""The local Neo4j: started once, kept until it is stopped, its secrets for its owner alone."""

from __future__ import annotations

import os
import signal
import socket
import stat
import threading
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import neo4j
import psutil
import pytest
from engine_processes import about, gone, wait

from kinerja_graph.errors import EngineError
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store import local, running
from kinerja_graph.store.engine import Address
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.store.opening import engine_of
from kinerja_graph.store.process import LOOPBACK
from kinerja_graph.store.state import Running


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
            seen.update(about(home))

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
    assert not about(home)


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


def test_killed_server_starts_again_with_its_data(settings: Settings) -> None:
    before = LocalNeo4j(settings).start()
    assert number_kept(before) == 1
    pid = who_runs(settings).server.pid
    os.kill(pid, signal.SIGKILL)
    assert wait(lambda: gone(pid))
    assert LocalNeo4j(settings).running() is None
    again = LocalNeo4j(settings).start()
    assert again.password == before.password
    assert number_kept(again) == 1


def test_status_start_and_stop(settings: Settings) -> None:
    up = running.start(settings, "neo4j")
    assert up.running
    assert up.pid == who_runs(settings).server.pid
    assert up.idle_minutes_left is None
    assert up.secret.read_text() == who_runs(settings).password
    down = running.stop(settings, "neo4j")
    assert not down.running
    assert down.uri is None
    assert gone(up.pid or 0)
    assert not running.stop(settings, "neo4j").running


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


def test_a_port_that_another_server_took_meanwhile(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    LocalNeo4j(settings).stop()
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        taken = other.getsockname()[1]
        truth, looks = local.port_is_free, iter([True])
        monkeypatch.setattr(local, "PORT", taken)
        monkeypatch.setattr(local, "port_is_free", lambda port: next(looks, truth(port)))
        address = LocalNeo4j(settings).start()
    assert not address.uri.endswith(f":{taken}")
    assert number_kept(address) == 1
