"""Where findings say that a record stands, opened and looked at; and one plan in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
import yaml

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.model.origin import place_of
from kinerja_graph.report.document import Table, plain
from kinerja_graph.report.report_context import Audited
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read, read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import load, temporary_snapshot
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.texts import Language
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.reporting import report
from kinerja_graph.workflow.reports import ReportOptions
from kinerja_graph.workflow.reports import report as long_report
from kinerja_graph.workflow.rule_sets import default_rule_set

TOP = Path(__file__).parents[2]
FOLDERS = sorted({path.parent for path in (TOP / "examples").rglob("indicators.csv")})
WORKBOOKS = sorted(
    path for path in (TOP / "examples").rglob("*.xlsx") if path.parent.name != "sheets"
)
"""Those that are plans, not sheets that have to be imported."""
ORDER = AuditOptions(default_rule_set(), read_history())
Tables = dict[str, list[dict[str, Any]]]


@contextmanager
def audited(store: Store, cascade: Cascade, settings: Settings) -> Generator[Audited]:
    with temporary_snapshot(store, cascade, settings=settings) as snapshot:
        yield audit_loaded(store, snapshot.edition, ORDER)


def cascade_of(path: Path, settings: Settings) -> Cascade:
    cascade = read(path, settings=settings, lenient=True).cascade
    assert cascade is not None
    return cascade


def places(found: Audited, path: Path) -> list[tuple[str, str, int | None]]:
    """Of each result of the SARIF log: the record, the file, and the line where there is one."""
    (run,) = json.loads(report("sarif", [found], ORDER.rule_set.graded, "en", path=path))["runs"]
    told: list[tuple[str, str, int | None]] = []
    for result in run["results"]:
        (location,) = result["locations"]
        if "physicalLocation" in location:
            physical = location["physicalLocation"]
            line = physical.get("region", {}).get("startLine")
            record = location["logicalLocations"][0]["name"]
            told.append((record, unquote(physical["artifactLocation"]["uri"]), line))
    return told


@pytest.mark.parametrize("plan", FOLDERS, ids=lambda path: str(path.relative_to(TOP)))
def test_the_line_of_every_finding_holds_its_record(
    store: Store, settings: Settings, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TOP)
    with audited(store, cascade_of(plan, settings), settings) as found:
        told = places(found, plan)
    for record, file, line in told:
        assert line is not None
        text = (TOP / file).read_bytes().split(b"\n")[line - 1].decode()
        known = place_of(record)
        assert record in text or (known is not None and known.file in file), (record, file, line)


def test_the_places_of_broken_lines(
    store: Store, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most places of this example were wrong: its names hold line breaks."""
    plan = TOP / "examples" / "real" / "biro-organisasi-mended"
    monkeypatch.chdir(tmp_path)
    with audited(store, cascade_of(plan, settings), settings) as found:
        told = places(found, plan)
    rows = [place_of(one.origin) for one in found.audit.findings if one.origin]
    assert [file for _, file, _ in told] == [one.file for one in rows if one is not None]
    apart = [line for (_, _, line), one in zip(told, rows, strict=True) if one and line != one.row]
    assert len(apart) > len(told) / 2


@pytest.mark.parametrize("plan", WORKBOOKS, ids=lambda path: path.name)
def test_workbooks_have_no_lines(store: Store, settings: Settings, plan: Path) -> None:
    with audited(store, cascade_of(plan, settings), settings) as found:
        told = places(found, plan)
    assert told
    assert {line for _, _, line in told} == {None}


def test_a_line_that_nobody_knows_is_none(store: Store, settings: Settings) -> None:
    """As in a graph that an older version loaded."""
    plan = TOP / "examples" / "slides"
    cascade = cascade_of(plan, settings)

    def older(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(one, origin=replace(one.origin, line=None)) for one in records)

    before = replace(
        cascade,
        units=older(cascade.units),
        positions=older(cascade.positions),
        objectives=older(cascade.objectives),
        indicators=older(cascade.indicators),
        tasks=older(cascade.tasks),
    )
    with audited(store, before, settings) as found:
        told = places(found, plan)
    assert told
    assert {line for _, _, line in told} == {None}


def tables_of(plan: Path) -> Tables:
    found: Tables = {}
    for file in sorted(plan.glob("*.csv")):
        text = file.read_text("utf-8-sig")
        separator = ";" if ";" in text.partition("\n")[0] else ","
        found[file.stem] = list(csv.DictReader(io.StringIO(text), delimiter=separator))
    return found


def spoilt(plan: str) -> Tables:
    """An example in which three tables have a record without an id."""
    tables = tables_of(TOP / "examples" / plan)
    for table in ("units", "positions", "indicators"):
        first = tables[table][0]
        tables[table].insert(1, {**first, "id": ""})
    return tables


