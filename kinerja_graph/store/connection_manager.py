"""Manage a store's driver: replace it when the server has moved or stopped answering."""

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
_ATTEMPT_SHARE: Final = 0.28
"""The share of a cluster's seconds in which a server is found and connected to.

Three attempts fit in: a server that is silent takes one when its old connection is tested, and one
when it is connected to again; only then the driver passes it over.
"""
_IDLE_SECONDS: Final = 1.0
"""After this a connection to a server of a cluster is tested before it is used again."""
_MOST_KEPT: Final = 4
"""How many drivers for free statements are kept while none runs."""
_LONGEST_WAIT: Final = threading.TIMEOUT_MAX


def connect(
    address: Address,
    user: str,
    password: str,
    *,
    strict: bool,
    idle_seconds: float | None = None,
) -> neo4j.Driver:
    """Return a driver for ``address``, without connecting yet.

    A connection that was idle for ``idle_seconds`` is tested before it is used again; None: only
    one to a cluster is, after a second.

    Raises:
        ConfigurationError, ValueError: the address is malformed.
    """
    severity = neo4j.NotificationMinimumSeverity
    connecting, acquiring, idle = _CONNECT_SECONDS, _CONNECT_SECONDS * 3, idle_seconds
    if address.is_routed:  # another server may answer where one does not
        connecting = acquiring = address.cluster_seconds * _ATTEMPT_SHARE
        idle = _IDLE_SECONDS if idle is None else idle
    return neo4j.GraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType]  # its driver leaves it open
        address.uri,
        auth=(user, password),
        connection_timeout=connecting,
        connection_acquisition_timeout=acquiring,
        liveness_check_timeout=idle,
        notifications_min_severity=severity.INFORMATION if strict else severity.OFF,
        warn_notification_severity=severity.INFORMATION if strict else severity.OFF,
        telemetry_disabled=True,
        user_agent="kinerja-graph",
    )


def close_session(session: neo4j.Session) -> None:
    """Close a session, whatever the state of its connection.

    By then the outcome of its statements has been reported. If the connection breaks, or another
    thread closes the driver, while the session is closing, it stays half closed; closing it a
    second time only releases what is left.
    """
    for _unused in range(2):
        try:
            session.close()
        except Exception as error:  # noqa: BLE001  # the driver may raise undocumented errors too
            LOG.debug("closing a session: %r", error)
        else:
            return


class Cancellation:
    """Closes a driver from another thread than the one waiting on it.

    Attributes:
        driver: the driver.
        driver_closed: whether the driver was closed.
        finished: set when nobody waits on the driver any more.
    """

    def __init__(self, driver: neo4j.Driver) -> None:
        """Create a cancellation that has not been requested yet."""
        self.driver = driver
        self.driver_closed = False
        self.finished = threading.Event()
        self._lock = threading.Lock()

    def close_driver(self) -> None:
        """Close the driver; whatever waits on it fails, sometimes with undocumented errors.

        A driver on which nobody waits any more stays open: it may be in use again.
        """
        with self._lock:
            if self.finished.is_set():
                return
            self.driver_closed = True
        with suppress(Exception):
            self.driver.close()

    def finish(self) -> None:
        """Say that nobody waits on the driver any more."""
        with self._lock:
            self.finished.set()


@contextmanager
def cancel_after(driver: neo4j.Driver, seconds: float) -> Generator[Cancellation]:
    """Close the driver if the block runs longer than ``seconds``, or on request.

    Raises:
        ServiceUnavailable: the block failed because its driver was closed.
    """
    cancellation = Cancellation(driver)
    _TIMER.add(cancellation, seconds)
    try:
        yield cancellation
    except (DriverError, Neo4jError):
        raise
    except Exception as error:
        if cancellation.driver_closed:
            raise ServiceUnavailable(str(error)) from error
        raise
    finally:
        cancellation.finish()
        _TIMER.remove(cancellation)


