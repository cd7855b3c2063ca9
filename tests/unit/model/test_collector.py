"""The collector of circular garbage rests while records are made, and no longer."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Generator
from pathlib import Path

import pytest

from kinerja_graph.model.collector import collector_at_rest, collector_past_records
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read

CITY = Path(__file__).parents[3] / "examples" / "city" / "2026-murni"


@pytest.fixture(autouse=True)
def collector() -> Generator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_rests_inside_and_works_again_afterwards() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    with pytest.raises(KeyError), collector_at_rest():
        raise KeyError
    assert gc.isenabled()


def test_where_somebody_put_it_to_rest_it_stays_so() -> None:
    gc.disable()
    with collector_at_rest():
        pass
    assert not gc.isenabled()


def test_a_function_may_be_decorated_and_called_again() -> None:
    @collector_at_rest()
    def enabled() -> bool:
        return gc.isenabled()

    assert [enabled(), enabled(), gc.isenabled()] == [False, False, True]


def test_a_reading_hardly_ever_starts_it_and_leaves_it_working() -> None:
    started: list[int] = []

    def note(phase: str, facts: dict[str, int]) -> None:
        if phase == "start":
            started.append(facts["generation"])

    settings = read_settings()
    gc.callbacks.append(note)
    try:
        assert read(CITY, settings=settings).cascade is not None
    finally:
        gc.callbacks.remove(note)
    assert len(started) <= 2, "once before it rests, once when it works again"
    assert gc.isenabled()


def test_beside_a_million_objects_circles_are_sought_as_often_as_beside_none() -> None:
    few, many = _sought_beside(0), _sought_beside(1_000_000)
    assert few == many
    assert many > 0


def test_who_comes_second_leaves_the_first_alone() -> None:
    with collector_past_records():
        with collector_past_records():
            assert gc.get_freeze_count()
        assert gc.get_freeze_count()
    assert not gc.get_freeze_count()


class _Circle:
    def __init__(self) -> None:
        self.me = self


def _sought_beside(number: int) -> int:
    """How often circles among old objects are sought, while many are made and soon left."""
    found: list[int] = []

    def note(phase: str, facts: dict[str, int]) -> None:
        if phase == "start" and facts["generation"] == 2:
            found.append(1)

    held: list[list[int]] = [[] for _ in range(number)]
    gc.collect()
    with collector_past_records():
        gc.callbacks.append(note)
        deque((_Circle() for _ in range(200_000)), maxlen=5_000)
        gc.callbacks.remove(note)
    assert len(held) == number
    return len(found)
