"""Signed links: who holds one may see one view of one edition, for a while (decision 0171)."""

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
LIVES: Final[tuple[int, ...]] = (1, 24, 7 * 24)
"""Hours for which a link may hold."""
_SALT: Final = "kinerja-embed"
_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a signed link opens: a view of an edition, of one record where ``id`` names it.

    ``until`` is the second since 1970 after which it opens nothing.
    """

    view: str
    dataset: str
    edition: str
    until: int
    id: str | None = None
    against: str | None = None

    def opens(self, asked: tuple[str | None, ...], *, now: float) -> bool:
        """Whether it holds at ``now`` (seconds since 1970) and opens what is ``asked``.

        Asked are view, dataset, edition, id and older edition.
        """
        mine = (self.view, self.dataset, self.edition, self.id, self.against)
        return now <= self.until and asked == mine


def signed(home: Path, ticket: Ticket) -> str:
    """The word of ``ticket`` for an address."""
    return str(_signer(home).dumps(asdict(ticket)))


def read_ticket(home: Path, word: str) -> Ticket | None:
    """What ``word`` opens; None where it was not signed here."""
    try:
        told: Any = _signer(home).loads(word)
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
    return URLSafeSerializer(_key(home / KEY_FILE), salt=_SALT)


def _key(path: Path) -> bytes:
    """The key of this service, made where there is none; nobody else may read it."""
    with suppress(FileExistsError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(_BYTES).encode())
        try:
            os.link(part, path)  # whole or not at all, and never over a key that is there
        finally:
            part.unlink()
    return path.read_bytes()
