"""The only module that talks to a database; all drivers are opened and closed here.

Reads are single statements routed to readers; writes are transactions that are retried when the
engine says that the failure is transient. Every call names its database and its time limit.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from types import TracebackType
from typing import Any, Final, LiteralString, Self, TypeVar, cast

import neo4j
import neo4j.graph
import neo4j.spatial
import neo4j.time
from neo4j.exceptions import (
    AuthError,
    BrokenRecordError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DatabaseUnavailable,
    DriverError,
    ForbiddenOnReadOnlyDatabase,
    IncompleteCommit,
    Neo4jError,
    NotALeader,
    WriteServiceUnavailable,
)

from kinerja_graph.errors import StoreError, Unavailable
from kinerja_graph.library.statement import Statement
from kinerja_graph.store.cancellation import END_ASKED, StatementCancellation, report_as_stopped
from kinerja_graph.store.connection_manager import (
    Cancellation,
    ConnectionManager,
    ReadingDrivers,
    close_session,
)
from kinerja_graph.store.console import Console, NoAnswer, NotReading, Unreadable
from kinerja_graph.store.engine import Address, Capabilities, Revival
from kinerja_graph.store.faults import Fault, FaultKind
from kinerja_graph.store.limit import marked
from kinerja_graph.store.patience import ReadPatience
from kinerja_graph.store.server_version import engine_info, refuse_foreign
from kinerja_graph.store.verdict import check_plan, refusal

LOG: Final = logging.getLogger(__name__)
# The driver also logs what it raises; we report each error once ourselves.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
PATIENCE: Final = 60.0
"""For how many seconds a write that conflicts with others is retried."""
_TRIES_WITHOUT_ANSWER: Final = 3
_LAST_SHARE: Final = 0.8
"""After this share of a cluster's seconds no further attempt begins."""
_CLUSTER_PAUSE: Final = 0.2
_NO_CONNECTION: Final = (ConnectionAcquisitionTimeoutError,)
_NOT_THE_LEADER: Final = (NotALeader, ForbiddenOnReadOnlyDatabase, WriteServiceUnavailable)
_OF_A_CLUSTER: Final = (*_NOT_THE_LEADER, DatabaseUnavailable)
_GRACE_SECONDS: Final = 10.0
"""How long past its limit we wait for a free statement before closing the connection."""
_GIVE_UP_SECONDS: Final = 90.0
"""The same for our own statements; long enough for an engine to restart."""
_END_SECONDS: Final = 5.0
"""How long we keep telling a server to end a statement before closing the connection."""
_END_PAUSE: Final = 0.2
_PING_SECONDS: Final = 60.0
_ROWS_AT_ONCE: Final = 10_000
_CANNOT_READ: Final = "Neo.ClientError.Statement.SyntaxError"
"""The code of a statement that a server cannot parse, on either engine."""
_CANNOT_HOLD: Final = "Neo.ClientError.Statement.ArgumentError"
CANNOT_HOLD: Final = "its answer has a value that Python cannot hold, such as a date of year 10000"
"""Our message for such a statement; the driver's differs between columns, lists and maps."""

GraphNode = neo4j.graph.Node
GraphRelationship = neo4j.graph.Relationship
GraphPath = neo4j.graph.Path
Point = neo4j.spatial.Point
DRIVER_TIMES: Final = (
    neo4j.time.Date,
    neo4j.time.DateTime,
    neo4j.time.Duration,
    neo4j.time.Time,
)
"""The driver's temporal types, finer than Python's; all have ``iso_format``."""

T = TypeVar("T")


class Transaction:
    """An open transaction: its statements see each other's changes, other readers do not yet."""

    __slots__ = ("_prepare", "_transaction")

    def __init__(
        self, transaction: neo4j.Transaction, prepare: Callable[[str], LiteralString]
    ) -> None:
        self._transaction = transaction
        self._prepare = prepare

    def run(self, statement: Statement, /, **values: object) -> list[dict[str, Any]]:
        """Return the rows of ``statement`` as dictionaries keyed by column name."""
        result = self._transaction.run(self._prepare(statement.text), values)
        return [dict(record) for record in result]


