"""Webhooks: an administrator lists addresses, and they are told when editions are loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from kinerja_graph.accounts import webhooks
from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.rights import EVERY
from kinerja_graph.accounts.webhooks import EVENTS, Delivery, DueDelivery, Event, Webhook
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow.auditing import AuditOptions, audit_loaded
from kinerja_graph.workflow.edition_cache import EditionCache
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.waivers import history_of_dataset
from kinerja_graph.workflow.webhook_sending import (
    Attempt,
    Refusal,
    checked_addresses,
    private_networks,
    send,
    stands_in,
)

PAUSES: Final = tuple(timedelta(seconds=one) for one in (10, 60, 300, 1_800, 7_200, 21_600))
"""How long to wait after each failed attempt; after the last of them it is given up."""
_LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class MadeWebhook:
    """A webhook that was added, and its secret, which is not shown again.

    Attributes:
        webhook: the webhook.
        secret: signs what it is told.
    """

    webhook: Webhook
    secret: str


@dataclass(frozen=True, slots=True)
class WebhookList:
    """All webhooks.

    Attributes:
        webhooks: the webhooks.
    """

    webhooks: tuple[Webhook, ...]


@dataclass(frozen=True, slots=True)
class RemovedWebhook:
    """The id of a webhook that was removed.

    Attributes:
        webhook: the id.
    """

    webhook: str


@dataclass(frozen=True, slots=True)
class DeliveryList:
    """Deliveries, newest first.

    Attributes:
        deliveries: the deliveries.
    """

    deliveries: tuple[Delivery, ...]


def add_webhook(  # what an administrator says of it
    accounts: AccountsDatabase,
    url: str,
    events: Sequence[str],
    dataset: str | None,
    *,
    settings: Settings,
    by: str,
) -> MadeWebhook:
    """Add a webhook for events of a dataset; None: of all.

    Raises:
        UsageError: it is no URL that may be told something, or there is no such event.
    """
    chosen: list[Event] = [_read_event(one) for one in events]
    parts = _read_url(url)
    listed = private_networks(settings)
    addresses: Sequence[str] = ()
    try:
        addresses = checked_addresses(parts, listed)
    except Refusal as error:
        raise _refused(url, str(error)) from error
    except OSError:
        """A name that is not known yet; it is checked again at each attempt."""
    is_inside = bool(addresses) and all(stands_in(one, listed) for one in addresses)
    if parts.scheme == "http" and not is_inside:
        raise _bad(url, _("Only https is used, except for addresses listed in webhook_private."))
    made, secret = webhooks.add(accounts, url, chosen or EVENTS, dataset or EVERY, by=by)
    return MadeWebhook(made, secret)


def list_webhooks(accounts: AccountsDatabase) -> WebhookList:
    """Return all webhooks."""
    return WebhookList(webhooks.every(accounts))


def remove_webhook(accounts: AccountsDatabase, name: str, *, by: str) -> RemovedWebhook:
    """Remove a webhook.

    Raises:
        UsageError: there is none with this id; the error names the nearest.
    """
    if not webhooks.remove(accounts, name, by=by):
        known = [one.id for one in webhooks.every(accounts)]
        near = get_close_matches(name, known, 3, 0.4) or known[:3]
        raise UsageError(
            _("There is no webhook {name}."),
            mend=_("There are: {names}"),
            where=name,
            code="unknown-webhook",
            name=name,
            names=", ".join(near) or "–",
            nearest=near,
        )
    return RemovedWebhook(name)


def list_deliveries(accounts: AccountsDatabase, *, limit: int = 100) -> DeliveryList:
    """Return the last deliveries, newest first."""
    return DeliveryList(webhooks.deliveries(accounts, limit=limit))


def announce_loaded(
    accounts: AccountsDatabase, dataset: str, edition: str, counts: Mapping[str, int] | None
) -> None:
    """Announce that an edition was loaded, and that it is to be audited for who wants that."""
    facts = {"counts": dict(counts or {})}
    told = _body("edition.loaded", dataset, edition, facts)
    webhooks.announce(accounts, "edition.loaded", dataset, edition, told)
    webhooks.announce(accounts, "audit.done", dataset, edition)


def audited_body(
    store: Store, accounts: AccountsDatabase, delivery: Delivery, settings: Settings
) -> str:
    """Audit the edition of a delivery; return what is told of that: its sum, and no finding.

    Raises:
        UsageError: the edition is gone.
        StoreError: the database does not answer.
    """
    named = EditionRef(delivery.dataset, delivery.edition)
    found = EditionCache(store).read().resolve(named, tuple)
    options = AuditOptions(read_rule_set(settings), history_of_dataset(accounts, found.dataset))
    audit = audit_loaded(store, found, options).audit
    failed = [one.id for one in audit.rules if one.status == "failed"]
    facts: dict[str, Any] = {"summary": audit.summary(), "failed_rules": failed}
    return _body("audit.done", audit.dataset, audit.edition, facts)


def attempt(accounts: AccountsDatabase, due: DueDelivery, settings: Settings) -> Attempt:
    """Try a delivery once, and note how it went and when to try again."""
    delivery = due.delivery
    done = send(
        due.url,
        due.secret,
        due.body,
        event=delivery.event,
        delivery=delivery.number,
        listed=private_networks(settings),
    )
    again = PAUSES[delivery.attempts] if delivery.attempts < len(PAUSES) else None
    webhooks.note_attempt(
        accounts,
        delivery.number,
        status=done.status,
        error=done.error,
        again=None if done.is_gone else again,
    )
    return done


def _body(event: Event, dataset: str, edition: str, facts: Mapping[str, Any]) -> str:
    told = {"event": event, "at": written(now()), "dataset": dataset, "edition": edition, **facts}
    return json.dumps(told, ensure_ascii=False)


def _read_url(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad(url, _("It is no URL.")) from error
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= _LONGEST
    if parts.scheme not in {"http", "https"} or not parts.hostname or not plain or port == 0:
        raise _bad(url, _("It is no URL of http or https."))
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _bad(url, _("It holds a user, a password or a fragment."))
    return parts


def _read_event(name: str) -> Event:
    for one in EVENTS:
        if one == name:
            return one
    raise UsageError(
        _("There is no event {name}."),
        mend=_("There are: {names}"),
        where="--event",
        code="unknown-event",
        name=name,
        names=", ".join(EVENTS),
        nearest=get_close_matches(name, EVENTS, 1, 0.4),
    )


def _refused(url: str, why: str) -> UsageError:
    return UsageError(
        _("Nothing is sent to {url}: {why}."),
        mend=_("Use a public address, or list its network in webhook_private."),
        where=url,
        code="webhook-refused",
        url=url,
        why=why,
    )


def _bad(url: str, why: Text) -> UsageError:
    return UsageError(
        why,
        mend=_("Write for example https://bappeda.example.go.id/kinerja."),
        where=url,
        code="bad-webhook",
    )
