"""The worksheet about the budget document, key indicators and cascading with documents.

What the worksheet holds is computed a second time here, from the files of the example alone.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml

from kinerja_graph.errors import UsageError
from kinerja_graph.forms.fill import FilledForm
from kinerja_graph.forms.filling import Asked
from kinerja_graph.forms.form_file import FormFolder
from kinerja_graph.model.documents import document_order
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.official.layout import lay_out
from kinerja_graph.report.official.names import FORM_FORMATS
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import every_document
from kinerja_graph.texts import Language
from kinerja_graph.workflow.forms import fill_form, form_bytes

EXAMPLES = Path(__file__).parents[2] / "examples"
DOCUMENTS = EXAMPLES / "city-documents"
MADE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
FORMATS = {one.name: one for one in FORM_FORMATS}
EVALUATOR = {"human": "evaluator"}
YEAR = 2026
IKU = """\
indicators:
  - {id: DHB-1b, name: Persentase angkutan umum yang laik jalan, level: 1, owner: dishub}
  - {id: X-1, name: Jumlah pemeliharaan alat pemberi isyarat lalu lintas, level: 4, owner: dishub}
units:
  - {id: dishub, name: Dinas Perhubungan, kind: opd}
"""


@dataclass(frozen=True)
class City:
    """The example city with the documents beside its plan."""

    store: Store
    plan: Edition

    def filled(self, name: str, **asked: Any) -> FilledForm:
        form = FormFolder().read(name)
        return fill_form(self.store, self.plan, form, Asked(**asked), settings=read_settings())

    def answer(self, name: str, language: Language = "id", **asked: Any) -> dict[str, Any]:
        return as_json(self.filled(name, **asked), language)


def loaded(
    store: Store, place: Settings, dataset: str, path: Path, document: str | None = None
) -> Edition:
    found = read(path, settings=place, dataset=dataset, edition="2026-murni", document=document)
    assert found.cascade is not None, found.problems
    return load(store, found.cascade, settings=place).edition


@pytest.fixture(scope="module")
def city(store: Store, place: Settings) -> Generator[City]:
    dataset = f"uji-{secrets.token_hex(4)}"
    plan = loaded(store, place, dataset, EXAMPLES / "city" / "2026-murni")
    for name in ("dpa", "renstra", "renja"):
        assert loaded(store, place, dataset, DOCUMENTS / f"{name}.yaml").document == name
    yield City(store, plan)
    drop(store, dataset, settings=place)


@pytest.fixture
def alone(store: Store, place: Settings) -> Generator[City]:
    dataset = f"uji-{secrets.token_hex(4)}"
    yield City(store, loaded(store, place, dataset, EXAMPLES / "city" / "2026-murni"))
    drop(store, dataset, settings=place)


def spelled(number: float, language: str = "id") -> str:
    text = f"{number:,.1f}".removesuffix(".0")
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


class Document:
    """A file of the example, read by nothing of the product."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tables: dict[str, list[dict[str, Any]]] = yaml.safe_load(
            (DOCUMENTS / f"{name}.yaml").read_text("utf-8")
        )

    def place(self, table: str, **wanted: object) -> tuple[int, dict[str, Any]] | None:
        """The number and the content of the row that has these values; headings would be row 1."""
        for number, row in enumerate(self.tables[table], 2):
            if all(row.get(name) == value for name, value in wanted.items()):
                return number, row
        return None

    def target(self, indicator: str) -> tuple[float, str] | None:
        """The target of the year and its cell."""
        found = self.place("values", indicator=indicator, year=YEAR)
        if found is None:
            return None
        return found[1][
            "target"
        ], f"({self.name}, {self.name}.yaml!values!{found[0]}, kolom target)"

    def budget(self, programme: str) -> float | None:
        """The budget of the year, its own or what those below have together."""
        own = self.place("budgets", programme=programme, year=YEAR)
        if own is not None:
            return float(own[1]["budget"])
        below = [one["id"] for one in self.tables["programmes"] if one.get("parent") == programme]
        known = [one for one in map(self.budget, below) if one is not None]
        return sum(known) if known else None

    def budget_cell(self, programme: str) -> str:
        found = self.place("programmes", id=programme)
        assert found is not None
        return f"({self.name}, {self.name}.yaml!programmes!{found[0]}, kolom budget)"


