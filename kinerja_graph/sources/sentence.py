"""A pair of sentences about one kind of problem: what is wrong, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from kinerja_graph.texts import Text, _

Sentences: TypeAlias = tuple[Text, Text]
_OR: Final = _("{start} or {last}")


def one_of(words: Iterable[str | Text]) -> Text:
    """Join the words as a choice, in each language.

    >>> one_of(["a", "b", "c"]).en, one_of(["a"]).id
    ('a, b or c', 'a')
    """
    *most, last = (Text(id=word, en=word) if isinstance(word, str) else word for word in words)
    if not most:
        return last
    start = Text(id=", ".join(word.id for word in most), en=", ".join(word.en for word in most))
    return _OR.filled(start=start, last=last)
