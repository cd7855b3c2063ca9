"""What goes out comes back: exports of the same edition from both engines."""

import csv
import hashlib
import json
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow.parquet as pq
import pytest
from plans import FAULTY_SPENDING, SPENDING, cascade_of, content_of, read_back, with_origins

from kinerja_graph.errors import UsageError
from kinerja_graph.export.snapshot import Snapshot
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.model.nodes import reference
from kinerja_graph.model.rows import edge_rows, node_rows
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.workflow.exporting import FORMATS, Exported, Format, export

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
PLANS = ("slides", "city/2026-murni", "real/biro-organisasi", "real/renstra-2025-2029")


@contextmanager
def loaded(store: Store, cascade: Cascade, settings: Settings) -> Generator[Edition]:
    load(store, cascade, settings=settings)
    try:
        yield find_edition(store, EditionRef(cascade.plan.dataset, cascade.plan.edition))
    finally:
        drop(store, cascade.plan.dataset, cascade.plan.edition, settings=settings)


def exported(
    store: Store, cascade: Cascade, settings: Settings, form: Format, out: Path
) -> Exported:
    with loaded(store, cascade, settings) as edition:
        return export(store, edition, format=form, out=out)


def place(out: Path, form: Format) -> Path:
    return out if form == "csv" else out / "plan.json"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_plan_of_corners_comes_back(
    store: Store, settings: Settings, tmp_path: Path, form: Format
) -> None:
    cascade = cascade_of(SPENDING, settings)
    done = exported(store, cascade, settings, form, tmp_path / "out")
    again = read_back(place(tmp_path / "out", form), settings)
    assert done.lost == 0
    assert again.problems == ()
    assert content_of(again) == content_of(with_origins(cascade))
    known = ("dataset", "edition", "name", "first_year", "last_year", "as_of")
    assert [getattr(again.plan, name) for name in known] == [
        getattr(cascade.plan, name) for name in known
    ]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_a_lenient_load_could_not_read_comes_back(
    store: Store, settings: Settings, tmp_path: Path, form: Format
) -> None:
    cascade = cascade_of(FAULTY_SPENDING, settings, lenient=True)
    assert len(cascade.problems) > 30
    done = exported(store, cascade, settings, form, tmp_path / "out")
    again = read_back(place(tmp_path / "out", form), settings, lenient=True)
    assert done.lost == 0
    assert content_of(again) == content_of(with_origins(cascade))


@pytest.mark.parametrize("plan", PLANS)
def test_the_examples_come_back(
    store: Store, settings: Settings, tmp_path: Path, plan: str
) -> None:
    cascade = read_back(EXAMPLES / plan, settings, lenient=True)
    forms: tuple[Format, ...] = ("csv", "json")
    with loaded(store, cascade, settings) as edition:
        for form in forms:
            out = tmp_path / form
            export(store, edition, format=form, out=out)
            again = read_back(place(out, form), settings, lenient=bool(cascade.problems))
            assert content_of(again) == content_of(with_origins(cascade)), form


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_heading_under_which_nothing_could_be_read_comes_back(
    store: Store, settings: Settings, tmp_path: Path, form: Format
) -> None:
    """Left out of every row of a document, it would be missing, which no load forgives."""
    tables = {
        "units": [{"id": "a", "name": ""}],
        "positions": [{"id": "p", "name": "P", "unit": ""}],
        "objectives": [{"id": "S", "name": None, "level": ""}],
        "indicators": [{"id": "I", "name": "I", "level": 1}],
        "values": [{"indicator": "I", "year": "", "target": 3}],
        "contributions": [{"from": "I", "to": ""}],
    }
    cascade = cascade_of(tables, settings, lenient=True)
    done = exported(store, cascade, settings, form, tmp_path / "out")
    again = read_back(place(tmp_path / "out", form), settings, lenient=True)
    assert done.lost == 0
    assert content_of(again) == content_of(with_origins(cascade))


