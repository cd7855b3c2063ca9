"""The driver of a store, made anew where its server went away and came back, or never answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

import neo4j

from kinerja_graph.store.engine import Address

_CONNECT_SECONDS: Final = 15.0


def connect(address: Address, user: str, password: str, *, strict: bool) -> neo4j.Driver:
    """A driver for ``address``; nobody is asked yet.

    Raises:
        ConfigurationError, ValueError: an address that can be none.
    """
    severity = neo4j.NotificationMinimumSeverity
    return neo4j.GraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType]  # its driver leaves it open
        address.uri,
        auth=(user, password),
        connection_timeout=_CONNECT_SECONDS,
        connection_acquisition_timeout=_CONNECT_SECONDS * 3,
        notifications_min_severity=severity.INFORMATION if strict else severity.OFF,
        warn_notification_severity=severity.INFORMATION if strict else severity.OFF,
        telemetry_disabled=True,
        user_agent="kinerja-graph",
    )


class Lifeline:
    """One driver at a time, shared by all threads of a store.

    Attributes:
        address: where the engine answers now.
        driver: the way there.
    """

    def __init__(
        self, address: Address, *, strict: bool, again: Callable[[], Address] | None = None
    ) -> None:
        """Connects lazily; ``again`` sees to it that the engine runs, and says where.

        Raises:
            ConfigurationError, ValueError: an address that can be none.
        """
        self._strict = strict
        self._again = again
        self._lock = threading.Lock()
        self.address = address
        self.driver = connect(address, address.user, address.password, strict=strict)

    def renew(self) -> None:
        """Sees to it that the engine runs; where it answers elsewhere now, goes there.

        Raises:
            EngineError: the engine does not start.
        """
        if self._again is None:
            return
        address = self._again()
        with self._lock:
            if address == self.address:
                return
            self.address = address
            before = self._replace()
        before.close()

    @contextmanager
    def watched(self, seconds: float) -> Generator[neo4j.Driver]:
        """The driver for one statement; a server that is silent for so long is given up.

        Its limits are kept by the server itself. This is for one that cannot any more: the
        driver, whatever waits on it, is closed, and a fresh one stands in its place.
        """
        driver = self.driver
        timer = threading.Timer(seconds, self._give_up, (driver,))
        timer.daemon = True
        timer.start()
        try:
            yield driver
        finally:
            timer.cancel()

    def close(self) -> None:
        """Closes all connections; a second call does nothing."""
        self.driver.close()

    def _give_up(self, driver: neo4j.Driver) -> None:
        with self._lock:
            if self.driver is not driver:
                return
            self._replace()
        driver.close()

    def _replace(self) -> neo4j.Driver:
        """Puts a fresh driver in the place of the one that is returned."""
        before, address = self.driver, self.address
        self.driver = connect(address, address.user, address.password, strict=self._strict)
        return before
