"""Forms as files, on both engines: every cell of the files is that of the JSON."""

from __future__ import annotations

import io
from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from openpyxl.utils import get_column_letter

from kinerja_graph.errors import UsageError
from kinerja_graph.forms.fill import FilledForm
from kinerja_graph.forms.filling import Asked
from kinerja_graph.forms.form_file import FormFolder
from kinerja_graph.model.edition import Edition
from kinerja_graph.numbers import format_number
from kinerja_graph.settings import read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.texts import Language
from kinerja_graph.workflow.forms import fill_form, write_form

EXAMPLES = Path(__file__).parents[2] / "examples"
MADE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
FORMS = (
    ("iku", None),
    ("lkjip-capaian", "dishub"),
    ("pengukuran-triwulan", "dishub"),
    ("skp", "dishub-lalin"),
)
_OBJECTIVE = 3
OWN = """\
form: uji
title: {id: "Uji {unit}"}
options: {unit: optional}
rows: {of: indicators, where: iku}
order: [id]
group: [objective.name]
columns:
  - {id: number, head: {id: "No"}, value: number}
  - {id: objective, head: {id: Sasaran}, value: objective.name, width: 3}
  - {id: formula, head: {id: Formula}, value: formula}
  - {id: target, head: {id: Target}, value: target(2026)}
  - {id: definition, head: {id: Definisi}, value: definition, human: perencana}
  - {id: note, head: {id: Catatan}, value: note, optional: true}
  - {id: hint, head: {id: Spesifik}, value: name, hint: true}
layout: {page: portrait, totals: [target], signature: {left: evaluator, right: team}, foot: hints}
"""


@pytest.fixture(scope="module")
def city(store: Store) -> Generator[Edition]:
    cascade = read(EXAMPLES / "city" / "2026-murni", settings=read_settings()).cascade
    assert cascade is not None
    with temporary_snapshot(store, cascade, settings=read_settings()) as snapshot:
        yield snapshot.edition


def filled(store: Store, edition: Edition, name: str, unit: str | None, **how: Any) -> FilledForm:
    form = FormFolder(how.get("folder")).read(name)
    return fill_form(store, edition, form, Asked(unit=unit), settings=read_settings())


def written(found: FilledForm, folder: Path, ending: str, language: Language = "id") -> bytes:
    out = folder / f"{found.form}{ending}"
    done = write_form(found, out, language=language, made=MADE)
    assert done.file.size == len(out.read_bytes())
    return out.read_bytes()


def shown(cell: object, language: Language) -> str:
    """A cell of the JSON as people see it."""
    match cell:
        case None | {"human": _}:
            return ""
        case int() | float():
            return format_number(cell, language)
        case [int() | float() as low, int() | float() as high]:
            return format_number((low, high), language)
        case list():
            return "\n".join(map(str, cell))
        case _:
            return str(cell)


def spread(sheet: Any) -> dict[tuple[int, int], Any]:
    """The values of a sheet, those of merged cells in each of them."""
    values = {(one.row, one.column): one.value for row in sheet.iter_rows() for one in row}
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            values[row, column] = values[area.min_row, area.min_col]
    return values


def heads_at(values: dict[tuple[int, int], Any], head: str) -> int:
    return next(row for (row, column), value in values.items() if (column, value) == (1, head))