class Store:
    """A connection to a graph database, on whichever engine.

    Attributes:
        engine: its name (``arcadedb`` or ``neo4j``) and version, as the server reports them.
        capabilities: what the engine can do.
        address: the engine's address.
        long_seconds: the default time limit of a statement.
    """

    def __init__(
        self,
        address: Address,
        capabilities: Capabilities,
        *,
        long_seconds: float,
        strict: bool = False,
        revival: Revival | None = None,
        end_statement: Callable[[str], None] | None = None,
    ) -> None:
        """Connect at once.

        Args:
            address: the engine's address and our credentials.
            capabilities: what the engine can do.
            long_seconds: the default time limit of a statement.
            strict: whether the server's notifications about a statement (an unknown label, a
                deprecated form) become Python warnings; otherwise they are not requested.
            revival: restarts the engine if it crashed.
            end_statement: ends the statement tagged with a word, if the server cannot be told to
                by a statement.

        Raises:
            Unavailable: nothing answers, the login is refused, or the server is too old or of a
                kind that is supported only where we start it.
        """
        self.capabilities = capabilities
        self.long_seconds = long_seconds
        self._end_statement = end_statement
        self._patience: ReadPatience | None = None
        if revival is not None and revival.patience is not None:
            self._patience = ReadPatience(self._ping, lambda: self.address.where)
        self._reading = ReadingDrivers()
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        with translate_errors(address, "connect"):
            self._connections = ConnectionManager(address, strict=strict, revival=revival)
        try:
            agent = self._server_agent()
            at_once = self.capabilities.concurrent_rules
            self.engine = replace(engine_info(agent, address), at_once=at_once)
            refuse_foreign(self.engine, address, self.capabilities)
        except BaseException:
            self.close()
            raise

    def _server_agent(self) -> str:
        """Return the name and version that the server gives itself.

        Raises:
            Unavailable: nothing answers, or the login is refused.
        """

        def ask() -> str:
            info = self._connections.driver.get_server_info()  # pyright: ignore[reportUnknownMemberType]  # its driver leaves it open
            return info.agent

        if self.address.is_routed:  # if the first server is silent, another one may answer
            return self._retry(ask, "connect", self.long_seconds)
        with translate_errors(self.address, "connect"):
            return ask()

    @property
    def address(self) -> Address:
        """The engine's current address and our credentials."""
        return self._connections.address

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        """Return the rows of a reading ``statement`` as dictionaries keyed by column name.

        Raises:
            TimeLimitReached: it ran longer than ``seconds``.
            Unavailable: the database no longer answers, or not soon enough for a caller with
                limited patience.
            StoreError: the statement failed.
        """
        limit = self.long_seconds if seconds is None else seconds
        query = neo4j.Query(self._prepared(statement.text, limit), timeout=limit)

        def once() -> list[dict[str, Any]]:
            with (
                self._connections.watched(limit + _GIVE_UP_SECONDS) as driver,
                self._session(driver, neo4j.READ_ACCESS) as session,
            ):
                return [dict(record) for record in session.run(query, values)]

        def answer() -> list[dict[str, Any]]:
            return self._retry(once, statement.name, limit)

        return answer() if self._patience is None else self._patience.ask(answer, statement.name)

    def write(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        """Run a writing ``statement`` in a transaction of its own, and return its rows.

        Raises:
            TimeLimitReached, Unavailable, StoreError: as ``change``.
        """
        return self.change(
            lambda transaction: transaction.run(statement, **values),
            name=statement.name,
            seconds=seconds,
        )

    def change(
        self,
        work: Callable[[Transaction], T],
        *,
        name: str,
        seconds: float | None = None,
    ) -> T:
        """Run ``work`` in one transaction, all or nothing, and return its result.

        ``work`` may run several times, each time in a new transaction.

        Raises:
            TimeLimitReached: it ran longer than ``seconds``.
            Unavailable: the database no longer answers.
            StoreError: a statement failed, or it conflicted with other changes for a minute; with
                code ``conflict`` if a key already exists.
        """
        limit = self.long_seconds if seconds is None else seconds

        def once() -> T:
            with (
                self._connections.watched(limit + _GIVE_UP_SECONDS) as driver,
                self._session(driver, neo4j.WRITE_ACCESS) as session,
                session.begin_transaction(timeout=limit) as transaction,
            ):
                answer = work(Transaction(transaction, lambda text: self._prepared(text, limit)))
                transaction.commit()
                return answer

        return self._retry(once, name, limit)

    def define(self, statement: Statement, /) -> None:
        """Run a statement that changes the schema; it cannot share a transaction with others.

        Raises:
            Unavailable, StoreError: as ``change``.
        """
        limit = self.long_seconds
        query = neo4j.Query(self._prepared(statement.text, limit), timeout=limit)

        def once() -> None:
            with (
                self._connections.watched(limit + _GIVE_UP_SECONDS) as driver,
                self._session(driver, neo4j.WRITE_ACCESS) as session,
            ):
                session.run(query).consume()

        self._retry(once, statement.name, limit)

    def rehearse(self, work: Callable[[Transaction], object]) -> None:
        """Run ``work`` in a transaction that is rolled back."""
        with (
            translate_errors(self.address, "rehearse", self.long_seconds),
            self._session(self._connections.driver, neo4j.WRITE_ACCESS) as session,
            session.begin_transaction(timeout=self.long_seconds) as transaction,
        ):
            work(Transaction(transaction, lambda text: self._prepared(text, self.long_seconds)))
            transaction.rollback()

    @contextmanager
    def free(
        self,
        text: str,
        values: Mapping[str, object],
        *,
        seconds: float,
        rows: int,
        ending: StatementCancellation | None = None,
    ) -> Generator[neo4j.Result]:
        """Yield the result of a free reading statement, in a transaction that is rolled back.

        The engine first says what the statement would do: its own parser decides whether it only
        reads. Then the statement runs, as the engine's read-only user if there is one. Rows are
        fetched on demand, up to ``rows`` at once. If the server hangs in the statement, the
        connection is closed; ``ending`` cancels it from another thread.

        Raises:
            StatementRefused: the engine says that the statement does more than read.
            TimeLimitReached, Unavailable, StoreError: as ``read``; the last with code
                ``bad-statement`` if the text itself is invalid, ``stopped`` if it was cancelled.
        """
        ending = ending or StatementCancellation()
        with (
            self._renew_after_silence(),
            self._patience.doubting() if self._patience else nullcontext(),
            report_as_stopped(ending),
            translate_errors(self.address, "query", seconds),
            self._reading.one(self.address, seconds + _GRACE_SECONDS) as cancellation,
            ending.on_end(lambda: self._end(ending.word, cancellation)),
            self._session(cancellation.driver, neo4j.READ_ACCESS, rows) as session,
        ):
            self._check_reads_only(text, values, seconds, ending.word)
            with session.begin_transaction(
                {"asked": ending.word, "limit": seconds}, seconds
            ) as transaction:
                if not self.address.http_port:
                    plan = self._prepared(f"EXPLAIN {text}", seconds, ending.word)
                    summary = transaction.run(plan, dict(values)).consume()
                    tree = cast("Mapping[str, Any] | None", summary.plan)  # pyright: ignore[reportUnknownMemberType]  # its driver leaves it open
                    check_plan(text, summary.query_type, tree, self.address.database)
                yield transaction.run(self._prepared(text, seconds, ending.word), dict(values))
                transaction.rollback()

    def close(self) -> None:
        """Close all connections; a second call does nothing."""
        self._reading.close()
        self._connections.close()
        if self._patience is not None:
            self._patience.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all connections."""
        self.close()

    def _check_reads_only(
        self, text: str, values: Mapping[str, object], seconds: float, word: str
    ) -> None:
        """Check ``text`` at the endpoint for reading statements, if the engine has one.

        Raises:
            StatementRefused: it does more than read.
            TimeLimitReached, Unavailable, StoreError: as ``free``.
        """
        address = self.address
        if not address.http_port:
            return
        began = time.monotonic()
        console = Console(
            address.http_port,
            address.reader_user,
            address.reader_password,
            patience=seconds + _GRACE_SECONDS,
        )
        try:
            console.check_reads_only(
                text, values, database=address.database, seconds=seconds, word=word
            )
        except NotReading as error:
            raise refusal(text) from error
        except Unreadable as error:
            fault = Fault("server", _CANNOT_READ, str(error))
            raise fault.error(address, "query", seconds) from error
        except NoAnswer as error:
            spent = time.monotonic() - began
            raise Fault("silent", "", str(error)).error(address, "query", seconds, spent) from error
        finally:
            console.close()

    def _end(self, word: str, cancellation: Cancellation) -> None:
        """Tell the server to end the statement tagged with ``word``, repeatedly until it has ended.

        If the server does not comply, the connection is closed.
        """
        until = time.monotonic() + _END_SECONDS
        while time.monotonic() < until and not cancellation.finished.is_set():
            if self._end_statement:
                self._end_statement(word)
            elif self.capabilities.driver_time_limit:
                with (
                    suppress(DriverError, Neo4jError),
                    self._reading.one(self.address, _END_SECONDS) as ending,
                    self._session(ending.driver, neo4j.READ_ACCESS) as session,
                ):
                    session.run(END_ASKED, word=word).consume()
            cancellation.finished.wait(_END_PAUSE)
        if not cancellation.finished.is_set():
            cancellation.close_driver()

    @contextmanager
    def _session(
        self, driver: neo4j.Driver, access: str, rows: int = _ROWS_AT_ONCE
    ) -> Generator[neo4j.Session]:
        session = driver.session(  # pyright: ignore[reportUnknownMemberType]  # so are its sessions
            database=self.address.database,
            default_access_mode=access,
            fetch_size=min(rows, _ROWS_AT_ONCE),
            bookmark_manager=self._bookmarks,
        )
        try:
            yield session
        finally:
            close_session(session)

    def _prepared(self, text: str, limit: float, word: str = "") -> LiteralString:
        """Return the text as the engine expects it; only here a text from a file is let through."""
        if not self.capabilities.driver_time_limit:
            text = marked(text, limit, word)
        return text  # pyright: ignore[reportReturnType]  # a text of cypher/, or a checked one

    def _retry(self, once: Callable[[], T], name: str, limit: float) -> T:
        """Return the result of ``once``, retried while its failures are transient."""
        start = time.monotonic()
        for tries in range(1, 1_000):
            began = time.monotonic()
            try:
                answer = once()
            except (DriverError, Neo4jError) as error:
                spent = time.monotonic() - start
                answers = isinstance(error, Neo4jError)
                took = time.monotonic() - began
                if self._is_final(error, tries, spent, took, limit):
                    raise _fault(error).error(self.address, name, limit, took) from error
                LOG.debug("%s: tried %d times, again: %s", name, tries, error)
                if not answers:
                    self._renew(again=tries > 1)
                pause = _pause(tries, time.monotonic() - began)
                time.sleep(min(pause, _CLUSTER_PAUSE) if self.address.is_routed else pause)
            except UnicodeError as error:
                raise _fault(error).error(self.address, name, limit) from error
            else:
                LOG.debug("%s: %.1f ms", name, (time.monotonic() - began) * 1000)
                return answer
        raise AssertionError(name)

    def _is_final(
        self, error: DriverError | Neo4jError, tries: int, spent: float, took: float, limit: float
    ) -> bool:
        """Tell whether a failure is reported, and the statement is not tried again.

        Args:
            error: the failure of the latest attempt.
            tries: how many attempts there were.
            spent: seconds since the first one began.
            took: seconds that the latest one took.
            limit: the time limit of the statement, in seconds.
        """
        routed = self.address.is_routed
        if not (error.is_retryable() or (routed and isinstance(error, _NO_CONNECTION))):
            return True
        answers = isinstance(error, Neo4jError)
        if not routed and isinstance(error, _NOT_THE_LEADER):
            return True  # the same server is asked again: it does not lead either
        if routed and (not answers or isinstance(error, _OF_A_CLUSTER)):
            left = self.address.cluster_seconds * _LAST_SHARE - spent
            return took >= limit or (tries >= _TRIES_WITHOUT_ANSWER and took >= left)
        if answers:
            return spent > min(PATIENCE, limit)
        return tries >= _TRIES_WITHOUT_ANSWER or took >= limit

    def _renew(self, *, again: bool = False) -> None:
        """Make sure that an engine that did not answer runs; ``again``: it failed twice in a row.

        Raises:
            EngineError, Unavailable: as ``ConnectionManager.renew``.
        """
        try:
            self._connections.renew()
        except StoreError:
            again = True
            raise
        finally:
            if again and self._patience is not None:  # more than one broken connection
                self._patience.fell()

    def _ping(self) -> None:
        """Check that the engine answers.

        Raises:
            StoreError: it does not.
        """
        query = neo4j.Query(self._prepared("RETURN 1", _PING_SECONDS), timeout=_PING_SECONDS)
        with (
            self._renew_after_silence(),
            translate_errors(self.address, "ping", _PING_SECONDS),
            self._session(self._connections.driver, neo4j.READ_ACCESS) as session,
        ):
            session.run(query).consume()

    @contextmanager
    def _renew_after_silence(self) -> Generator[None]:
        """Restart the engine for the next query if nothing answers inside the block."""
        try:
            yield
        except Unavailable:
            with suppress(StoreError):
                self._renew()
            raise


@contextmanager
def translate_errors(address: Address, name: str, limit: float = 0) -> Generator[None]:
    """Translate driver exceptions in the block into our errors; ``name`` is the operation.

    Raises:
        StoreError: of the matching kind.
    """
    began = time.monotonic()
    try:
        yield
    except (DriverError, Neo4jError, UnicodeError, ValueError) as error:
        spent = time.monotonic() - began
        raise _fault(error).error(address, name, limit, spent) from error


def _fault(error: Exception) -> Fault:
    """Classify a failure of the driver or server by what a user can do about it."""
    if isinstance(error, _NOT_THE_LEADER):
        return Fault("leaderless", "", str(error))
    if isinstance(error, Neo4jError):
        kind: FaultKind = "login" if isinstance(error, AuthError) else "server"
        return Fault(kind, error.code or "", error.message or str(error))
    if isinstance(error, BrokenRecordError):
        return Fault("server", _CANNOT_HOLD, CANNOT_HOLD)
    if isinstance(error, UnicodeError):
        kind = "text"
    elif isinstance(error, ConfigurationError | ValueError):
        kind = "address"
    elif isinstance(error, IncompleteCommit):
        kind = "unsure"
    elif isinstance(error.__cause__, WriteServiceUnavailable):
        kind = "leaderless"
    else:
        kind = "silent"
    return Fault(kind, "", str(error))


def _pause(tries: int, took: float) -> float:
    """Return a random pause in seconds, growing with the tries and the attempt's duration."""
    return random.uniform(0.01, min(0.05 * 2**tries, 1.0) + took)  # noqa: S311  # no secret
