"""``matrix``, ``targets``, ``individual``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from kinerja_graph.analysis.individual import individual_json, individuals_json
from kinerja_graph.analysis.matrix import matrix_json
from kinerja_graph.analysis.targets import targets_json
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.individual import individual_parts
from kinerja_graph.cli.formatters.individuals import individuals_parts
from kinerja_graph.cli.formatters.matrix import matrix_parts
from kinerja_graph.cli.formatters.problems import hint_parts
from kinerja_graph.cli.formatters.several import each
from kinerja_graph.cli.formatters.targets import targets_parts
from kinerja_graph.cli.formatters.words import GOOD_STYLE, line
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.cli.people_options import Measured, Targeted
from kinerja_graph.cli.screen import width
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow import views as use
from kinerja_graph.workflow.asking import POSTS, ask_selected
from kinerja_graph.workflow.connection import connect
from kinerja_graph.workflow.people import check_workbook, draft_skp, year_hint
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.selecting import answers_json

_ONE: Final = _("kinerja individual takes one of the two: a post, or --all.")
_WRITTEN: Final = _(
    "✔ A draft of {items:SKP item|SKP items} of {posts:post|posts} is written: {path}"
)
_CHOOSE: Final = _("One post: kinerja individual ID; all of them: kinerja individual --all")


def matrix(context: CommandContext, which: EditionArguments) -> int:
    """Shows agencies against outcomes."""
    with use.asked(context.settings, use.EditionRef(which.dataset, which.edition)) as (
        store,
        choice,
    ):
        answer = use.matrix(store, choice)
    if context.json:
        context.data(matrix_json(answer))
        return 0
    context.answer(*matrix_parts(answer, context.language, width(sys.stdout)))
    return 0


def targets(context: CommandContext, what: Targeted, which: EditionArguments) -> int:
    """Shows the targets of a result, and whether they add up."""
    with use.asked(context.settings, use.EditionRef(which.dataset, which.edition)) as (
        store,
        choice,
    ):
        told = ask_selected(
            store,
            choice,
            what.id,
            lambda one, fixed: use.targets(store, one, fixed),
            ruling=read_rule_set(context.settings),
        )
    if context.json:
        context.data(answers_json(told, targets_json))
        return 0
    columns = width(sys.stdout)
    parts = each(told, lambda one: targets_parts(one, context.language, columns), context.language)
    context.answer(*parts)
    return 0


def individual(context: CommandContext, what: Measured, which: EditionArguments) -> int:
    """Shows what a post is measured by, or every post."""
    if (what.position is None) != what.all:
        raise UsageError(_ONE, mend=_CHOOSE, where="kinerja individual", code="bad-value")
    meant = use.EditionRef(which.dataset, which.edition)
    if what.position is None:
        return _everybody(context, what, meant)
    if what.out is not None:
        raise UsageError(
            _("--out goes with --all only."),
            mend=_("The SKP draft of every post: kinerja individual --all --out F.xlsx"),
            where="--out",
            code="bad-value",
        )
    with use.asked(context.settings, meant) as (store, choice):
        _tell_year(context, year_hint(store, choice, what.year))
        told = ask_selected(
            store,
            choice,
            what.position,
            lambda one, fixed: use.individual(store, one, fixed, year=what.year),
            takes=POSTS,
            ruling=read_rule_set(context.settings),
        )
    if context.json:
        context.data(answers_json(told, individual_json))
        return 0
    context.answer(
        *each(told, lambda one: individual_parts(one, context.language), context.language)
    )
    return 0


def _tell_year(context: CommandContext, hint: Text | None) -> None:
    """Says beside the answer that no target can stand in the year asked for."""
    if hint is not None:
        context.note(*hint_parts((hint,), context.language))


def _everybody(context: CommandContext, what: Measured, meant: use.EditionRef) -> int:
    if what.out is not None:
        return _draft(context, what.out, what.year, meant)
    with use.asked(context.settings, meant) as (store, choice):
        _tell_year(context, year_hint(store, choice, what.year))
        answer = use.individuals(store, choice, year=what.year)
    if context.json:
        context.data(individuals_json(answer))
        return 0
    context.answer(*individuals_parts(answer, context.language, width(sys.stdout)))
    return 0


def _draft(context: CommandContext, out: Path, year: int | None, meant: use.EditionRef) -> int:
    check_workbook(out)
    with connect(context.settings) as store:
        choice = use.EditionRef.exactly(meant.of(store))
        _tell_year(context, year_hint(store, choice, year))
        done = draft_skp(store, choice, out, language=context.language, year=year)
    items = sum(len(person.measures) for person in done.answer.people)
    if context.json:
        posts = len(done.answer.people)
        context.data({"out": str(out), "bytes": done.size, "posts": posts, "items": items})
        return 0
    told = context.say(_WRITTEN, path=out, posts=len(done.answer.people), items=items)
    context.answer(line(told, GOOD_STYLE))
    return 0
