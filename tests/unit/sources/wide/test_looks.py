"""Lists whose levels are shown by looks alone: indents, blanks, outline levels, bold headings."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font
from wide_matrices import by_id, codes, reaped

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cell_formats import CellFormat
from kinerja_graph.sources.open_document_formats import column_formats
from kinerja_graph.sources.wide.guess import guess
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.proposing import ImportProposal, propose_imports

HEADS = ["No", "Program/Kegiatan/Sub Kegiatan", "Indikator", "Satuan", "Target 2026"]
TREE = [
    (0, "Penataan jalan", "Persentase jalan mantap", "%", 80),
    (1, "Pemeliharaan", "Panjang jalan dipelihara", "km", 12),
    (2, "Penambalan", "Panjang tambalan", "km", 3),
    (2, "Pengecatan marka", "Panjang marka", "km", 4),
    (1, "Pembangunan", "Panjang jalan baru", "km", 5),
    (0, "Penataan pasar", "Persentase pasar layak", "%", 60),
    (1, "Pembinaan pasar", "Pasar dibina", "Unit", 7),
]
LINKS = {
    "Penataan jalan": [],
    "Pemeliharaan": ["Penataan jalan"],
    "Penambalan": ["Pemeliharaan"],
    "Pengecatan marka": ["Pemeliharaan"],
    "Pembangunan": ["Penataan jalan"],
    "Penataan pasar": [],
    "Pembinaan pasar": ["Penataan pasar"],
}
Line = tuple[int, str, str, str, int]


def laid_out(
    path: Path,
    by: Sequence[str],
    lines: Sequence[Line] = TREE,
    heads: Sequence[str] = HEADS,
) -> Path:
    """A workbook whose levels are shown by looks."""
    made = openpyxl.Workbook()
    page: Any = made.active
    page.title = "Matriks"
    page.append(list(heads))
    for at, (rank, name, *rest) in enumerate(lines, 2):
        page.append([at - 1, f"{'   ' * rank}{name}" if "blanks" in by else name, *rest])
        cell = page.cell(at, 2)
        if "indent" in by:
            cell.alignment = Alignment(indent=rank)
        if "outline" in by:
            page.row_dimensions[at].outlineLevel = rank
        if "bold" in by:
            cell.font = Font(bold=rank == 0)
    made.save(path)
    return path


def proposed(path: Path) -> ImportProposal:
    """The likeliest import of a matrix."""
    return next(propose_imports(path, Settings()))


def links(rows: dict[str, Any]) -> dict[str, list[str]]:
    return {
        str(row["name"]): [str(rows[up]["name"]) for up in row.get("contributes_to", ())]
        for row in rows.values()
    }


@pytest.mark.parametrize("by", ["indent", "blanks", "outline"])
def test_levels_shown_by_looks_are_proposed_with_the_reason(tmp_path: Path, by: str) -> None:
    proposal = proposed(laid_out(tmp_path / "m.xlsx", [by]))
    rows = dict(by_id(proposal.imported.collector, "objectives"))
    assert links(rows) == LINKS
    assert [row["level"] for row in rows.values()] == [2, 3, 4, 4, 3, 2, 3]
    role = next(one for one in proposal.roles if one.what == "level")
    assert (role.columns, role.levels, role.certainty) == (("B",), (2, 3, 4), "sure")
    said = {"indent": "the indent of column B", "blanks": "the blanks before the names in column B"}
    assert f"level by {said.get(by, 'the outline levels of the rows')}" in role.reason.en
    assert len(proposal.imported.collector.tables["indicators"]) == len(TREE)
    assert not [one for one in proposal.proposal.doubts if "column of those" not in one.en]


def test_bold_headings_over_plain_children_are_two_levels(tmp_path: Path) -> None:
    lines = [(min(rank, 1), *rest) for rank, *rest in TREE]
    heads = ["No", "Program/Kegiatan", *HEADS[2:]]
    proposal = proposed(laid_out(tmp_path / "m.xlsx", ["bold"], lines, heads))  # type: ignore[arg-type]
    rows = dict(by_id(proposal.imported.collector, "objectives"))
    assert [row["level"] for row in rows.values()] == [2, 3, 3, 3, 3, 2, 3]
    assert links(rows)["Pengecatan marka"] == ["Penataan jalan"]
    assert (
        "bold names in column B" in next(r for r in proposal.roles if r.what == "level").reason.en
    )


def test_first_words_say_the_levels_where_the_heading_does_not(tmp_path: Path) -> None:
    words = ("Program", "Kegiatan", "Sub Kegiatan")
    lines = [(rank, f"{words[rank]} {name}", *rest) for rank, name, *rest in TREE]
    heads = ["No", "Uraian", *HEADS[2:]]
    proposal = proposed(laid_out(tmp_path / "m.xlsx", ["indent"], lines, heads))  # type: ignore[arg-type]
    rows = by_id(proposal.imported.collector, "objectives")
    assert [row["level"] for row in rows.values()] == [2, 3, 4, 4, 3, 2, 3]
    assert "first words" in next(r for r in proposal.roles if r.what == "level").reason.en


def test_levels_that_nothing_names_are_doubtful(tmp_path: Path) -> None:
    heads = ["No", "Uraian", *HEADS[2:]]
    proposal = proposed(laid_out(tmp_path / "m.xlsx", ["indent"], heads=heads))
    assert proposal.certainty == "doubtful"
    assert any("Nothing says which levels" in doubt.en for doubt in proposal.proposal.doubts)
    assert links(dict(by_id(proposal.imported.collector, "objectives"))) == LINKS


@pytest.mark.parametrize(
    ("lines", "by", "said"),
    [
        (
            [(0, "Program jalan", "a", "%", 1), (2, "Sub Kegiatan x", "b", "%", 1),
             (1, "Kegiatan y", "c", "%", 1), (2, "Sub Kegiatan z", "d", "%", 1)],
            ["indent"],
            "more than one step below the row above them: B3",
        ),
        (
            [(0, "Program a", "a", "%", 1), (1, "Kegiatan b", "b", "%", 1),
             (1, "Program c", "c", "%", 1), (1, "Kegiatan d", "d", "%", 1)],
            ["indent"],
            "the word of another level than they are read as: B4",
        ),
    ],
)  # fmt: skip
def test_looks_that_contradict_the_order_or_the_words_are_a_doubt(
    tmp_path: Path, lines: Sequence[Line], by: Sequence[str], said: str
) -> None:
    proposal = proposed(laid_out(tmp_path / "m.xlsx", by, lines))
    assert any(said in doubt.en for doubt in proposal.proposal.doubts), proposal.proposal.doubts


def test_two_looks_that_disagree_are_a_doubt(tmp_path: Path) -> None:
    path = laid_out(tmp_path / "m.xlsx", ["indent"])
    book = openpyxl.load_workbook(path)
    page: Any = book.active
    for row in (2, 3, 6, 7):
        page.cell(row, 2).font = Font(bold=True)
    page.cell(4, 2).font = Font(bold=True)
    book.save(path)
    doubts = [one.en for one in proposed(path).proposal.doubts]
    assert any(
        "By the bold names in column B some rows are of another level" in one for one in doubts
    )


def test_one_indented_cell_is_no_sure_level(tmp_path: Path) -> None:
    lines = [(0, "Jalan mantap", "a", "%", 1), (1, "Pasar layak", "b", "%", 1),
             (0, "Air bersih", "c", "%", 1)]  # fmt: skip
    heads = ["No", "Sasaran", *HEADS[2:]]
    proposal = proposed(laid_out(tmp_path / "m.xlsx", ["indent"], lines, heads))
    assert proposal.is_doubtful


def test_looks_where_each_level_has_its_column_change_nothing(tmp_path: Path) -> None:
    path = laid_out(
        tmp_path / "m.xlsx", ["indent", "bold"], heads=["Program", "Kegiatan", *HEADS[2:]]
    )
    book = openpyxl.load_workbook(path)
    page: Any = book.active
    for row in range(2, 9):
        page.cell(row, 1).value = f"Program {row // 4}"
    book.save(path)
    assert "form: matrix" in guess(path, None, Settings()).text("en")


def test_rows_beyond_the_first_thousands_have_their_level_too(tmp_path: Path) -> None:
    lines = [TREE[0], *[(1, f"Kegiatan {at}", f"Indikator {at}", "%", at) for at in range(2500)],
             (2, "Penambalan akhir", "Panjang", "km", 3), TREE[-2]]  # fmt: skip
    proposal = proposed(laid_out(tmp_path / "m.xlsx", ["indent"], lines))
    rows = dict(by_id(proposal.imported.collector, "objectives"))
    assert links(rows)["Penambalan akhir"] == ["Kegiatan 2499"]


MAP = """
form: nodes
node:
  parent_by: order
  name: Program/Kegiatan/Sub Kegiatan
  level: {column: Program/Kegiatan/Sub Kegiatan, by: indent, words: {0: 2, 1: 3}}
