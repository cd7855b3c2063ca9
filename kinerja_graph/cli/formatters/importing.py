"""``import``: what was written, what could not be read, what stayed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.cli.formatters.amount import most_shown
from kinerja_graph.cli.formatters.problems import problem_parts
from kinerja_graph.cli.formatters.words import NEXT, STYLES, hanging, line, marked, next_step, under
from kinerja_graph.library.words import SIGNS, count_severities, one_line
from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.wide.guess_text import NO_HEADINGS
from kinerja_graph.sources.wide.sentences import LEFT
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.importing import Guessed, ImportDone, written_counts

_DONE: Final = _("{matrix} is imported into {out} by the map {map}.")
_TAKEN: Final = _("{matrix} is imported into {out} as proposed.")
_CHOICES: Final = (
    ("y", _("import to {out}")),
    ("e", _("write the map to {map} and stop, to edit it")),
    ("f", _("show the next form that fits")),
    ("q", _("leave; nothing is written")),
)
_WITH: Final = _("With {numbers}:")
_LEFT: Final = _("In no table: {number:cell|cells} (the sheet left_out lists all of them).")
_ABSENT: Final = _("Optional columns of the map that the matrix lacks: {names}.")
_NOTHING_LOADED: Final = _("Nothing is loaded yet.")
_NOT_READY: Final = _("It is not ready to load: clear {number:error|errors} first.")
_CLEAR: Final = _(
    "First clear what is marked {sign}: in the matrix or its map, and import again, or in {out}."
)
_THEN: Final = _("Then:")
_EXAMPLE: Final = _("for example {cell}: {text}")
_ALSO: Final = _("Also in {number:other cell|other cells}: {cells}.")
_MORE_NOTES: Final = _("… and {number} more; all of them are in import_notes")
_MOST_CELLS: Final = 8
_LONGEST: Final = 40
_UNDERSTOOD: Final = _("Every column was understood; check what it means nevertheless.")
_NOT: Final = _("Not understood, so not read: {columns}.")
_DECIDE: Final = _("For you to decide:")
_LACKS: Final = _("What the sheet lacks; you can add it:")


def import_parts(done: ImportDone, language: Language) -> Iterator[RenderableType]:
    """Yield the answer for people to read."""
    sentence = _TAKEN if done.map is None else _DONE
    text = sentence.say(language, matrix=done.matrix, out=done.out, map=done.map)
    numbers: dict[str, int] = {}
    for problem in done.problems:
        numbers[problem.severity] = numbers.get(problem.severity, 0) + 1
    errors = numbers.get("error", 0)
    if errors:
        text = f"{text} {_NOT_READY.say(language, number=errors)}"
    yield marked("warning" if numbers or done.is_doubtful else "good", text)
    yield _table(written_counts(done, language))
    if numbers:
        yield Line()
        yield line(_WITH.say(language, numbers=count_severities(numbers, language)), "bold")
        yield from _problems(alike_once(done.problems), language)
    yield from _left(done, language)
    if done.absent:
        yield Line()
        yield line(_ABSENT.say(language, names=", ".join(done.absent)), "dim")
    yield Line()
    yield line(_NOTHING_LOADED.say(language), "bold")
    if errors:
        yield line(_CLEAR.say(language, sign=SIGNS["error"], out=done.out))
    yield next_step((_THEN if errors else NEXT).say(language), "validate", done.out)


def _problems(problems: Sequence[Problem], language: Language) -> Iterator[RenderableType]:
    shown = problems[: most_shown()]
    yield from problem_parts(shown, language)
    left = len(problems) - len(shown)
    if left:
        yield under(line(_MORE_NOTES.say(language, number=left), "dim"), 2)


def alike_once(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems, equal ones of several cells merged into one that lists the cells."""
    groups: dict[tuple[str | None, ...], list[Problem]] = {}
    for problem in problems:
        key = (problem.code, problem.file, problem.sheet, problem.message.id, problem.remedy.id)
        groups.setdefault(key, []).append(problem)
    return [_merged(group) for group in groups.values()]


def _merged(group: Sequence[Problem]) -> Problem:
    first, *others = group
    cells = [f"{one.column or ''}{one.row}" for one in others if one.row is not None]
    if not cells:
        return first
    listed = ", ".join(cells[:_MOST_CELLS]) + (" …" if len(cells) > _MOST_CELLS else "")
    also = _ALSO.filled(number=len(cells), cells=listed)
    message = Text(id=f"{first.message.id} {also.id}", en=f"{first.message.en} {also.en}")
    return replace(first, message=message)


def _table(counts: Mapping[str, int]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    for name, number in counts.items():
        table.add_row(line(f"  {name}"), line(str(number)))
    return table


def _left(done: ImportDone, language: Language) -> Iterator[RenderableType]:
    counts = done.left_out_counts
    if not counts:
        return
    yield Line()
    yield line(_LEFT.say(language, number=sum(counts.values())), "bold")
    for why, number in counts.items():
        if why == "column":
            yield from _columns(done, language)
            continue
        first = next(one for one in done.collector.left if one.why == why)
        text = one_line(first.text, _LONGEST)
        example = _EXAMPLE.say(language, cell=first.spot.cell, text=text or "-")
        yield under(line(f"{number} × {LEFT[why].say(language)} ({example})"), 2)


def _columns(done: ImportDone, language: Language) -> Iterator[RenderableType]:
    """Yield the columns that the map does not name, and how many cells each has."""
    found = Counter(one.heading for one in done.collector.left if one.why == "column")
    columns = ", ".join(f"{heading} ({number})" for heading, number in found.items())
    yield under(line(f"{found.total()} × {LEFT['column'].say(language)}: {columns}"), 2)


def question_parts(out: Path, map_file: Path, language: Language) -> Iterator[RenderableType]:
    """Yield the answers that a person may give to a proposed import, a letter each."""
    for letter, text in _CHOICES:
        yield under(hanging(letter, line(text.say(language, out=out, map=map_file))), 2)


def guess_parts(done: Guessed, language: Language) -> Iterator[RenderableType]:
    """Yield what a proposed map did not understand."""
    unknown = [f"{letter} ({heading})" for letter, heading in done.proposal.unknown_columns]
    if unknown:
        yield line(_NOT.say(language, columns=", ".join(unknown)), STYLES["warning"])
    elif done.proposal.at != NO_HEADINGS:
        yield line(_UNDERSTOOD.say(language), "dim")
    if done.proposal.doubts:
        yield line(_DECIDE.say(language), "bold")
        for doubt in done.proposal.doubts:
            yield under(line(doubt.say(language)), 2)
    if done.proposal.notes:
        yield line(_LACKS.say(language), "bold")
        for note in done.proposal.notes:
            yield under(line(note.say(language)), 2)
