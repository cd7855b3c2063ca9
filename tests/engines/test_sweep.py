"""What loads leave behind is removed, by whoever comes next, and nothing else is."""

import time
from collections.abc import Callable

import psutil
import pytest
from graph_state import state_of

from kinerja_graph.library.queries import schema
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.lease import is_dead, leased, read_leases, this_host
from kinerja_graph.store.load import drop, load, temporary_snapshot
from kinerja_graph.store.snapshots import counts, editions
from kinerja_graph.store.sweep import remove_snapshot, sweep, sweep_aside

PlanOf = Callable[..., Cascade]
HELD = Statement("held", "MATCH (n {scope: $scope}) RETURN count(n) AS n")
LEFT = Statement("left", "MATCH (r:Leftover {key: $scope}) RETURN count(r) AS n")
LEASES = Statement("leases", "MATCH (l:Lease {key: $key}) RETURN l.scope AS scope")


def held(store: Store, scope: str) -> int:
    return int(store.read(HELD, scope=scope)[0]["n"])


def gone(store: Store, scope: str, *, seconds: float = 60) -> bool:
    """Whether nothing of the snapshot is held any more, waited for."""
    until = time.monotonic() + seconds
    while held(store, scope) and time.monotonic() < until:
        time.sleep(0.1)
    return held(store, scope) == 0


def test_a_replaced_snapshot_stays_for_its_readers_and_then_goes(
    store: Store, settings: Settings, plan_of: PlanOf
) -> None:
    kept = settings.model_copy(update={"keep_replaced": 15})
    first = load(store, plan_of(4), settings=kept).edition
    second = load(store, plan_of(5), settings=kept).edition
    sweep(store)
    assert counts(store, first)["Indicator"] == 4
    store.write(schema("leftover-note"), scope=first.scope, milliseconds=0)
    sweep(store)
    assert held(store, first.scope) == 0
    assert store.read(LEFT, scope=first.scope) == [{"n": 0}]
    assert counts(store, second)["Indicator"] == 5


def test_a_load_starts_the_sweeping_of_what_is_due(
    store: Store, settings: Settings, plan_of: PlanOf
) -> None:
    first = load(store, plan_of(4), settings=settings).edition
    load(store, plan_of(5), settings=settings)
    assert gone(store, first.scope)


def test_a_check_leaves_nothing(store: Store, settings: Settings, plan_of: PlanOf) -> None:
    before = state_of(store)
    with temporary_snapshot(store, plan_of(6), settings=settings) as loaded:
        assert counts(store, loaded.edition)["Indicator"] == 6
        assert loaded.edition.scope not in {item.scope for item in editions(store)}
    assert held(store, loaded.edition.scope) == 0
    assert state_of(store) == before


def test_what_tests_count_is_the_same_during_a_sweep(
    store: Store, settings: Settings, plan_of: PlanOf
) -> None:
    kept = settings.model_copy(update={"keep_replaced": 15})
    first = load(store, plan_of(4), settings=kept).edition
    load(store, plan_of(5), settings=kept)
    before = state_of(store)
    assert held(store, first.scope) > 0
    assert remove_snapshot(store, first.scope)
    assert held(store, first.scope) == 0
    assert state_of(store) == before
    store.write(Statement("hostile", "CREATE (:Unit {key: $scope})", writes=True), scope="hostile")
    assert state_of(store) != before
    store.write(
        Statement("away", "MATCH (n:Unit {key: $scope}) DELETE n", writes=True), scope="hostile"
    )
    assert state_of(store) == before


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_check_that_fails_leaves_nothing(
    store: Store, settings: Settings, plan_of: PlanOf, fault: type[BaseException]
) -> None:
    sweep(store)
    before = state_of(store)
    with pytest.raises(fault), temporary_snapshot(store, plan_of(6), settings=settings):
        raise fault
    assert state_of(store) == before


def test_a_large_check_is_removed_aside(store: Store, settings: Settings, plan_of: PlanOf) -> None:
    with temporary_snapshot(store, plan_of(1_500), settings=settings) as loaded:
        assert held(store, loaded.edition.scope) > 1_500
    assert gone(store, loaded.edition.scope, seconds=120)


def test_nothing_due_starts_nothing(store: Store) -> None:
    sweep(store)
    assert sweep_aside(store) is None


