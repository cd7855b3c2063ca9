"""What the product says of a plan on an engine, put beside what the second opinion says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from governments.words import YEARS
from kinerja_graph.analysis.alignment import align
from kinerja_graph.analysis.chain import Direction
from kinerja_graph.analysis.completeness import completeness
from kinerja_graph.analysis.individual_reading import individual, individuals
from kinerja_graph.analysis.lineage import trace
from kinerja_graph.analysis.matrix import matrix
from kinerja_graph.analysis.targets import targets
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import load_rules
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from oracle.completeness import completeness as expected_completeness
from oracle.facts import Facts, facts_of
from oracle.overview import named, overview
from oracle.questions import individual as expected_individual
from oracle.questions import matrix as expected_matrix
from oracle.questions import targets as expected_targets
from oracle.rules import findings, ordered, severity
from oracle.verdict import End, Finding
from oracle.views import align as expected_align
from oracle.views import trace_down, trace_up

Json = dict[str, Any]
DIRECTIONS: tuple[Direction, ...] = ("up", "down")
YEARS_ASKED = (None, YEARS[1])


@dataclass(frozen=True, slots=True)
class Answers:
    """One engine's audit and views as JSON, and the milliseconds of each rule."""

    audit: Json
    views: dict[str, Json]

    @property
    def text(self) -> str:
        """The audit as text, without the engine and the times."""
        rules = [{**rule, "milliseconds": 0} for rule in self.audit["rules"]]
        audit = {**self.audit, "engine": None, "rules": rules}
        return json.dumps([audit, self.views], ensure_ascii=False, indent=1)


def ask(store: Store, cascade: Cascade, *, views: bool = True) -> Answers:
    """Loads the plan for a moment, audits it, and asks every view of every record."""
    settings = read_settings()
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        audit = as_json(run(store, loaded.edition, load_rules(), store.engine), "en")
        asked = dict(_views(store, loaded.edition, cascade)) if views else {}
    return Answers(audit, asked)


def _views(store: Store, edition: Edition, cascade: Cascade) -> Iterator[tuple[str, Json]]:
    """Every view of every record that has it, with the question before it."""
    yield "matrix", as_json(matrix(store, edition))
    yield "completeness", as_json(completeness(store, edition))
    for year in YEARS_ASKED:
        everybody = as_json(individuals(store, edition, year=year))
        for person in everybody["individuals"]:
            yield f"individual {person['position']['id']} of all in {year}", person
    for label, record in cascade.records():
        if label == "Position":
            one = as_json(individual(store, edition, record.id))
            yield f"individual {record.id}", one
        if label in {"Unit", "Position"}:
            continue
        for direction in DIRECTIONS:
            traced = trace(store, edition, record.id, direction=direction)
            yield f"{direction} {record.id}", as_json(traced)
        if label != "Task":
            yield f"align {record.id}", as_json(align(store, edition, record.id))
            yield f"targets {record.id}", as_json(targets(store, edition, record.id))


def expected_audit(cascade: Cascade) -> Json:
    """The audit that the words of the rules ask for, without sentences and fingerprints."""
    facts = facts_of(cascade)
    verdicts = findings(cascade)
    rules = {
        rule: {
            "status": verdict.status,
            "population": verdict.population,
            "findings": len(verdict.findings),
            "severity": severity(rule),
        }
        for rule, verdict in verdicts.items()
    }
    found = [_finding(facts, rule, finding) for rule, finding in ordered(verdicts)]
    return {"rules": rules, "findings": found, "overview": overview(rules, found)}


def told_audit(audit: Json, cascade: Cascade) -> Json:
    """The same facts out of an audit of the product; of ``data`` what the words name."""
    expected = {
        (rule, finding.order): set(finding.data) for rule, finding in ordered(findings(cascade))
    }
    return {
        "rules": {
            rule["id"]: {
                heading: rule[heading]
                for heading in ("status", "population", "findings", "severity")
            }
            for rule in audit["rules"]
        },
        "findings": [_told(finding, expected) for finding in audit["findings"]],
        "overview": _told_overview(audit),
    }


def _told_overview(audit: Json) -> Json:
    """The overview of the product, its breaks by what they are about."""
    by_fingerprint = {finding["fingerprint"]: finding for finding in audit["findings"]}
    told = audit["overview"]
    return {
        "breaks": [named(by_fingerprint[one]) for one in told["breaks"]],
        "rules": told["rules"],
        "agencies": told["agencies"],
    }


