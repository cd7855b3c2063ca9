"""The budget document (DPA) as rows: each programme with its indicators, held against plans.

Equal, different or not there: these are hints. Whether that fits is for the evaluator to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from kinerja_graph.analysis.disagreements import StatedValue, disagreements
from kinerja_graph.errors import UsageError
from kinerja_graph.forms.asks import Argument, Ask, target_of
from kinerja_graph.forms.facts import PROGRAMME, Record
from kinerja_graph.forms.filling import Cell, Filling, Row
from kinerja_graph.forms.form import Part
from kinerja_graph.forms.hints import UNSEEN
from kinerja_graph.model.nodes import Target
from kinerja_graph.numbers import format_number
from kinerja_graph.texts import LANGUAGES, Text, _

DPA: Final = "dpa"
_TARGET: Final = "target"
_BUDGET: Final = "budget"
_AMOUNT: Final = _("{indicator}: {target}")
_NO_TARGET: Final = _("{indicator}: no target of {year}")
_DOCUMENT: Final = _("the document {document} is not loaded")
_TARGET_OF: Final = _("target {year}")
_BUDGET_OF: Final = _("budget {year}")
_EQUAL: Final = _("{what}: equal, {value}")
_DIFFERS: Final = _("{what}: differs, {ours} and {theirs}")
_NOT_THERE: Final = _("{what}: not there in {document}")
_NOT_STATED: Final = _("{what}: not stated in {document}")
_NOT_CLEAR: Final = _("{what}: several of that name in {document}")
_PLACED: Final = _("{value} ({document}, {origin}, column {column})")
_PROGRAMME: Final = _("programme")
_INDICATOR: Final = _("indicator")


def appropriations(filling: Filling, _part: Part) -> Iterator[Row]:
    """Yield the programmes of the document dpa by id, a row for each indicator that they serve.

    What serves an objective serves the indicators that measure it.

    Raises:
        UsageError: the edition has no such document.
    """
    facts = _dpa(filling).facts
    for code, record in sorted(facts.of(PROGRAMME).items()):
        served = facts.serves.get(code, ())
        indicators = sorted({one for end in served for one in facts.indicators_of.get(end, (end,))})
        known = [one for one in indicators if one in facts.of("Indicator")]
        if not _is_asked(filling, code, known):
            continue
        if not known:
            yield Row(record=record, ids=(code,), counted=(code,))
        for number, one in enumerate(known):
            yield Row(
                record=record,
                near=facts.of("Indicator")[one],
                ids=(code, one),
                counted=() if number else (code,),
            )


def _dpa(filling: Filling) -> Filling:
    if DPA in filling.beside.codes:
        return filling.in_document(DPA)
    edition = filling.facts.edition
    raise UsageError(
        _("Form {form} is filled from the document {document}, which {edition} does not have."),
        mend=_("Load it beside the plan: kinerja load PATH --document {document}"),
        where="--document",
        code="unknown-document",
        form=filling.form.name,
        document=DPA,
        edition=f"{edition.dataset} {edition.edition}",
    )


def _is_asked(filling: Filling, programme: str, indicators: list[str]) -> bool:
    """Tell whether a programme is of the unit asked for: its own unit, or that of an indicator."""
    top, dpa = filling.asked.unit, _dpa(filling)
    if top is None:
        return True
    unit = dpa.facts.unit_of_programme.get(programme)
    if unit is not None and (unit in filling.units or dpa.is_below(unit, top)):
        return True
    return any(map(dpa.is_held, indicators))


def of_dpa(ask: Ask) -> Ask:
    """Answer from the document dpa."""

    def asked(filling: Filling, row: Row, argument: Argument) -> Cell:
        return ask(_dpa(filling), row, argument)

    return asked


def target(_filling: Filling, row: Row, year: Argument) -> Cell:
    """Answer with the indicator of the row, its target of the year and the measure unit."""
    if row.near is None or year is None:
        return None
    name = row.near.name or row.near.id
    found = target_of(row.near, year)
    if found is None:
        return _NO_TARGET.filled(indicator=name, year=str(year))
    unit = row.near.get("measure_unit")
    told = _number(found)
    if unit is not None:
        told = Text(id=f"{told.id} {unit}", en=f"{told.en} {unit}")
    return _AMOUNT.filled(indicator=name, target=told)


def held_against(document: str) -> Ask:
    """Answer whether another document has the same target, and the same budget."""

    def asked(filling: Filling, row: Row, year: Argument) -> Cell:
        if row.record is None or year is None:
            return None
        if document not in filling.beside.codes:
            return UNSEEN.filled(what=_DOCUMENT.filled(document=document))
        lines = [*_targets(filling, row, document, year)]
        if row.counted:
            lines += _budgets(filling, row.record, document, year)
        return tuple(lines) or None

    return asked


def _targets(filling: Filling, row: Row, document: str, year: int) -> Iterator[Text]:
    if row.near is None:
        return
    beside, what = filling.beside, _TARGET_OF.filled(year=str(year))
    ours = beside.twin(DPA, row.near.id, DPA)
    theirs = beside.twin(DPA, row.near.id, document)
    if ours is None or theirs is None:
        yield _NOT_THERE.filled(what=_INDICATOR, document=document)
        return
    known = target_of(row.near, year)
    other = target_of(beside_record(filling, document, theirs.id), year)
    if known is None or other is None:
        lacking = DPA if known is None else document
        yield _NOT_STATED.filled(what=what, document=lacking)
        return
    for one in disagreements((ours, theirs)):
        if (one.field, one.year) == (_TARGET, year):
            first, second = map(_placed, one.values)
            yield _DIFFERS.filled(what=what, ours=first, theirs=second)
            return
    yield _EQUAL.filled(what=what, value=_number(known))


def beside_record(filling: Filling, document: str, indicator: str) -> Record:
    """Return an indicator of another document."""
    return filling.in_document(document).facts.of("Indicator")[indicator]


def _budgets(filling: Filling, programme: Record, document: str, year: int) -> Iterator[Text]:
    what = _BUDGET_OF.filled(year=str(year))
    found = filling.beside.programme_twin(DPA, programme.id, document)
    if found.record is None:
        said = _NOT_THERE if found.is_clear else _NOT_CLEAR
        yield said.filled(what=_PROGRAMME, document=document)
        return
    ours = filling.in_document(DPA).facts.budget(programme.id, year, _BUDGET)
    theirs = filling.in_document(document).facts.budget(found.record.id, year, _BUDGET)
    if ours is None or theirs is None:
        yield _NOT_STATED.filled(what=what, document=DPA if ours is None else document)
    elif ours == theirs:
        yield _EQUAL.filled(what=what, value=_number(ours))
    else:
        yield _DIFFERS.filled(
            what=what,
            ours=_in_place(_number(ours), DPA, programme.origin, _BUDGET),
            theirs=_in_place(_number(theirs), document, found.record.origin, _BUDGET),
        )


def _placed(value: StatedValue) -> Text:
    """Return a target with its cell: that of the only document that states it so."""
    cell = value.cells[0]
    return _in_place(_number(cast("Target", value.value)), cell.document, cell.origin, cell.column)


def _in_place(value: Text, document: str, origin: str | None, column: str) -> Text:
    return _PLACED.filled(value=value, document=document, origin=origin or "–", column=column)


def _number(value: Target) -> Text:
    return Text(**{one: format_number(value, one) for one in LANGUAGES})
