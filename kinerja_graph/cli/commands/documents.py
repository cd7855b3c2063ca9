"""``documents``."""

from __future__ import annotations

import sys
from typing import Final

from kinerja_graph.audit.answer import exceeds
from kinerja_graph.audit.rule_set import complete
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.document_options import DocumentsArguments
from kinerja_graph.cli.formatters.amount import ALL_IN_JSON, most_shown
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.screen import width
from kinerja_graph.files import refuse_unwritable
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.report.answers.documents import documents_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.texts import _
from kinerja_graph.workflow import documents as use
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.document_rules import rules_of_documents
from kinerja_graph.workflow.reports import time_of_report
from kinerja_graph.workflow.rule_sets import read_fail_on, read_rule_set

_FOUND: Final = 1
_WRITTEN: Final = _("✔ The compared documents are written: {path}")


def documents(context: CommandContext, what: DocumentsArguments) -> int:
    """Show how much the documents of an edition agree, and where they do not.

    The exit code is that of an audit by the rules about documents.
    """
    if what.out is not None:
        use.check_ending(what.out)
        refuse_unwritable(what.out)
    made = time_of_report()
    meant = EditionRef(what.dataset, what.edition)
    decided = read_rule_set(context.settings)
    fail_on = read_fail_on(what.fail_on, rules_of_documents(decided))
    with connect_and_list(context.settings) as (store, found):
        answer, audit = use.compare_and_audit(
            store, found, meant, decided, selector=what.selector, only=what.only
        )
    code = _FOUND if exceeds(complete(audit), fail_on) else 0
    if what.out is not None:
        use.write_documents(answer, what.out, language=context.language, made=made)
        context.note(line(context.say(_WRITTEN, path=what.out), "dim"))
    if context.json:
        context.data(answer)
        return code
    amount = Amount(most_shown(), ALL_IN_JSON)
    blocks = documents_blocks(answer, context.language, amount, only=what.only, has_options=True)
    context.answer(*block_parts(blocks, width(sys.stdout)))
    return code
