"""What ``compare`` and ``check --watch`` say of a finding on the dataset that splits or joins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import pytest

from kinerja_graph.audit.changes import came_and_went
from kinerja_graph.audit.finding import Finding
from kinerja_graph.audit.rule_set import run_rule_set
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow.comparing import compare_found
from kinerja_graph.workflow.rule_sets import read_rule_set

Loaded = Callable[[dict[str, Any]], AbstractContextManager[Edition]]
NONE = ("", "", "")
FIRST = ("up", "", "")
EVERY = ("up", "up", "up")


def plan(polarities: Sequence[str]) -> dict[str, Any]:
    """Indicators I-0, I-1 … of these polarities."""
    return {
        "indicators": [
            {"id": f"I-{number}", "name": f"I {number}", "level": 0, "polarity": polarity}
            for number, polarity in enumerate(polarities)
        ]
    }


def subjects(findings: Sequence[Finding]) -> list[str]:
    return ["*" if one.subject.is_dataset else one.subject.id for one in findings]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (NONE, FIRST, ([], ["*"], [], ["I-0"])),
        (FIRST, NONE, (["*"], [], ["I-0"], [])),
        (NONE, EVERY, ([], ["*"], [], ["I-0", "I-1", "I-2"])),
        (NONE, (*FIRST, ""), (["I-3"], ["*"], ["I-3"], ["I-0"])),
        (FIRST, (*FIRST, ""), (["I-3"], [], ["I-3"], [])),
        (NONE, NONE, ([], [], [], [])),
    ],
)
def test_a_finding_on_the_dataset_splits_and_joins(
    store: Store,
    place: Settings,
    loaded: Loaded,
    before: Sequence[str],
    after: Sequence[str],
    told: tuple[list[str], list[str], list[str], list[str]],
) -> None:
    """Told are the findings that come and go, and the records that break and are fixed."""
    rules = read_rule_set(place, ("missing-polarity",))
    with loaded(plan(before)) as old, loaded(plan(after)) as new:
        compared = compare_found(store, (old, new), rule_set=rules)
        watched = came_and_went(
            *(run_rule_set(store, one, rules, store.engine) for one in (old, new))
        )
    assert compared.findings == watched
    assert compared.classes is not None
    assert (
        subjects(watched.come),
        subjects(watched.go),
        list(compared.classes.breaks),
        list(compared.classes.fixes),
    ) == told
