"""A performance tree drawn with 93 shapes, by the map that is proposed for it.

``expected.json`` is an independent reading of the shapes; what it may leave open, it says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.importing import import_matrix
from kinerja_graph.sources.wide.mapfile import parsed
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan_reading import read_map

FOLDER = Path(__file__).parent / "sheets" / "jabar-tree-shapes-b"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text("utf-8"))["common"]


@cache
def plan() -> OutputCollector:
    """The plan of a planner who corrects nothing."""
    proposed = guess(FOLDER / "input.xlsx", None, Settings()).text("en")
    map_ = read_map(parsed(proposed, "peta.yaml"))
    return import_matrix(FOLDER / "input.xlsx", map_, Settings()).collector


def key(text: object) -> str:
    """A text as it is compared."""
    return " ".join(str(text).split()).casefold()


def named(tables: list[str], names: list[str]) -> list[str]:
    """The ids of the records with one of these names."""
    wanted = {key(name) for name in names}
    return [
        str(row["id"])
        for table in tables
        for row in plan().tables[table]
        if key(row["name"]) in wanted
    ]


def edges() -> Iterator[tuple[str, str]]:
    """What stands right below what: by contribution, or an indicator below what it measures."""
    for table in ("objectives", "indicators"):
        for row in plan().tables[table]:
            above = row.get("contributes_to", ())
            assert isinstance(above, tuple)
            for one in (*above, row.get("objective")):
                if one is not None:
                    yield str(row["id"]), str(one)


BOTH = ["objectives", "indicators"]


def joined(fact: dict[str, Any]) -> bool:
    """Whether a record of these names stands right below one of those."""
    below, above = set(named(BOTH, fact["from"])), set(named(BOTH, fact["to"]))
    return any(lower in below and upper in above for lower, upper in edges())


def of(fact: str) -> list[dict[str, Any]]:
    """The facts of a kind."""
    return [one for one in EXPECTED["facts"] if one["fact"] == fact]


def test_every_box_is_a_record_as_often_as_it_is_drawn() -> None:
    wanted: dict[tuple[str, ...], int] = {}
    for fact in of("exists"):
        names = tuple(fact["name"])
        wanted[names] = wanted.get(names, 0) + 1
    tables = {tuple(fact["name"]): fact["table"] for fact in of("exists")}
    found = {
        names: len(named([one for one in tables[names] if one != "tasks"], list(names)))
        for names in wanted
    }
    assert all(found.values()), [names[0] for names, number in found.items() if not number]
    boxes = {str(row["source"]) for table in BOTH for row in plan().tables[table]}
    assert len(boxes) == sum(wanted.values()) == 54


def test_every_connector_is_an_edge() -> None:
    missing = [fact for fact in of("edge") if not joined(fact)]
    assert missing == []
    assert len(of("edge")) == 31


def test_targets_and_units_stand_apart_from_the_names() -> None:
    rows = {str(row["indicator"]): row for row in plan().tables["values"]}
    units = {str(row["id"]): row.get("measure_unit") for row in plan().tables["indicators"]}
    for fact in of("target"):
        found = [rows[id_] for id_ in named(["indicators"], fact["indicator"]) if id_ in rows]
        assert {(row["year"], row["target"]) for row in found} == {(fact["year"], fact["is"])}
    for fact in of("unit"):
        ids = named(["indicators"], fact["indicator"])
        assert {units[id_] for id_ in ids} == {fact["is"]}


def test_counts() -> None:
    for table, limits in EXPECTED["counts"].items():
        assert limits["min"] <= len(plan().tables[table]) <= limits["max"]
    assert {name: len(rows) for name, rows in plan().tables.items() if rows} == {
        "objectives": 50, "indicators": 10, "values": 7,
    }  # fmt: skip


@pytest.mark.parametrize("trap", EXPECTED["traps"], ids=lambda trap: trap["trap"])
def test_no_trap_is_sprung(trap: dict[str, Any]) -> None:
    if trap["trap"] == "not-edge":
        assert not joined(trap)
        return
    names = [str(row["name"]) for table in trap["tables"] for row in plan().tables[table]]
    assert [name for name in names if re.search(trap["matches"], name)] == []


def test_every_record_names_its_cells() -> None:
    sources = [str(row["source"]) for table in BOTH for row in plan().tables[table]]
    assert "input.xlsx!2006-!P19:X21" in sources
    assert all(re.fullmatch(r"input\.xlsx!2006-![A-Z]+\d+:[A-Z]+\d+", one) for one in sources)


def test_nothing_is_left_out_without_a_word() -> None:
    left: dict[str, int] = {}
    for one in plan().left:
        left[one.why] = left.get(one.why, 0) + 1
    assert left == {
        "box-post": 4, "box-process": 32, "box-alone": 2, "box-empty": 1, "cell": 2,
    }  # fmt: skip
    assert sorted((one.code, one.severity) for one in plan().problems) == [
        ("amount-blank", "warning"),
        ("amount-unsure", "warning"),
        ("amount-unsure", "warning"),
        ("touching", "warning"),
    ]
