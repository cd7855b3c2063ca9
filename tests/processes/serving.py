"""The service over real HTTP, on a free port of this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpx
import uvicorn

from kinerja_api.app import create_app
from kinerja_graph.accounts.rights import Grant, Role
from kinerja_graph.cli.commands.listening import Listening
from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.console import Console
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.workflow import access

TOKEN: Final = "kata-untuk-mesin-ini-yang-panjang"  # of a service that lives as long as a test
BEARER: Final = {"Authorization": f"Bearer {TOKEN}"}
LONG_WORD: Final = "30011"
LONG_QUERY: Final = (
    f"UNWIND range(1, {LONG_WORD}) AS a UNWIND range(1, 30000) AS b "
    "WITH a, b WHERE a * b < 0 RETURN a"
)
"""A query that runs for minutes; no other statement holds the word in it."""
_RUNNING: Final = Statement("running", "SHOW TRANSACTIONS")


@contextmanager
def serve(settings: Settings, **more: object) -> Iterator[str]:
    """The address of a service with ``settings``, ``more`` of them given here."""
    chosen = settings.model_copy(update={"token": TOKEN, **more})
    config = uvicorn.Config(
        create_app(chosen),
        host="127.0.0.1",
        port=0,
        log_level="error",
        ws="none",
        lifespan="on",
        http=Listening,
        proxy_headers=False,  # as ``kinerja serve`` has it: the service itself believes proxies
        timeout_graceful_shutdown=5,
        timeout_keep_alive=120,  # clients of a busy machine are slow: none is hung up on
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)


@contextmanager
def client_of(settings: Settings, **more: object) -> Iterator[httpx.Client]:
    """A client of such a service, who is the person at this machine."""
    with (
        serve(settings, **more) as url,
        httpx.Client(base_url=url, timeout=60, headers=BEARER) as client,
    ):
        yield client


def key_header(settings: Settings, name: str, *roles: Role) -> dict[str, str]:
    """The header of a new key that holds ``roles`` in all datasets."""
    with access.accounts_database(settings) as book:
        grants = [Grant(role) for role in roles]
        _, secret = access.add_key(book, name, grants, days=1, by="uji")
    return {"Authorization": f"Bearer {secret}"}


def long_queries(store: Store, settings: Settings) -> int:
    """How many free queries run in the engine now: those that bear the word of ``LONG_QUERY``."""
    if store.engine.name == "neo4j":
        rows = store.read(_RUNNING)
        return sum(LONG_WORD in str(row["currentQuery"]) for row in rows)
    running = Embedded(settings).running()
    assert running is not None
    console = Console(running.http_port, running.user, running.password)
    try:
        return sum(bool(one.word) for one in console.statements())
    finally:
        console.close()
