"""Write statements and indicators as rows of the contract's tables."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import name_fold
from kinerja_graph.sources.wide.fractions import report_fractions
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan import Links, Map
from kinerja_graph.sources.wide.record_table import Record, Value
from kinerja_graph.sources.wide.tree import Measure, Statement


def write_tree(
    collector: OutputCollector,
    map_: Map,
    statements: Iterable[Statement],
    measures: Iterable[Measure],
) -> None:
    """Write the tables ``objectives``, ``indicators`` and ``values``.

    The data of an indicator are freed once written: a large matrix is not held in memory twice.
    """
    if map_.statements:
        for statement in statements:
            _write_objective(collector, statement)
    measures = list(measures)
    report_fractions(collector, measures)
    for measure in measures:
        _write_indicator(collector, map_, measure)
        _write_values(collector, measure)
        measure.free()


def _write_objective(collector: OutputCollector, statement: Statement) -> None:
    record: Record = {"id": statement.id, "level": statement.level}
    pieces: dict[str, Piece] = {}
    for heading, piece in (("name", statement.name), ("alias", statement.alias)):
        if piece is not None:
            record[heading] = piece.text
            pieces[heading] = piece
    above = (each.id for each in statement.parents)
    _write_lists(
        record, owner=statement.owners, contributes_to=(*above, *statement.missing_parents)
    )
    pieces |= statement.pieces
    if statement.name is not None:
        record["source"] = str(statement.name.spot)
    collector.add("objectives", record, pieces)


def _write_lists(record: Record, **lists: tuple[str, ...]) -> None:
    record.update({heading: items for heading, items in lists.items() if items})


def _write_indicator(collector: OutputCollector, map_: Map, measure: Measure) -> None:
    record: Record = {"id": measure.id}
    if measure.name is not None:
        record["name"] = measure.name
    statement = measure.statement
    if statement is not None:
        if map_.statements:
            record["objective"] = statement.id
        else:
            record["level"] = statement.level
            measure.pieces |= {
                key: piece for key, piece in statement.pieces.items() if key not in {"owner", "id"}
            }
            above = _find_upper_indicators(statement, measure, map_.links)
            _write_lists(record, contributes_to=(*above, *statement.missing_parents))
    elif map_.level is not None:
        record["level"] = map_.level
    record |= measure.fields
    _write_lists(record, owner=measure.owners)
    record["source"] = str(measure.piece.spot)
    collector.add("indicators", record, measure.pieces)


def _find_upper_indicators(statement: Statement, measure: Measure, links: Links) -> tuple[str, ...]:
    """Return the indicators that one contributes to if statements do not become records.

    They are those of the nearest statement above that has any: the ones with the same name if there
    are some, or else all of them.
    """
    over = [one for each in statement.nearest_measured() for one in each.measures]
    if links == "same-name" and measure.name is not None:
        own = name_fold(measure.name)
        same = [one for one in over if one.name is not None and name_fold(one.name) == own]
        over = same or over
    return tuple(one.id for one in over)


def _write_values(collector: OutputCollector, measure: Measure) -> None:
    for moment, given in measure.by_moment():
        record: Record = {"indicator": measure.id, "year": int(str(moment)[:4])}
        if isinstance(moment, str):
            record["period"] = moment[4:]
        pieces: dict[str, Piece] = {}
        for heading, (value, piece) in given.items():
            record[heading] = value
            pieces[heading] = piece
        collector.add("values", record, pieces)


def format_value(value: Value) -> str:
    """Format a value for a message."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
