"""Read headings over several rows, and find the column that a map means by a heading."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.sheet import column_of
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import fold
from kinerja_graph.sources.wide.grid import Matrix, SparseRow
from kinerja_graph.sources.wide.plan import Column

_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])")
_COLUMN_NUMBER: Final = re.compile(
    r"\s*\(?\s*([0-9]{1,3})\s*\)?(?:\s*=\s*\(?\s*\(?[0-9][0-9\s()=+*/:xX%-]*)?\s*", re.ASCII
)
"""The number of a column, possibly with its formula: ``5``, ``(5)``, ``13 = 9 + 10``."""
_FEWEST_NUMBERS: Final = 3
_FEWEST_REPEATED: Final = 2
_MOST_ROWS_TRIED: Final = 50
_MOST_HEADING_ROWS: Final = 5
SEPARATOR: Final = ">"
"""Separates a heading from the one below it."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a matrix by column, from the upper to the lower.

    Attributes:
        paths: the headings by which each column is understood.
        written: the headings in the sheet, if a person has said what the columns are and ``paths``
            differs; else None.
    """

    paths: Mapping[int, tuple[str, ...]]
    written: Mapping[int, tuple[str, ...]] | None = None

    @property
    def in_sheet(self) -> Mapping[int, tuple[str, ...]]:
        """Return the headings as they are in the sheet."""
        return self.paths if self.written is None else self.written

    def shown(self, column: int) -> str:
        """Return the heading of a column as a map would write it."""
        return f" {SEPARATOR} ".join(self.in_sheet.get(column, ()))

    def find(self, heading: str) -> list[int]:
        """Return the columns that match ``heading``: its whole path, its end, or parts of it."""
        wanted = tuple(fold(part) for part in heading.split(SEPARATOR))
        folded = {at: tuple(map(fold, path)) for at, path in self.in_sheet.items()}
        whole = [at for at, path in folded.items() if path == wanted]
        ends = [at for at, path in folded.items() if path[-len(wanted) :] == wanted]
        within = [at for at, path in folded.items() if _contains_in_order(path, wanted)]
        return whole or ends or within

    def years(self, pattern: str) -> dict[int, list[int]]:
        """Return the columns of each year for a heading with ``{year}`` in it."""
        known = {
            int(year)
            for path in self.in_sheet.values()
            for part in path
            for year in _YEAR.findall(part)
        }
        found = {year: self.find(pattern.replace("{year}", str(year))) for year in sorted(known)}
        return {year: columns for year, columns in found.items() if columns}

    def find_similar(self, heading: str) -> list[str]:
        """Return existing headings similar to one that does not exist."""
        every = {fold(self.shown(at)): self.shown(at) for at in self.in_sheet}
        close = difflib.get_close_matches(fold(heading), every, 3, 0.5)
        return [every[each] for each in close]


def read_headings(matrix: Matrix, rows: tuple[int, int]) -> Headings:
    """Read the headings in ``rows``, without a row of column numbers.

    A heading over several columns extends to the right over all lower headings that have none of
    their own above them, merged or not: a CSV file has no merged cells.
    """
    within = [number for number in matrix.rows if rows[0] <= number <= rows[1]]
    numbered = {number for number in within if is_column_numbers(matrix.rows[number])}
    numbers = [number for number in within if number not in numbered]
    used = sorted({at for number in matrix.rows for at in matrix.rows[number]})
    texts = {
        number: {
            at: text
            for at, text in _heading_texts(matrix, number, used).items()
            if matrix.first_merged_cell(number, at)[0] not in numbered
        }
        for number in numbers
    }
    for here, number in enumerate(numbers[:-1]):
        lower = {at for each in numbers[here + 1 :] for at in texts[each]}
        for at in used:
            left = texts[number].get(at - 1)
            if left and at in lower and at - 1 in lower:
                texts[number].setdefault(at, left)
    paths = {at: _join_path([texts[number].get(at, "") for number in numbers]) for at in used}
    return Headings({at: path for at, path in paths.items() if path})


def _heading_texts(matrix: Matrix, number: int, columns: Sequence[int]) -> dict[int, str]:
    """Return the texts of a heading row by column, also inside merged ranges."""
    found = {at: matrix.piece(number, at) for at in columns}
    return {at: " ".join(piece.text.split()) for at, piece in found.items() if piece is not None}


def _join_path(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a column from top to bottom, with repeats from merged cells removed."""
    found: list[str] = []
    for text in texts:
        if text and (not found or found[-1] != text):
            found.append(text)
    return tuple(found)


def find_headings(matrix: Matrix, words: Sequence[str]) -> tuple[int, int]:
    """Return the first and last row of the headings of a map; ``words`` are all texts of the map.

    The first row is the one with the most of them. Rows below it belong to it as far as its merged
    cells extend, and while they hold nothing but years and lower headings of the map.
    """
    upper = {fold(word.split(SEPARATOR)[0]) for word in words}
    lower = {fold(part) for word in words for part in word.split(SEPARATOR)[1:]}
    first, most = 1, 0
    numbers = list(matrix.rows)
    for number in numbers[:_MOST_ROWS_TRIED]:
        texts = [fold(cell_text(cell) or "") for cell in matrix.rows[number].values()]
        hits = len({text for text in texts if text in upper})
        if hits > most:
            first, most = number, hits
    last = max((merge[1] for merge in matrix.merges if merge[0] == first), default=first)
    last = min(last, first + _MOST_HEADING_ROWS)
    for number in numbers:
        if last < number <= first + _MOST_HEADING_ROWS:
            row = matrix.rows[number]
            texts = [fold(cell_text(cell) or "") for cell in row.values()]
            if not all(text in lower or _YEAR.fullmatch(text) for text in texts):
                break
            last = number
    return first, last


def is_column_numbers(row: SparseRow) -> bool:
    """Return whether a row only numbers the columns: ``1 2 3``, ``(1) (2) (3)``, ``1 2 3=1+2``."""
    found: list[int] = []
    for at in sorted(row):
        number = _COLUMN_NUMBER.fullmatch(cell_text(row[at]) or "")
        if number is None:
            return False
        found.append(int(number[1]))
    steps = all(later - earlier == 1 for earlier, later in pairwise(found))
    return len(found) >= _FEWEST_NUMBERS and steps and found[0] in {0, 1}


def is_repeated_heading(row: SparseRow, headings: Headings) -> bool:
    """Return whether a row repeats the headings, as on each printed page."""
    return len(row) >= _FEWEST_REPEATED and all(
        fold(cell_text(cell) or "") in map(fold, headings.in_sheet.get(at, ()))
        for at, cell in row.items()
    )


def column_by_letter(column: Column) -> int | None:
    """Return the index of a column given by its letter, or None."""
    return None if column.letter is None else column_of(column.letter)


def list_columns(headings: Headings, columns: Sequence[int]) -> str:
    """List columns in a sentence, each with its letter and heading."""
    return ", ".join(f"{letters(at)} ({headings.shown(at)})" for at in columns)


def _contains_in_order(path: Sequence[str], wanted: Sequence[str]) -> bool:
    """Return whether ``path`` contains the parts of ``wanted`` in this order."""
    rest = iter(path)
    return all(part in rest for part in wanted)
