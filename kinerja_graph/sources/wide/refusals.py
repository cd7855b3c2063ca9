"""Reject an import whose result must be wrong.

A wrong tree is worse than none. Each refusal says what was read, where, and what to change in the
sheet or in the map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import CellReference, Piece, letters
from kinerja_graph.sources.wide.folding import MARK, fold, is_number_name
from kinerja_graph.sources.wide.matrix_reader import MatrixReader, MatrixRefusedError
from kinerja_graph.sources.wide.output_collector import OutputCollector
from kinerja_graph.sources.wide.plan import Map
from kinerja_graph.sources.wide.record_table import Record

_NAMED_TABLES: Final = ("objectives", "indicators", "positions")
_RESULT_TABLES: Final = ("objectives", "indicators")
_MOST_UNREAD_SHARE: Final = 0.1
_MOST_SHOWN: Final = 20
_MOST_ROWS: Final = 12


def refuse_doubtful(readers: Sequence[MatrixReader], map_: Map) -> None:
    """Reject a result that cannot be right, whatever map was used.

    Raises:
        MatrixRefusedError: names are numbers or codes; different rows became one record; more than
            a tenth of the rows are in no table; a level has no parents at all.
    """
    collector = readers[0].collector
    found = list(islice(_check_names(collector), _MOST_SHOWN))
    in_cells = map_.drawn is None and map_.shapes is None
    if in_cells and map_.posts is None:
        for reader in readers:
            found += islice(_check_merged_rows(reader), _MOST_SHOWN)
            found += _check_unread_rows(reader)
    if map_.shapes is None and map_.posts is None:
        found += _check_parents(collector, readers[0])
    if found:
        raise MatrixRefusedError(tuple(sorted(found, key=lambda one: one.sort_key)))


def _import_problem(case: str, piece: Piece, **facts: object) -> Problem:
    """Return the problem that rejects the matrix, worded like a note about a cell."""
    collector = OutputCollector()
    collector.note(case, piece, **facts)
    return collector.problems[0]


def _check_names(collector: OutputCollector) -> Iterator[Problem]:
    for one in collector.origins.under("name"):
        if one.table in _NAMED_TABLES and is_number_name(one.text):
            yield _import_problem("number-name", Piece(one.text, one.spot))


def _check_merged_rows(reader: MatrixReader) -> Iterator[Problem]:
    """Yield a problem for rows that became one record although a value or a number differs."""
    distinguishing = [
        at
        for at, path in reader.headings.paths.items()
        if at not in reader.mapped_columns and _is_distinguishing(path)
    ]
    for first, row in reader.repeated_rows:
        for at in distinguishing:
            one, other = reader.matrix.piece(first, at), reader.matrix.piece(row, at)
            if one is not None and other is not None and one.text != other.text:
                yield _import_problem(
                    "merged-rows", other, first=first, row=row, column=letters(at),
                    heading=reader.headings.shown(at),
                )  # fmt: skip
                break
    for code, known, name in reader.repeated_codes:
        yield _import_problem(
            "merged-rows:number", name, first=known.spot.row or "-", row=name.spot.row or "-",
            code=code, earlier=known.text,
        )  # fmt: skip
    for name, earlier, place in reader.conflicting_values:
        yield _import_problem(
            "merged-rows:values", name, first=earlier, row=name.spot.row or "-", place=place
        )


def _is_distinguishing(path: Sequence[str]) -> bool:
    said = fold(path[-1])
    return said in {*words.NUMBER, *words.ID, *words.CODE_HEADS} or said.startswith("kode ")


def _check_unread_rows(reader: MatrixReader) -> Iterator[Problem]:
    """Yield a problem if more than a tenth of the rows of the table are in no result table."""
    numbers = list(reader.record_rows())
    is_read = _row_read_test(reader)
    is_row_read = {number: is_read(number) for number in numbers}
    last = max((number for number, there in is_row_read.items() if there), default=0)
    within = [number for number in numbers if number <= last]
    kinds = _find_content_kinds(reader, [number for number in within if is_row_read[number]])
    lost = [
        number
        for number in within
        if not is_row_read[number] and _has_new_content(reader, number, kinds)
    ]
    if len(lost) > _MOST_UNREAD_SHARE * len(within):
        shown = ", ".join(map(str, lost[:_MOST_ROWS])) + (" …" if len(lost) > _MOST_ROWS else "")
        yield _import_problem(
            "unread-rows",
            Piece(None, reader.matrix.spot(lost[0])),
            number=len(lost),
            of=len(within),
            rows=shown,
        )


def _row_read_test(reader: MatrixReader) -> Callable[[int], bool]:
    """Return a function that tells whether a cell of a row, or merged over it, went into a record.

    Without merged cells counts suffice: for a large list of cells, pairs would take much memory.
    """
    left = (one.spot for one in reader.collector.left if one.spot.sheet == reader.matrix.sheet)
    if not reader.matrix.merges:
        lost = Counter(spot.row for spot in left)
        return lambda number: reader.used_cells.number_in(number) > lost[number]
    read = {*reader.used_cells} - {(spot.row, spot.column) for spot in left}

    def covered(number: int) -> bool:
        columns = {*reader.matrix.rows[number], *reader.mapped_columns}
        return any(reader.matrix.first_merged_cell(number, at) in read for at in columns)

    return covered


def _find_content_kinds(reader: MatrixReader, numbers: Sequence[int]) -> set[tuple[int, bool]]:
    """Return which columns outside the map hold words, and which hold numbers, in rows read."""
    return {
        (at, is_number_name(piece.text))
        for number in numbers
        for at in reader.matrix.rows[number]
        if at not in reader.mapped_columns
        and (piece := reader.matrix.piece(number, at)) is not None
    }


def _has_new_content(reader: MatrixReader, number: int, kinds: set[tuple[int, bool]]) -> bool:
    """Return whether a row in no table holds more than a continuation of the record above it.

    A continuation is a second action or sum of money, in columns that the map never reads.
    """
    for at in reader.matrix.rows[number]:
        piece = reader.matrix.piece(number, at)
        if piece is None or reader.means_empty(piece) or MARK.fullmatch(piece.text):
            continue
        if at in reader.mapped_columns or (at, is_number_name(piece.text)) not in kinds:
            return True
    return False


def _check_parents(collector: OutputCollector, reader: MatrixReader) -> Iterator[Problem]:
    """Yield a problem for each level below the first in which no record has a parent."""
    for table in _RESULT_TABLES:
        first_rows: dict[int, Record] = {}
        numbers: Counter[int] = Counter()
        with_parents: set[int] = set()
        for row in collector.tables[table]:
            level = row.get("level")
            if isinstance(level, int):
                first_rows.setdefault(level, row)
                numbers[level] += 1
                if row.get("contributes_to"):
                    with_parents.add(level)
        for level in sorted(first_rows)[1:]:
            if level not in with_parents:
                row = first_rows[level]
                first = str(row.get("name") or row["id"])
                spot = _find_spot(collector, table, row) or reader.matrix.spot()
                yield _import_problem(
                    "no-parents", Piece(first, spot), level=level, number=numbers[level]
                )


def _find_spot(
    collector: OutputCollector, table: str, row: Mapping[str, object]
) -> CellReference | None:
    found = (one.spot for one in collector.origins if (one.table, one.id) == (table, row["id"]))
    return next(found, None)
