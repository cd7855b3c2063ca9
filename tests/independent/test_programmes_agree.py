"""The product and the second opinion read the same programmes, and budgets of the same years."""

from __future__ import annotations

from dataclasses import fields
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.rows import node_rows
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read_document
from oracle.programmes import budgets_of
from oracle.reading import read
from oracle.vantage import graphs

CODES = ("S1", "I1", "5.02", "5.02.01", "5.02.01.1", "5.03")
AMOUNTS = (None, None, 0, 0, 1, 2.5, 1500000000, -1, "dua")
KINDS = (None, "program", "Kegiatan", "sub_activity", "proyek")


def tables_of(dice: Random, *, careful: bool) -> dict[str, list[dict[str, Any]]]:
    """A few results and a unit, and programmes that may name what is not there."""
    codes = dice.sample(CODES, dice.randrange(1, len(CODES)))
    if not careful and dice.randrange(3) == 0:
        codes.append(dice.choice(codes))
    known = [*codes, *(() if careful else ("dinkes", "hilang"))]
    programmes = [
        {
            "id": code,
            "name": dice.choice(("Satu", " Dua   tiga ")),
            "kind": dice.choice(KINDS[: 4 if careful else 5]),
            "parent": dice.choice((None, codes[number - 1] if careful else dice.choice(known)))
            if number
            else None,
            "unit": dice.choice((None, "dinkes", "dinkes" if careful else "S1")),
            "serves": dice.choice((None, None, "S1", "I1; S1", "S1" if careful else "S9; I1")),
        }
        for number, code in enumerate(codes)
    ]
    budgets = [
        {
            "programme": code,
            "year": year,
            "budget": dice.choice(AMOUNTS[: 7 if careful else 9]),
            "spent": dice.choice(AMOUNTS[: 7 if careful else 9]),
        }
        for code in known
        for year in (2025, 2026, *(() if careful else (2026,)))
        if dice.randrange(2) and not (careful and code not in codes)
    ]
    return {
        "units": [{"id": "dinkes", "name": "Dinas", "kind": "opd"}],
        "objectives": [{"id": "S1", "name": "Sehat", "level": 0}],
        "indicators": [{"id": "I1", "name": "Harapan hidup", "objective": "S1"}],
        "programmes": programmes,
        "budgets": budgets,
    }


def plain(cascade: Cascade) -> dict[str, Any]:
    return {
        "programmes": {
            one.id: {
                each.name: getattr(one, each.name)
                for each in fields(one)
                if each.name not in {"origin", "source_text"}
            }
            for one in cascade.programmes
        },
        "links": sorted((link.type, link.source, link.target) for link in cascade.links),
        "problems": sorted(
            (
                (each.code, each.column, each.subject_label, each.subject_id, each.missing_id)
                for each in cascade.problems
            ),
            key=str,
        ),
    }


@pytest.mark.parametrize("careful", [True, False], ids=["careful", "careless"])
@settings(max_examples=graphs(150), derandomize=True, database=None, deadline=None)
@given(seed=integers(0, 1 << 40))
def test_both_read_the_same_programmes(*, careful: bool, seed: int) -> None:
    tables = tables_of(Random(seed), careful=careful)  # noqa: S311 - nothing is kept secret by it
    reading = read_document(tables, name="acak.json", settings=read_settings(), lenient=True)
    assert reading.cascade is not None
    expected = read(tables, "acak.json")
    assert plain(reading.cascade) == plain(expected)
    if careful:
        assert reading.problems == ()
    paid = {
        str(row["id"])
        for row in node_rows(reading.cascade).get("Programme", ())
        if "budgeted" in row
    }
    assert paid == {code for code, years in budgets_of(expected).items() if any(years.values())}
