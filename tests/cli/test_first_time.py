"""Somebody who has read nothing: from a sheet to a report by what the screen says alone."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from command_line import TOP, Done, run

from kinerja_graph.cli.app import main

SHEETS = TOP / "tests" / "unit" / "sources" / "wide" / "sheets"
LANGUAGES = {
    "deliserdang-renja": "id", "jabar-renja-j1": "en", "jabar-tree-shapes-b": "id",
    "kepmendagri-five-columns": "en", "rencana-aksi-quarters": "en",
}  # fmt: skip
"""The sheets, each in one language."""
FIRST_ROWS = {"kepmendagri-five-columns": 400}
"""Of 4,367 rows the first: the whole sheet goes the same way in a minute."""
COMMANDS = ("import", "import", "validate", "load", "audit", "audit", "report")
"""The commands that stand between a sheet and its report, the first typed unasked."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One machine for all sheets: from the second on, several datasets are loaded."""
    home = tmp_path_factory.mktemp("first-time")
    yield home
    run(home, "db", "stop")


def next_step(done: Done) -> list[str]:
    """The words of the last command that a screen names; none where it names none."""
    text = " ".join(f"{done.out}\n{done.err}".split())
    found = re.findall(r"kinerja ((?:import|validate|load|audit|report) .*)", text)
    return shlex.split(found[-1]) if found else []


@pytest.mark.parametrize(("sheet", "language"), LANGUAGES.items())
def test_the_screen_leads_from_a_sheet_to_its_report(
    home: Path, tmp_path: Path, sheet: str, language: str
) -> None:
    name = f"Renja {sheet} 2026.xlsx"  # names of files in offices hold blanks
    given = openpyxl.load_workbook(SHEETS / sheet / "input.xlsx") if sheet in FIRST_ROWS else None
    if given is None:
        shutil.copy(SHEETS / sheet / "input.xlsx", tmp_path / name)
    else:
        (page,) = given.worksheets
        page.delete_rows(FIRST_ROWS[sheet] + 1, page.max_row)
        given.save(tmp_path / name)
    follow(home, tmp_path / name, language)


def follow(home: Path, sheet: Path, language: str, commands: Sequence[str] = COMMANDS) -> None:
    """Type what each screen names, from the sheet to the last of ``commands``."""
    words = ["import", sheet.name]
    for number, command in enumerate(commands, 1):
        assert words[:1] == [command], words
        done = run(home, *words, language=language, cwd=sheet.parent, COLUMNS="60")
        assert done.code in {0, 1}, (words, done)  # 1: findings
        words = next_step(done) if number < len(commands) else []
    if commands[-1] == "report":
        (report,) = sheet.parent.glob("*.pdf")
        assert report.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("sheet", ["connectors.xlsx", "posts.xlsx", "indent.ods"])
def test_the_screen_leads_from_a_file_of_libreoffice_to_its_findings(
    home: Path, tmp_path: Path, sheet: str
) -> None:
    shutil.copy(SHEETS.parent / "libreoffice" / sheet, tmp_path / f"Pohon {sheet}")
    follow(home, tmp_path / f"Pohon {sheet}", "id", COMMANDS[:-1])


def test_a_tree_drawn_in_cells_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    (page,) = book.worksheets
    for cell, text, merge in (
        ("A1", "CASCADING KINERJA DINAS PERHUBUNGAN TAHUN 2026", "A1:D1"),
        ("A3", "KEPALA DINAS PERHUBUNGAN", "A3:D3"),
        ("A4", "Indeks kelancaran lalu lintas (80,5)", "A4:D4"),
        ("A8", "KEPALA BIDANG ANGKUTAN", "A8:B8"),
        ("C8", "KEPALA BIDANG LALU LINTAS", "C8:D8"),
        ("A9", "Persentase angkutan laik jalan (90%)", "A9:B9"),
    ):
        page[cell] = text
        page.merge_cells(merge)
    book.save(tmp_path / "cascading.xlsx")
    assert main(["import", "cascading.xlsx", "--lang", "en"]) == 3
    told = capsys.readouterr()
    said = " ".join(f"{told.out} {told.err}".split())
    assert "looks like a tree drawn in cells: posts stand in the rows 3, 8." in said
    assert "Write a map with form: drawn" in said
    assert not list(tmp_path.glob("*.yaml"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["report"], "--out: file of the report"),
        (["import"], "MATRIX: the matrix of a government"),
    ],
)
def test_what_is_missing_is_said_with_what_it_is(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--lang", "en"]) == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_a_matrix_taken_for_a_plan_is_sent_to_the_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SHEETS / "deliserdang-renja" / "input.xlsx", tmp_path / "Renja 2026.xlsx")
    for command in ("validate", "load", "check"):
        assert main([command, "Renja 2026.xlsx", "--lang", "en"]) == 3
        told = capsys.readouterr()
        assert "kinerja import 'Renja 2026.xlsx'" in " ".join(f"{told.out} {told.err}".split())
