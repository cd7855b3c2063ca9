"""Single points: on long chains and circles, and what a limit leaves out."""

from __future__ import annotations

import pytest

from kinerja_graph.analysis.weak_points import heaviest, held_by, loads
from kinerja_graph.analysis.whole_chain import reach

LONG = 20_000


def points(subject: str, below: dict[str, list[str]]) -> dict[str, list[str]]:
    held = held_by(subject, below, reach((subject,), below))
    return {one: sorted(reach(held[one], held)) for one in loads(subject, held)}


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ({}, {}),
        ({"s": ["a", "b"]}, {}),
        ({"s": ["a"], "a": ["b"]}, {"a": ["b"]}),
        ({"s": ["a", "b"], "a": ["c"], "b": ["c"], "c": ["d"]}, {"c": ["d"]}),
        ({"s": ["a", "s"], "a": ["b", "a"], "b": ["a", "s"]}, {"a": ["b"]}),
        ({"s": ["a", "c"], "a": ["b"], "b": ["c"], "c": ["b"]}, {}),
        ({"s": ["a"], "x": ["y"], "a": ["x", "y"]}, {"a": ["x", "y"]}),
    ],
)
def test_points(below: dict[str, list[str]], expected: dict[str, list[str]]) -> None:
    assert points("s", below) == expected


def test_a_chain_of_one_below_the_other() -> None:
    below = {str(number): [str(number + 1)] for number in range(LONG)}
    held = held_by("0", below, reach(("0",), below))
    carried = loads("0", held)
    assert carried["1"] == LONG - 1
    assert carried[str(LONG - 1)] == 1
    told = heaviest(carried, 1_000_000)
    assert told == [str(number) for number in range(1, 51)]
    assert sum(carried[one] for one in told) <= 1_000_000


def test_the_heaviest_is_told_whatever_the_limit() -> None:
    assert heaviest({"a": 5, "b": 9, "c": 9}, 3) == ["b"]
    assert heaviest({"a": 5, "b": 9, "c": 9}, 18) == ["b", "c"]
    assert heaviest({"a": 5, "b": 9, "c": 9}, 23) == ["b", "c", "a"]
    assert heaviest({}, 3) == []
