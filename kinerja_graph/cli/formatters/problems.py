"""``validate``, and the problems of an input wherever they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from types import MappingProxyType
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.cli.formatters.words import STYLES, line, marked, next_step, under
from kinerja_graph.cli.screen import make_safe
from kinerja_graph.library.words import SIGNS, count_records, count_severities
from kinerja_graph.model.problem import Problem
from kinerja_graph.report.answers.shared import MORE
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.reading import done_about

MOST: Final = 200
"""More problems than this are counted, not shown; ``--json`` has all."""
_PLACE: Final = _("row {row}")
_SHEET: Final = _("sheet {sheet}")
_TABLE: Final = _("table {sheet}")
_REFUSED: Final = _("{path} is refused: {numbers}. Nothing is loaded.")
_READABLE: Final = _("{path} can be loaded: {records}.")
_WITH: Final = _("{path} can be loaded, with {numbers}: {records}.")
_CELL: Final = _("← cell of the matrix {cell}")
_ALL: Final = _("; --json gives all of them")
_ALIKE: Final = 3
"""So many problems of one kind in a file are shown one by one; more of them as one."""
_EXAMPLES: Final = 5
_LIKEWISE: Final = _("Likewise in {number:other row|other rows}: {examples}")
_REST: Final = _("{examples} … (--json gives all of them)")
_ON: Final = _("To go on with what can be read:")
_WHOLE_FILE: Final = frozenset(
    {"missing-file", "unreadable-file", "missing-heading", "not-utf8", "too-large"}
)
"""Errors of a whole file, which refuse a lenient load too."""
_WIDEST: Final = 40
_LONG: Final = 12
"""After more parts than this the verdict is said again: the first one has left the screen."""


def verdict(
    path: Path, problems: Sequence[Problem], records: Mapping[str, int] | None, language: Language
) -> Line:
    """Return a sentence: whether the input can be loaded, and how much it holds."""
    numbers = count_severities(Counter(problem.severity for problem in problems), language)
    if records is None:
        text = _REFUSED.say(language, path=path, numbers=numbers)
        return marked("error", text)
    counts = count_records(records, language)
    if numbers:
        text = _WITH.say(language, path=path, numbers=numbers, records=counts)
        return marked("warning", text)
    return marked("good", _READABLE.say(language, path=path, records=counts))


def problem_parts(
    problems: Sequence[Problem],
    language: Language,
    *,
    taken: bool = False,
    cells: Mapping[Problem, str] = MappingProxyType({}),
) -> Iterator[RenderableType]:
    """Yield the problems, grouped by file: place, message, and how to fix it.

    If the input was ``taken`` all the same, what was done about each comes before that.
    ``cells`` are the matrix cells from which some records of the plan were imported.
    """
    left, number = MOST, 0
    for (file, sheet, document), group in groupby(
        problems, key=lambda one: (one.file, one.sheet, one.document)
    ):
        if left <= 0:
            break
        within = _SHEET if document is None else _TABLE
        title = file if sheet is None else f"{file}, {within.say(language, sheet=sheet)}"
        yield Line()
        yield line(title, "bold")
        kinds = _by_kind(group, language)[:left]
        left -= len(kinds)
        for problem, *alike in kinds:
            number += 1 + len(alike)
            yield under(_message(problem, language), 2)
            if alike:
                yield under(line(_likewise(alike, language)), 4)
            if problem in cells:
                yield under(line(_CELL.say(language, cell=cells[problem])), 4)
            done = done_about(problem) if taken else None
            if done is not None:
                yield under(line(f"→ {done.say(language)}"), 4)
            yield under(line(problem.remedy.say(language), "dim"), 4)
    if len(problems) > number:
        rest = MORE.say(language, number=len(problems) - number) + _ALL.say(language)
        yield under(line(rest, "dim"), 2)


def refusal_parts(
    path: Path,
    problems: Sequence[Problem],
    command: str | None,
    language: Language,
    *,
    cells: Mapping[Problem, str] = MappingProxyType({}),
) -> Iterator[RenderableType]:
    """Yield why an input is refused, and how to go on with what can be read of it.

    Args:
        path: the input.
        problems: those of the input.
        command: the command that reads it with ``--lenient``; None: there is none.
        language: the language of the answer.
        cells: as in ``problem_parts``.
    """
    told = verdict(path, problems, None, language)
    yield told
    parts = list(problem_parts(problems, language, cells=cells))
    yield from parts
    errors = {problem.code for problem in problems if problem.severity == "error"}
    after = [told] if len(parts) > _LONG else []
    if command is not None and errors and not errors & _WHOLE_FILE:
        after.append(next_step(_ON.say(language), command, path, "--lenient"))
    if after:
        yield Line()
        yield from after


def _by_kind(problems: Iterable[Problem], language: Language) -> list[list[Problem]]:
    """Return the problems that say the same of different rows together; a few stay apart."""
    kinds: dict[tuple[object, ...], list[Problem]] = {}
    for one in problems:
        said = one.message.say(language)
        kind = said.replace(one.value, "") if one.value else said
        place = one.heading or one.column
        key = (one.severity, one.code, place, kind, one.remedy.say(language))
        kinds.setdefault(key, []).append(one)
    found: list[list[Problem]] = []
    for group in kinds.values():
        found += [group] if len(group) > _ALIKE else [[one] for one in group]
    return sorted(found, key=lambda group: group[0].sort_key)


def _likewise(alike: Sequence[Problem], language: Language) -> str:
    """Name the rows with the same problem, each with its value."""
    told = [_example(one) for one in alike[:_EXAMPLES]]
    examples = "; ".join(told)
    if len(alike) > len(told):
        examples = _REST.say(language, examples=examples)
    return _LIKEWISE.say(language, number=len(alike), examples=make_safe(examples))


def _example(problem: Problem) -> str:
    row = "–" if problem.row is None else str(problem.row)
    return f"{row} «{shorten(problem.value, _WIDEST)}»" if problem.value else row


def hint_parts(hints: Sequence[Text], language: Language) -> Iterator[RenderableType]:
    """Yield hints beside the problems of an input."""
    if hints:
        yield Line()
    for hint in hints:
        yield marked("info", make_safe(hint.say(language)))


def _message(problem: Problem, language: Language) -> Line:
    counted = problem.row is not None and problem.document is None
    row = _PLACE.say(language, row=problem.row) if counted else ""
    place = ", ".join(part for part in (row, problem.heading or problem.column or "") if part)
    return Line.assemble(
        (f"{SIGNS[problem.severity]} ", STYLES[problem.severity]),
        (f"{make_safe(place)}: " if place else "", "bold"),
        make_safe(problem.message.say(language)),
        (f"  {problem.code}", "dim"),
    )
