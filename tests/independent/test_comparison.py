"""A comparison that never finds a difference would prove nothing: each kind is found."""

from __future__ import annotations

from typing import Any

import pytest

from comparison import differences

AUDIT: dict[str, Any] = {
    "rules": {"detached-task": {"status": "ran", "population": 2, "findings": 2}},
    "findings": [
        {"rule": "detached-task", "subject": {"id": "a"}, "cut_off": None},
        {"rule": "detached-task", "subject": {"id": "b"}, "cut_off": None},
    ],
}


def test_the_same_audit_has_no_differences() -> None:
    assert differences(AUDIT, dict(AUDIT)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"findings": AUDIT["findings"][:1]},
        {"findings": AUDIT["findings"][::-1]},
        {"findings": [*AUDIT["findings"], AUDIT["findings"][0]]},
        {"findings": [{**AUDIT["findings"][0], "cut_off": 1}, AUDIT["findings"][1]]},
        {"rules": {"detached-task": {"status": "ran", "population": 3, "findings": 2}}},
        {"rules": {}},
    ],
    ids=["lost", "moved", "doubled", "miscounted", "mispopulated", "unruled"],
)
def test_a_changed_audit_has_differences(change: dict[str, Any]) -> None:
    assert differences(AUDIT, {**AUDIT, **change})
