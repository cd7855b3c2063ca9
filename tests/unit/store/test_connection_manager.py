"""Cancellation of statements: one thread closes the drivers that are due, and no others."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

import pytest
from neo4j.exceptions import ServiceUnavailable

from kinerja_graph.errors import Unavailable
from kinerja_graph.store.connection_manager import ConnectionManager, cancel_after
from kinerja_graph.store.engine import Address, Revival
from kinerja_graph.texts import Text


class Line:
    """Stands for a driver: it can be closed, and whoever waits on it then fails."""

    def __init__(self) -> None:
        self.closed = threading.Event()

    def close(self) -> None:
        self.closed.set()

    def wait(self, seconds: float) -> None:
        if self.closed.wait(seconds):
            raise OSError("closed under it")


def waited(line: Any, limit: float, seconds: float) -> float:
    began = time.monotonic()
    with cancel_after(line, limit):
        line.wait(seconds)
    return time.monotonic() - began


def test_a_driver_that_is_silent_too_long_is_closed_and_no_other() -> None:
    patient, silent = Line(), Line()
    other = threading.Thread(target=waited, args=(patient, 3600, 2))
    other.start()
    with pytest.raises(ServiceUnavailable, match="closed under it"):
        waited(silent, 0.2, 30)
    assert silent.closed.is_set()
    assert not patient.closed.is_set()
    other.join()
    assert not patient.closed.is_set()


def test_a_driver_whose_statement_has_ended_is_not_closed() -> None:
    lines = [Line() for _ in range(50)]
    for line in lines:
        waited(line, 0.3, 0)
    time.sleep(0.6)
    assert not any(line.closed.is_set() for line in lines)


def test_one_thread_watches_over_all() -> None:
    def run() -> None:
        with cancel_after(Line(), 3600):  # type: ignore[arg-type]  # stands for a driver
            seen.append(sum(t.name == "kinerja-watch" for t in threading.enumerate()))
            gate.wait()

    seen = list[int]()
    gate = threading.Barrier(20)
    threads = [threading.Thread(target=run) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) == {1}
    kinds = {type(thread) for thread in threading.enumerate()}
    assert threading.Timer not in kinds


def test_what_fails_by_itself_is_not_called_a_cut() -> None:
    def failing() -> None:
        with cancel_after(Line(), 3600):  # type: ignore[arg-type]  # stands for a driver
            raise ValueError("its own")

    with pytest.raises(ValueError, match="its own"):
        failing()


OLD, NEW = (Address(f"bolt://127.0.0.1:{port}", "a", "b", "c") for port in (1, 2))


@pytest.fixture
def starting() -> Generator[tuple[ConnectionManager, list[Future[Address]]]]:
    """A line of little patience, and each start of its engine, which a test completes."""
    starts: list[Future[Address]] = []

    def again() -> Address:
        starts.append(Future())
        return starts[-1].result(30)

    line = ConnectionManager(OLD, strict=False, revival=Revival(again, 0.1))
    yield line, starts
    for start in starts:
        start.cancel()
    line.close()


def test_who_asks_waits_a_moment_for_an_engine_and_not_for_its_start(
    starting: tuple[ConnectionManager, list[Future[Address]]],
) -> None:
    line, starts = starting
    for _ in range(3):
        began = time.monotonic()
        with pytest.raises(Unavailable, match="being restarted"):
            line.renew()
        assert time.monotonic() - began < 2
    assert len(starts) == 1
    starts[0].set_result(NEW)
    while line.address == OLD:
        with suppress(Unavailable):  # of a thread that is not yet through
            line.renew()
    assert line.address == NEW


def test_a_start_that_failed_is_told_and_tried_again(
    starting: tuple[ConnectionManager, list[Future[Address]]],
) -> None:
    line, starts = starting
    failure = Unavailable(Text(id="rusak", en="broken"), mend=Text(id="-", en="-"))
    for number in (1, 2):
        with suppress(Unavailable):
            line.renew()
        assert len(starts) == number
        starts[-1].set_exception(failure)
        with pytest.raises(Unavailable, match="broken"):
            line.renew()
    assert len(starts) == 2
