"""Determine what one cell means under its heading: a value, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from kinerja_graph.model.derive import fold
from kinerja_graph.sources.cells import Cell, SpecialCell, SpecialKind, cell_text, digits, is_blank
from kinerja_graph.sources.columns import Heading, Kind
from kinerja_graph.sources.fault import Fault, fault
from kinerja_graph.sources.numbers import (
    Decimal,
    Range,
    Unread,
    finite,
    parse_number,
    parse_range,
    whole,
)
from kinerja_graph.sources.sentence import one_of
from kinerja_graph.texts import Text, _


@dataclass(frozen=True, slots=True)
class Name:
    """A name with inner white space folded, and the stripped wording of the cell before that.

    A name that folding did not change is a plain string.
    """

    text: str
    raw: str


Value: TypeAlias = "str | int | float | Name | Raw | tuple[str, ...]"


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell read later: how a target is read depends on the polarity of its indicator."""

    cell: Cell


_ERROR_VALUES: Final = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
)
"""What a CSV file contains in place of a formula that failed."""
_FIRST_YEAR: Final = 1000
_LAST: Final = 9999
_VALUELESS: Final = frozenset[SpecialKind]({"error", "uncached", "endless"})
_NUMERIC: Final = frozenset[Kind]({"number", "whole", "year", "target"})
_LEVEL = re.compile("[0-5]")
_NO_NUMBER: Final[dict[SpecialKind, str]] = {
    "uncached": "bad-number:formula",
    "error": "bad-number:error",
    "endless": "bad-number:endless",
}
_NO_LEVEL: Final[dict[SpecialKind, str]] = {
    "uncached": "bad-level:formula",
    "error": "bad-level:error",
    "endless": "bad-level:endless",
}
_NO_TEXT: Final[dict[SpecialKind, str]] = {
    "uncached": "missing-value:formula",
    "error": "missing-value:error",
    "endless": "bad-choice:endless",
}
_BLANK: Final = _(", or empty the cell")
_FILLED: Final = _("; this cell must not be empty")
_NULL: Final = _("; if it is unknown, write null or leave it empty")
_NO_NULL: Final = _("; null is not accepted here")
_WHAT: Final[dict[SpecialKind, Text]] = {
    "boolean": _("a true/false value"),
    "date": _("a date"),
    "error": _("a formula error"),
    "uncached": _("a formula without stored result"),
    "endless": _("NaN or infinity"),
    "list": _("a list"),
    "nested": _("nested data"),
    "merged": _("a part of merged cells"),
}
_FRACTION: Final = _("a fraction")


def read_cell(cell: Cell, heading: Heading, decimal: Decimal | None) -> Value | Fault:
    """Return the value of a cell that is not blank; lists and tags have readers of their own."""
    if isinstance(cell, SpecialCell) and cell.kind in _VALUELESS:
        return _no_value(cell, heading)
    if heading.kind == "target":
        return Raw(cell)
    if heading.kind == "number":
        return read_number(cell, decimal)
    if heading.kind in {"whole", "year"}:
        return _whole(cell, heading, decimal)
    if heading.kind == "choice":
        return _choice(cell, heading)
    return _READERS[heading.kind](cell)


