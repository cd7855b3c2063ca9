"""The names that the columns of a form may have, by what its rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from kinerja_graph.forms.facts import PROGRAMME, Record
from kinerja_graph.forms.filling import Cell, Filling, HumanCell, Row
from kinerja_graph.library.plain import as_list
from kinerja_graph.model.nodes import Target
from kinerja_graph.model.periods import achievement_of, quarters
from kinerja_graph.texts import Text, _

Argument = int | None
Ask = Callable[[Filling, Row, Argument], Cell]


@dataclass(frozen=True, slots=True)
class Name:
    """A name: what it means, how a row answers it, and whether it takes a year or number."""

    meaning: Text
    ask: Ask
    has_argument: bool = False


RULE_OF: Final[Mapping[str, Text]] = {
    "up": _("R ÷ T × 100"),
    "down": _("(2T − R) ÷ T × 100"),
    "hold": _("100 − |R − T| ÷ T × 100"),
    "range": _("100 inside the range a–b; R ÷ a × 100 below, (2b − R) ÷ b × 100 above"),
}
"""How the achievement is computed, by polarity."""
KIND_WORDS: Final[Mapping[str, Text]] = {
    "impact": _("impact"),
    "outcome": _("outcome"),
    "output": _("output"),
    "process": _("process"),
    "input": _("input"),
}
POLARITY_WORDS: Final[Mapping[str, Text]] = {
    "up": _("higher is better"),
    "down": _("lower is better"),
    "hold": _("hold steady"),
    "range": _("within a range"),
}
PERIOD_WORDS: Final[Mapping[str, Text]] = {
    "month": _("monthly"),
    "quarter": _("quarterly"),
    "half": _("half-yearly"),
    "year": _("yearly"),
}
PARTIES: Final[Mapping[str, Text]] = {"first": _("First party"), "second": _("Second party")}


def target_of(record: Record, year: int) -> Target | None:
    """Return the target of a year; a range is a pair."""
    numbers = _by_year(record, "target_years", "targets")
    if year in numbers:
        return numbers[year]
    lows = _by_year(record, "range_years", "range_lows")
    if year not in lows:
        return None
    return (lows[year], _by_year(record, "range_years", "range_highs")[year])


def realisation_of(record: Record, year: int) -> float | None:
    """Return the realisation of a year."""
    return _by_year(record, "realisation_years", "realisations").get(year)


def achievement_in(record: Record, year: int, of: int | None = None) -> float | None:
    """Return the achievement of a year against the target of that year, or of the year ``of``."""
    target = target_of(record, year if of is None else of)
    return achievement_of(record.get("polarity"), target, realisation_of(record, year))


def _by_year(record: Record, years: str, values: str) -> dict[int, float]:
    return dict(zip(record.get(years) or (), record.get(values) or (), strict=True))


def _text(value: Any) -> Cell:
    return None if value in (None, "") else str(value)


def _listed(values: Iterable[str | Text | None]) -> Cell:
    found = tuple(dict.fromkeys(one for one in values if one))
    return found or None


def _named(filling: Filling, ids: Iterable[str]) -> Cell:
    return _listed(filling.facts.name(one) for one in ids)


def _own(name: str) -> Ask:
    def ask(_filling: Filling, row: Row, _argument: Argument) -> Cell:
        value = None if row.record is None else row.record.get(name)
        if isinstance(value, bool) or value is None or value == "":
            return None
        listed = as_list(value)
        return value if listed is None else tuple(cast("list[str]", listed)) or None

    return ask


def _worded(name: str, words: Mapping[str, Text]) -> Ask:
    def ask(_filling: Filling, row: Row, _argument: Argument) -> Cell:
        value = None if row.record is None else row.record.get(name)
        return words.get(str(value), _text(value))

    return ask


def _with_record(ask: Callable[[Filling, Record], Cell]) -> Ask:
    def asked(filling: Filling, row: Row, _argument: Argument) -> Cell:
        return None if row.record is None else ask(filling, row.record)

    return asked


def _with_year(ask: Callable[[Filling, Record, int], Cell]) -> Ask:
    def asked(filling: Filling, row: Row, argument: Argument) -> Cell:
        return (
            None if row.record is None or argument is None else ask(filling, row.record, argument)
        )

    return asked


def _number(_filling: Filling, row: Row, _argument: Argument) -> Cell:
    return row.number


def _objective(filling: Filling, record: Record) -> Record | None:
    if record.label == "Objective":
        return record
    found = filling.facts.objective_of.get(record.id)
    return None if found is None else filling.facts.records[found]


def _objective_id(filling: Filling, record: Record) -> Cell:
    found = _objective(filling, record)
    return None if found is None else found.id


def _objective_name(filling: Filling, record: Record) -> Cell:
    found = _objective(filling, record)
    return None if found is None else filling.facts.name(found.id)


def agencies_of(filling: Filling, record: Record) -> Cell:
    """Return the agencies of those who answer for a record, else the government itself."""
    facts = filling.facts
    found: list[str] = []
    for one in facts.who_answers(record.id):
        agency = facts.records[one].get("agency") or facts.unit_of.get(one, one)
        if facts.records[agency].label == "Unit":
            found.append(agency)
    return _named(filling, sorted(set(found)))


def owners_of(filling: Filling, record: Record) -> Cell:
    """Return who answers for a record, posts before units."""
    return _named(filling, filling.facts.who_answers(record.id))


def _ranks(filling: Filling, record: Record) -> Cell:
    owners = (filling.facts.records[one] for one in filling.facts.who_answers(record.id))
    return _listed(one.get("rank") for one in owners if one.label == "Position")


def served_by(filling: Filling, record: Record) -> tuple[str, ...]:
    """Return the programmes that serve an indicator or its objective, or what a task serves."""
    facts = filling.facts
    if record.label == "Task":
        uppers = {edge.target for edge in facts.contributions if edge.source == record.id}
        results = sorted(uppers)
    else:
        results = [record.id]
    wanted = [one for result in results for one in (result, facts.objective_of.get(result)) if one]
    return tuple(sorted({name for one in wanted for name in facts.programmes_of.get(one, ())}))


def programme_name(filling: Filling, programme: str) -> str:
    """Return a programme with its code, as budget documents have it."""
    name = filling.facts.of(PROGRAMME)[programme].name
    return f"{programme} {name}" if name else programme


def _programmes(filling: Filling, record: Record) -> Cell:
    return _listed(programme_name(filling, one) for one in served_by(filling, record))


def _money(kind: str) -> Ask:
    def ask(filling: Filling, row: Row, argument: Argument) -> Cell:
        if argument is None:
            return None
        known = [filling.facts.budget(one, argument, kind) for one in row.counted]
        numbers = [one for one in known if one is not None]
        return sum(numbers) if numbers else None

    return ask


def _quarter(place: int) -> Ask:
    def ask(filling: Filling, row: Row, argument: Argument) -> Cell:
        year = filling.asked.year
        if row.record is None or year is None or argument is None:
            return None
        return quarters(row.record.properties, year).get(f"Q{argument}", (None, None))[place]

    return ask


def _to_last(filling: Filling, record: Record, year: int) -> Cell:
    last = filling.facts.years.last
    return None if last is None else achievement_in(record, year, last)


def _capped(filling: Filling, record: Record, year: int) -> Cell:
    found = achievement_in(record, year)
    return None if found is None or filling.scales.cap is None else min(found, filling.scales.cap)


def _contributors(filling: Filling, record: Record) -> Cell:
    return _named(filling, filling.facts.below.get(record.id, ()))


def _level_word(filling: Filling, record: Record) -> Cell:
    level, form = record.level, filling.form
    if level is None or not form.levels:
        return None
    if level == _IMMEDIATE and record.get("kind") in _OUTPUTS:
        return form.output
    return form.levels[level]


_IMMEDIATE: Final = 3
_OUTPUTS: Final = frozenset({"output", "process", "input"})


def _superiors(filling: Filling, record: Record) -> Cell:
    return _named(filling, filling.facts.superiors.get(record.id, ()))


def _unit_name(filling: Filling, record: Record) -> Cell:
    unit = filling.facts.unit_of.get(record.id)
    return None if unit is None else filling.facts.name(unit)


def _party(_filling: Filling, row: Row, _argument: Argument) -> Cell:
    return PARTIES.get(row.role)


def _post(filling: Filling, row: Row, _argument: Argument) -> Cell:
    return HumanCell("pejabat") if row.record is None else filling.facts.name(row.record.id)


def _serves(filling: Filling, record: Record) -> Cell:
    return _named(filling, filling.facts.serves.get(record.id, ()))


def _programme(filling: Filling, record: Record) -> Cell:
    return programme_name(filling, record.id)


def _years_apart(ask: Callable[[Record, int], Cell]) -> Ask:
    return _with_year(lambda _filling, record, year: ask(record, year))


_ANY: Final[dict[str, Name]] = {
    "number": Name(_("the number of the row, from 1"), _number),
    "id": Name(_("the id in the plan"), _own("id")),
    "name": Name(_("the name"), _own("name")),
    "note": Name(_("the remark of the planner"), _own("note")),
}
_RESULT: Final[dict[str, Name]] = {
    **_ANY,
    "level": Name(_("the level, 0 to 5"), _own("level")),
    "level_word": Name(_("the word that the form has for the level"), _with_record(_level_word)),
    "tags": Name(_("the themes"), _own("tags")),
    "agencies": Name(_("the agencies of those who answer for it"), _with_record(agencies_of)),
    "owners": Name(_("who answers for it, posts before units"), _with_record(owners_of)),
    "ranks": Name(_("the ranks of the posts that answer for it"), _with_record(_ranks)),
    "contributors": Name(_("what contributes to it directly"), _with_record(_contributors)),
    "programmes": Name(_("the programmes that serve it"), _with_record(_programmes)),
    "budget": Name(
        _("the budget of the programmes that no row before it names"),
        _money("budget"),
        has_argument=True,
    ),
    "spent": Name(_("what was spent of that budget"), _money("spent"), has_argument=True),
    "objective.id": Name(_("the id of the objective"), _with_record(_objective_id)),
    "objective.name": Name(_("the objective"), _with_record(_objective_name)),
}
_INDICATOR: Final[dict[str, Name]] = {
    **_RESULT,
    "kind": Name(_("the kind of the indicator"), _worded("kind", KIND_WORDS)),
    "measure_unit": Name(_("the measure unit"), _own("measure_unit")),
    "polarity": Name(_("which direction is better"), _worded("polarity", POLARITY_WORDS)),
    "achievement_rule": Name(_("how the achievement is computed"), _worded("polarity", RULE_OF)),
    "baseline": Name(_("the start value"), _own("baseline")),
    "formula": Name(_("how it is computed"), _own("formula")),
    "data_source": Name(_("where the figures come from"), _own("data_source")),
    "data_provider": Name(_("who provides the figures"), _own("data_provider")),
    "definition": Name(_("the operational definition"), _own("definition")),
    "reporting_period": Name(
        _("how often it is reported"), _worded("reporting_period", PERIOD_WORDS)
    ),
    "target": Name(_("the target of a year"), _years_apart(target_of), has_argument=True),
    "realisation": Name(
        _("the realisation of a year"), _years_apart(realisation_of), has_argument=True
    ),
    "achievement": Name(
        _("the achievement of a year in percent"), _years_apart(achievement_in), has_argument=True
    ),
    "achievement_of_last": Name(
        _("the realisation of a year against the target of the last plan year, in percent"),
        _with_year(_to_last),
        has_argument=True,
    ),
    "capped": Name(
        _("the achievement of a year, at most cap of kinerja.toml"),
        _with_year(_capped),
        has_argument=True,
    ),
    "band": Name(
        _("the word for the achievement of a year"),
        _with_year(lambda filling, record, year: filling.scales.word(achievement_in(record, year))),
        has_argument=True,
    ),
    "quarter_target": Name(
        _("the target of a quarter (1 to 4) of the year"), _quarter(0), has_argument=True
    ),
    "quarter_realisation": Name(
        _("the realisation of a quarter (1 to 4) of the year"), _quarter(1), has_argument=True
    ),
}
_TASK: Final[dict[str, Name]] = {
    **_ANY,
    "activity": Name(_("the activity that the step belongs to"), _own("activity")),
    "step": Name(_("the number of the step"), _own("step")),
    "output_quantity": Name(_("how much the step puts out"), _own("output_quantity")),
    "output_unit": Name(_("what it puts out"), _own("output_unit")),
    "duration_minutes": Name(_("the standard time in minutes"), _own("duration_minutes")),
    "volume": Name(_("executions a year"), _own("volume")),
    "tags": Name(_("the themes"), _own("tags")),
    "owners": Name(_("who does it"), _with_record(owners_of)),
    "agencies": Name(_("the agencies of those who do it"), _with_record(agencies_of)),
}
_POSITION: Final[dict[str, Name]] = {
    **_ANY,
    "party": Name(_("first or second party of an agreement"), _party),
    "post": Name(_("the post, or a person's where there are several"), _post),
    "rank": Name(_("the rank of the post"), _own("rank")),
    "unit": Name(_("the unit of the post"), _with_record(_unit_name)),
    "superiors": Name(_("the posts that it reports to"), _with_record(_superiors)),
}
_PROGRAMME: Final[dict[str, Name]] = {
    **_ANY,
    "programme": Name(_("the programme with its code"), _with_record(_programme)),
    "kind": Name(_("which part of the budget it is"), _own("kind")),
    "serves": Name(_("the results that it serves"), _with_record(_serves)),
    "budget": Name(_("its budget of a year"), _money("budget"), has_argument=True),
    "spent": Name(_("what was spent in a year"), _money("spent"), has_argument=True),
}

NAMES: Final[dict[str, dict[str, Name]]] = {
    "indicators": _INDICATOR,
    "objectives": _RESULT,
    "tasks": _TASK,
    "positions": _POSITION,
    "programmes": _PROGRAMME,
}
KINDS: Final = tuple(NAMES)
"""What a row may be."""
WHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "indicators": ("iku", "scope"),
    "objectives": ("scope",),
    "tasks": ("scope",),
    "positions": ("scope", "parties"),
    "programmes": ("scope",),
}
"""The words that choose rows; indicators, objectives and tasks are chosen by selectors too."""
