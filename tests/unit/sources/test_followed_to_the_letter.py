"""Messages that somebody followed to the letter and that left the file wrong say more now."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read
from kinerja_graph.sources.suggestions import look

IKU = "id,name,level,arah,contributes_to\nI,i,1,naik,\n"


def told(folder: Path, code: str, **tables: str) -> Problem:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return first(folder, code)


def first(path: Path, code: str) -> Problem:
    problems = read(path, settings=read_settings()).problems
    return next(each for each in problems if each.code == code)


def test_an_own_id_is_not_told_to_be_the_one_above(tmp_path: Path) -> None:
    remedy = told(tmp_path, "self-reference", indicators=f"{IKU}K,k,1,naik,K\n").remedy
    assert remedy.en.startswith("Write the id of an indicator or an objective other than this one")
    assert remedy.id.startswith("Tulis id indikator atau sasaran yang lain")


def test_a_heading_with_a_column_is_not_proposed_again(tmp_path: Path) -> None:
    units = "id,name,jenis,nama unit kerja lengkap\nU,u,opd,\n"
    problem = told(tmp_path, "unknown-heading", units=units)
    assert "(parent, " in problem.remedy.en
    assert "nama" not in problem.remedy.id.partition("(")[2]


@pytest.mark.parametrize(
    ("way", "target", "said"),
    [
        ("naik", "80-90", 'write range as "arah" (polarity) in row 2 of indicators.csv'),
        ("rentang", "80", 'write up, down or hold as "arah" (polarity) in row 2 of indicators.csv'),
    ],
)
def test_a_target_of_the_wrong_kind_says_where_the_polarity_stands(
    tmp_path: Path, way: str, target: str, said: str
) -> None:
    problem = told(
        tmp_path,
        "bad-number",
        indicators=IKU.replace("naik", way),
        values=f"indicator,year,target\nI,2026,{target}\n",
    )
    assert said in problem.remedy.en


@pytest.mark.parametrize("sign", ["\u2011", "\u2013", "\uff0d"])
def test_an_id_with_another_dash_is_told_to_look_the_same(tmp_path: Path, sign: str) -> None:
    objectives = f"id,name,level\nS{sign}1,s,0\n"
    indicators = "id,name,objective\nI,i,S-1\n"
    problem = told(tmp_path, "dangling-reference", objectives=objectives, indicators=indicators)
    assert f"U+{ord(sign):04X}" in problem.message.en
    assert "in both places" in problem.remedy.en


def test_letters_of_other_scripts_look_like_ours() -> None:
    assert look("\u0410\u0421-\uff11") == "AC-1"
    assert look("\u0416") == "\u0416"


def test_a_table_that_is_not_there_is_told_with_its_headings(tmp_path: Path) -> None:
    problem = told(tmp_path, "dangling-reference", tasks="id,name,performer\nT,t,P\n")
    assert "with the headings id, name, unit and a row for this id" in problem.remedy.en


def test_what_must_not_be_empty_is_not_told_to_be_emptied(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "units"
    for row in (["id", "name", "kind", "alias"], ["U", "#REF!", "opd", "x"]):
        sheet.append(row)
    sheet["B2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    assert "must not be empty" in first(tmp_path / "a.xlsx", "missing-value").remedy.en
    (tmp_path / "b.json").write_text('{"units": [{"id": "U", "name": NaN}]}', encoding="utf-8")
    assert "null is not accepted here" in first(tmp_path / "b.json", "bad-choice").remedy.en


def test_merged_ids_are_not_told_to_be_alike(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "units"
    for row in (["id", "name", "kind"], ["U", "u", "opd"], [None, "v", "unit"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    assert "an id of its own" in first(tmp_path / "a.xlsx", "missing-value").remedy.en


def test_a_date_in_the_place_of_a_range_becomes_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "indicators"
    for row in (["id", "name", "level", "polarity"], ["I", "i", 1, "range"]):
        sheet.append(row)
    values = book.create_sheet("values")
    for row in (["indicator", "year", "target"], ["I", 2026, date(2026, 9, 8)]):
        values.append(row)
    book.save(tmp_path / "a.xlsx")
    assert "such as 80..90" in first(tmp_path / "a.xlsx", "bad-number").remedy.en


def test_a_list_in_the_place_of_a_word_is_told_as_one(tmp_path: Path) -> None:
    plan = {"indicators": [{"id": "I", "name": "i", "level": 1, "kind": ["output"]}]}
    (tmp_path / "a.json").write_text(json.dumps(plan), encoding="utf-8")
    problem = first(tmp_path / "a.json", "bad-choice")
    assert problem.message.en.endswith("kind contains a list, not one word.")


def test_an_empty_level_says_which_there_are(tmp_path: Path) -> None:
    problem = told(tmp_path, "missing-value", objectives="id,name,level\nS,s,\n")
    assert "0 (the government)" in problem.remedy.en


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rencana.xlsx", "Give the file itself: plan/rencana.xlsx."),
        ("units.txt", "save units.txt as units.csv"),
        ("isi/", "give plan/isi"),
    ],
)
def test_a_folder_without_tables_says_what_to_give(tmp_path: Path, name: str, said: str) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    path = folder / name.strip("/")
    if name.endswith("/"):
        path.mkdir()
    else:
        path.write_text("id,name\n", encoding="utf-8")
    assert said in first(folder, "missing-file").remedy.en


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kota,Kota Contoh,pemda\n", "insert a row for the headings above it"),
        ('"id,name,kind"\n"U,u,opd"\n', "quotation marks around whole lines, so that , separates"),
        ("id name kind\nU u opd\n", "Separate the columns by comma, semicolon or tab"),
    ],
)
def test_headings_that_are_not_found_say_why(tmp_path: Path, text: str, said: str) -> None:
    assert said in told(tmp_path, "missing-heading", units=text).remedy.en
    proposed = first(tmp_path, "unknown-heading").remedy.en
    assert ("?)" in proposed) == ("insert a row" in said), "no heading is like a whole row"


def test_an_open_quotation_mark_is_told_by_the_line_of_the_text(tmp_path: Path) -> None:
    units = 'id,name\nU,"a\nb"\nV,"v\n'
    problem = told(tmp_path, "unreadable-file", units=units)
    assert "opened in row 3 (line 4 of the text)" in problem.message.en
