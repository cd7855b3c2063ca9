"""A workbook given back with findings: what changes, and that nothing else does."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from annotated_workbooks import assert_others_equal, changed, looks, parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from kinerja_graph import read_settings
from kinerja_graph.report.annotated.styles import contrast
from kinerja_graph.report.annotated.workbook import Annotations, ListedFinding, Mark, annotated
from kinerja_graph.sources.fault import WholeFileError

SETTINGS = read_settings()
Marks = Mapping[str, Mapping[tuple[int, int], Mark]]
HEADINGS = (("Severity", 14), ("Finding", 60), ("Cell", 20))
X14AC = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
THREAD = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
MS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def annotations(marks: Marks, *listed: ListedFinding, title: str = "Audit findings") -> Annotations:
    return Annotations(marks=marks, title=title, headings=HEADINGS, listed=listed)


def package(path: Path, content: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in content.items():
            target.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), text)
    return path


def made_by_openpyxl(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "indicators"
    sheet.append(["id", "name", "level", "=1+1"])
    sheet.append(["IKU-1", "Jalan < mantap & aman", 1.5, "=C2*2"])
    sheet.append(["IKU-2", "Kecelakaan", None, None])
    sheet["B2"].font = Font(bold=True, color="FFFFFFFF")
    sheet["B2"].fill = PatternFill("solid", fgColor="FF003366")
    sheet["B2"].border = Border(left=Side(style="thin"))
    sheet["B2"].alignment = Alignment(wrap_text=True)
    sheet["C2"].number_format = "0.00%"
    sheet["A2"].comment = Comment("periksa lagi", "Bappeda", height=40, width=120)
    sheet["A3"].comment = Comment("tetap begini", "Bappeda")
    drop_down = DataValidation(type="list", formula1='"up,down"')
    drop_down.add("C2:C9")
    sheet.add_data_validation(drop_down)
    sheet.conditional_formatting.add("C2:C9", CellIsRule("equal", ["1"], font=Font(bold=True)))
    sheet.merge_cells("E2:F3")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.freeze_panes = "B2"
    book.defined_names["satuan"] = DefinedName("satuan", attr_text="indicators!$A$2")
    book.create_sheet("catatan")["A1"] = "bebas"
    hidden = book.create_sheet("daftar")
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


MARKS: Marks = {
    "indicators": {
        (2, 0): Mark("error", "✖ error · satu\n=pesan"),
        (2, 1): Mark("error", "✖ error · dua"),
        (3, 3): Mark("info", "● info · tiga"),
        (7, 2): Mark("warning", "▲ warning · empat"),
    }
}
LISTED = (
    ListedFinding("error", ("✖ error", "=HYPERLINK(1)", "indicators!A2"), ("indicators", 2, 0)),
    ListedFinding("info", ("● info", "+1 _x0041_ \x07", "—"), None),
)


def test_only_fill_and_note_of_the_cells_change(tmp_path: Path) -> None:
    source = made_by_openpyxl(tmp_path / "plan.xlsx")
    out = annotated(source, annotations(MARKS, *LISTED), SETTINGS)
    after = assert_others_equal(source, out, {"indicators": {"A2", "B2", "D3", "C7"}})
    sheet = after["indicators"]
    assert sheet["A2"].comment.text.startswith("periksa lagi\n")
    assert sheet["A2"].comment.text.endswith("✖ error · satu\n=pesan")
    assert sheet["A3"].comment.text == "tetap begini"
    assert sheet["C7"].comment.text == "▲ warning · empat"
    assert changed(source, out) == {
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/worksheets/sheet.xml",
    }


def test_the_sheet_of_findings_holds_text_and_links(tmp_path: Path) -> None:
    source = made_by_openpyxl(tmp_path / "plan.xlsx")
    out = annotated(source, annotations(MARKS, *LISTED), SETTINGS)
    sheet = openpyxl.load_workbook(io.BytesIO(out))["Audit findings"]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert rows[0] == ("Severity", "Finding", "Cell")
    assert rows[1] == ("✖ error", "=HYPERLINK(1)", "indicators!A2")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr"}
    assert sheet["C2"].hyperlink.location == "'indicators'!A2"
    assert sheet["C3"].hyperlink is None
    # neighbouring texts do not touch in programs that draw no grid
    assert {cell.alignment.indent for row in sheet.iter_rows() for cell in row} == {1}
    text = parts(out)["xl/worksheets/sheet.xml"]
    assert b"<f>" not in text
    assert b"_x005F_x0041_ &#65533;" in text


def test_titles_are_unique_and_links_quote_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = 'd\'angka "x" & <y>'
    sheet["A1"] = 1
    book.create_sheet("audit FINDINGS")
    book.save(tmp_path / "plan.xlsx")
    listed = ListedFinding("error", ("a", "b", "c"), (sheet.title, 1, 27))
    out = annotated(tmp_path / "plan.xlsx", annotations({}, listed), SETTINGS)
    after = openpyxl.load_workbook(io.BytesIO(out))
    assert after.sheetnames[-1] == "Audit findings 2"
    link = after["Audit findings 2"]["C2"].hyperlink
    assert link is not None
    assert link.location == "'d''angka \"x\" & <y>'!AB1"


def test_the_fill_is_one_on_which_the_font_can_be_read(tmp_path: Path) -> None:
    source = made_by_openpyxl(tmp_path / "plan.xlsx")
    out = annotated(source, annotations(MARKS), SETTINGS)
    sheet = openpyxl.load_workbook(io.BytesIO(out))["indicators"]
    for name, ink in (("A2", (0, 0, 0)), ("B2", (255, 255, 255))):
        digits = str(sheet[name].fill.fgColor.rgb)[-6:]
        ground = (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
        assert contrast(ink, ground) >= 7, name


def libreoffice(path: Path, *, notes: bool = True) -> Path:
    """A package as LibreOffice writes it: notes with a plain text, styles with gaps, rows empty."""
    content = {
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{DOC}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "docProps/app.xml": f"{XML}<Properties><Application>LibreOffice</Application></Properties>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{DOC}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{DOC}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{DOC}"><sheets>'
        '<sheet name="tasks" sheetId="1" state="visible" r:id="rId2"/></sheets></workbook>',
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{MAIN}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="General"/></numFmts>'
        '<fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border diagonalUp="false"><left/><right/><top/><bottom/><diagonal/>'
        '</border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" '
        'borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="164" fontId="0" fillId="0" '
        'borderId="0" xfId="0" applyFont="false" ></xf><xf numFmtId="10" fontId="0" fillId="0" '
        'borderId="0" xfId="0"><alignment wrapText="true"/><protection locked="true"/></xf>'
        "</cellXfs><cellStyles count='1'><cellStyle name='Normal' xfId='0' builtinId='0'/>"
        "</cellStyles></styleSheet>",
        "xl/worksheets/sheet1.xml": f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{DOC}">'
        '<sheetFormatPr defaultRowHeight="12.8"/><cols><col min="1" max="2" width="11" style="1"/>'
        '<col min="3" max="16384" width="11" style="0"/></cols><sheetData>'
        '<row r="1" customFormat="false" ht="12.8"><c r="A1" s="0" t="inlineStr"><is><t>id</t></is>'
        '</c><c r="D1" s="1"><f aca="false">1+1</f><v>2</v></c></row>'
        '<row r="3" s="1" customFormat="1"/><row r="9"><c r="B9" s="1" t="n"><v>5</v></c></row>'
        '</sheetData><pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0" '
        'footer="0"/>'
        + ('<legacyDrawing r:id="rId2"/>' if notes else "")
        + "<extLst></extLst></worksheet>",
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{MS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{MS}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MS}.worksheet+xml"/>'
        + (
            f'<Override PartName="/xl/comments1.xml" ContentType="{MS}.comments+xml"/>'
            '<Default Extension="vml" ContentType='
            '"application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
            if notes
            else ""
        )
        + "</Types>",
    }
    if notes:
        content |= {
            "xl/worksheets/_rels/sheet1.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/'
            f'relationships"><Relationship Id="rId1" Type="{DOC}/comments" '
            f'Target="../comments1.xml"/><Relationship Id="rId2" Type="{DOC}/vmlDrawing" '
            'Target="../drawings/vmlDrawing1.vml"/></Relationships>',
            "xl/comments1.xml": f'{XML}<comments xmlns="{MAIN}"><authors><author></author>'
            '</authors><commentList><comment ref="A1" authorId="0"><text>'
            '<t xml:space="preserve">lama &amp; '
            "utuh</t></text></comment></commentList></comments>",
            "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
            'xmlns:o="urn:schemas-microsoft-com:office:office" '
            'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202"/>'
            '<v:shape id="shape_0" type="#_x0000_t202" style="position:absolute;height:20.5pt;'
            'width:80pt;visibility:hidden"><v:textbox><br></v:textbox>'
            '<x:ClientData ObjectType="Note"><x:Anchor>1, 15, 0, 2, 3, 15, 2, 4</x:Anchor>'
            "<x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>",
        }
    return package(path, content)


def test_a_workbook_of_libreoffice(tmp_path: Path) -> None:
    source = libreoffice(tmp_path / "plan.xlsx")
    marks: Marks = {
        "tasks": {
            (1, 0): Mark("error", "di atas"),
            (1, 2): Mark("warning", "disisipkan"),
            (2, 0): Mark("info", "baris baru"),
            (3, 2): Mark("error", "baris kosong"),
            (9, 0): Mark("error", "sebelum B9"),
            (12, 0): Mark("error", "paling bawah"),
        }
    }
    out = annotated(source, annotations(marks), SETTINGS)
    after = assert_others_or_inherited(source, out, marks)
    assert after["tasks"]["A1"].comment.text.startswith("lama & utuh\n")
    text = parts(out)["xl/worksheets/sheet1.xml"].decode()
    assert re.findall(r' r="([A-Z]*[0-9]+)"', text) == [
        "1", "A1", "C1", "D1", "2", "A2", "3", "C3", "9", "A9", "B9", "12", "A12",
    ]  # fmt: skip
    assert '<c r="D1" s="1"><f aca="false">1+1</f><v>2</v></c>' in text
    drawing = parts(out)["xl/drawings/vmlDrawing1.vml"].decode()
    assert "<br>" in drawing
    assert drawing.count("<v:shape ") == 6
    (anchor,) = re.findall(r"<x:Anchor>(1, 15, 0, 2, [^<]*)<.*?<x:Row>0<", drawing)[:1]
    _left, _x, _top, _y, right, _to_x, bottom, _to_y = map(int, anchor.split(","))
    assert right > 3, "the box of the old note is wider"
    assert bottom > 2, "the box of the old note is longer"


def assert_others_or_inherited(source: Path, out: bytes, marks: Marks) -> Any:
    """As before; a new cell has the style that its row or column has shown there."""
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(io.BytesIO(out))
    for title, cells in marks.items():
        sheet, other = before[title], after[title]
        for row in other.iter_rows():
            for cell in row:
                old = sheet[cell.coordinate]
                if (cell.row, (cell.column or 0) - 1) not in cells:
                    assert looks(old) == looks(cell)
                    assert repr(old.fill) == repr(cell.fill)
                else:
                    assert cell.value == old.value
                    assert cell.fill.fill_type == "solid"
    return after


def test_a_new_cell_keeps_the_style_of_its_row_or_column(tmp_path: Path) -> None:
    source = libreoffice(tmp_path / "plan.xlsx", notes=False)
    places = [(2, 0), (2, 2), (3, 2)]
    marks: Marks = {"tasks": {place: Mark("error", "x") for place in places}}
    out = annotated(source, annotations(marks), SETTINGS)
    sheet = openpyxl.load_workbook(io.BytesIO(out))["tasks"]
    formats = [sheet.cell(row, column + 1).number_format for row, column in places]
    assert formats[0] == formats[2] == "0.00%"
    assert formats[1] != "0.00%"
    text = parts(out)["xl/worksheets/sheet1.xml"].decode()
    assert text.index("<legacyDrawing") < text.index("<extLst")


def google(path: Path) -> Path:
    """A package as Google Sheets writes it: no docProps, absolute targets, threads."""
    sheet = "xl/worksheets/sheet1.xml"
    return package(
        path,
        {
            "xl/workbook.xml": f'{XML}<x:workbook xmlns:x="{MAIN}" xmlns:r="{DOC}"><x:workbookPr/>'
            '<x:sheets><x:sheet name="Indikator &amp; satuan" sheetId="7" r:id="rId4"/></x:sheets>'
            "<x:definedNames><x:definedName name=\"hak\" localSheetId='0'>1</x:definedName>"
            "</x:definedNames></x:workbook>",
            "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId4" Type="{DOC}/worksheet" Target="/{sheet}"/></Relationships>',
            sheet: f'{XML}<x:worksheet xmlns:x="{MAIN}" xmlns:x14ac="{X14AC}" xmlns:r="{DOC}">'
            '<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>kode</x:t></x:is></x:c>'
            "<x:c t='n' ><x:v>3</x:v></x:c></x:row>"
            '<x:row x14ac:dyDescent="0.2"><x:c><x:v>4</x:v></x:c></x:row></x:sheetData>'
            '<x:dataValidations count="1"><x:dataValidation type="list" sqref="A2">'
            '<x:formula1>"a,b"</x:formula1></x:dataValidation></x:dataValidations>'
            "</x:worksheet>",
            "xl/worksheets/_rels/sheet1.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/'
            f'relationships"><Relationship Id="rId1" Type="{THREAD}" '
            'Target="/xl/threadedComments/threadedComment1.xml"/>'
            f'<Relationship Id="rId3" Type="{DOC}/comments" Target="/xl/comments1.xml"/>'
            "</Relationships>",
            "xl/threadedComments/threadedComment1.xml": f"{XML}<ThreadedComments/>",
            "xl/comments1.xml": f'{XML}<comments xmlns="{MAIN}"><authors><author>tc={{1}}</author>'
            '</authors><commentList><comment ref="A2" authorId="0"><text><r><t>[Threaded comment]'
            "</t></r></text></comment></commentList></comments>",
            "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
            f'Id="rId1" Type="{DOC}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{MS}.sheet.main+xml"/>'
            f'<Override PartName="/xl/comments1.xml" ContentType="{MS}.comments+xml"/>'
            f'<Override PartName="/{sheet}" ContentType="{MS}.worksheet+xml"/></Types>',
        },
    )


def test_a_workbook_of_google_sheets(tmp_path: Path) -> None:
    source = google(tmp_path / "plan.xlsx")
    title = "Indikator & satuan"
    marks: Marks = {
        title: {
            (1, 1): Mark("error", "pada sel"),
            (2, 0): Mark("warning", "di bawah utas"),
            (2, 3): Mark("info", "baru"),
            (4, 0): Mark("info", "baris baru"),
        }
    }
    out = annotated(source, annotations(marks), SETTINGS)
    after = openpyxl.load_workbook(io.BytesIO(out))
    sheet = after[title]
    found = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value}
    assert found == {"A1": "kode", "B1": 3, "A2": 4}
    filled = {c.coordinate for row in sheet.iter_rows() for c in row if c.fill.fill_type}
    assert filled == {"B1", "A2", "D2", "A4"}
    assert sheet["A2"].comment is not None
    assert sheet["A2"].comment.text.startswith("[Threaded comment]")
    assert "di bawah utas" in sheet["A2"].comment.text
    assert changed(source, out) == {
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments1.xml",
        "[Content_Types].xml",
        "xl/styles.xml",
        "xl/drawings/vmlDrawing.vml",
        "xl/worksheets/sheet.xml",
    }


@pytest.mark.parametrize("make", [made_by_openpyxl, libreoffice, google])
def test_a_result_is_a_sound_package(tmp_path: Path, make: Any) -> None:
    """Every part is XML, is named with its type, and every relationship leads somewhere."""
    source = make(tmp_path / "plan.xlsx")
    title = openpyxl.load_workbook(source).sheetnames[0]
    marks: Marks = {title: {(2, 0): Mark("error", "satu"), (3, 5): Mark("info", "dua")}}
    content = parts(annotated(source, annotations(marks, *LISTED), SETTINGS))
    kinds = ElementTree.fromstring(content["[Content_Types].xml"])  # noqa: S314  # our own
    typed = {one.get("PartName") for one in kinds} | {
        f".{one.get('Extension')}" for one in kinds if one.get("Extension")
    }
    for name, text in content.items():
        if not name.endswith(".vml") or "openpyxl" in make.__name__:
            ElementTree.fromstring(text)  # noqa: S314  # our own
        ending = f".{name.rpartition('.')[2]}"
        assert f"/{name}" in typed or ending in typed or name == "[Content_Types].xml"
        if not name.endswith(".rels"):
            continue
        folder = name.replace("_rels/", "").rpartition("/")[0]
        ids = [one.get("Id") for one in ElementTree.fromstring(text)]  # noqa: S314  # our own
        assert len(ids) == len(set(ids))
        for one in ElementTree.fromstring(text):  # noqa: S314  # our own
            target = str(one.get("Target"))
            steps = [] if target.startswith("/") else folder.split("/")
            for step in target.strip("/").split("/"):
                steps = steps[:-1] if step == ".." else [*steps, step]
            assert "/".join(filter(None, steps)) in content


def test_a_note_of_a_merged_cell_stands_at_its_first(tmp_path: Path) -> None:
    source = made_by_openpyxl(tmp_path / "plan.xlsx")
    marks: Marks = {
        "indicators": {(3, 5): Mark("info", "bawah"), (2, 4): Mark("error", "atas")},
    }
    out = annotated(source, annotations(marks), SETTINGS)
    note = openpyxl.load_workbook(io.BytesIO(out))["indicators"]["E2"].comment
    assert note is not None
    assert note.text == "atas\n\nbawah"


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    source = made_by_openpyxl(tmp_path / "plan.xlsx")
    content = {name: text.decode("latin-1") for name, text in parts(source).items()}
    name = "xl/comments/comment1.xml"
    content[name] = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + content[name]
    bad = package(tmp_path / "bad.xlsx", content)
    with pytest.raises(WholeFileError):
        annotated(bad, annotations(MARKS), SETTINGS)


def test_annotating_what_was_annotated_adds_to_it(tmp_path: Path) -> None:
    source = made_by_openpyxl(tmp_path / "plan.xlsx")
    first = tmp_path / "first.xlsx"
    first.write_bytes(annotated(source, annotations(MARKS, *LISTED), SETTINGS))
    out = annotated(first, annotations(MARKS, *LISTED), SETTINGS)
    after = openpyxl.load_workbook(io.BytesIO(out))
    assert after.sheetnames[-2:] == ["Audit findings", "Audit findings 2"]
    shapes = re.findall(
        rb'<v:shape [^>]*id="([^"]+)"', parts(out)["xl/drawings/commentsDrawing1.vml"]
    )
    assert len(shapes) == len(set(shapes))


CELLS = st.tuples(st.integers(1, 12), st.integers(0, 8))
COLOURS = st.sampled_from(["FF000000", "FFFFFFFF", "FFC00000", "FF00B050"])


@given(
    values=st.dictionaries(
        CELLS,
        st.tuples(
            st.one_of(
                st.integers(-5, 5),
                st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=6),
            ),
            COLOURS,
            st.booleans(),
            st.one_of(st.none(), st.sampled_from(["lama", "dua\nbaris"])),
        ),
        max_size=25,
    ),
    marked=st.dictionaries(
        CELLS, st.sampled_from(["error", "warning", "info"]), min_size=1, max_size=12
    ),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_other_cell_of_any_workbook_is_equal(
    tmp_path: Path, values: dict[Any, Any], marked: dict[Any, Any]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for (row, column), (value, colour, filled, note) in values.items():
        cell = sheet.cell(row, column + 1)
        cell.value = value
        cell.font = Font(color=colour)
        if filled:
            cell.fill = PatternFill("solid", fgColor=colour)
        if note is not None:
            cell.comment = Comment(note, "Bappeda")
    source = tmp_path / "any.xlsx"
    book.save(source)
    marks: Marks = {
        sheet.title: {cell: Mark(severity, severity) for cell, severity in marked.items()}
    }
    out = annotated(source, annotations(marks), SETTINGS)
    names = {f"{get_column_letter(column + 1)}{row}" for row, column in marked}
    assert_others_equal(source, out, {sheet.title: names})
