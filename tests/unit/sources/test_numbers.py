"""Numbers against an oracle of its own: texts are built from parts whose value is known."""

from __future__ import annotations

from decimal import Decimal as Exact

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kinerja_graph.sources.number_suggestions import both_readings
from kinerja_graph.sources.numbers import Decimal, Range, Unread, parse_number, parse_range
from kinerja_graph.texts import Text

SIGNS = {"": 1, "-": -1, "\u2212": -1, "+": 1}
PERCENTS = ("", "%", " %", "\u00a0%")
BLANKS = (" ", "\u00a0", "\u202f")


def grouped(whole: str, separator: str) -> str:
    head = len(whole) % 3 or 3
    parts = [whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))]
    return separator.join(parts)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, float]:
    """A text in one of the two styles that can be read in one way only, and its value."""
    whole = str(draw(st.integers(0, 10**12)))
    part = draw(st.text("0123456789", max_size=6))
    sign = draw(st.sampled_from(sorted(SIGNS)))
    style = draw(st.sampled_from(["plain", "dots", "commas", "blanks"]))
    mark = {"dots": ",", "commas": "."}.get(style) or draw(st.sampled_from(",."))
    group = {"dots": ".", "commas": ",", "blanks": draw(st.sampled_from(BLANKS))}.get(style, "")
    text = grouped(whole, group) if group else whole
    one_mark = text.count(group) == 1 if group in {".", ","} else False
    if one_mark and not part:
        part = "5"
    if text == whole and len(whole) <= 3 and len(part) == 3 and whole != "0":
        part += "0"
    value = Exact(f"{whole}.{part or 0}") * SIGNS[sign]
    tail = mark + part if part else ""
    return sign + text + tail + draw(st.sampled_from(PERCENTS)), float(value)


@given(written())
def test_what_can_be_read_in_one_way_is_read_exactly(case: tuple[str, float]) -> None:
    text, value = case
    assert parse_number(text) == value
    assert parse_number(text, "comma") == parse_number(text, "dot") == value


@given(
    st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"), st.sampled_from(sorted(SIGNS))
)
def test_one_separator_before_three_digits_is_ambiguous(
    whole: int, part: int, mark: str, sign: str
) -> None:
    text = f"{sign}{whole}{mark}{part:03}"
    assert parse_number(text) is Unread.AMBIGUOUS
    thousands = float((whole * 1000 + part) * SIGNS[sign])
    fraction = float(Exact(f"{whole}.{part:03}") * SIGNS[sign])
    choices: dict[Decimal, float] = {
        "comma": fraction if mark == "," else thousands,
        "dot": fraction if mark == "." else thousands,
    }
    for decimal, value in choices.items():
        assert parse_number(text, decimal) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(-0.0)
def test_what_python_writes_with_an_exponent_or_a_point_is_read_back(value: float) -> None:
    text = repr(value)
    mantissa, _, exponent = text.partition("e")
    ambiguous = not exponent and len(mantissa.partition(".")[2]) == 3
    found = parse_number(text)
    assert found == value or (ambiguous and found is Unread.AMBIGUOUS)


@given(st.text("0123456789.,-+%eE \u00a0\u2212NaInf", max_size=12))
def test_nothing_raises_and_every_number_read_is_finite(text: str) -> None:
    for decimal in (None, "comma", "dot"):
        found = parse_number(text, decimal)
        assert isinstance(found, Unread) or abs(found) < float("inf")
        assert isinstance(parse_range(text, decimal), tuple | Unread)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "%", ".", "5.", ".5", "5,", ",5", "1.2.3", "12.34.567", "1234.567.890",
        "1.250.50", "1,250,5", "1.250,5.0", "1.250,50,0", "0.250,5", "1 25", "1  250", "1 250 5",
        "1\t250", "1\u2009250", "1 250.000.000", "4,5E-2", "E5", "1E", "1e5.0", "NaN", "nan", "inf",
        "Infinity", "-inf", "1_000", "0x10", "١٢", "\uff11", "--5", "+-5", "- 5", "5-", "5 %%",
        "% 5", "Rp 5", "5 orang", "80-90", "1/2", "1:30", "½", "1'250",
    ],
)  # fmt: skip
def test_no_number(text: str) -> None:
    assert parse_number(text) is Unread.TEXT


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("76,41", 76.41), ("76.41", 76.41), ("1.250,5", 1250.5), ("1,250.5", 1250.5),
        ("100 %", 100), ("100%", 100), ("4.5E-2", 0.045), ("4.5e\u22122", 0.045), ("4E3", 4000),
        ("\u22121.250,75", -1250.75), ("1 250,500", 1250.5), ("1\u202f250\u00a0000.25", 1250000.25),
        ("0,125", 0.125), ("0.125", 0.125), ("00.125", 0.125), ("1250.500", 1250.5),
        ("1.250.000", 1250000), ("1,250,000", 1250000), ("007", 7), ("-0", 0),
        ("1.250,500", 1250.5), ("12345678901234567890", 12345678901234567890.0),
    ],
)  # fmt: skip
def test_a_number(text: str, value: float) -> None:
    assert parse_number(text) == value


def test_too_large_for_a_number() -> None:
    assert parse_number("1e999") is Unread.TOO_LARGE
    assert parse_number("9" * 400) is Unread.TOO_LARGE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("80-90", (80, 90)), ("80\u201390", (80, 90)), ("80..90", (80, 90)), ("80 .. 90", (80, 90)),
        ("80 % - 90 %", (80, 90)), ("80,5\u201390,5", (80.5, 90.5)), ("-5-10", (-5, 10)),
        ("-10--5", (-10, -5)), ("\u221210\u2013\u22125", (-10, -5)), ("1E-2-5", (0.01, 5)),
        ("93.8-93.8", (93.8, 93.8)), ("1.250,5..2.000,5", (1250.5, 2000.5)),
        ("90-80", Unread.REVERSED), ("-5--10", Unread.REVERSED), ("80", Unread.NOT_A_RANGE),
        ("-80", Unread.NOT_A_RANGE), ("80\u201490", Unread.NOT_A_RANGE),
        ("80-", Unread.NOT_A_RANGE), ("a-b", Unread.NOT_A_RANGE),
        ("80-90-100", Unread.NOT_A_RANGE), ("80...90", Unread.NOT_A_RANGE),
        ("1.250-1.300", Unread.AMBIGUOUS), ("80-1.250", Unread.AMBIGUOUS),
        ("80 sampai 90", Unread.NOT_A_RANGE), ("1-" * 200, Unread.NOT_A_RANGE),
    ],
)  # fmt: skip
def test_a_range(text: str, found: Range | Unread) -> None:
    assert parse_range(text) == found


def test_both_ways_to_write_an_ambiguous_range_are_read() -> None:
    told = both_readings("80,500..99,996")
    assert parse_range(str(told["whole"])) == (80_500, 99_996)
    ways = told["fraction"]
    assert isinstance(ways, Text)
    for fraction in (ways.id, ways.en):
        assert parse_range(fraction) == (80.5, 99.996)
