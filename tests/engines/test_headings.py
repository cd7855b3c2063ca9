"""The planner's headings in the graph: loaded, named, exported, loaded again; none in old ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from plans import read_back

from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.model.headings import PlannerColumn, PlannerSheet, read_headings, write_headings
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.exporting import Format, export
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

ORDER = AuditOptions(default_rule_set(), read_history())
SHEET = PlannerSheet(
    "renja.xlsx",
    "Renja",
    (
        PlannerColumn("indicators", "name", "Indikator", "D5", names="D"),
        PlannerColumn("indicators", "measure_unit", "Satuan", "E5", names="D"),
    ),
)
INDICATORS = """\
id,nama,level,satuan,source
I1,Indeks kemacetan,0,,renja.xlsx!Renja!D7
I2,Indeks keselamatan,0,Indeks,renja.xlsx!Renja!D8
I3,Indeks kepuasan,0,,
"""
OLD = "MATCH (e:Edition {scope: $scope}) REMOVE e.headings RETURN count(e) AS n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "judul"
    folder.mkdir()
    headings = (write_headings([SHEET]) or "").replace('"', '""')
    (folder / "dataset.csv").write_text(f'dataset,headings\njudul,"{headings}"\n', "utf-8")
    (folder / "indikator.csv").write_text(INDICATORS, "utf-8")
    return folder


def loaded(store: Store, path: Path, settings: Settings) -> Edition:
    cascade = read(path, settings=settings).cascade
    assert cascade is not None
    load(store, cascade, settings=settings)
    return find_edition(store, EditionRef("judul"))


def remedies(store: Store, edition: Edition) -> dict[str, str]:
    findings = audit_loaded(store, edition, ORDER).audit.findings
    found = [one for one in findings if one.rule == "missing-measure-unit"]
    return {one.subject.id: one.remediation.say("en").partition("column ")[2] for one in found}


def test_remedies_name_headings_through_export_and_in_old_graphs_not(
    store: Store, settings: Settings, tmp_path: Path, plan: Path
) -> None:
    edition = loaded(store, plan, settings)
    try:
        own = PlannerSheet(
            "indikator.csv",
            None,
            (
                PlannerColumn("indicators", "name", "nama"),
                PlannerColumn("indicators", "measure_unit", "satuan"),
            ),
        )
        assert read_headings(edition.headings) == (SHEET, own)
        rest = ", such as percent, kilometres or index."
        expected = {"I1": f"“Satuan” at renja.xlsx!Renja!E5{rest}", "I3": f"satuan{rest}"}
        assert remedies(store, edition) == expected
        forms: tuple[Format, ...] = ("csv", "json")
        for form in forms:
            out = tmp_path / form
            export(store, edition, format=form, out=out)
            path = out if form == "csv" else out / "plan.json"
            assert read_back(path, settings).problems == ()
            before, edition = edition.headings, loaded(store, path, settings)
            assert edition.headings == before
            assert remedies(store, edition) == expected
        (row,) = store.write(Statement("old", OLD, writes=True), scope=edition.scope)
        assert row["n"] == 1
        old = find_edition(store, EditionRef("judul"))
        assert remedies(store, old) == dict.fromkeys(("I1", "I3"), f"measure_unit{rest}")
    finally:
        drop(store, "judul", settings=settings)
