"""Cypher text cut into tokens, so that names are found and words inside strings are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast

TokenKind = Literal["name", "quoted", "string", "number", "parameter", "sign"]

_PATTERN: Final = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:``|[^`])*`)
    |(?P<parameter>\$\w+)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text, and the line of the text on which it begins, from 0."""

    kind: TokenKind
    text: str
    line: int

    def says(self, word: str) -> bool:
        """Whether it is the keyword ``word`` (upper case), in any case."""
        return self.kind == "name" and self.text.upper() == word


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` in order; white space and comments are passed over.

    >>> [token.text for token in tokens("RETURN 'a // b' AS x // end")]
    ['RETURN', "'a // b'", 'AS', 'x']
    """
    line = 0
    for match in _PATTERN.finditer(text):
        if match.lastgroup != "space":
            yield Token(cast("TokenKind", match.lastgroup), match.group(), line)
        line += match.group().count("\n")
