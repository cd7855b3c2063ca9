"""Signed links: a holder may see one view of one edition, for a limited time (decision 0171)."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from itsdangerous import BadData, URLSafeSerializer

from kinerja_graph.library.plain import as_mapping

KEY_FILE: Final = "embed.key"
LIFETIMES: Final[tuple[int, ...]] = (1, 24, 7 * 24)
"""The possible lifetimes of a link, in hours."""
_SALT: Final = "kinerja-embed"
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a signed link opens: a view of an edition; of one record if ``id`` names it.

    ``until`` is its expiry, in seconds since 1970.
    """

    view: str
    dataset: str
    edition: str
    until: int
    id: str | None = None
    against: str | None = None

    def opens(self, requested: tuple[str | None, ...], *, now: float) -> bool:
        """Tell whether it is valid at ``now`` (Unix time) and covers ``requested``.

        ``requested`` is view, dataset, edition, id and older edition.
        """
        mine = (self.view, self.dataset, self.edition, self.id, self.against)
        return now <= self.until and requested == mine


def sign_ticket(home: Path, ticket: Ticket) -> str:
    """Return the signed token of ``ticket`` for a URL."""
    return str(_signer(home).dumps(asdict(ticket)))


def read_ticket(home: Path, token: str) -> Ticket | None:
    """Return what ``token`` opens; None if it was not signed here."""
    try:
        told: Any = _signer(home).loads(token)
    except BadData:
        return None
    facts = as_mapping(told)
    if facts is None:
        return None
    try:
        return Ticket(**facts)
    except TypeError:
        return None


@cache
def _signer(home: Path) -> URLSafeSerializer:
    return URLSafeSerializer(_read_or_create_key(home / KEY_FILE), salt=_SALT)


def _read_or_create_key(path: Path) -> bytes:
    """Return the key of this service, created if there is none; nobody else can read it."""
    with suppress(FileExistsError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(_KEY_BYTES).encode())
        try:
            os.link(part, path)  # atomic, and never over an existing key
        finally:
            part.unlink()
    return path.read_bytes()
