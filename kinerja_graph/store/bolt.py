"""The only module that speaks to a database: one driver for each way in, opened and closed here.

Reads go as single statements routed to readers; writes go as transactions that are tried again
when the engine says that trying again makes sense. Every call names its database and its limit.
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
    DriverError,
    IncompleteCommit,
    Neo4jError,
)

from kinerja_graph.errors import StoreError, Unavailable
from kinerja_graph.library.statement import Statement
from kinerja_graph.store.cancellation import END_ASKED, StatementCancellation, told_as_stopped
from kinerja_graph.store.connection_manager import (
    Cancellation,
    ConnectionManager,
    cancel_after,
    connect,
    end,
)
from kinerja_graph.store.console import Console, NoAnswer, NotReading, Unreadable
from kinerja_graph.store.engine import Address, Capabilities, Revival
from kinerja_graph.store.faults import Fault, FaultKind
from kinerja_graph.store.limit import marked
from kinerja_graph.store.patience import ReadPatience
from kinerja_graph.store.server_version import engine_info, refuse_foreign
from kinerja_graph.store.verdict import check_plan, refusal

LOG: Final = logging.getLogger(__name__)
# The driver logs what it raises as well; a user is told it once, by us.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
PATIENCE: Final = 60.0
"""Seconds for which a write that other writes disturb is tried again."""
_TRIES_WITHOUT_ANSWER: Final = 3
_GRACE_SECONDS: Final = 10.0
"""How long past its limit a free statement is waited for before the connection is closed."""
_GIVE_UP_SECONDS: Final = 90.0
"""The same for our own statements: an engine that is started again has time for it."""
_END_SECONDS: Final = 5.0
"""For so long a server is told again to end a statement before its connection is closed."""
_END_PAUSE: Final = 0.2
_PING_SECONDS: Final = 60.0
_ROWS_AT_ONCE: Final = 10_000
_CANNOT_READ: Final = "Neo.ClientError.Statement.SyntaxError"
"""The code of a statement that a server cannot read, whichever server it is."""
_CANNOT_HOLD: Final = "Neo.ClientError.Statement.ArgumentError"
CANNOT_HOLD: Final = "its answer has a value that Python cannot hold, such as a date of year 10000"
"""What is said of such a statement; the driver tells it in one way in a column, in another in a
list or a map."""

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
"""The types of the driver for which Python's are too coarse; all have ``iso_format``."""

T = TypeVar("T")


class Transaction:
    """An open transaction; its statements see each other, readers see none of it yet."""

    __slots__ = ("_prepare", "_transaction")

    def __init__(
        self, transaction: neo4j.Transaction, prepare: Callable[[str], LiteralString]
    ) -> None:
        self._transaction = transaction
        self._prepare = prepare

    def run(self, statement: Statement, /, **values: object) -> list[dict[str, Any]]:
        """The rows of ``statement`` as dictionaries by column name."""
        result = self._transaction.run(self._prepare(statement.text), values)
        return [dict(record) for record in result]


