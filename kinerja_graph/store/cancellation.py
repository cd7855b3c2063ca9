"""A free statement ended from outside: by somebody who does not want its answer any more."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from kinerja_graph.errors import StoreError
from kinerja_graph.texts import _

END_ASKED: Final = (
    "SHOW TRANSACTIONS YIELD transactionId AS id, metaData WHERE metaData.asked = $word "
    "TERMINATE TRANSACTIONS id YIELD message RETURN message"
)
"""Ends the transaction that bears a word, on Neo4j; everybody may end what is his own."""


class StatementCancellation:
    """What ends one statement, from any thread, once.

    Attributes:
        word: stands in the text of the statement, so that a server's list of statements shows it.
    """

    def __init__(self) -> None:
        """Nothing is ended yet."""
        self.word = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._ended = False
        self._closers: list[Callable[[], None]] = []

    @property
    def ended(self) -> bool:
        """Whether the statement was told to end."""
        return self._ended

    def end(self) -> None:
        """Ends the statement; one that has not begun ends as soon as it does."""
        with self._lock:
            self._ended = True
            closers, self._closers = self._closers, []
        for close in closers:
            close()

    @contextmanager
    def by(self, close: Callable[[], None]) -> Generator[None]:
        """``close`` is called when the statement is to end while the block runs.

        Raises:
            StoreError: it was told to end before (``stopped``).
        """
        with self._lock:
            if self._ended:
                raise stopped()
            self._closers.append(close)
        try:
            yield
        finally:
            with self._lock:
                if close in self._closers:
                    self._closers.remove(close)


@contextmanager
def told_as_stopped(ending: StatementCancellation) -> Generator[None]:
    """What fails in the block because it was ended says so.

    Raises:
        StoreError: the statement was ended (``stopped``).
    """
    try:
        yield
    except StoreError as error:
        if ending.ended:
            raise stopped() from error
        raise


def stopped() -> StoreError:
    """The error of a statement that was ended from outside."""
    return StoreError(
        _("The query was cancelled by the one who asked it."),
        mend=_("Ask again if it is still needed."),
        code="stopped",
    )
