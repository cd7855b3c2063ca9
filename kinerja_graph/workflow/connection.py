"""Open the graph for a use case and migrate it to the current schema."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from kinerja_graph.model.edition import Edition
from kinerja_graph.model.schema import SCHEMA_VERSION
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import EMBEDDED, open_store
from kinerja_graph.store.patience import begin_request
from kinerja_graph.store.snapshots import every_document
from kinerja_graph.workflow.migrations import migrate_editions

__all__ = ["EMBEDDED", "Store", "begin_request", "connect", "connect_and_list"]


@contextmanager
def connect(settings: Settings, *, patience: float | None = None) -> Generator[Store]:
    """Connect to the graph at ``settings.url``, starting the embedded engine if needed.

    Editions loaded by an older version are migrated first. If the engine goes down, a query waits
    ``patience`` seconds for it to come back, or as long as it takes if None.

    Raises:
        SettingsError: the address cannot be used.
        StoreError: the engine does not start, does not answer or refuses the connection, or an
            older edition cannot be migrated.

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
    """Do the same as ``connect``, and yield every visible snapshot too (``every_document``).

    They were read for the migration, so the caller need not read them again.

    Raises:
        SettingsError, StoreError: as ``connect``.
    """
    with open_store(settings, patience=patience) as store:
        found = every_document(store)
        if any(edition.schema_version < SCHEMA_VERSION for edition in found):
            migrate_editions(store, found, settings)
            found = every_document(store)
        yield store, found
