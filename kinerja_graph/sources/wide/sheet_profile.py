"""A matrix looked at for a proposal: its headings, its rows, which columns were understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import Piece, letters
from kinerja_graph.sources.wide.folding import fold, is_label, is_number_name
from kinerja_graph.sources.wide.grid import Matrix, SparseRow
from kinerja_graph.sources.wide.guess_text import quoted
from kinerja_graph.sources.wide.headings import (
    SEPARATOR,
    Headings,
    is_column_numbers,
    is_repeated_heading,
)
from kinerja_graph.texts import Text, _

YEAR: Final = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])")
_COUNT: Final = re.compile(r"[0-9]+|\b[IVX]+\b")
CODE: Final = re.compile(r"[0-9xX]+(?:\.[0-9xX]+)+\.?")
_MOST_ROWS: Final = 2_000
_MOST_TRIED: Final = 50
_MOST_DEEP: Final = 4
_FEWEST_ABOVE: Final = 3
_ENOUGH: Final = 0.6


Certainty = Literal["sure", "likely", "doubtful"]


@dataclass(slots=True)
class SheetProfile:
    """A matrix looked at.

    Attributes:
        at: first and last heading row.
        first: the first row of records; None: the one below the headings.
        last: the last row before another table begins; None: all rows belong to this one.
        taken: what each column that was understood means.
        rivals: columns of which each may hold a kind of value of a year, by kind and year.
        reasons: what else than its heading says what a column means, and how surely.
        level_signs: the column whose looks tell the levels, those levels, why, and how surely.
    """

    matrix: Matrix
    at: tuple[int, int]
    headings: Headings
    last: int | None = None
    first: int | None = None
    taken: dict[int, str] = field(default_factory=dict[int, str])
    rivals: dict[tuple[str, int], list[int]] = field(
        default_factory=dict[tuple[str, int], list[int]]
    )
    reasons: dict[int, tuple[Text, Certainty]] = field(
        default_factory=dict[int, tuple[Text, Certainty]]
    )
    level_signs: tuple[int, tuple[int, ...], Text, Certainty] | None = None
    _rows: dict[int | None, list[int]] = field(
        default_factory=dict[int | None, list[int]], compare=False
    )
    _cells: dict[tuple[int | None, int], list[Piece]] = field(
        default_factory=dict[tuple[int | None, int], list[Piece]], compare=False
    )

    def free(self, block: range | None = None) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the columns not yet understood, with headings; only those of ``block`` if given."""
        for at, path in self.headings.paths.items():
            if at not in self.taken and (block is None or at in block):
                yield at, path

    def repeated(self, at: int) -> bool:
        """Return whether a column is under the same merged heading as the one to its left."""
        return self.headings.paths[at] == self.headings.paths.get(at - 1)

    def word(self, at: int) -> str:
        """Return the folded heading of a column; above Uraian or Nama, the upper heading."""
        path = [fold(part) for part in self.headings.paths[at]]
        while len(path) > 1 and path[-1] in words.NAMING:
            path.pop()
        first, _blank, rest = path[-1].partition(" ")
        return rest if rest and first in words.NAMING else path[-1]

    def find(self, wanted: Sequence[str], block: range | None = None) -> int | None:
        """Return the first column with such a heading, else the first whose heading begins so."""
        for fits in (_equal, _begins):
            for word in wanted:
                for at, path in self.free(block):
                    if fits(fold(path[-1]), word):
                        return at
        return None

    def column(self, wanted: Sequence[str], what: str) -> str | None:
        """Return the heading, in the notation of a map, of the first column that means ``what``."""
        for word in wanted:
            for at, path in self.free():
                if _equal(fold(path[-1]), word):
                    self.taken[at] = what
                    return self.named(at)
        return None

    def named(self, at: int, after: int | None = None) -> str:
        """Return a column in the notation of a map: heading, one right of ``after``, or letter."""
        path = self.headings.in_sheet.get(at, ())
        short = path[-1] if path else ""
        for start in range(len(path) - 1, -1, -1):
            heading = f" {SEPARATOR} ".join(path[start:])
            bare = start > 0 and fold(YEAR.sub("", heading)) in words.NO_WORD
            if not bare and self.headings.find(heading) == [at]:
                return quoted(heading)
        if after is not None and short:
            left = self.headings.find(self.headings.shown(after))
            right = [one for one in self.headings.find(short) if one > after]
            if left == [after] and right[:1] == [at]:
                shown = quoted(self.headings.shown(after))
                return f"{{column: {quoted(short)}, after: {shown}}}"
        return f"{{letter: {letters(at)}}}"

    def rows(self) -> list[int]:
        """Return the rows of the table below the headings; of many, the first."""
        if self.last not in self._rows:
            self._rows[self.last] = list(islice(self.every_row(), _MOST_ROWS))
        return self._rows[self.last]

    def every_row(self) -> Iterator[int]:
        """Yield the rows of the table below the headings, however many."""
        return (
            number
            for number, row in self.matrix.rows.items()
            if number > self.at[1]
            and (self.first is None or number >= self.first)
            and (self.last is None or number <= self.last)
            and not is_column_numbers(row)
            and not is_repeated_heading(row, self.headings)
        )

    def cells(self, at: int) -> Iterator[Piece]:
        """Iterate over the filled cells of a column below the headings."""
        found = self._cells.get((self.last, at))
        if found is None:
            filled = (number for number in self.rows() if at in self.matrix.rows[number])
            pieces = (self.matrix.piece(number, at) for number in filled)
            found = [piece for piece in pieces if piece is not None]
            self._cells[self.last, at] = found
        return iter(found)

    def coded(self, at: int) -> bool:
        """Return whether most cells of a column are dotted codes."""
        texts = [piece.text for piece in self.cells(at)]
        hits = sum(bool(CODE.fullmatch(text)) for text in texts)
        return bool(texts) and hits >= _ENOUGH * len(texts)

    def numeric(self, at: int) -> bool:
        """Return whether most cells of a column are numbers, codes or bullets, not names."""
        texts = [piece.text for piece in self.cells(at)]
        hits = sum(map(is_number_name, texts))
        return bool(texts) and hits >= _ENOUGH * len(texts)

    def holds_names(self, at: int) -> bool:
        """Return whether most cells of a column are names: several words, not labels."""
        texts = [piece.text for piece in self.cells(at)]
        hits = sum(" " in text and not is_label(text) for text in texts)
        return bool(texts) and hits >= _ENOUGH * len(texts)

    def worded(self, at: int) -> int:
        """Return the column with most words of those from ``at`` under its merged heading.

        Bullets and numbers often have a narrow column of their own.
        """
        run = [at]
        while self.headings.paths.get(run[-1] + 1) == self.headings.paths[at]:
            run.append(run[-1] + 1)
        if len(run) == 1:
            return at
        named = {one: sum(not is_label(piece.text) for piece in self.cells(one)) for one in run}
        best = max(run, key=lambda one: named[one])
        if best != at and named[best]:
            self.reasons[best] = (_("its heading, and words in most of its cells"), "sure")
        return best

    def parted_code(self, columns: Sequence[int]) -> bool:
        """Return whether most cells of columns are parts of a code: ``1``, ``02``, ``2.01``."""
        texts = [piece.text for at in columns for piece in self.cells(at)]
        hits = sum(text.replace(".", "").strip("xX").isdigit() for text in texts)
        return bool(texts) and hits >= _ENOUGH * len(texts)

    def depths(self, columns: Sequence[int], name: int | None = None) -> dict[int, list[str]]:
        """Return how many parts the codes in columns have, joined with dots in each row.

        Keys are numbers of parts, values the names in column ``name`` beside such codes.
        """
        found: dict[int, list[str]] = {}
        for number in self.rows():
            pieces = (self.matrix.piece(number, at) for at in columns)
            code = ".".join(piece.text.strip(" .") for piece in pieces if piece is not None)
            if code:
                named = None if name is None else self.matrix.piece(number, name)
                texts = found.setdefault(code.count(".") + 1, [])
                texts += [] if named is None else [named.text]
        return dict(sorted(found.items()))

    def years(self, what: str, block: range | None = None) -> Mapping[int, int]:
        """Return the columns that hold ``what`` by year, the first of each year.

        The pattern of headings with most years comes first; others fill in the years that it
        lacks. If two patterns with equally many share a year, neither is taken, and ``rivals``
        names them.
        """
        found: dict[str, dict[int, int]] = {}
        for at, path in self.free(block):
            joined = f" {SEPARATOR} ".join(path)
            years = dict.fromkeys(YEAR.findall(joined))
            if len(years) == 1 and yearly(path) == what:
                found.setdefault(kind(path), {}).setdefault(int(next(iter(years))), at)
        columns: dict[int, int] = {}
        groups = sorted(found.values(), key=len, reverse=True)
        for group in groups:
            rivals = [one for one in groups if len(one) == len(group) and one.keys() & group.keys()]
            if len(rivals) > 1 and not columns.keys() & group.keys():
                for year in group:
                    self.rivals[what, year] = sorted(one[year] for one in rivals if year in one)
            elif not columns.keys() & group.keys():
                columns |= group
        return dict(sorted(columns.items()))

    def pattern(self, columns: Mapping[int, int], after: int | None = None) -> str:
        """Return yearly columns as a map writes them: one heading with ``{year}``, else each."""
        path = self.headings.paths[next(iter(columns.values()))]
        parts = [YEAR.sub("{year}", part) for part in path]
        worded = any(fold(part.replace("{year}", "")) not in words.NO_WORD for part in parts)
        for start in range(len(parts) - 1, -1, -1):
            heading = f" {SEPARATOR} ".join(parts[start:])
            bare = fold(heading.replace("{year}", "")) in words.NO_WORD
            if "{year}" not in heading or (worded and bare):
                continue
            for right in (None, after):
                if self._means(heading, columns, right):
                    if right is None:
                        return quoted(heading)
                    shown = quoted(self.headings.shown(right))
                    return f"{{column: {quoted(heading)}, after: {shown}}}"
        one = (f"{year}: {self.named(at, after)}" for year, at in columns.items())
        return f"{{{', '.join(one)}}}"

    def _means(self, heading: str, columns: Mapping[int, int], after: int | None) -> bool:
        """Return whether ``heading`` (right of ``after``) in a map finds just these columns."""
        found = self.headings.years(heading)
        if after is not None:
            if self.headings.find(self.headings.shown(after)) != [after]:
                return False
            right = {year: [at for at in ats if at > after][:1] for year, ats in found.items()}
            found = {year: ats for year, ats in right.items() if ats}
        return found == {year: [at] for year, at in columns.items()}

    def titles(self) -> Iterator[Piece]:
        """Yield the filled cells above the headings."""
        for number in self.matrix.rows:
            if number < self.at[0]:
                for at in self.matrix.rows[number]:
                    piece = self.matrix.piece(number, at)
                    if piece is not None:
                        yield piece


