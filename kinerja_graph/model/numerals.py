"""Numbers as text that can be read in one way only, whatever the reader's decimal sign."""

from __future__ import annotations

import re
from typing import Final

_EXACT: Final = 1e15
"""Below it every whole float is written as its digits."""
_TWO_WAYS: Final = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


def numeral(number: float) -> str:
    """The shortest text that is read back as exactly ``number`` and as nothing else.

    A point with exactly three digits behind it could part thousands (contract §2), so such a
    number gets a fourth.

    >>> numeral(1250.0), numeral(12.345), numeral(0.125), numeral(1e-7)
    ('1250', '12.3450', '0.125', '1e-07')
    """
    if float(number).is_integer() and abs(number) < _EXACT:
        return str(int(number))
    text = repr(float(number))
    return f"{text}0" if _TWO_WAYS.fullmatch(text) else text


def span(low: float, high: float) -> str:
    """A range target, low first.

    >>> span(-5.0, 2.5)
    '-5..2.5'
    """
    return f"{numeral(low)}..{numeral(high)}"
