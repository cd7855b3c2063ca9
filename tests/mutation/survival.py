"""Which mutants of a rule its case file catches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kinerja_graph.audit.cases import Case, differences, read_cases
from kinerja_graph.audit.matched import MatchedDocuments
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import Rule
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.bolt import Store
from mutants import Mutant, mutants

SECONDS = 10.0
CASES = Path(__file__).parent.parent / "cases" / "rules"
EQUIVALENT = Path(__file__).parent / "equivalent.yaml"


@dataclass(frozen=True)
class Impatient:
    """A reader whose statements may take ten seconds: a mutant may run in circles."""

    store: Store

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        return self.store.read(statement, seconds=seconds or SECONDS, **values)


def cases_of(rule: Rule) -> list[Case]:
    """The cases of ``rule``: those with findings first, since they catch most."""
    return sorted(
        read_cases(CASES / f"{rule.id}.yaml"), key=lambda case: case.expectation != "fails"
    )


@cache
def equivalents() -> Mapping[str, Mapping[str, str]]:
    """Reasons by the change of a mutant, by rule: what no plan can tell from the rule."""
    content: dict[str, list[dict[str, Any]]] = yaml.safe_load(EQUIVALENT.read_text("utf-8"))
    return {
        rule: {change: entry["reason"] for entry in entries for change in entry["mutants"]}
        for rule, entries in content.items()
    }


def living(rule: Rule) -> list[Mutant]:
    """The mutants of ``rule`` that its cases have to catch."""
    named = equivalents().get(rule.id, {})
    return [one for one in mutants(rule.statement.text) if one.change not in named]


def caught_by(
    store: Store,
    rule: Rule,
    mutant: Mutant,
    there: Iterable[tuple[Case, Edition, MatchedDocuments]],
) -> str | None:
    """The name of the first case that tells ``mutant`` from ``rule``; None where none does."""
    broken = replace(rule, statement=replace(rule.statement, text=mutant.text))
    for case, edition, documents in there:
        audit = run(
            Impatient(store),
            edition,
            [broken],
            store.engine,
            parameters=case.parameters,
            documents=documents,
        )
        if differences(case, audit):
            return case.name
    return None


def survivors(
    store: Store,
    rule: Rule,
    broken: Sequence[Mutant],
    there: Sequence[tuple[Case, Edition, MatchedDocuments]],
) -> list[str]:
    """The changes of those of ``broken`` that no case catches."""
    return [one.change for one in broken if caught_by(store, rule, one, there) is None]
