"""Workbooks as Excel, LibreOffice and Google Sheets save them, given back with findings."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from xml.etree import ElementTree

import openpyxl
import pytest
from annotated_workbooks import assert_others_equal, changed, parts
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from spreadsheet_rules import faults

from kinerja_graph import read_settings
from kinerja_graph.report.annotated.geometry import Geometry
from kinerja_graph.report.annotated.workbook import (
    Annotations,
    ListedFinding,
    Mark,
    annotated,
    is_signed,
)
from kinerja_graph.sources.package_parts import opened
from kinerja_graph.sources.workbook import worksheet_parts

FOLDER = Path(__file__).parent / "workbooks"
FILES = sorted(FOLDER.glob("*.xls[xm]"))
SETTINGS = read_settings()
HEADINGS = (("Severity", 14), ("Finding", 44), ("Cell", 18))
MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml|"
    r"xl/worksheets/(_rels/)?sheet\d*\.xml(\.rels)?|xl/comments\d*\.xml|xl/drawings/vmlDrawing\d*\.vml"
)
CELLS = ((1, 0), (2, 0), (2, 30), (3, 1), (4, 1), (5, 0), (5, 3), (6, 1), (7, 2), (40, 1))
TEXT = "✖ galat · aturan\nIndikator «a» & <b> tidak punya satuan.\n→ Isi satuannya."


def given_back(source: Path, *cells: tuple[int, int], text: str = TEXT) -> tuple[bytes, set[str]]:
    """The annotated workbook, and the titles of its own sheets."""
    with opened(source) as package:
        titles = list(worksheet_parts(package))
    marks = {title: {cell: Mark("error", text) for cell in cells} for title in titles}
    listed = [
        ListedFinding("error", ("✖ galat", text, f"{title}!A1"), (title, *cell))
        for title in titles
        for cell in cells
    ]
    given = Annotations(marks=marks, title="Temuan audit", headings=HEADINGS, listed=listed)
    return annotated(source, given, SETTINGS), set(titles)


def book(path: Path, *sheets: str) -> tuple[openpyxl.Workbook, Path]:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title in sheets or ("indicators",):
        made.create_sheet(title)["A1"] = "id"
    return made, path


def anchors(out: bytes) -> Iterator[list[int]]:
    for name, content in parts(out).items():
        if name.endswith(".vml"):
            for found in re.findall(rb"<x:Anchor>([^<]*)</x:Anchor>", content):
                yield [int(one) for one in found.split(b",")]


def test_there_is_a_workbook_of_each_program() -> None:
    names = {path.stem.partition("-")[0] for path in FILES}
    assert names == {"excel", "google", "libreoffice", "like"}
    assert len(FILES) == 9


@pytest.mark.parametrize("source", FILES, ids=lambda path: path.stem)
def test_excel_would_repair_nothing(source: Path) -> None:
    own = faults(source)
    assert not own or source.stem == "libreoffice", "the rules are those that Excel's files keep"
    out, _titles = given_back(source, *CELLS)
    assert set(faults(out)) <= set(own)
    assert all(MAY_CHANGE.fullmatch(name) for name in changed(source, out))


@pytest.mark.parametrize(
    "source", [path for path in FILES if "strict" not in path.stem], ids=lambda path: path.stem
)
def test_everything_else_is_read_as_before(source: Path) -> None:
    out, titles = given_back(source, *CELLS)
    names = {f"{get_column_letter(column + 1)}{row}" for row, column in CELLS}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".* is not supported and will be removed")
        after = assert_others_equal(source, out, dict.fromkeys(titles, names))
    links = [row[2].hyperlink for row in after["Temuan audit"].iter_rows(min_row=2)]
    assert [link.location for link in links] == [
        f"'{title.replace(chr(39), chr(39) * 2)}'!{get_column_letter(column + 1)}{row}"
        for title in worksheets(source)
        for row, column in CELLS
    ]


def worksheets(source: Path) -> list[str]:
    with opened(source) as package:
        return list(worksheet_parts(package))


def test_a_strict_workbook_stays_strict() -> None:
    out, _titles = given_back(FOLDER / "excel-strict.xlsx", (2, 1))
    content = parts(out)
    relations = content["xl/worksheets/_rels/sheet1.xml.rels"]
    assert relations.count(b"http://purl.oclc.org/ooxml/officeDocument/relationships/") >= 2
    assert b'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"' in content["xl/comments.xml"]


def test_macros_stay_and_so_does_the_kind_of_file() -> None:
    source = FOLDER / "excel-macros.xlsm"
    out, _titles = given_back(source, (2, 1))
    before, after = parts(source), parts(out)
    assert after["xl/vbaProject.bin"] == before["xl/vbaProject.bin"]
    assert b"ms-excel.sheet.macroEnabled.main+xml" in after["[Content_Types].xml"]


def test_a_thread_of_comments_stays_and_keeps_its_note() -> None:
    source = FOLDER / "excel-threads.xlsx"
    out, _titles = given_back(source, (2, 2))
    before, after = parts(source), parts(out)
    threads = [name for name in before if "hreaded" in name or "persons" in name]
    assert threads
    assert all(after[name] == before[name] for name in threads)
    note = openpyxl.load_workbook(io.BytesIO(out)).worksheets[0]["C2"].comment
    assert note is not None
    assert note.text.startswith("[Threaded comment]")
    assert note.text.endswith(TEXT)


def test_a_workbook_with_a_signature_is_told_from_others(tmp_path: Path) -> None:
    source = FOLDER / "excel-comments.xlsx"
    assert not is_signed(source)
    kind = b"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    signed = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(signed, "w") as target:
        for name, content in parts(source).items():
            entry = (
                b'<Relationship Id="rId99" Type="' + kind + b'" Target="_xmlsignatures/o.sigs"/>'
            )
            end = b"</Relationships>"
            target.writestr(
                name, content.replace(end, entry + end) if name == "_rels/.rels" else content
            )
        target.writestr("_xmlsignatures/o.sigs", b"")
    assert is_signed(signed)


def test_numbers_of_boxes_are_in_blocks_that_no_other_sheet_has(tmp_path: Path) -> None:
    """One sheet has more notes than a block has numbers; the other has notes of its own."""
    made, path = book(tmp_path / "plan.xlsx", "satu", "dua", "tiga")
    for number in range(1, 4):
        made["dua"][f"A{number}"].comment = Comment("lama", "Bappeda")
    made.save(path)
    marks = {
        "satu": {(row, 0): Mark("error", "x") for row in range(1, 1500)},
        "dua": {(row, 0): Mark("error", "x") for row in range(2, 9)},
        "tiga": {(1, 0): Mark("info", "x")},
    }
    given = Annotations(marks=marks, title="Temuan", headings=HEADINGS, listed=())
    assert faults(annotated(path, given, SETTINGS)) == []


def test_a_row_and_the_sheet_say_how_far_they_go(tmp_path: Path) -> None:
    made, path = book(tmp_path / "plan.xlsx")
    made.save(path)
    content = parts(path)
    sheet = content["xl/worksheets/sheet1.xml"]
    assert b'<dimension ref="A1:A1"' in sheet
    with zipfile.ZipFile(path, "w") as target:
        for name, text in content.items():
            target.writestr(name, text.replace(b'<row r="1">', b'<row r="1" spans="1:1">'))
    out, _titles = given_back(path, (1, 3), (4, 1))
    text = parts(out)["xl/worksheets/sheet1.xml"].decode()
    assert '<dimension ref="A1:D4"' in text
    assert '<row r="1" spans="1:4">' in text


def test_rows_that_are_hidden_unless_written_stay_hidden(tmp_path: Path) -> None:
    made, path = book(tmp_path / "plan.xlsx")
    made["indicators"].sheet_format.zeroHeight = True
    made.save(path)
    out, _titles = given_back(path, (9, 0))
    rows = openpyxl.load_workbook(io.BytesIO(out))["indicators"].row_dimensions
    assert rows[9].hidden


def test_every_part_has_a_type_where_the_workbook_names_each_part_alone(tmp_path: Path) -> None:
    made, path = book(tmp_path / "plan.xlsx")
    made.save(path)
    content = parts(path)
    rels = re.compile(rb'<Default Extension="rels"[^>]*/>')
    kind = "application/vnd.openxmlformats-package.relationships+xml"
    named = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name in content
        if name.endswith(".rels")
    ).encode()
    types = content["[Content_Types].xml"]
    assert rels.search(types)
    with zipfile.ZipFile(path, "w") as target:
        for name, text in content.items():
            target.writestr(name, rels.sub(named, text) if name.startswith("[") else text)
    assert faults(path) == []
    assert faults(given_back(path, (1, 0))[0]) == []


@pytest.mark.parametrize("shape", ["usual", "tall", "hidden", "narrow"])
def test_a_box_fits_its_note_whatever_the_rows_and_columns(tmp_path: Path, shape: str) -> None:
    made, path = book(tmp_path / "plan.xlsx")
    sheet = made["indicators"]
    for row in range(1, 60):
        sheet.row_dimensions[row].height = {"tall": 90, "narrow": 8}.get(shape)
        sheet.row_dimensions[row].hidden = shape == "hidden" and 3 < row < 50
    for number in range(1, 30):
        sheet.column_dimensions[get_column_letter(number)].width = 2 if shape == "narrow" else 13
    made.save(path)
    text = "✖ galat · aturan\n" + "kata " * 60 + "\n→ " + "langkah " * 20
    out, _titles = given_back(path, (3, 1), text=text)
    (anchor,) = anchors(out)
    left, x, top, y, right, to_x, bottom, to_y = anchor
    width, height = Geometry(parts(path)["xl/worksheets/sheet1.xml"]).size(
        (left, x, top, y, right, to_x, bottom, to_y)
    )
    lines = sum(len(wrap(line, 62)) for line in text.split("\n"))
    assert 390 <= width <= 410
    assert lines * 15 <= height <= lines * 18 + 20


def test_the_box_of_a_note_that_openpyxl_wrote_becomes_longer(tmp_path: Path) -> None:
    """It has prefixes of its own, and no anchor."""
    made, path = book(tmp_path / "plan.xlsx")
    made["indicators"]["A1"].comment = Comment("lama", "Bappeda", height=40, width=120)
    made.save(path)
    out, _titles = given_back(path, (1, 0))
    drawing = parts(out)["xl/drawings/commentsDrawing1.vml"].decode()
    assert len(re.findall(r"<(?:\w+:)?shape ", drawing)) == 1
    assert [int(size) for size in re.findall(r"(?:width|height):(\d+)pt", drawing)] == [300, 109]


def test_a_fill_like_that_of_a_severity_does_not_hide_it(tmp_path: Path) -> None:
    made, path = book(tmp_path / "plan.xlsx")
    for name, colour in (("A2", "FFFFC7CE"), ("A3", "FF00B050")):
        made["indicators"][name].fill = PatternFill("solid", fgColor=colour)
    made.save(path)
    out, _titles = given_back(path, (2, 0), (3, 0))
    after = openpyxl.load_workbook(io.BytesIO(out))["indicators"]
    assert after["A2"].fill.fgColor.rgb == "FFFF8F9C"
    assert after["A3"].fill.fgColor.rgb == "FFFFC7CE"


def test_a_note_that_is_full_stays_within_what_a_note_holds(tmp_path: Path) -> None:
    made, path = book(tmp_path / "plan.xlsx")
    made["indicators"]["A1"].comment = Comment("x" * 32_700, "Bappeda")
    made.save(path)
    assert faults(given_back(path, (1, 0))[0]) == []


def test_the_first_line_of_a_finding_is_bold(tmp_path: Path) -> None:
    made, path = book(tmp_path / "plan.xlsx")
    made.save(path)
    out, _titles = given_back(path, (1, 0), text="satu\nisi\n\ndua\nisi lain\n\nlainnya")
    root = ElementTree.fromstring(parts(out)["xl/comments.xml"])  # noqa: S314  # our own
    runs = [run for run in root.iter() if run.tag.endswith("}r")]
    bold = [run.findtext("{*}t") for run in runs if run.find("{*}rPr/{*}b") is not None]
    assert bold == ["satu", "\n\ndua"]


def test_the_sheet_of_findings_is_printed_and_read_whole(tmp_path: Path) -> None:
    made, path = book(tmp_path / "plan.xlsx")
    made.save(path)
    out, _titles = given_back(path, (1, 0), text="kata " * 40)
    sheet = openpyxl.load_workbook(io.BytesIO(out))["Temuan audit"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.print_title_rows, sheet.auto_filter.ref) == ("$1:$1", "A1:C2")
    assert sheet.row_dimensions[2].height == 15 * len(wrap("kata " * 40, 43))


BROKEN = {
    "an element out of order": (
        "xl/worksheets/sheet1.xml", rb"(<sheetData.*</sheetData>)(.*?)(<legacyDrawing[^>]*/>)",
        rb"\3\1\2",
    ),
    "a style that is not there": ("xl/worksheets/sheet1.xml", rb' s="1?[0-9]"', b' s="999"'),
    "a count that is not true": ("xl/styles.xml", rb'<fills count="\d+"', rb'<fills count="99"'),
    "two sheets of one number": ("xl/workbook.xml", rb'sheetId="\d+"', rb'sheetId="1"'),
    "a title that is too long": ("xl/workbook.xml", b"Temuan audit", b"x" * 32),
    "a note of no author": ("xl/comments.xml", rb'authorId="\d+"', rb'authorId="7"'),
    "two notes of a cell": ("xl/comments.xml", rb"(<comment .*?</comment>)", rb"\1\1"),
    "a box outside its block": ("xl/drawings/vmlDrawing.vml", rb"_x0000_s\d+", b"_x0000_s9000"),
    "a box of no kind": ("xl/drawings/vmlDrawing.vml", rb'type="#[^"]*"', b'type="#_x0000_t75"'),
    "a relationship to nowhere": ("xl/_rels/workbook.xml.rels", rb"styles.xml", b"stylez.xml"),
    "a part without a type": ("[Content_Types].xml", rb'<Default Extension="vml"[^>]*/>', b""),
    "a name of no sheet": ("xl/workbook.xml", rb'localSheetId="\d+"', rb'localSheetId="8"'),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_the_rules_of_excel_find(tmp_path: Path, what: str) -> None:
    made, path = book(tmp_path / "plan.xlsx")
    made.save(path)
    content = parts(given_back(path, (1, 0), (2, 0))[0])
    name, pattern, text = BROKEN[what]
    assert re.search(pattern, content[name], re.DOTALL), content[name]
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as target:
        for one, old in content.items():
            is_one = one == name
            target.writestr(one, re.sub(pattern, text, old, flags=re.DOTALL) if is_one else old)
    assert faults(broken.getvalue())
