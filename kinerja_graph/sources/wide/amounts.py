"""Values as people write them into a matrix: ``18,5``, ``100 %``, ``1 Dokumen``, ``(3 Surat)``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kinerja_graph.sources.cells import Cell, Odd, cell_text
from kinerja_graph.sources.numbers import Decimal, Unread, finite, parse_number, parse_range
from kinerja_graph.sources.wide.plan import Amounts, Several

_WITH_UNIT: Final = re.compile(r"([+\-\u2212]?[0-9][0-9.,]*)\s*([^\W\d_][^0-9]*|%.*)", re.DOTALL)
_BRACKET: Final = re.compile(r"\(([^()]*)\)\s*\Z")
_MARK: Final = re.compile(r"(?m)^[ \t]*([0-9]{1,2}|[a-zA-Z])[.)](?:[ \t]+(?=\S)|(?=[^\W\d_]))")
"""A number or letter at the start of a line: ``1. ``, ``2)``, ``b. ``; never ``1.250``."""
_LINES: Final = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value read.

    Attributes:
        value: the number; or the text as it stands where it is no single number.
        unit: the unit that stood beside it, or None.
        fault: why the text is no number: ``bad-number``, ``bad-number:ambiguous``, or None.
    """

    value: str | float
    unit: str | None = None
    fault: str | None = None


def read_amount(cell: Cell, amounts: Amounts, decimal: Decimal | None) -> Amount:
    """The value of a cell.

    >>> read_amount("1 Dokumen", "with-unit", None)
    Amount(value=1.0, unit='Dokumen', fault=None)
    >>> read_amount("1.250", "number", None).fault, read_amount("tinggi", "number", None).fault
    ('bad-number:ambiguous', 'bad-number')
    """
    if isinstance(cell, int | float):
        number = finite(cell)
        return (
            Amount(number) if isinstance(number, float) else Amount(str(cell), None, "bad-number")
        )
    text = cell_text(cell) or ""
    if isinstance(cell, Odd):
        return Amount(text, None, "bad-number")
    number = parse_number(text, decimal)
    if isinstance(number, float):
        return Amount(number, "%" if text.endswith("%") else None)
    if amounts != "number":
        parted = _with_unit(text, decimal)
        if parted is not None:
            return parted
    if number is Unread.AMBIGUOUS:
        return Amount(text, None, "bad-number:ambiguous")
    is_range = isinstance(parse_range(text, decimal), tuple)
    return Amount(text, None, None if is_range else "bad-number")


def _with_unit(text: str, decimal: Decimal | None) -> Amount | None:
    """A number and its unit; None where the text is no such pair."""
    found = _WITH_UNIT.fullmatch(text)
    if found is None:
        return None
    number = parse_number(found[1], decimal)
    if number is Unread.AMBIGUOUS:
        return Amount(text, None, "bad-number:ambiguous")
    return Amount(number, " ".join(found[2].split())) if isinstance(number, float) else None


def bracketed(text: str) -> str | None:
    """What stands between the last brackets at the end of a text; None without.

    >>> bracketed("Jumlah surat (1 dokumen) (27 Kab/Kota)"), bracketed("Jumlah surat")
    ('27 Kab/Kota', None)
    """
    found = _BRACKET.search(text)
    return found[1].strip() if found and found[1].strip() else None


def parts(text: str, several: Several) -> tuple[str, ...]:
    r"""The parts of a cell that holds several things; at least one.

    >>> parts("1. Persentase A\n2. Persentase B", "numbered")
    ('Persentase A', 'Persentase B')
    >>> parts("Dokumen; Orang", "semicolon"), parts("76,5", "lines")
    (('Dokumen', 'Orang'), ('76,5',))
    """
    if several == "no":
        return (text,)
    if several == "numbered":
        return _numbered(text)
    split = text.split(";") if several == "semicolon" else _LINES.split(text)
    return tuple(part.strip() for part in split if part.strip()) or (text,)


def _numbered(text: str) -> tuple[str, ...]:
    """The parts behind ``1. 2. 3.`` or ``a. b. c.``; the whole text where it has no such marks."""
    marks = list(_MARK.finditer(text))
    said = [mark[1].casefold() for mark in marks]
    first = 1 if said and said[0].isdigit() else ord("a")
    wanted = [str(first + at) if first == 1 else chr(first + at) for at in range(len(said))]
    if len(marks) < 2 or said != wanted or text[: marks[0].start()].strip():  # noqa: PLR2004
        return (text,)
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return tuple(text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True))
