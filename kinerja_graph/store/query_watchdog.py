"""End statements that run past their limit, and detect when their server must be restarted.

A server ends a statement when the statement reaches its next row. A statement that computes a
single value for minutes never gets there, and one that fills the server's memory keeps it from
answering at all. In both cases only a restart helps.
"""

from __future__ import annotations

import logging
import math
import time
from contextlib import suppress
from typing import Final, Protocol

from kinerja_graph.store.console import NoAnswer, Refusal, Statement

LOG: Final = logging.getLogger(__name__)
GRACE_SECONDS: Final = 5.0
"""How long a statement may continue after it was told to end."""
_WORK_SECONDS: Final = 0.1
"""A statement with less CPU time since then only waits for its caller to fetch, and is harmless."""
LATE_SECONDS: Final = 3.0
"""How long a server with a statement past its limit may be silent."""
FREE_SECONDS: Final = 10.0
"""The same while a free statement runs that has not reached its limit."""
SILENT_SECONDS: Final = 60.0
"""The same otherwise: garbage collection of a large heap may pause a server for some time."""


class Statements(Protocol):
    """A server's console, which lists its statements and ends one of them."""

    def statements(self) -> list[Statement]:
        """Return the running statements.

        Raises:
            NoAnswer: the server does not answer within about a second, or refuses.
        """
        ...

    def end_statement(self, name: str) -> None:
        """Tell the server to end a statement.

        Raises:
            NoAnswer: the server does not answer, or refuses.
        """
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


class QueryWatchdog:
    """Checks the statements of one server periodically."""

    def __init__(self, console: Statements) -> None:
        """Send nothing yet."""
        self._console = console
        self._told: dict[str, tuple[float, float]] = {}
        self._known: list[Statement] = []
        self._heard_at = time.monotonic()
        self.busy = False
        self.next_limit = math.inf

    def look(self) -> bool:
        """End statements past their limit; return whether the server has to be restarted.

        Afterwards ``busy`` says whether a statement is running, and ``next_limit`` in how many
        seconds the next one reaches its limit.
        """
        try:
            statements = self._console.statements()
        except Refusal as error:
            LOG.info("no list of statements: %s", error)
            statements = []
        except NoAnswer as error:
            LOG.info("no answer: %s", error)
            return self._silent()
        self._known, self._heard_at = statements, time.monotonic()
        self.busy = bool(statements)
        left = [one.limit - one.elapsed for one in statements if one.limit is not None]
        self.next_limit = max(0.01, min((at for at in left if at > 0), default=math.inf))
        for one in statements:
            self._judge(one)
        running = {one.id for one in statements}
        self._told = {name: told for name, told in self._told.items() if name in running}
        return any(self._is_deaf(one) for one in statements)

    def close(self) -> None:
        """Close the connection to the server."""
        self._console.close()

    def _judge(self, one: Statement) -> None:
        if one.id in self._told or not (one.ending or _is_late(one)):
            return
        LOG.info("statement %s is past its limit and is ended", one.id)
        self._told[one.id] = (self._heard_at, one.worked or 0.0)
        if not one.ending:
            with suppress(NoAnswer):
                self._console.end_statement(one.id)

    def _is_deaf(self, one: Statement) -> bool:
        """Return whether a statement has continued for too long after it was told to end."""
        if one.id not in self._told:
            return False
        told_at, worked = self._told[one.id]
        works = one.worked is None or one.worked - worked >= _WORK_SECONDS
        return works and self._heard_at - told_at >= GRACE_SECONDS

    def _silent(self) -> bool:
        """Return whether a server that does not answer has been silent for too long."""
        since = time.monotonic() - self._heard_at
        late = self._told or any(_is_late(one, since) for one in self._known)
        if late:
            return since >= LATE_SECONDS
        return since >= (FREE_SECONDS if any(one.word for one in self._known) else SILENT_SECONDS)


def _is_late(one: Statement, since: float = 0.0) -> bool:
    """Return whether a statement is past its limit, ``since`` seconds after it was listed."""
    return one.limit is not None and one.elapsed + since >= one.limit
