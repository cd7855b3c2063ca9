"""What no import answers with a plan: a reading in which something must be wrong.

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
from kinerja_graph.sources.wide.output_collector import OutputCollector, Record
from kinerja_graph.sources.wide.plan import Map

_NAMED: Final = ("objectives", "indicators", "positions")
_RESULTS: Final = ("objectives", "indicators")
_SHARE: Final = 0.1
_MOST_TOLD: Final = 20
_MOST_ROWS: Final = 12


def refuse_doubtful(readers: Sequence[MatrixReader], map_: Map) -> None:
    """Refuses a reading that cannot be right, whatever map was used.

    Raises:
        MatrixRefusedError: names that are numbers or codes; rows that became one although they
            differ; more than a tenth of the rows in no table; a level without a single parent.
    """
    collector = readers[0].collector
    found = list(islice(_number_names(collector), _MOST_TOLD))
    in_cells = map_.drawn is None and map_.shapes is None
    if in_cells and map_.posts is None:
        for reader in readers:
            found += islice(_merged(reader), _MOST_TOLD)
            found += _unread(reader)
    if map_.shapes is None and map_.posts is None:
        found += _orphans(collector, readers[0])
    if found:
        raise MatrixRefusedError(tuple(sorted(found, key=lambda one: one.sort_key)))


def _refusal(case: str, piece: Piece, **facts: object) -> Problem:
    """The problem that refuses the matrix, worded as what is told about cells is."""
    told = OutputCollector()
    told.note(case, piece, **facts)
    return told.problems[0]


def _number_names(collector: OutputCollector) -> Iterator[Problem]:
    for one in collector.origins.under("name"):
        if one.table in _NAMED and is_number_name(one.text):
            yield _refusal("number-name", Piece(one.text, one.spot))


def _merged(reader: MatrixReader) -> Iterator[Problem]:
    """Rows that became one record with an earlier row, although a value or a number differs."""
    telling = [
        at
        for at, path in reader.headings.paths.items()
        if at not in reader.mapped and _tells_rows_apart(path)
    ]
    for first, row in reader.again:
        for at in telling:
            one, other = reader.matrix.piece(first, at), reader.matrix.piece(row, at)
            if one is not None and other is not None and one.text != other.text:
                yield _refusal(
                    "merged-rows", other, first=first, row=row, column=letters(at),
                    heading=reader.headings.shown(at),
                )  # fmt: skip
                break
    for code, known, name in reader.numbered:
        yield _refusal(
            "merged-rows:number", name, first=known.spot.row or "-", row=name.spot.row or "-",
            code=code, earlier=known.text,
        )  # fmt: skip
    for name, earlier, place in reader.clashes:
        yield _refusal(
            "merged-rows:values", name, first=earlier, row=name.spot.row or "-", place=place
        )


def _tells_rows_apart(path: Sequence[str]) -> bool:
    said = fold(path[-1])
    return said in {*words.NUMBER, *words.ID, *words.CODE_HEADS} or said.startswith("kode ")


def _unread(reader: MatrixReader) -> Iterator[Problem]:
    """More than a tenth of the rows between headings and end that are in no table."""
    numbers = list(reader.held_rows())
    is_read = _rows_read(reader)
    here = {number: is_read(number) for number in numbers}
    last = max((number for number, there in here.items() if there), default=0)
    within = [number for number in numbers if number <= last]
    kinds = _kinds(reader, [number for number in within if here[number]])
    lost = [number for number in within if not here[number] and _says_new(reader, number, kinds)]
    if len(lost) > _SHARE * len(within):
        shown = ", ".join(map(str, lost[:_MOST_ROWS])) + (" …" if len(lost) > _MOST_ROWS else "")
        yield _refusal(
            "unread-rows",
            Piece(None, reader.matrix.spot(lost[0])),
            number=len(lost),
            of=len(within),
            rows=shown,
        )


def _rows_read(reader: MatrixReader) -> Callable[[int], bool]:
    """Whether a cell of a row, or one merged over it, went into a record.

    Without merged cells counts will do: of a large list of cells pairs would take much memory.
    """
    left = (one.spot for one in reader.collector.left if one.spot.sheet == reader.matrix.sheet)
    if not reader.matrix.merges:
        lost = Counter(spot.row for spot in left)
        return lambda number: reader.used.number_in(number) > lost[number]
    read = {*reader.used} - {(spot.row, spot.column) for spot in left}

    def covered(number: int) -> bool:
        columns = {*reader.matrix.rows[number], *reader.mapped}
        return any(reader.matrix.first(number, at) in read for at in columns)

    return covered


def _kinds(reader: MatrixReader, numbers: Sequence[int]) -> set[tuple[int, bool]]:
    """Which columns that the map does not name hold words, which hold numbers, in rows read."""
    return {
        (at, is_number_name(piece.text))
        for number in numbers
        for at in reader.matrix.rows[number]
        if at not in reader.mapped and (piece := reader.matrix.piece(number, at)) is not None
    }


def _says_new(reader: MatrixReader, number: int, kinds: set[tuple[int, bool]]) -> bool:
    """Whether a row in no table holds more than what goes on with the record above it.

    A second action or sum of money, in columns that the map leaves out of every row, is that.
    """
    for at in reader.matrix.rows[number]:
        piece = reader.matrix.piece(number, at)
        if piece is None or reader.nothing(piece) or MARK.fullmatch(piece.text):
            continue
        if at in reader.mapped or (at, is_number_name(piece.text)) not in kinds:
            return True
    return False


def _orphans(collector: OutputCollector, reader: MatrixReader) -> Iterator[Problem]:
    """Levels below the first in which not a single record has one above it."""
    for table in _RESULTS:
        by_level: dict[int, list[Record]] = {}
        for row in collector.tables[table]:
            level = row.get("level")
            if isinstance(level, int):
                by_level.setdefault(level, []).append(row)
        for level in sorted(by_level)[1:]:
            rows = by_level[level]
            if not any(row.get("contributes_to") for row in rows):
                first = str(rows[0].get("name") or rows[0]["id"])
                spot = _spot(collector, table, rows[0]) or reader.matrix.spot()
                yield _refusal("no-parents", Piece(first, spot), level=level, number=len(rows))


def _spot(
    collector: OutputCollector, table: str, row: Mapping[str, object]
) -> CellReference | None:
    found = (one.spot for one in collector.origins if (one.table, one.id) == (table, row["id"]))
    return next(found, None)
