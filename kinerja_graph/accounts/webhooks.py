"""Webhooks: which addresses are told of what happens, what they are to be told, how that went."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.log import noted
from kinerja_graph.accounts.rights import EVERY
from kinerja_graph.accounts.tables import DELIVERIES, WEBHOOKS

Event = Literal["edition.loaded", "audit.done"]
EVENTS: Final[tuple[Event, ...]] = ("edition.loaded", "audit.done")
LEASE_SECONDS: Final = 60
"""For this long a delivery that is under way is left to who began it."""
MOST_KEPT: Final = 5_000
"""Deliveries kept in the log; the oldest that ended are forgotten first."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told of events; its secret is shown once.

    Attributes:
        id: its id.
        url: the address.
        events: the events it is told of.
        dataset: the dataset they are about; ``*``: all.
        created_at: when it was added (UTC).
        created_by: who added it.
    """

    id: str
    url: str
    events: tuple[Event, ...]
    dataset: str
    created_at: str
    created_by: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one webhook.

    Attributes:
        number: its number.
        webhook: id of the webhook.
        event: the event.
        dataset: the dataset it is about.
        edition: the edition it is about.
        state: waiting, delivered or failed.
        attempts: how often it was tried.
        status: status of the last answer; None if there was none.
        error: why the last attempt failed; None if it did not.
        created_at: when it happened (UTC).
        tried_at: when it was tried last (UTC).
    """

    number: int
    webhook: str
    event: Event
    dataset: str
    edition: str
    state: Literal["waiting", "delivered", "failed"]
    attempts: int
    status: int | None
    error: str | None
    created_at: str
    tried_at: str | None


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """A delivery to be tried now: where to, signed with what, and what is told.

    ``body`` is empty while it is not made yet.
    """

    delivery: Delivery
    url: str
    secret: str
    body: str


def add(
    accounts: AccountsDatabase, url: str, events: Iterable[Event], dataset: str, *, by: str
) -> tuple[Webhook, str]:
    """Add a webhook; return it with the secret that signs what it is told."""
    chosen: tuple[Event, ...] = tuple(one for one in EVENTS if one in set(events))
    made = Webhook(secrets.token_hex(4), url, chosen, dataset, written(now()), by)
    secret = f"kinerja_whsec_{secrets.token_urlsafe(32)}"
    row = {
        "id": made.id,
        "url": url,
        "events": " ".join(chosen),
        "dataset": dataset,
        "secret": secret,
        "created_at": made.created_at,
        "created_by": by,
    }
    with accounts.writing() as connection:
        connection.execute(insert(WEBHOOKS).values(**row))
        about = None if dataset == EVERY else dataset
        noted(connection, by, "webhook-added", about, webhook=made.id, events=" ".join(chosen))
    return made, secret


def every(accounts: AccountsDatabase) -> tuple[Webhook, ...]:
    """Return all webhooks, oldest first."""
    wanted = select(WEBHOOKS).order_by(WEBHOOKS.c.created_at, WEBHOOKS.c.id)
    with accounts.reading() as connection:
        return tuple(_webhook(row) for row in connection.execute(wanted))


def remove(accounts: AccountsDatabase, name: str, *, by: str) -> bool:
    """Remove a webhook and what it was still to be told; return whether it was there."""
    with accounts.writing() as connection:
        found = connection.execute(delete(WEBHOOKS).where(WEBHOOKS.c.id == name)).rowcount > 0
        if found:
            noted(connection, by, "webhook-removed", None, webhook=name)
    return found


def announce(
    accounts: AccountsDatabase, event: Event, dataset: str, edition: str, body: str = ""
) -> int:
    """Note ``event`` for every webhook that is to be told of it; return for how many."""
    row = {"event": event, "dataset": dataset, "edition": edition, "body": body}
    moment = written(now())
    with accounts.writing() as connection:
        told = [
            one
            for one in map(_webhook, connection.execute(select(WEBHOOKS)))
            if event in one.events and one.dataset in (EVERY, dataset)
        ]
        for one in told:
            new = {"webhook": one.id, "state": "waiting", "attempts": 0, "created_at": moment}
            connection.execute(insert(DELIVERIES).values(**row, **new, next_at=moment))
        _forget_oldest(connection)
    return len(told)


