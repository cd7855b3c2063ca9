"""``kinerja open`` in a process of its own, as a person starts it, without a browser."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
from command_line import TOP, environment

END_SECONDS: Final = 60.0
"""How long a desk may take to end on a busy machine, its own patience included."""


@dataclass
class OpenDesk:
    """A running ``kinerja open``: its address for pages, and the one that lets a browser in."""

    process: subprocess.Popen[str]
    url: str
    address: str
    home: Path
    clients: list[httpx.Client] = field(default_factory=list[httpx.Client])

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def ends(self, seconds: float = END_SECONDS) -> int:
        """The exit code of the process, which must end by itself."""
        return self.process.wait(seconds)

    def enter(self) -> httpx.Client:
        """A client that the address has let in, as a browser without script."""
        client = httpx.Client(base_url=self.url, timeout=60)
        self.clients.append(client)
        answer = client.get(self.address)
        assert answer.status_code == 303, answer.text
        return client


@contextmanager
def opened(
    home: Path, *words: str, language: str = "id", cwd: Path = TOP, **more: str
) -> Iterator[OpenDesk]:
    """A desk over ``home``; at the end it is interrupted unless it has ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kinerja_graph", "open", *words, "--no-browser", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(home, language, KINERJA_MEMORY="1g", **more),
        cwd=cwd,
    )
    clients: list[httpx.Client] = []
    try:
        told = _first_answer(process)
        yield OpenDesk(process, told["url"], told["open"], Path(told["home"]), clients)
    finally:
        for client in clients:
            client.close()
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=END_SECONDS)
        finally:
            process.kill()


def _first_answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    text = ""
    for line in process.stdout:
        text += line
        if line == "}\n":
            found: dict[str, Any] = json.loads(text)
            return found
    _out, errors = process.communicate(timeout=END_SECONDS)
    raise AssertionError(errors)
