"""Format numbers for people, in each language, and for files; imports nothing else of the product.

People see at most two decimals, or as many as needed for one significant digit: a number that is
not zero is never shown as 0. Numbers next to each other get as many decimals as needed to differ.
Files and JSON hold the full number (docs/decisions/0220-one-number-format.md). Pages that switch
languages format numbers by the same algorithm, ``render/assets/js/map/numbers.js``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import inf, isfinite, isnan
from typing import Any, Final, Literal, TypeAlias, cast

Language = Literal["id", "en"]
Amount: TypeAlias = float | tuple[float, float] | None
"""A number; a range, low first; None if unknown."""
Exact: TypeAlias = tuple[int, int]
"""A number as an integer and the power of ten it is multiplied by: 1.5 is (15, -1)."""

UNKNOWN: Final = "–"
ALL: Final = (0.0, 100.0)
"""Percentages are kept distinct from these: almost everything is never shown as 100."""
_DECIMALS: Final = 2
_PLAIN: Final = 18
"""From 10^18 on, and below 10^-18, numbers use a power of ten: nobody counts so many zeros."""
_MARKS: Final = str.maketrans(",.", ".,")
_TWO_WAYS: Final = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_WHOLE: Final = 1e15
"""Below this, every float without a fraction is written in full."""


def format_number(value: Amount, language: Language, *, beside: Iterable[Amount] = ()) -> str:
    """Format a number or a range for people, distinct from those ``beside`` it.

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
    """Format numbers and ranges shown next to each other, so that different ones look different.

    Each gets at most two decimals, or as many as needed to show one significant digit, or to
    distinguish it from the others and from those ``beside`` them, which are shown elsewhere. Halves
    are rounded away from zero, based on the number as written: 1.005 becomes 1.01.

    >>> format_numbers([100.0, 99.9961, 66.6667, None], "en")
    ['100', '99.996', '66.67', '–']
    >>> format_numbers([(1.0, 1.00001), 1.0000001], "id")
    ['1–1,00001', '1,0000001']
    """
    return list(_formatted(tuple(values), language, tuple(beside)))


@lru_cache(maxsize=4096)
def _formatted(
    values: tuple[Amount, ...], language: Language, beside: tuple[Amount, ...]
) -> tuple[str, ...]:
    """Format as ``format_numbers``; the numbers of a plan repeat, and are shown many times."""
    exacts = {end: _exact(end) for end in _ends((*values, *beside))}
    texts = _format_distinct(exacts.values())

    def format_one(number: float) -> str:
        if not _has_digits(number):
            return UNKNOWN if isnan(number) else "∞" if number > 0 else "−∞"
        return _in(language, texts[exacts[number]][0])

    return tuple(
        UNKNOWN if value is None else "–".join(map(format_one, _both(value))) for value in values
    )


def format_apart(values: Iterable[Amount], language: Language) -> dict[Amount, str]:
    """Return the text of each of the values shown next to each other, and of unknown ones.

    >>> format_apart([100.0, 99.9961, 100.0], "en")
    {None: '–', 100.0: '100', 99.9961: '99.996'}
    """
    values = list(dict.fromkeys((None, *values)))
    return dict(zip(values, format_numbers(values, language), strict=True))


def format_cells(cells: Iterable[object], language: Language) -> list[str | None]:
    """Format the fractions in a column or row, alone or in lists of numbers, to be distinct.

    None for every other cell. An integer may be a year or an id, so it is left unchanged.

    >>> format_cells([100, 99.9961, [0.5, 2026, None], "x", [2025]], "id")
    [None, '99,996', '0,5; 2026; –', None, None]
    """
    found = [_numbers_of(cell) for cell in cells]
    every = [number for numbers in found for number in numbers if number is not None]
    fractions = iter(
        format_numbers(
            (one for one in every if isinstance(one, float)),
            language,
            beside=[one for one in every if not isinstance(one, float)],
        )
    )

    def text(number: float | None) -> str:
        if number is None:
            return UNKNOWN
        return next(fractions) if isinstance(number, float) else str(number)

    return [
        "; ".join(map(text, numbers)) if any(isinstance(one, float) for one in numbers) else None
        for numbers in found
    ]


def format_share(part: float, whole: float, language: Language) -> str:
    """Format a percentage, without the sign: 0 and 100 are used only for none and all.

    >>> format_share(1, 3, "id"), format_share(99_999, 100_000, "en"), format_share(1, 10**6, "en")
    ('33,33', '99.999', '0.0001')
    """
    return format_number(100 * part / whole, language, beside=ALL)


