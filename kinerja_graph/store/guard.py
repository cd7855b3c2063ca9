"""Check a free query before it reaches an engine: of limited size, calling only known functions.

Whether a statement only reads is not decided here: engines say that, each by its own parser
(``store/verdict.py``). This module refuses what they cannot report or survive: a text that would
crash a server's parser, a value that doubles at each step and, as a second line of defence, calls
of functions and procedures that are not standard.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kinerja_graph.errors import StatementRefused
from kinerja_graph.library.tokens import Token, plain_lines, refused_at, strict_tokens
from kinerja_graph.store.functions import BEFORE_BRACKET, FUNCTIONS
from kinerja_graph.store.growth import check_growth
from kinerja_graph.store.verdict import READ_ONLY, WRITING
from kinerja_graph.texts import _

LONGEST: Final = 100_000
"""The longest query accepted, in characters."""
DEEPEST: Final = 50
"""The deepest nesting of brackets accepted."""
MOST_WORDS: Final = 500
"""The most words accepted in a query; values in lists are not counted, so lists may be long."""
MOST_STEPS: Final = 20
"""The most relationships accepted in patterns, since a planner compares their join orders.

At 20 that takes seconds, at 60 longer than most limits, at 95 all memory of a small server.
"""
MOST_OF: Final = {"CASE": 50, "NOT": 100, "EXISTS": 12, "XOR": 8, "+": 100}
"""How often these words, which servers nest or multiply out, may occur in a query.

Beyond such sizes a server may hang while parsing or planning a statement, where no time limit
applies: a chain of 480 property names, 240 added texts, 400 NOT or CASE, 490 XOR, 25 nested EXISTS.
"""
_FIRST: Final = frozenset(
    {
        "MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "LET", "FILTER", "FOR", "WHEN",
        "FINISH",
    }
)  # fmt: skip
"""The words a query may begin with; anything else is a command."""
_OPENERS: Final = {"(": ")", "[": "]", "{": "}"}


def check_free(text: str) -> str:
    """Return the statement to send to an engine, if ``text`` is a single acceptable one.

    That is the text with normalised line endings and without a final semicolon.

    Raises:
        StatementRefused: with line and column of the word that is not allowed there.
    """
    if len(text) > LONGEST:
        raise _too_long(1, 1)
    plain = plain_lines(text)
    found = strict_tokens(plain)
    while found and found[-1].text == ";":
        found.pop()
    if not found:
        raise refused_at(
            1,
            1,
            _("This query is empty."),
            _("Write for example: {example}").filled(example="RETURN 1 AS x"),
        )
    _check_size(found)
    _check_brackets(found)
    if found[0].folded not in _FIRST:
        raise _word_refused(found[0])
    for index, word in enumerate(found):
        _check_word(found, index, word)
    check_growth(found)
    return plain[: found[-1].end]


def _check_word(found: Sequence[Token], index: int, word: Token) -> None:
    after = found[index + 1] if index + 1 < len(found) else None
    if word.text == ";":
        raise refused_at(
            word.line,
            word.column,
            _("Only one statement at a time."),
            _("Remove the semicolon and the rest."),
        )
    if word.kind == "parameter" and word.text != "$scope":
        raise refused_at(
            word.line,
            word.column,
            _("The parameter {name} is missing.").filled(name=word.text),
            _("Only $scope is available; write the value into the query."),
        )
    if after is not None and after.text == "(" and word.kind in {"name", "quoted"}:
        _check_call(found, index, word)
    if word.kind == "name":
        _check_leaving(found, index)


def _check_call(found: Sequence[Token], index: int, word: Token) -> None:
    """Refuse a name before a bracket that is neither a keyword nor a known function."""
    parts = _qualified(found, index)
    name = ".".join(parts).casefold()
    is_keyword = len(parts) == 1 and word.kind == "name" and word.folded in BEFORE_BRACKET
    if is_keyword or name in FUNCTIONS:
        return
    if len(parts) == 1 and word.kind == "name" and word.folded in WRITING:
        raise _word_refused(word)
    raise refused_at(
        word.line,
        word.column,
        _("The function {name} is not known here.").filled(name=name),
        _("Only the standard functions of Cypher may be used; check the spelling."),
    )


def _qualified(found: Sequence[Token], index: int) -> list[str]:
    """Return the parts of a dotted name whose last part is at ``index``."""
    parts = [found[index].text]
    while index > 0 and found[index - 1].text == ".":
        index -= 2
        parts.insert(0, found[index].text if index >= 0 else "")
    return parts


def _check_leaving(found: Sequence[Token], index: int) -> None:
    """Refuse LOAD CSV, and CALL before the dotted name of a procedure, anywhere.

    Ordinary names cannot be mistaken for these: two names never follow each other unless one of
    them is a keyword, and no keyword is followed by a dot.
    """
    word, after = found[index], found[index + 1 : index + 3]
    next_word = after[0] if after else None
    if next_word is not None and word.folded == "LOAD" and next_word.folded == "CSV":
        raise _word_refused(word)
    named = next_word is not None and next_word.kind in {"name", "quoted"}
    dotted = len(after) > 1 and after[1].text == "."
    alone = index == 0 and (next_word is None or next_word.text not in _OPENERS)
    if word.folded == "CALL" and (alone or (named and dotted)):
        raise refused_at(
            word.line,
            word.column,
            _("Procedures cannot be called."),
            READ_ONLY,
        )


def _check_size(found: Sequence[Token]) -> None:
    """Refuse what is so long or so nested that it might crash a server's parser."""
    counted = [word for index, word in enumerate(found) if not _is_listed(found, index)]
    if len(counted) > MOST_WORDS:
        raise _too_long(counted[MOST_WORDS].line, counted[MOST_WORDS].column)
    for name, most in MOST_OF.items():
        same = [word for word in counted if word.folded == name]
        if len(same) > most:
            raise _too_long(same[most].line, same[most].column)
    steps = [
        word for word, after in pairwise(found) if word.text == "-" and after.text in {"-", "["}
    ]
    if len(steps) > MOST_STEPS:
        raise _too_long(steps[MOST_STEPS].line, steps[MOST_STEPS].column)


