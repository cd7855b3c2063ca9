"""Measure, print a table, and keep it in ``out/bench.json``: ``make bench``.

    python -m benchmarks.run [--size N] [--large N] [--engine embedded|neo4j]… [--only FIGURE]…

``--size`` (or KINERJA_BENCH_SIZE) is the number of indicators of the loads that are held beside
bare writing, ``--large`` (or KINERJA_BENCH_LARGE) that of memory, reading and bulk load; without
it ten times ``--size``. Exit code 1 where a limit is passed. What stands in the table is this
machine's; only ratios say something elsewhere, for both sides were measured in turns on warm
engines.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.asking import measure_asking
from benchmarks.auditing import measure_audit
from benchmarks.bulk import measure_bulk
from benchmarks.engines import ENGINES, engine, shared
from benchmarks.figure import Figure, keep, show
from benchmarks.loading import measure_load
from benchmarks.matrix import measure_matrix
from benchmarks.memory import measure_loading, measure_reading
from benchmarks.pictures import measure_pictures
from benchmarks.service import measure_service
from benchmarks.starting import measure_help
from benchmarks.weakest import measure_weakest
from benchmarks.whole import measure_country, measure_whole
from benchmarks.wide import write_folder
from city.country import write_country
from kinerja_graph.settings import read_settings

OUT: Final = Path(__file__).parent.parent / "out" / "bench.json"
SIZE: Final = 10_000
LARGER: Final = 10
SMALL: Final = 750
BESIDE: Final = 37_000
"""Indicators of editions of about 2,000 and of 100,000 nodes."""
GOVERNMENT: Final = 5_000
"""Indicators of one government of a country."""
FIGURES: Final = (
    "help",
    "pictures",
    "reading",
    "audit",
    "matrix",
    "weakest",
    "ask",
    "service",
    "load",
    "memory",
    "bulk",
    "whole",
    "country",
)
ROUNDS: Final = 5


def main() -> int:
    """Measures what was asked for."""
    told = _told()
    signal.signal(signal.SIGTERM, _end)
    figures: list[Figure] = []
    for figure in _figures(told):
        figures.append(figure)
        keep(figures, told.out)
    show(figures)
    return 0 if all(figure.holds for figure in figures) else 1


def _end(_signal: int, _frame: object) -> None:
    """Leaves by the door, so that the engines are ended too."""
    sys.exit(143)


def _figures(told: argparse.Namespace) -> Iterator[Figure]:
    if "help" in told.only:
        yield measure_help(10)
    if "pictures" in told.only:
        yield from measure_pictures(told.rounds)
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        if "reading" in told.only:
            settings = read_settings(home=top / "reading")
            yield from measure_reading(settings, top, _wide(top, told.large), told.large)
        for name in told.engine:
            yield from _engine_figures(told, name, top)
        if "bulk" in told.only and "neo4j" in told.engine:
            yield from measure_bulk(top / "bulk", told.memory, _wide(top, told.large), told.large)
        yield from _audit_figures(told, top)


def _audit_figures(told: argparse.Namespace, top: Path) -> Iterator[Figure]:
    """Whole audits, of plans up to ``--size`` and of a country of ``--large``."""
    for name in told.engine if "whole" in told.only else ():
        with engine(name, top / f"{name}-whole", told.memory) as settings:
            sizes: list[int] = [told.size // part for part in (4, 2, 1)]
            plans = [(size, _plan(top, size)) for size in sizes]
            yield from measure_whole(settings, plans, told.rounds)
    if "country" in told.only and "neo4j" in told.engine and not shared():
        country = top / "country"
        write_country(max(1, told.large // GOVERNMENT), told.large, country)
        with engine("neo4j", top / "neo4j-country", told.memory) as settings:
            yield measure_country(settings, country, told.rounds)


def _engine_figures(told: argparse.Namespace, name: str, top: Path) -> Iterator[Figure]:
    """The figures that need an engine, each on one that holds nothing of the others."""
    if "audit" in told.only:
        small, large = _plan(top, SMALL), _plan(top, BESIDE)
        with engine(name, top / f"{name}-audit", told.memory) as settings:
            yield measure_audit(settings, small, large, told.rounds)
    yield from _view_figures(told, name, top)
    if "load" in told.only:
        with engine(name, top / f"{name}-load", told.memory) as settings:
            yield from measure_load(settings, _plan(top, told.size), told.rounds)
    if "memory" in told.only:
        with engine(name, top / f"{name}-memory", told.memory) as settings:
            yield measure_loading(settings, _wide(top, told.large), told.large)


def _view_figures(told: argparse.Namespace, name: str, top: Path) -> Iterator[Figure]:
    """The figures of views, of a plan of ``--size``."""
    if not {"matrix", "weakest", "ask", "service"} & set(told.only):
        return
    plan = _plan(top, told.size)
    with engine(name, top / f"{name}-views", told.memory) as settings:
        if "matrix" in told.only:
            yield measure_matrix(settings, plan, told.rounds)
        if "weakest" in told.only:
            yield measure_weakest(settings, plan, told.rounds)
        if "ask" in told.only:
            yield from measure_asking(settings, plan, told.rounds)
        if "service" in told.only:
            yield from measure_service(settings, plan, told.rounds)


def _plan(top: Path, indicators: int) -> Path:
    """The folder of a made plan with so many indicators."""
    folder = top / str(indicators)
    if not folder.exists():
        write_country(1, indicators, folder)
    return folder / "kota-1"


def _wide(top: Path, indicators: int) -> Path:
    """The folder of a plan with so many indicators and twice as many links."""
    folder = top / f"wide-{indicators}"
    return folder if folder.exists() else write_folder(indicators, folder)


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    size = int(os.environ.get("KINERJA_BENCH_SIZE", str(SIZE)))
    large = int(os.environ.get("KINERJA_BENCH_LARGE", "0"))
    parser.add_argument("--size", type=int, default=size, help="indicators of a load")
    parser.add_argument("--large", type=int, default=large, help="indicators of a bulk load")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="this engine alone")
    parser.add_argument("--only", action="append", choices=FIGURES, help="this figure alone")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="the median of so many counts")
    parser.add_argument("--memory", default="2g", help="largest heap of each engine")
    parser.add_argument("--out", type=Path, default=OUT, help="where the JSON goes")
    told = parser.parse_args()
    told.large = told.large or LARGER * told.size
    told.engine = told.engine or list(ENGINES)
    told.only = told.only or list(FIGURES)
    return told


if __name__ == "__main__":
    sys.exit(main())
