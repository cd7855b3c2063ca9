"""All rules by id, with their severity and whether they gather into one finding."""

from __future__ import annotations

from typing import Final

from kinerja_graph.model.cascade import Cascade
from oracle import (
    alignment_rules,
    chain_rules,
    documents,
    evidence_rules,
    level_rules,
    ownership_rules,
    people_rules,
    programmes,
    quality_rules,
)
from oracle.facts import Facts, Limits, Rule, facts_of
from oracle.verdict import Finding, Verdict, gathered

RULES: Final[dict[str, Rule]] = {
    **chain_rules.RULES,
    **level_rules.RULES,
    **quality_rules.RULES,
    **ownership_rules.RULES,
    **alignment_rules.RULES,
    **people_rules.RULES,
    **evidence_rules.RULES,
    **programmes.RULES,
    **documents.RULES,
}

ERRORS: Final = frozenset(
    {
        "orphan-indicator",
        "orphan-objective",
        "contribution-cycle",
        "unsupported-outcome",
        "level-inversion",
        "dangling-reference",
        "unreadable-value",
        "output-at-strategic-level",
        "unmeasured-objective",
        "missing-measure-unit",
        "missing-polarity",
        "missing-annual-target",
        "target-against-polarity",
        "sum-of-different-units",
        "unowned-indicator",
        "reporting-cycle",
        "missing-agency",
        "task-without-performer",
        "document-disagrees",
    }
)
REMARKS: Final = frozenset(
    {
        "sideways-contribution",
        "single-cause-outcome",
        "unstated-logic",
        "crowded-objective",
        "target-leap",
        "implausible-workload",
        "extreme-achievement",
        "always-exactly-100",
        "untested-link",
        "ambiguous-match",
    }
)
GATHERED: Final = frozenset(
    {
        "unstated-logic",
        "missing-measure-unit",
        "missing-polarity",
        "missing-formula",
        "missing-data-source",
        "missing-baseline",
        "missing-annual-target",
        "unowned-indicator",
        "missing-realisation",
        "untested-link",
    }
)


def severity(rule: str) -> str:
    """The severity of a rule: error, warning or info."""
    if rule in ERRORS:
        return "error"
    return "info" if rule in REMARKS else "warning"


def verdict(rule: str, facts: Facts) -> Verdict:
    """What one rule says."""
    found = RULES[rule](facts)
    return gathered(found, facts.cascade.plan.dataset) if rule in GATHERED else found


def findings(cascade: Cascade, limits: Limits | None = None) -> dict[str, Verdict]:
    """What every rule says of a plan, by rule id, sorted."""
    return findings_of(facts_of(cascade, limits))


def findings_of(facts: Facts) -> dict[str, Verdict]:
    """What every rule says of facts, by rule id, sorted."""
    return {rule: verdict(rule, facts) for rule in sorted(RULES)}


def ordered(verdicts: dict[str, Verdict]) -> list[tuple[str, Finding]]:
    """All findings as an audit lists them: severity, rule, subject id, other id."""
    ranks = ("error", "warning", "info")
    rules = sorted(verdicts, key=lambda rule: (ranks.index(severity(rule)), rule))
    return [(rule, finding) for rule in rules for finding in verdicts[rule].findings]
