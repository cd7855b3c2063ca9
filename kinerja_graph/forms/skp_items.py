"""Draft SKP items of positions: one row for each measure, in the order of the form.

The form (PermenPANRB 6/2022) asks for the leader's result that is served, the person's own
result, the aspect, the individual indicator and the target. What the plan does not say is left
empty, and a note says so; a standard time is given separately and never as a target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kinerja_graph.analysis.individual import Individuals, Measure, Person
from kinerja_graph.model.nodes import Target
from kinerja_graph.texts import Text, _

QUANTITY: Final = _("Quantity")
ASPECTS: Final = (
    QUANTITY,
    _("Quality"),
    _("Time"),
    _("Cost"),
)
_AMOUNT: Final = _("Number: {unit}")
_NO_MEASURE: Final = _("The plan has no task and no indicator for this post.")
_NO_LEADER: Final = _("Serves no result of a direct superior.")
_NO_SUPERIOR: Final = _("The post has no superior in the plan.")
_NO_RESULT: Final = _("The indicator measures no objective; word the result itself.")
_NO_TARGET: Final = _("The plan has no target.")
_NO_UNIT: Final = _("The plan has no measure unit.")
_NO_OUTCOME: Final = _("Reaches no result of level 0.")
_CHOOSE: Final = _("Choose the aspect.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row of the draft; None if the plan says nothing.

    Attributes:
        person: whose row it is.
        number: its number among the items of the position, from 1; 0 for a position without any.
        leader_results: the superior's results that it serves, nearest only, as worded in the form.
        result: the person's own result.
        aspect: ``Kuantitas`` for a task, whose target is an amount; otherwise left to be chosen.
        indicator: the individual indicator.
        target, unit, year: the target; for an indicator, in that year.
        minutes, volume: the standard time per execution, and executions per year.
        source: id of the task or indicator.
        notes: what is missing.
    """

    person: Person
    number: int
    leader_results: tuple[str, ...] = ()
    result: str | None = None
    aspect: Text | None = None
    indicator: str | Text | None = None
    target: Target | None = None
    unit: str | None = None
    year: int | None = None
    minutes: float | None = None
    volume: float | None = None
    source: str | None = None
    notes: tuple[Text, ...] = ()


def items_of(answer: Individuals, person: Person) -> Iterator[Item]:
    """Return the items of a position; a single row that says so if it has none."""
    if not person.measures:
        yield Item(person=person, number=0, notes=(_NO_MEASURE,))
    for number, measure in enumerate(person.measures, 1):
        yield _item(answer, person, number, measure)


def _item(answer: Individuals, person: Person, number: int, measure: Measure) -> Item:
    task = measure.source == "task"
    name = measure.name or measure.id
    objective = None if measure.objective is None else answer.names[measure.objective]
    amount = _AMOUNT.filled(unit=measure.unit) if measure.unit else None
    return Item(
        person=person,
        number=number,
        leader_results=tuple(dict.fromkeys(_worded(answer, measure.nearest))),
        result=name if task else objective,
        aspect=QUANTITY if task else None,
        indicator=amount if task else name,
        target=measure.quantity,
        unit=measure.unit,
        year=measure.year,
        minutes=measure.duration_minutes,
        volume=measure.volume,
        source=measure.id,
        notes=tuple(_notes(person, measure)),
    )


def _worded(answer: Individuals, results: Iterable[str]) -> Iterator[str]:
    """Word results as the form does: an indicator by the objective that it measures."""
    for result in results:
        yield answer.names[answer.objectives.get(result, result)]


def _notes(person: Person, measure: Measure) -> Iterator[Text]:
    if not [one for one in person.superiors if one != person.position.id]:
        yield _NO_SUPERIOR
    elif not measure.intervenes:
        yield _NO_LEADER
    if measure.source == "indicator":
        if measure.objective is None:
            yield _NO_RESULT
        yield _CHOOSE
    if measure.quantity is None:
        yield _NO_TARGET
    if measure.unit is None:
        yield _NO_UNIT
    if not measure.chain:
        yield _NO_OUTCOME
