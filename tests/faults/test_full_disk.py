"""The disk is full: a clear answer, and what was loaded before is read once there is room again.

A limit on the size of the files that the engine writes stands for the disk: it can be set on a
process that runs, without rights, on any Linux, and writing fails the same way.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager

import psutil
import pytest
from states import failure_of, visible_state, whole_state

from kinerja_graph.errors import EngineError, StoreError
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store import write_lock as turn_module
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.load import load
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.texts import Text

PlanOf = Callable[..., Cascade]
BIG = 6_000


@contextmanager
def no_room(pid: int) -> Generator[None]:
    """The process can make no file longer than the longest that it has now."""
    process = psutil.Process(pid)
    soft, hard = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (4_096, hard))
    try:
        yield
    finally:
        if process.is_running():
            process.rlimit(psutil.RLIMIT_FSIZE, (soft, hard))


def check_told(error: Exception | None) -> None:
    assert isinstance(error, StoreError), error
    assert error.exit_code == 4
    for language in ("id", "en"):
        told = error.tell(language)
        assert len(told.split("\n")) >= 3
        assert "Traceback" not in told


@pytest.mark.parametrize("kilobytes", [0, 10_000_000])
def test_trouble_of_an_embedded_engine_is_that_of_its_disk_where_it_is_full(
    own: Settings, monkeypatch: pytest.MonkeyPatch, kilobytes: int
) -> None:
    """The engine does not say why it could not write; the disk itself is asked."""
    usage = shutil.disk_usage(own.home.parent)._replace(free=kilobytes * 1_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    what = Text(id="x gagal", en="x failed")
    with pytest.raises(StoreError) as caught, open_store(own):
        raise StoreError(what, mend=what, code="database-trouble")
    assert caught.value.code == ("database-trouble" if kilobytes else "home-unwritable")
    if not kilobytes:
        assert "the disk is full" in caught.value.what.en


def test_a_load_into_an_embedded_engine_without_room(
    own: Settings, plan_of: PlanOf, dataset: str
) -> None:
    with open_store(own) as store:
        load(store, plan_of(11, "old"), settings=own)
        running = Embedded(own).running()
        assert running is not None
        with no_room(running.server.pid):
            failed = failure_of(lambda: load(store, plan_of(BIG, "new"), settings=own), StoreError)
        if failed is not None:
            check_told(failed)
        assert visible_state(store, dataset) == whole_state(
            *(("old", 11) if failed else ("new", BIG))
        )
    Embedded(own).stop()
    with open_store(own) as store:
        assert visible_state(store, dataset) == whole_state(
            *(("old", 11) if failed else ("new", BIG))
        )
        load(store, plan_of(12, "end"), settings=own)
        assert visible_state(store, dataset) == whole_state("end", 12)
    assert failed is not None, "the limit was never felt: the plan has to be larger"


def test_a_load_into_a_neo4j_without_room(
    server: LocalNeo4j, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    with Store(server.start(), server.capabilities, long_seconds=60) as store:
        load(store, plan_of(11, "old"), settings=settings)
        running = server.running()
        assert running is not None
        with no_room(running.server.pid):
            failed = failure_of(
                lambda: load(store, plan_of(BIG, "new"), settings=settings), StoreError
            )
        check_told(failed)
    server.stop()
    with Store(server.start(), server.capabilities, long_seconds=60) as store:
        assert visible_state(store, dataset) == whole_state("old", 11)
        load(store, plan_of(12, "end"), settings=settings)
        assert visible_state(store, dataset) == whole_state("end", 12)


def test_a_home_without_room_for_the_turn_is_told(
    store: Store,
    settings: Settings,
    plan_of: PlanOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if store.engine.name != "arcadedb":
        return  # a server has locks of its own

    class Full:
        def __init__(self, *_: object, **__: object) -> None:
            """As a lock file on a full disk."""

        def acquire(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(turn_module, "FileLock", Full)
    with pytest.raises(EngineError) as caught:
        load(store, plan_of(3, "old"), settings=settings)
    assert caught.value.code == "home-unwritable"
    check_told(caught.value)
