"""The graph, opened for as long as a use case needs it, and in today's shape."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from kinerja_graph.model.edition import Edition
from kinerja_graph.model.schema import SCHEMA_VERSION
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import EMBEDDED, open_store
from kinerja_graph.store.patience import begin_request
from kinerja_graph.store.snapshots import every_edition
from kinerja_graph.workflow.migrations import migrate_editions

__all__ = ["EMBEDDED", "Store", "begin_request", "connect", "connect_and_list"]


@contextmanager
def connect(settings: Settings, *, patience: float | None = None) -> Generator[Store]:
    """The graph of ``settings.url``; the embedded engine is started where it does not run yet.

    Editions that an older version of the product loaded are brought up to date first. A question
    waits ``patience`` seconds for an engine that fell under it; None: until it is back.

    Raises:
        SettingsError: an address that cannot be used.
        StoreError: the engine does not start, nothing answers, it refuses us, or an older edition
            cannot be brought up to date.

    >>> from kinerja_graph import connect, read_settings
    >>> with connect(read_settings()) as store:
    ...     store.engine.name
    'arcadedb'
    """
    with connect_and_list(settings, patience=patience) as (store, _):
        yield store


@contextmanager
def connect_and_list(
    settings: Settings, *, patience: float | None = None
) -> Generator[tuple[Store, tuple[Edition, ...]]]:
    """As ``connect``, with every visible edition as ``every_edition`` tells them.

    To bring older ones up to date they have been read; whoever asks about one has no need to ask
    for them again.

    Raises:
        SettingsError, StoreError: as ``connect``.
    """
    with open_store(settings, patience=patience) as store:
        found = every_edition(store)
        if any(edition.schema_version < SCHEMA_VERSION for edition in found):
            migrate_editions(store, found, settings)
            found = every_edition(store)
        yield store, found
