"""The product and the second opinion read the same periods and make the same years of them."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers

from kinerja_graph.model.periods import to_date
from kinerja_graph.model.rows import node_rows
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read_document
from oracle.periods import Given, Indicator, Unreadable, meaning
from oracle.vantage import graphs

WAYS = ("sum", "cumulative", "average", "last", None)
HEADINGS = ("period", "periode", "triwulan", "bulan")
QUARTERS = ("Q{n}", "tw{n}", "Triwulan {n}", "TW-{roman}", "triwulan_{roman}", "t.w. {n}")
HALVES = ("S{n}", "semester {n}", "SEMESTER {roman}", "s-{n}")
MONTHS = ("M{n:02}", "m{n}", "Bulan {n}", "{month}")
NAMES = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
ODD = ("Q5", "S3", "M13", "M0", "M00", "1", "12", "13", "IV", "V", "Q", "TW", "QI", "SI", "x", "-")
YEARS = (2025, 2026)
OF_INTEREST = ("target", "range", "realisation", "period", "derived", "beside")


def spelled(dice: Random, forms: tuple[str, ...], number: int) -> str:
    roman = ("", "I", "II", "III", "IV")[number] if number < len("IIIII") else ""
    names = [form for form in forms if roman or "{roman}" not in form]
    text = dice.choice(names).format(n=number, roman=roman, month=NAMES[number - 1])
    return text.upper() if dice.randrange(4) == 0 else text


def written(dice: Random, year: int) -> list[tuple[int, str]]:
    """The periods of a year: some kinds whole, some with a gap, and a few odd ones."""
    found: list[tuple[int, str]] = []
    for forms, many in ((HALVES, 2), (QUARTERS, 4), (MONTHS, 12)):
        if dice.randrange(2):
            left = dice.choice((0, 0, 0, 1, 2))
            numbers = dice.sample(range(1, many + 1), many - left)
            found += [(year, spelled(dice, forms, number)) for number in numbers]
    if dice.randrange(3) == 0:
        found.append((year, dice.choice(("", "tahun", "YEAR", " "))))
    if dice.randrange(3) == 0:
        found.append((year, dice.choice(ODD)))
    if found and dice.randrange(4) == 0:
        found.append(dice.choice(found))
    return found


def rows_of(dice: Random, heading: str) -> list[Given]:
    ranged = dice.randrange(4) == 0
    rows: list[Given] = []
    for year, period in chain.from_iterable(written(dice, each) for each in YEARS):
        low, high = sorted(dice.randrange(1, 1000) / 10 for _ in range(2))
        target = (low, high) if ranged else high
        real = dice.randrange(-50, 1000) / 10
        rows.append(
            Given(
                year,
                period,
                heading,
                target if dice.randrange(8) else None,
                real if dice.randrange(5) else None,
            )
        )
    dice.shuffle(rows)
    return rows


def tables(way: str | None, rows: list[Given]) -> dict[str, list[dict[str, Any]]]:
    ranged = any(isinstance(row.target, tuple) for row in rows)
    return {
        "indicators": [
            {
                "id": "I",
                "name": "Layanan",
                "level": 1,
                "polarity": "range" if ranged else "up",
                "accumulation": way,
            }
        ],
        "values": [
            {
                "indicator": "I",
                "year": row.year,
                row.heading: row.period,
                "target": f"{row.target[0]}..{row.target[1]}"
                if isinstance(row.target, tuple)
                else row.target,
                "realisation": row.real,
            }
            for row in rows
        ],
    }


@settings(max_examples=graphs(400), derandomize=True, database=None, deadline=None)
@given(integers(min_value=0, max_value=2**32))
def test_both_make_the_same_years(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - no secret
    way, heading = dice.choice(WAYS), dice.choice(HEADINGS)
    rows = rows_of(dice, heading)
    expected = Indicator(way, rows)
    reading = read_document(
        tables(way, rows), name="acak.json", settings=read_settings(), lenient=True
    )
    assert reading.cascade is not None
    assert Counter(one.code for one in reading.problems) == expected.faults
    (row,) = node_rows(reading.cascade)["Indicator"]
    found = {
        name: value
        for name, value in row.items()
        if name.startswith(OF_INTEREST) and name != "period_value_rows"
    }
    assert found == expected.lists()
    for year in YEARS:
        so_far = to_date(row, year)
        told = None if so_far is None else (so_far.target, so_far.realisation)
        assert told == expected.so_far(year)


@pytest.mark.parametrize(
    ("text", "heading", "period"),
    [
        ("TW IV", "period", "Q4"),
        ("q.1", "periode", "Q1"),
        ("3", "triwulan", "Q3"),
        ("12", "bulan", "M12"),
        ("Semester II", "bulan", "S2"),
        ("m01", "triwulan", "M01"),
        ("Agustus", "period", "M08"),
        ("Tahun", "period", ""),
    ],
)
def test_the_second_opinion_reads_the_words_of_the_forms(
    text: str, heading: str, period: str
) -> None:
    assert meaning(text, heading) == period


@pytest.mark.parametrize(
    ("text", "heading"),
    [("3", "period"), ("III", "bulan"), ("5", "triwulan"), ("13", "bulan"), ("QI", "period")],
)
def test_the_second_opinion_reads_nothing_else(text: str, heading: str) -> None:
    with pytest.raises(Unreadable):
        meaning(text, heading)


def test_the_worked_example() -> None:
    reals = {"Q1": 28.0, "Q2": 31.0}
    rows = [Given(2026, f"Q{n}", "period", 30.0, reals.get(f"Q{n}")) for n in range(1, 5)]
    found = Indicator("sum", rows)
    assert found.year("target", 2026) == (120.0, True)
    assert found.year("real", 2026) == (None, False)
    assert found.so_far(2026) == (60.0, 59.0)
