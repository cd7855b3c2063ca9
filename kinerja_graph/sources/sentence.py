"""A pair of sentences about one kind of problem: what is wrong, and how to mend it."""

from __future__ import annotations

from typing import TypeAlias

from kinerja_graph.texts import Text

Sentences: TypeAlias = tuple[Text, Text]


def pair(what_id: str, what_en: str, mend_id: str, mend_en: str) -> Sentences:
    """The two sentences, each in Indonesian and in English."""
    return Text(id=what_id, en=what_en), Text(id=mend_id, en=mend_en)
