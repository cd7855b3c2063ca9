"""Work and memory grow as the input does: counted, not timed."""

from __future__ import annotations

import sys
import tracemalloc
from pathlib import Path
from types import FrameType

from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read, read_document

Plan = dict[str, list[dict[str, object]]]


def plan(size: int) -> Plan:
    """Chains, long lists, doubled ids and references that lead nowhere, ``size`` of each."""
    units: list[dict[str, object]] = [
        {"id": f"U{n}", "name": f"Unit {n}", "parent": f"U{n + 1}" if n + 1 < size else ""}
        for n in range(size)
    ]
    everyone = ";".join(f"U{n}" for n in range(size)) + ";" + ";".join(f"X{n}" for n in range(size))
    indicators: list[dict[str, object]] = [
        {"id": f"I{n}", "name": "a", "level": 1, "contributes_to": f"I{n + 1};Y{n}"}
        for n in range(size)
    ]
    return {
        "units": [
            *units,
            {"id": "U0", "name": "lagi"},
            {"id": f"U{size}", "name": "x", "parent": "Z"},
        ],
        "objectives": [{"id": "O", "name": "o", "level": 0, "owner": everyone}],
        "indicators": indicators + [dict(each) for each in indicators],
        "values": [
            {"indicator": f"I{n}", "year": year, "target": "1.250"}
            for n in range(size)
            for year in (2025, 2025)
        ],
        "contributions": [{"from": f"I{n}", "to": f"I{n + 1}", "weight": "x"} for n in range(size)],
    }


def calls(size: int) -> int:
    """How many functions, of Python and of C, one lenient reading calls."""
    data = plan(size)
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        reading = read_document(data, name="x", settings=read_settings(), lenient=True)
    finally:
        sys.setprofile(None)
    assert reading.cascade is not None
    assert len(reading.problems) > 5 * size
    return count


def test_work_grows_with_the_rows() -> None:
    small, large = calls(500), calls(2_000)
    assert large < 4.4 * small


def test_memory_of_a_csv_folder_grows_with_the_rows(tmp_path: Path) -> None:
    def peak(size: int) -> int:
        folder = tmp_path / str(size)
        folder.mkdir()
        rows = "".join(f"I{n},Persentase ke-{n},2,persen\n" for n in range(size))
        (folder / "indicators.csv").write_text(
            f"id,name,level,measure_unit\n{rows}", encoding="utf-8"
        )
        tracemalloc.start()
        try:
            assert read(folder, settings=read_settings()).cascade is not None
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    large = peak(8_000)
    assert large < 1_800 * 8_000
    assert large < 4.6 * peak(2_000)
