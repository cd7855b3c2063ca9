"""``kinerja import`` without a map: it proposes, shows what it read, and asks at a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import TOP, run_import
from syrupy.assertion import SnapshotAssertion
from terminal import CTRL_C, CTRL_D, at_terminal

from kinerja_graph.cli.app import main

LANGUAGES = ("id", "en")
PROMPTS = {"id": "Impor? y/e/f/q: ", "en": "Import it? y/e/f/q: "}
MATRIX = """\
RENSTRA DINAS PERHUBUNGAN KOTA CONTOH
Tujuan,Sasaran,Indikator,Satuan,Target 2026,Target 2027,Anggaran,Penanggung Jawab
Lancar,,Indeks kelancaran,Indeks,"80,5",82,5,Dinas Perhubungan
,Angkutan laik jalan,Persentase laik jalan,%,90,tinggi,6,Dinas Perhubungan
,Jalan bebas parkir liar,Jumlah ruas bebas,ruas,3,4,7,Dinas Perhubungan
,,Jumlah rambu,buah,10,20,8,Dinas Perhubungan
Total,,,,,,26,
"""
LIST = """\
Kode,Induk,Jenjang,Uraian,Indikator,Target 2026
1.01.02,,program,Lalu lintas,Indeks,80
1.01.02.2.01,1.01.02,kegiatan,Pengujian kendaraan,Persentase,90
"""


@pytest.fixture
def context(working_folder: Path) -> Path:
    """A folder with a matrix that has one form and a list that can be read in several."""
    (working_folder / "m.csv").write_text(MATRIX, "utf-8")
    (working_folder / "daftar.csv").write_text(LIST, "utf-8")
    return working_folder


def files(folder: Path) -> set[str]:
    """The files of the folder, but for what the engine keeps there."""
    return {path.name for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_terminal_the_proposal_is_told_and_its_map_written(
    context: Path, capsys: pytest.CaptureFixture[str], language: str, snapshot: SnapshotAssertion
) -> None:
    code, out, err = run_import(capsys, "m.csv", "--lang", language)
    assert (code, err) == (0, "")
    assert out == snapshot
    assert files(context) == {"m.csv", "daftar.csv", "m.map.yaml"}
    code, _, err = run_import(capsys, "m.csv", "--map", "m.map.yaml", "--out", "m-plan.xlsx")
    assert (code, err) == (0, "")


def test_what_is_doubtful_is_no_good_sign(
    context: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"Jalan {name},Ruas {name},,9\n" for name in "ABC")
    (context / "tanpa.csv").write_text(f"Sasaran,Indikator,Satuan,Target 2026\n{rows}", "utf-8")
    code, out, _ = run_import(capsys, "tanpa.csv", "--lang", "en")
    assert code == 0
    assert "▲ It reads as" in out
    assert "no cell below is filled" in " ".join(out.split())
    assert "✔" not in out


def test_names_that_are_codes_are_refused(
    context: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"1.0{number},Jalan {number},9\n" for number in range(1, 6))
    (context / "kode.csv").write_text(f"Sasaran,Indikator,Target 2026\n{rows}", "utf-8")
    code, out, err = run_import(capsys, "kode.csv", "--lang", "en")
    assert (code, out) == (3, "")
    assert "kode.csv" in err
    assert not (context / "kode.map.yaml").exists()


def test_as_data_it_asks_nothing(context: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run_import(capsys, "m.csv", "--json", "--lang", "en")
    answer: dict[str, Any] = json.loads(out)
    assert code == 0
    assert (answer["form"], answer["headings"], answer["map_file"]) == (
        "matrix", [2, 2], "m.map.yaml",
    )  # fmt: skip
    roles = {(role["what"], *role["columns"]): role for role in answer["roles"]}
    assert roles.keys() == {
        ("statement", "A"), ("statement", "B"), ("indicator", "C"), ("measure_unit", "D"),
        ("target", "E", "F"), ("owner", "H"),
    }  # fmt: skip
    assert roles["target", "E", "F"]["years"] == [2026, 2027]
    assert roles["target", "E", "F"]["certainty"] == "likely"
    assert "7 of 8 cells are numbers" in roles["target", "E", "F"]["reason"]
    assert roles["statement", "B"] == {
        "what": "statement",
        "columns": ["B"],
        "heading": "Sasaran",
        "cells": ["B2", "B4:B5"],
        "years": [],
        "levels": [1],
        "examples": ["Angkutan laik jalan", "Jalan bebas parkir liar"],
        "reason": 'heading "Sasaran"; 2 cells hold text',
        "certainty": "sure",
    }
    (root,) = answer["records"]
    assert (root["name"], root["cell"], len(root["below"])) == ("Lancar", "A3", 3)
    assert [one["name"] for one in root["below"]] == [
        "Indeks kelancaran", "Angkutan laik jalan", "Jalan bebas parkir liar",
    ]  # fmt: skip
    assert root["below"][0]["values"] == [
        {"kind": "target", "year": 2026, "value": 80.5, "period": None},
        {"kind": "target", "year": 2027, "value": 82.0, "period": None},
    ]
    assert root["below"][1]["below"][0]["values"][1]["value"] == "tinggi"
    assert [(one["why"], one["column"], one["cells"]) for one in answer["set_aside"]] == [
        ("above", None, 1), ("column", "G", 4), ("skip", None, 2),
    ]  # fmt: skip
    assert answer["map"] == (context / "m.map.yaml").read_text("utf-8")


def test_a_map_that_lies_there_is_kept(context: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_import(capsys, "m.csv")[0] == 0
    assert run_import(capsys, "m.csv")[0] == 0  # the same map once more
    (context / "m.map.yaml").write_text("# disunting\n", "utf-8")
    code, out, err = run_import(capsys, "m.csv", "--lang", "en")
    assert (code, out) == (2, "")
    assert "m.map.yaml already exists; it is kept." in err
    assert "kinerja import m.csv --map m.map.yaml" in err
    assert (context / "m.map.yaml").read_text("utf-8") == "# disunting\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x,y\n1,2\n", "No heading of a column is known"),
        ("", "The matrix is empty"),
        ("Satuan,Target 2026\n%,1\n", "No map can be proposed by the headings in row 1"),
        ("Sasaran,Indikator\n", "There is no filled row below the headings"),
    ],
)
def test_what_no_form_fits_is_refused(
    context: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (context / "lain.csv").write_text(text, "utf-8")
    before = files(context)
    code, out, err = run_import(capsys, "lain.csv", "--lang", "en")
    assert (code, out) == (3, "")
    assert told in " ".join(err.split())
    assert run_import(capsys, "lain.csv", "--json")[0] == 3
    assert files(context) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_imports_what_was_shown(context: Path, language: str) -> None:
    code, told = at_terminal(
        context, "import", "m.csv", answers=["y"], prompt=PROMPTS[language], language=language
    )
    assert code == 0, told
    assert files(context) == {"m.csv", "daftar.csv", "m-plan.xlsx"}
    book = openpyxl.load_workbook(context / "m-plan.xlsx")
    assert book["indicators"].max_row == 1 + 4
    assert "kinerja validate m-plan.xlsx" in told
    for word in {
        "id": ("impor ke m-plan.xlsx", "keluar"),
        "en": ("import to m-plan.xlsx", "leave"),
    }[language]:
        assert word in told


def test_yes_imports_to_the_place_given(context: Path) -> None:
    words = ("import", "m.csv", "--out", "tabel")
    code, _ = at_terminal(context, *words, answers=["Y"], prompt=PROMPTS["id"])
    assert code == 0
    assert (context / "tabel" / "indicators.csv").exists()


def test_edit_writes_the_map_and_stops(context: Path) -> None:
    code, told = at_terminal(context, "import", "m.csv", answers=["e"], prompt=PROMPTS["id"])
    assert code == 0
    assert files(context) == {"m.csv", "daftar.csv", "m.map.yaml"}
    assert "--map m.map.yaml --out m-plan.xlsx" in " ".join(told.split())


@pytest.mark.parametrize("answer", ["q", CTRL_D])
def test_leaving_writes_nothing(context: Path, answer: str) -> None:
    code, told = at_terminal(context, "import", "m.csv", answers=[answer], prompt=PROMPTS["id"])
    assert code == 0
    assert "Tidak ada yang diimpor atau ditulis." in told
    assert files(context) == {"m.csv", "daftar.csv"}


def test_an_interrupt_writes_nothing(context: Path) -> None:
    code, told = at_terminal(context, "import", "m.csv", answers=[CTRL_C], prompt=PROMPTS["id"])
    assert code == 130
    assert "Traceback" not in told
    assert files(context) == {"m.csv", "daftar.csv"}


def test_the_next_form_is_shown_and_the_first_again_after_the_last(context: Path) -> None:
    code, told = at_terminal(
        context, "import", "daftar.csv", answers=["f", "f", "f", "f", "q"], prompt=PROMPTS["id"]
    )
    assert code == 0
    shown = [line for line in told.splitlines() if "Terbaca sebagai" in line]
    assert ["kode bertitik" in line for line in shown] == [False, True, False, True, False]
    assert "daftar simpul, masing-masing dengan induknya" in told
    assert files(context) == {"m.csv", "daftar.csv"}


def test_where_one_form_fits_alone_that_is_said(context: Path) -> None:
    code, told = at_terminal(
        context, "import", "m.csv", answers=["f", "?", "q"], prompt=PROMPTS["en"], language="en"
    )
    assert code == 0
    assert "No other form fits this sheet." in told
    assert "Answer y, e, f or q." in told


def test_what_lies_there_is_kept_and_another_answer_awaited(context: Path) -> None:
    (context / "m-plan.xlsx").write_text("milik orang")
    (context / "m.map.yaml").write_text("milik orang")
    code, told = at_terminal(
        context, "import", "m.csv", answers=["y", "e", "q"], prompt=PROMPTS["en"], language="en"
    )
    assert code == 0
    assert "m-plan.xlsx already exists; it is kept." in told
    assert "m.map.yaml already exists; it is kept." in told
    assert (context / "m-plan.xlsx").read_text() == "milik orang"
    assert (context / "m.map.yaml").read_text() == "milik orang"


@pytest.mark.usefixtures("context")
def test_what_is_proposed_for_the_examples_is_imported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for path in sorted((TOP / "examples" / "matrices").glob("*.csv")):
        assert run_import(capsys, str(path), "--lang", "en")[0] == 0
        words = (str(path), "--map", f"{path.stem}.map.yaml", "--out", path.stem)
        assert run_import(capsys, *words)[0] == 0
        assert main(["validate", path.stem]) == 0
        capsys.readouterr()


@pytest.mark.parametrize("command", ["validate", "load", "check"])
@pytest.mark.parametrize(
    ("name", "saved"), [("units.xls", "xlsx"), ("m.ods", "xlsx"), ("units.tsv", "csv")]
)
def test_a_plan_in_a_format_that_import_alone_reads_says_how_to_save_it(
    context: Path, capsys: pytest.CaptureFixture[str], command: str, name: str, saved: str
) -> None:
    (context / name).write_bytes(b"apa saja")
    code = main([command, name, "--lang", "en"])
    told = capsys.readouterr()
    text = " ".join(f"{told.out} {told.err}".split())
    assert code == 3
    assert f"save it as {Path(name).stem}.{saved}" in text
    assert f"kinerja import {name}" in text


@pytest.mark.parametrize("ending", ["xls", "ods"])
@pytest.mark.usefixtures("context")
def test_other_workbooks_are_proposed_and_imported(
    capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    path = str(TOP / "tests" / "cases" / "matrices" / f"renstra.{ending}")
    code, out, _ = run_import(capsys, path, "--lang", "en")
    assert code == 0
    assert "target 2026 = 95.5" in " ".join(out.split())
    assert run_import(capsys, path, "--map", "renstra.map.yaml", "--out", "o.xlsx")[0] == 0


def test_text_that_is_not_utf8_is_warned_of(
    context: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (context / "m.csv").write_bytes(MATRIX.replace("Lancar", "Kafé").encode("cp1252"))
    code, out, _ = run_import(capsys, "m.csv", "--lang", "en")
    assert code == 0
    assert "it is read as cp1252" in " ".join(out.split())
    code, out, _ = run_import(capsys, "m.csv", "--map", "m.map.yaml", "--out", "o", "--lang", "en")
    assert code == 0
    assert "it is read as cp1252" in " ".join(out.split())
    assert "Kafé" in (context / "o" / "objectives.csv").read_text("utf-8")


def test_what_wraps_of_a_record_stays_right_of_its_branch(
    context: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = ",".join(f"Target {year}" for year in range(2026, 2032))
    rows = f"Lancar,Angkutan laik jalan,Persentase laik jalan,%{',12345.25' * 6}\n"
    (context / "lebar.csv").write_text(f"Tujuan,Sasaran,Indikator,Satuan,{heads}\n{rows}", "utf-8")
    code, out, _ = run_import(capsys, "lebar.csv", "--lang", "en")
    assert code == 0
    lines = out.splitlines()
    at = next(number for number, line in enumerate(lines) if "└ Persentase" in line)
    right = lines[at].index("└") + 2
    wrapped = lines[at + 1 : next(n for n, line in enumerate(lines) if "All in all" in line)]
    assert wrapped
    assert all(line[:right].strip() == "" and line[right] != " " for line in wrapped)
    assert "← C2" in wrapped[-1]
