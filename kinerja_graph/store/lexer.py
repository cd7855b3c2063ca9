"""A text that somebody typed, cut into Cypher tokens so strictly that no engine reads it otherwise.

Where two engines might cut differently (escapes that one resolves before it reads, exotic blanks,
numbers that run into words, unclosed strings) the text is refused, with line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast

from kinerja_graph.errors import StatementRefused
from kinerja_graph.texts import Text, _

WordKind = Literal["name", "quoted", "string", "number", "parameter", "sign"]

_PATTERN: Final = re.compile(
    r"""(?P<blank>[ \t\n]+)
    |(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:``|[^`])*`)
    |(?P<parameter>\$(?:[^\W\d]\w*|\d+|`(?:``|[^`])*`))
    |(?P<number>0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>\.\.|/(?!\*)|[!\#$%&()*+,\-.:;<=>?@\[\]^{|}~])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\[uU]([0-9a-fA-F]{4})?")
_STRING_ESCAPES: Final = re.compile(r"""\\(?![\\'"`bfnrtuU])""")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_LAST_CONTROL: Final = 0xA0
"""The last of the signs that stand for blanks, controls or ASCII: no escape may make one."""
_MEND_PLAIN: Final = _(
    "Write keywords, names and numbers in plain letters with plain blanks between; other"
    " signs only inside quotes."
)


@dataclass(frozen=True, slots=True)
class Word:
    """One token: its kind, its text, where it begins, and the place right behind it.

    Line and column count from 1, ``end`` is in letters from the beginning of the text.
    """

    kind: WordKind
    text: str
    line: int
    column: int
    end: int

    def says(self, *words: str) -> bool:
        """Whether it is one of these keywords (upper case), in any case."""
        return self.kind == "name" and self.text.upper() in words


def words(text: str) -> list[Word]:
    """The tokens of ``text``; blanks and comments are passed over.

    Line ends must be plain: see ``plain_lines``.

    Raises:
        StatementRefused: some place might be read in two ways, or is unclosed.
    """
    return list(_cut(text))


def plain_lines(text: str) -> str:
    r"""The text with every line end as ``\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refused(text: str, place: int, what: Text, mend: Text) -> StatementRefused:
    """The refusal of a text for what stands at ``place`` (in characters from 0)."""
    before = text[:place]
    line = before.count("\n") + 1
    column = place - (before.rfind("\n") + 1) + 1
    return refused_at(line, column, what, mend)


def refused_at(line: int, column: int, what: Text, mend: Text) -> StatementRefused:
    """The refusal of a text for what stands in this line and column, both from 1."""
    return StatementRefused(what, mend=mend, where=f"{line}:{column}")


def _cut(text: str) -> Iterator[Word]:
    _refuse_hidden(text)
    place = 0
    line, line_start = 1, 0
    before = ""
    while place < len(text):
        match = _PATTERN.match(text, place)
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            raise _odd(text, place)
        if kind in {"name", "number", "parameter"} and before == "number":
            raise _odd(text, place)
        if kind == "string":
            _check_string(text, match)
        if kind not in {"blank", "comment"}:
            column = place - line_start + 1
            yield Word(cast("WordKind", kind), match.group(), line, column, match.end())
        ends = match.group().count("\n")
        if ends:
            line += ends
            line_start = place + match.group().rfind("\n") + 1
        before = kind
        place = match.end()


def _refuse_hidden(text: str) -> None:
    """Refuses unseen signs anywhere, and escapes that stand for ASCII or for nothing."""
    hidden = _UNSEEN.search(text)
    if hidden:
        raise refused(
            text,
            hidden.start(),
            _("The unseen sign U+{code} may not stand here.").filled(
                code=f"{ord(hidden.group()):04X}"
            ),
            _("Remove that sign."),
        )
    for escape in _ESCAPE.finditer(text):
        code = escape.group(1)
        if code is None or int(code, 16) <= _LAST_CONTROL or _UNSEEN.match(chr(int(code, 16))):
            raise refused(
                text,
                escape.start(),
                _("The escape {escape} may not be used.").filled(escape=escape.group()),
                _("Write the letter itself."),
            )


def _check_string(text: str, match: re.Match[str]) -> None:
    odd = _STRING_ESCAPES.search(match.group().replace("\\\\", "  "))
    if odd:
        raise refused(
            text,
            match.start() + odd.start(),
            _("This backslash is not followed by a letter that it knows."),
            _(r"Inside quotes write \\ for \ and \' for '."),
        )


def _odd(text: str, place: int) -> StatementRefused:
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
