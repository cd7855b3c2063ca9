"""Statements broken in small ways: each mutant is one change of one place.

The text is read as tokens with their places, so that nothing inside a string or a comment is
taken for code. What a change makes of the statement need not be valid; who runs it sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<space>\s+|//[^\n]*)
    |(?P<string>'(?:\\.|[^'\\])*')
    |(?P<parameter>\$\w+)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign><=|>=|<>|<-|->|\.\.|.)""",
    re.VERBOSE | re.DOTALL,
)
_SWAPS: Final = {
    ">": ">=", ">=": ">", "<": "<=", "<=": "<", "=": "<>", "<>": "=", "+": "-",
    "AND": "OR", "OR": "AND", "all": "any", "none": "any",
}  # fmt: skip
_CLAUSES: Final = frozenset(
    {"MATCH", "OPTIONAL", "WITH", "RETURN", "CALL", "UNWIND", "UNION", "ORDER", "WHERE", "WHEN"}
)
_EDGE: Final = re.compile(r"(<?-)(\[[^\]]*\])(->?)")
_ALTERNATION: Final = re.compile(r":(\w+(?:\|\w+)+)")
_LITERALS: Final = re.compile(r"\[('[^'\]]*'(?:,\s*'[^'\]]*')+)\]")
_SCOPE: Final = " {scope: $scope}"


@dataclass(frozen=True)
class Mutant:
    """One broken statement.

    Attributes:
        kind: what was done.
        change: ``before ⇒ after`` of the lines changed, white space folded: its name.
        text: the statement.
    """

    kind: str
    change: str
    text: str


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    depth: int


def mutants(text: str) -> tuple[Mutant, ...]:
    """Every mutant of the statement ``text``, in the order of their places; none twice."""
    found: dict[str, Mutant] = {}
    code = list(_tokens(text))
    edits = [
        *_swapped(code), *_numbers(code), *_dropped(code), *_parts_dropped(code),
        *_turned(text, code), *_alternatives(text), *_items(text),
    ]  # fmt: skip
    for kind, start, end, new in sorted(edits, key=lambda edit: (edit[1], edit[0], edit[3])):
        changed = text[:start] + new + text[end:]
        if changed not in found and changed != text:
            found[changed] = Mutant(kind, _change(text, changed), changed)
    return tuple(_named(found.values()))


_Edit = tuple[str, int, int, str]


def _tokens(text: str) -> Iterator[_Token]:
    depth = 0
    for match in _TOKEN.finditer(text):
        kind, said = str(match.lastgroup), match.group()
        if kind == "space":
            continue
        if said in {")", "]", "}"}:
            depth -= 1
        yield _Token(kind, said, match.start(), match.end(), depth)
        if said in {"(", "[", "{"}:
            depth += 1


def _swapped(code: Sequence[_Token]) -> Iterator[_Edit]:
    for token, after in pairwise(code):
        if token.text == "-" and after.text not in {"[", "("}:
            yield "plus for minus", token.start, token.end, "+"
        elif token.text in _SWAPS and token.kind in {"sign", "name"}:
            yield f"{token.text} swapped", token.start, token.end, _SWAPS[token.text]


def _numbers(code: Sequence[_Token]) -> Iterator[_Edit]:
    for token in code:
        if token.kind == "number" and token.text.isdigit():
            yield "number raised", token.start, token.end, str(int(token.text) + 1)
        elif token.kind == "number":
            yield "number raised", token.start, token.end, str(float(token.text) + 1)
        elif token.kind == "string" and len(token.text) > 2:
            yield "word changed", token.start, token.end, "'another'"


def _dropped(code: Sequence[_Token]) -> Iterator[_Edit]:
    for here, token in enumerate(code):
        word, after = token.text, code[here + 1] if here + 1 < len(code) else token
        if word in {"NOT", "DISTINCT", "OPTIONAL"} and token.kind == "name":
            yield f"{word} dropped", token.start, after.start, ""
        if word == "IS" and after.text == "NULL":
            yield "NOT added", after.start, after.start, "NOT "
        if word == "UNION" and after.text != "ALL":
            yield "ALL added", token.end, token.end, " ALL"
        if word == "{" and after.text == "scope":
            yield "scope dropped", token.start, token.start + len(_SCOPE) - 1, ""


def _parts_dropped(code: Sequence[_Token]) -> Iterator[_Edit]:
    """Each part of each WHERE that AND or OR joins, and a WHERE of one part altogether."""
    for here, token in enumerate(code):
        if token.text != "WHERE":
            continue
        end = next((n for n in range(here + 1, len(code)) if _ends(code[n], token)), len(code))
        stop = code[end - 1].end
        joints = [
            one for one in code[here + 1 : end]
            if one.text in {"AND", "OR"} and one.depth == token.depth
        ]  # fmt: skip
        if not joints:
            yield "condition dropped", token.start, stop, ""
            continue
        starts = [code[here + 1].start, *(one.end for one in joints)]
        ends = [*(one.start for one in joints), stop]
        for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
            if number == 0:
                yield "condition dropped", first, starts[1], ""
            else:
                yield "condition dropped", joints[number - 1].start, last, ""


def _ends(token: _Token, where: _Token) -> bool:
    if token.depth < where.depth:
        return True
    return token.depth == where.depth and (token.text in _CLAUSES or token.text == "|")


def _turned(text: str, code: Sequence[_Token]) -> Iterator[_Edit]:
    spans = {token.start for token in code}
    for match in _EDGE.finditer(text):
        left, inside, right = match.groups()
        if match.start() not in spans or (left == "-") == (right == "-"):
            continue
        new = f"<-{inside}-" if right == "->" else f"-{inside}->"
        yield "arrow turned", match.start(), match.end(), new


def _alternatives(text: str) -> Iterator[_Edit]:
    for match in _ALTERNATION.finditer(text):
        types = match.group(1).split("|")
        for dropped in types:
            new = ":" + "|".join(one for one in types if one != dropped)
            yield f"type {dropped} dropped", match.start(), match.end(), new


def _items(text: str) -> Iterator[_Edit]:
    for match in _LITERALS.finditer(text):
        items = re.findall(r"'[^']*'", match.group(1))
        for dropped in items:
            new = "[" + ", ".join(one for one in items if one != dropped) + "]"
            yield f"item {dropped} dropped", match.start(), match.end(), new


def _change(old: str, new: str) -> str:
    """The lines that differ, white space folded."""
    before, after = old.split("\n"), new.split("\n")
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    lines = (before[head : len(before) - tail], after[head : len(after) - tail])
    return " ⇒ ".join(" ".join(" ".join(part).split()) or "nothing" for part in lines)


def _named(found: Iterable[Mutant]) -> Iterator[Mutant]:
    """Mutants whose names differ: the second of the same name is ``… (2)``."""
    seen: dict[str, int] = {}
    for mutant in found:
        seen[mutant.change] = number = seen.get(mutant.change, 0) + 1
        change = mutant.change if number == 1 else f"{mutant.change} ({number})"
        yield Mutant(mutant.kind, change, mutant.text)
