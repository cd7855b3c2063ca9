"""``kinerja check --annotate``: the planner's own workbook, with every finding at its cell."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import SLIDES, TOP, Kinerja
from openpyxl.utils import get_column_letter

from kinerja_graph.library.rules import load_rules

SHEETS = {"id": "Temuan audit", "en": "Audit findings"}

OF_WHAT_STANDS_BELOW = {
    "silo-outcome", "single-cause-outcome", "unsupported-claim", "unsupported-outcome",
    "uncovered-leader-item",
}  # fmt: skip
"""Their column to fix is that of another record."""


def as_workbook(folder: Path, path: Path) -> Path:
    """The tables of a folder as the sheets of one workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for file in sorted(folder.glob("*.csv")):
        sheet = book.create_sheet(file.stem)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            comma = ";" if ";" in lines.readline() else ","
            lines.seek(0)
            for row in csv.reader(lines, delimiter=comma):
                sheet.append([text or None for text in row])
    book.save(path)
    return path


def notes(path: Path) -> dict[str, str]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


@pytest.mark.parametrize(
    "folder",
    [
        TOP / "examples" / "city" / "2026-murni",
        TOP / "examples" / "real" / "renstra-2025-2029-mended",
        SLIDES,
    ],
    ids=lambda folder: folder.name,
)
def test_every_surface_names_the_same_row(kinerja: Kinerja, tmp_path: Path, folder: Path) -> None:
    """JSON, the table for spreadsheets and the first cell on the sheet of findings."""
    path, out = as_workbook(folder, tmp_path / "rencana.xlsx"), tmp_path / "hasil.xlsx"
    done = kinerja("check", str(path), "--annotate", str(out), "--json", language="en")
    findings = json.loads(done.out)["findings"]
    rows = [one.get("written_in", one["origin"]) for one in findings]
    listed = openpyxl.load_workbook(out)["Audit findings"]
    cells = [str(row[7].value) for row in listed.iter_rows(min_row=2)]
    for cell, row in zip(cells, rows, strict=True):
        first = re.match(r"(.*)![A-Z]+([0-9]+)", cell)
        assert first is not None
        assert f"rencana.xlsx!{first[1]}!{first[2]}" == row or (row is None and first[2] == "1")
    told = kinerja("check", str(path), "--format", "csv", language="en").out
    places = [one["origin"] for one in csv.DictReader(io.StringIO(told))]
    assert [place or None for place in places] == rows


def expected(book: Any, findings: list[dict[str, Any]]) -> dict[str, list[str]]:
    """The cell of each finding on a record, reckoned anew from the answer and the headings."""
    fields = {rule.id: [str(one) for one in rule.fields] for rule in load_rules()}
    found: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        if finding["origin"] is None:
            continue
        _file, sheet, row = finding.get("written_in", finding["origin"]).split("!")
        headings = [cell.value for cell in book[sheet][1]]
        own = () if finding["rule"] in OF_WHAT_STANDS_BELOW else fields[finding["rule"]]
        names = [one.partition(".")[2] for one in own if one.startswith(f"{sheet}.")]
        column = next(name for name in (*names, "id") if name in headings)
        found[f"{sheet}!{get_column_letter(headings.index(column) + 1)}{row}"].append(
            finding["rule"]
        )
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_finding_stands_at_its_cell(kinerja: Kinerja, tmp_path: Path, language: str) -> None:
    path, out = as_workbook(SLIDES, tmp_path / "rencana.xlsx"), tmp_path / "hasil.xlsx"
    before = path.read_bytes()
    done = kinerja("check", str(path), "--annotate", str(out), "--json", language=language)
    assert done.code == 1, done.err
    assert path.read_bytes() == before
    findings = json.loads(done.out)["findings"]
    assert findings
    found = notes(out)
    for cell, rules in expected(openpyxl.load_workbook(path), findings).items():
        for rule in rules:
            assert rule in found[cell]
    listed = openpyxl.load_workbook(out)[SHEETS[language]]
    titles = [str(cell.value) for cell in listed["B"]][1:]
    assert [title.rpartition(" ")[2].strip("()") for title in titles] == [
        one["rule"] for one in findings
    ]
    assert [cell.value for cell in listed["F"]][1:] == [one["message"] for one in findings]
    assert str(out) in done.err.replace("\n", "")


