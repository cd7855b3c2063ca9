"""Serialise the loads of one embedded engine, batch by batch.

The embedded engine lets two writers work at once and then refuses the slower one, whose entire
batch is repeated: two concurrent loads wrote every batch four times over. A server has locks of
its own and does not need this.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from filelock import FileLock

from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.files import unwritable

_LOOK_SECONDS = 0.01


@contextmanager
def hold_write_lock(store: Store, settings: Settings) -> Generator[None]:
    """Hold the write lock while the block runs; it is released at the latest with the process.

    Raises:
        EngineError: the folder cannot be written.
    """
    if settings.url != "embedded" or store.engine.name != "arcadedb":
        yield
        return
    lock = FileLock(settings.home / "writing.lock", poll_interval=_LOOK_SECONDS)
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        raise unwritable(settings.home, error) from error
    try:
        yield
    finally:
        lock.release()
