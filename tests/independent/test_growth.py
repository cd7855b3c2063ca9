"""Every rule and view stays quick on shapes that defeat careless walks, and grows with the plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager

import pytest

from comparison import differences, expected_audit, told_audit
from governments.draft import Document
from governments.shapes import complete, copies, dense, diamonds, layers
from kinerja_graph.analysis.alignment import align
from kinerja_graph.analysis.comparison import compare
from kinerja_graph.analysis.consequences import miss, remove
from kinerja_graph.analysis.evidence import evidence
from kinerja_graph.analysis.individual_reading import individual, individuals
from kinerja_graph.analysis.lineage import trace
from kinerja_graph.analysis.matrix import matrix
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.analysis.targets import targets
from kinerja_graph.analysis.weak_points import weakest
from kinerja_graph.audit.answer import as_json
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import load_rules
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import read_settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import passing
from oracle.reading import read

SHAPES: dict[str, Document] = {
    "layers of 8, 40 deep": layers(8, 40),
    **{
        f"diamonds of {width}, {depth} deep": diamonds(width, depth)
        for width in (4, 8)
        for depth in (10, 20, 40)
    },
    "complete graph of 20": complete(20),
    "dense circle of 25 with 10 tasks": dense(25, 10),
}
LIMIT = 1.0
"""Seconds that a rule or a view may take on one of the shapes."""
TRIES = 7
"""Times that something is measured before it counts as slow: the least of them is its time."""
SIZES = (20, 40, 80)
STEEPEST = 2.5
"""How many times longer than in proportion a larger plan may take: four times the plan takes four
times as long where the work is linear, sixteen times where it is quadratic, and may take ten."""
FLOOR = 0.025
"""Seconds under which a time says more of the engine than of the statement."""

Timed = dict[str, float]
Ask = Callable[[Store, Edition], Timed]


@contextmanager
def loaded(store: Store, cascade: Cascade) -> Generator[Edition]:
    with passing(store, cascade, settings=read_settings()) as snapshot:
        yield snapshot.edition


def rule_times(store: Store, edition: Edition) -> Timed:
    """Seconds of every rule."""
    audit = run(store, edition, load_rules(), store.engine)
    assert audit.failed == ()
    return {rule.id: rule.milliseconds / 1000 for rule in audit.rules}


def view_times(store: Store, edition: Edition, ids: list[str]) -> Timed:
    """Seconds of every view of each id, of all ids, of the first one, or of the whole edition."""
    times = {
        "picture": seconds(lambda: network(store, edition)),
        "matrix": seconds(lambda: matrix(store, edition)),
        "individual --all": seconds(lambda: individuals(store, edition)),
        "evidence": seconds(lambda: evidence(store, edition)),
        "remove": seconds(lambda: remove(store, edition, ids)),
        "miss": seconds(lambda: miss(store, edition, ids)),
        "weakest": seconds(lambda: weakest(store, edition, ids[0])),
        "compare": seconds(lambda: compare(store, edition, edition)),
    }
    for name in ids:
        times |= {
            f"trace up {name}": seconds(lambda: trace(store, edition, name)),  # noqa: B023
            f"trace down {name}": seconds(lambda: trace(store, edition, name, direction="down")),  # noqa: B023
            f"align {name}": seconds(lambda: align(store, edition, name)),  # noqa: B023
            f"targets {name}": seconds(lambda: targets(store, edition, name)),  # noqa: B023
            f"picture of {name}": seconds(lambda: network(store, edition, name)),  # noqa: B023
        }
    return times


def post_times(store: Store, edition: Edition, posts: list[str]) -> Timed:
    """Seconds of the individual performance of each post."""
    return {
        f"individual {name}": seconds(lambda: individual(store, edition, name))  # noqa: B023
        for name in posts
    }


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def least(before: Timed, now: Timed) -> Timed:
    return {name: min(before.get(name, taken), taken) for name, taken in now.items()}


def slow(ask: Callable[[], Timed], limits: Callable[[str], float]) -> Timed:
    """What is over its limit each time of up to ``TRIES``, with its least seconds."""
    times: Timed = {}
    over: Timed = {}
    for _ in range(TRIES):
        times = least(times, ask())
        over = {name: taken for name, taken in times.items() if taken > limits(name)}
        if not over:
            break
    return over


@pytest.mark.parametrize("shape", SHAPES)
def test_every_rule_and_view_is_quick_and_right(shape: str, store: Store) -> None:
    cascade = read(SHAPES[shape], "bentuk")
    assert cascade.problems == ()
    ends = [cascade.indicators[0].id, cascade.indicators[-1].id, "puncak", "antara3"]
    with loaded(store, cascade) as edition:
        audit = as_json(run(store, edition, load_rules(), store.engine), "en")
        assert differences(expected_audit(cascade), told_audit(audit, cascade)) == []
        assert slow(lambda: rule_times(store, edition), lambda _: LIMIT) == {}
        assert slow(lambda: view_times(store, edition, ends), lambda _: LIMIT) == {}
        posts = [post.id for post in cascade.positions]
        assert slow(lambda: post_times(store, edition, posts), lambda _: LIMIT) == {}


def test_times_grow_with_the_plan_and_not_with_its_square(store: Store) -> None:
    plans = {size: read(copies(size), "bentuk") for size in SIZES}
    lasts = {size: plan.indicators[-1].id for size, plan in plans.items()}
    times: dict[int, Timed] = {size: {} for size in SIZES}
    over: Timed = {}
    with ExitStack() as stack:
        editions = {size: stack.enter_context(loaded(store, plans[size])) for size in SIZES}
        for _ in range(TRIES):
            for size, edition in editions.items():
                views = view_times(store, edition, ["0:puncak", lasts[size]])
                named = {name.replace(lasts[size], "last"): taken for name, taken in views.items()}
                now = rule_times(store, edition) | named
                times[size] = least(times[size], now)
            over = {name: size for size in SIZES for name in too_steep(times, size)}
            if not over:
                break
    assert over == {}, times


def too_steep(times: dict[int, Timed], size: int) -> list[str]:
    """What takes longer on this size than its time on the smallest one lets expect."""
    ratio, smallest = size / SIZES[0], times[SIZES[0]]
    return [
        name
        for name, taken in times[size].items()
        if ratio > 1 and taken > STEEPEST * ratio * max(smallest[name], FLOOR)
    ]