def test_the_next_command_does_not_write_it_again(kinerja: Kinerja, tmp_path: Path) -> None:
    path, out = as_workbook(SLIDES, tmp_path / "rencana.xlsx"), tmp_path / "hasil.xlsx"
    done = kinerja("check", str(path), "--annotate", str(out))
    assert "--findings" in done.out
    assert "--annotate" not in done.out
    again = kinerja("check", str(path), "--annotate", str(out))
    assert (again.code, again.out) == (2, "")
    assert "sudah ada" in again.err


def test_an_imported_matrix_is_given_back_itself(kinerja: Kinerja, tmp_path: Path) -> None:
    shutil.copy(TOP / "examples" / "sheets" / "matriks.xlsx", tmp_path)
    words = ("import", "matriks.xlsx", "--guess", "--out", "peta.yaml")
    assert kinerja(*words, cwd=tmp_path).code == 0
    words = ("import", "matriks.xlsx", "--map", "peta.yaml", "--out", "rencana.xlsx")
    assert kinerja(*words, cwd=tmp_path).code == 0
    done = kinerja(
        "check", "rencana.xlsx", "--lenient", "--annotate", "hasil.xlsx", "--json", cwd=tmp_path
    )
    assert done.code in {0, 1}, done.err
    findings = json.loads(done.out)["findings"]
    sourced = [one for one in findings if one["source"] is not None]
    assert sourced
    before, after = (
        openpyxl.load_workbook(tmp_path / name) for name in ("matriks.xlsx", "hasil.xlsx")
    )
    assert after.sheetnames == [*before.sheetnames, SHEETS["id"]]
    for sheet in before:
        assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
            [after[sheet.title][cell.coordinate].value for cell in row] for row in sheet.iter_rows()
        ]
    found = "\n".join(notes(tmp_path / "hasil.xlsx").values())
    assert all(one["rule"] in found for one in sourced)
    assert all(re.match(r".+![A-Z]+[0-9]+\Z", cell) for cell in notes(tmp_path / "hasil.xlsx"))


def test_without_a_workbook_it_is_refused(kinerja: Kinerja, tmp_path: Path) -> None:
    done = kinerja("check", str(SLIDES), "--annotate", str(tmp_path / "hasil.xlsx"))
    assert (done.code, done.out) == (2, "")
    assert not (tmp_path / "hasil.xlsx").exists()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_signature_that_does_not_hold_is_told(
    kinerja: Kinerja, tmp_path: Path, language: str
) -> None:
    plain, path = as_workbook(SLIDES, tmp_path / "a.xlsx"), tmp_path / "rencana.xlsx"
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    entry = f'<Relationship Id="rIdS" Type="{kind}" Target="_xmlsignatures/a.sigs"/>'.encode()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            end = b"</Relationships>"
            new.writestr(name, text.replace(end, entry + end) if name == "_rels/.rels" else text)
        new.writestr("_xmlsignatures/a.sigs", b"")
    words = {"id": "Tanda tangan digital pada rencana.xlsx", "en": "The digital signature of"}
    for source, is_told in ((plain, False), (path, True)):
        out = str(tmp_path / f"hasil-{source.name}")
        done = kinerja("check", str(source), "--annotate", out, language=language)
        assert (words[language] in done.err.replace("\n", " ")) == is_told


def test_the_plan_itself_is_not_written_over(kinerja: Kinerja, tmp_path: Path) -> None:
    path = as_workbook(SLIDES, tmp_path / "rencana.xlsx")
    before = path.read_bytes()
    same = kinerja("check", str(path), "--annotate", str(path))
    assert same.code == 2
    assert path.read_bytes() == before


def test_an_encrypted_workbook_is_refused(kinerja: Kinerja, tmp_path: Path) -> None:
    path = tmp_path / "rencana.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    done = kinerja("check", str(path), "--annotate", str(tmp_path / "hasil.xlsx"), language="en")
    assert done.code == 3
    assert "password" in done.out + done.err
    assert not (tmp_path / "hasil.xlsx").exists()