TWINS = {
    ("renstra", "DPA-1"): "RS-1",
    ("renja", "DPA-1"): "RJ-1",
    ("renja", "2.15.02.2.02"): "2.15.02.2.14",
}
"""What has another id there: matched by name in the example."""


def hints(other: Document, programme: str, indicator: str | None, *, is_first: bool) -> list[str]:
    """What stands beside a row about another document."""
    dpa, found = Document("dpa"), []
    if indicator is not None:
        twin = TWINS.get((other.name, indicator), indicator)
        ours, theirs = dpa.target(indicator), other.target(twin)
        if other.place("indicators", id=twin) is None:
            found.append(f"indikator: tidak ada dalam {other.name}")
        elif ours is None or theirs is None:
            found.append(f"target {YEAR}: tidak dinyatakan dalam {other.name}")
        elif ours[0] == theirs[0]:
            found.append(f"target {YEAR}: sama, {spelled(ours[0])}")
        else:
            both = (f"{spelled(value)} {cell}" for value, cell in (ours, theirs))
            found.append(f"target {YEAR}: berbeda, {' dan '.join(both)}")
    if is_first:
        twin = TWINS.get((other.name, programme), programme)
        own, there = dpa.budget(programme), other.budget(twin)
        assert own is not None
        if other.place("programmes", id=twin) is None:
            found.append(f"program: tidak ada dalam {other.name}")
        elif own == there:
            found.append(f"anggaran {YEAR}: sama, {spelled(own)}")
        else:
            assert there is not None
            found.append(
                f"anggaran {YEAR}: berbeda, {spelled(own)} {dpa.budget_cell(programme)} "
                f"dan {spelled(there)} {other.budget_cell(twin)}"
            )
    return found


def expected_rows() -> list[dict[str, Any]]:
    dpa, rows = Document("dpa"), []
    for row in sorted(dpa.tables["programmes"], key=lambda one: one["id"]):
        code = row["id"]
        served = sorted(one.strip() for one in row.get("serves", "").split(";") if one.strip())
        for number, one in enumerate(served or [None]):
            told = None
            if one is not None:
                indicator = dpa.place("indicators", id=one)
                target = dpa.target(one)
                assert indicator is not None
                assert target is not None
                unit = indicator[1]["measure_unit"]
                told = f"{indicator[1]['name']}: {spelled(target[0])} {unit}"
            first = number == 0
            rows.append(
                {
                    "ids": [code] if one is None else [code, one],
                    "section": None,
                    "cells": [
                        len(rows) + 1,
                        f"{code} {row['name']}",
                        told,
                        dpa.budget(code) if first else None,
                        *[EVALUATOR] * 4,
                        hints(Document("renstra"), code, one, is_first=first),
                        hints(Document("renja"), code, one, is_first=first),
                    ],
                }
            )
    return rows


def test_the_budget_is_held_against_the_plans(city: City) -> None:
    answer = city.answer("kke-3")
    assert answer["options"] == {"unit": None, "year": YEAR}, "the first year that is not closed"
    assert [one["head"] for one in answer["columns"]] == [
        "No", "Program/kegiatan", "Target kinerja DPA 2026", "Anggaran 2026 (Rp)",
        "Sesuai target Renstra", "Sesuai Renja", "Jumlah", "Keterangan",
        "Petunjuk graf (Renstra)", "Petunjuk graf (Renja)",
    ]  # fmt: skip
    expected = expected_rows()
    assert len(expected) == 5
    assert answer["rows"] == expected
    assert answer["notes"] == []
    said = {
        line.partition(",")[0] for row in expected for cell in row["cells"][8:] for line in cell
    }
    assert {
        "target 2026: sama", "target 2026: berbeda", "anggaran 2026: sama",
        "anggaran 2026: berbeda", "target 2026: tidak dinyatakan dalam renja",
        "indikator: tidak ada dalam renja", "program: tidak ada dalam renstra",
    } <= said  # fmt: skip


