"""A country on the workers of a cluster: ``make bench-fleet``.

    python -m benchmarks.fleet [--governments 50,500] [--indicators 40] [--memory 2g]

Countries of a growing number of governments, all of about the same size. Each is checked by
``kinerja fleet check`` on one and on two worker processes of this machine, as a whole command that
starts with nothing. Beside it, from the same files: ``load --bulk`` into a local Neo4j with
``audit --all``, and a networkx script of five of the rules (``benchmarks/script.py``), which must
find the same as the fleet. What was measured goes into a JSON file after every country; the
section of ``docs/scale.md`` on fleets is made from it (``tools/scale_page.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psutil

from benchmarks.country import machine
from benchmarks.engines import engine
from benchmarks.figure import timed
from benchmarks.script import CHECKS
from benchmarks.whole import compare, script_over
from city.country import write_country
from kinerja_graph.fleet.query import opened_results
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.workflow.auditing import AuditOptions, audit_all
from kinerja_graph.workflow.bulk import load_bulk
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

OUT: Final = Path(__file__).parent.parent / "docs" / "scale-fleet.json"
SIZES: Final = (50, 500)
INDICATORS: Final = 40
"""Of each government, on average."""
WORKERS: Final = (1, 2)
RISE: Final = 1.1
"""Time per government may rise by so much from the smallest country to the largest."""
_EVERY: Final = 0.5
_MEGA: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of ``fleet check``.

    Attributes:
        workers: how many.
        seconds: of the whole command.
        working: of all jobs together, as the workers counted them.
        first: until the first result.
        cpu: seconds of processor time of the command, the workers and their engines: on a machine
            that does other work too, this tells more than the clock.
        worker_megabytes: most resident memory of a worker process.
        engine_megabytes: likewise of an engine below one.
    """

    workers: int
    seconds: float
    working: float
    first: float
    cpu: float
    worker_megabytes: float
    engine_megabytes: float

    @property
    def steady(self) -> float:
        """Seconds after the first result: what grows with the country."""
        return self.seconds - self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What one country took.

    Attributes:
        governments, indicators: its size.
        largest: the number of indicators of its largest government.
        runs: those of the fleet.
        bulk, audit_all: seconds of ``load --bulk`` and of all rules in a local Neo4j; None where
            they were left out.
        script: seconds of the networkx script, reading and five checks.
        findings: of all rules; ``shared_findings`` are those of the five.
        load_before: how busy the machine was.
    """

    governments: int
    indicators: int
    largest: int
    runs: tuple[Run, ...]
    bulk: float | None
    audit_all: float | None
    script: float
    findings: int
    shared_findings: int
    load_before: float


def main() -> int:
    """Measure; exit code 1 if time per government rises too much."""
    asked = _parse_arguments()
    told = machine()
    sizes: list[Size] = []
    with tempfile.TemporaryDirectory(dir=asked.room) as name:
        for number in asked.governments:
            sizes.append(measure(Path(name) / str(number), number, asked))
            _write(asked.out, sizes, told)
            print(json.dumps(asdict(sizes[-1])), flush=True)  # noqa: T201 - its answer
    rise = rise_of(sizes)
    print(f"time per government rises to {rise:.2f} (limit {RISE})")  # noqa: T201 - its answer
    return int(rise > RISE)


def measure(top: Path, governments: int, asked: argparse.Namespace) -> Size:
    """Return all figures of one country.

    Raises:
        ValueError: the script, the fleet and ``audit --all`` differ in what they find.
    """
    country = top / "negeri"
    write_country(governments, governments * asked.indicators, country)
    folders = sorted(path for path in country.iterdir() if path.is_dir())
    load_before = round(os.getloadavg()[0], 2)
    runs = tuple(_check(country, top / f"hasil-{workers}", workers) for workers in WORKERS)
    reading, checking, counted = script_over(folders)
    findings, largest = _findings(top / f"hasil-{WORKERS[-1]}", counted)
    bulk = audit = None
    if not asked.without_neo4j:
        with engine("neo4j", top / "home", asked.memory) as given:
            bulk, _loaded = timed(lambda: load_bulk(folders, settings=given))
            running = LocalNeo4j(given).running()
            settings = given.model_copy(update={"url": running.uri if running else ""})
            with open_store(settings) as store:
                options = AuditOptions(default_rule_set(), read_history())
                audit, found = timed(lambda: audit_all(store, options))
            compare(found, counted)
    return Size(
        governments=governments,
        indicators=governments * asked.indicators,
        largest=largest,
        runs=runs,
        bulk=bulk,
        audit_all=audit,
        script=reading + checking,
        findings=findings,
        shared_findings=counted.total(),
        load_before=load_before,
    )


def rise_of(sizes: Sequence[Size]) -> float:
    """Return the time per government of the largest country, in that of the smallest.

    It is the time after the first result, on the most workers: starting is no part of it.
    """
    small, large = (
        one.runs[-1].steady / max(1, one.governments - 1) for one in (sizes[0], sizes[-1])
    )
    return large / small


def cpu_rise_of(sizes: Sequence[Size]) -> float:
    """Return the same of processor time, starting included."""
    small, large = (one.runs[-1].cpu / one.governments for one in (sizes[0], sizes[-1]))
    return large / small


def _check(country: Path, out: Path, workers: int) -> Run:
    words = ("fleet", "check", str(country), "--scheduler", f"local:{workers}", "--out", str(out))
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "kinerja_graph", *words, "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        watch = _Watch(process.pid, out / "governments", began)
        watch.start()
        errors = process.communicate()[1]
        seconds = time.perf_counter() - began
    watch.join()
    if process.returncode:
        raise ValueError(errors)
    with opened_results(out) as connection:
        working = connection.execute("SELECT sum(seconds) FROM governments").fetchone()[0]
    return Run(
        workers=workers,
        seconds=seconds,
        working=working,
        first=watch.first,
        cpu=sum(watch.cpu.values()),
        worker_megabytes=watch.worker / _MEGA,
        engine_megabytes=watch.engine / _MEGA,
    )


class _Watch(threading.Thread):
    """Watches a command: when its first result comes, and how much memory its processes take."""

    def __init__(self, pid: int, results: Path, began: float) -> None:
        super().__init__(daemon=True)
        self._pid, self._results, self._began = pid, results, began
        self.first = 0.0
        self.worker = 0
        self.engine = 0
        self.cpu: dict[int, float] = {}

    def run(self) -> None:
        while psutil.pid_exists(self._pid):
            if not self.first and any(self._results.glob("*.parquet")):
                self.first = time.perf_counter() - self._began
            for process in self._processes():
                self._look(process)
            time.sleep(_EVERY)

    def _processes(self) -> list[psutil.Process]:
        """Return the workers, and the engines, which leave their families: theirs by their home."""
        return [
            one
            for one in psutil.process_iter(["cmdline"])
            if any(
                "kinerja-fleet-" in word or "spawn_main" in word
                for word in one.info["cmdline"] or ()
            )
            or one.pid == self._pid
        ]

    def _look(self, process: psutil.Process) -> None:
        try:
            words, memory = process.cmdline(), process.memory_info().rss
            times = process.cpu_times()
            is_engine = any("kinerja-fleet-" in word for word in words)
            family = {process.pid, *(one.pid for one in process.parents())}
        except psutil.Error:
            return
        if not is_engine and self._pid not in family:
            return
        self.cpu[process.pid] = times.user + times.system
        if is_engine:
            self.engine = max(self.engine, memory)
        elif process.pid != self._pid:
            self.worker = max(self.worker, memory)


def _findings(out: Path, counted: Counter[str]) -> tuple[int, int]:
    """Return the number of findings and the largest number of indicators of a government.

    Raises:
        ValueError: the fleet did not find what the script found.
    """
    with opened_results(out) as connection:
        rows = connection.execute("SELECT rule, sum(findings) FROM rules GROUP BY rule").fetchall()
        largest = connection.execute("SELECT max(indicators) FROM governments").fetchone()[0]
    found = {rule: int(number) for rule, number in rows}
    ours = Counter({rule: number for rule, number in found.items() if rule in CHECKS and number})
    if ours != +counted:
        raise ValueError(ours, counted)
    return sum(found.values()), largest


def _write(out: Path, sizes: Sequence[Size], told: dict[str, Any]) -> None:
    answer = {
        "when": datetime.now(UTC).date().isoformat(),
        "machine": told,
        "sizes": [asdict(one) for one in sizes],
        "rise": rise_of(sizes) if len(sizes) > 1 else None,
        "cpu_rise": cpu_rise_of(sizes) if len(sizes) > 1 else None,
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--governments",
        type=lambda text: [int(one) for one in text.split(",")],
        default=list(SIZES),
        help="how many, the smallest country first: 50,500",
    )
    parser.add_argument("--indicators", type=int, default=INDICATORS, help="of each government")
    parser.add_argument("--memory", default="2g", help="largest heap of the Neo4j beside it")
    parser.add_argument("--without-neo4j", action="store_true", help="leave out audit --all")
    parser.add_argument("--room", type=Path, default=None, help="folder with room for the files")
    parser.add_argument("--out", type=Path, default=OUT, help="where the JSON goes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
