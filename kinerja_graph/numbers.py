"""Numbers: as people of each language read them, and as files hold them; imports nothing of ours.

People read at most two decimals, or as many as it takes to show one significant digit: what is not
zero is never shown as 0. Numbers that stand beside one another get as many as it takes to tell
them apart. Files and JSON hold the whole number (docs/decisions/0220-one-number-format.md). Pages
that switch languages write numbers by the same steps, ``render/assets/js/numbers.js``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf, isfinite, isnan
from typing import Any, Final, Literal, TypeAlias, cast

Language = Literal["id", "en"]
Amount: TypeAlias = float | tuple[float, float] | None
"""A number; a range, low first; None where it is unknown."""
Exact: TypeAlias = tuple[int, int]
"""A number as a whole number and the power of ten that it is multiplied by: 1.5 is (15, -1)."""

UNKNOWN: Final = "–"
ALL: Final = (0.0, 100.0)
"""A share in per cent is told apart from these: what is not quite all is never shown as 100."""
_DECIMALS: Final = 2
_PLAIN: Final = 18
"""From 10^18 on, and below 10^-18, a number is told by a power of ten: nobody counts its zeros."""
_MARKS: Final = str.maketrans(",.", ".,")
_TWO_WAYS: Final = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_WHOLE: Final = 1e15
"""Below it every whole float is written as its digits."""


def format_number(value: Amount, language: Language, *, beside: Iterable[Amount] = ()) -> str:
    """A number, or a range, as people read it, told apart from those that stand ``beside`` it.

    >>> format_number(1250.5, "id"), format_number(-1234567.125, "en"), format_number(1.005, "id")
    ('1.250,5', '−1,234,567.13', '1,01')
    >>> format_number(0.00003, "id"), format_number((80.0, 92.5), "en"), format_number(None, "id")
    ('0,00003', '80–92.5', '–')
    >>> format_number(99.999, "en"), format_number(99.999, "en", beside=[100])
    ('100', '99.999')
    >>> format_number(-1.7e308, "id"), format_number(float("inf"), "en")
    ('−1,7 × 10^308', '∞')
    """
    if beside or isinstance(value, tuple | None) or not _has_digits(value):
        return format_numbers((value,), language, beside=beside)[0]
    exact = _exact(value)
    return _in(language, _text(exact, _own_decimals(exact)))


def format_numbers(
    values: Iterable[Amount], language: Language, *, beside: Iterable[Amount] = ()
) -> list[str]:
    """Numbers and ranges that stand beside one another: two that differ are never shown alike.

    Each has two decimals at most, or as many as it takes to show one significant digit, or to tell
    it from the others and from those ``beside`` them, which are shown elsewhere. Halves are
    rounded away from zero, as the number is written: 1.005 is 1.01.

    >>> format_numbers([100.0, 99.9961, 66.6667, None], "en")
    ['100', '99.996', '66.67', '–']
    >>> format_numbers([(1.0, 1.00001), 1.0000001], "id")
    ['1–1,00001', '1,0000001']
    """
    values = tuple(values)
    exacts = {end: _exact(end) for end in _ends((*values, *beside))}
    texts = _told_apart(exacts.values())

    def told(number: float) -> str:
        if not _has_digits(number):
            return UNKNOWN if isnan(number) else "∞" if number > 0 else "−∞"
        return _in(language, texts[exacts[number]][0])

    return [UNKNOWN if value is None else "–".join(map(told, _both(value))) for value in values]


def format_apart(values: Iterable[Amount], language: Language) -> dict[Amount, str]:
    """The text of each of the values that stand beside one another, and of what is unknown.

    >>> format_apart([100.0, 99.9961, 100.0], "en")
    {None: '–', 100.0: '100', 99.9961: '99.996'}
    """
    values = list(dict.fromkeys((None, *values)))
    return dict(zip(values, format_numbers(values, language), strict=True))


def format_cells(cells: Iterable[object], language: Language) -> list[str | None]:
    """The fractions of a column or row, alone or in a list of numbers, told apart.

    None for every other cell. A whole number may be a year or an id: it stays as it is.

    >>> format_cells([100, 99.9961, [0.5, 2026, None], "x", [2025]], "id")
    [None, '99,996', '0,5; 2026; –', None, None]
    """
    found = [_numbers_of(cell) for cell in cells]
    every = [number for numbers in found for number in numbers if number is not None]
    told = iter(
        format_numbers(
            (one for one in every if isinstance(one, float)),
            language,
            beside=[one for one in every if not isinstance(one, float)],
        )
    )

    def text(number: float | None) -> str:
        if number is None:
            return UNKNOWN
        return next(told) if isinstance(number, float) else str(number)

    return [
        "; ".join(map(text, numbers)) if any(isinstance(one, float) for one in numbers) else None
        for numbers in found
    ]


def format_share(part: float, whole: float, language: Language) -> str:
    """A share in per cent, without the sign: 0 and 100 are said of none and of all alone.

    >>> format_share(1, 3, "id"), format_share(99_999, 100_000, "en"), format_share(1, 10**6, "en")
    ('33,33', '99.999', '0.0001')
    """
    return format_number(100 * part / whole, language, beside=ALL)


def cell_format(value: float, *, beside: Iterable[Amount] = ()) -> str:
    """The number format of a spreadsheet cell that holds ``value`` whole and shows as much of it.

    The program that opens it writes the separators of its reader. A number that is not whole has
    two decimals at least, so that a column stays in line.

    >>> cell_format(1250.0), cell_format(76.4), cell_format(0.00003), cell_format(1e-30)
    ('#,##0', '#,##0.00', '#,##0.00000', '0.00E+00')
    >>> cell_format(99.996), cell_format(99.996, beside=[100.0])
    ('#,##0.00', '#,##0.000')
    """
    exact = _exact(value)
    _, decimals = _told_apart(map(_exact, _ends((value, *beside))))[exact]
    if _is_power(exact):
        return f"0.{'0' * decimals}E+00"
    return "#,##0" if exact[1] >= 0 else f"#,##0.{'0' * decimals}"


def write_number(number: float) -> str:
    """The shortest text that is read back as exactly ``number`` and as nothing else, for files.

    A point with exactly three digits behind it could part thousands (contract §2), so such a
    number gets a fourth.

    >>> write_number(1250.0), write_number(12.345), write_number(0.125), write_number(1e-7)
    ('1250', '12.3450', '0.125', '1e-07')
    """
    if float(number).is_integer() and abs(number) < _WHOLE:
        return str(int(number))
    text = repr(float(number))
    return f"{text}0" if _TWO_WAYS.fullmatch(text) else text


def write_range(low: float, high: float) -> str:
    """A range target for files, low first.

    >>> write_range(-5.0, 2.5)
    '-5..2.5'
    """
    return f"{write_number(low)}..{write_number(high)}"


def finite(value: Any) -> Any:
    """``value`` as JSON can hold it: numbers that JSON lacks are None, however deep they stand.

    >>> finite({"a": [1.5, float("inf")], "b": float("nan"), "c": "x"})
    {'a': [1.5, None], 'b': None, 'c': 'x'}
    """
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: finite(one) for key, one in cast("Mapping[str, object]", value).items()}
    if isinstance(value, list | tuple):
        return [finite(one) for one in cast("Sequence[object]", value)]
    return value


def _in(language: Language, text: str) -> str:
    return text.translate(_MARKS) if language == "id" else text


def _both(value: float | tuple[float, float]) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (value,)


def _ends(values: Iterable[Amount]) -> Iterator[float]:
    """Every number that has digits, of ranges both ends."""
    for value in values:
        if value is not None:
            yield from filter(_has_digits, _both(value))


def _numbers_of(cell: object) -> Sequence[float | None]:
    """The numbers of a cell that holds nothing else: one, or a list of them."""
    if isinstance(cell, int | float):
        return [cell]
    if not isinstance(cell, list):
        return []
    listed = cast("list[object]", cell)
    numbers = [one for one in listed if isinstance(one, int | float | None)]
    return numbers if len(numbers) == len(listed) else []


def _has_digits(number: float) -> bool:
    return -inf < number < inf


def _exact(number: float) -> Exact:
    """The digits of ``number`` as it is written, free of the noise of binary fractions."""
    text = str(int(number)) if isinstance(number, int) else repr(float(number))
    mantissa, _, exponent = text.partition("e")
    whole, _, part = mantissa.partition(".")
    digits = (whole + part).rstrip("0")
    power = int(exponent or 0) + len(whole) - len(digits)
    return (int(digits), power) if digits.strip("-0") else (0, 0)


def _told_apart(numbers: Iterable[Exact]) -> dict[Exact, tuple[str, int]]:
    """Each number as English writes it, with the fewest decimals that tell it from the others."""
    told = {exact: _told(exact, _own_decimals(exact)) for exact in numbers}
    while len({text for text, _ in told.values()}) < len(told):
        alike = Counter(text for text, _ in told.values())
        for exact, (text, decimals) in told.items():
            if alike[text] > 1:
                told[exact] = _told(exact, decimals + 1)
    return told


def _own_decimals(exact: Exact) -> int:
    magnitude = _magnitude(exact)
    return _DECIMALS if magnitude < -_PLAIN else max(_DECIMALS, -magnitude)


def _magnitude(exact: Exact) -> int:
    """The power of ten of the first digit; 0 of zero."""
    digits, power = exact
    return len(str(abs(digits))) - 1 + power if digits else 0


def _is_power(exact: Exact) -> bool:
    return not -_PLAIN <= _magnitude(exact) < _PLAIN


def _told(exact: Exact, decimals: int) -> tuple[str, int]:
    return _text(exact, decimals), decimals


def _text(exact: Exact, decimals: int) -> str:
    """The number with so many decimals at most, as English writes it."""
    digits, power = exact
    sign = "−" if digits < 0 else ""
    magnitude = _magnitude(exact)
    if -_PLAIN <= magnitude < _PLAIN:
        return sign + _digits(abs(digits), power, decimals)
    text = _digits(abs(digits), power - magnitude, decimals)
    if text == "10":  # rounded up
        text, magnitude = "1", magnitude + 1
    return f"{sign}{text} × 10^{magnitude}".replace("^-", "^−")


def _digits(digits: int, power: int, decimals: int) -> str:
    """``digits`` × 10^``power``, rounded half up to ``decimals``, without zeros at its end."""
    dropped = -power - decimals
    rounded = (
        (digits + 5 * 10 ** (dropped - 1)) // 10**dropped if dropped > 0 else digits * 10**-dropped
    )
    text = str(rounded).rjust(decimals + 1, "0")
    part = text[-decimals:].rstrip("0")
    return f"{int(text[:-decimals]):,}" + (f".{part}" if part else "")
