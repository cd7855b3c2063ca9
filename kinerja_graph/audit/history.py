"""Compare an audit with its history: findings that are known, resolved, or waived."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Final, Self

from kinerja_graph.audit.baseline import Known, looked_at, resolved_of
from kinerja_graph.audit.finding import Audit, ComparedWith, Finding, fingerprint
from kinerja_graph.audit.waiver import DATASET, Waiver, WaiverState, WaiverUse
from kinerja_graph.library.rule import Rule

A_BASELINE: Final = ComparedWith()


def compared(audit: Audit, known: Iterable[Known], beside: ComparedWith = A_BASELINE) -> Audit:
    """Return ``audit`` with findings marked ``new`` or ``existing``, and those ``resolved``.

    A finding is known through an entry of its own, or through an entry of its rule on the dataset;
    if that has years, only when they include each of the finding's years. A finding on the dataset
    is also known if everything it stands for is. An entry is resolved if its rule was checked and
    does not find it any more, neither alone nor in a finding on the dataset.

    Args:
        audit: the current audit.
        known: earlier findings, of this dataset and of others.
        beside: what ``known`` comes from.
    """
    mine = sorted(
        (item for item in known if item.dataset == audit.dataset), key=lambda item: item.sort_key
    )
    past = _Past.of(mine)
    findings = tuple(
        replace(finding, status="existing" if past.knows(audit.dataset, finding) else "new")
        for finding in audit.findings
    )
    severities = {run.id: run.severity for run in audit.rules}
    gone = _gone(audit, mine)
    return replace(
        audit,
        findings=findings,
        gone=tuple(resolved_of(item, severities.get(item.rule)) for item in gone),
        compared_with=beside,
    )


def waived(
    audit: Audit,
    waivers: Sequence[Waiver],
    library: Iterable[Rule],
    *,
    today: date,
    namesake: bool = False,
) -> Audit:
    """Return ``audit`` with the findings that ``waivers`` accept marked, and each waiver's state.

    Args:
        audit: already compared with a baseline if there is one.
        waivers: in the order of their file; the first valid one is shown.
        library: every existing rule, whether it was run or not, including custom ones.
        today: the day on which a waiver must still be valid.
        namesake: whether a record of the edition has the dataset's id.
    """
    rules = {rule.id: rule for rule in library}
    either = may_mean_the_dataset(audit, waivers, rules.values())
    doubtful = {number for number, waiver in enumerate(waivers) if waiver in either}
    ambiguous = doubtful if namesake else set[int]()
    findings = list(audit.findings)
    about: Counter[int] = Counter()
    by_rule: dict[str, list[int]] = {}
    for number, waiver in enumerate(waivers):
        by_rule.setdefault(waiver.rule, []).append(number)
    for place, finding in enumerate(findings):
        for number in by_rule.get(finding.rule, ()):
            waiver = waivers[number]
            if number not in doubtful and not _covers(waiver, finding, audit.dataset):
                continue
            about[number] += 1
            if number in ambiguous or waiver.lapse(today) is not None:
                continue
            if findings[place].waiver is None:
                findings[place] = replace(finding, status="waived", waiver=waiver)
    looked = looked_at(audit)
    uses = tuple(
        WaiverUse(
            waiver,
            _over_all(
                waiver,
                about[number],
                {"ambiguous" if number in ambiguous else _outcome(waiver, rules, looked)},
                today,
            ),
            about[number],
        )
        for number, waiver in enumerate(waivers)
        if waiver.dataset in (None, audit.dataset)
    )
    return replace(audit, findings=tuple(findings), waivers=uses)


def may_mean_the_dataset(
    audit: Audit, waivers: Iterable[Waiver], library: Iterable[Rule]
) -> frozenset[Waiver]:
    """Return the waivers that name the dataset by its id, for rules that can be about it.

    Older files have no other way to refer to the dataset. Such waivers cover every finding of their
    rule; if a record has that id too, it is ambiguous which of the two is meant.
    """
    whole = {rule.id for rule in library if rule.whole is not None}
    return frozenset(
        waiver
        for waiver in waivers
        if waiver.subject == audit.dataset
        and waiver.fingerprint is None
        and waiver.rule in whole
        and waiver.dataset in (None, audit.dataset)
    )


def waiver_names(finding: Finding, dataset: str) -> dict[str, str | None]:
    """Return how a waiver names ``finding``: by ids, or its fingerprint if they are ambiguous."""
    subject, other = finding.subject, finding.other
    in_doubt = not subject.is_dataset and subject.id in (dataset, DATASET)
    return {
        "rule": finding.rule,
        "subject": DATASET if subject.is_dataset else subject.id,
        "other": None if other is None else other.id,
        "fingerprint": finding.fingerprint if in_doubt else None,
    }


def _covers(waiver: Waiver, finding: Finding, dataset: str) -> bool:
    """Return whether ``waiver``, which names its rule, covers ``finding`` of ``dataset``."""
    other = None if finding.other is None else finding.other.id
    subject = finding.subject
    if waiver.dataset not in (None, dataset) or waiver.other not in (None, other):
        return False
    if waiver.fingerprint is not None:
        called = {None, subject.id, *({DATASET} if subject.is_dataset else ())}
        return waiver.fingerprint == finding.fingerprint and waiver.subject in called
    if subject.is_dataset:
        return waiver.subject == DATASET
    return waiver.subject == subject.id != DATASET


@dataclass(frozen=True, slots=True)
class _Past:
    """Known entries of one dataset: single fingerprints, and those on the dataset by rule."""

    single: frozenset[str]
    whole: Mapping[str, Sequence[Known]]

    @classmethod
    def of(cls, entries: Sequence[Known]) -> Self:
        whole: dict[str, list[Known]] = defaultdict(list)
        for item in entries:
            if item.is_whole:
                whole[item.rule].append(item)
        return cls(frozenset(item.fingerprint for item in entries if not item.is_whole), whole)

    def knows(self, dataset: str, finding: Finding) -> bool:
        """Return whether it is known: by an entry on the dataset with its years, or one each."""
        years = _years(finding)
        whole = self.whole.get(finding.rule, ())
        if any(item.years is None or years <= set(item.years) for item in whole):
            return True
        singly = set(_singly(dataset, finding))
        return bool(singly) and singly <= self.single


def _singly(dataset: str, finding: Finding) -> Iterator[str]:
    """Yield the fingerprints a finding stands for: its own, or those of all its members."""
    if not finding.subject.is_dataset:
        yield finding.fingerprint
    for subject, other in finding.members:
        yield fingerprint(finding.rule, dataset, subject, other)


def _years(finding: Finding) -> set[int]:
    return set(finding.data.get("years", ()))


def _gone(audit: Audit, mine: Sequence[Known]) -> list[Known]:
    looked = looked_at(audit)
    still = is_still_found(audit, mine)
    pairs = zip(mine, still, strict=True)
    return [item for item, found in pairs if item.rule in looked and not found]


def is_still_found(audit: Audit, known: Sequence[Known]) -> list[bool]:
    """Return for each entry whether ``audit`` finds it, alone or in a finding on the dataset.

    A rule that was not checked finds nothing.
    """
    singly = {item.rule for item in known if not item.is_whole}
    prints: set[str] = set()
    years: dict[str, set[int]] = {}
    for finding in audit.findings:
        years.setdefault(finding.rule, set()).update(_years(finding))
        if finding.rule in singly:
            prints.update(_singly(audit.dataset, finding))

    def is_found(item: Known) -> bool:
        if not item.is_whole:
            return item.fingerprint in prints
        known_years = years.get(item.rule)
        return known_years is not None and (
            item.years is None or not known_years.isdisjoint(item.years)
        )

    return [is_found(item) for item in known]


def together(
    each: Iterable[Iterable[WaiverUse]],
    waivers: Iterable[Waiver],
    *,
    today: date,
    unseen: Collection[str] = (),
) -> tuple[WaiverUse, ...]:
    """Return the state of each waiver across several audits, in the order of the file.

    A waiver is used if one of the audits used it; its findings are added up. Waivers for datasets
    that do not exist are included.

    Args:
        each: the states of the waivers in each audit.
        waivers: all waivers of the file.
        today: the day on which a waiver must still be valid.
        unseen: datasets that could not be audited.
    """
    found: dict[Waiver, list[WaiverUse]] = {}
    for use in chain.from_iterable(each):
        found.setdefault(use.waiver, []).append(use)
    combined: list[WaiverUse] = []
    for waiver in waivers:
        uses = found.get(waiver, [])
        findings = sum(use.findings for use in uses)
        states: set[WaiverState] = {use.state for use in uses}
        if any(waiver.dataset in (None, name) for name in unseen):
            states.add("not-run")
        combined.append(WaiverUse(waiver, _over_all(waiver, findings, states, today), findings))
    return tuple(combined)


def _outcome(waiver: Waiver, rules: Collection[str], looked: Collection[str]) -> WaiverState:
    """Return the state of a waiver that waived nothing, by whether its rule was checked."""
    if waiver.rule in looked:
        return "unmatched"
    return "not-run" if waiver.rule in rules else "unknown-rule"


def _over_all(
    waiver: Waiver, findings: int, states: Collection[WaiverState], today: date
) -> WaiverState:
    lapsed = waiver.lapse(today)
    if lapsed is not None:
        return lapsed
    if "ambiguous" in states:
        return "ambiguous"
    if findings:
        return "used"
    if "not-run" in states:
        return "not-run"
    return "unknown-rule" if "unknown-rule" in states else "unmatched"
