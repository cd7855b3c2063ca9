"""Steps and verdicts of causal links."""

from __future__ import annotations

import pytest

from kinerja_graph.analysis.evidence import Link, Step, steps


def link(*agrees: bool | None) -> Link:
    return Link("c", "p", "+", tuple(Step((1, 2), (1.0, 2.0), (1.0, 2.0), one) for one in agrees))


@pytest.mark.parametrize(
    ("agrees", "verdict"),
    [
        ((), "too-few"),
        ((True,), "too-few"),
        ((True, None, None), "too-few"),
        ((True, True), "supports"),
        ((True, False), "mixed"),
        ((False, False), "against"),
        ((True, True, False), "supports"),
        ((True, False, False), "against"),
        ((True, True, False, False), "mixed"),
        ((True, True, True, False, False), "mixed"),
        ((True, True, False, True, True, False), "supports"),
    ],
)
def test_two_in_three_settle_it(agrees: tuple[bool | None, ...], verdict: str) -> None:
    assert link(*agrees).verdict == verdict


def test_years_between_are_skipped_and_a_step_that_stands_still_is_no_pair() -> None:
    found = steps(
        {2020: 1.0, 2021: 2.0, 2023: 1.0, 2024: 1.0}, {2020: 5.0, 2023: 6.0, 2024: 7.0}, sign="+"
    )
    assert [(step.years, step.agrees) for step in found] == [
        ((2020, 2023), None),
        ((2023, 2024), None),
    ]


def test_a_sign_turns_the_direction_and_a_lag_shifts_the_effect() -> None:
    low = {2020: 1.0, 2021: 2.0, 2022: 1.0}
    high = {2020: 9.0, 2021: 5.0, 2022: 6.0, 2023: 4.0}
    assert [step.agrees for step in steps(low, high, sign="+")] == [False, False]
    assert [step.agrees for step in steps(low, high, sign="-")] == [True, True]
    late = steps(low, high, sign="+", lag=1)
    assert [(step.years, step.high, step.agrees) for step in late] == [
        ((2020, 2021), (5.0, 6.0), True),
        ((2021, 2022), (6.0, 4.0), True),
    ]
