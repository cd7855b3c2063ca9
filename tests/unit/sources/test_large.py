"""Large tables: every fault found at its row, and work and memory grow as the rows do.

``KINERJA_TEST_ROWS`` is the number of rows in a sheet; of CSV there are twice as many.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from openpyxl import Workbook

from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import Reading, read

ROWS = int(os.environ.get("KINERJA_TEST_ROWS", "2000"))
PER_SHEET_ROW = {"xlsx": 1, "csv": 2}
PROGRAM_KILOBYTES, ROW_KILOBYTES = 150_000, 1.85
"""Together 2 GB for a million rows in a sheet, or two million of CSV."""
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], capture_output=True).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command from a small process: the mark of a new process begins at its parent's memory."""
Faults = list[tuple[str, int | None, str | None]]


def indicators(rows: int) -> Iterator[tuple[object, ...]]:
    """Heading row and so many others; the middle one has no such level, the last two faults."""
    yield "id", "name", "level", "measure_unit", "polarity", "baseline", "contributes_to"
    for number in range(2, rows + 2):
        last = number == rows + 1
        level = 9 if number == rows // 2 else 2
        ups = "" if number == 2 else "I2;tidak-ada" if last else f"I{number - 1};I2"
        name = None if last else f"Persentase layanan {number}"
        yield f"I{number}", name, level, "persen", "up", number / 4, ups


def values(rows: int) -> Iterator[str]:
    """Lines of CSV; the middle one has no number, the last one repeats a year of the first."""
    yield "indicator,year,target,realisation\n"
    for number in range(2, rows + 2):
        target = "banyak" if number == rows // 2 else f"{number % 999}.5"
        year = 2025 + number % 2
        yield f"I{number // 2 + 1},{year},{target},{number % 7}\n"
    yield "I2,2025,1,1\n"


def workbook(rows: int, top: Path) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("indicators")
    for row in indicators(rows):
        sheet.append(row)
    path = top / f"rencana-{rows}.xlsx"
    book.save(path)
    return path


def folder(rows: int, top: Path) -> Path:
    """Half as many indicators, without faults, and so many values."""
    path = top / f"rencana-{rows}"
    path.mkdir()
    with (path / "indicators.csv").open("w", encoding="utf-8") as file:
        file.write("id,name,level,polarity\n")
        file.writelines(f"I{number},Layanan {number},2,up\n" for number in range(2, rows // 2 + 2))
    with (path / "values.csv").open("w", encoding="utf-8") as file:
        file.writelines(values(rows))
    return path


INPUTS: dict[str, Callable[[int, Path], Path]] = {"xlsx": workbook, "csv": folder}


def faults_of(reading: Reading) -> Faults:
    return [(each.code, each.row, each.column) for each in reading.problems]


def test_faults_of_a_sheet_stand_at_their_rows(tmp_path: Path) -> None:
    reading = read(workbook(ROWS, tmp_path), settings=read_settings())
    assert reading.cascade is None
    assert faults_of(reading) == [
        ("bad-level", ROWS // 2, "level"),
        ("dangling-reference", ROWS + 1, "contributes_to"),
        ("missing-value", ROWS + 1, "name"),
    ]


def test_faults_of_csv_stand_at_their_rows(tmp_path: Path) -> None:
    reading = read(folder(2 * ROWS, tmp_path), settings=read_settings(), lenient=True)
    assert faults_of(reading) == [
        ("bad-number", ROWS, "target"),
        ("duplicate-id", 2 * ROWS + 2, "year"),
    ]
    assert "row 2 of values.csv" in reading.problems[1].message.en
    assert reading.cascade is not None
    years = [len(each.values) for each in reading.cascade.indicators]
    assert sum(years) == 2 * ROWS
    assert set(years) == {2}


@pytest.mark.parametrize("kind", INPUTS)
def test_work_and_memory_grow_as_the_rows_do(kind: str, tmp_path: Path) -> None:
    def counted(rows: int) -> tuple[int, int]:
        """Functions called by one reading, and the most memory of another."""
        path = INPUTS[kind](rows, tmp_path)
        count = 0

        def note(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal count
            count += event in {"call", "c_call"}

        sys.setprofile(note)
        try:
            read(path, settings=read_settings(), lenient=True)
        finally:
            sys.setprofile(None)
        tracemalloc.start()
        try:
            read(path, settings=read_settings(), lenient=True)
            return count, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    small, large = counted(500), counted(2_000)
    assert large[0] < 4.3 * small[0]
    assert large[1] < 4.3 * small[1]
    assert large[1] < 2_000 * 2_000


@pytest.mark.parametrize("kind", INPUTS)
def test_memory_of_a_process_that_reads(kind: str, tmp_path: Path) -> None:
    rows = ROWS * PER_SHEET_ROW[kind]
    command = [sys.executable, "-m", "kinerja_graph", "validate", str(INPUTS[kind](rows, tmp_path))]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], capture_output=True, check=True, text=True
    )
    code, kilobytes = map(int, done.stdout.split())
    assert code == 3
    assert kilobytes < PROGRAM_KILOBYTES + ROWS * ROW_KILOBYTES
