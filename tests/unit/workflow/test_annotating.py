"""Where the findings of a checked plan are found in the planner's own workbook."""

import os
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made_audits import a_finding, an_audit

from kinerja_graph import read_settings, validate
from kinerja_graph.audit.finding import Finding, FindingSubject
from kinerja_graph.audit.waiver import Waiver
from kinerja_graph.errors import UsageError
from kinerja_graph.library.rules import load_rules
from kinerja_graph.workflow.annotating import AnnotatedWorkbook, CheckedInput, annotate, refuse_out
from kinerja_graph.workflow.reading import InputRefused

SETTINGS = read_settings()
WAIVER = Waiver(
    rule="missing-polarity", subject="IKU-1", reason="disetujui", until=None, by="Bappeda"
)


def plan(path: Path, *, source: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Indikator"
    sheet.append(["arah", "nama", "kode", "sasaran", "sumber"])
    for number in (1, 2):
        sheet.append([None, f"Jalan {number}", f"IKU-{number}", "S-1", source.format(number + 4)])
    goals = book.create_sheet("objectives")
    goals.append(["id", "name", "source", "level"])
    goals.append(["S-1", "Lancar", source.format(9), 1])
    book.save(path)
    return path


def finding(subject: str, row: int, rule: str = "missing-polarity", **other: Any) -> Finding:
    made = a_finding(rule, subject, origin=f"plan.xlsx!Indikator!{row}")
    return replace(made, **other)


def given_back(path: Path, out: Path, findings: Sequence[Finding]) -> AnnotatedWorkbook:
    reading = validate(path, settings=SETTINGS)
    assert reading.cascade is not None, reading.problems
    checked = CheckedInput(path, reading, an_audit(*findings), load_rules())
    return annotate(checked, out, settings=SETTINGS, language="en")


def marked(out: Path) -> dict[str, str]:
    """The notes by sheet and cell; each stands on a fill."""
    found: dict[str, str] = {}
    for sheet in openpyxl.load_workbook(out):
        if sheet.title != "Audit findings":
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert (cell.comment is not None) == (cell.fill.fill_type == "solid")
                if cell.comment is not None:
                    found[f"{sheet.title}!{cell.coordinate}"] = cell.comment.text
    return found


def test_a_finding_stands_at_the_column_that_its_rule_says_to_fix(tmp_path: Path) -> None:
    done = given_back(plan(tmp_path / "plan.xlsx"), tmp_path / "out.xlsx", [finding("IKU-1", 2)])
    notes = marked(tmp_path / "out.xlsx")
    assert list(notes) == ["Indikator!A2"]
    assert notes["Indikator!A2"].splitlines() == [
        "✖ error · Missing polarity (missing-polarity)",
        "Message on Kemacetan (IKU-1)",
        "→ Mend IKU-1",
    ]
    assert (done.cells, done.findings, done.elsewhere) == (1, 1, 0)


def test_without_such_a_column_it_stands_at_the_id(tmp_path: Path) -> None:
    lost = finding("S-1", 2, "unmeasured-objective", origin="plan.xlsx!objectives!2")
    given_back(plan(tmp_path / "plan.xlsx"), tmp_path / "out.xlsx", [lost])
    assert list(marked(tmp_path / "out.xlsx")) == ["objectives!A2"]


def test_the_worst_finding_of_a_cell_comes_first(tmp_path: Path) -> None:
    mild = finding("IKU-1", 2, severity="info", rule="copy-down", data={})
    id_cell = [replace(mild, rule="copy-down"), finding("IKU-1", 2, "copy-down", severity="error")]
    given_back(plan(tmp_path / "plan.xlsx"), tmp_path / "out.xlsx", id_cell)
    (note,) = marked(tmp_path / "out.xlsx").values()
    assert note.index("✖ error") < note.index("● info")


def of_all(rule: str, *, years: tuple[int, ...] = ()) -> Finding:
    return replace(
        finding("kota", 2, rule, years=years),
        subject=FindingSubject("Dataset", "kota", None),
        origin=None,
        members=(("IKU-1", None), ("IKU-2", None)),
    )


@pytest.mark.parametrize(
    ("rule", "years", "cell"),
    [
        ("missing-polarity", (), "Indikator!A1"),
        ("missing-formula", (), "Indikator!C1"),  # the sheet has no such column: the ids
        ("missing-annual-target", (2030,), "values!C1"),
    ],
)
def test_an_aggregate_finding_stands_once_at_the_heading(
    tmp_path: Path, rule: str, years: tuple[int, ...], cell: str
) -> None:
    done = given_back(
        linked(tmp_path / "plan.xlsx"), tmp_path / "out.xlsx", [of_all(rule, years=years)]
    )
    ((where, note),) = marked(tmp_path / "out.xlsx").items()
    assert where == cell
    assert "It concerns 2 rows of the sheet «Indikator»." in note
    assert done.cells == 1
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book["Audit findings"]
    assert sheet["I2"].value == cell
    assert sheet["I2"].hyperlink.location == "'{}'!{}".format(*cell.split("!"))


def test_what_is_waived_is_left_out_and_what_has_no_cell_is_listed(tmp_path: Path) -> None:
    waived = finding("IKU-1", 2, status="waived", waiver=WAIVER)
    nowhere = finding("IKU-9", 2, origin=None)
    done = given_back(plan(tmp_path / "plan.xlsx"), tmp_path / "out.xlsx", [waived, nowhere])
    assert marked(tmp_path / "out.xlsx") == {}
    assert (done.cells, done.findings, done.elsewhere) == (0, 1, 1)


def matrix(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "T-C.27"
    sheet["B5"] = "Jalan 1"
    book.save(path)
    return path


def test_an_imported_plan_gives_the_matrix_back(tmp_path: Path) -> None:
    matrix(tmp_path / "renstra.xlsx")
    folder = tmp_path / "hasil"
    folder.mkdir()
    path = plan(folder / "plan.xlsx", source="renstra.xlsx!T-C.27!B{}:C8")
    matrix(folder / "renstra.xlsx")
    one = finding("IKU-1", 2, source="renstra.xlsx!T-C.27!B5:C8")
    done = given_back(path, tmp_path / "out.xlsx", [one])
    assert done.workbook == folder / "renstra.xlsx"
    assert list(marked(tmp_path / "out.xlsx")) == ["T-C.27!B5"]


def test_the_cell_of_the_very_column_is_taken_from_origins(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx", source="renstra.xlsx!T-C.27!B{}")
    matrix(tmp_path / "renstra.xlsx")
    book = openpyxl.load_workbook(path)
    origins = book.create_sheet("origins")
    origins.append(["table", "id", "heading", "file", "sheet", "cell", "text"])
    origins.append(["indicators", "IKU-1", "polarity", "renstra.xlsx", "T-C.27", "F5", "naik?"])
    book.save(path)
    one = finding("IKU-1", 2, source="renstra.xlsx!T-C.27!B5")
    given_back(path, tmp_path / "out.xlsx", [one])
    assert list(marked(tmp_path / "out.xlsx")) == ["T-C.27!F5"]


@pytest.mark.parametrize("spot", ["ZZZ5", "B999999999"])
def test_a_source_that_no_sheet_has_is_no_cell(tmp_path: Path, spot: str) -> None:
    path = plan(tmp_path / "plan.xlsx", source="renstra.xlsx!T-C.27!B{}")
    matrix(tmp_path / "renstra.xlsx")
    done = given_back(
        path, tmp_path / "out.xlsx", [finding("IKU-1", 2, source=f"renstra.xlsx!T-C.27!{spot}")]
    )
    assert (done.cells, done.elsewhere) == (0, 1)


def test_a_matrix_that_is_not_found_leaves_the_plan(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx", source="../renstra.xlsx!T-C.27!B{}")
    one = finding("IKU-1", 2, source="../renstra.xlsx!T-C.27!B5")
    assert given_back(path, tmp_path / "out.xlsx", [one]).workbook == path
    assert list(marked(tmp_path / "out.xlsx")) == ["Indikator!A2"]


def test_a_broken_matrix_is_refused(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx", source="renstra.xlsx!T-C.27!B{}")
    (tmp_path / "renstra.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputRefused):
        given_back(path, tmp_path / "out.xlsx", [finding("IKU-1", 2)])
    assert not (tmp_path / "out.xlsx").exists()


def linked(path: Path) -> Path:
    """A plan with rows of values and contributions, under headings of the planner's own."""
    book = openpyxl.load_workbook(plan(path))
    values = book.create_sheet("Nilai")
    values.append(["tahun", "indikator", "target"])
    for year in (2025, 2026, 2027):
        values.append([year, "IKU-1", 5 if year < 2027 else None])
    links = book.create_sheet("contributions")
    links.append(["from", "to", "reason"])
    links.append(["IKU-1", "IKU-2", None])
    values.title = "values"
    sheet = book["Indikator"]
    sheet["F1"], sheet["F3"] = "contributes_to", "IKU-1"
    book.save(path)
    return path


def note_of(path: Path, one: Finding, tmp_path: Path) -> tuple[list[str], str, str]:
    """The cells of a finding, its note, and its remedy on the sheet of findings."""
    given_back(path, tmp_path / "out.xlsx", [one])
    found = marked(tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Audit findings"]
    return list(found), "".join(found.values()), str(sheet["G2"].value)


def test_a_value_that_must_be_added_stands_at_the_last_row_and_says_what_to_add(
    tmp_path: Path,
) -> None:
    lack = finding("IKU-1", 2, "missing-annual-target", years=(2027, 2028, 2029))
    lack = replace(lack, written_in="plan.xlsx!values!4")
    cells, note, remedy = note_of(linked(tmp_path / "plan.xlsx"), lack, tmp_path)
    assert cells == ["values!A4", "values!C4"]  # the empty target of 2027, and where others follow
    added = (
        "Add 2 rows on the sheet «values»: indikator = IKU-1, tahun = 2028, 2029; "
        "fill in target there."
    )
    assert added in note
    assert remedy.endswith(added)


def test_a_value_of_an_indicator_without_any_stands_at_the_indicator(tmp_path: Path) -> None:
    lack = finding("IKU-2", 3, "missing-annual-target", years=(2026,))
    cells, note, _remedy = note_of(linked(tmp_path / "plan.xlsx"), lack, tmp_path)
    assert cells == ["Indikator!C3"]
    assert "Add 1 row on the sheet «values»: indikator = IKU-2, tahun = 2026;" in note


def test_a_sheet_that_must_be_added_is_named(tmp_path: Path) -> None:
    lack = finding("IKU-2", 3, "missing-annual-target", years=(2026,))
    cells, note, _remedy = note_of(plan(tmp_path / "plan.xlsx"), lack, tmp_path)
    assert cells == ["Indikator!C3"]
    assert "Add a sheet «values» with 1 row: indicator = IKU-2, year = 2026;" in note


def test_a_link_without_a_row_of_its_own_says_which_row_to_add(tmp_path: Path) -> None:
    far = FindingSubject("Indicator", "IKU-1", "Jalan 1")
    lack = finding("IKU-2", 3, "level-skip", other=far)
    cells, note, _remedy = note_of(linked(tmp_path / "plan.xlsx"), lack, tmp_path)
    assert cells == ["Indikator!F3"]
    added = "Add 1 row on the sheet «contributions»: from = IKU-2, to = IKU-1; fill in reason"
    assert added in note


def test_a_link_in_the_table_of_contributions_stands_there(tmp_path: Path) -> None:
    far = FindingSubject("Indicator", "IKU-2", "Jalan 2")
    row = "plan.xlsx!contributions!2"
    skip = finding("IKU-1", 2, "level-skip", other=far, written_in=row)
    cells, note, _remedy = note_of(linked(tmp_path / "plan.xlsx"), skip, tmp_path)
    assert cells == ["contributions!C2"]
    assert "Add" not in note
    turned = finding("IKU-1", 2, "level-inversion", other=far, written_in=row)
    (tmp_path / "out.xlsx").unlink()
    assert note_of(tmp_path / "plan.xlsx", turned, tmp_path)[0] == ["contributions!B2"]


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx")
    (tmp_path / "file").write_text("kept")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    places = [tmp_path / "file" / "out.xlsx"]
    places += [] if os.access(closed, os.W_OK) else [closed / "out.xlsx"]  # root may write there
    for out in places:
        with pytest.raises(UsageError) as caught:
            refuse_out(out)
        assert caught.value.code == "not-written"
        with pytest.raises(UsageError, match="cannot be written"):
            given_back(path, out, [finding("IKU-1", 2)])
    assert (tmp_path / "file").read_text() == "kept"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["closed", "file", "plan.xlsx"]


def test_a_folder_without_write_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_given: False)
    with pytest.raises(UsageError, match="permission denied") as caught:
        refuse_out(tmp_path / "new" / "out.xlsx")
    assert caught.value.code == "not-written"
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_kept_whatever_it_is(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx")
    (tmp_path / "old.xlsx").write_bytes(b"work of somebody")
    (tmp_path / "old.xlsx").chmod(0o444)
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "gone.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    for name in ("old.xlsx", "link.xlsx", "folder.xlsx"):
        with pytest.raises(UsageError, match="already exists") as caught:
            given_back(path, tmp_path / name, [finding("IKU-1", 2)])
        assert caught.value.code == "not-empty"
    assert (tmp_path / "old.xlsx").read_bytes() == b"work of somebody"
    assert not (tmp_path / "gone.xlsx").exists()


@pytest.mark.parametrize(
    ("out", "code"), [("plan.xlsx", "not-empty"), ("a.csv", "bad-value"), ("a.xlsm", "bad-value")]
)
def test_an_existing_file_and_another_ending_are_refused(
    tmp_path: Path, out: str, code: str
) -> None:
    path = plan(tmp_path / "plan.xlsx")
    before = path.read_bytes()
    with pytest.raises(UsageError) as caught:
        given_back(path, tmp_path / out, [finding("IKU-1", 2)])
    assert caught.value.code == code
    assert path.read_bytes() == before


def test_without_a_workbook_there_is_none_to_annotate(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        given_back(Path("examples/slides"), tmp_path / "out.xlsx", [])
    assert caught.value.code == "no-workbook"


def test_what_is_given_back_reads_as_the_same_plan(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx")
    given_back(path, tmp_path / "out.xlsx", [finding("IKU-1", 2), finding("IKU-2", 3)])
    before, after = (validate(one, settings=SETTINGS) for one in (path, tmp_path / "out.xlsx"))
    assert before.cascade is not None
    assert after.cascade is not None
    assert [one.name for one in after.cascade.indicators] == ["Jalan 1", "Jalan 2"]
    assert after.problems == before.problems == ()


def tables(path: Path) -> Path:
    """A plan with values and contributions in tables of their own."""
    book = openpyxl.load_workbook(plan(path))
    values = book.create_sheet("values")
    values.append(["indicator", "year", "target", "realisation"])
    for year in (2025, 2026, 2027):
        values.append(["IKU-1", year, year - 2000, None])
    links = book.create_sheet("contributions")
    links.append(["from", "to", "kind", "sign", "status"])
    links.append(["IKU-2", "IKU-1", None, "-", None])
    links.append(["IKU-1", "IKU-2", None, None, "diminta"])
    book.save(path)
    return path


def cells_of(path: Path, tmp_path: Path, one: Finding) -> list[str]:
    given_back(path, tmp_path / "out.xlsx", [one])
    return list(marked(tmp_path / "out.xlsx"))


@pytest.mark.parametrize(
    ("rule", "years", "cells"),
    [
        ("target-leap", (2026, 2027), ["values!C3", "values!C4"]),
        ("missing-realisation", (2025,), ["values!D2"]),
        ("missing-annual-target", (2031,), ["values!B4"]),
        ("untested-link", (), ["values!C2", "values!C3", "values!C4"]),
    ],
)
def test_a_finding_on_values_stands_at_those_of_its_years(
    tmp_path: Path, rule: str, years: tuple[int, ...], cells: list[str]
) -> None:
    path = tables(tmp_path / "plan.xlsx")
    row = f"plan.xlsx!values!{cells[0][-1]}"
    one = finding("IKU-1", 2, rule, years=years, written_in=row)
    assert cells_of(path, tmp_path, one) == cells


@pytest.mark.parametrize(
    ("rule", "subject", "other", "cells"),
    [
        ("unaccepted-contribution", "IKU-1", "IKU-2", ["contributions!E3"]),
        ("sideways-contribution", "IKU-2", "IKU-1", ["contributions!C2"]),
        ("conflicting-pull", "IKU-1", None, ["Indikator!C2", "contributions!D2"]),
    ],
)
def test_a_finding_on_a_link_stands_where_the_link_is_described(
    tmp_path: Path, rule: str, subject: str, other: str | None, cells: list[str]
) -> None:
    path = tables(tmp_path / "plan.xlsx")
    end = None if other is None else FindingSubject("Indicator", other, None)
    row = None if other is None else f"plan.xlsx!contributions!{cells[0][-1]}"
    one = finding(subject, 2, rule, other=end, written_in=row)
    assert cells_of(path, tmp_path, one) == cells


@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        (["1", "dokumen", None, None], ["tasks!E2", "tasks!F2"]),
        ([None, "dokumen", "8", "jam"], ["tasks!C2"]),
        (["1", None, None, "jam"], ["tasks!D2", "tasks!E2"]),
    ],
)
def test_of_several_columns_the_empty_ones_are_marked(
    tmp_path: Path, texts: list[str | None], cells: list[str]
) -> None:
    book = openpyxl.load_workbook(plan(tmp_path / "plan.xlsx"))
    tasks = book.create_sheet("tasks")
    heads = ["output_quantity", "output_unit", "duration", "duration_unit"]
    tasks.append(["id", "name", *heads])
    tasks.append(["T-1", "Menyusun", *texts])
    book.save(tmp_path / "plan.xlsx")
    one = replace(finding("T-1", 2, "task-without-standard"), origin="plan.xlsx!tasks!2")
    assert cells_of(tmp_path / "plan.xlsx", tmp_path, one) == cells


def test_a_column_that_is_rightly_empty_is_not_marked(tmp_path: Path) -> None:
    """The rule asks for another kind; that the objective is empty is no fault."""
    book = openpyxl.load_workbook(plan(tmp_path / "plan.xlsx"))
    book["Indikator"]["F1"], book["Indikator"]["F2"] = "kind", "impact"
    book["Indikator"]["D2"], book["Indikator"]["G1"], book["Indikator"]["G2"] = None, "level", 4
    book.save(tmp_path / "plan.xlsx")
    one = finding("IKU-1", 2, "impact-at-operational-level")
    assert cells_of(tmp_path / "plan.xlsx", tmp_path, one) == ["Indikator!F2"]


def test_a_link_without_a_row_of_its_own_is_marked_where_it_is_stated(tmp_path: Path) -> None:
    path = tables(tmp_path / "plan.xlsx")
    end = FindingSubject("Objective", "S-1", None)
    one = finding("IKU-1", 2, "unstated-logic", other=end)
    assert cells_of(path, tmp_path, one) == ["Indikator!D2"]


@pytest.mark.parametrize(
    "rule", ["uncovered-leader-item", "single-cause-outcome", "unsupported-claim"]
)
def test_a_result_that_lacks_something_below_is_marked_itself(tmp_path: Path, rule: str) -> None:
    """Its own column contributes_to is right: another record is to name it there."""
    book = openpyxl.load_workbook(plan(tmp_path / "plan.xlsx"))
    book["Indikator"]["F1"] = "contributes_to"
    book.save(tmp_path / "plan.xlsx")
    one = finding("IKU-1", 2, rule)
    assert cells_of(tmp_path / "plan.xlsx", tmp_path, one) == ["Indikator!C2"]


@pytest.mark.parametrize(
    ("rule", "years", "cells"),
    [
        ("missing-polarity", (), ["T-C.27!F5"]),
        ("target-leap", (2026,), ["T-C.27!G5"]),
        ("missing-annual-target", (2027,), ["T-C.27!H5"]),
        ("missing-baseline", (), ["T-C.27!B5"]),
    ],
)
def test_an_empty_cell_of_a_matrix_is_found_by_its_column(
    tmp_path: Path, rule: str, years: tuple[int, ...], cells: list[str]
) -> None:
    """IKU-1 has no polarity and no target of 2027; IKU-2, in another row, has them."""
    path = plan(tmp_path / "plan.xlsx", source="renstra.xlsx!T-C.27!B{}")
    matrix(tmp_path / "renstra.xlsx")
    book = openpyxl.load_workbook(path)
    origins = book.create_sheet("origins")
    origins.append(["table", "id", "heading", "file", "sheet", "cell", "text"])
    for table, id_, heading, cell in (
        ("indicators", "IKU-2", "polarity", "F6"),
        ("values", "IKU-1 2026", "target", "G5"),
        ("values", "IKU-2 2027", "target", "H6"),
    ):
        origins.append([table, id_, heading, "renstra.xlsx", "T-C.27", cell, "x"])
    book.save(path)
    one = finding("IKU-1", 2, rule, years=years, source="renstra.xlsx!T-C.27!B5")
    assert cells_of(path, tmp_path, one) == cells


def test_a_signed_workbook_is_told(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx")
    assert not given_back(path, tmp_path / "a.xlsx", []).was_signed
    signed = tmp_path / "signed.xlsx"
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(signed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "_rels/.rels":
                entry = f'<Relationship Id="rIdS" Type="{kind}" Target="_xmlsignatures/a.sigs"/>'
                text = text.replace(b"</Relationships>", entry.encode() + b"</Relationships>")
            new.writestr(name, text)
        new.writestr("_xmlsignatures/a.sigs", b"")
    assert given_back(signed, tmp_path / "b.xlsx", []).was_signed