def kind(path: Sequence[str]) -> str:
    """Return a heading without its year and other numbers, shared by the columns of a series.

    >>> kind(("Tahun-1 (2026)", "target")) == kind(("Tahun-2 (2027)", "target"))
    True
    """
    return f" {SEPARATOR} ".join(_COUNT.sub("#", YEAR.sub("", part)) for part in path)


def yearly(path: Sequence[str]) -> str | None:
    """Return what a yearly column holds, target or realisation, by its lowest telling heading.

    If a heading has both words, the first counts. None if it holds money, shares or amounts that
    run over several years, or if nothing tells; years alone are targets.

    >>> yearly(("Realisasi Target Kinerja 2024",)), yearly(("Target Capaian 2024",))
    ('realisation', 'target')
    >>> yearly(("Kinerja dan Anggaran 2025", "Target", "K")), yearly(("Target 2025", "Rp."))
    ('target', None)
    >>> yearly(("Realisasi s/d 2025",)), yearly(("Tingkat Realisasi 2025 (%)",))
    (None, None)
    """
    rest = [fold(YEAR.sub("", part)) for part in path]
    physical = len(rest) > 1 and rest[-1] in words.PHYSICAL
    for part in reversed(rest):
        said = part.split()
        if (said[:1] and said[0] in words.SHARES) or (words.MONEY & {*said} and not physical):
            return None
        kinds = [word for word in said if word == "target" or word in words.MEASURED]
        if kinds and words.BOTH.search(part):
            return None
        if kinds[:1] == ["target"]:
            return "target"
        if kinds:
            return None if any(map(words.RUNS_ON.search, rest)) else "realisation"
    bare = (part in words.NO_WORD or part.startswith("indikator") for part in rest)
    return "target" if all(bare) else None


