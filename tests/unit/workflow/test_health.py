"""What ``doctor`` says of a machine, without any engine."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.cli.app import main
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store import java
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.workflow.health import installed, machine
from kinerja_graph.workflow.health.check import Check
from kinerja_graph.workflow.health.examination import Examination, doctor
from kinerja_graph.workflow.health.installed import Need, needs, state_of

IDS = ["python", "packages", "extras", "home", "disk", "memory", "java", "maven", "port"]


def found(settings: Settings) -> dict[str, Check]:
    return {check.id: check for check in doctor(settings)}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "rumah"


def test_it_starts_and_writes_nothing(home: Path) -> None:
    settings = read_settings(home=home, url="embedded")
    checks = found(settings)
    assert [name for name in checks if name in IDS] == IDS
    assert checks["engine"].verdict == "skipped"
    assert checks["engine"].facts["version"].startswith("26.")
    assert not home.exists()
    assert Embedded(settings).running() is None


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_answer_is_the_same_in_both_languages_but_for_its_sentences(
    home: Path,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KINERJA_HOME", str(home))
    monkeypatch.setenv("KINERJA_URL", "embedded")
    assert main(["doctor", "--json", "--lang", language]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert answer["healthy"] is True
    assert sum(answer["summary"].values()) == len(answer["checks"])
    for check in answer["checks"]:
        assert check["status"] in answer["summary"]
        assert "{" not in check["message"] + (check["remedy"] or "")
    assert main(["doctor", "--lang", language]) == 0
    told = capsys.readouterr().out
    assert {"id": "Semua yang diperlukan ada", "en": "Everything that is needed is there"}[
        language
    ] in told
    assert "kinerja doctor --start" in told
    assert max(map(len, told.splitlines())) <= 80


def test_all_texts_differ_by_language(home: Path) -> None:
    checks = doctor(read_settings(home=home))
    here, there = as_json(Examination(checks), "id"), as_json(Examination(checks), "en")
    for one, other in zip(here["checks"], there["checks"], strict=True):
        if one["id"] != "python":
            assert one["message"] != other["message"]


def test_a_home_that_cannot_be_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "berkas").write_text("x")
    home = tmp_path / "berkas" / "rumah"
    checks = found(read_settings(home=home))
    assert checks["home"].verdict == "error"
    assert "disk" not in checks
    monkeypatch.setenv("KINERJA_HOME", str(home))
    monkeypatch.setenv("KINERJA_URL", "embedded")
    assert main(["doctor", "--lang", "id"]) == 4
    told = capsys.readouterr().out
    assert "1 galat" in told
    assert "KINERJA_HOME" in told


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
def test_a_password_that_others_may_read_is_a_warning(home: Path) -> None:
    secret = home / "embedded" / "root.password"
    secret.parent.mkdir(parents=True)
    secret.write_text("rahasia")
    secret.chmod(0o644)
    check = found(read_settings(home=home))["home"]
    assert check.verdict == "warning"
    assert check.facts["open"] == [str(secret)]
    secret.chmod(0o600)
    assert found(read_settings(home=home))["home"].verdict == "ok"


def test_java_and_maven_are_needed_where_a_local_neo4j_is_used(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("KINERJA_NEO4J_JARS", raising=False)
    monkeypatch.setattr(java, "_PLACES", tmp_path)
    checks = found(read_settings(home=home))
    assert {checks[name].verdict for name in ("java", "maven")} == {"skipped"}
    assert checks["java"].mend is not None
    (home / "neo4j").mkdir(parents=True)
    checks = found(read_settings(home=home))
    assert {checks[name].verdict for name in ("java", "maven")} == {"error"}


def test_a_heap_larger_than_the_machine_is_an_error(home: Path) -> None:
    checks = found(read_settings(home=home, memory="900g"))
    assert checks["memory"].verdict == "error"
    assert found(read_settings(home=home, memory="64m"))["memory"].verdict == "ok"


def test_little_room_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_ROOM_TO_WARN", 1e9)
    assert found(read_settings(home=home))["disk"].verdict == "warning"
    monkeypatch.setattr(machine, "_ROOM_NEEDED", 1e9)
    assert found(read_settings(home=home))["disk"].verdict == "error"


@pytest.mark.parametrize(
    ("url", "code"), [("bolt://127.0.0.1:1", "unavailable"), ("http://x", "bad-setting")]
)
def test_a_server_that_cannot_be_reached_is_an_error(home: Path, url: str, code: str) -> None:
    check = found(read_settings(home=home, url=url))["engine"]
    assert check.verdict == "error"
    assert check.facts["code"] == code


def test_packages_that_are_missing_or_too_old_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [Need("typer", "999", None), Need("tidak-ada-sama-sekali", "1", None)]
    monkeypatch.setattr(installed, "needs", lambda: wanted)
    checks = {check.id: check for check in installed.installed_checks()}
    assert checks["packages"].verdict == "error"
    assert checks["packages"].facts["unusable"] == ["tidak-ada-sama-sekali", "typer"]


def test_a_product_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "PACKAGE", "tidak-ada-sama-sekali")
    checks = {check.id: check for check in installed.installed_checks()}
    assert checks["packages"].verdict == "error"
    assert "extras" not in checks


def test_needs_are_those_of_the_package() -> None:
    names = {need.name: need for need in needs()}
    assert names["neo4j"].extra is None
    assert names["py2neo"].extra == "py2neo"
    assert state_of(names["neo4j"])[1]
    told = needs(["a>=1.2,<2", "b", "c ==3.0 ; extra == \"x\" and sys_platform == 'linux'"])
    assert told == [Need("a", "1.2", None), Need("b", "", None), Need("c", "3.0", "x")]
    assert sys.version_info >= installed.OLDEST_PYTHON
