"""Check the labels, relationship types and properties in a statement against the schema."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kinerja_graph.library.tokens import Token
from kinerja_graph.model.schema import BY_LABEL, BY_TYPE

_END: Final = Token("sign", "", 0, 0, 0)
NameKind = Literal["label", "type", "property"]

_BEFORE_PATTERN: Final = frozenset(
    {"MATCH", "CREATE", "MERGE", "WHERE", "NOT", "AND", "OR", "XOR", "EXISTS", "FOR", "WHEN"}
)
_BETWEEN_KINDS: Final = frozenset({":", "|", "&", "!"})
_OF_TYPE: Final = {
    name: frozenset(item.name for item in edge.properties) for name, edge in BY_TYPE.items()
}
_OF_LABEL: Final = {label: node.names() for label, node in BY_LABEL.items()}
_ANY_EDGE: Final[frozenset[str]] = frozenset(name for names in _OF_TYPE.values() for name in names)
_ANY_NODE: Final[frozenset[str]] = frozenset(name for names in _OF_LABEL.values() for name in names)
_ANY_KIND: Final = frozenset({*_OF_TYPE, *_OF_LABEL})


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name missing from the schema: its expected kind, and its line in the text, from 1."""

    kind: NameKind
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The contents of one pair of brackets in a graph pattern."""

    variable: str
    kinds: tuple[Token, ...]
    is_edge: bool
    keys: tuple[Token, ...]


def unknown_names(statement: Sequence[Token]) -> list[UnknownName]:
    """Return the labels, types and properties unknown to ``model/schema.py``, in order.

    A property is checked against the labels or types that its variable is matched with anywhere in
    the statement; for a variable without any, against all of them. Properties of anything other
    than a pattern variable (a row, a map) are not checked.
    """
    text = [*statement, _END, _END, _END]
    known: dict[str, set[str]] = defaultdict(set)
    found: list[UnknownName] = []
    for pattern in _patterns(text):
        table = _OF_TYPE if pattern.is_edge else _OF_LABEL
        kind: NameKind = "type" if pattern.is_edge else "label"
        found.extend(
            UnknownName(kind, token.text, token.line)
            for token in pattern.kinds
            if token.text not in table
        )
        allowed = set(_ANY_EDGE if pattern.is_edge else _ANY_NODE)
        if pattern.kinds:
            allowed = {name for token in pattern.kinds for name in table.get(token.text, allowed)}
        found.extend(
            UnknownName("property", token.text, token.line)
            for token in pattern.keys
            if token.text not in allowed
        )
        if pattern.variable:
            known[pattern.variable] |= allowed
    found.extend(_unknown_properties(text, known))
    return sorted(found, key=lambda item: item.line)


def _unknown_properties(text: Sequence[Token], known: dict[str, set[str]]) -> Iterator[UnknownName]:
    """Yield unknown names after a pattern variable: ``x.name`` and, as a condition, ``x:Label``."""
    for here, owner in enumerate(text[:-2]):
        sign, name = text[here + 1].text, text[here + 2]
        before = text[here - 1].text if here else ""
        if owner.kind != "name" or name.kind != "name" or owner.text not in known:
            continue
        if sign == "." and before != "." and name.text not in known[owner.text]:
            yield UnknownName("property", name.text, name.line)
        if sign == ":" and before not in {"(", "[", "{", ","} and name.text not in _ANY_KIND:
            yield UnknownName("label", name.text, name.line)


def _patterns(text: Sequence[Token]) -> Iterator[_Pattern]:
    for here, token in enumerate(text):
        if token.text == "[" and here and text[here - 1].text == "-":
            yield _inside(text, here + 1, is_edge=True)
        elif token.text == "(" and _opens_node(text, here):
            yield _inside(text, here + 1, is_edge=False)


def _opens_node(text: Sequence[Token], here: int) -> bool:
    before = text[here - 1] if here else _END
    if before.kind == "name" and before.text.upper() not in _BEFORE_PATTERN:
        return False
    return text[here + 2 if text[here + 1].kind == "name" else here + 1].text in {":", ")", "{"}


def _inside(text: Sequence[Token], here: int, *, is_edge: bool) -> _Pattern:
    """Return the pattern whose bracket opens just before ``here``."""
    variable = ""
    if text[here].kind == "name":
        variable = text[here].text
        here += 1
    kinds: list[Token] = []
    while text[here].text in _BETWEEN_KINDS or text[here - 1].text in _BETWEEN_KINDS:
        if text[here].kind == "name":
            kinds.append(text[here])
        here += 1
    while text[here].text in {"*", ".."} or text[here].kind == "number":
        here += 1
    keys = tuple(_keys(text, here)) if text[here].text == "{" else ()
    return _Pattern(variable, tuple(kinds), is_edge, keys)


def _keys(text: Sequence[Token], start: int) -> Iterator[Token]:
    """Yield the keys of the property map that opens at ``start``."""
    depth = 0
    for here in range(start, len(text) - 1):
        sign = text[here].text
        depth += {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}.get(sign, 0)
        if depth == 0:
            return
        if depth == 1 and text[here].kind == "name" and text[here + 1].text == ":":
            yield text[here]
