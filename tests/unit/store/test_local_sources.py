"""Where a local Neo4j's Java and jars come from, and what is said when they are not there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kinerja_graph.errors import EngineError
from kinerja_graph.store import java, maven
from kinerja_graph.store.java import find_java, release
from kinerja_graph.store.maven import JARS_VARIABLE, NEO4J_VERSION, jars, whole

JAR = f"neo4j-{NEO4J_VERSION}.jar"


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def java_of(path: Path, version: str) -> Path:
    return program(path, f"echo 'openjdk version \"{version}\" 2026-01-20' >&2")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its PATH but what a test puts into ``bin``."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin-of-nobody")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv(JARS_VARIABLE, raising=False)
    monkeypatch.setattr(java, "_PLACES", tmp_path / "jvm")
    (tmp_path / "bin").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("version", "number"), [("17.0.15", 17), ("21", 21), ("1.8.0_412", 8), ("25.0.4.1", 25)]
)
def test_release_of_a_java(tmp_path: Path, version: str, number: int) -> None:
    assert release(java_of(tmp_path / "java", version)) == number


def test_program_that_is_no_java_has_no_release(tmp_path: Path) -> None:
    assert release(program(tmp_path / "java", "exit 1")) is None
    assert release(tmp_path / "nothing") is None


def test_java_home_goes_before_the_path(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path = java_of(bare / "bin" / "java", "17.0.1")
    assert find_java() == on_path
    chosen = java_of(bare / "chosen" / "bin" / "java", "21.0.2")
    monkeypatch.setenv("JAVA_HOME", str(bare / "chosen"))
    assert find_java() == chosen


def test_unfit_java_is_passed_over_for_a_fit_one(bare: Path) -> None:
    java_of(bare / "bin" / "java", "11.0.2")
    fit = java_of(bare / "jvm" / "java-17-openjdk" / "bin" / "java", "17.0.9")
    assert find_java() == fit


@pytest.mark.parametrize("version", ["11.0.2", "25.0.1"])
def test_unfit_java_is_told_with_what_to_install(bare: Path, version: str) -> None:
    java_of(bare / "bin" / "java", version)
    with pytest.raises(EngineError, match="Java 17 or 21") as caught:
        find_java()
    assert "openjdk-17-jre-headless" in caught.value.tell("id")
    assert f"({version.partition('.')[0]})" in caught.value.tell("id")


def test_no_java_is_told(bare: Path) -> None:
    assert bare
    with pytest.raises(EngineError) as caught:
        find_java()
    assert caught.value.code == "java-missing"


def test_no_maven_is_told_with_what_to_install(bare: Path) -> None:
    with pytest.raises(EngineError, match="apt install maven") as caught:
        jars(bare / "home")
    assert caught.value.code == "maven-missing"


def maven_that(bare: Path, script: str) -> None:
    """A Maven that puts some jars where it is told, then does what ``script`` says."""
    lines = (
        'for word in "$@"; do case "$word" in -DoutputDirectory=*) to="${word#*=}";; esac; done',
        'PATH=/usr/bin:/bin; mkdir -p "$to"; echo jar > "$to/other.jar"',
        f'echo run >> "{bare}/runs"',
    )
    program(bare / "bin" / "mvn", "\n".join((*lines, script)))


def test_jars_are_fetched_once(bare: Path) -> None:
    maven_that(bare, f'echo jar > "$to/{JAR}"')
    folder = jars(bare / "home")
    assert {path.name for path in folder.iterdir()} == {"other.jar", JAR}
    assert jars(bare / "home") == folder
    assert (bare / "runs").read_text() == "run\n"
    assert standing(bare / "home") == [folder.name]


def test_two_at_once_fetch_once(bare: Path) -> None:
    maven_that(bare, f'sleep 0.5; echo jar > "$to/{JAR}"')
    with ThreadPoolExecutor(2) as threads:
        folders = set(threads.map(jars, [bare / "home"] * 2))
    assert len(folders) == 1
    assert (bare / "runs").read_text() == "run\n"


def standing(home: Path) -> list[str]:
    """What was put there, its lock aside."""
    return [path.name for path in home.iterdir() if path.suffix != ".lock"]


@pytest.mark.parametrize("script", ["echo 'no route to host'; exit 1", "exit 0", "kill -9 $$"])
def test_half_a_download_is_not_taken_for_whole(bare: Path, script: str) -> None:
    maven_that(bare, script)
    for _ in range(2):
        with pytest.raises(EngineError) as caught:
            jars(bare / "home")
        assert caught.value.code == "neo4j-not-fetched"
    assert standing(bare / "home") == []
    maven_that(bare, f'echo jar > "$to/{JAR}"')
    assert whole(jars(bare / "home"))


def test_failed_download_shows_the_end_of_its_log(bare: Path) -> None:
    maven_that(bare, "echo 'no route to host'; exit 1")
    with pytest.raises(EngineError, match="no route to host"):
        jars(bare / "home")


def test_given_folder_is_used_or_filled(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(JARS_VARIABLE, str(bare / "cache" / "jars"))
    (bare / "cache" / "jars").mkdir(parents=True)
    maven_that(bare, f'echo jar > "$to/{JAR}"')
    assert jars(bare / "home") == bare / "cache" / "jars"
    assert jars(bare / "other") == bare / "cache" / "jars"
    assert (bare / "runs").read_text() == "run\n"


def test_pom_asks_for_the_version_that_we_say() -> None:
    assert f"<version>{NEO4J_VERSION}</version>" in maven._POM  # noqa: SLF001
