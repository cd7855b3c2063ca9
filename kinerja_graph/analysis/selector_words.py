"""Tokenise a selector into operators, spaces, words and quoted ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kinerja_graph.errors import UsageError
from kinerja_graph.texts import Text, _

Kind = Literal["word", "quoted", "+", ":", ",", " "]
QUOTE: Final = '"'
_SPECIAL: Final = re.compile(r'[\s+:,"]')
_TOKEN: Final = re.compile(
    r'(?P<join>\s*,\s*)|(?P<blank>\s+)|(?P<sign>[+:])|(?P<quoted>"(?:[^"]|"")*")|(?P<word>[^\s+:,"]+)'
)
_CODE: Final = "bad-selector"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a selector, without quotes, and the character at which it begins (from 1)."""

    kind: Kind
    text: str
    position: int


def is_plain(text: str) -> bool:
    """Return whether ``text`` contains no character with a special meaning in a selector.

    >>> is_plain("IKU-07"), is_plain("IKU 07"), is_plain("+IKU-07")
    (True, False, False)
    """
    return bool(text) and not _SPECIAL.search(text)


def quoted(text: str) -> str:
    """Return ``text`` as an id in a selector, quoted if it contains an operator, space or quote.

    >>> print(quoted("IKU-07"), quoted("1 + 1"), quoted('jalan "A" baik'))
    IKU-07 "1 + 1" "jalan ""A"" baik"
    """
    if is_plain(text):
        return text
    return QUOTE + text.replace(QUOTE, QUOTE * 2) + QUOTE


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text``, without spaces at its ends and around commas.

    Raises:
        UsageError: a quote is never closed.
    """
    end = len(text.rstrip())
    place = len(text) - len(text.lstrip())
    while place < end:
        match = _TOKEN.match(text, place, end)
        if match is None:
            raise open_quote(text, place + 1)
        yield _token(match)
        place = match.end()


def _token(match: re.Match[str]) -> Token:
    text, position = match.group(), match.start() + 1
    if match.lastgroup == "join":
        return Token(",", ",", position + text.index(","))
    if match.lastgroup == "blank":
        return Token(" ", " ", position)
    if match.lastgroup == "quoted":
        return Token("quoted", text[1:-1].replace(QUOTE * 2, QUOTE), position)
    if match.lastgroup == "sign":
        return Token("+" if text == "+" else ":", text, position)
    return Token("word", text, position)


def fault(text: str, position: int, what: Text, mend: Text, **facts: object) -> UsageError:
    """Return an error at one position of a selector; its message names the character."""
    return UsageError(
        Text(
            id=f"Pemilih tidak dapat dibaca pada karakter ke-{{position}}: {what.id}",
            en=f"The selector cannot be read at character {{position}}: {what.en}",
        ),
        mend=mend,
        where=text.strip() or '""',
        code=_CODE,
        position=position,
        **facts,
    )


def open_quote(text: str, position: int) -> UsageError:
    """Return the error for a quote that is never closed."""
    return fault(
        text,
        position,
        _("this quote is never closed."),
        _('Close it with "; a quote inside an id is written twice.'),
    )
