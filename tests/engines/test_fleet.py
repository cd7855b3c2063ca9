"""Many governments on the workers of a cluster: the same answer as one machine, whatever dies."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import psutil
import pytest
from command_line import TOP, Done, Kinerja, environment, run, run_apart
from engine_processes import wait_until

from city.country import write_country
from kinerja_graph.errors import StoreError
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load

GOVERNMENTS: Final = 6
PlanOf = Callable[..., Cascade]
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
    """The same as ``audit --all`` gives, on either engine, with waivers and limits."""
    address = {
        "KINERJA_URL": engine_settings.url,
        "KINERJA_USER": engine_settings.user,
        "KINERJA_PASSWORD": engine_settings.password,
        "KINERJA_DATABASE": engine_settings.database,
    }
    here = partial(run_apart, engine_settings.home, cwd=tmp_path, **address)
    fleet_audit = ("fleet", "audit", "--scheduler", "local:1", "--out", "hasil", "--json")
    plain = json.loads(here("audit", "--all", "--json").out)
    audits = {one["dataset"]: one for one in plain["audits"]}
    assert set(loaded) <= set(audits)
    waived = next(one for name in loaded for one in audits[name]["findings"])
    waivers = tmp_path / "pengecualian.yaml"
    waivers.write_text(waiver_file(waived), encoding="utf-8")
    rule = waived["rule"]
    for limit in ("error", f"{rule}:0.01", "never"):
        limits = ("--waivers", str(waivers), "--fail-on", limit)
        alike = here("audit", "--all", "--json", *limits), here(*fleet_audit, *limits)
        assert alike[0].code == alike[1].code, limit
        assert by_dataset(alike[0]) == by_dataset(alike[1])
        uses = [json.loads(one.out)["waivers"] for one in alike]
        assert uses[0] == uses[1]
        assert [use["status"] for use in uses[0]] == ["used", "expired", "unmatched"]
    screen = here(*fleet_audit[:-1], "--waivers", str(waivers), language="en")
    assert "Waivers that waive nothing" in screen.out
    assert screen.code == 0, "without --fail-on nothing that is found fails a fleet"


def by_dataset(answer: Done) -> dict[str, Any]:
    return {one["dataset"]: lasting(one) for one in json.loads(answer.out)["audits"]}


def waiver_file(finding: Any) -> str:
    """A waiver of this finding, one that has expired, and one of nothing."""
    own = {"rule": finding["rule"], "reason": "Disepakati", "by": "Inspektorat"}
    entries = [
        {**own, "fingerprint": fingerprint, "until": until}
        for fingerprint, until in (
            (finding["fingerprint"], "2999-01-01"),
            (finding["fingerprint"], "2001-01-01"),
            ("0" * 24, "2999-01-01"),
        )
    ]
    return json.dumps({"waivers": entries})


@pytest.fixture
def two_databases(
    both_stores: dict[str, Store], settings: Settings, plan_of: PlanOf, dataset: str
) -> Generator[dict[str, list[tuple[str, str]]]]:
    """Datasets and editions by engine: one has two editions, one is on both."""
    plans = {
        "embedded": [(f"{dataset}-a", "1"), (f"{dataset}-a", "2"), (f"{dataset}-b", "1")],
        "neo4j": [(f"{dataset}-b", "1"), (f"{dataset}-c", "1")],
    }
    for engine, names in plans.items():
        for name, edition in names:
            made = plan_of(3, edition=edition)
            named = replace(made, plan=replace(made.plan, dataset=name))
            load(both_stores[engine], named, settings=settings)
    yield plans
    for engine, names in plans.items():
        for name in {name for name, _edition in names}:
            drop(both_stores[engine], name, settings=settings)


def test_several_databases_are_audited_at_once(
    two_databases: dict[str, list[tuple[str, str]]],
    embedded_settings: Settings,
    neo4j_settings: Settings,
    dataset: str,
    tmp_path: Path,
) -> None:
    """The embedded engine and a Neo4j by routing: what each has, every edition where asked for."""
    routed = neo4j_settings.url.replace("bolt://", "neo4j://")
    address = {
        "KINERJA_USER": neo4j_settings.user,
        "KINERJA_PASSWORD": neo4j_settings.password,
        "KINERJA_DATABASE": neo4j_settings.database,
    }
    here = partial(run_apart, embedded_settings.home, cwd=tmp_path, language="en", **address)
    audit = ("fleet", "audit", "embedded", routed, "--scheduler", "local:1", "--out", "hasil")
    newest, every = here(*audit, "--json"), here(*audit, "--json", "--every-edition")
    sql = "SELECT dataset, edition, source FROM governments ORDER BY ALL"
    listed = here("fleet", "query", sql, "--out", "hasil", "--json")
    found = [
        (one["dataset"], one["edition"])
        for one in json.loads(newest.out)["audits"]
        if one["dataset"].startswith(dataset)
    ]
    twice = f"{dataset}-b"
    assert found == [(f"{dataset}-a", "2"), (twice, "1"), (twice, "1"), (f"{dataset}-c", "1")]
    assert f"{twice} is loaded in several databases" in newest.err
    assert newest.code == every.code == 0
    mine = [row for row in json.loads(listed.out)["rows"] if row[0].startswith(dataset)]
    assert mine == sorted(
        [name, edition, routed if engine == "neo4j" else "embedded"]
        for engine, names in two_databases.items()
        for name, edition in names
    )
    gone = here(*audit, "bolt://127.0.0.1:9")
    assert gone.code == StoreError.exit_code
    assert "127.0.0.1:9" in gone.err


def test_reports_go_on_where_they_were_and_make_the_page_of_the_country(
    kinerja: Kinerja, country: Path, home: Path, tmp_path: Path
) -> None:
    """Killed on two workers, ended by one: the audits of one machine, and every link a file."""
    out, provinces = tmp_path / "hasil", tmp_path / "provinsi.csv"
    provinces.write_text("dataset;provinsi\nkota-1;Jawa Barat\nkota-2;91\n", encoding="utf-8")
    words = ("report", str(country), "--out", str(out), "--provinces", str(provinces), "--pictures")
    with fleet(home, *words, "--scheduler", "local:2") as command:
        assert wait_until(lambda: len(results(out)) > 1, SECONDS)
        orphans = workers(command.pid)
        command.send_signal(signal.SIGKILL)
        command.wait(SECONDS)
    assert wait_until(lambda: not any(one.is_running() for one in orphans), 120)
    assert not (out / "index.html").exists()
    lost = min((out / "reports").iterdir())
    lost.unlink()
    recorded = {
        one.stem[:8] for one in results(out)
    }  # a report that was cut off before is made again
    kept = {
        one: one.stat().st_mtime_ns
        for one in (out / "reports").iterdir()
        if one.stem[-8:] in recorded
    }
    assert kept
    with fleet(home, *words, "--scheduler", "local:1") as command:
        said, errors = command.communicate(timeout=SECONDS)
    assert command.returncode == 0, errors
    assert lasting(json.loads(said))["audits"] == alone(kinerja, country)
    assert len(results(out)) == GOVERNMENTS
    assert lost.is_file()
    assert {one: one.stat().st_mtime_ns for one in kept} == kept
    assert_page_leads_to_files(out)
    again = kinerja("fleet", "page", "--out", str(out), "--json", language="id")
    assert json.loads(again.out)["out"] == str(out / "index.html")
    assert "Seluruh negeri sekilas" in (out / "index.html").read_text(encoding="utf-8")


def assert_page_leads_to_files(out: Path) -> None:
    """Every link of the page is a file of its folder and every file is linked, by province too."""
    page = (out / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="((?:report|picture)s/[^"]+)"', page))
    assert linked == {
        path.relative_to(out).as_posix()
        for folder in ("reports", "pictures")
        for path in (out / folder).iterdir()
    }
    assert len(linked) == 2 * GOVERNMENTS
    assert page.count('class="p32 s') == page.count('class="p91 s') == 1
    assert page.count(" empty") >= 36
    report = next(one for one in sorted(linked) if "reports/kota-1" in one)
    assert "Rencana kota-1" in (out / report).read_text("utf-8")
