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
from kinerja_graph.cli.acts.listening import Listening
from kinerja_graph.settings import Settings

TOKEN: Final = "kata-untuk-mesin-ini-yang-panjang"  # of a service that lives as long as a test
BEARER: Final = {"Authorization": f"Bearer {TOKEN}"}


@contextmanager
def served(settings: Settings, **more: object) -> Iterator[str]:
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
def asked(settings: Settings, **more: object) -> Iterator[httpx.Client]:
    """A client of such a service, who is the person at this machine."""
    with (
        served(settings, **more) as url,
        httpx.Client(base_url=url, timeout=60, headers=BEARER) as client,
    ):
        yield client
