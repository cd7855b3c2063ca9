"""Items that are made ahead: their order, their failures, and the end of the thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from kinerja_graph.store.prefetch import prefetch


def numbers(made: list[int], upto: int = 1_000) -> Iterator[int]:
    for number in range(upto):
        made.append(number)
        yield number


def test_all_items_come_in_their_order() -> None:
    with prefetch(numbers([], 200)) as items:
        assert list(items) == list(range(200))


def test_one_item_is_made_while_another_is_held_and_no_more() -> None:
    made: list[int] = []
    second = threading.Event()

    def told() -> Iterator[int]:
        for number in numbers(made):
            yield number
            if number == 1:
                second.set()

    with prefetch(told()) as items:
        assert next(items) == 0
        assert second.wait(10)
        assert len(made) <= 3


def test_a_failure_comes_where_the_item_would_have_come() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise LookupError

    with prefetch(broken()) as items:
        assert next(items) == 1
        with pytest.raises(LookupError):
            next(items)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_who_leaves_early_leaves_no_thread_behind(error: type[BaseException]) -> None:
    before = threading.active_count()
    made: list[int] = []

    def leave() -> None:
        with prefetch(numbers(made)) as items:
            next(items)
            raise error

    with pytest.raises(error):
        leave()
    assert threading.active_count() == before
    assert len(made) <= 4
