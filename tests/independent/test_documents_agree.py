"""The rules about documents say on both engines what their words ask for, of random documents."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers

from kinerja_graph.audit.cases import Case
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import load_rules
from kinerja_graph.settings import read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow.proving import loaded_cases
from oracle.documents import RULES, match_name, verdicts
from oracle.reading import read
from oracle.rules import severity
from oracle.vantage import graphs

CODES = ("plan", "renstra", "renja", "iku", "pk", "renaksi", "lampiran")
NAMES = ("Jalan baik", "% jalan baik", "JALAN-BAIK", "persen jalan baik (%)", "Jembatan", "PKL")
UNITS = {"pu": ("Dinas PU", "DINAS  PU"), "hub": ("Dishub", "dishub")}
MEASURES = (None, None, None, "%", "persen", "buah")
DOCUMENTS = 14
Tables = dict[str, list[dict[str, Any]]]


def tables_of(dice: Random) -> Tables:
    """A document with a few indicators, some of an objective, with owners or without."""
    indicators: list[dict[str, Any]] = []
    values: list[dict[str, Any]] = []
    for number in dice.sample("ABCDEFGH", dice.randrange(6)):
        names = NAMES if dice.randrange(3) else (f"Indikator {number}",)
        row: dict[str, Any] = {"id": number, "name": dice.choice(names)}
        row |= {
            "measure_unit": dice.choice(MEASURES),
            "owner": dice.choice((None, "pu", "hub", "kadis", "kadis; hub")),
            "baseline": dice.choice((None,) * 8 + (3, 4)),
            "polarity": dice.choice((None,) * 5 + ("up", "down")),
        }
        row |= {"objective": "Z"} if dice.randrange(4) == 0 else {"level": dice.randrange(2)}
        indicators.append(row)
        values += [
            {"indicator": number, "year": year, "period": period, "target": dice.choice((5, 6))}
            for year, period in ((2026, None), (2027, None), (2026, "Q1"))
            if dice.randrange(4) == 0
        ]
    return {
        "units": [
            {"id": unit, "name": dice.choice(names), "kind": "opd"} for unit, names in UNITS.items()
        ],
        "positions": [{"id": "kadis", "name": "Kepala Dinas", "unit": "pu"}],
        "objectives": [
            {"id": "Z", "name": "Lancar", "level": 1, "owner": dice.choice((None, "kadis", "hub"))}
        ],
        "indicators": indicators,
        "values": values,
    }


def documents_of(seed: int) -> dict[str, Tables]:
    """Several documents: in one of three cases parts of one, which agree."""
    dice = Random(seed)  # noqa: S311 - nothing is kept secret by it
    codes = dice.sample(CODES, dice.randrange(2, 5))
    if dice.randrange(3):
        return {code: tables_of(dice) for code in codes}
    common = tables_of(dice)
    return {code: part_of(common, dice) for code in codes}


def part_of(tables: Tables, dice: Random) -> Tables:
    """The same document with some of its indicators."""
    kept = [row for row in tables["indicators"] if dice.randrange(3)]
    ids = {row["id"] for row in kept}
    values = [row for row in tables["values"] if row["indicator"] in ids]
    return {**tables, "indicators": kept, "values": values}


def expected(documents: dict[str, Tables]) -> dict[str, Any]:
    cascades = {code: read(tables, code) for code, tables in documents.items()}
    return {
        rule: {
            "status": one.status,
            "severity": severity(rule),
            "population": one.population,
            "findings": sorted(
                (each.subject[1], list(each.path), sorted(each.data.items()))
                for each in one.findings
            ),
        }
        for rule, one in verdicts(cascades).items()
    }


def told(store: Store, documents: dict[str, Tables]) -> dict[str, Any]:
    beside = {code: tables for code, tables in documents.items() if code != "plan"}
    case = Case(
        rule="",
        name="acak",
        expectation="fails",
        graph=documents.get("plan", {}),
        documents=beside,
        has_plan="plan" in documents,
    )
    rules = [rule for rule in load_rules() if rule.id in RULES]
    with loaded_cases(store, [case], read_settings()) as there:
        ((_case, edition, given_documents),) = there
        audit = as_json(run(store, edition, rules, store.engine, documents=given_documents), "en")
    return {
        one["id"]: {
            "status": one["status"],
            "severity": one["severity"],
            "population": one["population"],
            "findings": sorted(
                (each["subject"]["id"], each["path"], sorted(each["data"].items()))
                for each in audit["findings"]
                if each["rule"] == one["id"]
            ),
        }
        for one in audit["rules"]
    }


@settings(
    max_examples=graphs(DOCUMENTS),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=integers(0, 1 << 40))
def test_random_documents_are_judged_alike(store: Store, seed: int) -> None:
    documents = documents_of(seed)
    assert told(store, documents) == expected(documents)


def test_the_random_documents_show_every_rule() -> None:
    """Each finds something in a fair share of them, and nothing in another."""
    number = 200
    answers = [expected(documents_of(seed)) for seed in range(number)]
    for rule in RULES:
        found = sum(bool(one[rule]["findings"]) for one in answers)
        silent = sum(bool(one[rule]["population"] and not one[rule]["findings"]) for one in answers)
        assert min(found, silent) > 0.05 * number, rule


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("% Jalan  BAIK", "persentase jalan baik"),
        ("Prosentase jalan-baik", "persentase jalan baik"),
        ("Jalan mantap (%)", "jalan mantap"),
        ("%", "persentase"),
        ("—", ""),
    ],
)
def test_match_names(text: str, name: str) -> None:
    assert match_name(text) == name
