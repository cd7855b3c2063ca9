"""The meaning of each table and heading of the contract, for the notes of the template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.texts import Text, _

TABLE_MEANINGS: Final[Mapping[str, Text]] = {
    "dataset": _("One row: whose plan, and which state of it. May stay empty."),
    "units": _("The government, its agencies, their sub-units, external bodies."),
    "positions": _("Posts, not the people who hold them."),
    "objectives": _("Objectives: conditions to be reached."),
    "indicators": _("Performance indicators: measures of an objective, or results without one."),
    "tasks": _("Steps of standard operating procedures (SOP)."),
    "values": _("Targets and realisations, one row for each indicator and year, or part of it."),
    "programmes": _("Programmes, activities and sub-activities of the budget."),
    "budgets": _("Budgets and spending, one row for each programme and year."),
    "contributions": _("Only where a contribution needs more: kind, weight, reason, status."),
}

_COMMON: Final[Mapping[str, Text]] = {
    "id": _("A short code, unique in the whole workbook."),
    "name": _("The full name."),
    "alias": _("Another name in use."),
    "source": _("Who supplied the record."),
    "source_text": _("The wording before correction."),
    "note": _("A remark, printed in the column Keterangan of forms."),
    "tags": _("Themes of the record, such as Stunting; separated by semicolons."),
    "level": _(
        "0 the government's own outcome, 1 and 2 outcomes, 3 and 4 outputs, 5 the individual."
    ),
    "owner": _(
        "Ids of units or posts that are responsible for it; several are separated by semicolons."
    ),
    "contributes_to": _(
        "Ids of the higher objectives or indicators it supports; separated by semicolons."
    ),
}
_OWN: Final[Mapping[str, Text]] = {
    "dataset.dataset": _("Short name of the government."),
    "dataset.edition": _("State of the plan: 2026-murni."),
    "dataset.name": _("Title of the plan."),
    "dataset.first_year": _("First year of the plan."),
    "dataset.last_year": _("Last year of the plan."),
    "dataset.as_of": _("The last closed year."),
    "dataset.decimal": _("The decimal sign where 1.250 could be read in two ways."),
    "dataset.document": _(
        "Code of a document beside the plan: rpjmd, renstra, rkpd, renja, iku, pk, renaksi, dpa; "
        "empty for the plan itself."
    ),
    "dataset.headings": _("The planner's own headings, as import and export write them."),
    "units.parent": _("Id of the unit above it."),
    "units.kind": _("The kind of unit."),
    "positions.unit": _("Id of the unit it sits in."),
    "positions.reports_to": _("Ids of the superior posts; several are separated by semicolons."),
    "positions.rank": _("The rank of the post."),
    "positions.ladder": _("Name of the functional ladder."),
    "positions.rung": _("The rung; 1 is the highest."),
    "positions.supervised": _("Whether a higher rung supervises the lower ones."),
    "objectives.cross_agency": _("Whether it needs several agencies."),
    "objectives.expected_agencies": _(
        "Ids of the units that are expected to take part; separated by semicolons."
    ),
    "objectives.role": _(
        "Outcome, critical success factor (CSF) or condition in between; empty means not stated."
    ),
    "indicators.objective": _("Id of the objective that it measures."),
    "indicators.level": _(
        "Needed where there is no objective: 0 the final outcome to 5 the individual."
    ),
    "indicators.kind": _("The kind of indicator."),
    "indicators.measure_unit": _("The unit in which it is measured."),
    "indicators.polarity": _("Which direction is good: up, down, hold or range."),
    "indicators.baseline": _("The value at the start."),
    "indicators.formula": _("How it is computed."),
    "indicators.data_source": _("Where the figures come from."),
    "indicators.definition": _("Its operational definition: what is counted and what is not."),
    "indicators.data_provider": _("Who provides the figures."),
    "indicators.reporting_period": _("How often it is reported."),
    "indicators.accumulation": _(
        "How values of a year add up: a sum, counted from January, a mean, or the last one."
    ),
    "tasks.activity": _("The activity it belongs to."),
    "tasks.step": _("The number of the step."),
    "tasks.performer": _("Ids of the posts that do it; several are separated by semicolons."),
    "tasks.output_quantity": _("How much it puts out."),
    "tasks.output_unit": _("What it puts out."),
    "tasks.duration": _("Standard time of one execution; give its unit too."),
    "tasks.duration_unit": _("Its unit; a day is 7.5 h."),
    "tasks.volume": _("How often a year."),
    "values.indicator": _("Id of the indicator."),
    "values.year": _("The year."),
    "values.period": _("A quarter, half or month of the year; empty means the year."),
    "values.target": _("One number; two for polarity range: 80..90. Empty means unknown."),
    "values.realisation": _("The figure reached; empty means unknown."),
    "programmes.id": _("The code of the programme, unique among programmes."),
    "programmes.kind": _("Programme, activity or sub-activity."),
    "programmes.parent": _("The code of the programme above it."),
    "programmes.unit": _("Id of the unit that carries it out."),
    "programmes.serves": _(
        "Ids of the objectives and indicators that it pays for; separated by semicolons."
    ),
    "budgets.programme": _("The code of the programme."),
    "budgets.year": _("The year."),
    "budgets.budget": _("The budget in rupiah; empty means unknown."),
    "budgets.spent": _("What was spent, in rupiah; empty means unknown."),
    "contributions.from": _("Id of the lower task or result."),
    "contributions.to": _("Id of the higher result."),
    "contributions.basis": _(
        "Stated (default), or nesting: only codes, indent or merged cells of a sheet say it."
    ),
    "contributions.kind": _("Vertical (default) or crosscutting."),
    "contributions.sign": _("+ (default) same way, - opposite way."),
    "contributions.mode": _("sum where the lower values add up to the upper."),
    "contributions.weight": _("Its weight."),
    "contributions.rationale": _("Why the lower brings about the upper."),
    "contributions.reason": _("The reason where it skips a level, or was rejected."),
    "contributions.status": _("Accepted (default), requested, rejected."),
}


def meaning(table: str, heading: str) -> Text:
    """Return the meaning of ``heading`` in ``table``.

    Raises:
        KeyError: it has no description.
    """
    return _OWN.get(f"{table}.{heading}") or _COMMON[heading]
