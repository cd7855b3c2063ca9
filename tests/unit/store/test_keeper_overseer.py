"""What the keeper does about statements: ends them at their limits, and tells a deaf server."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from kinerja_graph.store import overseer
from kinerja_graph.store.console import NoAnswer, Statement
from kinerja_graph.store.overseer import COURTESY_SECONDS, GRACE_SECONDS, Overseer


@dataclass
class Server:
    """A server's statements as a test lays them down."""

    running: list[Statement] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    silent: bool = False

    def statements(self) -> list[Statement]:
        if self.silent:
            raise NoAnswer
        return self.running

    def end_statement(self, name: str) -> None:
        self.ended.append(name)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(overseer, "time", clock)
    return clock


def watched(*running: Statement) -> tuple[Server, Overseer]:
    server = Server(list(running))
    return server, Overseer(server)


def test_statement_past_its_limit_is_ended_once(clock: Clock) -> None:
    server, eye = watched(Statement("late", 2.5, 2.0), Statement("early", 1.0, 2.0))
    assert not eye.look()
    clock.now += 0.25
    assert not eye.look()
    assert server.ended == ["late"]


def test_statement_without_a_limit_is_left_to_the_server(clock: Clock) -> None:
    server, eye = watched(Statement("free", 10_000.0 + clock.now, None))
    assert not eye.look()
    assert server.ended == []
    assert eye.busy


def test_next_limit_is_the_nearest_one_ahead(clock: Clock) -> None:
    assert clock.now
    _, eye = watched(Statement("a", 1.0, 20.0), Statement("b", 1.5, 2.0), Statement("c", 9.0, 2.0))
    eye.look()
    assert eye.next_limit == pytest.approx(0.5)


def test_deaf_statement_asks_for_a_new_server_after_its_grace(clock: Clock) -> None:
    server, eye = watched(Statement("deaf", 3.0, 2.0))
    assert not eye.look()
    clock.now += GRACE_SECONDS - 0.1
    assert not eye.look()
    clock.now += 0.2
    assert eye.look()
    assert server.ended == ["deaf"]


def test_statement_that_ended_is_forgotten(clock: Clock) -> None:
    server, eye = watched(Statement("late", 3.0, 2.0))
    eye.look()
    server.running = []
    clock.now += GRACE_SECONDS * 2
    assert not eye.look()
    assert not eye.busy


def test_others_at_work_are_waited_for_but_not_for_ever(clock: Clock) -> None:
    server, eye = watched(Statement("deaf", 3.0, 2.0), Statement("load", 1.0, 900.0))
    assert not eye.look()
    clock.now += COURTESY_SECONDS - 0.1
    assert not eye.look()
    clock.now += 0.2
    assert eye.look()
    assert server.ended == ["deaf"]


def test_server_that_does_not_answer_is_not_called_deaf(clock: Clock) -> None:
    server, eye = watched(Statement("late", 3.0, 2.0))
    eye.look()
    server.silent = True
    clock.now += COURTESY_SECONDS * 2
    assert not eye.look()
