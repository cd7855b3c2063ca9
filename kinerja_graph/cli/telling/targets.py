"""``targets``: years in columns; the result, what contributes to it, their sum and the gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.analysis.series import NOTHING as NO_SERIES
from kinerja_graph.analysis.series import Series
from kinerja_graph.analysis.targets import Targets, YearOfTargets
from kinerja_graph.cli.telling.figures import NOTHING, figure, spans, target_figure
from kinerja_graph.cli.telling.grid import Row, cell, grid
from kinerja_graph.cli.telling.words import GOOD, GOOD_STYLE, STYLES, SYMBOLS, called, few, line
from kinerja_graph.texts import Language, Text

_WHAT: Final = Text(id="Target", en="Target")
_REALISED: Final = Text(id="realisasi", en="realised")
_SUM: Final = Text(id="Jumlah (+)", en="Sum (+)")
_GAP: Final = Text(id="Selisih", en="Gap")
_UNIT: Final = Text(id="Satuan: {unit}.", en="Measure unit: {unit}.")
_KEY: Final = Text(
    id="+ dijumlahkan (mode sum); · menyumbang tanpa dijumlahkan; ~ menyumbang melalui sasaran.",
    en="+ added up (mode sum); · contributes without adding up; ~ through an objective.",
)
_MEASURED: Final = Text(
    id="Sebuah sasaran bertarget melalui indikatornya: {names}.",
    en="An objective has its targets through its indicators: {names}.",
)
_UNMEASURED: Final = Text(
    id="Sasaran ini tidak diukur oleh satu indikator pun, jadi tidak bertarget.",
    en="No indicator measures this objective, so it has no target.",
)
_ALONE: Final = Text(
    id="Tidak ada indikator yang menyumbang langsung kepada {name}.",
    en="No indicator contributes directly to {name}.",
)
_NOT_ADDED: Final = Text(
    id="Tidak satu pun kontribusi bermode sum, jadi target tidak dijumlahkan dan tidak ada "
    "selisih untuk dihitung.",
    en="No contribution has mode sum, so targets are not added up and there is no gap to tell.",
)
_SHORT: Final = Text(
    id="{year}: target {target}, jumlah {sum}: kurang {gap}.",
    en="{year}: target {target}, sum {sum}: {gap} short.",
)
_OVER: Final = Text(
    id="{year}: target {target}, jumlah {sum}: lebih {gap}.",
    en="{year}: target {target}, sum {sum}: {gap} over.",
)
_ADDS: Final = Text(
    id="Jumlahnya sama dengan target pada {years}.", en="The sum equals the target in {years}."
)
_UNKNOWN: Final = Text(
    id="{year}: tidak dapat dijumlahkan; tanpa target berupa satu angka: {names}.",
    en="{year}: cannot be added up; without a target of one number: {names}.",
)
_UNITS: Final = Text(
    id="Satuan yang dijumlahkan berbeda: {units}.", en="What is added up differs in unit: {units}."
)
_EMPTY: Final = Text(
    id="Tidak ada target atau realisasi yang diketahui.", en="No target or realisation is known."
)


def targets_parts(answer: Targets, language: Language, columns: int) -> Iterator[RenderableType]:
    """The result, the table of its years, and in words whether it adds up."""
    yield called(answer.subject.name, answer.subject.id)
    own = answer.series.get(answer.subject.id, NO_SERIES)
    if own.measure_unit:
        yield line(_UNIT.say(language, unit=own.measure_unit), "dim")
    yield from _about(answer, language)
    years = sorted({year for one in answer.series.values() for year in one.years()})
    if years:
        rows = list(_rows(answer, years, language))
        yield from grid("", [str(year) for year in years], rows, columns)
        if answer.contributors or answer.through:
            yield line(_KEY.say(language), "dim")
    else:
        yield line(f"{SYMBOLS['warning']} {_EMPTY.say(language)}", STYLES["warning"])
    yield from _verdict(answer, language)


def _about(answer: Targets, language: Language) -> Iterator[Line]:
    if answer.subject.label != "Objective":
        return
    if answer.measures:
        names = few(answer.measures, language)
        yield line(_MEASURED.say(language, names=names), "dim")
    else:
        text = _UNMEASURED.say(language)
        yield line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])


def _rows(answer: Targets, years: Sequence[int], language: Language) -> Iterator[Row]:
    subject = answer.subject
    for name in answer.measures if subject.label == "Objective" else (subject.id,):
        head = line(name if answer.measures else _WHAT.say(language), "bold")
        yield from _record(answer.series[name], head, years, language, ends=True)
    helpers = (*answer.contributors, *answer.through)
    for name in helpers:
        record = answer.records[name]
        sign = "~" if name in answer.through else "+" if name in answer.summed else "·"
        head = line(f"{sign} {name} {record.name or ''}".rstrip())
        last = name == helpers[-1]
        yield from _record(answer.series[name], head, years, language, ends=last)
    if answer.summed:
        found = {one.year: one for one in answer.years}
        of_year = [found.get(year) for year in years]
        sums = [_plain(None if one is None else one.sum, language) for one in of_year]
        yield Row(line(_SUM.say(language), "bold"), [cell(text) for text in sums])
        yield Row(line(_GAP.say(language), "bold"), [_gap(one, language) for one in of_year])


def _record(
    series: Series, head: Line, years: Sequence[int], language: Language, *, ends: bool
) -> Iterator[Row]:
    targets = [cell(target_figure(series.targets.get(year), language)) for year in years]
    realised = [_plain(series.realisations.get(year), language) for year in years]
    yield Row(head, targets, ends and not series.realisations)
    if series.realisations:
        told = line(f"    {_REALISED.say(language)}", "dim")
        yield Row(told, [cell(text, "dim") for text in realised], ends)


def _plain(number: float | None, language: Language) -> str:
    return NOTHING if number is None else figure(number, language)


def _gap(one: YearOfTargets | None, language: Language) -> Line:
    gap = None if one is None else one.gap
    return cell(_plain(gap, language), STYLES["error"] if gap else "")


def _verdict(answer: Targets, language: Language) -> Iterator[Line]:
    name = answer.subject.id
    if not answer.summed:
        if not answer.contributors:
            yield line(_ALONE.say(language, name=name))
        if answer.contributors or answer.through:
            yield line(_NOT_ADDED.say(language))
        return
    yield from _units(answer, language)
    for year in answer.missed:
        gap = year.gap or 0.0
        text = (_SHORT if gap > 0 else _OVER).say(
            language,
            year=year.year,
            target=target_figure(year.target, language),
            sum=_plain(year.sum, language),
            gap=figure(abs(gap), language),
        )
        yield line(f"{SYMBOLS['error']} {text}", STYLES["error"])
    for year in answer.years:
        lacking = _lacking(answer, year.year)
        if lacking:
            text = _UNKNOWN.say(language, year=year.year, names=few(lacking, language))
            yield line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
    right = [year.year for year in answer.years if year.gap == 0]
    if right:
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
