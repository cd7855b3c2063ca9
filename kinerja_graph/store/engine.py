"""What an engine is to the store: something that can be started and has an address."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Address:
    """Where an engine answers Bolt, and who we are there; the passwords are never shown.

    ``reader_user`` is the engine's user that may only read; where there is none it is empty.
    ``http_port`` is the port on loopback at which the engine says whether a statement only reads;
    0 where a statement over Bolt says it (EXPLAIN).
    """

    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    reader_user: str = ""
    reader_password: str = field(default="", repr=False)
    http_port: int = 0

    @property
    def where(self) -> str:
        """Address and database, as errors tell them."""
        return f"{self.uri} ({self.database})"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do; code above the store never asks for its name.

    Attributes:
        read_only_user: it has a user of its own that may only read.
        driver_time_limit: it ends a statement at the limit that the driver sends with it; an
            engine without it reads the limit from the statement (``store/limit.py``).
        importer: it has a bulk importer of its own.
        concurrent_reads: how many audits may ask it at once without slowing each other down.
        concurrent_rules: how many rules of one audit may.
    """

    read_only_user: bool
    driver_time_limit: bool
    importer: bool
    concurrent_reads: int = 1
    concurrent_rules: int = 2


@dataclass(frozen=True, slots=True)
class Revival:
    """How an engine that fell under a store comes back.

    Attributes:
        start: sees to it that it runs, and says where.
        patience: for how many seconds one who asks waits for that; None: until it runs.
    """

    start: Callable[[], Address]
    patience: float | None = None


class Engine(Protocol):
    """An engine that can be started, asked for its address, and stopped."""

    @property
    def capabilities(self) -> Capabilities:
        """What this engine can do."""
        ...

    def start(self) -> Address:
        """The address of the running engine; starts it where it does not run yet.

        Raises:
            EngineError: it does not start; the message shows the end of its log.
        """
        ...

    def using(self) -> AbstractContextManager[Address]:
        """As ``start``, and an engine that ends itself when idle does not end inside the block."""
        ...

    def stop(self) -> None:
        """Ends the engine where it runs; a second call does nothing."""
        ...

    @property
    def end_statement(self) -> Callable[[str], None] | None:
        """Tells the engine to end the statement that bears a word; None: a statement can."""
        ...
