"""Ends statements that run past the limit which stands in their text.

A server that was told to end a statement does so when the statement comes to its next row. One
that computes a single value for minutes never comes there, and its server must be started again.
"""

from __future__ import annotations

import logging
import math
import time
from contextlib import suppress
from typing import Final, Protocol

from kinerja_graph.store.console import NoAnswer, Statement

LOG: Final = logging.getLogger(__name__)
GRACE_SECONDS: Final = 5.0
"""For how long a statement that was told to end may go on."""
COURTESY_SECONDS: Final = 60.0
"""For how long a server with such a statement is left to others that work on it."""


class Statements(Protocol):
    """Who lists a server's statements and ends one of them: its console."""

    def statements(self) -> list[Statement]:
        """The statements that run now."""
        ...

    def end_statement(self, name: str) -> None:
        """Tells the server to end a statement."""
        ...


class Overseer:
    """Looks at the statements of one server, again and again."""

    def __init__(self, console: Statements) -> None:
        """Nothing is asked yet."""
        self._console = console
        self._told: dict[str, float] = {}
        self._others_at = -math.inf
        self.busy = False
        self.next_limit = math.inf

    def look(self) -> bool:
        """Whether the server has to be started again; tells statements past their limit to end.

        Afterwards ``busy`` says whether a statement runs, and ``next_limit`` in how many seconds
        the next one reaches its limit.
        """
        try:
            statements = self._console.statements()
        except NoAnswer as error:
            LOG.info("no list of statements: %s", error)
            return False
        self.busy = bool(statements)
        left = [one.limit - one.elapsed for one in statements if one.limit is not None]
        self.next_limit = max(0.01, min((at for at in left if at > 0), default=math.inf))
        for one in statements:
            self._judge(one)
        running = {one.id for one in statements}
        self._told = {name: at for name, at in self._told.items() if name in running}
        return self._stuck(bool(running - self._told.keys()))

    def _judge(self, one: Statement) -> None:
        if one.limit is None or one.elapsed < one.limit or one.id in self._told:
            return
        LOG.info("statement %s is past its limit of %s s and is ended", one.id, one.limit)
        self._told[one.id] = time.monotonic()
        with suppress(NoAnswer):
            self._console.end_statement(one.id)

    def _stuck(self, others: bool) -> bool:  # noqa: FBT001 - a fact, not a choice
        now = time.monotonic()
        if others:
            self._others_at = now
        deaf = max((now - at for at in self._told.values()), default=0.0)
        if deaf < GRACE_SECONDS:
            return False
        return deaf >= COURTESY_SECONDS or now - self._others_at >= GRACE_SECONDS
