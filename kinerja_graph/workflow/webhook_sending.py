"""Send what a webhook is told: signed, to an allowed address, within a time limit.

The host is resolved here, each address is checked, and the connection goes to the address that was
checked: a name that means another address the next time opens nothing. Redirects and proxies are
not followed.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final
from urllib.parse import SplitResult, urlsplit

from kinerja_graph.settings import Settings

SECONDS: Final = 10.0
"""How long one attempt may take in all."""
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Sequence[str]]
_PORTS: Final = {"http": 80, "https": 443}
_TRANSLATED: Final = tuple(map(IPv6Network, ("64:ff9b::/96", "2002::/16", "2001::/32")))
"""Networks whose addresses stand for IPv4 addresses, perhaps private ones."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt went; ``error`` None: delivered."""

    status: int | None
    error: str | None

    @property
    def is_gone(self) -> bool:
        """Whether the receiver says that it wants no more."""
        return self.status == http.HTTPStatus.GONE


class Refusal(OSError):
    """An address that nothing is sent to."""


def private_networks(settings: Settings) -> tuple[Network, ...]:
    """Return the private networks that the administrator listed."""
    return tuple(map(ip_network, filter(None, settings.webhook_private.split(", "))))


def is_allowed(text: str, listed: Sequence[Network]) -> bool:
    """Tell whether something may be sent to an address.

    >>> is_allowed("93.184.215.14", ()), is_allowed("10.0.0.7", ()), is_allowed("::1", ())
    (True, False, False)
    >>> is_allowed("::ffff:10.0.0.7", (IPv4Network("10.0.0.0/8"),))
    True
    """
    if stands_in(text, listed):
        return True
    found = _plain_address(text)
    if isinstance(found, IPv6Address) and any(found in one for one in _TRANSLATED):
        return False
    return found.is_global and not found.is_multicast


def stands_in(text: str, listed: Sequence[Network]) -> bool:
    """Tell whether an address is in one of the networks."""
    found = _plain_address(text)
    return any(found.version == one.version and found in one for one in listed)


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


def checked_addresses(
    parts: SplitResult, listed: Sequence[Network], resolver: Resolver = resolve
) -> Sequence[str]:
    """Return the addresses of the host of a URL, if something may be sent to all of them.

    Raises:
        Refusal: it has an address that is private, loopback or otherwise not public.
        OSError: it has none.
    """
    found = resolver(parts.hostname or "", parts.port or _PORTS[parts.scheme])
    refused = [one for one in found if not is_allowed(one, listed)]
    if refused or not found:
        raise Refusal(f"address not allowed: {', '.join(refused) or 'none'}")
    return found


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Return what the header ``Kinerja-Signature`` says of a body.

    >>> signature("x", 0, b"{}")[:11]
    'v1=eff92aa8'
    """
    message = str(timestamp).encode() + b"." + body
    return f"v1={hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()}"


def send(  # noqa: PLR0913  # what one message is made of
    url: str,
    secret: str,
    body: str,
    *,
    event: str,
    delivery: int,
    listed: Sequence[Network],
    resolver: Resolver = resolve,
) -> Attempt:
    """Send ``body`` to ``url`` once; every outcome is told, none is raised."""
    content = body.encode()
    timestamp = int(time.time())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "kinerja-graph",
        "Kinerja-Event": event,
        "Kinerja-Delivery": str(delivery),
        "Kinerja-Timestamp": str(timestamp),
        "Kinerja-Signature": signature(secret, timestamp, content),
    }
    try:
        status = _exchange(url, content, headers, listed, resolver)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Attempt(None, f"{type(error).__name__}: {error}"[:300])
    if 200 <= status < 300:  # noqa: PLR2004  # success
        return Attempt(status, None)
    return Attempt(status, f"status {status}")


def _exchange(
    url: str,
    content: bytes,
    headers: dict[str, str],
    listed: Sequence[Network],
    resolver: Resolver,
) -> int:
    parts = urlsplit(url)
    until = time.monotonic() + SECONDS
    address = checked_addresses(parts, listed, resolver)[0]
    connection = _PinnedConnection(parts, address, listed)
    watch = threading.Timer(max(0.0, until - time.monotonic()), connection.cut_off)
    watch.daemon = True
    watch.start()
    try:
        path = parts.path or "/"
        target = f"{path}?{parts.query}" if parts.query else path
        connection.request("POST", target, content, headers)
        return connection.getresponse().status  # what follows is not read
    finally:
        watch.cancel()
        connection.close()


class _PinnedConnection(http.client.HTTPConnection):
    """A connection to one address of a host, under the name of the host."""

    def __init__(self, parts: SplitResult, address: str, listed: Sequence[Network]) -> None:
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        super().__init__(f"[{host}]" if ":" in host else host, port, timeout=SECONDS)
        self._name = host
        self._address = address
        self._listed = listed
        self._is_secure = parts.scheme == "https"
        if self._is_secure:
            self.default_port = _PORTS["https"]

    def connect(self) -> None:
        """Connect to the address that was checked, and check where that led.

        Raises:
            Refusal: it led to an address that is not allowed.
            OSError: nobody answers, or not under this name.
        """
        plain = socket.create_connection((self._address, self.port), SECONDS)
        self.sock = plain
        peer = str(plain.getpeername()[0])
        if not is_allowed(peer, self._listed):
            raise Refusal(f"address not allowed: {peer}")
        if self._is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self._name)

    def cut_off(self) -> None:
        """End an exchange that takes too long."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def _plain_address(text: str) -> Address:
    found = ip_address(text.partition("%")[0])
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
