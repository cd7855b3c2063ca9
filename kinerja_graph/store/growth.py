"""Refuse free queries whose values grow without bound, such as texts that double at each step.

A time limit cannot save a server whose memory is exhausted by a single value before the limit:
thirty steps of ``reduce(a = 'x', n IN range(1, 30) | a + a)`` make a text of a billion characters.
Nor does it cover what a server computes while planning: the numbers after LIMIT and SKIP.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kinerja_graph.errors import StatementRefused
from kinerja_graph.library.tokens import Token, refused_at
from kinerja_graph.store.columns import name_indexes
from kinerja_graph.store.functions import BEFORE_BRACKET
from kinerja_graph.texts import _

MOST_REPLACE: Final = 2
"""How often a query may call ``replace``."""
_PLAIN: Final = frozenset({"ABS", "COALESCE", "ROUND", "FLOOR", "CEIL", "SIGN", "TOFLOAT", "SQRT"})
"""Functions a step of ``reduce`` may call: their results are no larger than their arguments."""
_COUNTS: Final = ("LIMIT", "SKIP", "OFFSET")


def check_growth(found: Sequence[Token]) -> None:
    """Refuse a ``reduce`` whose step may double its value, and nested calls of ``replace``.

    Also refuse computed row counts, and subqueries in their own transactions, whose row count is
    such a number.

    Raises:
        StatementRefused: with line and column of the function or keyword.
    """
    names = name_indexes(found)
    for index, word in enumerate(found):
        if word.says(*_COUNTS) and index not in names and _value(found, index + 1)[0]:
            raise _computed(word)
        if word.says("IN") and index and found[index - 1].text == "}":
            behind = _value(found, index + 1)[1]
            if behind and behind.says("TRANSACTIONS", "CONCURRENT"):
                raise _in_transactions(word)
    calls = [index for index in range(len(found) - 1) if found[index + 1].text == "("]
    replacing = [index for index in calls if _is(found[index], "REPLACE")]
    if len(replacing) > MOST_REPLACE:
        raise _grows(found[replacing[MOST_REPLACE]])
    for index in calls:
        if _is(found[index], "REDUCE") and _may_double(_inside(found, index + 1)):
            raise _grows(found[index])


def _is(word: Token, name: str) -> bool:
    return word.kind in {"name", "quoted"} and word.text.strip("`").upper() == name


def _inside(found: Sequence[Token], opening: int) -> Sequence[Token]:
    depth = 0
    for index in range(opening, len(found)):
        depth += (found[index].text in "([{") - (found[index].text in ")]}")
        if depth == 0:
            return found[opening + 1 : index]
    return found[opening + 1 :]


def _may_double(inside: Sequence[Token]) -> bool:
    """Return whether the step after the bar uses the value twice or calls what may enlarge it."""
    bars = [index for index, word in enumerate(inside) if word.text == "|"]
    if len(bars) != 1:
        return True
    step = inside[bars[0] + 1 :]
    uses = sum(word.text == inside[0].text for word in step)
    chooses = bool(step) and step[0].says("CASE") and not any(word.text in "+[" for word in step)
    called = [word for word, after in pairwise(step) if after.text == "("]
    enlarging = [word for word in called if word.kind == "name" and word.text.upper() not in _PLAIN]
    return bool(enlarging) or (uses > 1 and not chooses)


def _value(found: Sequence[Token], start: int) -> tuple[bool, Token | None]:
    """Return whether the value at ``start`` is more than a number, and the word after it."""
    depth, computes = 0, False
    for index in range(start, len(found)):
        word = found[index]
        is_name = word.kind in {"name", "quoted"}
        called = index + 1 < len(found) and found[index + 1].text == "("
        is_function = is_name and called and word.text.upper() not in BEFORE_BRACKET
        if depth == 0 and is_name and not is_function and not word.says("CASE"):
            return computes, word
        computes = computes or is_name or word.text in {"[", "{"}
        depth += (word.text in {"(", "[", "{"}) - (word.text in {")", "]", "}"})
        if depth < 0:
            break
    return computes, None


def _computed(word: Token) -> StatementRefused:
    return refused_at(
        word.line,
        word.column,
        _("Only a number follows {name}.").filled(name=word.text),
        _(
            "Write the number, such as LIMIT 10: a server computes what is there "
            "before any time limit applies."
        ),
    )


def _in_transactions(word: Token) -> StatementRefused:
    return refused_at(
        word.line,
        word.column,
        _("A subquery may not run in transactions of its own."),
        _("Remove IN TRANSACTIONS."),
    )


def _grows(word: Token) -> StatementRefused:
    return refused_at(
        word.line,
        word.column,
        _("This step of {name} may double its value until memory runs out.").filled(name=word.text),
        _(
            "Use the value of reduce once in its step, without functions that enlarge it; use"
            " replace at most {most} times."
        ).filled(most=MOST_REPLACE),
    )
