"""What is legal in an input and hardly meant is told, and refuses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from kinerja_graph.cli.app import main


def plan(folder: Path, **tables: str) -> Path:
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def told(path: Path, capsys: pytest.CaptureFixture[str], language: str) -> list[str]:
    assert main(["validate", str(path), "--json", "--lang", language]) == 0
    hints: list[str] = json.loads(capsys.readouterr().out)["hints"]
    return hints


def test_a_misspelt_table_is_not_passed_over_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = plan(tmp_path / "p", units="id,name\nU,u\n", indikatro="id,name\nI,i\n", daftar="a\n")
    assert told(path, capsys, "en") == [
        "Not read, because they are not names of tables: daftar.csv, indikatro.csv (indicators?)."
    ]
    assert main(["validate", str(path), "--lang", "id"]) == 0
    assert "● Tidak dibaca, karena bukan nama tabel: daftar.csv" in capsys.readouterr().out


def test_years_the_wrong_way_round_and_numbers_below_zero_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = plan(
        tmp_path / "p",
        dataset="dataset,first_year,last_year\nk,2029,2025\n",
        tasks="id,name,duration,duration_unit,volume\nT,t,-5,jam,3\nS,s,1,jam,-2\n",
    )
    assert told(path, capsys, "en") == [
        "first_year (2029) is after last_year (2025): the plan has not a single year.",
        "Values below zero in tasks: T (duration), S (volume).",
    ]


def test_what_stands_beside_a_plan_by_right_is_not_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", str(tmp_path / "t.xlsx"), "--lang", "id"]) == 0
    capsys.readouterr()
    assert told(tmp_path / "t.xlsx", capsys, "id") == []
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    book.create_sheet("origins")
    book.create_sheet("Catatan {rapat}")
    book.save(tmp_path / "t.xlsx")
    assert told(tmp_path / "t.xlsx", capsys, "id") == [
        "Tidak dibaca, karena bukan nama tabel: Catatan {rapat}."
    ]


def test_merged_cells_and_ids_that_look_alike_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = plan(tmp_path / "p", units="id,name\nU 1,u\nU\u00a01,u\nU2;U3,u\n")
    assert told(path, capsys, "en") == [
        "Ids that contain a semicolon cannot be used in lists: U2;U3.",
        "Ids that look the same but have other characters: U 1 (U+0020, U+00A0).",
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "units"
    for row in (["id", "name", "kind"], ["U", "u", "opd"], ["V", "v", None]):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    book.save(tmp_path / "m.xlsx")
    (hint,) = told(tmp_path / "m.xlsx", capsys, "id")
    assert hint.startswith("Sel gabungan: nilainya hanya dibaca di baris pertamanya (units: kind).")
