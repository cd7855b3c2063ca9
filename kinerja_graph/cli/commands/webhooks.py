"""``webhooks``: which addresses the service tells of loads and audits, and how that went."""

from __future__ import annotations

from typing import Final

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.webhooks import delivery_parts, made_parts, webhook_parts
from kinerja_graph.cli.formatters.words import line, marked
from kinerja_graph.cli.webhook_options import DeliveryOptions, WebhookArgument, WebhookArguments
from kinerja_graph.texts import _
from kinerja_graph.workflow import webhooks as use
from kinerja_graph.workflow.access import accounts_database, operating_system_user

_SAVE: Final = _("Save it now: this secret cannot be shown again. It signs what is sent.")
_REMOVED: Final = _("Webhook {webhook} is removed.")


def webhooks_add(context: CommandContext, what: WebhookArguments) -> int:
    """Add a webhook and show its secret once."""
    with accounts_database(context.settings) as accounts:
        made = use.add_webhook(
            accounts,
            what.address,
            what.event,
            what.dataset,
            settings=context.settings,
            by=operating_system_user(),
        )
    if context.json:
        context.data(made)
    else:
        context.answer(*made_parts(made, context.language))
        context.note(line(context.say(_SAVE), "bold"))
    return 0


def webhooks_list(context: CommandContext) -> int:
    """List the webhooks, without their secrets."""
    with accounts_database(context.settings) as accounts:
        found = use.list_webhooks(accounts)
    if context.json:
        context.data(found)
    else:
        context.answer(*webhook_parts(found.webhooks, context.language))
    return 0


def webhooks_remove(context: CommandContext, what: WebhookArgument) -> int:
    """Remove a webhook, effective at once."""
    with accounts_database(context.settings) as accounts:
        done = use.remove_webhook(accounts, what.webhook, by=operating_system_user())
    if context.json:
        context.data(done)
    else:
        context.answer(marked("good", context.say(_REMOVED, webhook=done.webhook)))
    return 0


def webhooks_log(context: CommandContext, part: DeliveryOptions) -> int:
    """Show what was sent, newest first."""
    with accounts_database(context.settings) as accounts:
        found = use.list_deliveries(accounts, limit=part.limit)
    if context.json:
        context.data(found)
    else:
        context.answer(*delivery_parts(found.deliveries, context.language))
    return 0
