"""Halves, quarters and months, from the input to audit, comparison and export."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from plans import cascade_of, read_back

from kinerja_graph.analysis.comparison import Change, Value, compare
from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.periods import to_date
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load, temporary_snapshot
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.exporting import export
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

CITY = Path(__file__).parents[2] / "examples" / "city" / "2026-murni"
OF = Statement(
    "properties", "MATCH (i:Indicator {scope: $scope, id: $id}) RETURN properties(i) AS properties"
)
ORDER = AuditOptions(default_rule_set(), read_history())
QUARTERS = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]


def plan(*values: dict[str, Any], accumulation: str | None = "sum") -> dict[str, Any]:
    return {
        "dataset": [{"dataset": "kota", "edition": "1", "as_of": 2026}],
        "indicators": [
            {"id": "I", "name": "Layanan", "level": 0, "polarity": "up"}
            | ({} if accumulation is None else {"accumulation": accumulation})
        ],
        "values": list(values),
    }


def row(period: str, target: float | None = None, real: float | None = None) -> dict[str, Any]:
    return {"indicator": "I", "year": 2026, "period": period, "target": target, "realisation": real}


def indicator(store: Store, edition: Edition, name: str) -> Mapping[str, Any]:
    return store.read(OF, scope=edition.scope, id=name)[0]["properties"]


def findings_of(store: Store, edition: Edition) -> tuple[Finding, ...]:
    return tuple(audit_loaded(store, edition, ORDER).audit.findings)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def city_with_quarters(
    folder: Path, settings: Settings, change: Callable[[list[dict[str, str]]], object]
) -> Cascade:
    shutil.copytree(CITY, folder)
    indicators = rows_of(folder / "indicators.csv")
    for one in indicators:
        one["sifat target"] = "jumlah" if one["id"] == "DHB-1.1.1.1a" else ""
    values = rows_of(folder / "values.csv")
    change(values)
    for name, rows in (("indicators", indicators), ("values", values)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            heads = dict.fromkeys(key for one in rows for key in one)
            writer = csv.DictWriter(file, list(heads), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
    return read_back(folder, settings)


def add_quarters(values: list[dict[str, str]]) -> None:
    reals = {"I": "28", "II": "31"}
    values.extend(
        {
            "indicator": "DHB-1.1.1.1a",
            "year": "2026",
            "triwulan": quarter,
            "target": "30",
            "realisation": reals.get(quarter, ""),
        }
        for quarter in ("I", "II", "III", "IV")
    )


def test_the_worked_example_of_quarters(store: Store, settings: Settings, tmp_path: Path) -> None:
    cascade = city_with_quarters(tmp_path / "kota", settings, add_quarters)
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        found = indicator(store, loaded.edition, "DHB-1.1.1.1a")
    targets = dict(zip(found["target_years"], found["targets"], strict=True))
    assert targets[2026] == 115
    assert "derived_target_years" not in found
    assert 2026 not in found["realisation_years"]
    assert found["period_target_codes"] == found["period_value_codes"] == QUARTERS
    assert found["period_targets"] == [30, 30, 30, 30]
    assert (found["period_realisation_codes"], found["period_realisations"]) == (
        QUARTERS[:2],
        [28, 31],
    )
    so_far = to_date(found, 2026)
    assert so_far is not None
    assert (so_far.target, so_far.realisation) == (60, 59)
    assert so_far.achievement == pytest.approx(98.33, abs=0.005)


def test_quarters_that_make_more_than_the_year_states_are_told(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    cascade = city_with_quarters(tmp_path / "kota", settings, add_quarters)
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        told = findings_of(store, loaded.edition)
    (one,) = (finding for finding in told if finding.rule == "period-target-disagrees")
    (row_of_the_year,) = (
        number
        for number, each in enumerate(rows_of(tmp_path / "kota" / "values.csv"), start=2)
        if (each["indicator"], each["year"], each["triwulan"]) == ("DHB-1.1.1.1a", "2026", "")
    )
    assert (one.subject.id, one.data, one.message.en.partition(": ")[2]) == (
        "DHB-1.1.1.1a",
        {"years": [2026]},
        "stated 115, from the periods 120.",
    )
    assert one.written_in == f"values.csv!{row_of_the_year}"
    assert len(told) == 35


def test_a_year_without_a_row_of_its_own_is_computed(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    def drop_the_year(values: list[dict[str, str]]) -> None:
        add_quarters(values)
        values[:] = [
            one
            for one in values
            if (one["indicator"], one["year"], one.get("triwulan", ""))
            != ("DHB-1.1.1.1a", "2026", "")
        ]

    cascade = city_with_quarters(tmp_path / "kota", settings, drop_the_year)
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        found = indicator(store, loaded.edition, "DHB-1.1.1.1a")
        findings = findings_of(store, loaded.edition)
    targets = dict(zip(found["target_years"], found["targets"], strict=True))
    assert (targets[2026], found["derived_target_years"]) == (120, [2026])
    assert not [
        one
        for one in findings
        if one.rule == "missing-annual-target" and one.subject.id == "DHB-1.1.1.1a"
    ]


def test_quarters_make_no_plan_year_and_close_none(store: Store, settings: Settings) -> None:
    stated = {"indicator": "I", "year": 2025, "target": 1, "realisation": 1}
    tables = plan(stated, row("Q1", 5, 5), accumulation=None)
    del tables["dataset"][0]["as_of"]
    with temporary_snapshot(store, cascade_of(tables, settings), settings=settings) as loaded:
        found = indicator(store, loaded.edition, "I")
        rules = {one.rule for one in findings_of(store, loaded.edition)}
    assert (found["target_years"], found["realisation_years"]) == ([2025], [2025])
    assert rules.isdisjoint({"missing-annual-target", "missing-realisation"})


@pytest.mark.parametrize(
    "unread",
    [row("Q9", 1, 1), row("Q2", 1) | {"realisation": "dua", "target": "satu"}],
    ids=["period", "values"],
)
def test_a_year_with_an_unread_period_is_not_missing(
    store: Store, settings: Settings, unread: dict[str, Any]
) -> None:
    stated = {"indicator": "I", "year": 2025, "target": 1, "realisation": 1}
    more = {"indicator": "J", "year": 2026, "target": 1, "realisation": 1}
    tables = plan(stated, more, unread)
    tables["indicators"].append({"id": "J", "name": "Lain", "level": 0})
    cascade = cascade_of(tables, settings, lenient=True)
    assert cascade.problems
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        told = findings_of(store, loaded.edition)
    missing = {(one.rule, one.subject.id) for one in told if one.rule.startswith("missing-")}
    assert ("missing-annual-target", "J") in missing
    assert ("missing-annual-target", "I") not in missing
    assert ("missing-realisation", "I") not in missing


def test_the_cell_of_a_computed_year_is_that_of_the_indicator(
    store: Store, settings: Settings
) -> None:
    halves = (row("S1", 5, 50), row("S2", 5, 500))
    stated = {"indicator": "I", "year": 2025, "target": 1, "realisation": 1}
    with temporary_snapshot(
        store, cascade_of(plan(stated, *halves), settings), settings=settings
    ) as loaded:
        told = {one.rule: one for one in findings_of(store, loaded.edition)}
    assert told["extreme-achievement"].origin == "plan.json!indicators!2"


def test_values_of_periods_are_compared_one_by_one(store: Store, settings: Settings) -> None:
    first = cascade_of(plan(row("S1", 1, 1), row("S2", 2)), settings)
    second = cascade_of(plan(row("S1", 1, 3), row("S2", 4)), settings)
    with (
        temporary_snapshot(store, first, settings=settings) as before,
        temporary_snapshot(store, second, settings=settings) as after,
    ):
        told = compare(store, before.edition, after.edition)
    assert told.retargeted == (Value("I", 2026, 3.0, 5.0),)
    assert told.redefined == (
        Change("I", "period_realisation 2026S1", 1.0, 3.0),
        Change("I", "period_target 2026S2", 2.0, 4.0),
    )


def test_only_an_export_with_periods_has_their_column(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    stated = {"indicator": "I", "year": 2026, "target": 1}
    heads: dict[str, str] = {}
    for name, values in {"year": [stated], "halves": [row("S1", 1), row("S2", 2)]}.items():
        cascade = cascade_of(plan(*values), settings)
        edition = load(store, cascade, settings=settings).edition
        export(store, edition, format="csv", out=tmp_path / name)
        drop(store, "kota", settings=settings)
        heads[name] = (tmp_path / name / "values.csv").read_text(encoding="utf-8")
    assert heads["year"].splitlines() == ["indicator,year,target,realisation", "I,2026,1,"]
    assert heads["halves"].splitlines() == [
        "indicator,year,period,target,realisation",
        "I,2026,S1,1,",
        "I,2026,S2,2,",
    ]
    (again,) = read_back(tmp_path / "halves", settings).indicators
    assert [(one.code, one.target) for one in again.periods] == [("2026S1", 1), ("2026S2", 2)]
