"""Where an engine lives, and what is written down about it, so that the next command finds it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from kinerja_graph.store.files import write_private
from kinerja_graph.store.process import LOOPBACK, Process, runs

BOLT_PORT: Final = 7687
"""Bolt's own port, meant where an address names none."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one engine lives, and the largest heap that it may take.

    Attributes:
        folder: of its data, configuration, state and logs.
        memory: its largest heap, as Java writes it (``2g``).
        printed: the file in the folder that takes what the server prints.
    """

    folder: Path
    memory: str
    printed: str = "engine.log"

    @property
    def log(self) -> Path:
        """What the server printed."""
        return self.folder / self.printed

    @property
    def state(self) -> Path:
        """Who runs."""
        return self.folder / "state.json"

    @property
    def mark(self) -> Path:
        """Touched by whoever uses it."""
        return self.folder / "used"

    @property
    def door(self) -> Path:
        """The lock of who comes and of who ends it."""
        return self.folder / "door.lock"


@dataclass(frozen=True, slots=True)
class Running:
    """A running engine; its file is readable by its owner alone, since it holds passwords.

    Attributes:
        server: the engine's own process.
        keeper: the process that watches it; None where nobody does.
        bolt_port: its loopback port for Bolt.
        http_port: its loopback port for commands to the server; 0 where it has none.
        user: who may do everything.
        password: of ``user``.
        reader: who may only read; empty where there is none.
        reader_password: of ``reader``.
        ready: whether it answers already.
        version: its version; empty as long as it is not known.
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
        """Where it answers Bolt."""
        return f"bolt://{LOOPBACK}:{self.bolt_port}"

    def is_at(self, url: str) -> bool:
        """Whether this address leads to it.

        Raises:
            ValueError: it is no address.
        """
        parts = urlsplit(url)
        here = parts.hostname in (LOOPBACK, "localhost")
        return here and (parts.port or BOLT_PORT) == self.bolt_port

    def alive(self) -> bool:
        """Whether all its processes run."""
        return runs(self.server) and (self.keeper is None or runs(self.keeper))

    def kept(self) -> bool:
        """Whether it answers, or its keeper sees to it that it soon does."""
        return runs(self.server) if self.keeper is None else runs(self.keeper)


def write_state(path: Path, running: Running) -> None:
    """Writes ``running`` down in one step.

    Raises:
        EngineError: the folder cannot be written.
    """
    write_private(path, json.dumps(asdict(running), indent=1))


def read_state(path: Path) -> Running | None:
    """What is written down; None where nothing is, or nothing that can be read."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        keeper = found.pop("keeper")
        server = Process(**found.pop("server"))
        return Running(server=server, keeper=Process(**keeper) if keeper else None, **found)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
