"""Follow the chain up or down from many records at once, to a given distance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from kinerja_graph.analysis.chain import Direction
from kinerja_graph.analysis.nodes import key_of
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition

ROUNDS: Final = 32
"""The maximum number of single steps; longer chains are read at once instead."""
BATCH: Final = 10_000
_WORDS: Final = {"up": "above", "down": "below"}


def reached(
    reader: Reader,
    edition: Edition,
    starts: Mapping[str, str],
    direction: Direction,
    steps: int | None = None,
) -> dict[str, str]:
    """Return the labels, by id, of ``starts`` and of everything within ``steps`` edges of them.

    Each record is visited once, so the cost is proportional to what is reached.

    Args:
        reader: runs reading statements.
        edition: the visible snapshot.
        starts: label of each start, by id; units and posts lead nowhere.
        direction: ``up`` the chain or ``down``.
        steps: the maximum distance; None: unlimited.
    """
    found = dict(starts)
    front = dict(starts)
    done = 0
    while front and done != steps:
        if done == ROUNDS:
            rest = None if steps is None else steps - done
            return _walked(_following(reader, edition, direction), found, front, rest)
        front = {
            one: label
            for one, label in _next(reader, edition, front, direction).items()
            if one not in found
        }
        found |= front
        done += 1
    return found


def _next(
    reader: Reader, edition: Edition, front: Iterable[str], direction: Direction
) -> dict[str, str]:
    statement = named(f"step-{_WORDS[direction]}")
    keys = sorted(key_of(edition, one) for one in front)
    return {
        row["id"]: row["label"]
        for start in range(0, len(keys), BATCH)
        for row in reader.read(statement, keys=keys[start : start + BATCH])
    }


def _following(
    reader: Reader, edition: Edition, direction: Direction
) -> dict[str, list[tuple[str, str]]]:
    """Return id and label of everything next to each record, in one statement per edition."""
    following: dict[str, list[tuple[str, str]]] = defaultdict(list)
    near, far = ("low", "high") if direction == "up" else ("high", "low")
    for row in reader.read(named("chain-steps"), scope=edition.scope):
        following[row[near]].append((row[far], row[f"{far}_label"]))
    return following


def _walked(
    following: Mapping[str, Iterable[tuple[str, str]]],
    found: dict[str, str],
    front: Mapping[str, str],
    steps: int | None,
) -> dict[str, str]:
    waiting = list(front)
    while waiting and steps != 0:
        ahead: list[str] = []
        for here in waiting:
            for one, label in following.get(here, ()):
                if one not in found:
                    found[one] = label
                    ahead.append(one)
        waiting = ahead
        steps = None if steps is None else steps - 1
    return found
