"""The evaluation sheet and the follow-up of findings as forms, on both engines."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinerja_graph.analysis.individual_reading import individuals
from kinerja_graph.audit.baseline import baseline_text, known_of
from kinerja_graph.audit.evidence import LKE
from kinerja_graph.audit.rule_set import run_rule_set
from kinerja_graph.errors import UsageError
from kinerja_graph.forms.filling import Asked
from kinerja_graph.forms.form_file import FormFolder
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read, read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load, temporary_snapshot
from kinerja_graph.workflow.forms import fill_form, write_form
from kinerja_graph.workflow.reports import time_of_report
from kinerja_graph.workflow.rule_sets import default_rule_set

CITY = Path(__file__).parents[2] / "examples" / "city"
EVALUATOR = {"human": "evaluator"}
PEOPLE = (
    *(f"1.a.{n}" for n in range(1, 7)), "1.b.1", "1.b.2", "1.c.7", "1.c.8", "2.a.1", "2.b.1",
    "2.b.5", "2.b.6", "2.b.7", *(f"2.c.{n}" for n in range(1, 11)),
    *(f"3.a.{n}" for n in range(1, 7)), "3.b.1", "3.b.2", *(f"3.b.{n}" for n in range(6, 10)),
    *(f"3.c.{n}" for n in range(1, 8)), *(f"4.a.{n}" for n in range(1, 4)),
    *(f"4.b.{n}" for n in range(1, 6)), *(f"4.c.{n}" for n in range(2, 6)),
)  # fmt: skip


@dataclass(frozen=True)
class City:
    """Both editions of the example city, as one dataset, and what the first audit found."""

    store: Store
    first: Edition
    second: Edition
    baseline: Path

    def fill(
        self, name: str, edition: Edition, *, settings: Settings | None = None, **asked: Any
    ) -> dict[str, Any]:
        form = FormFolder().read(name)
        how = settings or read_settings()
        return as_json(fill_form(self.store, edition, form, Asked(**asked), settings=how), "id")


@pytest.fixture(scope="module")
def city(
    store: Store, place: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Generator[City]:
    dataset = f"uji-{secrets.token_hex(4)}"
    editions: list[Edition] = []
    for name in ("2026-murni", "2026-perubahan.xlsx"):
        cascade = read(CITY / name, settings=place, dataset=dataset).cascade
        assert cascade is not None
        editions.append(load(store, cascade, settings=place).edition)
    first, second = editions
    audit = run_rule_set(store, first, default_rule_set(), store.engine)
    baseline = tmp_path_factory.mktemp("baseline") / "temuan.yaml"
    baseline.write_text(baseline_text(known_of(audit)), encoding="utf-8")
    yield City(store, first, second, baseline)
    drop(store, dataset, settings=place)


def cells(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The cells of each row by the id of its first record and of the column."""
    names = [one["id"] for one in answer["columns"]]
    return {row["ids"][0]: dict(zip(names, row["cells"], strict=True)) for row in answer["rows"]}


def counts(answer: dict[str, Any]) -> dict[str, str]:
    """What is counted out of what for each criterion to which that applies."""
    return {
        number: row["evidence"][0]
        for number, row in cells(answer).items()
        if isinstance(row["evidence"], list)
    }


def test_the_evaluation_sheet_of_the_city(city: City) -> None:
    answer = city.fill("lke", city.first, year=2025)
    assert counts(answer) == {
        "1.b.4": "79/81", "1.b.5": "90/97", "1.b.7": "95/97", "1.b.8": "86/88", "1.b.9": "13/16",
        "1.b.10": "25/25", "1.b.11": "73/74", "1.c.2": "59/60", "1.c.3": "78/95",
        "2.a.2": "0/97", "2.a.3": "0/97", "2.b.2": "29/29", "2.b.3": "25/28", "3.b.3": "29/29",
        "3.b.4": "29/29", "3.b.5": "29/29",
    }  # fmt: skip
    rows = cells(answer)
    assert rows["1.c.2"]["evidence"] == ["59/60", "bagian: 98,33%", "kelompok: <100"]
    assert rows["2.a.2"]["evidence"] == ["0/97", "bagian: 0%", "dengan formula: 95/97"]
    told = {
        number: row["evidence"] for number, row in rows.items() if isinstance(row["evidence"], str)
    }
    assert set(told) == {"1.b.3", "1.b.6", "1.c.1", "1.c.4", "1.c.5", "1.c.6", "2.b.4", "4.c.1"}
    assert all(text.startswith("tidak berlaku: ") for text in told.values())
    assert told["1.b.6"] == "tidak berlaku: tidak ada edisi terdahulu yang disebut (--since)"


