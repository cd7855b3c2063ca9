"""Numbers that digits do not tell: those beyond all numbers, and those of very many digits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from kinerja_graph.texts import Language

_MANY: Final = 1e18
"""From here on the digits of a float are noise; budgets of a whole country stay below."""


def extreme(value: float, language: Language) -> str | None:
    """How people read a number that has no digits, or too many; None: digits tell it.

    >>> extreme(float("inf"), "id"), extreme(float("-inf"), "en"), extreme(float("nan"), "id")
    ('∞', '−∞', '–')
    >>> extreme(-1.7e308, "id"), extreme(1e18, "en"), extreme(3.3e15, "id")
    ('−1,7 × 10^308', '1 × 10^18', None)
    """
    if math.isnan(value):
        return "–"
    sign = "−" if value < 0 else ""
    if math.isinf(value):
        return f"{sign}∞"
    if abs(value) < _MANY:
        return None
    digits, _, power = f"{abs(value):.6e}".partition("e")
    digits = digits.rstrip("0").rstrip(".")
    if language == "id":
        digits = digits.replace(".", ",")
    return f"{sign}{digits} × 10^{int(power)}"


def finite(value: Any) -> Any:
    """``value`` as JSON can hold it: numbers that JSON lacks are None, however deep they stand.

    >>> finite({"a": [1.5, float("inf")], "b": float("nan"), "c": "x"})
    {'a': [1.5, None], 'b': None, 'c': 'x'}
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: finite(one) for key, one in cast("Mapping[str, object]", value).items()}
    if isinstance(value, list | tuple):
        return [finite(one) for one in cast("Sequence[object]", value)]
    return value
