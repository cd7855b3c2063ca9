"""What replaced and broken loads left is swept in small steps; readers and loads never wait for it.

Nothing is timed: statements are counted. Between two steps of a sweep a reader gets its turn.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from states import visible_state, whole_state

from kinerja_graph.library.queries import schema
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.sweep import STEP_ROWS, remove_snapshot

PlanOf = Callable[..., Cascade]
ROWS = 25
SIZE = 1_000
HELD = Statement("held", "MATCH (n {scope: $scope}) RETURN count(n) AS n")


def removed_keys(values: dict[str, Any]) -> int:
    keys = values.get("keys")
    return len(keys) if isinstance(keys, list) else 0


def test_a_reader_is_answered_between_the_steps_of_a_sweep(
    store: Store,
    settings: Settings,
    plan_of: PlanOf,
    dataset: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = load(
        store, plan_of(SIZE, "old"), settings=settings.model_copy(update={"keep_replaced": 15})
    ).edition
    load(store, plan_of(40, "new"), settings=settings.model_copy(update={"keep_replaced": 15}))
    store.write(schema("leftover-note"), scope=first.scope, milliseconds=0)
    steps: list[int] = []
    write = Store.write

    def counted(self: Store, statement: Statement, /, **values: Any) -> list[dict[str, Any]]:
        found = write(self, statement, **values)
        steps.append(removed_keys(values))
        return found

    monkeypatch.setattr(Store, "write", counted)
    ended = threading.Event()
    waits: list[int] = []

    def read_on() -> None:
        while not ended.is_set():
            before = len(steps)
            assert visible_state(store, dataset) == whole_state("new", 40)
            waits.append(len(steps) - before)

    reader = threading.Thread(target=read_on)
    reader.start()
    try:
        assert remove_snapshot(store, first.scope, rows=ROWS)
    finally:
        ended.set()
        reader.join(60)
    assert store.read(HELD, scope=first.scope) == [{"n": 0}]
    assert max(steps) <= ROWS
    assert len(steps) >= 2 * SIZE / ROWS
    assert len(waits) >= 5
    assert max(waits) < len(steps) / 3, "a reader waited for a great part of the sweep"
    drop(store, dataset, settings=settings)


def test_a_load_removes_nothing_itself(
    store: Store,
    settings: Settings,
    plan_of: PlanOf,
    dataset: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It replaces a large snapshot and returns; another process does the sweeping."""
    load(store, plan_of(SIZE, "old"), settings=settings)
    removed: list[int] = []
    write = Store.write

    def counted(self: Store, statement: Statement, /, **values: Any) -> list[dict[str, Any]]:
        removed.append(removed_keys(values))
        return write(self, statement, **values)

    monkeypatch.setattr(Store, "write", counted)
    load(store, plan_of(12, "new"), settings=settings)
    assert sum(removed) == 0
    monkeypatch.undo()
    assert visible_state(store, dataset) == whole_state("new", 12)
    drop(store, dataset, settings=settings)


def test_steps_are_small() -> None:
    assert STEP_ROWS <= 2_000