def claim_due(
    accounts: AccountsDatabase, *, most: int, moment: datetime | None = None
) -> tuple[DueDelivery, ...]:
    """Return what is due now, at most one of each webhook; nobody else gets it meanwhile."""
    at = moment or now()
    wanted = (
        select(DELIVERIES, WEBHOOKS.c.url, WEBHOOKS.c.secret)
        .join(WEBHOOKS, WEBHOOKS.c.id == DELIVERIES.c.webhook)
        .where(DELIVERIES.c.state == "waiting", DELIVERIES.c.next_at <= written(at))
        .order_by(DELIVERIES.c.number)
    )
    with accounts.reading() as connection:  # most of the time there is nothing to write
        if connection.execute(wanted.limit(1)).first() is None:
            return ()
    found: dict[str, DueDelivery] = {}
    with accounts.writing() as connection:
        for row in connection.execute(wanted):
            if len(found) < most and row.webhook not in found:
                found[row.webhook] = DueDelivery(_delivery(row), row.url, row.secret, row.body)
        numbers = [one.delivery.number for one in found.values()]
        later = written(at + timedelta(seconds=LEASE_SECONDS))
        connection.execute(
            update(DELIVERIES).where(DELIVERIES.c.number.in_(numbers)).values(next_at=later)
        )
    return tuple(found.values())


def make_body(accounts: AccountsDatabase, number: int, body: str) -> None:
    """Keep what a delivery tells, so that every attempt tells the same."""
    with accounts.writing() as connection:
        connection.execute(
            update(DELIVERIES).where(DELIVERIES.c.number == number).values(body=body)
        )


def note_attempt(
    accounts: AccountsDatabase,
    number: int,
    *,
    status: int | None,
    error: str | None,
    again: timedelta | None,
) -> None:
    """Note an attempt: delivered without an error; else to be tried ``again``, or given up."""
    state = "delivered" if error is None else "failed" if again is None else "waiting"
    moment = now()
    told: dict[str, Any] = {"state": state, "status": status, "error": error}
    told["tried_at"] = written(moment)
    told["next_at"] = written(moment + again) if state == "waiting" and again is not None else None
    with accounts.writing() as connection:
        connection.execute(
            update(DELIVERIES)
            .where(DELIVERIES.c.number == number)
            .values(**told, attempts=DELIVERIES.c.attempts + 1)
        )


def deliveries(
    accounts: AccountsDatabase, *, limit: int = 100, webhook: str | None = None
) -> tuple[Delivery, ...]:
    """Return the last deliveries, newest first."""
    wanted = select(DELIVERIES).order_by(DELIVERIES.c.number.desc()).limit(limit)
    if webhook is not None:
        wanted = wanted.where(DELIVERIES.c.webhook == webhook)
    with accounts.reading() as connection:
        return tuple(_delivery(row) for row in connection.execute(wanted))


def _forget_oldest(connection: Connection) -> None:
    ended = (
        select(DELIVERIES.c.number)
        .where(DELIVERIES.c.state != "waiting")
        .order_by(DELIVERIES.c.number.desc())
        .offset(MOST_KEPT)
    )
    connection.execute(delete(DELIVERIES).where(DELIVERIES.c.number.in_(ended)))


def _webhook(row: Row[Any]) -> Webhook:
    listed = row.events.split()
    events: tuple[Event, ...] = tuple(one for one in EVENTS if one in listed)
    return Webhook(row.id, row.url, events, row.dataset, row.created_at, row.created_by)


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        row.number,
        row.webhook,
        row.event,
        row.dataset,
        row.edition,
        row.state,
        row.attempts,
        row.status,
        row.error,
        row.created_at,
        row.tried_at,
    )
