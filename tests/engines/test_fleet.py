"""Many governments on the workers of a cluster: the same answer as one machine, whatever dies."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psutil
import pytest
from command_line import TOP, Done, Kinerja, environment, run, run_apart
from engine_processes import wait_until

from city.country import write_country
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load

GOVERNMENTS: Final = 6
TIMES: Final = int(os.environ.get("KINERJA_TEST_FLEET", "1"))
"""How often each is killed; by night at another moment each time."""
SECONDS: Final = 300
PASSING: Final = ("milliseconds", "loaded_at", "engine", "version")
"""What differs from run to run."""
REFUSED: Final = (
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM '{file}'",
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM glob('{folder}/*')",
    "FROM read_parquet('{folder}/out/governments/*.parquet')",
    "SELECT * FROM 'https://example.org/x.parquet'",
    "SELECT getenv('HOME')",
    "COPY governments TO '{folder}/taken.csv'",
    "ATTACH '{folder}/taken.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "PRAGMA database_list",
    "CREATE TABLE mine AS SELECT 1",
    "DROP TABLE findings",
    "EXPORT DATABASE '{folder}/taken'",
    "SELECT 1; SELECT 2",
    "SELECT * FROM nothing",
    "SELEC 1",
    "",
)


@pytest.fixture
def country(tmp_path: Path) -> Path:
    folder = tmp_path / "negeri"
    write_country(GOVERNMENTS, GOVERNMENTS * 40, folder)
    return folder


@pytest.fixture
def kinerja(embedded_settings: Settings) -> Kinerja:
    def call(*words: str, language: str = "en") -> Done:
        return run(embedded_settings.home, *words, language=language)

    return call


@pytest.fixture
def home(tmp_path: Path) -> Generator[Path]:
    made = tmp_path / "rumah"
    yield made
    assert wait_until(lambda: not engines(), 120), "an engine of a worker is left"


def lasting(answer: Any) -> Any:
    """An answer without what differs from run to run."""
    if isinstance(answer, dict):
        return {key: lasting(value) for key, value in answer.items() if key not in PASSING}
    return [lasting(one) for one in answer] if isinstance(answer, list) else answer


def engines() -> list[psutil.Process]:
    """The engines of workers that run, by the name of their homes."""
    return [one for one in psutil.process_iter() if names(one, "kinerja-fleet-")]


def names(process: psutil.Process, word: str) -> bool:
    try:
        return any(word in part for part in process.cmdline())
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return False


def workers(of: int) -> list[psutil.Process]:
    """The worker processes of a command: what it has spawned, engines and helpers aside."""
    return [
        one
        for one in psutil.Process(of).children(recursive=True)
        if names(one, "spawn_main") and not names(one, "kinerja-fleet-")
    ]


@contextmanager
def fleet(home: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "kinerja_graph", "fleet", *words, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(home, "en"),
        cwd=TOP,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def results(out: Path) -> list[Path]:
    return sorted((out / "governments").glob("*.parquet"))


def alone(kinerja: Kinerja, country: Path) -> list[Any]:
    """What ``check`` says of each government, one after the other."""
    folders = sorted(one for one in country.iterdir() if one.is_dir())
    found = [kinerja("check", str(one), "--json") for one in folders]
    return [lasting(json.loads(one.out)) for one in found]


@pytest.mark.parametrize("moment", range(TIMES))
def test_a_worker_and_an_engine_that_are_killed_lose_nothing(
    kinerja: Kinerja, country: Path, home: Path, tmp_path: Path, moment: int
) -> None:
    out = tmp_path / "hasil"
    chance = random.Random(moment)  # noqa: S311 - no secret
    with fleet(home, "check", str(country), "--scheduler", "local:2", "--out", str(out)) as command:
        assert wait_until(lambda: bool(workers(command.pid)) and bool(engines()), SECONDS)
        assert wait_until(lambda: len(results(out)) >= moment % GOVERNMENTS // 2, SECONDS)
        time.sleep(chance.random())
        chance.choice(workers(command.pid)).kill()
        assert wait_until(lambda: len(results(out)) > moment % GOVERNMENTS // 2, SECONDS)
        time.sleep(chance.random())
        for engine in engines():
            engine.kill()
        said, errors = command.communicate(timeout=SECONDS)
    assert command.returncode == 0, errors
    assert "Traceback" not in errors
    assert lasting(json.loads(said))["audits"] == alone(kinerja, country)
    assert len(results(out)) == GOVERNMENTS


@pytest.mark.parametrize("moment", range(TIMES))
def test_a_command_that_is_killed_goes_on_where_it_was(
    kinerja: Kinerja, country: Path, home: Path, tmp_path: Path, moment: int
) -> None:
    out = tmp_path / "hasil"
    words = ("check", str(country), "--scheduler", "local:2", "--out", str(out))
    with fleet(home, *words) as command:
        least = 1 + moment % (GOVERNMENTS - 2)
        assert wait_until(lambda: len(results(out)) >= least, SECONDS)
        time.sleep(random.Random(moment).random())  # noqa: S311 - no secret
        orphans = workers(command.pid)
        command.send_signal(signal.SIGKILL)
        command.wait(SECONDS)
    assert wait_until(lambda: not any(one.is_running() for one in orphans), 120)
    kept = {one: one.stat().st_mtime_ns for one in results(out)}
    assert least <= len(kept) <= GOVERNMENTS
    with fleet(home, *words) as command:
        said, errors = command.communicate(timeout=SECONDS)
    assert command.returncode == 0, errors
    assert lasting(json.loads(said))["audits"] == alone(kinerja, country)
    assert {one: one.stat().st_mtime_ns for one in results(out) if one in kept} == kept
    assert len(results(out)) == GOVERNMENTS
    for number, sql in enumerate(REFUSED):
        target = kinerja(
            *("fleet", "query", sql.format(file=country / "planned.csv", folder=tmp_path)),
            *("--out", str(out), "--json"),
        )
        assert target.code == 2, (number, sql, target.out)
        assert "planned" not in target.out or "error" in json.loads(target.out)
    assert not list(tmp_path.glob("taken*"))
    sums = kinerja(
        *("fleet", "query", "SELECT sum(errors), count(*) FROM governments"),
        *("--out", str(out), "--json"),
    )
    summary = json.loads(said)["summary"]
    assert json.loads(sums.out)["rows"] == [[summary["error"], GOVERNMENTS]]


@pytest.fixture
def loaded(store: Store, settings: Settings, country: Path) -> Generator[tuple[str, ...]]:
    """Two governments in the graph."""
    names = []
    for folder in sorted(one for one in country.iterdir() if one.is_dir())[:2]:
        found = read(folder, settings=settings, dataset=f"armada-{folder.name}").cascade
        assert found is not None
        names.append(load(store, found, settings=settings).edition.dataset)
    yield tuple(names)
    for name in names:
        drop(store, name, settings=settings)


def test_editions_are_audited_where_they_lie(
    engine_settings: Settings, loaded: tuple[str, ...], tmp_path: Path
) -> None:
    """The same as ``audit --all`` gives, on either engine."""
    address = {
        "KINERJA_URL": engine_settings.url,
        "KINERJA_USER": engine_settings.user,
        "KINERJA_PASSWORD": engine_settings.password,
        "KINERJA_DATABASE": engine_settings.database,
    }
    audits = []
    for words in (
        ("fleet", "audit", "--scheduler", "local:1", "--out", "hasil"),
        ("audit", "--all"),
    ):
        done = run_apart(engine_settings.home, *words, "--json", cwd=tmp_path, **address)
        found = json.loads(done.out)["audits"]
        audits.append({one["dataset"]: lasting(one) for one in found})
    assert audits[0] == audits[1]
    assert set(loaded) <= set(audits[0])