def read_items(cell: Cell, heading: Heading) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Return the ids of a list cell, each once, and what is wrong with its other items."""
    if isinstance(cell, SpecialCell) and cell.kind in _VALUELESS:
        return (), (_no_value(cell, heading),)
    if isinstance(cell, str):
        parts = (part.strip() for part in cell.split(";"))
        return tuple(dict.fromkeys(part for part in parts if part)), ()
    single = not (isinstance(cell, SpecialCell) and cell.kind == "list")
    items = (cell,) if single or not isinstance(cell, SpecialCell) else cell.items
    read = [_id(item) for item in items if not is_blank(item)]
    return (
        tuple(dict.fromkeys(item for item in read if isinstance(item, str))),
        tuple(item for item in read if isinstance(item, Fault)),
    )


def read_tags(cell: Cell, heading: Heading) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Return the tags of a cell, white space folded, and what is wrong with its other items.

    Tags with one name key are one tag, spelled as the first of them. No tag has a semicolon, which
    separates tags in a list of a document too.
    """
    if isinstance(cell, SpecialCell) and cell.kind in _VALUELESS:
        return (), (_no_value(cell, heading),)
    items = cell.items if isinstance(cell, SpecialCell) and cell.kind == "list" else (cell,)
    read = [_text(item) for item in items if not is_blank(item)]
    return (
        split_tags(";".join(item for item in read if isinstance(item, str))),
        tuple(item for item in read if isinstance(item, Fault)),
    )


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a text.

    >>> split_tags(" Stunting;Kota   Layak Anak; stunting;")
    ('Stunting', 'Kota Layak Anak')
    """
    spelled: dict[str, str] = {}
    for part in text.split(";"):
        key = fold(part)
        if key is not None:
            spelled.setdefault(key, " ".join(part.split()))
    return tuple(spelled.values())


def read_number(cell: Cell, decimal: Decimal | None) -> float | Fault:
    """Return the number in a cell; number cells are taken as they are."""
    if isinstance(cell, SpecialCell) or cell is None:
        return _not_a_number(cell)
    if isinstance(cell, str) and cell.strip() in _ERROR_VALUES:
        return fault("bad-number:error", cell.strip(), blank=_BLANK)
    number = parse_number(cell, decimal) if isinstance(cell, str) else finite(cell)
    return fault(number.value, cell_text(cell)) if isinstance(number, Unread) else number


def read_range(cell: Cell, decimal: Decimal | None) -> Range | Fault:
    """Return low and high of a target of polarity ``range``; a document may have a list of two."""
    if isinstance(cell, SpecialCell) and cell.kind == "list":
        ends = [read_number(item, decimal) for item in cell.items]
        match ends:
            case [float() as low, float() as high]:
                return (low, high) if low <= high else fault("bad-number:reversed", cell.text)
            case _:
                return fault("bad-number:range", cell.text)
    if isinstance(cell, SpecialCell) and cell.kind == "date":
        return _special_cell_fault("bad-number:cell-range", cell)
    if isinstance(cell, SpecialCell):
        return _not_a_number(cell)
    text = cell_text(cell) or ""
    found = parse_range(text, decimal) if isinstance(cell, str) else Unread.NOT_A_RANGE
    return fault(found.value, text) if isinstance(found, Unread) else found


def _no_value(cell: SpecialCell, heading: Heading | None) -> Fault:
    """Report a formula without a value or with an error value, or NaN or an infinity."""
    kind = "id" if heading is None else heading.kind
    cases = _NO_NUMBER if kind in _NUMERIC else _NO_LEVEL if kind == "level" else _NO_TEXT
    required = heading is None or heading.required
    filled, blank = (_NO_NULL, _NULL) if cell.kind == "endless" else (_FILLED, _BLANK)
    return fault(cases[cell.kind], cell.text, blank=filled if required else blank)


def _not_a_number(cell: SpecialCell | None) -> Fault:
    return _special_cell_fault("bad-number:cell", cell or SpecialCell("nested"))


def _special_cell_fault(case: str, cell: SpecialCell) -> Fault:
    """Make a fault that says what kind of cell is there instead of the one needed."""
    return fault(case, cell.text, what=_WHAT[cell.kind])


def _id(cell: Cell) -> str | Fault:
    if isinstance(cell, str):
        return cell.strip()
    text = cell_text(cell)
    if isinstance(cell, SpecialCell):
        endless = cell.kind == "endless"
        return _no_value(cell, None) if endless else _special_cell_fault("bad-choice:id", cell)
    found = None if cell is None else digits(cell)
    if found is not None:
        return found
    return fault("bad-choice:id", text, what=_FRACTION)


def _text(cell: Cell) -> str | Fault:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, SpecialCell) and cell.kind in {"list", "nested"}:
        return _special_cell_fault("bad-choice:text", cell)
    return cell_text(cell) or ""


def _name(cell: Cell) -> str | Name | Fault:
    raw = _text(cell)
    if isinstance(raw, Fault):
        return raw
    folded = " ".join(raw.split())
    return raw if folded == raw else Name(folded, raw)


def _choice(cell: Cell, heading: Heading) -> str | Fault:
    choice = heading.choice
    if choice is None:
        message = f"the heading {heading.name} has no choice"
        raise TypeError(message)
    if isinstance(cell, SpecialCell) and cell.kind == "boolean" and "yes" in choice.words:
        return "yes" if cell.truth else "no"
    text = cell if isinstance(cell, str) else _digits(cell)
    found = None if text is None else choice.read(text)
    if found is not None:
        return found
    several = isinstance(cell, SpecialCell) and cell.kind in {"list", "nested"}
    case = "bad-choice:list" if several else "bad-choice"
    return fault(case, cell_text(cell), choices=one_of(choice.shown))


def _digits(cell: Cell) -> str | None:
    return None if cell is None or isinstance(cell, str | SpecialCell) else digits(cell)


def _level(cell: Cell) -> int | Fault:
    text = cell_text(cell) or ""
    if isinstance(cell, SpecialCell):
        return _special_cell_fault("bad-level:cell", cell)
    return int(text) if _LEVEL.fullmatch(text) else fault("bad-level", text)


def _whole(cell: Cell, heading: Heading, decimal: Decimal | None) -> int | Fault:
    """Read a year of four digits, or a rung from 1; neither may have a percent sign."""
    number = read_number(cell, decimal)
    if isinstance(number, Fault) and isinstance(cell, SpecialCell):
        return number
    found = None if isinstance(number, Fault) else whole(number)
    text = cell_text(cell) or ""
    year = heading.kind == "year"
    if found is None or not (_FIRST_YEAR if year else 1) <= found <= _LAST or "%" in text:
        return fault("bad-number:year" if year else "bad-number:whole", text)
    return found


_READERS: Final[dict[Kind, Callable[[Cell], Value | Fault]]] = {
    "id": _id,
    "reference": _id,
    "name": _name,
    "text": _text,
    "level": _level,
}