def written(tables: Tables, form: str, folder: Path) -> Path:
    path = folder / f"rencana.{form}"
    if form == "json":
        path.write_text(json.dumps(tables, indent=1), "utf-8")
    elif form == "yaml":
        text = yaml.safe_dump(tables, sort_keys=False, default_style='"', allow_unicode=True)
        path.write_text(text, "utf-8")
    elif form == "csv":
        path = folder / "rencana"
        path.mkdir()
        for name, rows in tables.items():
            with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]) if rows else ["id"])
                writer.writeheader()
                writer.writerows(rows)
    else:
        _write_workbook(tables, path)
    return path


def _write_workbook(tables: Tables, path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        grid = [list(rows[0]) if rows else ["id"], *(list(row.values()) for row in rows)]
        for number, texts in enumerate(grid, 1):
            for column, text in enumerate(texts, 1):
                if text:
                    cell = sheet.cell(number, column, text)
                    cell.data_type = "s"
    book.save(path)


def without_files(finding: dict[str, Any]) -> str:
    """A finding, its places as all formats have them: table and row."""
    text = json.dumps(finding, sort_keys=True)
    if finding["subject"]["label"] is None and place_of(finding["subject"]["id"]) is not None:
        text = text.replace(finding["fingerprint"], "")
    for one in (finding, *finding.get("group", ())):
        known = place_of(one["origin"])
        if known is not None:
            table = known.sheet or Path(known.file).stem
            text = text.replace(one["origin"], f"{table}!{known.spot}")
    return text


@pytest.mark.parametrize("plan", ["real/biro-organisasi", "slides"])
def test_the_same_plan_gives_the_same_findings_in_every_format(
    store: Store, settings: Settings, tmp_path: Path, plan: str
) -> None:
    tables = spoilt(plan)
    tables = {name: rows for name, rows in tables.items() if rows}
    told: dict[str, tuple[list[str], list[Any]]] = {}
    for form in ("csv", "xlsx", "json", "yaml"):
        path = written(tables, form, tmp_path)
        with audited(store, cascade_of(path, settings), settings) as found:
            answer = as_json(found.audit, "en")
            lines = {line is None for _, _, line in places(found, path)}
        assert lines == {form == "xlsx"}
        rules = [(rule["id"], rule["findings"], rule["population"]) for rule in answer["rules"]]
        told[form] = sorted(map(without_files, answer["findings"])), rules
    assert len([one for one in told["csv"][0] if '"unreadable-value"' in one]) >= 3
    for form in ("xlsx", "json", "yaml"):
        assert told[form] == told["csv"], form


LINKED: dict[str, list[dict[str, Any]]] = {
    "objectives": [
        {"id": "S-0", "name": "Lancar", "level": 0},
        {"id": "S-2", "name": "Simpang lancar", "level": 2, "contributes_to": ["S-0"]},
        {"id": "S-3", "name": "Simpang lancar", "level": 3, "contributes_to": ["S-2"]},
        {"id": "S-4", "name": "Parkir tertib", "level": 2},
        {"id": "S-5", "name": "Lubang ditutup", "level": 2, "contributes_to": ["S-0"]},
    ],
    "contributions": [
        {"from": "S-4", "to": "S-0"},
        {"from": "S-2", "to": "S-0", "rationale": "Jika simpang lancar, maka kota lancar"},
        {"from": "S-0", "to": "S-5"},
        {"from": "S-3", "to": "S-2"},
    ],
}


def test_a_finding_on_a_contribution_names_the_row_in_which_it_is_written(
    store: Store, settings: Settings
) -> None:
    """Listed alone: the row of the list; in the table, listed or not: the row of the table."""
    cascade = read_document(LINKED, name="rencana.yaml", settings=settings).cascade
    assert cascade is not None
    with audited(store, cascade, settings) as found:
        by_ends = {
            (one.rule, one.subject.id, one.other.id): one
            for one in found.audit.findings
            if one.other is not None
        }
    rows = {
        ("level-skip", "S-2", "S-0"): "rencana.yaml!contributions!3",
        ("level-skip", "S-4", "S-0"): "rencana.yaml!contributions!2",
        ("level-skip", "S-5", "S-0"): "rencana.yaml!objectives!6",
        ("level-inversion", "S-0", "S-5"): "rencana.yaml!contributions!4",
        ("unstated-logic", "S-3", "S-2"): "rencana.yaml!contributions!5",
        ("copy-down", "S-3", "S-2"): "rencana.yaml!objectives!4",  # its name is to be corrected
    }
    assert {ends: by_ends[ends].place for ends in rows} == rows
    one = as_json(by_ends["level-skip", "S-4", "S-0"], "en")
    assert (one["origin"], one["written_in"]) == (
        "rencana.yaml!objectives!5", "rencana.yaml!contributions!2",
    )  # fmt: skip
    assert "written_in" not in as_json(by_ends["level-skip", "S-5", "S-0"], "en")


VALUES = {
    "dataset": [{"dataset": "kota", "first_year": 2025, "last_year": 2028}],
    "indicators": [
        {"id": "I-1", "name": "Jalan mantap", "level": 0, "polarity": "up", "baseline": 50},
        {"id": "I-2", "name": "Jembatan mantap", "level": 0},
        {"id": "I-3", "name": "Trotoar mantap", "level": 0},
    ],
    "values": [
        {"indicator": "I-2", "year": 2026, "target": 6},
        {"indicator": "I-1", "year": 2028, "target": 40},
        {"indicator": "I-1", "year": 2026},
        {"indicator": "I-1", "year": 2025, "target": 40, "realisation": 90},
    ],
}


def test_a_finding_on_a_value_names_the_row_in_which_it_is_or_is_missing(
    store: Store, settings: Settings
) -> None:
    """A year without a row: the last row of the indicator; an indicator without any: its own."""
    cascade = read_document(VALUES, name="rencana.yaml", settings=settings).cascade
    assert cascade is not None
    with audited(store, cascade, settings) as found:
        rows = {
            (one.rule, one.subject.id): one.place
            for one in found.audit.findings
            if not one.subject.is_dataset
        }
    wanted = {
        ("missing-annual-target", "I-1"): "rencana.yaml!values!4",  # 2026, its target is empty
        ("missing-annual-target", "I-2"): "rencana.yaml!values!2",
        ("missing-annual-target", "I-3"): "rencana.yaml!indicators!4",
        ("soft-target", "I-1"): "rencana.yaml!values!3",
        ("extreme-achievement", "I-1"): "rencana.yaml!values!5",
        ("missing-baseline", "I-2"): "rencana.yaml!indicators!3",
    }
    assert {key: rows.get(key) for key in wanted} == wanted
    with audited(
        store, replace(cascade, plan=replace(cascade.plan, values_origin=None)), settings
    ) as found:
        older = [one for one in found.audit.findings if one.rule == "soft-target"]
    assert [one.place for one in older] == ["rencana.yaml!indicators!2"]


def test_a_loaded_edition_names_the_rows_of_values_too(store: Store, settings: Settings) -> None:
    cascade = read_document(VALUES, name="rencana.yaml", settings=settings).cascade
    assert cascade is not None
    named = replace(cascade, plan=replace(cascade.plan, dataset="kota-nilai"))
    load(store, named, settings=settings)
    edition = find_edition(store, EditionRef("kota-nilai"))
    assert edition.values_origin == "rencana.yaml!values"
    audit = audit_loaded(store, edition, ORDER).audit
    (soft,) = (one for one in audit.findings if one.rule == "soft-target")
    assert soft.written_in == "rencana.yaml!values!3"


@pytest.mark.parametrize(
    ("language", "below", "at"),
    [("id", "di bawah baris 2", "baris 4"), ("en", "below row 2", "row 4")],
)
def test_a_report_says_below_which_row_a_missing_year_is_to_be_added(
    store: Store, settings: Settings, language: Language, below: str, at: str
) -> None:
    """I-1 has a row of its year, whose target is empty; I-2 has none."""
    cascade = read_document(VALUES, name="rencana.yaml", settings=settings).cascade
    assert cascade is not None
    named = replace(cascade, plan=replace(cascade.plan, dataset="kota-nilai"))
    load(store, named, settings=settings)
    edition = find_edition(store, EditionRef("kota-nilai"))
    made = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    how = ReportOptions(audit_options=ORDER, language=language, made=made, annexes=("findings",))
    document = long_report(store, edition, how).document
    told = " ".join(
        plain(one) + ";"
        for table in document.blocks
        for row in (table.rows if isinstance(table, Table) else ())
        for cell in row.cells
        for one in cell.lines
    )
    assert told.count(below) == 2  # one by one, and in the annex
    assert told.count(f"; {at};") >= 2
    assert told.count(below.replace("2", "4")) == 0
    (sheet,) = (one for one in document.sheets if one.key == "findings")
    spots = {row[8]: row[18] for row in sheet.rows if row[2] == "missing-annual-target"}
    assert spots == {"I-1": 4, "I-2": below, "I-3": 4}


@pytest.mark.parametrize("top", [0, 1])
def test_the_remedy_of_the_highest_results_says_that_level_0_is_missing_where_it_is(
    store: Store, settings: Settings, top: int
) -> None:
    plan = {
        "objectives": [
            {"id": "S-0", "name": "Lancar", "level": top},
            {"id": "S-1", "name": "Simpang lancar", "level": 1},
            {"id": "S-3", "name": "Sinyal menyala", "level": 3},
        ]
    }
    cascade = read_document(plan, name="rencana.yaml", settings=settings).cascade
    assert cascade is not None
    with audited(store, cascade, settings) as found:
        remedies = {
            one.subject.id: one.remediation.en
            for one in found.audit.findings
            if one.rule == "orphan-objective"
        }
    said = {id_ for id_, text in remedies.items() if text.startswith("The plan has no result of")}
    assert said == (set() if top == 0 else {"S-0", "S-1"})
    assert remedies["S-3"].startswith("Fill in contributes_to of")
    assert found.audit.mends["orphan-objective"].en.startswith("The plan has no") == bool(top)
