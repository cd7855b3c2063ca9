"""The second opinion on ``trace`` and ``align``: one small government, answers by hand."""

from __future__ import annotations

from typing import Any

import pytest

from oracle.facts import Facts, facts_of
from oracle.reading import read
from oracle.views import align, trace_down, trace_up


def rows(table: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": name, "name": name.upper(), **cells} for name, cells in table.items()]


@pytest.fixture
def traffic() -> Facts:
    """An outcome with a measure; two agencies behind it, one of them through a task."""
    tables = {
        "units": rows(
            {
                "kota": {"kind": "pemda"},
                "dishub": {"kind": "opd", "parent": "kota"},
                "satpol": {"kind": "opd", "parent": "kota"},
                "polres": {"kind": "external"},
                "seksi": {"kind": "unit", "parent": "dishub"},
            }
        ),
        "positions": rows({"kasi": {"unit": "seksi"}}),
        "objectives": rows(
            {
                "lancar": {
                    "level": 0,
                    "owner": "kota",
                    "cross_agency": "ya",
                    "expected_agencies": "polres; satpol; seksi",
                }
            }
        ),
        "indicators": rows(
            {
                "tempuh": {"objective": "lancar", "owner": "dishub"},
                "parkir": {"level": 1, "owner": "satpol", "contributes_to": "tempuh"},
                "patroli": {"level": 2, "owner": "satpol", "contributes_to": "parkir; buntu"},
                "rambu": {"level": 2, "owner": "kasi", "contributes_to": "lancar"},
                "buntu": {"level": 1},
            }
        ),
        "tasks": rows({"cat": {"performer": "kasi", "contributes_to": "rambu; patroli"}}),
        "contributions": [{"from": "parkir", "to": "tempuh", "kind": "crosscutting"}],
    }
    return facts_of(read(tables, "kota"))


def test_a_trace_up_ends_in_roots_and_breaks(traffic: Facts) -> None:
    answer = trace_up(traffic, "patroli")
    assert answer["subject"] == {
        "label": "Indicator",
        "id": "patroli",
        "name": "PATROLI",
        "level": 2,
        "agencies": ["satpol"],
        "owners": ["satpol"],
    }
    assert {one["id"]: one["depth"] for one in answer["nodes"]} == {
        "buntu": 1,
        "lancar": 3,
        "parkir": 1,
        "patroli": 0,
        "tempuh": 2,
    }
    assert answer["edges"] == [
        {"type": "CONTRIBUTES_TO", "from": "parkir", "to": "tempuh", "kind": "crosscutting"},
        {"type": "CONTRIBUTES_TO", "from": "patroli", "to": "buntu", "kind": "vertical"},
        {"type": "CONTRIBUTES_TO", "from": "patroli", "to": "parkir", "kind": "vertical"},
        {"type": "MEASURES", "from": "tempuh", "to": "lancar", "kind": None},
    ]
    assert answer["roots"] == ["lancar", "tempuh"]
    assert answer["breaks"] == ["buntu"]


def test_a_trace_down_holds_all_that_reaches_it(traffic: Facts) -> None:
    answer = trace_down(traffic, "parkir")
    assert [(one["id"], one["depth"]) for one in answer["nodes"]] == [
        ("cat", 2),
        ("parkir", 0),
        ("patroli", 1),
    ]
    assert [(one["from"], one["to"]) for one in answer["edges"]] == [
        ("cat", "patroli"),
        ("patroli", "parkir"),
    ]
    assert answer["roots"] == answer["breaks"] == []
    task = next(one for one in answer["nodes"] if one["id"] == "cat")
    assert (task["level"], task["agencies"], task["owners"]) == (None, ["dishub"], ["kasi"])


def test_an_alignment_says_who_stands_behind_an_outcome(traffic: Facts) -> None:
    answer = align(traffic, "lancar")
    shares = {one.pop("id"): one for one in answer["agencies"]}
    assert shares == {
        "dishub": share(
            "DISHUB", (1, 1), ["rambu"], sole=["patroli", "rambu"], chain=["rambu", "lancar"]
        ),
        "polres": share("POLRES", (0, 0), [], expected=True),
        "satpol": share(
            "SATPOL", (2, 0), ["parkir"], expected=True, chain=["parkir", "tempuh", "lancar"]
        ),
        "seksi": share("SEKSI", (1, 1), ["rambu"], expected=True, chain=["rambu", "lancar"]),
    }
    assert answer["missing"] == ["polres"]
    assert answer["silo"] is False
    assert answer["requested"] == answer["rejected"] == answer["pulls"] == []


def test_an_alignment_of_an_indicator_leaves_out_itself_alone(traffic: Facts) -> None:
    answer = align(traffic, "parkir")
    shares = {one.pop("id"): one for one in answer["agencies"]}
    assert shares == {
        "dishub": share("DISHUB", (0, 1), [], sole=["patroli"], chain=["cat", "patroli", "parkir"]),
        "satpol": share("SATPOL", (1, 0), ["patroli"], chain=["patroli", "parkir"]),
    }
    assert (answer["missing"], answer["silo"]) == ([], False)


def share(
    name: str,
    counts: tuple[int, int],
    direct: list[str],
    *,
    sole: list[str] | None = None,
    expected: bool = False,
    chain: list[str] | None = None,
) -> dict[str, Any]:
    return {
        "chain": chain or [],
        "distance": len(chain) - 1 if chain else None,
        "name": name,
        "results": counts[0],
        "tasks": counts[1],
        "direct": direct,
        "sole_support": sole or [],
        "expected": expected,
    }


def test_an_alignment_names_what_is_disputed() -> None:
    tables = {
        "indicators": rows(
            {
                "a": {"level": 0},
                "b": {"level": 1, "contributes_to": "a"},
                "c": {"level": 1, "contributes_to": "a; b"},
                "d": {"level": 1},
            }
        ),
        "contributions": [
            {"from": "c", "to": "a", "sign": "-", "status": "requested"},
            {"from": "d", "to": "b", "status": "rejected"},
        ],
    }
    answer = align(facts_of(read(tables, "kota")), "a")
    assert answer["requested"] == [{"from": "c", "to": "a"}]
    assert answer["rejected"] == [{"from": "d", "to": "b"}]
    assert answer["conflicting"] == ["a"]
    assert answer["pulls"] == [{"id": "a", "raised_by": ["b"], "lowered_by": ["c"]}]
