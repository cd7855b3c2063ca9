"""The rules of the heading "Fitness for the level"."""

from __future__ import annotations

from oracle.chain_facts import folded
from oracle.facts import Facts, Rule
from oracle.verdict import Verdict, judged, told

OUTPUT_WORDS = frozenset(
    {
        "jumlah",
        "frekuensi",
        "banyaknya",
        "terlaksananya",
        "tersusunnya",
        "tersedianya",
        "terselenggaranya",
    }
)
ACTIVITY_WORDS = frozenset(
    {
        "melaksanakan",
        "menyusun",
        "menyelenggarakan",
        "melakukan",
        "membuat",
        "mengadakan",
        "menyiapkan",
        "mengelola",
        "memfasilitasi",
        "mengoordinasikan",
    }
)


def _first_word(name: str | None) -> str:
    return (folded(name) or "").split(" ", maxsplit=1)[0]


def _strategic(facts: Facts) -> list[str]:
    levels = ((node, facts.chain.level(node)) for node in facts.chain.indicators)
    return [node for node, level in levels if level is not None and level <= 1]


def output_at_strategic_level(facts: Facts) -> Verdict:
    chain, strategic = facts.chain, _strategic(facts)
    lowly = {"output", "process", "input"}
    wrong = (node for node in strategic if chain.indicators[node].kind in lowly)
    return judged(len(strategic), (told(chain.end(node)) for node in wrong))


def output_wording_at_strategic_level(facts: Facts) -> Verdict:
    chain = facts.chain
    unkind = [node for node in _strategic(facts) if chain.indicators[node].kind is None]
    wrong = (node for node in unkind if _first_word(chain.indicators[node].name) in OUTPUT_WORDS)
    return judged(len(unkind), (told(chain.end(node)) for node in wrong))


def impact_at_operational_level(facts: Facts) -> Verdict:
    chain = facts.chain
    lowest = [node for node in chain.indicators if (chain.level(node) or 0) >= 4]
    wrong = (node for node in lowest if chain.indicators[node].kind == "impact")
    return judged(len(lowest), (told(chain.end(node)) for node in wrong))


def activity_worded_objective(facts: Facts) -> Verdict:
    chain = facts.chain
    wrong = (
        node for node, item in chain.objectives.items() if _first_word(item.name) in ACTIVITY_WORDS
    )
    return judged(len(chain.objectives), (told(chain.end(node)) for node in wrong))


def unmeasured_objective(facts: Facts) -> Verdict:
    chain = facts.chain
    wrong = (node for node in chain.objectives if node not in chain.measured_by)
    return judged(len(chain.objectives), (told(chain.end(node)) for node in wrong))


def crowded_objective(facts: Facts) -> Verdict:
    chain, most = facts.chain, facts.limits.max_indicators
    wrong = (node for node, measures in chain.measured_by.items() if len(measures) > most)
    return judged(len(chain.objectives), (told(chain.end(node)) for node in wrong))


RULES: dict[str, Rule] = {
    "output-at-strategic-level": output_at_strategic_level,
    "output-wording-at-strategic-level": output_wording_at_strategic_level,
    "impact-at-operational-level": impact_at_operational_level,
    "activity-worded-objective": activity_worded_objective,
    "unmeasured-objective": unmeasured_objective,
    "crowded-objective": crowded_objective,
}
