"""Values that a second process reads are those that one alone would read, faults and all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plans import CORNERS, FAULTY

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.nodes import YearValue
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.amounts import Amounts, YearAmounts
from kinerja_graph.sources.amounts_subprocess import Unpacked, pack
from kinerja_graph.sources.reading import Reading, read, read_document

EXAMPLES = Path(__file__).parents[3] / "examples"
PLANS = sorted(path for path in (EXAMPLES / "real").iterdir() if path.is_dir())
CITY = sorted((EXAMPLES / "city").glob("*.xlsx"))


def records(cascade: Cascade | None) -> Any:
    return None if cascade is None else (tuple(cascade.records()), cascade.contributions)


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("path", [*PLANS, *CITY], ids=lambda path: path.stem)
def test_a_plan_is_the_same(path: Path, monkeypatch: pytest.MonkeyPatch, *, lenient: bool) -> None:
    settings = read_settings()
    alone = read(path, settings=settings, lenient=lenient)
    monkeypatch.setattr("kinerja_graph.sources.amounts_subprocess._MANY", 0)
    aside = read(path, settings=settings, lenient=lenient)
    assert aside.problems == alone.problems
    assert records(aside.cascade) == records(alone.cascade)


@pytest.mark.parametrize("tables", [CORNERS, FAULTY], ids=["corners", "faulty"])
def test_a_document_with_every_fault_is_the_same(
    tables: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reading() -> Reading:
        return read_document(tables, name="p.json", settings=read_settings(), lenient=True)

    alone = reading()
    assert alone.problems or tables is CORNERS
    monkeypatch.setattr("kinerja_graph.sources.amounts_subprocess._MANY", 0)
    assert reading() == alone


def test_every_kind_of_value_comes_through() -> None:
    kept: dict[str, list[YearAmounts]] = {
        "a": [(2030, None, 0.0, 2), (2025, 1.5, None, 70_000), (2026, (3.0, 9.5), -2.25, 3)],
        "b": [],
        "c": [(1900, -0.0, 1e300, 4), (2199, (0.0, 0.0), None, 5_000_000_000)],
    }
    amounts, expected = Amounts(), Amounts()
    for indicator, values in kept.items():
        for value in values:
            amounts.add(indicator, value)
            expected.add(indicator, value)
    unpacked = Unpacked(iter(kept), pack(iter(kept), amounts))
    for indicator in (*kept, "unknown"):
        assert unpacked.of(indicator) == expected.of(indicator)
        rows = {year: row for year, _, _, row in kept.get(indicator, [])}
        assert {one.year: one.row for one in unpacked.of(indicator)} == rows
    assert unpacked.of("a")[0] == YearValue(year=2025, target=1.5)
