"""Encode a statement's time limit in the statement itself.

The embedded engine ignores the limit that the driver sends, but it can list the running
statements with the beginning of their text, and end one of them. So the limit is put in a comment
at the beginning of the text, and the engine's supervisor ends statements that run past it.
"""

from __future__ import annotations

import re
from math import ceil
from typing import Final

_MARK: Final = re.compile(
    r"\A\s*(?:(?:EXPLAIN|PROFILE)\s+)?/\* limit (\d{1,12}) ms \*/", re.IGNORECASE
)
_WORD: Final = re.compile(r"/\* asked ([0-9a-f]{1,64}) \*/")
_OPENING: Final = re.compile(r"\A\s*(?:EXPLAIN|PROFILE)\b\s*", re.IGNORECASE)


def marked(text: str, seconds: float, word: str = "") -> str:
    """Return ``text`` with its limit in ``seconds`` (rounded up to whole milliseconds) in front.

    The limit goes after EXPLAIN and PROFILE, which engines expect as the first word. A ``word`` by
    which the statement can be found again follows the limit.

    >>> marked("MATCH (n) RETURN n", 2.5)
    '/* limit 2500 ms */ MATCH (n) RETURN n'
    >>> marked("EXPLAIN MATCH (n) RETURN n", 20)
    'EXPLAIN /* limit 20000 ms */ MATCH (n) RETURN n'
    """
    mark = f"/* limit {max(1, ceil(seconds * 1000))} ms */"
    if word:
        mark = f"{mark} /* asked {word} */"
    opening = _OPENING.match(text)
    if opening is None:
        return f"{mark} {text}"
    return f"{opening.group().strip()} {mark} {text[opening.end() :]}"


def limit_of(text: str) -> float | None:
    """Return the limit in seconds that ``marked`` put into ``text``; None if there is none.

    >>> limit_of("/* limit 2500 ms */ MATCH (n) RETURN n")
    2.5
    >>> limit_of("MATCH (n) RETURN '/* limit 1 ms */'") is None
    True
    """
    found = _MARK.match(text)
    return int(found.group(1)) / 1000 if found else None


def word_of(text: str) -> str | None:
    """Return the word that ``marked`` put after the limit in ``text``; None if there is none.

    >>> word_of(marked("RETURN 1", 2, "ab12"))
    'ab12'
    """
    limit = _MARK.match(text)
    found = limit and _WORD.match(text, limit.end() + 1)
    return found.group(1) if found else None
