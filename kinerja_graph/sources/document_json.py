"""Read JSON strictly: a key must not occur twice in one object, since one value would be lost."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from kinerja_graph.sources.reasons import Begins, DoubledKeyError, place_in
from kinerja_graph.sources.sentences_document import cause
from kinerja_graph.texts import Text

_LONGEST_INT: Final = 400
_SPACE: Final = re.compile(r"[ \t\n\r]*")
_AFTER_ITEM: Final = re.compile(r"[ \t\n\r]*([,\]])[ \t\n\r]*")
_MARK: Final = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?|[{}\[\]]')
"""A string, with the colon that makes it a key, or the start or end of an object or list."""
_NUMBER: Final = re.compile(r"-?\d+(?:[.,]\d+)*")
_COMMA: Final = re.compile(r"(-?\d{1,3}(?:\.\d{3})+|-?\d+),(\d+)")
"""A number in Indonesian notation, possibly with dots for thousands."""
_THOUSANDS: Final = re.compile(r"-?[1-9]\d{0,2},\d{3}")
"""A number whose comma may be for thousands or decimals."""
_WORD: Final = re.compile(r"[^\W\d_][^\x00-\x1f\",:\[\]{}]*")
_QUOTES: Final = "“”„«»’\u2018"
_LONGEST_TOLD: Final = 60
_PLAIN: Final = {
    word: plain
    for plain, words in (
        ("true", "true ya yes benar"),
        ("false", "false tidak no salah"),
        ("null", "null none nil nan kosong"),
    )
    for word in words.split()
}
"""Return the JSON value that a word may be meant as."""


class _DoubledError(ValueError):
    """A key occurs twice somewhere in the document."""


def load_json(text: str) -> tuple[object, Begins]:
    """Parse the document, and find where the items of its tables begin.

    Raises:
        json.JSONDecodeError: not JSON.
        DoubledKeyError: a key occurs twice in one object.
        RecursionError: nested too deep.
    """
    decoder = json.JSONDecoder(object_pairs_hook=_Objects(), parse_int=_integer)
    try:
        return _tables(text, decoder) or (decoder.decode(text), {})
    except _DoubledError:
        raise _first_doubled(text) from None


def _tables(text: str, decoder: json.JSONDecoder) -> tuple[object, Begins] | None:
    """Parse the outermost object, its lists item by item so that the position of each is known.

    None if it is not an object, or not JSON: the decoder reports that, given the whole text.
    """
    pairs: list[tuple[str, object]] = []
    begins: dict[object, list[int]] = {}
    sign, at = _next(text, 0)
    try:
        while sign == ("," if pairs else "{"):
            sign, at = _next(text, at + 1)
            key, at = decoder.raw_decode(text, at)
            colon, at = _next(text, at)
            if sign != '"' or colon != ":":
                return None
            sign, at = _next(text, at + 1)
            if sign == "[":
                value, begins[key], at = _items(text, at, decoder)
            else:
                begins[key] = [at]
                value, at = decoder.raw_decode(text, at)
            pairs.append((key, value))
            sign, at = _next(text, at)
    except json.JSONDecodeError:
        return None
    if not pairs or sign != "}" or _next(text, at + 1)[0]:
        return None
    return _Objects()(pairs), begins


def _items(text: str, at: int, decoder: json.JSONDecoder) -> tuple[list[object], list[int], int]:
    """Parse the list at ``at``: its items, where each begins, and where the list ends.

    Raises:
        json.JSONDecodeError: not a list.
    """
    items: list[object] = []
    begins: list[int] = []
    sign, at = _next(text, at + 1)
    while sign != "]":
        begins.append(at)
        item, at = decoder.raw_decode(text, at)
        items.append(item)
        after = _AFTER_ITEM.match(text, at)
        if after is None:
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        sign, at = after[1], after.end()
    return items, begins, at if items else at + 1


def _next(text: str, at: int) -> tuple[str, int]:
    """Return the next character that is not white space, empty at the end, and its position."""
    found: Any = _SPACE.match(text, at)  # always matches
    end = found.end()
    return text[end : end + 1], end


class _Objects:
    """Build the objects of a document; equal keys share one string, however many items."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def __call__(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        one = self._keys.setdefault
        found = {one(key, key): value for key, value in pairs}
        if len(found) < len(pairs):
            raise _DoubledError
        return found


def _integer(digits: str) -> int | float:
    """Parse a whole number; one with absurdly many digits is infinite, which no heading accepts."""
    return int(digits) if len(digits) < _LONGEST_INT else float(digits)


def _first_doubled(text: str) -> DoubledKeyError:
    """Return the first key that occurs twice in one object, at its second position."""
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


def cause_in_json(error: json.JSONDecodeError) -> Text | None:
    """Recognise a planner's mistake that JSON takes for something else; None if it is unknown."""
    sign = error.doc[error.pos : error.pos + 1]
    where = place_in(error.doc, error.pos)
    if error.msg.startswith("Invalid control character"):
        return cause("open-text", where) if sign in {"\n", "\r"} else None
    if error.msg.startswith("Invalid"):
        return cause("escape", where)
    if error.msg.startswith(("Expecting property name", "Expecting ','")):
        found = _unreadable_number(error)
        if found is not None:
            return found
    elif error.msg.startswith("Expecting value"):
        word = _WORD.match(error.doc, error.pos)
        if word is not None and error.doc[: error.pos].strip():
            return _bare_word(word[0].strip(), where)
        if sign == "'":
            return cause("quotes", where, sign=sign)
    return cause("quotes", where, sign=sign) if sign and sign in _QUOTES else None


def _unreadable_number(error: json.JSONDecodeError) -> Text | None:
    """Say what is wrong with the number at the error, if there is one."""
    start = error.doc.rfind("\n", 0, error.pos) + 1
    for number in _NUMBER.finditer(error.doc, start):
        if number.start() >= error.pos:
            break
        if number.end() > error.pos:
            return _about_number(number[0], place_in(error.doc, number.start()))
    return None


def _about_number(number: str, where: Text) -> Text | None:
    if re.match(r"-?0\d", number):
        return cause("leading-zero", where)
    comma = _COMMA.fullmatch(number)
    if comma is None:
        return cause("dots", where) if number.count(".") > 1 and "," not in number else None
    whole, decimals = comma[1].replace(".", ""), comma[2]
    meant = f"{whole}.{decimals}"
    if _THOUSANDS.fullmatch(number):
        return cause("either-comma", where, thousands=whole + decimals, number=meant)
    return cause("decimal-comma", where, number=meant)


def _bare_word(word: str, where: Text) -> Text:
    plain = _PLAIN.get(word.lower())
    if plain is not None:
        return cause("word-or", where, word=word, plain=plain)
    told = word if len(word) <= _LONGEST_TOLD else word[:_LONGEST_TOLD] + "…"
    return cause("word", where, word=told)
