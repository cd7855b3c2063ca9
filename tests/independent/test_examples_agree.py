"""On both engines every example is audited to the same bytes, and as the second opinion has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparison import ask, differences, expected_audit, expected_views, told_audit, told_views
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = sorted({path.parent for path in EXAMPLES.rglob("indicators.*")})
FEW = 60
"""Records up to which every view of every record is asked."""


def title(plan: Path) -> str:
    return plan.relative_to(EXAMPLES).as_posix()


def test_there_are_examples() -> None:
    assert PLANS


@pytest.mark.parametrize("plan", PLANS, ids=title)
def test_an_example_is_audited_alike(plan: Path, both_stores: dict[str, Store]) -> None:
    cascade = read(plan, settings=read_settings(), lenient=True).cascade
    assert cascade is not None
    few = sum(1 for _ in cascade.records()) <= FEW
    texts: set[str] = set()
    for store in both_stores.values():
        answers = ask(store, cascade, views=few)
        texts.add(answers.text)
        told = told_audit(answers.audit, cascade)
        assert differences(expected_audit(cascade), told) == []
        assert told == expected_audit(cascade)
        if few:
            assert differences(expected_views(cascade), told_views(answers.views)) == []
    assert len(texts) == 1
