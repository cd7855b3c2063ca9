"""A whole country: ``make bench-country``.

    python -m benchmarks.country [--governments N] [--indicators M] [--steps S] [--memory 4g]

Countries of a growing number of governments, each made by ``tools/city``: loaded in bulk into an
empty local Neo4j by its importer, and audited by all rules with as many governments at once as
the engine takes. Beside them, from the same files: the importer alone, one audit after the other,
and a networkx script of five of the rules (``benchmarks/script.py``), which must find the same.
What was measured goes into a JSON file after every step, the smallest country first; the page
``docs/scale.md`` is made from it (``tools/scale_page.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psutil

from benchmarks.bulk import importer_alone, written
from benchmarks.engines import engine
from benchmarks.figure import timed
from benchmarks.whole import compare, exponent, script_over
from city.country import write_country
from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.store.maven import NEO4J_VERSION
from kinerja_graph.workflow.auditing import AuditOptions, Everything, audit_all
from kinerja_graph.workflow.bulk import load_bulk
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

OUT: Final = Path(__file__).parent.parent / "docs" / "scale.json"
GOVERNMENTS: Final = 500
INDICATORS: Final = 1_000_000
STEPS: Final = 4
ALONE: Final = 50
"""Up to so many governments are audited one after the other too: more would take the day."""
_MEGA: Final = 1_000_000
_EDGES: Final = Statement("edges", "MATCH ()-[e]->() RETURN count(e) AS edges")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What one country took.

    Attributes:
        governments, indicators: its size; ``nodes`` and ``edges`` are those in the graph.
        making: seconds in which its files were written.
        bulk: seconds of ``load --bulk``, from the files to what readers see.
        importer: seconds of the importer alone, with the same rows ready as its files.
        audit: seconds of all rules over all governments, several at once.
        audit_alone: the same, one government after the other; None where there are too many.
        at_once: how many at once.
        script_reads, script_checks: seconds of the networkx script.
        findings: of all rules; ``shared_findings`` are those of the five that the script knows.
        files_megabytes, database_megabytes: on disk.
        process_megabytes: the most memory of this process so far.
        server_megabytes: resident memory of the server after the audit.
    """

    governments: int
    indicators: int
    nodes: int
    edges: int
    making: float
    bulk: float
    importer: float
    audit: float
    audit_alone: float | None
    at_once: int
    script_reads: float
    script_checks: float
    findings: int
    shared_findings: int
    files_megabytes: float
    database_megabytes: float
    process_megabytes: float
    server_megabytes: float


@dataclass(frozen=True, slots=True)
class _Audits:
    """The audits of one country, and what the server held after them."""

    found: Everything
    seconds: float
    alone: float | None
    at_once: int
    server_megabytes: float


def main() -> int:
    """Measure countries of growing size."""
    arguments = _parse_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    points: list[Point] = []
    arguments.machine = machine()
    with tempfile.TemporaryDirectory(dir=arguments.room) as folder:
        for governments in sizes(arguments.governments, arguments.steps):
            indicators = arguments.indicators * governments // arguments.governments
            points.append(measure(Path(folder), governments, indicators, arguments.memory))
            write_points(points, arguments)
            print(json.dumps(asdict(points[-1])), flush=True)  # noqa: T201 - its answer
    return 0


