"""The findings that come and go between two audits, alone or on the whole dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from kinerja_graph.audit.baseline import looked_at
from kinerja_graph.audit.finding import Audit, Finding, fingerprint
from kinerja_graph.shapes import json_keys


@json_keys("come", "go")
@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChanges:
    """The findings that only one of two audits has.

    A finding on the whole dataset goes as soon as one of the things it stands for is mended; the
    others, now found singly, are not new. Likewise in the other direction.

    Attributes:
        come: those that only the later audit has.
        go: those that only the earlier audit has.
        broken: ids of what those that come are about, as far as it was not found before.
        fixed: ids of what those that go were about, as far as it is not found any more.
        singly: by the fingerprint of a finding on the dataset that comes or goes, how many of the
            things it stands for the other audit finds one by one; without zeros.
    """

    come: tuple[Finding, ...] = ()
    go: tuple[Finding, ...] = ()
    broken: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()
    singly: Mapping[str, int] = field(default_factory=dict[str, int])


def came_and_went(before: Audit, after: Audit) -> FindingChanges:
    """Return the findings that only ``after`` has, and those that only ``before`` has.

    Waived findings are left out, and so are rules that one of the audits did not check completely,
    and agencies that ``after`` does not list.
    """
    rules = looked_at(before) & looked_at(after)

    def only(audit: Audit, beside: _Found) -> tuple[Finding, ...]:
        own = replace(audit, listed_agencies=after.listed_agencies).listed
        return tuple(
            finding
            for finding in own
            if finding.status != "waived" and finding.rule in rules and not beside.has(finding)
        )

    old, new = _Found.of(before), _Found.of(after)
    come, go = only(after, old), only(before, new)
    return FindingChanges(
        come=come,
        go=go,
        broken=old.without_found(come),
        fixed=new.without_found(go),
        singly=old.count_singly(come) | new.count_singly(go),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What an audit finds that is not waived, to look up the findings of another audit.

    Attributes:
        alone: the fingerprints of things found alone.
        whole: the findings on the dataset, by rule.
    """

    dataset: str
    alone: frozenset[str]
    whole: Mapping[str, Sequence[Finding]]

    @classmethod
    def of(cls, audit: Audit) -> Self:
        found = [finding for finding in audit.findings if finding.status != "waived"]
        whole: dict[str, list[Finding]] = defaultdict(list)
        for finding in found:
            if finding.subject.is_dataset:
                whole[finding.rule].append(finding)
        alone = frozenset(one.fingerprint for one in found if not one.subject.is_dataset)
        return cls(audit.dataset, alone, whole)

    def has(self, finding: Finding) -> bool:
        """Return whether the audit finds it too: itself, in a finding on the dataset, or singly."""
        things = self._things(finding)
        if things and things.keys() <= self.alone:
            return True
        return any(
            finding.subject.is_dataset
            or not whole.members
            or things.keys() <= self._things(whole).keys()
            for whole in self.whole.get(finding.rule, ())
            if _covers_years(whole, finding)
        )

    def without_found(self, findings: Iterable[Finding]) -> frozenset[str]:
        """Return the ids of what findings are about, without what the audit finds too.

        All of them if it finds each, in other years.
        """
        left: set[str] = set()
        for finding in findings:
            things = self._things(finding)
            known = set(self.alone)
            for whole in self.whole.get(finding.rule, ()):
                known |= self._things(whole).keys()
            left |= {one for mark, one in things.items() if mark not in known} or {*things.values()}
        return frozenset(left)

    def count_singly(self, findings: Iterable[Finding]) -> dict[str, int]:
        """Count what the audit finds alone of the things that findings on the dataset stand for."""
        counts = {
            finding.fingerprint: len(self._things(finding).keys() & self.alone)
            for finding in findings
            if finding.subject.is_dataset
        }
        return {mark: number for mark, number in counts.items() if number}

    def _things(self, finding: Finding) -> dict[str, str]:
        """Return the ids of what a finding is about or stands for, by fingerprint."""
        if not finding.subject.is_dataset:
            return {finding.fingerprint: finding.subject.id}
        return {
            fingerprint(finding.rule, self.dataset, name, other): name
            for name, other in finding.members
        }


def _covers_years(whole: Finding, finding: Finding) -> bool:
    """Return whether a finding on the dataset is about all years of a finding, or has none."""
    years = set(whole.data.get("years", ()))
    return not years or set(finding.data.get("years", ())) <= years
