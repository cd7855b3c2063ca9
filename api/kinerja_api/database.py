"""The database of a service: retry until it is open, and report whether it responds now.

A service starts although its database is down: it says so (503) and keeps trying. Both are done in
threads of their own, so that neither waits for other work.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from itertools import chain, repeat
from typing import Any, Final, Generic, TypeVar

from kinerja_api.access.logs import logger, on_one_line
from kinerja_graph.errors import KinerjaError, StoreError, Unavailable
from kinerja_graph.settings import Settings
from kinerja_graph.texts import _
from kinerja_graph.workflow import snapshots
from kinerja_graph.workflow.connection import Store, connect

T = TypeVar("T")
RETRY_PAUSES: Final = (1.0, 2.0, 5.0, 15.0)
"""Seconds between two attempts to open it; the last value repeats."""
CHECK_SECONDS: Final = 2.0
"""How long a check of whether something responds waits."""
VALID_SECONDS: Final = 15.0
"""How long the previous result remains valid if the check takes longer."""
PATIENCE_SECONDS: Final = 1.0
"""How long a query waits for an engine that crashed under it; then the caller is told to retry."""
_END_SECONDS: Final = 5.0
_log = logger("kinerja_api.database")


class Database:
    """The graph of a service, opened in a thread of its own; ``store`` can be used at once."""

    def __init__(self, settings: Settings) -> None:
        """Start with nothing opened."""
        self._settings = settings
        self._store: Store | None = None
        self._error: StoreError | None = None
        self._first_try: Future[None] = Future()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kinerja-database", daemon=True)
        self.store: Any = DeferredStore(self)
        self.editions = Probe(self._number_of_editions)

        self._first_try.set_running_or_notify_cancel()  # a waiter that gives up must not cancel it

    def begin(self) -> None:
        """Begin to open the graph; until it responds, ``failure`` says why it does not."""
        self._thread.start()

    async def open(self) -> None:
        """Open the graph; return after the first attempt.

        If it does not respond, that is logged, and it is retried until it does.

        Raises:
            KinerjaError: settings with which it can never be opened.
        """
        self.begin()
        await asyncio.wrap_future(self._first_try)

    @property
    def failure(self) -> KinerjaError | None:
        """Why the last attempt to open it failed; None before the first one ended, and if open."""
        if not self._first_try.done():
            return None
        never = self._first_try.exception()
        return never if isinstance(never, KinerjaError) else self._error

    @property
    def open_store(self) -> Store | None:
        """Return the open graph; None until it responds for the first time."""
        return self._store

    def require_store(self) -> Store:
        """Return the open graph.

        Raises:
            StoreError: it has not responded yet; says why.
        """
        if self._store is None:
            raise self._not_open_error()
        return self._store

    def close(self) -> None:
        """Close the graph, or stop trying to open it."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        for pause in chain(RETRY_PAUSES, repeat(RETRY_PAUSES[-1])):
            try:
                with connect(self._settings, patience=PATIENCE_SECONDS) as store:
                    self._set_open(store)
                    self._ended.wait()
            except StoreError as error:
                self._set_failed(error)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is told
                if self._first_try.done():
                    _log.exception("the database cannot be opened: internal error")
                else:
                    self._first_try.set_exception(error)  # passed to whoever starts the service
                    return
            if self._ended.wait(pause):
                return

    def _set_open(self, store: Store) -> None:
        self._store = store
        if self._error is not None:
            _log.info("the database answers", engine=f"{store.engine.name} {store.engine.version}")
            self._error = None
        self._finish_first_try()

    def _set_failed(self, error: StoreError) -> None:
        self._store = None
        if self._error is None or self._error.what != error.what:
            _log.warning(
                "no database yet: it is tried again until it answers", why=on_one_line(error)
            )
        self._error = error
        self._finish_first_try()

    def _finish_first_try(self) -> None:
        if not self._first_try.done():
            self._first_try.set_result(None)

    def _not_open_error(self) -> StoreError:
        why = self._error
        if why is None:
            return Unavailable(_NOT_OPEN, mend=_LATER)
        return type(why)(why.what, mend=why.mend, where=why.where, code=why.code)

    def _number_of_editions(self) -> int:
        return snapshots.number_of_editions(self.require_store())


class DeferredStore:
    """The graph in place of a store: until it is open, every use of it is refused."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __getattr__(self, name: str) -> Any:
        """Return the attribute of the open graph.

        Raises:
            StoreError: it is not open yet.
        """
        return getattr(self._database.require_store(), name)


class Probe(Generic[T]):
    """One check, run in a thread of its own and once at a time, however many ask for it.

    Attributes:
        last: the last result; None if it failed, or nobody asked.
    """

    def __init__(self, check: Callable[[], T]) -> None:
        """Set the check; ``check`` raises one of our errors on failure."""
        self._check = check
        self._running: Future[T | None] | None = None
        self._known_at = 0.0
        self.last: T | None = None

    async def result(self) -> T | None:
        """Return the result; None on failure. If it takes long, return the previous result."""
        running = self._running
        if running is None or running.done():
            running = Future[T | None]()
            self._running = running
            running.set_running_or_notify_cancel()  # a waiter that gives up must not cancel it
            threading.Thread(
                target=self._run, args=(running,), name="kinerja-probe", daemon=True
            ).start()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(running), CHECK_SECONDS)
        except TimeoutError:
            known = time.monotonic() - self._known_at < VALID_SECONDS
            return self.last if known else None

    def _run(self, future: Future[T | None]) -> None:
        found: T | None = None
        try:
            found = self._check()
            self._known_at = time.monotonic()
        except KinerjaError:
            """There is no result."""
        except BaseException as error:
            future.set_exception(error)
            raise
        self.last = found
        future.set_result(found)


_NOT_OPEN: Final = _("The database is not open yet.")
_LATER: Final = _("Try again later.")
