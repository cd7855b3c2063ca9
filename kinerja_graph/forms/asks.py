"""How rows answer the names of columns: what most kinds of rows have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from kinerja_graph.forms.facts import PROGRAMME, Record
from kinerja_graph.forms.filling import Cell, Filling, HumanCell, Row
from kinerja_graph.library.plain import as_list
from kinerja_graph.model.nodes import Target
from kinerja_graph.model.periods import achievement_of, quarters, to_date
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


def realised_years(record: Record) -> dict[int, float]:
    """Return the realisations by year."""
    return _by_year(record, "realisation_years", "realisations")


def realisation_of(record: Record, year: int) -> float | None:
    """Return the realisation of a year."""
    return realised_years(record).get(year)


def achievement_in(record: Record, year: int, of: int | None = None) -> float | None:
    """Return the achievement of a year against the target of that year, or of the year ``of``."""
    target = target_of(record, year if of is None else of)
    return achievement_of(record.get("polarity"), target, realisation_of(record, year))


def _by_year(record: Record, years: str, values: str) -> dict[int, float]:
    return dict(zip(record.get(years) or (), record.get(values) or (), strict=True))


def text_cell(value: Any) -> Cell:
    """Return a value as a text; None where there is none."""
    return None if value in (None, "") else str(value)


def listed(values: Iterable[str | Text | None]) -> Cell:
    """Return different texts as a list; None without any."""
    found = tuple(dict.fromkeys(one for one in values if one))
    return found or None


def named(filling: Filling, ids: Iterable[str]) -> Cell:
    """Return the names of records."""
    return listed(filling.facts.name(one) for one in ids)


def own(name: str) -> Ask:
    """Answer with a property of the record."""

    def ask(_filling: Filling, row: Row, _argument: Argument) -> Cell:
        value = None if row.record is None else row.record.get(name)
        if isinstance(value, bool) or value is None or value == "":
            return None
        several = as_list(value)
        return value if several is None else tuple(cast("list[str]", several)) or None

    return ask


def worded(name: str, words: Mapping[str, Text]) -> Ask:
    """Answer with the word for a property of the record."""

    def ask(_filling: Filling, row: Row, _argument: Argument) -> Cell:
        value = None if row.record is None else row.record.get(name)
        return words.get(str(value), text_cell(value))

    return ask


def of_record(ask: Callable[[Filling, Record], Cell]) -> Ask:
    """Answer from the record of the row; None where it has none."""

    def asked(filling: Filling, row: Row, _argument: Argument) -> Cell:
        return None if row.record is None else ask(filling, row.record)

    return asked


def of_year(ask: Callable[[Filling, Record, int], Cell]) -> Ask:
    """Answer from the record of the row and the year of the column."""

    def asked(filling: Filling, row: Row, argument: Argument) -> Cell:
        return (
            None if row.record is None or argument is None else ask(filling, row.record, argument)
        )

    return asked


def row_number(_filling: Filling, row: Row, _argument: Argument) -> Cell:
    """Answer with the number of the row."""
    return row.number


def objective_record(filling: Filling, record: Record) -> Record | None:
    """Return an objective, or the one that an indicator measures."""
    if record.label == "Objective":
        return record
    found = filling.facts.objective_of.get(record.id)
    return None if found is None else filling.facts.records[found]


def objective_id(filling: Filling, record: Record) -> Cell:
    """Return the id of that objective."""
    found = objective_record(filling, record)
    return None if found is None else found.id


def objective_name(filling: Filling, record: Record) -> Cell:
    """Return the name of that objective."""
    found = objective_record(filling, record)
    return None if found is None else filling.facts.name(found.id)


def agencies_of(filling: Filling, record: Record) -> Cell:
    """Return the agencies of those who answer for a record, else the government itself."""
    facts = filling.facts
    found: list[str] = []
    for one in facts.who_answers(record.id):
        agency = facts.records[one].get("agency") or facts.unit_of.get(one, one)
        if facts.records[agency].label == "Unit":
            found.append(agency)
    return named(filling, sorted(set(found)))


def owners_of(filling: Filling, record: Record) -> Cell:
    """Return who answers for a record, posts before units."""
    return named(filling, filling.facts.who_answers(record.id))


def ranks_of(filling: Filling, record: Record) -> Cell:
    """Return the ranks of the posts that answer for a record."""
    owners = (filling.facts.records[one] for one in filling.facts.who_answers(record.id))
    return listed(one.get("rank") for one in owners if one.label == "Position")


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


def programmes_of(filling: Filling, record: Record) -> Cell:
    """Return the programmes that serve a record, with their codes."""
    return listed(programme_name(filling, one) for one in served_by(filling, record))


def money(kind: str) -> Ask:
    """Answer with an amount of the programmes that the row counts: ``budget`` or ``spent``."""

    def ask(filling: Filling, row: Row, argument: Argument) -> Cell:
        if argument is None:
            return None
        known = [filling.facts.budget(one, argument, kind) for one in row.counted]
        numbers = [one for one in known if one is not None]
        return sum(numbers) if numbers else None

    return ask


def quarter(place: int) -> Ask:
    """Answer with the target (0) or the realisation (1) of a quarter of the year."""

    def ask(filling: Filling, row: Row, argument: Argument) -> Cell:
        year = filling.asked.year
        if row.record is None or year is None or argument is None:
            return None
        return quarters(row.record.properties, year).get(f"Q{argument}", (None, None))[place]

    return ask


def realised_to_date(record: Record, year: int) -> float | None:
    """Return the realisation of a year so far (s.d.)."""
    found = to_date(record.properties, year)
    return None if found is None else found.realisation


def achieved_to_date(record: Record, year: int) -> float | None:
    """Return the achievement of a year so far (s.d.)."""
    found = to_date(record.properties, year)
    return None if found is None else found.achievement


def to_last(filling: Filling, record: Record, year: int) -> Cell:
    """Return the realisation of a year against the target of the last plan year."""
    last = filling.facts.years.last
    return None if last is None else achievement_in(record, year, last)


def capped(filling: Filling, record: Record, year: int) -> Cell:
    """Return the achievement of a year, at most ``cap``."""
    found = achievement_in(record, year)
    return None if found is None or filling.scales.cap is None else min(found, filling.scales.cap)


def contributors(filling: Filling, record: Record) -> Cell:
    """Return what contributes to a record directly."""
    return named(filling, filling.facts.below.get(record.id, ()))


def activities(filling: Filling, record: Record) -> Cell:
    """Return what contributes directly to an indicator or to its objective."""
    facts = filling.facts
    ends = dict.fromkeys((record.id, facts.objective_of.get(record.id, record.id)))
    return named(filling, sorted({one for end in ends for one in facts.below.get(end, ())}))


def term(filling: Filling, _row: Row, _argument: Argument) -> Cell:
    """Answer with the years of the plan, from the first to the last."""
    years = filling.plan_years
    return f"{years[0]}–{years[-1]}" if years else None


def level_word(filling: Filling, record: Record) -> Text | None:
    """Return the word that the form has for the level of a record."""
    level, form = record.level, filling.form
    if level is None or not form.levels:
        return None
    if level == _IMMEDIATE and record.get("kind") in _OUTPUTS:
        return form.output
    return form.levels[level]


_IMMEDIATE: Final = 3
_OUTPUTS: Final = frozenset({"output", "process", "input"})


def superiors(filling: Filling, record: Record) -> Cell:
    """Return the posts that a post reports to."""
    return named(filling, filling.facts.superiors.get(record.id, ()))


def unit_name(filling: Filling, record: Record) -> Cell:
    """Return the unit of a post."""
    unit = filling.facts.unit_of.get(record.id)
    return None if unit is None else filling.facts.name(unit)


def party(_filling: Filling, row: Row, _argument: Argument) -> Cell:
    """Answer with the side of the agreement that the row is."""
    return PARTIES.get(row.role)


def post(filling: Filling, row: Row, _argument: Argument) -> Cell:
    """Answer with the post, or with a person's cell where there are several."""
    return HumanCell("pejabat") if row.record is None else filling.facts.name(row.record.id)


def serves(filling: Filling, record: Record) -> Cell:
    """Return the results that a programme serves."""
    return named(filling, filling.facts.serves.get(record.id, ()))


def programme(filling: Filling, record: Record) -> Cell:
    """Return a programme with its code."""
    return programme_name(filling, record.id)


def of_its_year(ask: Callable[[Record, int], Cell]) -> Ask:
    """Answer from the record of the row alone and the year of the column."""
    return of_year(lambda _filling, record, year: ask(record, year))