"""


def test_a_look_without_a_level_in_the_map_is_told_and_is_no_level(tmp_path: Path) -> None:
    found = reaped(laid_out(tmp_path / "m.xlsx", ["indent"]), MAP)
    assert codes(found) == [("bad-level", "B4"), ("bad-level", "B5")]
    assert [row["level"] for row in found.tables["objectives"]][2] == "indent 2"
    kept = [one for one in found.origins if (one.heading, one.spot.cell) == ("level", "B3")]
    assert [one.text for one in kept] == ["1"]


@pytest.mark.parametrize(
    ("written", "said"),
    [("by: colour", "indent"), ("by: indent", "words is missing")],
)
def test_a_map_that_says_no_look_is_refused(tmp_path: Path, written: str, said: str) -> None:
    text = MAP.replace("by: indent, words: {0: 2, 1: 3}", written)
    with pytest.raises(UsageError) as refused:
        reaped(laid_out(tmp_path / "m.xlsx", ["indent"]), text)
    assert said in f"{refused.value}"


def test_an_old_workbook_shows_its_levels_too() -> None:
    proposal = proposed(Path(__file__).parents[3] / "cases" / "matrices" / "levels.xls")
    rows = dict(by_id(proposal.imported.collector, "objectives"))
    assert [row["level"] for row in rows.values()] == [2, 3, 4, 3, 2, 3]
    assert links(rows)["Penambalan"] == ["Pemeliharaan"]
    assert not [one for one in proposal.proposal.doubts if "column of those" not in one.en]


def test_a_file_without_looks_has_none(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Uraian,Indikator,Target 2026\nA,a,1\nB,b,2\n")
    level = "{column: Uraian, by: bold, words: {plain: 1}}"
    text = f"form: nodes\nnode: {{parent_by: order, name: Uraian, level: {level}}}\n"
    assert [row["level"] for row in reaped(path, text).tables["objectives"]] == [1, 1]


def test_looks_that_tell_nothing_are_no_levels(tmp_path: Path) -> None:
    path = laid_out(tmp_path / "m.xlsx", [], heads=["No", "Uraian", *HEADS[2:]])
    with pytest.raises(MatrixRefusedError):
        guess(path, None, Settings())


SAVED = Path(__file__).parent / "libreoffice"


@pytest.mark.parametrize("by", ["indent", "bold", "outline"])
def test_an_open_document_shows_levels_as_the_workbook_it_was_saved_from(
    tmp_path: Path, by: str
) -> None:
    of_workbook = proposed(laid_out(tmp_path / f"{by}.xlsx", [by]))
    of_document = proposed(SAVED / f"{by}.ods")
    assert of_document.proposal.lines == of_workbook.proposal.lines
    rows = [dict(by_id(one.imported.collector, "objectives")) for one in (of_workbook, of_document)]
    assert links(rows[1]) == links(rows[0]) != {}


CONTENT = """\
<office:document-content><office:automatic-styles>
<style:style style:name="in" style:family="table-cell" style:parent-style-name="Judul">
<style:paragraph-properties fo:margin-left="0.353cm"/></style:style>
<style:style style:name="mid" style:family="table-cell" style:parent-style-name="in">
<style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="deep" style:family="table-cell" style:parent-style-name="Default">
<style:paragraph-properties fo:margin-left="{deep}"/></style:style>
<style:style style:name="in" style:family="table-row"><style:text-properties fo:font-weight="bold"/>
</style:style></office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Lain">
<table:table-row><table:table-cell table:style-name="in"><text:p>x</text:p>
</table:table-cell></table:table-row></table:table>
<table:table table:name="A"><table:table-column table:number-columns-repeated="3"
 table:default-cell-style-name="deep"/>
