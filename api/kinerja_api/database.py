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

from kinerja_api.access.logs import in_a_line, logger
from kinerja_graph.errors import KinerjaError, StoreError, Unavailable
from kinerja_graph.settings import Settings
from kinerja_graph.texts import _
from kinerja_graph.workflow import snapshots
from kinerja_graph.workflow.connection import Store, connect

T = TypeVar("T")
PAUSES: Final = (1.0, 2.0, 5.0, 15.0)
"""Seconds between two attempts to open it; the last value repeats."""
ANSWER_SECONDS: Final = 2.0
"""How long a check of whether something responds waits."""
KNOWN_SECONDS: Final = 15.0
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
        self._why: StoreError | None = None
        self._first: Future[None] = Future()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kinerja-database", daemon=True)
        self.store: Any = LateStore(self)
        self.editions = Probe(self._number_of_editions)

        self._first.set_running_or_notify_cancel()  # a waiter that gives up must not cancel it

    async def open(self) -> None:
        """Open the graph; return after the first attempt.

        If it does not respond, that is logged, and it is retried until it does.

        Raises:
            KinerjaError: settings with which it can never be opened.
        """
        self._thread.start()
        await asyncio.wrap_future(self._first)

    @property
    def opened(self) -> Store | None:
        """Return the open graph; None until it responds for the first time."""
        return self._store

    def use(self) -> Store:
        """Return the open graph.

        Raises:
            StoreError: it has not responded yet; says why.
        """
        if self._store is None:
            raise self._not_yet()
        return self._store

    def close(self) -> None:
        """Close the graph, or stop trying to open it."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            try:
                with connect(self._settings, patience=PATIENCE_SECONDS) as store:
                    self._answers(store)
                    self._ended.wait()
            except StoreError as error:
                self._failed(error)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is told
                if self._first.done():
                    _log.exception("the database cannot be opened: internal error")
                else:
                    self._first.set_exception(error)  # passed to whoever starts the service
                    return
            if self._ended.wait(pause):
                return

    def _answers(self, store: Store) -> None:
        self._store = store
        if self._why is not None:
            _log.info("the database answers", engine=f"{store.engine.name} {store.engine.version}")
        self._tried()

    def _failed(self, error: StoreError) -> None:
        self._store = None
        if self._why is None or self._why.what != error.what:
            _log.warning(
                "no database yet: it is tried again until it answers", why=in_a_line(error)
            )
        self._why = error
        self._tried()

    def _tried(self) -> None:
        if not self._first.done():
            self._first.set_result(None)

    def _not_yet(self) -> StoreError:
        why = self._why
        if why is None:
            return Unavailable(_NOT_YET, mend=_LATER)
        return type(why)(why.what, mend=why.mend, where=why.where, code=why.code)

    def _number_of_editions(self) -> int:
        return snapshots.number_of_editions(self.use())


class LateStore:
    """The graph in place of a store: until it is open, every use of it is refused."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __getattr__(self, name: str) -> Any:
        """Return the attribute of the open graph.

        Raises:
            StoreError: it is not open yet.
        """
        return getattr(self._database.use(), name)


class Probe(Generic[T]):
    """One check, run in a thread of its own and once at a time, however many ask for it.

    Attributes:
        last: the last result; None if it failed, or nobody asked.
    """

    def __init__(self, ask: Callable[[], T]) -> None:
        """Set the check; ``ask`` raises one of our errors on failure."""
        self._ask = ask
        self._asked: Future[T | None] | None = None
        self._known_at = 0.0
        self.last: T | None = None

    async def told(self) -> T | None:
        """Return the result; None on failure. If it takes long, return the previous result."""
        asked = self._asked
        if asked is None or asked.done():
            asked = Future[T | None]()
            self._asked = asked
            asked.set_running_or_notify_cancel()  # a waiter that gives up must not cancel it
            threading.Thread(
                target=self._answer, args=(asked,), name="kinerja-probe", daemon=True
            ).start()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(asked), ANSWER_SECONDS)
        except TimeoutError:
            known = time.monotonic() - self._known_at < KNOWN_SECONDS
            return self.last if known else None

    def _answer(self, asked: Future[T | None]) -> None:
        found: T | None = None
        try:
            found = self._ask()
            self._known_at = time.monotonic()
        except KinerjaError:
            """There is no result."""
        except BaseException as error:
            asked.set_exception(error)
            raise
        self.last = found
        asked.set_result(found)


_NOT_YET: Final = _("The database is not open yet.")
_LATER: Final = _("Try again later.")
