"""The names that the columns of a form may have, by what its rows are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.forms import appropriations, hints, measures, roles
from kinerja_graph.forms.asks import (
    KIND_WORDS,
    PERIOD_WORDS,
    POLARITY_WORDS,
    RULE_OF,
    Name,
    achieved_to_date,
    achievement_in,
    activities,
    agencies_of,
    capped,
    contributors,
    level_word,
    money,
    objective_id,
    objective_name,
    of_its_year,
    of_record,
    of_year,
    own,
    owners_of,
    party,
    post,
    programme,
    programmes_of,
    quarter,
    ranks_of,
    realisation_of,
    realised_to_date,
    row_number,
    serves,
    superiors,
    target_of,
    term,
    to_last,
    unit_name,
    worded,
)
from kinerja_graph.forms.criteria import (
    GRAPH,
    answered_by,
    details,
    evidence,
    not_seen,
    of_criterion,
)
from kinerja_graph.forms.findings import (
    basis,
    condition,
    consequence,
    final_mark,
    of_component,
    of_finding,
    remedy,
    whole_weight,
)
from kinerja_graph.forms.memory import (
    of_entry,
    outcome,
    recommendation,
    rule_title,
    subject,
)
from kinerja_graph.forms.pairs import (
    action_unit,
    of_edge,
    of_far,
    of_near,
    shared_result,
    status,
    supporting_agencies,
    supporting_indicators,
    supporting_result,
    supporting_targets,
    tags_of_both,
)
from kinerja_graph.forms.placing import (
    also_supported,
    cascade_letter,
    cascade_number,
    cascade_place,
    conditions_of,
    indicator_name,
    level_at,
    name_in,
    name_with_word,
    posts_of,
    tasks_of,
)
from kinerja_graph.texts import Text, _

_ANY: Final[dict[str, Name]] = {
    "number": Name(_("the number of the row, from 1"), row_number),
    "id": Name(_("the id in the plan"), own("id")),
    "name": Name(_("the name"), own("name")),
    "note": Name(_("the remark of the planner"), own("note")),
}
_RESULT: Final[dict[str, Name]] = {
    **_ANY,
    "level": Name(_("the level, 0 to 5"), own("level")),
    "level_word": Name(_("the word that the form has for the level"), of_record(level_word)),
    "tags": Name(_("the themes"), own("tags")),
    "agencies": Name(_("the agencies of those who answer for it"), of_record(agencies_of)),
    "owners": Name(_("who answers for it, posts before units"), of_record(owners_of)),
    "ranks": Name(_("the ranks of the posts that answer for it"), of_record(ranks_of)),
    "contributors": Name(_("what contributes to it directly"), of_record(contributors)),
    "programmes": Name(_("the programmes that serve it"), of_record(programmes_of)),
    "budget": Name(
        _("the budget of the programmes that no row before it names"),
        money("budget"),
        has_argument=True,
    ),
    "spent": Name(_("what was spent of that budget"), money("spent"), has_argument=True),
    "objective.id": Name(_("the id of the objective"), of_record(objective_id)),
    "objective.name": Name(_("the objective"), of_record(objective_name)),
}
_INDICATOR: Final[dict[str, Name]] = {
    **_RESULT,
    "kind": Name(_("the kind of the indicator"), worded("kind", KIND_WORDS)),
    "measure_unit": Name(_("the measure unit"), own("measure_unit")),
    "polarity": Name(_("which direction is better"), worded("polarity", POLARITY_WORDS)),
    "achievement_rule": Name(_("how the achievement is computed"), worded("polarity", RULE_OF)),
    "baseline": Name(_("the start value"), own("baseline")),
    "formula": Name(_("how it is computed"), own("formula")),
    "data_source": Name(_("where the figures come from"), own("data_source")),
    "data_provider": Name(_("who provides the figures"), own("data_provider")),
    "definition": Name(_("the operational definition"), own("definition")),
    "reporting_period": Name(
        _("how often it is reported"), worded("reporting_period", PERIOD_WORDS)
    ),
    "target": Name(_("the target of a year"), of_its_year(target_of), has_argument=True),
    "realisation": Name(
        _("the realisation of a year"), of_its_year(realisation_of), has_argument=True
    ),
    "achievement": Name(
        _("the achievement of a year in percent"), of_its_year(achievement_in), has_argument=True
    ),
    "achievement_of_last": Name(
        _("the realisation of a year against the target of the last plan year, in percent"),
        of_year(to_last),
        has_argument=True,
    ),
    "capped": Name(
        _("the achievement of a year, at most cap of kinerja.toml"),
        of_year(capped),
        has_argument=True,
    ),
    "band": Name(
        _("the word for the achievement of a year"),
        of_year(lambda filling, record, year: filling.scales.word(achievement_in(record, year))),
        has_argument=True,
    ),
    "activities": Name(
        _("what contributes directly to it or to its objective"), of_record(activities)
    ),
    "plan_years": Name(_("the first and the last year of the plan"), term),
    "quarter_target": Name(
        _("the target of a quarter (1 to 4) of the year"), quarter(0), has_argument=True
    ),
    "quarter_realisation": Name(
        _("the realisation of a quarter (1 to 4) of the year"), quarter(1), has_argument=True
    ),
}
_TO_DATE: Final[dict[str, Name]] = {
    "to_date.realisation": Name(
        _("the realisation of a year so far, over its quarters"),
        of_its_year(realised_to_date),
        has_argument=True,
    ),
    "to_date.achievement": Name(
        _("the achievement of a year so far in percent"),
        of_its_year(achieved_to_date),
        has_argument=True,
    ),
}
_HINTS: Final[dict[str, Name]] = {
    "hint.specific": Name(_("whether it is specific (S)"), of_record(hints.specific)),
    "hint.measurable": Name(_("whether it is measurable (M)"), of_record(hints.measurable)),
    "hint.achievable": Name(_("whether it is achievable (A)"), of_record(hints.achievable)),
    "hint.relevant": Name(_("whether it is relevant (R)"), of_record(hints.relevant)),
    "hint.time_bound": Name(_("whether it is time-bound (T)"), of_record(hints.time_bound)),
    "hint.challenging": Name(_("whether it is challenging (C)"), of_record(hints.challenging)),
    "hint.chain": Name(
        _("a shortest whole way to level 0, or where it breaks"), of_record(hints.whole_or_broken)
    ),
    "hint.summands": Name(_("what adds up to its value"), of_record(hints.summands)),
    "hint.data_fields": Name(
        _("which of definition, data source and data provider are stated"),
        of_record(hints.data_fields),
    ),
    "hint.unrealised": Name(_("the closed years without realisation"), of_record(hints.unrealised)),
}
DOCUMENTS: Final[Mapping[str, Text]] = {
    "renstra": _("its name in the document renstra"),
    "renja": _("its name in the document renja"),
    "pk": _("its name in the document pk"),
}
_CASCADE: Final[dict[str, Name]] = {
    "name_with_word": Name(
        _("the name with the word that the form has for the level"), of_record(name_with_word)
    ),
    **{
        f"name_in.{document}": Name(meaning, name_in(document))
        for document, meaning in DOCUMENTS.items()
    },
    "cascade.place": Name(_("its place in the cascade, such as 1.b"), of_record(cascade_place)),
    "cascade.number": Name(
        _("the number of the highest result in scope above it"), of_record(cascade_number)
    ),
    "cascade.letter": Name(
        _("a letter for the word that the form has for the level"), of_record(cascade_letter)
    ),
}
_TREE: Final[dict[str, Name]] = {
    **_INDICATOR,
    "indicator": Name(
        _("the indicator; empty for an objective without any"), of_record(indicator_name)
    ),
    "at_level": Name(
        _("the nearest result above it on a level, 0 to 5"), of_year(level_at), has_argument=True
    ),
    "conditions": Name(
        _("the critical factors and conditions from the top down to it"), of_record(conditions_of)
    ),
    "posts": Name(_("the posts that answer for it"), of_record(posts_of)),
    "tasks": Name(_("the steps that contribute to it directly"), of_record(tasks_of)),
    "also_supports": Name(
        _("what it contributes to beside the result that it stands under"),
        of_record(also_supported),
    ),
}
_TASK: Final[dict[str, Name]] = {
    **_ANY,
    "activity": Name(_("the activity that the step belongs to"), own("activity")),
    "step": Name(_("the number of the step"), own("step")),
    "output_quantity": Name(_("how much the step puts out"), own("output_quantity")),
    "output_unit": Name(_("what it puts out"), own("output_unit")),
    "duration_minutes": Name(_("the standard time in minutes"), own("duration_minutes")),
    "volume": Name(_("executions a year"), own("volume")),
    "tags": Name(_("the themes"), own("tags")),
    "owners": Name(_("who does it"), of_record(owners_of)),
    "agencies": Name(_("the agencies of those who do it"), of_record(agencies_of)),
}
_POSITION: Final[dict[str, Name]] = {
    **_ANY,
    "party": Name(_("first or second party of an agreement"), party),
    "post": Name(_("the post, or a person's where there are several"), post),
    "rank": Name(_("the rank of the post"), own("rank")),
    "unit": Name(_("the unit of the post"), of_record(unit_name)),
    "superiors": Name(_("the posts that it reports to"), of_record(superiors)),
}
_PROGRAMME: Final[dict[str, Name]] = {
    **_ANY,
    "programme": Name(_("the programme with its code"), of_record(programme)),
    "kind": Name(_("which part of the budget it is"), own("kind")),
    "serves": Name(_("the results that it serves"), of_record(serves)),
    "budget": Name(_("its budget of a year"), money("budget"), has_argument=True),
    "spent": Name(_("what was spent in a year"), money("spent"), has_argument=True),
}
_APPROPRIATION: Final[dict[str, Name]] = {
    "number": _ANY["number"],
    **{
        name: Name(known.meaning, appropriations.of_dpa(known.ask), known.has_argument)
        for name, known in _PROGRAMME.items()
        if name != "number"
    },
    "target": Name(
        _("the indicator with its target of a year in the document dpa"),
        appropriations.target,
        has_argument=True,
    ),
    "in_renstra": Name(
        _("whether the document renstra has the same target and the same budget of a year"),
        appropriations.held_against("renstra"),
        has_argument=True,
    ),
    "in_renja": Name(
        _("whether the document renja has the same target and the same budget of a year"),
        appropriations.held_against("renja"),
        has_argument=True,
    ),
}
_CROSSING: Final[dict[str, Name]] = {
    "number": _ANY["number"],
    "upper.name": Name(_("the result that is supported"), of_far(of_record(shared_result))),
    "upper.level": Name(_("its level, 0 to 5"), of_far(own("level"))),
    "upper.agencies": Name(_("its agencies"), of_far(of_record(agencies_of))),
    "lower.agencies": Name(
        _("the agencies that support it"), of_near(of_record(supporting_agencies))
    ),
    "lower.name": Name(
        _("the result or step that supports it"), of_near(of_record(supporting_result))
    ),
    "lower.indicators": Name(
        _("the indicators that support it"), of_near(of_record(supporting_indicators))
    ),
    "lower.target": Name(
        _("the target of these in a year"),
        of_near(of_year(supporting_targets)),
        has_argument=True,
    ),
    "rationale": Name(_("why it helps, in the words of the plan"), of_edge("rationale")),
    "reason": Name(_("the reason of a refusal or of a skipped level"), of_edge("reason")),
    "status": Name(_("whether both sides agree"), status),
    "tags": Name(_("the themes of both ends"), tags_of_both),
}
_ACTION: Final[dict[str, Name]] = {
    **_INDICATOR,
    "posts": _TREE["posts"],
    "action.name": Name(_("what is done for the indicator"), of_near(own("name"), planned=True)),
    "action.unit": Name(
        _("the measure unit of what is done"),
        of_near(of_record(action_unit), planned=True),
    ),
    "action.quarter_target": Name(
        _("its target in a quarter (1 to 4) of the year"),
        of_near(quarter(0), planned=True),
        has_argument=True,
    ),
    "action.owners": Name(
        _("who answers for what is done"), of_near(of_record(owners_of), planned=True)
    ),
    "action.programmes": Name(
        _("the programmes that serve what is done"), of_near(of_record(programmes_of))
    ),
}
_CRITERION: Final[dict[str, Name]] = {
    "number": _ANY["number"],
    "id": Name(_("the number of the criterion"), of_criterion(lambda _, one: one.id)),
    "criterion": Name(_("the criterion in short"), of_criterion(lambda _, one: one.criterion)),
    "answered_by": Name(
        _("whether the graph or only people can speak of it"), of_criterion(answered_by)
    ),
    "evidence": Name(_("how many out of how many, and the share"), of_criterion(evidence)),
    "details": Name(_("what the rules of the criterion found"), of_criterion(details)),
    "not_seen": Name(_("what no graph shows of it"), of_criterion(not_seen)),
}
_COMPONENT: Final[dict[str, Name]] = {
    "number": _ANY["number"],
    "component": Name(
        _("the component of the evaluation; of the last row that it is all of them"),
        of_component(lambda one: one.name, whole=final_mark),
    ),
    "weight": Name(
        _("its weight out of 100"), of_component(lambda one: one.weight, whole=whole_weight)
    ),
}
_FINDING: Final[dict[str, Name]] = {
    "number": _ANY["number"],
    "rule": Name(
        _("the rule that found it"), of_finding(lambda filling, one: filling.titles[one.rule])
    ),
    "condition": Name(
        _("what is wrong, the records that show it, and where that stands"), of_finding(condition)
    ),
    "basis": Name(_("the number of the criterion, and what the rule is based on"), basis),
    "consequence": Name(
        _("what is cut off, and the outcomes that the records reach"), of_finding(consequence)
    ),
    "recommendation": Name(_("what was to be done"), of_finding(remedy)),
}
_ENTRY: Final[dict[str, Name]] = {
    "number": _ANY["number"],
    "rule": Name(_("the rule that found it"), of_entry(rule_title)),
    "subject": Name(_("what the finding was about"), of_entry(subject)),
    "recommendation": Name(_("what was to be done"), of_entry(recommendation)),
    "hint.outcome": Name(_("whether the audit still finds it"), of_entry(outcome)),
}
_MEASURE: Final[dict[str, Name]] = {
    "post": Name(_("the post"), measures.of_post(measures.post_name)),
    "post.id": Name(_("the id of the post"), measures.of_post(lambda _, one: one.position.id)),
    "post.unit": Name(_("the unit of the post"), measures.of_post(measures.post_unit)),
    "post.agency": Name(_("the agency of the post"), measures.of_post(measures.post_agency)),
    "post.superiors": Name(
        _("the posts that it reports to"), measures.of_post(measures.post_superiors)
    ),
    "number": Name(
        _("the number of the item among those of the post"),
        measures.of_item(lambda _, one: one.number or None),
    ),
    "leader_results": Name(
        _("the nearest results of the superior that it serves"),
        measures.of_item(lambda _, one: one.leader_results or None),
    ),
    "result": Name(_("the own result"), measures.of_item(lambda _, one: one.result)),
    "aspect": Name(
        _("the aspect: quantity for an SOP step, else to be chosen"),
        measures.of_item(lambda _, one: one.aspect),
    ),
    "indicator": Name(
        _("the individual indicator"), measures.of_item(lambda _, one: one.indicator)
    ),
    "target": Name(_("the target, or the low end of its range"), measures.target(upper=False)),
    "target.upper": Name(_("the high end of the range"), measures.target(upper=True)),
    "measure_unit": Name(_("the measure unit"), measures.of_item(lambda _, one: one.unit)),
    "year": Name(_("the year of the target"), measures.of_item(lambda _, one: one.year)),
    "minutes": Name(
        _("the standard time in minutes"), measures.of_item(lambda _, one: one.minutes)
    ),
    "volume": Name(_("executions a year"), measures.of_item(lambda _, one: one.volume)),
    "id": Name(_("the id in the plan"), measures.of_item(lambda _, one: one.source)),
    "missing": Name(_("what the plan does not say of it"), measures.of_item(measures.notes)),
}
_ROLE: Final[dict[str, Name]] = {
    **_ANY,
    "member": Name(
        _("the member, and whether it is no direct subordinate"), of_record(roles.member)
    ),
    "role": Name(
        _("what the member does for a result of the leader"), roles.role, has_argument=True
    ),
}

NAMES: Final[dict[str, dict[str, Name]]] = {
    "indicators": _INDICATOR | _TO_DATE | _CASCADE | _HINTS,
    "tree": _TREE,
    "crossings": _CROSSING,
    "actions": _ACTION,
    "objectives": _RESULT,
    "tasks": _TASK,
    "positions": _POSITION,
    "programmes": _PROGRAMME,
    "appropriations": _APPROPRIATION,
    "criteria": _CRITERION,
    "components": _COMPONENT,
    "findings": _FINDING,
    "memory": _ENTRY,
    "measures": _MEASURE,
    "roles": _ROLE,
}
KINDS: Final = tuple(NAMES)
"""What a row may be."""
WHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "indicators": ("iku", "scope"),
    "objectives": ("scope",),
    "tasks": ("scope",),
    "positions": ("scope", "parties"),
    "programmes": ("scope",),
    "tree": ("scope",),
    "crossings": ("scope",),
    "actions": ("scope",),
    "appropriations": ("scope",),
    "criteria": (GRAPH,),
    "components": ("scope",),
    "findings": ("scope",),
    "memory": ("scope",),
    "measures": ("scope",),
    "roles": ("scope",),
}
"""The words that choose rows; indicators, objectives and tasks are chosen by selectors too."""