<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell
 table:style-name="in"><text:p>a</text:p></table:table-cell></table:table-row>
<table:table-row-group><table:table-row table:number-rows-repeated="2"
 table:default-cell-style-name="mid">
<table:table-cell table:number-columns-repeated="3"><text:p>b</text:p>
</table:table-cell></table:table-row></table:table-row-group>
<table:table-row><table:table-cell/><table:table-cell/><table:table-cell><text:p>c</text:p>
</table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:style-name="in"
 table:number-columns-repeated="16384"/></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""
COMMON = """\
<office:document-styles><office:styles><style:default-style style:family="table-cell">
<style:text-properties fo:font-weight="normal"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/>
<style:style style:name="Judul" style:family="table-cell" style:parent-style-name="Default">
<style:text-properties fo:font-weight="700"/></style:style></office:styles>
</office:document-styles>"""


@pytest.mark.parametrize(("deep", "indents"), [("0.706cm", (1, 2)), ("12pt", (10, 12))])
def test_a_cell_of_a_document_looks_as_its_styles_and_their_parents_say(
    tmp_path: Path, deep: str, indents: tuple[int, int]
) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", CONTENT.replace("{deep}", deep))
        package.writestr("styles.xml", COMMON)
    with zipfile.ZipFile(path) as package:
        found = column_formats(package, "A", 2)
    assert found == {
        1: CellFormat(indents[0], bold=True),
        2: CellFormat(0, bold=True, outline=1),
        3: CellFormat(0, bold=True, outline=1),
        4: CellFormat(indents[1]),
    }
