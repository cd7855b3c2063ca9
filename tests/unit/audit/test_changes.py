"""Which findings came and which went between two checks of one plan."""

from __future__ import annotations

from dataclasses import replace

from made_audits import a_finding, an_audit

from kinerja_graph.audit.changes import came_and_went
from kinerja_graph.audit.finding import Audit, Finding, FindingSubject, fingerprint

FIRST, SECOND, THIRD = (a_finding(subject=f"I-{number}") for number in (1, 2, 3))


def changes(before: Audit, after: Audit) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    found = came_and_went(before, after)
    return found.come, found.go


def everywhere(*ids: str) -> Finding:
    """A finding on the dataset, for these indicators."""
    return replace(
        FIRST,
        subject=FindingSubject("Dataset", "kota", None),
        fingerprint=fingerprint(FIRST.rule, "kota", "kota", None, is_dataset=True),
        members=tuple((one, None) for one in ids),
    )


def test_what_only_one_of_them_has() -> None:
    assert changes(an_audit(FIRST, SECOND), an_audit(SECOND, THIRD)) == ((THIRD,), (FIRST,))
    assert changes(an_audit(FIRST), an_audit(FIRST)) == ((), ())


def test_another_wording_or_place_is_the_same_finding() -> None:
    moved = replace(FIRST, origin="indicators.csv!9", message=SECOND.message)
    assert changes(an_audit(FIRST), an_audit(moved)) == ((), ())


def test_one_cell_mended_of_all_makes_the_finding_on_the_dataset_go() -> None:
    whole = everywhere("I-1", "I-2", "I-3")
    assert changes(an_audit(whole), an_audit(FIRST, SECOND)) == ((), (whole,))
    assert changes(an_audit(FIRST, SECOND), an_audit(whole)) == ((whole,), ())
    assert changes(an_audit(whole), an_audit(FIRST, SECOND, THIRD)) == ((), ())


def test_what_came_and_went_with_a_finding_on_the_dataset() -> None:
    whole = everywhere("I-1", "I-2", "I-3")
    split = came_and_went(an_audit(whole), an_audit(FIRST, SECOND))
    assert (split.broken, split.fixed, split.singly) == (set(), {"I-3"}, {whole.fingerprint: 2})
    joined = came_and_went(an_audit(FIRST, SECOND), an_audit(whole))
    assert (joined.broken, joined.fixed, joined.singly) == ({"I-3"}, set(), {whole.fingerprint: 2})
    gone = came_and_went(an_audit(whole), an_audit())
    assert (gone.fixed, gone.singly) == ({"I-1", "I-2", "I-3"}, {})


def test_what_a_finding_on_the_dataset_did_not_stand_for_is_new() -> None:
    whole = everywhere("I-1", "I-2")
    assert changes(an_audit(whole), an_audit(FIRST, THIRD)) == ((THIRD,), (whole,))
    assert changes(an_audit(FIRST, THIRD), an_audit(whole)) == ((whole,), (THIRD,))


def test_a_finding_on_the_dataset_for_another_year_is_new() -> None:
    before = replace(everywhere("I-1"), data={"years": [2026]})
    after = replace(everywhere("I-1"), data={"years": [2026, 2027]})
    found = came_and_went(an_audit(before), an_audit(after))
    assert (found.come, found.go, found.broken) == ((after,), (), {"I-1"})


def test_waived_findings_neither_come_nor_go() -> None:
    waived = replace(FIRST, status="waived")
    assert changes(an_audit(), an_audit(waived)) == ((), ())
    assert changes(an_audit(waived), an_audit()) == ((), ())


def test_a_rule_that_failed_tells_nothing() -> None:
    broken = a_finding("idle-unit", "U-1")
    assert changes(an_audit(broken), an_audit()) == ((), ())
    assert changes(an_audit(), an_audit(broken)) == ((), ())


def test_only_findings_of_the_agencies_chosen_are_listed() -> None:
    other = replace(SECOND, agency="pupr")
    before, after = an_audit(FIRST), an_audit(other)
    chosen = replace(after, listed_agencies=("pupr",))
    assert changes(before, chosen) == ((other,), ())


def test_a_finding_keeps_what_the_history_says_of_it() -> None:
    known = replace(FIRST, status="existing")
    assert changes(an_audit(), an_audit(known)) == ((known,), ())
