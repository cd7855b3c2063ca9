"""What the graph shows of the criteria of an evaluation: counts and findings, never a mark."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from kinerja_graph.audit.evidence import Count, Criterion, RuleEvidence
from kinerja_graph.audit.finding import Finding
from kinerja_graph.audit.history import compared
from kinerja_graph.forms.asks import Argument, Ask, realisation_of, target_of
from kinerja_graph.forms.facts import PROGRAMME, Record
from kinerja_graph.forms.filling import Cell, Filling, HumanCell, Row
from kinerja_graph.forms.form import Part
from kinerja_graph.forms.hints import NO_TOP
from kinerja_graph.model.completeness import KindShare
from kinerja_graph.model.periods import QUARTERS, quarters
from kinerja_graph.numbers import format_number
from kinerja_graph.texts import LANGUAGES, Text, _

GRAPH: Final = "graph"
"""The word for those criteria that the graph speaks of."""
PEOPLE: Final = HumanCell("evaluator")
ANSWERED: Final[Mapping[bool, Text]] = {True: _("graph"), False: _("people")}
NOT_APPLICABLE: Final = _("not applicable: {why}")
_SECTION: Final = _("{number} {component}: {aspect} (weight {weight})")
_SHARE: Final = _("share: {value}%")
_BAND: Final = _("band: {band}")
_WITH_FORMULA: Final = _("with a formula: {share}")
_FOUND: Final = _("{rule}: {n:finding|findings}, {affected} of the {of} looked at")
_FOUND_HERE: Final = _("{rule}: {n:finding|findings} here, {all} in the whole plan")
_NOT_FOUND: Final = _("{rule}: no finding among the {of} looked at")
_NO_RUN: Final = _("{rule}: not applicable: {why}")
_FAILED: Final = _("{rule}: could not be checked")
_NOTHING: Final = _("there is nothing of it to count")
_NO_FACTORS: Final = _("no objective has the role csf")
_NO_EARLIER: Final = _("no earlier edition is named (--since)")
_NO_BASELINE: Final = _("no baseline is named (--baseline)")
_NO_BUDGET: Final = _("no programme has a budget in {year}")
_NO_QUARTERS: Final = _("no indicator has a target of a quarter of {year}")
_NO_PERIODS: Final = _("the plan has no value of a part of a year")
_NO_YEAR: Final = _("the plan has no closed year")
_FULL: Final = 100
_FACTOR_BANDS: Final = ((100, "100"), (60, "> 60"), (30, "> 30"))
"""Bands of the share broken down by success factors, of a regional rubric."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many, and what is said beside it."""

    count: float
    of: float
    words: tuple[Text, ...] = ()

    @property
    def percent(self) -> float:
        """The share in percent, unrounded."""
        return self.count / self.of * 100

    @property
    def shown(self) -> Text:
        """Both numbers, such as 79/81."""
        said = {
            one: f"{format_number(self.count, one)}/{format_number(self.of, one)}"
            for one in LANGUAGES
        }
        return Text(**said)


Counted = Share | Text
"""A share, or why there is none."""


def criteria(filling: Filling, part: Part) -> Iterator[Row]:
    """Yield the criteria of the sheet below the headings of their components and aspects."""
    sheet = filling.reads.sheet()
    for at, component in enumerate(sheet.components):
        for one in component.criteria:
            if part.where != GRAPH or one.count is not None:
                yield Row(ids=(one.id,), criterion=one, section=_heading(filling, at, one))


def _heading(filling: Filling, at: int, criterion: Criterion) -> Text:
    """Return the heading of a sub-component: the number of a criterion begins with it."""
    sheet = filling.reads.sheet()
    component = sheet.components[at]
    begin = criterion.id.rpartition(".")[0]
    letter = begin.rpartition(".")[2]
    number = ord(letter) - ord("a") if len(letter) == 1 else -1
    if not 0 <= number < len(sheet.aspects):
        return component.name
    aspect = sheet.aspects[number]
    return _SECTION.filled(
        number=begin,
        component=component.name,
        aspect=aspect.name,
        weight=component.weight * aspect.percent / 100,
    )


def of_criterion(ask: Callable[[Filling, Criterion], Cell]) -> Ask:
    """Answer from the criterion of the row."""

    def asked(filling: Filling, row: Row, _argument: Argument) -> Cell:
        return None if row.criterion is None else ask(filling, row.criterion)

    return asked


