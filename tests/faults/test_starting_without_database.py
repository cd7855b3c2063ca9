"""The service that starts while its database is down: it comes up, says so, and recovers."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx
import pytest
from command_line import TOP, environment
from engine_processes import wait_until
from proxy import Proxy
from serving import BEARER, TOKEN, serve

from kinerja_graph.settings import read_settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.embedded import Embedded

PAGE: Final = {**BEARER, "accept": "text/html"}
PATIENCE: Final = 120.0
"""Seconds for which a busy machine may need to start an engine or a program."""
APP: Final = ["-m", "uvicorn", "kinerja_api.app:create_app", "--factory"]
DATABASE: Final = "kinerja-database"
"""The thread in which a service opens its graph."""
OWN: Final = ["-m", "kinerja_graph", "serve"]


@pytest.fixture
def shut(neo4j_store: Store) -> Iterator[Proxy]:
    """A way to a real Neo4j on which nobody answers yet."""
    host, _, port = neo4j_store.address.uri.rpartition("/")[2].partition(":")
    with Proxy(host, int(port)) as way:
        way.shut()
        yield way


def check_unavailable(client: httpx.Client) -> None:
    """It lives, is not ready, and says when to try again, as a page too; people sign in."""
    assert client.get("/healthz").json()["status"] == "ok"
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["engine_answers"]) == (503, False)
    assert ready.json()["ledger_answers"]
    assert int(ready.headers["retry-after"]) > 0
    for path in ("/datasets", "/audit", "/trace/x", "/records/x?dataset=y"):
        answer = client.get(path)
        assert answer.status_code == 503, (path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) > 0
        assert "bolt://" not in answer.text
    page = client.get("/", headers={**PAGE, "accept-language": "en"})
    assert (page.status_code, page.headers["content-type"][:9]) == (503, "text/html")
    assert int(page.headers["retry-after"]) > 0
    assert client.get("/sign-in").status_code == 200
    assert client.get("/uploads").status_code == 200


def check_available(client: httpx.Client) -> None:
    assert wait_until(lambda: client.get("/readyz").status_code == 200, PATIENCE)
    assert client.get("/healthz").json()["engine"]["version"]
    assert client.get("/datasets").status_code == 200
    assert client.get("/", headers=PAGE).status_code == 200


def test_it_comes_up_and_recovers_when_the_database_comes(
    neo4j_store: Store, shut: Proxy, tmp_path: Path
) -> None:
    at = neo4j_store.address
    settings = read_settings(
        url=shut.uri, user=at.user, password=at.password, database=at.database, home=tmp_path
    )
    with (
        serve(settings) as url,
        httpx.Client(base_url=url, headers=BEARER, timeout=60) as client,
    ):
        check_unavailable(client)
        shut.heal()
        check_available(client)
        shut.shut()  # once it was there, a fall is what it always was
        assert wait_until(lambda: client.get("/readyz").status_code == 503, PATIENCE)
        shut.heal()
        check_available(client)


def test_it_ends_while_it_waits(shut: Proxy, tmp_path: Path) -> None:
    others = set(threading.enumerate())
    with serve(read_settings(url=shut.uri, home=tmp_path)) as url:
        assert httpx.get(f"{url}/healthz").status_code == 200
        own = [one for one in set(threading.enumerate()) - others if one.name == DATABASE]
        assert own
    assert wait_until(lambda: not any(one.is_alive() for one in own), PATIENCE)


def test_an_engine_of_our_own_that_does_not_start_is_tried_again(tmp_path: Path) -> None:
    own = read_settings(url="embedded", home=tmp_path, memory="512m")
    in_the_way = own.home / "embedded"
    in_the_way.write_text("not a folder")
    with (
        serve(own) as url,
        httpx.Client(base_url=url, headers=BEARER, timeout=60) as client,
    ):
        check_unavailable(client)
        in_the_way.unlink()
        check_available(client)
    Embedded(own).stop()


@contextmanager
def started(words: list[str], home: Path, **more: str) -> Iterator[Callable[[], str]]:
    """A process with these words; gives what it has written to standard error so far."""
    with (home / "log").open("w+") as log:
        told = environment(home, "en", KINERJA_TOKEN=TOKEN, **more)
        process = subprocess.Popen(
            [sys.executable, *words], env=told, cwd=TOP, stdout=log, stderr=log
        )
        try:
            yield (home / "log").read_text
        finally:
            process.terminate()
            process.wait(30)


@pytest.mark.parametrize("words", [OWN, APP], ids=["serve", "uvicorn"])
def test_what_it_logs_is_a_plain_line(
    words: list[str], neo4j_store: Store, shut: Proxy, tmp_path: Path
) -> None:
    at = neo4j_store.address
    reached = {
        "KINERJA_URL": shut.uri, "KINERJA_USER": at.user, "KINERJA_PASSWORD": at.password,
        "KINERJA_DATABASE": at.database, "KINERJA_LOG": "plain",
    }  # fmt: skip
    port = str(free_port())
    with started([*words, "--port", port], tmp_path, **reached) as log:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers=BEARER, timeout=60
        ) as client:
            assert wait_until(lambda: answers(client), PATIENCE)
            assert client.get("/readyz").status_code == 503
            time.sleep(4)  # in which it is tried twice more
            about = [one for one in log().splitlines() if "no database yet" in one]
            assert len(about) == 1, log()
            assert "The database does not answer." in about[0]
            assert "How to fix:" in about[0]
            shut.heal()
            check_available(client)
            assert len(re.findall("the database answers", log())) == 1
        assert "Traceback" not in log()


@pytest.mark.parametrize("words", [OWN, APP], ids=["serve", "uvicorn"])
def test_what_never_mends_itself_ends_it_with_a_plain_line(
    words: list[str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, *words, "--port", "0"],
        env=environment(tmp_path, "en", KINERJA_URL="http://127.0.0.1:1"),
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "The address of the database cannot be used: http://127.0.0.1:1" in done.stderr


def answers(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as ear:
        found: int = ear.getsockname()[1]
        return found
