"""Findings of an earlier audit as rows: what was to be done, and whether it is still found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import Formatter
from typing import Final

from kinerja_graph.audit.baseline import Known, looked_at
from kinerja_graph.audit.finding import Finding
from kinerja_graph.audit.history import is_still_found
from kinerja_graph.audit.wording import called, sentence
from kinerja_graph.forms.asks import Argument, Ask
from kinerja_graph.forms.filling import Cell, Filling, Row
from kinerja_graph.forms.form import Part
from kinerja_graph.texts import Text, _

_GONE: Final = _("gone from the audit of {edition}")
_STILL: Final = _("still there")
_NOT_CHECKED: Final = _("not checked: the rule was not run")
_LEFT_OUT: Final = "…"
"""What stood in a recommendation, and only the finding that is gone could tell."""


def memory(filling: Filling, _part: Part) -> Iterator[Row]:
    """Yield the entries of the baseline by rule, subject and other end."""
    for entry in sorted(filling.entries, key=lambda one: one.sort_key):
        ends = [one for one in (entry.subject, entry.other) if one is not None]
        yield Row(ids=tuple(one.id for one in ends if not one.is_dataset), entry=entry)


def of_entry(ask: Callable[[Filling, Known], Cell]) -> Ask:
    """Answer from the entry of the row."""

    def asked(filling: Filling, row: Row, _argument: Argument) -> Cell:
        return None if row.entry is None else ask(filling, row.entry)

    return asked


def rule_title(filling: Filling, entry: Known) -> Cell:
    """Return the title of the rule; its id where the audit has no such rule."""
    return filling.titles.get(entry.rule, entry.rule)


def subject(_filling: Filling, entry: Known) -> Cell:
    """Return what the finding was about."""
    return Text(id=called(entry.subject, "id"), en=called(entry.subject, "en"))


def recommendation(filling: Filling, entry: Known) -> Cell:
    """Return what is to be done as the finding says it; of one that is gone, as its rule does."""
    for one in filling.audit.findings:
        if _is_of(one, entry):
            return one.remediation
    rule = next((one for one in filling.reads.rules() if one.id == entry.rule), None)
    if rule is None:
        return None
    mend = rule.whole.mend if entry.is_whole and rule.whole is not None else rule.mend
    names = {name for _, name, _, _ in Formatter().parse(mend.en) if name}
    facts: dict[str, object] = dict.fromkeys(names, _LEFT_OUT)
    if entry.years is not None:
        facts["years"] = list(entry.years)
    return sentence(mend, subject=entry.subject, other=entry.other, agency=_LEFT_OUT, facts=facts)


def _is_of(finding: Finding, entry: Known) -> bool:
    if finding.rule != entry.rule:
        return False
    return finding.subject.is_dataset or finding.fingerprint == entry.fingerprint


def outcome(filling: Filling, entry: Known) -> Cell:
    """Return whether the audit of this edition still finds it."""
    if entry.rule not in looked_at(filling.audit):
        return _NOT_CHECKED
    if is_still_found(filling.audit, [entry])[0]:
        return _STILL
    return _GONE.filled(edition=filling.facts.edition.edition)
