"""Put ``targets`` into words: the result, its contributions, their sum and the gap, by year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.analysis.series import NOTHING as NO_SERIES
from kinerja_graph.analysis.series import Series
from kinerja_graph.analysis.targets import Targets
from kinerja_graph.library.describe import Described
from kinerja_graph.model.nodes import Target
from kinerja_graph.numbers import format_apart, format_numbers
from kinerja_graph.report.answers.shared import Amount, few, note, record, verdict
from kinerja_graph.report.document import (
    AnswerBlock,
    Cell,
    Line,
    Paragraph,
    YearGroup,
    YearTable,
    cell,
    line,
    quiet,
    strong,
)
from kinerja_graph.texts import Language, _

_TITLE: Final = _("Targets over the years")
_THINGS: Final = _("Indicator")
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
    "Its target is not the sum of those below it: no direct contribution has "
    "mode sum, so there is no gap to report."
)
_MISSED: Final = _("The sum differs from the target in {years}.")
_NEVER: Final = _("It cannot be added up in any year.")
_SHORT: Final = _("{year}: target {target}, sum {sum}: {gap} short.")
_OVER: Final = _("{year}: target {target}, sum {sum}: {gap} over.")
_ADDS: Final = _("The sum equals the target in {years}.")
_UNKNOWN: Final = _("{year}: cannot be added up; without a target of one number: {names}.")
_UNITS: Final = _("What is added up differs in unit: {units}.")
_EMPTY: Final = _("No target or realisation is known.")
Rows = tuple[tuple[str, tuple[Cell, ...]], ...]


def targets_blocks(
    answer: Targets,
    language: Language,
    amount: Amount,
    *,
    headed: bool = True,
    beside: Collection[Target | None] = (),
) -> Iterator[AnswerBlock]:
    """Yield the result, whether it adds up, the table of its years, and each year that does not.

    Args:
        answer: the targets.
        language: the language of every sentence.
        amount: how many years that do not add up are listed.
        headed: whether the result is named first.
        beside: numbers shown elsewhere, from which its own must be distinguishable.
    """
    if headed:
        yield Paragraph(line=_subject(answer, language))
    yield from _about(answer, language)
    years = sorted({year for one in answer.series.values() for year in one.years()})
    if years:
        yield _verdict(answer, language)
        yield YearTable(
            title=_TITLE.say(language),
            things=_THINGS.say(language),
            years=tuple(map(str, years)),
            groups=tuple(_groups(answer, years, language, beside)),
        )
        yield from _key(answer, language)
    else:
        yield verdict("warning", _EMPTY.say(language))
        if not answer.contributors:
            yield Paragraph(line=line(_ALONE.say(language, name=answer.subject.id)))
    if answer.summed:
        yield from _details(answer, language, amount)


def year_spans(years: Iterable[int]) -> str:
    """Format years, with consecutive ones as ranges.

    >>> year_spans([2022, 2023, 2024, 2026])
    '2022–2024, 2026'
    """
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _subject(answer: Targets, language: Language) -> Line:
    subject = answer.subject
    if subject.label == "Indicator":
        return _head(subject, answer.series.get(subject.id, NO_SERIES), language)
    return record(subject.name, subject.id)


def _about(answer: Targets, language: Language) -> Iterator[Paragraph]:
    if answer.subject.label != "Objective":
        return
    if answer.measures:
        yield note(_MEASURED.say(language, names=few(answer.measures, language)))
    else:
        yield verdict("warning", _UNMEASURED.say(language))


def _groups(
    answer: Targets, years: Sequence[int], language: Language, beside: Collection[Target | None]
) -> Iterator[YearGroup]:
    """Yield a group per series, with distinguishable numbers; result, addends, and sums as one."""
    subject = answer.subject
    own = answer.measures if subject.label == "Objective" else (subject.id,)
    together = format_apart((*answer.beside(subject.id), *beside), language)
    for name in (*own, *answer.contributors, *answer.through):
        series = answer.series[name]
        added = name == subject.id or name in answer.summed
        texts = together if added else format_apart(answer.beside(name), language)
        mark = "" if name in own else _mark(answer, name)
        known = subject if name == subject.id else answer.records[name]
        yield YearGroup(mark, _head(known, series, language), _rows(series, years, texts, language))
    if answer.summed:
        yield YearGroup(
            "", line(strong(_SUM.say(language))), _sums(answer, years, together, language)
        )


def _rows(
    series: Series, years: Sequence[int], texts: Mapping[Target | None, str], language: Language
) -> Rows:
    rows = [(_WHAT.say(language), tuple(cell(texts[series.targets.get(year)]) for year in years))]
    if series.realisations:
        cells = tuple(cell(texts[series.realisations.get(year)]) for year in years)
        rows.append((_REALISED.say(language), cells))
    return tuple(rows)


def _sums(
    answer: Targets, years: Sequence[int], texts: Mapping[Target | None, str], language: Language
) -> Rows:
    found = {one.year: one for one in answer.years}
    sums = [found[year].sum if year in found else None for year in years]
    gaps = [found[year].gap if year in found else None for year in years]
    return (
        (_TOTAL.say(language), tuple(cell(texts[one]) for one in sums)),
        (_GAP.say(language), tuple(cell(texts[one], mood="error" if one else "") for one in gaps)),
    )


def _mark(answer: Targets, name: str) -> str:
    if name in answer.through:
        return "~"
    return "+" if name in answer.summed else "·"


def _head(known: Described, series: Series, language: Language) -> Line:
    """Name a series in full, with its id and the unit of its numbers."""
    unit = series.measure_unit or _NO_UNIT.say(language)
    return line(*record(known.name, known.id), quiet(f" · {unit}"))


def _key(answer: Targets, language: Language) -> Iterator[Paragraph]:
    """Explain the marks used in the table."""
    marks = {_mark(answer, name) for name in (*answer.contributors, *answer.through)}
    sentences = [text.say(language) for mark, text in _KEYS.items() if mark in marks]
    if sentences:
        yield note(f"{'; '.join(sentences)}.")


def _verdict(answer: Targets, language: Language) -> Paragraph:
    """Say in a sentence whether the target is the sum of those below it."""
    if not answer.summed:
        helped = answer.contributors or answer.through
        text = _NOT_ADDED if helped else _ALONE
        return verdict("info", text.say(language, name=answer.subject.id))
    if answer.missed:
        years = year_spans(one.year for one in answer.missed)
        return verdict("error", _MISSED.say(language, years=years))
    right = _right(answer)
    if not right:
        return verdict("warning", _NEVER.say(language))
    return verdict("good", _ADDS.say(language, years=year_spans(right)))


def _right(answer: Targets) -> list[int]:
    return [year.year for year in answer.years if year.gap == 0]


def _details(answer: Targets, language: Language, amount: Amount) -> Iterator[Paragraph]:
    """List each year that does not or cannot add up, and by how much."""
    yield from _units(answer, language)
    for year in amount.shown(answer.missed):
        gap = year.gap or 0.0
        target, total, missing = format_numbers((year.target, year.sum, abs(gap)), language)
        text = (_SHORT if gap > 0 else _OVER).say(
            language, year=year.year, target=target, sum=total, gap=missing
        )
        yield verdict("error", text)
    yield from amount.left(answer.missed, language)
    for year in answer.years:
        lacking = _lacking(answer, year.year)
        if lacking:
            names = few(lacking, language)
            yield verdict("warning", _UNKNOWN.say(language, year=year.year, names=names))
    right = _right(answer)
    if right and answer.missed:
        yield verdict("good", _ADDS.say(language, years=year_spans(right)))


def _lacking(answer: Targets, year: int) -> list[str]:
    """List what is needed for the gap of a year but has no single-number target in it."""
    own = (answer.subject.id,) if answer.subject.label == "Indicator" else ()
    return [
        name
        for name in (*own, *answer.summed)
        if not isinstance(answer.series[name].targets.get(year), float | int)
    ]


def _units(answer: Targets, language: Language) -> Iterator[Paragraph]:
    own = (answer.subject.id,) if answer.subject.label == "Indicator" else ()
    units = {
        unit
        for name in (*own, *answer.summed)
        if (unit := answer.series[name].measure_unit) is not None
    }
    if len({" ".join(unit.split()).casefold() for unit in units}) > 1:
        yield verdict("warning", _UNITS.say(language, units=", ".join(sorted(units))))
