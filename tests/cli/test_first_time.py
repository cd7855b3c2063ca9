"""Somebody who has read nothing: from a sheet to a report by what the screen says alone."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import TOP, Done, run

from kinerja_graph.cli.app import main

SHEETS = TOP / "tests" / "unit" / "sources" / "wide" / "sheets"
LANGUAGES = {
    "deliserdang-renja": "id", "jabar-renja-j1": "en", "jabar-tree-shapes-b": "id",
    "rencana-aksi-quarters": "en",
}  # fmt: skip
"""The sheets, each in one language; the fifth, a nomenclature of 4,367 rows, takes minutes."""
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
    shutil.copy(SHEETS / sheet / "input.xlsx", tmp_path / name)
    words = ["import", name]
    for number, command in enumerate(COMMANDS, 1):
        assert words[:1] == [command], words
        done = run(home, *words, language=language, cwd=tmp_path, COLUMNS="60")
        assert done.code in {0, 1}, (words, done)  # 1: findings
        words = next_step(done) if number < len(COMMANDS) else []
    (report,) = tmp_path.glob("*.pdf")
    assert report.read_bytes().startswith(b"%PDF")


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