def known(profile: SheetProfile) -> int:
    """Return how many headings are among the known words."""
    folded = {fold(part) for path in profile.headings.paths.values() for part in path}
    return sum(any(_begins(text, word) for word in words.FIRST) for text in folded) + len(
        folded & words.EVERY
    )


def likely_headings(matrix: Matrix) -> tuple[int, int]:
    """Return the likeliest heading rows: with most known words, and what is below them."""
    first, most = 1, 0
    numbers = list(matrix.rows)
    for number in numbers[:_MOST_TRIED]:
        hits = _hits(matrix.rows[number])
        if hits > most:
            first, most = number, hits
    best = first
    while most and first - 1 in matrix.rows and _hits(matrix.rows[first - 1]) >= _FEWEST_ABOVE:
        first -= 1
    ends = (merge[1] for merge in matrix.merges if first <= merge[0] <= best)
    last = min(max(best, *ends, best), first + _MOST_DEEP)
    for number in numbers:
        if last < number <= first + _MOST_DEEP:
            if is_column_numbers(matrix.rows[number]):
                continue
            texts = [cell_text(cell) or "" for cell in matrix.rows[number].values()]
            if not all(map(_lower, texts)) or _parts_rows(matrix, best, number):
                break
            last = number
    return first, last


def _parts_rows(matrix: Matrix, heads: int, number: int) -> bool:
    """Return whether a row holds one cell merged over columns with headings of their own.

    Such a row (``Tahun 2026``) is not a heading but tells what the rows below are about; so does a
    number or a part of a year alone in the first column.
    """
    if len(matrix.rows[number]) != 1:
        return False
    at, cell = next(iter(matrix.rows[number].items()))
    said = fold(cell_text(cell) or "")
    first = min(matrix.rows.get(heads, {at: None}))
    if at == first and (said in words.ROMAN or words.part_of_year(said)):
        return True
    ends = [merge[3] for merge in matrix.merges if merge[0] == number and merge[2] == at]
    over = range(at + 1, max(ends, default=at) + 1)
    return any(column in matrix.rows.get(heads, {}) for column in over)


def _hits(row: SparseRow) -> int:
    """Return a score of the heading words in a row; those that only begin a heading count half."""
    texts = {fold(cell_text(cell) or "") for cell in row.values()}
    begun = (any(_begins(text, word) for word in words.FIRST) for text in texts - words.EVERY)
    return 2 * len(texts & words.EVERY) + sum(begun)


def _lower(text: str) -> bool:
    """Return whether a text is a heading below another: a year, Target, Rp, Uraian."""
    said = fold(text)
    if YEAR.fullmatch(text) or said in words.NAMING | words.CODE_HEADS | words.ROMAN:
        return True
    if (
        words.part_of_year(text)
        or said in words.INDICATOR
        or said in words.WHOLE_YEAR | words.PHYSICAL | {"%"}
    ):
        return True
    return said.split()[:1] in [[word] for word in words.LOWER] or any(
        _begins(said, word) for many in words.FIELDS.values() for word in many
    )


def _equal(heading: str, word: str) -> bool:
    return heading == word


def _begins(heading: str, word: str) -> bool:
    return f"{heading} ".startswith(f"{word} ")
