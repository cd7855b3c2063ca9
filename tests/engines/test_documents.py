"""Documents beside a plan: loaded, chosen, replaced and removed, on both engines."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, run

from kinerja_graph.errors import UsageError
from kinerja_graph.export.admin import write_admin
from kinerja_graph.export.snapshot import Snapshot
from kinerja_graph.export.tables import table_rows
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import (
    documents_of,
    editions_beside,
    every_document,
    every_edition,
    find_edition,
    newest,
)
from kinerja_graph.workflow.auditing import AuditOptions, audit_all
from kinerja_graph.workflow.backups import backup, restore
from kinerja_graph.workflow.history import only_follow_ups
from kinerja_graph.workflow.rule_sets import default_rule_set
from kinerja_graph.workflow.snapshots import DatasetList, datasets

Put = Callable[..., Edition]


@pytest.fixture
def dataset() -> str:
    return f"dokumen-{secrets.token_hex(4)}"


@pytest.fixture
def put(store: Store, settings: Settings, dataset: str) -> Iterator[Put]:
    """Loads a plan, or a document, of one objective for each id."""

    def load_one(edition: str, document: str | None = None, *ids: str) -> Edition:
        row = {"dataset": dataset, "edition": edition}
        if document is not None:
            row["document"] = document
        tables: dict[str, Any] = {
            "dataset": [row],
            "objectives": [{"id": one, "name": one, "level": 0} for one in ids or ("S1",)],
        }
        found = read_document(tables, name="plan", settings=settings)
        assert found.cascade is not None, found.problems
        return load(store, found.cascade, settings=settings).edition

    yield load_one
    with suppress(UsageError):
        drop(store, dataset, settings=settings)


def ids_of(store: Store, edition: Edition) -> set[str]:
    return {str(row["id"]) for row in Snapshot(store, edition).nodes("Objective")}


def codes_of(store: Store, dataset: str) -> list[tuple[str, str]]:
    found = (item for item in every_document(store) if item.dataset == dataset)
    return [(item.edition, item.code) for item in found]


def test_a_document_stands_beside_the_plan_and_is_replaced_alone(
    store: Store, dataset: str, put: Put
) -> None:
    plan = put("1", None, "S1", "S2")
    first = put("1", "pk", "P1", "P2")
    second = put("1", "perjanjian kinerja", "P3")
    assert (plan.document, first.document, second.document) == (None, "pk", "pk")
    assert codes_of(store, dataset) == [("1", "plan"), ("1", "pk")]
    assert ids_of(store, plan) == {"S1", "S2"}
    assert ids_of(store, find_edition(store, EditionRef(dataset, "1", "PK"))) == {"P3"}
    again = put("1", None, "S9")
    assert codes_of(store, dataset) == [("1", "plan"), ("1", "pk")]
    assert find_edition(store, EditionRef(dataset)) == again


def test_the_plan_is_meant_or_the_only_document(store: Store, dataset: str, put: Put) -> None:
    only = put("1", "renja")
    assert find_edition(store, EditionRef(dataset)) == only
    other = put("1", "pk")
    with pytest.raises(UsageError) as refused:
        find_edition(store, EditionRef(dataset, "1"))
    assert refused.value.code == "document-needed"
    assert refused.value.mend.en.endswith("renja, pk")
    assert find_edition(store, EditionRef(dataset, "1", "Perjanjian_Kinerja")) == other
    with pytest.raises(UsageError) as refused:
        find_edition(store, EditionRef(dataset, "1", "renj"))
    assert refused.value.code == "unknown-document"
    assert "renja, pk" in refused.value.mend.en
    plan = put("1")
    assert find_edition(store, EditionRef(dataset)) == plan
    assert find_edition(store, EditionRef(dataset, document="plan")) == plan


def test_a_document_is_no_edition(store: Store, dataset: str, put: Put) -> None:
    """It neither makes its edition the newest, nor is it counted, audited or compared as one."""
    old = put("lama")
    new = put("baru")
    agreement = put("lama", "pk")
    listed = [item for item in every_edition(store) if item.dataset == dataset]
    assert listed == [old, new]
    assert {item for item in newest(every_document(store)) if item.dataset == dataset} == {new}
    assert agreement.first_loaded == old.first_loaded
    assert editions_beside(store, new) == (old, new)
    later = put("baru", "pk")
    assert editions_beside(store, later) == (agreement, later)
    options = AuditOptions(default_rule_set(("unmeasured-objective",)), only_follow_ups(()))
    everything = audit_all(store, options)
    audited = [one.edition for one in everything.outcomes if one.edition.dataset == dataset]
    assert audited == [new]


def test_datasets_lists_the_documents_of_an_edition(store: Store, dataset: str, put: Put) -> None:
    put("1", None, "S1", "S2")
    put("1", "zakat")
    put("1", "dpa")
    put("2", "iku", "A", "B", "C")
    told = as_json(DatasetList(datasets(store, lambda _: {dataset})))["datasets"]
    assert [
        [(one["document"], one["counts"]["Objective"]) for one in item["documents"]]
        for item in told
    ] == [[("plan", 2), ("dpa", 1), ("zakat", 1)], [("iku", 3)]]
    assert [item["counts"]["Objective"] for item in told] == [2, 3]
    assert all(list(one) == ["document", "counts", "loaded_at"] for one in told[0]["documents"])


def test_a_document_is_removed_alone_and_an_edition_with_all(
    store: Store, settings: Settings, dataset: str, put: Put
) -> None:
    put("1")
    put("1", "pk")
    put("1", "iku")
    put("2")
    assert [one.code for one in drop(store, dataset, "1", "pk", settings=settings)] == ["pk"]
    assert codes_of(store, dataset) == [("1", "plan"), ("1", "iku"), ("2", "plan")]
    with pytest.raises(UsageError) as refused:
        drop(store, dataset, "1", "pk", settings=settings)
    assert refused.value.code == "unknown-document"
    with pytest.raises(UsageError) as refused:
        drop(store, dataset, document="iku", settings=settings)
    assert refused.value.code == "edition-needed"
    assert [one.code for one in drop(store, dataset, "1", settings=settings)] == ["plan", "iku"]
    assert codes_of(store, dataset) == [("2", "plan")]
    put("2", "pk")
    assert [one.code for one in drop(store, dataset, "2", "plan", settings=settings)] == ["plan"]
    assert codes_of(store, dataset) == [("2", "pk")]


def test_an_export_says_which_document_it_is(
    store: Store, dataset: str, put: Put, tmp_path: Path
) -> None:
    put("1")
    document = put("1", "pk")
    row = next(iter(table_rows(Snapshot(store, document))))
    assert (row.table, row.cells["document"]) == ("dataset", "pk")
    write_admin(Snapshot(store, document), tmp_path)
    written = tmp_path.rglob("edition*.csv")
    told = "".join(path.read_text(encoding="utf-8") for path in written)
    assert f"{dataset}\x1f1\x1fpk" in told


def test_a_backup_holds_the_documents(
    store: Store, settings: Settings, dataset: str, put: Put, tmp_path: Path
) -> None:
    put("1", None, "S1")
    document = put("1", "pk", "P1")
    file = tmp_path / "b.zip"
    backup(store, file, settings=settings)
    drop(store, dataset, settings=settings)
    restore(store, file, settings=settings, replace=True)
    assert codes_of(store, dataset) == [("1", "plan"), ("1", "pk")]
    found = find_edition(store, EditionRef(dataset, "1", "pk"))
    assert ids_of(store, found) == {"P1"}
    assert found.loaded_at == document.loaded_at


@pytest.mark.parametrize("stated", ["plan", "PLAN", "PK/2026", "—"])
def test_what_is_no_document_is_refused_also_leniently(settings: Settings, stated: str) -> None:
    tables = {"dataset": [{"dataset": "d", "dokumen": stated}], "units": []}
    for lenient in (False, True):
        found = read_document(tables, name="plan", settings=settings, lenient=lenient)
        assert found.cascade is None
        assert [(one.code, one.column) for one in found.problems] == [("bad-choice", "document")]


def test_the_commands_take_a_document(
    store: Store, engine_settings: Settings, dataset: str, put: Put, tmp_path: Path
) -> None:
    address: dict[str, Any] = {
        "KINERJA_URL": engine_settings.url,
        "KINERJA_USER": engine_settings.user,
        "KINERJA_PASSWORD": engine_settings.password,
        "KINERJA_DATABASE": engine_settings.database,
    }

    def asked(*words: str) -> Done:
        return run(engine_settings.home, *words, language="en", **address)

    put("1", None, "S1")
    plan = tmp_path / "pk.json"
    tables = {
        "dataset": [{"dataset": dataset, "edition": "1", "document": "renja"}],
        "objectives": [{"id": "P1", "name": "P1", "level": 0}],
    }
    plan.write_text(json.dumps(tables), encoding="utf-8")
    refused = asked("load", str(plan), "--document", "plan")
    assert (refused.code, "not stated" in refused.err) == (2, True)
    done = asked("load", str(plan), "--document", "PK", "--json")
    assert json.loads(done.out)["document"] == "pk"
    assert codes_of(store, dataset) == [("1", "plan"), ("1", "pk")]
    traces = [
        asked("trace", *which, "--dataset", dataset, "--json").code
        for which in (("P1", "--document", "pk"), ("P1",), ("S1",), ("S1", "--document", "pk"))
    ]
    assert traces == [0, 2, 0, 2]
    assert f"{dataset[:8]}" in asked("datasets").out
    gone = asked("drop", dataset, "1", "--document", "pk", "--json")
    assert json.loads(gone.out) == {
        "dropped": [{"dataset": dataset, "edition": "1", "document": "pk"}]
    }
    assert [item.code for item in documents_of(every_document(store), put("1"))] == ["plan"]
