"""Ask the results of a fleet in SQL: the tables alone, no file, no network, no extension."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kinerja_graph.errors import StatementRefused, TimeLimitReached
from kinerja_graph.fleet.results import COLUMNS, files_of_run, library
from kinerja_graph.settings import Settings
from kinerja_graph.store.query import Answer
from kinerja_graph.texts import _

_TYPES: Final = {"str": "VARCHAR", "int": "BIGINT", "float": "DOUBLE"}
_LOCKED: Final = (
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET python_enable_replacements = false",
    "SET memory_limit = '1GB'",
    "SET lock_configuration = true",
)


def query_fleet(sql: str, folder: Path, settings: Settings) -> Answer:
    """Ask the results of the last run in ``folder``.

    Tables: ``governments``, ``findings``, ``rules``, ``agencies`` (see ``COLUMNS``). The time limit
    and the limit of rows are those of free queries.

    Raises:
        UsageError: there are no results in this folder, or the extra is missing.
        StatementRefused: it is not one SELECT over these tables.
        TimeLimitReached: it was stopped at its limit.
    """
    duckdb = library("duckdb")
    begun = time.monotonic()
    with opened_results(folder) as connection:
        statement = _one_select(duckdb, connection, sql)
        with _limited(connection, settings.query_seconds) as is_over:
            try:
                found = connection.execute(statement)
                columns = tuple(one[0] for one in found.description or ())
                rows = found.fetchmany(settings.query_rows + 1)
            except duckdb.InterruptException as error:
                raise _too_long(settings) from error
            except duckdb.Error as error:
                if is_over():
                    raise _too_long(settings) from error
                raise _refused(str(error).partition("\n")[0]) from error
    return Answer(
        columns=columns,
        rows=tuple(tuple(map(_plain, row)) for row in rows[: settings.query_rows]),
        truncated=len(rows) > settings.query_rows,
        limit=settings.query_rows,
        milliseconds=float(int((time.monotonic() - begun) * 1000)),
    )


@contextmanager
def opened_results(folder: Path) -> Generator[Any]:
    """Read the tables of the last run into memory, then close the door behind them.

    Raises:
        UsageError: there are no results in this folder, or the extra is missing.
    """
    duckdb = library("duckdb")
    files = files_of_run(folder)
    with duckdb.connect(":memory:") as connection:
        for table, columns in COLUMNS.items():
            typed = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in columns.items())
            connection.execute(f"CREATE TABLE {table} ({typed})")
            if files[table]:
                paths = [str(path) for path in files[table]]
                known = connection.read_parquet(paths, union_by_name=True).columns
                names = ", ".join(f'"{name}"' for name in columns if name in known)
                connection.execute(  # results of an earlier version may lack columns
                    f"INSERT INTO {table} BY NAME "  # noqa: S608  # names of ours
                    f"SELECT {names} FROM read_parquet(?, union_by_name = true)",
                    [paths],
                )
        for setting in _LOCKED:
            connection.execute(setting)
        yield connection


def _one_select(duckdb: Any, connection: Any, sql: str) -> Any:
    try:
        found = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise _refused(str(error).partition("\n")[0]) from error
    if len(found) != 1 or found[0].type != duckdb.StatementType.SELECT:
        raise _refused("")
    return found[0]


@contextmanager
def _limited(connection: Any, seconds: float) -> Generator[Any]:
    """Stop what runs on ``connection`` after so many seconds; yield whether that happened."""
    over = threading.Event()

    def end() -> None:
        over.set()
        connection.interrupt()

    timer = threading.Timer(seconds, end)
    timer.start()
    try:
        yield over.is_set
    finally:
        timer.cancel()


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: what SQL alone knows (dates, decimals) as text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return str(value)


def _refused(why: str) -> StatementRefused:
    if why:
        return StatementRefused(
            _("The statement cannot be run: {why}"),
            mend=_("The tables are governments, findings, rules and agencies."),
            why=why,
        )
    return StatementRefused(
        _("Only one SELECT is allowed."),
        mend=_("Write a single SELECT over governments, findings, rules and agencies."),
    )


def _too_long(settings: Settings) -> TimeLimitReached:
    return TimeLimitReached(
        _("The statement was stopped after {seconds} seconds."),
        mend=_("Ask for less, or raise KINERJA_QUERY_SECONDS."),
        seconds=settings.query_seconds,
    )
