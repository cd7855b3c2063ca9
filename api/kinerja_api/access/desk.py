"""What the service knows of its callers: the ledger, and the word for this machine."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final

from fastapi import Request

from kinerja_api.access.caller import NOBODY, Caller
from kinerja_api.access.refusals import wrong_credential
from kinerja_graph.ledger.rights import ALL
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.access import Key, Ledger, key_of, key_used

LOCAL: Final = "local"
_SELDOM: Final = 60.0
"""Seconds between two notes that the same key was used."""


@dataclass(slots=True)
class Desk:
    """The ledger open, the settings, and the token of this machine."""

    ledger: Ledger
    settings: Settings
    token: str = field(repr=False)
    _noted: dict[str, float] = field(default_factory=dict[str, float])

    def caller(self, request: Request) -> Caller:
        """Who sends ``request``; nobody, where it bears no credential.

        Raises:
            Refused: it bears one that opens nothing.
        """
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if not secret or scheme.lower() != "bearer":
            return NOBODY
        return self.bearer(request, secret.strip())

    def bearer(self, request: Request, secret: str) -> Caller:
        """Who bears ``secret``: an API key, or the token of this machine.

        Raises:
            Refused: it opens nothing.
        """
        if self.is_token(request, secret):
            return Caller(LOCAL, "local", ALL)
        key = key_of(self.ledger, secret)
        if key is None:
            raise wrong_credential()
        self._note_use(key)
        return Caller(f"{key.name} ({key.id})", "key", key.grants)

    def is_token(self, request: Request, secret: str) -> bool:
        """Whether it is the token of this machine, on a line that does not leave it."""
        mine = hmac.compare_digest(secret.encode(), self.token.encode())
        return mine and is_loopback(request)

    def _note_use(self, key: Key) -> None:
        moment = time.monotonic()
        if moment - self._noted.get(key.id, -_SELDOM) >= _SELDOM:
            self._noted[key.id] = moment
            key_used(self.ledger, key.id)


def is_loopback(request: Request) -> bool:
    """Whether the request came in at an address of this machine alone."""
    server = request.scope.get("server")
    host = str(server[0]) if server else ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def desk_of(request: Request) -> Desk:
    """The desk of the service that got ``request``."""
    desk: Desk = request.app.state.desk
    return desk
