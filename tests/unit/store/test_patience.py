"""Who reads from a service waits for an engine that works, and not for one in trouble."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field

import pytest

from kinerja_graph.errors import StoreError, Unavailable
from kinerja_graph.store.patience import (
    LEAST_SECONDS,
    REQUEST_SECONDS,
    SURELY_SILENT_SECONDS,
    TRY_SECONDS,
    ReadPatience,
    begin_request,
)
from kinerja_graph.texts import Text

SOON = 5.0
"""Seconds within which a busy machine gives up; what is waited for never comes by itself."""


@dataclass
class Engine:
    """Answers when a test lets it; remembers what it was asked."""

    open: threading.Event = field(default_factory=threading.Event)
    pings: int = 0
    asked: list[int] = field(default_factory=list)
    down: bool = False

    def ping(self) -> None:
        self.pings += 1
        if self.down:
            raise Unavailable(Text(id="-", en="down"), mend=Text(id="-", en="-"))
        assert self.open.wait(60)

    def quick(self) -> int:
        self.asked.append(threading.get_ident())
        return len(self.asked)

    def stuck(self) -> int:
        self.asked.append(threading.get_ident())
        assert self.open.wait(60)
        return -1


@pytest.fixture
def engine() -> Generator[Engine]:
    found = Engine()
    yield found
    found.open.set()


@pytest.fixture
def patience(engine: Engine) -> Generator[ReadPatience]:
    found = ReadPatience(engine.ping, lambda: "bolt://there (graph)")
    yield found
    engine.open.set()
    found.close()


@contextmanager
def refused() -> Generator[None]:
    began = time.monotonic()
    with pytest.raises(Unavailable, match="is not answering at the moment"):
        yield
    assert time.monotonic() - began < SOON


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_where_nothing_is_wrong_a_question_is_asked_as_it_is(
    engine: Engine, patience: ReadPatience
) -> None:
    assert patience.ask(engine.quick, "quick") == 1
    assert engine.asked == [threading.get_ident()]
    assert engine.pings == 0


def test_after_a_fall_nobody_waits_for_a_slow_answer(
    engine: Engine, patience: ReadPatience
) -> None:
    patience.fell()
    with refused():
        patience.ask(engine.stuck, "stuck")
    assert len(engine.asked) == 1  # it goes on, and warms the engine


def test_an_engine_that_fell_is_asked_little_at_a_time(
    engine: Engine, patience: ReadPatience
) -> None:
    patience.fell()
    for _ in range(2):
        with refused():
            patience.ask(engine.stuck, "stuck")
    for _ in range(3):
        with refused():
            patience.ask(engine.quick, "quick")
    assert len(engine.asked) == 2
    engine.open.set()
    until(lambda: _answers(patience, engine))


def test_the_questions_of_a_request_wait_together(engine: Engine, patience: ReadPatience) -> None:
    def waited() -> float:
        began = time.monotonic()
        with refused():
            patience.ask(engine.stuck, "stuck")
        return time.monotonic() - began

    def request() -> list[float]:
        begin_request()
        return [waited(), waited()]

    patience.fell()
    first, second = copy_context().run(request)
    assert first >= REQUEST_SECONDS
    assert LEAST_SECONDS <= second < REQUEST_SECONDS
    assert waited() >= TRY_SECONDS  # that of no request


def _answers(patience: ReadPatience, engine: Engine) -> bool:
    try:
        patience.ask(engine.quick, "quick")
    except Unavailable:
        return False
    return True


def test_answers_end_the_trial_of_a_question_and_not_that_of_others(
    engine: Engine, patience: ReadPatience
) -> None:
    def asked_here(name: str) -> bool:
        patience.ask(engine.quick, name)
        return engine.asked[-1] == threading.get_ident()

    patience.fell()
    assert not asked_here("one")
    until(lambda: asked_here("one"))
    assert not asked_here("other")
    patience.fell()
    assert not asked_here("one")


def test_a_question_that_takes_long_by_itself_is_not_refused_for_ever(
    patience: ReadPatience,
) -> None:
    """Its answers come although nobody waits for them, and after some it is asked as it is."""
    asked: list[int] = []

    def long() -> int:
        asked.append(threading.get_ident())
        time.sleep(2 * TRY_SECONDS)
        return threading.get_ident()

    def is_answered() -> bool:
        try:
            return patience.ask(long, "long") == threading.get_ident()
        except Unavailable:
            return False

    patience.fell()
    until(is_answered)
    assert 3 < len(asked) < 8


def test_a_long_answer_is_waited_for_while_the_engine_answers(
    engine: Engine, patience: ReadPatience
) -> None:
    def long() -> str:
        time.sleep(2.5)
        return "all of it"

    engine.open.set()
    with patience.doubting():
        assert patience.ask(long, "long") == "all of it"
    assert engine.pings > 0


@pytest.mark.parametrize("down", [False, True])
def test_a_silent_engine_is_not_waited_for(
    engine: Engine, patience: ReadPatience, *, down: bool
) -> None:
    engine.down = down
    with patience.doubting():
        with refused():
            patience.ask(engine.stuck, "stuck")
        before = len(engine.asked)
        time.sleep(SURELY_SILENT_SECONDS)
        with refused():
            patience.ask(engine.quick, "quick")
        assert len(engine.asked) == before  # refused without being asked
    engine.down = False
    engine.open.set()
    until(lambda: _answers(patience, engine))


def test_an_engine_that_was_silent_is_tried_like_one_that_fell(
    engine: Engine, patience: ReadPatience
) -> None:
    with patience.doubting(), refused():
        patience.ask(engine.stuck, "stuck")
    time.sleep(SURELY_SILENT_SECONDS)
    engine.open.set()
    until(lambda: _answers(patience, engine))
    engine.open.clear()
    pings = engine.pings
    with refused():
        patience.ask(engine.stuck, "stuck")
    assert engine.pings == pings  # it would answer them, and so many are not needed


@pytest.mark.parametrize("silent", [False, True])
def test_who_waits_while_it_is_silent_is_told_when_it_is_tried(
    engine: Engine, patience: ReadPatience, *, silent: bool
) -> None:
    """A question that was begun before the engine fell is not waited for longer than later ones."""
    if not silent:
        engine.open.set()
    waiting, over = threading.Event(), threading.Event()

    def begun() -> bool:
        waiting.set()
        return over.wait(60)

    def fall() -> None:
        assert waiting.wait(30)
        patience.fell()

    falling = threading.Thread(target=fall)
    falling.start()
    with patience.doubting(), refused():
        patience.ask(begun, "begun")
    over.set()
    falling.join()


def test_it_is_doubted_after_a_free_statement_as_well(
    engine: Engine, patience: ReadPatience
) -> None:
    with patience.doubting():
        pass
    with refused():
        patience.ask(engine.stuck, "stuck")


@pytest.mark.parametrize("troubled", [False, True])
def test_a_failure_is_told_as_it_is(patience: ReadPatience, *, troubled: bool) -> None:
    def failing() -> None:
        raise StoreError(Text(id="rusak", en="broken"), mend=Text(id="-", en="-"))

    if troubled:
        patience.fell()
    with pytest.raises(StoreError, match="broken"):
        patience.ask(failing, "failing")


def test_no_thread_is_left_when_it_is_closed(engine: Engine, patience: ReadPatience) -> None:
    with patience.doubting(), refused():
        patience.ask(engine.stuck, "stuck")
    patience.close()
    with refused():
        patience.ask(engine.quick, "quick")
    engine.open.set()
    until(lambda: not any(t.name.startswith("kinerja-read") for t in threading.enumerate()))
