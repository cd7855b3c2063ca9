"""The driver of a store, made anew where its server went away and came back, or never answers."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from typing import Final

import neo4j
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable

from kinerja_graph.errors import Unavailable
from kinerja_graph.store.engine import Address, Revival
from kinerja_graph.texts import _

LOG: Final = logging.getLogger(__name__)
_CONNECT_SECONDS: Final = 15.0
_LONGEST_WAIT: Final = threading.TIMEOUT_MAX


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


def end(session: neo4j.Session) -> None:
    """Closes a session, whatever state its connection is in.

    What its statements did or failed at has been told by then. A line that breaks, or a driver
    that another thread closes, while the session says goodbye leaves it half closed: it is
    closed again, which only lets go of what is left.
    """
    for _unused in range(2):
        try:
            session.close()
        except Exception as error:  # noqa: BLE001  # also what the driver itself does not foresee
            LOG.debug("closing a session: %r", error)
        else:
            return


class Cancellation:
    """A driver that may be closed by another thread than the one that waits on it.

    Attributes:
        made: whether it was.
        over: nobody waits on it any more.
    """

    def __init__(self, driver: neo4j.Driver) -> None:
        """Nobody has closed it yet."""
        self._driver = driver
        self.made = False
        self.over = threading.Event()

    def make(self) -> None:
        """Closes the driver; what waits on it fails, in ways that the driver does not foresee."""
        self.made = True
        with suppress(Exception):
            self._driver.close()


@contextmanager
def cancel_after(driver: neo4j.Driver, seconds: float) -> Generator[Cancellation]:
    """Closes the driver where the block runs longer than ``seconds``, or when told to.

    Raises:
        ServiceUnavailable: the block failed, somehow, at the driver that was closed under it.
    """
    cut = Cancellation(driver)
    _WATCH.add(cut, seconds)
    try:
        yield cut
    except (DriverError, Neo4jError):
        raise
    except Exception as error:
        if cut.made:
            raise ServiceUnavailable(str(error)) from error
        raise
    finally:
        cut.over.set()
        _WATCH.remove(cut)


class _Watch:
    """One thread that makes the cuts which are due: one for each statement would cost as much.

    A cut is made by a thread of its own, for closing a driver may take a while.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: dict[Cancellation, float] = {}
        self._next = math.inf
        self._thread: threading.Thread | None = None

    def add(self, cut: Cancellation, seconds: float) -> None:
        """Makes ``cut`` in so many seconds, unless it is removed before."""
        due = time.monotonic() + seconds
        with self._changed:
            self._due[cut] = due
            if self._thread is None or not self._thread.is_alive():  # a fork leaves threads behind
                self._next = math.inf
                self._thread = threading.Thread(target=self._run, name="kinerja-watch", daemon=True)
                self._thread.start()
            elif due < self._next:
                self._changed.notify()

    def remove(self, cut: Cancellation) -> None:
        """Nobody waits any more."""
        with self._changed:
            self._due.pop(cut, None)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._next = min(self._due.values(), default=math.inf)
                left = self._next - time.monotonic()
                if left > 0:
                    self._changed.wait(min(left, _LONGEST_WAIT))
                    continue
                now = time.monotonic()
                over = [cut for cut, due in self._due.items() if due <= now]
                for cut in over:
                    del self._due[cut]
            for cut in over:
                threading.Thread(target=cut.make, daemon=True).start()


_WATCH: Final = _Watch()


class ConnectionManager:
    """One driver at a time, shared by all threads of a store.

    Attributes:
        address: where the engine answers now.
        driver: the way there.
    """

    def __init__(
        self,
        address: Address,
        *,
        strict: bool,
        revival: Revival | None = None,
    ) -> None:
        """Connects lazily; ``revival`` brings an engine back that fell.

        Raises:
            ConfigurationError, ValueError: an address that can be none.
        """
        self._strict = strict
        self._revival = revival
        self._coming: Future[Address] | None = None
        self._lock = threading.Lock()
        self.address = address
        self.driver = connect(address, address.user, address.password, strict=strict)

    def renew(self) -> None:
        """Sees to it that the engine runs; where it answers elsewhere now, goes there.

        Raises:
            EngineError: the engine does not start.
            Unavailable: it takes longer than those who ask wait; it goes on meanwhile.
        """
        revival = self._revival
        if revival is None:
            return
        coming = self._started(revival)
        try:
            address = coming.result(revival.patience)
        except TimeoutError as error:
            raise _starting(self.address) from error
        finally:
            with self._lock:
                if coming.done() and self._coming is coming:
                    self._coming = None
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
        with cancel_after(driver, seconds) as cut:
            try:
                yield driver
            finally:
                if cut.made:
                    self._stand_in(driver)

    def close(self) -> None:
        """Closes all connections; a second call does nothing."""
        self.driver.close()

    def _started(self, revival: Revival) -> Future[Address]:
        """Where the engine will run; it is started once, however many ask.

        What came of a start for which nobody waited any more is told to who asks next.
        """
        with self._lock:
            if self._coming is not None:
                return self._coming
            coming: Future[Address] = Future()
            work = partial(_carry_out, revival.start, coming)
            threading.Thread(target=work, name="kinerja-start", daemon=True).start()
            self._coming = coming
            return coming

    def _stand_in(self, driver: neo4j.Driver) -> None:
        """Puts a fresh driver in the place of one that was closed, once."""
        with self._lock:
            if self.driver is driver:
                self._replace()

    def _replace(self) -> neo4j.Driver:
        """Puts a fresh driver in the place of the one that is returned."""
        before, address = self.driver, self.address
        self.driver = connect(address, address.user, address.password, strict=self._strict)
        return before


def _carry_out(start: Callable[[], Address], coming: Future[Address]) -> None:
    try:
        coming.set_result(start())
    except BaseException as error:  # noqa: BLE001  # whatever it is, those who wait are told
        coming.set_exception(error)


def _starting(address: Address) -> Unavailable:
    return Unavailable(
        _("The database stopped and is being restarted."),
        mend=_("Try again in a few seconds: what was loaded before is intact."),
        where=address.where,
    )