def _is_listed(found: Sequence[Token], index: int) -> bool:
    """Return whether this is a comma, or a value between brackets and commas."""
    if found[index].text == ",":
        return True
    around = {found[index - 1].text, found[index + 1].text} if 0 < index < len(found) - 1 else {""}
    return found[index].kind in {"string", "number"} and around <= {",", "[", "]"}


def _too_long(line: int, column: int) -> StatementRefused:
    return refused_at(
        line,
        column,
        _("This query is too long or too nested."),
        _("At most {letters} letters and {words} words; lists of values may be long.").filled(
            letters=LONGEST, words=MOST_WORDS
        ),
    )


def _check_brackets(found: Sequence[Token]) -> None:
    opened: list[Token] = []
    for word in found:
        if word.kind != "sign":
            continue
        if word.text in _OPENERS:
            opened.append(word)
        elif word.text in _OPENERS.values() and (
            not opened or _OPENERS[opened.pop().text] != word.text
        ):
            raise _bracket(word)
        if len(opened) > DEEPEST:
            raise _bracket(word)
    if opened:
        raise _bracket(opened[-1])


def _bracket(word: Token) -> StatementRefused:
    return refused_at(
        word.line,
        word.column,
        _("The bracket {sign} has no counterpart or is nested too deeply.").filled(sign=word.text),
        _("Check the brackets."),
    )


def _word_refused(word: Token) -> StatementRefused:
    return refused_at(
        word.line,
        word.column,
        _("The word {word} is not allowed in a free query.").filled(word=word.text),
        READ_ONLY,
    )
