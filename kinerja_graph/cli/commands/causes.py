"""``evidence`` and ``whatif``."""

from __future__ import annotations

from kinerja_graph.analysis.consequences import miss_json, removal_json
from kinerja_graph.analysis.evidence import evidence_json
from kinerja_graph.analysis.weak_points import weakest_json
from kinerja_graph.cli.cause_options import Supposed, Weighed
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.amount import most_told
from kinerja_graph.cli.formatters.consequences import miss_parts, removal_parts
from kinerja_graph.cli.formatters.links import evidence_parts
from kinerja_graph.cli.formatters.several import each
from kinerja_graph.cli.formatters.weak_points import weakest_parts
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import _
from kinerja_graph.workflow import causes as use
from kinerja_graph.workflow.asking import ask_selected
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.selecting import answers_json
from kinerja_graph.workflow.views import EditionRef, asked


def evidence(context: CommandContext, what: Weighed, which: EditionArguments) -> int:
    """Weighs causal links by the measured years."""
    meant = EditionRef(which.dataset, which.edition)
    if what.id is not None:
        return _evidence_of(context, what.id, meant, what.lag)
    with asked(context.settings, meant) as (store, choice):
        answer = use.evidence(store, choice, lag=what.lag)
    if context.json:
        context.data(evidence_json(answer))
        return 0
    context.answer(*evidence_parts(answer, context.language, most=most_told()))
    return 0


def _evidence_of(context: CommandContext, text: str, meant: EditionRef, lag: int) -> int:
    with asked(context.settings, meant) as (store, choice):
        told = ask_selected(
            store,
            choice,
            text,
            lambda one, fixed: use.evidence(store, fixed, one, lag=lag),
            ruling=read_rule_set(context.settings),
        )
    if context.json:
        context.data(answers_json(told, evidence_json))
        return 0
    most = most_told()
    context.answer(
        *each(told, lambda one: evidence_parts(one, context.language, most=most), context.language)
    )
    return 0


def whatif(context: CommandContext, what: Supposed, which: EditionArguments) -> int:
    """Shows what would follow, or the points on which a result hangs."""
    _refuse_mixtures(what)
    meant = EditionRef(which.dataset, which.edition)
    if what.remove:
        return _remove(context, [*what.remove, *what.more], meant)
    if what.miss:
        return _miss(context, [*what.miss, *what.more], meant)
    with asked(context.settings, meant) as (store, choice):
        told = ask_selected(
            store,
            choice,
            what.weakest or "",
            lambda one, fixed: use.weakest(store, fixed, one),
            ruling=read_rule_set(context.settings),
        )
    if context.json:
        context.data(answers_json(told, weakest_json))
        return 0
    most = most_told()
    context.answer(
        *each(told, lambda one: weakest_parts(one, context.language, most=most), context.language)
    )
    return 0


def _remove(context: CommandContext, names: list[str], meant: EditionRef) -> int:
    with asked(context.settings, meant) as (store, choice):
        answer = use.remove(store, choice, names, ruling=read_rule_set(context.settings))
    if context.json:
        context.data(removal_json(answer))
    else:
        context.answer(*removal_parts(answer, context.language, most=most_told()))
    return 0


def _miss(context: CommandContext, names: list[str], meant: EditionRef) -> int:
    with asked(context.settings, meant) as (store, choice):
        answer = use.miss(store, choice, names, ruling=read_rule_set(context.settings))
    if context.json:
        context.data(miss_json(answer))
    else:
        context.answer(*miss_parts(answer, context.language, most=most_told()))
    return 0


def _refuse_mixtures(what: Supposed) -> None:
    asked = sum((bool(what.remove), bool(what.miss), what.weakest is not None))
    if asked != 1:
        raise UsageError(
            _("Exactly one of --remove, --miss and --weakest is needed."),
            mend=_("For example: kinerja whatif --remove IKU-07"),
            where="kinerja whatif",
        )
    if what.weakest is not None and what.more:
        raise UsageError(
            _("--weakest looks at one result alone, not at {more} too."),
            mend=_("Ask about other results in commands of their own."),
            where="--weakest",
            more=", ".join(what.more),
        )
