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
from benchmarks.checking import measure_checks
from benchmarks.engines import ENGINES, engine, shared
from benchmarks.figure import Figure, show, write_figures
from benchmarks.forms import measure_forms
from benchmarks.loading import measure_load
from benchmarks.matrix import measure_matrix
from benchmarks.memory import measure_importing, measure_loading, measure_reading
from benchmarks.pictures import measure_pictures
from benchmarks.proposing import measure_proposing
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
CHECKED: Final = 2_000
"""Indicators of the plan that is checked beside the city."""
GOVERNMENT: Final = 5_000
"""Indicators of one government of a country."""
FIGURES: Final = (
    "help",
    "check",
    "pictures",
    "reading",
    "importing",
    "proposing",
    "audit",
    "matrix",
    "weakest",
    "ask",
    "service",
    "forms",
    "load",
    "memory",
    "bulk",
    "whole",
    "country",
)
ROUNDS: Final = 5


def main() -> int:
    """Measure what was asked for."""
    arguments = _parse_arguments()
    signal.signal(signal.SIGTERM, _end)
    figures: list[Figure] = []
    for figure in _figures(arguments):
        figures.append(figure)
        write_figures(figures, arguments.out)
    show(figures)
    return 0 if all(figure.holds for figure in figures) else 1


def _end(_signal: int, _frame: object) -> None:
    """Exit normally, so that the engines are stopped too."""
    sys.exit(143)


def _figures(arguments: argparse.Namespace) -> Iterator[Figure]:
    if "help" in arguments.only:
        yield measure_help(10)
    if "pictures" in arguments.only:
        yield from measure_pictures(arguments.rounds)
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        if "reading" in arguments.only:
            settings = read_settings(home=top / "reading")
            yield from measure_reading(settings, top, _wide(top, arguments.large), arguments.large)
        if "importing" in arguments.only:
            yield from measure_importing(read_settings(home=top / "importing"), top)
        if "proposing" in arguments.only:
            yield from measure_proposing(top, arguments.rounds)
        for name in arguments.engine:
            yield from _engine_figures(arguments, name, top)
        if "bulk" in arguments.only and "neo4j" in arguments.engine:
            yield from measure_bulk(
                top / "bulk", arguments.memory, _wide(top, arguments.large), arguments.large
            )
        yield from _audit_figures(arguments, top)


def _audit_figures(arguments: argparse.Namespace, top: Path) -> Iterator[Figure]:
    """Yield the figures of whole audits: plans up to ``--size``, a country of ``--large``."""
    for name in arguments.engine if "whole" in arguments.only else ():
        with engine(name, top / f"{name}-whole", arguments.memory) as settings:
            sizes: list[int] = [arguments.size // part for part in (4, 2, 1)]
            plans = [(size, _plan(top, size)) for size in sizes]
            yield from measure_whole(settings, plans, arguments.rounds)
    if "country" in arguments.only and "neo4j" in arguments.engine and not shared():
        country = top / "country"
        write_country(max(1, arguments.large // GOVERNMENT), arguments.large, country)
        with engine("neo4j", top / "neo4j-country", arguments.memory) as settings:
            yield measure_country(settings, country, arguments.rounds)


def _engine_figures(arguments: argparse.Namespace, name: str, top: Path) -> Iterator[Figure]:
    """Yield the figures that need an engine, each on one without data of the others."""
    if "check" in arguments.only:
        with engine(name, top / f"{name}-check", arguments.memory) as settings:
            yield from measure_checks(settings, _plan(top, CHECKED), CHECKED, arguments.rounds)
    if "audit" in arguments.only:
        small, large = _plan(top, SMALL), _plan(top, BESIDE)
        with engine(name, top / f"{name}-audit", arguments.memory) as settings:
            yield measure_audit(settings, small, large, arguments.rounds)
    yield from _view_figures(arguments, name, top)
    if "forms" in arguments.only:
        with engine(name, top / f"{name}-forms", arguments.memory) as settings:
            yield from measure_forms(settings, _plan(top, GOVERNMENT), arguments.rounds)
    if "load" in arguments.only:
        with engine(name, top / f"{name}-load", arguments.memory) as settings:
            yield from measure_load(settings, _plan(top, arguments.size), arguments.rounds)
    if "memory" in arguments.only:
        with engine(name, top / f"{name}-memory", arguments.memory) as settings:
            yield measure_loading(settings, _wide(top, arguments.large), arguments.large)


def _view_figures(arguments: argparse.Namespace, name: str, top: Path) -> Iterator[Figure]:
    """Yield the figures of views, for a plan of ``--size``."""
    if not {"matrix", "weakest", "ask", "service"} & set(arguments.only):
        return
    plan = _plan(top, arguments.size)
    with engine(name, top / f"{name}-views", arguments.memory) as settings:
        if "matrix" in arguments.only:
            yield measure_matrix(settings, plan, arguments.rounds)
        if "weakest" in arguments.only:
            yield measure_weakest(settings, plan, arguments.rounds)
        if "ask" in arguments.only:
            yield from measure_asking(settings, plan, arguments.rounds)
        if "service" in arguments.only:
            yield from measure_service(settings, plan, arguments.rounds)


def _plan(top: Path, indicators: int) -> Path:
    """Return the folder of a generated plan with so many indicators."""
    folder = top / str(indicators)
    if not folder.exists():
        write_country(1, indicators, folder)
    return folder / "kota-1"


def _wide(top: Path, indicators: int) -> Path:
    """Return the folder of a plan with so many indicators and twice as many links."""
    folder = top / f"wide-{indicators}"
    return folder if folder.exists() else write_folder(indicators, folder)


def _parse_arguments() -> argparse.Namespace:
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
    arguments = parser.parse_args()
    arguments.large = arguments.large or LARGER * arguments.size
    arguments.engine = arguments.engine or list(ENGINES)
    arguments.only = arguments.only or list(FIGURES)
    return arguments


if __name__ == "__main__":
    sys.exit(main())