def cell_format(value: float, *, beside: Iterable[Amount] = ()) -> str:
    """Return the number format of a spreadsheet cell that holds the full ``value``.

    It shows as many decimals as people would see; the spreadsheet program adds the separators of
    the reader's locale. A fraction has at least two decimals, so that columns stay aligned.

    >>> cell_format(1250.0), cell_format(76.4), cell_format(0.00003), cell_format(1e-30)
    ('#,##0', '#,##0.00', '#,##0.00000', '0.00E+00')
    >>> cell_format(99.996), cell_format(99.996, beside=[100.0])
    ('#,##0.00', '#,##0.000')
    """
    exact = _exact(value)
    _, decimals = _format_distinct(map(_exact, _ends((value, *beside))))[exact]
    if _is_power(exact):
        return f"0.{'0' * decimals}E+00"
    return "#,##0" if exact[1] >= 0 else f"#,##0.{'0' * decimals}"


def write_number(number: float) -> str:
    """Return the shortest text that reads back as exactly ``number``, for files.

    A point followed by exactly three digits could be a thousands separator (contract §2), so such
    numbers get a fourth digit.

    >>> write_number(1250.0), write_number(12.345), write_number(0.125), write_number(1e-7)
    ('1250', '12.3450', '0.125', '1e-07')
    """
    if float(number).is_integer() and abs(number) < _WHOLE:
        return str(int(number))
    text = repr(float(number))
    return f"{text}0" if _TWO_WAYS.fullmatch(text) else text


def write_range(low: float, high: float) -> str:
    """Return a range target for files, low first.

    >>> write_range(-5.0, 2.5)
    '-5..2.5'
    """
    return f"{write_number(low)}..{write_number(high)}"


def finite(value: Any) -> Any:
    """Return ``value`` in a form valid in JSON: non-finite numbers become None at any depth.

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
    """Yield every finite number, for ranges both ends."""
    for value in values:
        if value is not None:
            yield from filter(_has_digits, _both(value))


def _numbers_of(cell: object) -> Sequence[float | None]:
    """Return the numbers of a cell with nothing else in it: one, or a list of them."""
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
    """Return the digits of ``number`` as written, without the noise of binary fractions."""
    text = str(int(number)) if isinstance(number, int) else repr(float(number))
    mantissa, _, exponent = text.partition("e")
    whole, _, part = mantissa.partition(".")
    digits = (whole + part).rstrip("0")
    power = int(exponent or 0) + len(whole) - len(digits)
    return (int(digits), power) if digits.strip("-0") else (0, 0)


def _format_distinct(numbers: Iterable[Exact]) -> dict[Exact, tuple[str, int]]:
    """Return each number in English format, with the fewest decimals that make it distinct."""
    texts = {exact: _format_exact(exact, _own_decimals(exact)) for exact in numbers}
    while len({text for text, _ in texts.values()}) < len(texts):
        alike = Counter(text for text, _ in texts.values())
        for exact, (text, decimals) in texts.items():
            if alike[text] > 1:
                texts[exact] = _format_exact(exact, decimals + 1)
    return texts


def _own_decimals(exact: Exact) -> int:
    magnitude = _magnitude(exact)
    return _DECIMALS if magnitude < -_PLAIN else max(_DECIMALS, -magnitude)


def _magnitude(exact: Exact) -> int:
    """Return the power of ten of the first digit; 0 for zero."""
    digits, power = exact
    return len(str(abs(digits))) - 1 + power if digits else 0


def _is_power(exact: Exact) -> bool:
    return not -_PLAIN <= _magnitude(exact) < _PLAIN


def _format_exact(exact: Exact, decimals: int) -> tuple[str, int]:
    return _text(exact, decimals), decimals


def _text(exact: Exact, decimals: int) -> str:
    """Return the number with at most so many decimals, in English format."""
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
    """Return ``digits`` × 10^``power``, rounded half up to ``decimals``, without trailing zeros."""
    dropped = -power - decimals
    rounded = (
        (digits + 5 * 10 ** (dropped - 1)) // 10**dropped if dropped > 0 else digits * 10**-dropped
    )
    text = str(rounded).rjust(decimals + 1, "0")
    part = text[-decimals:].rstrip("0")
    return f"{int(text[:-decimals]):,}" + (f".{part}" if part else "")
