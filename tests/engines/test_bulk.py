"""Many datasets by the importer of a local Neo4j, and an export that it imports."""

import json
import os
import socket
import subprocess
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from plans import (
    FAULTY,
    FAULTY_SPENDING,
    SPENDING,
    cascade_of,
    content_of,
    read_back,
    with_origins,
)

from kinerja_graph.errors import EngineError, UsageError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.bulk import empty_local, import_files
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.constraints import ensure_schema
from kinerja_graph.store.load import drop, temporary_snapshot
from kinerja_graph.store.load import load as load_cascade
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.store.process import LOOPBACK
from kinerja_graph.store.snapshots import editions, find_edition
from kinerja_graph.workflow.auditing import measured_audit
from kinerja_graph.workflow.bulk import InputsRefused, load_bulk
from kinerja_graph.workflow.earlier import run_audit
from kinerja_graph.workflow.exporting import export
from kinerja_graph.workflow.loading import load
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.rule_sets import default_rule_set

WIPE = Statement("wipe", "MATCH (n) DETACH DELETE n")
SLIDES = Path(__file__).parent.parent.parent / "examples" / "slides"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, neo4j_jars: Path) -> Generator[Path]:
    """The home of a local Neo4j that this module fills."""
    assert neo4j_jars.is_dir()
    place = tmp_path_factory.mktemp("bulk-home")
    yield place
    LocalNeo4j(read_settings(home=place)).stop()


def settings_at(home: Path) -> Settings:
    """Settings for the local server of ``home``, started where it does not run."""
    plain = read_settings(home=home, memory="512m", keep_replaced=0.0)
    address = LocalNeo4j(plain).start()
    return plain.model_copy(
        update={"url": address.uri, "user": address.user, "password": address.password}
    )


def emptied(home: Path) -> Settings:
    """Settings for the local server of ``home``, which holds nothing of other tests."""
    local = settings_at(home)
    with open_store(local) as store:
        store.write(WIPE)
    return local


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """Three inputs: the slides, a plan of corners, and one that only a lenient load takes."""
    paths = [SLIDES, tmp_path / "pojok.json", tmp_path / "cacat.json"]
    for path, tables in zip(paths[1:], (SPENDING, FAULTY_SPENDING), strict=True):
        path.write_text(json.dumps(tables), "utf-8")
    return paths


def told(audit_: Any) -> dict[str, Any]:
    """An audit as JSON without engine and times."""
    answer = as_json(audit_, "en")
    del answer["engine"]
    for rule in answer["rules"]:
        del rule["milliseconds"]
    return answer


def ordinary(store: Store, cascade: Cascade, settings: Settings) -> dict[str, Any]:
    """The audit of an ordinary load of the same plan."""
    with temporary_snapshot(store, cascade, settings=settings) as snapshot:
        return told(measured_audit(store, snapshot.edition, default_rule_set()))


def test_what_is_refused(home: Path, inputs: list[Path], tmp_path: Path) -> None:
    embedded = read_settings(home=home, url="embedded")
    other = read_settings(home=home, url="bolt://127.0.0.1:1")
    for settings in (embedded, other):
        with pytest.raises(UsageError) as refused:
            load_bulk(inputs[:1], settings=settings)
        assert refused.value.code == "bulk-not-local"
    local = emptied(home)
    broken = tmp_path / "rusak.json"
    broken.write_text('{"units": [{"id": "a"}]}', "utf-8")
    with pytest.raises(InputsRefused) as errors:
        load_bulk([*inputs[:2], broken, inputs[2]], settings=local)
    assert [item.refused for item in errors.value.inputs] == [False, False, True, True]
    with pytest.raises(UsageError) as twice:
        load_bulk([SLIDES, SLIDES], settings=local)
    assert twice.value.code == "same-edition"
    engine = empty_local(local)
    with pytest.raises(EngineError) as failed:
        import_files(engine, local, ["--nodes=Unit=nowhere.csv"], ())
    assert failed.value.code == "import-failed"
    assert "nowhere.csv" in str(failed.value)
    assert settings_at(home).url == local.url
    assert empty_local(local).running() is not None
    assert not (home / "neo4j" / "import" / "bulk").exists()


