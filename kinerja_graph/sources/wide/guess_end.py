"""Where the table of a matrix ends: another one begins below it, or notes stand there."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import fold
from kinerja_graph.sources.wide.guess_indicators import indicator_columns
from kinerja_graph.sources.wide.sheet_profile import SheetProfile
from kinerja_graph.texts import Text

_YEAR_ROW: Final = re.compile(r"(?:tahun\s*:?\s*)?(?:19|20|21)[0-9]{2}", re.IGNORECASE)

_OFFICE_ROW: Final = re.compile(
    r"\s*(?:perangkat daerah|skpd|opd|unit kerja|instansi|organisasi|dinas|badan|nama)\b[^:]*:",
    re.IGNORECASE,
)


class End(NamedTuple):
    """The first row that is not of the table any more, and why."""

    row: int
    why: Text


def start_below(profile: SheetProfile) -> int:
    """The first row of records: below lines that name the office, right under the headings."""
    first = profile.at[1] + 1
    for number in profile.rows():
        row = profile.matrix.rows[number]
        text = cell_text(min(row.items())[1]) or ""
        if len(row) > 1 or not _OFFICE_ROW.match(text):
            break
        first = number + 1
    return first


def next_table(profile: SheetProfile) -> End | None:
    """The row in which another table begins: it numbers its rows under headings of its own."""
    for number in profile.rows():
        row = profile.matrix.rows[number]
        first = fold(cell_text(min(row.items())[1]) or "")
        if len(row) > 1 and first in words.NUMBER and number > profile.at[1] + 1:
            told = _told(profile, number)
            return End(
                number,
                Text(
                    id=f"di baris {number} mulai tabel lain: {told}",
                    en=f"another table begins in row {number}: {told}",
                ),
            )
    return None


def table_beside(profile: SheetProfile) -> int | None:
    """The column in which another table begins beside the first: it numbers its rows anew."""
    numbers = [at for at, path in profile.headings.paths.items() if fold(path[-1]) in words.NUMBER]
    again = [at for at in numbers[1:] if at - 1 not in profile.headings.paths]
    return again[0] if again else None


def year_rows(profile: SheetProfile) -> list[Piece]:
    """Rows that hold a year and no more: what stands below each is of that year."""
    found: list[Piece] = []
    for number in profile.rows():
        row = profile.matrix.rows[number]
        piece = profile.matrix.piece(number, next(iter(row)))
        if len(row) == 1 and piece is not None and _YEAR_ROW.fullmatch(piece.text):
            found.append(piece)
    return found


def notes_below(profile: SheetProfile) -> End | None:
    """The first filled row behind a blank one below which no indicator stands any more.

    A signature in the column of indicators is none: it is alone in its row.
    """
    columns = list(indicator_columns(profile))
    numbers = profile.rows()
    named = [number for number in numbers for at in columns if profile.matrix.piece(number, at)]
    beside = [number for number in named if len(profile.matrix.rows[number]) > 1]
    last = max(beside or named, default=0)
    after = [number for number in numbers if number > last]
    gaps = [number for number in after if number - 1 not in profile.matrix.rows]
    if not last or not gaps:
        return None
    row, told = gaps[0], _told(profile, gaps[0])
    return End(
        row,
        Text(
            id=f"mulai baris {row} tidak ada indikator lagi: {told}",
            en=f"from row {row} on there is no indicator any more: {told}",
        ),
    )


def _told(profile: SheetProfile, number: int) -> str:
    """The first texts of a row."""
    texts = [cell_text(cell) or "" for _, cell in sorted(profile.matrix.rows[number].items())]
    return " | ".join(" ".join(text.split())[:30] for text in texts[:4])
