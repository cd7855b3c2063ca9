"""``kinerja import``: what is told and written, in both languages and as data."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import TOP, run_import
from syrupy.assertion import SnapshotAssertion

from kinerja_graph.cli.app import main

MATRICES = TOP / "examples" / "matrices"
RAW = TOP / "examples" / "real" / "raw"
MATRIX = """\
Tujuan,Indikator,Satuan,Target 2026,Target 2027,Anggaran
Lancar,Indeks,Indeks,tinggi,"1.250",5
,Jumlah titik macet,titik,9,-,6
Total,,,,,11
"""
MAP = """\
form: matrix
skip: [Total]
levels: [{name: Tujuan, level: 0, prefix: T}]
indicators: {name: Indikator, measure_unit: Satuan, targets: "Target {year}"}
"""
LANGUAGES = ("id", "en")


@pytest.fixture
def context(working_folder: Path) -> Path:
    """A folder with a matrix and its map, in which commands run."""
    (working_folder / "m.csv").write_text(MATRIX, "utf-8")
    (working_folder / "peta.yaml").write_text(MAP, "utf-8")
    return working_folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_and_what_not(
    context: Path, capsys: pytest.CaptureFixture[str], language: str, snapshot: SnapshotAssertion
) -> None:
    words = ("m.csv", "--map", "peta.yaml", "--out", "rencana.xlsx", "--lang", language)
    code, out, err = run_import(capsys, *words)
    assert (code, err) == (0, "")
    assert out == snapshot
    assert (context / "rencana.xlsx").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal(
    context: Path, capsys: pytest.CaptureFixture[str], language: str, snapshot: SnapshotAssertion
) -> None:
    code, out, err = run_import(capsys, "m.csv", "--guess", "--lang", language)
    assert code == 0
    assert f"{out}\n{err}" == snapshot
    (context / "usulan.yaml").write_text(out, "utf-8")
    code, _, err = run_import(capsys, "m.csv", "--map", "usulan.yaml", "--out", "dari-usulan")
    assert (code, err) == (0, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("m.csv", "--map", "peta.yaml"), 2),
        (("m.csv", "--map", "matriks", "--out", "o.xlsx"), 2),
        (("m.csv", "--map", "peta.yaml", "--guess"), 2),
        (("m.csv", "--map", "peta.yaml", "--out", "o.docx"), 2),
        (("m.csv", "--map", "peta.yaml", "--out", "peta.yaml"), 2),
        (("m.csv", "--map", "simpul-induk", "--out", "o.xlsx"), 3),
        (("hilang.xlsx", "--map", "peta.yaml", "--out", "o.xlsx"), 3),
        (("peta.yaml", "--guess"), 3),
    ],
)
@pytest.mark.usefixtures("context")
def test_what_is_refused_says_how_to_mend_it(
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    language: str,
    snapshot: SnapshotAssertion,
) -> None:
    found, out, err = run_import(capsys, *words, "--lang", language)
    assert (found, out) == (code, "")
    assert err == snapshot


def test_as_data(context: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run_import(
        capsys, "m.csv", "--map", "peta.yaml", "--out", "rencana", "--json", "--lang", "en"
    )
    answer: dict[str, Any] = json.loads(out)
    assert code == 0
    assert answer["written"] == {
        "dataset": 1, "objectives": 1, "indicators": 2, "values": 4, "origins": 9, "left_out": 4,
        "import_notes": 3,
    }  # fmt: skip
    assert [(one["code"], one["cell"]) for one in answer["errors"]] == [
        ("bad-number", "D2"),
        ("bad-number", "E2"),
        ("bad-number", "E3"),
    ]
    assert answer["left_out_counts"] == {"column": 2, "skip": 2}
    assert sorted(path.name for path in (context / "rencana").iterdir()) == [
        "dataset.csv", "import_notes.csv", "indicators.csv", "left_out.csv", "objectives.csv",
        "origins.csv", "values.csv",
    ]  # fmt: skip


def test_every_value_names_its_cell(context: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_import(capsys, "m.csv", "--map", "peta.yaml", "--out", "rencana")
    with (context / "rencana" / "origins.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cells = list(csv.reader(MATRIX.splitlines()))
    for row in rows:
        column, line = ord(row["cell"][0]) - 65, int(row["cell"][1:]) - 1
        assert cells[line][column].strip() == row["text"]
        assert row["file"] == "m.csv"
    assert {(row["id"], row["cell"]) for row in rows if row["table"] == "values"} == {
        ("T1-I1 2026", "D2"), ("T1-I1 2027", "E2"), ("T1-I2 2026", "D3"), ("T1-I2 2027", "E3"),
    }  # fmt: skip


def test_nothing_is_overwritten(context: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (context / "penuh").mkdir()
    (context / "penuh" / "a.txt").write_text("isi")
    (context / "kosong").mkdir()
    words = ("m.csv", "--map", "peta.yaml", "--out")
    assert run_import(capsys, *words, "penuh")[0] == 2
    assert run_import(capsys, *words, "kosong")[0] == 0
    assert run_import(capsys, *words, "kosong")[0] == 2
    assert run_import(capsys, "m.csv", "--guess", "--out", "peta.yaml")[0] == 2
    assert (context / "peta.yaml").read_text("utf-8") == MAP


def test_texts_of_a_workbook_are_texts(context: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = 'Tujuan,Indikator,Satuan,Target 2026,Target 2027\n=SUM(A1),"+a_x0041_\x0b",%,7,8\n'
    (context / "m.csv").write_text(lines, "utf-8")
    assert run_import(capsys, "m.csv", "--map", "peta.yaml", "--out", "o.xlsx")[0] == 0
    book = openpyxl.load_workbook(context / "o.xlsx")
    cell = book["objectives"]["B2"]
    assert (cell.value, cell.data_type) == ("=SUM(A1)", "s")
    assert book["values"]["C2"].value == 7
    assert run_import(capsys, "m.csv", "--map", "peta.yaml", "--out", "o")[0] == 0
    assert main(["validate", "o.xlsx"]) == 0
    assert main(["validate", "o"]) == 0


@pytest.mark.usefixtures("context")
def test_a_proposal_of_each_example_imports_it(capsys: pytest.CaptureFixture[str]) -> None:
    for path in sorted(MATRICES.glob("*.csv")):
        out = f"{path.stem}.yaml"
        assert run_import(capsys, str(path), "--guess", "--out", out)[0] == 0
        assert run_import(capsys, str(path), "--map", out, "--out", path.stem)[0] == 0, path
        assert main(["validate", path.stem]) == 0
        capsys.readouterr()
    code, out, _ = run_import(capsys, str(RAW / "renstra-2025-2029-wide.csv"), "--guess", "--json")
    answer = json.loads(out)
    assert code == 0
    assert "form: nodes" in answer["map"]
    assert {one["heading"] for one in answer["not_understood"]} >= {"sumber_berkas"}


@pytest.mark.parametrize("out", ["o.xlsx", "o"])
@pytest.mark.usefixtures("context")
def test_what_is_wrong_later_names_the_cell_of_the_matrix(
    capsys: pytest.CaptureFixture[str], out: str
) -> None:
    run_import(capsys, "m.csv", "--map", "peta.yaml", "--out", out)
    assert main(["validate", out, "--lang", "en"]) == 3
    told = capsys.readouterr().out
    for cell in ("D2", "E2", "E3"):
        assert f"← cell of the matrix m.csv!{cell}" in told
    assert main(["validate", out, "--json"]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert [one["matrix_cell"] for one in answer["errors"]] == ["m.csv!D2", "m.csv!E2", "m.csv!E3"]


@pytest.mark.parametrize("out", ["o.xlsx", "o"])
def test_values_of_quarters_are_loaded_and_traced_to_their_cells(
    context: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    """Of the year, its first quarter and its second the cell of each is named, never another."""
    (context / "q.csv").write_text(
        "Sasaran,Indikator,Target 2026,Target 2026 TW I,Target 2026 TW II,Realisasi 2026 TW I\n"
        "Lancar,Jumlah titik macet,9,sedikit,3,banyak\nLancar,Indeks,8,2,4,1\n",
        "utf-8",
    )
    _code, map_, _err = run_import(capsys, "q.csv", "--guess")
    (context / "q.yaml").write_text(map_, "utf-8")
    run_import(capsys, "q.csv", "--map", "q.yaml", "--out", out)
    assert main(["validate", out, "--json"]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert [one["matrix_cell"] for one in answer["errors"]] == ["q.csv!F2", "q.csv!D2"]


def test_a_table_of_origins_that_is_broken_hinders_nothing(
    context: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_import(capsys, "m.csv", "--map", "peta.yaml", "--out", "o")
    for data in (b"", b"a\n", b"\xff\xfe", b'"open', b"values,T1-I1 2026,target\n"):
        (context / "o" / "origins.csv").write_bytes(data)
        assert main(["validate", "o", "--json"]) == 3
        answer = json.loads(capsys.readouterr().out)
        assert len(answer["errors"]) == 3
        assert not any("matrix_cell" in one for one in answer["errors"])


def test_what_is_to_be_said_of_many_cells_is_said_once(
    context: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f",Titik macet {row},titik,tinggi,{{{row}}}\n" for row in range(3, 17))
    (context / "m.csv").write_text(
        f"Tujuan,Indikator,Satuan,Target 2026,Target 2027\nLancar,Indeks,Indeks,tinggi,1\n{rows}",
        "utf-8",
    )
    words = ("m.csv", "--map", "peta.yaml", "--out", "rencana.xlsx")
    code, out, _ = run_import(capsys, *words, "--lang", "en")
    assert code == 0
    told = " ".join(out.split())
    assert "With 29 errors" in told
    assert told.count('"tinggi" is not a number') == 1
    assert "Also in 14 other cells: D3, D4, D5, D6, D7, D8, D9, D10 …. bad-number" in told
    assert told.count("cannot be read as a number") == 1
    assert "Likewise in 13 other rows: 4 «{4}»;" in told
    notes = openpyxl.load_workbook(context / "rencana.xlsx")["import_notes"]
    assert notes.max_row == 1 + 29


def test_a_merged_cell_is_told_once_and_keeps_the_import_from_being_ready(
    working_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["Tujuan", "Indikator", "Satuan", "Target 2026", "Target 2027"])
    page.append(["Lancar", "Nilai investasi", "Juta", "120.500", "120.500"])
    page.append([None, "Nilai ekspor", "Juta"])
    for merged in ("D2:D3", "E2:E3"):
        page.merge_cells(merged)
    book.save("m.xlsx")
    (working_folder / "peta.yaml").write_text(MAP, "utf-8")
    words = ("m.xlsx", "--map", "peta.yaml", "--out", "rencana.xlsx")
    code, out, _ = run_import(capsys, *words, "--lang", "en")
    assert code == 0
    told = " ".join(out.split())
    assert "It is not ready to load: clear 2 errors first." in told
    assert "With 2 errors" in told
    assert "Also in 1 other cell: E2." in told
    assert "First clear what is marked ✖" in told
    assert told.endswith("Then: kinerja validate rencana.xlsx")
    (working_folder / "rencana.xlsx").unlink()
    _, out, _ = run_import(capsys, *words, "--lang", "id")
    assert "Belum siap dimuat" in " ".join(out.split())
    _, out, _ = run_import(capsys, "m.xlsx", "--lang", "en")
    told = " ".join(out.split())
    assert "Read with a remark: 2 cells D2, E2: " in told
    assert "(such cells: 2)" in told


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Read with a remark"), ("id", "Dibaca dengan catatan")]
)
def test_a_remark_on_a_whole_file_names_it(
    working_folder: Path, capsys: pytest.CaptureFixture[str], language: str, told: str
) -> None:
    rows = ("Sasaran;Indikator Sasaran;Satuan;2026", "Kafé lancar;Persentase lancar;%;80")
    (working_folder / "lama.csv").write_bytes("\n".join(rows).encode("cp1252"))
    _, out, _ = run_import(capsys, "lama.csv", "--lang", language)
    assert f"{told}\n  lama.csv: " in out
