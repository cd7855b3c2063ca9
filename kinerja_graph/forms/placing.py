"""Where a result stands in the tree of the plan: what forms say of that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.forms.asks import Argument, Ask, level_word, named
from kinerja_graph.forms.facts import Record
from kinerja_graph.forms.filling import Cell, Filling, Row
from kinerja_graph.texts import _

CONDITIONS: Final = frozenset({"csf", "condition"})
"""The roles of what stands between an outcome and the results below it."""
LETTERS: Final = "abcdefg"
_IN_WORDS: Final = _("{name} ({word})")
_ARROW: Final = " → "
_NOWHERE: Final = "–"


def indicator_name(filling: Filling, record: Record) -> Cell:
    """Return the name of an indicator; None for another record."""
    return filling.facts.name(record.id) if record.label == "Indicator" else None


def name_with_word(filling: Filling, record: Record) -> Cell:
    """Return the name of a result with the word that the form has for its level."""
    word = level_word(filling, record)
    name = filling.facts.name(record.id)
    return name if word is None else _IN_WORDS.filled(name=name, word=word)


def name_in(document: str) -> Ask:
    """Answer with the name that the record has in a document loaded beside the plan."""

    def ask(filling: Filling, row: Row, _argument: Argument) -> Cell:
        if row.record is None or document not in filling.beside.codes:
            return None
        found = filling.beside.twin(filling.facts.edition.code, row.record.id, document)
        return None if found is None else found.name

    return ask


def posts_of(filling: Filling, record: Record) -> Cell:
    """Return the posts that answer for a record."""
    posts = filling.facts.of("Position")
    return named(filling, (one for one in filling.facts.who_answers(record.id) if one in posts))


def tasks_of(filling: Filling, record: Record) -> Cell:
    """Return the tasks that contribute directly to a result or to its objective."""
    facts = filling.facts
    ends = dict.fromkeys((record.id, filling.tree.stem(record.id)))
    below = {one for end in ends for one in facts.below.get(end, ())}
    return named(filling, sorted(below & facts.of("Task").keys()))


def level_at(filling: Filling, record: Record, level: int) -> Cell:
    """Return the nearest result on a level: its objective, or a main parent.

    What is between outcome and result has a column of its own, and an indicator without objective
    stands under its own heading.
    """
    for one in _upwards(filling, record):
        if one.level == level and one.get("role") not in CONDITIONS:
            return filling.facts.name(one.id)
    return None


def conditions_of(filling: Filling, record: Record) -> Cell:
    """Return the critical factors and conditions from the top down to a result."""
    found = [one for one in _upwards(filling, record) if one.get("role") in CONDITIONS]
    return _ARROW.join(filling.facts.name(one.id) for one in reversed(found)) or None


def also_supported(filling: Filling, record: Record) -> Cell:
    """Return what a result and its objective contribute to beside the main parent."""
    facts, tree = filling.facts, filling.tree
    stem = tree.stem(record.id)
    ends = {
        edge.target
        for edge in facts.contributions
        if edge.source in {record.id, stem} and tree.stem(edge.target) != tree.parents.get(stem)
    }
    return named(filling, sorted(ends - {record.id, stem}))


def cascade_number(filling: Filling, record: Record) -> Cell:
    """Return the number of the highest result in scope above an indicator; None: there is none."""
    return filling.cascade_numbers.get(record.id)


def cascade_letter(filling: Filling, record: Record) -> Cell:
    """Return the letter of the word that the form has for the level of a result."""
    word = level_word(filling, record)
    words = list(dict.fromkeys((*filling.form.levels, filling.form.output)))
    return None if word is None else LETTERS[words.index(word)]


def cascade_place(filling: Filling, record: Record) -> Cell:
    """Return number and letter together, such as 1.b."""
    number = cascade_number(filling, record)
    letter = cascade_letter(filling, record)
    first = _NOWHERE if number is None else str(number)
    return first if letter is None else f"{first}.{letter}"


def _upwards(filling: Filling, record: Record) -> Iterator[Record]:
    """Yield the objective of a result, itself if it is one, and then its main parents."""
    stem = filling.tree.stem(record.id)
    records = filling.facts.records
    if records[stem].label == "Objective":
        yield records[stem]
    for one in filling.tree.ancestors(stem):
        yield records[one]
