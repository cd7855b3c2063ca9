"""Open the file of the accounts database, create its tables, and run its transactions."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import SQLAlchemyError

from kinerja_graph.accounts import FILE
from kinerja_graph.accounts.tables import METADATA, VERSION
from kinerja_graph.errors import KinerjaError
from kinerja_graph.texts import _

_WAIT_SECONDS: Final = 10.0
_MINE: Final = 0o600
_CONNECT: Final = {"timeout": _WAIT_SECONDS}


class AccountsError(KinerjaError):
    """The file of the accounts database cannot be used."""

    exit_code = 4
    code = "ledger-trouble"


class AccountsDatabase:
    """An open accounts database, safe to share between threads; a context manager that closes it.

    Attributes:
        path: its file, readable only by its owner.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._watch: sqlite3.Connection | None = None
        self._watching = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Open a connection for reading.

        Raises:
            AccountsError: the file cannot be read.
        """
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _trouble(self.path, error) from error

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Open a transaction: committed if the block succeeds, otherwise rolled back.

        It holds the write lock from the start, so that what it reads still holds when it writes.

        Raises:
            AccountsError: the file cannot be written.
        """
        try:
            with self._engine.begin() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
        except SQLAlchemyError as error:
            raise _trouble(self.path, error) from error

    def version(self) -> int | None:
        """Return a number that changes whenever any process changes the accounts database.

        Asked on a connection that never writes, at a hundredth of the cost of a read. None if it
        cannot be determined.
        """
        with self._watching:
            try:
                if self._watch is None:
                    address = f"{self.path.resolve().as_uri()}?mode=ro"
                    self._watch = sqlite3.connect(address, uri=True, check_same_thread=False)
                found: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
            except sqlite3.Error:
                return None
            return found

    def close(self) -> None:
        """Close all connections."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._engine.dispose()


def open_accounts(home: Path) -> AccountsDatabase:
    """Open the accounts database in ``home``, creating it if needed.

    Raises:
        AccountsError: the file cannot be created or read, or was written by a newer version.
    """
    path = home / FILE
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        # never open an existing file: closing it would release the locks that SQLite holds on it
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _MINE))
        path.chmod(_MINE)
    except OSError as error:
        raise _trouble(path, error) from error
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args=_CONNECT)
    event.listen(engine, "connect", _prepare)
    accounts = AccountsDatabase(path, engine)
    try:
        # one process at a time, since the first one switches the file to write-ahead logging
        with FileLock(f"{path}.lock", timeout=_WAIT_SECONDS, mode=_MINE):
            _make_tables(accounts)
    except BaseException as error:
        accounts.close()
        if isinstance(error, Timeout | OSError):
            raise _trouble(path, error) from error
        raise
    return accounts


def now() -> datetime:
    """Return the current time in UTC, without fractions of a second."""
    return datetime.now(UTC).replace(microsecond=0)


def written(moment: datetime) -> str:
    """Format a time as the accounts database stores it; such texts sort by time.

    >>> written(datetime(2026, 11, 25, 16, 44, 17, tzinfo=UTC))
    '2026-11-25T16:44:17Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Set up a connection: readers never wait for a writer, foreign keys hold, commits sync."""
    for statement in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {statement}").close()


def _make_tables(accounts: AccountsDatabase) -> None:
    with accounts.reading() as connection:
        found: Any = connection.exec_driver_sql("PRAGMA user_version").scalar()
    if found > VERSION:
        raise _newer(accounts.path, found)
    if found < VERSION:
        with accounts.writing() as connection:
            METADATA.create_all(connection)
            _add_columns(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _add_columns(connection: Connection) -> None:
    """Add the columns that tables of an older version lack; all of them are nullable."""
    there = inspect(connection)
    for table in METADATA.sorted_tables:
        known = {column["name"] for column in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                kind = column.type.compile(connection.dialect)
                connection.exec_driver_sql(
                    f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {kind}'
                )


def _newer(path: Path, found: int) -> AccountsError:
    return AccountsError(
        _("The accounts database {name} was written by a newer version (schema {found})."),
        mend=_("Upgrade kinerja-graph, or choose another folder with KINERJA_HOME."),
        where=str(path),
        code="newer-ledger",
        name=path.name,
        found=found,
    )


def _trouble(path: Path, error: Exception) -> AccountsError:
    why = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
    return AccountsError(
        _("The accounts database cannot be used: {why}."),
        mend=_("Check permissions and disk space, or choose another folder with KINERJA_HOME."),
        where=str(path),
        why=why,
    )