@pytest.mark.parametrize(("name", "unit"), FORMS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_workbook_has_the_cells_of_the_json(
    store: Store, city: Edition, tmp_path: Path, name: str, unit: str | None, language: Language
) -> None:
    found = filled(store, city, name, unit)
    answer: dict[str, Any] = as_json(found, language)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(written(found, tmp_path, ".xlsx", language)))
    sheet = sheet.active
    values = spread(sheet)
    head = heads_at(values, answer["columns"][0]["head"])
    for column, one in enumerate(answer["columns"], 1):
        assert values[head, column].split("\n(")[0] == one["head"]
    for number, row in enumerate(answer["rows"], 1):
        for column, cell in enumerate(row["cells"], 1):
            read_back = values[head + number, column]
            is_number = isinstance(cell, int | float)
            if language == "id" and cell is None and answer["columns"][column - 1]["id"] == "band":
                assert read_back == "tidak ada data"
            elif is_number:
                assert read_back == pytest.approx(cell, rel=1e-15), "with every digit of a file"
            else:
                assert (read_back or "") == shown(cell, language)
        origins = found.tables[0].rows[number - 1].origins
        assert values[head + number, len(row["cells"]) + 1] == "\n".join(origins)
    years = [n for n, one in enumerate(answer["columns"], 1) if one["id"] == "year"]
    assert all(sheet.cell(head + 1, one).number_format == "0" for one in years)
    assert sheet.print_title_rows == f"${head}:${head}"
    last = get_column_letter(len(answer["columns"]))
    assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:${last}$"), "without the origins"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    texts = [str(one) for one in values.values() if one]
    assert any("SHA-256" in one and city.digest in one for one in texts)


def word_rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(("name", "unit"), FORMS)
def test_a_document_has_the_cells_of_the_json(
    store: Store, city: Edition, tmp_path: Path, name: str, unit: str | None
) -> None:
    found = filled(store, city, name, unit)
    answer: dict[str, Any] = as_json(found, "id")
    word: Any = docx.Document(io.BytesIO(written(found, tmp_path, ".docx")))
    rows = word_rows(word.tables[0])
    assert [one.split("\n")[0] for one in rows[0]] == [one["head"] for one in answer["columns"]]
    body = rows[1 : len(answer["rows"]) + 1]
    ids = [one["id"] for one in answer["columns"]]
    for row, cells in zip(answer["rows"], body, strict=True):
        assert cells == [
            str(one) if name == "year" and one else shown(one, "id")
            for name, one in zip(ids, row["cells"], strict=True)
        ]
    assert word.sections[0].page_width > word.sections[0].page_height


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_page_of_pdf_repeats_headings_and_says_what_it_is(
    store: Store, city: Edition, tmp_path: Path, language: Language
) -> None:
    found = filled(store, city, "iku", None)
    pdf = pypdf.PdfReader(io.BytesIO(written(found, tmp_path, ".pdf", language)))
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    foot = {"id": "RANCANGAN disusun dari", "en": "DRAFT made from"}[language]
    first = found.tables[0].columns[-2].head.say(language)
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert len(pages) > 1
    for page in pages:
        assert f"{foot} {city.dataset} {city.edition}" in page
        assert first in page
    width, height = pdf.pages[0].mediabox[2:]
    assert width > height


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".pdf"])
def test_the_same_form_is_the_same_bytes(
    store: Store, city: Edition, tmp_path: Path, ending: str
) -> None:
    found = filled(store, city, "lkjip-capaian", "dishub")
    assert written(found, tmp_path / "a", ending) == written(found, tmp_path / "b", ending)


def test_a_form_of_ones_own(store: Store, city: Edition, tmp_path: Path) -> None:
    (tmp_path / "uji.yaml").write_text(OWN, encoding="utf-8")
    found = filled(store, city, "uji", "dishub", folder=tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(written(found, tmp_path, ".xlsx")))
    sheet: Any = book.active
    values = spread(sheet)
    head = heads_at(values, "No")
    assert values[head - 1, 7] == "Petunjuk graf"
    assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:$F$"), "hints are not printed"
    assert sheet.page_setup.orientation == "portrait"
    assert values[head, 5] == "Definisi\n(bila kosong: diisi perencana)"
    assert values[head + 3, 4] == pytest.approx(64.8 + 79.4), "the total, below two rows"
    person, unknown = (sheet.cell(head + 1, column).fill.fill_type for column in (5, 6))
    assert (person, unknown) == ("solid", None), "nothing is missing where a column is optional"
    texts = {str(one) for one in values.values() if one}
    assert {"KONSEP: petunjuk dari graf, bukan penilaian", "Evaluator", "NIP:"} <= texts
    pdf = pypdf.PdfReader(io.BytesIO(written(found, tmp_path, ".pdf")))
    *form, hints = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert "Petunjuk graf" in hints
    assert "DHB-1a" in hints
    assert not any("Petunjuk graf" in page for page in form)


