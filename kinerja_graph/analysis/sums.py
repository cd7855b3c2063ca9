"""Exact sums of a plan's decimal numbers, as if added up by hand."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal


def exact(number: float) -> Decimal:
    """Return the decimal number as written, without the noise of binary fractions."""
    return Decimal(repr(float(number)))


def total(numbers: Iterable[float]) -> float:
    """Return the sum of decimal numbers.

    >>> total([0.1, 0.2]), total([])
    (0.3, 0.0)
    """
    return float(sum(map(exact, numbers), Decimal(0)))


def difference(upper: float, lower: float) -> float:
    """Return ``upper`` minus ``lower``.

    >>> difference(0.3, 0.1)
    0.2
    """
    return float(exact(upper) - exact(lower))
