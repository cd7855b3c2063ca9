"""Open a store: the engine named in the settings, started if it is one that we run."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from kinerja_graph.errors import StoreError
from kinerja_graph.library.references import resolve
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.engine import Engine, Revival
from kinerja_graph.store.files import refuse_full

EMBEDDED: Final = "embedded"


@contextmanager
def open_store(
    settings: Settings, *, strict: bool = False, patience: float | None = None
) -> Generator[Store]:
    """Open the store at ``settings.url`` for the duration of the block.

    ``strict`` turns every notification of the server about our statements into a Python warning.
    A query waits ``patience`` seconds for an engine that crashed; None: until it is back.

    Raises:
        SettingsError: the URL is of an unknown kind.
        EngineError: the embedded engine does not start, or its disk is full.
        Unavailable: nothing answers, the login is refused, or the server is too old.
    """
    engine = engine_of(settings)
    with (
        engine.using() as address,
        Store(
            address,
            engine.capabilities,
            long_seconds=settings.long_seconds,
            strict=strict,
            revival=Revival(engine.start, patience),
            end_statement=engine.end_statement,
        ) as store,
    ):
        try:
            yield store
        except StoreError as error:
            if isinstance(engine, Embedded) and error.code == "database-trouble":
                refuse_full(engine.place.folder, error)
            raise


def engine_of(settings: Settings) -> Engine:
    """Return the engine named in the settings, without starting it.

    Raises:
        SettingsError: the URL is of an unknown kind.
    """
    if settings.url == EMBEDDED:
        return Embedded(settings)
    server: Engine = resolve("store.server:Server")(settings)
    return server
