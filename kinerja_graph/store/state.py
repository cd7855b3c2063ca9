"""An engine's folder and its state file, from which the next command finds the engine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from kinerja_graph.store.files import write_private
from kinerja_graph.store.process import LOOPBACK, Process, is_running

BOLT_PORT: Final = 7687
"""Bolt's default port."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one engine, and its maximum heap.

    Attributes:
        folder: the folder of its data, configuration, state and logs.
        memory: its maximum heap, in Java's notation (``2g``).
        printed: the file in the folder that receives the server's output.
    """

    folder: Path
    memory: str
    printed: str = "engine.log"

    @property
    def log(self) -> Path:
        """The file with the server's output."""
        return self.folder / self.printed

    @property
    def state(self) -> Path:
        """The state file: the processes, ports and passwords of the running engine."""
        return self.folder / "state.json"

    @property
    def heartbeat_file(self) -> Path:
        """The heartbeat file, touched by commands that use the engine."""
        return self.folder / "used"

    @property
    def lock_file(self) -> Path:
        """The lock file under which the engine is found, started and stopped."""
        return self.folder / "door.lock"


@dataclass(frozen=True, slots=True)
class Running:
    """A running engine; its state file is readable by its owner alone, since it holds passwords.

    Attributes:
        server: the engine's own process.
        keeper: its supervisor process; None without one.
        bolt_port: its loopback port for Bolt.
        http_port: its loopback port for commands to the server; 0 if it has none.
        user: the user with all permissions.
        password: the password of ``user``.
        reader: the read-only user; empty if there is none.
        reader_password: the password of ``reader``.
        ready: whether it answers already.
        version: its version; empty while it is unknown.
    """

    server: Process
    keeper: Process | None
    bolt_port: int
    http_port: int
    user: str
    password: str = field(repr=False)
    reader: str = ""
    reader_password: str = field(default="", repr=False)
    ready: bool = False
    version: str = ""

    @property
    def uri(self) -> str:
        """Its Bolt URL."""
        return f"bolt://{LOOPBACK}:{self.bolt_port}"

    def is_at(self, url: str) -> bool:
        """Return whether this URL points to the engine.

        Raises:
            ValueError: it is not a valid URL.
        """
        parts = urlsplit(url)
        here = parts.hostname in (LOOPBACK, "localhost")
        return here and (parts.port or BOLT_PORT) == self.bolt_port

    def alive(self) -> bool:
        """Return whether all its processes run."""
        return is_running(self.server) and (self.keeper is None or is_running(self.keeper))

    def kept(self) -> bool:
        """Return whether it answers, or its supervisor will restart it."""
        return is_running(self.server) if self.keeper is None else is_running(self.keeper)


def write_state(path: Path, running: Running) -> None:
    """Write ``running`` to the state file atomically.

    Raises:
        EngineError: the folder cannot be written.
    """
    write_private(path, json.dumps(asdict(running), indent=1))


def read_state(path: Path) -> Running | None:
    """Read the state file; None if it is missing or unreadable."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        keeper = found.pop("keeper")
        server = Process(**found.pop("server"))
        return Running(server=server, keeper=Process(**keeper) if keeper else None, **found)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