def test_a_problem_without_a_cell_is_told_apart(
    embedded_store: Store, settings: Settings, tmp_path: Path
) -> None:
    units = [{"id": "a", "name": "A"}, {"name": "tanpa id"}]
    cascade = cascade_of({"units": units}, settings, lenient=True)
    done = exported(embedded_store, cascade, settings, "csv", tmp_path / "out")
    with (tmp_path / "out" / "problems.csv").open(encoding="utf-8", newline="") as file:
        (told,) = csv.DictReader(file)
    assert (done.lost, done.files["problems.csv"]) == (1, 1)
    assert (told["code"], told["heading"], told["origin"]) == (
        "missing-value",
        "id",
        "plan.json!units!3",
    )
    assert read_back(tmp_path / "out", settings).problems == ()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_record_keeps_the_planner_s_own_place(
    store: Store, settings: Settings, tmp_path: Path, form: Format
) -> None:
    """Through any number of exports; who supplied it, where a person said so, stays too."""
    tables = {
        "units": [{"id": "a", "name": "A"}, {"id": "b", "name": "B", "source": "Bappeda"}],
        "objectives": [{"id": "S", "name": "S", "level": 0, "source": "r.xlsx!T-C.27!B46:C48"}],
    }
    cascade = cascade_of(tables, settings)
    expected = {"a": "plan.json!units!2", "b": "Bappeda", "S": "r.xlsx!T-C.27!B46:C48"}
    files: list[bytes] = []
    for number in range(2):
        out = tmp_path / str(number)
        exported(store, cascade, settings, form, out)
        files.append(b"".join(path.read_bytes() for path in sorted(out.iterdir())))
        written = place(out, form)
        if form == "json":  # under another name, so that its own places are others
            written = written.rename(out / "kembali.json")
        cascade = read_back(written, settings)
        assert {record.id: record.source for _, record in cascade.records()} == expected
        assert {str(record.origin) for _, record in cascade.records()}.isdisjoint(expected.values())
    assert files[0] == files[1]


def test_an_id_with_the_separator_of_lists(
    embedded_store: Store, settings: Settings, tmp_path: Path
) -> None:
    tables = {
        "units": [{"id": "a;b", "name": "A"}],
        "indicators": [
            {"id": "I;1", "name": "Satu", "level": 0},
            {"id": "I2", "name": "Dua", "level": 1, "owner": ["a;b"], "contributes_to": ["I;1"]},
        ],
    }
    cascade = cascade_of(tables, settings)
    exported(embedded_store, cascade, settings, "json", tmp_path / "json")
    again = read_back(tmp_path / "json" / "plan.json", settings)
    assert content_of(again) == content_of(with_origins(cascade))
    with pytest.raises(UsageError, match="semicolon") as refused:
        exported(embedded_store, cascade, settings, "csv", tmp_path / "csv")
    assert refused.value.code == "not-expressible"
    assert not (tmp_path / "csv").exists()


def digest(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "edition.csv"
    }


def test_the_bytes_are_the_same_on_both_engines(
    both_stores: dict[str, Store], settings: Settings, tmp_path: Path
) -> None:
    cascade = cascade_of(SPENDING, settings)
    for name, store in both_stores.items():
        with loaded(store, cascade, settings) as edition:
            for form in FORMATS:
                export(store, edition, format=form, out=tmp_path / name / form)
    for form in FORMATS:
        embedded, neo4j = (digest(tmp_path / name / form) for name in both_stores)
        assert embedded == neo4j != {}, form


def test_batches_make_no_difference(store: Store, settings: Settings) -> None:
    cascade = cascade_of(SPENDING, settings)
    with loaded(store, cascade, settings) as edition:
        one, many = Snapshot(store, edition, batch=1), Snapshot(store, edition)
        for label in ("Unit", "Position", "Objective", "Indicator", "Task", "Programme"):
            assert list(one.nodes_with_edges(label)) == list(many.nodes_with_edges(label))
            assert list(one.edges(label)) == list(many.edges(label))