def test_the_other_criteria_are_the_evaluators(city: City) -> None:
    answer = city.fill("lke", city.first)
    assert answer["options"] == {"unit": None, "year": 2025, "since": None, "baseline": None}
    rows = cells(answer)
    assert len(rows) == 80
    assert [number for number, row in rows.items() if row["answered_by"] == "manusia"] == [*PEOPLE]
    for number, row in rows.items():
        assert row["mark"] == row["note"] == EVALUATOR
        assert (row["evidence"] == EVALUATOR) == (number in PEOPLE)
        assert (row["details"] == EVALUATOR) == (number in PEOPLE)
    sections = Counter(row["section"].partition(" ")[0] for row in answer["rows"])
    assert list(sections.values()) == [6, 11, 8, 3, 7, 10, 6, 9, 7, 3, 5, 5]
    assert answer["rows"][6]["section"] == "1.b Perencanaan kinerja: Kualitas (bobot 9)"


def test_what_rules_found_is_told_beside_what_they_looked_at(city: City) -> None:
    rows = cells(city.fill("lke", city.first))
    assert rows["1.b.4"]["details"] == [
        "Sasaran berbunyi kegiatan: 2 temuan, 2 dari 81 yang diperiksa"
    ]
    assert any("tidak ada temuan pada 97 yang diperiksa" in one for one in rows["1.b.5"]["details"])
    assert rows["1.b.3"]["details"][0].startswith("Hasil tanpa faktor kunci: tidak berlaku: ")
    assert rows["2.b.2"]["details"] is None


def test_an_earlier_edition_and_its_findings(city: City) -> None:
    answer = city.fill(
        "lke", city.second, year=2025, since="2026-murni", baseline=str(city.baseline)
    )
    found = counts(answer)
    assert {one: found[one] for one in ("1.b.6", "1.c.5", "1.c.6", "4.c.1")} == {
        "1.b.6": "28/29",
        "1.c.5": "21/106",
        "1.c.6": "21/106",
        "4.c.1": "27/34",
    }
    with pytest.raises(UsageError) as refused:
        city.fill("lke", city.second, since="2026-murn")
    assert refused.value.where == "--since"
    missing = str(city.baseline.with_name("lain.yaml"))
    with pytest.raises(UsageError) as refused:
        city.fill("lke", city.second, baseline=missing)
    assert refused.value.where == missing


def test_the_evaluation_sheet_of_an_agency(city: City) -> None:
    answer = city.fill("lke", city.first, unit="dishub")
    found = counts(answer)
    assert found["1.b.5"] == "10/10", "as kke-1 of that agency has rows"
    assert found["1.b.9"] == "5/5", "as the form crosscutting of that agency has rows"
    assert found["2.b.2"] == "2/2"
    fine, looked = map(int, found["1.b.4"].split("/"))
    assert looked - fine == 1
    assert cells(answer)["1.b.4"]["details"] == [
        "Sasaran berbunyi kegiatan: 1 temuan di sini, 2 dalam seluruh rencana"
    ]


def test_a_sheet_of_the_region(city: City, tmp_path: Path) -> None:
    own = tmp_path / "kota.yaml"
    lines = LKE.read_text("utf-8").splitlines(keepends=True)
    own.write_text("".join(one for one in lines if "id: 1.a.2," not in one), "utf-8")
    answer = city.fill("lke", city.first, settings=read_settings(rules={"lke": str(own)}))
    assert len(answer["rows"]) == 79
    assert "1.a.2" not in cells(answer)


def test_what_became_of_earlier_findings(city: City) -> None:
    answer = city.fill("kke-6", city.second, baseline=str(city.baseline))
    assert len(answer["rows"]) == 34
    names = [one["id"] for one in answer["columns"]]
    rows = [dict(zip(names, row["cells"], strict=True)) for row in answer["rows"]]
    assert Counter(one["hint"] for one in rows) == {
        "hilang dari audit 2026-perubahan": 27,
        "masih ada": 7,
    }
    first = rows[0]
    assert answer["rows"][0]["ids"] == sorted(answer["rows"][0]["ids"])
    assert first["recommendation"].endswith(".")
    assert [first[one] for one in ("report", "none", "begun", "done", "sum", "note")] == [
        EVALUATOR
    ] * 6
    assert first["follow_up"] == {"human": "pejabat"}
    still = [
        row["ids"]
        for row, one in zip(answer["rows"], rows, strict=True)
        if one["hint"] == "masih ada"
    ]
    assert all(still)
    with pytest.raises(UsageError, match="needs --baseline"):
        city.fill("kke-6", city.second)


