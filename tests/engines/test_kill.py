"""A loading process is killed outright, at any moment, on both engines.

``KINERJA_TEST_KILLS`` sets how many kills there are on each engine; a run that sets it has the
moments of its day, any other always the same. A failure names its seed.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from states import visible_state, whole_state

from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.lease import LEASE_SECONDS
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.sweep import sweep

PlanOf = Callable[..., Cascade]
CHILD = Path(__file__).parent.parent / "processes" / "loading_child.py"
SCOPES = Statement("scopes", "MATCH (n:Indicator) RETURN DISTINCT n.scope AS scope")
SIZE: Final = 300
FIRST: Final = int(f"{datetime.now(UTC):%Y%m%d}") if "KINERJA_TEST_KILLS" in os.environ else 0
KILLS: Final = range(FIRST, FIRST + int(os.environ.get("KINERJA_TEST_KILLS", "3")))


@dataclass(frozen=True)
class Moment:
    """When a load is killed: so many seconds after it says ``step``."""

    step: str
    after: float


def moment(seed: int) -> Moment:
    """A moment by chance: of five, one each in the records, the ties, and about the switch."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    records = f"records {chance.randrange(0, SIZE, 20) + (2 if chance.random() < 0.5 else 0)}"
    ties = f"ties {chance.randrange(0, SIZE, 20)}"
    return (
        Moment(records, chance.uniform(0, 0.1)),
        Moment(ties, chance.uniform(0, 0.1)),
        Moment("show 0", chance.uniform(0, 0.02)),
        Moment("show 0", chance.uniform(0.02, 0.2)),
        Moment("show 1", chance.uniform(0, 0.05)),
    )[seed % 5]


def killed_at(store: Store, settings: Settings, dataset: str, when: Moment) -> None:
    """Starts a load of another state of the plan and kills it at a moment."""
    told = {
        "address": asdict(store.address),
        "capabilities": asdict(store.capabilities),
        "settings": {"home": str(settings.home), "batch_rows": 20, "keep_replaced": 0},
        "dataset": dataset,
        "edition": "1",
        "size": SIZE,
        "mark": "new",
    }
    with subprocess.Popen(
        [sys.executable, str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(told))
        child.stdin.close()
        name, number = when.step.split()
        reached = False
        for line in child.stdout:
            stage, done, _ = line.split()
            reached = stage == name and int(done) >= int(number)
            if reached:
                time.sleep(when.after)
                break
        child.kill()
        child.wait()
        assert reached, child.stderr.read() if child.stderr else ""


@pytest.mark.parametrize("seed", KILLS)
def test_a_killed_load_leaves_the_old_or_the_new_and_the_next_one_works(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str, seed: int
) -> None:
    when = moment(seed)
    load(store, plan_of(11, mark="old"), settings=settings)
    killed_at(store, settings, dataset, when)
    # a quick machine writes the last ties, and shows the plan, in a tenth of a second
    either = ["old", "new"]
    shown = {"records": ["old"], "ties": either, "show 0": either, "show 1": ["new"]}
    marks = shown.get(when.step) or shown[when.step.split()[0]]
    possible = [whole_state(mark, 11 if mark == "old" else SIZE) for mark in marks]
    assert visible_state(store, dataset) in possible
    start = time.monotonic()
    load(store, plan_of(12, mark="end"), settings=settings)
    assert time.monotonic() - start < LEASE_SECONDS / 2
    assert visible_state(store, dataset) == whole_state("end", 12)
    drop(store, dataset, settings=settings)


def test_what_killed_loads_left_is_swept(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    load(store, plan_of(11, mark="old"), settings=settings)
    before = {row["scope"] for row in store.read(SCOPES)}
    killed_at(store, settings, dataset, Moment("ties 100", 0))
    left = {row["scope"] for row in store.read(SCOPES)} - before
    assert len(left) == 1
    until = time.monotonic() + 60
    while left & {row["scope"] for row in store.read(SCOPES)} and time.monotonic() < until:
        sweep(store)
    assert not left & {row["scope"] for row in store.read(SCOPES)}
    drop(store, dataset, settings=settings)
