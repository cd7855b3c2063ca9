"""Measure, print a table, and keep it in ``out/bench.json``: ``make bench``.

    python -m benchmarks.run [--large] [--engine embedded|neo4j]… [--only FIGURE]…

Exit code 1 where a ratio is above its limit. What stands in the table is this machine's; only
ratios say something elsewhere, for both sides were measured in turns on warm engines.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.asking import measure_asking
from benchmarks.auditing import measure_audit
from benchmarks.engines import ENGINES, engine
from benchmarks.figure import Figure, keep, show
from benchmarks.loading import measure_load
from benchmarks.matrix import measure_matrix
from benchmarks.pictures import measure_pictures
from benchmarks.starting import measure_help
from benchmarks.weakest import measure_weakest
from city.country import write_country

OUT: Final = Path(__file__).parent.parent / "out" / "bench.json"
LOADS: Final = (10_000, 100_000)
"""Indicators of the loads; the second with ``--large`` alone."""
SMALL: Final = 750
BESIDE: Final = (7_500, 37_000)
"""Indicators of about 2,000 nodes, and of 20,000 and 100,000 nodes."""
FIGURES: Final = ("help", "pictures", "load", "audit", "matrix", "weakest", "ask")
ROUNDS: Final = 3


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
    beside, sizes = (BESIDE[1], LOADS) if told.large else (BESIDE[0], LOADS[:1])
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        for name in told.engine:
            with engine(name, top / name, told.memory) as settings:
                if "audit" in told.only:
                    small, large = _plan(top, SMALL), _plan(top, beside)
                    yield measure_audit(settings, small, large, told.rounds * 3)
                if "matrix" in told.only:
                    yield measure_matrix(settings, _plan(top, sizes[-1]), told.rounds)
                if "weakest" in told.only:
                    yield measure_weakest(settings, _plan(top, sizes[-1]), told.rounds)
                if "ask" in told.only:
                    yield from measure_asking(settings, _plan(top, sizes[-1]), told.rounds)
                for size in sizes if "load" in told.only else ():
                    yield measure_load(settings, _plan(top, size), told.rounds)


def _plan(top: Path, indicators: int) -> Path:
    """The folder of a made plan with so many indicators."""
    folder = top / str(indicators)
    if not folder.exists():
        write_country(1, indicators, folder)
    return folder / "kota-1"


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--large", action="store_true", help="the 100,000 sizes too")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="this engine alone")
    parser.add_argument("--only", action="append", choices=FIGURES, help="this figure alone")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="the best of so many counts")
    parser.add_argument("--memory", default="2g", help="largest heap of each engine")
    parser.add_argument("--out", type=Path, default=OUT, help="where the JSON goes")
    told = parser.parse_args()
    told.engine = told.engine or list(ENGINES)
    told.only = told.only or list(FIGURES)
    return told


if __name__ == "__main__":
    sys.exit(main())
