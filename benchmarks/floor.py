"""The floor under a check: what the engine alone needs for the statements of its rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, LiteralString, cast

import neo4j

from benchmarks.figure import timed
from kinerja_graph.audit.rule_set import RuleSet, run_rule_set
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import Reader, Statement
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.engine import Address
from kinerja_graph.store.load import temporary_snapshot


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement as it was asked: its text and its parameters."""

    text: LiteralString
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recorder:
    """A reader that writes down what another one is asked."""

    reader: Reader
    asked: list[Asked] = field(default_factory=list[Asked])

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        """Return the rows of the other reader."""
        self.asked.append(Asked(cast("LiteralString", statement.text), values))
        return self.reader.read(statement, seconds=seconds, **values)


def measure_floor(settings: Settings, plan: Path, rounds: int) -> float:
    """Return the seconds that the engine needs for the statements that the rules ask of ``plan``.

    They go through the bare driver, one after another on one connection, their rows read and
    dropped: the median of ``rounds``, after one that does not count.
    """
    cascade = read(plan, settings=settings).cascade
    if cascade is None:
        raise ValueError(plan)
    with (
        open_store(settings) as store,
        temporary_snapshot(store, cascade, settings=settings) as loaded,
    ):
        recorder = Recorder(store)
        run_rule_set(recorder, loaded.edition, RuleSet(rules=load_rules()), store.engine)
        with _driver(store.address) as driver, _session(driver, store.address) as session:
            taken = [timed(lambda: _ask(session, recorder.asked))[0] for _ in range(rounds + 1)]
    return median(taken[1:])


def _ask(session: neo4j.Session, asked: list[Asked]) -> None:
    for one in asked:
        for _unused in session.run(one.text, one.values):
            pass


def _driver(address: Address) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType]  # as the store says
        address.uri, auth=(address.user, address.password), notifications_min_severity="OFF"
    )


def _session(driver: neo4j.Driver, address: Address) -> neo4j.Session:
    return driver.session(  # pyright: ignore[reportUnknownMemberType]  # so are its sessions
        database=address.database, default_access_mode=neo4j.READ_ACCESS
    )