def test_a_programme_is_of_its_unit(city: City) -> None:
    assert len(city.answer("kke-3", unit="dishub")["rows"]) == 5
    assert city.answer("kke-3", unit="dinkes")["rows"] == []
    other_year = city.answer("kke-3", unit="dishub", year=2027)["rows"][1]["cells"]
    assert other_year[2].endswith(": tanpa target 2027")
    assert other_year[3] is None
    assert other_year[8] == [
        "target 2027: tidak dinyatakan dalam dpa",
        "anggaran 2027: tidak dinyatakan dalam dpa",
    ]


def test_without_the_budget_document_it_is_refused(alone: City) -> None:
    with pytest.raises(UsageError) as refused:
        alone.filled("kke-3")
    assert refused.value.exit_code == 2
    assert "from the document dpa" in str(refused.value)
    assert "--document dpa" in refused.value.tell("en")


def test_what_is_not_loaded_is_not_seen(alone: City, place: Settings) -> None:
    loaded(alone.store, place, alone.plan.dataset, DOCUMENTS / "dpa.yaml")
    rows = alone.answer("kke-3")["rows"]
    assert len(rows) == 5
    assert {tuple(row["cells"][8:]) for row in rows} == {
        (
            "tidak terlihat di graf: dokumen renstra belum dimuat",
            "tidak terlihat di graf: dokumen renja belum dimuat",
        )
    }


def test_several_programmes_of_one_name_are_not_matched(
    alone: City, place: Settings, tmp_path: Path
) -> None:
    dataset = alone.plan.dataset
    loaded(alone.store, place, dataset, DOCUMENTS / "dpa.yaml")
    text = (DOCUMENTS / "renja.yaml").read_text("utf-8")
    twin = '  - {id: "9.9", name: PENYEDIAAN perlengkapan-jalan, kind: activity}\n'
    (tmp_path / "renja.yaml").write_text(text.replace("budgets:\n", f"{twin}budgets:\n"), "utf-8")
    loaded(alone.store, place, dataset, tmp_path / "renja.yaml")
    rows = {row["ids"][0]: row["cells"] for row in alone.answer("kke-3")["rows"]}
    assert rows["2.15.02.2.02"][9][-1] == "program: beberapa bernama sama dalam renja"
    assert rows["2.15.02.2.05"][9][-1] == "program: tidak ada dalam renja"


def shown(cell: object, language: str) -> str:
    match cell:
        case None | {"human": _}:
            return ""
        case int() | float():
            return spelled(cell, language)
        case list():
            return "\n".join(map(str, cell))
        case _:
            return str(cell)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_files_hold_the_cells_of_the_json(city: City, language: Language) -> None:
    found = city.filled("kke-3")
    answer: dict[str, Any] = as_json(found, language)
    heads = [one["head"] for one in answer["columns"]]
    body = form_bytes(found, FORMATS["xlsx"], language=language, made=MADE)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(body)).active
    values = {(one.row, one.column): one.value for row in sheet.iter_rows() for one in row}
    for area in sheet.merged_cells.ranges:
        for at in area.cells:
            values[at] = values[area.min_row, area.min_col]
    head = next(row for (row, column), one in values.items() if (column, one) == (1, heads[0]))
    assert [str(values[head, n]).split("\n")[0] for n in range(1, len(heads) + 1)] == heads
    for number, row in enumerate(answer["rows"], head + 1):
        for column, cell in enumerate(row["cells"], 1):
            if isinstance(cell, int | float):
                assert values[number, column] == cell
            else:
                assert (values[number, column] or "") == shown(cell, language)
    assert f"A1:H{sheet.max_row}".rstrip("0123456789") in sheet.print_area.replace("$", "")
    origins = [values[head + n, len(heads) + 1] for n in range(1, 6)]
    assert origins[0] == "dpa.yaml!programmes!2"
    assert origins[1] == "dpa.yaml!programmes!3\ndpa.yaml!indicators!2"
    body = form_bytes(found, FORMATS["docx"], language=language, made=MADE)
    word: Any = docx.Document(io.BytesIO(body))
    table, hint_table = word.tables[0], word.tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [one.split("\n")[0] for one in rows[0]] == heads[:8]
    assert rows[1:] == [
        [shown(cell, language) for cell in row["cells"][:8]] for row in answer["rows"]
    ]
    hinted = [[cell.text for cell in row.cells] for row in hint_table.rows][1:]
    for told, row in zip(hinted, answer["rows"], strict=True):
        number, *_, ours, theirs = row["cells"]
        assert told[:2] == [str(number), "\n".join(row["ids"])]
        assert told[2:] == [shown(ours, language), shown(theirs, language)]


