"""``whatif``."""

from __future__ import annotations

from kinerja_graph.cli.cause_options import WhatIfArguments
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.commands.views import show_answer, show_each
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import _
from kinerja_graph.views.registry import VIEWS
from kinerja_graph.workflow.asking import ask_selected, ask_together
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.views import open_checked_edition


def whatif(context: CommandContext, what: WhatIfArguments, edition_ref: EditionArguments) -> int:
    """Show what would follow, or the critical points of a result."""
    _refuse_mixtures(what)
    decided = read_rule_set(context.settings)
    if what.weakest is not None:
        view = VIEWS["weakest"]
        with open_checked_edition(context.settings, edition_ref) as (store, edition):
            answers = ask_selected(store, edition, view, what.weakest, rule_set=decided)
        show_each(context, view, answers)
        return 0
    view = VIEWS["if_removed" if what.remove else "if_missed"]
    names = [*(what.remove or what.miss), *what.more]
    with open_checked_edition(context.settings, edition_ref) as (store, edition):
        answer = ask_together(store, edition, view, names, rule_set=decided)
    show_answer(context, view, answer)
    return 0


def _refuse_mixtures(what: WhatIfArguments) -> None:
    questions = sum((bool(what.remove), bool(what.miss), what.weakest is not None))
    if questions != 1:
        raise UsageError(
            _("Exactly one of --remove, --miss and --weakest is needed."),
            mend=_("For example: kinerja whatif --remove IKU-07"),
            where="kinerja whatif",
        )
    if what.weakest is not None and what.more:
        raise UsageError(
            _("--weakest looks at one result only, not at {more} as well."),
            mend=_("Ask about each other result in a command of its own."),
            where="--weakest",
            more=", ".join(what.more),
        )
