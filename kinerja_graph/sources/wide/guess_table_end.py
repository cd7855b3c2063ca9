"""Find where the table of a matrix ends: another table begins, or notes follow."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import fold, is_number_name
from kinerja_graph.sources.wide.guess_indicators import indicator_columns
from kinerja_graph.sources.wide.sheet_profile import SheetProfile
from kinerja_graph.texts import Text

_YEAR_ROW: Final = re.compile(r"(?:tahun\s*:?\s*)?(?:19|20|21)[0-9]{2}", re.IGNORECASE)

_OFFICE_ROW: Final = re.compile(
    r"\s*(?:perangkat daerah|skpd|opd|unit kerja|instansi|organisasi|dinas|badan|nama)\b[^:]*:",
    re.IGNORECASE,
)


_SIGNED: Final = re.compile(r"\s*nip\b[\s.:_]*[\d\s._-]*", re.IGNORECASE)
_MOST_SIGNATURE_ROWS: Final = 10
_MOST_SIGNATORIES: Final = 2


class TableEnd(NamedTuple):
    """The first row below the table, and the reason."""

    row: int
    why: Text


def find_first_row(profile: SheetProfile) -> int:
    """Return the first row of records, skipping rows below the headings that name the agency."""
    first = profile.at[1] + 1
    for number in profile.rows():
        row = profile.matrix.rows[number]
        text = cell_text(min(row.items())[1]) or ""
        if len(row) > 1 or not _OFFICE_ROW.match(text):
            break
        first = number + 1
    return first


def find_next_table(profile: SheetProfile) -> TableEnd | None:
    """Return the row where another table begins, with its own headings and numbering."""
    for number in profile.rows():
        row = profile.matrix.rows[number]
        first = fold(cell_text(min(row.items())[1]) or "")
        if len(row) > 1 and first in words.NUMBER and number > profile.at[1] + 1:
            told = _shown_texts(profile, number)
            return TableEnd(
                number,
                Text(
                    id=f"di baris {number} mulai tabel lain: {told}",
                    en=f"another table begins in row {number}: {told}",
                ),
            )
    return None


def find_table_to_the_right(profile: SheetProfile) -> int | None:
    """Return the column where a second table with its own numbering begins to the right."""
    numbers = [at for at, path in profile.headings.paths.items() if fold(path[-1]) in words.NUMBER]
    again = [at for at in numbers[1:] if at - 1 not in profile.headings.paths]
    return again[0] if again else None


def find_year_rows(profile: SheetProfile) -> list[Piece]:
    """Return the rows that hold only a year, which applies to the rows below."""
    found: list[Piece] = []
    for number in profile.rows():
        row = profile.matrix.rows[number]
        piece = profile.matrix.piece(number, next(iter(row)))
        if len(row) == 1 and piece is not None and _YEAR_ROW.fullmatch(piece.text):
            found.append(piece)
    return found


def find_notes(profile: SheetProfile) -> TableEnd | None:
    """Return the first non-empty row after a blank one from which there are no more indicators.

    A signature in the column of indicators is not an indicator: it is alone in its row.
    """
    columns = list(indicator_columns(profile))
    numbers = profile.rows()
    signed = _find_signature(profile)
    named = [number for number in numbers for at in columns if profile.matrix.piece(number, at)]
    beside = [number for number in named if len(profile.matrix.rows[number]) > 1]
    last = max(beside or named, default=0)
    after = [number for number in numbers if number > last]
    gaps = [number for number in after if number - 1 not in profile.matrix.rows]
    first = gaps[0] if last and gaps else None
    if signed is not None and (first is None or signed < first):
        told = _shown_texts(profile, signed)
        return TableEnd(
            signed,
            Text(
                id=f"mulai baris {signed} tanda tangan: {told}",
                en=f"from row {signed} on there is a signature: {told}",
            ),
        )
    if first is None:
        return None
    row, told = first, _shown_texts(profile, first)
    return TableEnd(
        row,
        Text(
            id=f"mulai baris {row} tidak ada indikator lagi: {told}",
            en=f"from row {row} on there is no indicator any more: {told}",
        ),
    )


def _find_signature(profile: SheetProfile) -> int | None:
    """Return the first row of a signature block with a NIP directly below the table.

    It extends upwards from the NIP over rows that have no numbers and no more texts than there are
    signatories.
    """
    numbers = profile.rows()
    for last, number in enumerate(numbers):
        if not any(_SIGNED.fullmatch(text) for text in _row_texts(profile, number)):
            continue
        first = None
        for above in reversed(numbers[max(0, last - _MOST_SIGNATURE_ROWS) : last + 1]):
            texts = _row_texts(profile, above)
            if len(texts) > _MOST_SIGNATORIES or any(map(_is_number, texts)):
                break
            first = above
        return first
    return None


def _is_number(text: str) -> bool:
    return is_number_name(text) and any(map(str.isdigit, text))


def _row_texts(profile: SheetProfile, number: int) -> list[str]:
    return [text for cell in profile.matrix.rows[number].values() if (text := cell_text(cell))]


def _shown_texts(profile: SheetProfile, number: int) -> str:
    """Return the first texts of a row."""
    texts = [cell_text(cell) or "" for _, cell in sorted(profile.matrix.rows[number].items())]
    return " | ".join(" ".join(text.split())[:30] for text in texts[:4])
