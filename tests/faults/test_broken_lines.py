"""The line to the engine is slow, breaks or goes silent: told, nothing torn, nothing lost."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from proxy import End, Lines, Proxy, Way
from states import failure_of, visible_state, whole_state

from kinerja_graph.audit.run import run
from kinerja_graph.errors import KinerjaError, StoreError, TimeLimitReached, Unavailable
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.store import bolt
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.lease import LEASE_SECONDS
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.query import run_query
from kinerja_graph.store.snapshots import editions, find_edition

PlanOf = Callable[..., Cascade]
BREAKS = 4
ONE = Statement("one", "RETURN 1 AS one")


def check_told(error: Exception) -> None:
    """A failure of the database: exit 4, what, where and how to mend, in both languages."""
    assert isinstance(error, StoreError), error
    assert error.exit_code == 4
    for language in ("id", "en"):
        what, where, mend = error.tell(language).split("\n")
        assert what.strip()
        assert "bolt://127.0.0.1" in where
        assert "kinerja" in mend


@pytest.mark.parametrize("seed", range(BREAKS))
def test_a_load_over_a_line_that_breaks(
    lines: Lines,
    settings: Settings,
    plan_of: PlanOf,
    dataset: str,
    seed: int,
) -> None:
    store, way, through = lines
    chance = random.Random(seed)  # noqa: S311 - no secret
    load(store, plan_of(11, "old"), settings=settings)
    way.heal()
    load(through, plan_of(70, "all"), settings=settings)
    length = dict(way.passed)
    load(store, plan_of(11, "old"), settings=settings)
    direction: Way = chance.choice(("there", "back"))
    end: End = chance.choice(("close", "reset"))
    at = chance.randint(1, length[direction] * 9 // 10)
    way.spoil(direction, at, end=end, for_good=seed % 2 == 0)
    failed = failure_of(lambda: load(through, plan_of(70, "new"), settings=settings), KinerjaError)
    assert way.cuts == 1
    way.heal()
    now = visible_state(store, dataset)
    if failed is None:
        assert now == whole_state("new", 70)
    else:
        check_told(failed)
        possible = [whole_state("old", 11)]
        if isinstance(failed, StoreError) and failed.code == "outcome-unknown":
            possible.append(whole_state("new", 70))
        assert now in possible
    start = time.monotonic()
    load(through, plan_of(12, "end"), settings=settings)
    assert time.monotonic() - start < LEASE_SECONDS / 2
    assert visible_state(store, dataset) == whole_state("end", 12)
    drop(store, dataset, settings=settings)


def test_a_load_whose_last_answer_is_lost_is_done(
    lines: Lines, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    """The commit that shows the edition is kept by the server, but its answer never arrives."""
    store, way, through = lines
    marks: dict[tuple[str, int], int] = {}
    load(
        through,
        plan_of(11, "old"),
        settings=settings,
        progress=lambda stage, done, _: marks.update({(stage, done): way.passed["back"]}),
    )
    length = marks["show", 1] - marks["show", 0]

    def spoil(stage: str, done: int, _total: int) -> None:
        if (stage, done) == ("show", 0):
            way.spoil("back", length - 1)

    load(through, plan_of(30, "old"), settings=settings)
    loaded = load(through, plan_of(31, "new"), settings=settings, progress=spoil)
    assert way.cuts == 1
    assert visible_state(store, dataset) == whole_state("new", 31)
    assert find_edition(store, EditionRef(dataset)).scope == loaded.edition.scope
    drop(store, dataset, settings=settings)


@pytest.mark.parametrize("end", ["close", "reset"])
def test_questions_over_a_line_that_is_shut_are_told_and_answered_afterwards(
    lines: Lines,
    settings: Settings,
    plan_of: PlanOf,
    dataset: str,
    end: End,
) -> None:
    store, way, through = lines
    edition = load(store, plan_of(9, "old"), settings=settings).edition
    rules = load_rules()
    questions: list[Callable[[], object]] = [
        lambda: editions(through),
        lambda: run(through, edition, rules, through.engine),
        lambda: run_query(through, "MATCH (n) RETURN count(n)", edition, seconds=10, rows=5),
        lambda: drop(through, dataset, settings=settings),
    ]
    for question in questions:
        way.spoil("there", 1, end=end, for_good=True)
        failed = failure_of(question, KinerjaError)
        assert failed is not None
        check_told(failed)
        way.heal()
        assert visible_state(store, dataset) == whole_state("old", 9)
    for question in questions:
        question()
    assert visible_state(store, dataset) is None


def test_one_break_on_the_way_is_not_noticed_by_a_reader(
    lines: Lines, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    store, way, through = lines
    edition = load(store, plan_of(9, "old"), settings=settings).edition
    rules = load_rules()
    direct = run(store, edition, rules, store.engine)
    way.spoil("back", 2_000, end="reset")
    by_way = run(through, edition, rules, through.engine)
    assert way.cuts == 1
    assert by_way.findings == direct.findings
    assert {one.status for one in by_way.rules} <= {"ran", "not-applicable"}
    drop(store, dataset, settings=settings)


def test_a_slow_line_is_only_slow(
    lines: Lines, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    store, way, through = lines
    way.delay = 0.01
    load(through, plan_of(9, "old"), settings=settings)
    assert visible_state(through, dataset) == whole_state("old", 9)
    drop(through, dataset, settings=settings)
    assert visible_state(store, dataset) is None


def test_a_line_that_goes_silent_is_given_up(
    way: Proxy, through: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No answer, no end of the line: as when a server hangs or its network drops everything."""
    monkeypatch.setattr(bolt, "_GIVE_UP_SECONDS", 1.0)
    through.read(ONE)
    way.spoil("there", 1, end="silence")
    start = time.monotonic()
    with pytest.raises(TimeLimitReached) as caught:
        through.read(ONE, seconds=1.0)
    assert 1.5 < time.monotonic() - start < 20
    check_told_limit(caught.value)
    assert through.read(ONE) == [{"one": 1}]


def check_told_limit(error: TimeLimitReached) -> None:
    assert error.exit_code == 4
    assert "KINERJA_LONG_SECONDS" in error.tell("id")


def test_a_server_that_goes_away_and_comes_back(way: Proxy, through: Store) -> None:
    assert through.read(ONE) == [{"one": 1}]
    for _ in range(3):
        way.shut()
        with pytest.raises(Unavailable) as caught:
            through.read(ONE)
        check_told(caught.value)
        way.heal()
        assert through.read(ONE) == [{"one": 1}]
