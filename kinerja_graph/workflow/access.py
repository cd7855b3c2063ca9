"""Who may do what, as screens ask it: keys made, known again, revoked."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from kinerja_graph.ledger.book import Ledger, open_ledger
from kinerja_graph.ledger.keys import Key
from kinerja_graph.ledger.keys import known as key_of
from kinerja_graph.ledger.keys import used as key_used
from kinerja_graph.settings import Settings

__all__ = ["Key", "Ledger", "key_of", "key_used", "ledger"]


@contextmanager
def ledger(settings: Settings) -> Generator[Ledger]:
    """The ledger in ``settings.home``, made where there is none.

    Raises:
        LedgerError: it cannot be used.
    """
    with open_ledger(settings.home) as opened:
        yield opened
