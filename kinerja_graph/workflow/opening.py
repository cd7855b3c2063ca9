"""The graph, opened for as long as a use case needs it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.opening import open_store

__all__ = ["Store", "opened"]


@contextmanager
def opened(settings: Settings) -> Generator[Store]:
    """The graph of ``settings.url``; the embedded engine is started where it does not run yet.

    Raises:
        SettingsError: an address that cannot be used.
        StoreError: the engine does not start, nothing answers, or it refuses us.

    >>> from kinerja_graph import opened, read_settings
    >>> with opened(read_settings()) as store:
    ...     store.engine.name
    'arcadedb'
    """
    with open_store(settings) as store:
        yield store
