"""Read the names of the columns a free query returns from its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.library.tokens import Token, tokens

_AFTER_COLUMNS: Final = ("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION")
_BEFORE_A_VALUE: Final = (
    "RETURN", "DISTINCT", "BY", "WITH", "UNWIND", "IN", "SKIP", "LIMIT", "WHERE", "AND", "OR",
    "XOR", "NOT", "CASE", "WHEN", "THEN", "ELSE",
)  # fmt: skip
"""Keywords after which a word is not a clause but a value that is returned or compared."""
_SIGNS_BEFORE_A_NAME: Final = frozenset(",.:=<>+-/%^|([{")
_DEPTH: Final = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


def column_names(text: str) -> tuple[str, ...]:
    """Return the names in the last RETURN outside brackets: alias, or expression as written.

    Needed because an engine that returns no rows may return no names either. Empty for
    ``RETURN *``.

    >>> column_names("MATCH (n) RETURN n.id AS id, count( * ) , n {.name} ORDER BY id")
    ('id', 'count( * )', 'n {.name}')
    """
    found = list(tokens(text))
    names = name_indexes(found)
    returns = [
        index for index in _outside(found, 0) if index not in names and found[index].says("RETURN")
    ]
    if not returns:
        return ()
    start = returns[-1] + 1
    if start < len(found) and found[start].says("DISTINCT"):
        start += 1
    groups: list[list[Token]] = [[]]
    outside = set(_outside(found, start))
    for index in range(start, len(found)):
        word = found[index]
        if index in outside - names and word.says(*_AFTER_COLUMNS):
            break
        if index in outside and word.text == ",":
            groups.append([])
        else:
            groups[-1].append(word)
    named = tuple(_name(text, group) for group in groups if group)
    return () if named == ("*",) else named


def _outside(found: Sequence[Token], start: int) -> Iterator[int]:
    """Yield the indexes from ``start`` on that are outside all brackets."""
    depth = 0
    for index in range(start, len(found)):
        change = _DEPTH.get(found[index].text, 0) if found[index].kind == "sign" else 0
        if depth == 0 and change <= 0:
            yield index
        depth += change


def name_indexes(found: Sequence[Token]) -> set[int]:
    """Return the indexes of names that may look like keywords: aliases, properties, list items."""
    names: set[int] = set()
    for index in range(1, len(found)):
        before = found[index - 1]
        is_word = index - 1 not in names
        begins = before.says(*_BEFORE_A_VALUE) and not found[index].says("DISTINCT")
        if before.text in _SIGNS_BEFORE_A_NAME or (is_word and (begins or before.says("AS"))):
            names.add(index)
    return names


def _name(text: str, group: Sequence[Token]) -> str:
    """Return the alias of one returned expression, or its text."""
    if len(group) > 1 and group[-2].says("AS"):
        return _unquoted(group[-1].text)
    if len(group) == 1:
        return _unquoted(group[0].text)
    return text[group[0].end - len(group[0].text) : group[-1].end]


def _unquoted(name: str) -> str:
    return name[1:-1].replace("``", "`") if name.startswith("`") else name
