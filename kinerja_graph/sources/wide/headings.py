"""Headings over several rows, and the column that a map means by one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.sheet import column_of
from kinerja_graph.sources.wide.folding import fold
from kinerja_graph.sources.wide.grid import Matrix, Sparse
from kinerja_graph.sources.wide.plan import Column
from kinerja_graph.sources.wide.spot import letters

_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])")
_BRACKETS: Final = "() "
_FEWEST_NUMBERS: Final = 3
UNDER: Final = ">"
"""Stands between a heading and the one below it."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a matrix: by column, from the upper to the lower."""

    paths: Mapping[int, tuple[str, ...]]

    def shown(self, column: int) -> str:
        """The heading of a column as a map would write it."""
        return f" {UNDER} ".join(self.paths.get(column, ()))

    def find(self, heading: str) -> list[int]:
        """The columns that ``heading`` means: by the whole path, else its end, else parts of it."""
        wanted = tuple(fold(part) for part in heading.split(UNDER))
        folded = {at: tuple(map(fold, path)) for at, path in self.paths.items()}
        whole = [at for at, path in folded.items() if path == wanted]
        ends = [at for at, path in folded.items() if path[-len(wanted) :] == wanted]
        within = [at for at, path in folded.items() if _holds(path, wanted)]
        return whole or ends or within

    def years(self, pattern: str) -> dict[int, list[int]]:
        """The columns of each year for a heading with ``{year}`` in it."""
        known = {
            int(year)
            for path in self.paths.values()
            for part in path
            for year in _YEAR.findall(part)
        }
        found = {year: self.find(pattern.replace("{year}", str(year))) for year in sorted(known)}
        return {year: columns for year, columns in found.items() if columns}

    def near(self, heading: str) -> list[str]:
        """Headings that look like one that is not there."""
        every = {fold(self.shown(at)): self.shown(at) for at in self.paths}
        close = difflib.get_close_matches(fold(heading), every, 3, 0.5)
        return [every[each] for each in close]


def read_headings(matrix: Matrix, rows: tuple[int, int]) -> Headings:
    """The headings that stand in ``rows``; a row of column numbers counts for none."""
    paths: dict[int, list[str]] = {}
    numbers = [
        number
        for number in matrix.rows
        if rows[0] <= number <= rows[1] and not numbers_columns(matrix.rows[number])
    ]
    used = {at for number in matrix.rows for at in matrix.rows[number]}
    for number in numbers:
        for at in sorted(used):
            piece = matrix.piece(number, at)
            text = "" if piece is None else " ".join(piece.text.split())
            path = paths.setdefault(at, [])
            if text and (not path or path[-1] != text):
                path.append(text)
    return Headings({at: tuple(path) for at, path in paths.items() if path})


def numbers_columns(row: Sparse) -> bool:
    """Whether a row only numbers its columns: ``1 2 3 4``, ``(1) (2) (3)``."""
    found: list[int] = []
    for _, cell in sorted(row.items()):
        text = (cell_text(cell) or "").strip(_BRACKETS)
        if not text.isascii() or not text.isdigit() or len(text) > 3:  # noqa: PLR2004
            return False
        found.append(int(text))
    steps = all(later - earlier == 1 for earlier, later in pairwise(found))
    return len(found) >= _FEWEST_NUMBERS and steps and found[0] in {0, 1}


def letter_column(column: Column) -> int | None:
    """The column that a letter names."""
    return None if column.letter is None else column_of(column.letter)


def told(headings: Headings, columns: Sequence[int]) -> str:
    """Columns as a sentence names them."""
    return ", ".join(f"{letters(at)} ({headings.shown(at)})" for at in columns)


def _holds(path: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the parts of ``wanted`` stand in ``path`` in this order."""
    rest = iter(path)
    return all(part in rest for part in wanted)
