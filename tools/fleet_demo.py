"""Fifty made governments on two local workers, one of which is killed: ``make fleet-demo``.

    python tools/fleet_demo.py [--governments 50] [--out out/fleet-demo] [--language id]

Writes the plans (every third government has an older edition too), runs ``kinerja fleet report``
over them, kills a worker once some reports are there, and waits for the end: nothing may be
missing. The last line names the page of the country.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import psutil

from city.country import write_government
from kinerja_graph.report.provinces import PROVINCES

INDICATORS: Final = 30
OLDER: Final = 3
"""Every so many governments have an older edition."""
UNKNOWN: Final = 25
"""Every so many governments are of no known province."""
_SECONDS: Final = 1800
_KILL_AFTER: Final = 4
_WORKER: Final = "spawn_main"


def main() -> int:
    """Make the country, report on it while a worker dies, and check that nothing is missing."""
    asked = _parse_arguments()
    shutil.rmtree(asked.out, ignore_errors=True)
    plans, provinces, results = (asked.out / name for name in ("negeri", "provinsi.csv", "hasil"))
    number = write_plans(plans, provinces, asked.governments)
    print(f"{number} plans of {asked.governments} governments: {plans}")
    words = ["report", str(plans), "--scheduler", "local:2", "--out", str(results), "--pictures"]
    words += ["--provinces", str(provinces), "--lang", asked.language]
    with subprocess.Popen([sys.executable, "-m", "kinerja_graph", "fleet", *words]) as command:
        kill_a_worker(command, results / "reports")
        code = command.wait(_SECONDS)
    reports = len(list((results / "reports").glob("*.html")))
    rows = json.loads((results / "run.json").read_text("utf-8"))["keys"] if code == 0 else []
    if code or reports != number or len(rows) != number:
        print(f"Missing: {reports} reports of {number} plans, exit code {code}", file=sys.stderr)
        return 1
    print(f"All {number} reports are there. Open {results / 'index.html'}")
    return 0


def write_plans(plans: Path, provinces: Path, governments: int) -> int:
    """Write the plans and the file of their provinces; return the number of plans."""
    codes = list(PROVINCES)
    chance = random.Random(1)  # noqa: S311 - no secret
    number = 0
    provinces.parent.mkdir(parents=True)
    with provinces.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["dataset", "province"])
        for at in range(1, governments + 1):
            name = f"kabupaten-{at:02d}"
            if at % UNKNOWN:
                writer.writerow([name, codes[(at * 7) % len(codes)]])
            editions = ((2024, 0.8), (2025, 1.0)) if at % OLDER == 0 else ((2025, 1.0),)
            for year, share in editions:
                size = round(INDICATORS * share * chance.uniform(0.6, 1.6))
                folder = plans / f"{name}-{year}"
                write_government(
                    name, max(12, size), folder, chance, edition=f"{year + 1}", as_of=year
                )
                number += 1
    return number


def kill_a_worker(command: subprocess.Popen[bytes], reports: Path) -> None:
    """Kill one of the workers of ``command`` once some reports are there."""
    while command.poll() is None and len(list(reports.glob("*.html"))) < _KILL_AFTER:
        time.sleep(0.2)
    if command.poll() is not None:
        return
    for one in psutil.Process(command.pid).children(recursive=True):
        if any(_WORKER in word for word in one.cmdline()):
            one.kill()
            print(f"Killed the worker {one.pid}; its plan goes to another one.", file=sys.stderr)
            return


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--governments", type=int, default=50)
    parser.add_argument("--out", type=Path, default=Path("out/fleet-demo"))
    parser.add_argument("--language", choices=("id", "en"), default="id")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
