"""Parse values as people write them: ``18,5``, ``100 %``, ``1 Dokumen``, ``(3 Surat)``."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kinerja_graph.sources.cells import Cell, Percent, SpecialCell, cell_text
from kinerja_graph.sources.numbers import (
    Decimal,
    Unread,
    decimal_sign,
    finite,
    parse_number,
    parse_range,
)
from kinerja_graph.sources.wide.cell_reference import Piece
from kinerja_graph.sources.wide.folding import name_fold
from kinerja_graph.sources.wide.plan import Amounts, Several
from kinerja_graph.sources.wide.unreadable_numbers import NUMBERS, is_date, unreadable_number_case

_NUMBER_WITH_UNIT: Final = re.compile(
    r"([+\-\u2212]?[0-9][0-9.,]*)\s*((?:%|[^\W\d_])[^0-9*]*|(?:[^\W\d_][^0-9*]*)?m[23])", re.DOTALL
)
"""A number and one unit. A text with a second number or a footnote mark is not a single amount."""
_NUMBER_IN_WORDS: Final = re.compile(
    r"\(\s*(?:(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sebelas|seratus|seribu"
    r"|belas|puluh|sepuluh|ratus|ribu|juta|koma|persen)\s*)+\)",
    re.IGNORECASE,
)
"""A number repeated in words: the ``(tiga)`` of ``3 (tiga) dokumen``."""
_PERCENT_UNIT: Final = re.compile(r"%(?:\s*(?:/|per)\s*[^\W\d_]+)?", re.IGNORECASE)
"""The units that may begin with a percent sign: ``%``, ``% per tahun``."""
_PERCENT: Final = re.compile(r"%|\b(?:persen|prosen|percent)")
_BRACKET: Final = re.compile(r"\(([^()]*)\)\s*\Z")
_ITEM_MARK: Final = re.compile(r"(?m)^[ \t]*([0-9]{1,2}|[a-zA-Z])[.)](?:[ \t]+(?=\S)|(?=[^\W\d_]))")
"""A number or letter at the start of a line: ``1. ``, ``2)``, ``b. ``; never ``1.250``."""
_LINE_BREAKS: Final = re.compile(r"[\r\n]+")
NO_VALUE: Final = "#N/A"
"""Written for a formula without a computed value: no load takes this text for an empty cell."""


class Amount(NamedTuple):
    """The value of a cell.

    Attributes:
        value: the number, or the original text if it is not a single number.
        unit: the unit written next to the number, or None.
        fault: why the text is not a number, as a key of ``sentences.NOTES``; None if there is
            nothing to report, as for a range.
    """

    value: str | float
    unit: str | None = None
    fault: str | None = None


def read_amount(cell: Cell, amounts: Amounts, decimal: Decimal | None) -> Amount:
    """Parse the value of a cell.

    >>> read_amount("1 Dokumen", "with-unit", None)
    Amount(value=1.0, unit='Dokumen', fault=None)
    >>> read_amount("1.250", "number", None).fault, read_amount("tinggi", "number", None).fault
    ('bad-number:ambiguous', 'bad-number:word')
    """
    if isinstance(cell, int | float):
        number = finite(cell)
        if not isinstance(number, float):
            return Amount(str(cell), None, "bad-number")
        return Amount(number, "%" if isinstance(cell, Percent) else None)
    text = cell_text(cell) or ""
    if isinstance(cell, SpecialCell):
        return Amount(text or NO_VALUE, None, unreadable_number_case(cell, text))
    number = parse_number(text, decimal)
    if not isinstance(number, Unread):
        return Amount(number, "%" if text.endswith("%") else None)
    parted = None if amounts == "number" else _parse_with_unit(text, decimal)
    return parted or Amount(text, None, _number_fault(text, number, decimal))


def _number_fault(text: str, number: Unread, decimal: Decimal | None) -> str | None:
    """Return why a text is not a number; None if it is a range."""
    if number is Unread.AMBIGUOUS:
        return "bad-number:ambiguous"
    return (
        None
        if isinstance(parse_range(text, decimal), tuple)
        else unreadable_number_case(text, text)
    )


def _parse_with_unit(text: str, decimal: Decimal | None) -> Amount | None:
    """Parse a number followed by its unit; return None for any other text."""
    match = _NUMBER_WITH_UNIT.fullmatch(_NUMBER_IN_WORDS.sub("", text).strip())
    if match is None or is_date(text):
        return None
    unit = " ".join(match[2].split())
    if unit.startswith("%") and not _PERCENT_UNIT.fullmatch(unit):
        return None
    number = parse_number(match[1], decimal)
    if number is Unread.AMBIGUOUS:
        return Amount(text, None, "bad-number:ambiguous")
    return Amount(number, unit) if isinstance(number, float) else None


def is_percent(unit: str) -> bool:
    """Return whether a unit is a percentage, in any spelling.

    >>> is_percent("Persen (%)"), is_percent("persentase"), is_percent("Indeks")
    (True, True, False)
    """
    return bool(_PERCENT.search(name_fold(unit)))


def is_same_unit(first: str, second: str) -> bool:
    """Return whether two units are the same; every spelling of a percentage is."""
    return name_fold(first) == name_fold(second) or (is_percent(first) and is_percent(second))


def text_in_brackets(text: str) -> str | None:
    """Return the text in the last brackets at the end of a text, or None.

    >>> text_in_brackets("Jumlah surat (1 dokumen) (27 Kab/Kota)"), text_in_brackets("Jumlah surat")
    ('27 Kab/Kota', None)
    """
    found = _BRACKET.search(text)
    return found[1].strip() if found and found[1].strip() else None


def split_items(text: str, several: Several) -> tuple[str, ...]:
    r"""Split a cell that holds several items; return at least one.

    >>> split_items("1. Persentase A\n2. Persentase B", "numbered")
    ('Persentase A', 'Persentase B')
    >>> split_items("Dokumen; Orang", "semicolon"), split_items("76,5", "lines")
    (('Dokumen', 'Orang'), ('76,5',))
    """
    if several == "no":
        return (text,)
    if several == "numbered":
        return _split_numbered(text)
    split = text.split(";") if several == "semicolon" else _LINE_BREAKS.split(text)
    return tuple(part.strip() for part in split if part.strip()) or (text,)


def split_amounts(piece: Piece) -> tuple[str, ...]:
    """Split a cell of values into those of several indicators; a number is one."""
    text = piece.text
    if isinstance(piece.cell, int | float):
        return (text,)
    found = _split_numbered(text)
    return found if len(found) > 1 else split_items(text, "lines")


def proven_decimals(piece: Piece) -> frozenset[Decimal]:
    """Return the decimal signs that the texts in a cell of values prove: none, one or both."""
    if not isinstance(piece.cell, str):
        return frozenset()
    read = [one for one in split_amounts(piece) if not read_amount(one, "with-unit", None).fault]
    signs = {decimal_sign(number) for one in read for number in NUMBERS.findall(one)}
    decimals: tuple[Decimal, ...] = ("comma", "dot")
    return frozenset(sign for sign in decimals if sign in signs)


def _split_numbered(text: str) -> tuple[str, ...]:
    """Split at ``1. 2. 3.`` or ``a. b. c.``; return the whole text if it has no such sequence."""
    if "." not in text and ")" not in text:
        return (text,)
    marks = list(_ITEM_MARK.finditer(text))
    if len(marks) < 2:  # noqa: PLR2004
        return (text,)
    labels = [mark[1].casefold() for mark in marks]
    first = 1 if labels[0].isdigit() else ord("a")
    expected = [str(first + at) if first == 1 else chr(first + at) for at in range(len(labels))]
    if labels != expected or text[: marks[0].start()].strip():
        return (text,)
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return tuple(text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True))
