"""Read numbers as planners write them, exactly or not at all (contract §2).

Two styles are read, ``1.250,5`` and ``1,250.5``; if a text could be either, it is not guessed.
"""

from __future__ import annotations

import math
import re
from enum import Enum
from typing import Final, Literal

Decimal = Literal["comma", "dot"]
Range = tuple[float, float]


class Unread(Enum):
    """Why a text is not a number; the value is the key of the sentence about it."""

    TEXT = "bad-number"
    AMBIGUOUS = "bad-number:ambiguous"
    TOO_LARGE = "bad-number:infinite"
    NOT_A_RANGE = "bad-number:range"
    REVERSED = "bad-number:reversed"


_LONGEST_RANGE: Final = 200
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_SCIENTIFIC = re.compile(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+")
_GROUPED = re.compile(
    r"""(?P<whole>[1-9][0-9]{0,2}(?:
          (?:\.[0-9]{3})+(?=,) | (?:\.[0-9]{3}){2,}(?![.,])  # 1.250,5 and 1.250.000
        | (?:,[0-9]{3})+(?=\.) | (?:,[0-9]{3}){2,}(?![.,])   # 1,250.5 and 1,250,000
        | (?:[ \u00a0\u202f][0-9]{3})+                       # 1 250 and 1 250,5
        ))(?:[.,](?P<part>[0-9]+))?""",
    re.VERBOSE,
)
_NO_DIGIT = re.compile(r"[^0-9]")
_SPLIT = re.compile(r"(?=(\.\.|-|\u2013))")


def parse_number(text: str, decimal: Decimal | None = None) -> float | Unread:
    """Return the number in ``text``, or why there is none; a percent sign changes no value.

    ``decimal`` settles texts such as ``1.250``, which are otherwise ambiguous, and nothing else.

    >>> parse_number("1.250,5"), parse_number("100 %"), parse_number("1.250")
    (1250.5, 100.0, <Unread.AMBIGUOUS: 'bad-number:ambiguous'>)
    """
    text = text.strip().replace("\u2212", "-")
    if text.endswith("%"):
        text = text[:-1].rstrip()
    sign, body = (text[0], text[1:]) if text[:1] in {"+", "-"} else ("", text)
    plain = _plain(body, decimal)
    if isinstance(plain, Unread):
        return plain
    number = float(sign + plain)
    return number + 0.0 if math.isfinite(number) else Unread.TOO_LARGE


def _plain(body: str, decimal: Decimal | None) -> str | Unread:
    """Return an unsigned number in Python's notation."""
    ambiguous = _AMBIGUOUS.fullmatch(body)
    if ambiguous:
        if decimal is None:
            return Unread.AMBIGUOUS
        parts = (decimal == "comma") == (ambiguous[1] == ",")
        return body.replace(ambiguous[1], "." if parts else "")
    if _PLAIN.fullmatch(body):
        return body.replace(",", ".")
    if _SCIENTIFIC.fullmatch(body):
        return body
    grouped = _GROUPED.fullmatch(body)
    if grouped is None:
        return Unread.TEXT
    return _NO_DIGIT.sub("", grouped["whole"]) + "." + (grouped["part"] or "0")


def decimal_sign(text: str) -> Decimal | None:
    """Return the decimal sign that an unsigned number proves; None if it proves none.

    >>> [decimal_sign(text) for text in ("12,5", "0.125", "1.250.000", "1.250,5", "1.250", "12")]
    ['comma', 'dot', 'comma', 'comma', None, None]
    """
    last = max(text.rfind(","), text.rfind("."))
    if last < 0 or _AMBIGUOUS.fullmatch(text) or not isinstance(parse_number(text), float):
        return None
    is_decimal = text.count(text[last]) == 1  # several group the thousands
    return "comma" if (text[last] == ",") == is_decimal else "dot"


def parse_range(text: str, decimal: Decimal | None = None) -> Range | Unread:
    """Return low and high of a range target: ``80-90``, ``80–90`` or ``80..90``; ends may be equal.

    >>> parse_range("80-90"), parse_range("-5..-2,5"), parse_range("90-80")
    ((80.0, 90.0), (-5.0, -2.5), <Unread.REVERSED: 'bad-number:reversed'>)
    """
    if len(text) > _LONGEST_RANGE:
        return Unread.NOT_A_RANGE
    reason = Unread.NOT_A_RANGE
    for split in _SPLIT.finditer(text):
        low = parse_number(text[: split.start()], decimal)
        high = parse_number(text[split.start() + len(split[1]) :], decimal)
        if isinstance(low, float) and isinstance(high, float):
            return (low, high) if low <= high else Unread.REVERSED
        if low is not Unread.TEXT and high is not Unread.TEXT:
            reason = (
                low if isinstance(low, Unread) else high if isinstance(high, Unread) else reason
            )
    return reason


def finite(number: float) -> float | Unread:
    """Return a number cell as a float; NaN, infinity and what no float can hold are not numbers."""
    try:
        value = float(number)
    except OverflowError:
        return Unread.TOO_LARGE
    if math.isnan(value):
        return Unread.TEXT
    return value + 0.0 if math.isfinite(value) else Unread.TOO_LARGE


def whole(number: float | Unread) -> int | None:
    """Return the whole number that was read, or None."""
    return int(number) if isinstance(number, float) and number.is_integer() else None