def test_cascading_names_what_documents_call_it(city: City) -> None:
    answer = city.answer("kke-2", unit="dishub")
    names = [one["id"] for one in answer["columns"]]
    rows = {row["ids"][0]: dict(zip(names, row["cells"], strict=True)) for row in answer["rows"]}
    assert answer["notes"] == ["Tidak dimuat di samping rencana: pk."]
    light = "Jumlah pemeliharaan alat pemberi isyarat lalu lintas"
    assert [rows["DHB-1a"][one] for one in ("renstra", "renja", "pk")] == [
        "Persentase ruas utama dengan derajat kejenuhan di bawah 0,75", None, None,
    ]  # fmt: skip
    assert rows["DHB-1b"]["renja"] == "Persentase angkutan umum yang laik jalan"
    assert rows["DHB-1.1.1.1a"]["renstra"] == light, "matched by name and agency"


def test_the_document_of_key_indicators_says_which_they_are(
    alone: City, place: Settings, tmp_path: Path
) -> None:
    assert len(alone.answer("iku")["rows"]) == 29
    (tmp_path / "iku.yaml").write_text(IKU, "utf-8")
    loaded(alone.store, place, alone.plan.dataset, tmp_path / "iku.yaml", "iku")
    answer = alone.answer("iku")
    assert [row["ids"] for row in answer["rows"]] == [["DHB-1b"], ["DHB-1.1.1.1a"]]
    assert answer["notes"] == ["IKU: indikator yang ada dalam dokumen iku."]
    assert [row["ids"] for row in alone.answer("manual-iku")["rows"]] == [
        ["DHB-1b"], ["DHB-1.1.1.1a"],
    ]  # fmt: skip
    counted = {row["ids"][0]: row["cells"] for row in alone.answer("lke", year=2025)["rows"]}
    assert counted["2.b.2"][3][0] == "2/2"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_form_names_the_digest_of_all_that_it_was_made_from(
    city: City, alone: City, language: Language
) -> None:
    word = {"id": "dokumen", "en": "document"}[language]
    digests = {
        one.code: one.digest
        for one in every_document(city.store)
        if one.dataset == city.plan.dataset
    }
    expected = {"kke-3": ("dpa", "renstra", "renja"), "kke-2": ("renstra", "renja"), "kke-1": ()}
    for name, documents in expected.items():
        told = lay_out(city.filled(name), language).digests
        assert [one.rpartition(" ")[2] for one in told] == [
            city.plan.digest,
            *(digests[one] for one in sorted(documents, key=document_order)),
        ]
        assert len(told) == len(set(told))
        assert all(any(f"{word} {one}," in text for text in told) for one in documents)
    assert len(lay_out(alone.filled("kke-2"), language).digests) == 1
    book = form_bytes(city.filled("kke-3"), FORMATS["xlsx"], language=language, made=MADE)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(book)).active
    texts = [str(one.value) for row in sheet.iter_rows() for one in row if one.value]
    assert [one for one in texts if "SHA-256" in one] == [
        *lay_out(city.filled("kke-3"), language).digests
    ]
