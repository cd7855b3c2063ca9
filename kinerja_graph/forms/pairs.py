"""Rows about two records: what one agency does for another's result, and actions for indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from kinerja_graph.forms.asks import (
    Argument,
    Ask,
    agencies_of,
    listed,
    named,
    objective_name,
    target_of,
    text_cell,
)
from kinerja_graph.forms.facts import Record
from kinerja_graph.forms.filling import Cell, Filling, HumanCell, Row
from kinerja_graph.forms.form import Part
from kinerja_graph.texts import Text, _

EXPECTED: Final = "expected"
MISSING_AGENCY: Final = "missing-agency"
STATUS_WORDS: Final[Mapping[str, Text]] = {
    "accepted": _("accepted"),
    "requested": _("requested"),
    "rejected": _("rejected"),
    EXPECTED: _("expected, not there yet"),
}
_AMOUNT: Final = _("{indicator}: {target}")
_RANGE: Final = _("{low} to {high}")


def crossings(filling: Filling, _part: Part) -> Iterator[Row]:
    """Yield the crosscutting contributions of every status, then expected agencies not there."""
    facts = filling.facts
    found = [
        Row(
            ids=(edge.target, edge.source),
            far=facts.records[edge.target],
            near=facts.records[edge.source],
            role=str(edge.properties.get("status") or ""),
            edge=edge.properties,
        )
        for edge in facts.every_contribution
        if edge.properties.get("kind") == "crosscutting"
    ]
    absent = [
        Row(
            ids=(one.subject.id, one.other.id),
            far=facts.records[one.subject.id],
            near=facts.records[one.other.id],
            role=EXPECTED,
        )
        for one in filling.audit.findings
        if one.rule == MISSING_AGENCY and one.other is not None
    ]
    for rows in (found, absent):
        for row in sorted(rows, key=lambda one: one.ids):
            if _is_asked(filling, row):
                yield row


def _is_asked(filling: Filling, row: Row) -> bool:
    ends = [one for one in (row.far, row.near) if one is not None]
    holders = filling.holders
    held = [filling.is_held(one.id) or (holders is not None and one.id in holders) for one in ends]
    return any(held) and any(map(filling.has_tag, ends))


def actions(filling: Filling, _part: Part) -> Iterator[Row]:
    """Yield for each indicator in scope what contributes to it or to its objective directly."""
    facts = filling.facts
    for one in sorted(facts.of("Indicator")):
        indicator = facts.records[one]
        if not (filling.is_held(one) and filling.has_tag(indicator)):
            continue
        below = _acting(filling, one)
        for action in below:
            yield Row(record=indicator, near=facts.records[action], ids=(one, action))
        if not below:
            yield Row(record=indicator, ids=(one,))


def _acting(filling: Filling, indicator: str) -> list[str]:
    """Return the indicators and tasks below; an objective stands for what measures it."""
    facts = filling.facts
    ends = dict.fromkeys((indicator, facts.objective_of.get(indicator, indicator)))
    found: set[str] = set()
    for end in ends:
        for one in facts.below.get(end, ()):
            found.update(facts.indicators_of.get(one) or (one,))
    return sorted(found - {indicator})


def of_near(ask: Ask, *, planned: bool = False) -> Ask:
    """Answer about the lower record; ``planned``: without one the planner's cell."""

    def asked(filling: Filling, row: Row, argument: Argument) -> Cell:
        if row.near is None:
            return HumanCell("perencana") if planned else None
        return ask(filling, replace(row, record=row.near), argument)

    return asked


def action_unit(_filling: Filling, record: Record) -> Cell:
    """Return the measure unit of an indicator, or what a step puts out."""
    name = "output_unit" if record.label == "Task" else "measure_unit"
    return text_cell(record.get(name))


def of_far(ask: Ask) -> Ask:
    """Answer about the upper record."""

    def asked(filling: Filling, row: Row, argument: Argument) -> Cell:
        return None if row.far is None else ask(filling, replace(row, record=row.far), argument)

    return asked


def shared_result(filling: Filling, record: Record) -> Cell:
    """Return the objective of a result, else its own name."""
    return objective_name(filling, record) or filling.facts.name(record.id)


def supporting_agencies(filling: Filling, record: Record) -> Cell:
    """Return the agencies of what contributes; an agency that is expected is itself."""
    if record.label == "Unit":
        return named(filling, (record.id,))
    return agencies_of(filling, record)


def supporting_result(filling: Filling, record: Record) -> Cell:
    """Return the objective or step that contributes; None where only an agency is named."""
    return None if record.label == "Unit" else shared_result(filling, record)


def supporting_indicators(filling: Filling, record: Record) -> Cell:
    """Return the indicator that contributes, or those of the objective that does."""
    return named(filling, _measures(filling, record))


def supporting_targets(filling: Filling, record: Record, year: int) -> Cell:
    """Return the target of that indicator; of several a list that names each."""
    facts = filling.facts
    measures = _measures(filling, record)
    if len(measures) == 1:
        return target_of(facts.records[measures[0]], year)
    known = {one: target_of(facts.records[one], year) for one in measures}
    return listed(
        _AMOUNT.filled(
            indicator=facts.name(one),
            target=_RANGE.filled(low=target[0], high=target[1])
            if isinstance(target, tuple)
            else target,
        )
        for one, target in known.items()
        if target is not None
    )


def _measures(filling: Filling, record: Record) -> list[str]:
    if record.label == "Indicator":
        return [record.id]
    return list(filling.facts.indicators_of.get(record.id, ()))


def of_edge(name: str) -> Ask:
    """Answer with what the plan says of the contribution itself."""

    def asked(_filling: Filling, row: Row, _argument: Argument) -> Cell:
        value = row.edge.get(name)
        return None if value in (None, "") else str(value)

    return asked


def status(_filling: Filling, row: Row, _argument: Argument) -> Cell:
    """Answer with the word for the status of the contribution."""
    return STATUS_WORDS.get(row.role)


def tags_of_both(_filling: Filling, row: Row, _argument: Argument) -> Cell:
    """Answer with the themes of both ends."""
    ends = (one for one in (row.far, row.near) if one is not None)
    return listed(tag for one in ends for tag in one.get("tags") or ())
