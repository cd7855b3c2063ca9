"""Workbooks: kinds of cells, places of values, and what can be wrong with the file."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.sources.cells import SpecialCell
from kinerja_graph.sources.reading import Reading, read
from kinerja_graph.sources.workbook import open_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(path: Path, sheet_xml: str, title: str = "units", **parts: str) -> Path:
    """A workbook written part by part, for what no library writes."""
    head = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">'
    content = {
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="a" '
        f'Type="{OFFICE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{title}" sheetId="1" r:id="s1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="s1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" '
        f'Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml
        if "<?xml" in sheet_xml
        else f"{head}{sheet_xml}</worksheet>",
        **{name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in content.items():
            package.writestr(name, text)
    return path


def inline(*rows: str) -> str:
    """Rows of text cells: ``a|b`` is two cells."""
    cells = (
        "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row.split("|"))
        for row in rows
    )
    return "<sheetData>" + "".join(f"<row>{row}</row>" for row in cells) + "</sheetData>"


def save(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, grid in sheets.items():
        sheet = book.create_sheet(title)
        for row in grid:
            sheet.append(row)
    book.save(path)
    return path


def places(reading: Reading) -> list[tuple[Any, ...]]:
    return [
        (each.code, each.file, each.sheet, each.row, each.column, each.value)
        for each in reading.problems
    ]


def refused(path: Path, settings: Settings | None = None) -> list[tuple[Any, ...]]:
    for lenient in (True, False):
        reading = read(path, settings=settings or read_settings(), lenient=lenient)
        assert reading.cascade is None
    return places(reading)


def test_formulas_count_by_their_stored_value(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="str"><v>name</v></c>'
        '<c r="C1" t="str"><v>volume</v></c><c r="D1" t="str"><v>activity</v></c>'
        '<c r="E1" t="str"><v>performer</v></c></row>'
        '<row r="3"><c r="A3" t="str"><f>A</f><v>T1</v></c><c r="B3" t="str"><f/><v>Satu</v></c>'
        "<c r='C3'><f>1+1</f><v>2.5</v></c><c r='D3' t='str'><f>x</f><v></v></c></row>"
        '<row r="5"><c r="A5"><v>5</v></c><c r="B5"><f>B1</f></c><c r="C5"><f>1/0</f><v/></c>'
        '<c r="D5"><f>D1</f></c><c r="E5" t="str"><f>E1</f></c></row>'
        '<row r="6"><c r="A6" t="e"><v>#REF!</v></c><c r="B6" t="e"><v>#N/A</v></c>'
        '<c r="C6" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D6" t="e"><v>#NAME?</v></c></row>'
        "</sheetData>"
    )
    path = workbook(tmp_path / "plan.xlsx", sheet, "tasks")
    reading = read(path, settings=read_settings(), lenient=True)
    assert places(reading) == [
        ("missing-value", "plan.xlsx", "tasks", 5, "activity", None),
        ("missing-value", "plan.xlsx", "tasks", 5, "name", None),
        ("missing-value", "plan.xlsx", "tasks", 5, "performer", None),
        ("bad-number", "plan.xlsx", "tasks", 5, "volume", None),
        ("missing-value", "plan.xlsx", "tasks", 6, "activity", "#NAME?"),
        ("missing-value", "plan.xlsx", "tasks", 6, "id", "#REF!"),
        ("missing-value", "plan.xlsx", "tasks", 6, "name", "#N/A"),
        ("bad-number", "plan.xlsx", "tasks", 6, "volume", "#DIV/0!"),
    ]
    assert reading.cascade is not None
    first, second = reading.cascade.tasks
    assert (first.id, first.name, first.volume, first.activity) == ("T1", "Satu", 2.5, None)
    assert (second.id, second.name, second.volume) == ("5", None, None)
    assert str(first.origin) == "plan.xlsx!tasks!3"


def test_error_text_in_a_text_cell_is_text_in_text_headings(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "plan.xlsx",
        inline("id|name|baseline|level", "I1|#DIV/0!|#DIV/0!|1"),
        "Indikator",
    )
    assert places(read(path, settings=read_settings())) == [
        ("bad-number", "plan.xlsx", "Indikator", 2, "baseline", "#DIV/0!")
    ]


def test_dates_are_no_ids_and_no_numbers(tmp_path: Path) -> None:
    path = save(
        tmp_path / "plan.xlsx",
        indicators=[
            ["id", "name", "level", "baseline", "formula", "kind"],
            [date(2025, 1, 2), date(2025, 1, 2), 1, None, None, None],
            [
                "I1",
                "Ind",
                date(2025, 1, 2),
                datetime(2025, 1, 2, 3, 4),  # noqa: DTZ001
                time(1, 30),
                date(2025, 1, 2),
            ],
        ],
    )
    reading = read(path, settings=read_settings(), lenient=True)
    assert [(each[0], *each[3:]) for each in places(reading)] == [
        ("bad-choice", 2, "id", "2025-01-02"),
        ("bad-number", 3, "baseline", "2025-01-02T03:04:00"),
        ("bad-choice", 3, "kind", "2025-01-02"),
        ("bad-level", 3, "level", "2025-01-02"),
    ]
    assert reading.cascade is not None
    assert reading.cascade.indicators[0].formula == "01:30:00"


def test_a_merged_range_has_its_value_in_its_first_cell(tmp_path: Path) -> None:
    rows = inline("id|name|alias", "U1|Satu|a", "U2|Dua|b", "U3|Tiga|c", "U4|Empat|d")
    merges = '<mergeCells count="2"><mergeCell ref="C2:C4"/><mergeCell ref="B5:C5"/></mergeCells>'
    reading = read(workbook(tmp_path / "plan.xlsx", rows + merges), settings=read_settings())
    assert reading.cascade is not None
    assert [(each.name, each.alias) for each in reading.cascade.units] == [
        ("Satu", "a"),
        ("Dua", None),
        ("Tiga", None),
        ("Empat", None),
    ]


def test_hidden_rows_and_sheets_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Catatan"
    hidden = book.create_sheet("Unit Kerja")
    hidden.append(["id", "name"])
    hidden.append(["U1", "Satu"])
    hidden.row_dimensions[2].hidden = True
    hidden.sheet_state = "veryHidden"
    book.save(path)
    reading = read(path, settings=read_settings())
    assert reading.cascade is not None
    assert str(reading.cascade.units[0].origin) == "plan.xlsx!Unit Kerja!2"


def test_the_heading_row_is_row_1(tmp_path: Path) -> None:
    path = save(tmp_path / "plan.xlsx", units=[[], ["id", "name"], ["U1", "Satu"]], tasks=[])
    assert refused(path) == [
        ("missing-heading", "plan.xlsx", "tasks", 1, "id", None),
        ("missing-heading", "plan.xlsx", "tasks", 1, "name", None),
        ("missing-heading", "plan.xlsx", "units", 1, "id", None),
        ("missing-heading", "plan.xlsx", "units", 1, "name", None),
    ]


def test_an_empty_first_column_and_notes_beside_the_table(tmp_path: Path) -> None:
    path = save(
        tmp_path / "plan.xlsx",
        units=[[None, "id", "name"], [None, "U1", "Satu", None, "catatan"], ["x", "U2", "Dua"]],
    )
    reading = read(path, settings=read_settings())
    assert places(reading) == [
        ("unknown-heading", "plan.xlsx", "units", 2, None, "catatan"),
        ("unknown-heading", "plan.xlsx", "units", 3, None, "x"),
    ]
    assert reading.cascade is not None


def test_ids_in_number_cells_keep_all_their_digits(tmp_path: Path) -> None:
    sheet = inline("id|name").replace(
        "</sheetData>",
        "<row><c><v>198501012010011001</v></c><c><v>1</v></c></row>"
        "<row><c><v>1E+20</v></c><c><v>0.1</v></c></row></sheetData>",
    )
    reading = read(workbook(tmp_path / "plan.xlsx", sheet), settings=read_settings())
    assert reading.cascade is not None
    assert [(each.id, each.name) for each in reading.cascade.units] == [
        ("198501012010011001", "1"),
        ("100000000000000000000", "0.1"),
    ]


def test_shared_and_rich_texts(tmp_path: Path) -> None:
    shared = (
        f'<sst xmlns="{MAIN}"><si><t>id</t></si><si><r><t>na</t></r><r><rPr/><t>me</t></r></si>'
        '<si><t>U1</t><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>a_x000D_b_x0000_</t></si></sst>'
    )
    rows = "".join(
        f'<row><c t="s"><v>{left}</v></c><c t="s"><v>{right}</v></c></row>'
        for left, right in ((0, 1), (2, 3))
    )
    path = workbook(
        tmp_path / "plan.xlsx", f"<sheetData>{rows}</sheetData>", xl__sharedStrings_xml=shared
    )
    reading = read(path, settings=read_settings())
    assert reading.cascade is not None
    assert (reading.cascade.units[0].id, reading.cascade.units[0].name) == ("U1", "a b_x0000_")
    bold = CellRichText("Di", TextBlock(InlineFont(b=True), "nas"))
    save(tmp_path / "rich.xlsx", units=[["id", "name"], ["U1", bold]])
    cascade = read(tmp_path / "rich.xlsx", settings=read_settings()).cascade
    assert cascade is not None
    assert cascade.units[0].name == "Dinas"


def test_prefixed_elements_and_strict_namespaces(tmp_path: Path) -> None:
    sheet = (
        '<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main">'
        '<x:sheetData><x:row><x:c t="str"><x:v>id</x:v></x:c><x:c t="str"><x:v>name</x:v></x:c>'
        "</x:row>"
        '<x:row><x:c t="str"><x:v>U1</x:v></x:c><x:c t="str"><x:v>Satu</x:v></x:c></x:row>'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="A2:B2"/></x:mergeCells></x:worksheet>'
    )
    assert places(read(workbook(tmp_path / "plan.xlsx", sheet), settings=read_settings())) == [
        ("missing-value", "plan.xlsx", "units", 2, "name", None)
    ]


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
        lambda text: not text.startswith("=") and "_x" not in text
        and not text.startswith("#") and "\ufffe" not in text and "\uffff" not in text
    ),
)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=5))
def test_cells_are_what_another_reader_sees(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
    path = save(tmp_path_factory.mktemp("w") / "plan.xlsx", units=rows)
    grid = open_workbook(path, read_settings()).grids[0]
    mine = {(row, at): cell for row, cells in grid.lines() for at, cell in enumerate(cells)}
    sheet = openpyxl.load_workbook(path)["units"]
    for row in sheet.iter_rows():
        for cell in row:
            at = (cell.row or 0, (cell.column or 0) - 1)
            found, value = mine.get(at), cell.value
            if isinstance(found, SpecialCell) and found.kind == "date":
                assert isinstance(value, datetime)
                assert value.date().isoformat() == found.text
            elif isinstance(found, SpecialCell):
                assert found.truth is value
            else:
                assert found == value


def test_dates_since_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    sheet = book.worksheets[0]
    sheet.title = "units"
    sheet.append(["id", "name"])
    sheet.append(["U1", date(2025, 3, 4)])
    book.save(tmp_path / "plan.xlsx")
    cascade = read(tmp_path / "plan.xlsx", settings=read_settings()).cascade
    assert cascade is not None
    assert cascade.units[0].name == "2025-03-04"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"no workbook", bytes(2000)])
def test_a_broken_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    assert refused(path) == [("unreadable-file", "plan.xlsx", None, None, None, None)]


def test_every_cut_through_a_workbook_is_refused_or_read(tmp_path: Path) -> None:
    whole = save(tmp_path / "whole.xlsx", units=[["id", "name"], ["U1", "Satu"]]).read_bytes()
    path = tmp_path / "plan.xlsx"
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        assert [each[0] for each in refused(path)] == ["unreadable-file"]
    for at in range(0, len(whole), 61):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])
        reading = read(path, settings=read_settings())
        assert reading.cascade is not None or reading.problems


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(3000))
    assert refused(path) == [("unreadable-file", "plan.xlsx", None, None, None, None)]
    message = read(path, settings=read_settings()).problems[0].message
    assert "password" in message.en
    assert "kata sandi" in message.id


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData><row><c></row></sheetData>",
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>',
        '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>',
        '<sheetData><row r="x"/></sheetData>',
        '<sheetData><row><c r="ÄÖ1"><v>7</v></c></row></sheetData>',
        '<sheetData><row><c r="ABCDE1"><v>7</v></c></row></sheetData>',
    ],
)
def test_a_broken_sheet(tmp_path: Path, sheet: str) -> None:
    path = workbook(tmp_path / "plan.xlsx", sheet)
    assert refused(path) == [("unreadable-file", "plan.xlsx", "units", None, None, None)]


def test_a_part_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refused(path) == [("unreadable-file", "plan.xlsx", None, None, None, None)]


def test_no_known_sheet(tmp_path: Path) -> None:
    path = save(tmp_path / "plan.xlsx", Lembar1=[["id", "name"]])
    assert refused(path) == [("missing-file", "plan.xlsx", None, None, None, None)]
    assert "Lembar1" in read(path, settings=read_settings()).problems[0].message.en


def test_a_workbook_that_unpacks_to_too_much(tmp_path: Path) -> None:
    path = save(tmp_path / "plan.xlsx", units=[["id", "name"], ["U1", "Satu"]])
    with zipfile.ZipFile(path) as package:
        size = sum(part.file_size for part in package.infolist())
    assert read(path, settings=read_settings(max_unpacked_bytes=size)).problems == ()
    whole = [("too-large", "plan.xlsx", None, None, None, None)]
    assert refused(path, read_settings(max_unpacked_bytes=size - 1)) == whole
    assert refused(path, read_settings(max_file_bytes=path.stat().st_size - 1)) == whole
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/bomb.xml", " " * 3_000_000)
    assert refused(path) == whole
    assert read(path, settings=read_settings(max_unpacked_ratio=1000)).problems == ()


def test_a_cell_that_is_too_long(tmp_path: Path) -> None:
    path = save(tmp_path / "plan.xlsx", units=[["id", "name"], ["U1", "x" * 101]])
    assert refused(path, read_settings(max_cell_characters=100)) == [
        ("too-large", "plan.xlsx", "units", None, None, None)
    ]
    assert read(path, settings=read_settings(max_cell_characters=101)).problems == ()


def test_the_digest_of_a_workbook_is_that_of_its_file(tmp_path: Path) -> None:
    path = save(tmp_path / "plan.xlsx", units=[["id", "name"], ["U1", "Satu"]])
    cascade = read(path, settings=read_settings()).cascade
    assert cascade is not None
    assert cascade.plan.digest == hashlib.sha256(path.read_bytes()).hexdigest()