def test_texts_are_never_formulas(store: Store, city: Edition, tmp_path: Path) -> None:
    text = OWN.replace('title: {id: "Uji {unit}"}', 'title: {id: "=SUM(A1)"}')
    (tmp_path / "uji.yaml").write_text(text, encoding="utf-8")
    found = filled(store, city, "uji", "dishub", folder=tmp_path)
    book: Any = openpyxl.load_workbook(io.BytesIO(written(found, tmp_path, ".xlsx")))
    cells = [cell for row in book["uji"].iter_rows() for cell in row]
    assert "=SUM(A1)" in {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}


def test_equal_neighbours_are_one_cell(store: Store, city: Edition, tmp_path: Path) -> None:
    found = filled(store, city, "iku", None)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(written(found, tmp_path, ".xlsx"))).active
    answer: dict[str, Any] = as_json(found, "id")
    objectives: Sequence[str] = [row["cells"][2] for row in answer["rows"]]
    repeated = sum(one == above for above, one in pairwise(objectives))
    head = heads_at(spread(sheet), "No")
    areas = [one for one in sheet.merged_cells.ranges if one.min_row > head]
    merged = [one for one in areas if one.min_col == one.max_col == _OBJECTIVE]
    assert repeated > 0
    assert sum(one.max_row - one.min_row for one in merged) == repeated


def test_forms_are_no_web_pages(store: Store, city: Edition, tmp_path: Path) -> None:
    found = filled(store, city, "iku", "dishub")
    with pytest.raises(UsageError, match=r"Forms are not written as \.html"):
        write_form(found, tmp_path / "iku.html", language="id", made=MADE)


def test_each_agreement_of_a_unit_is_signed_by_its_own_parties(
    store: Store, city: Edition, tmp_path: Path
) -> None:
    found = filled(store, city, "perjanjian-kinerja", "dishub")
    parts = as_json(found, "id")["parts"]
    pdf = pypdf.PdfReader(io.BytesIO(written(found, tmp_path, ".pdf")))
    book: Any = openpyxl.load_workbook(io.BytesIO(written(found, tmp_path, ".xlsx")))
    word: Any = docx.Document(io.BytesIO(written(found, tmp_path, ".docx")))
    signed = [
        (table.cell(0, 2).text.split("\n")[1:3], table.cell(0, 0).text.split("\n")[1:3])
        for table in word.tables
        if table.cell(0, 0).text.startswith("Tempat dan tanggal:")
    ]
    assert len(parts) == len(pdf.pages) == len(book.worksheets) == len(signed), "each on a page"
    assert len(parts) > 3
    first, second = "", ""
    for part, page, sheet, sides in zip(parts, pdf.pages, book.worksheets, signed, strict=True):
        if part["columns"][0]["id"] == "party":
            first, second = (row["cells"][3] for row in part["rows"])
        parties = (["Pihak pertama", first], ["Pihak kedua", second])
        assert sides == parties
        cells = [one.value for row in sheet.iter_rows() for one in row if one.value]
        below = page.extract_text().partition("Tempat dan tanggal:")[2]
        for party, post in parties:
            at = [n for n, one in enumerate(cells) if one == party][-1]
            assert post in cells[at : at + 4], "a row below"
            assert party in below
            assert post.split()[0] in below


def test_who_has_no_superior_promises_alone(store: Store, city: Edition, tmp_path: Path) -> None:
    form = FormFolder().read("perjanjian-kinerja")
    asked = Asked(position="walikota")
    found = fill_form(store, city, form, asked, settings=read_settings())
    word: Any = docx.Document(io.BytesIO(written(found, tmp_path, ".docx")))
    (row,) = [r for r in word_rows(word.tables[2]) if any(r)]
    assert row[0] == ""
    assert row[2].split("\n")[1:3] == ["Pihak pertama", "Wali Kota"]
