"""The store's view of an engine: something that can be started and has an address."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Address:
    """The Bolt address of an engine and our credentials; passwords are never shown.

    ``reader_user`` is the engine's read-only user; empty if it has none. ``http_port`` is the
    loopback port at which the engine says whether a statement only reads; 0 if a statement over
    Bolt says it (EXPLAIN). ``cluster_seconds`` is how long a cluster may take to give a server.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    reader_user: str = ""
    reader_password: str = field(default="", repr=False)
    http_port: int = 0
    cluster_seconds: float = 5.0

    @property
    def is_routed(self) -> bool:
        """Whether the driver asks the server at the address where to read and where to write."""
        return self.uri.startswith("neo4j")

    @property
    def where(self) -> str:
        """Address and database, as shown in errors."""
        return f"{self.uri} ({self.database})"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do, so that code above the store never checks its name.

    Attributes:
        read_only_user: it has a separate read-only user.
        driver_time_limit: it ends a statement at the limit the driver sends with it; for an
            engine without this the limit is in the statement (``store/limit.py``).
        importer: it has a bulk importer of its own.
        concurrent_reads: how many audits may query it at once without slowing each other down.
        concurrent_rules: how many rules of one audit may run at once.
    """

    read_only_user: bool
    driver_time_limit: bool
    importer: bool
    concurrent_reads: int = 1
    concurrent_rules: int = 2


@dataclass(frozen=True, slots=True)
class Revival:
    """How to restart an engine that crashed while a store was open.

    Attributes:
        start: starts the engine if needed, and returns its address.
        patience: how many seconds a caller waits for that; None: until it runs.
    """

    start: Callable[[], Address]
    patience: float | None = None


class Engine(Protocol):
    """An engine that can be started and stopped."""

    @property
    def capabilities(self) -> Capabilities:
        """What this engine can do."""
        ...

    def start(self) -> Address:
        """Start the engine if it is not running, and return its address.

        Raises:
            EngineError: it does not start; the message includes the end of its log.
        """
        ...

    def using(self) -> AbstractContextManager[Address]:
        """Like ``start``; an engine that stops when idle does not stop inside the block."""
        ...

    def stop(self) -> None:
        """Stop the engine if it is running; a second call does nothing."""
        ...

    @property
    def end_statement(self) -> Callable[[str], None] | None:
        """Ends the statement tagged with a word; None if a statement can do that."""
        ...
