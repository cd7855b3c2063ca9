"""Suggest how to write an unreadable number, and where its unit belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kinerja_graph.texts import Text, _

_OTHER_TABLE: Final = _("; its unit in measure_unit of indicators")
_SAME_TABLE: Final = _("; its unit in {heading}")
_UNITS: Final = {
    "baseline": "measure_unit",
    "output_quantity": "output_unit",
    "duration": "duration_unit",
}
"""Numbers whose unit is in the same table, and its heading."""
_AMBIGUOUS: Final = re.compile(r"(?<=[0-9])[.,](?=[0-9]{3})")


def unit_place(column: str | None, written: Mapping[str, str]) -> Text | str:
    """Say where the unit of a number in this column is written; blank if nowhere."""
    if column in {"target", "realisation"}:
        return _OTHER_TABLE
    unit = _UNITS.get(column or "")
    return "" if unit is None else _SAME_TABLE.filled(heading=written[unit])


def both_readings(text: str) -> dict[str, str | Text]:
    """Rewrite an ambiguous number unambiguously, as thousands and as a fraction.

    >>> both_readings("1.250")
    {'whole': '1250', 'fraction': Text(id='1,2500', en='1.2500')}
    >>> both_readings("99,996..100")
    {'whole': '99996..100', 'fraction': Text(id='99,9960..100', en='99.9960..100')}
    """
    digits = re.compile(_AMBIGUOUS.pattern + "([0-9]{3})")
    return {
        "whole": _AMBIGUOUS.sub("", text),
        "fraction": Text(id=digits.sub(r",\g<1>0", text), en=digits.sub(r".\g<1>0", text)),
    }
