"""Which host names the service accepts, and which proxies it trusts for the caller's address.

Another site cannot use our name, and only a trusted proxy can set an address.
"""

from __future__ import annotations

from http import HTTPStatus
from ipaddress import IPV4LENGTH, IPV6LENGTH, IPv4Network, ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

from kinerja_api.access.refusals import Refused
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Text, _

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Return the names: this machine's, ``public_url``'s, ``hosts``, and the listening address."""
    given = {name.strip().lower() for name in settings.hosts.split(",") if name.strip()}
    public = urlsplit(settings.public_url).hostname
    found = _LOOPBACK | given | frozenset[str]([public] if public else [])
    try:
        everywhere = ip_address(settings.host).is_unspecified
    except ValueError:
        everywhere = False
    return found if everywhere else found | {settings.host.lower()}


def trusted_networks(settings: Settings) -> list[str]:
    """Return the networks of the trusted proxies; none: no proxy is trusted.

    If the service listens on IPv6 and IPv4 at once, an IPv4 address arrives as an IPv6 one.

    >>> trusted_networks(Settings(trusted_proxies="10.0.0.7, fd00::/8"))
    ['10.0.0.7/32', '::ffff:10.0.0.7/128', 'fd00::/8']
    """
    found: list[str] = []
    for part in filter(None, settings.trusted_proxies.split(", ")):
        found.append(part)
        network = ip_network(part)
        if isinstance(network, IPv4Network):
            mapped = f"::ffff:{network.network_address}"
            found.append(f"{mapped}/{IPV6LENGTH - IPV4LENGTH + network.prefixlen}")
    return found


def host_name(header: str) -> str:
    """Return the name in a ``Host`` header, without port and brackets; empty if it is invalid.

    >>> host_name("Kinerja.example:8000"), host_name("[::1]:80"), host_name("a@b")
    ('kinerja.example', '::1', '')
    """
    try:
        parts = urlsplit(f"//{header}")
        name, _unused = parts.hostname, parts.port
    except ValueError:
        return ""
    unclean = parts.username is not None or parts.path or parts.query or parts.fragment
    return "" if unclean or name is None else name


def wrong_host(header: str) -> Refused:
    """Return the refusal of a request with a wrong host name."""
    return Refused(
        HTTPStatus.MISDIRECTED_REQUEST,
        Text(
            id=f"Layanan ini tidak bernama {header[:100]}.",
            en=f"This service is not called {header[:100]}.",
        ),
        _("Add the name to KINERJA_HOSTS, or set KINERJA_PUBLIC_URL."),
        code="wrong-host",
        where="Host",
    )


def not_configured() -> Refused:
    """Return the refusal of a service open to other machines on which nobody can sign in."""
    return Refused(
        HTTPStatus.FORBIDDEN,
        _("This service can be reached by other machines, and there is no way to sign in yet."),
        _(
            "Set KINERJA_OIDC_ISSUER and KINERJA_OIDC_CLIENT, or create a key with "
            "kinerja keys add; then start it again."
        ),
        code="sign-in-not-configured",
    )
