"""Loads at once from several processes, and readers meanwhile: whole states, one after another."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from states import State, visible_state, whole_state

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import counts, editions

PlanOf = Callable[..., Cascade]
CHILD = Path(__file__).parent.parent / "processes" / "loading_child.py"


def loading(
    store: Store, settings: Settings, dataset: str, edition: str, size: int
) -> subprocess.Popen[str]:
    """A process that loads a plan of ``size`` indicators whose mark is ``size`` itself."""
    told = {
        "address": asdict(store.address),
        "capabilities": asdict(store.capabilities),
        "settings": {"home": str(settings.home), "batch_rows": 20, "keep_replaced": 15},
        "dataset": dataset,
        "edition": edition,
        "size": size,
        "mark": str(size),
    }
    child = subprocess.Popen(
        [sys.executable, str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    child.stdin.write(json.dumps(told))
    child.stdin.close()
    child.stdin = None
    return child


def ended(child: subprocess.Popen[str]) -> None:
    _, errors = child.communicate(timeout=120)
    assert child.returncode == 0, errors


def test_processes_that_load_at_once_and_readers(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    """Two load one edition, one another edition, one another dataset; a reader looks all along."""
    kept = settings.model_copy(update={"keep_replaced": 15})
    load(store, plan_of(100, "100"), settings=kept)
    children = [
        loading(store, settings, dataset, "1", 101),
        loading(store, settings, dataset, "1", 102),
        loading(store, settings, dataset, "2", 103),
        loading(store, settings, f"{dataset}-lain", "1", 104),
    ]
    done = threading.Event()
    states: list[State | None] = []

    def watch() -> None:
        while not done.is_set():
            states.append(visible_state(store, dataset, "1"))

    reader = threading.Thread(target=watch)
    reader.start()
    try:
        for child in children:
            ended(child)
    finally:
        done.set()
        reader.join(60)
    possible = [whole_state(str(size), size) for size in (100, 101, 102)]
    assert len(states) > 5
    assert all(state in possible for state in states)
    order = [state for state, next_ in zip(states, [*states[1:], None]) if state != next_]  # noqa: B905
    assert len(order) <= 3
    assert visible_state(store, dataset, "1") in possible[1:]
    assert visible_state(store, dataset, "2") == whole_state("103", 103)
    assert visible_state(store, f"{dataset}-lain", "1") == whole_state("104", 104)
    mine = [item for item in editions(store) if item.dataset.startswith(dataset)]
    assert len({item.first_loaded for item in mine}) == len(mine) == 3
    assert sum(counts(store, item)["Indicator"] for item in mine) in {308, 309}
    drop(store, dataset, settings=settings)
    drop(store, f"{dataset}-lain", settings=settings)
