"""Import many snapshots at once into an empty local Neo4j, using Neo4j's own importer."""

from __future__ import annotations

import shutil
import subprocess
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kinerja_graph.errors import EngineError, UsageError
from kinerja_graph.library.queries import named, schema
from kinerja_graph.model.cascade import Plan
from kinerja_graph.model.edition import Edition, edition_key, properties_of
from kinerja_graph.model.schema import SCHEMA_VERSION
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store, Transaction
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.constraints import ensure_schema
from kinerja_graph.store.local import LocalNeo4j, Tools
from kinerja_graph.store.neo4j_server import DATABASE
from kinerja_graph.texts import _

_ADMIN: Final = "org.neo4j.server.startup.Neo4jAdminCommand"
_LINES: Final = 10


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import.

    Attributes:
        editions: the editions now visible, in the order they were filled.
        moved: the server's new address; None if it has not changed.
    """

    editions: tuple[Edition, ...]
    moved: str | None


@dataclass(frozen=True, slots=True)
class Filled:
    """A snapshot in the files to import: its plan and the scope of its nodes."""

    plan: Plan
    scope: str


def empty_local(settings: Settings) -> LocalNeo4j:
    """Return the local Neo4j at ``settings.url``, which must be running and empty.

    Raises:
        UsageError: the URL is not that of our running local Neo4j (``bulk-not-local``), or it is
            not empty (``bulk-not-empty``).
        StoreError: it does not answer.
    """
    engine = LocalNeo4j(settings)
    running = engine.running()
    if running is None or not running.is_at(settings.url):
        raise _not_local(settings.url)
    with open_store(settings) as store:
        _refuse_filled(store)
    return engine


@contextmanager
def workplace(engine: LocalNeo4j) -> Generator[Path]:
    """Create an empty folder next to the engine's data for one import; removed afterwards.

    Raises:
        OSError: it cannot be created.
    """
    folder = engine.place.folder / "import" / "bulk"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def import_files(
    engine: LocalNeo4j, settings: Settings, words: Sequence[str], filled: Sequence[Filled]
) -> Imported:
    """Import the files named by the importer arguments ``words``, then publish their editions.

    The server restarts at its old address unless another program took the port. Constraints and
    indexes exist before any edition becomes visible. If the importer fails, the database is left
    empty, as it was.

    Raises:
        UsageError: the database was filled in the meantime.
        EngineError: the importer failed, or the server does not restart.
        StoreError: the database failed.
    """
    with open_store(settings) as store:
        _refuse_filled(store)
    failure: EngineError | None = None
    with engine.halted() as tools:
        log = engine.place.folder / "logs" / "import.log"
        if not run_importer(tools, words, log, settings.memory):
            for kind in ("databases", "transactions"):
                shutil.rmtree(engine.place.folder / "data" / kind / DATABASE, ignore_errors=True)
            failure = _failed(log)
    address = engine.start()
    running = engine.running()
    moved = None if running is None or running.is_at(settings.url) else address.uri
    if failure is not None:
        raise _elsewhere(failure, moved) if moved else failure
    here = settings.model_copy(
        update={"url": address.uri, "user": address.user, "password": address.password}
    )
    with open_store(here) as store:
        ensure_schema(store)
        return Imported(store.change(lambda change: _show(change, filled), name="show"), moved)


def _show(change: Transaction, filled: Sequence[Filled]) -> tuple[Edition, ...]:
    """Make every snapshot visible, in one transaction."""
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    shown: list[Edition] = []
    for item in filled:
        key = edition_key(item.plan.dataset, item.plan.edition, item.plan.document)
        edition = Edition(
            **asdict(item.plan),
            scope=item.scope,
            loaded_at=now,
            first_loaded=change.run(schema("counter-next"), key="editions")[0]["value"],
            schema_version=SCHEMA_VERSION,
        )
        known = properties_of(edition)
        properties = known | {"key": key, "id": edition.edition}
        change.run(schema("edition-show"), key=key, properties=properties)
        shown.append(edition)
    return tuple(shown)


def run_importer(tools: Tools, words: Sequence[str], log: Path, memory: str) -> bool:
    """Run the importer with the arguments ``words``, logging to ``log``; return its success.

    Raises:
        OSError: it cannot be started.
    """
    command = [str(tools.java), f"-Xmx{memory}", "-cp", str(tools.jars / "*"), _ADMIN]
    command += ["database", "import", "full", DATABASE, "--overwrite-destination=true", *words]
    with log.open("wb") as out:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=dict(tools.environment),
            cwd=log.parent,
            check=False,
        )
    return done.returncode == 0


def _refuse_filled(store: Store) -> None:
    found = store.read(named("anything"))
    if found:
        raise UsageError(
            _("This local Neo4j is not empty ({label}); --bulk fills an empty one."),
            mend=_(
                "Load without --bulk, one by one; or empty it with kinerja drop; or use another "
                "KINERJA_HOME."
            ),
            where=store.address.uri,
            code="bulk-not-empty",
            label=found[0]["label"],
        )


def _not_local(url: str) -> UsageError:
    return UsageError(
        _("--bulk can fill a running local Neo4j only, not {url}."),
        mend=_(
            "Start it with kinerja db start --engine neo4j and give its address: --url "
            "bolt://127.0.0.1:…; or load without --bulk."
        ),
        where="--url, KINERJA_URL",
        code="bulk-not-local",
        url=url,
    )


def _failed(log: Path) -> EngineError:
    return EngineError(
        _("Neo4j's importer failed; the database is empty again. The end of its log: {log}"),
        mend=_(
            "Fix the cause shown in the log (memory: KINERJA_MEMORY; disk space) and try again."
        ),
        where=str(log),
        code="import-failed",
        log=_log_end(log),
    )


def _elsewhere(failure: EngineError, uri: str) -> EngineError:
    """Return the same error, extended by the server's new address."""
    mend = _("{mend} The local Neo4j now answers at {uri}.").filled(mend=failure.mend, uri=uri)
    return EngineError(failure.what, mend=mend, where=failure.where, code=failure.code)


def _log_end(log: Path) -> str:
    """Return the last lines of the importer's log, without stack traces."""
    with log.open(encoding="utf-8", errors="replace") as file:
        lines = deque((x for x in file if x.strip() and not x.startswith("\tat ")), _LINES)
    return "".join(f"\n    {line.rstrip()[:300]}" for line in lines)
