"""``serve``: bind the address of the service, if that is safe, and give the URL that opens it."""

from __future__ import annotations

import secrets
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from kinerja_graph.errors import SettingsError, UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.system import of_system
from kinerja_graph.texts import _
from kinerja_graph.workflow.access import accounts_database, has_valid_key

__all__ = ["BoundAddress", "bind_address", "is_this_machine"]

_BACKLOG: Final = 2048
_REUSE: Final[int] = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
"""Windows lets another program take over a port that is bound with SO_REUSEADDR."""


@json_keys("url", "open=opening")
@dataclass(frozen=True, slots=True)
class BoundAddress:
    """Where the service listens: a bound socket, and the settings with its token.

    Attributes:
        socket: bound and listening.
        settings: the settings to serve with; ``token`` is set.
        url: the URL for a browser.
        local: whether it can be reached only from this machine, so that the token opens it.
    """

    socket: socket.socket
    settings: Settings
    url: str
    local: bool

    @property
    def opening_url(self) -> str | None:
        """The URL that opens it once, on this machine; None if other machines can reach it."""
        return f"{self.url}/?token={self.settings.token}" if self.local else None


def bind_address(settings: Settings) -> BoundAddress:
    """Bind ``settings.host`` and ``settings.port``.

    Raises:
        SettingsError: other machines can reach it, but there is no way to sign in.
        UsageError: the port is in use, or the address is not one of this machine.
        AccountsError: the accounts database cannot be read.
    """
    local = is_this_machine(settings.host)
    if not local and not can_sign_in(settings):
        raise _open_to_all(settings.host)
    bound = _bind(settings.host, settings.port)
    port = int(bound.getsockname()[1])
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    token = settings.token or secrets.token_urlsafe(32)
    chosen = settings.model_copy(update={"token": token, "port": port})
    return BoundAddress(
        bound, chosen, settings.public_url.rstrip("/") or f"http://{host}:{port}", local
    )


def is_this_machine(host: str) -> bool:
    """Return whether an address can be reached only from this machine.

    >>> is_this_machine("127.0.0.1"), is_this_machine("::1"), is_this_machine("0.0.0.0")
    (True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def can_sign_in(settings: Settings) -> bool:
    """Return whether anybody could sign in remotely, by OpenID Connect or with a valid key."""
    if settings.oidc_issuer and settings.oidc_client:
        return True
    with accounts_database(settings) as book:
        return has_valid_key(book)


def _open_to_all(host: str) -> SettingsError:
    return SettingsError(
        _(
            "The address {host} can be reached by other machines, and there is no "
            "way to sign in yet."
        ),
        mend=_(
            "Set KINERJA_OIDC_ISSUER and KINERJA_OIDC_CLIENT, or create a key: "
            "kinerja keys add NAME --role viewer --dataset D. Otherwise use --host "
            "127.0.0.1."
        ),
        where="--host",
        code="sign-in-not-configured",
        host=host,
    )


def _bind(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.setsockopt(socket.SOL_SOCKET, _REUSE, 1)
            made.bind((host, port))
            made.listen(_BACKLOG)
        except BaseException:
            made.close()
            raise
    except (OSError, OverflowError, UnicodeError) as error:
        why = of_system(error)
        raise UsageError(
            _("The service cannot listen at {host}:{port}: {why}."),
            mend=_("Choose another --port (0: a free one), or --host an address of this machine."),
            where="--port",
            code="not-bound",
            host=host,
            port=port,
            why=why,
        ) from error
    return made
