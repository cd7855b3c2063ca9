"""From a sheet of a government to a remedy that names the headings of that sheet."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from command_line import TOP, run

RENAKSI = (
    TOP / "tests" / "unit" / "sources" / "wide" / "sheets" / "rencana-aksi-quarters" / "input.xlsx"
)
RULES = ("missing-measure-unit", "missing-annual-target", "missing-baseline")


@pytest.fixture
def plan(empty_home: Path, working_folder: Path) -> Path:
    """The sheet with two cells emptied, imported as proposed."""
    sheet = openpyxl.load_workbook(RENAKSI)
    for cell in ("D9", "I9"):
        sheet["Renaksi"][cell] = None
    sheet.save(working_folder / "renaksi.xlsx")
    proposed = run(empty_home, "import", "renaksi.xlsx", "--guess", cwd=working_folder)
    (working_folder / "peta.yaml").write_text(proposed.out, "utf-8")
    words = ("import", "renaksi.xlsx", "--map", "peta.yaml", "--out", "rencana.xlsx")
    assert run(empty_home, *words, cwd=working_folder).code == 0
    return working_folder / "rencana.xlsx"


def test_a_remedy_names_the_headings_of_the_sheet(plan: Path, empty_home: Path) -> None:
    words = [word for rule in RULES for word in ("--rule", rule)]
    told = run(empty_home, "check", str(plan), "--lenient", *words, "--json")
    found = {one["rule"]: one for one in json.loads(told.out)["findings"]}
    assert found["missing-measure-unit"]["source"] == "renaksi.xlsx!Renaksi!C9"
    remedies = {rule: one["remediation"] for rule, one in found.items()}
    unit, target = remedies["missing-measure-unit"], remedies["missing-annual-target"]
    assert "pada kolom «Satuan» di renaksi.xlsx!Renaksi!D5, misalnya" in unit
    assert "pada kolom «Target Kinerja > Setahun» di renaksi.xlsx!Renaksi!I6." in target
    assert "Di renaksi.xlsx!Renaksi tidak ada kolom seperti itu" in remedies["missing-baseline"]
    shown = run(empty_home, "check", str(plan), "--lenient", *words, language="en").out
    assert "“Satuan” at" in shown
    assert "renaksi.xlsx!Renaksi!D5" in shown
