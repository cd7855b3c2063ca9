"""What the service knows of its callers: the ledger, and the word for this machine."""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final

from fastapi import Request

from kinerja_api.access import sessions
from kinerja_api.access.caller import NOBODY, Caller
from kinerja_api.access.limits import Limiter, address_of, counted_address
from kinerja_api.access.logs import in_a_line, logger
from kinerja_api.access.refusals import Refused, wrong_credential
from kinerja_graph.accounts.database import AccountsError
from kinerja_graph.accounts.rights import ALL
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.access import (
    AccountsDatabase,
    Holder,
    Key,
    is_valid,
    key_named,
    key_of,
    key_used,
    person_named,
    session_holder,
)

LOCAL: Final = "local"
_MOST_KEYS: Final = 1_000
"""Keys that are known without asking the ledger, while nothing of it changes."""
_SELDOM: Final = 60.0
"""Seconds between two notes that the same key was used."""
_CLAIMED: Final = re.compile(r"kinerja_([0-9a-f]{8})_")
_NO_ACCOUNT: Final = "-"
_log = logger("kinerja_api.desk")


@dataclass(slots=True)
class AuthService:
    """The ledger open, the settings, the token of this machine, and the limits of rate."""

    ledger: AccountsDatabase
    settings: Settings
    token: str = field(repr=False)
    limiter: Limiter = field(init=False)
    _noted: dict[str, float] = field(default_factory=dict[str, float])
    _keys: dict[bytes, tuple[int, Key]] = field(
        default_factory=dict[bytes, tuple[int, Key]], repr=False
    )
    _noting: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "kinerja-noting"), repr=False
    )
    """Who else writes in the ledger may hold it for seconds, for which no request waits."""

    def __post_init__(self) -> None:
        """Reads the limits of the settings."""
        self.limiter = Limiter.of(self.settings)

    def caller(self, request: Request) -> Caller:
        """Who sends ``request``; nobody, where it bears no credential.

        A header goes before a cookie: what a script sends on purpose is what it means.

        Raises:
            Refused: it bears a header that opens nothing, or asks too often.
        """
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if secret and scheme.lower() == "bearer":
            found = self.bearer(request, secret.strip())
        else:
            cookie = sessions.cookie_of(request)
            found = NOBODY if cookie is None else self._of_session(cookie)
        if found.kind in ("key", "person"):
            self.limiter.count(self.limiter.known, f"caller {found.name}")
        return found

    def bearer(self, request: Request, secret: str) -> Caller:
        """Who bears ``secret``: an API key, or the token of this machine.

        Raises:
            Refused: it opens nothing.
        """
        if self._is_token(request, secret):
            return Caller(LOCAL, "local", ALL)
        return self._of_key(self.key(request, secret))

    def key(self, request: Request, secret: str) -> Key:
        """The key that ``secret`` is, sent in a header or typed at the sign-in.

        One that opened something since the service started is let through, whatever others try;
        else too many wrong tries for the same key end in that it is not looked at.

        Raises:
            Refused: it opens nothing, or there were too many tries.
        """
        address = counted_address(address_of(request))
        if hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest() not in self._keys:
            self.limiter.refuse_tries(_account(secret), address)
        found = self._key(secret)
        if found is None:
            raise self._wrong(request, _account(secret))
        return found

    def typed_key(self, request: Request, secret: str) -> Key:
        """As ``key``, typed at the sign-in: it is counted as a request of its caller.

        Else whoever has one could begin sessions without end, each of which the ledger keeps.

        Raises:
            Refused: it opens nothing, or its caller asks too often.
        """
        found = self.key(request, secret)
        self.limiter.count(self.limiter.known, f"caller {called(found)}")
        return found

    def _key(self, secret: str) -> Key | None:
        """The key that ``secret`` is; the ledger is read again as soon as anything of it changed.

        So a key that is revoked, in whichever process, opens nothing from then on.
        """
        version = self.ledger.version()
        name = hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
        kept = self._keys.get(name)
        if kept is not None and kept[0] == version and is_valid(kept[1]):
            return kept[1]
        found = key_of(self.ledger, secret)
        if found is None or version is None:
            self._keys.pop(name, None)
            return found
        if len(self._keys) >= _MOST_KEYS:
            self._keys.clear()
        self._keys[name] = (version, found)
        return found

    def refuse_unless_token(self, request: Request, secret: str) -> None:
        """Lets the token of this machine pass, on a line that does not leave it.

        Raises:
            Refused: ``secret`` is another word.
        """
        if not self._is_token(request, secret):
            raise self._wrong(request, _NO_ACCOUNT)

    def _is_token(self, request: Request, secret: str) -> bool:
        mine = hmac.compare_digest(secret.encode("utf-8", "replace"), self.token.encode())
        return mine and is_loopback(request)

    def _wrong(self, request: Request, account: str) -> Refused:
        self.limiter.count_wrong(account, counted_address(address_of(request)))
        return wrong_credential()

    def _of_session(self, cookie: str) -> Caller:
        found = session_holder(self.ledger, cookie, token=self.token)
        if found is None:
            return NOBODY
        csrf = sessions.csrf_of(cookie)
        if found.token is not None:
            return Caller(LOCAL, "local", ALL, csrf)
        if found.key is not None:
            key = key_named(self.ledger, found.key)
            return NOBODY if key is None else self._of_key(key, csrf)
        return self._of_person(found, csrf)

    def _of_person(self, found: Holder, csrf: str) -> Caller:
        person = None if found.person is None else person_named(self.ledger, found.person)
        return NOBODY if person is None else Caller(person.name, "person", person.grants, csrf)

    def _of_key(self, key: Key, csrf: str = "") -> Caller:
        moment = time.monotonic()
        if moment - self._noted.get(key.id, -_SELDOM) >= _SELDOM:
            self._noted[key.id] = moment
            self._noting.submit(self._note, key.id)
        return Caller(called(key), "key", key.grants, csrf)

    def _note(self, name: str) -> None:
        try:
            key_used(self.ledger, name)
        except AccountsError as error:
            _log.warning(in_a_line(error))

    def close(self) -> None:
        """Ends what is still written down."""
        self._noting.shutdown()


def called(key: Key) -> str:
    """As the service and its log call whoever bears ``key``."""
    return f"{key.name} ({key.id})"


def _account(secret: str) -> str:
    """The key that ``secret`` claims to be, by its id; one name for all that claim to be none."""
    found = _CLAIMED.match(secret)
    return _NO_ACCOUNT if found is None else found[1]


def is_loopback(request: Request) -> bool:
    """Whether the request came in at an address of this machine alone."""
    server = request.scope.get("server")
    host = str(server[0]) if server else ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def auth_service_of(request: Request) -> AuthService:
    """The desk of the service that got ``request``."""
    auth_service: AuthService = request.app.state.auth_service
    return auth_service
