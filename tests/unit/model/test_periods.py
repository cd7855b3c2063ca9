"""The values of years that periods make, and of a year to date."""

from __future__ import annotations

from typing import Any

import pytest

from kinerja_graph.model.nodes import PeriodValue, Target, YearValue
from kinerja_graph.model.periods import ToDate, Years, quarters, to_date, years_of
from kinerja_graph.model.rows import period_lists


def indicator(*values: PeriodValue, **properties: Any) -> dict[str, Any]:
    return {**properties, **period_lists(sorted(values, key=lambda value: value.code))}


def period(name: str, target: Target | None = None, real: float | None = None) -> PeriodValue:
    return PeriodValue(year=2026, period=name, target=target, realisation=real, row=2)


def test_the_worked_example_of_a_year_in_progress() -> None:
    given = [period("Q1", 30.0, 28.0), period("Q2", 30.0, 31.0), period("Q3", 30.0)]
    row = indicator(*given, period("Q4", 30.0), accumulation="sum", polarity="up")
    found = to_date(row, 2026)
    assert found is not None
    assert (found.through, found.target, found.realisation) == ("Q2", 60.0, 59.0)
    assert round(found.achievement or 0, 2) == 98.33
    assert to_date(row, 2025) is None


@pytest.mark.parametrize(
    ("accumulation", "expected"),
    [
        ("sum", ToDate("Q2", 50.0, 40.0, 80.0)),
        ("average", ToDate("Q2", 25.0, 20.0, 80.0)),
        ("cumulative", ToDate("Q2", 30.0, 24.0, 80.0)),
        ("last", ToDate("Q2", 30.0, 24.0, 80.0)),
        (None, None),
    ],
)
def test_it_stops_at_the_first_quarter_without_realisation(
    accumulation: str | None, expected: ToDate | None
) -> None:
    given = [period("Q1", 20.0, 16.0), period("Q2", 30.0, 24.0), period("Q4", 1.0, 1.0)]
    row = indicator(*given, accumulation=accumulation, polarity="up")
    assert to_date(row, 2026) == expected


def test_a_target_to_date_is_unknown_where_one_of_a_sum_is() -> None:
    row = indicator(period("Q1", None, 1.0), period("Q2", 3.0, 2.0), accumulation="sum")
    assert to_date(row, 2026) == ToDate("Q2", None, 3.0, None)
    last = to_date({**row, "accumulation": "last", "polarity": "hold"}, 2026)
    assert last is not None
    assert (last.target, last.realisation) == (3.0, 2.0)
    assert last.achievement == pytest.approx(200 / 3)


@pytest.mark.parametrize(
    ("real", "percent"), [(70.0, 87.5), (80.0, 100.0), (90.0, 100.0), (99.0, 90.0)]
)
def test_a_range_is_reached_inside_it(real: float, percent: float) -> None:
    row = indicator(period("Q1", (80.0, 90.0), real), accumulation="last", polarity="range")
    assert to_date(row, 2026) == ToDate("Q1", (80.0, 90.0), real, percent)
    begins_at_nothing = indicator(period("Q1", (0.0, 90.0), real), accumulation="last")
    assert to_date(begins_at_nothing, 2026) == ToDate("Q1", (0.0, 90.0), real, None)


def test_a_quarter_without_a_row_comes_from_its_months() -> None:
    months = [period(f"M{number:02}", 1.0, 2.0) for number in (1, 2, 3, 4, 5, 6, 7, 8)]
    row = indicator(*months, period("Q2"), accumulation="sum", polarity="up")
    assert quarters(row, 2026) == {"Q1": (3.0, 6.0), "Q2": (None, None)}
    assert to_date(row, 2026) == ToDate("Q1", 3.0, 6.0, 200.0)


def test_a_year_stands_beside_years_of_other_origin() -> None:
    stated = (YearValue(year=2025, target=1.0, row=9), YearValue(year=2027, row=10))
    halves = (period("S1", 1.0, 2.0), period("S2", 3.0))
    later = PeriodValue(year=2028, period="S1", target=1.0)
    assert years_of(stated, (*halves, later), "average") == Years(
        ((2025, 1.0, None, 9), (2026, 2.0, None, None), (2027, None, None, 10)), (2026,), ()
    )


def test_what_no_number_can_hold_is_unknown() -> None:
    halves = (period("S1", 1.7e308, -1.7e308), period("S2", 1.7e308, -1.7e308))
    assert years_of((), halves, "sum") == Years(())
    assert years_of((), halves, "average") == Years(())
    assert years_of((), halves, "last").derived_targets == (2026,)