def answered_by(_filling: Filling, criterion: Criterion) -> Cell:
    """Return whether the graph speaks of a criterion; it never decides it."""
    return ANSWERED[criterion.count is not None]


def not_seen(_filling: Filling, criterion: Criterion) -> Cell:
    """Return what no graph shows of a criterion."""
    return criterion.not_shown


def evidence(filling: Filling, criterion: Criterion) -> Cell:
    """Return count and share of a criterion, or why it does not apply."""
    if criterion.count is None:
        return PEOPLE
    found = counted(filling, criterion)
    if isinstance(found, Text):
        return found
    return (found.shown, _SHARE.filled(value=found.percent), *found.words)


def counted(filling: Filling, criterion: Criterion) -> Counted:
    """Return what is counted for a criterion that the graph speaks of."""
    assert criterion.count is not None  # noqa: S101  # asked for such criteria alone
    found = _COUNTS[criterion.count](filling, criterion)
    if isinstance(found, Share) and not found.of:
        return NOT_APPLICABLE.filled(why=_NOTHING)
    return found


def details(filling: Filling, criterion: Criterion) -> Cell:
    """Return what each rule of a criterion found."""
    if criterion.count is None:
        return PEOPLE
    lines = [
        _rule_line(filling, one)
        for one in filling.evidence_of(criterion.id)
        if one.id in filling.titles
    ]
    return tuple(lines) or None


def _rule_line(filling: Filling, rule: RuleEvidence) -> Text:
    title = filling.titles[rule.id]
    if rule.status == "failed":
        return _FAILED.filled(rule=title)
    if rule.status != "ran":
        return _NO_RUN.filled(rule=title, why=rule.why or _NOTHING)
    if not rule.population:
        return _NO_RUN.filled(rule=title, why=_NOTHING)
    if not rule.findings:
        return _NOT_FOUND.filled(rule=title, of=rule.population)
    if filling.asked.unit is not None:
        here = sum(one.rule == rule.id and is_here(filling, one) for one in filling.findings)
        return _FOUND_HERE.filled(rule=title, n=here, all=rule.findings)
    return _FOUND.filled(rule=title, n=rule.findings, affected=rule.affected, of=rule.population)


def is_here(filling: Filling, finding: Finding) -> bool:
    """Tell whether a finding names something in scope; one on the whole plan does."""
    return finding.subject.is_dataset or any(
        map(filling.is_in_unit, {finding.subject.id, *finding.path})
    )


def _share(records: Collection[Record], fits: Callable[[Record], bool]) -> Share:
    return Share(sum(map(fits, records)), len(records))


def _is_clean(filling: Filling, criterion: Criterion, record: Record) -> bool:
    return not filling.rules_naming(record.id, criterion.rules)


def _clean(label: str, filling: Filling, criterion: Criterion) -> Counted:
    """Count the records in scope that no finding of the rules shown names."""
    return _share(filling.in_scope(label), partial(_is_clean, filling, criterion))


def _targets(filling: Filling, criterion: Criterion) -> Counted:
    with_target = [
        one
        for one in filling.in_scope("Indicator")
        if one.get("target_years") or one.get("range_years")
    ]
    return _share(with_target, partial(_is_clean, filling, criterion))


def _success_factors(filling: Filling, _criterion: Criterion) -> Counted:
    facts = filling.facts
    factors = {one for one, record in facts.of("Objective").items() if record.get("role") == "csf"}
    if not factors:
        return NOT_APPLICABLE.filled(why=_NO_FACTORS)

    def has_factor(outcome: Record) -> bool:
        ends = (outcome.id, *facts.indicators_of.get(outcome.id, ()))
        return any(not factors.isdisjoint(facts.below.get(end, ())) for end in ends)

    found = _share([one for one in filling.in_scope("Objective") if one.level == 0], has_factor)
    if not found.of:
        return found
    band = next((name for least, name in _FACTOR_BANDS if _is_in(found, least)), "≤ 30")
    return Share(found.count, found.of, (_BAND.filled(band=band),))


def _is_in(share: Share, least: int) -> bool:
    return share.percent >= least if least == _FULL else share.percent > least


def _kept_iku(filling: Filling, _criterion: Criterion) -> Counted:
    before = filling.before
    if before is None:
        return NOT_APPLICABLE.filled(why=_NO_EARLIER)
    now = filling.facts.of("Indicator")

    def is_kept(was: Record) -> bool:
        return was.id in now and all(
            was.get(one) == now[was.id].get(one)
            for one in ("name_key", "measure_unit_key", "formula")
        )

    return _share(_iku(before), is_kept)


