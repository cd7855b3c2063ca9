"""Hints about an input besides its problems: what is legal but probably not intended."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.nodes import Task, reference
from kinerja_graph.sources.columns import TABLES
from kinerja_graph.sources.companion_sheets import BESIDE, EXAMPLE_TITLE, TITLE
from kinerja_graph.sources.reading import Reading
from kinerja_graph.sources.suggestions import look, unlike
from kinerja_graph.texts import Text, _

_MAX_LISTED: Final = 8
_PASSED: Final = _("Not read, because they are not names of tables: {names}.")
_YEARS: Final = _(
    "first_year ({first}) is after last_year ({last}): the plan has not a single year."
)
_MERGED: Final = _(
    "Merged cells: their value is read in their first row alone ({names}). If it holds for all "
    "their rows, unmerge the cells and write it in each row."
)
_ALIKE: Final = _("Ids that look the same but have other characters: {names}.")
_PARTED: Final = _("Ids that contain a semicolon cannot be used in lists: {names}.")
_NEGATIVE: Final = _("Values below zero in tasks: {names}.")


def hints(reading: Reading) -> tuple[Text, ...]:
    """Return what is neither an error nor a warning, but worth a look."""
    found = list(_ignored_tables(reading.passed))
    if reading.merged:
        found.append(_MERGED.filled(names=_join_names(reading.merged)))
    if reading.cascade is not None:
        found += _plan_hints(reading.cascade)
    return tuple(found)


def _ignored_tables(names: tuple[str, ...]) -> Iterator[Text]:
    # sheets of imports and of the template may legitimately be in a plan's workbook
    own = {*BESIDE, TITLE.id, TITLE.en, EXAMPLE_TITLE.id, EXAMPLE_TITLE.en}
    told = [_with_suggestion(name) for name in names if PurePath(name).stem not in own]
    if told:
        yield _PASSED.filled(names=_join_names(told))


def _with_suggestion(name: str) -> str:
    """Return a name, with the table that it may be meant for."""
    words = {word: table.name for table in TABLES for word in (table.name, *table.aliases)}
    near = difflib.get_close_matches(PurePath(name).stem.casefold(), words, 1, 0.7)
    return f"{name} ({words[near[0]]}?)" if near else name


def _plan_hints(cascade: Cascade) -> Iterator[Text]:
    first, last = cascade.plan.first_year, cascade.plan.last_year
    if first is not None and last is not None and first > last:
        yield _YEARS.filled(first=first, last=last)
    parted = [record.id for _, record in cascade.records() if ";" in record.id]
    if parted:
        yield _PARTED.filled(names=_join_names(parted))
    alike = list(_similar_ids(cascade))
    if alike:
        yield _ALIKE.filled(names=_join_names(alike))
    below = [
        f"{task.id} ({heading})" for task in cascade.tasks for heading in _negative_values(task)
    ]
    if below:
        yield _NEGATIVE.filled(names=_join_names(below))


def _similar_ids(cascade: Cascade) -> Iterator[str]:
    """Yield pairs of ids that look alike to a reader of the plan, with their difference."""
    seen: dict[str, str] = {}
    ids = [reference(label, record.id) for label, record in cascade.records()]
    if all(map(str.isascii, ids)):
        return
    for id_ in ids:
        other = seen.setdefault(look(id_), id_)
        if other != id_:
            yield f"{look(id_)} ({unlike(other, id_)})"


def _negative_values(task: Task) -> Iterator[str]:
    numbers = {
        "output_quantity": task.output_quantity,
        "duration": task.duration_minutes,
        "volume": task.volume,
    }
    return (heading for heading, number in numbers.items() if number is not None and number < 0)


def _join_names(names: Sequence[str]) -> str:
    rest = len(names) - _MAX_LISTED
    return ", ".join(names[:_MAX_LISTED]) + (f" (+{rest})" if rest > 0 else "")
