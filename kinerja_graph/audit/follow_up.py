"""Follow-ups of findings: what people say is done, held against what an audit finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kinerja_graph.audit.baseline import Known, looked_at
from kinerja_graph.audit.finding import (
    Audit,
    Finding,
    FindingSubject,
    FollowUp,
    FollowUpOutcome,
    FollowUpState,
    FollowUpStatus,
)
from kinerja_graph.audit.history import is_still_found
from kinerja_graph.shapes import json_keys

STATES: Final[tuple[FollowUpState, ...]] = ("open", "in-progress", "done")


@json_keys("open", "in_progress", "done", "confirmed", "gone", "overdue", "total")
@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpCounts:
    """How many follow-ups there are in each state; the first five add up to ``total``.

    Attributes:
        open, in_progress: with a finding that is not gone.
        done: said to be done, but not confirmed: the finding is still there, or was not checked.
        confirmed: said to be done, and the finding is gone.
        gone: the finding is gone, but nobody said that it is done, or its record is gone as well.
        overdue: past their date, the finding neither gone nor accepted.
    """

    open: int = 0
    in_progress: int = 0
    done: int = 0
    confirmed: int = 0
    gone: int = 0
    overdue: int = 0

    @property
    def total(self) -> int:
        """How many there are."""
        return self.open + self.in_progress + self.done + self.confirmed + self.gone


def count_follow_ups(follow_ups: Iterable[FollowUp]) -> FollowUpCounts:
    """Count follow-ups by their state."""
    found = list(follow_ups)
    by_group = Counter(_group(one.status) for one in found)
    return FollowUpCounts(
        open=by_group["open"],
        in_progress=by_group["in-progress"],
        done=by_group["done"],
        confirmed=by_group["confirmed"],
        gone=by_group["gone"],
        overdue=sum(one.status.overdue for one in found),
    )


def _group(status: FollowUpStatus) -> str:
    if not status.is_settled:
        return status.state
    return "confirmed" if status.confirmed else "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFilter:
    """Which follow-ups are listed; empty fields do not filter.

    Attributes:
        overdue: only overdue ones.
        agencies: only of findings of these agencies (ids).
        states: only in one of these states, as they were recorded.
    """

    overdue: bool = False
    agencies: tuple[str, ...] = ()
    states: tuple[FollowUpState, ...] = ()

    def matches(self, one: FollowUp) -> bool:
        """Tell whether a follow-up is listed."""
        return (
            (one.status.overdue or not self.overdue)
            and (not self.agencies or one.agency in self.agencies)
            and (not self.states or one.status.state in self.states)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpList:
    """The follow-ups of a dataset, held against the audit of an edition.

    Attributes:
        follow_ups: those that were asked for, overdue ones first.
        summary: how many there are in each state, whatever was asked for.
    """

    dataset: str
    edition: str
    follow_ups: tuple[FollowUp, ...]
    summary: FollowUpCounts


def list_follow_ups(audit: Audit, chosen: FollowUpFilter | None = None) -> FollowUpList:
    """List the follow-ups that an audit was held against."""
    wanted = chosen or FollowUpFilter()
    return FollowUpList(
        dataset=audit.dataset,
        edition=audit.edition,
        follow_ups=tuple(one for one in audit.follow_ups if wanted.matches(one)),
        summary=count_follow_ups(audit.follow_ups),
    )


def followed_up(
    audit: Audit,
    follow_ups: Sequence[FollowUp],
    *,
    today: date,
    is_later: Callable[[FollowUp], bool],
    is_unread: Callable[[FollowUp], bool] = lambda _: False,
    is_removed: Callable[[FollowUp], bool] = lambda _: False,
) -> Audit:
    """Return ``audit`` with the follow-ups of its dataset, at their findings and listed.

    The finding of a follow-up is gone if its rule was checked and does not find it any more,
    neither alone nor in a finding on the dataset (as a baseline's entry is resolved), in an audit
    later than the one it was recorded for. Where the cells that it asked for cannot be read now,
    the rule passes over them, which confirms nothing; nor does it where the record itself is gone.

    Args:
        audit: already compared with the waivers, if there are any.
        follow_ups: of this dataset and of others.
        today: the day after whose eve something is overdue.
        is_later: whether the audited edition is later than the one a follow-up was recorded for.
        is_unread: whether the audited edition holds unreadable content where the fault was.
        is_removed: whether the audited edition no longer has the record at fault.
    """
    mine = [one for one in follow_ups if one.dataset == audit.dataset]
    if not mine:
        return audit
    looked = looked_at(audit)
    still = is_still_found(audit, [_known(one) for one in mine])
    by_print = {one.fingerprint: one for one in audit.findings}

    found_again = {one.fingerprint for one, is_found in zip(mine, still, strict=True) if is_found}

    def outcome(one: FollowUp) -> FollowUpOutcome:
        finding = by_print.get(one.fingerprint)
        if finding is not None and finding.status == "waived":
            return "waived"
        if one.fingerprint in found_again:
            return "still-found"
        if one.rule not in looked or not is_later(one) or is_unread(one):
            return "not-checked"
        return "removed" if is_removed(one) else "gone"

    current: list[FollowUp] = []
    for one in mine:
        found = outcome(one)
        past = one.status.due is not None and one.status.due < today
        overdue = past and found in ("still-found", "not-checked")
        current.append(replace(one, status=replace(one.status, outcome=found, overdue=overdue)))
    statuses = {one.fingerprint: one.status for one in current}
    findings = tuple(
        replace(one, follow_up=statuses[one.fingerprint]) if one.fingerprint in statuses else one
        for one in audit.findings
    )
    ordered = tuple(sorted(current, key=lambda one: one.sort_key))
    return replace(audit, findings=findings, follow_ups=ordered)


def _known(one: FollowUp) -> Known:
    return Known(
        dataset=one.dataset, rule=one.rule, subject=one.subject, other=one.other, years=one.years
    )


def new_follow_up(
    dataset: str,
    finding: Finding,
    status: FollowUpStatus,
    *,
    found_in: str,
    found_at: str,
    found_scope: str,
) -> FollowUp:
    """Return the follow-up of a finding, found in this snapshot of an edition."""
    years = finding.data.get("years") if finding.subject.is_dataset else None
    return FollowUp(
        dataset=dataset,
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        subject=finding.subject,
        other=finding.other,
        agency=finding.agency,
        years=tuple(years) if years else None,
        found_in=found_in,
        found_at=found_at,
        found_scope=found_scope,
        status=status,
    )


def ends_of(one: FollowUp) -> tuple[FindingSubject, ...]:
    """Return what a follow-up is about: its subject, then the far end if there is one."""
    return (one.subject,) if one.other is None else (one.subject, one.other)
