"""A Neo4j server run by others, given by its URL; it is neither started nor stopped."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

from kinerja_graph.errors import SettingsError
from kinerja_graph.settings import Settings
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.texts import Text, _

SCHEMES: Final = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class Server:
    """The server at ``settings.url``."""

    def __init__(self, settings: Settings) -> None:
        """Send nothing to the server yet.

        Raises:
            SettingsError: the URL is not that of a Neo4j server.
        """
        self._address = _address(settings)
        self._local = LocalNeo4j(settings)

    @property
    def capabilities(self) -> Capabilities:
        """The driver's time limit works; no read-only user is known."""
        return Capabilities(
            read_only_user=False,
            driver_time_limit=True,
            importer=False,
            concurrent_reads=4,
            concurrent_rules=4,
        )

    def start(self) -> Address:
        """Return the address; whether anything answers there shows at the first statement.

        If it is our own local server and its supervisor is restarting it, wait for it.
        """
        ours = self._local.kept()
        if ours is not None and ours.is_at(self._address.uri):
            self._local.await_return()
        return self._address

    @contextmanager
    def using(self) -> Generator[Address]:
        """Like ``start``."""
        yield self.start()

    def stop(self) -> None:
        """Do nothing: the server is not ours."""

    @property
    def end_statement(self) -> None:
        """None: a statement in another session does that."""


def _address(settings: Settings) -> Address:
    try:
        parts = urlsplit(settings.url)
        host, _unused = parts.hostname, parts.port  # an invalid port raises here
    except ValueError as error:
        raise _refused(settings.url, _NO_ADDRESS) from error
    if parts.scheme not in SCHEMES:
        raise _refused(settings.url, _NO_SCHEME.filled(scheme=parts.scheme or "-"))
    if not host:
        raise _refused(settings.url, _NO_HOST)
    if parts.username or parts.password:
        raise _refused(f"{parts.scheme}://…@{host}", _WITH_USER)
    if parts.path.strip("/") or parts.fragment or (parts.query and parts.scheme in _DIRECT):
        raise _refused(settings.url, _WITH_MORE)
    user, password = settings.user, settings.password
    if not password:
        ours = LocalNeo4j(settings).kept()
        if ours is not None and ours.is_at(settings.url):
            user, password = ours.user, ours.password
    return Address(
        uri=settings.url,
        user=user,
        password=password,
        database=settings.database,
        cluster_seconds=settings.cluster_seconds,
    )


_NO_ADDRESS: Final = _("it is not a well-formed address")
_NO_SCHEME: Final = _("its scheme {scheme} is unknown")
_NO_HOST: Final = _("it does not name a server")
_WITH_USER: Final = _("it contains a user name")


_WITH_MORE: Final = _("it contains more than the name of the server and a port")
_DIRECT: Final = ("bolt", "bolt+s", "bolt+ssc")
"""Schemes whose URLs take no query parameters."""


def _refused(url: str, why: Text) -> SettingsError:
    return SettingsError(
        _("The address of the database cannot be used: {url} ({why})."),
        mend=_(
            "Write embedded, or bolt://, bolt+s://, neo4j:// or neo4j+s:// with the server's "
            "name; user and password go in KINERJA_USER and KINERJA_PASSWORD."
        ),
        where="--url, KINERJA_URL",
        url=url,
        why=why,
    )