def test_graphml_in_networkx(store: Store, settings: Settings, tmp_path: Path) -> None:
    cascade = cascade_of(SPENDING, settings)
    exported(store, cascade, settings, "graphml", tmp_path)
    graph: Any = nx.read_graphml(tmp_path / "plan.graphml", force_multigraph=True)
    rows = {
        reference(label, str(row["id"])): (label, row)
        for label, group in node_rows(cascade).items()
        for row in group
    }
    assert set(graph.nodes) == set(rows)
    for id_, (label, row) in rows.items():
        told = {
            name: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
            for name, value in row.items()
        }
        if "source_text" in told:
            told["source_text"] = str(told["source_text"]).replace("\x0b", "\ufffd")
        assert graph.nodes[id_] == {"label": label, **told}, id_
    edges = [
        (edge.source, edge.target, {"type": ends[0], **edge.properties})
        for ends, group in edge_rows(cascade).items()
        for edge in group
    ]
    found = list(graph.edges(data=True))
    assert all(edge in found for edge in edges)
    assert len(found) == len(edges)
    assert graph.graph["dataset"] == "pojok"
    assert graph.graph["as_of"] == 2025


def test_graphml_parts_problems_from_records(
    embedded_store: Store, settings: Settings, tmp_path: Path
) -> None:
    tables = {"units": [{"id": "problem 1", "name": "A", "kind": "x"}]}
    cascade = cascade_of(tables, settings, lenient=True)
    exported(embedded_store, cascade, settings, "graphml", tmp_path)
    graph: Any = nx.read_graphml(tmp_path / "plan.graphml")
    assert {graph.nodes[name]["label"] for name in graph.nodes} == {"Unit", "Problem"}


def test_parquet_keeps_types_and_lists(store: Store, settings: Settings, tmp_path: Path) -> None:
    cascade = cascade_of(SPENDING, settings)
    done = exported(store, cascade, settings, "parquet", tmp_path)
    for label, rows in node_rows(cascade).items():
        path = tmp_path / f"{label.lower()}.parquet"
        assert path.exists() == bool(rows)
        if rows:
            found = pq.read_table(path).to_pylist()
            kept = [{k: v for k, v in row.items() if v is not None} for row in found]
            assert {row["id"]: row for row in kept} == {row["id"]: row for row in rows}
    edges = pq.read_table(tmp_path / "contributes_to.parquet").to_pylist()
    assert done.files["contributes_to.parquet"] == len(edges) == 7
    (crossing,) = (row for row in edges if row["kind"] == "crosscutting")
    ends = (crossing["source_label"], crossing["source"], crossing["target_label"])
    assert ends == ("Indicator", "I1", "Objective")
    assert crossing["weight"] == 0.125


def test_nothing_is_overwritten(embedded_store: Store, settings: Settings, tmp_path: Path) -> None:
    cascade = cascade_of(SPENDING, settings)
    out = tmp_path / "out"
    out.mkdir()
    (out / "units.csv").write_text("mine", "utf-8")
    with pytest.raises(UsageError) as refused:
        exported(embedded_store, cascade, settings, "csv", out)
    assert refused.value.code == "not-empty"
    assert [path.name for path in out.iterdir()] == ["units.csv"]
    assert (out / "units.csv").read_text("utf-8") == "mine"


def test_the_importer_s_files_carry_their_command(
    embedded_store: Store, settings: Settings, tmp_path: Path
) -> None:
    cascade = cascade_of(SPENDING, settings)
    done = exported(embedded_store, cascade, settings, "neo4j-admin", tmp_path / "out")
    seen = tmp_path / "seen"
    fake = tmp_path / "admin.sh"
    fake.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {seen}\n', "utf-8")
    fake.chmod(0o755)
    subprocess.run(
        [tmp_path / "out" / "import.sh", "kota", "--overwrite-destination=true"],
        check=True,
        env={"NEO4J_ADMIN": str(fake), "PATH": "/usr/bin:/bin"},
    )
    words = seen.read_text("utf-8").splitlines()
    assert words[:5] == ["database", "import", "full", "kota", "--overwrite-destination=true"]
    named = {word.partition("=")[2].partition("=")[2] for word in words if "-header.csv" in word}
    assert {name.split(",")[1] for name in named} == set(done.files)
    assert all((tmp_path / "out" / part).is_file() for name in named for part in name.split(","))
