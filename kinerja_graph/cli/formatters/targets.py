"""``targets``: years in columns; the result, what contributes to it, their sum and the gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.analysis.series import NOTHING as NO_SERIES
from kinerja_graph.analysis.series import Series
from kinerja_graph.analysis.targets import Targets
from kinerja_graph.cli.formatters.figures import spans
from kinerja_graph.cli.formatters.grid import cell
from kinerja_graph.cli.formatters.words import GOOD, GOOD_STYLE, STYLES, SYMBOLS, called, line
from kinerja_graph.cli.formatters.yearly import Series as Rows
from kinerja_graph.cli.formatters.yearly import yearly
from kinerja_graph.cli.screen import safe
from kinerja_graph.library.describe import Described
from kinerja_graph.numbers import format_apart, format_numbers
from kinerja_graph.report.answers.shared import few
from kinerja_graph.texts import Language, _

_WHAT: Final = _("target")
_REALISED: Final = _("realised")
_SUM: Final = _("Sum of the targets of (+)")
_TOTAL: Final = _("sum")
_GAP: Final = _("gap")
_NO_UNIT: Final = _("no measure unit")
_KEYS: Final = {
    "+": _("+ added up (mode sum)"),
    "·": _("· contributes without adding up"),
    "~": _("~ contributes through an objective"),
}
_MEASURED: Final = _("An objective has its targets through its indicators: {names}.")
_UNMEASURED: Final = _("No indicator measures this objective, so it has no target.")
_ALONE: Final = _("No indicator contributes directly to {name}.")
_NOT_ADDED: Final = _(
    "Its target is no sum of those below it: no direct contribution has mode sum, so there is "
    "no gap to tell."
)
_MISSED: Final = _("The sum differs from the target in {years}.")
_NEVER: Final = _("It cannot be added up in any year.")
_SHORT: Final = _("{year}: target {target}, sum {sum}: {gap} short.")
_OVER: Final = _("{year}: target {target}, sum {sum}: {gap} over.")
_ADDS: Final = _("The sum equals the target in {years}.")
_UNKNOWN: Final = _("{year}: cannot be added up; without a target of one number: {names}.")
_UNITS: Final = _("What is added up differs in unit: {units}.")
_EMPTY: Final = _("No target or realisation is known.")


def targets_parts(answer: Targets, language: Language, columns: int) -> Iterator[RenderableType]:
    """The result, whether it adds up, the table of its years, and each year that does not."""
    subject = answer.subject
    if subject.label == "Indicator":
        yield _head(subject, answer.series.get(subject.id, NO_SERIES), language)
    else:
        yield called(subject.name, subject.id)
    yield from _about(answer, language)
    years = sorted({year for one in answer.series.values() for year in one.years()})
    if years:
        yield _verdict(answer, language)
        yield from yearly(list(map(str, years)), list(_series(answer, years, language)), columns)
        yield from _key(answer, language)
    else:
        yield line(f"{SYMBOLS['warning']} {_EMPTY.say(language)}", STYLES["warning"])
        if not answer.contributors:
            yield line(_ALONE.say(language, name=answer.subject.id))
    yield from _details(answer, language)


def _about(answer: Targets, language: Language) -> Iterator[Line]:
    if answer.subject.label != "Objective":
        return
    if answer.measures:
        names = few(answer.measures, language)
        yield line(_MEASURED.say(language, names=names), "dim")
    else:
        text = _UNMEASURED.say(language)
        yield line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])


def _series(answer: Targets, years: Sequence[int], language: Language) -> Iterator[Rows]:
    """A series a row, its numbers told apart; the result, what is added up and the sums as one."""
    subject = answer.subject
    own = answer.measures if subject.label == "Objective" else (subject.id,)
    found = {one.year: one for one in answer.years}
    sums = [found[year].sum if year in found else None for year in years]
    gaps = [found[year].gap if year in found else None for year in years]
    together = format_apart(answer.beside(subject.id), language)
    for name in (*own, *answer.contributors, *answer.through):
        series = answer.series[name]
        added = name == subject.id or name in answer.summed
        told = together if added else format_apart(answer.beside(name), language)
        rows = [(_WHAT.say(language), [cell(told[series.targets.get(year)]) for year in years])]
        if series.realisations:
            cells = [cell(told[series.realisations.get(year)]) for year in years]
            rows.append((_REALISED.say(language), cells))
        mark = "" if name in own else _mark(answer, name)
        record = subject if name == subject.id else answer.records[name]
        yield Rows(mark, _head(record, series, language), rows)
    if answer.summed:
        styles = [STYLES["error"] if gap else "" for gap in gaps]
        rows = [(_TOTAL.say(language), [cell(together[one]) for one in sums])]
        missed = (together[gap] for gap in gaps)
        rows.append((_GAP.say(language), list(map(cell, missed, styles))))
        yield Rows("", line(_SUM.say(language), "bold"), rows)


def _mark(answer: Targets, name: str) -> str:
    if name in answer.through:
        return "~"
    return "+" if name in answer.summed else "·"


def _head(record: Described, series: Series, language: Language) -> Line:
    """A series by its whole name, its id and the unit of its numbers."""
    unit = series.measure_unit or _NO_UNIT.say(language)
    return called(record.name, record.id).append(f" · {safe(unit)}", "dim")


def _key(answer: Targets, language: Language) -> Iterator[Line]:
    """What the marks that stand in the table mean."""
    marks = {_mark(answer, name) for name in (*answer.contributors, *answer.through)}
    told = [text.say(language) for mark, text in _KEYS.items() if mark in marks]
    if told:
        yield line(f"{'; '.join(told)}.", "dim")


def _verdict(answer: Targets, language: Language) -> Line:
    """Whether the target is the sum of those below it, in a sentence."""
    if not answer.summed:
        helped = answer.contributors or answer.through
        told = (_NOT_ADDED if helped else _ALONE).say(language, name=answer.subject.id)
        return line(f"{SYMBOLS['info']} {told}", STYLES["info"])
    if answer.missed:
        told = _MISSED.say(language, years=spans(one.year for one in answer.missed))
        return line(f"{SYMBOLS['error']} {told}", STYLES["error"])
    right = _right(answer)
    if not right:
        return line(f"{SYMBOLS['warning']} {_NEVER.say(language)}", STYLES["warning"])
    return line(f"{GOOD} {_ADDS.say(language, years=spans(right))}", GOOD_STYLE)


def _right(answer: Targets) -> list[int]:
    return [year.year for year in answer.years if year.gap == 0]


def _details(answer: Targets, language: Language) -> Iterator[Line]:
    """Each year that does not add up or cannot be added up, and by how much."""
    if not answer.summed:
        return
    yield from _units(answer, language)
    for year in answer.missed:
        gap = year.gap or 0.0
        target, total, missing = format_numbers((year.target, year.sum, abs(gap)), language)
        text = (_SHORT if gap > 0 else _OVER).say(
            language, year=year.year, target=target, sum=total, gap=missing
        )
        yield line(f"{SYMBOLS['error']} {text}", STYLES["error"])
    for year in answer.years:
        lacking = _lacking(answer, year.year)
        if lacking:
            text = _UNKNOWN.say(language, year=year.year, names=few(lacking, language))
            yield line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
    right = _right(answer)
    if right and answer.missed:
        yield line(f"{GOOD} {_ADDS.say(language, years=spans(right))}", GOOD_STYLE)


def _lacking(answer: Targets, year: int) -> list[str]:
    """What is needed for the gap of a year and has no target of one number in it."""
    own = (answer.subject.id,) if answer.subject.label == "Indicator" else ()
    return [
        name
        for name in (*own, *answer.summed)
        if not isinstance(answer.series[name].targets.get(year), float | int)
    ]


def _units(answer: Targets, language: Language) -> Iterator[Line]:
    own = (answer.subject.id,) if answer.subject.label == "Indicator" else ()
    units = {
        unit
        for name in (*own, *answer.summed)
        if (unit := answer.series[name].measure_unit) is not None
    }
    if len({" ".join(unit.split()).casefold() for unit in units}) > 1:
        text = _UNITS.say(language, units=", ".join(sorted(units)))
        yield line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
