"""Limit how often a caller may send requests, and how large they may be."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from fastapi import Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from python_multipart.multipart import parse_options_header

from kinerja_api.access.refusals import Refused
from kinerja_api.versions import unversioned
from kinerja_graph.errors import SettingsError
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Text, _

BODY_BYTES: Final = 10_000_000
"""Maximum body of a request without a plan, in bytes."""
SIGN_IN_BYTES: Final = 20_000
"""Maximum body of a sign-in, which anyone may send, in bytes."""
BODY_SECONDS: Final = 60.0
"""A body of which nothing arrived for this many seconds is given up."""
_FORM_BYTES: Final = 1_000_000
_UPLOADS: Final = ("/uploads", "/explore/upload")
_SIGN_IN: Final = "/sign-in"
_UTF8: Final = (b"", b"utf-8", b"utf8", b"us-ascii")
_IPV6_PREFIX: Final = 64
"""Prefix length that identifies a line in IPv6; its owner chooses the remaining bits freely."""
_RATE_UNDER_ATTACK: Final = "2/minute"
"""Tries for a key that one address always has, however many others try the same key."""


@dataclass(frozen=True, slots=True)
class Limiter:
    """The rate limits of the settings; counted by caller or by address, in this process."""

    known: RateLimitItem | None
    unknown: RateLimitItem | None
    wrong: RateLimitItem | None
    account: RateLimitItem | None
    _counter: FixedWindowRateLimiter = field(
        default_factory=lambda: FixedWindowRateLimiter(MemoryStorage())
    )
    _slowed: RateLimitItem = field(default_factory=lambda: parse(_RATE_UNDER_ATTACK))

    @classmethod
    def from_settings(cls, settings: Settings) -> Limiter:
        """Read the limits from ``settings``.

        Raises:
            SettingsError: one of them is not a rate.
        """
        return cls(
            _parse_rate("rate", settings.rate),
            _parse_rate("rate_unknown", settings.rate_unknown),
            _parse_rate("rate_wrong", settings.rate_wrong),
            _parse_rate("rate_account", settings.rate_account),
        )

    def count(self, limit: RateLimitItem | None, who: str) -> None:
        """Count one request of ``who``.

        Raises:
            Refused: there were too many; says how long to wait.
        """
        if limit is not None and not self._counter.hit(limit, who):
            raise self._too_many(limit, who)

    def check_attempts(self, account: str, address: str) -> None:
        """Allow a try for ``account`` unless too many failed before; then it is not checked.

        Wrong tries are counted for the account at this address. If all addresses together
        exceed the softer limit of the account, each address keeps a few tries a minute: an
        attacker slows down only themselves, and locks out nobody at another address.

        Raises:
            Refused: there were too many; says how long to wait.
        """
        mine = f"try {account} {address}"
        if self.wrong is not None and not self._counter.test(self.wrong, mine):
            raise self._too_many(self.wrong, mine)
        if self._is_attacked(account) and not self._counter.test(self._slowed, mine):
            raise self._too_many(self._slowed, mine)

    def count_failure(self, account: str, address: str) -> None:
        """Count a wrong try for ``account``: at this address, for the account, and for the address.

        Raises:
            Refused: too many at this address were wrong, for any account.
        """
        mine = f"try {account} {address}"
        if self.wrong is not None:
            self._counter.hit(self.wrong, mine)
        if self._is_attacked(account):
            self._counter.hit(self._slowed, mine)
        if self.account is not None:
            self._counter.hit(self.account, f"account {account}")
        self.count(self.wrong, f"wrong {address}")

    def _is_attacked(self, account: str) -> bool:
        limit = self.account
        return limit is not None and not self._counter.test(limit, f"account {account}")

    def _too_many(self, limit: RateLimitItem, who: str) -> Refused:
        ends, _unused = self._counter.get_window_stats(limit, who)
        return too_many(max(1, math.ceil(ends - time.time())))


def caller_address(request: Request) -> str:
    """Return the address of the caller; behind a trusted proxy, the one it reports."""
    return request.client.host if request.client else "-"


def rate_limit_address(address: str) -> str:
    """Return an address as limits count it: for IPv6, the network of one line.

    >>> rate_limit_address("10.0.0.7"), rate_limit_address("::ffff:10.0.0.7")
    ('10.0.0.7', '10.0.0.7')
    >>> rate_limit_address("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::/64'
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), _IPV6_PREFIX), strict=False))


def max_body_bytes(path: str, settings: Settings) -> int:
    """Return the maximum number of bytes of a request to ``path``: files come to two paths only.

    >>> settings = Settings(max_file_bytes=50_000_000)
    >>> [max_body_bytes(path, settings) for path in ("/v1/uploads", "/v1/uploads/x/import")]
    [51000000, 10000000]
    """
    if unversioned(path) in _UPLOADS:
        return settings.max_file_bytes + _FORM_BYTES
    return SIGN_IN_BYTES if is_sign_in(path) else BODY_BYTES


def is_utf8(content_type: str) -> bool:
    """Tell whether the texts of a form are UTF-8, which is the default.

    Python knows many other charsets, some of which crash a form parser.

    >>> is_utf8('multipart/form-data; boundary=x; Charset="UTF-8"'), is_utf8("text/plain")
    (True, True)
    >>> is_utf8("multipart/form-data; boundary=x; charset=utf-7")
    False
    """
    kind, more = parse_options_header(content_type)
    return kind != b"multipart/form-data" or more.get(b"charset", b"").lower() in _UTF8


def is_sign_in(path: str) -> bool:
    """Tell whether a path is one for signing in."""
    return path == _SIGN_IN or path.startswith(f"{_SIGN_IN}/")


def too_many(seconds: int) -> Refused:
    """Return the refusal of a caller that sends too many requests."""
    return Refused(
        HTTPStatus.TOO_MANY_REQUESTS,
        _("There are too many requests."),
        Text(id=f"Coba lagi {seconds} detik lagi.", en=f"Try again in {seconds} seconds."),
        code="too-many-requests",
        headers={"Retry-After": str(seconds)},
    )


def too_large(max_bytes: int) -> Refused:
    """Return the refusal of a request with too large a body."""
    return Refused(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("What was sent is too large."),
        Text(id=f"Kirim paling banyak {max_bytes} bita.", en=f"Send at most {max_bytes} bytes."),
        code="too-large",
        headers={"Connection": "close"},
    )


def not_utf8() -> Refused:
    """Return the refusal of a form that declares a charset other than UTF-8."""
    return Refused(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        _("This form is not UTF-8."),
        _("Send the form as UTF-8, without another charset in Content-Type."),
        code="not-utf8",
        where="Content-Type",
        headers={"Connection": "close"},
    )


def too_slow() -> Refused:
    """Return the refusal of a request whose body did not arrive in time."""
    return Refused(
        HTTPStatus.REQUEST_TIMEOUT,
        _("The rest of the request did not arrive."),
        _("Send it again, complete."),
        code="body-timeout",
        headers={"Connection": "close"},
    )


def _parse_rate(name: str, text: str) -> RateLimitItem | None:
    if not text.strip():
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise SettingsError(
            _("The value of setting {name} cannot be used: {text}."),
            mend=_("Write for example 600/minute, or leave it empty: no limit."),
            where=name,
            name=name,
            text=text,
        ) from error
