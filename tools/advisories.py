"""Ask whether what ``requirements/run.txt`` pins has known weaknesses (pip-audit).

The answers come from an advisory service in the network: PyPI's, else OSV's. ``make check`` says
how much of it could be asked and fails only on what was answered; with ``--required`` (``make
nightly``) it also fails where anything was left unasked, since that is no answer.
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
class Told:
    """What an advisory service said: packages it knows, what is weak, and what it left open."""

    asked: int = 0
    weak: tuple[str, ...] = ()
    open: tuple[str, ...] = ("everything",)


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 where a weakness is known, or, with ``--required``, where any is unasked."""
    told = Told()
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
    """What pip-audit prints as JSON; nothing where the service does not answer in time."""
    asked = [sys.executable, "-m", "pip_audit", "--requirement", str(pins), "--no-deps"]
    asked += ["--disable-pip", "--vulnerability-service", service, "--timeout", str(WAIT)]
    asked += ["--format", "json", "--progress-spinner", "off", *options]
    try:
        done = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def best(one: Told, other: Told) -> Told:
    """What two services said: the fuller answer, and every weakness that either knows."""
    fuller = max(one, other, key=lambda told: told.asked)
    return replace(fuller, weak=tuple(dict.fromkeys(one.weak + other.weak)))


def heard(printed: str) -> Told:
    """The answer read; a package that the service does not know was not asked about."""
    try:
        packages: list[dict[str, Any]] = json.loads(printed)["dependencies"]
    except (ValueError, KeyError):
        return Told()
    weak = [
        f"{package['name']} {package['version']}: {weakness['id']}"
        f" (mended in {', '.join(weakness['fix_versions']) or 'no version yet'})"
        for package in packages
        for weakness in package.get("vulns", ())
    ]
    unknown = tuple(package["name"] for package in packages if "skip_reason" in package)
    return Told(len(packages) - len(unknown), tuple(weak), unknown)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
