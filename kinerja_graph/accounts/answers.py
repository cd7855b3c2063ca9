"""Answers to requests that may be repeated: each key of a caller is answered once.

A request is claimed before it is carried out, so that of two at once one is. Its answer is then
kept for a limited time (decision 0321).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Literal

from sqlalchemy import Connection, delete, insert, select, update

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.tables import ANSWERS

LEASE_SECONDS: Final = 120
"""After this many seconds a claim without an answer counts as abandoned: its service ended."""
MOST_KEPT: Final = 10_000
"""Answers kept for one account; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The answer to a request.

    Attributes:
        status: its HTTP status.
        body: its body, as JSON.
        headers: further headers.
    """

    status: int
    body: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def claim(
    accounts: AccountsDatabase, account: str, key: str, request: str, *, hours: float
) -> KeptAnswer | Literal["claimed", "running", "different"]:
    """Claim ``key`` of ``account`` for the request with the digest ``request``.

    Returns its answer if it was answered in the last ``hours``; ``claimed`` if it is now to be
    carried out, ``running`` while another is about it, ``different`` if the key was used for
    something else.
    """
    moment = now()
    mine = (ANSWERS.c.account == account, ANSWERS.c.key == key)
    with accounts.writing() as connection:
        oldest = written(moment - timedelta(hours=hours))
        connection.execute(delete(ANSWERS).where(ANSWERS.c.started_at < oldest))
        row = connection.execute(select(ANSWERS).where(*mine)).one_or_none()
        abandoned = written(moment - timedelta(seconds=LEASE_SECONDS))
        if row is not None and row.status is None and row.started_at < abandoned:
            connection.execute(delete(ANSWERS).where(*mine))
            row = None
        if row is not None and row.request != request:
            return "different"
        if row is not None and row.status is None:
            return "running"
        if row is not None:
            return KeptAnswer(row.status, row.body, json.loads(row.headers))
        _forget_oldest(connection, account)
        new = {"account": account, "key": key, "request": request, "started_at": written(moment)}
        connection.execute(insert(ANSWERS).values(**new))
        return "claimed"


def keep(accounts: AccountsDatabase, account: str, key: str, answer: KeptAnswer) -> None:
    """Keep the answer to a request that was claimed."""
    told = {
        "status": answer.status,
        "body": answer.body,
        "headers": json.dumps(dict(answer.headers)),
    }
    wanted = (ANSWERS.c.account == account, ANSWERS.c.key == key)
    with accounts.writing() as connection:
        connection.execute(update(ANSWERS).where(*wanted).values(**told))


def give_up(accounts: AccountsDatabase, account: str, key: str) -> None:
    """Forget a claim whose request was refused: nothing was done, and it may be tried again."""
    wanted = (ANSWERS.c.account == account, ANSWERS.c.key == key, ANSWERS.c.status.is_(None))
    with accounts.writing() as connection:
        connection.execute(delete(ANSWERS).where(*wanted))


def _forget_oldest(connection: Connection, account: str) -> None:
    kept = (
        select(ANSWERS.c.key)
        .where(ANSWERS.c.account == account)
        .order_by(ANSWERS.c.started_at.desc(), ANSWERS.c.key)
        .offset(MOST_KEPT - 1)
    )
    connection.execute(delete(ANSWERS).where(ANSWERS.c.account == account, ANSWERS.c.key.in_(kept)))
