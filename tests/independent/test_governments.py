"""What the random governments hold: every rule finds something in a fair share of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from governments import government as made
from governments.draft import Draft
from governments.government import Government, government_of, governments, side_by_side
from governments.reduction import reduced
from oracle import documents
from oracle.facts import Facts, facts_of
from oracle.reading import read
from oracle.rules import GATHERED, RULES, findings, findings_of
from oracle.unread import Unread

GOVERNMENTS = 500
FAIR_SHARE = 0.03
SOME = 0.008
"""What needs a lenient load, or everything alike, is seen in fewer of them."""
PASSING = (
    *("missing-measure-unit", "missing-polarity", "missing-formula", "missing-data-source"),
    *("missing-definition", "period-target-disagrees"),
    *("missing-baseline", "missing-annual-target", "missing-realisation", "unowned-indicator"),
    *("task-without-performer", "task-without-standard"),
)
"""The rules that pass over what a lenient load could not read."""
GOVERNED = sorted(RULES.keys() - {"programme-without-result"} - documents.RULES.keys())
"""The rules that look at what governments have; programmes are read of documents of their own.

Rules about several documents: ``test_documents_agree.py``.
"""
LOCAL = ("orphan-indicator", "contribution-cycle", "level-inversion", "idle-position")


def as_if_read(facts: Facts) -> Facts:
    """The same without what tells that it was not read; the years are those that were read."""
    nothing = replace(facts.cascade, problems=())
    return replace(facts, cascade=nothing, unread=Unread(nothing))


@pytest.fixture(scope="module")
def counted() -> dict[str, Counter[str]]:
    """How many governments each rule found something in, looked at in vain, or passed over."""
    counts: dict[str, Counter[str]] = {rule: Counter() for rule in RULES}

    @settings(
        max_examples=GOVERNMENTS,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(governments())
    def count(government: Government) -> None:
        cascade = read(government.tables, "acak")
        facts = facts_of(cascade)
        without_problems = findings_of(as_if_read(facts))
        for rule, verdict in findings_of(facts).items():
            counts[rule]["made"] += 1
            counts[rule]["found"] += bool(verdict.findings)
            counts[rule]["silent"] += bool(verdict.population and not verdict.findings)
            counts[rule]["whole"] += any(one.subject[0] == "Dataset" for one in verdict.findings)
            counts[rule]["passed over"] += verdict != without_problems[rule]

    count()
    return counts


@pytest.mark.parametrize("rule", GOVERNED)
def test_a_rule_finds_something_in_a_fair_share(
    rule: str, counted: dict[str, Counter[str]]
) -> None:
    assert counted[rule]["found"] >= FAIR_SHARE * counted[rule]["made"]


@pytest.mark.parametrize("rule", GOVERNED)
def test_a_rule_stays_silent_in_a_fair_share(rule: str, counted: dict[str, Counter[str]]) -> None:
    assert counted[rule]["silent"] >= FAIR_SHARE * counted[rule]["made"]


@pytest.mark.parametrize("rule", PASSING)
def test_what_could_not_be_read_is_passed_over_in_some(
    rule: str, counted: dict[str, Counter[str]]
) -> None:
    assert counted[rule]["passed over"] >= SOME * counted[rule]["made"]


def test_no_other_rule_passes_over_what_could_not_be_read(
    counted: dict[str, Counter[str]],
) -> None:
    differing = {rule for rule, counts in counted.items() if counts["passed over"]}
    assert differing == {*PASSING, "unreadable-value", "dangling-reference"}


@pytest.mark.parametrize("rule", sorted(GATHERED))
def test_everything_lacks_it_in_some(rule: str, counted: dict[str, Counter[str]]) -> None:
    assert counted[rule]["whole"] >= SOME * counted[rule]["made"]


@settings(max_examples=100, derandomize=True, database=None, deadline=None)
@given(governments(lenient=False))
def test_a_government_without_blunders_reads_without_errors(government: Government) -> None:
    assert read(government.tables, "acak").problems == ()


@settings(max_examples=100, derandomize=True, database=None, deadline=None)
@given(governments())
def test_findings_are_never_more_than_what_was_looked_at(government: Government) -> None:
    for rule, verdict in findings(read(government.tables, "acak")).items():
        if rule not in {"dangling-reference", "unreadable-value"}:
            assert len(verdict.findings) <= verdict.population


def test_a_failing_government_is_made_small() -> None:
    careful = Government(
        {
            "units": [{"id": f"u{number}", "name": "Dinas", "kind": "opd"} for number in range(9)],
            "objectives": [
                {"id": f"o{number}", "name": "Lancar", "level": number % 2, "cross_agency": True}
                for number in range(9)
            ],
        },
        lenient=False,
    )

    def fails(government: Government) -> bool:
        cascade = read(government.tables, "acak")
        return not cascade.problems and bool(findings(cascade)["orphan-objective"].findings)

    small = reduced(careful, fails)
    assert small.tables == {
        "units": [],
        "objectives": [{"id": "o7", "name": "Lancar", "level": 1}],
    }
    assert '"objectives": [' in small.shown()


@pytest.mark.parametrize("place", range(3))
def test_a_new_trait_changes_nothing_else_of_any_government(
    place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that tests with fixed seeds stay as they are where a rule brings a trait of its own."""
    seeds = range(100)
    before = [government_of(seed) for seed in seeds]
    traits: list[str] = list(made.TRAITS)
    traits.insert((0, 25, 50)[place], "new")
    name = ("add_units", "add_results", "add_values")[place]
    written = getattr(made, name)

    def written_with_it(draft: Draft) -> None:
        for _ in range(9):
            if draft.planted("new"):
                draft.rows("new").append({"id": draft.dice("new").choice("abc")})
        written(draft)

    monkeypatch.setattr(made, "TRAITS", tuple(traits))
    monkeypatch.setattr(made, name, written_with_it)
    after = [government_of(seed) for seed in seeds]
    planted = [government.tables.pop("new", []) for government in after]
    assert len(seeds) // 5 < sum(map(bool, planted)) < len(seeds) // 2
    assert {row["id"] for rows in planted for row in rows} == {*"abc"}
    assert after == before


def test_governments_side_by_side_are_each_told_as_alone() -> None:
    """What a rule says of one record stays said of it where others stand beside."""
    many = [government_of(seed, lenient=False) for seed in range(36, 42)]
    together = read(side_by_side(many).tables, "acak")
    assert together.problems == ()
    told = findings(together)
    for number, government in enumerate(many):
        alone = findings(read(government.tables, "acak"))
        for rule in LOCAL:
            mine = {finding.subject[1] for finding in alone[rule].findings}
            shared = {finding.subject[1] for finding in told[rule].findings}
            beside = {name for name in shared if name.endswith(f":{number}")}
            assert beside == {f"{name}:{number}" for name in mine}, rule
    assert all(told[rule].findings for rule in LOCAL)
