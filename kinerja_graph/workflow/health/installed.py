"""Check Python, the required packages, and the optional ones."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Final

from kinerja_graph.texts import _
from kinerja_graph.workflow.health.check import Check

PACKAGE: Final = "kinerja-graph"
OLDEST_PYTHON: Final = (3, 11)
_NAME: Final = re.compile(r"^[A-Za-z0-9._-]+")
_FLOOR: Final = re.compile(r"(?:>=|==)\s*([0-9][0-9.]*)")
_EXTRA: Final = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")


@dataclass(frozen=True, slots=True)
class Need:
    """A package that the product requires: its minimum version, and the extra that requires it."""

    name: str
    floor: str
    extra: str | None


def installed_checks() -> Iterator[Check]:
    """Check Python, the required packages, and the extras."""
    yield _python()
    try:
        wanted = needs()
    except PackageNotFoundError:
        yield _no_package()
        return
    yield _packages([need for need in wanted if need.extra is None])
    yield _extras([need for need in wanted if need.extra is not None])


def needs(lines: list[str] | None = None) -> list[Need]:
    """Return the requirements from the package's own metadata; ``lines`` override them.

    >>> needs(["typer>=0.15", "py2neo==2021.2.4; extra == 'py2neo'"])[1]
    Need(name='py2neo', floor='2021.2.4', extra='py2neo')
    """
    found: list[Need] = []
    for line in (requires(PACKAGE) or []) if lines is None else lines:
        named, _unused, marker = line.partition(";")
        name, floor = _NAME.match(named.strip()), _FLOOR.search(named)
        extra = _EXTRA.search(marker)
        if name:
            found.append(
                Need(
                    name.group(), floor.group(1) if floor else "", extra.group(1) if extra else None
                )
            )
    return found


def state_of(need: Need) -> tuple[str | None, bool]:
    """Return the installed version, None if there is none, and whether it is new enough."""
    try:
        found = version(need.name)
    except PackageNotFoundError:
        return None, False
    return found, _numbers(found) >= _numbers(need.floor)


def _numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version, without trailing zeros.

    >>> _numbers("26.10.0.post1")
    (26, 10)
    """
    numbers: list[int] = []
    for part in version.split("."):
        digits = re.match(r"\d+", part)
        if not digits:
            break
        numbers.append(int(digits.group()))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _python() -> Check:
    facts = {"version": platform.python_version(), "program": sys.executable}
    told = _("Python {version} ({program}).")
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return Check("python", "ok", told.filled(**facts), facts=facts)
    return Check(
        "python",
        "error",
        told.filled(**facts),
        _("Install Python 3.11 or newer."),
        facts,
    )


def _no_package() -> Check:
    return Check(
        "packages",
        "error",
        _("kinerja-graph runs from its source files and is not installed."),
        _("Install it with pip install -e . in the folder of its sources."),
    )


def _packages(wanted: list[Need]) -> Check:
    states = {need.name: (need, *state_of(need)) for need in wanted}
    bad = {
        name: found or "-" for name, (_, found, enough) in states.items() if not found or not enough
    }
    facts = {
        "version": version(PACKAGE),
        "packages": {name: found for name, (_, found, _) in sorted(states.items())},
        "unusable": sorted(bad),
    }
    if not bad:
        told = _(
            "kinerja-graph {version}; the {number} packages that it needs are installed."
        ).filled(version=facts["version"], number=len(states))
        return Check("packages", "ok", told, facts=facts)
    listed = ", ".join(f"{name} {found} (≥ {states[name][0].floor})" for name, found in bad.items())
    return Check(
        "packages",
        "error",
        _("Packages that are missing or too old: {listed}.").filled(listed=listed),
        _("Run pip install --upgrade kinerja-graph."),
        facts,
    )


def _extras(wanted: list[Need]) -> Check:
    groups: dict[str, bool] = {}
    for need in wanted:
        groups[str(need.extra)] = groups.get(str(need.extra), True) and state_of(need)[1]
    there = sorted(name for name, whole in groups.items() if whole)
    absent = sorted(set(groups) - set(there))
    facts = {"installed": there, "absent": absent}
    told = _("Extras installed: {there}. Not installed, and needed only if used: {absent}.").filled(
        there=", ".join(there) or "–", absent=", ".join(absent) or "–"
    )
    if not absent:
        return Check("extras", "ok", told, facts=facts)
    return Check(
        "extras",
        "skipped",
        told,
        _("If needed: pip install 'kinerja-graph[{names}]'.").filled(names=",".join(absent)),
        facts,
    )
