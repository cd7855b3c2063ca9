"""Show webhooks and what was sent to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich.console import RenderableType

from kinerja_graph.accounts.rights import EVERY
from kinerja_graph.accounts.webhooks import Delivery, Webhook
from kinerja_graph.cli.formatters.words import headed, line, marked, short_time
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.webhooks import MadeWebhook

_NONE: Final = _("There is no webhook yet: kinerja webhooks add URL.")
_NOTHING: Final = _("Nothing was sent yet.")
_ALL: Final = _("all datasets")
_MADE: Final = _("Webhook {webhook} is added: {url}")
_WEBHOOKS: Final = (_("Webhook"), _("Address"), _("Events"), _("Dataset"))
_DELIVERIES: Final = (
    _("When"),
    _("Webhook"),
    _("Event"),
    _("Edition"),
    _("State"),
    _("Tries"),
    _("Why"),
)
_STATES: Final[Mapping[str, Text]] = {
    "waiting": _("waiting"),
    "delivered": _("delivered"),
    "failed": _("given up"),
}


def made_parts(made: MadeWebhook, language: Language) -> Iterator[RenderableType]:
    """Yield a webhook just added, and its secret."""
    text = _MADE.say(language, webhook=made.webhook.id, url=made.webhook.url)
    yield marked("good", text)
    yield line(f"  {_about(made.webhook, language)}", "dim")
    yield line(made.secret)


def webhook_parts(found: Sequence[Webhook], language: Language) -> Iterator[RenderableType]:
    """Yield the webhooks."""
    if not found:
        yield line(_NONE.say(language))
        return
    table = headed((one.say(language) for one in _WEBHOOKS), whole=(0,))
    for one in found:
        table.add_row(
            line(one.id), line(one.url, "bold"), line(", ".join(one.events)), _place(one, language)
        )
    yield table


def delivery_parts(found: Sequence[Delivery], language: Language) -> Iterator[RenderableType]:
    """Yield what was sent, newest first."""
    if not found:
        yield line(_NOTHING.say(language))
        return
    table = headed((one.say(language) for one in _DELIVERIES), whole=(0, 1))
    for one in found:
        table.add_row(
            line(short_time(one.tried_at or one.created_at)),
            line(one.webhook),
            line(one.event),
            line(f"{one.dataset} {one.edition}"),
            line(_STATES[one.state].say(language)),
            line(str(one.attempts)),
            line(one.error or str(one.status or "")),
        )
    yield table


def _about(webhook: Webhook, language: Language) -> str:
    return f"{', '.join(webhook.events)}: {_name(webhook, language)}"


def _place(webhook: Webhook, language: Language) -> RenderableType:
    return line(_name(webhook, language))


def _name(webhook: Webhook, language: Language) -> str:
    return _ALL.say(language) if webhook.dataset == EVERY else webhook.dataset
