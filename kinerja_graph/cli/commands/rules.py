"""``rules``: list the library, show a rule, test a folder of rules, start a new rule."""

from __future__ import annotations

from typing import Final

from kinerja_graph.cli.arguments import RuleArgument
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.proofs import proof_parts
from kinerja_graph.cli.formatters.tables import rule_list_parts, rule_parts
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.progress import audit_progress
from kinerja_graph.cli.rule_options import RuleFolder, RulesNewArguments, RulesTestArguments
from kinerja_graph.texts import _
from kinerja_graph.workflow import proving
from kinerja_graph.workflow import rules as use
from kinerja_graph.workflow.rule_sets import rule_folder

_DIFFERS: Final = 1
_WRITTEN: Final = _("Written: {path}")
_NEXT: Final = _("Change both, then test them: kinerja rules test {folder}")


def rules_list(context: CommandContext, where: RuleFolder) -> int:
    """List all rules."""
    rules = use.rules_list(rule_folder(context.settings, where.rules))
    if context.json:
        context.data(use.RuleList(rules))
    else:
        context.answer(*rule_list_parts(rules, context.language))
    return 0


def rules_show(context: CommandContext, what: RuleArgument, where: RuleFolder) -> int:
    """Show the page of one rule."""
    rule = use.rules_show(what.rule, rule_folder(context.settings, where.rules))
    page = use.rule_page(rule, context.language)
    if context.json:
        context.data(page)
    else:
        context.answer(*rule_parts(page, context.language))
    return 0


def rules_test(context: CommandContext, what: RulesTestArguments) -> int:
    """Test a folder of rules; exit code 1 if a case fails or is missing."""
    with audit_progress(context.language) as progress:
        proof = proving.rules_test(what.folder, settings=context.settings, progress=progress)
    if context.json:
        context.data(proof)
    else:
        context.answer(*proof_parts(proof, context.language))
    return 0 if proof.holds else _DIFFERS


def rules_new(context: CommandContext, what: RulesNewArguments) -> int:
    """Write the skeleton of a rule and its case file."""
    written = proving.rules_new(what.rule, what.out)
    if context.json:
        context.data(written)
        return 0
    context.answer(*(line(context.say(_WRITTEN, path=path)) for path in written.files))
    context.note(line(context.say(_NEXT, folder=what.out), "dim"))
    return 0
