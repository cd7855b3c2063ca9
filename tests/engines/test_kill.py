"""A loading process is killed outright, at five places, on both engines."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.lease import LEASE_SECONDS
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import counts, find_edition
from kinerja_graph.store.sweep import sweep

PlanOf = Callable[..., Cascade]
CHILD = Path(__file__).parent / "loading_child.py"
NAMES_OF = Statement(
    "names", "MATCH (n:Indicator {scope: $scope}) RETURN DISTINCT right(n.name, 3) AS mark"
)
SCOPES = Statement("scopes", "MATCH (n:Indicator) RETURN DISTINCT n.scope AS scope")
PLACES = ["records 0", "records 101", "ties 0", "ties 60", "show 0"]


def tables(size: int) -> dict[str, list[dict[str, object]]]:
    return {
        "objectives": [{"id": "S1", "name": "Baru", "level": 0}],
        "indicators": [
            {"id": f"I{n}", "name": f"Ukuran {n} new", "level": 2, "contributes_to": "S1"}
            for n in range(size)
        ],
    }


def killed_at(store: Store, settings: Settings, dataset: str, place: str) -> None:
    """Starts a load of another state of the plan and kills it once it says ``place``."""
    told = {
        "address": asdict(store.address),
        "capabilities": asdict(store.capabilities),
        "settings": {"home": str(settings.home), "batch_rows": 20, "keep_replaced": 0},
        "dataset": dataset,
        "tables": tables(300),
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
        said = []
        for line in child.stdout:
            said.append(line)
            if line.startswith(place):
                break
        child.kill()
        child.wait()
        assert said, child.stderr.read() if child.stderr else ""
        assert said[-1].startswith(place)


@pytest.mark.parametrize("place", PLACES)
def test_a_killed_load_leaves_the_old_or_the_new_and_the_next_one_works(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str, place: str
) -> None:
    load(store, plan_of(11, mark="old"), settings=settings)
    killed_at(store, settings, dataset, place)
    now = find_edition(store, dataset)
    marks = {row["mark"] for row in store.read(NAMES_OF, scope=now.scope)}
    assert (marks, counts(store, now)["Indicator"]) in (({"old"}, 11), ({"new"}, 300))
    start = time.monotonic()
    after = load(store, plan_of(12, mark="end"), settings=settings).edition
    assert time.monotonic() - start < LEASE_SECONDS / 2
    assert {row["mark"] for row in store.read(NAMES_OF, scope=after.scope)} == {"end"}
    drop(store, dataset, settings=settings)


def test_what_killed_loads_left_is_swept(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    load(store, plan_of(11, mark="old"), settings=settings)
    before = {row["scope"] for row in store.read(SCOPES)}
    killed_at(store, settings, dataset, "ties 100")
    left = {row["scope"] for row in store.read(SCOPES)} - before
    assert len(left) == 1
    until = time.monotonic() + 60
    while left & {row["scope"] for row in store.read(SCOPES)} and time.monotonic() < until:
        sweep(store)
    assert not left & {row["scope"] for row in store.read(SCOPES)}
    drop(store, dataset, settings=settings)
