"""What pages keep: made once however many ask, never kept where it failed, never too much."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kinerja_api.explorer.shelf import MOST, Shelf


def test_of_many_who_ask_one_asks_the_graph() -> None:
    shelf, made, gate = Shelf(), list[int](), threading.Barrier(8)

    def make() -> int:
        time.sleep(0.05)
        made.append(len(made))
        return made[-1]

    def ask() -> int:
        gate.wait()
        return shelf.take(("a",), make)

    with ThreadPoolExecutor(8) as pool:
        answers = [one.result() for one in [pool.submit(ask) for _ in range(8)]]
    assert (answers, made) == ([0] * 8, [0])


def test_what_fails_or_is_not_good_is_asked_anew() -> None:
    shelf = Shelf()

    def fail() -> int:
        raise ValueError("away")

    with pytest.raises(ValueError, match="away"):
        shelf.take(("a",), fail)
    assert shelf.take(("a",), lambda: 1, lambda one: one > 1) == 1
    assert shelf.peek(("a",)) is None
    assert shelf.take(("a",), lambda: 2, lambda one: one > 1) == 2
    assert shelf.take(("a",), fail) == 2


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    shelf = Shelf()
    for number in range(MOST):
        shelf.take((str(number),), lambda number=number: number)
    shelf.take(("0",), lambda: -1)
    shelf.take(("more",), lambda: -1)
    assert shelf.peek(("0",)) == 0
    assert shelf.peek(("1",)) is None
