"""How often somebody may ask, and how much they may send."""

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
from kinerja_graph.errors import SettingsError
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Text, _

BODY_BYTES: Final = 10_000_000
"""Largest body of a request that sends no plan."""
SIGN_IN_BYTES: Final = 20_000
"""Largest body of a sign-in, which anybody may send."""
BODY_SECONDS: Final = 60.0
"""A body of which nothing more came for so long is given up."""
_FORM_BYTES: Final = 1_000_000
_UPLOADS: Final = ("/uploads", "/explore/upload")
_SIGN_IN: Final = "/sign-in"
_UTF8: Final = (b"", b"utf-8", b"utf8", b"us-ascii")
_ONE_LINE: Final = 64
"""Bits of an IPv6 address by which one line is known: the rest its owner chooses freely."""
_SLOWED: Final = "2/minute"
"""Tries for a key that one address always has, however many others try the same key."""


@dataclass(frozen=True, slots=True)
class Limiter:
    """The limits of rate of the settings; counted by caller or by address, in this process."""

    known: RateLimitItem | None
    unknown: RateLimitItem | None
    wrong: RateLimitItem | None
    account: RateLimitItem | None
    _counter: FixedWindowRateLimiter = field(
        default_factory=lambda: FixedWindowRateLimiter(MemoryStorage())
    )
    _slowed: RateLimitItem = field(default_factory=lambda: parse(_SLOWED))

    @classmethod
    def of(cls, settings: Settings) -> Limiter:
        """Those of ``settings``.

        Raises:
            SettingsError: one of them is no rate.
        """
        return cls(
            _rate("rate", settings.rate),
            _rate("rate_unknown", settings.rate_unknown),
            _rate("rate_wrong", settings.rate_wrong),
            _rate("rate_account", settings.rate_account),
        )

    def count(self, limit: RateLimitItem | None, who: str) -> None:
        """Counts one request of ``who``.

        Raises:
            Refused: there were too many; with how long to wait.
        """
        if limit is not None and not self._counter.hit(limit, who):
            raise self._too_many(limit, who)

    def refuse_tries(self, account: str, address: str) -> None:
        """Lets a try for ``account`` pass, unless too many were wrong before: it is not looked at.

        Wrong tries are counted for the account at this address. Where all addresses together
        exceed the softer limit of the account, each address keeps a few tries a minute: whoever
        attacks it slows it down for himself, and locks nobody out who comes from elsewhere.

        Raises:
            Refused: there were too many; with how long to wait.
        """
        mine = f"try {account} {address}"
        if self.wrong is not None and not self._counter.test(self.wrong, mine):
            raise self._too_many(self.wrong, mine)
        if self._is_attacked(account) and not self._counter.test(self._slowed, mine):
            raise self._too_many(self._slowed, mine)

    def count_wrong(self, account: str, address: str) -> None:
        """Counts a wrong try for ``account``: there, for the account as a whole, for the address.

        Raises:
            Refused: too many at this address were wrong, for whichever account.
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


def address_of(request: Request) -> str:
    """The address from which a request came; behind a trusted proxy, the one that it tells."""
    return request.client.host if request.client else "-"


def counted_address(address: str) -> str:
    """An address as limits count it: of IPv6 the network of one line.

    >>> counted_address("10.0.0.7"), counted_address("::ffff:10.0.0.7")
    ('10.0.0.7', '10.0.0.7')
    >>> counted_address("2001:db8:1:2:3:4:5:6")
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
    return str(ip_network((int(found), _ONE_LINE), strict=False))


def largest_body(path: str, settings: Settings) -> int:
    """How many bytes a request to ``path`` may send."""
    if any(path == place or path.startswith(f"{place}/") for place in _UPLOADS):
        return settings.max_file_bytes + _FORM_BYTES
    return SIGN_IN_BYTES if is_sign_in(path) else BODY_BYTES


def is_utf8(content_type: str) -> bool:
    """Whether the texts of a form are UTF-8; what a form does not say, is.

    Of other charsets, which Python knows many of, some end a parser of forms.

    >>> is_utf8('multipart/form-data; boundary=x; Charset="UTF-8"'), is_utf8("text/plain")
    (True, True)
    >>> is_utf8("multipart/form-data; boundary=x; charset=utf-7")
    False
    """
    kind, more = parse_options_header(content_type)
    return kind != b"multipart/form-data" or more.get(b"charset", b"").lower() in _UTF8


def is_sign_in(path: str) -> bool:
    """Whether a path is one at which people sign in."""
    return path == _SIGN_IN or path.startswith(f"{_SIGN_IN}/")


def too_many(seconds: int) -> Refused:
    """The caller asks too often."""
    return Refused(
        HTTPStatus.TOO_MANY_REQUESTS,
        _("There are too many requests."),
        Text(id=f"Coba lagi {seconds} detik lagi.", en=f"Try again in {seconds} seconds."),
        code="too-many-requests",
        headers={"Retry-After": str(seconds)},
    )


def too_large(most: int) -> Refused:
    """The body of the request is larger than it may be."""
    return Refused(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("What was sent is too large."),
        Text(id=f"Kirim paling banyak {most} bita.", en=f"Send at most {most} bytes."),
        code="too-large",
        headers={"Connection": "close"},
    )


def not_utf8() -> Refused:
    """The form says that its texts are in another charset than UTF-8."""
    return Refused(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        _("This form is not UTF-8."),
        _("Send the form as UTF-8, without another charset in Content-Type."),
        code="not-utf8",
        where="Content-Type",
        headers={"Connection": "close"},
    )


def too_slow() -> Refused:
    """The rest of the body did not come."""
    return Refused(
        HTTPStatus.REQUEST_TIMEOUT,
        _("The rest of the request did not arrive."),
        _("Send it again, complete."),
        code="body-timeout",
        headers={"Connection": "close"},
    )


def _rate(name: str, text: str) -> RateLimitItem | None:
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
