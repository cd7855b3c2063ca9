"""The one way to a store: the engine that the settings name, started where it is ours."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from kinerja_graph.errors import StoreError
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.engine import Engine, Revival
from kinerja_graph.store.files import refuse_full
from kinerja_graph.store.server import Server

EMBEDDED: Final = "embedded"


@contextmanager
def open_store(
    settings: Settings, *, strict: bool = False, patience: float | None = None
) -> Generator[Store]:
    """The store of ``settings.url``, open while the block runs.

    ``strict`` makes a Python warning of everything that a server remarks on our statements. A
    question waits ``patience`` seconds for an engine that fell under it; None: until it is back.

    Raises:
        SettingsError: the URL is of no kind that we know.
        EngineError: the embedded engine does not start, or its disk is full.
        Unavailable: nothing answers, or it refuses us, or it is too old.
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
    """The engine that the settings name; nothing is started yet.

    Raises:
        SettingsError: the URL is of no kind that we know.
    """
    return Embedded(settings) if settings.url == EMBEDDED else Server(settings)
