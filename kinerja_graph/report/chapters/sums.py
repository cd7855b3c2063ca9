"""Write the targets that should add up and do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.analysis.targets import Targets, YearOfTargets
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_numbers
from kinerja_graph.report.document import (
    Block,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    cell,
    code,
    line,
    quiet,
    row,
)
from kinerja_graph.report.report_data import ReportData

SUMS: Final = "targets"


def sums(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: how many results are sums, and the years in which the sum differs."""
    yield Heading(text=data.say("targets"), level=1, anchor=SUMS)
    if not data.summed:
        yield Paragraph(line=line(data.say("targets.none")))
        return
    missed, unknown = _faulty(data)
    yield Paragraph(line=line(targets_sentence(data)))
    left = data.summed - len(data.sums)
    if left:
        yield Paragraph(line=line(data.count("targets.left", left)), role="note")
    if missed:
        yield _table(data, missed)
    if unknown:
        yield Heading(text=data.say("targets.unknown"), level=2)
        yield Table(
            title=data.say("targets.unknown"),
            columns=(Column(data.say("outcome"), 5), Column(data.say("parts"), 4)),
            rows=tuple(
                row(
                    cell(line(one.subject.name or one.subject.id), line(code(one.subject.id))),
                    code(", ".join(one.summed)),
                )
                for one in unknown
            ),
        )


def targets_sentence(data: ReportData) -> str:
    """Say how many results are sums, and for how many the sum differs or is unknown."""
    missed, unknown = map(len, _faulty(data))
    if not (missed or unknown):
        return data.count("targets.good", data.summed)
    said = [data.count("targets.how", data.summed)]
    said += [data.count("targets.missed", missed)] if missed else []
    said += [data.count("targets.untold", unknown)] if unknown else []
    return " ".join(said)


def _faulty(data: ReportData) -> tuple[list[Targets], list[Targets]]:
    """Return the results whose sum differs in a year, and the others with an unknown sum."""
    missed = [one for one in data.sums if one.missed]
    return missed, [one for one in data.sums if not one.missed and not _whole(one)]


def _whole(one: Targets) -> bool:
    """Tell whether the sum of every year with a target is known."""
    return all(year.gap is not None for year in one.years if year.target is not None)


def _table(data: ReportData, missed: list[Targets]) -> Table:
    return Table(
        title=data.say("targets"),
        columns=(
            Column(data.say("outcome"), 4),
            Column(data.say("year"), 1, "number"),
            Column(data.say("target"), 1.3, "number"),
            Column(data.say("sum"), 1.3, "number"),
            Column(data.say("gap"), 1.3, "number"),
            Column(data.say("parts"), 3),
        ),
        rows=tuple(_row(data, one, year) for one in missed for year in one.missed),
    )


def _row(data: ReportData, one: Targets, year: YearOfTargets) -> Row:
    series = one.series.get(one.subject.id)
    unit = "" if series is None else series.measure_unit or ""
    added = [one.series[name].targets.get(year.year) for name in one.summed]
    target, total, gap, *parts = format_numbers(
        (year.target, year.sum, year.gap, *added), data.context.language
    )
    return row(
        cell(
            line(one.subject.name or one.subject.id),
            line(code(one.subject.id), quiet(f" · {unit}" if unit else "")),
        ),
        str(year.year),
        target,
        total,
        cell(f"{SIGNS['warning']} {gap}", mood="warning"),
        cell(*(line(code(name), f" {part}") for name, part in zip(one.summed, parts, strict=True))),
    )
