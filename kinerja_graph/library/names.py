"""The labels, relationship types and properties that a statement names, against the schema."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kinerja_graph.library.tokens import Token
from kinerja_graph.model.schema import BY_LABEL, BY_TYPE

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


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that the schema does not have: what it should be, and its line in the text."""

    kind: NameKind
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The inside of one pair of brackets of a graph pattern."""

    variable: str
    kinds: tuple[Token, ...]
    is_edge: bool
    keys: tuple[Token, ...]


def unknown_names(text: Sequence[Token]) -> list[UnknownName]:
    """Labels, types and properties in ``text`` that ``model/schema.py`` does not know, in order.

    A property is held against the labels or types that its variable is matched with anywhere in
    the statement; of a variable without any, against all of them; of what is no pattern variable
    (a row, a map) it is not looked at.
    """
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
    for here, owner in enumerate(text[:-2]):
        name = text[here + 2]
        is_access = owner.kind == name.kind == "name" and text[here + 1].text == "."
        if not is_access or owner.text not in known or (here and text[here - 1].text == "."):
            continue
        if name.text not in known[owner.text]:
            yield UnknownName("property", name.text, name.line)


def _patterns(text: Sequence[Token]) -> Iterator[_Pattern]:
    for here, token in enumerate(text):
        if token.text == "[" and here and text[here - 1].text == "-":
            yield _inside(text, here + 1, is_edge=True)
        elif token.text == "(" and _opens_node(text, here):
            yield _inside(text, here + 1, is_edge=False)


def _opens_node(text: Sequence[Token], here: int) -> bool:
    before = text[here - 1] if here else None
    if before is not None and before.kind == "name" and before.text.upper() not in _BEFORE_PATTERN:
        return False
    after = text[here + 1 : here + 3]
    if after and after[0].kind == "name" and len(after) > 1:
        return after[1].text in {":", ")", "{"}
    return bool(after) and after[0].text in {":", ")", "{"}


def _inside(text: Sequence[Token], start: int, *, is_edge: bool) -> _Pattern:
    """The pattern whose bracket opened just before ``start``."""
    here = start
    variable = ""
    if text[here].kind == "name":
        variable = text[here].text
        here += 1
    kinds: list[Token] = []
    while here < len(text) and _is_kind(text, here):
        if text[here].kind == "name":
            kinds.append(text[here])
        here += 1
    return _Pattern(variable, tuple(kinds), is_edge, tuple(_keys(text, here)))


def _is_kind(text: Sequence[Token], here: int) -> bool:
    """Whether a sign between labels or types stands here, or a name right after one."""
    if text[here].kind == "name":
        return text[here - 1].text in _BETWEEN_KINDS
    return text[here].text in _BETWEEN_KINDS


def _keys(text: Sequence[Token], here: int) -> Iterator[Token]:
    """The keys of the property map of a pattern, where one opens within it."""
    while here < len(text) and (text[here].text in {"*", "."} or text[here].kind == "number"):
        here += 1
    if here >= len(text) or text[here].text != "{":
        return
    depth = 0
    for place in range(here, len(text)):
        sign = text[place].text
        if sign in {"{", "[", "("}:
            depth += 1
        elif sign in {"}", "]", ")"}:
            depth -= 1
            if depth == 0:
                return
        elif depth == 1 and text[place].kind == "name" and text[place + 1].text == ":":
            yield text[place]