class Store:
    """A graph database that answers, on whichever engine.

    Attributes:
        engine: its name (``arcadedb`` or ``neo4j``) and version, as the server reports them.
        capabilities: what it can do.
        address: where it answers.
        long_seconds: the time limit of a statement for which none is given.
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
        """Connects at once.

        Args:
            address: where the engine answers, and who we are there.
            capabilities: what the engine can do.
            long_seconds: the time limit of a statement for which none is given.
            strict: whether what the server remarks on a statement (a label that it does not
                know, a deprecated form) is a Python warning; else it is not asked for.
            revival: brings the engine back where it fell.
            end_statement: ends the statement that bears a word, where the server cannot be asked
                to by a statement.

        Raises:
            Unavailable: nothing answers, or it refuses us, or the server is too old, or of a kind
                that is used only where we start it.
        """
        self.capabilities = capabilities
        self.long_seconds = long_seconds
        self._end_statement = end_statement
        self._patience: ReadPatience | None = None
        if revival is not None and revival.patience is not None:
            self._patience = ReadPatience(self._ping, lambda: self.address.where)
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        with told(address, "connect"):
            self._line = ConnectionManager(address, strict=strict, revival=revival)
        try:
            with told(address, "connect"):
                agent = self._line.driver.get_server_info().agent  # pyright: ignore[reportUnknownMemberType]  # its driver leaves it open
            at_once = self.capabilities.concurrent_rules
            self.engine = replace(engine_info(agent, address), at_once=at_once)
            refuse_foreign(self.engine, address, self.capabilities)
        except BaseException:
            self.close()
            raise

    @property
    def address(self) -> Address:
        """Where it answers now, and who we are there."""
        return self._line.address

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        """The rows of a reading ``statement`` as dictionaries by column name.

        Raises:
            TimeLimitReached: it ran longer than ``seconds``.
            Unavailable: the database does not answer any more, or not for the moment and who asks
                does not wait for it.
            StoreError: the statement failed.
        """
        limit = self.long_seconds if seconds is None else seconds
        query = neo4j.Query(self._prepared(statement.text, limit), timeout=limit)

        def once() -> list[dict[str, Any]]:
            with (
                self._line.watched(limit + _GIVE_UP_SECONDS) as driver,
                self._session(driver, neo4j.READ_ACCESS) as session,
            ):
                return [dict(record) for record in session.run(query, values)]

        def answer() -> list[dict[str, Any]]:
            return self._tried(once, statement.name, limit)

        return answer() if self._patience is None else self._patience.ask(answer, statement.name)

    def write(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        """The rows of a writing ``statement``, run in a transaction of its own.

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
        """What ``work`` returns, run in one transaction: whole or not at all.

        ``work`` may be run several times; every time in a fresh transaction.

        Raises:
            TimeLimitReached: it ran longer than ``seconds``.
            Unavailable: the database does not answer any more.
            StoreError: a statement failed, or the changes of others disturbed it for a minute;
                with code ``conflict`` where a key exists already.
        """
        limit = self.long_seconds if seconds is None else seconds

        def once() -> T:
            with (
                self._line.watched(limit + _GIVE_UP_SECONDS) as driver,
                self._session(driver, neo4j.WRITE_ACCESS) as session,
                session.begin_transaction(timeout=limit) as transaction,
            ):
                answer = work(Transaction(transaction, lambda text: self._prepared(text, limit)))
                transaction.commit()
                return answer

        return self._tried(once, name, limit)

    def define(self, statement: Statement, /) -> None:
        """Runs a statement that changes the schema; it cannot share a transaction with others.

        Raises:
            Unavailable, StoreError: as ``change``.
        """
        limit = self.long_seconds
        query = neo4j.Query(self._prepared(statement.text, limit), timeout=limit)

        def once() -> None:
            with (
                self._line.watched(limit + _GIVE_UP_SECONDS) as driver,
                self._session(driver, neo4j.WRITE_ACCESS) as session,
            ):
                session.run(query).consume()

        self._tried(once, statement.name, limit)

    def rehearse(self, work: Callable[[Transaction], object]) -> None:
        """Runs ``work`` in a transaction that is rolled back: nothing of it stays."""
        with (
            told(self.address, "rehearse", self.long_seconds),
            self._session(self._line.driver, neo4j.WRITE_ACCESS) as session,
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
        """The result of a free reading statement, in a transaction that is always rolled back.

        The engine is asked first what the statement would do: its own parser decides whether it
        only reads. Then it runs, as the engine's reading user where there is one. Rows are fetched
        while they are asked for, up to ``rows`` at once. A server that loses itself in the
        statement is left by closing the connection; ``ending`` ends it from another thread.

        Raises:
            StatementRefused: the engine says that the statement does more than read.
            TimeLimitReached, Unavailable, StoreError: as ``read``; the last with code
                ``bad-statement`` where the text itself is at fault, ``stopped`` where it was ended.
        """
        ending = ending or StatementCancellation()
        with (
            self._renewed_after_silence(),
            self._patience.doubting() if self._patience else nullcontext(),
            told_as_stopped(ending),
            told(self.address, "query", seconds),
            self._reading_driver() as driver,
            cancel_after(driver, seconds + _GRACE_SECONDS) as cut,
            ending.by(lambda: self._end(ending.word, cut)),
            self._session(driver, neo4j.READ_ACCESS, rows) as session,
        ):
            self._judge_aside(text, values, seconds, ending.word)
            with session.begin_transaction(
                {"asked": ending.word, "limit": seconds}, seconds
            ) as transaction:
                if not self.address.http_port:
                    plan = self._prepared(f"EXPLAIN {text}", seconds, ending.word)
                    said = transaction.run(plan, dict(values)).consume()
                    tree = cast("Mapping[str, Any] | None", said.plan)  # pyright: ignore[reportUnknownMemberType]  # its driver leaves it open
                    check_plan(text, said.query_type, tree, self.address.database)
                yield transaction.run(self._prepared(text, seconds, ending.word), dict(values))
                transaction.rollback()

    def close(self) -> None:
        """Closes all connections; a second call does nothing."""
        self._line.close()
        if self._patience is not None:
            self._patience.close()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes all connections."""
        self.close()

    def _judge_aside(
        self, text: str, values: Mapping[str, object], seconds: float, word: str
    ) -> None:
        """Asks the address of reading statements, where the engine has one, about ``text``.

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
            console.judge(text, values, database=address.database, seconds=seconds, word=word)
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

    def _reading_driver(self) -> neo4j.Driver:
        """A driver for one free statement, about which no remarks of the server are asked for."""
        user, password = self.address.reader_user, self.address.reader_password
        if not user:
            user, password = self.address.user, self.address.password
        return connect(self.address, user, password, strict=False)

    def _end(self, word: str, cut: Cancellation) -> None:
        """Tells the server to end the statement that bears ``word``, again until it has ended.

        One that does not listen is left: the connection is closed.
        """
        until = time.monotonic() + _END_SECONDS
        while time.monotonic() < until and not cut.over.is_set():
            if self._end_statement:
                self._end_statement(word)
            elif self.capabilities.driver_time_limit:
                with (
                    suppress(DriverError, Neo4jError),
                    self._reading_driver() as driver,
                    self._session(driver, neo4j.READ_ACCESS) as session,
                ):
                    session.run(END_ASKED, word=word).consume()
            cut.over.wait(_END_PAUSE)
        if not cut.over.is_set():
            cut.make()

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
            end(session)

    def _prepared(self, text: str, limit: float, word: str = "") -> LiteralString:
        """The text as the engine wants it; the one place that lets a text from a file through."""
        if not self.capabilities.driver_time_limit:
            text = marked(text, limit, word)
        return text  # pyright: ignore[reportReturnType]  # a text of cypher/, or a checked one

    def _tried(self, once: Callable[[], T], name: str, limit: float) -> T:
        """What ``once`` returns, tried again while a failure is said to be passing."""
        start = time.monotonic()
        for tries in range(1, 1_000):
            began = time.monotonic()
            try:
                answer = once()
            except (DriverError, Neo4jError) as error:
                spent = time.monotonic() - start
                answers = isinstance(error, Neo4jError)
                took = time.monotonic() - began
                if (
                    not error.is_retryable()
                    or (answers and spent > min(PATIENCE, limit))
                    or (not answers and (tries >= _TRIES_WITHOUT_ANSWER or took >= limit))
                ):
                    raise _fault(error).error(self.address, name, limit, took) from error
                LOG.debug("%s: tried %d times, again: %s", name, tries, error)
                if not answers:
                    self._renew(again=tries > 1)
                time.sleep(_pause(tries, time.monotonic() - began))
            except UnicodeError as error:
                raise _fault(error).error(self.address, name, limit) from error
            else:
                LOG.debug("%s: %.1f ms", name, (time.monotonic() - began) * 1000)
                return answer
        raise AssertionError(name)

    def _renew(self, *, again: bool = False) -> None:
        """Sees to it that the engine, which did not answer, runs; ``again``: twice in a row.

        Raises:
            EngineError, Unavailable: as ``ConnectionManager.renew``.
        """
        try:
            self._line.renew()
        except StoreError:
            again = True
            raise
        finally:
            if again and self._patience is not None:  # more than a line that broke
                self._patience.fell()

    def _ping(self) -> None:
        """Asks the engine for nothing but an answer.

        Raises:
            StoreError: there is none.
        """
        query = neo4j.Query(self._prepared("RETURN 1", _PING_SECONDS), timeout=_PING_SECONDS)
        with (
            self._renewed_after_silence(),
            told(self.address, "ping", _PING_SECONDS),
            self._session(self._line.driver, neo4j.READ_ACCESS) as session,
        ):
            session.run(query).consume()

    @contextmanager
    def _renewed_after_silence(self) -> Generator[None]:
        """Where nothing answers in the block, the engine is there again for the next question."""
        try:
            yield
        except Unavailable:
            with suppress(StoreError):
                self._renew()
            raise


@contextmanager
def told(address: Address, name: str, limit: float = 0) -> Generator[None]:
    """What the driver raises in the block becomes our error; ``name`` says what was tried.

    Raises:
        StoreError: of the kind that fits.
    """
    began = time.monotonic()
    try:
        yield
    except (DriverError, Neo4jError, UnicodeError, ValueError) as error:
        spent = time.monotonic() - began
        raise _fault(error).error(address, name, limit, spent) from error


def _fault(error: Exception) -> Fault:
    """A failure of the driver or of the server, sorted by what a user can do about it."""
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
    else:
        kind = "silent"
    return Fault(kind, "", str(error))


def _pause(tries: int, took: float) -> float:
    """Seconds to wait: by chance, longer each time, as long as the attempt itself took."""
    return random.uniform(0.01, min(0.05 * 2**tries, 1.0) + took)  # noqa: S311  # no secret
