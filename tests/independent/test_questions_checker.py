"""The second opinion on ``matrix``, ``targets`` and ``individual``: answers found by hand."""

from __future__ import annotations

from typing import Any

import pytest

from oracle.facts import Facts, facts_of
from oracle.questions import individual, matrix, targets
from oracle.reading import read


@pytest.fixture
def office() -> Facts:
    """An agency with a ladder, an outcome that adds up in one year, and a body that is idle."""
    tables: dict[str, list[dict[str, Any]]] = {
        "dataset": [{"dataset": "kota", "edition": "1", "first_year": 2024, "last_year": 2026}],
        "units": [
            {"id": "dinas", "name": "Dinas", "kind": "opd"},
            {"id": "seksi", "name": "Seksi", "kind": "unit", "parent": "dinas"},
            {"id": "polres", "name": "Polres", "kind": "external"},
        ],
        "positions": [
            {"id": "a", "name": "A", "unit": "dinas", "ladder": "Auditor", "rung": 1},
            {"id": "b", "name": "B", "unit": "seksi", "ladder": "AUDITOR", "rung": 3}
            | {"supervised": "ya", "reports_to": "a"},
        ],
        "objectives": [
            {"id": "s", "name": "S", "level": 0, "expected_agencies": "polres; seksi"},
        ],
        "indicators": [
            {"id": "m", "name": "M", "objective": "s", "owner": "dinas", "measure_unit": "km"},
            {"id": "x", "name": "X", "level": 1, "owner": "b", "contributes_to": "m"},
            {"id": "y", "name": "Y", "level": 1, "owner": "seksi", "contributes_to": "m; x"},
        ],
        "tasks": [
            {"id": "t", "name": "T", "performer": "b", "contributes_to": "y", "volume": 10}
            | {"output_quantity": 2, "output_unit": "surat", "duration": 1, "duration_unit": "jam"},
        ],
        "contributions": [
            {"from": "x", "to": "m", "mode": "sum"},
            {"from": "y", "to": "m", "mode": "sum"},
        ],
        "values": [
            {"indicator": "m", "year": 2025, "target": 10, "realisation": 1},
            {"indicator": "x", "year": 2025, "target": 4},
            {"indicator": "y", "year": 2025, "target": 5},
            {"indicator": "x", "year": 2026, "target": 6},
        ],
    }
    return facts_of(read(tables, "kota"))


def test_a_matrix(office: Facts) -> None:
    answer = matrix(office)
    assert [one["id"] for one in answer["outcomes"]] == ["s"]
    assert [one["id"] for one in answer["agencies"]] == ["dinas", "polres"]
    assert answer["cells"] == [{"agency": "dinas", "outcome": "s", "results": 2, "tasks": 1}]
    assert answer["gaps"] == [{"outcome": "s", "unit": "polres"}]


def test_targets(office: Facts) -> None:
    first, second = targets(office, "m")["years"]
    assert (first["target"], first["sum"], first["gap"]) == (10, 9, 1)
    assert [one["id"] for one in first["contributors"]] == ["x", "y"]
    assert (second["year"], second["target"], second["sum"], second["gap"]) == (
        2026, None, None, None,
    )  # fmt: skip


def test_an_individual(office: Facts) -> None:
    answer = individual(office, "b")
    task, indicator = answer["measures"]
    assert task["chain"] == ["t", "y", "m"]
    assert task["target"] == {"quantity": 2, "unit": "surat"}
    assert (indicator["chain"], indicator["outcomes"]) == (["x", "m"], ["m", "s"])
    assert indicator["target"]["quantity"] == 6
    assert individual(office, "b", 2025)["measures"][1]["target"]["quantity"] == 4
    assert answer["workload_minutes"] == 600
    ladder = answer["ladder"]
    assert (ladder["supervised"], ladder["above"], ladder["below"]) == (True, ["a"], [])
    assert (answer["superiors"], individual(office, "a")["subordinates"]) == (["a"], ["b"])