def test_earlier_findings_as_a_workbook(city: City, tmp_path: Path) -> None:
    asked = Asked(baseline=str(city.baseline))
    form = FormFolder().read("kke-6")
    found = fill_form(city.store, city.second, form, asked, settings=read_settings())
    out = tmp_path / "kke-6.xlsx"
    write_form(found, out, language="id", made=time_of_report())
    sheet: Any = openpyxl.load_workbook(out).active
    rows = [
        [one.value for one in row] for row in sheet.iter_rows() if isinstance(row[0].value, int)
    ]
    answer: dict[str, Any] = as_json(found, "id")
    assert [(row[0], row[2], row[9]) for row in rows] == [
        (row["cells"][0], row["cells"][2], row["cells"][9]) for row in answer["rows"]
    ]
    assert {row[3] for row in rows} == {None}, "people say what was done"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_sheet_as_a_workbook(city: City, tmp_path: Path, language: Any) -> None:
    form = FormFolder().read("lke")
    found = fill_form(city.store, city.first, form, Asked(), settings=read_settings())
    out = tmp_path / "lke.xlsx"
    write_form(found, out, language=language, made=time_of_report())
    sheet: Any = openpyxl.load_workbook(out).active
    rows = {row[0].value: [one.value for one in row] for row in sheet.iter_rows()}
    share = {"id": "bagian: 97,53%", "en": "share: 97.53%"}[language]
    assert rows["1.b.4"][3] == f"79/81\n{share}"
    assert rows["1.a.1"][3] is None
    foot = {"id": "KONSEP: petunjuk dari graf", "en": "DRAFT: hints from the graph"}[language]
    assert any(str(one).startswith(foot) for row in rows.values() for one in row)


