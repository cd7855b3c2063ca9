"""``serve``: whether the service may listen where it was told to, and the address that opens it."""

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
from kinerja_graph.workflow.access import has_valid_key, ledger

__all__ = ["Place", "is_this_machine", "place"]

_BACKLOG: Final = 2048


@json_keys("url", "open=opening")
@dataclass(frozen=True, slots=True)
class Place:
    """Where the service listens: a socket that is bound, and the settings with its token.

    Attributes:
        socket: bound and listening.
        settings: those to serve with; ``token`` is set.
        url: where a browser finds it.
        local: whether only this machine reaches it, so that the token opens it.
    """

    socket: socket.socket
    settings: Settings
    url: str
    local: bool

    @property
    def opening(self) -> str | None:
        """The address that opens it once, on this machine; None where others reach it."""
        return f"{self.url}/?token={self.settings.token}" if self.local else None


def place(settings: Settings) -> Place:
    """The place at ``settings.host`` and ``settings.port``, bound.

    Raises:
        SettingsError: it is not on this machine alone, and nobody could sign in.
        UsageError: the port is taken, or the address is not this machine's.
        AccountsError: the ledger cannot be read.
    """
    local = is_this_machine(settings.host)
    if not local and not can_sign_in(settings):
        raise _open_to_all(settings.host)
    bound = _bound(settings.host, settings.port)
    port = int(bound.getsockname()[1])
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    token = settings.token or secrets.token_urlsafe(32)
    chosen = settings.model_copy(update={"token": token, "port": port})
    return Place(bound, chosen, settings.public_url.rstrip("/") or f"http://{host}:{port}", local)


def is_this_machine(host: str) -> bool:
    """Whether an address is reached from this machine alone.

    >>> is_this_machine("127.0.0.1"), is_this_machine("::1"), is_this_machine("0.0.0.0")
    (True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def can_sign_in(settings: Settings) -> bool:
    """Whether somebody could come in from elsewhere: by OpenID Connect, or with a valid key."""
    if settings.oidc_issuer and settings.oidc_client:
        return True
    with ledger(settings) as book:
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


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
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
