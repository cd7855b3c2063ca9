"""Every rule and view stays quick on shapes that defeat careless walks, and grows with the plan.

``KINERJA_TEST_SHAPES=all`` looks at diamonds of every depth, and at growth with what could not be
read on both engines (nightly).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest

from comparison import differences, expected_audit, told_audit
from governments.draft import Document
from governments.shapes import complete, copies, dense, diamonds, layers, unread
from kinerja_graph.analysis.alignment import align
from kinerja_graph.analysis.comparison import compare
from kinerja_graph.analysis.completeness import completeness
from kinerja_graph.analysis.consequences import miss, remove
from kinerja_graph.analysis.evidence import evidence
from kinerja_graph.analysis.individual_reading import individual, individuals
from kinerja_graph.analysis.lineage import trace
from kinerja_graph.analysis.matrix import matrix
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.analysis.targets import targets
from kinerja_graph.analysis.weak_points import weakest
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import Rule, load_rules
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from oracle.reading import read

ALL = os.environ.get("KINERJA_TEST_SHAPES") == "all"
"""Whether diamonds of every depth are looked at, or the largest alone."""
DIAMONDS = [(width, depth) for width in (4, 8) for depth in (10, 20, 40)]
SHAPES: dict[str, Document] = {
    "layers of 8, 40 deep": layers(8, 40),
    **{
        f"diamonds of {width}, {depth} deep": diamonds(width, depth)
        for width, depth in (DIAMONDS if ALL else DIAMONDS[-1:])
    },
    "complete graph of 20": complete(20),
    "dense circle of 25 with 10 tasks": dense(25, 10),
}
LIMIT = 1.0
"""Seconds that a rule or a view may take on one of the shapes."""
TRIES = 7
"""Times that what seems slow is asked before it counts as slow: the least of them is its time."""
SIZES = (20, 40, 80) if ALL else (20, 80)
"""Between the two, a plan twice as large as the smallest would be too steep only where the
largest is: of a square it may take five times as long, and takes four."""
STEEPEST = 2.5
"""How many times longer than in proportion a larger plan may take: four times the plan takes four
times as long where the work is linear, sixteen times where it is quadratic, and may take ten."""
FLOOR = 0.025
"""Seconds under which a time says more of the engine than of the statement."""

Timed = dict[str, float]
Questions = Mapping[str, Callable[[], float]]
"""Questions by name; asked, each gives the seconds that it took."""


@contextmanager
def loaded(store: Store, cascade: Cascade) -> Generator[Edition]:
    with temporary_snapshot(store, cascade, settings=read_settings()) as snapshot:
        yield snapshot.edition


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def rule_times(audit: Audit) -> Timed:
    """Seconds of every rule of an audit."""
    assert audit.failed == ()
    return {rule.id: rule.milliseconds / 1000 for rule in audit.rules}


def rule_questions(store: Store, edition: Edition) -> Questions:
    """Every rule, asked alone."""

    def ask(rule: Rule) -> float:
        return rule_times(run(store, edition, [rule], store.engine))[rule.id]

    return {rule.id: partial(ask, rule) for rule in load_rules()}


def view_questions(store: Store, edition: Edition, ids: list[str]) -> Questions:
    """Every view of each id, of all ids, of the first one, or of the whole edition."""
    asked: dict[str, Callable[[], object]] = {
        "picture": partial(network, store, edition),
        "matrix": partial(matrix, store, edition),
        "completeness": partial(completeness, store, edition),
        "individual --all": partial(individuals, store, edition),
        "evidence": partial(evidence, store, edition),
        "remove": partial(remove, store, edition, ids),
        "miss": partial(miss, store, edition, ids),
        "weakest": partial(weakest, store, edition, ids[0]),
        "compare": partial(compare, store, edition, edition),
    }
    for name in ids:
        asked |= {
            f"trace up {name}": partial(trace, store, edition, name),
            f"trace down {name}": partial(trace, store, edition, name, direction="down"),
            f"align {name}": partial(align, store, edition, name),
            f"targets {name}": partial(targets, store, edition, name),
            f"picture of {name}": partial(network, store, edition, name),
        }
    return {name: partial(seconds, work) for name, work in asked.items()}


def post_questions(store: Store, edition: Edition, posts: list[str]) -> Questions:
    """The individual performance of each post."""
    return {
        f"individual {name}": partial(seconds, partial(individual, store, edition, name))
        for name in posts
    }


def times_of(questions: Questions) -> Timed:
    """Seconds of every question, asked once."""
    return {name: ask() for name, ask in questions.items()}


def slow(times: Timed, questions: Questions) -> Timed:
    """What is over the limit each time of up to ``TRIES``, with its least seconds."""
    over = {name: taken for name, taken in times.items() if taken > LIMIT}
    for _ in range(TRIES - 1):
        again = {name: min(taken, questions[name]()) for name, taken in over.items()}
        over = {name: taken for name, taken in again.items() if taken > LIMIT}
    return over


@pytest.mark.parametrize("shape", SHAPES)
def test_every_rule_and_view_is_quick_and_right(shape: str, store: Store) -> None:
    cascade = read(SHAPES[shape], "bentuk")
    assert cascade.problems == ()
    ends = [cascade.indicators[0].id, cascade.indicators[-1].id, "puncak", "antara3"]
    posts = [post.id for post in cascade.positions]
    with loaded(store, cascade) as edition:
        audit = run(store, edition, load_rules(), store.engine)
        told = told_audit(as_json(audit, "en"), cascade)
        assert differences(expected_audit(cascade), told) == []
        assert slow(rule_times(audit), rule_questions(store, edition)) == {}
        for questions in (
            view_questions(store, edition, ends),
            post_questions(store, edition, posts),
        ):
            assert slow(times_of(questions), questions) == {}


def test_times_grow_with_the_plan_and_not_with_its_square(store: Store) -> None:
    plans = {size: read(copies(size), "bentuk") for size in SIZES}
    asked: dict[int, Questions] = {}
    times: dict[int, Timed] = {}
    with ExitStack() as stack:
        for size, plan in plans.items():
            edition = stack.enter_context(loaded(store, plan))
            ends = ["puncak:0", plan.indicators[-1].id]
            views = {
                name.replace(ends[1], "last"): ask
                for name, ask in view_questions(store, edition, ends).items()
            }
            times[size] = rule_times(run(store, edition, load_rules(), store.engine))
            times[size] |= times_of(views)
            asked[size] = {**rule_questions(store, edition), **views}
        for _ in range(TRIES - 1):
            for name in too_steep(times):
                for size in SIZES:
                    times[size][name] = min(times[size][name], asked[size][name]())
    over = {name: [times[size][name] for size in SIZES] for name in too_steep(times)}
    assert over == {}


def test_times_grow_with_what_could_not_be_read(store: Store, engine_name: str) -> None:
    if engine_name == "neo4j" and not ALL:
        pytest.skip("long: make nightly, or KINERJA_TEST_SHAPES=all")
    plans = {size: read(unread(copies(size)), "bentuk") for size in SIZES}
    asked: dict[int, Questions] = {}
    times: dict[int, Timed] = {}
    with ExitStack() as stack:
        for size, plan in plans.items():
            assert len(plan.problems) > 8 * len(plan.indicators)
            edition = stack.enter_context(loaded(store, plan))
            audit = run(store, edition, load_rules(), store.engine)
            told = {rule.id: rule.findings for rule in audit.rules}
            assert told["unreadable-value"] > told["missing-polarity"] == 0
            times[size] = rule_times(audit)
            asked[size] = rule_questions(store, edition)
        for _ in range(TRIES - 1):
            for name in too_steep(times):
                for size in SIZES:
                    times[size][name] = min(times[size][name], asked[size][name]())
    over = {name: [times[size][name] for size in SIZES] for name in too_steep(times)}
    assert over == {}


def too_steep(times: Mapping[int, Timed]) -> list[str]:
    """What takes longer on a larger plan than its time on the smallest one lets expect."""
    least = times[SIZES[0]]
    return [
        name
        for name, taken in least.items()
        if any(
            times[size][name] > STEEPEST * size / SIZES[0] * max(taken, FLOOR) for size in SIZES[1:]
        )
    ]


def test_what_is_slow_each_time_is_told_and_what_is_slow_once_is_not() -> None:
    waits = {"always": iter([3.0, 2.0, *[4.0] * TRIES]), "once": iter([3.0, 0.1])}
    questions = {name: partial(next, wait) for name, wait in waits.items()}
    assert slow(times_of(questions), questions) == {"always": 2.0}


def test_what_grows_with_the_square_is_too_steep() -> None:
    grown = {size: {"line": size / 100, "square": size**2 / 1000} for size in SIZES}
    assert too_steep(grown) == ["square"]
