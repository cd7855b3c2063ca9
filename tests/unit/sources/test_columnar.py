"""Plans read column by column are those that are read row by row; what is not plain is left."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest
from both_ways import is_read_by_columns, write_csv_folder
from mangling import write_spoiled
from plans import CORNERS, FAULTY

from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.sources import formats
from kinerja_graph.sources.cells import Grid, Line
from kinerja_graph.sources.columnar import plan as columnar
from kinerja_graph.sources.columnar.plan import read_columns
from kinerja_graph.sources.columns import table_named
from kinerja_graph.sources.formats import Contents, FileFormat
from kinerja_graph.sources.plan import ReadOptions
from kinerja_graph.sources.reading import read
from kinerja_graph.workflow import bulk_columns, bulk_sharing

SETTINGS = read_settings()
EXAMPLES = Path(__file__).parents[3] / "examples"
PLAIN = sorted(
    path
    for path in (*EXAMPLES.iterdir(), *(EXAMPLES / "real").iterdir(), *EXAMPLES.glob("city/*"))
    if (path / "indicators.csv").is_file()
    and path.name not in {"biro-organisasi", "renstra-2025-2029"}
)
FILES: Mapping[str, str] = {
    "units": "id,name,parent,kind\nkota,Kota,,pemda\ndinas,Dinas,kota,opd\n",
    "positions": "id,name,unit,ladder,rung,supervised\nkadis,Kepala,dinas,Ahli,1,ya\n",
    "objectives": "id,name,level,owner,expected_agencies\n"
    "S0,Sasaran,0,kota,dinas\nS1,Bawah,2,dinas,\n",
    "indicators": "id,name,objective,level,polarity,owner,measure_unit,contributes_to\n"
    "I0,Indeks,S0,,up,kota,Indeks,\nI1,Rasio,S1,2,range,dinas;kadis,%,S0;I0\n"
    "I2,Angka,,3,down,,Orang,I1\n",
    "tasks": "id,name,performer,duration,duration_unit,contributes_to\nT1,Langkah,kadis,2,jam,I2\n",
    "values": "indicator,year,target,realisation\nI0,2026,76,\nI0,2025,75,74.5\nI1,2025,80-90,85\n"
    "I2,2025,,3\n",
    "contributions": "from,to,basis,kind,sign,status,weight,rationale\n"
    "I1,S0,,crosscutting,-,requested,5,sebab\nS1,S0,nesting,,,,,\nI2,I0,susunan,,,rejected,,\n",
}
OWN = "id,name,level,polarity"
PLAINLY: Mapping[str, tuple[str, str]] = {
    "quotes": (
        "units",
        'id,name,kind\nkota,"Kota; ""A"", B",pemda\ndinas,"Dinas\nbaris",opd\n',
    ),
    "semicolons": ("units", "id;name;parent;kind\nkota;Kota;;pemda\ndinas;Dinas, A;kota;opd\n"),
    "mark and returns": ("values", "\ufeffindicator,year,target,realisation\r\nI0,2025,7,8\r\n"),
    "empty rows": ("tasks", "id,name,performer\n\n,,\nT1,Langkah,kadis\n\n"),
    "short rows": ("indicators", f"{OWN},owner\nI0,Indeks,0\nI1,Rasio,1,range,\nI2,Angka,3\n"),
    "spaces": (
        "objectives",
        "id,name,level,owner\n S0 ,Sa  saran, 0 , kota\nS1,B\tawah,2,dinas \n",
    ),
    "aliases": (
        "indicators",
        "Kode,Indikator,Sasaran,Tingkat,Polaritas\nI0,a,S0,,\nI1,b,S1,,rentang\nI2,c,,3,\n",
    ),
    "unknown headings": ("indicators", f"{OWN},hal lain\nI0,a,0,,x\nI1,b,1,range,\nI2,c,2,,y\n"),
    "odd numbers": ("values", 'indicator,year,target,realisation\nI0,2025,"1.234,5","99,1"\n'),
    "returns in cells": (
        "indicators",
        f'{OWN},formula,source\nI0,a,0,,"x\ry",\nI1,b,1,range,,"x,\r\ny"\nI2,c,2,,"x""y",a\u00a0\u00a0b\n',
    ),
    "lists": (
        "indicators",
        f"{OWN},contributes_to\nI0,a\u2003b,0,,\nI1,b,1,range, I0 ;I0;;S0\nI2,c,2,,;\n",
    ),
    "scattered years": (
        "values",
        "indicator,year,target,realisation\nI0,2026,1,\nI2,2025,2,\nI0,2025,,3\nI1,2025,,4\n",
    ),
    "a circle": ("contributions", "from,to\nI2,I0\nI0,I2\n"),
    "a listed pair": ("contributions", "from,to,mode\nI2,I1,sum\nT1,I2,\n"),
}
_THREE = "I0,a,0,\nI1,b,1,range\nI2,c,1,\n"
_VALUE = "indicator,year,target\n"
NOT_PLAINLY: Mapping[str, tuple[str, str, str]] = {
    "an id twice": ("indicators", f"{OWN}\n{_THREE}I0,b,1,\n", "duplicate-id"),
    "of another table": ("objectives", "id,name,level\nkota,a,0\nS0,a,0\nS1,b,2\n", "duplicate-id"),
    "no such unit": (
        "objectives",
        "id,name,level,owner\nS0,a,0,hilang\nS1,b,2,\n",
        "dangling-reference",
    ),
    "a unit for a result": ("tasks", "id,name,contributes_to\nT1,a,kota\n", "dangling-reference"),
    "itself": (
        "indicators",
        f"{OWN},contributes_to\nI0,a,0,,\nI1,b,1,range,I1\nI2,c,2,,\n",
        "self-reference",
    ),
    "its own objective": (
        "indicators",
        f"{OWN},objective,contributes_to\nI0,a,0,,S0,S0\nI1,b,2,range,S1,\nI2,c,2,,S1,\n",
        "redundant-link",
    ),
    "another level": (
        "indicators",
        f"{OWN},objective\nI0,a,3,,S0\nI1,b,2,range,S1\nI2,c,2,,S1\n",
        "bad-level",
    ),
    "no level": ("indicators", f"{OWN}\n{_THREE.replace('c,1', 'c,')}", "missing-value"),
    "no level at all": (
        "indicators",
        "id,name,polarity\nI0,a,\nI1,b,range\nI2,c,\n",
        "missing-value",
    ),
    "no name": ("tasks", "id,name\nT1,\n", "missing-value"),
    "no heading": ("tasks", "id,performer\nT1,kadis\n", "missing-heading"),
    "a level too many": ("objectives", "id,name,level\nS0,a,0\nS1,b,7\n", "bad-level"),
    "a strange word": ("indicators", f"{OWN}\n{_THREE.replace('0,', '0,miring')}", "bad-choice"),
    "cells without heading": ("tasks", "id,name\nT1,a,lebih\n", "unknown-heading"),
    "no unit of time": ("tasks", "id,name,duration\nT1,a,2\n", "missing-value"),
    "endless": ("tasks", "id,name,duration,duration_unit\nT1,a,1e308,hari\n", "bad-number"),
    "a stray quote": ("tasks", 'id,name\nT1,"a\nT2,b\n', "unreadable-file"),
    "a year twice": ("values", f"{_VALUE}I0,2025,1\nI0,2025,2\n", "duplicate-id"),
    "no such indicator": ("values", f"{_VALUE}S0,2025,1\n", "dangling-reference"),
    "one number for a range": ("values", f"{_VALUE}I1,2025,1\n", "bad-number"),
    "a range for a number": ("values", f"{_VALUE}I0,2025,1-2\n", "bad-number"),
    "two meanings": ("values", f"{_VALUE}I0,2025,1.250\n", "bad-number"),
    "a pair twice": ("contributions", "from,to\nI2,I0\nI2,I0\n", "duplicate-id"),
    "to itself": ("contributions", "from,to\nI2,I2\n", "self-reference"),
    "to its objective": ("contributions", "from,to\nI1,S1\n", "redundant-link"),
    "from nowhere": ("contributions", "from,to\nhilang,I0\n", "dangling-reference"),
    "units in a circle": (
        "units",
        "id,name,parent,kind\nkota,a,dinas,pemda\ndinas,b,kota,opd\n",
        "unit-cycle",
    ),
}


def plan(folder: Path, *changed: tuple[str, str]) -> Path:
    for name, text in {**FILES, **dict(changed)}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_an_example_is_the_same(path: Path) -> None:
    assert is_read_by_columns(path, SETTINGS)


def test_everything_at_once_is_the_same(tmp_path: Path) -> None:
    assert is_read_by_columns(plan(tmp_path), SETTINGS)


@pytest.mark.parametrize("case", PLAINLY)
def test_what_is_written_in_another_way_is_the_same(case: str, tmp_path: Path) -> None:
    assert is_read_by_columns(plan(tmp_path, PLAINLY[case]), SETTINGS)


@pytest.mark.parametrize("case", NOT_PLAINLY)
def test_a_fault_is_left_to_the_reader_of_rows(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, text, code = NOT_PLAINLY[case]
    path = plan(tmp_path, (table, text))
    found = read(path, settings=SETTINGS, lenient=True)
    assert {problem.code for problem in found.problems} == {code}
    before = psutil.Process().children()
    for lenient in (False, True):
        assert read_columns(path, ReadOptions(lenient=lenient), SETTINGS) is None
        monkeypatch.setattr(columnar, "_LARGE", 1)
    assert psutil.Process().children() == before, "the second process is gone"


def test_a_table_of_two_files_is_the_same(tmp_path: Path) -> None:
    path = plan(tmp_path)
    (path / "iku.csv").write_text("level,name,id,rumus\n4,Lain,I9,a/b\n", encoding="utf-8")
    assert is_read_by_columns(path, SETTINGS)


def test_many_rows_are_read_and_written_by_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"N{n},Nama {n},3,I{n % 3}\n" for n in range(500))
    path = plan(tmp_path, ("iku", f"id,name,level,contributes_to\n{rows}"))
    monkeypatch.setattr(columnar, "_LARGE", 1)
    monkeypatch.setattr(bulk_sharing, "_MIN_ROWS", 100)
    monkeypatch.setattr(bulk_columns, "_BATCH_ROWS", 70)
    monkeypatch.setattr(bulk_sharing, "count_cores", lambda: 3)
    assert is_read_by_columns(path, SETTINGS)


def test_corners_are_the_same_or_left(tmp_path: Path) -> None:
    for name, tables in {"corners": CORNERS, "faulty": FAULTY}.items():
        folder = tmp_path / name
        folder.mkdir()
        plain = is_read_by_columns(write_csv_folder(tables, folder), SETTINGS, lenient=True)
        assert not plain or name == "corners"


def test_spoiled_plans_are_the_same_or_left(tmp_path: Path) -> None:
    found = [0, 0]
    for seed in range(200):
        folder = tmp_path / str(seed)
        folder.mkdir()
        found[
            is_read_by_columns(write_spoiled(seed, "csv", folder), SETTINGS, lenient=bool(seed % 2))
        ] += 1
    assert min(found) > 5


def test_other_formats_are_left() -> None:
    assert read_columns(EXAMPLES / "slides.xlsx", ReadOptions(), SETTINGS) is None


def test_a_folder_with_tables_of_another_format_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their cells need not be texts, and they have no lines."""

    def tables(path: Path, _settings: Settings) -> Contents:
        rows: list[Line] = [(1, ("indicator", "year", "target")), (2, ("I0", 2025, 75.5))]
        table = table_named(path.stem)
        assert table is not None
        return Contents([Grid(table, path.name, None, lambda: iter(rows))], [path.name])

    own = FileFormat(kind="table", endings=(".rows",), tables=tables)
    monkeypatch.setitem(vars(formats)["_BY_ENDING"], ".rows", own)
    folder = plan(tmp_path)
    (folder / "values.csv").rename(folder / "values.rows")
    reading = read(folder, settings=SETTINGS, dataset="kota", edition="1")
    assert reading.cascade is not None, reading.problems
    assert [one.values[0].target for one in reading.cascade.indicators if one.values] == [75.5]
    assert read_columns(folder, ReadOptions(dataset="kota", edition="1"), SETTINGS) is None
