"""Hints beside worksheets of evaluators: what the graph shows about an indicator, never a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kinerja_graph.forms.asks import achievement_in, listed, named, realised_years, target_of
from kinerja_graph.forms.facts import Record
from kinerja_graph.forms.filling import Cell, Filling
from kinerja_graph.texts import Text, _

LACK: Final = _("lacking: {what}")
UNSEEN: Final = _("not visible in the graph: {what}")
EVIDENCE: Final = _("evidence: {what}")
NO_TOP: Final = _("not applicable: there is no result of level 0")
_WHOLE: Final = _("whole: {path}")
_BROKEN: Final = _("broken at {id}: {why}")
WHY: Final[Mapping[str, Text]] = {
    "skip": _("it skips a level"),
    "inversion": _("it only leads down"),
    "dead-end": _("nothing leads on"),
}
_FIELDS: Final[Mapping[str, Text]] = {
    "measure_unit": _("measure unit"),
    "polarity": _("polarity"),
    "formula": _("formula"),
    "data_source": _("data source"),
    "definition": _("operational definition"),
    "data_provider": _("data provider"),
}
_MEASURABLE: Final = ("measure_unit", "polarity", "formula", "data_source")
_DATA: Final = ("definition", "data_source", "data_provider")
_ACHIEVED: Final = _("achievement {year}: {value}%")
_ACHIEVEMENT: Final = _("an achievement")
_TARGET: Final = _("a target")
_DIRECTION: Final = _("polarity up or down")
_NO_FINDING: Final = _("no finding")
_STATED: Final = _("{what} stated")
_HAS_TARGETS: Final = _("targets of {n:year|years}")
_NO_BETTER: Final = _("the target of {year} is no better than the realisation of {before}")
_PRESENT: Final = _("{what}: present")
_ABSENT: Final = _("{what}: absent")
_ALL_REALISED: Final = _("every closed year has a realisation")
_NOT_REALISED: Final = _("without realisation: {years}")
_NONE_CLOSED: Final = _("no year of the plan is closed")


def whole_or_broken(filling: Filling, indicator: Record) -> Text:
    """Return the shortest whole way of an indicator to level 0, or where and why it breaks."""
    chain = filling.facts.chain
    if not chain.outcomes:
        return NO_TOP
    if indicator.id in chain.whole:
        return _WHOLE.filled(path=" → ".join(chain.path(indicator.id)))
    at, why = filling.facts.breaks[indicator.id]
    return _BROKEN.filled(id=at, why=WHY[why])


def specific(filling: Filling, indicator: Record) -> Cell:
    """Return what the graph shows of S."""
    lack = _named_by(filling, indicator, "duplicate-indicator", "output-wording-at-strategic-level")
    if lack:
        return _said(LACK, lack)
    field = _FIELDS["definition"]
    if indicator.get("definition") is None:
        return UNSEEN.filled(what=field)
    return EVIDENCE.filled(what=_STATED.filled(what=field))


def measurable(_filling: Filling, indicator: Record) -> Cell:
    """Return what the graph shows of M."""
    lack = [_FIELDS[one] for one in _MEASURABLE if indicator.get(one) is None]
    if lack:
        return _said(LACK, lack)
    return EVIDENCE.filled(what=_STATED.filled(what=_joined(_FIELDS[one] for one in _MEASURABLE)))


def achievable(filling: Filling, indicator: Record) -> Cell:
    """Return what the graph shows of A: with the last achievement."""
    lack = _named_by(filling, indicator, "target-leap", "extreme-achievement")
    if lack:
        return _said(LACK, lack)
    known = {year: achievement_in(indicator, year) for year in realised_years(indicator)}
    years = [year for year, found in known.items() if found is not None]
    if not years:
        return UNSEEN.filled(what=_ACHIEVEMENT)
    last = max(years)
    return EVIDENCE.filled(what=_ACHIEVED.filled(year=str(last), value=known[last]))


def relevant(filling: Filling, indicator: Record) -> Cell:
    """Return what the graph shows of R: with the way to level 0."""
    found = _named_by(
        filling, indicator, "output-at-strategic-level", "impact-at-operational-level"
    )
    chain = filling.facts.chain
    way = whole_or_broken(filling, indicator)
    if chain.outcomes and indicator.id not in chain.whole:
        found.append(way)
    if found:
        return _said(LACK, found)
    return EVIDENCE.filled(what=way) if chain.outcomes else UNSEEN.filled(what=way)


def time_bound(filling: Filling, indicator: Record) -> Cell:
    """Return what the graph shows of T."""
    lack = _named_by(filling, indicator, "missing-annual-target")
    if lack:
        return _said(LACK, lack)
    years = target_years(indicator)
    if not years:
        return UNSEEN.filled(what=_TARGET)
    return EVIDENCE.filled(what=_HAS_TARGETS.filled(n=len(years)))


def challenging(filling: Filling, indicator: Record) -> Cell:
    """Return what the graph shows of C: whether targets go beyond what was reached already."""
    lack = _named_by(
        filling, indicator, "soft-target", "target-against-polarity", "always-exactly-100"
    )
    soft = _no_better(filling, indicator)
    if soft is not None:
        lack.append(soft)
    if lack:
        return _said(LACK, lack)
    missing: list[Text] = []
    if indicator.get("polarity") not in ("up", "down"):
        missing.append(_DIRECTION)
    if not target_years(indicator):
        missing.append(_TARGET)
    return _said(UNSEEN, missing) if missing else EVIDENCE.filled(what=_NO_FINDING)


def target_years(indicator: Record) -> list[int]:
    """Return the years with a target, ascending."""
    years = {*(indicator.get("target_years") or ()), *(indicator.get("range_years") or ())}
    return sorted(years)


def summands(filling: Filling, indicator: Record) -> Cell:
    """Return the contributors whose values add up to that of the indicator."""
    edges = filling.facts.contributions
    return named(
        filling,
        sorted(
            one.source
            for one in edges
            if one.target == indicator.id and one.properties.get("mode") == "sum"
        ),
    )


def data_fields(_filling: Filling, indicator: Record) -> Cell:
    """Return which of definition, data source and data provider are stated."""
    return listed(
        (_ABSENT if indicator.get(one) is None else _PRESENT).filled(what=_FIELDS[one])
        for one in _DATA
    )


def unrealised(filling: Filling, indicator: Record) -> Cell:
    """Return the closed plan years without realisation."""
    closed = filling.facts.years.closed
    years = [year for year in filling.plan_years if closed is not None and year <= closed]
    if not years:
        return _NONE_CLOSED
    missing = sorted(set(years) - set(realised_years(indicator)))
    if not missing:
        return _ALL_REALISED
    return _NOT_REALISED.filled(years=", ".join(map(str, missing)))


def _named_by(filling: Filling, indicator: Record, *rules: str) -> list[Text]:
    """Return the titles of those rules of which a finding names the indicator."""
    titles = filling.titles
    return [titles[one] for one in filling.rules_naming(indicator.id, rules)]


def _no_better(filling: Filling, indicator: Record) -> Text | None:
    """Say that the next target is not better than what was realised last; None if it is."""
    realised = realised_years(indicator)
    ahead = [year for year in filling.plan_years if realised and year > max(realised)]
    if not ahead:
        return None
    last = max(realised)
    target, reached = target_of(indicator, ahead[0]), realised[last]
    if target is None or isinstance(target, tuple):
        return None
    better: dict[str, Callable[[], bool]] = {
        "up": lambda: target > reached,
        "down": lambda: target < reached,
    }
    test = better.get(indicator.get("polarity"))
    if test is None or test():
        return None
    return _NO_BETTER.filled(year=str(ahead[0]), before=str(last))


def _said(what: Text, parts: Iterable[Text]) -> Text:
    return what.filled(what=_joined(parts))


def _joined(parts: Iterable[Text]) -> Text:
    found = list(parts)
    return Text(id=", ".join(one.id for one in found), en=", ".join(one.en for one in found))
