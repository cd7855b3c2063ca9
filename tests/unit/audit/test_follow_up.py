"""Follow-ups held against an audit: what is gone, what is overdue, how many are where."""

from dataclasses import replace
from datetime import date

import pytest
from made_audits import a_finding, an_audit

from kinerja_graph.audit.finding import Audit, Finding, FollowUp, FollowUpState, FollowUpStatus
from kinerja_graph.audit.follow_up import (
    FollowUpFilter,
    count_follow_ups,
    followed_up,
    list_follow_ups,
    new_follow_up,
)
from kinerja_graph.audit.waiver import Waiver
from kinerja_graph.shapes import as_json

TODAY = date(2026, 6, 30)
PAST, FUTURE = date(2026, 6, 29), date(2026, 7, 1)


def follow_up(finding: Finding, state: FollowUpState = "open", due: date | None = None) -> FollowUp:
    status = FollowUpStatus(state=state, due=due, set_by="siti", set_at="2026-06-01T00:00:00Z")
    return new_follow_up(
        "kota", finding, status, found_in="1", found_at="2026-05-01T00:00:00Z", found_scope="s"
    )


def held(audit: Audit, *follow_ups: FollowUp, later: bool = True) -> Audit:
    return followed_up(audit, follow_ups, today=TODAY, is_later=lambda _: later)


def test_an_audit_without_follow_ups_stays_as_it_is() -> None:
    audit = an_audit(a_finding())
    assert held(audit) is audit
    other = replace(follow_up(a_finding()), dataset="lain")
    assert held(audit, other) is audit
    assert "follow_ups" not in as_json(audit, "en")
    assert "follow_up" not in as_json(audit, "en")["findings"][0]


@pytest.mark.parametrize(
    ("state", "found", "later", "outcome", "confirmed"),
    [
        ("done", True, True, "still-found", False),
        ("done", False, True, "gone", True),
        ("open", False, True, "gone", False),
        ("done", False, False, "not-checked", False),
    ],
)
def test_done_is_confirmed_by_a_later_audit_alone(
    *, state: FollowUpState, found: bool, later: bool, outcome: str, confirmed: bool
) -> None:
    finding = a_finding()
    audit = an_audit(finding) if found else an_audit()
    (one,) = held(audit, follow_up(finding, state), later=later).follow_ups
    assert (one.status.outcome, one.status.confirmed) == (outcome, confirmed)


def test_a_rule_that_did_not_run_confirms_nothing() -> None:
    failed = a_finding("idle-unit", "U-1")
    (one,) = held(an_audit(), follow_up(failed, "done")).follow_ups
    assert one.status.outcome == "not-checked"


@pytest.mark.parametrize(("due", "overdue"), [(None, False), (PAST, True), (TODAY, False)])
def test_what_is_past_its_day_is_overdue_until_its_finding_is_gone_or_accepted(
    *, due: date | None, overdue: bool
) -> None:
    finding = a_finding()
    for state in ("open", "in-progress", "done"):
        (one,) = held(an_audit(finding), follow_up(finding, state, due)).follow_ups
        assert one.status.overdue is overdue
    (gone,) = held(an_audit(), follow_up(finding, "open", due)).follow_ups
    assert not gone.status.overdue
    waiver = Waiver(rule=finding.rule, subject="I-1", reason="r", until=FUTURE, by="b")
    accepted = replace(finding, status="waived", waiver=waiver)
    (one,) = held(an_audit(accepted), follow_up(finding, "open", due)).follow_ups
    assert (one.status.outcome, one.status.overdue) == ("waived", False)


def test_overdue_ones_come_first_and_all_are_counted() -> None:
    findings = [a_finding(subject=f"I-{n}", agency="pu" if n == 2 else "dishub") for n in range(5)]
    follow_ups = [
        follow_up(findings[0], "done"),
        follow_up(findings[1], "in-progress", FUTURE),
        follow_up(findings[2], "open", PAST),
        follow_up(findings[3], "done", PAST),
        follow_up(findings[4], "open", PAST),
    ]
    audit = held(an_audit(*findings[:3]), *follow_ups)
    assert [one.subject.id for one in audit.follow_ups] == ["I-2", "I-1", "I-0", "I-3", "I-4"]
    counts = count_follow_ups(audit.follow_ups)
    assert as_json(counts) == {
        "open": 1, "in_progress": 1, "done": 1, "confirmed": 1, "gone": 1, "overdue": 1, "total": 5,
    }  # fmt: skip
    chosen = FollowUpFilter(agencies=("pu",), states=("open",), overdue=True)
    assert [one.subject.id for one in list_follow_ups(audit, chosen).follow_ups] == ["I-2"]
    shown = as_json(replace(audit, listed_agencies=("pu",)), "en")
    assert [one["subject"]["id"] for one in shown["follow_ups"]] == ["I-2"]
    assert shown["findings"][0]["follow_up"]["overdue"] is True