def _told(finding: Json, expected: Mapping[tuple[str, Any], set[str]]) -> Json:
    subject, other = finding["subject"], finding["other"]
    key = Finding(
        (subject["label"], subject["id"]), (other["label"], other["id"]) if other else None
    ).order
    named = expected.get((finding["rule"], key), set(finding["data"]))
    data = {heading: value for heading, value in finding["data"].items() if heading in named}
    if "cells" in data:
        data["cells"] = sorted(data["cells"])
    kept = ("rule", "severity", "agency", "cut_off", "path")
    return {heading: finding[heading] for heading in kept} | {
        "subject": _end(subject),
        "other": _end(other),
        "data": data,
    }


def _end(end: Json | None) -> Json | None:
    if end is None or end["label"] == "Dataset":
        return end and {**end, "name": None}
    return end


def _finding(facts: Facts, rule: str, finding: Finding) -> Json:
    return {
        "rule": rule,
        "severity": severity(rule),
        "agency": _agency(facts, finding.subject),
        "cut_off": finding.cut_off,
        "path": list(finding.path),
        "subject": _thing(facts, finding.subject),
        "other": _thing(facts, finding.other),
        "data": dict(finding.data),
    }


def _agency(facts: Facts, subject: End) -> str | None:
    label, name = subject
    if label in {None, "Dataset"}:
        return None
    if label in {"Unit", "Position"}:
        return facts.offices.agency(name)
    return min(facts.offices.agencies(name), default=None)


def _thing(facts: Facts, end: End | None) -> Json | None:
    if end is None:
        return None
    names = {record.id: record.name for _, record in facts.cascade.records()}
    name = None if end[0] in {None, "Dataset"} else names[end[1]]
    return {"label": end[0], "id": end[1], "name": name}


def expected_views(cascade: Cascade) -> dict[str, Json]:
    """The answers of the views that the contract asks for."""
    facts = facts_of(cascade)
    whole = expected_completeness(facts)
    answers: dict[str, Json] = {
        "matrix": {**expected_matrix(facts), "completeness": whole["by_agency"]},
        "completeness": whole,
    }
    for name in facts.offices.positions:
        answers[f"individual {name}"] = expected_individual(facts, name)
        for year in YEARS_ASKED:
            question = f"individual {name} of all in {year}"
            answers[question] = expected_individual(facts, name, year)
    for name in (*facts.chain.results, *facts.chain.tasks):
        answers[f"up {name}"] = trace_up(facts, name)
        answers[f"down {name}"] = trace_down(facts, name)
        if name in facts.chain.results:
            answers[f"align {name}"] = expected_align(facts, name)
            answers[f"targets {name}"] = expected_targets(facts, name)
    return answers


TOLD: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "up": {"": ("subject", "nodes", "edges", "roots", "breaks")},
    "down": {"": ("subject", "nodes", "edges", "roots", "breaks")},
    "align": {
        "": (
            *("subject", "agencies", "missing", "silo"),
            *("requested", "rejected", "conflicting", "pulls"),
        ),
        "agencies": (
            *("id", "name", "expected", "results", "tasks", "direct", "sole_support"),
            *("distance", "chain"),
        ),
    },
    "matrix": {"": ("outcomes", "agencies", "cells", "gaps", "completeness")},
    "completeness": {"": ("kinds", "by_level", "by_agency", "broken", "paths")},
    "targets": {"": ("subject", "years")},
    "individual": {
        "": ("position", "superiors", "subordinates", "ladder", "measures", "workload_minutes"),
        "measures": ("source", "id", "name", "target", "duration_minutes", "chain", "outcomes"),
    },
}
"""The keys of the contract by view: those of the answer, and of the items of its lists."""


def told_views(views: Mapping[str, Json]) -> dict[str, Json]:
    """The keys of the contract out of the answers of the product, which may hold more."""
    answers: dict[str, Json] = {}
    for question, answer in views.items():
        kept = TOLD[question.split(" ")[0]]
        answers[question] = {heading: answer[heading] for heading in kept[""]}
        for part in kept.keys() - {""}:
            answers[question][part] = [
                {heading: item[heading] for heading in kept[part]} for item in answer[part]
            ]
    return answers


def differences(expected: Json, told: Json) -> list[str]:
    """The rules, findings or answers in which two audits or two sets of views differ."""
    lines: list[str] = []
    for part in sorted(expected.keys() | told.keys()):
        left, right = _listed(expected.get(part)), _listed(told.get(part))
        mine, theirs = set(left), set(right)
        lines.extend(f"{part}: only expected: {one}" for one in left if one not in theirs)
        lines.extend(f"{part}: only told: {one}" for one in right if one not in mine)
        if mine == theirs and left != right:
            lines.append(f"{part}: another order or number")
    return lines


def _listed(part: Any) -> list[str]:
    if isinstance(part, list):
        return [json.dumps(one, sort_keys=True) for one in part]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(part, dict):
        return [f"{name}: {json.dumps(one, sort_keys=True)}" for name, one in part.items()]  # pyright: ignore[reportUnknownVariableType]
    return [json.dumps(part)]