def test_a_bulk_load_is_as_good_as_ordinary_ones(
    home: Path,
    inputs: list[Path],
    embedded_store: Store,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Read by several processes, as large inputs are."""
    monkeypatch.setattr("kinerja_graph.workflow.bulk_workers._BYTES_PER_WORKER", 0)
    local = emptied(home)
    seen: list[tuple[str, int, int]] = []
    done = load_bulk(
        inputs,
        settings=local,
        options=ReadOptions(lenient=True),
        progress=lambda *step: seen.append(step),
    )
    assert [item.dataset for item in done.editions] == ["salindia", "pojok", "cacat"]
    assert [item.first_loaded for item in done.editions] == [1, 2, 3]
    assert seen[0] == ("inputs", 0, 3)
    assert seen[-1] == ("import", 1, 1)
    here = settings_at(home)
    assert done.moved is None
    assert here.url == local.url
    with open_store(here, strict=True) as store:
        assert ensure_schema(store) == ()
        assert [(item.dataset, item.digest != "") for item in editions(store)] == [
            ("cacat", True),
            ("pojok", True),
            ("salindia", True),
        ]
        for path, edition in zip(inputs, done.editions, strict=True):
            cascade = read_back(path, settings, lenient=True)
            found = told(run_audit(store, EditionRef(edition.dataset)))
            assert found == ordinary(embedded_store, cascade, settings)
    total = {"Unit", "Position", "Objective", "Indicator", "Task", "Programme", "Problem"}
    assert set(done.counts) == total
    with pytest.raises(UsageError) as filled:
        load_bulk(inputs[:1], settings=here)
    assert filled.value.code == "bulk-not-empty"
    later = load(SLIDES, settings=here, wish=ReadOptions(edition="2"))
    assert later.loaded.edition.first_loaded == 4


def test_a_port_that_another_program_takes_meanwhile_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = emptied(home)
    port = int(local.url.rpartition(":")[2])
    with socket.socket() as other:

        def meanwhile(*_words: Any) -> bool:
            """The importer, which the other tests run in earnest, takes its time."""
            other.bind((LOOPBACK, port))
            other.listen()
            return True

        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        monkeypatch.setattr("kinerja_graph.store.bulk.run_importer", meanwhile)
        done = run(home, "load", str(SLIDES), "--bulk", language="en", KINERJA_URL=local.url)
    assert done.code == 0, done.err
    here = settings_at(home).url
    assert here != local.url
    assert here in done.err


def test_the_exported_files_are_imported(
    home: Path, tmp_path: Path, embedded_store: Store, settings: Settings
) -> None:
    """Whatever the database held before is replaced by what the files hold."""
    cascade = cascade_of(FAULTY, settings, lenient=True)
    load_cascade(embedded_store, cascade, settings=settings)
    edition = find_edition(embedded_store, EditionRef("cacat"))
    export(embedded_store, edition, format="neo4j-admin", out=tmp_path / "out")
    drop(embedded_store, "cacat", settings=settings)
    settings_at(home)
    with LocalNeo4j(read_settings(home=home)).halted() as tools:
        admin = tmp_path / "neo4j-admin"
        jars = tools.jars / "*"
        admin.write_text(
            f'#!/bin/sh\nexec "{tools.java}" -Xmx512m -cp "{jars}" '
            'org.neo4j.server.startup.Neo4jAdminCommand "$@"\n',
            "utf-8",
        )
        admin.chmod(0o755)
        done = subprocess.run(
            [tmp_path / "out" / "import.sh", "neo4j", "--overwrite-destination=true"],
            env={**os.environ, **tools.environment, "NEO4J_ADMIN": str(admin)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    with open_store(settings_at(home)) as store:
        ensure_schema(store)
        assert told(run_audit(store, EditionRef())) == ordinary(embedded_store, cascade, settings)
        export(store, find_edition(store), format="json", out=tmp_path / "json")
    again = read_back(tmp_path / "json" / "plan.json", settings, lenient=True)
    assert content_of(again) == content_of(with_origins(cascade))


def test_on_the_command_line(tmp_path: Path) -> None:
    done = run(tmp_path, "load", str(SLIDES), "--bulk", language="en")
    assert done.code == 2
    assert "kinerja db start --engine neo4j" in done.err
    done = run(tmp_path, "load", str(SLIDES), str(SLIDES), language="en")
    assert done.code == 2
    assert "--bulk" in done.err
