"""A pair of sentences about one kind of problem: what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from kinerja_graph.texts import Text

Sentences: TypeAlias = tuple[Text, Text]


def pair(what_id: str, what_en: str, mend_id: str, mend_en: str) -> Sentences:
    """The two sentences, each in Indonesian and in English."""
    return Text(id=what_id, en=what_en), Text(id=mend_id, en=mend_en)


def one_of(words: Iterable[str]) -> Text:
    """The words as a choice between them, in each language.

    >>> one_of(["a", "b", "c"]).en, one_of(["a"]).id
    ('a, b or c', 'a')
    """
    *most, last = words
    if not most:
        return Text(id=last, en=last)
    start = ", ".join(most)
    return Text(id=f"{start} atau {last}", en=f"{start} or {last}")
