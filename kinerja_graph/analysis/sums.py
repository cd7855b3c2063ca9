"""Sums of a plan's decimal numbers: what one gets who adds them up by hand."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal


def exact(number: float) -> Decimal:
    """The decimal number that was written down, free of the noise of binary fractions."""
    return Decimal(repr(float(number)))


def total(numbers: Iterable[float]) -> float:
    """The sum of decimal numbers.

    >>> total([0.1, 0.2]), total([])
    (0.3, 0.0)
    """
    return float(sum(map(exact, numbers), Decimal(0)))


def difference(upper: float, lower: float) -> float:
    """``upper`` less ``lower``.

    >>> difference(0.3, 0.1)
    0.2
    """
    return float(exact(upper) - exact(lower))
