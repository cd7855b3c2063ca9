"""What an audit comes to: the breaks, the rules and the agencies that matter, in their order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_audits import a_finding, an_audit

from kinerja_graph.audit.finding import Audit, Finding, FindingSubject, LinkCounts
from kinerja_graph.shapes import as_json


def cutting(subject: str, number: int, rule: str = "orphan-indicator", **more: str) -> Finding:
    return replace(a_finding(rule, subject, **more), cut_off=number)


def overview(audit: Audit) -> dict[str, object]:
    told: dict[str, object] = as_json(audit, "en")["overview"]
    return told


def breaks(*findings: Finding) -> list[str]:
    known = {finding.fingerprint: finding.subject.id for finding in findings}
    return [known[one] for one in an_audit(*findings).overview.fingerprints]


def test_json_has_the_keys_of_the_contract() -> None:
    audit = replace(
        an_audit(cutting("I-1", 31), a_finding("copy-down", "I-2", agency=None)),
        links=LinkCounts(stated=3, nesting=9),
    )
    assert overview(audit) == {
        "breaks": [audit.findings[0].fingerprint],
        "links": {"stated": 3, "nesting": 9},
        "rules": [
            {"id": "orphan-indicator", "findings": 1, "population": 212, "share": 0.0047,
             "cut_off": 31},
            {"id": "copy-down", "findings": 1, "population": 212, "share": 0.0047, "cut_off": None},
        ],
        "agencies": [
            {"id": "dishub", "error": 1, "warning": 0, "info": 0},
            {"id": None, "error": 0, "warning": 1, "info": 0},
        ],
    }  # fmt: skip


def test_nothing_found_is_empty_lists() -> None:
    told = overview(an_audit())
    assert (told["breaks"], told["rules"], told["agencies"]) == ([], [], [])


def test_the_largest_breaks_come_first_and_no_more_than_five() -> None:
    assert breaks(*(cutting(f"I-{number}", number) for number in range(9))) == [
        "I-8", "I-7", "I-6", "I-5", "I-4",
    ]  # fmt: skip
    audit = an_audit(*(cutting(f"I-{number}", number) for number in range(9)))
    assert audit.overview.cutting == 8


def test_equal_breaks_stand_by_rule_then_subject_then_other() -> None:
    far = a_finding("copy-down", "I-1", "I-9")
    farther = replace(far, cut_off=7, fingerprint="b")
    near = replace(farther, other=replace(far.other or far.subject, id="I-2"), fingerprint="a")
    alone = replace(farther, other=None, fingerprint="c")
    made = [
        cutting("I-2", 7, "orphan-objective"),
        cutting("I-1", 7, "orphan-objective"),
        cutting("I-3", 7, "orphan-indicator"),
    ]
    audit = an_audit(farther, near, alone)
    assert audit.overview.fingerprints == ("c", "a", "b")
    assert breaks(*made) == ["I-3", "I-1", "I-2"]
    # a rule of a lower severity is no later for it: what it cuts off decides, then its id
    assert an_audit(farther, made[2]).overview.breaks[0].rule == "copy-down"


def test_waived_findings_are_left_out_and_known_ones_are_not() -> None:
    waived = replace(cutting("I-1", 90), status="waived", agency="pu")
    known = replace(cutting("I-2", 3), status="existing")
    audit = an_audit(waived, known)
    assert [one.subject.id for one in audit.overview.breaks] == ["I-2"]
    (rule,) = audit.overview.rules
    assert (rule.findings, rule.cut_off) == (1, 3)
    assert [one.id for one in audit.overview.agencies] == ["dishub"]
    assert an_audit(waived).overview.rules == ()


def test_rules_stand_by_severity_then_cut_off_then_share_then_id() -> None:
    found = [
        *(a_finding("unstated-logic", f"I-{n}") for n in range(9)),
        *(a_finding("copy-down", f"I-{n}") for n in range(2)),
        a_finding("detached-task", "T-1"),
        *(a_finding("duplicate-indicator", f"I-{n}") for n in range(2)),
        *(a_finding("missing-polarity", f"I-{n}") for n in range(7)),
        cutting("O-1", 2, "orphan-objective"),
        cutting("O-2", 5, "orphan-objective"),
        cutting("I-1", 8, "orphan-indicator"),
        a_finding("level-inversion", "I-1"),
    ]
    audit = an_audit(*found)
    assert [one.id for one in audit.overview.rules] == [
        "orphan-indicator",
        "orphan-objective",
        "missing-polarity",
        "level-inversion",
        "detached-task",  # its population is 0
        "copy-down",
        "duplicate-indicator",
        "unstated-logic",
    ]
    assert [one.cut_off for one in audit.overview.rules[:3]] == [8, 7, None]


def test_a_rule_whose_findings_cut_off_nothing_counts_zero_and_others_nothing() -> None:
    rule, other = an_audit(cutting("I-1", 0), a_finding("copy-down", "I-2")).overview.rules
    assert (rule.cut_off, other.cut_off) == (0, None)
    assert an_audit(cutting("I-1", 0)).overview.breaks == ()


@pytest.mark.parametrize(
    ("population", "findings", "share"),
    [(3, 1, 0.3333), (3, 2, 0.6667), (20_000, 1, 0.0001), (1, 2, 1.0), (0, 3, 1.0), (7, 7, 1.0)],
)
def test_a_share_has_four_decimals_and_is_at_most_one(
    population: int, findings: int, share: float
) -> None:
    audit = an_audit(*(a_finding("copy-down", f"I-{n}") for n in range(findings)))
    runs = tuple(
        replace(run, population=population) if run.id == "copy-down" else run for run in audit.rules
    )
    (rule,) = replace(audit, rules=runs).overview.rules
    assert (rule.share, rule.population, rule.findings) == (share, population, findings)


def test_a_finding_on_the_dataset_is_everything() -> None:
    whole = replace(a_finding("missing-formula"), subject=FindingSubject("Dataset", "kota", None))
    (rule,) = an_audit(whole).overview.rules
    assert (rule.findings, rule.population, rule.share) == (1, 212, 1.0)


def test_agencies_stand_by_errors_warnings_infos_then_id_and_none_last() -> None:
    found = [
        *(a_finding("orphan-indicator", f"I-{n}", agency=None) for n in range(9)),
        a_finding("orphan-indicator", "J-1", agency="b"),
        a_finding("orphan-indicator", "J-2", agency="a"),
        a_finding("copy-down", "J-3", agency="c"),
        a_finding("copy-down", "J-4", agency="c"),
        a_finding("copy-down", "J-5", agency="d"),
        a_finding("unstated-logic", "J-6", agency="d"),
        a_finding("copy-down", "J-7", agency="e"),
    ]
    totals = an_audit(*found).overview.agencies
    assert [one.id for one in totals] == ["a", "b", "c", "d", "e", None]
    assert totals[-1].error == 9
    assert (totals[3].error, totals[3].warning, totals[3].info) == (0, 1, 1)


def test_answers_list_the_findings_of_the_agencies_chosen_and_count_all() -> None:
    found = [cutting("I-1", 4, agency="pu"), a_finding("copy-down", "I-2")]
    audit = an_audit(*found)
    of_pu = replace(audit, listed_agencies=("pu",))
    told, chosen = as_json(audit, "en"), as_json(of_pu, "en")
    assert [one["subject"]["id"] for one in chosen["findings"]] == ["I-1"]
    assert chosen.pop("listed_agencies") == ["pu"]
    assert chosen | {"findings": None} == told | {"findings": None}
    assert as_json(replace(audit, listed_agencies=("tiada",)), "en")["findings"] == []


def test_people_read_the_worst_first_whatever_the_names_of_the_rules() -> None:
    found = [
        a_finding("copy-down", "I-1"),
        cutting("I-2", 0),
        cutting("I-3", 7),
        a_finding("level-inversion", "I-4"),
        cutting("I-5", 9, "unsupported-outcome"),
    ]
    audit = an_audit(*(replace(one, severity="error") for one in found[1:]), found[0])
    order = [one.subject.id for one in audit.worst_first(audit.findings)]
    assert order == ["I-5", "I-3", "I-2", "I-4", "I-1"]
    groups = audit.rules_worst_first(audit.findings)
    assert [*groups] == [one.id for one in audit.overview.rules]
    assert [one.subject.id for one in groups["orphan-indicator"]] == ["I-3", "I-2"]
    assert [one.subject.id for one in audit.findings] != order
