"""Create, recognise and revoke API keys. A key is shown once; only its digest is stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Row, insert, select, update

from kinerja_graph.accounts.database import AccountsDatabase, now, written
from kinerja_graph.accounts.grants import grants_of
from kinerja_graph.accounts.log import noted
from kinerja_graph.accounts.rights import Grant, Grants
from kinerja_graph.accounts.tables import GRANTS, KEYS
from kinerja_graph.shapes import json_keys

PREFIX: Final = "kinerja"
KeyState = Literal["valid", "expired", "revoked"]


@json_keys(
    "id", "name", "state=state_now", "grants=grants.held", "created_at", "created_by", "expires_at",
    "revoked_at", "used_at",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret; times are texts in UTC, None if it has not happened yet."""

    id: str
    name: str
    grants: Grants
    created_at: str
    created_by: str
    expires_at: str
    revoked_at: str | None
    used_at: str | None

    @property
    def state_now(self) -> KeyState:
        """Its current state."""
        return self.state(now())

    def state(self, moment: datetime) -> KeyState:
        """Return its state at ``moment``."""
        if self.revoked_at is not None:
            return "revoked"
        return "valid" if written(moment) < self.expires_at else "expired"


def add(
    accounts: AccountsDatabase, name: str, grants: Sequence[Grant], *, expires: datetime, by: str
) -> tuple[Key, str]:
    """Create a key with ``grants``; return it with its secret, which is stored nowhere."""
    moment = written(now())
    made = Key(
        secrets.token_hex(4),
        name,
        Grants(tuple(grants)),
        moment,
        by,
        written(expires),
        None,
        None,
    )
    secret = f"{PREFIX}_{made.id}_{secrets.token_urlsafe(32)}"
    row = {
        "id": made.id,
        "name": name,
        "digest": digest(secret),
        "created_at": moment,
        "created_by": by,
        "expires_at": made.expires_at,
    }
    with accounts.writing() as connection:
        connection.execute(insert(KEYS).values(**row))
        connection.execute(
            insert(GRANTS),
            [{"key": made.id, "role": one.role, "dataset": one.dataset} for one in grants],
        )
        told = ", ".join(f"{one.role} {one.dataset}" for one in grants)
        noted(connection, by, "key-added", key=made.id, name=name, grants=told)
    return made, secret


def every(accounts: AccountsDatabase) -> tuple[Key, ...]:
    """Return all keys, oldest first."""
    with accounts.reading() as connection:
        rows = connection.execute(select(KEYS).order_by(KEYS.c.created_at, KEYS.c.id)).all()
        return tuple(_key(row, grants_of(connection, key=row.id)) for row in rows)


def known(accounts: AccountsDatabase, secret: str, *, moment: datetime | None = None) -> Key | None:
    """Return the key with this secret, or None if there is none or it is no longer valid."""
    prefix, _, rest = secret.partition("_")
    name = rest.partition("_")[0]
    if prefix != PREFIX or not name:
        return None
    return _valid(accounts, name, moment, digest(secret))


def by_id(accounts: AccountsDatabase, name: str, *, moment: datetime | None = None) -> Key | None:
    """Return the key with this id, or None if there is none or it is no longer valid."""
    return _valid(accounts, name, moment, None)


def used(accounts: AccountsDatabase, name: str) -> None:
    """Record that a key was used now."""
    with accounts.writing() as connection:
        connection.execute(update(KEYS).where(KEYS.c.id == name).values(used_at=written(now())))


def revoke(accounts: AccountsDatabase, name: str, *, by: str) -> bool:
    """Revoke a key at once; return False if it was revoked before."""
    with accounts.writing() as connection:
        done = connection.execute(
            update(KEYS)
            .where(KEYS.c.id == name, KEYS.c.revoked_at.is_(None))
            .values(revoked_at=written(now()))
        )
        if done.rowcount:
            noted(connection, by, "key-revoked", key=name)
        return bool(done.rowcount)


def any_valid(keys: Iterable[Key], moment: datetime) -> bool:
    """Return whether any of ``keys`` is valid at ``moment``."""
    return any(key.state(moment) == "valid" for key in keys)


def digest(secret: str) -> str:
    """Return the digest stored for a secret; its random part has 256 bits, so it needs no salt."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _valid(
    accounts: AccountsDatabase, name: str, moment: datetime | None, wanted: str | None
) -> Key | None:
    with accounts.reading() as connection:
        row = connection.execute(select(KEYS).where(KEYS.c.id == name)).one_or_none()
        if row is None or not (wanted is None or hmac.compare_digest(row.digest, wanted)):
            return None
        found = _key(row, grants_of(connection, key=name))
    return found if found.state(moment or now()) == "valid" else None


def _key(row: Row[Any], grants: Grants) -> Key:
    return Key(
        row.id,
        row.name,
        grants,
        row.created_at,
        row.created_by,
        row.expires_at,
        row.revoked_at,
        row.used_at,
    )
