"""Authenticate callers, by the accounts database and by the token of this machine."""

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
from kinerja_api.access.caller import ANONYMOUS, Caller
from kinerja_api.access.desk import desk_of
from kinerja_api.access.limits import Limiter, caller_address, rate_limit_address
from kinerja_api.access.logs import logger, on_one_line
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
_MAX_CACHED_KEYS: Final = 1_000
"""Number of keys cached without asking the accounts database, as long as it does not change."""
_RECORD_SECONDS: Final = 60.0
"""Minimum seconds between two records of a key being used."""
_KEY_PATTERN: Final = re.compile(r"kinerja_([0-9a-f]{8})_")
_NO_ACCOUNT: Final = "-"
_log = logger("kinerja_api.auth")


@dataclass(slots=True)
class AuthService:
    """The open accounts database, the settings, the token of this machine, and the rate limits."""

    accounts: AccountsDatabase
    settings: Settings
    token: str = field(repr=False)
    limiter: Limiter = field(init=False)
    _recorded_at: dict[str, float] = field(default_factory=dict[str, float])
    _keys: dict[bytes, tuple[int, Key]] = field(
        default_factory=dict[bytes, tuple[int, Key]], repr=False
    )
    _recorder: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "kinerja-noting"), repr=False
    )
    """Another writer may lock the accounts database for seconds; no request waits that long."""

    def __post_init__(self) -> None:
        """Read the limits from the settings."""
        self.limiter = Limiter.from_settings(self.settings)

    def identify(self, request: Request) -> Caller:
        """Identify who sends ``request``; anonymous if it carries no credential.

        A header takes precedence over a cookie: a script sends it on purpose.

        Raises:
            Refused: it carries an invalid header, or the caller exceeded a rate limit.
        """
        if desk_of(request) is not None:
            return self._caller_at_desk(request)
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if secret and scheme.lower() == "bearer":
            found = self.identify_bearer(request, secret.strip())
        else:
            cookie = sessions.session_cookie(request)
            found = ANONYMOUS if cookie is None else self._caller_of_session(cookie)
        if found.kind in ("key", "person"):
            self.limiter.count(self.limiter.known, f"caller {found.name}")
        return found

    def _caller_at_desk(self, request: Request) -> Caller:
        """Identify the one person of a desk, by the session that its address began."""
        cookie = sessions.session_cookie(request)
        found = ANONYMOUS if cookie is None else self._caller_of_session(cookie)
        return found if found.kind == "local" else ANONYMOUS

    def identify_bearer(self, request: Request, secret: str) -> Caller:
        """Identify the bearer of ``secret``: an API key, or the token of this machine.

        Raises:
            Refused: it is not valid.
        """
        if self._is_token(request, secret):
            return Caller(LOCAL, "local", ALL)
        return self._caller_of_key(self.find_key(request, secret))

    def find_key(self, request: Request, secret: str) -> Key:
        """Look up the key with this ``secret``, sent in a header or typed at sign-in.

        A key that was valid since the service started is let through, whatever others try;
        otherwise, after too many wrong tries for the same key it is no longer checked.

        Raises:
            Refused: it is not valid, or there were too many tries.
        """
        address = rate_limit_address(caller_address(request))
        if hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest() not in self._keys:
            self.limiter.check_attempts(_claimed_key_id(secret), address)
        found = self._look_up_key(secret)
        if found is None:
            raise self._count_failure(request, _claimed_key_id(secret))
        return found

    def find_typed_key(self, request: Request, secret: str) -> Key:
        """Like ``find_key``, for a key typed at sign-in: it counts as a request of its caller.

        Otherwise the holder of a key could start any number of sessions, all kept
        in the accounts database.

        Raises:
            Refused: it is not valid, or its caller exceeded a rate limit.
        """
        found = self.find_key(request, secret)
        self.limiter.count(self.limiter.known, f"caller {bearer_name(found)}")
        return found

    def _look_up_key(self, secret: str) -> Key | None:
        """Look up the key with this ``secret``; keys are read again as soon as they change.

        So a key that is revoked, by any process, is invalid from then on.
        """
        version = self.accounts.version()
        name = hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
        kept = self._keys.get(name)
        if kept is not None and kept[0] == version and is_valid(kept[1]):
            return kept[1]
        found = key_of(self.accounts, secret)
        if found is None or version is None:
            self._keys.pop(name, None)
            return found
        if len(self._keys) >= _MAX_CACHED_KEYS:
            self._keys.clear()
        self._keys[name] = (version, found)
        return found

    def check_token(self, request: Request, secret: str) -> None:
        """Accept the token of this machine, on a connection that does not leave it.

        Raises:
            Refused: ``secret`` is not that token.
        """
        if not self._is_token(request, secret):
            raise self._count_failure(request, _NO_ACCOUNT)

    def _is_token(self, request: Request, secret: str) -> bool:
        mine = hmac.compare_digest(secret.encode("utf-8", "replace"), self.token.encode())
        return mine and is_loopback(request)

    def _count_failure(self, request: Request, account: str) -> Refused:
        self.limiter.count_failure(account, rate_limit_address(caller_address(request)))
        return wrong_credential()

    def _caller_of_session(self, cookie: str) -> Caller:
        found = session_holder(self.accounts, cookie, token=self.token)
        if found is None:
            return ANONYMOUS
        csrf = sessions.csrf_token(cookie)
        if found.token is not None:
            return Caller(LOCAL, "local", ALL, csrf)
        if found.key is not None:
            key = key_named(self.accounts, found.key)
            return ANONYMOUS if key is None else self._caller_of_key(key, csrf)
        return self._caller_of_person(found, csrf)

    def _caller_of_person(self, found: Holder, csrf: str) -> Caller:
        person = None if found.person is None else person_named(self.accounts, found.person)
        return ANONYMOUS if person is None else Caller(person.name, "person", person.grants, csrf)

    def _caller_of_key(self, key: Key, csrf: str = "") -> Caller:
        moment = time.monotonic()
        if moment - self._recorded_at.get(key.id, -_RECORD_SECONDS) >= _RECORD_SECONDS:
            self._recorded_at[key.id] = moment
            self._recorder.submit(self._record_use, key.id)
        return Caller(bearer_name(key), "key", key.grants, csrf)

    def _record_use(self, name: str) -> None:
        try:
            key_used(self.accounts, name)
        except AccountsError as error:
            _log.warning(on_one_line(error))

    def close(self) -> None:
        """Finish what is still being written."""
        self._recorder.shutdown()


def bearer_name(key: Key) -> str:
    """Return the name of the bearer of ``key`` as used by the service and its log."""
    return f"{key.name} ({key.id})"


def _claimed_key_id(secret: str) -> str:
    """Return the id of the key that ``secret`` claims to be; one name for all malformed ones."""
    found = _KEY_PATTERN.match(secret)
    return _NO_ACCOUNT if found is None else found[1]


def is_loopback(request: Request) -> bool:
    """Tell whether the request came in on a loopback address only."""
    server = request.scope.get("server")
    host = str(server[0]) if server else ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def auth_service_of(request: Request) -> AuthService:
    """Return the authentication service of the app that got ``request``."""
    auth_service: AuthService = request.app.state.auth_service
    return auth_service
