"""Check the pins in ``requirements/run.txt`` for known vulnerabilities (pip-audit).

Uses an online advisory service: PyPI's, else OSV's. ``make check`` reports how much could be
checked and fails only on what was reported; with ``--required`` (``make nightly``) it also fails if
anything could not be checked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

PINS = Path(__file__).parent.parent / "requirements/run.txt"
SERVICES = ("pypi", "osv")
SHOWN = 3
WAIT, LONGEST = 5, 20  # seconds: for one answer, for all of them


@dataclass(frozen=True)
class Advisories:
    """The answer of an advisory service: known packages, vulnerabilities, and unchecked ones."""

    asked: int = 0
    weak: tuple[str, ...] = ()
    open: tuple[str, ...] = ("everything",)


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 for a known vulnerability or, with ``--required``, if any pin is unchecked."""
    told = Advisories()
    for service in SERVICES:
        told = best(told, heard(answer(service, PINS)))
        if not told.open:
            break
    for line in told.weak:
        print(line)
    if told.open:
        names = ", ".join(told.open[:SHOWN]) + (" …" if len(told.open) > SHOWN else "")
        print(f"advisories: NOT asked: {names} of {PINS.name}", end="; ")
        print(f"no advisory service ({', '.join(SERVICES)}) answers here")
    else:
        print(f"advisories: {told.asked} packages asked about, {len(told.weak)} weaknesses known")
    return 1 if told.weak or (told.open and "--required" in arguments) else 0


def answer(service: str, pins: Path, *options: str) -> str:
    """Return the JSON printed by pip-audit; empty if the service does not answer in time."""
    asked = [sys.executable, "-m", "pip_audit", "--requirement", str(pins), "--no-deps"]
    asked += ["--disable-pip", "--vulnerability-service", service, "--timeout", str(WAIT)]
    asked += ["--format", "json", "--progress-spinner", "off", *options]
    try:
        done = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def best(one: Advisories, other: Advisories) -> Advisories:
    """Combine two answers: the more complete one, and every vulnerability known to either."""
    fuller = max(one, other, key=lambda told: told.asked)
    return replace(fuller, weak=tuple(dict.fromkeys(one.weak + other.weak)))


def heard(printed: str) -> Advisories:
    """Parse an answer; packages unknown to the service count as unchecked."""
    try:
        packages: list[dict[str, Any]] = json.loads(printed)["dependencies"]
    except (ValueError, KeyError):
        return Advisories()
    weak = [
        f"{package['name']} {package['version']}: {weakness['id']}"
        f" (mended in {', '.join(weakness['fix_versions']) or 'no version yet'})"
        for package in packages
        for weakness in package.get("vulns", ())
    ]
    unknown = tuple(package["name"] for package in packages if "skip_reason" in package)
    return Advisories(len(packages) - len(unknown), tuple(weak), unknown)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
