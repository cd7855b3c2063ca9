"""What a planner probably meant is named at the fault, and one slip is told as one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import Reading, read, read_document

UNITS = "id,nama,induk\nK,Kota Contoh,\nD,Dinas Perhubungan,K\n"


def of_csv(folder: Path, *, lenient: bool = False, **tables: str) -> Reading:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read(folder, settings=read_settings(), lenient=lenient)


def only(reading: Reading) -> Problem:
    (problem,) = reading.problems
    return problem


def test_a_name_in_the_place_of_an_id_is_told_with_the_id(tmp_path: Path) -> None:
    problem = only(of_csv(tmp_path, units=UNITS + "E,Seksi,dinas  PERHUBUNGAN\n"))
    assert (problem.code, problem.column) == ("dangling-reference", "parent")
    assert problem.remedy.id == 'Tulis id-nya: "D".'
    assert "nama" in problem.message.id


def test_a_name_that_two_records_have_is_no_answer(tmp_path: Path) -> None:
    units = UNITS + "E,Dinas Perhubungan,K\nF,Seksi,Dinas Perhubungan\n"
    assert "Tulis id-nya" not in only(of_csv(tmp_path, units=units)).remedy.id


def test_a_name_of_a_record_of_another_kind_is_no_answer(tmp_path: Path) -> None:
    problem = only(
        of_csv(
            tmp_path,
            units=UNITS,
            objectives="id,nama,level\nO,Aman,0\n",
            indicators="id,nama,sasaran\nI,i,Kota Contoh\n",
        )
    )
    assert "Tulis id-nya" not in problem.remedy.id


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        (",tanpa id,0\n", "baris 2 objectives.csv"),
        ("O,satu,0\nO,dua,0\n", "baris 3 objectives.csv"),
    ],
)
def test_a_reference_to_a_row_whose_own_id_is_wrong_leads_there(
    tmp_path: Path, rows: str, at: str
) -> None:
    reading = of_csv(
        tmp_path,
        objectives=f"id,nama,level\n{rows}",
        indicators="id,nama,sasaran\nI,i,P\n",
    )
    lost = next(each for each in reading.problems if each.code == "dangling-reference")
    assert f"Bila yang dimaksud {at}, atau" in lost.remedy.id


def test_a_reference_into_a_table_that_is_not_there_names_the_table(tmp_path: Path) -> None:
    problem = only(of_csv(tmp_path, indicators="id,nama,sasaran\nI,i,P\n"))
    assert "tabel objectives tidak ada" in problem.message.id


def test_a_place_is_told_by_the_heading_that_the_file_has(tmp_path: Path) -> None:
    problem = only(of_csv(tmp_path, units=UNITS + "E,Seksi,X\n"))
    assert (problem.column, problem.heading) == ("parent", '"induk" (parent)')


def test_a_record_of_a_document_is_counted_once() -> None:
    tables = {"units": [{"id": "U", "name": "u", "parent": "X"}]}
    problem = only(read_document(tables, name="plan.json", settings=read_settings()))
    assert (problem.row, problem.document) == (2, "units")
    assert "catatan ke-1" in problem.message.id


@pytest.mark.parametrize("lenient", [False, True])
def test_headings_below_a_title_are_one_fault(tmp_path: Path, *, lenient: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "units"
    for row in (["DAFTAR UNIT"], ["Tahun 2026"], ["No", "id", "nama"], [1, "U", "satu"]):
        sheet.append(row)
    other = book.create_sheet("indicators")
    for row in (["id", "nama", "level", "pemilik"], ["I", "i", 1, "U"]):
        other.append(row)
    path = tmp_path / "plan.xlsx"
    book.save(path)
    reading = read(path, settings=read_settings(), lenient=lenient)
    assert reading.cascade is None
    assert [(each.code, each.row, each.column) for each in reading.problems] == [
        ("missing-heading", 1, "id"),
        ("missing-heading", 1, "name"),
    ]
    for each in reading.problems:
        assert "baris 3" in each.message.id
        assert each.remedy.id.startswith("Hapus baris di atas baris 3")


def test_a_row_of_headings_below_the_headings_is_a_row(tmp_path: Path) -> None:
    reading = of_csv(tmp_path, units="id,name\nid,name\nU,u\n")
    assert reading.problems == ()
    assert reading.cascade is not None
    assert [unit.id for unit in reading.cascade.units] == ["id", "U"]


def test_an_unknown_heading_leads_to_the_required_one_that_is_missing(tmp_path: Path) -> None:
    reading = of_csv(tmp_path, units="Kode Unit Kerja,nama\nU,u\n")
    told = {each.code: each.remedy.id for each in reading.problems}
    assert "(kode?)" in told["unknown-heading"]


@pytest.mark.parametrize(
    "text",
    [
        'id,name,parent\nK,"Kota,\nD,Dinas,K\nE,"Dinas E, F",K\n',
        'id,name,parent\nK,"Kota,\nD,Dinas "PU"",K\nE,e,K\n',
        'id;name;parent\nK;"Kota;\nD;Dinas;K\nE;"Dinas; E";K\n',
    ],
)
def test_a_quotation_mark_that_swallows_rows_is_no_cell(tmp_path: Path, text: str) -> None:
    problem = only(of_csv(tmp_path, units=text, lenient=True))
    assert (problem.code, problem.row) == ("unreadable-file", None)
    assert "baris 2" in problem.message.id


@pytest.mark.parametrize(
    "cell", ['"Dinas\nPerhubungan"', '"Dinas ""PU"",\nKota"', '"Dinas\nPU" ', '"a"" ,\nb"']
)
def test_a_cell_on_several_lines_is_a_cell(tmp_path: Path, cell: str) -> None:
    reading = of_csv(tmp_path, units=f"id,name,parent\nK,{cell},\nD,{cell}\n")
    assert reading.problems == ()
    assert reading.cascade is not None
    assert [unit.id for unit in reading.cascade.units] == ["K", "D"]


@pytest.mark.parametrize(("before", "line"), [("", 2), ("x" * (1 << 20) + "\n", 3)])
def test_a_byte_that_is_no_text_is_told_with_its_line(
    tmp_path: Path, before: str, line: int
) -> None:
    text = f"id,name\n{before}U,caf".encode() + b"\xe9\n"
    (tmp_path / "units.csv").write_bytes(text)
    problem = only(read(tmp_path, settings=read_settings()))
    assert problem.code == "not-utf8"
    assert f"baris teks ke-{line}, bita ke-{text.index(0xE9) + 1})" in problem.message.id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('units:\n- id: "U\n  name: u\n', "tanda kutip tidak ditutup, di baris 2, karakter ke-7"),
        ("units:\n- id: U\n  name: a: b\n", "titik dua di dalam teks"),
        ("units:\n\t- id: U\n", "tab pada lekuk"),
        ("units:\n- id: U\n name: u\n", "lekuk"),
        ("units: *u\n", "jangkarnya"),
    ],
)
def test_why_yaml_cannot_be_read_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    assert said in only(read(path, settings=read_settings())).message.id


def test_an_empty_folder_is_told_as_empty(tmp_path: Path) -> None:
    problem = only(read(tmp_path, settings=read_settings()))
    assert problem.code == "missing-file"
    assert "kosong" in problem.message.id
    (tmp_path / "catatan.txt").touch()
    assert "catatan.txt" in only(read(tmp_path, settings=read_settings())).message.id


def test_the_unit_of_a_number_is_sent_to_its_own_column(tmp_path: Path) -> None:
    tables = {
        "tasks": "id,nama,waktu,satuan_waktu\nT,t,30 menit,\n",
        "indicators": "id,nama,level\nI,i,1\n",
        "values": "indikator,tahun,target\nI,2026,1 Dokumen\n",
    }
    told = {
        each.column: each.remedy.id for each in of_csv(tmp_path, lenient=False, **tables).problems
    }
    assert 'satuannya di "satuan_waktu" (duration_unit)' in told["duration"]
    assert "measure_unit tabel indicators" in told["target"]
