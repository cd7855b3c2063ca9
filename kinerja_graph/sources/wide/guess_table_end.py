"""Find where the table of a matrix ends: another table begins, or notes follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import begins, fold, is_number_name
from kinerja_graph.sources.wide.guess_indicators import indicator_columns
from kinerja_graph.sources.wide.sheet_profile import SheetProfile
from kinerja_graph.texts import Text

_YEAR_ROW: Final = re.compile(r"(?:tahun\s*:?\s*)?(?:19|20|21)[0-9]{2}", re.IGNORECASE)

_OFFICE_ROW: Final = re.compile(
    r"\s*(?:perangkat daerah|skpd|opd|unit kerja|instansi|organisasi|dinas|badan|nama)\b[^:]*:",
    re.IGNORECASE,
)


_SIGNED: Final = re.compile(r"\s*nip\b[\s.:_]*[\d\s._-]*", re.IGNORECASE)
_SIGNER: Final = re.compile(
    r"\s*(?:(?:an|a\.n|ub|u\.b|plt|plh|pj|mewakili)\b[\s.,]*)*"
    r"(?:kepala\s+(?:dinas|badan|kantor|bagian|bidang|seksi|sub|satuan|upt|pelaksana|perangkat"
    r"|sekretariat|biro|pusat)|kepala\s*,?$|bupati|wali\s?kota|gubernur|camat|lurah|sekretaris"
    r"|inspektur|direktur|pihak\s+(?:pertama|kedua|ke)|mengetahui|menyetujui|disetujui|disahkan"
    r"|ditetapkan|yang\s+(?:bertanda|menyatakan|membuat)|ttd|tanda\s+tangan|pejabat)\b",
    re.IGNORECASE,
)
"""What stands above the names of those who sign: their posts, or what they do."""
_DATED: Final = re.compile(
    r"[^\d:;]{2,40}?[\s,]*\d{0,2}\s*(?:jan|feb|mar|apr|mei|jun|jul|agu|agt|sep|okt|nov|nop|des)[a-z]*"
    r"\s+(?:19|20|21)\d\d\s*",
    re.IGNORECASE,
)
"""Place and date above a signature."""
_LONGEST_SIGNER: Final = 60
_FEWEST_HEADS: Final = 2
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
        text = cell_text(row[min(row)]) or ""
        if len(row) > 1 or not _OFFICE_ROW.match(text):
            break
        first = number + 1
    return first


def find_next_table(profile: SheetProfile) -> TableEnd | None:
    """Return the row where another table begins, with its own headings."""
    for number in profile.rows():
        row = profile.matrix.rows[number]
        first = fold(cell_text(row[min(row)]) or "")
        begun = len(row) > 1 and (first in words.NUMBER or _is_heading_row(profile, number))
        if begun and number > profile.at[1] + 1:
            told = _shown_texts(profile, number)
            return TableEnd(
                number,
                Text(
                    id=f"di baris {number} mulai tabel lain: {told}",
                    en=f"another table begins in row {number}: {told}",
                ),
            )
    return None


def _is_heading_row(profile: SheetProfile, number: int) -> bool:
    """Return whether all texts of a row are words of headings, one of them known as a column."""
    said: list[str] = []
    for text in _row_texts(profile, number):
        said.append(fold(text))
        if not _is_heading(said[-1]):
            return False
    return len(said) >= _FEWEST_HEADS and any(text in words.EVERY for text in said)


def _is_heading(said: str) -> bool:
    first = said.split()[:1]
    return (
        said in words.EVERY
        or said in words.MONEY
        or said in words.ENDS
        or first in [["target"], ["realisasi"], ["indikator"], ["anggaran"], ["pagu"]]
        or bool(_YEAR_ROW.fullmatch(said))
    )


def names_results(profile: SheetProfile, number: int) -> bool:
    """Return whether the row that heads another table has a heading of indicators."""
    return any(fold(text).split()[:1] == ["indikator"] for text in _row_texts(profile, number))


def find_table_to_the_right(profile: SheetProfile) -> int | None:
    """Return the column where another table begins beside the first, behind a blank column.

    It numbers its rows anew, or has levels or indicators although the first has indicators
    already. A sheet with several blank columns is one table that is set wide.
    """
    paths = profile.headings.paths
    numbers = [at for at, path in paths.items() if fold(path[-1]) in words.NUMBER]
    again = [at for at in numbers[1:] if at - 1 not in paths]
    if again:
        return again[0]
    gaps = [
        at
        for at in paths
        if at > min(paths)
        and at - 1 not in paths
        and not any(profile.matrix.piece(number, at - 1) for number in profile.rows())
    ]
    named = [at for at in paths if _is_named(profile, at)]
    for at in gaps:
        left = [one for one in named if one < at]
        measured = any(profile.word(one).startswith("indikator") for one in left)
        wide = sum(one < at for one in paths) > 1 and sum(one >= at for one in paths) > 1
        if left and wide and at in named and (measured or len(gaps) == 1):
            return at
    return None


def _is_named(profile: SheetProfile, at: int) -> bool:
    said = profile.word(at)
    return said.startswith("indikator") or begins(said, tuple(words.LEVELS))


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
    """Return the first row of a signature directly below the table.

    It ends with a NIP, or else with the last row. It goes up from there as long as rows hold no
    number and no more texts than there are signers, and begins with the first of these rows that
    says who signs, or where and when.
    """
    numbers = profile.rows()
    nip = (
        last
        for last, number in enumerate(numbers)
        if any(_SIGNED.fullmatch(text) for text in _row_texts(profile, number))
    )
    signed = next(nip, None)
    last = len(numbers) - 1 if signed is None else signed
    first = None
    block: list[int] = []
    for above in reversed(numbers[max(0, last - _MOST_SIGNATURE_ROWS) : last + 1]):
        texts = [*_row_texts(profile, above)]
        if len(texts) > _MOST_SIGNATORIES or any(map(_is_number, texts)):
            break
        first = above
        block.append(above)
    begun = (row for row in reversed(block) if all(map(_signs, _row_texts(profile, row))))
    return next(begun, None if signed is None else first)


def _signs(text: str) -> bool:
    """Return whether a text says who signs, or where and when.

    >>> _signs("Plt. Kepala Dinas Kesehatan,"), _signs("Kota Contoh, 2 Januari 2026")
    (True, True)
    >>> _signs("Kepala keluarga miskin"), _signs("Penduduk sehat"), _signs("Target Mei 2026: 80")
    (False, False, False)
    """
    short = len(text) <= _LONGEST_SIGNER
    return short and bool(_SIGNER.match(text) or _DATED.fullmatch(text))


def _is_number(text: str) -> bool:
    return is_number_name(text) and any(map(str.isdigit, text))


def _row_texts(profile: SheetProfile, number: int) -> Iterator[str]:
    """Yield the texts of a row."""
    return (text for cell in profile.matrix.rows[number].values() if (text := cell_text(cell)))


def _shown_texts(profile: SheetProfile, number: int) -> str:
    """Return the first texts of a row."""
    texts = [cell_text(cell) or "" for _, cell in sorted(profile.matrix.rows[number].items())]
    return " | ".join(" ".join(text.split())[:30] for text in texts[:4])
