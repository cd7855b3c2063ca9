"""Addresses of servers that others run."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from kinerja_graph.errors import SettingsError, UsageError
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store import running
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.store.process import LOOPBACK, identify
from kinerja_graph.store.server import SCHEMES, Server
from kinerja_graph.store.state import Running, write_state


def settings_of(tmp_path: Path, url: str, **more: object) -> Settings:
    return read_settings(home=tmp_path, url=url, **more)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_schemes_of_neo4j_are_taken_as_they_are(tmp_path: Path, scheme: str) -> None:
    url = f"{scheme}://graph.example.go.id:7687"
    given = {"user": "perencana", "password": "rahasia", "database": "kota"}
    settings = settings_of(tmp_path, url, **given)
    with Server(settings).using() as address:
        assert address == Server(settings).start()
    assert (address.uri, address.user, address.password) == (url, "perencana", "rahasia")
    assert (address.database, address.reader_user) == ("kota", "")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:7474",
        "localhost:7687",
        "bolt:7687",
        "bolt://",
        "embeded",
        "",
        "bolt://host:port",
        "bolt+x://host",
        "bolt://[half",
        "bolt://host:7687/kota",
        "neo4j://host/#kota",
        "bolt+s://host?policy=x",
    ],
)
def test_other_addresses_are_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError, match="neo4j\\+s://") as caught:
        Server(settings_of(tmp_path, url))
    assert caught.value.exit_code == 2
    assert "KINERJA_URL" in caught.value.where


def test_password_in_a_url_is_refused_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        Server(settings_of(tmp_path, "bolt://neo4j:rahasia@localhost"))
    assert "rahasia" not in caught.value.tell("id") + caught.value.tell("en")
    assert "rahasia" not in str(caught.value.facts)


def test_stop_leaves_the_server_alone(tmp_path: Path) -> None:
    server = Server(settings_of(tmp_path, "bolt://localhost"))
    server.stop()
    assert server.start().uri == "bolt://localhost"


def test_unknown_engine_is_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="embedded, neo4j"):
        running.status(settings_of(tmp_path, "embedded"), "orientdb")


@pytest.mark.parametrize("name", running.NAMES)
def test_status_where_nothing_ever_ran(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    told = running.status(settings_of(home, "embedded"), name)
    assert told.engine == name
    assert not told.running
    assert (told.uri, told.pid, told.version, told.user) == (None, None, None, None)
    assert told.idle_minutes_left is None
    assert not running.stop(settings_of(home, "embedded"), name).running
    assert not home.exists()


def test_a_local_server_that_was_killed_and_is_still_a_process_is_waited_for(
    tmp_path: Path,
) -> None:
    """Its port is shut some time before the process is gone, and its keeper opens it again."""
    process = identify(os.getpid())
    assert process is not None
    with socket.create_server((LOOPBACK, 0)) as listener:
        listener.settimeout(30)
        port: int = listener.getsockname()[1]
        ours = Running(
            server=process, keeper=process, bolt_port=port, http_port=0, user="neo4j",
            password="rahasia", ready=True,
        )  # fmt: skip
        local = LocalNeo4j(read_settings(home=tmp_path))
        local.place.folder.mkdir(parents=True)
        write_state(local.place.state, ours)
        server = Server(settings_of(tmp_path, ours.uri))
        waiting = threading.Thread(target=server.start)
        waiting.start()
        line, _ = listener.accept()
        line.close()  # as the kernel ends the lines of a process that dies
        line, _ = listener.accept()
        assert waiting.is_alive()
        line.recv(20)
        line.sendall(bytes.fromhex("00000405"))
        waiting.join(30)
        assert not waiting.is_alive()
        line.close()