PLAN: dict[str, Any] = {
    "dataset": [
        {"dataset": "uji", "name": "Uji", "first_year": 2025, "last_year": 2026, "as_of": 2025}
    ],
    "units": [{"id": "opd", "name": "Dinas", "kind": "opd"}],
    "objectives": [
        {"id": "A", "name": "Kota tertib", "level": 0, "owner": "opd"},
        {"id": "B", "name": "Kota sehat", "level": 0, "owner": "opd"},
        {"id": "C", "name": "Parkir tertata", "level": 1, "contributes_to": "A", "role": "csf"},
    ],
    "indicators": [
        {
            "id": one, "name": f"Indikator {one}", "level": 0, "objective": "A",
            "measure_unit": "unit", "polarity": "up", "accumulation": "jumlah",
        }
        for one in ("A1", "A2", "A3")
    ],
    "values": [
        {"indicator": "A1", "year": 2025, "period": f"Q{n}", "target": 10, "realisation": 8 + n}
        for n in range(1, 5)
    ]
    + [
        {"indicator": "A2", "year": 2025, "period": "Q1", "target": 30, "realisation": 28},
        {"indicator": "A2", "year": 2025, "period": "Q2", "target": 30, "realisation": 31},
        {"indicator": "A2", "year": 2025, "period": "Q3", "target": 30},
        {"indicator": "A2", "year": 2025, "target": 120},
        {"indicator": "A3", "year": 2025, "target": 5, "realisation": 4},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def small(store: Store, place: Settings) -> Generator[City]:
    cascade = read_document(PLAN, name="plan.yaml", settings=place).cascade
    assert cascade is not None
    with temporary_snapshot(store, cascade, settings=place) as snapshot:
        yield City(store, snapshot.edition, snapshot.edition, Path())


def test_success_factors_and_quarters_are_counted(small: City) -> None:
    rows = cells(small.fill("lke", small.first, year=2025))
    assert rows["1.b.3"]["evidence"] == ["1/2", "bagian: 50%", "kelompok: > 30"]
    assert rows["1.c.4"]["evidence"][0] == "1/2", "of those with a target of a quarter"
    assert rows["2.b.4"]["evidence"][0] == "1/3", "of all key indicators"
    assert rows["1.b.9"]["evidence"] == "tidak berlaku: tidak ada yang dapat dihitung"


def test_measurement_by_quarter(small: City) -> None:
    answer = small.fill("pengukuran-triwulan", small.first, unit="opd")
    assert answer["options"] == {"unit": "opd", "position": None, "year": 2025}
    assert [one["head"] for one in answer["columns"]][5:9] == [
        "Target TW I", "Target TW II", "Target TW III", "Target TW IV",
    ]  # fmt: skip
    rows = cells(answer)
    assert list(rows) == ["A1", "A2", "A3"]
    names = ("realised_to_date", "achieved_to_date", "achievement", "band")
    shown = {one: tuple(row[name] for name in names) for one, row in rows.items()}
    assert shown["A1"] == (42, 105, 105, "Sangat tinggi")
    assert rows["A2"]["quarter_realisation-II"] == 31
    assert rows["A2"]["quarter_target-IV"] is None, "none is made from the year"
    assert shown["A2"][0] == 59
    assert round(shown["A2"][1], 2) == 98.33
    assert shown["A2"][2:] == (None, None), "two quarters make no year"
    assert shown["A3"] == (None, None, 80, "Tinggi")
    assert rows["A1"]["support"] == rows["A1"]["obstacle"] == {"human": "pengelola"}
    assert rows["A1"]["advice"] == {"human": "verifikator"}


def test_quarters_in_a_workbook(small: City, tmp_path: Path) -> None:
    form = FormFolder().read("pengukuran-triwulan")
    found = fill_form(small.store, small.first, form, Asked(unit="opd"), settings=read_settings())
    out = tmp_path / "form.xlsx"
    write_form(found, out, language="id", made=time_of_report())
    sheet: Any = openpyxl.load_workbook(out).active
    heads = next(row for row in sheet.iter_rows() if row[0].value == "No")
    places = {str(one.value).partition("\n")[0]: one.column for one in heads}
    row = next(one for one in sheet.iter_rows() if one[2].value == "Indikator A2")
    said = {head: row[place - 1].value for head, place in places.items()}
    assert (said["Target TW I"], said["Realisasi TW II"], said["Realisasi s.d."]) == (30, 31, 59)
    assert (said["Realisasi TW IV"], said["Faktor pendukung"]) == (None, None)
    assert said["Predikat"] == "tidak ada data"


def test_items_of_a_post(city: City) -> None:
    answer = city.fill("skp", city.first, position="katim-sinyal", year=2026)
    assert len(answer["columns"]) == 18
    assert [row["ids"] for row in answer["rows"]] == [["katim-sinyal", "DHB-1.1.1a"]]
    row = cells(answer)["katim-sinyal"]
    assert (row["number"], row["target"], row["upper"], row["year"]) == (1, 58, None, 2026)
    assert row["aspect"] == {"human": "pejabat"}, "people choose it for an indicator"
    assert row["superiors"] is not None
    assert row["notes"] == ["Pilih aspeknya."]


def test_items_of_a_unit_are_those_of_its_posts(city: City) -> None:
    answer = city.fill("skp", city.first, unit="dishub", year=2026)
    posts = {row["ids"][0] for row in answer["rows"]}
    assert "kadis-dishub" in posts
    assert "katim-sinyal" in posts
    names = [one["id"] for one in answer["columns"]]
    rows = [dict(zip(names, row["cells"], strict=True)) for row in answer["rows"]]
    tasks = [one for one in rows if one["aspect"] == "Kuantitas"]
    assert tasks
    assert all(one["year"] is None for one in tasks), "a task has no target of a year"
    idle = city.fill("skp", city.first, position="sekretaris-disdik")["rows"]
    assert [row["ids"] for row in idle] == [["sekretaris-disdik"]]
    with pytest.raises(UsageError, match="needs"):
        city.fill("skp", city.first)


def test_roles_in_the_results_of_a_leader(city: City) -> None:
    answer = city.fill("matriks-peran-hasil", city.first, position="kadis-dishub")
    results = [one["id"] for one in answer["columns"][2:]]
    assert results
    assert all(one.startswith("result-") for one in results)
    wanted = individuals(city.store, city.first)
    [matrix] = [one for one in wanted.matrices if one.leader == "kadis-dishub"]
    assert results == [f"result-{one}" for one in matrix.results]
    assert [row["ids"] for row in answer["rows"]] == [[one.post] for one in matrix.members]
    for row, one in zip(answer["rows"], matrix.members, strict=True):
        assert ("bukan bawahan langsung" in row["cells"][1]) != one.subordinate
        roles = {cell.result: len(cell.roles) for cell in one.cells}
        assert [len(cell or ()) for cell in row["cells"][2:]] == [
            roles.get(result, 0) for result in matrix.results
        ]
    assert len(answer["notes"]) == len(matrix.uncovered)
    alone = city.fill("matriks-peran-hasil", city.first, position="sekretaris-disdik")
    assert (alone["rows"], len(alone["columns"])) == ([], 2)
    assert alone["notes"][0].endswith("atau tidak memiliki bawahan langsung.")
