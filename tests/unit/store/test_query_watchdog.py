"""The query watchdog ends statements at their limits, and notices a server that is stuck."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from kinerja_graph.store import query_watchdog, supervisor
from kinerja_graph.store.console import NoAnswer, Refusal, Statement
from kinerja_graph.store.query_watchdog import (
    FREE_SECONDS,
    GRACE_SECONDS,
    LATE_SECONDS,
    SILENT_SECONDS,
    QueryWatchdog,
)
from kinerja_graph.store.supervisor import Pace


@dataclass
class Server:
    """A server's statements as a test lays them down."""

    running: list[Statement] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    silent: bool = False
    refuses: bool = False

    def statements(self) -> list[Statement]:
        if self.silent:
            raise NoAnswer
        if self.refuses:
            raise Refusal
        return self.running

    def end_statement(self, name: str) -> None:
        self.ended.append(name)

    def close(self) -> None:
        """There is nothing to close."""


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(query_watchdog, "time", clock)
    monkeypatch.setattr(supervisor, "time", clock)
    return clock


def watched(*running: Statement) -> tuple[Server, QueryWatchdog]:
    server = Server(list(running))
    return server, QueryWatchdog(server)


def test_statement_past_its_limit_is_ended_once(clock: Clock) -> None:
    server, eye = watched(Statement("late", 2.5, 2.0), Statement("early", 1.0, 2.0))
    assert not eye.look(used=True)
    clock.now += 0.25
    assert not eye.look(used=True)
    assert server.ended == ["late"]


def test_statement_without_a_limit_is_left_to_the_server(clock: Clock) -> None:
    server, eye = watched(Statement("free", 10_000.0 + clock.now, None))
    assert not eye.look(used=True)
    assert server.ended == []
    assert eye.busy


def test_next_limit_is_the_nearest_one_ahead(clock: Clock) -> None:
    assert clock.now
    _, eye = watched(Statement("a", 1.0, 20.0), Statement("b", 1.5, 2.0), Statement("c", 9.0, 2.0))
    eye.look(used=True)
    assert eye.next_limit == pytest.approx(0.5)


def test_deaf_statement_asks_for_a_new_server_after_its_grace(clock: Clock) -> None:
    server, eye = watched(Statement("deaf", 3.0, 2.0))
    assert not eye.look(used=True)
    clock.now += GRACE_SECONDS - 0.1
    assert not eye.look(used=True)
    clock.now += 0.2
    assert eye.look(used=True)
    assert server.ended == ["deaf"]


def test_statement_that_ended_is_forgotten(clock: Clock) -> None:
    server, eye = watched(Statement("late", 3.0, 2.0))
    eye.look(used=True)
    server.running = []
    clock.now += GRACE_SECONDS * 2
    assert not eye.look(used=True)
    assert not eye.busy


def test_others_at_work_do_not_spare_a_server_with_a_deaf_statement(clock: Clock) -> None:
    server, eye = watched(Statement("deaf", 3.0, 2.0), Statement("load", 1.0, 900.0))
    assert not eye.look(used=True)
    clock.now += GRACE_SECONDS + 0.1
    assert eye.look(used=True)
    assert server.ended == ["deaf"]


def test_statement_that_its_server_told_to_end_is_told_nothing_and_has_the_same_grace(
    clock: Clock,
) -> None:
    server, eye = watched(Statement("told", 3.0, None, ending=True))
    assert not eye.look(used=True)
    assert server.ended == []
    clock.now += GRACE_SECONDS + 0.1
    assert eye.look(used=True)


@pytest.mark.parametrize(("then", "deaf"), [(7.0, False), (7.05, False), (8.0, True)])
def test_statement_that_waits_for_its_caller_is_not_deaf(
    clock: Clock, then: float, *, deaf: bool
) -> None:
    server, eye = watched(Statement("told", 3.0, None, ending=True, worked=7.0))
    assert not eye.look(used=True)
    clock.now += GRACE_SECONDS + 0.1
    server.running = [Statement("told", 9.0, None, ending=True, worked=then)]
    assert eye.look(used=True) is deaf


@pytest.mark.parametrize(
    ("statement", "seconds"),
    [
        (Statement("late", 3.0, 2.0, "ab"), LATE_SECONDS),
        (Statement("late meanwhile", 1.5, 2.0, "ab"), LATE_SECONDS),
        (Statement("told", 3.0, None, ending=True), LATE_SECONDS),
        (Statement("free", 3.0, 200.0, "ab"), FREE_SECONDS),
        (Statement("load", 3.0, 900.0), SILENT_SECONDS),
        (None, SILENT_SECONDS),
    ],
)
def test_server_that_does_not_answer_is_started_again_the_sooner_the_clearer_the_cause(
    clock: Clock, statement: Statement | None, seconds: float
) -> None:
    server, eye = watched(*(() if statement is None else (statement,)))
    assert not eye.look(used=True)
    server.silent = True
    clock.now += seconds - 0.1
    assert not eye.look(used=True)
    clock.now += 0.2
    assert eye.look(used=True)


def test_server_that_answers_again_was_never_silent(clock: Clock) -> None:
    server, eye = watched(Statement("free", 3.0, 200.0, "ab"))
    eye.look(used=True)
    server.silent = True
    clock.now += FREE_SECONDS - 0.1
    assert not eye.look(used=True)
    server.silent = False
    eye.look(used=True)
    server.silent = True
    clock.now += FREE_SECONDS - 0.1
    assert not eye.look(used=True)


def test_server_that_nobody_used_for_long_was_not_silent_all_that_time(clock: Clock) -> None:
    """The first question then often finds its connection closed."""
    server, eye = watched()
    assert not eye.look(used=True)
    for _ in range(3):
        clock.now += SILENT_SECONDS
        assert not eye.look(used=False)
    server.silent = True
    clock.now += 0.5
    assert not eye.look(used=True)
    clock.now += SILENT_SECONDS
    assert eye.look(used=True)


def test_server_at_work_is_looked_at_though_nobody_uses_it(clock: Clock) -> None:
    server, eye = watched(Statement("left", 1.0, 2.0))
    assert not eye.look(used=True)
    server.running = [Statement("left", 3.0, 2.0)]
    clock.now += 2.0
    assert not eye.look(used=False)
    assert server.ended == ["left"]


def test_server_that_refuses_us_is_not_silent(clock: Clock) -> None:
    server, eye = watched(Statement("late", 3.0, 2.0))
    eye.look(used=True)
    server.refuses = True
    clock.now += SILENT_SECONDS * 2
    assert not eye.look(used=True)


def test_server_that_falls_now_and_then_is_started_again_at_once(clock: Clock) -> None:
    pace = Pace()
    for _ in range(100):
        assert pace.wait() == 0
        pace.begin()
        clock.now += Pace.SECONDS / Pace.NUMBER


def test_server_that_falls_all_the_time_is_started_again_for_ever_but_not_all_the_time(
    clock: Clock,
) -> None:
    pace = Pace()
    began = clock.now
    for _ in range(100):
        clock.now += pace.wait()
        pace.begin()
    assert (clock.now - began) / 100 == pytest.approx(Pace.SECONDS / Pace.NUMBER, rel=0.2)
