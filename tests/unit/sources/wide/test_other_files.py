"""Matrices in files that are no .xlsx and no UTF-8: read as a spreadsheet shows them."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Percent, SpecialCell, cell_text
from kinerja_graph.sources.fault import WholeFileError
from kinerja_graph.sources.wide.grid import Matrix, open_source
from kinerja_graph.sources.wide.guess import guesses
from kinerja_graph.sources.wide.importing import import_matrix
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.proposing import propose_imports

HERE = Path(__file__).parents[3] / "cases" / "matrices"
OTHERS = ("xls", "ods")
TEXT = "Tujuan;Indikator;Satuan;Target 2026\nKafé lancar – “baik”;Indeks;%;80,5\n"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
WORDS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def whole(path: Path, settings: Settings | None = None) -> dict[str, Matrix]:
    """All sheets of a file."""
    source = open_source(path, settings or Settings())
    return {str(title): source.matrix(title) for title in source.sheets or (None,)}


def refusal(path: Path, settings: Settings | None = None) -> str:
    """The case for which a file is refused, wherever it shows."""
    with pytest.raises(WholeFileError) as refused:
        whole(path, settings)
    return refused.value.fault.case


def document(path: Path, rows: str, manifest: str = "") -> Path:
    """An .ods whose one sheet has these rows of XML."""
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" '
        f'xmlns:text="{WORDS}" xmlns:draw="draw"><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return path


@pytest.mark.parametrize("ending", OTHERS)
def test_a_workbook_is_read_as_it_is_shown(ending: str) -> None:
    sheets = whole(HERE / f"renstra.{ending}")
    assert list(sheets) == ["Renstra", "Sampul"]
    found = sheets["Renstra"]
    texts = {
        number: [cell_text(cell) for cell in row.values()] for number, row in found.rows.items()
    }
    goal, unit = "Lalu lintas lancar", "Dinas Perhubungan"
    formula = ["4"] if ending == "ods" else []
    assert texts == {
        1: ["RENSTRA DINAS PERHUBUNGAN KOTA CONTOH"],
        2: ["Tujuan", "Sasaran", "Indikator", "Satuan", "Target", "Penanggung Jawab"],
        3: ["2026", "2027"],
        4: [goal, "Indeks kelancaran", "Indeks", "80.5", "82", unit],
        5: ["Angkutan laik jalan", "Persentase laik jalan", "%", "95.5", "97", unit],
        6: ["Jalan bebas parkir liar", "Jumlah ruas bebas", "ruas", "3", *formula, unit],
        7: ["Jumlah rambu", "buah", "10", "2026-10-05", unit],
    }
    assert isinstance(found.rows[5][4], Percent)
    date = found.rows[7][5]
    assert isinstance(date, SpecialCell)
    assert date.kind == "date"
    assert set(found.merges) == {
        (1, 1, 0, 6), (2, 2, 4, 5), (2, 3, 0, 0), (2, 3, 1, 1), (2, 3, 2, 2), (2, 3, 3, 3),
        (2, 3, 6, 6), (4, 7, 0, 0),
    }  # fmt: skip
    assert found.hidden == (frozenset({7}), frozenset())
    assert sheets["Sampul"].is_sheet_hidden == (ending == "xls")


@pytest.mark.parametrize("ending", OTHERS)
def test_it_is_proposed_and_imported_like_any_workbook(ending: str) -> None:
    path = HERE / f"renstra.{ending}"
    proposal = next(propose_imports(path, Settings()))
    assert proposal.map.form == "matrix"
    found = import_matrix(path, proposal.map, Settings()).collector
    values = {
        (row["indicator"], row["year"]): row["target"]
        for row in found.tables["values"]
        if "target" in row
    }
    assert values["T1.S1-I1", 2026] == 95.5
    assert [row["name"] for row in found.tables["objectives"]] == [
        "Lalu lintas lancar", "Angkutan laik jalan", "Jalan bebas parkir liar",
    ]  # fmt: skip
    codes = {one.code for one in found.problems}
    assert codes == {"hidden", "bad-number"}  # the hidden row, and a date among the targets


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("m.csv", "utf-8"), ("m.csv", "utf-8-sig"), ("m.csv", "utf-16"), ("m.csv", "utf-16-le"),
        ("m.csv", "utf-16-be"), ("m.csv", "cp1252"), ("m.tsv", "utf-8"), ("m.tsv", "utf-16"),
        ("m.tsv", "cp1252"),
    ],
)  # fmt: skip
def test_text_is_read_in_the_encodings_of_spreadsheets(
    tmp_path: Path, name: str, encoding: str
) -> None:
    text = TEXT.replace(";", "\t") if name.endswith(".tsv") else TEXT
    path = tmp_path / name
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    (found,) = whole(path).values()
    assert found.rows[2] == {0: "Kafé lancar – “baik”", 1: "Indeks", 2: "%", 3: "80,5"}
    proposal = next(propose_imports(path, Settings()))
    told = [
        (one.code, one.severity, one.value) for one in proposal.problems if one.code == "encoding"
    ]
    assert told == ([("encoding", "warning", "cp1252")] if encoding == "cp1252" else [])


def test_commas_are_no_separators_of_tabs(tmp_path: Path) -> None:
    path = tmp_path / "m.tsv"
    path.write_text("Sasaran\tIndikator\na, b, c, d\te, f, g, h\n", "utf-8")
    (found,) = whole(path).values()
    assert found.rows[2] == {0: "a, b, c, d", 1: "e, f, g, h"}


@pytest.mark.parametrize(
    "data", [b"a,b\n\x81\x8d,c\n", b"a,b\nc\0d,e\n", b"\xff\xfea\0,\0b", b"\xff\xfe\0\xd8,\0"]
)
def test_bytes_that_are_text_in_no_encoding_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(data)
    assert refusal(path).startswith("not-utf8")


@pytest.mark.parametrize("ending", OTHERS)
def test_a_damaged_workbook_is_refused_or_read_and_never_breaks_the_program(
    tmp_path: Path, ending: str
) -> None:
    data = (HERE / f"renstra.{ending}").read_bytes()
    path = tmp_path / f"m.{ending}"
    chance = random.Random(18)  # noqa: S311
    damaged = [data[:end] for end in range(0, len(data), max(1, len(data) // 40))]
    for _ in range(150):
        piece = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            piece[chance.randrange(len(piece))] = chance.randrange(256)
        damaged.append(bytes(piece))
    refused = 0
    for piece in damaged:
        path.write_bytes(piece)
        try:
            whole(path)
        except WholeFileError:
            refused += 1
    assert refused >= 40


def test_a_password_is_said(tmp_path: Path) -> None:
    data = bytearray((HERE / "renstra.xls").read_bytes())
    begin = data.index(b"\x09\x08")  # the first record of the workbook
    after = begin + 4 + int.from_bytes(data[begin + 2 : begin + 4], "little")
    data[after : after + 2] = b"\x2f\x00"  # that which says that all behind it is encrypted
    (tmp_path / "m.xls").write_bytes(data)
    assert refusal(tmp_path / "m.xls") == "unreadable-file:password"
    locked = document(
        tmp_path / "m.ods", "", "<manifest:encryption-data/>".replace("manifest:", "")
    )
    assert refusal(locked) == "unreadable-file:password"


def test_what_only_bears_the_old_ending(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.create_sheet("Renstra")["A1"] = "Tujuan"
    made.save(tmp_path / "baru.xlsx")
    (tmp_path / "baru.xlsx").rename(tmp_path / "baru.xls")
    assert whole(tmp_path / "baru.xls")["Renstra"].rows == {1: {0: "Tujuan"}}
    (tmp_path / "laman.xls").write_text("<html><table><tr><td>Tujuan</td></tr></table></html>")
    with pytest.raises(WholeFileError) as refused:
        open_source(tmp_path / "laman.xls", Settings())
    why = refused.value.fault.facts["why"]
    assert "<html><table>" in getattr(why, "en", "")


def test_what_unpacks_or_repeats_too_much_is_refused(tmp_path: Path) -> None:
    blank = f"<table:table-row><table:table-cell/></table:table-row>{' ' * 3_000_000}"
    assert refusal(document(tmp_path / "a.ods", blank)) == "too-large:ratio"
    cell = "<table:table-cell {}><text:p>a</text:p></table:table-cell>"
    wide = cell.format('table:number-columns-repeated="16384"')
    many = f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-row>'
    assert refusal(document(tmp_path / "b.ods", many)) == "too-large:repeated"
    long = f"<table:table-row>{cell.format('')}</table:table-row>".replace(">a<", f">{'a' * 300}<")
    few = Settings(max_cell_characters=200)
    assert refusal(document(tmp_path / "c.ods", long), few) == "too-large:cell"
    doctype = document(tmp_path / "d.ods", "")
    with zipfile.ZipFile(doctype, "w") as package:
        package.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert refusal(doctype) == "unreadable-file:workbook"


def test_cells_of_a_document_that_stand_for_several_or_hold_more(tmp_path: Path) -> None:
    rows = """
    <table:table-column table:number-columns-repeated="2"/>
    <table:table-column table:visibility="collapse"/>
    <table:table-row table:number-rows-repeated="2">
      <table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell>
      <table:table-cell office:value-type="string"><office:annotation><text:p>catatan</text:p>
      </office:annotation><text:p>satu<text:s text:c="2"/>dua</text:p><text:p>tiga</text:p>
      </table:table-cell>
    </table:table-row>
    <table:table-row table:number-rows-repeated="5"><table:table-cell/></table:table-row>
    <table:table-row>
      <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
      <table:table-cell table:formula="of:=A1"/>
      <table:table-cell office:value-type="percentage" office:value="0.07"><text:p>7%</text:p>
      </table:table-cell>
    </table:table-row>"""
    (found,) = whole(document(tmp_path / "m.ods", rows)).values()
    row = {0: "a", 1: "a", 2: "satu  dua\ntiga"}
    assert {number: found.rows[number] for number in (1, 2)} == {1: row, 2: row}
    assert list(found.rows) == [1, 2, 8]
    truth, formula, percent = found.rows[8].values()
    assert isinstance(truth, SpecialCell)
    assert truth.truth
    assert isinstance(formula, SpecialCell)
    assert formula.kind == "uncached"
    assert (percent, type(percent)) == (7.0, Percent)
    assert found.hidden == (frozenset(), frozenset({2}))


def drawn(name: str, text: str = "") -> str:
    """What is drawn in a cell of an .ods: a box with a text, or a line."""
    return f"<draw:{name}><text:p>{text}</text:p></draw:{name}>"


BOXES = "".join(drawn("custom-shape", text) for text in ("Kota sehat", "Gizi baik", "Air bersih"))


def drawn_document(path: Path, inside: str) -> Path:
    """An .ods with a cell in which something is drawn beside its text."""
    cell = f"<table:table-cell>{inside}<text:p>Pohon kinerja</text:p></table:table-cell>"
    rows = f"<table:table-row>{cell}</table:table-row>"
    return document(path, rows)


def test_what_is_drawn_in_a_cell_of_an_open_document_is_no_text_of_it(tmp_path: Path) -> None:
    path = drawn_document(tmp_path / "m.ods", f"<draw:g>{BOXES}</draw:g>{drawn('connector')}")
    assert whole(path)["A"].rows == {1: {0: "Pohon kinerja"}}


def test_a_tree_drawn_in_an_open_document_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = drawn_document(tmp_path / "m.ods", f"{BOXES}{drawn('connector')}")
    with pytest.raises(MatrixRefusedError) as refused:
        next(guesses(path, Settings()))
    (problem,) = refused.value.problems
    assert "3 boxes" in problem.message.say("en")
    assert "3 kotak" in problem.message.say("id")
    assert ".xlsx" in problem.remedy.say("id")


@pytest.mark.parametrize("inside", [BOXES, f"{drawn('rect', 'Catatan')}{drawn('line')}"])
def test_a_few_boxes_in_an_open_document_are_no_tree(inside: str, tmp_path: Path) -> None:
    path = drawn_document(tmp_path / "m.ods", inside)
    with pytest.raises(MatrixRefusedError) as refused:
        next(guesses(path, Settings()))
    assert [one.code for one in refused.value.problems] == ["missing-heading"]
