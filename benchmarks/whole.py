"""The audit of whole plans by all rules: seconds, their growth, and beside a networkx script."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import linear_regression
from typing import Final

from benchmarks import script
from benchmarks.engines import shared
from benchmarks.figure import Figure, timed
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import load_rules
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow.auditing import AuditOptions, Everything, audit_all
from kinerja_graph.workflow.bulk import load_bulk
from kinerja_graph.workflow.history import read_history
from kinerja_graph.workflow.rule_sets import default_rule_set

SECONDS: Final = {"neo4j": 10.0, "arcadedb": 30.0}
"""An audit of 100,000 indicators on a warm engine may take so long; smaller ones in proportion."""
FULL: Final = 100_000
EXPONENT: Final = 1.1
"""Seconds may grow with this power of the indicators."""
BESIDE: Final = 1.0
"""The audit of a country may take so many times as long as the script."""
_WARM: Final = 2
_SLOWEST: Final = 5


def measure_whole(
    settings: Settings, plans: Sequence[tuple[int, Path]], rounds: int
) -> Iterator[Figure]:
    """Time the audit of each plan against the seconds allowed; and the exponent over all plans.

    Args:
        settings: those of an engine of our own.
        plans: how many indicators, and the folder; ascending.
        rounds: how many audits, of which the best counts, after two that warm the engine.
    """
    points: list[tuple[float, float]] = []
    with open_store(settings) as store:
        for size, plan in plans:
            name = f"bench-whole-{size}"
            edition = _loaded(store, plan, settings, name)
            seconds, parts = _audit(store, edition, rounds)
            points.append((float(size), seconds))
            allowed = SECONDS[store.engine.name] * size / FULL
            name_of = f"{size} indicators"
            yield Figure("whole audit", _engine(store), name_of, seconds, None, allowed, parts)
            if shared():
                drop(store, name, settings=settings)
        sizes = "–".join(str(size) for size, _ in plans)
        grown = exponent(points)
        yield Figure("exponent", _engine(store), sizes, grown, None, EXPONENT, unit="")


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the exponent by which seconds grow with size: least squares over both logarithms.

    >>> round(exponent([(1, 3), (2, 6), (4, 12)]), 6)
    1.0
    """
    across = [math.log(size) for size, _ in points]
    upward = [math.log(seconds) for _, seconds in points]
    return linear_regression(across, upward).slope


def measure_country(settings: Settings, country: Path, rounds: int) -> Figure:
    """Time all rules over every government of a country, beside the script on the same files.

    The country is loaded in bulk into the empty local Neo4j of ``settings``. If the two sides
    differ in the checks that they share, there is no figure.

    Raises:
        ValueError: they found something else.
    """
    folders = sorted(path for path in country.iterdir() if path.is_dir())
    loading, done = timed(lambda: load_bulk(folders, settings=settings))
    indicators = done.counts["Indicator"]
    ours = beside = float("inf")
    parts = {"bulk load": loading}
    with open_store(settings) as store:
        order = AuditOptions(default_rule_set(), read_history())
        for _ in range(rounds):
            seconds, found = timed(lambda: audit_all(store, order))
            ours = min(ours, seconds)
            reading, checking, counted = script_over(folders)
            if reading + checking < beside:
                beside = reading + checking
                parts |= {"script reads": reading, "script checks": checking}
            compare(found, counted)
        engine = _engine(store)
    return Figure(
        "country: all rules / script of five",
        engine,
        f"{indicators} indicators, {len(folders)} governments",
        ours,
        beside,
        BESIDE,
        parts,
    )


def script_over(folders: Sequence[Path]) -> tuple[float, float, Counter[str]]:
    """Return the seconds of reading and of checking, and the findings by check."""
    reading = checking = 0.0
    counted: Counter[str] = Counter()
    for folder in folders:
        seconds, tables = timed(lambda: script.read(folder))  # noqa: B023  # called at once
        reading += seconds
        seconds, found = timed(lambda: script.check(tables))  # noqa: B023  # called at once
        checking += seconds
        counted += found
    return reading, checking, counted


def compare(found: Everything, counted: Counter[str]) -> None:
    """Require that the rules found as much as the script, for the checks that both have.

    Raises:
        ValueError: they found something else, or a government could not be audited.
    """
    if found.broken:
        raise ValueError(found.broken[0].error)
    ours = Counter(
        finding.rule
        for one in found.audited
        for finding in one.audit.findings
        if finding.rule in script.CHECKS
    )
    if ours != counted:
        raise ValueError(ours, counted)


def _loaded(store: Store, plan: Path, settings: Settings, name: str) -> Edition:
    cascade = read(plan, settings=settings, dataset=name).cascade
    if cascade is None:
        raise ValueError(plan)
    return load(store, cascade, settings=settings).edition


def _audit(store: Store, edition: Edition, rounds: int) -> tuple[float, dict[str, float]]:
    """Return the seconds of the best audit, and of its slowest rules as they ran beside others."""
    best, parts = float("inf"), dict[str, float]()
    rules = load_rules()
    for number in range(rounds + _WARM):
        seconds, audit = timed(lambda: run(store, edition, rules, store.engine))
        if audit.failed:
            raise ValueError(audit.failed[0])
        if number >= _WARM and seconds < best:
            slow = sorted(audit.rules, key=lambda one: -one.milliseconds)[:_SLOWEST]
            best, parts = seconds, {one.id: one.milliseconds / 1000 for one in slow}
    return best, parts


def _engine(store: Store) -> str:
    return f"{store.engine.name} {store.engine.version}"
