"""On both engines a selector means of random governments what its parts mean in plain Python."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from governments.government import Government, governments
from governments.shapes import dense, layers
from governments.words import TAGS
from kinerja_graph.errors import UsageError
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.workflow.selecting import select
from oracle.facts import Facts, facts_of
from oracle.reading import read
from oracle.rules import verdict
from oracle.selectors import LABELS, STEPS, Part, meant, typed
from oracle.vantage import graphs

RULES = ("orphan-indicator", "unmeasured-objective", "level-skip", "idle-position", "silo-outcome")
EACH = 15
"""Selectors that each government is asked."""


def drawn(facts: Facts, lots: Random) -> list[list[Part]]:
    """A selector of a few parts: records, agencies, levels, labels and rules of the government."""
    chain, offices = facts.chain, facts.offices
    records = sorted((*chain.results, *chain.tasks))
    agencies = sorted(unit for unit in offices.units if offices.agency(unit) == unit)

    def part() -> Part:
        below, above = lots.choice(STEPS), lots.choice(STEPS)
        choices = [
            ("id", lots.choice(records)),
            ("level", lots.choice("0123")),
            ("label", lots.choice(LABELS).lower()),
            ("rule", lots.choice(RULES)),
            ("role", lots.choice(("outcome", "csf", "condition"))),
            ("tag", lots.choice(TAGS)),
            *([("agency", lots.choice(agencies))] * 2 if agencies else []),
        ]
        return Part(*lots.choice(choices), below, above)

    return [[part() for _ in range(lots.randint(1, 3))] for _ in range(lots.randint(1, 2))]


def otherwise(store: Store, cascade: Cascade, seed: int) -> list[str]:
    """The selectors that the engine answers otherwise than the second opinion."""
    facts, lots = facts_of(cascade), Random(seed)  # noqa: S311 - nothing is kept secret
    if not facts.chain.results:
        return []
    told: list[str] = []
    with temporary_snapshot(store, cascade, settings=read_settings()) as loaded:
        for _ in range(EACH):
            either = drawn(facts, lots)
            found = select(store, loaded.edition, typed(either)).labels
            expected = meant(facts, either)
            if set(found) != expected or list(found) != sorted(found):
                told.append(f"{typed(either)}: {sorted(expected ^ set(found))}")
    return told


@settings(
    max_examples=graphs(4, one_in=20),
    derandomize=True,
    phases=[Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(government=governments())
def test_every_selector_agrees_on_both_engines(
    both_stores: dict[str, Store], government: Government
) -> None:
    cascade = read_document(
        government.tables, name="acak", settings=read_settings(), lenient=government.lenient
    ).cascade
    assert cascade is not None
    for engine, store in both_stores.items():
        assert otherwise(store, cascade, government.seed or 0) == [], engine


@pytest.mark.parametrize("shape", [layers(3, 40), dense(25, 10)], ids=["deep layers", "dense"])
def test_a_hostile_shape_is_selected_right(shape: object, store: Store) -> None:
    cascade = read(shape, "bentuk")  # type: ignore[arg-type]  # a document
    assert otherwise(store, cascade, 7) == []


def test_the_selectors_asked_mean_something() -> None:
    facts = facts_of(read(layers(3, 5), "bentuk"))
    lots = Random(1)  # noqa: S311 - nothing is kept secret by it
    sizes = [len(meant(facts, drawn(facts, lots))) for _ in range(60)]
    assert len(set(sizes)) > 10
    assert any(verdict(rule, facts).findings for rule in RULES)


def test_what_is_not_there_is_usage_with_the_nearest(store: Store) -> None:
    tables = {
        "units": [
            {"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"},
            {"id": "bidang", "name": "Bidang Parkir", "kind": "unit", "parent": "dishub"},
        ],
        "objectives": [{"id": "S 1", "name": "Lalu lintas lancar", "level": 0}],
    }
    cascade = read_document(tables, name="kota", settings=read_settings()).cascade  # type: ignore[arg-type]
    assert cascade is not None
    asked = {
        '+"S 2"': "S 1",
        "agency:dishup": "dishub",
        "agency:bidang": "dishub",
        "rule:orphan-indicators": "orphan-indicator",
        "lalu lintas": "S 1",
        "+dishub": "agency:",
    }
    with temporary_snapshot(store, cascade, settings=read_settings()) as loaded:
        for text, near in asked.items():
            with pytest.raises(UsageError) as caught:
                select(store, loaded.edition, text)
            assert caught.value.exit_code == 2
            assert near in caught.value.tell("id"), text
