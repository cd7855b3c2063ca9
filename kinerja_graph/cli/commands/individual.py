"""``individual``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.commands.views import show_answer, show_each
from kinerja_graph.cli.formatters.problems import hint_parts
from kinerja_graph.cli.formatters.words import GOOD_STYLE, line
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.cli.people_options import IndividualArguments
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import Text, _
from kinerja_graph.views.registry import VIEWS
from kinerja_graph.workflow.asking import ask_selected, ask_view
from kinerja_graph.workflow.people import check_workbook, draft_skp, year_hint
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.views import open_checked_edition, open_edition

_ONE: Final = _("kinerja individual takes one of the two: a post, or --all.")
_WRITTEN: Final = _(
    "✔ A draft of {items:SKP item|SKP items} of {posts:post|posts} is written: {path}"
)
_CHOOSE: Final = _("One post: kinerja individual ID; all of them: kinerja individual --all")


def individual(
    context: CommandContext, what: IndividualArguments, edition_ref: EditionArguments
) -> int:
    """Show the measures of a post, or of every post."""
    if (what.position is None) != what.all:
        raise UsageError(_ONE, mend=_CHOOSE, where="kinerja individual", code="bad-value")
    if what.position is None:
        return _everybody(context, what, edition_ref)
    if what.out is not None:
        raise UsageError(
            _("--out is used only with --all."),
            mend=_("The SKP draft of every post: kinerja individual --all --out F.xlsx"),
            where="--out",
            code="bad-value",
        )
    view = VIEWS["individual"]
    with open_checked_edition(context.settings, edition_ref) as (store, edition):
        _tell_year(context, year_hint(store, edition, what.year))
        decided = read_rule_set(context.settings)
        answers = ask_selected(
            store, edition, view, what.position, rule_set=decided, year=what.year
        )
    show_each(context, view, answers)
    return 0


def _tell_year(context: CommandContext, hint: Text | None) -> None:
    """Note beside the answer that the year asked for can have no targets."""
    if hint is not None:
        context.note(*hint_parts((hint,), context.language))


def _everybody(
    context: CommandContext, what: IndividualArguments, edition_ref: EditionArguments
) -> int:
    if what.out is not None:
        return _draft(context, what.out, what.year, edition_ref)
    with open_checked_edition(context.settings, edition_ref) as (store, edition):
        _tell_year(context, year_hint(store, edition, what.year))
        answer = ask_view(store, edition, VIEWS["individuals"], year=what.year)
    show_answer(context, VIEWS["individuals"], answer)
    return 0


def _draft(
    context: CommandContext, out: Path, year: int | None, edition_ref: EditionArguments
) -> int:
    check_workbook(out)
    with open_edition(context.settings, edition_ref) as (
        store,
        edition,
    ):  # checked before it is put there
        _tell_year(context, year_hint(store, edition, year))
        done = draft_skp(store, edition, out, language=context.language, year=year)
    if context.json:
        context.data(done)
        return 0
    text = context.say(_WRITTEN, path=out, posts=done.posts, items=done.items)
    context.answer(line(text, GOOD_STYLE))
    return 0
