"""Find percentages that seem to be stored as fractions: 0.85 with unit ``%`` where 85 is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from kinerja_graph.numbers import write_number
from kinerja_graph.sources.cells import Percent
from kinerja_graph.sources.wide.amounts import is_percent
from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.record_table import Value
from kinerja_graph.sources.wide.tree import Measure

_CLEAR_PERCENTAGE: Final = 20
"""Once another value of the indicator is this large, a value of at most 1 must be a mistake."""


def report_fractions(collector: OutputCollector, measures: Iterable[Measure]) -> None:
    """Report, for each indicator in percent, the first value that looks like a fraction.

    That is the case if all its values are at most 1, or if some are while another is 20 or more. A
    cell that is displayed as a percentage does not count: it was read as displayed.
    """
    for measure in measures:
        unit = str(measure.fields.get("measure_unit", ""))
        if not is_percent(unit):
            continue
        numbers = list(_numeric_values(measure))
        highest = max((number for number, _ in numbers), default=0.0)
        small = [
            (number, piece)
            for number, piece in numbers
            if 0 < number <= 1 and not isinstance(piece.cell, Percent)
        ]
        if (
            not small
            or (1 < highest < _CLEAR_PERCENTAGE)
            or all(number == 1 for number, _ in small)
        ):
            continue
        number, piece = small[0]
        shown = Piece(write_number(number), piece.spot)
        hundredfold = float(Decimal(repr(number)) * 100)
        collector.note("fraction", shown, unit=unit, hundredfold=f"{write_number(hundredfold)} %")


def _numeric_values(measure: Measure) -> Iterator[tuple[float, Piece]]:
    """Yield the numeric baseline and values of an indicator with their cells."""
    held: list[tuple[Value | None, Piece | None]] = [
        (measure.fields.get("baseline"), measure.pieces.get("baseline"))
    ]
    held += [pair for _, given in measure.by_moment() for pair in given.values()]
    for value, piece in held:
        if isinstance(value, int | float) and piece is not None:
            yield value, piece
