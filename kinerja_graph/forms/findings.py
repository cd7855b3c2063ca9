"""Findings of the audit as rows of a report to evaluators, and the components that are marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from kinerja_graph.audit.evidence import Component, Criterion
from kinerja_graph.audit.finding import Finding
from kinerja_graph.forms.asks import Argument, Ask, listed
from kinerja_graph.forms.criteria import is_here
from kinerja_graph.forms.filling import Cell, Filling, Row
from kinerja_graph.forms.form import Part
from kinerja_graph.forms.hints import UNSEEN
from kinerja_graph.texts import Text, _

_OTHERS: Final = _("Other findings")
_PATH: Final = _("records: {path}")
_ORIGIN: Final = _("from {origin}")
_CRITERION: Final = _("criterion {number}")
_CUT_OFF: Final = _("cut off below it: {n:result or step|results and steps}")
_REACHED: Final = _("reaches the final outcome {name} ({id})")
_CONSEQUENCE: Final = _("what follows from it")
_FINAL: Final = _("Final mark")
_NO_FINDING: Final = _("no finding among the {n:rule|rules} looked at")
_RAN: Final = "ran"
_WHOLE: Final = "whole"


def components(filling: Filling, _part: Part) -> Iterator[Row]:
    """Yield the components of the evaluation sheet, and last the sheet as a whole."""
    for one in filling.reads.sheet().components:
        yield Row(ids=(one.id,), component=one)
    yield Row(role=_WHOLE)


def of_component(ask: Callable[[Component], Cell], *, whole: Callable[[Filling], Cell]) -> Ask:
    """Answer from the component of the row; of the row of the whole sheet with ``whole``."""

    def asked(filling: Filling, row: Row, _argument: Argument) -> Cell:
        return whole(filling) if row.component is None else ask(row.component)

    return asked


def final_mark(_filling: Filling) -> Cell:
    """Return what the row of the whole sheet is called."""
    return _FINAL


def whole_weight(filling: Filling) -> Cell:
    """Return the weight of all components."""
    return sum(one.weight for one in filling.reads.sheet().components)


def findings(filling: Filling, _part: Part) -> Iterator[Row]:
    """Yield the findings in scope below the first criterion that shows their rule.

    Within a criterion they stand by severity, rule and subject; what no criterion shows is last.
    """
    criteria = [one for each in filling.reads.sheet().components for one in each.criteria]
    first: dict[str, int] = {}
    for number, criterion in enumerate(criteria):
        for rule in criterion.rules:
            first.setdefault(rule, number)
    last = len(criteria)
    here = (one for one in filling.findings if is_here(filling, one))
    for one in sorted(here, key=lambda one: (first.get(one.rule, last), one.sort_key)):
        above = criteria[first[one.rule]] if one.rule in first else None
        heading = _OTHERS if above is None else _heading(above)
        ends = (end for end in (one.subject, one.other) if end is not None)
        ids = tuple(dict.fromkeys(end.id for end in ends if not end.is_dataset))
        yield Row(ids=ids, finding=one, criterion=above, section=heading)


def _heading(criterion: Criterion) -> Text:
    said = criterion.criterion
    return Text(id=f"{criterion.id} {said.id}", en=f"{criterion.id} {said.en}")


def of_finding(ask: Callable[[Filling, Finding], Cell]) -> Ask:
    """Answer from the finding of the row."""

    def asked(filling: Filling, row: Row, _argument: Argument) -> Cell:
        return None if row.finding is None else ask(filling, row.finding)

    return asked


def condition(_filling: Filling, finding: Finding) -> Cell:
    """Return what is wrong, the records that show it, and where that stands."""
    parts: list[Text] = [finding.message]
    if finding.path:
        parts.append(_PATH.filled(path=", ".join(finding.path)))
    if finding.origin is not None:
        parts.append(_ORIGIN.filled(origin=finding.origin))
    return tuple(parts)


def basis(_filling: Filling, row: Row, _argument: Argument) -> Cell:
    """Answer with the number of the criterion, and what the rule is based on."""
    if row.finding is None:
        return None
    number = () if row.criterion is None else (_CRITERION.filled(number=row.criterion.id),)
    return listed((*number, *row.finding.references))


def consequence(filling: Filling, finding: Finding) -> Cell:
    """Return what is cut off, and the outcomes that the records reach by any chain."""
    parts: list[Text] = []
    if finding.cut_off is not None:
        parts.append(_CUT_OFF.filled(n=finding.cut_off))
    ends = (finding.subject.id, *(() if finding.other is None else (finding.other.id,)))
    facts = filling.facts
    parts += [
        _REACHED.filled(name=facts.name(one), id=one) for one in facts.chain.outcomes_above(ends)
    ]
    return tuple(parts) or UNSEEN.filled(what=_CONSEQUENCE)


def remedy(_filling: Filling, finding: Finding) -> Cell:
    """Return what is to be done."""
    return finding.remediation


def notes_of_findings(filling: Filling) -> Iterator[Text]:
    """Yield how many rules were looked at where none found anything."""
    if not any(is_here(filling, one) for one in filling.findings):
        yield _NO_FINDING.filled(n=sum(one.status == _RAN for one in filling.audit.rules))
