"""The manual of key indicators and the evaluator's report, on both engines.

What they hold is computed a second time here, from the tables of the example and the audit alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
import yaml

from kinerja_graph.audit.evidence import LKE
from kinerja_graph.audit.rule_set import run_rule_set
from kinerja_graph.errors import LibraryError
from kinerja_graph.forms.fill import FilledForm
from kinerja_graph.forms.filling import Asked
from kinerja_graph.forms.form_file import FormFolder
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.official.names import FORM_FORMATS
from kinerja_graph.settings import read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.texts import Language
from kinerja_graph.workflow.forms import fill_form, form_bytes
from kinerja_graph.workflow.rule_sets import default_rule_set

CITY = Path(__file__).parents[2] / "examples" / "city" / "2026-murni"
MADE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
FORMATS = {one.name: one for one in FORM_FORMATS}
EVALUATOR = {"human": "evaluator"}
PLANNER = {"human": "perencana"}
SEVERITIES = ("error", "warning", "info")
Table = Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
def city(store: Store) -> Generator[Edition]:
    cascade = read(CITY, settings=read_settings()).cascade
    assert cascade is not None
    with temporary_snapshot(store, cascade, settings=read_settings()) as snapshot:
        yield snapshot.edition


def filled(store: Store, edition: Edition, name: str, **asked: Any) -> FilledForm:
    form = FormFolder().read(name)
    return fill_form(store, edition, form, Asked(**asked), settings=read_settings())


def table(name: str) -> Table:
    with (CITY / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file, delimiter=";")}


def several(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(";") if one.strip()]


def contributions() -> set[tuple[str, str]]:
    """Every contribution of the example that holds, from each of its tables: lower, upper end."""
    with (CITY / "contributions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    refused = {(one["from"], one["to"]) for one in rows if one["status"] == "rejected"}
    found = {(one["from"], one["to"]) for one in rows}
    for name in ("objectives", "indicators", "tasks"):
        for one, row in table(name).items():
            found |= {(one, upper) for upper in several(row["contributes_to"])}
    return found - refused


def test_a_card_for_each_key_indicator(store: Store, city: Edition) -> None:
    answer: dict[str, Any] = as_json(filled(store, city, "manual-iku"), "id")
    objectives, indicators = table("objectives"), table("indicators")
    names = {
        one: row["name"]
        for each in ("objectives", "indicators", "tasks", "positions", "units")
        for one, row in table(each).items()
    }

    def level(one: str) -> int:
        own = indicators[one]["level"]
        return int(own or objectives[indicators[one]["objective"]]["level"])

    wanted = sorted(
        (one for one in indicators if level(one) <= 1),
        key=lambda one: (level(one), indicators[one]["objective"], one),
    )
    assert [row["ids"] for row in answer["rows"]] == [[one] for one in wanted]
    assert [one["id"] for one in answer["columns"]] == [
        "perspective", "objective", "indicator", "definition", "activities", "formula", "kind",
        "polarity", "measure_unit", "data", "owners", "data_provider", "data_source", "term",
        "reporting_period",
    ]  # fmt: skip
    edges = contributions()
    directions = {"up": "naik lebih baik", "down": "turun lebih baik", "range": "dalam rentang"}
    for row in answer["rows"]:
        [one] = row["ids"]
        told, objective = indicators[one], indicators[one]["objective"]
        below = sorted({low for low, high in edges if high in {one, objective}})
        cells = dict(zip((each["id"] for each in answer["columns"]), row["cells"], strict=True))
        assert cells["perspective"] == cells["data"] == PLANNER
        assert cells["objective"] == (names[objective] if objective else None)
        assert (cells["indicator"], cells["measure_unit"]) == (told["name"], told["measure_unit"])
        assert (cells["formula"], cells["data_source"]) == (
            told["formula"] or None, told["data_source"] or None,
        )  # fmt: skip
        assert cells["activities"] == ([*dict.fromkeys(names[each] for each in below)] or None)
        assert directions.get(told["polarity"], cells["polarity"]) == cells["polarity"]
        assert cells["term"] == "2025–2029"
        for absent in ("definition", "data_provider", "reporting_period"):
            assert cells[absent] is None, "the example does not say it"
        assert cells["owners"], "somebody answers for it"


def test_the_manual_of_an_agency(store: Store, city: Edition) -> None:
    answer: dict[str, Any] = as_json(filled(store, city, "manual-iku", unit="dishub"), "en")
    assert [row["ids"] for row in answer["rows"]] == [["DHB-1a"], ["DHB-1b"]]
    cells = dict(
        zip((one["head"] for one in answer["columns"]), answer["rows"][0]["cells"], strict=True)
    )
    assert (cells["Polarity"], cells["Term"]) == ("higher is better", "2025–2029")
    assert cells["Answerable"] == ["Kepala Dinas Perhubungan", "Dinas Perhubungan"]


def reached(ends: Iterable[str]) -> list[str]:
    """The outcomes above some records, by walking up the tables of the example."""
    objectives, indicators = table("objectives"), table("indicators")
    above = {*contributions()} | {
        (one, row["objective"]) for one, row in indicators.items() if row["objective"]
    }
    found, turn = {*ends}, {*ends}
    while turn:
        turn = {high for low, high in above if low in turn} - found
        found |= turn

    def is_outcome(one: str) -> bool:
        if one in objectives:
            return objectives[one]["level"] == "0"
        own = indicators.get(one)
        if own is None:
            return False
        return (own["level"] or objectives.get(own["objective"], {}).get("level")) == "0"

    return sorted(filter(is_outcome, found))


def expected_findings(store: Store, edition: Edition) -> list[dict[str, Any]]:
    """The rows of the report, from the JSON of the audit and the file of criteria."""
    audit: dict[str, Any] = as_json(
        run_rule_set(store, edition, default_rule_set(), store.engine), "id"
    )
    sheet = yaml.safe_load(LKE.read_text("utf-8"))
    criteria = [one for each in sheet["components"] for one in each["criteria"]]
    names = {
        one: row["name"]
        for each in ("objectives", "indicators")
        for one, row in table(each).items()
    }
    placed: list[tuple[Any, dict[str, Any]]] = []
    for one in audit["findings"]:
        at = next(
            (n for n, each in enumerate(criteria) if one["rule"] in each.get("rules", ())),
            len(criteria),
        )
        known = criteria[at] if at < len(criteria) else None
        said = f"{known['id']} {known['criterion']['id']}" if known else "Temuan lainnya"
        subject, other = one["subject"], one["other"]
        ends = [each["id"] for each in (subject, other) if each and each["label"] != "Dataset"]
        condition = [one["message"]]
        condition += [f"catatan: {', '.join(one['path'])}"] if one["path"] else []
        condition += [f"dari {one['origin']}"] if one["origin"] else []
        cut = [f"ikut terputus di bawahnya: {one['cut_off']} hasil dan langkah"]
        consequence: Any = (cut if one["cut_off"] is not None else []) + [
            f"mencapai hasil akhir {names[each]} ({each})" for each in reached(ends)
        ]
        key = (
            SEVERITIES.index(one["severity"]),
            one["rule"],
            subject["id"],
            (other or {}).get("id", ""),
        )
        placed.append(
            ((at, *key), {
                "ids": [*dict.fromkeys(ends)],
                "section": said,
                "cells": [
                    condition,
                    ([f"kriteria {known['id']}"] if known else []) + one["references"],
                    EVALUATOR,
                    consequence or "tidak terlihat di graf: akibatnya",
                    one["remediation"],
                ],
            })
        )  # fmt: skip
    return [row for _place, row in sorted(placed, key=lambda one: one[0])]


def test_the_report_has_every_finding_below_its_criterion(store: Store, city: Edition) -> None:
    answer: dict[str, Any] = as_json(filled(store, city, "lhe"), "id")
    assert answer["options"] == {"unit": None, "year": 2025}, "the last closed year"
    marks, findings = answer["parts"]
    assert [row["cells"] for row in marks["rows"]] == [
        ["Perencanaan kinerja", 30, EVALUATOR, EVALUATOR],
        ["Pengukuran kinerja", 30, EVALUATOR, EVALUATOR],
        ["Pelaporan kinerja", 15, EVALUATOR, EVALUATOR],
        ["Evaluasi internal", 25, EVALUATOR, EVALUATOR],
        ["Nilai akhir", 100, EVALUATOR, EVALUATOR],
    ]
    assert [one["head"] for one in findings["columns"]] == [
        "Kondisi", "Kriteria", "Sebab", "Akibat", "Rekomendasi",
    ]  # fmt: skip
    expected = expected_findings(store, city)
    assert len(expected) == 34
    assert findings["rows"] == expected
    assert any(row["section"] == "Temuan lainnya" for row in findings["rows"])


def test_the_report_of_an_agency_has_its_findings_alone(store: Store, city: Edition) -> None:
    answer: dict[str, Any] = as_json(filled(store, city, "lhe", unit="dishub"), "id")
    rows = answer["parts"][1]["rows"]
    every = expected_findings(store, city)
    assert 0 < len(rows) < len(every)
    assert [row for row in every if row in rows] == rows, "in the same order"
    assert {one[:3] for row in rows for one in row["ids"]} & {"DHB"}
    quiet: dict[str, Any] = as_json(filled(store, city, "lhe", unit="disdik-sd"), "id")["parts"][1]
    assert quiet["rows"] == []
    assert quiet["notes"][0].startswith("tidak ada temuan pada ")
    assert quiet["notes"][0].endswith(" aturan yang diperiksa")


def shown(cell: object) -> str:
    match cell:
        case None | {"human": _}:
            return ""
        case list():
            return "\n".join(map(str, cell))
        case _:
            return str(cell)


def cards(rows: Sequence[Sequence[str]], elements: Sequence[str]) -> list[list[str]]:
    """The contents of each card among rows of two cells; the elements are as they should be."""
    found: list[list[str]] = []
    for name, content in rows:
        element = name.split("\n")[0]
        if element == elements[0]:
            found.append([])
        if element in elements:
            assert elements[len(found[-1])] == element
            found[-1].append(content)
    return found


@pytest.mark.parametrize(("name", "part"), [("manual-iku", 0), ("lhe", 1)])
@pytest.mark.parametrize("language", ["id", "en"])
def test_cards_hold_the_cells_of_the_json(
    store: Store, city: Edition, name: str, part: int, language: Language
) -> None:
    found = filled(store, city, name)
    answer: dict[str, Any] = as_json(found, language)
    rows = answer.get("parts", [answer])[part]
    heads = [one["head"] for one in rows["columns"]]
    expected = [[shown(cell) for cell in row["cells"]] for row in rows["rows"]]
    book = openpyxl.load_workbook(
        io.BytesIO(form_bytes(found, FORMATS["xlsx"], language=language, made=MADE))
    )
    sheet: Any = book.worksheets[part]
    pairs = [[str(one.value or "") for one in row[:2]] for row in sheet.iter_rows()]
    assert cards(pairs, heads) == expected
    origins = [
        row[2].value
        for row in sheet.iter_rows()
        if row[0].value and str(row[0].value).split("\n")[0] == heads[0]
    ]
    assert origins == ["\n".join(row.origins) or None for row in found.tables[part].rows]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
    word: Any = docx.Document(
        io.BytesIO(form_bytes(found, FORMATS["docx"], language=language, made=MADE))
    )
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in word.tables]
    titles = [{"id": ["Unsur", "Isi"], "en": ["Element", "Content"]}[language]]
    found_cards = [one[1:] for one in tables if one[:1] == titles]
    assert len(found_cards) == len(expected), "a table for each"
    assert cards([row for one in found_cards for row in one], heads) == expected


@pytest.mark.parametrize("name", ["manual-iku", "lhe"])
def test_a_card_stays_on_one_page(store: Store, city: Edition, name: str) -> None:
    found = filled(store, city, name)
    answer: dict[str, Any] = as_json(found, "id")
    part = answer.get("parts", [answer])[-1]
    body = form_bytes(found, FORMATS["pdf"], language="id", made=MADE)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages]
    first, last = part["columns"][0]["head"], part["columns"][-1]["head"]
    for page in pages:
        lines = page.splitlines()
        begun = sum(one.startswith(first) for one in lines)
        assert begun == sum(one.startswith(last) for one in lines)
    assert "Ketua tim evaluasi" in pages[-1] or "Pimpinan Pemerintah Kota Contoh" in pages[-1]
    assert sum("NIP:" in page for page in pages) == 1, "signed once, at the end"


def test_a_card_has_no_hints(tmp_path: Path) -> None:
    text = (
        (FormFolder().paths()["manual-iku"])
        .read_text("utf-8")
        .replace("form: manual-iku", "form: uji")
    )
    text = text.replace("value: formula}", "value: formula, hint: true}")
    (tmp_path / "uji.yaml").write_text(text, "utf-8")
    with pytest.raises(LibraryError, match="A card has no room for the hint formula"):
        FormFolder(tmp_path).read("uji")
