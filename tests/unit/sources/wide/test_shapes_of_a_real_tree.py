"""A performance tree drawn with 93 shapes, by the map that is proposed for it.

``test_sheets.py`` judges names, edges, targets and units; here stands what its judge does not ask.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from judged_imports import import_as_proposed, read_expected

from kinerja_graph.sources.wide.output_collector import OutputCollector

FOLDER = Path(__file__).parent / "sheets" / "jabar-tree-shapes-b"


@cache
def plan() -> OutputCollector:
    """The plan of a planner who corrects nothing."""
    return import_as_proposed(FOLDER / "input.xlsx")


def sources() -> list[str]:
    """The cells that each result and each indicator comes from."""
    tables = ("objectives", "indicators")
    return [str(row["source"]) for table in tables for row in plan().tables[table]]


def test_every_box_is_a_record_as_often_as_it_is_drawn() -> None:
    facts = read_expected(FOLDER)["common"]["facts"]
    assert len(set(sources())) == sum(one["fact"] == "exists" for one in facts) == 54


def test_no_record_is_lost_and_none_made_up() -> None:
    assert {name: len(rows) for name, rows in plan().tables.items() if rows} == {
        "objectives": 50, "indicators": 10, "values": 7,
    }  # fmt: skip


def test_every_record_names_its_cells() -> None:
    assert "input.xlsx!2006-!P19:X21" in sources()
    assert all(re.fullmatch(r"input\.xlsx!2006-![A-Z]+\d+:[A-Z]+\d+", one) for one in sources())


def test_nothing_is_left_out_without_a_word() -> None:
    assert Counter(one.why for one in plan().left) == {
        "box-post": 4, "box-process": 32, "box-alone": 2, "box-empty": 1, "cell": 2,
    }  # fmt: skip
    assert sorted((one.code, one.severity) for one in plan().problems) == [
        ("amount-blank", "warning"),
        ("amount-unsure", "warning"),
        ("amount-unsure", "warning"),
        ("touching", "warning"),
    ]
