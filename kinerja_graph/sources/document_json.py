"""JSON read as it is written: no key may stand twice in one object, for one value would be lost."""

from __future__ import annotations

import json
import re
from typing import Final

from kinerja_graph.sources.reasons import DoubledKeyError, place_in

_LONGEST_INT: Final = 400
_MARK: Final = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?|[{}\[\]]')
"""A text, with the colon that makes it a key, or the begin or end of an object or a list."""


class _DoubledError(ValueError):
    """Somewhere in the document a key stands twice."""


def load_json(text: str) -> object:
    """The document.

    Raises:
        json.JSONDecodeError: no JSON.
        DoubledKeyError: a key stands twice in one object.
        RecursionError: nested too deep.
    """
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except _DoubledError:
        raise _first_doubled(text) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _DoubledError
    return found


def _integer(digits: str) -> int | float:
    """A whole number; one with absurdly many digits is infinite, which no heading takes."""
    return int(digits) if len(digits) < _LONGEST_INT else float(digits)


def _first_doubled(text: str) -> DoubledKeyError:
    """The first key that stands twice in one object, at its second place."""
    within: list[set[str]] = []
    for mark in _MARK.finditer(text):
        sign = mark[0]
        if sign in "{[":
            within.append(set())
        elif sign in "}]":
            within.pop()
        elif mark[1] is not None:
            key = json.loads(sign[: -len(mark[1])], strict=False)
            if key in within[-1]:
                return DoubledKeyError(key, place_in(text, mark.start()))
            within[-1].add(key)
    message = "no key stands twice"
    raise AssertionError(message)
