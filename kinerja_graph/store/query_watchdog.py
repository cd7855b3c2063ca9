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
        self._ended: dict[str, tuple[float, float]] = {}
        self._known: list[Statement] = []
        self._heard_at = time.monotonic()
        self.busy = False
        self.next_limit = math.inf

    def look(self, *, used: bool) -> bool:
        """End statements past their limit; return whether the server has to be restarted.

        A server that is neither ``used`` nor busy is not asked, and that time is no silence: it
        meanwhile closes the connection, so that the next question often gets no answer.

        Afterwards ``busy`` says whether a statement is running, and ``next_limit`` in how many
        seconds the next one reaches its limit.
        """
        if not (used or self.busy):
            self._heard_at = time.monotonic()
            return False
        try:
            statements = self._console.statements()
        except Refusal as error:
            LOG.info("no list of statements: %s", error)
            statements = []
        except NoAnswer as error:
            LOG.info("no answer: %s", error)
            return self._is_silent_too_long()
        self._known, self._heard_at = statements, time.monotonic()
        self.busy = bool(statements)
        left = [
            statement.limit - statement.elapsed
            for statement in statements
            if statement.limit is not None
        ]
        self.next_limit = max(0.01, min((at for at in left if at > 0), default=math.inf))
        for statement in statements:
            self._end_if_late(statement)
        running = {statement.id for statement in statements}
        self._ended = {name: ended for name, ended in self._ended.items() if name in running}
        return any(self._is_stuck(statement) for statement in statements)

    def close(self) -> None:
        """Close the connection to the server."""
        self._console.close()

    def _end_if_late(self, statement: Statement) -> None:
        if statement.id in self._ended or not (statement.ending or _is_late(statement)):
            return
        LOG.info("statement %s is past its limit and is ended", statement.id)
        self._ended[statement.id] = (self._heard_at, statement.worked or 0.0)
        if not statement.ending:
            with suppress(NoAnswer):
                self._console.end_statement(statement.id)

    def _is_stuck(self, statement: Statement) -> bool:
        """Return whether a statement has continued for too long after it was told to end."""
        if statement.id not in self._ended:
            return False
        ended_at, worked = self._ended[statement.id]
        works = statement.worked is None or statement.worked - worked >= _WORK_SECONDS
        return works and self._heard_at - ended_at >= GRACE_SECONDS

    def _is_silent_too_long(self) -> bool:
        """Return whether a server that does not answer has been silent for too long."""
        since = time.monotonic() - self._heard_at
        late = self._ended or any(_is_late(statement, since) for statement in self._known)
        if late:
            return since >= LATE_SECONDS
        return since >= (
            FREE_SECONDS if any(statement.word for statement in self._known) else SILENT_SECONDS
        )


def _is_late(statement: Statement, since: float = 0.0) -> bool:
    """Return whether a statement is past its limit, ``since`` seconds after it was listed."""
    return statement.limit is not None and statement.elapsed + since >= statement.limit
