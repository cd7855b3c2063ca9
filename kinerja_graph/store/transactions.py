"""Read from a Neo4j which transactions are running, and how much memory they may take."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from kinerja_graph.errors import StoreError
from kinerja_graph.library.statement import Statement as Query
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.console import NoAnswer, Refusal, Statement
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.store.state import Running

_PATIENCE: Final = 1.0
_LIMIT: Final = 30.0
_LIST: Final = Query(
    "transactions",
    """SHOW TRANSACTIONS YIELD transactionId, elapsedTime, cpuTime, status, metaData, currentQuery
WHERE currentQuery <> '' AND NOT currentQuery STARTS WITH 'SHOW TRANSACTIONS'
RETURN transactionId AS id, elapsedTime.milliseconds / 1000.0 AS elapsed, metaData.limit AS limit,
  metaData.asked AS word, status STARTS WITH 'Terminated' AS ending,
  cpuTime.milliseconds / 1000.0 AS worked""",
)
_MEMORY: Final = Query(
    "memory-limits",
    "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value",
)
MEMORY_LIMITS: Final = ("db.memory.transaction.max", "dbms.memory.transaction.total.max")
"""Server settings: how much memory one transaction may take, and all together."""
_TRACKED: Final = "dbms.memory.tracking.enable"
_NONE: Final = ("", "0", "0B")
_SERVER: Final = Capabilities(read_only_user=False, driver_time_limit=True, importer=False)


class Transactions:
    """Lists the statements of one server, which ends them at their limits itself.

    Runs in a thread of its own, since a driver may wait indefinitely for a server that hangs.
    """

    def __init__(self, running: Running, database: str) -> None:
        """Send nothing yet."""
        self._address = Address(running.uri, running.user, running.password, database)
        self._thread = ThreadPoolExecutor(1, "kinerja-transactions")
        self._pending: Future[list[Statement]] | None = None
        self._store: Store | None = None

    def statements(self) -> list[Statement]:
        """Return the running statements.

        Raises:
            NoAnswer: the server does not answer within a second, or refuses.
        """
        pending = self._pending or self._thread.submit(self._list)
        self._pending = pending
        try:
            found = pending.result(_PATIENCE)
        except TimeoutError as error:
            raise NoAnswer(f"none within {_PATIENCE} s") from error
        except NoAnswer:
            self._pending = None
            raise
        self._pending = None
        return found

    def end_statement(self, name: str) -> None:
        """Do nothing: the server itself ends the statement at its limit."""

    def close(self) -> None:
        """Close the connection; call once the server has stopped."""
        self._thread.submit(self._close_store)
        self._thread.shutdown()

    def _list(self) -> list[Statement]:
        try:
            if self._store is None:
                self._store = Store(self._address, _SERVER, long_seconds=_LIMIT)
            rows = self._store.read(_LIST)
        except StoreError as error:
            silent = error.code == "unavailable"
            raise (NoAnswer if silent else Refusal)(str(error)) from error
        return [Statement(**row) for row in rows]

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()


def memory_limits(store: Store) -> dict[str, str | None]:
    """Return the memory limits of transactions on the server of ``store``; None for no limit.

    Raises:
        StoreError: it does not report them, or we may not ask.
    """
    rows = store.read(_MEMORY, names=[*MEMORY_LIMITS, _TRACKED])
    settings = {row["name"]: row["value"] for row in rows}
    counts = settings.get(_TRACKED) != "false"
    found = {name: settings.get(name, "") if counts else "" for name in MEMORY_LIMITS}
    return {name: None if value in _NONE else value for name, value in found.items()}