def _iku(filling: Filling) -> list[Record]:
    return [one for one in filling.in_scope("Indicator") if filling.is_key(one)]


def _cascading(filling: Filling, _criterion: Criterion) -> Counted:
    chain = filling.facts.chain
    if not chain.outcomes:
        return NO_TOP
    below_top = [one for one in filling.in_scope("Indicator") if one.level]
    return _share(below_top, lambda one: one.id in chain.whole)


def _tasks(filling: Filling, _criterion: Criterion) -> Counted:
    chain = filling.facts.chain
    if not chain.outcomes:
        return NO_TOP
    found = _share(filling.in_scope("Task"), lambda one: one.id in chain.whole)
    band = KindShare("task", int(found.count), None, int(found.of)).band
    words = () if band is None else (_BAND.filled(band=band),)
    return Share(found.count, found.of, words)


def _crosscutting(filling: Filling, _criterion: Criterion) -> Counted:
    edges = [
        one
        for one in filling.facts.every_contribution
        if one.properties.get("kind") == "crosscutting"
        and (filling.is_held(one.source) or filling.is_held(one.target))
    ]
    accepted = sum(one.properties.get("status") == "accepted" for one in edges)
    return Share(accepted, len(edges))


def _units(filling: Filling, _criterion: Criterion) -> Counted:
    """Count the agencies and units that own or perform something, with all that is below them."""
    facts = filling.facts
    every = facts.of("Unit")
    holding = {facts.unit_of.get(one, one) for one in filling.busy}

    def is_busy(unit: Record) -> bool:
        return any(one in every and filling.is_below(one, unit.id) for one in holding)

    return _share(
        [every[one] for one in filling.units if every[one].get("kind") in ("opd", "unit")], is_busy
    )


def _posts(filling: Filling, _criterion: Criterion) -> Counted:
    return _share(filling.posts, lambda one: one.id in filling.busy)


def _budget(filling: Filling, _criterion: Criterion) -> Counted:
    """Add up the budgets of the lowest programmes: of those that serve what is whole, and of all.

    A programme serves what one above it serves.
    """
    facts, year = filling.facts, filling.asked.year
    if year is None:
        return NOT_APPLICABLE.filled(why=_NO_YEAR)
    programmes = facts.of(PROGRAMME)
    own = [
        one
        for one, record in programmes.items()
        if year in (record.get("budget_years") or ())
        and (filling.asked.unit is None or facts.unit_of_programme.get(one) in filling.units)
    ]
    above = {one: list(facts.programmes_above(one)) for one in own}
    inner = {upper for uppers in above.values() for upper in uppers}
    whole = total = 0.0
    for leaf in sorted({*own} - inner):
        amount = facts.budget(leaf, year, "budget") or 0.0
        serving = {end for one in (leaf, *above[leaf]) for end in facts.serves.get(one, ())}
        total += amount
        whole += 0.0 if serving.isdisjoint(facts.chain.whole) else amount
    return Share(whole, total) if total else NOT_APPLICABLE.filled(why=_NO_BUDGET.filled(year=year))


def _achievement(record: Record, year: int) -> float | None:
    """Return the achievement of the graph, in which that of a range is unknown."""
    years: list[int] = record.get("achievement_years") or []
    numbers: list[float] = record.get("achievements") or []
    return dict(zip(years, numbers, strict=True)).get(year)


def _reached(
    filling: Filling, _criterion: Criterion, *, of: Callable[[Filling], list[Record]]
) -> Counted:
    year = filling.asked.year
    if year is None:
        return NOT_APPLICABLE.filled(why=_NO_YEAR)
    known = [one for record in of(filling) if (one := _achievement(record, year)) is not None]
    return Share(sum(one >= _FULL for one in known), len(known))


def _indicators(filling: Filling) -> list[Record]:
    return filling.in_scope("Indicator")


def _is_measured(record: Record, year: int) -> bool:
    """Tell whether all four quarters have a realisation."""
    given = quarters(record.properties, year)
    return all(given.get(name, (None, None))[1] is not None for name in QUARTERS)


