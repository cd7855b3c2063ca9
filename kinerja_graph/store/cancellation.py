"""Cancel a free statement from outside, when its answer is no longer wanted."""

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
"""Ends the transaction tagged with a word, on Neo4j; every user may end their own."""


class StatementCancellation:
    """Cancels one statement, from any thread, once.

    Attributes:
        word: part of the statement's text, so that it can be found in the server's list.
    """

    def __init__(self) -> None:
        """Create a cancellation that has not been requested yet."""
        self.word = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._ended = False
        self._closers: list[Callable[[], None]] = []

    @property
    def ended(self) -> bool:
        """Whether cancellation was requested."""
        return self._ended

    def end(self) -> None:
        """Cancel the statement; one that has not started yet ends as soon as it does."""
        with self._lock:
            self._ended = True
            closers, self._closers = self._closers, []
        for close in closers:
            close()

    @contextmanager
    def on_end(self, close: Callable[[], None]) -> Generator[None]:
        """Call ``close`` if the statement is cancelled while the block runs.

        Raises:
            StoreError: it was already cancelled (``stopped``).
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
def report_as_stopped(ending: StatementCancellation) -> Generator[None]:
    """Report failures in the block that were caused by the cancellation as such.

    Raises:
        StoreError: the statement was cancelled (``stopped``).
    """
    try:
        yield
    except StoreError as error:
        if ending.ended:
            raise stopped() from error
        raise


def stopped() -> StoreError:
    """Return the error of a statement that was cancelled from outside."""
    return StoreError(
        _("The query was cancelled by its caller."),
        mend=_("Ask again if it is still needed."),
        code="stopped",
    )
