"""``evidence``, ``whatif`` and ``compare`` of a plan on an engine, beside the second opinion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from kinerja_graph.analysis.comparison import compare
from kinerja_graph.analysis.consequences import miss, remove
from kinerja_graph.analysis.evidence import evidence
from kinerja_graph.analysis.weak_points import weakest
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store
from oracle import causes, editions
from oracle.facts import Facts, facts_of

Json = dict[str, Any]
Question = tuple[str, ...]
LAGS = (0, 1)
KEPT: Mapping[str, tuple[str, ...]] = {
    "evidence": ("from", "to", "pairs", "agree", "against", "verdict"),
    "weakest": ("id", "load", "cut_off"),
}


def questions(cascade: Cascade, most: int, seed: int = 0) -> list[Question]:
    """Questions of the plan: at most so many of each kind, drawn where there are more."""
    random = Random(seed)  # noqa: S311 - nothing is kept secret by it
    everything = [record.id for _, record in cascade.records()]
    results = [record.id for record in (*cascade.objectives, *cascade.indicators)]
    random.shuffle(everything)
    random.shuffle(results)
    alone = [(name,) for name in everything[:most]]
    together = [tuple(everything[at : at + 3]) for at in range(0, min(most, len(everything)), 4)]
    return [
        *((f"evidence {lag}", *names) for names in [(), *([one] for one in results[:most])]
          for lag in LAGS),
        *(("remove", *names) for names in (*alone, *together)),
        *(("miss", *names) for names in (*alone, *together)),
        *(("weakest", name) for name in results[:most]),
    ]  # fmt: skip


def told(store: Store, edition: Edition, question: Question) -> Json:
    """The answer of the product, the keys of the contract alone."""
    kind, *names = question
    if kind == "remove":
        answer = as_json(remove(store, edition, names))
        return {key: answer[key] for key in ("removed", "outcomes", "cut_off", "owners")}
    if kind == "miss":
        return {"outcomes": as_json(miss(store, edition, names))["outcomes"]}
    if kind == "weakest":
        points = as_json(weakest(store, edition, names[0]))["points"]
        return {"points": [{key: one[key] for key in KEPT["weakest"]} for one in points]}
    found = evidence(store, edition, names[0] if names else None, lag=int(kind[-1]))
    links = as_json(found)["links"]
    return {"links": [{key: one[key] for key in KEPT["evidence"]} for one in links]}


def expected(facts: Facts, question: Question) -> Json:
    """The answer that the contract asks for."""
    kind, *names = question
    if kind == "remove":
        return causes.remove(facts, names)
    if kind == "miss":
        return causes.miss(facts, names)
    if kind == "weakest":
        return causes.weakest(facts, names[0])
    return causes.evidence(facts, names[0] if names else None, lag=int(kind[-1]))


def told_of_editions(store: Store, before: Edition, after: Edition) -> Json:
    """The answer of ``compare``, the keys of the contract alone."""
    answer = as_json(compare(store, before, after))
    kept = ("added", "removed", "renamed", "moved", "reowned", "retargeted")
    return {key: answer[key] for key in kept}


def expected_of_editions(before: Cascade, after: Cascade) -> Json:
    """The same from the words of the contract."""
    return editions.compare(facts_of(before), facts_of(after))


def answers(cascade: Cascade, asked: Iterable[Question]) -> dict[Question, Json]:
    """Each question with the answer that the contract asks for."""
    facts = facts_of(cascade)
    return {question: expected(facts, question) for question in asked}


def wrong(store: Store, edition: Edition, right: Mapping[Question, Json]) -> list[str]:
    """The questions that the product answers otherwise than the second opinion."""
    lines: list[str] = []
    for question, expecting in right.items():
        answer = told(store, edition, question)
        if answer != expecting:
            lines.append(f"{store.engine.name} {question}: {answer} instead of {expecting}")
    return lines