def sizes(governments: int, steps: int) -> list[int]:
    """Return so many sizes, each about twice the one before, the whole country last.

    >>> sizes(500, 4)
    [62, 125, 250, 500]
    """
    return sorted({max(1, governments // 2**step) for step in range(steps)})


def measure(top: Path, governments: int, indicators: int, memory: str) -> Point:
    """Return all figures of one country, on a new server in folders that are removed after.

    Raises:
        ValueError: the script and the rules differ in what they find.
    """
    with tempfile.TemporaryDirectory(dir=top) as name:
        country, home = Path(name) / "country", Path(name) / "home"
        making, _ = timed(lambda: write_country(governments, indicators, country))
        folders = sorted(path for path in country.iterdir() if path.is_dir())
        with engine("neo4j", home, memory) as given:
            settings = given.model_copy(update={"memory": memory})
            bulk, loaded = timed(lambda: load_bulk(folders, settings=settings))
            running = LocalNeo4j(settings).running()
            settings = settings.model_copy(update={"url": running.uri if running else ""})
            audits = _measure_audits(settings, governments)
            edges = _edges(settings)
            size = _megabytes(home / "neo4j" / "data" / "databases")
            rows = written(folders, Path(name) / "alone", settings)
            alone = importer_alone(LocalNeo4j(settings), rows, settings.memory)
        reading, checking, counted = script_over(folders)
        compare(audits.found, counted)
        return Point(
            governments=governments,
            indicators=loaded.counts["Indicator"],
            nodes=sum(loaded.counts.values()) + len(loaded.editions),
            edges=edges,
            making=making,
            bulk=bulk,
            importer=alone,
            audit=audits.seconds,
            audit_alone=audits.alone,
            at_once=audits.at_once,
            script_reads=reading,
            script_checks=checking,
            findings=sum(len(one.audit.findings) for one in audits.found.audited),
            shared_findings=counted.total(),
            files_megabytes=_megabytes(country),
            database_megabytes=size,
            process_megabytes=_most_memory(),
            server_megabytes=audits.server_megabytes,
        )


def write_points(points: Sequence[Point], arguments: argparse.Namespace) -> None:
    """Write the figures measured so far as JSON, with the machine they were measured on."""
    answer = {
        "when": datetime.now(UTC).date().isoformat(),
        "machine": arguments.machine,
        "server": {"name": "neo4j", "version": NEO4J_VERSION, "heap": arguments.memory},
        "wanted": {"governments": arguments.governments, "indicators": arguments.indicators},
        "points": [asdict(point) for point in points],
        "exponents": exponents(points),
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", "utf-8")


def exponents(points: Sequence[Point]) -> dict[str, float | None]:
    """Return the exponent by which the seconds of each side grow; None for a single size."""

    def grown(seconds: Sequence[float]) -> float | None:
        if len(points) < 2:  # noqa: PLR2004 - a line needs two points
            return None
        pairs = zip((float(point.indicators) for point in points), seconds, strict=True)
        return round(exponent(list(pairs)), 3)

    return {
        "bulk": grown([point.bulk for point in points]),
        "importer": grown([point.importer for point in points]),
        "audit": grown([point.audit for point in points]),
        "script": grown([point.script_reads + point.script_checks for point in points]),
    }


def machine() -> dict[str, Any]:
    """Return what is known of the machine, and how busy it is at the start."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "memory_gigabytes": round(psutil.virtual_memory().total / 1e9, 1),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _measure_audits(settings: Settings, governments: int) -> _Audits:
    """Audit all governments once to warm the server, then several at once, then one by one."""
    order = AuditOptions(default_rule_set(), read_history())
    with open_store(settings) as store:
        at_once = store.capabilities.concurrent_reads
        seconds, found = timed(lambda: audit_all(store, order))
        alone: float | None = None
        if governments <= ALONE:
            seconds, found = timed(lambda: audit_all(store, order))
            alone, _ = timed(lambda: audit_all(_one_at_once(store), order))
        return _Audits(found, seconds, alone, at_once, _server(settings))


def _one_at_once(store: Store) -> Store:
    store.capabilities = replace(store.capabilities, concurrent_reads=1)
    return store


def _edges(settings: Settings) -> int:
    with open_store(settings) as store:
        return int(store.read(_EDGES)[0]["edges"])


def _server(settings: Settings) -> float:
    running = LocalNeo4j(settings).running()
    if running is None:
        return 0.0
    return psutil.Process(running.server.pid).memory_info().rss / _MEGA


def _most_memory() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / _MEGA if sys.platform == "darwin" else used * 1024 / _MEGA


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _MEGA


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--governments", type=int, default=GOVERNMENTS)
    parser.add_argument("--indicators", type=int, default=INDICATORS, help="in the whole country")
    parser.add_argument("--steps", type=int, default=STEPS, help="sizes, each twice the one before")
    parser.add_argument("--memory", default="4g", help="largest heap of the server and importer")
    parser.add_argument("--room", type=Path, default=None, help="folder with room for the files")
    parser.add_argument("--out", type=Path, default=OUT, help="where the JSON goes")
    return parser.parse_args()


if __name__ == "__main__":
    if os.environ.pop("NEO4J_URL", None):
        print("A server of its own is started; NEO4J_URL is not used.", file=sys.stderr)  # noqa: T201
    sys.exit(main())
