"""Connections that send nothing, or a head of which a byte comes now and then, are given up."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from kinerja_graph.cli.commands import listening, serving
from kinerja_graph.cli.commands.listening import Listening

SECONDS = 0.5
HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"


async def slow(scope: Any, receive: Any, send: Any) -> None:
    """Reads the body, waits longer than a head may, and answers."""
    assert scope["type"] == "http"
    while (await receive()).get("more_body"):
        """More comes."""
    await asyncio.sleep(SECONDS * 1.5)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(listening, "HEAD_SECONDS", SECONDS)
    config = uvicorn.Config(slow, port=0, http=Listening, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def ended(line: socket.socket, seconds: float, *, dribbled: bytes = b"") -> bool:
    """Whether the other side closes ``line`` in time, while a byte is sent now and then."""
    end = time.monotonic() + seconds
    line.settimeout(0.05)
    while time.monotonic() < end:
        try:
            if dribbled:
                line.send(dribbled)
            if not line.recv(1000):
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


@pytest.mark.parametrize("first", [b"", b"G", HEAD, HEAD + b"X: "])
def test_a_head_that_does_not_come_whole_is_given_up(port: int, first: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(first)
        assert ended(line, SECONDS * 8, dribbled=b"" if len(first) < 2 else b"a")


def test_a_request_that_takes_longer_is_answered_and_the_next_one_too(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        for _ in range(2):
            line.sendall(HEAD + b"Content-Length: 2\r\n\r\n")
            for _ in range(3):
                time.sleep(SECONDS / 2)
            line.sendall(b"ab")
            line.settimeout(SECONDS * 8)
            assert line.recv(1000).startswith(b"HTTP/1.1 204 ")
        line.sendall(b"GET /")
        assert ended(line, SECONDS * 8, dribbled=b"x")


def test_the_service_listens_so() -> None:
    config = serving.server_config(FastAPI())
    assert config.http is Listening
    assert config.timeout_keep_alive > 60  # as long as a proxy keeps its connections
