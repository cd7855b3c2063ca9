"""``validate``, and the problems of an input wherever they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.cli.formatters.words import STYLES, line, marked, under
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
    shown = problems[:MOST]
    for (file, sheet, document), group in groupby(
        shown, key=lambda one: (one.file, one.sheet, one.document)
    ):
        within = _SHEET if document is None else _TABLE
        title = file if sheet is None else f"{file}, {within.say(language, sheet=sheet)}"
        yield Line()
        yield line(title, "bold")
        for problem in group:
            yield under(_message(problem, language), 2)
            if problem in cells:
                yield under(line(_CELL.say(language, cell=cells[problem])), 4)
            done = done_about(problem) if taken else None
            if done is not None:
                yield under(line(f"→ {done.say(language)}"), 4)
            yield under(line(problem.remedy.say(language), "dim"), 4)
    if len(problems) > MOST:
        rest = MORE.say(language, number=len(problems) - MOST) + _ALL.say(language)
        yield under(line(rest, "dim"), 2)


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