def _watched(filling: Filling, _criterion: Criterion) -> Counted:
    year = filling.asked.year
    if year is None:
        return NOT_APPLICABLE.filled(why=_NO_YEAR)
    planned = [
        one
        for one in filling.in_scope("Indicator")
        if any(target is not None for target, _real in quarters(one.properties, year).values())
    ]
    if not planned:
        return NOT_APPLICABLE.filled(why=_NO_QUARTERS.filled(year=year))
    return _share(planned, lambda one: _is_measured(one, year))


def _measured_iku(filling: Filling, _criterion: Criterion) -> Counted:
    year = filling.asked.year
    if year is None:
        return NOT_APPLICABLE.filled(why=_NO_YEAR)
    if not any(one.get("period_value_codes") for one in filling.facts.of("Indicator").values()):
        return NOT_APPLICABLE.filled(why=_NO_PERIODS)
    return _share(_iku(filling), lambda one: _is_measured(one, year))


def _improved(filling: Filling, _criterion: Criterion) -> Counted:
    if filling.earlier is None:
        return NOT_APPLICABLE.filled(why=_NO_EARLIER)
    changes = filling.earlier.changes
    changed = {*changes.added, *(one.id for one in changes.retargeted)}
    return _share(filling.in_scope("Indicator"), lambda one: one.id in changed)


def _definitions(filling: Filling, _criterion: Criterion) -> Counted:
    every = filling.in_scope("Indicator")
    found = _share(every, _has("definition"))
    words = (_WITH_FORMULA.filled(share=_share(every, _has("formula")).shown),)
    return Share(found.count, found.of, words)


def _collection(filling: Filling, _criterion: Criterion) -> Counted:
    wanted = _has("data_source", "data_provider", "reporting_period")
    return _share(filling.in_scope("Indicator"), wanted)


def _has(*names: str) -> Callable[[Record], bool]:
    return lambda one: all(one.get(name) is not None for name in names)


def _comparable(filling: Filling, _criterion: Criterion) -> Counted:
    year, last = filling.asked.year, filling.facts.years.last
    if year is None or last is None:
        return NOT_APPLICABLE.filled(why=_NO_YEAR)
    return _share(
        _iku(filling),
        lambda one: (
            target_of(one, year) is not None
            and realisation_of(one, year) is not None
            and realisation_of(one, year - 1) is not None
            and target_of(one, last) is not None
        ),
    )


def _beside(
    filling: Filling, _criterion: Criterion, *, has: Callable[[Filling, Record, int], bool]
) -> Counted:
    """Count key indicators whose realisation of the year can be held against something."""
    year = filling.asked.year
    if year is None:
        return NOT_APPLICABLE.filled(why=_NO_YEAR)
    return _share(
        _iku(filling),
        lambda one: realisation_of(one, year) is not None and has(filling, one, year),
    )


def _has_target(_filling: Filling, record: Record, year: int) -> bool:
    return target_of(record, year) is not None


def _has_last_target(filling: Filling, record: Record, _year: int) -> bool:
    last = filling.facts.years.last
    return last is not None and target_of(record, last) is not None


def _was_realised(_filling: Filling, record: Record, year: int) -> bool:
    return realisation_of(record, year - 1) is not None


def _follow_up(filling: Filling, _criterion: Criterion) -> Counted:
    if filling.asked.baseline is None:
        return NOT_APPLICABLE.filled(why=_NO_BASELINE)
    known = filling.entries
    return Share(len(compared(filling.audit, known).gone), len(known))


_COUNTS: Final[Mapping[Count, Callable[[Filling, Criterion], Counted]]] = {
    "success-factors": _success_factors,
    "wording": partial(_clean, "Objective"),
    "smart": partial(_clean, "Indicator"),
    "kept-iku": _kept_iku,
    "targets": _targets,
    "cascading": _cascading,
    "crosscutting": _crosscutting,
    "units": _units,
    "posts": _posts,
    "budget": _budget,
    "tasks": _tasks,
    "reached": partial(_reached, of=_indicators),
    "watched-quarters": _watched,
    "improved": _improved,
    "definitions": _definitions,
    "collection": _collection,
    "comparable": _comparable,
    "reached-iku": partial(_reached, of=_iku),
    "quarters-iku": _measured_iku,
    "beside-target": partial(_beside, has=_has_target),
    "beside-last-target": partial(_beside, has=_has_last_target),
    "beside-year-before": partial(_beside, has=_was_realised),
    "follow-up": _follow_up,
}