class _CancellationTimer:
    """One timer thread for all cancellations: one for each statement would be costly.

    Each driver is closed in a thread of its own, since closing may take a while.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: dict[Cancellation, float] = {}
        self._next = math.inf
        self._thread: threading.Thread | None = None

    def add(self, cancellation: Cancellation, seconds: float) -> None:
        """Close the driver in ``seconds``, unless the cancellation is removed before."""
        due = time.monotonic() + seconds
        with self._changed:
            self._due[cancellation] = due
            if self._thread is None or not self._thread.is_alive():  # threads do not survive a fork
                self._next = math.inf
                self._thread = threading.Thread(target=self._run, name="kinerja-watch", daemon=True)
                self._thread.start()
            elif due < self._next:
                self._changed.notify()

    def remove(self, cancellation: Cancellation) -> None:
        """Drop a cancellation: nobody waits any more."""
        with self._changed:
            self._due.pop(cancellation, None)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._next = min(self._due.values(), default=math.inf)
                left = self._next - time.monotonic()
                if left > 0:
                    self._changed.wait(min(left, _LONGEST_WAIT))
                    continue
                now = time.monotonic()
                due_now = [cancellation for cancellation, due in self._due.items() if due <= now]
                for cancellation in due_now:
                    del self._due[cancellation]
            for cancellation in due_now:
                threading.Thread(target=cancellation.close_driver, daemon=True).start()


_TIMER: Final = _CancellationTimer()


class ConnectionManager:
    """One driver at a time, shared by all threads of a store.

    Attributes:
        address: the engine's current address.
        driver: the driver for this address.
    """

    def __init__(
        self,
        address: Address,
        *,
        strict: bool,
        revival: Revival | None = None,
    ) -> None:
        """Connect lazily; ``revival`` restarts an engine that crashed.

        Raises:
            ConfigurationError, ValueError: the address is malformed.
        """
        self._strict = strict
        self._revival = revival
        self._pending: Future[Address] | None = None
        self._lock = threading.Lock()
        self.address = address
        self.driver = connect(address, address.user, address.password, strict=strict)

    def renew(self) -> None:
        """Make sure that the engine runs; if its address has changed, connect to the new one.

        Raises:
            EngineError: the engine does not start.
            Unavailable: it takes longer than callers wait; the start continues in the background.
        """
        revival = self._revival
        if revival is None:
            return
        pending = self._start_once(revival)
        try:
            address = pending.result(revival.patience)
        except TimeoutError as error:
            raise _starting(self.address) from error
        finally:
            with self._lock:
                if pending.done() and self._pending is pending:
                    self._pending = None
        with self._lock:
            if address == self.address:
                return
            self.address = address
            old = self._replace()
        old.close()

    @contextmanager
    def watched(self, seconds: float) -> Generator[neo4j.Driver]:
        """Yield the driver for one statement; give up on a server silent for ``seconds``.

        Normally the server enforces the limits itself. This is for one that no longer can: the
        driver is closed, whatever waits on it, and replaced by a new one.
        """
        driver = self.driver
        with cancel_after(driver, seconds) as cancellation:
            try:
                yield driver
            finally:
                if cancellation.driver_closed:
                    self._replace_closed(driver)

    def close(self) -> None:
        """Close all connections; a second call does nothing."""
        self.driver.close()

    def _start_once(self, revival: Revival) -> Future[Address]:
        """Return a future for the engine's address; it is started once, however many callers ask.

        The result of a start that nobody waited for any longer goes to the next caller.
        """
        with self._lock:
            if self._pending is not None:
                return self._pending
            pending: Future[Address] = Future()
            work = partial(_run_start, revival.start, pending)
            threading.Thread(target=work, name="kinerja-start", daemon=True).start()
            self._pending = pending
            return pending

    def _replace_closed(self, driver: neo4j.Driver) -> None:
        """Replace a driver that was closed, once."""
        with self._lock:
            if self.driver is driver:
                self._replace()

    def _replace(self) -> neo4j.Driver:
        """Install a new driver and return the old one."""
        old, address = self.driver, self.address
        self.driver = connect(address, address.user, address.password, strict=self._strict)
        return old


def _run_start(start: Callable[[], Address], pending: Future[Address]) -> None:
    try:
        pending.set_result(start())
    except BaseException as error:  # noqa: BLE001  # whatever it is, pass it on to those who wait
        pending.set_exception(error)


def _starting(address: Address) -> Unavailable:
    return Unavailable(
        _("The database stopped and is being restarted."),
        mend=_("Try again in a few seconds: what was loaded before is intact."),
        where=address.where,
    )


class ReadingDrivers:
    """Drivers for free statements, each used by one statement at a time and kept for the next.

    A driver of its own lets a statement be given up by closing its driver, and no other statement
    with it. A kept one has its connections, and the routing table of a cluster.
    """

    def __init__(self) -> None:
        """Connect to nothing yet."""
        self._lock = threading.Lock()
        self._kept: list[tuple[Address, neo4j.Driver]] = []
        self._closed = False

    @contextmanager
    def one(self, address: Address, seconds: float) -> Generator[Cancellation]:
        """Yield a driver for ``address`` that nobody else uses, closed after ``seconds``.

        It is kept if the block succeeds.

        Raises:
            ConfigurationError, ValueError: the address is malformed.
            ServiceUnavailable: the block failed because the driver was closed.
        """
        driver = self._take(address)
        try:
            with cancel_after(driver, seconds) as cancellation:
                yield cancellation
        except BaseException:
            with suppress(Exception):
                driver.close()
            raise
        if cancellation.driver_closed or not self._keep(address, driver):
            driver.close()

    def close(self) -> None:
        """Close those that nobody uses; the others are closed when their statement has ended."""
        with self._lock:
            kept, self._kept, self._closed = self._kept, [], True
        for _address, driver in kept:
            driver.close()

    def _keep(self, address: Address, driver: neo4j.Driver) -> bool:
        with self._lock:
            if self._closed or len(self._kept) >= _MOST_KEPT:
                return False
            self._kept.append((address, driver))
            return True

    def _take(self, address: Address) -> neo4j.Driver:
        moved: list[neo4j.Driver] = []
        found: neo4j.Driver | None = None
        with self._lock:
            while self._kept and found is None:
                kept_address, driver = self._kept.pop()
                if kept_address == address:
                    found = driver
                else:
                    moved.append(driver)
        for driver in moved:
            driver.close()
        if found is not None:
            return found
        user, password = address.reader_user, address.reader_password
        if not user:
            user, password = address.user, address.password
        return connect(address, user, password, strict=False, idle_seconds=0)
