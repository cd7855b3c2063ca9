"""``validate`` and ``load``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from rich.console import RenderableType

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.problems import hint_parts, problem_parts, refusal_parts, verdict
from kinerja_graph.cli.formatters.words import GOOD_STYLE, NEXT, line, next_step
from kinerja_graph.cli.options import DecimalWord, InputPath, ReadArguments, Separator
from kinerja_graph.cli.output_options import InputPaths
from kinerja_graph.cli.progress import load_progress
from kinerja_graph.errors import UsageError
from kinerja_graph.library.references import resolve
from kinerja_graph.library.words import count_records
from kinerja_graph.model.problem import Problem
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.reading import Reading
from kinerja_graph.texts import _
from kinerja_graph.workflow import reading
from kinerja_graph.workflow.hints import hints
from kinerja_graph.workflow.reading import (
    InputRefused,
    InputReport,
    ReadOptions,
    Validated,
    matrix_cells,
    read_counts,
)

REFUSED: Final = 3
_LOADED: Final = _("✔ {edition} is loaded: {records}.")
_ONE_ONLY: Final = _("load takes one input; {path} is too many.")
_BULK: Final = _("Load them one by one, or all with --bulk into an empty local Neo4j.")
_LOAD: Final = "workflow.loading:load"
_MANY: Final = "cli.commands.bulk:load_many"
_KEPT: Final = _("What could not be read is kept, and the audit reports it:")


def decimal_of(word: DecimalWord | None) -> Decimal | None:
    """Return the separator that a word of either language names."""
    return None if word is None else "comma" if word in {"comma", "koma"} else "dot"


def read_options(how: ReadArguments) -> ReadOptions:
    """Return the options of reading an input, as the use cases take them."""
    return ReadOptions(
        dataset=how.dataset,
        edition=how.edition,
        document=how.document,
        lenient=how.lenient,
        decimal=decimal_of(how.decimal),
    )


def validate(context: CommandContext, at: InputPath, numbers: Separator) -> int:
    """Show everything that is wrong with an input."""
    found = reading.validate(
        at.path, settings=context.settings, wish=ReadOptions(decimal=decimal_of(numbers.decimal))
    )
    cells = matrix_cells(at.path, found.problems, context.settings)
    if context.json:
        context.data(Validated(InputReport(found, cells=cells)))
    else:
        records = read_counts(found)
        language = context.language
        parts: Iterable[RenderableType] = (
            refusal_parts(at.path, found.problems, "load", language, cells=cells)
            if found.cascade is None
            else (
                verdict(at.path, found.problems, records, language),
                *problem_parts(found.problems, language, cells=cells),
            )
        )
        context.answer(*parts, *hint_parts(hints(found), language))
        if found.cascade is not None:
            context.answer(next_step(context.say(NEXT), *_load_words(at.path, numbers)))
    return REFUSED if found.cascade is None else 0


def _load_words(path: Path, numbers: Separator) -> tuple[str | Path, ...]:
    """Return the ``load`` command for the validated input, with numbers read the same way."""
    how = () if numbers.decimal is None else ("--decimal", numbers.decimal)
    return ("load", path, *how)


def load(context: CommandContext, at: InputPaths, how: ReadArguments) -> int:
    """Load an input as one snapshot, or with ``--bulk`` each as one of its own."""
    if at.bulk:
        code: int = resolve(_MANY)(context, at.paths, read_options(how))
        return code
    if len(at.paths) > 1:
        raise UsageError(
            _ONE_ONLY, mend=_BULK, where="load", code="extra-argument", path=at.paths[1]
        )
    path = at.paths[0]
    try:
        with load_progress(context.language) as progress:
            done = resolve(_LOAD)(
                path, settings=context.settings, wish=read_options(how), progress=progress
            )
    except InputRefused as refusal:
        return refused(context, path, refusal.reading, "load")
    if context.json:
        context.data(done)
        return 0
    warned(context, done.reading.problems)
    notes = tuple(hint_parts(done.hints, context.language))
    if notes:
        context.note(*notes)
    edition = done.loaded.edition
    text = context.say(
        _LOADED,
        edition=edition.title,
        records=count_records(done.loaded.counts, context.language),
    )
    named = ("--dataset", edition.dataset, "--edition", edition.edition)
    document = () if edition.document is None else ("--document", edition.document)
    context.answer(line(text, GOOD_STYLE), next_step(context.say(NEXT), "audit", *named, *document))
    return 0


def refused(
    context: CommandContext, path: Path, reading: Reading, command: str | None = None
) -> int:
    """Show why an input was refused; return exit code 3.

    ``command``: the one that takes what can be read of it, with ``--lenient``.
    """
    cells = matrix_cells(path, reading.problems, context.settings)
    if context.json:
        context.data(InputReport(reading, cells=cells))
    else:
        problems, language = reading.problems, context.language
        context.note(*refusal_parts(path, problems, command, language, cells=cells))
    return REFUSED


def warned(context: CommandContext, problems: Sequence[Problem]) -> None:
    """Show the problems of an input that was accepted nevertheless."""
    if any(problem.severity == "error" for problem in problems):
        context.note(line(context.say(_KEPT), "bold"))
    if problems:
        context.note(*problem_parts(problems, context.language, taken=True))
