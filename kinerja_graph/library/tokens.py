"""Tokenise Cypher, so that names can be told from words inside strings.

``tokens`` reads files of the library. ``strict_tokens`` reads user input, strictly enough that no
engine can read it differently: where two engines might tokenise differently (escapes that one
resolves before parsing, exotic white space, numbers that run into words, unclosed strings) the
text is refused, with line and column. What a free query does is decided by the engines
(``store/verdict.py``); tokens are used for early error messages and to limit the size of queries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple, cast

from kinerja_graph.errors import StatementRefused
from kinerja_graph.texts import Text, _

TokenKind = Literal["name", "quoted", "string", "number", "parameter", "sign", "unknown"]
WRITING_WORDS: Final = frozenset(
    {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "FOREACH", "LOAD", "INSERT"}
)
"""Keywords of clauses that do more than read, unless used as names."""

_PATTERN: Final = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:``|[^`])*`)
    |(?P<parameter>\$(?:[^\W\d]\w*|\d+|`(?:``|[^`])*`))
    |(?P<number>0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>\.\.|/(?!\*)|[!\#$%&()*+,\-.:;<=>?@\[\]^{|}~])
    |(?P<blank>\s+)
    |(?P<unknown>.)""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN_BLANKS: Final = frozenset(" \t\n")
_ESCAPE: Final = re.compile(r"\\[uU]([0-9a-fA-F]{4})?")
_STRING_ESCAPES: Final = re.compile(r"""\\(?![\\'"`bfnrtuU])""")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_LAST_CONTROL: Final = 0xA0
"""The last code point of ASCII, control characters and blanks: no escape may produce these."""
_MEND_PLAIN: Final = _(
    "Write keywords, names and numbers in plain letters with plain spaces "
    "between; other characters only inside quotes."
)


class Token(NamedTuple):
    """One token: its kind, its text, its position, and the offset right after it.

    Line and column count from 1; ``end`` is the offset in characters from the start of the text. A
    character of no other kind is an ``unknown`` token.
    """

    kind: TokenKind
    text: str
    line: int
    column: int
    end: int

    def says(self, *words: str) -> bool:
        """Return whether it is one of these keywords (given in upper case), ignoring case."""
        return self.kind == "name" and self.text.upper() in words

    @property
    def folded(self) -> str:
        """The text as an engine that ignores case and width variants might read it."""
        return unicodedata.normalize("NFKC", self.text).casefold().upper()


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text`` in order, skipping white space and comments.

    >>> [token.text for token in tokens("RETURN 'a // b' AS x // end")]
    ['RETURN', "'a // b'", 'AS', 'x']
    """
    line, line_start = 1, 0
    for match in _PATTERN.finditer(text):
        kind, found = match.lastgroup, match.group()
        if kind not in {"blank", "comment"}:
            column = match.start() - line_start + 1
            yield Token(cast("TokenKind", kind), found, line, column, match.end())
        if "\n" in found:
            line += found.count("\n")
            line_start = match.start() + found.rfind("\n") + 1


@lru_cache(maxsize=1)
def statement_tokens(text: str) -> tuple[Token, ...]:
    """Return ``tokens`` of a statement; several checks of one file need them, one after another."""
    return tuple(tokens(text))


def strict_tokens(text: str) -> list[Token]:
    """Return the tokens of user input that can be tokenised in one way only.

    Line endings must be normalised: see ``plain_lines``.

    Raises:
        StatementRefused: something is ambiguous or unclosed.
    """
    _refuse_hidden(text)
    place, before = 0, ""
    for match in _PATTERN.finditer(text):
        kind, found = match.lastgroup or "unknown", match.group()
        runs_on = before == "number" and kind in {"name", "number", "parameter"}
        if kind == "unknown" or runs_on:
            raise _unknown_character(text, place)
        if kind == "blank" and not _PLAIN_BLANKS.issuperset(found):
            at = next(i for i, sign in enumerate(found) if sign not in _PLAIN_BLANKS)
            raise _unknown_character(text, place + at)
        if kind == "string":
            _check_string(text, match)
        place, before = match.end(), kind
    return list(tokens(text))


def plain_lines(text: str) -> str:
    r"""Return the text with every line ending as ``\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refused(text: str, place: int, what: Text, mend: Text) -> StatementRefused:
    """Return the error for what is at ``place`` (in characters from 0) in a text."""
    before = text[:place]
    line = before.count("\n") + 1
    column = place - (before.rfind("\n") + 1) + 1
    return refused_at(line, column, what, mend)


def refused_at(line: int, column: int, what: Text, mend: Text) -> StatementRefused:
    """Return the error for what is at this line and column of a text, both from 1."""
    return StatementRefused(what, mend=mend, where=f"{line}:{column}")


def _refuse_hidden(text: str) -> None:
    """Refuse invisible characters anywhere, and escapes for ASCII or for no character."""
    hidden = _UNSEEN.search(text)
    if hidden:
        raise refused(
            text,
            hidden.start(),
            _("The invisible character U+{code} is not allowed here.").filled(
                code=f"{ord(hidden.group()):04X}"
            ),
            _("Remove that character."),
        )
    for escape in _ESCAPE.finditer(text):
        code = escape.group(1)
        if code is None or int(code, 16) <= _LAST_CONTROL or _UNSEEN.match(chr(int(code, 16))):
            raise refused(
                text,
                escape.start(),
                _("The escape {escape} is not allowed.").filled(escape=escape.group()),
                _("Write the letter itself."),
            )


def _check_string(text: str, match: re.Match[str]) -> None:
    at = _STRING_ESCAPES.search(match.group().replace("\\\\", "  "))
    if at:
        raise refused(
            text,
            match.start() + at.start(),
            _("This backslash does not start a known escape sequence."),
            _(r"Inside quotes write \\ for \ and \' for '."),
        )


def _unknown_character(text: str, place: int) -> StatementRefused:
    sign = text[place]
    if sign in "'\"`" or text.startswith("/*", place):
        return refused(
            text,
            place,
            _("{sign} is not closed.").filled(sign="/*" if sign == "/" else sign),
            _("Close it."),
        )
    return refused(
        text,
        place,
        _("{sign} cannot be read here.").filled(sign=sign),
        _MEND_PLAIN,
    )
