"""What is counted for criteria, where no plan of the examples has it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kinerja_graph.analysis.plan_years import PlanYears
from kinerja_graph.audit.evidence import Criterion
from kinerja_graph.forms.criteria import Share, counted
from kinerja_graph.forms.facts import Edge, Facts, Record
from kinerja_graph.forms.filling import Asked, Filling, Reads, Scales
from kinerja_graph.forms.form_file import FormFolder
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import EMPTY, Text


def unread(*_: object) -> Any:
    raise AssertionError("nothing beside the facts is read")


READS = Reads(
    audit=unread,
    select=unread,
    rules=unread,
    sheet=unread,
    earlier=unread,
    known=unread,
    individuals=unread,
    beside=unread,
)


def record(label: str, name: str, **properties: Any) -> Record:
    return Record(label, name, {"id": name, "name": name, **properties})


def programme(name: str, *budget: float) -> Record:
    years = [2025] if budget else []
    return record("Programme", name, budget_years=years, budgets=[*budget])


def edge(kind: str, source: str, target: str, to: str = "Programme") -> Edge:
    return Edge(kind, "Programme", source, to, target, {})


@pytest.fixture
def facts() -> Facts:
    """Two leaves below P, of which P serves an outcome; Q serves what is not whole; R nothing."""
    records = [
        programme("P", 100),
        programme("P.1", 60),
        programme("P.2", 40),
        programme("Q", 30),
        programme("R", 70),
        programme("S"),
        record("Objective", "A", level=0),
        record("Objective", "B", level=1),
        record("Unit", "opd", kind="opd"),
    ]
    by_label: dict[str, dict[str, Record]] = {}
    for one in records:
        by_label.setdefault(one.label, {})[one.id] = one
    edges = [
        edge("PART_OF", "P.1", "P"),
        edge("PART_OF", "P.2", "P"),
        edge("SERVES", "P", "A", "Objective"),
        edge("SERVES", "Q", "B", "Objective"),
        edge("IN_UNIT", "P.1", "opd", "Unit"),
    ]
    return Facts(
        Edition(dataset="uji", edition="1", scope="s"), PlanYears(2025, 2026, 2025), by_label, edges
    )


def budget(facts: Facts, asked: Asked) -> Any:
    filling = Filling(facts, FormFolder().read("lke"), asked, Scales(), READS)
    return counted(filling, Criterion("1.c.1", EMPTY, count="budget"))


def test_budgets_of_the_lowest_programmes_are_added_up(facts: Facts) -> None:
    assert budget(facts, Asked(year=2025)) == Share(100, 200)
    assert budget(facts, Asked(year=2025, unit="opd")) == Share(60, 60)


def test_a_year_without_budget_is_told(facts: Facts) -> None:
    assert budget(facts, Asked(year=2026)).en == "not applicable: no programme has a budget in 2026"
    bare = replace(facts, by_label={**facts.by_label, "Programme": {}})
    assert isinstance(budget(bare, Asked(year=2025)), Text)
