"""Numbers are written so that they are read back exactly, and in one way only."""

import math

from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.model.numerals import numeral, span
from kinerja_graph.sources.numbers import parse_number, parse_range

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.builds(
    lambda whole, part: math.copysign(1, whole) * (abs(whole) + part / 1000),
    st.integers(-999, 999),
    st.integers(0, 999),
)


@given(NUMBERS)
def test_a_number_is_read_back_exactly(number: float) -> None:
    for decimal in (None, "comma", "dot"):
        assert parse_number(numeral(number), decimal) == number  # type: ignore[arg-type]


@given(NUMBERS, NUMBERS)
def test_a_range_is_read_back_exactly(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    assert parse_range(span(low, high)) == (low, high)