def test_what_an_edition_names_is_never_removed(
    store: Store, settings: Settings, plan_of: PlanOf
) -> None:
    edition = load(store, plan_of(4), settings=settings).edition
    store.write(schema("leftover-note"), scope=edition.scope, milliseconds=0)
    sweep(store)
    assert counts(store, edition)["Indicator"] == 4
    assert store.read(LEFT, scope=edition.scope) == [{"n": 0}]


def test_two_do_not_remove_the_same(store: Store, settings: Settings, plan_of: PlanOf) -> None:
    edition = load(store, plan_of(4), settings=settings).edition
    store.write(schema("leftover-note"), scope=edition.scope, milliseconds=0)
    claim = {"scope": edition.scope, "milliseconds": 60_000}
    assert store.write(schema("leftover-claim"), **claim) == [{"scope": edition.scope}]
    assert store.write(schema("leftover-claim"), **claim) == []
    drop_edition = Statement("hide", "MATCH (e:Edition {scope: $scope}) DELETE e", writes=True)
    store.write(drop_edition, scope=edition.scope)
    assert not remove_snapshot(store, edition.scope)
    assert held(store, edition.scope) > 0
    store.write(schema("leftover-keep"), scope=edition.scope, milliseconds=-1)
    assert remove_snapshot(store, edition.scope, rows=2)
    assert held(store, edition.scope) == 0


def test_a_lapsed_lease_is_taken_over_and_its_scope_swept(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    dead = Statement(
        "dead",
        "CREATE (l:Lease {key: $key}) SET l.scope = $scope, l.holder = 'x', l.host = 'elsewhere',"
        " l.pid = 1, l.started = 0.0, l.expires = timestamp() + $ms",
        writes=True,
    )
    key = f"{dataset}\x1f1"
    store.write(dead, key=key, scope=f"{dataset}-old", ms=1_500)
    start = time.monotonic()
    load(store, plan_of(3), settings=settings)
    assert 0.5 < time.monotonic() - start < 60
    assert store.read(LEASES, key=key) == []
    assert gone(store, f"{dataset}-old")


def test_sweeping_ends_leases_that_lapsed(store: Store, dataset: str) -> None:
    dead = Statement(
        "dead",
        "CREATE (l:Lease {key: $key}) SET l.scope = $key, l.holder = 'x', l.host = 'elsewhere',"
        " l.pid = 1, l.started = 0.0, l.expires = 0",
        writes=True,
    )
    store.write(dead, key=dataset)
    sweep(store)
    assert store.read(LEASES, key=dataset) == []
    assert store.read(LEFT, scope=dataset) == [{"n": 0}]


def test_a_held_lease_is_left_alone(store: Store, dataset: str) -> None:
    with leased(store, dataset, dataset) as lease:
        sweep(store)
        assert store.read(LEASES, key=dataset) == [{"scope": dataset}]
        store.change(lease.end, name="end")
    assert store.read(LEASES, key=dataset) == []


def test_a_lease_that_ends_while_it_is_read_is_no_lease(store: Store, dataset: str) -> None:
    """Neo4j gives null for what is removed between finding a node and reading its values."""
    removed = Statement("removed", "CREATE (:Lease {key: $key})", writes=True)
    store.write(removed, key=dataset)
    assert dataset not in [row["key"] for row in read_leases(store)]
    sweep(store)
    sweep_aside(store)


def test_the_dead_are_told_from_the_living() -> None:
    me = psutil.Process()
    row = {
        "host": this_host(),
        "pid": me.pid,
        "started": me.create_time(),
        "expires": 100,
        "now": 50,
        "holder": "x",
    }
    assert is_dead(row)  # nobody in this process holds a lease under that name
    row["pid"], row["started"] = me.ppid(), psutil.Process(me.ppid()).create_time()
    assert not is_dead(row)
    assert is_dead(row | {"now": 101})
    assert is_dead(row | {"started": me.create_time() - 100_000})
    assert is_dead(row | {"pid": 2**22 + 1})
    assert not is_dead(row | {"pid": 2**22 + 1, "host": "elsewhere"})


def test_drop_removes_many_in_small_steps(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    small = settings.model_copy(update={"batch_rows": 7})
    edition = load(store, plan_of(40), settings=settings).edition
    drop(store, dataset, settings=small)
    assert held(store, edition.scope) == 0
